"""The monitor as a workbook: figures as real numbers, each with the step that gave it, one table a sheet.

A sheet is first made as values (``Sheet``), here, and then written, all in the same way (``xlsx_book``): title, what it
is, a link back, and an Excel table from row 5 on.  A missing value is an empty cell with its reason in a column beside.
Text is always written as text, so nothing that an export contains becomes a formula or a link.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from werkmonitor.formatting import NIET_GETOOND
from werkmonitor.monitor import model
from werkmonitor.monitor.herkomst import Sporen
from werkmonitor.monitor.plekken import waaruit
from werkmonitor.outputs.xlsx_book import INHOUD, NOTEN, TOELICHTING, Book, voorblad
from werkmonitor.outputs.xlsx_herkomst import CELL_HEADS, cell_row, herkomstbladen, step
from werkmonitor.outputs.xlsx_values import (
    MAX_SHEET_NAME,
    Light,
    Number,
    Sheet,
    Value,
    as_day,
    as_difference,
    as_number,
    as_shown,
    joined,
    number_pattern,
    sheet_name,
    unique,
)

RESERVED = (INHOUD, TOELICHTING, NOTEN, "History")
"""Sheet names that no title may take; Excel keeps *History* for itself."""
_MET_BLAD = model.Opgaven | model.Doelen | model.Kleuren | model.Bronnen | model.Meldingen
"""Blocks that have a sheet of their own, called as they are; what the declaration calls them stands at its top."""


def render(monitor: model.Monitor, charts: Mapping[str, str]) -> dict[str, bytes]:  # noqa: ARG001 - the contract of outputs
    """Return the workbook; the same Monitor always gives the same bytes."""
    book = Book(voorblad(monitor))
    book.write(all_sheets(monitor))
    return {".xlsx": book.close()}


# What is on the sheets


def all_sheets(monitor: model.Monitor) -> list[Sheet]:
    """Return every sheet after the contents; a title of the report never takes the name of a sheet of ours."""
    blokken = [blok for blok, _ in _blokken(monitor)]
    titles = {type(blok).__name__: blok.titel for blok in reversed(blokken) if isinstance(blok, _MET_BLAD)}
    first = [build(monitor) for build in (_figures, _members, _tasks, _goals, _colours)]
    last = [*herkomstbladen(monitor), _sources(monitor), *_corrections(monitor), _findings(monitor)]
    first, last = ([sheet._replace(title=titles.get(sheet.name, "")) for sheet in group] for group in (first, last))
    taken = [*RESERVED, *(sheet.name for sheet in (*first, *last))]
    own = [*_tables(monitor), *_terms(monitor)]
    names = unique([sheet_name(sheet.name) for sheet in own], MAX_SHEET_NAME, taken)
    own = [sheet._replace(name=name, title=sheet.title or sheet.name) for sheet, name in zip(own, names, strict=True)]
    return [*first, *own, *last]


FIGURE_HEADS = (
    "id", "naam", "waarde", "eenheid", "weergave", "peildatum", "status", "reden ontbreekt", "vorig jaar",
    "vergeleken met", "verschil", "verschil in woorden", "norm", "norm in woorden", "oordeel", "regel",
    "dit jaar tot nu toe", "respons", "voorbehoud", "toelichting", "betekenis", "definitie", "formule",
    "formule in woorden", "stap", "herkomst",
)  # fmt: skip


def _figures(monitor: model.Monitor) -> Sheet:
    about = "Alle cijfers. Een stand heeft een peildatum, een ander cijfer gaat over de hele periode."
    rows = [_figure(indicator, monitor.sporen) for indicator in monitor.indicatoren]
    return Sheet("Cijfers", about, FIGURE_HEADS, rows, frozen=2)


def _figure(indicator: model.Indicator, sporen: Sporen) -> list[Value]:
    pattern = number_pattern(indicator.eenheid, indicator.decimalen)
    hidden = indicator.verborgen or ()
    value = as_number(indicator.waarde, pattern, verborgen="waarde" in hidden)
    norm = as_number(indicator.norm, pattern, verborgen="norm" in hidden)
    light = Light(indicator.oordeel, indicator.woord) if indicator.oordeel else "niet beoordeeld"
    light = NIET_GETOOND if "oordeel" in hidden else light
    return [
        indicator.id, indicator.naam, value, indicator.eenheid, indicator.weergave, as_day(indicator.peildatum),
        indicator.status.replace("_", " "), indicator.reden_ontbreekt, *_comparison(indicator, pattern),
        norm, indicator.norm_weergave or "geen norm", light, indicator.regel, _shown(indicator.tot_nu_toe, pattern),
        _shown(indicator.respons, number_pattern("aandeel", 0)), indicator.voorbehoud, indicator.toelichting,
        indicator.betekenis, indicator.definitie, indicator.formule, indicator.in_woorden, step(indicator.spoor),
        waaruit(sporen, indicator.spoor),
    ]  # fmt: skip


def _shown(cijfer: model.Cijfer | None, pattern: str) -> Value:
    """Return a number, or why it is not there; nothing where there should be none."""
    if cijfer is None:
        return None
    return as_number(cijfer.waarde, pattern, verborgen=cijfer.verborgen) or cijfer.reden or cijfer.weergave


def _comparison(indicator: model.Indicator, pattern: str) -> list[Value]:
    """Return last year, what it is, the difference and the difference in words; words hold the reason of a gap."""
    compared = indicator.vergelijking
    last = as_number(indicator.vorig_jaar, pattern, verborgen=compared and compared.cijfer.verborgen)
    if compared is None:
        return [last, None if last else "geen vergelijking", None, "geen vergelijking"]
    named = compared.naam if last else f"{compared.naam}: {compared.cijfer.reden or compared.cijfer.weergave}"
    difference = as_difference(compared.verschil, indicator.eenheid, indicator.decimalen)
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
        "stap",
        "herkomst",
    )
    rows: list[list[Value]] = []
    for indicator in monitor.indicatoren:
        pattern = number_pattern(indicator.eenheid, indicator.decimalen)
        rows.extend(
            [indicator.id, indicator.naam, lid.dimensie, lid.lid, lid.naam,
             as_number(lid.waarde, pattern, verborgen=lid.verborgen), indicator.eenheid, lid.weergave,
             lid.reden, step(lid.spoor), waaruit(monitor.sporen, lid.spoor)]
            for lid in indicator.leden
        )  # fmt: skip
    return Sheet("Per lid", "De cijfers die zijn uitgesplitst, bijvoorbeeld naar leeftijd of reden.", heads, rows)


def _tasks(monitor: model.Monitor) -> Sheet:
    heads = (
        "nummer", "naam", "kort", "oordeel", "vorig oordeel", "grond", "regel", "toelichting", "activiteiten",
        "voortgang", "oorzaak", "gevolg", "vervolg", "conclusie", "verantwoordelijk", "doelen", "indicatoren", "let op",
    )  # fmt: skip
    words = {telling.kleur: telling.woord for telling in monitor.kleuren}
    rows: list[list[Value]] = []
    for opgave in monitor.opgaven:
        earlier = opgave.vorig_oordeel
        rows.append([
            Number(opgave.nummer), opgave.naam, opgave.kort, Light(opgave.oordeel, opgave.woord),
            Light(earlier, words.get(earlier, earlier)) if earlier else "niet bekend", opgave.grond, opgave.regel,
            opgave.toelichting, opgave.activiteiten, opgave.voortgang, opgave.oorzaak, opgave.gevolg, opgave.vervolg,
            opgave.conclusie, opgave.verantwoordelijk, ", ".join(map(str, opgave.doelen)),
            ", ".join(opgave.indicatoren), opgave.over,
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


def _blokken(monitor: model.Monitor) -> Iterator[tuple[model.AnyBlok, str]]:
    """Return every block of the report once, with the title of its page."""
    seen: list[model.AnyBlok] = []
    for pagina in monitor.paginas:
        for blok in pagina.blokken:
            if blok not in seen:
                seen.append(blok)
                yield blok, pagina.titel


def _tables(monitor: model.Monitor) -> Iterator[Sheet]:
    """Return a sheet for the table of each chart and for each declared table.

    A chart is called after its page, for its title is a sentence; so is the one table of a page with too long a title.
    """
    blokken = list(_blokken(monitor))
    tables = Counter(page for blok, page in blokken if isinstance(blok, model.Grafiek | model.Tabelblok))
    for blok, page in blokken:
        match blok:
            case model.Grafiek(titel=titel, onderschrift=under, norm=norm, tabel=tabel, verzonnen=invented):
                line = f"Norm: {norm.tekst}." if norm else ""
                warning = "Bevat verzonnen cijfers." if invented else ""
                about, notes = joined("De getallen bij de grafiek", under, warning), (*blok.zinnen, line, *tabel.noten)
                yield _table_sheet(page or titel, about, notes, tabel)._replace(title=titel or page)
            case model.Tabelblok(tabel=tabel):
                short = len(tabel.titel) <= MAX_SHEET_NAME or tables[page] > 1
                about, titel = f"De tabel op pagina {page}.", tabel.titel or page
                yield _table_sheet(titel if short else page, about, tabel.noten, tabel)._replace(title=titel)
            case _:
                pass


def _table_sheet(title: str, about: str, notes: Sequence[str], tabel: model.Tabel) -> Sheet:
    heads = (tabel.rijkop, *(kolom.kop for kolom in tabel.kolommen), "opmerking", "stappen")
    totals = frozenset(index for index, rij in enumerate(tabel.rijen) if rij.totaal)
    rows = [_table_row(tabel.kolommen, rij) for rij in tabel.rijen]
    return Sheet(title, about, heads, rows, totals=totals, tabel=tabel, notes=tuple(filter(None, notes)))


def _table_row(kolommen: Sequence[model.Kolom], rij: model.Rij) -> list[Value]:
    pairs = list(zip(kolommen, rij.cellen, strict=True))
    gaps = [f"{kolom.kop}: {cel.weergave}" for kolom, cel in pairs if _is_gap(kolom, cel) and cel.weergave]
    invented = ", ".join(kolom.kop for kolom, cel in pairs if cel.verzonnen)
    remarks = ["totaal" if rij.totaal else "", rij.noot, *gaps, f"verzonnen: {invented}" if invented else ""]
    steps = ", ".join(str(cel.spoor) for cel in rij.cellen if cel.waarde is not None and cel.spoor is not None)
    return [rij.naam, *(_table_value(kolom, cel) for kolom, cel in pairs), "; ".join(filter(None, remarks)), steps]


def _is_gap(kolom: model.Kolom, cel: model.Cel) -> bool:
    return cel.waarde is None and cel.kleur is None and kolom.getal and not cel.verborgen


def _table_value(kolom: model.Kolom, cel: model.Cel) -> Value:
    if cel.verborgen:
        return NIET_GETOOND
    if cel.waarde is not None:
        return as_shown(cel.waarde, cel.weergave)
    if cel.kleur is not None:
        return Light(cel.kleur, cel.weergave)
    return None if kolom.getal else cel.weergave


def _terms(monitor: model.Monitor) -> Iterator[Sheet]:
    """Return the glossaries and the definitions, where the report has them."""
    for blok, page in _blokken(monitor):
        match blok:
            case model.Lijst(titel=titel, regels=regels):
                rows: list[list[Value]] = [[regel.term, regel.uitleg] for regel in regels]
                yield Sheet(titel or page, f"De lijst op pagina {page}.", ("term", "uitleg"), rows)
            case model.Definities(titel=titel):
                yield _definitions(monitor)._replace(name=titel or "Definities")
            case _:
                pass


def _definitions(monitor: model.Monitor) -> Sheet:
    heads = ("id", "naam", "definitie", "formule in woorden", "formule", "eenheid", "gewenste richting", "norm",
             "bron van de norm", "respons", "voorbehoud")  # fmt: skip
    rows: list[list[Value]] = [
        [item.id, item.naam, item.definitie, item.in_woorden, item.formule, item.eenheid, item.richting or "geen",
         item.norm_weergave or "geen norm", item.norm_bron, item.respons.weergave if item.respons else "niet gevraagd",
         item.voorbehoud]
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


def _corrections(monitor: model.Monitor) -> list[Sheet]:
    """Return the sheet of corrected cells, where there are any."""
    rows = [cell_row(cell, monitor) for cell in monitor.correcties]
    about = "De cellen waarin een ander getal is gelezen dan in de export staat, en waarom."
    return [Sheet("Correcties", about, CELL_HEADS, rows)] if rows else []


def _findings(monitor: model.Monitor) -> Sheet:
    rows: list[list[Value]] = [
        [item.ernst_in_woorden, item.code, item.wat, str(item.vindplaats or ""), item.gevolg, item.doen]
        for item in monitor.meldingen
    ]
    about = "Wat er bij het maken is opgevallen." if rows else "Er is bij het maken niets opgevallen."
    return Sheet("Meldingen", about, ("ernst", "code", "wat", "vindplaats", "gevolg", "wat te doen"), rows)
