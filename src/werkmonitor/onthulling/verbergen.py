"""A Monitor for everybody: field by field what is shown, so that no hidden number stands in it or follows from it.

What is derived is made anew from what is left: verdicts, directions, counts of colours, the words of charts. Short
texts and those of the adviser are filled in afterwards, on the public Monitor.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import count, zip_longest

import msgspec

from werkmonitor.monitor import model
from werkmonitor.monitor.opmerkingen import opmerkingen
from werkmonitor.onthulling.plaatsen import Plek
from werkmonitor.onthulling.verbergen_blokken import Blokken
from werkmonitor.onthulling.verbergen_cijfers import openbare_indicator, openbare_opgave, telling
from werkmonitor.onthulling.verbergen_getallen import alle_plaatsen
from werkmonitor.onthulling.verbergen_sporen import neutraal, openbare_sporen, zonder_getal
from werkmonitor.periode import Periode

PAGINA = "privacy"
"""The id of the page about what is not shown."""
_TITEL = "Privacy in deze monitor"
_TEKEN = (
    "Hier staat een getal dat deze monitor niet toont. Het hoeft niet klein te zijn: "
    "soms is een klein aantal er uit af te leiden."
)


def verberg(monitor: model.Monitor, verborgen: Collection[Plek], samenvatting: model.Onthulling) -> model.Monitor:
    """Return the public Monitor in which the numbers at these places are hidden.

    Raises ``ValueError`` for a Monitor that is not public, or has its texts already: those can hold any number.
    """
    if monitor.doelgroep != "openbaar" or any(_is_gevuld(pagina) for pagina in monitor.paginas):
        message = "only a public Monitor of which no text was filled in can have its numbers hidden"
        raise ValueError(message)
    ids = {pagina.id for pagina in monitor.paginas}
    weg = alle_plaatsen(monitor, verborgen)
    periode = Periode.parse(monitor.periode)
    indicatoren = tuple(openbare_indicator(indicator, periode, weg) for indicator in monitor.indicatoren)
    opgaven = tuple(_opgaven(monitor, indicatoren, weg))
    normen = {float(i.norm) for i in monitor.indicatoren if i.norm is not None and Plek("cijfer", i.id, "norm") in weg}
    blokken = Blokken(monitor.sporen.stappen, dict(_noten(monitor.indicatoren, indicatoren)), normen, weg)
    shown = msgspec.structs.replace(
        monitor,
        indicatoren=indicatoren,
        opgaven=opgaven,
        kleuren=telling(monitor.kleuren, opgaven),
        paginas=(*map(blokken.pagina, monitor.paginas), privacypagina(samenvatting, ids)),
        meldingen=neutraal(monitor.meldingen),
        correcties=tuple(map(zonder_getal, monitor.correcties)),
        onthulling=samenvatting,
    )
    return msgspec.structs.replace(shown, sporen=openbare_sporen(monitor, shown))


def _is_gevuld(pagina: model.Pagina) -> bool:
    return any(isinstance(blok, model.Tekst) and blok.markdown for blok in pagina.blokken)


def _opgaven(monitor: model.Monitor, wordt: Sequence[model.Indicator], weg: frozenset[Plek]) -> Iterator[model.Opgave]:
    pairs = {was.id: (was, shown) for was, shown in zip(monitor.indicatoren, wordt, strict=True)}
    for opgave in monitor.opgaven:
        own = [pairs[naam] for naam in opgave.indicatoren if naam in pairs]
        yield openbare_opgave(opgave, [was for was, _ in own], [shown for _, shown in own], weg)


def _noten(was: Sequence[model.Indicator], wordt: Sequence[model.Indicator]) -> Iterator[tuple[str, str]]:
    """Yield what is said of figures below tables, as it was and as it is now; empty for what is not said any more."""
    for old, new in zip(was, wordt, strict=True):
        own = [note for note in opmerkingen(new) if note not in opmerkingen(old)]
        gone = [note for note in opmerkingen(old) if note not in opmerkingen(new)]
        yield from ((note, other or "") for note, other in zip_longest(gone, own) if note is not None)


def privacypagina(onthulling: model.Onthulling, bezet: Collection[str] = ()) -> model.Pagina:
    """Return the page that says from which number on people are shown, what is hidden, how, and by which rule.

    ``bezet`` has the ids of the other pages.
    """
    kop = "Elk getal staat erin: er was niets dat iemand herkenbaar maakt"
    if onthulling.verborgen:
        kop = "Kleine aantallen staan er niet in, zodat niemand te herkennen is"
    lijst = model.Lijst(titel="Zo beschermt deze monitor de privacy", regels=tuple(_regels(onthulling)))
    naam = next(naam for rank in count(1) if (naam := f"{PAGINA}-{rank}" if rank > 1 else PAGINA) not in bezet)
    return model.Pagina(id=naam, titel=_TITEL, kop=kop, blokken=(lijst,), bronregel="")


def _regels(onthulling: model.Onthulling) -> Iterator[model.Regel]:
    for each in onthulling.drempels:
        least = f"Een aantal van 1 tot en met {each.drempel - 1} staat er niet in. Vanaf {each.drempel} wel."
        yield model.Regel(term=f"Drempel voor {each.waarvoor}", uitleg=least)
    if onthulling.methode:
        yield model.Regel(term="Werkwijze", uitleg=" ".join(onthulling.methode))
    teken = onthulling.legenda.partition(" = ")[0]
    yield model.Regel(term=teken, uitleg=_TEKEN)
    told = {0: "Geen enkel getal.", 1: "1 getal."}.get(onthulling.verborgen, f"{onthulling.verborgen} getallen.")
    yield model.Regel(term="Niet getoond", uitleg=told)
    for regel in onthulling.regels:
        yield model.Regel(term=regel.naam, uitleg=f"{regel.zin} ({regel.aantal})")
