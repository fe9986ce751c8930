"""The report as a PDF that everybody can read, that can be archived, and that has its figures within it.

It is PDF/UA-1 and PDF/A-3a at once (``pdf_tags``, ``pdf_archief``), the same bytes for the same Monitor.
"""

from __future__ import annotations

import gc
import hashlib
import os
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from types import MappingProxyType
from typing import Any

import pydyf

from werkmonitor.findings import OutputError
from werkmonitor.huisstijl.model import ONZE, Huisstijl
from werkmonitor.monitor.model import Monitor
from werkmonitor.outputs import RAPPORT, pdf_archief, pdf_tags
from werkmonitor.outputs.html import page
from werkmonitor.outputs.layouts import Maker
from werkmonitor.outputs.pdf_archief import Bijlage
from werkmonitor.outputs.sjablonen import GEEN
from werkmonitor.outputs.stijl import Bestanden, bestanden
from werkmonitor.periode import MAANDEN
from werkmonitor.resources import templates

VARIANT = "pdf/a-3a"
"""What WeasyPrint makes; ``pdf_tags`` and ``pdf_archief`` make it PDF/UA-1 too."""
ATTEMPTS = 5
"""How often a PDF is written at most: one in a hundred has a list of objects that ends badly (``BAD_END``)."""
CHART_SCHEME = "grafiek:"
UNKNOWN_DATE = "2000-01-01"
"""Stands in for a date that cannot be read: never the clock, because the same inputs give the same bytes."""
GEEN_BESTANDEN: Bestanden = MappingProxyType({})
_DATE = re.compile(r"(\d{1,2})\s(\w+)\s(\d{4})")


def render(
    monitor: Monitor,
    charts: Mapping[str, str],
    eigen: Mapping[str, str] = GEEN,
    stijl: Huisstijl = ONZE,
    layouts: tuple[str, ...] = RAPPORT,
) -> dict[str, bytes]:
    """Return a PDF for each layout, with templates ``eigen`` of the user; raises ``OutputError`` without Pango."""
    prepare()
    datum, files = iso_date(monitor.programma.brondatum), bestanden(stijl)
    sources = {".pdf": page(monitor, charts, "pdf", datum, eigen, stijl)} if "rapport" in layouts else {}
    maker = Maker(monitor=monitor, charts=charts, datum=datum, eigen=eigen, stijl=stijl)
    sources |= dict(maker.alle(layouts, lambda source: pages(source, charts, files)))
    return {end: of_monitor(monitor, source, charts, files) for end, source in sources.items()}


def of_monitor(monitor: Monitor, source: str, charts: Mapping[str, str], files: Bestanden = GEEN_BESTANDEN) -> bytes:
    """Return a page about a Monitor as PDF, with its figures as files within it; ``prepare`` comes first."""
    return write(source, charts, pdf_archief.bijlagen(monitor), iso_date(monitor.programma.brondatum), files)


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


def pages(source: str, charts: Mapping[str, str], files: Bestanden) -> int:
    """Lay out a page and return on how many sheets it comes."""
    from weasyprint import HTML

    with own_fonts(), no_garbage_collection():
        return len(HTML(string=source, base_url=None, url_fetcher=fetcher(charts, files)).render().pages)


def write(
    source: str,
    charts: Mapping[str, str],
    bijlagen: Sequence[Bijlage],
    datum: str,
    files: Bestanden = GEEN_BESTANDEN,
) -> bytes:
    """Lay out a page with the charts that it has, and write it with files of the day ``datum`` (ISO) within it."""
    from weasyprint import HTML

    with own_fonts(), no_garbage_collection(), warnings.catch_warnings(category=ResourceWarning, action="ignore"):
        # WeasyPrint does not close the colour profile that it reads
        document = HTML(string=source, base_url=None, url_fetcher=fetcher(charts, files)).render()
        for attempt in range(ATTEMPTS):
            data: bytes = document.write_pdf(
                pdf_variant=VARIANT,
                pdf_identifier=hashlib.sha256(source.encode()).digest()[:16],
                attachments=pdf_archief.attachments(bijlagen, datum),
                finisher=partial(_finish, bijlagen, attempt),
            )
            if pdf_archief.BAD_END not in data:
                break
    return data


def _finish(bijlagen: Sequence[Bijlage], attempt: int, document: Any, pdf: Any) -> None:
    pdf_tags.finish(document, pdf)
    pdf_archief.finish(pdf, bijlagen)
    if attempt:  # an object that says nothing, so that the lists that come last are others
        pdf.add_object(pydyf.Dictionary({"Attempt": attempt}))


def fetcher(charts: Mapping[str, str], files: Bestanden = GEEN_BESTANDEN) -> Any:
    """Return what WeasyPrint asks for every address: our charts, the files of the house style, and nothing else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]
        """Serves the drawn charts and the given files, and refuses every other address."""

        def fetch(self, url: str, headers: Any = None) -> Any:  # noqa: ARG002 - the signature is WeasyPrint's
            """Return a chart or a file as a response."""
            if url in files:
                data, kind = files[url]
                return URLFetcherResponse(url, data, {"Content-Type": kind})
            name = url.removeprefix(CHART_SCHEME)
            if name == url or name not in charts:
                message = f"werkmonitor haalt niets op van buiten: {url}"
                raise ValueError(message)
            return URLFetcherResponse(url, charts[name].encode(), {"Content-Type": "image/svg+xml"})

    return Fetcher()


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
