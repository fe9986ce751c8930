"""The Monitor itself, for machines and for comparing."""

from __future__ import annotations

from collections.abc import Mapping

from werkmonitor.monitor.model import Monitor, to_json


def render(monitor: Monitor, charts: Mapping[str, str]) -> dict[str, bytes]:  # noqa: ARG001 - the Renderer protocol
    """Return the Monitor as JSON."""
    return {".json": to_json(monitor)}
