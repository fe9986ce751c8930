"""Makes a monitor, or all those of a region, and says in one way what became of it: what ``run`` needs of either."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from werkmonitor.files.werkmap import Werkmap
from werkmonitor.files.writing import onaf
from werkmonitor.findings import Finding, InputError, UsageError
from werkmonitor.tasks.build import Bouw, Opdracht, Verslag, build
from werkmonitor.tasks.lezen import Voortgang
from werkmonitor.tasks.plan import maak_plan
from werkmonitor.tasks.regio import EIGEN_FOUT, Onderdeel, Regioverslag, build_alle, ongewijzigd


@dataclass(frozen=True, kw_only=True)
class Uitslag:
    """What a build gave."""

    wat: str
    """In a few words, without the end of the sentence."""
    redenen: tuple[str, ...] = ()
    """Why it was made again: the inputs that changed."""
    bestanden: tuple[str, ...]
    """The outputs, within the werkmap."""
    meldingen: tuple[Finding, ...]
    code: int = 0
    """What the worst of a region's builds ended with."""
    fout: str = ""
    """The traceback of a fault of ours."""


def maak(
    opdracht: Opdracht, werkmap: Werkmap, voortgang: Voortgang, *, alle: bool, zonder: Collection[str] = ()
) -> Uitslag:
    """Build, of a region all but those that are sealed (``zonder``).

    Raises what a build raises, of a region only when none of its monitors could be begun.
    """
    if alle:
        return _van_regio(build_alle(opdracht, voortgang, zonder), werkmap)
    return _van_een(build(opdracht, voortgang), werkmap)


def al_gemaakt(opdracht: Opdracht, werkmap: Werkmap, *, alle: bool, zonder: Collection[str] = ()) -> Uitslag | None:
    """Return what is there when it was made from these inputs, whoever made it; else ``None``."""
    if alle:
        try:
            verslag = ongewijzigd(opdracht, zonder)
        except (InputError, UsageError):  # the declaration cannot be read: the build will say so
            return None
        return _van_regio(verslag, werkmap) if verslag else None
    plan = maak_plan(opdracht.werkmap, opdracht.periode, None)
    found = None if onaf(plan.uit) else Bouw(opdracht, plan, _zwijg).ongewijzigd()
    return _van_een(found, werkmap) if found else None


def _zwijg(_text: str) -> None:
    """Tell nobody."""


def _van_een(verslag: Verslag, werkmap: Werkmap) -> Uitslag:
    zonder = f", {verslag.zonder_waarde} zonder waarde" if verslag.zonder_waarde else ""
    return Uitslag(
        wat=f"Het is een concept met {verslag.cijfers} cijfers{zonder}",
        bestanden=_namen([verslag], werkmap),
        meldingen=verslag.meldingen,
        redenen=verslag.redenen,
    )


def _van_regio(verslag: Regioverslag, werkmap: Werkmap) -> Uitslag:
    failed = [onderdeel for onderdeel in verslag.onderdelen if onderdeel.code]
    made = [onderdeel.verslag for onderdeel in verslag.onderdelen if onderdeel.verslag is not None]
    ours = [onderdeel.fout for onderdeel in failed if onderdeel.code == EIGEN_FOUT]
    if failed:
        why = "Dit is een fout in werkmonitor zelf." if failed[0].fout in ours else failed[0].fout
        wat = f"{len(made)} monitors zijn gemaakt, niet die van {_opsomming(failed)}. {why}"
        meldingen = [finding for onderdeel in failed for finding in onderdeel.meldingen]
    else:
        wat = f"Het zijn concepten van {len(made)} monitors"
        meldingen = [*verslag.meldingen, *(finding for one in made for finding in one.meldingen)]
    return Uitslag(
        wat=wat,
        bestanden=_namen(made, werkmap),
        meldingen=tuple(dict.fromkeys(meldingen)),
        code=max((onderdeel.code for onderdeel in failed), default=0),
        fout=ours[0] if ours else "",
    )


def _opsomming(onderdelen: Iterable[Onderdeel]) -> str:
    return ", ".join(onderdeel.naam for onderdeel in onderdelen)


def _namen(verslagen: Iterable[Verslag], werkmap: Werkmap) -> tuple[str, ...]:
    root = werkmap.pad.resolve()
    paths = [Path(verslag.map) / naam for verslag in verslagen for naam in verslag.bestanden]
    return tuple(path.relative_to(root).as_posix() for path in paths)


def afdruk_van(paths: Iterable[Path]) -> str:
    """Return a hash of files as they are now; one that cannot be read counts as another."""
    found = hashlib.sha256()
    for path in paths:
        try:
            found.update(hashlib.sha256(path.read_bytes()).digest())
        except OSError:
            found.update(b"-")
    return found.hexdigest()
