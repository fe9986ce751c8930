"""The law of the reader: the same facts, however the table is laid out and wherever it stands."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bronnen_voorbeeld import KRUIS, LIJST, blad, programma
from werkmonitor.bronnen.feiten import Bronbestand
from werkmonitor.bronnen.opbouw.bouwer import Bouwer
from werkmonitor.bronnen.sheet import Waarde
from werkmonitor.bronnen.tabellen.kennis import Kennis
from werkmonitor.bronnen.tabellen.zoeken import zoek_tabel
from werkmonitor.formatting import getal
from werkmonitor.periode import MAANDEN, Periode

Feit = tuple[str, int]
NAMEN = {"verhuizing": "Verhuizing", "einde-ww": "Einde WW", "studie": "Einde studie"}
CENTEN = st.one_of(st.none(), st.integers(0, 10**9).map(lambda n: Fraction(n, 100)))
ROOSTER = st.tuples(
    st.lists(st.sampled_from(sorted(NAMEN)), min_size=1, unique=True),
    st.lists(st.integers(1, 12), min_size=1, max_size=6, unique=True),
)
PLAATS = st.tuples(st.integers(0, 4), st.integers(0, 3), st.booleans(), st.booleans())


@st.composite
def tabellen(draw: st.DrawFn) -> dict[Feit, Fraction | None]:
    redenen, maanden = draw(ROOSTER)
    return {(reden, maand): draw(CENTEN) for reden in redenen for maand in maanden}


def schrijf(value: Fraction | None, *, tekst: bool) -> Waarde:
    if value is None:
        return None
    return getal(value, 2) if tekst else float(value)


def als_lijst(feiten: dict[Feit, Fraction | None], *, tekst: bool) -> list[list[Waarde]]:
    rows: list[list[Waarde]] = [["Reden", "Jaar", "Maand", "Aantal"]]
    rows += [
        [NAMEN[reden], 2021, MAANDEN[maand - 1], schrijf(value, tekst=tekst)]
        for (reden, maand), value in feiten.items()
    ]
    return [*rows, ["Overall - Total", None, None, 1]]


def als_kruistabel(feiten: dict[Feit, Fraction | None], *, tekst: bool) -> list[list[Waarde]]:
    redenen = list(dict.fromkeys(reden for reden, _ in feiten))
    maanden = list(dict.fromkeys(maand for _, maand in feiten))
    rows: list[list[Waarde]] = [["Aantal", *(f"{MAANDEN[m - 1]} 2021" for m in maanden), "Totaal"]]
    rows += [[NAMEN[reden], *(schrijf(feiten[reden, m], tekst=tekst) for m in maanden), 1] for reden in redenen]
    return [*rows, ["Totaal", *(1 for _ in maanden), 1]]


def gelezen(
    bron: dict[str, Any], rows: Sequence[Sequence[Waarde]], plaats: tuple[int, int, bool, bool]
) -> dict[Feit, Fraction | None]:
    down, right, title, note = plaats
    width = right + len(rows[0])
    grid: list[list[Waarde]] = [["Instroom in 2021"] if title else [] for _ in range(down)]
    grid += [[*[None] * right, *row] for row in rows]
    merges = [(row, 0, row, width - 1) for row in range(down) if title]
    if note:
        grid.append([*[None] * right, "Bron: administratie"])
        merges.append((len(grid) - 1, right, len(grid) - 1, width - 1))
    kennis = Kennis(programma(bron), bron_model(bron))
    tabel, faults = zoek_tabel(blad(grid, *merges), kennis)
    assert tabel is not None
    bouwer = Bouwer(kennis, Periode.parse("2021"))
    bouwer.voeg_bestand_toe(Bronbestand("i.xlsx", "", "instroom", "2021"))
    bouwer.voeg_toe(tabel)
    assert faults + bouwer.findings == []
    read = bouwer.feitentabel()
    reden = read.dimensies["reden"]
    first = Periode.parse("2021")
    months = {m.eerste_dag.toordinal(): m.nummer for m in first.maanden}
    return {(reden.leden[reden.codes[i]], months[int(read.van[i])]): read.waarde(i) for i in range(len(read))}


def bron_model(bron: dict[str, Any]) -> Any:
    return programma(bron).bron[0]


EURO_LIJST = LIJST | {"maten": {"instroom": {"kolom": "Aantal", "eenheid": "euro"}}}
EURO_KRUIS = KRUIS | {"maten": {"instroom": {"eenheid": "euro"}}}


@given(feiten=tabellen(), plaats=PLAATS, tekst=st.booleans())
def test_a_list_anywhere_reads_back(
    *, feiten: dict[Feit, Fraction | None], plaats: tuple[int, int, bool, bool], tekst: bool
) -> None:
    assert gelezen(EURO_LIJST, als_lijst(feiten, tekst=tekst), plaats) == feiten


@given(feiten=tabellen(), plaats=PLAATS, tekst=st.booleans())
def test_a_crosstab_anywhere_reads_back(
    *, feiten: dict[Feit, Fraction | None], plaats: tuple[int, int, bool, bool], tekst: bool
) -> None:
    assert gelezen(EURO_KRUIS, als_kruistabel(feiten, tekst=tekst), plaats) == feiten
