"""Any table, written in any layout, container and place, reads back to the same facts."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from cognos_familie import feiten_van, lees_export
from cognos_familie_basis import Export
from eigenschap_tabellen import (
    Geschreven,
    Inhoud,
    Vorm,
    exceldata,
    gegroepeerd,
    inhouden,
    kaal,
    kruis,
    lijst,
    tabbladen,
    verschoven,
    vormen,
)
from in_elke_vorm import DATASET, TEKSTEN, WERKBOEKEN, verpak

Layout = Callable[[Inhoud, Vorm], Geschreven]
OPEN = tuple({"id": naam, "naam": naam, "open": True} for naam in ("wijk", "buurt"))
TOEGESTAAN = {"vreemd-getal", "lid-lijkt-totaal", "kolom-leeg", "regel-weggelaten"}
"""What may be told about numbers that were drawn at will; the facts are the same."""
SCHAARS = {"regel-twijfelachtig"}
"""What may be told besides where numbers are lacking: a last row with one number looks like the foot of a page."""
KORT = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),  # to make a failure smaller is for the long form
)
LANG = settings(
    KORT,
    phases=tuple(Phase),
    max_examples=int(os.environ.get("WERKMONITOR_VOORBEELDEN", "60")),
    derandomize="WERKMONITOR_VOORBEELDEN" not in os.environ,  # `make test-lang` looks for what nobody thought of
    print_blob=True,
)
KAAL = Vorm()

pytestmark = pytest.mark.traag
"""Tables at random: in ``make test-all``."""


def leest_terug(inhoud: Inhoud, made: Geschreven, container: str, vorm: Vorm) -> None:
    sheets = [verschoven(sheet, vorm.rij, vorm.kolom) for sheet in made.sheets]
    export = Export("x", {"Export.x": verpak(container, sheets)}, made.bron, dimensies=OPEN)
    with tempfile.TemporaryDirectory() as folder:
        feiten, findings = lees_export(export, Path(folder))
    toegestaan = TOEGESTAAN | SCHAARS if None in inhoud.getallen else TOEGESTAAN
    assert [str(finding) for finding in findings if finding.code not in toegestaan] == []
    assert len({str(finding) for finding in findings}) == len(findings)
    (tabel,) = feiten.tabellen
    assert sorted((fact[:-2] for fact in feiten_van(tabel)), key=str) == inhoud.feiten()


def _in_cp1252(inhoud: Inhoud) -> bool:
    try:
        "".join(text for leden in inhoud.leden for text in leden).encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _tabnamen(inhoud: Inhoud) -> bool:
    names = [kaal(lid) for lid in inhoud.leden[0]]
    return all(len(naam) <= 31 and not set(naam) & set("[]:*?/\\") and "'" not in (naam[0], naam[-1]) for naam in names)


LAYOUTS: dict[str, tuple[Layout, int, int]] = {
    "lijst": (lijst, 2, 2),
    "lijst-een": (lijst, 1, 1),
    "gegroepeerd": (gegroepeerd, 2, 2),
    "gegroepeerd-een": (gegroepeerd, 1, 1),
    "kruis-1x1": (kruis, 1, 1),
    "kruis-2x1": (kruis, 2, 1),
    "kruis-1x2": (kruis, 1, 2),
    "kruis-2x2": (kruis, 2, 2),
    "exceldata": (exceldata, 2, 2),
    "tabbladen": (tabbladen, 2, 2),
}
"""Layout with its numbers of dimensions and maten."""


def _werkboek(data: st.DataObject, naam: str, container: str) -> None:
    layout, dimensies, maten = LAYOUTS[naam]
    inhoud = data.draw(
        inhouden(dimensies, maten).filter(_tabnamen) if naam == "tabbladen" else inhouden(dimensies, maten)
    )
    vorm = data.draw(vormen())
    leest_terug(inhoud, layout(inhoud, vorm), container, vorm)


def _tekst(data: st.DataObject, naam: str, container: str) -> None:
    """Text has no footers of pages, no merges, and no formats; a dataset has nothing but its rows."""
    layout, dimensies, maten = LAYOUTS[naam]
    strategy = inhouden(dimensies, maten)
    inhoud = data.draw(strategy.filter(_in_cp1252) if container.startswith("cp1252") else strategy)
    drawn = data.draw(vormen())
    vorm = Vorm(volgorde=drawn.volgorde)
    if container != DATASET:
        vorm = Vorm(
            titels=drawn.titels, totalen=drawn.totalen, herhaal=drawn.herhaal, beschrift=drawn.beschrift,
            volgorde=drawn.volgorde, rij=drawn.rij,
        )  # fmt: skip
    leest_terug(inhoud, layout(inhoud, vorm), container, vorm)


@pytest.mark.parametrize("naam", LAYOUTS)
@KORT
@given(data=st.data())
def test_in_a_workbook_of_cognos(naam: str, data: st.DataObject) -> None:
    _werkboek(data, naam, "xlsx")


@pytest.mark.parametrize("naam", ["lijst", "kruis-2x2"])
@KORT
@given(data=st.data(), container=st.sampled_from([*TEKSTEN]))
def test_in_a_text_file(naam: str, container: str, data: st.DataObject) -> None:
    _tekst(data, naam, container)


@KORT
@given(data=st.data())
def test_in_a_dataset(data: st.DataObject) -> None:
    _tekst(data, "lijst", DATASET)


@pytest.mark.parametrize("container", [naam for naam in WERKBOEKEN if naam != "xlsx"])
@settings(KORT, max_examples=5)
@given(data=st.data(), naam=st.sampled_from([*LAYOUTS]))
def test_in_another_workbook(container: str, naam: str, data: st.DataObject) -> None:
    _werkboek(data, naam, container)


@pytest.mark.parametrize("container", WERKBOEKEN)
@LANG
@given(data=st.data(), naam=st.sampled_from([*LAYOUTS]))
def test_many_in_a_workbook(container: str, naam: str, data: st.DataObject) -> None:
    _werkboek(data, naam, container)


@LANG
@given(
    data=st.data(),
    naam=st.sampled_from(["lijst", "lijst-een", "kruis-1x1", "kruis-2x1", "kruis-2x2"]),
    container=st.sampled_from([*TEKSTEN]),
)
def test_many_in_a_text_file(naam: str, container: str, data: st.DataObject) -> None:
    _tekst(data, naam, container)
