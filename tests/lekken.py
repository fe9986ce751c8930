"""Searches any output for numbers that a public monitor hides: each beside the name of what it counts.

A file is unpacked into *regels*: what a reader sees together, such as a row of a table, a paragraph, the label of a
picture, or an object of data. A hidden number leaks where its names and the number stand in one of them.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from html.parser import HTMLParser
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import openpyxl
import pikepdf

from pdf_boom import Boom, elements
from werkmonitor.formatting import NIET_GETOOND
from werkmonitor.monitor import model
from werkmonitor.periode import MAANDEN

LANG = 12
"""Longer than this a share is no fraction that is written out."""
STAPPEN = {"stap", "stappen", "nummer", "uit stappen", "uit cellen", "plaats", "herkomst", "cellen"}
"""Columns of the workbook with the numbers of steps and cells, and with addresses."""
TELT_ALS = 4
"""The column of the sheet with cells that says what stands in them."""
_ERBIJ = {"cellen", "eerder", "cijfer", "vergelijking", "verschil", "tot_nu_toe", "respons", "fields", "constraints"}
"""Keys of what belongs to the object that has them."""
_WIJZERS = {"spoor", "norm_spoor", "delen", "cellen", "stappen", "herkomst", "nummer", "decimalen", "deler"}


class Geheim(NamedTuple):
    """A hidden number: the names that stand beside it, how it can be written, and the whole of the place."""

    namen: tuple[str, ...]
    vormen: frozenset[str]
    plek: str


# ---------------------------------------------------------------- what is hidden


def geheimen(intern: model.Monitor, openbaar: model.Monitor) -> list[Geheim]:
    """Return what the public Monitor hides of the internal one; not what it shows elsewhere by the same name."""
    before, after = dict(_getallen(intern)), dict(_getallen(openbaar))
    shown: dict[str, set[str]] = {}
    for namen, text in after.items():
        shown.setdefault(namen[0], set()).update(_vormen(text))
    found = [
        Geheim(
            namen[:2] if len(namen) > 2 else namen[:1],
            frozenset(_vormen(text) - shown.get(namen[0], set())),
            str(namen),
        )
        for namen, text in before.items()
        if namen not in after
    ]
    return [geheim for geheim in found if geheim.vormen and len(geheim.namen[0]) > 2]


def _getallen(monitor: model.Monitor) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each number with its names: of a figure or a row first, then of a member, then of the place."""
    for i in monitor.indicatoren:
        numbers = [("waarde", i.waarde, i.weergave)]
        numbers += [(each.periode, each.cijfer.waarde, each.cijfer.weergave) for each in i.eerder]
        yield from (((i.naam, naam), text) for naam, value, text in numbers if value is not None)
        yield from (((i.naam, lid.naam, "lid"), lid.weergave) for lid in i.leden if lid.waarde is not None)
    for pagina in monitor.paginas:
        for blok in pagina.blokken:
            if isinstance(blok, model.Grafiek | model.Tabelblok | model.Indicatoren):
                yield from _van_tabel(pagina.id, blok.tabel)


def _van_tabel(pagina: str, tabel: model.Tabel) -> Iterator[tuple[tuple[str, ...], str]]:
    for rij in tabel.rijen:
        for kolom, cel in zip(tabel.kolommen, rij.cellen, strict=True):
            if cel.waarde is not None:
                yield (rij.naam, f"{pagina} {tabel.titel} {kolom.kop}"), cel.weergave


def _vormen(weergave: str) -> set[str]:
    """Return how a number can be written: as it is shown, and bare."""
    bare = weergave.replace("\N{NO-BREAK SPACE}", " ")
    plain = bare.replace(".", "").replace("€ ", "")
    if plain.endswith("%"):
        share = str(Fraction(plain.removesuffix("%").replace(",", ".")) / 100)
        plain = bare if len(share) > LANG else f"{float(Fraction(share)):g}".replace(".", ",")
    return {form for form in (bare, plain, plain.replace(",", ".")) if any(sign.isdigit() for sign in form)}


# ---------------------------------------------------------------- the search


def lekken(naam: str, data: bytes, gezocht: Iterable[Geheim]) -> list[str]:
    """Return each hidden number that stands in a file beside its names."""
    lines = [" ".join(line.split()) for line in regels(naam, data)]
    found: list[str] = []
    for geheim in gezocht:
        number = re.compile("|".join(rf"(?<![\w.,:/+-]){re.escape(form)}(?![\w:/-]|[.,]\d)" for form in geheim.vormen))
        told = (line for line in lines if all(name in line for name in geheim.namen))
        told = (line for line in told if number.search(_zonder(line, geheim.namen)))
        found += [f"{naam}: {geheim.plek} {sorted(geheim.vormen)} in {line[:200]}" for line in told]
    return found


def _zonder(line: str, namen: Iterable[str]) -> str:
    """Take names, ranks and dates out of a line: they have numbers of their own."""
    for naam in namen:
        line = line.replace(naam, " ")
    return _ANDERS.sub(" ", line)


_ANDERS = re.compile(
    rf"\b\d{{1,2}}\. (?=[A-Z])|\b\d{{1,2}} (?:{'|'.join(MAANDEN)})(?: \d{{4}})?|\d{{4}}-\d\d-\d\d|\d+ cellen"
    r"|\(\d+\)(?=\.\w)"
)


# ---------------------------------------------------------------- unpacking


def regels(naam: str, data: bytes) -> Iterator[str]:
    """Yield what stands together in a file; what is packed in it is unpacked too."""
    kind = naam.rpartition(".")[2].casefold()
    assert kind in LEZERS, f"nothing unpacks {naam}"
    yield from LEZERS[kind](data)


class _Html(HTMLParser):
    APART = frozenset(
        ("tr", "p", "li", "h1", "h2", "h3", "h4", "h5", "figcaption", "summary", "title", "text", "dl", "caption", "a")
    )
    """Elements of which the words are read together."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[list[str]] = [[]]
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if value and name in {"alt", "aria-label", "title", "content"}]
        if tag in self.APART:
            self.open.append([])

    def handle_endtag(self, tag: str) -> None:
        if tag in self.APART and len(self.open) > 1:
            self.found.append(" ".join(self.open.pop()))

    def handle_data(self, data: str) -> None:
        self.open[-1].append(data)


def _html(data: bytes) -> Iterator[str]:
    parser = _Html()
    parser.feed(re.sub(r"<style>.*?</style>", "", data.decode(), flags=re.DOTALL))
    yield from parser.found
    yield " ".join(parser.open[0])


def _xml(data: bytes) -> Iterator[str]:
    """Yield the words of each paragraph of slides, and every attribute that is read aloud."""
    for element in ET.fromstring(data).iter():  # noqa: S314 - made by the tool a moment ago
        if element.tag.rpartition("}")[2] in {"p", "text", "title", "c", "ser"}:
            yield " ".join(element.itertext())
        yield from (value for key, value in element.attrib.items() if key in {"descr", "title", "name"})


def _pdf(data: bytes) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        boom = Boom(pdf)
        yield from (boom.text(element) for element in boom.all("/P", "/LI", "/H1", "/H2", "/H3", "/Caption"))
        yield from (" | ".join(map(boom.text, elements(row))) for row in boom.all("/TR"))
        yield from (str(element.Alt) for element in boom.all("/Figure") if "/Alt" in element)
        for naam, attached in pdf.attachments.items():
            yield from regels(naam, attached.get_file().read_bytes())


def _xlsx(data: bytes) -> Iterator[str]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    for sheet in book.worksheets:
        assert sheet.sheet_state == "visible"
        heads: list[str] = []
        for row in sheet.iter_rows(values_only=True):
            if "Cellen" in sheet.title and len(row) > len(STAPPEN) and row[TELT_ALS] is not None:
                assert row[TELT_ALS] in {"telt als", NIET_GETOOND}, "a cell tells what stands in it"
                continue
            cells = ["" if value is None else str(value) for value in row]
            heads = cells if STAPPEN & set(cells) else heads
            kept = [text for at, text in enumerate(cells) if at >= len(heads) or heads[at] not in STAPPEN]
            yield " | ".join(f"{text.removesuffix('.0')}" for text in kept)
    book.close()


def _csv(data: bytes) -> Iterator[str]:
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    for row in rows:
        yield " | ".join(text for head, text in zip(rows[0], row, strict=False) if head not in STAPPEN)


def _json(data: bytes) -> Iterator[str]:
    yield from _objecten(json.loads(data))


def _objecten(part: Any) -> Iterator[str]:
    """Yield each object with the plain values in it, and those of its cells and of what it is compared with."""
    if isinstance(part, dict):
        yield " | ".join(_plat(part))
        if "bestand" in part and "cel" in part:
            assert (part.get("waarde"), part.get("exact")) == (None, None), "a cell tells what stands in it"
    for each in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        yield from _objecten(each)


def _plat(part: dict[str, Any]) -> Iterator[str]:
    for key, value in part.items():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict) and key in _ERBIJ and "bestand" not in each:
                yield from _plat(each)
            elif isinstance(each, str | int | float) and key not in _WIJZERS and "bestand" not in part:
                yield str(each)


def _zip(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        for naam in pack.namelist():
            if naam.rpartition(".")[2].casefold() in LEZERS:
                yield from regels(naam, pack.read(naam))


LEZERS: dict[str, Callable[[bytes], Iterator[str]]] = {
    "html": _html,
    "svg": _xml,
    "xml": _xml,
    "pdf": _pdf,
    "xlsx": _xlsx,
    "csv": _csv,
    "json": _json,
    "jsonld": _json,
    "zip": _zip,
    "pptx": _zip,
}
"""How a kind of file is unpacked; a picture in pixels comes beside one in SVG with the same words."""
