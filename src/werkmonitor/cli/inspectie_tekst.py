"""What ``inspect`` found as lines of at most 80 columns, and as JSON."""

from __future__ import annotations

import json
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

import msgspec

from werkmonitor.findings import Finding
from werkmonitor.formatting import enkele
from werkmonitor.tasks.inspectie.namen import LANGSTE_REGEL, toonbaar
from werkmonitor.tasks.inspectie.verslag import Blad, Inspectie, Kolom, Tabel

BREEDTE = 80
_MEESTE_BLADEN = 8
_MEESTE_KOLOMMEN = 16
_MEESTE_REEKSEN = 8
_MEESTE_MELDINGEN = 5
_LANGSTE_KOP = 34
_EENVOUDIG = str.maketrans({"›": ">", "…": "...", "€": "EUR"})
_SOORTEN = {
    "xlsx": "Excel-werkmap",
    "xlsb": "binaire Excel-werkmap",
    "xls": "Excel-werkmap van voor 2007",
    "ods": "OpenDocument-rekenblad",
    "tekst": "tekstbestand",
    "xmldata": "XML-export van Cognos",
}


def als_json(gezien: Inspectie, *, met_bron: bool = False) -> dict[str, Any]:
    """Return what the command line prints with ``--json``."""
    found: dict[str, Any] = msgspec.to_builtins(gezien)
    blokken = found.pop("blokken")
    del found["geweigerd"]
    return found | ({"bron": "\n".join(blokken)} if met_bron else {})


def alle_regels(gezien: Iterable[Inspectie], *, bron: bool) -> Iterator[str]:
    """Yield what is printed about the files that are not refused, with a blank line between them."""
    shown = [item for item in gezien if not item.geweigerd]
    for rank, item in enumerate(shown):
        if rank:
            yield ""
        yield from _blokken(item) if bron else regels(item)


def _blokken(gezien: Inspectie) -> Iterator[str]:
    """Yield the guessed declaration of a file, with its name in front."""
    if not gezien.blokken:
        yield f"# In {gezien.bestand} is geen tabel herkend."
        return
    yield f"# Geraden uit {gezien.bestand}. Kijk na wat achter een # staat."
    for blok in gezien.blokken:
        yield from blok.split("\n")


def passend(regel: str, codering: str | None, naam: str = "") -> str:
    """Return a line that can be written in an encoding: letters without their accents, a file name with escapes."""
    if _past(regel, codering):
        return regel
    parts = regel.split(naam) if naam else [regel]
    plain = [unicodedata.normalize("NFKD", part.translate(_EENVOUDIG)) for part in parts]
    escaped = naam.encode("ascii", "backslashreplace").decode()
    return escaped.join(part.encode("ascii", "ignore").decode() for part in plain)[:LANGSTE_REGEL]


def passend_toml(regel: str, codering: str | None) -> str:
    """Return a line of a declaration that can be written in an encoding, and says the same."""
    if _past(regel, codering):
        return regel
    return "".join(sign if sign.isascii() else f"\\U{ord(sign):08x}" for sign in regel)


def _past(regel: str, codering: str | None) -> bool:
    try:
        regel.encode(codering or "ascii")
    except (UnicodeError, LookupError):
        return False
    return True


def json_tekst(value: object, codering: str | None) -> str:
    """Return JSON that can be written in an encoding, ending in a line end."""
    return f"{json.dumps(value, ensure_ascii='utf' not in (codering or '').lower(), indent=1)}\n"


def regels(gezien: Inspectie) -> Iterator[str]:
    """Yield the lines about one file."""
    yield from _wrap(gezien.bestand)
    wat = _SOORTEN.get(gezien.soort, gezien.soort)
    van = f" van {gezien.producent}" if gezien.producent else ""
    periode = f"; periode in de titels: {gezien.periode}" if gezien.periode else ""
    yield from _wrap(f"{wat}{van}{periode}", "  ")
    with_tables = [blad for blad in gezien.bladen if blad.tabellen]
    for blad in with_tables[:_MEESTE_BLADEN]:
        for tabel in blad.tabellen:
            yield from _tabel(blad, tabel)
    if len(with_tables) > _MEESTE_BLADEN:
        yield from _wrap(f"En nog {len(with_tables) - _MEESTE_BLADEN} bladen met een tabel; --json toont ze.", "  ")
    yield from _zonder(gezien.bladen)
    yield from _meldingen(gezien.meldingen)


def _zonder(bladen: Sequence[Blad]) -> Iterator[str]:
    for zichtbaar, wat in ((True, "Geen tabel op blad"), (False, "Verborgen, dus niet gelezen: blad")):
        names = [blad.naam for blad in bladen if blad.zichtbaar == zichtbaar and not blad.tabellen]
        if names and names != [""]:
            yield from _wrap(f"{wat} {enkele(names, _MEESTE_BLADEN)}.", "  ")


def _tabel(blad: Blad, tabel: Tabel) -> Iterator[str]:
    naam = f"Blad {blad.naam}: " if blad.naam else ""
    kop = f", kop in rij {_reeksen(tabel.koprijen)}" if tabel.koprijen else ", zonder kop (vervolg)"
    yield ""
    yield from _wrap(f"{naam}{tabel.vorm} {tabel.bereik}{kop}", "  ")
    how = "geraden; --bron toont hoe" if tabel.geraden else f"gelezen als bron {tabel.bron}"
    counts = _count(tabel.rijen, "rij", "rijen")
    if tabel.vorm != "register":
        counts += f", {_count(tabel.getallen, 'getal', 'getallen')}, {tabel.soort}"
    yield from _wrap(f"{counts} ({how})", "    ")
    for niveau, label in tabel.naast.items():
        yield from _wrap(f"{niveau}: {label}", "    ")
    groups = list(_groups(tabel.kolommen))
    width = max(len(_letters(group)) for group in groups)
    for group in groups[:_MEESTE_KOLOMMEN]:
        yield _kolom(group, width)
    if len(groups) > _MEESTE_KOLOMMEN:
        yield f"    En nog {sum(map(len, groups[_MEESTE_KOLOMMEN:]))} kolommen; --json toont ze."
    yield from _overgeslagen(tabel)


def _groups(kolommen: Sequence[Kolom]) -> Iterator[list[Kolom]]:
    """Yield columns that stand side by side and hold the same, as those of a crosstab do."""
    for _, group in groupby(kolommen, key=lambda k: (k.soort, k.eenheid, k.rol, k.reden) if k.soort == "getal" else k):
        yield list(group)


def _letters(group: Sequence[Kolom]) -> str:
    return group[0].kolom if len(group) == 1 else f"{group[0].kolom}-{group[-1].kolom}"


def _kolom(group: Sequence[Kolom], width: int) -> str:
    first = group[0]
    naam = first.naam if len(group) == 1 else f"{first.naam} … {group[-1].naam}"
    if len(naam) > _LANGSTE_KOP:
        naam = f"{naam[: _LANGSTE_KOP - 1]}…"
    soort = first.soort if first.soort != "tijd" else f"tijd ({first.rol})"
    parts = [soort, first.eenheid or "", first.reden]
    if not (first.rol or first.reden):
        parts.append("niet gelezen")
    line = f"    {_letters(group):<{width}}  {naam:<{_LANGSTE_KOP}}  {', '.join(filter(None, parts))}"
    return line if len(line) <= BREEDTE else f"{line[: BREEDTE - 1]}…"


def _overgeslagen(tabel: Tabel) -> Iterator[str]:
    """Yield the rows that were left out, by reason; what a total is called does not matter here."""
    by_reason: dict[str, list[int]] = {}
    for row in tabel.overgeslagen:
        by_reason.setdefault(row.reden.partition(":")[0], []).append(row.rij)
    if by_reason:
        yield f"    Overgeslagen: {_count(len(tabel.overgeslagen), 'rij', 'rijen')}"
    for reden, rows in by_reason.items():
        yield from _wrap(f"{reden}: rij {_reeksen(rows)}", "      ")


def _reeksen(rows: Iterable[int]) -> str:
    """Return row numbers as ranges: ``1-3, 9, 13``."""
    ranges: list[list[int]] = []
    for rij in rows:
        if ranges and rij == ranges[-1][1] + 1:
            ranges[-1][1] = rij
        else:
            ranges.append([rij, rij])
    shown = [f"{first}" if first == last else f"{first}-{last}" for first, last in ranges[:_MEESTE_REEKSEN]]
    more = sum(last - first + 1 for first, last in ranges[_MEESTE_REEKSEN:])
    return ", ".join(shown) + (f" en nog {more}" if more else "")


def _meldingen(meldingen: Sequence[Finding]) -> Iterator[str]:
    """Yield the findings, of each code the first."""
    by_code: dict[str, list[Finding]] = {}
    for melding in meldingen:
        by_code.setdefault(melding.code, []).append(melding)
    if by_code:
        yield ""
    for code, found in list(by_code.items())[:_MEESTE_MELDINGEN]:
        more = f" (en nog {len(found) - 1} keer)" if len(found) > 1 else ""
        yield from _wrap(f"{found[0].ernst_in_woorden} [{code}] {found[0]}{more}", "  ")
    if len(by_code) > _MEESTE_MELDINGEN:
        yield f"  En nog {len(by_code) - _MEESTE_MELDINGEN} soorten meldingen; --json toont ze."


def _count(number: int, een: str, meer: str) -> str:
    return f"{number} {een if number == 1 else meer}"


def _wrap(text: str, indent: str = "") -> list[str]:
    """Fold a text to the width of a terminal; a long word, as a file name can be, is not broken."""
    shown = toonbaar(text, 2000)
    deeper = f"{indent}  "
    return textwrap.wrap(
        shown,
        BREEDTE,
        initial_indent=indent,
        subsequent_indent=deeper,
        break_long_words=False,
        break_on_hyphens=False,
    )
