"""``[[indicator]]`` and what judges it or looks ahead from it: norms, forecasts and benchmarks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from werkmonitor.periode import Periode
from werkmonitor.programma.velden import AandeelVeld, Eenheid, Model, Naam, PeriodeVeld, require

Richting = Literal["hoger", "lager"]
Status = Literal["definitief", "voorlopig", "verzonnen", "handmatig"]


class Norm(Model):
    """A norm with the first period for which it holds and the decision it comes from.

    One of three: at least or at most ``waarde``, within ``waarde`` and ``tot``, or better than ``beter_dan`` gives.
    """

    vanaf: PeriodeVeld
    waarde: Decimal | None = None
    tot: Decimal | None = None
    """Upper end of a range that begins at ``waarde``; from 0 on it is only a ceiling."""
    beter_dan: str = ""
    """A formula instead of ``waarde``: a figure that must be beaten, such as the national one."""
    per: Literal["periode", "jaar"] = "periode"
    """``jaar``: a target for a whole year; the year so far is held against the same part of it."""
    deelgebied: str = ""
    """The member of the region's dimension that it holds for, or ``alle`` for each of them.

    Without it a norm is the region's; it holds for a member too unless the unit adds up, as numbers and amounts do.
    """
    bron: str

    @model_validator(mode="after")
    def _says_what_is_asked(self) -> Self:
        require(
            (self.waarde is None) == bool(self.beter_dan), "een norm heeft waarde of beter_dan nodig, en niet allebei"
        )
        plain = self.tot is None and self.per == "periode"
        require(plain or not self.beter_dan, "een norm met beter_dan heeft geen tot en geen per")
        require(self.tot is None or (self.waarde or 0) < self.tot, "bij een norm is tot meer dan waarde")
        return self


class Handmatig(Model):
    """A value that no export has and somebody filled in, with where that person has it from."""

    periode: PeriodeVeld
    waarde: Decimal
    wie: str = Field(min_length=1)
    datum: date
    bron: str = Field(min_length=1)


class Indicator(Model):
    """``[[indicator]]``: a figure, its formula and how it is judged."""

    id: Naam
    naam: str
    formule: str = ""
    """How it is computed; a figure that was filled in has ``handmatig`` instead."""
    handmatig: tuple[Handmatig, ...] = ()
    eenheid: Eenheid
    decimalen: int | None = None
    noem: str = ""
    """The noun of what is counted (``uitkeringen``), where the unit does not say it."""
    per: str | None = None
    """A dimension: the indicator has a value for each member too."""
    gebied: Literal["", "regio", "elders"] = ""
    """Whose figure it is in the monitor of a part of the region: of that part, of the whole region, or of others."""
    richting: Richting | None = None
    """Which direction is better."""
    normen: tuple[Norm, ...] = ()
    oranje_vanaf: AandeelVeld | None = None
    status: Status = "definitief"
    status_in: dict[str, Status] = {}
    """Periods in which the status is another one."""
    definitie: str
    reden_ontbreekt: str = ""
    """Why there is no value, when the exports cannot say it."""
    betekenis: str = ""
    """One sentence for the key figure's tile."""
    respons: str = ""
    """A formula: the share of those asked that answered, where people were asked."""
    respons_minimaal: AandeelVeld | None = None
    """Below this response nothing can be concluded from the figure."""
    opvallend: Decimal | None = Field(default=None, gt=0)
    """From which difference on a comparison of two monitors names this figure, in its unit: 0.02 is two points."""
    kenmerk: tuple[str, ...] = ()
    """Own marks under which this figure is known elsewhere."""
    geen_personen: str = ""
    """Why what it counts are no people, so that a small number may be published: ``het zijn bijeenkomsten``."""

    @model_validator(mode="before")
    @classmethod
    def _fill_in(cls, data: object) -> object:
        """Give a figure that was filled in the formula that says so, and that status."""
        if isinstance(data, dict) and data.get("handmatig") and not data.get("formule"):
            return {**data, "formule": f'handmatig("{data.get("id")}")', "status": "handmatig"}
        return data

    @model_validator(mode="after")
    def _is_computed_or_filled_in(self) -> Self:
        filled_in = self.formule == f'handmatig("{self.id}")'
        one = bool(self.formule) and filled_in == bool(self.handmatig)
        require(one, "een indicator heeft formule of handmatig nodig, en niet allebei")
        periods = [each.periode for each in self.handmatig]
        require(len(set(periods)) == len(periods), "handmatig noemt een periode twee keer")
        require(not (self.handmatig and self.per), "een indicator met handmatig heeft geen per")
        return self

    @model_validator(mode="after")
    def _can_be_held_against_its_response(self) -> Self:
        require(self.respons or self.respons_minimaal is None, "respons_minimaal vraagt ook om respons, een formule")
        return self

    @model_validator(mode="after")
    def _has_one_norm_at_a_time(self) -> Self:
        seen: set[tuple[str, date]] = set()
        for norm in self.normen:
            key = (norm.deelgebied, norm.vanaf.eerste_dag)
            whose = f" van deelgebied '{norm.deelgebied}'" if norm.deelgebied else ""
            require(key not in seen, f"er zijn twee normen{whose} die gelden vanaf {norm.vanaf.naam}; houd er een")
            seen.add(key)
        return self


def norm_op(indicator: Indicator, periode: Periode) -> Norm | None:
    """Return the norm that holds in ``periode``: the newest that began on or before its first day."""
    valid = [norm for norm in indicator.normen if norm.vanaf.eerste_dag <= periode.eerste_dag]
    return max(valid, key=lambda norm: norm.vanaf.eerste_dag, default=None)


def volgende_norm(indicator: Indicator, periode: Periode) -> Norm | None:
    """Return the next step of a phased norm: the first that begins after the first day of ``periode``."""
    later = [norm for norm in indicator.normen if norm.vanaf.eerste_dag > periode.eerste_dag]
    return min(later, key=lambda norm: norm.vanaf.eerste_dag, default=None)


class Prognose(Model):
    """``[[prognose]]``: where a stand is heading, against a target for the mean of a year."""

    id: Naam
    naam: str
    formule: str
    """A stand; it is asked for each month of the history."""
    eenheid: Literal["aantal", "personen", "fte"] = "aantal"
    noem: str = ""
    richting: Richting
    doel: Decimal
    """The target: the mean of the months of ``doeljaar``."""
    doelen: dict[str, Decimal] = {}
    """The targets of members of the region's dimension; one without has no forecast in its own monitor."""
    doeljaar: PeriodeVeld
    doelbron: str
    zekerheid: Annotated[Decimal, Field(ge=Decimal("0.5"), le=Decimal("0.95"))] = Decimal("0.80")
    """How often the bandwidth should hold the outcome, by the errors of the past."""

    @model_validator(mode="after")
    def _has_a_target_to_reach(self) -> Self:
        require(self.doeljaar.lengte == 12, "doeljaar is een heel jaar, zoals 2023")  # noqa: PLR2004 - months
        require(self.doel > 0, "doel moet groter dan 0 zijn")
        return self


class Benchmark(Model):
    """``[[benchmark]]``: the figure of others beside an indicator of ours."""

    indicator: Naam
    naam: str
    """Whose figure it is: ``Nederland``, ``Fryslân``, ``gemeenten met 50.000 tot 100.000 inwoners``."""
    soort: Literal["landelijk", "regio", "grootteklasse", "gemeente"]
    formule: str
    status: Status = "definitief"
    kenmerk: tuple[str, ...] = ()
