"""What a build passes on: everything that does not depend on the texts, and the files that were made of it."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from werkmonitor.checks.aanvaard import Aanvaarding
from werkmonitor.monitor import model
from werkmonitor.outputs import RAPPORT


class Tussenstand(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that does not depend on the texts, as the cache keeps it."""

    formaten: tuple[str, ...]
    layouts: tuple[str, ...] = RAPPORT
    monitor: model.Monitor
    aanvaard: tuple[Aanvaarding, ...] = ()
    elders: tuple[str, ...] = ()
    """Texts of pages that stand in the monitors of others only."""


@dataclass(frozen=True)
class Gemaakt:
    """The files of one monitor by their names, and what they were made from."""

    files: dict[str, bytes]
    monitor: model.Monitor
    stand: Tussenstand
    heel: bool
    """Whether every format is there: without Pango a PDF that nobody asked for by name is left out."""
