"""``inspect --bron``: the block that is printed reads that very file to the same numbers, in the same cells."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from cognos_familie import familie
from cognos_familie_basis import Export
from werk_voorbeeld import WOORDEN
from werkmonitor import resources
from werkmonitor.bronnen.feiten import Feiten
from werkmonitor.bronnen.levering.lezen import lees
from werkmonitor.findings import Finding, fouten
from werkmonitor.periode import Periode
from werkmonitor.programma.load import load_programma
from werkmonitor.programma.schema import Programma
from werkmonitor.tasks.inspectie.opdracht import inspecteer
from werkmonitor.tasks.inspectie.verslag import Inspectie

WERKMAP = resources.voorbeeld()
EXPORTS = sorted(path for path in (WERKMAP / "exports").rglob("*") if path.is_file())
LEVERING = Periode.parse("2021")
Getal = tuple[str, str, str, Fraction | None]


def zie(path: Path) -> Inspectie:
    (found,) = inspecteer([path], lambda _: None, raad=True)
    return found


def programma_van(blok: str) -> Programma:
    own: dict[str, Any] = tomllib.loads(blok, parse_float=Decimal)
    rest = {
        "programma": {"naam": "W", "gemeente": "G", "titel": "M"},
        "oordeel": WOORDEN,
        "indicator": [],
        "pagina": [],
    }
    return Programma.model_validate(rest | own)


def lees_met(blok: str, paths: list[Path], werkmap: Path) -> tuple[Feiten, list[Finding]]:
    """Read files as a delivery with a block that was printed."""
    folder = werkmap / "exports" / "2021"
    folder.mkdir(parents=True, exist_ok=True)
    for path in paths:
        (folder / path.name).write_bytes(path.read_bytes())
    return lees(programma_van(blok), werkmap, [LEVERING])


def getallen(feiten: Feiten) -> set[Getal]:
    return {
        (Path(adres.bestand).name, adres.blad, adres.cel, tabel.waarde(index))
        for tabel in feiten.tabellen
        for index in range(len(tabel))
        for adres in [tabel.adres(index)]
    }


def registers(feiten: Feiten) -> set[tuple[str, str]]:
    """Return every cell of the registers with its text."""
    return {
        (cel, row.velden[veld])
        for rows in feiten.registers.values()
        for row in rows
        for veld, cel in row.cellen.items()
    }


@cache
def gedeclareerd(levering: str) -> Feiten:
    """Return what a delivery of the example says, as its declaration reads it."""
    return lees(load_programma(WERKMAP), WERKMAP, [Periode.parse(levering)])[0]


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_guessed_source_reads_an_export_of_the_example_as_the_declared_one_does(path: Path, tmp_path: Path) -> None:
    seen = zie(path)
    assert seen.blokken
    feiten, findings = lees_met("\n".join(seen.blokken), [path], tmp_path)
    assert fouten(findings) == []
    declared = gedeclareerd(path.parent.name)
    own = {(file, *rest) for file, *rest in getallen(declared) if file == path.name}
    leeg_als_nul = {(file, blad, cel) for file, blad, cel, value in own if value == 0}
    found = {
        (file, blad, cel, Fraction(0) if value is None and (file, blad, cel) in leeg_als_nul else value)
        for file, blad, cel, value in getallen(feiten)
    }
    assert found == own
    if not own:
        texts = registers(feiten)
        assert texts
        assert texts <= registers(declared)


FAMILIE = [export for export in familie() if export.naam not in {"F16-herhaald", "F13-punten-nl"}]
"""Two exports need what only a person knows: which of two copies counts, and that a point stands for thousands."""


@pytest.mark.parametrize("export", FAMILIE, ids=lambda export: export.naam)
def test_a_guessed_source_reads_every_form_of_export(export: Export, tmp_path: Path) -> None:
    paths = []
    for naam, data in export.bestanden.items():
        paths.append(tmp_path / Path(naam).name)
        paths[-1].write_bytes(data)
    found: set[tuple[str, str, Fraction | None]] = set()
    for rank, path in enumerate(paths):
        for part, blok in enumerate(zie(path).blokken):
            feiten, _ = lees_met(blok, [path], tmp_path / f"{rank}-{part}")
            found |= {(blad, cel, value) for _, blad, cel, value in getallen(feiten)}
    assert found == {(feit.blad, feit.cel, feit.waarde) for feit in export.feiten}


def test_an_ambiguous_number_is_left_to_the_user(tmp_path: Path) -> None:
    (export,) = (export for export in familie() if export.naam == "F13-punten-nl")
    ((naam, data),) = export.bestanden.items()
    (tmp_path / naam).write_bytes(data)
    seen = zie(tmp_path / naam)
    (blok,) = seen.blokken
    assert "getal-dubbelzinnig" in {melding.code for melding in seen.meldingen}
    assert '# Zet notatie = "nl"' in blok
    assert "notatie" not in tomllib.loads(blok)["bron"][0]
