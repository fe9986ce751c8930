"""Charts as pictures of their own: each as SVG and as PNG, named safely, with its words and what it may be used for."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree as ET

import pytest

from monitor_voorbeeld import grafiek, kop, monitor, pagina
from werkmonitor.monitor import model
from werkmonitor.outputs.grafieken import LEESMIJ, grafieken, render

VREEMD = grafiek(id="Één/Twee ../x", titel="Vreemde <naam> & meer", alt='Staafgrafiek met "aanhaling".')
GEWOON = grafiek(id="verloop-2", titel="Gewoon", alt="Lijngrafiek.")


def small(*blokken: model.AnyBlok, doelgroep: str = "intern") -> model.Monitor:
    page = pagina("verloop", "Verloop", "Verloop", *blokken)
    return monitor(paginas=(page,), doelgroep=doelgroep, programma=kop(voorbeeld=False))


def test_names_come_from_page_and_chart_and_are_safe_everywhere() -> None:
    found = [naam for naam, _, _ in grafieken(small(GEWOON, VREEMD, GEWOON))]
    assert found == ["verloop-2", "verloop-een-twee-x", "verloop-2-2"]


def test_every_chart_of_a_report_has_a_name_of_its_own() -> None:
    names = [naam for naam, _, _ in grafieken(monitor())]
    blokken = [blok for page in monitor().paginas for blok in page.blokken if isinstance(blok, model.Grafiek)]
    assert len(set(names)) == len(names) == len(blokken) > 0
    assert all(name.isascii() and name == name.lower() for name in names)


def test_without_charts_the_archive_says_so() -> None:
    with zipfile.ZipFile(io.BytesIO(render(small(), {})["-grafieken.zip"])) as archive:
        assert archive.namelist() == [LEESMIJ]
        assert "Deze monitor heeft geen grafieken." in archive.read(LEESMIJ).decode("utf-8-sig")


@pytest.fixture(scope="module")
def archief() -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(render(small(GEWOON, VREEMD), {})["-grafieken.zip"]))


@pytest.mark.traag
def test_each_chart_is_there_twice_and_tells_its_title_source_and_status(archief: zipfile.ZipFile) -> None:
    assert archief.namelist() == [
        LEESMIJ,
        "verloop-2.svg",
        "verloop-2.png",
        "verloop-een-twee-x.svg",
        "verloop-een-twee-x.png",
    ]
    for naam in archief.namelist():
        data = archief.read(naam)
        if naam.endswith(".png"):
            assert data.startswith(b"\x89PNG")
        if naam.endswith(".svg"):
            assert ET.fromstring(data).tag == "{http://www.w3.org/2000/svg}svg"  # noqa: S314 - our own


@pytest.mark.traag
def test_the_text_has_the_words_of_every_chart(archief: zipfile.ZipFile) -> None:
    text = archief.read(LEESMIJ).decode("utf-8-sig")
    assert text.count("\n") == text.count("\r\n")
    for part in (
        "verloop-een-twee-x.svg en verloop-een-twee-x.png",
        "Titel: Vreemde <naam> & meer",
        'Alternatieve tekst: Staafgrafiek met "aanhaling".',
        "Bij de grafiek: Gemeente Heerenveen · 2021 · concept · intern, niet voor publicatie. Bron: ",
    ):
        assert part in text
    public = zipfile.ZipFile(io.BytesIO(render(small(doelgroep="openbaar"), {})["-grafieken.zip"]))
    assert "niet voor publicatie" not in public.read(LEESMIJ).decode("utf-8-sig")


def test_the_picture_itself_says_that_it_is_internal(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def draw(_chart: object, _palet: object, voet: str) -> str:
        seen.append(voet)
        return voet

    monkeypatch.setattr("werkmonitor.charts.svg_alone", draw)
    monkeypatch.setattr("werkmonitor.charts.png", lambda *drawn: draw(*drawn).encode())
    render(small(GEWOON), {})
    render(small(GEWOON, doelgroep="openbaar"), {})
    assert ["intern, niet voor publicatie" in voet for voet in seen] == [True, True, False, False]


@pytest.mark.traag
def test_two_runs_give_the_same_bytes_without_a_trace_of_the_machine(archief: zipfile.ZipFile) -> None:
    again = zipfile.ZipFile(io.BytesIO(render(small(GEWOON, VREEMD), {})["-grafieken.zip"]))
    assert {naam: again.read(naam) for naam in again.namelist()} == {n: archief.read(n) for n in archief.namelist()}
    assert {(part.date_time, part.create_system) for part in archief.infolist()} == {((1980, 1, 1, 0, 0, 0), 0)}
