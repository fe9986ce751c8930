"""Text files as a sheet of texts: CSV as Cognos writes it, and every variant that an administrator can set."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import chain, islice

import numpy as np
from numpy.typing import NDArray

from werkmonitor.bronnen.containers.budget import Budget
from werkmonitor.bronnen.containers.dialect import Dialect, dialect
from werkmonitor.bronnen.containers.weigeren import ALS_XLSX, KLEINER, OPNIEUW, OnleesbaarError
from werkmonitor.bronnen.feiten import cel
from werkmonitor.bronnen.sheet import Codes, Foutcel, Opmaak, Sheet
from werkmonitor.bronnen.waarden.values import is_fouttekst

MEEST_KOLOMMEN = 16_384
"""Columns of a sheet of Excel; a line with more fields is no table."""
LANGSTE_VELD = 2**17
"""Characters of one field; Excel itself has room for a quarter of it."""
_BLOCK = 10_000
_PROBE = 4096
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROL = 0.02
"""Part of the first characters that may be control characters; they do occur in texts, but rarely."""
_OMIT = "Exporteer met tabs als scheidingsteken, of sla het rapport in Cognos op als Excel (.xlsx)."

Blok = tuple[NDArray[np.int32], NDArray[np.int32]]
"""The codes of all fields of some lines, one after the other, and how many fields each line has."""


def lees_tekst(data: bytes, naam: str, budget: Budget) -> tuple[tuple[Sheet, ...], str]:
    """Read a text file; short lines are padded.  Raises ``OnleesbaarError``, with the line where there is one."""
    text = decodeer(data)
    form = dialect(text)
    codes = _Codes()
    blocks = []
    for block in _quoted(text, form, codes) if form.aanhalingstekens else _split(text, form, codes):
        budget.tik()
        budget.neem(block[0].nbytes + block[1].nbytes)
        budget.regels(len(block[1]))
        blocks.append(block)
    grid, lengths = _grid(blocks, budget)
    _refuse_long(codes, grid)
    texts = codes.texts[1:]
    values = (None, *(Foutcel(text) if text[0] in "#E" and is_fouttekst(text) else text for text in texts))
    plain: Opmaak = ""
    return (Sheet(naam, "", grid, values, (plain,) * len(values), tekst=True, lengtes=tuple(lengths.tolist())),), ""


# ---- bytes to text


def decodeer(data: bytes) -> str:
    """Return the text with bare line feeds: by its mark, else its pattern of zero bytes, else UTF-8, else Windows.

    Everything is decoded before anything is split: a line end in UTF-16 can be half of another character.
    """
    try:
        text = data.decode(_encoding(data))
    except UnicodeDecodeError as error:
        if error.reason in {"unexpected end of data", "truncated data"}:
            raise OnleesbaarError("Het tekstbestand breekt halverwege een teken af.", OPNIEUW) from None
        raise _no_text() from None
    if "\x00" in text or len(_CONTROL.findall(text, 0, _PROBE)) > _MOST_CONTROL * min(len(text), _PROBE) + 4:
        raise _no_text()
    return text.lstrip("\ufeff").rstrip("\x1a").replace("\r\n", "\n").replace("\r", "\n")


def _no_text() -> OnleesbaarError:
    return OnleesbaarError("Dit is geen tekst en geen Excel-werkmap.", ALS_XLSX)


def _encoding(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if data.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    start = data[:_PROBE]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if max(even, odd) * 4 > len(start):  # more than half of all characters have a zero byte, as those of ours do
        return "utf-16-le" if odd > even else "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        half = error.reason == "unexpected end of data" and not data[: error.start].isascii()
        return "utf-8" if half else "cp1252"
    return "utf-8"


# ---- text to codes


class _Codes(dict[str, int]):
    """The code of each distinct text, made on demand; blank text, of which Cognos makes spacers, is an empty cell."""

    def __init__(self) -> None:
        super().__init__()
        self.texts = [""]

    def __missing__(self, text: str) -> int:
        code = self[text] = len(self.texts) if text.strip() else 0
        if code:
            self.texts.append(text)
        return code


def _split(text: str, form: Dialect, codes: _Codes) -> Iterator[Blok]:
    """Yield the lines of a file in which nothing is quoted, so that a quote is part of the text."""
    teken = form.teken
    lines = text[form.kop :].split("\n")
    for begin in range(0, len(lines), _BLOCK):
        block = lines[begin : begin + _BLOCK]
        joined = teken.join(block)
        if joined.count(teken) == len(block) - 1:
            lengths = np.ones(len(block), dtype=np.int32)
        else:
            lengths = np.fromiter((line.count(teken) + 1 for line in block), np.int32, len(block))
            _refuse_wide(lengths, begin)
        yield _coded(joined.split(teken), codes), lengths


def _quoted(text: str, form: Dialect, codes: _Codes) -> Iterator[Blok]:
    """Yield the records of a file with fields in quotes, which can hold the sign and line ends."""
    records = csv.reader(io.StringIO(text[form.kop :], newline=""), delimiter=form.teken, strict=True)
    begin = 0
    while True:
        first_line = records.line_num
        block: list[list[str]] = []
        try:
            block.extend(islice(records, _BLOCK))
        except csv.Error:
            whole = sum(1 + sum(field.count("\n") for field in record) for record in block)
            wat = f"De aanhalingstekens kloppen niet in de tekst die begint op regel {first_line + whole + 1}."
            raise OnleesbaarError(wat, f"Kijk of elk aanhalingsteken ook gesloten wordt. {_OMIT}") from None
        if not block:
            return
        lengths = np.fromiter(map(len, block), np.int32, len(block))
        _refuse_wide(lengths, begin)
        if records.line_num - first_line != len(block):
            _refuse_swallowed(block, form.teken, begin)
        yield _coded(list(chain.from_iterable(block)), codes), lengths
        begin += len(block)


def _coded(fields: Sequence[str], codes: _Codes) -> Codes:
    return np.fromiter(map(codes.__getitem__, fields), np.int32, len(fields))


def _refuse_wide(lengths: Codes, begin: int) -> None:
    wide = int(lengths.argmax())
    if lengths[wide] > MEEST_KOLOMMEN:
        wat = f"Regel {begin + wide + 1} heeft {lengths[wide]} velden; dat is geen tabel."
        raise OnleesbaarError(wat, _OMIT)


def _refuse_swallowed(records: Sequence[Sequence[str]], teken: str, begin: int) -> None:
    """Refuse a quote that closes only lines later, where the lines without it are as complete as the others.

    Two quotes that belong to their texts would otherwise make lines disappear into one field.
    """
    usual = max(map(len, records))
    for rank, record in enumerate(records):
        for place, field in enumerate(record):
            if "\n" not in field or teken not in field:
                continue
            first, *between, last = [line.count(teken) + 1 for line in field.split("\n")]
            outer = (place + first, last + len(record) - place - 1)
            if usual in between or (outer == (usual, usual) and set(between) <= {usual}):
                wat = f"Op regel {begin + rank + 1} sluit een aanhalingsteken pas na andere complete regels."
                raise OnleesbaarError(wat, f"Haal het losse aanhalingsteken weg. {_OMIT}")


# ---- codes to a grid


def _grid(blocks: Sequence[Blok], budget: Budget) -> tuple[Codes, Codes]:
    """Return the codes as a grid, without the blank lines at the end, and the number of fields of each line."""
    flat = np.concatenate([codes for codes, _ in blocks])
    lengths = np.concatenate([lengths for _, lengths in blocks])
    ends = np.cumsum(lengths, dtype=np.int64)
    filled = np.flatnonzero(flat)
    height = int(np.searchsorted(ends, filled[-1], side="right")) + 1 if len(filled) else 0
    lengths, flat = lengths[:height], flat[: ends[height - 1] if height else 0]
    width = int(lengths.max(initial=0))
    if height * width > budget.lezen.max_cellen:
        plek = cel(height - 1, width - 1)
        raise OnleesbaarError(f"Het bestand loopt door tot {plek}; dat is veel te groot.", KLEINER, cel=plek)
    budget.neem(height * width * 4)
    if len(flat) == height * width:
        return flat.reshape(height, width), lengths
    grid = np.zeros((height, width), dtype=np.int32)
    starts = np.repeat(ends[:height] - lengths, lengths)
    grid[np.repeat(np.arange(height), lengths), np.arange(len(flat)) - starts] = flat
    return grid, lengths


def _refuse_long(codes: _Codes, grid: Codes) -> None:
    longest = max(codes.texts[1:], key=len, default="")
    if len(longest) > LANGSTE_VELD:
        rij, kolom = np.argwhere(grid == codes[longest])[0].tolist()
        wat = f"In {cel(rij, kolom)} staat een tekst van {len(longest)} tekens; dat is geen cel van een tabel."
        raise OnleesbaarError(wat, _OMIT, cel=cel(rij, kolom))
