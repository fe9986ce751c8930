"""The figures as tidy data, one row a figure, a dictionary that says what the columns mean, and both for programs.

Dialect: semicolon, decimal comma, UTF-8 with a byte order mark, CRLF.  That is what Excel with Dutch settings opens by
double click: without the mark it reads UTF-8 as Windows-1252, and with a comma between the fields it puts each line in
one cell.  For a program it is one line: ``pandas.read_csv(path, sep=";", decimal=",", na_values="[p]")``; the data
package says so too.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from fractions import Fraction

from werkmonitor.formatting import NIET_GETOOND, fraction, getal
from werkmonitor.monitor.herkomst import Herkomst
from werkmonitor.monitor.model import Cijfer, Indicator, Lid, Monitor
from werkmonitor.monitor.plekken import waaruit
from werkmonitor.outputs import datapakket, dcat
from werkmonitor.outputs.woordenboek import CIJFER, DECIMALEN_ONEINDIG, ONDERDEEL, UITLEG, regels, velden

ENCODING = "utf-8-sig"

GEVAARLIJK = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters that make a spreadsheet read a text as a formula; some read the wide ones likewise."""
_PLAIN_NUMBER = re.compile(r"[+-]?(€\s)?\d[\d.]*(,\d+)?%?")


def render(monitor: Monitor, charts: Mapping[str, str]) -> dict[str, bytes]:  # noqa: ARG001 - the contract of outputs
    """Return the data, their dictionary, and both described for programs, by the ending of their names."""
    koppen = tuple(veld.naam for veld in velden(monitor))
    data = {
        ".csv": encode([koppen, *figure_rows(monitor)]),
        "-woordenboek.csv": encode([tuple(veld.naam for veld in UITLEG), *dictionary_rows(monitor)]),
    }
    pakket = {"-datapackage.json": datapakket.beschrijf(monitor, data)}
    return {**data, **pakket, "-dcat.jsonld": dcat.beschrijf(monitor, {**data, **pakket})}


def figure_rows(monitor: Monitor) -> list[tuple[str, ...]]:
    """Return one row for every indicator, each followed by one row for each of its members."""
    tail = (monitor.doelgroep, _ja_nee(monitor.programma.voorbeeld))
    rows: list[tuple[str, ...]] = []
    for indicator in monitor.indicatoren:
        adds = _ja_nee(indicator.optelbaar) if indicator.leden else ""
        rows.append((monitor.periode, *_indicator_fields(indicator, monitor), *tail, CIJFER, adds))
        rows.extend(
            (monitor.periode, *_member_fields(indicator, lid, monitor), *tail, ONDERDEEL, adds)
            for lid in indicator.leden
        )
    return rows


def _indicator_fields(indicator: Indicator, monitor: Monitor) -> tuple[str, ...]:
    """Return the fields of the figure itself; its dimension and member stay empty."""
    hidden = indicator.verborgen or ()
    return (
        neutral(indicator.id),
        neutral(indicator.naam),
        "",
        "",
        number(indicator.waarde, indicator.exact, verborgen="waarde" in hidden),
        neutral(indicator.eenheid),
        neutral(indicator.weergave),
        neutral(indicator.peildatum or ""),
        indicator.status,
        neutral(indicator.reden_ontbreekt or ""),
        number(indicator.norm, indicator.norm_exact, verborgen="norm" in hidden),
        NIET_GETOOND if "oordeel" in hidden else indicator.oordeel or "",
        _number_of(indicator.respons),
        neutral(indicator.voorbehoud),
        neutral(_files(indicator.herkomst)),
        neutral(waaruit(monitor.sporen, indicator.spoor)),
        neutral(indicator.in_woorden),
    )


def _member_fields(indicator: Indicator, lid: Lid, monitor: Monitor) -> tuple[str, ...]:
    """Return the fields of a member: unit, date and status of its indicator, never its norm or verdict."""
    return (
        neutral(indicator.id),
        neutral(indicator.naam),
        neutral(lid.dimensie),
        neutral(lid.lid),
        _number_of(lid),
        neutral(indicator.eenheid),
        neutral(lid.weergave),
        neutral(indicator.peildatum or ""),
        _status(indicator, lid),
        neutral(lid.reden),
        "",
        "",
        "",
        "",
        neutral(_files(lid.herkomst)),
        neutral(waaruit(monitor.sporen, lid.spoor)),
        neutral(indicator.in_woorden),
    )


def _status(indicator: Indicator, lid: Lid) -> str:
    """Return how firm a member is: as its figure, unless one of the two is hidden."""
    if lid.verborgen:
        return "niet_getoond"
    return "" if indicator.status == "niet_getoond" else indicator.status


def _ja_nee(so: bool) -> str:  # noqa: FBT001 - the value of a column
    return "ja" if so else "nee"


def _number_of(cijfer: Cijfer | Lid | None) -> str:
    return number(cijfer.waarde, cijfer.exact, verborgen=bool(cijfer.verborgen)) if cijfer else ""


def number(waarde: float | None, exact: str | None, *, verborgen: bool = False) -> str:
    """Write the exact value where there is one, else the number as it is written.

    A missing value is empty; a hidden one has the symbol for that.
    """
    if waarde is None or verborgen:
        return NIET_GETOOND if verborgen else ""
    return exact_text(fraction(waarde if exact is None else Fraction(exact)))


def exact_text(value: Fraction) -> str:
    """Write a number with all its decimals and no thousands points; one that never ends with six, rounded half up."""
    return getal(value, _decimals(value)).replace(".", "")


def _decimals(value: Fraction) -> int:
    """Return how many decimals a number has; only twos and fives below the line make them end."""
    rest, twos, fives = value.denominator, 0, 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    return max(twos, fives) if rest == 1 else DECIMALEN_ONEINDIG


def neutral(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula; a plain number stays as it is."""
    dangerous = text.startswith(GEVAARLIJK) and not _PLAIN_NUMBER.fullmatch(text)
    return f"'{text}" if dangerous else text


def _files(herkomst: Iterable[Herkomst]) -> str:
    """Return the files that a figure comes from, each once."""
    return " | ".join(dict.fromkeys(cell.bestand for cell in herkomst))


def encode(rows: Iterable[tuple[str, ...]]) -> bytes:
    """Return the rows in the dialect of this module."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=";", lineterminator="\r\n").writerows(rows)
    return buffer.getvalue().encode(ENCODING)


def dictionary_rows(monitor: Monitor) -> list[tuple[str, ...]]:
    """Return meaning, type, unit and allowed values of every column, and of the file as a whole."""
    return [tuple(neutral(field) for field in row) for row in regels(monitor)]
