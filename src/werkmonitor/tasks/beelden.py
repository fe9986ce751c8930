"""Keeps what each source looked like at the last build of each delivery: a small JSON file a source, no numbers."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from pathlib import Path

import msgspec

from werkmonitor.bronnen.feiten import Feiten
from werkmonitor.checks.afdrukken import Beeld, Vorige, beelden, vergelijk_afdrukken
from werkmonitor.checks.cijfers import fouten_per_bron
from werkmonitor.findings import Finding
from werkmonitor.periode import Periode
from werkmonitor.programma.schema import Programma

SCHEMA = 1


class Bewaard(msgspec.Struct, frozen=True):
    """The file of one source: its picture by delivery."""

    schema: int
    leveringen: dict[str, Beeld]


class Veranderd:
    """What changed in the exports of a delivery since the last build, and what is to be kept of them.

    Told to whoever runs the command, and no part of the Monitor: that depends on nothing but its inputs.  What
    ``findings`` say already, of the reader and the controls, is not said again.
    """

    def __init__(
        self, map_: Path, levering: Periode, programma: Programma, feiten: Feiten, findings: Sequence[Finding] = ()
    ) -> None:
        self._map, self._levering = map_, levering
        self._nu = beelden(feiten, levering)
        said = {(finding.code, finding.vindplaats) for finding in findings}
        changed = vergelijk_afdrukken(programma, self._nu, vorige(map_, levering), fouten_per_bron(programma, findings))
        self.findings = tuple(found for found in changed if (found.code, found.vindplaats) not in said)

    def bewaar(self) -> None:
        """Keep what was read beside what was kept of other deliveries.

        A folder that cannot be written is no reason to fail.
        """
        with contextlib.suppress(OSError):
            self._map.mkdir(parents=True, exist_ok=True)
            for bron, beeld in self._nu.items():
                path = self._map / f"{bron}.json"
                before = _lees(path)
                kept = before | {str(self._levering): beeld}
                if kept != before:
                    data = msgspec.json.encode(Bewaard(SCHEMA, dict(sorted(kept.items()))))
                    aside = path.with_suffix(".nieuw")
                    aside.write_bytes(msgspec.json.format(data, indent=1) + b"\n")
                    aside.replace(path)


def vorige(map_: Path, levering: Periode) -> Vorige:
    """Return who gives the picture to compare with: of the same delivery, else of the last that began before it."""

    def zoek(bron: str) -> Beeld | None:
        kept = {Periode.parse(naam): beeld for naam, beeld in _lees(map_ / f"{bron}.json").items()}
        earlier = [other for other in kept if (other.start + other.lengte) <= levering.start]
        key = levering if levering in kept else max(earlier, key=lambda p: (p.start + p.lengte, p.lengte), default=None)
        return kept[key] if key else None

    return zoek


def _lees(path: Path) -> dict[str, Beeld]:
    """Return what was kept; a damaged file, or one of another version, is as good as none."""
    try:
        kept = msgspec.json.decode(path.read_bytes(), type=Bewaard)
        return kept.leveringen if kept.schema == SCHEMA and all(map(Periode.parse, kept.leveringen)) else {}
    except (OSError, ValueError):
        return {}
