"""The report as a tagged PDF (PDF/UA-1): A4, bookmarks, links, and the same bytes for the same Monitor."""

from __future__ import annotations

import gc
import hashlib
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from werkmonitor.findings import OutputError
from werkmonitor.monitor.model import Monitor
from werkmonitor.outputs import pdf_tags
from werkmonitor.outputs.html import page
from werkmonitor.outputs.sjablonen import GEEN
from werkmonitor.periode import MAANDEN
from werkmonitor.resources import templates

VARIANT = "pdf/ua-1"
CHART_SCHEME = "grafiek:"
UNKNOWN_DATE = "2000-01-01"
"""Stands in for a date that cannot be read: never the clock, because the same inputs give the same bytes."""
_DATE = re.compile(r"(\d{1,2})\s(\w+)\s(\d{4})")


def render(monitor: Monitor, charts: Mapping[str, str], eigen: Mapping[str, str] = GEEN) -> dict[str, bytes]:
    """Return the report as one PDF, with templates ``eigen`` of the user; raises ``OutputError`` without Pango."""
    prepare()
    source = page(monitor, charts, "pdf", datum=iso_date(monitor.programma.brondatum), eigen=eigen)
    with own_fonts(), no_garbage_collection():
        return {".pdf": write(source, charts, _titles(monitor))}


def prepare() -> None:
    """Load the library, which takes longer than most reports; raises ``OutputError`` where Pango is missing."""
    try:
        import weasyprint  # noqa: F401 - only loaded
    except OSError:
        message = (
            "Er is geen pdf gemaakt, want Pango ontbreekt op deze computer. Installeer het (Debian en Ubuntu: "
            "sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0) en maak de monitor opnieuw."
        )
        raise OutputError(message) from None


def pango() -> str:
    """Return the version of Pango; raises ``OutputError`` where it is missing."""
    prepare()
    from weasyprint.text.ffi import pango as library

    number: int = library.pango_version()
    return f"{number // 10_000}.{number // 100 % 100}.{number % 100}"


def iso_date(text: str) -> str:
    """Return ``1 januari 2022`` as ``2022-01-01``."""
    match = _DATE.search(text)
    if match is None or match[2] not in MAANDEN:
        return UNKNOWN_DATE
    return f"{match[3]}-{MAANDEN.index(match[2]) + 1:02d}-{int(match[1]):02d}"


def write(source: str, charts: Mapping[str, str], titles: Mapping[str, str]) -> bytes:
    """Lay out a page and write it, with the charts and the names of links that it has."""
    from weasyprint import HTML

    document = HTML(string=source, base_url=None, url_fetcher=fetcher(charts))
    data: bytes = document.write_pdf(
        pdf_variant=VARIANT,
        pdf_identifier=hashlib.sha256(source.encode()).digest()[:16],
        finisher=lambda _, pdf: pdf_tags.finish(pdf, titles),
    )
    return data


def fetcher(charts: Mapping[str, str]) -> Any:
    """Return what WeasyPrint asks for every address: our charts, and nothing else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]
        """Serves the drawn charts and refuses every other address."""

        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002 - the signature is WeasyPrint's
            """Return a chart as a response."""
            name = url.removeprefix(CHART_SCHEME)
            if name == url or name not in charts:
                message = f"werkmonitor haalt niets op van buiten: {url}"
                raise ValueError(message)
            return URLFetcherResponse(url, charts[name].encode(), {"Content-Type": "image/svg+xml"})

    return Fetcher()


def _titles(monitor: Monitor) -> dict[str, str]:
    """Return what each link target is called, for readers who hear a link instead of seeing it."""
    pages = {pagina.id: pagina.titel or pagina.kop for pagina in monitor.paginas}
    pages |= {f"herkomst-{id_}": f"Herkomst van de cijfers: {titel}" for id_, titel in pages.items()}
    pages["herkomst-cijfers"] = "Herkomst van de cijfers"
    return pages | {f"definitie-{i.id}": f"Herkomst van {i.naam}" for i in monitor.indicatoren}


@contextmanager
def own_fonts() -> Iterator[None]:
    """Let Fontconfig see only the letters that come with the tool: the same PDF on every machine."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(templates() / "lettertype" / "fonts.conf")
    try:
        yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


@contextmanager
def no_garbage_collection() -> Iterator[None]:
    """Hold the collector back: layout makes millions of small objects that all live until the end."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
