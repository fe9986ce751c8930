"""The doctor's look at the computer: Python, packages, PDF, letters, charts, and where temporary files go."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from werkmonitor import resources
from werkmonitor.findings import systeemreden
from werkmonitor.tasks.doctor.bevinding import Bevinding, goed, kapot, let_op

NODIGE_PYTHON = (3, 11)
MIN_VRIJ = 100 * 2**20
"""Bytes that a build can use for its outputs and what it keeps; with less it may fail halfway."""
RUIM_VRIJ = 2**30
MAX_PROEF = 120
"""Seconds after which an attempt has failed; the first one on a computer looks for all its letters."""
LETTERS = ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans.woff2", "DejaVuSans-Bold.woff2", "fonts.conf")
_OPNIEUW = "Installeer werkmonitor opnieuw."

PANGO = {
    "debian": "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "sudo dnf install pango",
    "arch": "sudo pacman -S pango",
    "alpine": "sudo apk add pango",
    "suse": "sudo zypper install libpango-1_0-0",
    "darwin": "brew install pango",
    "win32": "installeer MSYS2 (www.msys2.org), open 'MSYS2 UCRT64' en typ: pacman -S mingw-w64-ucrt-x86_64-pango",
}
"""How Pango comes on a system; a Linux is known by its own name, or by that of what it was made from."""


def kijk(*, pdf_nodig: bool = True) -> Iterator[Bevinding]:
    """Yield how the computer is; ``pdf_nodig`` is whether the declaration asks for a PDF."""
    yield python()
    yield pakketten()
    yield pdf(nodig=pdf_nodig)
    yield grafieken()
    yield letters()
    yield tijdelijk()
    yield scherm(getattr(sys.stdout, "encoding", None) or "")


def python() -> Bevinding:
    """Say which Python runs this."""
    version = platform.python_version()
    if sys.version_info < NODIGE_PYTHON:  # only where somebody passed by the rules of the package
        needed = ".".join(map(str, NODIGE_PYTHON))
        return kapot("Python", f"{version}; nodig is {needed} of nieuwer.", f"Installeer Python {needed} of nieuwer.")
    return goed("Python", version)


def pakketten() -> Bevinding:
    """Compare what is installed with what the package asks for."""
    from packaging.requirements import Requirement

    try:
        asked = [Requirement(text) for text in metadata.requires("werkmonitor") or ()]
    except metadata.PackageNotFoundError:
        return let_op("Pakketten", "werkmonitor is niet als pakket geïnstalleerd.", _OPNIEUW)
    asked = [item for item in asked if item.marker is None or item.marker.evaluate({"extra": ""})]
    wrong = []
    for item in asked:
        try:
            version = metadata.version(item.name)
        except metadata.PackageNotFoundError:
            wrong.append(f"{item.name} ontbreekt")
            continue
        if not item.specifier.contains(version, prereleases=True):
            wrong.append(f"{item.name} is {version}, nodig is {item.specifier}")
    if wrong:
        return kapot("Pakketten", f"{'; '.join(wrong)}.", _OPNIEUW)
    return goed("Pakketten", f"{len(asked)} pakketten, alle nieuw genoeg")


def pdf(*, nodig: bool) -> Bevinding:
    """Make a PDF of one word, in a process of its own: a library that is broken can take its process along."""
    fault = _probeer("pdf")
    if fault is None:
        return goed("Pdf", "maken lukt")
    say = kapot if nodig else let_op
    if "Pango" in fault or "cannot load library" in fault:
        missing = "Pango ontbreekt, dus er komt geen pdf. Alle andere formaten komen wel."
        return say("Pdf", missing, f"{_pango()} Open daarna een nieuw venster en typ weer: werkmonitor doctor")
    return say("Pdf", f"Er is geen pdf te maken: {fault}", _OPNIEUW)


def grafieken() -> Bevinding:
    """Draw a chart of one column."""
    fault = _probeer("grafiek")
    if fault is None:
        return goed("Grafieken", "tekenen lukt")
    return kapot("Grafieken", f"Er is geen grafiek te tekenen: {fault}", _OPNIEUW)


def letters() -> Bevinding:
    """Look whether the letters of the report are there."""
    folder = resources.templates() / "lettertype"
    missing = [name for name in LETTERS if not (folder / name).is_file()]
    if missing:
        return kapot("Lettertypen", f"In {folder} ontbreekt {', '.join(missing)}.", _OPNIEUW)
    return goed("Lettertypen", "horen bij werkmonitor en zijn er")


def tijdelijk() -> Bevinding:
    """Try to write where the system keeps what is temporary."""
    try:
        with tempfile.TemporaryFile() as file:
            file.write(b"x")
    except OSError as error:
        doen = "Zet de omgevingsvariabele TMP op een map waarin u mag schrijven."
        return kapot("Tijdelijke map", f"Er is niet in te schrijven ({systeemreden(error)}).", doen)
    return ruimte("Tijdelijke map", Path(tempfile.gettempdir()))


def ruimte(onderdeel: str, folder: Path) -> Bevinding:
    """Say how much room is left on the disk of a folder."""
    free = shutil.disk_usage(folder).free
    shown = f"{free // 2**20} MB vrij" if free < RUIM_VRIJ else f"{free // 2**30} GB vrij"
    if free < MIN_VRIJ:
        return kapot(onderdeel, f"De schijf is bijna vol: {shown}.", "Maak ruimte op de schijf.")
    if free < RUIM_VRIJ:
        return let_op(onderdeel, f"De schijf raakt vol: {shown}.", "Maak ruimte op de schijf.")
    return goed(onderdeel, shown)


def scherm(encoding: str) -> Bevinding:
    """Say whether the screen has all letters; where it has not, they are shown as question marks."""
    try:
        "ë é € ● ▲".encode(encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        wat = f"Dit scherm kent niet alle tekens ({encoding or 'onbekend'}). De monitor zelf heeft daar geen last van."
        return let_op("Scherm", wat, "Gebruik op Windows liever Windows Terminal dan de oude opdrachtprompt.")
    return goed("Scherm", f"kent alle tekens ({encoding})")


def _probeer(what: str) -> str | None:
    """Try to make something in another process; return the last line of what went wrong, ``None`` when it worked."""
    program = f"from werkmonitor.outputs import proef; proef.{what}()"
    try:
        done = subprocess.run(  # noqa: S603 - our own line
            [sys.executable, "-c", program],
            capture_output=True,
            text=True,
            errors="replace",
            timeout=MAX_PROEF,
            check=False,
            env=os.environ | {"PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"},
        )
    except subprocess.TimeoutExpired:
        return f"het duurde langer dan {MAX_PROEF} seconden."
    except OSError as error:
        return f"er is geen proces te starten ({systeemreden(error)})."
    if done.returncode == 0:
        return None
    lines = done.stderr.strip().splitlines()
    return lines[-1].strip() if lines else f"het proces stopte met code {done.returncode}."


def _pango() -> str:
    """Return how Pango is installed on this system, as a sentence."""
    how = PANGO.get(sys.platform) or next((PANGO[name] for name in _linux() if name in PANGO), PANGO["debian"])
    return f"{how[0].upper()}{how[1:]}." if sys.platform == "win32" else f"Typ in een terminal: {how}"


def _linux() -> list[str]:
    """Return what a Linux calls itself, then what it was made from."""
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return []
    names = f"{release.get('ID', '')} {release.get('ID_LIKE', '')}".split()
    return ["debian" if name == "ubuntu" else "suse" if "suse" in name else name for name in names]
