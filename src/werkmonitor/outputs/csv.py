"""The figures as tidy data, one row a figure, and a dictionary that says what the columns mean.

Dialect: semicolon, decimal comma, UTF-8 with a byte order mark, CRLF.  That is what Excel with Dutch settings opens by
double click: without the mark it reads UTF-8 as Windows-1252, and with a comma between the fields it puts each line in
one cell.  For a program it is one line: ``pandas.read_csv(path, sep=";", decimal=",")``; the dictionary says so too.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from fractions import Fraction

from werkmonitor.formatting import EENHEDEN, fraction, getal
from werkmonitor.monitor.herkomst import Herkomst
from werkmonitor.monitor.model import Indicator, Lid, Monitor
from werkmonitor.monitor.plekken import waaruit

ENCODING = "utf-8-sig"
DECIMALEN_ONEINDIG = 6
"""Decimals of a number that never ends, such as one third."""

GEVAARLIJK = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters that make a spreadsheet read a text as a formula; some read the wide ones likewise."""
_PLAIN_NUMBER = re.compile(r"[+-]?(€\s)?\d[\d.]*(,\d+)?%?")

KOLOMMEN = (
    "periode",
    "indicator",
    "naam",
    "dimensie",
    "lid",
    "waarde",
    "eenheid",
    "weergave",
    "peildatum",
    "status",
    "reden_ontbreekt",
    "norm",
    "oordeel",
    "respons",
    "voorbehoud",
    "bronbestanden",
    "herkomst",
    "formule",
    "doelgroep",
    "voorbeeld",
)
WOORDENBOEK_KOLOMMEN = ("kolom", "betekenis", "type", "eenheid", "toegestane_waarden")


def render(monitor: Monitor, charts: Mapping[str, str]) -> dict[str, bytes]:  # noqa: ARG001 - the contract of outputs
    """Return the data file and its dictionary, by the ending of their names."""
    return {
        ".csv": _encode([KOLOMMEN, *figure_rows(monitor)]),
        "-woordenboek.csv": _encode([WOORDENBOEK_KOLOMMEN, *dictionary_rows(monitor)]),
    }


def figure_rows(monitor: Monitor) -> list[tuple[str, ...]]:
    """Return one row for every indicator, each followed by one row for each of its members."""
    tail = (monitor.doelgroep, "ja" if monitor.programma.voorbeeld else "nee")
    rows: list[tuple[str, ...]] = []
    for indicator in monitor.indicatoren:
        rows.append((monitor.periode, *_indicator_fields(indicator, monitor), *tail))
        rows.extend((monitor.periode, *_member_fields(indicator, lid, monitor), *tail) for lid in indicator.leden)
    return rows


def _indicator_fields(indicator: Indicator, monitor: Monitor) -> tuple[str, ...]:
    """Return the fields of the figure itself; its dimension and member stay empty."""
    return (
        neutral(indicator.id),
        neutral(indicator.naam),
        "",
        "",
        number(indicator.waarde, indicator.exact),
        neutral(indicator.eenheid),
        neutral(indicator.weergave),
        neutral(indicator.peildatum or ""),
        indicator.status,
        neutral(indicator.reden_ontbreekt or ""),
        number(indicator.norm, indicator.norm_exact),
        indicator.oordeel or "",
        number(indicator.respons.waarde, indicator.respons.exact) if indicator.respons else "",
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
        number(lid.waarde, lid.exact),
        neutral(indicator.eenheid),
        neutral(lid.weergave),
        neutral(indicator.peildatum or ""),
        indicator.status,
        neutral(lid.reden),
        "",
        "",
        "",
        "",
        neutral(_files(lid.herkomst)),
        neutral(waaruit(monitor.sporen, lid.spoor)),
        neutral(indicator.in_woorden),
    )


def number(waarde: float | None, exact: str | None) -> str:
    """Write the exact value where there is one, else the number as it is written; nothing for a missing value."""
    if waarde is None:
        return ""
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


def _encode(rows: Iterable[tuple[str, ...]]) -> bytes:
    """Return the rows in the dialect of this module."""
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=";", lineterminator="\r\n").writerows(rows)
    return buffer.getvalue().encode(ENCODING)


TEKST = "tekst"
GETAL = "getal met decimale komma, zonder punten voor duizendtallen"
KLEUR = "groen | oranje | rood | grijs"
STATUS = "definitief | voorlopig | verzonnen | handmatig | niet_getoond"
IN_KOLOM = "zie de kolom eenheid"
ONEINDIG = (
    f"Alle decimalen; een getal dat niet eindigt heeft er {DECIMALEN_ONEINDIG}, naar boven afgerond vanaf een half."
)


def dictionary_rows(monitor: Monitor) -> list[tuple[str, ...]]:
    """Return meaning, type, unit and allowed values of every column, and of the file as a whole."""
    dimensies = dict.fromkeys(lid.dimensie for indicator in monitor.indicatoren for lid in indicator.leden)
    ids = " | ".join(indicator.id for indicator in monitor.indicatoren)
    rows = (
        ("periode", "De periode waarover het cijfer gaat.", TEKST, "", monitor.periode),
        ("indicator", "Vaste naam van het cijfer.", TEKST, "", ids),
        ("naam", "Naam van het cijfer voor lezers.", TEKST, "", ""),
        ("dimensie", "Waarnaar het cijfer is uitgesplitst; leeg bij het totaal.", TEKST, "", " | ".join(dimensies)),
        ("lid", "Onderdeel van de dimensie; leeg bij het totaal.", TEKST, "", ""),
        ("waarde", f"De waarde. {ONEINDIG} Leeg is onbekend, nooit nul.", GETAL, IN_KOLOM, ""),
        ("eenheid", "Eenheid van waarde en norm; een aandeel loopt van 0 tot 1.", TEKST, "", " | ".join(EENHEDEN)),
        ("weergave", "De waarde zoals zij in het rapport staat, afgerond.", TEKST, "", ""),
        ("peildatum", "Dag van een stand; leeg bij een cijfer over de hele periode.", "datum", "", "jjjj-mm-dd"),
        ("status", "Hoe vast het cijfer is.", TEKST, "", STATUS),
        ("reden_ontbreekt", "Waarom er geen waarde is; leeg als er een waarde is.", TEKST, "", ""),
        ("norm", f"De norm voor deze periode; leeg zonder norm. {ONEINDIG}", GETAL, IN_KOLOM, ""),
        ("oordeel", "Kleur van het oordeel; leeg als het cijfer niet wordt beoordeeld.", TEKST, "", KLEUR),
        ("respons", f"Deel van de gevraagde mensen dat meedeed, van 0 tot 1. {ONEINDIG}", GETAL, "aandeel", ""),
        ("voorbehoud", "Waarom er geen conclusie uit het cijfer volgt; leeg als dat wel kan.", TEKST, "", ""),
        ("bronbestanden", "De bestanden waaruit het cijfer komt, met ' | ' ertussen.", TEKST, "", "pad in de werkmap"),
        ("herkomst", "De cellen waaruit het cijfer is gemaakt: bestand › tabblad: cellen.", TEKST, "", ""),
        ("formule", "De formule in woorden; bij een onderdeel alleen daarvoor berekend.", TEKST, "", ""),
        ("doelgroep", "Voor wie: intern is niet voor publicatie.", TEKST, "", "intern | openbaar"),
        ("voorbeeld", "Of dit een voorbeeld is en geen monitor van een gemeente.", TEKST, "", "ja | nee"),
        ("*", BESTAND, "", "", ""),
        ("*", _uitgave(monitor), "", "", ""),
    )  # fmt: skip
    return [tuple(neutral(field) for field in row) for row in rows]


def _uitgave(monitor: Monitor) -> str:
    """Say what the figures are: a concept, or an edition and why it supersedes another."""
    kop = monitor.programma
    return f"Deze cijfers zijn {kop.stand}. {kop.vervanging}".strip()


BESTAND = (
    "Het hele bestand: UTF-8 met BOM, puntkomma tussen de kolommen, komma voor decimalen; zo opent Excel het met een "
    "dubbelklik. Begint een tekst met = + - of @, een tab of een nieuwe regel, dan staat er een apostrof voor, zodat "
    "het nooit een formule wordt."
)
