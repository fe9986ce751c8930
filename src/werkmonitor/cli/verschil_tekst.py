"""A comparison as lines of at most 80 columns: the same chapters as the page, with tables that fit."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from werkmonitor.diff.model import Tekstdeel, Verschil
from werkmonitor.diff.pagina import Alinea, Hoofdstuk, Lijst, Onderdeel, Tabelblok, Tekstblok, Tussenkop, pagina
from werkmonitor.diff.zinnen import samenvatting
from werkmonitor.formatting import NBSP
from werkmonitor.monitor.blokken import Cel, Rij, Tabel

BREEDTE = 80
NAAM, KORTSTE_NAAM = 34, 26
"""Columns for the name of a row: what it takes where there is room, and what it keeps where there is little."""
TEKENS = {"weg": "-", "erbij": "+", "gelijk": " "}
GENOEMD = 10
"""Rows that an annex shows here."""
KORT = 12
"""Columns of a text that fits beside others."""


def kort(verschil: Verschil) -> Iterator[str]:
    """Yield only what matters most."""
    for zin in samenvatting(verschil):
        yield from _wrap(zin)


def regels(verschil: Verschil) -> Iterator[str]:
    """Yield the whole comparison."""
    page = pagina(verschil)
    yield from _wrap(f"{page.titel}, {page.wie}")
    yield "=" * BREEDTE
    yield from _wrap(page.voet)
    if page.stempels:
        yield from _wrap(", ".join(page.stempels).capitalize())
    for hoofdstuk in page.hoofdstukken:
        yield from _hoofdstuk(hoofdstuk)


def _hoofdstuk(hoofdstuk: Hoofdstuk) -> Iterator[str]:
    yield ""
    yield hoofdstuk.kop
    yield "-" * len(hoofdstuk.kop)
    for onderdeel in hoofdstuk.delen:
        yield from _onderdeel(onderdeel)


def _onderdeel(onderdeel: Onderdeel) -> Iterator[str]:
    match onderdeel:
        case Alinea(tekst):
            yield from _wrap(tekst)
        case Lijst(punten):
            for punt in punten:
                yield from _wrap(punt, "- ", "  ")
        case Tussenkop(tekst, lichten):
            yield ""
            licht = " -> ".join(f"{kleur}" for kleur, _ in lichten)
            yield from _wrap(f"{tekst} [{licht}]" if licht else tekst)
        case Tabelblok(tabel, bijlage):
            yield from _begin(tabel) if bijlage else _tabel(tabel)
        case Tekstblok(verschil):
            yield from _wrap(f"{verschil.naam} ({verschil.soort})")
            for zin in verschil.zinnen:
                yield from _zin(zin)


def _zin(delen: Sequence[Tekstdeel]) -> Iterator[str]:
    """Yield a sentence that went or came; one that was changed is shown as it was and as it is."""
    if len(delen) == 1:
        if delen[0].soort != "gelijk":
            yield from _wrap(delen[0].tekst, f"  {TEKENS[delen[0].soort]} ", "    ")
        return
    for soort in ("weg", "erbij"):
        text = " ".join(deel.tekst for deel in delen if deel.soort in {soort, "gelijk"})
        yield from _wrap(text, f"  {TEKENS[soort]} ", "    ")


# Tables


def _begin(tabel: Tabel) -> Iterator[str]:
    """Yield the first rows of a table that is no more than an annex."""
    yield from _tabel(msgspec.structs.replace(tabel, rijen=tabel.rijen[:GENOEMD]))
    if len(tabel.rijen) > GENOEMD:
        yield f"En nog {len(tabel.rijen) - GENOEMD}."


def _tabel(tabel: Tabel) -> Iterator[str]:
    """Yield a table: numbers in columns, and what is a text below its row."""
    numbers = [at for at, kolom in enumerate(tabel.kolommen) if kolom.getal]
    words = [at for at, kolom in enumerate(tabel.kolommen) if not kolom.getal]
    if not numbers:
        yield from _woorden(tabel)
        return
    widths = [_breedte(tabel, at) for at in numbers]
    while sum(widths) + 2 * len(widths) > BREEDTE - KORTSTE_NAAM and len(widths) > 1:
        widths.pop()  # what does not fit is left to the formats with more room
    numbers = numbers[: len(widths)]
    name = min(NAAM, BREEDTE - sum(widths) - 2 * len(widths))
    heads = [tabel.kolommen[at].kop for at in numbers]
    yield from _rij(tabel.rijkop, heads, widths, name)
    for rij in tabel.rijen:
        yield from _rij(_naam(rij), [_plat(rij.cellen[at]) for at in numbers], widths, name)
        lights = [f"{tabel.kolommen[at].kop}: {_plat(rij.cellen[at])}" for at in words if rij.cellen[at].kleur is None]
        for text in lights:
            if not text.endswith(": –"):
                yield from _wrap(text, "    ", "    ")
    yield from (line for noot in tabel.noten for line in _wrap(noot))


def _breedte(tabel: Tabel, kolom: int) -> int:
    texts = [tabel.kolommen[kolom].kop, *(_plat(rij.cellen[kolom]) for rij in tabel.rijen)]
    return max(map(len, texts))


def _rij(naam: str, cellen: Iterable[str], widths: Sequence[int], breedte: int) -> Iterator[str]:
    first, *rest = textwrap.wrap(naam, breedte - 1, break_long_words=True) or [""]
    numbers = "".join(f"  {text:>{width}}" for text, width in zip(cellen, widths, strict=True))
    yield f"{first:<{breedte}}{numbers}"
    yield from (f"  {line}" for line in textwrap.wrap(" ".join(rest), breedte - 3))


def _woorden(tabel: Tabel) -> Iterator[str]:
    """Yield a table of texts: what was and is in one line, and the rest below it."""
    for rij in tabel.rijen:
        short = [cel for cel in rij.cellen if cel.kleur or len(cel.weergave) <= KORT]
        long = [cel for cel in rij.cellen if cel not in short]
        yield from _wrap(f"{_naam(rij)}: {' -> '.join(map(_kleur, short))}" if short else _naam(rij))
        for cel in long:
            yield from _wrap(cel.weergave, "    ", "    ")


def _kleur(cel: Cel) -> str:
    return f"{cel.kleur} ({cel.weergave})" if cel.kleur else cel.weergave


def _naam(rij: Rij) -> str:
    return f"{rij.naam} *" if rij.noot else rij.naam


def _plat(cel: Cel) -> str:
    return cel.weergave.replace(NBSP, " ")


def _wrap(text: str, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(
        text.replace(NBSP, " "),
        BREEDTE,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
