"""A real browser and two judges of pages, with every kind of page that is made, each built once for all tests."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from hulp import kopie
from werkmonitor import resources
from werkmonitor.periode import Periode
from werkmonitor.tasks.build import Opdracht, build
from werkmonitor.tasks.diff import Verschilopdracht, diff

if TYPE_CHECKING:  # this module is loaded for every test, and they are slow to load
    from playwright.sync_api import Browser, Page

GEREEDSCHAP = Path(sys.prefix) / "controle" / "node_modules"
WAT_TE_DOEN = "is missing: run `sh tools/controle.sh {}`, as `make test-all` does, and see what it says"
BREEDTEN = (1280, 768, 375)
ZOOM = 320
"""A width of 1280 at 400%."""
HOOGTE = 800
WACHT = 300
"""Seconds to wait for a page that another process makes."""
_LUISTER = "addEventListener('securitypolicyviolation', e => console.error('CSP', e.violatedDirective, e.blockedURI))"


def nodig(found: str | Path | None, naam: str) -> str:
    """Return a tool; without it the test fails, and says how to get it."""
    if found is None or not Path(found).exists():
        pytest.fail(f"{naam} {WAT_TE_DOEN.format(sys.prefix)}", pytrace=False)
    return str(found)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    path = nodig(shutil.which("chromium") or shutil.which("chromium-browser"), "Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


class Paginas:
    """The pages by name: the first of all processes that asks for one makes it, the others wait for it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __getitem__(self, naam: str) -> Path:
        """Return the file of a page."""
        made, work = self.folder / f"{naam}.html", self.folder / naam
        try:
            work.mkdir(parents=True)
        except FileExistsError:
            _wacht_op(made, work / "mislukt")
            return made
        try:
            shutil.copyfile(MAKEN[naam](work), work / "klaar")
        except BaseException:
            (work / "mislukt").touch()
            raise
        (work / "klaar").replace(made)
        return made


def _wacht_op(path: Path, mislukt: Path) -> None:
    end = time.monotonic() + WACHT
    while not path.exists():
        if mislukt.exists() or time.monotonic() > end:
            pytest.fail(f"{path.name} could not be made; see the first test that needed it", pytrace=False)
        time.sleep(0.1)


@pytest.fixture(scope="session")
def paginas(tmp_path_factory: pytest.TempPathFactory) -> Paginas:
    """The reports of all examples, of a part of a region too, and a comparison."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    return Paginas(shared / "paginas")


def _rapport(naam: str, periode: str, folder: Path, gemeente: str | None = None) -> Path:
    werkmap = kopie(folder, van=resources.voorbeeld(naam))
    uit = folder / "uit"
    opdracht = Opdracht(periode=Periode.parse(periode), werkmap=werkmap, uit=uit, gemeente=gemeente, formaten=("html",))
    build(opdracht, _stil)
    (made,) = uit.rglob("monitor-*.html")
    return made


def _vergelijking(folder: Path) -> Path:
    werkmap = kopie(folder, van=resources.voorbeeld("heerenveen"))
    uit = folder / "uit"
    found = diff(Verschilopdracht(oud="2020", nieuw="2021", werkmap=werkmap, formaten=("html",), uit=uit), _stil)
    (made,) = found.bestanden
    return uit / made


MAKEN: dict[str, Callable[[Path], Path]] = {
    "heerenveen": lambda folder: _rapport("heerenveen", "2021", folder),
    "smallingerland": lambda folder: _rapport("smallingerland", "2019-H2", folder),
    "werksaam": lambda folder: _rapport("werksaam", "2020", folder),
    "werksaam-hoorn": lambda folder: _rapport("werksaam", "2020", folder, "Hoorn"),
    "vergelijking": _vergelijking,
}


def _stil(_: object) -> None:
    """Tell nothing of how far it is."""


class Blad:
    """A page in the browser, with everything that it complained of or asked for from elsewhere."""

    def __init__(self, page: Page, path: Path) -> None:
        self.page = page
        self.klachten: list[str] = []
        page.on("console", lambda message: self.klachten.append(message.text))
        page.on("pageerror", lambda error: self.klachten.append(str(error)))
        page.on("request", lambda request: self._vraagt(request.url))
        page.goto(path.as_uri())

    def _vraagt(self, url: str) -> None:
        if not url.startswith(("file:", "data:", "blob:")):
            self.klachten.append(url)

    def zeg(self, script: str, *gegevens: object) -> Any:
        """Run a script on the page and return its result."""
        return self.page.evaluate(script, *gegevens)

    def breed(self, breedte: int) -> None:
        """Make the window as wide as this."""
        self.page.set_viewport_size({"width": breedte, "height": HOOGTE})


@contextmanager
def open_blad(chromium: Browser, path: Path, breedte: int = 1280, **kenmerken: Any) -> Iterator[Blad]:
    """Open a page as a file, and see afterwards that it had nothing to complain of."""
    context = chromium.new_context(viewport={"width": breedte, "height": HOOGTE}, **kenmerken)
    context.add_init_script(_LUISTER)
    blad = Blad(context.new_page(), path)
    try:
        yield blad
        assert blad.klachten == []
    finally:
        context.close()


AXE_REGELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_AXE = """rules => axe.run(document, {runOnly: rules, resultTypes: ['violations'], preload: false})
    .then(found => found.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.html.slice(0, 200)}`)))"""
_VOORBEELDEN = """most => {
    const seen = new Map(), path = element => element.matches('section, body') ? ''
        : `${path(element.parentElement)} ${element.tagName}.${element.getAttribute('class')}`;
    for (const element of document.querySelectorAll('main section *')) {
        if (!element.isConnected || element.closest('h2, h3, h4, caption, svg')) continue;
        const kind = path(element);
        seen.set(kind, (seen.get(kind) ?? 0) + 1);
        if (seen.get(kind) > most) element.remove();
    }
    document.querySelectorAll('svg > :not(title)').forEach(part => part.remove());
}"""
"""Leaves a few of each kind of element, by what it stands in: the others are more of the same, by the thousand."""
VOORBEELDEN = 4


def axe(blad: Blad) -> list[str]:
    """Return what axe-core has against a page: the rule and the element.

    It looks at a few elements of each kind, and not into charts, which it cannot judge; in ``make test-lang`` at all.
    """
    if not blad.zeg("typeof axe === 'object'"):
        source = nodig(GEREEDSCHAP / "axe-core" / "axe.min.js", "axe-core")
        blad.zeg(Path(source).read_text(encoding="utf-8"))
        if "WERKMONITOR_VOORBEELDEN" not in os.environ:
            blad.zeg(_VOORBEELDEN, VOORBEELDEN)
    found: list[str] = blad.zeg(_AXE, AXE_REGELS)
    return found


def vnu(paths: list[Path]) -> list[str]:
    """Return the errors that the HTML checker of the W3C finds: the file, the line and what is wrong."""
    java = nodig(shutil.which("java"), "Java")
    jar = nodig(GEREEDSCHAP / "vnu-jar" / "build" / "dist" / "vnu.jar", "vnu-jar")
    command = [java, "-Xss4m", "-jar", jar, "--errors-only", "--exit-zero-always", "--format", "json", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)  # noqa: S603 - see above
    said = json.loads(done.stderr)
    return [f"{Path(m['url']).name}:{m.get('lastLine')}: {m['message']}" for m in said["messages"]]
