"""Everybody can read the pages: judged in a real browser, at the widths that people have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

import pytest

from browser import BREEDTEN, MAKEN, ZOOM, Blad, Paginas, axe, open_blad, vnu

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.traag
PAPIER = 680
"""The width of what is printed on A4, with the margins of a browser."""
beide = pytest.mark.parametrize("pagina", ["heerenveen", "vergelijking"], indirect=True)
"""One page of each of the two kinds."""
STAPPEN = 50
"""How often the Tab key is pressed from each end: there are a thousand links to an origin, all alike."""
OPEN = "document.querySelectorAll('details').forEach(details => { details.open = true; })"
BUITEN = """() => {
    const breed = document.documentElement.clientWidth, found = [];
    const past = (what, box) => {
        if (box.width && (box.right > breed + 1 || box.left < -1)) found.push(`${what}: ${box.left} to ${box.right}`);
    };
    if (document.documentElement.scrollWidth > breed) found.push(`the page is ${document.documentElement.scrollWidth}`);
    for (const element of document.querySelectorAll('body *')) {
        if (!element.checkVisibility() || element.closest('.leesmij, .sprong')) continue;
        const scrolled = element.closest('.schuif'), clips = getComputedStyle(element).overflowX !== 'visible';
        const whole = scrolled ? 'caption' : 'svg, button, input, .schuif';
        if (element.matches(whole)) past(element.outerHTML.slice(0, 90), element.getBoundingClientRect());
        const cut = clips && !scrolled && element.scrollWidth > element.clientWidth + 1;
        if (cut) found.push(`cut off: ${element.className}`);
        if (scrolled || element.closest('svg')) continue;
        for (const node of element.childNodes) {
            if (node.nodeType !== Node.TEXT_NODE || !node.data.trim()) continue;
            const range = document.createRange();
            range.selectNodeContents(node);
            past(node.data.trim(), range.getBoundingClientRect());
        }
    }
    return found;
}"""
"""What stands outside the window, or cannot be seen whole; a wide table scrolls within its own box."""
RUIMER = """() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`p { margin-bottom: 2em !important; }
        * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }`);
    document.adoptedStyleSheets.push(sheet);
}"""
"""The white space that WCAG 1.4.12 lets a reader ask for."""
BEREIKBAAR = """() => {
    const all = document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]');
    return [...all].filter(element => element.checkVisibility({visibilityProperty: true})).map((element, i) => {
        element.dataset.nummer = i;
        return i;
    });
}"""
GERAAKT = """() => {
    const element = document.activeElement, style = getComputedStyle(element), box = element.getBoundingClientRect();
    const spot = [Math.max(box.left, 0) + Math.min(box.width, 12) / 2, box.top + Math.min(box.height, 12) / 2];
    const seen = document.elementFromPoint(...spot);
    const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const free = seen !== null && (element.contains(seen) || seen.contains(element));
    return [Number(element.dataset.nummer ?? -1), ring, free];
}"""
VAN = "number => document.querySelector(`[data-nummer='${number}']`).focus()"
CONTRAST = """selector => {
    const rgb = text => text.match(/[\\d.]+/g).map(Number);
    const linear = c => c / 255 <= .04045 ? c / 255 / 12.92 : ((c / 255 + .055) / 1.055) ** 2.4;
    const light = ([r, g, b]) => .2126 * linear(r) + .7152 * linear(g) + .0722 * linear(b);
    const ground = element => {
        const found = element ? rgb(getComputedStyle(element).backgroundColor) : [255, 255, 255];
        return found[3] === 0 ? ground(element.parentElement) : found;
    };
    const ratio = (a, b) => (Math.max(light(a), light(b)) + .05) / (Math.min(light(a), light(b)) + .05);
    const element = [...document.querySelectorAll(selector)].find(e => e.checkVisibility());
    const style = getComputedStyle(element), focused = element.matches(':focus-visible');
    const ring = focused ? ratio(rgb(style.outlineColor), ground(element.parentElement)) : 0;
    return [ratio(rgb(style.color), ground(element)), ring];
}"""
BEGIN = """() => {
    document.querySelectorAll('details').forEach(details => { details.open = false; });
    document.adoptedStyleSheets = [];
    document.activeElement.blur();
    scrollTo(0, 0);
}"""
GETEKEND = "selector => [...document.querySelectorAll(selector)].map(element => element.getClientRects().length > 0)"
STIJL = "([selector, property]) => getComputedStyle(document.querySelector(selector))[property]"


@pytest.fixture(scope="module", params=MAKEN)
def pagina(request: pytest.FixtureRequest, chromium: Browser, paginas: Paginas) -> Iterator[Blad]:
    """Each of the pages, loaded once."""
    with open_blad(chromium, paginas[request.param]) as blad:
        yield blad


@pytest.fixture
def blad(pagina: Blad) -> Iterator[Blad]:
    """Each of the pages, as it is when it was just opened."""
    yield pagina
    pagina.page.emulate_media(media="null", contrast="null", forced_colors="null", reduced_motion="null")
    pagina.breed(BREEDTEN[0])
    pagina.zeg(BEGIN)


@beide
def test_the_skip_link_skips(blad: Blad) -> None:
    blad.page.keyboard.press("Tab")
    assert blad.zeg("document.activeElement.textContent") == "Naar de inhoud"
    assert blad.zeg("document.activeElement.getBoundingClientRect().left >= 0")
    blad.page.keyboard.press("Enter")
    assert blad.zeg("document.activeElement.id") == "inhoud"
    blad.page.keyboard.press("Tab")
    assert blad.zeg("document.activeElement.closest('main') !== null")


@beide
def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(blad: Blad) -> None:
    blad.page.emulate_media(reduced_motion="reduce")
    expected = blad.zeg(BEREIKBAAR)
    blad.zeg(VAN, expected[0])
    reached = [_stap(blad, "Tab") for _ in expected[1:STAPPEN]]
    blad.zeg(VAN, expected[-1])
    back = [_stap(blad, "Shift+Tab") for _ in expected[-STAPPEN:-1]]
    assert [nummer for nummer, _, _ in reached] == expected[1:STAPPEN]
    assert [nummer for nummer, _, _ in back] == expected[-STAPPEN:-1][::-1]
    assert [nummer for nummer, ring, _ in (*reached, *back) if not ring] == []
    assert [nummer for nummer, _, seen in (*reached, *back) if not seen] == []


def _stap(blad: Blad, toets: str) -> tuple[int, bool, bool]:
    """Press a key; return which element has the focus now, whether that shows, and whether nothing stands before it."""
    blad.page.keyboard.press(toets)
    number, ring, seen = blad.zeg(GERAAKT)
    return number, ring, seen


def test_nothing_falls_outside_the_window(blad: Blad) -> None:
    blad.zeg(OPEN)
    for meer, widths in (("() => undefined", (*BREEDTEN, ZOOM)), (RUIMER, (BREEDTEN[0], ZOOM))):
        blad.zeg(meer)
        for breedte in widths:
            blad.breed(breedte)
            assert blad.zeg(BUITEN) == [], (breedte, meer)


@beide
def test_print_shows_every_chart_and_table_and_no_button(blad: Blad) -> None:
    blad.zeg(
        "[...document.querySelectorAll('details.cijfers')].slice(0, 2).forEach(details => { details.open = true; })"
    )
    blad.page.emulate_media(media="print")
    blad.breed(PAPIER)
    assert all(blad.zeg(GETEKEND, "main :is(svg, table, details p)"))
    assert not any(blad.zeg(GETEKEND, "input, .knop, .sprong, .boven"))
    assert blad.zeg(BUITEN) == []


@beide
def test_who_wants_no_motion_gets_none(blad: Blad) -> None:
    asked: tuple[tuple[Literal["reduce", "no-preference"], str], ...]
    asked = (("reduce", "auto"), ("no-preference", "smooth"))
    for motion, found in asked:
        blad.page.emulate_media(reduced_motion=motion)
        assert blad.zeg(STIJL, ["html", "scrollBehavior"]) == found


@beide
def test_in_forced_colours_what_has_a_ground_gets_an_edge_and_a_chart_its_white(blad: Blad) -> None:
    blad.page.emulate_media(forced_colors="active", color_scheme="dark")
    assert blad.zeg(STIJL, ["body", "backgroundColor"]) == "rgb(0, 0, 0)"
    assert blad.zeg(STIJL, [".licht", "borderTopStyle"]) == "solid"
    if any(blad.zeg(GETEKEND, "figure.grafiek svg")):
        assert blad.zeg(STIJL, ["figure.grafiek svg", "backgroundColor"]) == "rgb(255, 255, 255)"
        pressed, other = (blad.zeg(STIJL, [f'.knop[aria-pressed="{x}"]', "backgroundColor"]) for x in ("true", "false"))
        assert pressed != other


@beide
def test_who_asks_for_contrast_gets_seven_to_one(blad: Blad) -> None:
    blad.page.emulate_media(contrast="more")
    for selector in (".noot", ".stand", ".tabel thead th", ".wegwijzer a", ".licht", ".merk"):
        if any(blad.zeg(GETEKEND, selector)):
            assert blad.zeg(CONTRAST, selector)[0] >= 7, selector


BEDIENING = (
    ".knop[aria-pressed='true']", ".knop[aria-pressed='false']", ".sorteer", "#zoek", ".zoek__lijst a", ".wegwijzer a",
    "a.boven", ".tabel .bron", ".tegel__bron a", "a.woord",
)  # fmt: skip


def test_every_control_can_be_read_when_it_is_pointed_at_or_has_the_focus(chromium: Browser, paginas: Paginas) -> None:
    with open_blad(chromium, paginas["werksaam-hoorn"], reduced_motion="reduce") as blad:
        blad.page.locator("#zoek").press_sequentially("bijstand")
        blad.page.locator(".zoek__lijst a").first.wait_for()
        blad.page.keyboard.press("Tab")  # from here on the focus is shown
        blad.page.locator("figure.grafiek").first.scroll_into_view_if_needed()
        for selector in BEDIENING:
            _leesbaar(blad, selector)


def _leesbaar(blad: Blad, selector: str) -> None:
    control = blad.page.locator(f"{selector} >> visible=true").first
    control.scroll_into_view_if_needed()
    normal, _ = blad.zeg(CONTRAST, selector)
    control.hover()
    hovered, _ = blad.zeg(CONTRAST, selector)
    control.focus()
    focused, ring = blad.zeg(CONTRAST, selector)
    assert min(normal, hovered, focused) >= 4.5, selector
    assert ring >= 3, selector


@pytest.mark.parametrize("naam", ["smallingerland", "vergelijking"])
def test_without_a_script_all_is_there_and_nothing_is_dead(chromium: Browser, paginas: Paginas, naam: str) -> None:
    with open_blad(chromium, paginas[naam], java_script_enabled=False) as blad:
        assert blad.page.locator("button, input, [hidden], .boven").count() == 0
        assert blad.page.locator("main svg, main table").count() >= 5
        for summary in blad.page.locator("summary").all()[:2]:
            summary.click()
            assert summary.locator("xpath=..").locator("table, p").first.is_visible()


def test_vnu_finds_no_errors(paginas: Paginas) -> None:
    assert vnu([paginas[naam] for naam in MAKEN]) == []


def test_axe_finds_nothing(pagina: Blad) -> None:
    for breedte in BREEDTEN:
        pagina.breed(breedte)
        assert axe(pagina) == [], breedte
