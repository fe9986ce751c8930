"""Make the pictures of the handbook anew, in docs/beeld/: a terminal, a page, and a sheet of the workbook.

    python tools/beelden.py

Needs Chromium and LibreOffice, and pdftoppm of Poppler; the tests only look whether the pictures are there.
"""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

BEELD = Path(__file__).resolve().parents[1] / "docs" / "beeld"
KLEUREN = 256
"""How many colours a picture keeps: text and lines need no more."""
TERMINAL = """<html lang="nl"><meta charset="utf-8"><style>
body {{ margin: 0; background: #1b1f24; color: #e6e6e6; display: inline-block; }}
pre {{ margin: 0; padding: 16px 20px; font: 14px/1.45 "DejaVu Sans Mono", monospace; }}
b {{ color: #9fd0ff; font-weight: normal; }}
</style><pre>{}</pre></html>"""
_WERKELIJK = re.compile(r"\d+ (GB|MB) vrij|Linux \S+|/tmp/\S+?(?=/monitor-werk)")
"""What differs between computers, and what is shown instead."""
_VOOR = {"GB": "64 GB vrij", "MB": "64 GB vrij"}


def typ(*arguments: str, map_: Path) -> str:
    """Run a command; return it with what it says, as a terminal shows it."""
    command = [sys.executable, "-m", "werkmonitor", *arguments]
    environment = os.environ | {"PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(  # noqa: S603 - our own module
        command, cwd=map_, env=environment, capture_output=True, encoding="utf-8", check=False
    )
    said = _WERKELIJK.sub(_gewoon, done.stdout + done.stderr)
    return f"> werkmonitor {' '.join(arguments)}\n{said}"


def _gewoon(match: re.Match[str]) -> str:
    if match[0].startswith("Linux"):
        return "Linux"
    return _VOOR.get(match[1] or "", "/home/anna")


class Tekenaar:
    """A browser that takes pictures."""

    def __init__(self, browser: object) -> None:
        self.browser = browser

    def terminal(self, naam: str, text: str) -> None:
        """Take a picture of what a terminal showed."""
        first, _, rest = text.partition("\n")
        self._neem(naam, TERMINAL.format(f"<b>{html.escape(first)}</b>\n{html.escape(rest.rstrip())}"), (800, 100))

    def pagina(self, naam: str, path: Path, hoogte: int) -> None:
        """Take a picture of the top of a page."""
        self._neem(naam, path.read_text(encoding="utf-8"), (1000, hoogte), heel=False)

    def _neem(self, naam: str, inhoud: str, maat: tuple[int, int], *, heel: bool = True) -> None:
        page = self.browser.new_page(viewport={"width": maat[0], "height": maat[1]})  # type: ignore[attr-defined]
        page.set_content(inhoud)
        target = BEELD / f"{naam}.png"
        (page.locator("body") if heel else page).screenshot(path=target)
        page.close()
        _klein(target)


def werkboek(naam: str, boek: Path, blad: int, vak: tuple[int, int, int, int]) -> None:
    """Take a picture of a sheet as LibreOffice prints it; ``vak`` is what to keep of it, in pixels."""
    with tempfile.TemporaryDirectory() as folder:
        _doe("soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, str(boek))
        made = Path(folder) / f"{boek.stem}.pdf"
        _doe("pdftoppm", "-r", "180", "-f", str(blad), "-l", str(blad), "-png", str(made), f"{folder}/blad")
        (found,) = Path(folder).glob("blad*.png")
        Image.open(found).crop(vak).save(BEELD / f"{naam}.png")
    _klein(BEELD / f"{naam}.png")


def _doe(program: str, *arguments: str) -> None:
    found = shutil.which(program)
    if found is None:
        sys.exit(f"{program} is needed for the pictures")
    subprocess.run([found, *arguments], check=True, capture_output=True)  # noqa: S603 - a program of this computer


def _klein(path: Path) -> None:
    Image.open(path).convert("RGB").quantize(KLEUREN).save(path, optimize=True)


def _verkeerd(werkmap: Path) -> None:
    """Make the mistake that the picture of ``check`` shows: a text where a number belongs."""
    path = werkmap / "exports" / "2021" / "Trajecten.csv"
    path.write_text("Jaar;Soort traject;Aantal trajecten\n2021;Taalcursus;39\n", encoding="utf-8")
    bronnen = werkmap / "declaratie" / "bronnen.toml"
    bron = typ("inspect", "--bron", str(path), map_=werkmap).split("[[bron]]", 1)[1]
    bronnen.write_text(f"{bronnen.read_text(encoding='utf-8')}\n[[bron]]{bron}", encoding="utf-8")
    path.write_text(path.read_text(encoding="utf-8") + "2021;Leerwerkplek;circa 30\n", encoding="utf-8")


def main() -> None:
    """Make all pictures from a new werkmap."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder)
        typ("init", "monitor-werk", "--gemeente", "Voorbeeldstad", map_=home)
        werkmap = home / "monitor-werk"
        typ("build", "2021", "--formaat", "html", map_=werkmap)
        browser = playwright.chromium.launch(executable_path=chromium)
        tekenaar = Tekenaar(browser)
        tekenaar.terminal("doctor", typ("doctor", map_=werkmap))
        tekenaar.pagina("monitor-nieuw", werkmap / "uitvoer" / "2021" / "monitor-2021.html", 860)
        werkboek("werkboek", werkmap / "exports" / "2021" / "Werkboek 2021.xlsx", 2, (118, 122, 1165, 325))
        _verkeerd(werkmap)
        tekenaar.terminal("check", typ("check", "2021", map_=werkmap))
        browser.close()


if __name__ == "__main__":
    main()
