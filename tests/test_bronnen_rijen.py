"""Large tables are decided on as arrays; what is decided on row by row, cell by cell, says the same."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bronnen_voorbeeld import KRUIS, LIJST, blad, codes, lees_blad, programma, waarden
from werkmonitor.bronnen.feiten import Bronbestand, Feitentabel
from werkmonitor.bronnen.meldingen.melder import MEEST
from werkmonitor.bronnen.opbouw.bouwer import Bouwer
from werkmonitor.bronnen.opbouw.getallen import FOUT, GOED, LEEG, ZONDER, Lezer
from werkmonitor.bronnen.sheet import Merge, Opmaak, Sheet, Waarde
from werkmonitor.bronnen.tabellen.groepen import vul_groepen
from werkmonitor.bronnen.tabellen.kennis import Kennis
from werkmonitor.bronnen.tabellen.rijen import gewone_rijen
from werkmonitor.bronnen.tabellen.tables import Label, Regels, Tabel
from werkmonitor.bronnen.tabellen.totaalwoorden import RAND, TOTAAL, is_totaal
from werkmonitor.bronnen.tabellen.zoeken import zoek_tabel
from werkmonitor.bronnen.waarden.perwaarde import op_volgorde, samen, vooraan
from werkmonitor.bronnen.waarden.values import DubbelzinnigError, GeenGetalError, GeenWaardeError, getal, vouw
from werkmonitor.findings import Finding
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Maat

KOP = ["Reden", "Jaar", "Maand", "Aantal"]
LABELS: tuple[Waarde, ...] = (None, "Verhuizing", "Einde WW", "Verhuisd", "Totaal", "X - Total", 2021.0, "Reden")
TIJDEN: tuple[Waarde, ...] = (None, 2021.0, 1.0, "mei", "Totaal", "Jaar", date(2021, 1, 1))
CELLEN: tuple[Waarde, ...] = (None, 3.0, 0.5, "NA", "Totaal", "Aantal")
RIJ = st.one_of(
    st.tuples(st.sampled_from(LABELS), st.sampled_from(TIJDEN), st.sampled_from(TIJDEN), st.sampled_from(CELLEN)),
    st.just((None, None, None, None)),
    st.just((date(2021, 1, 1), 1.0, None, 0.5)),
    st.just(("Reden", "Jaar", "Maand", "Aantal")),
)
MERGE = st.tuples(st.integers(1, 7), st.integers(0, 3), st.integers(0, 2), st.integers(0, 3)).map(
    lambda m: (m[0], m[1], m[0] + m[2], min(3, m[1] + m[3]))
)
RIJEN = st.lists(RIJ, min_size=1, max_size=8)


def per_rij(
    tabel: Tabel, regels: Regels, vanaf: int
) -> tuple[list[tuple[int, tuple[Label, ...]]], list[tuple[int, str]]]:
    """Decide on one row after the other, as nothing but ``Regels.reden`` says."""
    sheet = tabel.sheet
    fills = {kolom: sheet.herkomst(kolom, vanaf) for kolom in regels.sleutels}
    data: list[tuple[int, tuple[Label, ...]]] = []
    left_out: list[tuple[int, str]] = []
    blank = False
    for rij in range(vanaf, sheet.hoogte):
        labels = {}
        for kolom, rows in fills.items():
            origin = int(rows[rij])
            labels[kolom] = Label(sheet.waarde(origin, kolom), origin, kolom)
        reden = regels.reden(rij, labels, na_witregel=blank)
        if reden is None:
            data.append((rij, tuple(labels.values())))
        elif reden != "lege regel":
            left_out.append((rij, reden))
        blank = (blank or reden == "lege regel") and bool(data)
    return data, left_out


@pytest.mark.traag
@given(rows=RIJEN, merges=st.lists(MERGE, max_size=3))
def test_rows_are_decided_on_as_one_by_one(
    rows: list[tuple[Waarde, ...]], merges: list[tuple[int, int, int, int]]
) -> None:
    sheet = blad([KOP, *rows], *merges)
    kennis = Kennis(declared := programma(LIJST), declared.bron[0])
    tabel, faults = zoek_tabel(sheet, kennis)
    assert tabel is not None
    assert faults == []
    repeated = np.array([rij for rij in range(1, sheet.hoogte) if list(sheet.rijen[rij]) == KOP], dtype=np.intp)
    regels = Regels(sheet, kennis, {0: "reden", 1: "jaar", 2: "maand"}, [3], repeated, 0)
    if tabel.kop:
        return  # another row has more of the headers
    data, left_out = per_rij(tabel, regels, 1)
    assert tabel.datarijen.tolist() == [rij for rij, _ in data]
    if merges_over_rows(tabel):
        assert [filled(labels.values()) for _, labels in tabel.rijen] == [filled(labels) for _, labels in data]
    assert [(row.rij, row.reden) for row in tabel.weggelaten] == left_out
    herkomst = {kolom: sheet.herkomst(kolom, 1) for kolom in regels.sleutels}
    plain = np.flatnonzero(gewone_rijen(regels, herkomst))
    assert {rij for rij in plain.tolist() if rij} <= {rij for rij, _ in data}


def filled(labels: Iterable[Label]) -> list[Label]:
    """Leave out the empty labels: where nothing comes from makes no difference."""
    return [label for label in labels if label.waarde is not None]


def merges_over_rows(tabel: Tabel) -> bool:
    """Say whether labels stand in their own rows or in those of their merges."""
    return any(merge.onder > merge.boven for merge in tabel.sheet.merges)


GETALLEN = st.one_of(
    st.floats(),
    st.integers(-(10**17), 10**17).map(float),
    st.integers(-(10**12), 10**12).map(lambda n: n / 100),
    st.integers(-(10**14), 10**14).map(lambda n: n / 1000),
    st.sampled_from(["1,5", "1.000", "/0", "-", "36%", "x", True, date(2021, 1, 1), 0.1 + 0.2, 1249.4999999999998]),
)


@given(values=st.lists(GETALLEN, max_size=12), eenheid=st.sampled_from(["aantal", "fte", "euro", "cijfer", "aandeel"]))
def test_numbers_all_at_a_time_are_those_one_by_one(values: list[Waarde], eenheid: Any) -> None:
    sheet = blad([[None], *([value] for value in values)])
    found = Lezer(sheet, programma(LIJST).bron[0], Maat(eenheid=eenheid)).lees(sheet.codes[:, 0])
    assert found.soort[0] == LEEG
    for code in sheet.codes[1:, 0].tolist():
        try:
            expected = getal(sheet.waarden[code], eenheid, sheet.opmaken[code])
        except GeenWaardeError:
            assert found.soort[code] == ZONDER
        except (GeenGetalError, DubbelzinnigError):
            assert found.soort[code] == FOUT
        else:
            assert found.soort[code] == GOED
            assert (found.teller[code], found.schaal[code]) == expected


# ---- large tables


def groot(aantal: int) -> Sheet:
    """Return a list of so many rows, each with a fact of its own."""
    redenen = ["Verhuizing", "Einde WW", "Einde studie"]
    pool: list[Waarde] = [None, *KOP, "Groep", *redenen, 2021.0, *map(float, range(1, 13))]
    first = len(pool)
    pool += [f"g{group}" for group in range(aantal // 36 + 1)]
    numbers = len(pool)
    pool += [float(number) for number in range(20, 1020)]
    grid = np.zeros((aantal + 1, 5), dtype=np.int32)
    grid[0] = [1, 2, 3, 4, 5]
    row = np.arange(aantal)
    grid[1:, 0] = 6 + row % 3
    grid[1:, 1] = 9
    grid[1:, 2] = 10 + row // 3 % 12
    grid[1:, 3] = numbers + row % 1000
    grid[1:, 4] = first + row // 36
    opmaken: tuple[Opmaak, ...] = tuple("" for _ in pool)
    return Sheet("i.xlsx", "Blad", grid, tuple(pool), opmaken)


def feiten(sheet: Sheet, bron: dict[str, Any]) -> tuple[Feitentabel, list[Finding]]:
    kennis = Kennis(declared := programma(bron), declared.bron[0])
    tabel, faults = zoek_tabel(sheet, kennis)
    assert tabel is not None
    bouwer = Bouwer(kennis, Periode.parse("2021"))
    bouwer.voeg_bestand_toe(Bronbestand("i.xlsx", "", "instroom", "2021"))
    bouwer.voeg_toe(tabel)
    return bouwer.feitentabel(), faults + bouwer.findings


BREED = LIJST | {"dimensies": {"reden": "Reden", "groep": "Groep"}}


@pytest.mark.traag
def test_a_large_list_is_read_in_time_that_grows_with_its_rows() -> None:
    spent = []
    for aantal in (20_000, 200_000):
        sheet = groot(aantal)
        begin = time.process_time()
        tabel, findings = feiten(sheet, BREED)
        spent.append(time.process_time() - begin)
        assert (len(tabel), findings) == (aantal, [])
    assert spent[1] < 3
    assert spent[1] < 25 * spent[0]
    assert int(tabel.som(np.arange(200_000))) == sum(20 + row % 1000 for row in range(200_000))


def test_a_large_sheet_without_the_crosstab_is_searched_through_quickly() -> None:
    kennis = Kennis(declared := programma(KRUIS), declared.bron[0])
    begin = time.process_time()
    zoek_tabel(groot(100_000), kennis)
    assert time.process_time() - begin < 5


def test_findings_of_one_kind_are_told_so_many_times(tmp_path: Path) -> None:
    rows = [["Verhuizing", 2021, 1, f"NA {rank}"] for rank in range(MEEST + 7)]
    tabel, findings = lees_blad(tmp_path, LIJST, blad([KOP, *rows, ["Einde WW", 2021, 1, 3]]))
    assert waarden(tabel) == {f"D{MEEST + 9}": 3}
    assert [finding.code for finding in findings] == ["geen-getal"] * (MEEST + 1)
    assert findings[-1].wat == "Dit komt in dit bestand nog 7 keer voor."
    assert findings[-1].ernst == "fout"


def test_codes_are_put_in_order_of_appearance() -> None:
    found = np.array([3, 1, 3, 2], dtype=np.int32)
    assert op_volgorde(found, 5) == [3, 1, 2]
    codes_, leden = vooraan(found, ["a", "b", "c", "d"])
    assert (codes_.tolist(), leden) == ([0, 1, 0, 2], ("d", "b", "c"))


def test_combinations_are_told_apart_however_large_their_numbers() -> None:
    wide = [np.array([0, 2**40, 0, 2**40]), np.array([0, 2**40, 2**40, 2**40]), np.array([1, -(2**40), 1, -(2**40)])]
    first, second, third, fourth = samen(wide, 4).tolist()
    assert len({first, second, third}) == 3
    assert second == fourth


# ---- groups without merges


DRIE = {"dimensies": {"groep": "Groep", "reden": "Reden"}, "tijd": {}}
GROEPEN: list[list[Waarde]] = [
    ["Groep", "Reden", "Aantal"],
    ["A", "Verhuizing", 1],
    [None, "Einde WW", 2],
    ["B", "Verhuizing", 3],
    ["C", "Verhuizing", 9],
    [None, "Einde studie", 5],
]


def test_groups_whose_merges_are_gone_are_filled_down(tmp_path: Path) -> None:
    tabel, findings = lees_blad(tmp_path, LIJST | DRIE, blad(GROEPEN))
    assert codes(findings) == [("label-aangevuld", "A3")]
    assert findings[0].wat.startswith("2 lege labels zijn aangevuld")
    groep = tabel.dimensies["groep"]
    assert [groep.leden[code] for code in groep.codes] == ["A", "A", "B", "C", "C"]
    assert waarden(tabel) == {"C2": 1, "C3": 2, "C4": 3, "C5": 9, "C6": 5}


def test_groups_within_groups(tmp_path: Path) -> None:
    bron = LIJST | {"dimensies": {"wijk": "Wijk", "groep": "Groep", "reden": "Reden"}, "tijd": {}}
    rows: list[list[Waarde]] = [
        ["Wijk", "Groep", "Reden", "Aantal"],
        ["N", "A", "Verhuizing", 1],
        [None, None, "Einde WW", 2],
        [None, "B", "Verhuizing", 3],
        ["O", "A", "Verhuizing", 4],
        [None, None, "Einde WW", 5],
    ]
    tabel, findings = lees_blad(tmp_path, bron, blad(rows))
    assert codes(findings) == [("label-aangevuld", "A3"), ("label-aangevuld", "B3")]
    assert [tabel.dimensies["wijk"].leden[code] for code in tabel.dimensies["wijk"].codes] == ["N", "N", "N", "O", "O"]
    assert [tabel.dimensies["groep"].leden[code] for code in tabel.dimensies["groep"].codes] == [
        "A",
        "A",
        "B",
        "A",
        "A",
    ]


@pytest.mark.parametrize(
    ("rij", "rest"),
    [
        (3, ["A", "Einde studie", 3]),  # a name that comes back: it is written on every row
        (4, [None, "Verhuizing", 4]),  # two rows would be alike
        (4, ["C", None, 4]),  # another label is empty
        (3, [None, None, None]),  # a blank row between, after which a group must be named again
        (1, [None, "Verhuizing", 1]),  # nothing above to fill from
    ],
)
def test_groups_are_not_filled_where_another_reading_is_possible(tmp_path: Path, rij: int, rest: list[Waarde]) -> None:
    rows = [*GROEPEN]
    rows[rij] = rest
    if rij == 3 and rest[2] is None:
        rows.insert(4, [None, "Einde studie", 9])
    _, findings = lees_blad(tmp_path, LIJST | DRIE, blad(rows))
    assert "leeg-label" in [code for code, _ in codes(findings)]


def test_one_group_that_goes_on_is_no_proof_of_groups(tmp_path: Path) -> None:
    _, findings = lees_blad(tmp_path, LIJST | DRIE, blad(GROEPEN[:5]))
    assert codes(findings) == [("leeg-label", "A3")]


def test_an_xml_dataset_states_every_label() -> None:
    kennis = Kennis(declared := programma(LIJST | DRIE), declared.bron[0])
    for naam, filled in (("Blad", True), ("", False)):
        tabel, _ = zoek_tabel(replace(blad(GROEPEN), naam=naam), kennis)
        assert tabel is not None
        assert (tabel.herkomst[0].tolist() == [1, 1, 3, 4, 4]) == filled
        assert bool(tabel.meldingen) == filled


def test_a_footer_ends_a_group(tmp_path: Path) -> None:
    rows = [*GROEPEN[:3], ["A - Totaal", None, 3], [None, "Einde studie", 7], *GROEPEN[3:]]
    _, findings = lees_blad(tmp_path, LIJST | DRIE, blad(rows))
    assert "leeg-label" in [code for code, _ in codes(findings)]


def test_an_empty_table_has_no_groups() -> None:
    kennis = Kennis(declared := programma(LIJST), declared.bron[0])
    tabel = Tabel(blad([KOP]), 0)
    vul_groepen(tabel, kennis)
    assert tabel.bereik == (0, 0, 0, 0)


def test_merges_that_overlap_or_lie_outside_do_no_harm() -> None:
    sheet = blad([KOP, ["a"], [None], [None]], (1, 0, 2, 0), (2, 0, 3, 0), (9, 0, 9, 3), (1, 1, 1, 2), (1, 2, 1, 3))
    assert sheet.herkomst(0, 0).tolist() == [0, 1, 1, 3]
    assert sheet.opzij(1, 0) == {2: 1}
    assert list(sheet.brede) == [1]
    assert Merge(9, 0, 9, 3) in sheet.merges


WOORD = st.sampled_from(
    ["Totaal", "subtotal", "X - Sum", "A – Count", "x  -  MAX", "to\u00adtaal", "Som", "ſumme", "gemiddelde"]
)


@pytest.mark.traag
@given(text=st.one_of(st.text(max_size=12), WOORD, st.tuples(st.text(max_size=3), WOORD).map(" ".join)))
def test_a_quick_look_misses_no_total(text: str) -> None:
    assert is_totaal(text) == (TOTAAL.fullmatch(vouw(text).strip(RAND)) is not None)
