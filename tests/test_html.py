from __future__ import annotations

import base64
import hashlib
import html
import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any, get_args

import msgspec
import pytest

import monitor_voorbeeld as voorbeeld
from werkmonitor import charts
from werkmonitor.monitor import model as m
from werkmonitor.monitor.herkomst import Sporen
from werkmonitor.outputs import FORMATEN, renderer
from werkmonitor.outputs import html as output
from werkmonitor.outputs.markdown import to_html
from werkmonitor.resources import templates

HOSTILE = '<script>alert("x")</script><img src=x onerror=y>'
VOID = {"meta", "link", "br", "img", "hr", "wbr", "input"}
Attributes = dict[str, str | None]


class Page(HTMLParser):
    """The elements of a page in order, each with its attributes, text and path of ancestors."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, Attributes, list[str]]] = []
        self.texts: list[list[str]] = []
        self._open: list[int] = []
        self.feed(source)
        self.close()
        assert not self._open, [self.elements[i][0] for i in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        path = [self.elements[i][0] for i in self._open]
        self.elements.append((tag, dict(attrs), path))
        self.texts.append([])
        if tag not in VOID:
            self._open.append(len(self.elements) - 1)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs), []))
        self.texts.append([])

    def handle_endtag(self, tag: str) -> None:
        assert self.elements[self._open.pop()][0] == tag

    def handle_data(self, data: str) -> None:
        for i in self._open:
            self.texts[i].append(data)

    def all(self, *tags: str) -> list[tuple[str, Attributes, str]]:
        return [
            (tag, attrs, " ".join("".join(words).split()))
            for (tag, attrs, _), words in zip(self.elements, self.texts, strict=True)
            if tag in tags
        ]


def drawn(monitor: m.Monitor) -> dict[str, str]:
    return {grafiek.id: charts.render(grafiek) for grafiek in voorbeeld.grafieken(monitor)}


def source_of(monitor: m.Monitor) -> str:
    return renderer("html")(monitor, drawn(monitor))[".html"].decode()


@pytest.fixture(scope="module")
def source() -> str:
    return source_of(voorbeeld.monitor())


@pytest.fixture(scope="module")
def page(source: str) -> Page:
    return Page(source)


def test_formats_and_renderers_agree() -> None:
    assert list(FORMATEN) == ["html", "pdf", "xlsx", "json", "csv", "grafieken", "pptx"]
    assert renderer("json")(voorbeeld.monitor(), {}) == {".json": m.to_json(voorbeeld.monitor())}
    with pytest.raises(KeyError):
        renderer("docx")


def test_every_kind_of_block_has_a_template() -> None:
    tags = {kind.__struct_config__.tag for kind in get_args(m.AnyBlok)}
    assert tags == {path.stem for path in (templates() / "blok").glob("*.html")}


def test_same_bytes_twice(source: str) -> None:
    assert source_of(voorbeeld.monitor()) == source


def test_one_h1_and_no_skipped_level(page: Page) -> None:
    levels = [int(tag[1]) for tag, _, _ in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_language_title_and_skip_link(page: Page) -> None:
    assert page.all("html")[0][1]["lang"] == "nl"
    assert page.all("title")[0][2] == "Monitor uitvoeringsprogramma Werk 2021 – Heerenveen"
    first = page.all("a")[0]
    assert first[1]["href"] == "#inhoud"
    assert page.all("main")[0][1]["id"] == "inhoud"


def test_ids_are_unique_and_every_link_arrives(page: Page) -> None:
    ids = [attrs["id"] for _, attrs, _ in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    for _, attrs, _ in page.all("a"):
        target = attrs["href"] or ""
        assert target.startswith("https://") or target.removeprefix("#") in ids
    for _, attrs, _ in page.elements:
        labelled = attrs.get("aria-labelledby")
        assert labelled is None or labelled in ids


def test_contents_name_every_page(page: Page) -> None:
    monitor = voorbeeld.monitor()
    links = {attrs["href"]: words for _, attrs, words in page.all("a")}
    assert all(links[f"#{p.id}"] == p.titel for p in monitor.paginas)
    assert [words for _, _, words in page.all("h2")] == [*(p.kop for p in monitor.paginas), "Herkomst van de cijfers"]


def test_tables_have_a_caption_and_scopes(source: str, page: Page) -> None:
    tables = re.findall(r"<table.*?</table>", source, re.DOTALL)
    assert len(tables) > 15
    for table in tables:
        inner = Page(table)
        assert inner.all("caption")[0][2]
        assert all(attrs.get("scope") in {"col", "row"} for _, attrs, _ in inner.all("th"))
        heads = len(Page(table.split("</thead>")[0] + "</thead></table>").all("th"))
        for row in re.findall(r"<tr.*?</tr>", table.split("<tbody>")[1], re.DOTALL):
            assert len(Page(row).all("th", "td")) == heads
    assert all(attrs.get("scope") for _, attrs, _ in page.all("th"))


def test_charts_have_their_alt_as_title_and_their_table_next(source: str) -> None:
    for grafiek in voorbeeld.grafieken(voorbeeld.monitor()):
        start = source.index(f'<figure class="grafiek" id="figuur-{grafiek.id}">')
        figure, after = source[start:].split("</figure>", 1)
        assert grafiek.titel in html.unescape(figure)
        svg = Page(figure[figure.index("<svg") : figure.index("</svg>") + 6])
        assert svg.elements[1][0] == "title"
        assert svg.all("title")[0][2] == grafiek.alt
        assert after.lstrip().startswith('<details class="cijfers">')
        assert grafiek.tabel.rijen[-1].cellen[-1].weergave in after.split("</details>")[0]


def between(source: str, start: str, end: str) -> str:
    return source.split(start, 1)[1].split(end, 1)[0]


def test_nothing_is_loaded_from_outside_and_only_our_own_script_runs(source: str, page: Page) -> None:
    assert not page.all("link", "iframe", "object", "img")
    assert len(page.all("script")) == 1
    assert not [name for _, attrs, _ in page.elements for name in attrs if name.startswith("on") or name == "style"]
    sheet = between(source, "<style>", "</style>")
    assert "@import" not in sheet
    assert all(address.startswith('"data:font/woff2') for address in re.findall(r"url\(([^)]*)\)", sheet))
    policy = next(attrs["content"] or "" for _, attrs, _ in page.all("meta") if "http-equiv" in attrs)
    named = {directive: " ".join(sources) for directive, *sources in map(str.split, policy.split(";"))}
    assert named == {
        "default-src": "'none'",
        "script-src": digest(between(source, "<script>", "</script>")),
        "style-src": digest(sheet),
        "font-src": "data:",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@pytest.mark.parametrize(
    "forbidden", ["innerHTML", "outerHTML", "insertAdjacent", "eval(", "Function(", "fetch(", "XMLHttp", "</", "<!--"]
)
def test_the_script_makes_no_html_of_a_text_and_asks_nothing_of_a_network(forbidden: str) -> None:
    assert forbidden not in output.script()


def test_the_title_names_the_municipality_and_the_period() -> None:
    kop = voorbeeld.kop(titel="Monitor Werk")
    shown = source_of(voorbeeld.monitor(programma=kop))
    assert between(shown, "<title>", "</title>") == f"Monitor Werk, {kop.periode_naam} – {kop.gemeente}"


def test_every_page_says_what_it_is(source: str) -> None:
    sections = re.findall(r'<section class="pagina".*?</section>', source, re.DOTALL)
    assert len(sections) == len(voorbeeld.monitor().paginas)
    for section in (source[: source.index("<nav")], *sections):
        for words in ("2021", "concept", "1 januari 2022", "werkmonitor 0.1.0", "ntern, niet voor publicatie"):
            assert words in section
        assert "oorbeeld" in section


def test_a_public_edition_does_not_say_internal() -> None:
    shown = source_of(
        voorbeeld.monitor(doelgroep="openbaar", programma=voorbeeld.kop(voorbeeld=False, editie="2021-u1"))
    )
    assert "niet voor publicatie" not in shown
    assert "2021-u1" in shown


def test_lights_have_shape_and_word(page: Page) -> None:
    lights = [
        (attrs["class"] or "", words) for _, attrs, words in page.all("span") if "licht " in (attrs.get("class") or "")
    ]
    colours = {kind.rsplit("--", 1)[1] for kind, _ in lights}
    assert colours == {"groen", "oranje", "rood", "grijs"}
    assert all(words for _, words in lights)
    shapes = [attrs["class"] or "" for _, attrs, _ in page.all("span") if "vorm " in (attrs.get("class") or "")]
    assert len(shapes) == len(lights)


def test_an_arrow_points_along_the_change_and_is_coloured_by_the_wish(source: str) -> None:
    down = voorbeeld.vergelijking(-60, "60 minder", gunstig=True)
    assert (output.direction(down), output.wish(down)) == ("neer", "gunstig")
    up = voorbeeld.vergelijking(3, "3 meer", gunstig=False)
    assert (output.direction(up), output.wish(up)) == ("op", "ongunstig")
    same = voorbeeld.vergelijking(0, "evenveel", gunstig=None)
    assert (output.direction(same), output.wish(same)) == ("gelijk", "neutraal")
    missing = msgspec.structs.replace(down, verschil=m.Cijfer(waarde=None, exact=None, weergave="niet bekend"))
    assert output.direction(missing) == "onbekend"
    assert "pijl--neer pijl--gunstig" in source


STEERING = {
    *("id", "kleur", "oordeel", "status", "grond", "stijl", "vorm", "ernst", "sha256", "eenheid", "richting", "soort"),
    *("doelgroep", "exact", "vorig_oordeel", "periode", "nul"),
}
"""Fields that choose how a part is shown instead of being shown."""


def hostile(value: Any, field: str = "") -> Any:
    """Put a script into every text of a Monitor that is shown."""
    if isinstance(value, dict):
        return {name: hostile(part, name) for name, part in value.items()}
    if isinstance(value, list):
        return [hostile(part, field) for part in value]
    names = field in STEERING or (field == "indicatoren" and isinstance(value, str))
    return HOSTILE if isinstance(value, str) and not names else value


def test_hostile_text_is_shown_as_text() -> None:
    data = msgspec.to_builtins(voorbeeld.monitor())
    monitor = msgspec.convert(hostile(data), type=m.Monitor)
    shown = source_of(monitor)
    assert shown.count("<script") == 1
    assert "<img" not in shown
    assert html.escape(HOSTILE, quote=False)[:11] in shown
    Page(shown)


def test_an_empty_monitor_can_be_shown() -> None:
    blocks: tuple[m.AnyBlok, ...] = (
        m.Tekst(naam="leeg"), m.Kerncijfers(indicatoren=()), m.Opgaven(), m.Matrix(), m.Doelen(), m.Kleuren(),
        m.Lijst(titel="", regels=()), m.Definities(), m.Bronnen(), m.Meldingen(),
        m.Tabelblok(tabel=m.Tabel(titel="Leeg", rijkop="Rij", kolommen=(m.Kolom(kop="A"),), rijen=())),
    )  # fmt: skip
    page = m.Pagina(id="leeg", titel="Leeg", kop="", blokken=blocks, bronregel="")
    empty = voorbeeld.monitor(
        indicatoren=(), doelen=(), opgaven=(), kleuren=(), bronnen=(), meldingen=(), paginas=(page,)
    )
    shown = source_of(empty)
    Page(shown)
    assert "Er zijn geen meldingen." in shown
    Page(source_of(voorbeeld.monitor(paginas=())))


def test_a_missing_figure_says_why(source: str) -> None:
    assert "De exports noemen deze reden van uitstroom niet." in source
    missing = voorbeeld.INDICATOREN[-1]
    assert output.value_size(missing) == "woord"
    assert output.value_size(voorbeeld.indicator("Bedrag", "€ 978.311")) == "lang"
    assert output.value_size(voorbeeld.indicator("Aantal", "1.249")) == "getal"


def test_a_reference_date_is_written_out(source: str) -> None:
    assert output.day("2022-01-01") == "1\N{NO-BREAK SPACE}januari 2022"
    assert output.day("eind 2021") == "eind 2021"
    assert "op 1\N{NO-BREAK SPACE}januari 2022" in source
    assert "op 2022" not in source


def test_an_invented_number_is_marked_before_it(source: str) -> None:
    assert '<span class="merk">verzonnen</span> <a class="bron" href="#stap-2">104</a></td>' in source


ONDER = "2.595 de som van a over 2021 2021/bijstand_stand.xlsx › Pagina1_1: C5:C6 (2 cellen)"


def annex(source: str) -> Page:
    return Page(source[source.index('<section class="pagina herkomst"') : source.index("</main>")])


def test_every_number_opens_its_origin_and_that_leads_back(source: str, page: Page) -> None:
    told = {attrs["id"]: words for _, attrs, words in annex(source).all("li") if "id" in attrs}
    opened = [(attrs["href"], words) for _, attrs, words in page.all("a") if attrs.get("class") == "bron"]
    assert len(opened) > len(voorbeeld.INDICATOREN)
    assert all((href or "").removeprefix("#") in told for href, _ in opened)
    back = [attrs["href"] for _, attrs, _ in annex(source).all("a") if not (attrs["href"] or "").startswith("#stap-")]
    assert "#kort" in back
    assert f"#definitie-{voorbeeld.INDICATOREN[0].id}" in back


def test_a_link_to_an_origin_is_reached_with_the_keyboard_and_needs_no_script(page: Page) -> None:
    links = [attrs for _, attrs, _ in page.all("a") if attrs.get("class") == "bron"]
    assert all("tabindex" not in attrs and attrs["href"] for attrs in links)


def test_a_step_is_told_once_with_its_sum_parts_cells_and_what_must_be_known(source: str) -> None:
    told = [words for _, attrs, words in annex(source).all("li") if attrs["id"] == "stap-2"]
    first, *_ = voorbeeld.INDICATOREN
    second = (
        "1.293 som(b); de som van de cellen, gedeeld door 3; in 2021/b.csv staat hier geen regel voor; dat telt als nul"
    )
    place = "2021/bijstand_stand.xlsx › Pagina1_1: C7"
    assert told == [f"{first.weergave} = 2.595 : 1.293 a, gedeeld door b{ONDER} {second} {place}"]


def test_a_report_without_steps_has_no_annex() -> None:
    without = tuple(msgspec.structs.replace(found, spoor=None) for found in voorbeeld.INDICATOREN)
    pages = (voorbeeld.monitor().paginas[0],)
    shown = source_of(voorbeeld.monitor(sporen=Sporen(), indicatoren=without, paginas=pages))
    assert "Herkomst van de cijfers" not in shown


def test_a_figure_that_was_filled_in_says_by_whom() -> None:
    filled = msgspec.structs.replace(voorbeeld.INDICATOREN[0], spoor=3, status="handmatig")
    shown = source_of(voorbeeld.monitor(indicatoren=(filled, *voorbeeld.INDICATOREN[1:])))
    assert shown.count("ingevuld door team Werk; bron: jaarverslag") == 2
    assert "<dt>Met de hand ingevuld</dt>" in shown


def test_changed_verdicts_are_listed(source: str) -> None:
    assert [o.nummer for o in output.changed(voorbeeld.monitor())] == [5, 9]
    assert "Opgave 5, Meedoen aan matchingevenementen: van nog niet gestart naar op koers" in source


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("# Een\n\n### Drie\n\n## Twee", "<h3>Een</h3>\n<h4>Drie</h4>\n<h4>Twee</h4>\n"),
        ("### Diep", "<h3>Diep</h3>\n"),
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>\n"),
        ("![alt](https://elders.nl/x.png)", '<p>!<a href="https://elders.nl/x.png">alt</a></p>\n'),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        ("[een **dik** woord](https://a.nl)", '<p><a href="https://a.nl">een dik woord</a></p>\n'),
        ("**60** minder", "<p><strong>60</strong> minder</p>\n"),
    ],
)
def test_markdown(markdown: str, expected: str) -> None:
    assert to_html(markdown) == expected


def rgb(token: str) -> str:
    sheet = output.stylesheet("html")
    found = re.search(rf"--{token}: (#[0-9a-f]{{6}});", sheet)
    assert found, token
    return found[1]


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


@pytest.mark.parametrize(
    ("text", "ground", "least"),
    [
        ("inkt", "papier", 4.5), ("gedempt", "papier", 4.5), ("gedempt", "vlak", 4.5), ("gedempt", "grijs-vlak", 4.5),
        ("accent", "papier", 4.5), ("accent", "vlak", 4.5), ("accent-tekst", "accent", 4.5),
        *((f"{c}-tekst", f"{c}-vlak", 4.5) for c in ("groen", "oranje", "rood", "grijs")),
        *((c, f"{c}-vlak", 3) for c in ("groen", "oranje", "rood", "grijs")),
        ("groen", "vlak", 3), ("rood", "vlak", 3),
    ],
)  # fmt: skip
def test_contrast(text: str, ground: str, least: float) -> None:
    high, low = sorted((luminance(rgb(text)), luminance(rgb(ground))), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= least
