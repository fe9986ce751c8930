"""One sheet of a workbook, read fast: the way of writing of nearly every program, as arrays instead of elements.

Only rows and cells in the plainest form are taken; whatever stands around them, and anything in any other form, is left
to the full reading, so that both always see the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, repeat

import numpy as np

from werkmonitor.bronnen.containers.xlsx.blad import MAX_KOLOMMEN, MAX_RIJEN, Bladbouw, Bladluisteraar, kolomnummer
from werkmonitor.bronnen.containers.xlsx.cellen import Cellen
from werkmonitor.bronnen.containers.xlsx.opmaak import Vorm
from werkmonitor.bronnen.containers.xlsx.teksten import MAX_WACHT, AndersError, gewoon
from werkmonitor.bronnen.containers.xlsx.xml import MAX_TEKST, Ontleder
from werkmonitor.bronnen.sheet import Codes, Opmaak

_MAX_KNOWN = 100_000
"""Distinct cells that are remembered as they are written."""
_MAX_NUMBERS = 20_000
_MAX_HEADS = 1_000
_UNKNOWN = np.iinfo(np.int32).min
_ADDRESSES = re.compile(rb'<(?:/row>((?:\s*+</?row[^<>]*+>)*+)\s*+<)?c r="([A-Z]{1,3}+)(\d{1,7}+)"')
"""The tags of rows in front of a cell, its column and its row.  What is split at these holds all the rest of a cell."""
_STRIDE = 4
_LAST = b'<c r="A1"'
"""A cell behind the last one, so that what stands in between is looked at like the rest."""
_NUMBER = re.compile(
    rb'(?: s="(\d{1,6})")?(?: t="n")?><v>(-?\d{1,30}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,4})?)</v></c>'
).fullmatch
_NUMBERS = re.compile(rb"(?:-?\d{1,30}(?:\.\d{1,30})?(?:[eE][+-]?\d{1,4})?(?: |\Z))*+")
_NUMBER_HEAD = re.compile(rb'(?: s="(\d{1,6})")?(?: t="n")?')
_VALUE = b"><v>"
_END_OF_VALUE = b"</v></c>"
_CELL = re.compile(
    rb'(?P<kenmerken>(?: (?:[st]|cm|vm|ph)="\w*")*+) ?(?:/>|>'
    rb"(?P<f><f(?: [^<>]*)?(?:/>|>[^<]*</f>))?"
    rb'(?:(?P<leeg><v ?/>)|<v>(?P<v>[^<]*)</v>|<is><t(?: xml:space="preserve")?>(?P<is>[^<]*)</t></is>)?</c>)'
)
_ATTRIBUTE = re.compile(rb' (\w+)="(\w*)"')
_ROW_TAG = re.compile(rb"<(/?)row([^<>]*+)>")
_PLAIN_ROW = re.compile(rb'<row r="[1-9]\d{0,6}+"(?: spans="[\d:]*+")?(?: ht="[\d.]*+")? ?>').fullmatch
_ROW = re.compile(rb'(?:\s++(?:r="([1-9]\d{0,6})"|hidden="(\w*)"|(?!xmlns)[\w:.-]++="[^"<>&]*"))*+\s*+(/?)')
_DATA = b"<sheetData>"
_END = b"</sheetData>"
_END_OF_ROW = b"</row>"
_MAX_HEAD = 2**20
_HIDDEN = {b"1", b"true", b"on"}
_ENCODING = re.compile(rb"""(?:\xef\xbb\xbf)?<\?xml[^>]*\sencoding=["']([\w-]+)""")


class _Nummers(dict[bytes, int]):
    """Row numbers as they are written → zero-based."""

    def __missing__(self, digits: bytes) -> int:
        self[digits] = number = int(digits) - 1
        return number


class _Kolommen(dict[bytes, int]):
    def __missing__(self, letters: bytes) -> int:
        self[letters] = number = kolomnummer(letters.decode())
        return number


class _Bekend(dict[bytes, int]):
    """What stands behind the address of a cell → its code.

    A number is remembered as long as there are not too many: a column of identifiers never repeats itself.
    """

    def __init__(self, cellen: Cellen) -> None:
        super().__init__()
        self._cellen = cellen
        self._numbers = 0
        self._opmaken: dict[bytes, Opmaak | None] = {}

    def codes(self, raws: Sequence[bytes]) -> Codes:
        """Return the codes of many cells."""
        if self._numbers < _MAX_NUMBERS:
            return np.fromiter(map(self.__getitem__, raws), np.int32, len(raws))
        codes = np.fromiter(map(self.get, raws, repeat(_UNKNOWN)), np.int32, len(raws))
        by_head: dict[bytes, list[int]] = {}
        for index in np.flatnonzero(codes == _UNKNOWN).tolist():
            by_head.setdefault(raws[index].partition(_VALUE)[0], []).append(index)
        for head, indexes in by_head.items():
            codes[indexes] = self._many(head, [raws[index] for index in indexes])
        return codes

    def _many(self, head: bytes, raws: list[bytes]) -> Codes | list[int]:
        """Return the codes of cells that begin alike, all at once when they are numbers and nothing else."""
        start, end = len(head) + len(_VALUE), -len(_END_OF_VALUE)
        texts = [raw[start:end] for raw in raws if raw.endswith(_END_OF_VALUE)]
        opmaak = self._opmaak(head)
        if opmaak is not None and len(texts) == len(raws) and _NUMBERS.fullmatch(b" ".join(texts)):
            values = np.fromiter(map(float, texts), np.float64, len(texts))
            if np.isfinite(values).all():
                return self._cellen.voorraad.getallen(values, opmaak)
        return [self[raw] for raw in raws]

    def _opmaak(self, head: bytes) -> Opmaak | None:
        """Return the format of a number whose cell begins like this, ``None`` for what is not left a number."""
        if head not in self._opmaken:
            if len(self._opmaken) >= _MAX_HEADS:  # formulas make ever new ones
                self._opmaken.clear()
            found = _NUMBER_HEAD.fullmatch(head)
            form = self._cellen.vorm(int(found[1] or 0)) if found else "datum"
            known: dict[Vorm, Opmaak] = {"getal": "", "procent": "procent", "geld": "geld"}
            known |= {"procenttekst": "procenttekst", "maal": "maal"}
            self._opmaken[head] = known.get(form)
        return self._opmaken[head]

    def __missing__(self, raw: bytes) -> int:
        number = _NUMBER(raw)
        if number:
            style, text = number.groups()
            code = self._cellen.getal(float(text), int(style) if style else 0)
            self._numbers += 1
        else:
            code = self._other(raw.rstrip())
        if len(self) >= _MAX_KNOWN:
            self.clear()
        self[raw] = code
        return code

    def _other(self, raw: bytes) -> int:
        match = _CELL.fullmatch(raw)
        if match is None or len(raw) > MAX_TEKST:
            raise AndersError
        pairs = _ATTRIBUTE.findall(match["kenmerken"])
        attributes = {name: value.decode() for name, value in pairs}
        if len(attributes) != len(pairs):
            raise AndersError
        stored = b"" if match["leeg"] else match["v"] if match["is"] is None else match["is"]
        text = None if stored is None else gewoon(stored.decode())
        if match["f"]:
            gewoon(match["f"].decode())
        style = attributes.get(b"s", "0")
        stijl = int(style) if style.isdecimal() else 0
        return self._cellen.code(attributes.get(b"t", "n"), stijl, text, formule=match["f"] is not None)


class SnelleLezer:
    """Reads the part of one sheet.  Raises ``AndersError`` as soon as anything is not in its plainest form."""

    def __init__(self, bouw: Bladbouw) -> None:
        self._bouw = bouw
        self._columns = _Kolommen()
        self._known = _Bekend(bouw.cellen)

    def lees(self, stukken: Iterator[bytes]) -> None:
        """Take the rows, and hand what stands around them to the full reading."""
        head, carried = _until(stukken, _DATA)
        encoding = _ENCODING.match(head)
        if encoding and encoding[1].lower() != b"utf-8":
            raise AndersError
        for stuk in chain([b""], stukken):
            carried += stuk
            end = carried.find(_END)
            if end >= 0:
                break
            cut = carried.rfind(_END_OF_ROW) + len(_END_OF_ROW)
            if cut >= len(_END_OF_ROW):
                self._rows(carried[:cut])
                carried = carried[cut:]
            if len(carried) > MAX_WACHT:
                raise AndersError
        else:
            raise AndersError
        self._rows(carried[:end].rstrip())
        heard = Bladluisteraar(self._bouw)
        Ontleder(heard).voer(chain([head, carried[end:]], stukken), self._bouw.rooster.budget)
        if not heard.zag_gegevens:
            raise AndersError

    def _rows(self, stuk: bytes) -> None:
        """Take whole rows: every cell as one number for its row, one for its column, and one for all else."""
        first, *parts = _ADDRESSES.split(_END_OF_ROW + stuk + _LAST)
        between = parts[::_STRIDE]
        if first or between[-1] is None or parts.pop():
            raise AndersError
        tags = [text for text in between if text is not None]
        for rank, text in enumerate(tags, start=1):
            if not _PLAIN_ROW(text) or rank == len(tags):
                self._row_tags(text, open_after=rank < len(tags))
        count = len(between) - 1
        codes = self._known.codes(parts[3::_STRIDE])
        filled = codes != 0
        rijen = np.fromiter(map(_Nummers().__getitem__, parts[2:-1:_STRIDE]), np.int32, count)[filled]
        kolommen = np.fromiter(map(self._columns.__getitem__, parts[1:-2:_STRIDE]), np.int32, count)[filled]
        if ((rijen < 0) | (rijen >= MAX_RIJEN) | (kolommen >= MAX_KOLOMMEN)).any():
            raise AndersError
        self._bouw.rooster.zet_blok(rijen, kolommen, codes[filled])
        self._bouw.rooster.budget.regels(len(tags) - 1)

    def _row_tags(self, text: bytes, *, open_after: bool) -> None:
        """Take the tags between two cells: rows without cells, and the row that the next cell is in."""
        is_open = False
        for end, attributes in _ROW_TAG.findall(text):
            row = _ROW.fullmatch(attributes)
            if bool(end) != is_open or row is None or (not end and row[1] is None):
                raise AndersError
            if row[2] is not None and row[2].lower() in _HIDDEN:
                self._bouw.verborgen_rijen.add(int(row[1]) - 1)
            is_open = not end and not row[3]
        if is_open != open_after:
            raise AndersError


def _until(stukken: Iterator[bytes], mark: bytes) -> tuple[bytes, bytes]:
    """Return what stands before the end of a mark, and what was read beyond it."""
    read = b""
    for stuk in stukken:
        read += stuk
        before, found, after = read.partition(mark)
        if found:
            return before + found, after
        if len(read) > _MAX_HEAD:
            break
    raise AndersError
