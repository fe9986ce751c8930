"""The period that the titles above a table name, as a label of the whole table or as a check on the delivery."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import PurePosixPath

from werkmonitor.bronnen.meldingen import bladen as bladmeldingen
from werkmonitor.bronnen.sheet import Waarde
from werkmonitor.bronnen.tabellen.kennis import TITEL, Kennis
from werkmonitor.bronnen.tabellen.tables import NERGENS, Label, Tabel
from werkmonitor.bronnen.waarden.tijd import GeenTijdError, naam_van, tijd
from werkmonitor.bronnen.waarden.titel import GeenHelePeriodeError, periode_in_titel, zonder_tijd
from werkmonitor.bronnen.waarden.values import bijschrift, vouw
from werkmonitor.findings import Finding
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Bron

Moment = Periode | date

_ASKS = re.compile(r"(?:jaar|year|jahr|periode|period|maand|month|kwartaal|quarter|halfjaar)[ :]*$")


def titels(tabel: Tabel) -> Iterator[Label]:
    """Yield the filled cells above a table; a number behind *Jaar* or *Periode* together with that word."""
    sheet = tabel.sheet
    for rij in range(max(tabel.kop, 0)):
        before = ""
        for kolom in sheet.codes[rij].nonzero()[0].tolist():
            value = sheet.waarde(rij, kolom)
            if isinstance(value, int | float) and _ASKS.search(vouw(before)):
                value = f"{before} {bijschrift(value)}"
            yield Label(value, rij, kolom)
            before = value if isinstance(value, str) else ""


def zelfde_titel(een: Sequence[str], ander: Sequence[str]) -> bool:
    """Say whether the texts above two tables are one title, apart from the time and the page number in it.

    A table without any title goes on under that of another.
    """
    bare = [[text for titel in titles if (text := zonder_tijd(titel))] for titles in (een, ander)]
    return not all(bare) or bare[0] == bare[1]


def perioden(text: str) -> list[Moment]:
    """Return the period or day that a title names; nothing where it names none, or several."""
    found = _named([text])
    return [] if found is None else [found]


def _named(titles: Iterable[Waarde], jaar: int | None = None) -> Moment | None:
    try:
        return periode_in_titel(titles, jaar)
    except GeenTijdError:
        return None


def zet_titelperiode(tabel: Tabel, betiteld: Tabel, kennis: Kennis, levering: Periode) -> list[Finding]:
    """Put the period in the titles beside a table whose source finds it there; report what does not fit.

    ``betiteld`` has the titles: the table itself, or the one that it goes on from.
    """
    found = list(titels(betiteld))
    roles = [niveau for niveau, wat in kennis.naast.items() if wat == TITEL]
    if roles:
        return [fault for rol in roles if (fault := _zet(tabel, betiteld, rol, found))]
    return [] if kennis.tijdrollen else _past_niet(betiteld, found, kennis.bron, levering)


def _past_niet(betiteld: Tabel, found: list[Label], bron: Bron, levering: Periode) -> list[Finding]:
    """Report titles by which a table without time is about something else than its delivery, or leave that open."""
    try:
        moment = periode_in_titel((label.waarde for label in found), levering.jaar)
    except GeenTijdError as error:
        plek = betiteld.plek(_blamed(found, levering.jaar))
        if not isinstance(error, GeenHelePeriodeError):
            return [bladmeldingen.periode_onduidelijk(plek, str(error), levering.naam)]
        fits = _ends_with(error, bron, levering)
        return [] if fits else [bladmeldingen.periode_anders(plek, str(error), levering.naam)]
    if moment is None or not _changes(moment, bron, levering):
        return []
    wat = f"de titel noemt {naam_van(moment)}"
    rol = "periode" if isinstance(moment, Periode) else "peildatum"
    return [bladmeldingen.periode_anders(betiteld.plek(_where(found, moment, levering.jaar)), wat, levering.naam, rol)]


def _ends_with(fout: GeenHelePeriodeError, bron: Bron, levering: Periode) -> bool:
    """Say whether days that are no whole period leave the figures what they would be without: only the end matters."""
    if bron.soort == "stand":
        return not _changes(fout.laatste, bron, levering)
    return fout.eerste is None and fout.laatste == levering.laatste_dag


def _changes(moment: Moment, bron: Bron, levering: Periode) -> bool:
    """Say whether a table without time would be about something else if its title were to be believed.

    The end of a day is the beginning of the next: a stand of 31 December is one of 1 January.
    """
    if isinstance(moment, date):
        turn = levering.eerste_dag if bron.peilmoment == "begin" else levering.dag_erna
        return bron.soort == "stand" and moment not in {turn, turn - timedelta(1)}
    if bron.soort == "stroom":
        return moment != levering
    if bron.peilmoment == "begin":
        return moment.eerste_dag != levering.eerste_dag
    return moment.laatste_dag != levering.laatste_dag


def _zet(tabel: Tabel, betiteld: Tabel, rol: str, found: list[Label]) -> Finding | None:
    plek = tabel.sheet.plek(max(tabel.kop, 0), 0)
    try:
        moment = periode_in_titel(label.waarde for label in found)
    except GeenTijdError as error:
        return bladmeldingen.titel_zonder_periode(plek, f"Tijd niet te bepalen: {error}.")
    shown = str(moment) if isinstance(moment, Periode) else moment
    if moment is None or tijd(shown, rol) is None:
        return bladmeldingen.titel_zonder_periode(plek, f"Geen titel boven deze tabel noemt een {rol}.")
    label = _where(found, moment)
    own = betiteld is tabel
    tabel.vast[rol] = Label(shown, label.rij if own else NERGENS, label.kolom if own else NERGENS)
    return None


def bestandsperiode(tabel: Tabel, rol: str) -> Label | Finding:
    """Return the period that the name of the file gives a table, or a finding if it gives none."""
    moment = periode_in_naam(tabel.sheet.bestand)
    shown = str(moment) if isinstance(moment, Periode) else moment
    if moment is None or tijd(shown, rol) is None:
        return bladmeldingen.bestand_zonder_periode(tabel.plek(Label(None, NERGENS, NERGENS)), rol)
    return Label(shown, NERGENS, NERGENS)


def periode_in_naam(bestand: str) -> Moment | None:
    """Return the period or day that the name of a file gives, if it gives one."""
    return _named([_TUSSEN_WOORDEN.sub(" ", PurePosixPath(bestand).stem)])


_TUSSEN_WOORDEN = re.compile(r"(?<!\d)[-_]+|[-_]+(?!\d)")
"""Signs that stand for a space in the name of a file: not those within a date."""


def _blamed(found: list[Label], jaar: int) -> Label:
    """Return the title that makes no period by itself; the first one where only several together do not."""
    for label in found:
        try:
            periode_in_titel([label.waarde], jaar)
        except GeenTijdError:
            return label
    return found[0]


def _where(found: list[Label], moment: Moment, jaar: int | None = None) -> Label:
    """Return the title that names a moment; the first one where only several together do."""
    return next((label for label in found if _named([label.waarde], jaar) == moment), found[0])
