"""Everything that the doctor looks at, in order."""

from __future__ import annotations

import platform
from pathlib import Path

import msgspec

from werkmonitor import __version__
from werkmonitor.files.werkmap import Werkmap, vind_werkmap
from werkmonitor.tasks.doctor import computer, timer, werkmap
from werkmonitor.tasks.doctor.bevinding import Bevinding, goed, let_op
from werkmonitor.tasks.lezen import Voortgang


class Keuring(msgspec.Struct, frozen=True, kw_only=True):
    """How the computer and the werkmap are."""

    werkmonitor: str
    systeem: str
    computer: tuple[Bevinding, ...]
    map: str
    werkmap: tuple[Bevinding, ...]

    @property
    def werkt(self) -> bool:
        """Whether nothing that is needed is broken."""
        return all(found.toestand != "kapot" for found in (*self.computer, *self.werkmap))


def doctor(pad: Path | None, voortgang: Voortgang) -> Keuring:
    """Look at everything; raises ``InputError`` only where the folder that was named is no werkmap."""
    found = vind_werkmap(pad)
    voortgang("De werkmap bekijken")
    programma, declared = werkmap.declaratie(found)
    formaten = programma.publicatie.formaten if programma else ("pdf",)
    here = (_welke(found), declared, *werkmap.kijk(found, programma), *timer.kijk(found.pad, programma))
    voortgang("Een pdf en een grafiek proberen")
    return Keuring(
        werkmonitor=__version__,
        systeem=f"{platform.system()} {platform.release()}",
        computer=tuple(computer.kijk(pdf_nodig="pdf" in formaten)),
        map=str(found.pad),
        werkmap=here,
    )


def _welke(found: Werkmap) -> Bevinding:
    if found.bij_gebrek:
        wat = "Hier is geen werkmap; dit gaat over het voorbeeld dat bij werkmonitor hoort."
        return let_op("Werkmap", wat, "Maak er een met werkmonitor init MAP, of wijs er een aan met --werkmap MAP.")
    return goed("Werkmap", str(found.pad))
