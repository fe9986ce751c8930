"""The period that the titles above a table name, as a label of the whole table or as a check on the delivery."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from werkmonitor.bronnen.meldingen import bladen as bladmeldingen
from werkmonitor.bronnen.sheet import Waarde
from werkmonitor.bronnen.tabellen.kennis import TITEL, Kennis
from werkmonitor.bronnen.tabellen.tables import NERGENS, Label, Tabel
from werkmonitor.bronnen.waarden.tijd import GeenTijdError, naam_van, tijd
from werkmonitor.bronnen.waarden.titel import periode_in_titel
from werkmonitor.findings import Finding
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Bron

Moment = Periode | date


def titels(tabel: Tabel) -> Iterator[Label]:
    """Yield the filled cells above a table."""
    sheet = tabel.sheet
    for rij in range(max(tabel.kop, 0)):
        for kolom in sheet.codes[rij].nonzero()[0].tolist():
            yield Label(sheet.waarde(rij, kolom), rij, kolom)


def perioden(text: str) -> list[Moment]:
    """Return the period or day that a title names; nothing where it names none, or several."""
    found = _named([text])
    return [] if found is None else [found]


def _named(titles: Iterable[Waarde]) -> Moment | None:
    try:
        return periode_in_titel(titles)
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
    moment = None if kennis.tijdrollen else _named(label.waarde for label in found)
    if moment is None or not _changes(moment, kennis.bron, levering):
        return []
    return [bladmeldingen.periode_anders(betiteld.plek(_where(found, moment)), naam_van(moment), levering.naam)]


def _changes(moment: Moment, bron: Bron, levering: Periode) -> bool:
    """Say whether a table without time would be about something else if its title were to be believed."""
    if isinstance(moment, date):
        return bron.soort == "stand" and not levering.eerste_dag <= moment <= levering.dag_erna
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


def _where(found: list[Label], moment: Moment) -> Label:
    """Return the title that names a moment; the first one where only several together do."""
    return next((label for label in found if _named([label.waarde]) == moment), found[0])
