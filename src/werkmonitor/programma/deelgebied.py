"""One declaration for a region and for each of its parts: what of it holds for whom."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Container, Iterator

from werkmonitor.findings import UsageError
from werkmonitor.formatting import NIET_OPTELBAAR
from werkmonitor.programma.indicator import Indicator, Norm, Prognose
from werkmonitor.programma.pagina import Blok, Pagina
from werkmonitor.programma.schema import Programma

ALLE = "alle"
"""The ``deelgebied`` of a norm that holds for each part."""
_MAP = re.compile(r"[a-z0-9][a-z0-9_-]*")
_UITGAVE = re.compile(r"[0-9].*-u[0-9]+")
"""What an edition can be called: both are folders in ``uitgaven/``."""
_GEEN_MAP = {ALLE, "con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
"""What means something else, in a norm or as a file of Windows."""


def deelgebieden(programma: Programma) -> dict[str, str]:
    """Return the members that can have a monitor of their own, each with the caption that it is shown under.

    Raises ``UsageError`` where the declaration names no dimension for it.
    """
    naam = programma.programma.deelgebied
    if not naam:
        message = (
            "Deze werkmap heeft geen deelgebieden. Zet in [programma] de dimensie waarvan elk lid een eigen monitor "
            'kan krijgen, bijvoorbeeld deelgebied = "gemeente".'
        )
        raise UsageError(message)
    return {lid: captions[0] for lid, captions in programma.dimensie_van(naam).leden.items()}


Fout = tuple[str, str, tuple[str | int, ...]]
"""What is wrong, what to do about it, and the path of its key."""


def fouten(programma: Programma) -> Iterator[Fout]:
    """Yield what is wrong with the parts of the region, and with what is declared for one of them."""
    naam = programma.programma.deelgebied
    leden = programma.dimensie_van(naam).leden if naam else {}
    if naam and not leden:
        wat = f"'{naam}' is geen dimensie met leden."
        yield wat, "Noem een [[dimensie]] waarvan de leden in de declaratie staan.", ("programma", "deelgebied")
    if programma.planning and programma.planning.alle and not naam:
        doen = "Noem in [programma] de dimensie van de delen, of haal 'alle' weg."
        yield "De planning vraagt ook om de delen, maar deze werkmap heeft er geen.", doen, ("planning", "alle")
    for rank, dimensie in enumerate(programma.dimensie):
        for lid in leden if dimensie.id == naam else ():
            if not _MAP.fullmatch(lid) or lid in _GEEN_MAP or _UITGAVE.fullmatch(lid):
                wat = f"'{lid}' kan geen naam van een map zijn, en dit deelgebied krijgt een eigen map."
                yield wat, "Gebruik kleine letters, cijfers, - en _.", ("dimensie", rank, "leden")
    for wie, pad in _genoemd(programma):
        if wie not in leden:
            near = difflib.get_close_matches(wie, leden, n=1)
            tip = f"Bedoelt u '{near[0]}'?" if near else f"Bekend zijn: {', '.join(leden) or 'geen'}."
            yield f"'{wie}' is geen bekend deelgebied.", tip, pad


def _genoemd(programma: Programma) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Yield each part of the region that something is declared for, with the path of the key."""
    for rank, indicator in enumerate(programma.indicator):
        for place, norm in enumerate(indicator.normen):
            if norm.deelgebied not in {"", ALLE}:
                yield norm.deelgebied, ("indicator", rank, "normen", place, "deelgebied")
    for rank, prognose in enumerate(programma.prognose):
        for lid in prognose.doelen:
            yield lid, ("prognose", rank, "doelen")


def vind_lid(programma: Programma, naam: str) -> str:
    """Return the member that is called so, by its id or one of its captions, without minding case.

    Raises ``UsageError`` that names the nearest when there is none.
    """
    shown, names = deelgebieden(programma), _namen(programma)
    wanted = _folded(naam)
    if wanted in names:
        return names[wanted]
    near = difflib.get_close_matches(wanted, names, n=1)
    tip = f" Bedoelt u '{shown[names[near[0]]]}'?" if near else ""
    soort = programma.dimensie_van(programma.programma.deelgebied).naam.lower()
    message = f"'{naam}' is geen {soort} van {programma.regio}.{tip} Kies uit {', '.join(shown.values())}."
    raise UsageError(message)


def is_lid(programma: Programma, naam: str, lid: str) -> bool:
    """Say whether a text, such as a field of a register, names this member."""
    return _namen(programma).get(_folded(naam)) == lid


def _namen(programma: Programma) -> dict[str, str]:
    """Return everything that a member may be called, with the member."""
    leden = programma.dimensie_van(programma.programma.deelgebied).leden
    captions = {_folded(caption): lid for lid, captions in leden.items() for caption in captions}
    return captions | {_folded(lid): lid for lid in leden}


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


def voor_gebied(programma: Programma, lid: str = "") -> Programma:
    """Return the declaration as it holds for one member, or without one for the whole region."""
    prognoses = tuple(item for item in (_prognose(declared, lid) for declared in programma.prognose) if item)
    dropped = {item.id for item in programma.prognose} - {item.id for item in prognoses}
    here = "deelgebied" if lid else "regio"
    parts = {
        "indicator": tuple(_indicator(declared, lid) for declared in programma.indicator),
        "prognose": prognoses,
        "pagina": tuple(_zonder(page, dropped) for page in programma.pagina if page.voor in {"alle", here}),
    }
    found = programma.model_copy(update=parts)
    return found.voor_lid(lid, deelgebieden(programma)[lid]) if lid else found


def elders(programma: Programma, hier: Programma) -> tuple[str, ...]:
    """Return the texts of the whole declaration that stand on pages of others than ``hier`` is cut down to."""

    def named(declared: Programma) -> set[str]:
        return {blok.tekst for pagina in declared.pagina for blok in pagina.blok if blok.tekst}

    return tuple(sorted(named(programma) - named(hier)))


def _indicator(declared: Indicator, lid: str) -> Indicator:
    naam = f"{declared.naam} (hele regio)" if lid and declared.gebied == "regio" else declared.naam
    return declared.model_copy(update={"naam": naam, "normen": _normen(declared, lid)})


def _normen(declared: Indicator, lid: str) -> tuple[Norm, ...]:
    """Return the norms that hold here: a member's own, else those for each member, else the region's if they can.

    A target of 1.100 for the region is none for one of its parts; a share of 40% is.
    """
    if not lid or declared.gebied:
        return tuple(norm for norm in declared.normen if not norm.deelgebied)
    fits = (lid, ALLE, "") if declared.eenheid in NIET_OPTELBAAR else (lid, ALLE)
    found = (tuple(norm for norm in declared.normen if norm.deelgebied == wie) for wie in fits)
    return next(filter(None, found), ())


def _prognose(declared: Prognose, lid: str) -> Prognose | None:
    """Return the forecast with the target of this member; ``None`` where it has none."""
    if not lid:
        return declared
    return declared.model_copy(update={"doel": declared.doelen[lid]}) if lid in declared.doelen else None


def _zonder(pagina: Pagina, prognoses: Container[str]) -> Pagina:
    """Return the page without the blocks of forecasts that are not made here."""
    kept: tuple[Blok, ...] = tuple(blok for blok in pagina.blok if blok.prognose not in prognoses)
    return pagina if len(kept) == len(pagina.blok) else pagina.model_copy(update={"blok": kept})
