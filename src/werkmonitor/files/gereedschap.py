"""What makes the outputs besides the inputs: this tool, and the libraries and the system below it."""

from __future__ import annotations

import contextlib
import hashlib
import platform
import zlib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from werkmonitor import __version__, resources
from werkmonitor.findings import OutputError
from werkmonitor.uitgave import Gereedschap

_BIBLIOTHEKEN = (
    "cssselect2",
    "fonttools",
    "jinja2",
    "markdown-it-py",
    "matplotlib",
    "msgspec",
    "numpy",
    "pandas",
    "pillow",
    "pydyf",
    "pyphen",
    "tinycss2",
    "tinyhtml5",
    "weasyprint",
    "xlsxwriter",
)
"""Those whose work can be seen in an output."""


def gereedschap() -> Gereedschap:
    """Return the versions of everything that makes the outputs here, Pango's where it is installed."""
    versies = {naam: versie for naam in _BIBLIOTHEKEN if (versie := _versie(naam))}
    return Gereedschap(
        werkmonitor=__version__,
        stempel=_stempel(),
        python=platform.python_version(),
        systeem=_systeem(),
        bibliotheken={**versies, "pango": _pango(), "zlib": zlib.ZLIB_RUNTIME_VERSION},
    )


def verschil(toen: Gereedschap, nu: Gereedschap) -> list[str]:
    """Say what is not as it was, in words."""
    before, now = dict(_delen(toen)), dict(_delen(nu))
    changed = [
        f"{naam} is {now.get(naam) or 'er niet'} en was {before.get(naam) or 'er niet'}"
        for naam in {**before, **now}
        if before.get(naam) != now.get(naam)
    ]
    if toen.stempel != nu.stempel and toen.werkmonitor == nu.werkmonitor:
        changed.append(f"werkmonitor {nu.werkmonitor} zelf is aangepast")
    return changed


def _delen(found: Gereedschap) -> Iterator[tuple[str, str]]:
    yield "werkmonitor", found.werkmonitor
    yield "Python", found.python
    yield "het systeem", found.systeem
    yield from sorted(found.bibliotheken.items())


def _versie(naam: str) -> str:
    try:
        return metadata.version(naam)
    except metadata.PackageNotFoundError:
        return ""


def _pango() -> str:
    """Return the version of the library that sets the type of the PDF; empty where it is not installed."""
    from werkmonitor.outputs import pdf

    with contextlib.suppress(OutputError):
        return pdf.pango()
    return ""


def _systeem() -> str:
    """Return the system and its release: on Linux that of the distribution, which brings the libraries."""
    try:
        release = platform.freedesktop_os_release().get("PRETTY_NAME", platform.system())
    except OSError:
        release = f"{platform.system()} {platform.release()}"
    return f"{release} {platform.machine()}"


def _stempel() -> str:
    """Return the SHA-256 over the tool's own code, templates and letters: names and content."""
    digest = hashlib.sha256()
    for root, pattern in ((Path(__file__).resolve().parents[1], "*.py"), (resources.templates(), "*.*")):
        found = {path.relative_to(root).as_posix(): path for path in root.rglob(pattern) if path.is_file()}
        for naam, path in sorted(found.items()):
            if "__pycache__" not in path.parts:
                digest.update(f"{naam}\n".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
