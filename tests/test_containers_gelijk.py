"""The same content gives the same facts, whatever the container, under one declaration."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cognos_familie import feiten_van, lees_export
from cognos_familie_basis import Bron, Export, Feit, feit
from cognos_layout import Crosstab, crosstab
from cognos_shell import Sheet, Value
from in_elke_vorm import DATASET, TEKSTEN, WERKBOEKEN, verpak

KOPPEN = ("Wijk", "Buurt", "Peildatum", "Aantal", "Lasten", "Aandeel")
STIJLEN = ("tekst", "tekst", "datum", "aantal", "euro", "procent")
RECORDS: tuple[tuple[str, str, date, int | None, float | None, float | None], ...] = (
    ("007", "Oude Haven", date(2021, 1, 31), 12, 25293695.52, 0.36),
    ("007", "Oude Haven", date(2021, 2, 28), 0, 0.01, 0),
    ("0070", "Fryslân & co", date(2021, 1, 31), None, -1249.5, 0.005),
    ("0070", "Fryslân & co", date(2021, 2, 28), 2000, None, 1),
    ("70", '<b>"Noord"</b>', date(2020, 2, 29), 1249, 1249.0, None),
    ("70", '<b>"Noord"</b>', date(2021, 12, 31), 3, 0, 0.864340566),
)
BRON: Bron = {
    "id": "uitkeringen",
    "titel": "Uitkeringen",
    "bestand": "Uitkeringen*",
    "vorm": "lijst",
    "soort": "stand",
    "tijd": {"peildatum": "Peildatum"},
    "dimensies": {"wijk": "Wijk", "buurt": "Buurt"},
    "maten": {
        "aantal": {"kolom": "Aantal", "eenheid": "aantal"},
        "lasten": {"kolom": "Lasten", "eenheid": "euro"},
        "aandeel": {"kolom": "Aandeel", "eenheid": "aandeel", "schaal": "procent"},
    },
}
OPEN = ({"id": "wijk", "naam": "wijk", "open": True}, {"id": "buurt", "naam": "buurt", "open": True})
Kern = tuple[object, ...]


def kern(fact: Feit) -> Kern:
    """Return a fact without its address."""
    return fact[:-2]


def lijst() -> tuple[Sheet, list[Kern]]:
    sheet = Sheet("Pagina1_1")
    sheet.row(1, KOPPEN, ["kop"] * len(KOPPEN))
    truth = []
    for rij, (wijk, buurt, dag, *numbers) in enumerate(RECORDS, 2):
        row: list[Value] = [wijk, buurt, dag, *numbers]
        sheet.row(rij, row, STIJLEN)
        for maat, value in zip(BRON["maten"], numbers, strict=True):
            truth.append(kern(feit(maat, {"wijk": wijk, "buurt": buurt}, (dag, dag), value, ("", ""))))
    return sheet, sorted(truth, key=str)


@pytest.mark.parametrize("container", [*WERKBOEKEN, *TEKSTEN, DATASET])
def test_a_list(container: str, tmp_path: Path) -> None:
    sheet, truth = lijst()
    export = Export(container, {f"Uitkeringen.{container}": verpak(container, [sheet])}, BRON, dimensies=OPEN)
    feiten, findings = lees_export(export, tmp_path)
    assert list(map(str, findings)) == []
    (tabel,) = feiten.tabellen
    assert sorted(map(kern, feiten_van(tabel)), key=str) == truth
    assert all(adres.cel and adres.sha256 for adres in map(tabel.adres, range(len(tabel))))


def kruistabel() -> tuple[Sheet, list[Kern]]:
    """Return a nested crosstab with totals, empty cells and zeros: labels merged, as they are in a workbook."""
    sheet = Sheet("Pagina1_1")
    rows = [(reden, leeftijd) for reden in ("Einde WW", "Scheiding") for leeftijd in ("tot 27", "55+", "Totaal")]
    columns = [(maand, maat) for maand in ("jan. 2021", "feb. 2021") for maat in ("Aantal", "Aandeel")]
    values: list[list[Value]] = [
        [3, 0.75, None, None],
        [1, 0.25, 0, 0],
        [4, 1, 0, 0],
        [10, 0.5, 2, 0.2],
        [10, 0.5, 8, 0.8],
        [20, 1, 10, 1],
    ]
    crosstab(sheet, 1, Crosstab(None, rows, columns, ["aantal", "procent"] * 2, values))
    days = {"jan. 2021": (date(2021, 1, 1), date(2021, 2, 1)), "feb. 2021": (date(2021, 2, 1), date(2021, 3, 1))}
    truth = [
        kern(feit(maat.lower(), {"reden": reden, "leeftijd": leeftijd}, days[maand], value, ("", "")))
        for (reden, leeftijd), cells in zip(rows, values, strict=True)
        for (maand, maat), value in zip(columns, cells, strict=True)
        if leeftijd != "Totaal"
    ]
    return sheet, sorted(truth, key=str)


@pytest.mark.parametrize("container", [*WERKBOEKEN, *TEKSTEN])
def test_a_crosstab(container: str, tmp_path: Path) -> None:
    sheet, truth = kruistabel()
    maten = {naam: maat for naam, maat in BRON["maten"].items() if naam != "lasten"}
    bron = BRON | {"vorm": "kruistabel", "soort": "stroom", "tijd": {}, "dimensies": {}, "maten": maten}
    bron |= {"rijen": ["reden", "leeftijd"], "kolommen": ["maand", "maat"]}
    export = Export(container, {f"Uitkeringen.{container}": verpak(container, [sheet])}, bron)
    feiten, findings = lees_export(export, tmp_path)
    assert list(map(str, findings)) == []
    assert sorted(map(kern, feiten_van(feiten.tabellen[0])), key=str) == truth


@pytest.mark.parametrize("container", WERKBOEKEN)
def test_addresses_are_the_same_in_every_workbook(container: str, tmp_path: Path) -> None:
    sheet = Sheet("Pagina1_1")
    made, _ = lijst()
    for rij, cells in made.cells.items():
        for kolom, cell in cells.items():
            sheet.put(rij + 4, kolom + 2, cell.value, cell.style)
    export = Export(container, {"Uitkeringen.x": verpak(container, [sheet])}, BRON, dimensies=OPEN)
    feiten, _ = lees_export(export, tmp_path)
    found = {(fact.maat, fact.blad, fact.cel) for fact in feiten_van(feiten.tabellen[0])}
    assert found == {
        (maat, "Pagina1_1", f"{kolom}{rij}")
        for rij in range(6, 6 + len(RECORDS))
        for maat, kolom in zip(BRON["maten"], "FGH", strict=True)
    }
