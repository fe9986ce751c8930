"""The monitor as a workbook: figures as real numbers, each with the cells it was made from, one table a sheet.

A sheet is first made as values (``Sheet``) and then written, all in the same way: title, what it is, a link back, and an
Excel table from row 5 on.  A missing value is an empty cell with its reason in a column beside.  Text is always written
as text, so nothing that an export contains becomes a formula or a link.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from fractions import Fraction
from typing import Any, NamedTuple

from werkmonitor.findings import Location
from werkmonitor.formatting import fraction, met_teken, miljoen, weergave
from werkmonitor.monitor import model
from werkmonitor.periode import Periode

HEADER_ROW = 4
"""Zero-based row of the table head on every sheet but the first; Excel calls it row 5."""
MAX_TEXT = 32_767
MAX_SHEET_NAME = 31
MAX_HEAD = 255
"""Limits of Excel, in UTF-16 units."""
MAX_WIDTH = 50
WIDE = 250
"""Total width in characters above which a sheet would be unreadable on one page."""
CELLS_SHOWN = 3
NOTICE = {"intern": "intern, niet voor publicatie", "openbaar": "openbaar"}
LIGHTS: dict[model.Kleur, tuple[str, str]] = {
    "groen": ("●", "#D9EAD3"),
    "oranje": ("▲", "#FCE5CD"),
    "rood": ("■", "#F4CCCC"),
    "grijs": ("○", "#E7E6E6"),
}
"""Shape and tint of each colour; the word stands in the cell."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")


class Number(NamedTuple):
    """A number and the Excel pattern that it is shown with."""

    value: float
    pattern: str = "General"


class Light(NamedTuple):
    """A verdict: the word is the value, colour and shape are how it looks."""

    kleur: Kleur
    woord: str


Value = str | Number | Light | date | None


class Sheet(NamedTuple):
    """A table with what a reader must know about it; ``totals`` are the numbers of the rows that add up others."""

    name: str
    about: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Value]]
    frozen: int = 1
    totals: frozenset[int] = frozenset()


def render(monitor: model.Monitor, charts: Mapping[str, str]) -> dict[str, bytes]:  # noqa: ARG001 - the contract of outputs
    """Return the workbook; the same Monitor always gives the same bytes."""
    book = Book(monitor)
    sheets = with_unique_names(all_sheets(monitor))
    book.write_contents(sheets)
    for sheet in sheets:
        book.write_sheet(sheet)
    return {".xlsx": book.close()}


# What is on the sheets


def all_sheets(monitor: model.Monitor) -> list[Sheet]:
    """Return every sheet after the contents, in reading order."""
    tables = list(_tables(monitor))
    return [
        _figures(monitor),
        _members(monitor),
        _origins(monitor),
        _tasks(monitor),
        _goals(monitor),
        _colours(monitor),
        *(_table_sheet(title, about, tabel) for title, about, tabel in tables),
        _table_origins(monitor, [(title, tabel) for title, _, tabel in tables]),
        *_terms(monitor),
        _sources(monitor),
        _findings(monitor),
    ]


FIGURE_HEADS = (
    "id", "naam", "waarde", "eenheid", "weergave", "peildatum", "status", "reden ontbreekt", "vorig jaar",
    "vergeleken met", "verschil", "verschil in woorden", "norm", "norm in woorden", "oordeel", "regel", "toelichting",
    "betekenis", "definitie", "formule", "herkomst",
)  # fmt: skip


def _figures(monitor: model.Monitor) -> Sheet:
    about = "Alle cijfers. Een stand heeft een peildatum, een ander cijfer gaat over de hele periode."
    return Sheet("Cijfers", about, FIGURE_HEADS, [_figure(indicator) for indicator in monitor.indicatoren], frozen=2)


def _figure(indicator: model.Indicator) -> list[Value]:
    pattern = number_pattern(indicator.eenheid, indicator.decimalen)
    value, norm = _number(indicator.waarde, pattern), _number(indicator.norm, pattern)
    light = Light(indicator.oordeel, indicator.woord) if indicator.oordeel else "niet beoordeeld"
    return [
        indicator.id, indicator.naam, value, indicator.eenheid, indicator.weergave, _day(indicator.peildatum),
        indicator.status.replace("_", " "), indicator.reden_ontbreekt, *_comparison(indicator, pattern),
        norm, indicator.norm_weergave or "geen norm", light, indicator.regel, indicator.toelichting,
        indicator.betekenis, indicator.definitie, indicator.formule, short_origin(indicator.herkomst),
    ]  # fmt: skip


def _comparison(indicator: model.Indicator, pattern: str) -> list[Value]:
    """Return last year, what it is, the difference and the difference in words; words hold the reason of a gap."""
    last, compared = _number(indicator.vorig_jaar, pattern), indicator.vergelijking
    if compared is None:
        return [last, None if last else "geen vergelijking", None, "geen vergelijking"]
    named = compared.naam if last else f"{compared.naam}: {compared.cijfer.reden or compared.cijfer.weergave}"
    difference = _difference(compared.verschil, indicator.eenheid, indicator.decimalen)
    return [last, named, difference, compared.verschil_tekst or compared.verschil.reden]


def _members(monitor: model.Monitor) -> Sheet:
    heads = (
        "id",
        "naam",
        "dimensie",
        "lid",
        "naam lid",
        "waarde",
        "eenheid",
        "weergave",
        "reden ontbreekt",
        "herkomst",
    )
    rows: list[list[Value]] = []
    for indicator in monitor.indicatoren:
        pattern = number_pattern(indicator.eenheid, indicator.decimalen)
        rows.extend(
            [indicator.id, indicator.naam, lid.dimensie, lid.lid, lid.naam, _number(lid.waarde, pattern),
             indicator.eenheid, lid.weergave, lid.reden, short_origin(lid.herkomst)]
            for lid in indicator.leden
        )  # fmt: skip
    return Sheet("Per lid", "De cijfers die zijn uitgesplitst, bijvoorbeeld naar leeftijd of reden.", heads, rows)


CELL_HEADS = ("bestand", "blad", "cel", "waarde in de cel", "opmerking", "labels", "levering")


def _cells(herkomst: Iterable[model.Herkomst], *before: str) -> Iterator[list[Value]]:
    """Return a row for every cell, each with ``before`` in front."""
    for cell in herkomst:
        remark = "in de cel staat geen getal" if cell.waarde is None else ""
        place = (cell.bestand, cell.blad, cell.cel, _number(cell.waarde, "General"), remark)
        yield [*before, *place, ", ".join(cell.labels), cell.levering]


def _origins(monitor: model.Monitor) -> Sheet:
    rows: list[list[Value]] = []
    for indicator in monitor.indicatoren:
        rows += _cells(indicator.herkomst, indicator.id, "", "", "waarde")
        if indicator.vergelijking:
            rows += _cells(indicator.vergelijking.cijfer.herkomst, indicator.id, "", "", "vergelijking")
        for lid in indicator.leden:
            rows += _cells(lid.herkomst, indicator.id, lid.dimensie, lid.lid, "lid")
    about = "Iedere cel van een export waaruit een cijfer is gemaakt."
    return Sheet("Herkomst", about, ("indicator", "dimensie", "lid", "gebruikt voor", *CELL_HEADS), rows)


def _table_origins(monitor: model.Monitor, tables: Iterable[tuple[str, model.Tabel]]) -> Sheet:
    rows: list[list[Value]] = []
    for opgave in monitor.opgaven:
        rows += _cells(opgave.herkomst, "Opgaven", opgave.naam, "oordeel")
    for title, tabel in tables:
        for rij in tabel.rijen:
            for kolom, cel in zip(tabel.kolommen, rij.cellen, strict=True):
                rows += _cells(cel.herkomst, title, rij.naam, kolom.kop)
    about = "Iedere cel van een export waaruit een getal in een tabel of grafiek is gemaakt."
    return Sheet("Herkomst tabellen", about, ("tabel", "rij", "kolom", *CELL_HEADS), rows)


def _tasks(monitor: model.Monitor) -> Sheet:
    heads = (
        "nummer", "naam", "kort", "oordeel", "vorig oordeel", "grond", "regel", "toelichting", "activiteiten",
        "voortgang", "oorzaak", "gevolg", "vervolg", "verantwoordelijk", "doelen", "indicatoren",
    )  # fmt: skip
    words = {telling.kleur: telling.woord for telling in monitor.kleuren}
    rows: list[list[Value]] = []
    for opgave in monitor.opgaven:
        earlier = opgave.vorig_oordeel
        rows.append([
            Number(opgave.nummer), opgave.naam, opgave.kort, Light(opgave.oordeel, opgave.woord),
            Light(earlier, words.get(earlier, earlier)) if earlier else "niet bekend", opgave.grond, opgave.regel,
            opgave.toelichting, opgave.activiteiten, opgave.voortgang, opgave.oorzaak, opgave.gevolg, opgave.vervolg,
            opgave.verantwoordelijk, ", ".join(map(str, opgave.doelen)), ", ".join(opgave.indicatoren),
        ])  # fmt: skip
    return Sheet("Opgaven", "De opgaven met hun oordeel en wat daarbij hoort.", heads, rows, frozen=2)


def _goals(monitor: model.Monitor) -> Sheet:
    rows: list[list[Value]] = [
        [Number(doel.nummer), doel.naam, doel.toelichting, ", ".join(map(str, doel.opgaven))] for doel in monitor.doelen
    ]
    return Sheet(
        "Doelen", "De doelen, met de nummers van hun opgaven.", ("nummer", "naam", "toelichting", "opgaven"), rows
    )


def _colours(monitor: model.Monitor) -> Sheet:
    rows: list[list[Value]] = [
        [Light(telling.kleur, telling.woord), telling.uitleg, Number(telling.aantal)] for telling in monitor.kleuren
    ]
    return Sheet("Kleuren", "Wat een oordeel betekent.", ("oordeel", "uitleg", "aantal opgaven"), rows)


def _blokken(monitor: model.Monitor) -> Iterator[model.AnyBlok]:
    """Return every block of the report once."""
    seen: list[model.AnyBlok] = []
    for pagina in monitor.paginas:
        for blok in pagina.blokken:
            if blok not in seen:
                seen.append(blok)
                yield blok


def _tables(monitor: model.Monitor) -> Iterator[tuple[str, str, model.Tabel]]:
    """Return title, explanation and table of each chart and each declared table; the titles make sheet names."""
    for blok in _blokken(monitor):
        match blok:
            case model.Grafiek(titel=titel, onderschrift=under, norm=norm, tabel=tabel, verzonnen=invented):
                line = f"Norm: {norm.tekst}." if norm else ""
                warning = "Bevat verzonnen cijfers." if invented else ""
                yield titel, _sentences("Bij een grafiek.", under, line, warning, *tabel.noten), tabel
            case model.Tabelblok(tabel=tabel):
                yield tabel.titel, _sentences(*tabel.noten), tabel
            case _:
                pass


def _table_sheet(title: str, about: str, tabel: model.Tabel) -> Sheet:
    heads = (tabel.rijkop, *(kolom.kop for kolom in tabel.kolommen), "opmerking")
    totals = frozenset(index for index, rij in enumerate(tabel.rijen) if rij.totaal)
    return Sheet(title, about, heads, [_table_row(tabel.kolommen, rij) for rij in tabel.rijen], totals=totals)


def _table_row(kolommen: Sequence[model.Kolom], rij: model.Rij) -> list[Value]:
    pairs = list(zip(kolommen, rij.cellen, strict=True))
    gaps = [f"{kolom.kop}: {cel.weergave}" for kolom, cel in pairs if _is_gap(kolom, cel) and cel.weergave]
    invented = ", ".join(kolom.kop for kolom, cel in pairs if cel.verzonnen)
    remarks = ["totaal" if rij.totaal else "", rij.noot, *gaps, f"verzonnen: {invented}" if invented else ""]
    return [rij.naam, *(_table_value(kolom, cel) for kolom, cel in pairs), "; ".join(filter(None, remarks))]


def _is_gap(kolom: model.Kolom, cel: model.Cel) -> bool:
    return cel.waarde is None and cel.kleur is None and kolom.getal


def _table_value(kolom: model.Kolom, cel: model.Cel) -> Value:
    if cel.waarde is not None:
        return as_shown(cel.waarde, cel.weergave)
    if cel.kleur is not None:
        return Light(cel.kleur, cel.weergave)
    return None if kolom.getal else cel.weergave


def _terms(monitor: model.Monitor) -> Iterator[Sheet]:
    """Return the glossaries and the definitions, where the report has them."""
    for blok in _blokken(monitor):
        match blok:
            case model.Lijst(titel=titel, regels=regels):
                yield Sheet(titel, "", ("term", "uitleg"), [[regel.term, regel.uitleg] for regel in regels])
            case model.Definities():
                yield _definitions(monitor)
            case _:
                pass


def _definitions(monitor: model.Monitor) -> Sheet:
    heads = ("id", "naam", "definitie", "formule", "eenheid", "gewenste richting", "norm", "bron van de norm")
    rows: list[list[Value]] = [
        [item.id, item.naam, item.definitie, item.formule, item.eenheid, item.richting or "geen",
         item.norm_weergave or "geen norm", item.norm_bron]
        for item in monitor.indicatoren
    ]  # fmt: skip
    return Sheet("Definities", "Hoe ieder cijfer is berekend.", heads, rows)


def _sources(monitor: model.Monitor) -> Sheet:
    heads = ("bestand", "titel", "bron", "systeem", "levering", "toelichting", "sha256")
    rows: list[list[Value]] = [
        [bron.bestand, bron.titel, bron.bron, bron.systeem, bron.levering, bron.toelichting, bron.sha256]
        for bron in monitor.bronnen
    ]
    return Sheet("Bronnen", "De gelezen bestanden. De sha256 toont of een bestand sindsdien is veranderd.", heads, rows)


def _findings(monitor: model.Monitor) -> Sheet:
    rows: list[list[Value]] = [
        [item.ernst, item.code, item.wat, str(item.vindplaats or ""), item.gevolg, item.doen]
        for item in monitor.meldingen
    ]
    about = "Wat er bij het maken is opgevallen." if rows else "Er is bij het maken niets opgevallen."
    return Sheet("Meldingen", about, ("ernst", "code", "wat", "vindplaats", "gevolg", "wat te doen"), rows)


# How a value looks
