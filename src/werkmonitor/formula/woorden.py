"""A formula in words: a Dutch sentence with the names that the declaration gives to what is counted.

``som(aanvragen, besluit="afgewezen") / som(aanvragen, vorig_jaar)`` is *De som van aanvragen met besluit Afgewezen,
gedeeld door de som van aanvragen een jaar eerder.*
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from werkmonitor.formatting import getal
from werkmonitor.formula.fouten import vouw
from werkmonitor.formula.functies import FUNCTIES
from werkmonitor.formula.parse import parse
from werkmonitor.formula.syntax import Aanroep, Bewerking, Getal, Knoop, Negatief
from werkmonitor.formula.trace import Spoor, Stapsoort
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Dimensie
from werkmonitor.programma.schema import Programma

_SOM, _PRODUCT, _HEEL = 0, 1, 2
"""How firmly a part holds together: what is added, what is multiplied, and what needs no brackets anywhere."""
_TEKENS = {"+": (" plus ", _SOM), "-": (" min ", _SOM), "*": (", keer ", _PRODUCT), "/": (", gedeeld door ", _PRODUCT)}
_FUNCTIES = {
    "som": "de som van {}",
    "stand": "de stand van {}",
    "gemiddelde": "het gemiddelde van {}",
    "cumulatief": "de som van {}",
    "uitkomst": "het cijfer '{}'",
    "handmatig": "wat met de hand is ingevuld voor '{}'",
}
_PERIODE = {
    "begin": " aan het begin van de periode",
    "eind": " aan het eind van de periode",
    "gemiddelde": " over de maanden van de periode",
}
"""When something was counted, where no day or period is known yet."""
_ZONDER_FORMULE: dict[Stapsoort, str] = {
    "getal": "een vast getal uit de formule",
    "/": "het deel van het geheel",
    "negatief": "hetzelfde getal met een ander teken",
    "afgerond": "hetzelfde getal, afgerond",
}
"""Steps that are no part of a formula, and whose text only tells their parts again."""


class _Zin(NamedTuple):
    tekst: str
    binding: int


def in_woorden(formule: str, programma: Programma) -> str:
    """Return a formula as a sentence; raises ``FormuleFout`` for one that cannot be read."""
    tekst = _Woorden(programma).deel(parse(formule)).tekst
    return f"{tekst[:1].upper()}{tekst[1:]}."


def van_stap(spoor: Spoor, programma: Programma) -> str:
    """Return a step of a computation in words, with the members and the time that it was about."""
    if spoor.gevraagd is None:
        return _ZONDER_FORMULE.get(spoor.soort, spoor.tekst)
    knoop, keuze, wanneer = spoor.gevraagd
    woorden = _Woorden(programma)
    if isinstance(knoop, Aanroep):
        return woorden.aanroep(knoop, keuze, wanneer)
    return woorden.deel(knoop).tekst + woorden.leden(keuze, ", voor")


@dataclass(frozen=True)
class _Woorden:
    """Turns parts of a formula into words."""

    programma: Programma

    def deel(self, knoop: Knoop) -> _Zin:
        match knoop:
            case Getal():
                _, _, decimalen = knoop.tekst.partition(".")
                return _Zin(getal(knoop.waarde, len(decimalen)), _HEEL)
            case Negatief():
                return _Zin(f"min {_haakjes(self.deel(knoop.deel))}", _PRODUCT)
            case Bewerking():
                return self.bewerking(knoop)
            case Aanroep():
                keuze = {found.dimensie: tuple(lid.naam for lid in found.leden) for found in knoop.filters}
                return _Zin(self.aanroep(knoop, keuze), _HEEL)

    def bewerking(self, knoop: Bewerking) -> _Zin:
        """Write from left to right; a part of another kind, and each longer part on the right, gets brackets."""
        teken, binding = _TEKENS[knoop.teken]
        links, rechts = self.deel(knoop.links), self.deel(knoop.rechts)
        left = links.tekst if links.binding == binding else _haakjes(links)
        return _Zin(f"{left}{teken}{_haakjes(rechts)}", binding)

    def aanroep(self, aanroep: Aanroep, keuze: Mapping[str, Sequence[str]], wanneer: str = "") -> str:
        """Write a call with the members that are chosen; ``wanneer`` where it is known of which time it was asked."""
        what = _FUNCTIES[aanroep.functie].format(self.onderwerp(aanroep))
        return what + self.leden(keuze, " met") + (f" {wanneer}" if wanneer else _tijd(aanroep))

    def onderwerp(self, aanroep: Aanroep) -> str:
        indicator = self.programma.indicator_van(aanroep.onderwerp)
        named = FUNCTIES[aanroep.functie].onderwerp != "maat" and indicator is not None
        return indicator.naam if named and indicator else _leesbaar(aanroep.onderwerp)

    def leden(self, keuze: Mapping[str, Sequence[str]], voegwoord: str) -> str:
        """Write the members by dimension; all of a dimension that has no others are no choice."""
        pairs = [(self.programma.dimensie_van(naam), leden) for naam, leden in keuze.items()]
        chosen = [f"{_naam(found)} {_of(found, leden)}" for found, leden in pairs if not self.alle(found, leden)]
        return f"{voegwoord} {' en '.join(chosen)}" if chosen else ""

    def alle(self, dimensie: Dimensie, leden: Sequence[str]) -> bool:
        """Say whether there are no other members; those of a region are a choice in the monitor of one of them."""
        declared = {vouw(lid) for lid in dimensie.leden}
        others = dimensie.open or dimensie.id == self.programma.programma.deelgebied
        return not others and len(declared) > 1 and declared <= {vouw(lid) for lid in leden}


def _haakjes(zin: _Zin) -> str:
    return zin.tekst if zin.binding == _HEEL else f"({zin.tekst})"


def _leesbaar(naam: str) -> str:
    return naam.replace("_", " ")


def _naam(dimensie: Dimensie) -> str:
    """Return the name of a dimension within a sentence; an abbreviation keeps its capitals."""
    naam = _leesbaar(dimensie.naam)
    return naam if naam[1:2].isupper() else f"{naam[:1].lower()}{naam[1:]}"


def _of(dimensie: Dimensie, leden: Sequence[str]) -> str:
    captions = {vouw(lid): opschriften[0] for lid, opschriften in dimensie.leden.items()}
    names = [captions.get(vouw(lid), lid) for lid in leden]
    return " of ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def _tijd(aanroep: Aanroep) -> str:
    """Say when, as far as the formula itself does: from when it counts, at which moment, how long before or after."""
    jaren, perioden = (sum(getattr(tijd, naam) for tijd in aanroep.tijd) for naam in ("jaren", "perioden"))
    fixed = _PERIODE.get(aanroep.moment if aanroep.functie == "stand" else aanroep.functie, "")
    if aanroep.vanaf:
        fixed = f" vanaf {aanroep.vanaf.naam if isinstance(aanroep.vanaf, Periode) else '1 januari'}"
    return fixed + _schuif(jaren, "een jaar", "jaar") + _schuif(perioden, "een periode", "perioden")


def _schuif(aantal: int, een: str, meer: str) -> str:
    size = een if abs(aantal) == 1 else f"{abs(aantal)} {meer}"
    return f" {size} {'eerder' if aantal < 0 else 'later'}" if aantal else ""
