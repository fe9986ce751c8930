"""A small werkmap with a planning, a clock that stands still, and runs of it; shared by the tests of ``run``."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hulp import zet_erbij
from werk_voorbeeld import maak_werkmap
from werkmonitor.files.status import Periodestand, Status, lees_status
from werkmonitor.tasks.run.opdracht import Runopdracht, run
from werkmonitor.tasks.run.verloop import Runverslag

NA_2021 = date(2022, 2, 10)
"""A day on which 2021 is due and 2022 is not."""
PLANNING = """
[planning]
ritme = "jaarlijks"
vanaf = 2021
na_dagen = 30
rustig_minuten = 0
"""
SCHRIJF = (
    "import os, sys; "
    'text = sys.stdin.buffer.read() + b"~" + os.environ["WERKMONITOR_UITKOMST"].encode() + b"~"; '
    'open("gemeld.txt", "ab").write(text)'
)
MELDING = f"""
[planning.melding]
bij = ["gelukt", "mislukt", "wacht"]
opdracht = [{sys.executable!r}, "-c", {SCHRIJF!r}]
"""


def werkmap_met(folder: Path, planning: str = PLANNING + MELDING) -> Path:
    """Write a werkmap with a planning, and texts that give no warning."""
    werkmap = maak_werkmap(folder / "werkmap")
    (werkmap / "teksten" / "2021" / "toelichting-quote.md").write_text("Het ging traag.\n", encoding="utf-8")
    zet_erbij(werkmap / "werkmonitor.toml", planning)
    return werkmap


class Klok:
    """A clock that stands still until it is set; files that were just written count as old."""

    def __init__(self) -> None:
        self.nu = datetime.now(UTC) + timedelta(days=1)

    def __call__(self) -> datetime:
        return self.nu

    def later(self, **duration: float) -> None:
        self.nu += timedelta(**duration)


def draai(werkmap: Path, vandaag: date = NA_2021, klok: Klok | None = None) -> Runverslag:
    """Run in this process, as if it were that day."""
    return run(Runopdracht(werkmap=werkmap, vandaag=vandaag), lambda _: None, klok or Klok())


def status(werkmap: Path) -> Status:
    return lees_status(werkmap / "uitvoer")


def stand(werkmap: Path, periode: str = "2021") -> Periodestand:
    found = status(werkmap).van(periode)
    assert found is not None
    return found


def logboek(werkmap: Path) -> str:
    return (werkmap / "uitvoer" / "werkmonitor.log").read_text(encoding="utf-8")


def gemeld(werkmap: Path) -> list[tuple[str, str]]:
    """Return what was told: the outcome and the text of each message."""
    path = werkmap / "gemeld.txt"
    parts = path.read_text(encoding="utf-8").split("~")[:-1] if path.exists() else []
    return list(zip(parts[1::2], parts[::2], strict=True))
