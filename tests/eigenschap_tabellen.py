"""Any table in any layout: what a property test draws, and how each layout is written, with its known facts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

from hypothesis import strategies as st

from cognos_familie_basis import RUN, Bron, Lijst, dagen
from cognos_layout import Column, Crosstab, Label, crosstab, notes, page_footer, titles
from cognos_shell import Sheet, Value, address

Kern = tuple[object, ...]
DIMENSIES = ("wijk", "buurt")
MATEN: Mapping[str, tuple[str, str]] = {"aantal": ("Aantal", "aantal"), "lasten": ("Lasten", "euro")}
_NAMEN = [
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
]
BESCHRIFT: Sequence[Callable[[int, int], str]] = (
    lambda jaar, maand: f"{_NAMEN[maand - 1]} {jaar}",
    lambda jaar, maand: f"{_NAMEN[maand - 1][:3]}. {jaar}",
    lambda jaar, maand: f"per      {_NAMEN[maand - 1][:3].title()}./{jaar}",
    lambda jaar, maand: f"{jaar}-{maand:02}",
    lambda jaar, maand: f"{jaar}/{maand:02}",
    lambda jaar, maand: f"{jaar}{maand:02}",
)
"""How months are written; all but the abbreviated March, which is ``mrt`` in Dutch, follow their names."""
_TOTAALACHTIG = re.compile(
    r"tota|sum|somm|samenv|overall|gemid|averag|gesamt|count|aantal|zusamm|mini|maxi|medi|no data|geen "
)
_BREUKEN = " \xa0"


def kaal(text: str) -> str:
    """Return a caption without padding and double blanks."""
    return " ".join(text.split())


@dataclass(frozen=True)
class Inhoud:
    """A table: members by dimension, months, and a number for every cross of them."""

    leden: tuple[tuple[str, ...], ...]
    maanden: tuple[tuple[int, int], ...]
    maten: tuple[str, ...]
    getallen: tuple[Value, ...]

    def cellen(self) -> dict[tuple[Any, ...], Value]:
        """Return the number of each (members, month, maat)."""
        keys = product(product(*self.leden), self.maanden, self.maten)
        return dict(zip(keys, self.getallen, strict=True))

    def feiten(self) -> list[Kern]:
        """Return all facts, without addresses, in a fixed order."""
        found = [
            (
                maat,
                tuple(sorted(zip(DIMENSIES, map(kaal, leden), strict=False))),
                *dagen(*maand),
                Fraction(repr(value)) if isinstance(value, int | float) else None,
            )
            for (leden, maand, maat), value in self.cellen().items()
        ]
        return sorted(found, key=str)


@dataclass(frozen=True)
class Vorm:
    """What stands around a table, and where it stands."""

    titels: int = 0
    noten: int = 0
    voet: bool = False
    totalen: bool = False
    rij: int = 0
    kolom: int = 0
    volgorde: tuple[int, ...] = (0, 1, 2, 3, 4, 5)
    herhaal: int = 0
    beschrift: int = 0
    groepsvoet: str = "geen"


@dataclass
class Geschreven:
    """Sheets with the declaration that reads them."""

    sheets: list[Sheet]
    bron: Bron
    leden: list[str] = field(default_factory=list)


# ---------------------------------------------------------------- what is drawn

_LETTER = st.sampled_from("abdegjkpvwxzABDEGJKPVWXZéëïüÖßçŁж日")
_TEKEN = st.sampled_from("abdejkvz019 \xa0-'\"&<>;,./()=+@%€|{}é日")
_LID = (
    st.builds(lambda first, rest: f"{first}{''.join(rest)}", _LETTER, st.lists(_TEKEN, max_size=9))
    | st.sampled_from(["NA", "nan", "None", "null", "=1+1x", "Wijk 007", "x" * 40, "true"])
).filter(lambda text: not _TOTAALACHTIG.search(text.casefold()))
_OPVULLING = st.sampled_from(["", "", "", " ", "   ", "\xa0", " \xa0 "])


def _leden(meest: int) -> st.SearchStrategy[tuple[str, ...]]:
    unique = st.lists(_LID, min_size=1, max_size=meest, unique_by=lambda text: kaal(text).casefold())
    return unique.flatmap(
        lambda found: st.tuples(*[st.builds("{}{}{}".format, _OPVULLING, st.just(text), _OPVULLING) for text in found])
    )


_AANTAL = st.none() | st.just(0) | st.integers(-5, 3000) | st.integers(0, 10**12)
_LASTEN = st.none() | st.just(0) | st.integers(-(10**11), 10**11).map(lambda cents: float(Decimal(cents) / 100))
_MAAND = st.tuples(st.integers(2019, 2022), st.integers(1, 12))


@st.composite
def inhouden(draw: st.DrawFn, dimensies: int, maten: int) -> Inhoud:
    """Draw a table with that many dimensions and maten."""
    leden = tuple(draw(_leden(3)) for _ in range(dimensies))
    maanden = tuple(draw(st.lists(_MAAND, min_size=1, max_size=4, unique=True)))
    namen = tuple(MATEN)[:maten]
    kinds = {"aantal": _AANTAL, "lasten": _LASTEN}
    numbers = [draw(kinds[maat]) for _ in product(*leden) for _ in maanden for maat in namen]
    return Inhoud(leden, maanden, namen, tuple(numbers))


def vormen() -> st.SearchStrategy[Vorm]:
    """Draw what stands around a table."""
    return st.builds(
        Vorm,
        titels=st.integers(0, 4),
        noten=st.integers(0, 3),
        voet=st.booleans(),
        totalen=st.booleans(),
        rij=st.integers(0, 4),
        kolom=st.integers(0, 3),
        volgorde=st.permutations(range(6)).map(tuple),
        herhaal=st.integers(0, 4),
        beschrift=st.integers(0, len(BESCHRIFT) - 1),
        groepsvoet=st.sampled_from(["geen", "totaal", "total", "witregel"]),
    )


# ---------------------------------------------------------------- how it is written


def _bron(inhoud: Inhoud, **rest: Any) -> Bron:
    maten = {maat: dict(zip(("kolom", "eenheid"), MATEN[maat], strict=True)) for maat in inhoud.maten}
    return {"id": "bron", "titel": "Export", "bestand": "Export*", "maten": maten, **rest}


def _onderschrift(sheet: Sheet, rij: int, vorm: Vorm, breedte: int) -> None:
    below = notes(sheet, rij, [f"Noot {nummer}: telling per persoon." for nummer in range(vorm.noten)], breedte)
    if vorm.voet and breedte >= 3:
        page_footer(sheet, below, RUN, breedte)


def _caption(vorm: Vorm, maand: tuple[int, int]) -> str:
    text = BESCHRIFT[vorm.beschrift](*maand)
    return text.replace("maa. ", "mrt. ").replace("Maa./", "Mrt./")


def _totaal(values: Sequence[Value]) -> Value:
    return float(sum(Decimal(repr(value)) for value in values if isinstance(value, int | float)))


def lijst(inhoud: Inhoud, vorm: Vorm) -> Geschreven:
    """Write a flat list, its columns in any order, its header repeated, a total below."""
    sheet = Sheet("Pagina1_1")
    heads = [*(naam.title() for naam in DIMENSIES[: len(inhoud.leden)]), "Jaar", "Maand"]
    heads += [MATEN[maat][0] for maat in inhoud.maten]
    order = [place for place in vorm.volgorde if place < len(heads)]
    cells = inhoud.cellen()
    rows = [
        [*leden, jaar, maand, *(cells[leden, (jaar, maand), maat] for maat in inhoud.maten)]
        for leden in product(*inhoud.leden)
        for jaar, maand in inhoud.maanden
    ]
    rij = titles(sheet, ["Overzicht", "Gemeente Waterrijk", "Afdeling Werk", "Concept"][: vorm.titels], len(heads))
    for number, row in enumerate(rows):
        if number == 0 or (vorm.herhaal and number % vorm.herhaal == 0):
            sheet.row(rij, [heads[place] for place in order], ["kop"] * len(order))
            rij += 1
        sheet.row(rij, [row[place] for place in order], ["tekst"] * len(order))
        rij += 1
    if vorm.totalen:
        sums: list[Value] = ["Overall - Total", *[None] * (len(heads) - 1 - len(inhoud.maten))]
        sums += [_totaal([row[place] for row in rows]) for place in range(len(sums), len(heads))]
        sheet.row(rij, [sums[place] for place in order], ["tekst"] * len(order))
        rij += 1
    _onderschrift(sheet, rij, vorm, len(heads))
    dimensies = {naam: naam.title() for naam in DIMENSIES[: len(inhoud.leden)]}
    return Geschreven(
        [sheet], _bron(inhoud, vorm="lijst", tijd={"jaar": "Jaar", "maand": "Maand"}, dimensies=dimensies)
    )


def gegroepeerd(inhoud: Inhoud, vorm: Vorm) -> Geschreven:
    """Write a list grouped by all its dimensions, with merges and footers; months as captions."""
    sheet = Sheet("Pagina1_1")
    names = DIMENSIES[: len(inhoud.leden)]
    columns = [*(Column(naam.title()) for naam in names), Column("Maand")]
    columns += [Column(MATEN[maat][0], MATEN[maat][1]) for maat in inhoud.maten]
    cells = inhoud.cellen()
    rows: list[list[Value]] = [
        [*leden, _caption(vorm, maand), *(cells[leden, maand, maat] for maat in inhoud.maten)]
        for leden in product(*inhoud.leden)
        for maand in inhoud.maanden
    ]
    voet: Any = vorm.groepsvoet
    table = Lijst(sheet, columns, groepen=len(names), voet=voet, maten=len(inhoud.maten))
    top = titles(sheet, ["Overzicht", "Gemeente Waterrijk", "Afdeling Werk", "Concept"][: vorm.titels], len(columns))
    _onderschrift(sheet, table.schrijf(top, rows), vorm, len(columns))
    dimensies = {naam: naam.title() for naam in names}
    return Geschreven([sheet], _bron(inhoud, vorm="lijst", tijd={"maand": "Maand"}, dimensies=dimensies))


def kruis(inhoud: Inhoud, vorm: Vorm) -> Geschreven:
    """Write a crosstab: dimensions down, months across, and the maten under each month if there are more."""
    nested = len(inhoud.maten) > 1
    rows: list[tuple[Label, ...]] = [*product(*inhoud.leden)]
    if vorm.totalen and len(inhoud.leden) > 1:
        rows = [(outer, inner) for outer in inhoud.leden[0] for inner in (*inhoud.leden[1], "Totaal")]
    pairs = [(maand, maat) for maand in inhoud.maanden for maat in inhoud.maten]
    columns: list[tuple[Label, ...]] = [
        (_caption(vorm, maand), MATEN[maat][0]) if nested else (_caption(vorm, maand),) for maand, maat in pairs
    ]
    cells = inhoud.cellen()
    values: list[list[Value]] = []
    for row in rows:
        block = [
            leden for leden in product(*inhoud.leden) if leden == row or (row[-1] == "Totaal" and leden[0] == row[0])
        ]
        one = len(block) == 1 and block[0] == row
        values.append(
            [cells[row, *pair] if one else _totaal([cells[leden, *pair] for leden in block]) for pair in pairs]
        )
    if vorm.totalen and not nested:
        columns.append(("Totaal",))
        values = [[*row, _totaal(row)] for row in values]
    sheet = Sheet("Pagina1_1")
    breedte = len(inhoud.leden) + len(columns)
    top = titles(sheet, ["Overzicht", "Gemeente Waterrijk", "Afdeling Werk", "Concept"][: vorm.titels], breedte)
    styles = ["tekst"] * len(columns)
    below = crosstab(sheet, top, Crosstab("Aantal" if vorm.herhaal % 2 else None, rows, columns, styles, values))
    _onderschrift(sheet, below, vorm, breedte)
    levels = ["maand", "maat"] if nested else ["maand"]
    bron = _bron(inhoud, vorm="kruistabel", rijen=list(DIMENSIES[: len(inhoud.leden)]), kolommen=levels)
    return Geschreven([sheet], bron)


def exceldata(inhoud: Inhoud, vorm: Vorm) -> Geschreven:
    """Write Excel data: the flat list from row 1, more query items, and sparse aggregates at the right."""
    made = lijst(inhoud, Vorm(volgorde=vorm.volgorde))
    sheet = made.sheets[0]
    sheet.name = "page"
    last, width = max(sheet.cells), max(sheet.cells[1])
    whole = _totaal([value for (_, _, maat), value in inhoud.cellen().items() if maat == "aantal"])
    sheet.row(1, ["Sleutel", "Sleutel", "Totaal(Aantal)"], ["kop"] * 3, width + 1)
    for rij in range(2, last + 1):
        sheet.row(rij, [f"{rij:05}", rij, whole if rij == last else None], ["tekst"] * 3, width + 1)
    return made


def tabbladen(inhoud: Inhoud, vorm: Vorm) -> Geschreven:
    """Write a tab for each member of the first dimension; the tab names are the members."""
    cells = inhoud.cellen()
    sheets = []
    for lid in inhoud.leden[0]:
        numbers = tuple(value for (leden, *_), value in cells.items() if leden[0] == lid)
        part = Inhoud(((lid,), *inhoud.leden[1:]), inhoud.maanden, inhoud.maten, numbers)
        made = lijst(part, Vorm(titels=vorm.titels, totalen=vorm.totalen, noten=vorm.noten))
        sheet = made.sheets[0]
        sheet.name = kaal(lid)
        for row in sheet.cells.values():
            if row.get(1) is not None and len(row) > 1:
                row[1] = row[1]._replace(value="x") if row[1].value in inhoud.leden[0] else row[1]
        sheets.append(sheet)
    dimensies = made.bron["dimensies"] | {"wijk": "@tabblad"}
    return Geschreven(sheets, made.bron | {"dimensies": dimensies})


def verschoven(sheet: Sheet, rijen: int, kolommen: int) -> Sheet:
    """Return a sheet with everything on it moved down and to the right."""
    moved = Sheet(sheet.name)
    for rij, cells in sheet.cells.items():
        moved.cells[rij + rijen] = {kolom + kolommen: cell for kolom, cell in cells.items()}
    for merge in sheet.merges:
        moved.merges.append(":".join(_verschuif(corner, rijen, kolommen) for corner in merge.split(":")))
    return moved


def _verschuif(plek: str, rijen: int, kolommen: int) -> str:
    letters = plek.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return address(int(plek[len(letters) :]) + rijen, column + kolommen)
