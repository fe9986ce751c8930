"""Recomputes every number of a monitor from the cells that its trace names, without a line of the tool's own code.

Cells are read with openpyxl, python-calamine and csv; numbers in texts, steps and rounding are worked out here; the
declaration is only asked what a number counts and how it is written.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import accumulate
from math import ceil, floor
from pathlib import Path
from typing import Any

import openpyxl
from python_calamine import CalamineWorkbook

Blok = dict[str, Any]
LEEG = {"", "-", "--", "/0", "n.v.t."}
"""What Cognos writes where there is no number."""


# ---------------------------------------------------------------- cells, with other readers


@lru_cache(maxsize=300)
def cellen(path: Path) -> dict[tuple[str, str], tuple[object, str]]:
    """Return what stands in each cell of a file, with its number format, by sheet and address."""
    if path.suffix == ".xlsx":
        return _xlsx(path)
    return {key: (value, "") for key, value in (_ods(path) if path.suffix == ".ods" else _csv(path))}


def _xlsx(path: Path) -> dict[tuple[str, str], tuple[object, str]]:
    book = openpyxl.load_workbook(path, data_only=True)
    found = {
        (sheet.title, cell.coordinate): (cell.value, str(cell.number_format))
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
    }
    book.close()
    return found


def _ods(path: Path) -> Iterator[tuple[tuple[str, str], object]]:
    book = CalamineWorkbook.from_path(str(path))
    for naam in book.sheet_names:
        for rank, row in enumerate(book.get_sheet_by_name(naam).to_python(skip_empty_area=False), 1):
            yield from (((naam, f"{_letters(column)}{rank}"), value) for column, value in enumerate(row))


def _csv(path: Path) -> Iterator[tuple[tuple[str, str], object]]:
    data = path.read_bytes()
    text = data.decode("utf-16" if data.startswith(b"\xff\xfe") else "utf-8-sig")
    sign = max("\t;,", key=text.split("\n", 1)[0].count)
    for rank, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=sign), 1):
        yield from ((("", f"{_letters(column)}{rank}"), value) for column, value in enumerate(row))


def _letters(column: int) -> str:
    first, last = divmod(column, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)


# ---------------------------------------------------------------- numbers, as Dutch people write them

_NL = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_EN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?")


def getal(text: str, *, engels: bool = False) -> Fraction:
    """Return the number that a text writes: ``€ 1.249,50-`` and ``36%`` too."""
    bare = re.sub(r"[\s€ ]", "", text)
    minus = bare.startswith(("-", "(")) or bare.endswith("-")
    share = "%" in bare
    bare = bare.strip("+-()%")
    assert (_EN if engels else _NL).fullmatch(bare), f"{text!r} is no number"
    plain = bare.replace(",", "") if engels else bare.replace(".", "").replace(",", ".")
    return Fraction(plain) * (-1 if minus else 1) / (100 if share else 1)


class Declaratie:
    """What a werkmap declares of its sources, as plain TOML."""

    def __init__(self, werkmap: Path) -> None:
        paths = (werkmap / "werkmonitor.toml", *sorted((werkmap / "declaratie").glob("*.toml")))
        parts = [tomllib.loads(path.read_text(encoding="utf-8-sig")) for path in paths]
        self.bronnen = {bron["id"]: bron for part in parts for bron in part.get("bron", ())}
        self.prognoses = {item["naam"]: item for part in parts for item in part.get("prognose", ())}

    def feit(self, cel: Blok, raw: object, opmaak: str) -> Fraction | None:
        """Return the number that a cell stands for; ``None`` where there is none in it."""
        bron = self.bronnen.get(cel["bron"], {})
        maat = bron.get("maten", {}).get(cel["labels"][0], {})
        if raw is None or (isinstance(raw, str) and raw.strip() in {*LEEG, *bron.get("leegtekens", ())}):
            return Fraction(0) if bron.get("leeg") == "nul" else None
        if isinstance(raw, str):
            value = getal(raw, engels=bron.get("notatie") == "en")
            percents = "%" not in raw and maat.get("schaal") == "procent"
        else:
            assert isinstance(raw, int | float | Decimal), f"{raw!r} is no number"
            value = Fraction(repr(raw)) if isinstance(raw, float) else Fraction(raw)
            percents = "%" not in opmaak and maat.get("schaal") == "procent"
        return value * int(maat.get("maal", 1)) / (100 if percents else 1)


# ---------------------------------------------------------------- the trace


BEWERKINGEN: dict[str, Callable[[list[Fraction]], Fraction]] = {
    "cellen": lambda parts: sum(parts, Fraction(0)),
    "som": lambda parts: sum(parts, Fraction(0)),
    "gemiddelde": lambda parts: sum(parts, Fraction(0)) / len(parts),
    "gelijk": lambda parts: parts[0],
    "negatief": lambda parts: -parts[0],
    "+": lambda parts: parts[0] + parts[1],
    "-": lambda parts: parts[0] - parts[1],
    "*": lambda parts: parts[0] * parts[1],
    "/": lambda parts: parts[0] / parts[1],
}
"""How a step of each kind follows from its parts, or from the numbers in its cells."""


class Narekening:
    """A monitor as plain JSON, with the exports that it says it was made from."""

    def __init__(self, werkmap: Path, monitor: Path) -> None:
        self.werkmap, self.declaratie = werkmap, Declaratie(werkmap)
        self.monitor: Blok = json.loads(monitor.read_text(encoding="utf-8"))
        self.cellen: list[Blok] = self.monitor["sporen"]["cellen"]
        self.stappen: list[Blok] = self.monitor["sporen"]["stappen"]

    @cached_property
    def feiten(self) -> list[Fraction | None]:
        """The number in each cell, read anew; what was corrected is the number that it was corrected to."""
        return [self._feit(cel) for cel in self.cellen]

    def _feit(self, cel: Blok) -> Fraction | None:
        raw, opmaak = cellen(self.werkmap / cel["bestand"])[cel["blad"], cel["cel"]]
        if "correctie" in cel:
            return getal(cel["correctie"]["wordt"])
        if not cel["bron"]:  # of a register: words, and sometimes an amount
            return getal(str(raw)) if cel["exact"] is not None else None
        return self.declaratie.feit(cel, raw, opmaak)

    @cached_property
    def waarden(self) -> list[Fraction | None]:
        """The value of each step, worked out from its parts and cells.

        What is rounded together with others, forecast or filled in by hand is taken as it is said.
        """
        found: list[Fraction | None] = []
        for stap in self.stappen:
            parts = [found[deel] for deel in stap.get("delen", ())]
            told = None if "exact" not in stap else Fraction(stap["exact"])
            found.append(told if stap["soort"] in {"afgerond", "verwacht", "handmatig"} else self._stap(stap, parts))
        return found

    def _stap(self, stap: Blok, parts: list[Fraction | None]) -> Fraction | None:
        if stap["soort"] == "getal":
            return Fraction(str(stap["tekst"]))
        if stap["soort"] == "cellen":
            parts = [self.feiten[cel] for cel in stap.get("cellen", ())]
            if not parts and stap.get("gezocht_in"):
                return Fraction(0)
        known = [part for part in parts if part is not None]
        if not known or len(known) < len(parts) or (stap["soort"] == "/" and known[1] == 0):
            return None
        return BEWERKINGEN[stap["soort"]](known) / int(stap.get("deler", 1))

    def getoond(self) -> Iterator[tuple[str, Blok]]:
        """Yield every number that is shown anywhere, with its place."""
        for key in ("indicatoren", "paginas"):
            yield from _getoond(self.monitor[key], key)

    def prognoses(self) -> Iterator[tuple[Blok, Blok]]:
        """Yield every chart of a forecast with its declaration."""
        for pagina in self.monitor["paginas"]:
            for blok in pagina["blokken"]:
                if blok.get("band"):
                    naam = blok["tabel"]["titel"].removesuffix(": gemiddelde per jaar en laatste standen")
                    yield blok, self.declaratie.prognoses[naam]


def _getoond(deel: object, plek: str) -> Iterator[tuple[str, Blok]]:
    if isinstance(deel, list):
        for rank, value in enumerate(deel):
            yield from _getoond(value, f"{plek}[{rank}]")
    elif isinstance(deel, dict):
        if "weergave" in deel and "spoor" in deel and deel.get("waarde") is not None:
            yield plek, deel
        for key, value in deel.items():
            yield from _getoond(value, f"{plek}.{key}")


# ---------------------------------------------------------------- as it is printed


def afgerond(waarde: Fraction, decimalen: int) -> Fraction:
    """Round half away from zero."""
    scale = 10**decimalen
    whole = floor(abs(waarde) * scale + Fraction(1, 2))
    return Fraction(whole if waarde >= 0 else -whole, scale)


def gedrukt(weergave: str) -> tuple[Fraction, int, Fraction]:
    """Return what is printed as (number, its decimals, what a value is multiplied by before it is printed)."""
    text = weergave.replace("\N{NO-BREAK SPACE}", " ").removeprefix("beter dan ")
    factor = Fraction(1)
    if text.endswith((" procentpunt", "%")):
        factor = Fraction(100)
    elif text.endswith(" miljoen"):
        factor = Fraction(1, 1_000_000)
    loss = text.endswith(" N")
    bare = re.sub(r" (procentpunt|miljoen|V|N)$|%$", "", text)
    _, _, decimals = bare.partition(",")
    return getal(bare) * (-1 if loss else 1), len(decimals), factor


def klopt(weergave: str, waarde: Fraction) -> bool:
    """Say whether a value, rounded to the digit, is what is printed."""
    printed, decimals, factor = gedrukt(weergave)
    return afgerond(waarde * factor, decimals) == printed


# ---------------------------------------------------------------- forecasts, as docs/keuzes.md describes them

DEMPING, JAAR, VENSTER = Fraction("0.92"), 12, 61


def verwacht(reeks: list[Fraction], zekerheid: Fraction, maanden: int) -> list[tuple[Fraction, Fraction]]:
    """Return value and margin of each month after the last of a series."""
    reeks = reeks[-VENSTER:]
    tempo = (reeks[-1] - reeks[-13]) / JAAR
    weights = list(accumulate(DEMPING**step for step in range(1, maanden + 1)))
    margins: list[Fraction] = []
    for ahead in range(1, maanden + 1):
        marge = _marge(reeks, ahead, weights[ahead - 1], zekerheid)
        if marge is None:
            break
        margins.append(max([marge, *margins[-1:]]))
    measured = len(margins)
    margins += [margins[-1] * Fraction(ahead, measured) for ahead in range(measured + 1, maanden + 1)]
    values = [max(reeks[-1] + tempo * weight, Fraction(0)) for weight in weights]
    return list(zip(values, margins, strict=True))


def _marge(reeks: list[Fraction], ahead: int, weight: Fraction, zekerheid: Fraction) -> Fraction | None:
    """Return the error that earlier forecasts stayed within as often as asked; ``None`` when too few stand alone."""
    errors = sorted(
        abs(reeks[at + ahead] - reeks[at] - weight * (reeks[at] - reeks[at - JAAR]) / JAAR)
        for at in range(JAAR, len(reeks) - ahead)
    )
    alone = len(errors) // ahead
    rank = ceil((alone + 1) * zekerheid)
    return None if rank > alone else errors[ceil(Fraction(rank * len(errors), alone)) - 1]
