"""Stand + instroom - uitstroom against the next stand, for the whole period and for each month that is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from werkmonitor.bronnen.feiten import Feiten
from werkmonitor.bronnen.opbouw.totalen import schrijf
from werkmonitor.findings import Finding, Location
from werkmonitor.formatting import enkele
from werkmonitor.formula.evaluate import FormuleFout, Omgeving, evaluate
from werkmonitor.formula.trace import Uitkomst
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Balans
from werkmonitor.programma.schema import Programma

GENOEMD = 3
"""How many months or members a message names."""


@dataclass(frozen=True)
class Rekening:
    """One balance over one period: the four numbers, and where the closing stand is."""

    naam: str
    begin: Fraction
    instroom: Fraction
    uitstroom: Fraction
    eind: Fraction
    plek: Location | None

    @property
    def rest(self) -> Fraction:
        """What the closing stand is more than follows from the rest."""
        return self.eind - self.begin - self.instroom + self.uitstroom


def controleer_balansen(programma: Programma, feiten: Feiten, periode: Periode) -> Iterator[Finding]:
    """Yield one warning for each declared balance that leaves a remainder; numbers that are not there say nothing."""
    omgeving = Omgeving(feiten, programma, periode)
    for balans in programma.balans:
        eenheid = next((bron.maten[balans.stand].eenheid for bron in programma.bron if balans.stand in bron.maten), "")
        total = _rekening(balans, omgeving, periode, periode.naam, {})
        months = [_rekening(balans, omgeving, maand, maand.naam, {}) for maand in periode.maanden]
        wrong = [month for month in months if month and month.rest]
        if total and total.rest:
            yield _finding(balans, total, eenheid, [*wrong, *_leden(balans, omgeving, programma, feiten)])
        elif wrong:
            yield _finding(balans, wrong[0], eenheid, wrong[1:])


def _rekening(
    balans: Balans, omgeving: Omgeving, periode: Periode, naam: str, filters: dict[str, str]
) -> Rekening | None:
    """Return the balance of one period, ``None`` where one of its numbers is not known."""
    formules = (
        f"stand({balans.stand}, begin)",
        f"som({balans.instroom})",
        f"som({balans.uitstroom})",
        f"stand({balans.stand})",
    )
    try:
        uitkomsten = [evaluate(formule, omgeving, periode, filters) for formule in formules]
    except FormuleFout:
        return None
    values = [uitkomst.waarde for uitkomst in uitkomsten if uitkomst.waarde is not None]
    if len(values) < len(formules):
        return None
    begin, instroom, uitstroom, eind = values
    return Rekening(naam, begin, instroom, uitstroom, eind, _plek(uitkomsten[-1]))


def _plek(uitkomst: Uitkomst) -> Location | None:
    adres = next(iter(uitkomst.spoor.adressen()), None)
    return Location(adres.bestand, adres.blad or None, adres.cel) if adres else None


def _leden(balans: Balans, omgeving: Omgeving, programma: Programma, feiten: Feiten) -> Iterable[Rekening]:
    """Return the members with a remainder, of the dimensions that all three maten have."""
    maten = (balans.stand, balans.instroom, balans.uitstroom)
    per_maat = [{naam for tabel in feiten.maten.get(maat, ()) for naam in tabel.dimensies} for maat in maten]
    for naam in sorted(set.intersection(*per_maat) - set(omgeving.gebied)):
        leden = programma.dimensie_van(naam).leden
        tabellen = [tabel for tabel in feiten.maten[balans.stand] if naam in tabel.dimensies]
        found = {lid for tabel in tabellen for lid in tabel.dimensies[naam].leden}
        for lid in sorted(found):
            caption = leden[lid][0] if lid in leden else lid
            rekening = _rekening(balans, omgeving, omgeving.levering, caption, {naam: lid})
            if rekening and rekening.rest:
                yield rekening


def _finding(balans: Balans, rekening: Rekening, eenheid: str, delen: Iterable[Rekening]) -> Finding:
    def write(value: Fraction) -> str:
        return schrijf(value, eenheid)

    verwacht = rekening.eind - rekening.rest
    sommetje = (
        f"{write(rekening.begin)} + {write(rekening.instroom)} - {write(rekening.uitstroom)} = {write(verwacht)}, "
        f"maar de stand is {write(rekening.eind)}"
    )
    parts = [f"{deel.naam} ({write(deel.rest)})" for deel in delen]
    where = f" Er is ook verschil bij {enkele(parts, GENOEMD)}." if parts else ""
    return Finding(
        "balans-rest",
        "waarschuwing",
        f"Balans '{balans.naam}' over {rekening.naam}: {sommetje}. Verschil: {write(rekening.rest)}.{where}",
        rekening.plek,
        "De stand volgt niet uit instroom en uitstroom; een van de drie kan onvolledig zijn.",
        "Vraag de beheerder van de bron waar het verschil vandaan komt. Is het bekend, aanvaard het dan met een reden.",
    )
