"""Why a figure is another one: its difference in parts, exact, that always add up to all of it.

The newer Monitor says itself what the figure of the older period is by its own exports and declaration.  From there to
its own value is the new period; from what was published to there are the sources, the definition and the tool, of
which ``herrekenen`` tells the sources apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from werkmonitor.diff.herrekenen import Herrekening, zelfde_bronnen
from werkmonitor.diff.model import Oorzaak
from werkmonitor.diff.zijde import Zijde, per_sleutel, som
from werkmonitor.formula.fouten import FormuleFout
from werkmonitor.formula.parse import parse
from werkmonitor.formula.syntax import aanroepen
from werkmonitor.monitor.model import Indicator


@dataclass(frozen=True)
class Aandeel:
    """One part: its cause, its size in the unit of the figure, and what must be said of it."""

    oorzaak: Oorzaak
    waarde: Fraction
    reden: str = ""


@dataclass(frozen=True)
class Toen:
    """What the newer Monitor says about the figure of the older period."""

    waarde: Fraction | None
    spoor: int | None
    reden: str = ""


class Ontleding:
    """One figure of an older and a newer Monitor, both with a value in the same unit."""

    def __init__(self, ouder: Zijde, nieuwer: Zijde, naam: str) -> None:
        self.ouder, self.nieuwer = ouder, nieuwer
        self.was, self.werd = ouder.indicatoren[naam], nieuwer.indicatoren[naam]
        self.toen = _toen(ouder, nieuwer, self.werd)
        self.zelfde_definitie = self._zelfde_definitie()
        self.versies = ouder.monitor.programma.werkmonitor, nieuwer.monitor.programma.werkmonitor

    @property
    def zelfde_versie(self) -> bool:
        """Whether the same version of the tool made both."""
        return self.versies[0] == self.versies[1]

    @property
    def zonder_cellen(self) -> bool:
        """Whether one of the two is public: its cells have no numbers, so nothing follows from them."""
        return any(zijde.monitor.doelgroep == "openbaar" for zijde in (self.ouder, self.nieuwer))

    def aandelen(self) -> list[Aandeel]:
        """Return the parts that are not nul; they add up to the difference."""
        was, werd = self.was.fractie or Fraction(0), self.werd.fractie or Fraction(0)
        if self.toen.waarde is None:
            parts = [self._niet_te_splitsen(werd - was)]
        else:
            parts = [Aandeel("periode", werd - self.toen.waarde), *self._zelfde_tijd(was, self.toen.waarde)]
        return [part for part in parts if part.waarde]

    def _niet_te_splitsen(self, change: Fraction) -> Aandeel:
        """Return the whole as one part, where the newer Monitor does not know the older period."""
        why = f": {self.toen.reden}" if self.toen.reden else ""
        reden = (
            f"De nieuwere monitor noemt geen cijfer over {self.ouder.monitor.programma.periode_naam}{why}. "
            "Of dat herzien is, is niet te zien."
        )
        if self.zelfde_definitie and self.zelfde_versie:
            return Aandeel("periode", change, reden)
        return Aandeel("samen", change, f"{reden} {self._ook()}")

    def _ook(self) -> str:
        """Say what else is different."""
        if self.zelfde_definitie:
            return f"Ook is werkmonitor vernieuwd van {self.versies[0]} naar {self.versies[1]}."
        return "Ook de definitie is veranderd."

    def _zelfde_tijd(self, was: Fraction, nu: Fraction) -> Iterator[Aandeel]:
        """Split what is different about one and the same period."""
        if self.zelfde_definitie and self.zelfde_versie and (self.zonder_cellen or self._andere_cellen()):
            yield Aandeel("bron", nu - was)
            return
        if self.zonder_cellen:
            reden = "In een openbare monitor staan de cellen zonder hun getallen. "
            yield Aandeel("samen", nu - was, f"{reden}{self._wat()} Daarom is dit deel niet verder te splitsen.")
            return
        restated = self._herreken(self.ouder, self.nieuwer, self.was.spoor, self.toen.spoor)
        if restated is not None:
            yield Aandeel("bron", restated - was)
            yield self._overig(nu - restated)
            return
        redefined = self._herreken(self.nieuwer, self.ouder, self.toen.spoor, self.was.spoor)
        if redefined is not None:
            yield self._overig(redefined - was)
            yield Aandeel("bron", nu - redefined)
            return
        reden = "De cellen van nu passen niet op de berekening van toen, en andersom ook niet. "
        yield Aandeel("samen", nu - was, f"{reden}{self._wat()} Daarom is dit deel niet verder te splitsen.")

    def _wat(self) -> str:
        changed = [] if self.zelfde_definitie else ["de definitie"]
        changed += [] if self.zelfde_versie else ["werkmonitor zelf"]
        return f"Veranderd zijn de bron en {' en '.join(changed)}." if changed else "De bron is veranderd."

    def _overig(self, waarde: Fraction) -> Aandeel:
        """Return the part that the sources do not explain, by what is known to have changed."""
        if not self.zelfde_definitie:
            return Aandeel("definitie", waarde, "" if self.zelfde_versie else self._versie_ook())
        if not self.zelfde_versie:
            return Aandeel("werkmonitor", waarde, f"De versie ging van {self.versies[0]} naar {self.versies[1]}.")
        if self.ouder.monitor.programma.declaratie != self.nieuwer.monitor.programma.declaratie:
            return Aandeel("definitie", waarde, "De declaratie is veranderd, maar niet de formule van dit cijfer.")
        return Aandeel("samen", waarde, "De bron, de definitie en de versie van werkmonitor verklaren dit deel niet.")

    def _versie_ook(self) -> str:
        ging = f"ging van versie {self.versies[0]} naar {self.versies[1]}"
        return f"Werkmonitor {ging}; wat daarvan komt, zit ook in dit deel."

    def _herreken(self, formule: Zijde, cellen: Zijde, spoor: int | None, ander: int | None) -> Fraction | None:
        return None if spoor is None else Herrekening(formule, cellen, ander, self.was.dimensie).waarde(spoor)

    def _andere_cellen(self) -> bool:
        """Say whether the two computations rest on other numbers: cells, or what was filled in."""
        pairs = ((self.ouder, self.was.spoor), (self.nieuwer, self.toen.spoor))
        one, other = ({key: som(c) for key, c in per_sleutel(z.cellen(spoor)).items()} for z, spoor in pairs)
        filled = [[blad.exact for blad in z.bladen(spoor) if blad.soort == "handmatig"] for z, spoor in pairs]
        return one != other or filled[0] != filled[1]

    def _zelfde_definitie(self) -> bool:
        if _definitie(self.ouder, self.was) != _definitie(self.nieuwer, self.werd):
            return False
        cells = (*self.ouder.cellen(self.was.spoor), *self.nieuwer.cellen(self.toen.spoor))
        return zelfde_bronnen(self.ouder, self.nieuwer, {cel.bron for cel in cells})


def _toen(ouder: Zijde, nieuwer: Zijde, werd: Indicator) -> Toen:
    if ouder.periode == nieuwer.periode:
        return Toen(werd.fractie, werd.spoor)
    eerder = nieuwer.over(werd, ouder.periode)
    return Toen(None, None) if eerder is None else Toen(eerder.cijfer.fractie, eerder.cijfer.spoor, eerder.cijfer.reden)


def _definitie(zijde: Zijde, indicator: Indicator) -> dict[str, tuple[str, str | None, str]]:
    """Return what determines a figure besides its sources: its formula, and those of the figures in it."""
    found: dict[str, tuple[str, str | None, str]] = {}
    waiting = [indicator]
    while waiting:
        item = waiting.pop()
        own = "" if item is indicator else item.id
        if own not in found:
            found[own] = " ".join(item.formule.split()), item.dimensie if item is indicator else None, item.gebied
            waiting += [zijde.indicatoren[naam] for naam in _genoemd(item.formule) if naam in zijde.indicatoren]
    return found


def _genoemd(formule: str) -> list[str]:
    """Return the figures that a formula names."""
    try:
        return [aanroep.onderwerp for aanroep in aanroepen(parse(formule)) if aanroep.functie == "uitkomst"]
    except FormuleFout:  # of another version, which could read it
        return []
