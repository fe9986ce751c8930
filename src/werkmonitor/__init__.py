"""werkmonitor: from Cognos exports to a monitor that accounts for every figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

__version__ = "0.1.0"


def feiten(werkmap: str | Path, periode: str) -> pd.DataFrame:
    """Return every fact that the exports of ``periode`` (and of the deliveries it is compared with) state.

    One row per fact: bron, maat, levering, van and tot (dates, half-open; equal for a stand), value, unit, file, sheet,
    cell, and one column per dimension.  Raises ``InputError`` when the werkmap or an export cannot be used.
    """
    from werkmonitor.tasks.lezen import feiten_frame

    return feiten_frame(werkmap, periode)
