"""Sources that only one of two Monitors has, that are read otherwise, or whose files are not what they were."""

from __future__ import annotations

from collections.abc import Iterator

from werkmonitor.diff.model import Bronverschil
from werkmonitor.diff.zijde import Zijde


def bronverschillen(oud: Zijde, nieuw: Zijde) -> Iterator[Bronverschil]:
    """Yield what differs in the sources, in the order of the newer Monitor; those that are gone come last.

    A file of one period is no other file than one of the next: only files with the same path are compared.
    """
    titles = {bron.bron: bron.titel for bron in (*oud.monitor.bronnen, *nieuw.monitor.bronnen)}
    before, after = _geleverd(oud), _geleverd(nieuw)
    for naam, bestanden in after.items():
        if naam not in before:
            yield Bronverschil(titel=titles[naam], soort="nieuw", bestanden=bestanden)
        elif oud.gelezen_als[naam] != nieuw.gelezen_als[naam]:
            yield Bronverschil(titel=titles[naam], soort="anders_gelezen")
    for naam in nieuw.gelezen_als:
        known = (bron.bestand for bron in nieuw.monitor.bronnen if bron.bron == naam and bron.bestand in oud.sha256)
        changed = tuple(dict.fromkeys(path for path in known if oud.sha256[path] != nieuw.sha256[path]))
        if changed:
            yield Bronverschil(titel=titles[naam], soort="anders", bestanden=changed)
    for naam, bestanden in before.items():
        if naam not in after:
            yield Bronverschil(titel=titles[naam], soort="weg", bestanden=bestanden)


def _geleverd(zijde: Zijde) -> dict[str, tuple[str, ...]]:
    """Return the sources of a Monitor's own delivery, with their files."""
    found: dict[str, list[str]] = {}
    for bron in zijde.monitor.bronnen:
        if bron.levering == zijde.monitor.bronnen[0].levering:
            found.setdefault(bron.bron, []).append(bron.bestand)
    return {naam: tuple(bestanden) for naam, bestanden in found.items()}
