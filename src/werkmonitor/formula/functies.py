"""The functions of the formula language.  A new one is one class and one entry in ``FUNCTIES``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, Protocol

from werkmonitor.formula.doelen import Doel, Soort, stukken
from werkmonitor.formula.syntax import Aanroep
from werkmonitor.formula.trace import Uitkomst
from werkmonitor.periode import Periode

Onderwerp = Literal["maat", "indicator", "ingevuld"]


class Rekenaar(Protocol):
    """What a function may ask of the evaluation that it is part of."""

    def tel(self, aanroep: Aanroep, doelen: Sequence[Doel], wanneer: str = "") -> Uitkomst:
        """Add up the targets (one or more); ``wanneer`` says in the trace which time they make together."""

    def indicator(self, aanroep: Aanroep, periode: Periode) -> Uitkomst:
        """Evaluate the indicator that the call names."""

    def ingevuld(self, aanroep: Aanroep, periode: Periode) -> Uitkomst:
        """Return what somebody filled in for the indicator that the call names."""

    def ontbreekt(self, aanroep: Aanroep, reden: str) -> Uitkomst:
        """Return no value, with its reason."""


class Functie(Protocol):
    """What the parser, the checks and the evaluation need to know of a function."""

    @property
    def onderwerp(self) -> Onderwerp:
        """What its first argument names."""

    @property
    def soort(self) -> Soort | None:
        """Which kind of maat it takes; ``None`` when it takes none."""

    @property
    def momenten(self) -> bool:
        """Whether ``begin`` and ``eind`` mean something in it."""

    @property
    def vanaf(self) -> bool:
        """Whether it needs ``vanaf=``."""

    @property
    def voorbeeld(self) -> str:
        """How it is written."""

    def bereken(self, aanroep: Aanroep, periode: Periode, rekenaar: Rekenaar) -> Uitkomst:
        """Evaluate a call for its target period, time arguments already applied."""


class Som:
    """The sum of a stroom over the period."""

    onderwerp: Onderwerp = "maat"
    soort: Soort | None = "stroom"
    momenten = False
    vanaf = False
    voorbeeld = 'som(aanvragen, vorig_jaar, besluit="afgewezen")'

    def bereken(self, aanroep: Aanroep, periode: Periode, rekenaar: Rekenaar) -> Uitkomst:
        """Take the whole period as one target."""
        return rekenaar.tel(aanroep, [Doel(periode, "periode")])


class Stand:
    """The stand at the end of the period, or at its begin."""

    onderwerp: Onderwerp = "maat"
    soort: Soort | None = "stand"
    momenten = True
    vanaf = False
    voorbeeld = "stand(bijstand, begin)"

    def bereken(self, aanroep: Aanroep, periode: Periode, rekenaar: Rekenaar) -> Uitkomst:
        """Take the stand of one day."""
        return rekenaar.tel(aanroep, [Doel(periode, aanroep.moment)])


class Gemiddelde:
    """The mean of the stands of the period's own months."""

    onderwerp: Onderwerp = "maat"
    soort: Soort | None = "stand"
    momenten = False
    vanaf = False
    voorbeeld = "gemiddelde(bijstand)"

    def bereken(self, aanroep: Aanroep, periode: Periode, rekenaar: Rekenaar) -> Uitkomst:
        """Take the stand of each month, all from one table."""
        return rekenaar.tel(aanroep, [Doel(periode, "maanden")])


class Cumulatief:
    """The sum of a stroom from the begin of ``vanaf``, or of the year, to the end of the period."""

    onderwerp: Onderwerp = "maat"
    soort: Soort | None = "stroom"
    momenten = False
    vanaf = True
    voorbeeld = "cumulatief(plaatsingen, vanaf=2017)"

    def bereken(self, aanroep: Aanroep, periode: Periode, rekenaar: Rekenaar) -> Uitkomst:
        """Take each year as a target of its own, because each may come from its own delivery."""
        vanaf = Periode.van(periode.jaar) if aanroep.vanaf == "jaar" else aanroep.vanaf or periode
        doelen = [Doel(stuk, "periode") for stuk in stukken(vanaf, periode)]
        if not doelen:
            return rekenaar.ontbreekt(aanroep, f"{periode.naam} ligt voor het begin van de telling ({vanaf.naam})")
        begin = f"januari {periode.jaar}" if aanroep.vanaf == "jaar" else vanaf.naam
        return rekenaar.tel(aanroep, doelen, f"van {begin} tot en met {periode.naam}")


class VanIndicator:
    """The value of another indicator."""

    onderwerp: Onderwerp = "indicator"
    soort: Soort | None = None
    momenten = False
    vanaf = False
    voorbeeld = 'uitkomst("doorval_ww", jaar - 1)'

    def bereken(self, aanroep: Aanroep, periode: Periode, rekenaar: Rekenaar) -> Uitkomst:
        """Hand over to the evaluation, which knows the indicators."""
        return rekenaar.indicator(aanroep, periode)


class Ingevuld:
    """The value of an indicator that somebody filled in; such an indicator is declared without a formula."""

    onderwerp: Onderwerp = "ingevuld"
    soort: Soort | None = None
    momenten = False
    vanaf = False
    voorbeeld = 'handmatig("inwoners")'

    def bereken(self, aanroep: Aanroep, periode: Periode, rekenaar: Rekenaar) -> Uitkomst:
        """Look it up in the declaration."""
        return rekenaar.ingevuld(aanroep, periode)


FUNCTIES: dict[str, Functie] = {
    "som": Som(),
    "stand": Stand(),
    "gemiddelde": Gemiddelde(),
    "cumulatief": Cumulatief(),
    "uitkomst": VanIndicator(),
    "handmatig": Ingevuld(),
}
