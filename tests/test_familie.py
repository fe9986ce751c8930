"""Every export of the family reads to its known truth: its facts with their cells, what is left out, what is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cognos_familie import familie, feiten_van, lees_export
from cognos_familie_basis import Export
from cognos_familie_lijsten import f9
from cognos_familie_vreemd import KAPOT, WEBACHTIG, gewoon
from werkmonitor.bronnen.feiten import Feiten
from werkmonitor.findings import Finding

FAMILIE = list(familie())
SOORTEN = {"voetregel": "totaal", "herhaalde kop": "kop"}
"""Kinds of reasons that the truth does not tell apart."""


def controleer(export: Export, feiten: Feiten, findings: list[Finding]) -> None:
    """Hold what was read against the truth, findings first: they say what went wrong."""
    told = sorted(finding.code for finding in findings if finding.ernst != "info")
    assert told == sorted(export.codes), "\n".join(map(str, findings))
    (tabel,) = feiten.tabellen
    assert sorted(feiten_van(tabel), key=_order) == sorted(export.feiten, key=_order)
    assert weggelaten(feiten) == export.weg


def _order(fact: tuple[object, ...]) -> tuple[str, ...]:
    return tuple(map(str, fact))


def weggelaten(feiten: Feiten) -> dict[tuple[str, int], str]:
    """Return the rows that gave no facts, by sheet and Excel's number, with the kind of reason."""
    return {
        (gelezen.blad, row.rij + 1): SOORTEN.get(kind, kind)
        for gelezen in feiten.gelezen
        for row in gelezen.weggelaten
        if row.rij is not None
        for kind in [row.reden.partition(":")[0]]
        if kind != "lege regel"
    }


@pytest.mark.parametrize("export", FAMILIE, ids=lambda export: export.naam)
def test_reads_to_its_truth(export: Export, tmp_path: Path) -> None:
    controleer(export, *lees_export(export, tmp_path))


def test_the_family_is_whole_and_always_the_same() -> None:
    names = [export.naam for export in FAMILIE]
    assert len(set(names)) == len(names)
    ranks = {name.partition("-")[0] for name in names}
    assert {f"F{rank}" for rank in range(1, 18)} <= ranks
    assert [export.bestanden for export in familie()] == [export.bestanden for export in FAMILIE]


@pytest.mark.traag
@pytest.mark.parametrize("herhaald", [True, False])
def test_the_rest_of_a_full_sheet_stands_on_the_next(tmp_path: Path, *, herhaald: bool) -> None:
    export = f9(65_536, 66_000, herhaald=herhaald)
    controleer(export, *lees_export(export, tmp_path))


def test_a_tab_without_a_header_is_read_right_or_told(tmp_path: Path) -> None:
    export = f9(40, 100, herhaald=False)
    feiten, findings = lees_export(export, tmp_path)
    if not any(finding.ernst != "info" for finding in findings):
        controleer(export, feiten, findings)
    assert set(feiten_van(feiten.tabellen[0])) <= set(export.feiten)


@pytest.mark.parametrize("soort", WEBACHTIG)
def test_web_pages_named_xls_are_read_right_or_refused(soort: str, tmp_path: Path) -> None:
    data, woord = WEBACHTIG[soort]
    export = replace(gewoon(), bestanden={"Uitkeringen.xls": data})
    feiten, findings = lees_export(export, tmp_path)
    if findings:
        (finding,) = findings
        assert (finding.code, finding.ernst) == ("bestand-onleesbaar", "fout")
        assert finding.vindplaats is not None
        assert finding.vindplaats.bestand == "exports/2021/Uitkeringen.xls"
        assert woord in finding.wat
        assert "Cognos" in finding.doen or "Excel" in finding.doen
        assert not feiten.tabellen[0]
    else:
        found = {fact._replace(blad="", cel="") for fact in feiten_van(feiten.tabellen[0])}
        assert found == {fact._replace(blad="", cel="") for fact in export.feiten}


@pytest.mark.parametrize("soort", KAPOT)
@pytest.mark.parametrize("naam", ["Uitkeringen.xlsx", "Uitkeringen.xls", "Uitkeringen.csv"])
def test_what_is_no_export_is_refused_by_name_and_cause(soort: str, naam: str, tmp_path: Path) -> None:
    data, woord = KAPOT[soort]
    feiten, findings = lees_export(replace(gewoon(), bestanden={naam: data}), tmp_path)
    (finding,) = findings
    assert (finding.code, finding.ernst, len(feiten.tabellen[0])) == ("bestand-onleesbaar", "fout", 0)
    assert str(finding.vindplaats) == f"exports/2021/{naam}"
    assert woord in finding.wat
    assert finding.gevolg
    assert finding.doen
