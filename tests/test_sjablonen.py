"""A template of the user's own stands in for ours, and gets no further than its page."""

from __future__ import annotations

import pickle
import sys
from itertools import count
from pathlib import Path

import pytest
from msgspec.structs import replace

from hulp import bouw, kopie, lees, momentopname, verslag, werkmonitor
from werkmonitor import resources
from werkmonitor.files.werkmap import Werkmap
from werkmonitor.findings import InputError
from werkmonitor.monitor import model
from werkmonitor.outputs import html, renderer, sjablonen

TEKST = "blok/tekst.html"


@pytest.fixture(scope="module")
def monitor(kern: Path) -> model.Monitor:
    """A Monitor of a few pages."""
    whole = lees(kern / "uitvoer" / "2021")
    return replace(whole, paginas=whole.paginas[:4])


@pytest.fixture(scope="module")
def grafieken(monitor: model.Monitor) -> dict[str, str]:
    blokken = [blok for pagina in monitor.paginas for blok in pagina.blokken if isinstance(blok, model.Grafiek)]
    return {blok.id: "<svg></svg>" for blok in blokken}


def page(monitor: model.Monitor, grafieken: dict[str, str], **eigen: str) -> str:
    own = {naam.replace("__", "/") + ".html": text for naam, text in eigen.items()}
    return html.page(monitor, grafieken, "html", eigen=own)


def fault(monitor: model.Monitor, grafieken: dict[str, str], text: str) -> str:
    """Fill a template that cannot be filled; return what is told, without the last sentence."""
    blok = next(blok for pagina in monitor.paginas for blok in pagina.blokken if isinstance(blok, model.Tekst))
    shown = {"monitor": monitor, "blok": blok, "charts": grafieken, "volgnummer": count(1).__next__}
    with pytest.raises(InputError) as caught:
        sjablonen.vul({TEKST: text}, html.environment(), TEKST, shown)
    return str(caught.value).removesuffix(". Er is niets weggeschreven; verbeter het sjabloon, of haal het weg.")


def test_a_template_of_the_user_stands_in_for_ours(monitor: model.Monitor, grafieken: dict[str, str]) -> None:
    found = page(monitor, grafieken, blok__tekst="<p class=eigen>{{ blok.naam }} van {{ monitor.periode }}</p>")
    assert "<p class=eigen>leeswijzer van 2021</p>" in found


def test_our_own_template_can_be_asked_for_within_it(monitor: model.Monitor, grafieken: dict[str, str]) -> None:
    around = '<div class=om>{% include "onze/blok/tekst.html" %}</div>'
    plain, found = page(monitor, grafieken), page(monitor, grafieken, blok__tekst=around)
    assert found.count("<div class=om>") > 0
    assert found.replace("<div class=om>", "").replace("</div>", "") == plain.replace("</div>", "")


def test_all_our_templates_in_the_sandbox_give_the_same_page(monitor: model.Monitor, grafieken: dict[str, str]) -> None:
    folder = resources.templates()
    own = {p.relative_to(folder).as_posix(): p.read_text(encoding="utf-8") for p in folder.rglob("*.html")}
    for medium in ("html", "pdf"):
        assert html.page(monitor, grafieken, medium, eigen=own) == html.page(monitor, grafieken, medium)


def test_what_a_template_shows_is_made_safe(monitor: model.Monitor, grafieken: dict[str, str]) -> None:
    assert "<i>&lt;b&gt;</i>" in page(monitor, grafieken, blok__tekst="<i>{{ '<b>' }}</i>")


def test_a_template_may_count_choose_and_repeat(monitor: model.Monitor, grafieken: dict[str, str]) -> None:
    text = (
        "{% set ns = namespace(som=0) %}{% for n in range(4) %}{% set ns.som = ns.som + n * 2 %}{% endfor %}"
        "<i>{{ ns.som }} {{ 'a' ~ 'b' }} {{ [1] + [2] }} {{ 2 ** 5 }} {{ 'x,y'.split(',')|join('-') }}</i>"
    )
    assert "<i>12 ab [1, 2] 32 x-y</i>" in page(monitor, grafieken, blok__tekst=text)


ONTSNAPPINGEN = {
    "{{ ''.__class__ }}": "'__class__' is voor een sjabloon niet toegankelijk",
    "{{ ''['__class__'] }}": "'__class__' is voor een sjabloon niet toegankelijk",
    "{{ monitor.__class__.__mro__ }}": "'__class__' is voor een sjabloon niet toegankelijk",
    "{{ volgnummer.__self__ }}": "'__self__' is voor een sjabloon niet toegankelijk",
    "{{ range.__globals__ }}": "'__globals__' is voor een sjabloon niet toegankelijk",
    "{{ self.__init__ }}": "'__init__' is voor een sjabloon niet toegankelijk",
    "{{ ''|attr('__class__') }}": "'attr' is geen bewerking die een sjabloon kent",
    "{{ '{0.__class__}'.format(1) }}": "'format' is voor een sjabloon niet toegankelijk",
    "{{ '%s'|format(1) }}": "'format' is geen bewerking die een sjabloon kent",
    "{{ '<script>alert(1)</script>'|svg }}": (
        "het sjabloon wil te veel: het wil met 'svg' iets tonen dat geen grafiek van dit rapport is"
    ),
    "{{ ['<script>']|map('svg')|join }}": (
        "het sjabloon wil te veel: het wil met 'svg' iets tonen dat geen grafiek van dit rapport is"
    ),
    "{{ 5|dictsort }}": "deze berekening kan niet",
    "{{ blok.naam|safe }}": "'safe' is geen bewerking die een sjabloon kent",
    "{% autoescape false %}{{ blok.naam }}{% endautoescape %}": (
        "een sjabloon mag de beveiliging van teksten (autoescape) niet uitzetten"
    ),
    "{% include '../../etc/passwd' %}": "er is geen sjabloon '../../etc/passwd'",
    "{% include '/etc/passwd' %}": "er is geen sjabloon '/etc/passwd'",
    "{% include 'css/scherm.css' %}": "er is geen sjabloon 'css/scherm.css'",
    "{% include 'onze/../../pyproject.html' %}": "er is geen sjabloon '../../pyproject.html'",
    "{% import 'os' as os %}{{ os }}": "er is geen sjabloon 'os'",
    "{{ charts.clear() }}": "'clear' is voor een sjabloon niet toegankelijk",
    "{{ charts.update(a=1) }}": "'update' is voor een sjabloon niet toegankelijk",
    "{{ lipsum() }}": "'lipsum' bestaat niet",
    "{{ open('x') }}": "'open' bestaat niet",
    "{{ niets.x }}": "'niets' bestaat niet",
    "{{ blok.niets }}": "'niets' bestaat niet",
    "{{ 1 / 0 }}": "deze berekening kan niet",
    "{{ 'a' - 1 }}": "deze berekening kan niet",
    "{% for x in %}": "dit is niet te lezen; kijk of alles wat opent ook sluit",
    "{% if x %}": "dit is niet te lezen; kijk of alles wat opent ook sluit",
}


@pytest.mark.parametrize(("text", "wat"), ONTSNAPPINGEN.items())
def test_there_is_no_way_out(monitor: model.Monitor, grafieken: dict[str, str], text: str, wat: str) -> None:
    assert fault(monitor, grafieken, f"een\ntwee {text}") == f"huisstijl/sjablonen/{TEKST}, regel 2: {wat}"


UITPUTTING = [
    "{{ range(10000000)|list }}",
    "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
    "{{ 'a' * 9999999999 }}",
    "{{ [1] * 9999999999 }}",
    "{{ 9 ** 99999999 }}",
    "{{ '%09999999999d' % 1 }}",
    "{% set n = namespace(t='aa') %}{% for i in range(60) %}{% set n.t = n.t ~ n.t %}{% endfor %}",
    "{% set n = namespace(t=[1, 2]) %}{% for i in range(60) %}{% set n.t = n.t + n.t %}{% endfor %}",
    "{% set n = namespace(t='aa') %}{% for i in range(60) %}{% set n.t = n.t|replace('a', n.t) %}{% endfor %}",
    "{% set n = namespace(t=2) %}{% for i in range(9999) %}{% set n.t = n.t * n.t %}{% endfor %}",
]


@pytest.mark.parametrize("text", UITPUTTING)
def test_a_template_cannot_use_up_the_computer(monitor: model.Monitor, grafieken: dict[str, str], text: str) -> None:
    assert fault(monitor, grafieken, text).startswith(
        f"huisstijl/sjablonen/{TEKST}, regel 1: het sjabloon wil te veel: "
    )


@pytest.mark.parametrize(
    "text",
    ["{{ 'a'.center(9999999) }}", "{{ 'a'.zfill(9999999) }}", "{{ 'a'|center(9999999) }}", "{{ 'a'|indent(9999999) }}"],
)
def test_nothing_makes_a_text_long_at_once(monitor: model.Monitor, grafieken: dict[str, str], text: str) -> None:
    assert "regel 1: '" in fault(monitor, grafieken, text)


def test_a_template_that_calls_itself_ends(monitor: model.Monitor, grafieken: dict[str, str]) -> None:
    assert fault(monitor, grafieken, "{% include 'blok/tekst.html' %}").endswith("roept zichzelf op, zonder eind")
    assert fault(monitor, grafieken, "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}").endswith("zonder eind")


def test_a_template_that_takes_too_long_is_stopped(
    monitor: model.Monitor, grafieken: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sjablonen, "MAX_SECONDEN", -1.0)
    assert "het duurt langer dan" in fault(monitor, grafieken, "x")


def test_a_template_that_asks_for_too_much_memory_is_stopped(
    monitor: model.Monitor, grafieken: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(sjablonen.Zandbak, "kijk_op_de_klok", full)
    assert "meer geheugen dan er is" in fault(monitor, grafieken, "x")


def test_a_report_that_grows_too_large_is_stopped(
    monitor: model.Monitor, grafieken: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sjablonen, "MAX_TEKENS", 10_000)
    text = "{% for i in range(2000) %}{{ blok.naam }}{% endfor %}"
    assert "een rapport dat te groot is" in fault(monitor, grafieken, text)


def test_a_fault_of_a_template_passes_from_one_process_to_another(
    monitor: model.Monitor, grafieken: dict[str, str]
) -> None:
    with pytest.raises(InputError) as caught:
        renderer("html", {TEKST: "{{ x }}"})(monitor, grafieken)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301 - our own


def test_formats_without_templates_take_no_notice(monitor: model.Monitor, grafieken: dict[str, str]) -> None:
    own = {TEKST: "{{ x }}"}
    assert renderer("json", own)(monitor, grafieken) == renderer("json")(monitor, grafieken)


@pytest.fixture
def huisstijl(tmp_path: Path, kern: Path) -> Path:
    """The folder for templates in a copy of the example."""
    folder = kopie(tmp_path, van=kern, met_uitvoer=True) / "huisstijl" / "sjablonen"
    (folder / "blok").mkdir(parents=True)
    return folder


@pytest.mark.traag
def test_a_build_uses_the_template_and_notices_its_change(huisstijl: Path) -> None:
    werkmap = huisstijl.parents[1]
    (huisstijl / TEKST).write_text("<p>eerst {{ blok.naam }}</p>", encoding="utf-8")
    verslag(werkmap, formaten=("html",))
    (huisstijl / TEKST).write_text("<p>daarna {{ blok.naam }}</p>", encoding="utf-8")
    found = verslag(werkmap, formaten=("html",))
    assert any("tekst.html" in reden for reden in found.redenen)
    assert "daarna kort" in (werkmap / "uitvoer" / "2021" / "monitor-2021.html").read_text(encoding="utf-8")
    assert verslag(werkmap, formaten=("html",)).ongewijzigd


@pytest.mark.traag
def test_a_fault_ends_the_build_and_leaves_the_last_report(huisstijl: Path) -> None:
    werkmap = huisstijl.parents[1]
    (huisstijl / TEKST).write_text("een\n{{ ''.__class__ }}", encoding="utf-8")
    before = _reports(werkmap)
    done = werkmonitor("build", "2021", "--werkmap", werkmap, "--formaat", "html", map_=werkmap.parent)
    assert done.returncode == 3
    assert "regel 2: '__class__' is voor een sjabloon" in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert _reports(werkmap) == before


def _reports(werkmap: Path) -> dict[str, str]:
    """Return what lies in the folder of outputs, without what is kept for the next build."""
    return {naam: sha for naam, sha in momentopname(werkmap / "uitvoer").items() if ".werkmonitor" not in naam}


@pytest.mark.traag
def test_a_template_that_stands_in_for_none_is_refused(huisstijl: Path) -> None:
    (huisstijl / "blok" / "tekts.html").write_text("x", encoding="utf-8")
    (huisstijl / "blok" / "Thumbs.db").write_bytes(b"\xff")
    with pytest.raises(InputError, match=r"blok/tekts\.html is geen sjabloon .* Bedoelt u blok/tekst\.html\?"):
        bouw(huisstijl.parents[1], formaten=("html",))


def test_a_template_that_is_no_text_is_refused(huisstijl: Path) -> None:
    (huisstijl / TEKST).write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="niet als UTF-8 opgeslagen"):
        Werkmap(huisstijl.parents[1]).sjablonen()


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_out_of_the_folder_is_refused(huisstijl: Path) -> None:
    (huisstijl / TEKST).symlink_to(huisstijl.parents[1] / "werkmonitor.toml")
    with pytest.raises(InputError, match="wijst naar een bestand buiten de map"):
        Werkmap(huisstijl.parents[1]).sjablonen()


def test_without_templates_of_the_user_there_is_no_sandbox(
    monitor: model.Monitor, grafieken: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sjablonen, "Zandbak", None)
    assert page(monitor, grafieken)
