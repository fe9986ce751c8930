"""The tables of a whole file: tabs of one shape, what their names and titles say, and sheets without data."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

import numpy as np

from werkmonitor.bronnen.feiten import cel
from werkmonitor.bronnen.meldingen import bladen as bladmeldingen
from werkmonitor.bronnen.sheet import Sheet, Waarde
from werkmonitor.bronnen.tabellen.kennis import BESTAND, TABBLAD, Kennis, Leden
from werkmonitor.bronnen.tabellen.lijst import lees_vervolg
from werkmonitor.bronnen.tabellen.rijen import NIET_GEVRAAGD
from werkmonitor.bronnen.tabellen.schaal import schaal_onduidelijk
from werkmonitor.bronnen.tabellen.tables import NERGENS, Label, Tabel, paginavoeten
from werkmonitor.bronnen.tabellen.titels import bestandsperiode, titels, zelfde_titel, zet_titelperiode
from werkmonitor.bronnen.tabellen.totaalwoorden import is_totaal
from werkmonitor.bronnen.tabellen.zoeken import zoek_tabel
from werkmonitor.bronnen.waarden.persoon import kort
from werkmonitor.bronnen.waarden.perwaarde import getoond
from werkmonitor.bronnen.waarden.tijd import tijd
from werkmonitor.bronnen.waarden.titel import zonder_tijd
from werkmonitor.bronnen.waarden.values import vouw
from werkmonitor.findings import Finding, Location
from werkmonitor.formatting import enkele
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import TIJDROLLEN

Gevonden = tuple[Tabel | None, list[Finding]]

_GENERIC = re.compile(r"(?:page|pagina|seite|sheet|blad|tabelle|feuil)\s?\d*(?:[_-]\d+)*")
"""Names that Cognos or Excel gives to tabs by itself."""
_NUMBERED = re.compile(r"[ _-]*(?:\(\d+\)|_\d+)$")
_CLASH = re.compile(r"(.+)_\d{1,3}")
_LONGEST_NAME = 31
_OVERVIEWS = frozenset({"overzicht", "overview", "totaaloverzicht", "alles", "alle", "all"})
_MEANT = ("totaal: ", "voetregel", "geen gevraagd getal", NIET_GEVRAAGD)
"""Reasons for leaving out rows with numbers, beside which an empty table is no empty export."""
_NOTHING = re.compile(
    r"no data(?: (?:is )?available| found)?|geen (?:gegevens|data)(?: (?:beschikbaar|gevonden|aanwezig))?"
    r"|er zijn geen gegevens(?: (?:beschikbaar|gevonden))?|keine daten(?: (?:verfügbar|vorhanden))?"
)


def zoek_tabellen(sheets: Sequence[Sheet], kennis: Kennis, levering: Periode) -> list[Gevonden]:
    """Return the table of each sheet, if it is there, and what is wrong with it; hidden sheets have none.

    A list that fills its sheet to the last row goes on at the top of the next one.  Labels that the source finds in
    the name of the tab or in the titles are put beside the table; where they say nothing usable, its rows are dropped.
    """
    found: list[Gevonden] = []
    before: Tabel | None = None
    names = _zonder_nummer(sheet.naam for sheet in sheets if sheet.zichtbaar)
    for sheet in sheets:
        tabel, faults = zoek_tabel(sheet, kennis) if sheet.zichtbaar else (None, [])
        if tabel is None and sheet.zichtbaar and before is not None and before.kolommen:
            tabel = lees_vervolg(sheet, kennis, before)
            titled = before if tabel is not None and before is not None else None
        else:
            titled = tabel
        if tabel is not None and kennis.bron.vorm != "register":
            faults = faults + _zet_naast(tabel, titled or tabel, kennis, names, levering)
            faults += schaal_onduidelijk(tabel, titled or tabel, kennis)
        before = tabel if sheet.zichtbaar else before
        found.append((tabel, faults + (tabel.meldingen if tabel is not None else [])))
    _meld_samen([pair for pair in found if pair[0] is not None and len(pair[0].datarijen)], kennis)
    return found


def _meld_samen(gevonden: Sequence[Gevonden], kennis: Kennis) -> None:
    """Report, at the first, tabs that became one table although their names or titles say that they differ."""
    tabellen = [tabel for tabel, _ in gevonden if tabel is not None]
    if len(tabellen) < 2 or TABBLAD in kennis.naast.values() or kennis.bron.vorm == "register":  # noqa: PLR2004
        return
    timed = bool(kennis.tijdrollen)
    open_ = [tabel for tabel in tabellen if not _GENERIC.fullmatch(vouw(tabel.sheet.naam))]
    names = {_kern(tabel.sheet.naam, timed=timed): tabel for tabel in open_ if not _noemt(tabel, [tabel.sheet.naam])}
    heads = [(tabel, [text for label in titels(tabel) if isinstance(text := label.waarde, str)]) for tabel in tabellen]
    heads = [(tabel, texts) for tabel, texts in heads if not _noemt(tabel, texts)]
    first = next((texts for _, texts in heads if any(map(zonder_tijd, texts))), [])
    other = next((tabel for tabel, texts in heads if not zelfde_titel(first, texts)), None)
    if len(names) > 1 or other is not None:
        apart = list(names.values()) if len(names) > 1 else [tabel for tabel, _ in heads]
        plek = apart[0].plek(Label(None, NERGENS, NERGENS))
        namen = [tabel.sheet.naam for tabel in apart]
        gevonden[0][1].append(bladmeldingen.bladen_samen(plek, namen, kennis.bron.id))


def _kern(naam: str, *, timed: bool) -> str:
    """Return the name of a tab without number; without time as well where the table has that itself."""
    bare = vouw(_NUMBERED.sub("", naam))
    return zonder_tijd(bare) if timed else bare


def _noemt(tabel: Tabel, texts: Sequence[str]) -> bool:
    """Say whether a label in a table is in one of these texts: then its rows say what they are about themselves."""
    folded = " ".join(map(vouw, texts))
    for kolom in tabel.labelkolommen.values():
        for value in getoond(tabel.sheet, tabel.sheet.codes[tabel.herkomst[kolom], kolom]):
            text = vouw(value) if isinstance(value, str) else ""
            if text and text in folded and re.search(rf"(?<!\w){re.escape(text)}(?!\w)", folded):
                return True
    return False


def _zet_naast(
    tabel: Tabel, betiteld: Tabel, kennis: Kennis, namen: Mapping[str, str], levering: Periode
) -> list[Finding]:
    faults = zet_titelperiode(tabel, betiteld, kennis, levering)
    for niveau, wat in kennis.naast.items():
        if wat == TABBLAD:
            label = _totaalblad(tabel, niveau, kennis, namen) or _tabblad(tabel, niveau, kennis, namen)
        elif wat == BESTAND:
            label = bestandsperiode(tabel, niveau)
        else:
            continue
        if isinstance(label, Finding):
            faults.append(label)
        else:
            tabel.vast[niveau] = label
    if any(niveau not in tabel.vast for niveau in kennis.naast):
        tabel.maak_leeg()
    return faults


# ---- the name of a tab as a label


def _zonder_nummer(namen: Iterable[str]) -> dict[str, str]:
    """Return what tabs are called, by name: without the number that Cognos puts behind the name of every sheet."""
    own = list(namen)
    bare = [naam.removesuffix(f"_{rank}") for rank, naam in enumerate(own, 1)]
    numbered = not any(map(str.__eq__, own, bare)) and (len(own) == 1 or len(set(bare)) > 1)
    return dict(zip(own, bare if numbered else own, strict=True))


def _is_totaalblad(naam: str) -> bool:
    return is_totaal(naam) or vouw(naam) in _OVERVIEWS


def _totaalblad(tabel: Tabel, niveau: str, kennis: Kennis, namen: Mapping[str, str]) -> Finding | None:
    """Leave out a tab that is called after a total and stands beside others; return the finding about it."""
    naam = namen[tabel.sheet.naam]
    if kennis.gedeclareerd(niveau, naam) or not _is_totaalblad(naam) or all(map(_is_totaalblad, namen.values())):
        return None
    tabel.laat_weg(f"totaal: {kort(naam)}")
    return bladmeldingen.blad_totaal(tabel.plek(Label(None, NERGENS, NERGENS)), naam)


def _tabblad(tabel: Tabel, niveau: str, kennis: Kennis, namen: Mapping[str, str]) -> Label | Finding:
    """Return what the name of a tab says at a level, or a finding if it says nothing."""
    full, naam = tabel.sheet.naam, namen[tabel.sheet.naam]
    plek = tabel.plek(Label(None, NERGENS, NERGENS))
    if niveau in TIJDROLLEN:
        bare = _bare(naam)
        text: str | None = naam if bare is None or tijd(naam, niveau) is not None else bare
    else:
        leden = kennis.dimensies[niveau]
        cut = leden.begint_met(naam) if len(full) >= _LONGEST_NAME and not leden.gedeclareerd(naam) else []
        if len(cut) > 1:
            wat = f"De naam van dit tabblad is afgekapt en past bij {' en '.join(map(repr, cut))}."
            return bladmeldingen.tabblad_onbruikbaar(plek, wat, "Geef het tabblad in Cognos een kortere naam.")
        text = cut[0] if cut else _member(naam, leden, namen.values())
    if text is None:
        wat = f"'{naam}' is een naam die Cognos of Excel zelf geeft, en zegt niet om welk lid van {niveau} het gaat."
        doen = "Laat Cognos de tabbladen naar de groep noemen, of zet de groep als kolom in het rapport."
        return bladmeldingen.tabblad_onbruikbaar(plek, wat, doen)
    return Label(text, NERGENS, NERGENS)


def _member(naam: str, leden: Leden, namen: Collection[str]) -> str | None:
    """Return the caption that a tab is named after; ``None`` for a name that no person chose."""
    if leden.gedeclareerd(naam):
        return naam
    if _GENERIC.fullmatch(vouw(naam)):
        return None
    bare = _bare(naam)
    return bare if bare is not None and (bare in namen or leden.gedeclareerd(bare)) else naam


def _bare(naam: str) -> str | None:
    """Return the name without the number that Cognos adds when another tab has it already."""
    match = _CLASH.fullmatch(naam)
    return match[1] if match else None


# ---- sheets as a whole


def zegt_leeg(sheet: Sheet, tabel: Tabel | None) -> bool:
    """Say whether a sheet says that there are no data: in words, or with a header and nothing below it."""
    if tabel is not None:
        dropped = any(left_out.reden.startswith(_MEANT) for left_out in tabel.weggelaten if left_out.rij is not None)
        read = bool(tabel.labelkolommen) and not tabel.vervallen
        return read and not len(tabel.datarijen) and not dropped
    numbers = sheet.codes.copy()
    numbers[paginavoeten(sheet)] = 0
    values = getoond(sheet, numbers)
    if any(isinstance(value, int | float) for value in values):
        return False
    return any(isinstance(value, str) and _NOTHING.fullmatch(vouw(value).strip(" .!*-")) for value in values)


def zonder_gegevens(sheets: Iterable[Sheet], gevonden: Iterable[Gevonden], bestand: str) -> list[Finding]:
    """Report the visible sheets that say that there are no data; one finding for a file."""
    visible = [(sheet, tabel) for sheet, (tabel, _) in zip(sheets, gevonden, strict=True) if sheet.zichtbaar]
    empty = [sheet.naam for sheet, tabel in visible if zegt_leeg(sheet, tabel)]
    if not empty:
        return []
    filled = any(tabel is not None and len(tabel.datarijen) for _, tabel in visible)
    wat = "De export bevat geen gegevens."
    if filled:
        wat = f"Zonder gegevens {'is blad' if len(empty) == 1 else 'zijn de bladen'} {enkele(empty, 5)}."
    plek = Location(bestand, (empty[0] or None) if len(empty) == 1 else None)
    return [bladmeldingen.geen_gegevens(plek, wat)]


def verborgen(sheets: Iterable[Sheet], gevonden: Iterable[Gevonden], bestand: str) -> list[Finding]:
    """Report hidden sheets, and hidden rows and columns within the tables that were read."""
    findings = []
    hidden = []
    for sheet, (tabel, _) in zip(sheets, gevonden, strict=True):
        if not sheet.zichtbaar:
            hidden.append(sheet.naam)
        if tabel is None:
            continue
        rows = sorted(sheet.verborgen_rijen.intersection(tabel.datarijen.tolist())) if sheet.verborgen_rijen else []
        used = {*tabel.labelkolommen.values(), *(kolom for kolom, _ in tabel.kolommen)}
        columns = sorted(sheet.verborgen_kolommen & used)
        if rows or columns:
            first = sheet.plek(rows[0] if rows else max(tabel.kop, 0), columns[0] if columns else min(used))
            letters = [cel(0, kolom)[:-1] for kolom in columns]
            findings.append(bladmeldingen.verborgen_rijen(first, [rij + 1 for rij in rows], letters))
    if hidden:
        findings.append(bladmeldingen.verborgen_bladen(Location(bestand), hidden))
    return findings


def heeft_getallen(sheet: Sheet) -> bool:
    """Say whether numbers stand on a sheet, the page footer left out."""
    rows = np.delete(np.arange(sheet.hoogte), paginavoeten(sheet))
    return any(map(_is_number, getoond(sheet, sheet.codes[rows])))


def _is_number(value: Waarde) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
