"""Evaluates formulas for one build, keeps what is found on the way, and turns outcomes into parts of a Monitor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from werkmonitor import formatting
from werkmonitor.bronnen.feiten import Feiten
from werkmonitor.findings import Finding
from werkmonitor.formula.evaluate import FormuleFout, Omgeving, evaluate
from werkmonitor.formula.kennis import GEEN_FILTERS, Filters
from werkmonitor.formula.trace import Spoor, Uitkomst
from werkmonitor.monitor.blokken import Cel, Punt
from werkmonitor.monitor.herkomst import exact, number
from werkmonitor.monitor.model import Cijfer
from werkmonitor.monitor.spoorboek import Spoorboek
from werkmonitor.monitor.uitkomsten import afgerond
from werkmonitor.periode import Periode
from werkmonitor.programma.schema import Programma
from werkmonitor.teksten import Bindwaarde, bind, stel_uit


@dataclass
class Berekening:
    """What is computed from (programma, feiten) for one period, and what was found on the way."""

    programma: Programma
    feiten: Feiten
    periode: Periode
    findings: list[Finding] = field(default_factory=list)
    waarden: dict[str, Bindwaarde] = field(default_factory=dict)
    """What texts may name; filled by ``bindwaarden``."""

    def __post_init__(self) -> None:
        self.omgeving = Omgeving(self.feiten, self.programma, self.feiten.levering_van(self.periode))
        self.sporen = Spoorboek(self.programma)

    def uitkomst(  # noqa: PLR0913 - what a value depends on
        self,
        formule: str,
        wie: str,
        periode: Periode | None = None,
        filters: Filters = GEEN_FILTERS,
        *,
        dit_jaar: bool = False,
        geheel: bool = False,
    ) -> Uitkomst:
        """Evaluate a formula; a fault in it becomes a finding that names ``wie``, and a missing value.

        With ``geheel`` it is about the whole region, also in the monitor of one of its parts.
        """
        omgeving = self.omgeving.geheel if geheel else self.omgeving
        try:
            outcome = evaluate(formule, omgeving, periode or self.periode, filters, dit_jaar=dit_jaar)
        except FormuleFout as fout:
            wat = f"De formule van {wie} kan niet berekend worden:\n{fout}"
            self.meld(Finding("formule", "fout", wat, self.programma.plek(formule), "Zo is er geen cijfer."))
            return Uitkomst(None, Spoor(formule, None), reden="de formule kan niet berekend worden")
        for finding in outcome.findings:
            self.meld(finding)
        return outcome

    def cijfer(self, uitkomst: Uitkomst, eenheid: str, decimalen: int | None = None) -> Cijfer:
        """Turn an outcome into a number of the Monitor."""
        return Cijfer(
            waarde=number(uitkomst.waarde),
            exact=exact(uitkomst.waarde),
            weergave=tekst_van(uitkomst, eenheid, decimalen),
            reden=uitkomst.reden,
            spoor=self.sporen.leg_vast(uitkomst.spoor),
        )

    def cel(self, uitkomst: Uitkomst, eenheid: str, decimalen: int | None = None, weergave: str | None = None) -> Cel:
        """Turn an outcome into a cell of a table; ``weergave`` where it is shown otherwise than its unit says."""
        return Cel(
            weergave=weergave or tekst_van(uitkomst, eenheid, decimalen),
            waarde=number(uitkomst.waarde),
            spoor=self.sporen.leg_vast(uitkomst.spoor),
        )

    def punt(self, uitkomst: Uitkomst, eenheid: str, decimalen: int | None = None, weergave: str | None = None) -> Punt:
        """Turn an outcome into a point of a chart."""
        return Punt(
            waarde=None if uitkomst.waarde is None else float(uitkomst.waarde),
            weergave=weergave or tekst_van(uitkomst, eenheid, decimalen),
            spoor=self.sporen.leg_vast(uitkomst.spoor),
        )

    def zoals_getoond(self, uitkomst: Uitkomst, eenheid: str, decimalen: int | None) -> Uitkomst:
        """Return what a share or a mean is compared by: for everybody only as exactly as it is shown itself.

        Else the difference of two of them would tell more of both than they do.
        """
        if not self.is_openbaar or uitkomst.waarde is None or eenheid not in formatting.NIET_OPTELBAAR:
            return uitkomst
        shown = formatting.zoals_getoond(uitkomst.waarde, eenheid, decimalen)
        return uitkomst if shown == uitkomst.waarde else afgerond(uitkomst, shown)

    def meld(self, finding: Finding) -> None:
        """Keep a finding, once."""
        if finding not in self.findings:
            self.findings.append(finding)

    def bind(self, text: str, *, gemerkt: bool = False) -> str:
        """Fill in the figures of a short text of the declaration; for everybody only what names no figure.

        The figures are then filled in when it is known which of them are shown (``uitgesteld``).
        ``gemerkt`` says that it stands below the name of a figure that is marked as one of the whole region.
        """
        if "{{" not in text:
            return text
        place = self.programma.plek(text)
        bound, findings = bind(text, self.waarden, place.bestand)
        for finding in findings:
            if not (gemerkt and finding.code == "tekst-hele-regio"):
                self.meld(replace(finding, wat=f"In '{text}': {finding.wat}", vindplaats=place))
        if self.is_openbaar:
            return bind(stel_uit(text, self.cijfers), self.waarden, place.bestand)[0]
        return bound

    @property
    def is_openbaar(self) -> bool:
        """Whether it is for everybody: then some numbers will not be shown."""
        return self.programma.publicatie.doelgroep == "openbaar"

    @cached_property
    def cijfers(self) -> frozenset[str]:
        """The ids of the figures."""
        return frozenset(indicator.id for indicator in self.programma.indicator)

    def verzonnen(self, indicatoren: Iterable[str], bronnen: Iterable[str]) -> tuple[str, ...]:
        """Return what is invented among these figures and sources, in words."""
        used = set(indicatoren), set(bronnen)
        return tuple(
            item.kort
            for item in self.programma.verzonnen
            if used[0].intersection(item.indicatoren) or used[1].intersection(item.bronnen)
        )


def bronnen_van(spoor: Spoor) -> set[str]:
    """Return the sources that a value was made from."""
    own = {spoor.tabel.bron} if spoor.tabel is not None else set()
    return own.union(*(bronnen_van(deel) for deel in spoor.delen))


def tekst_van(uitkomst: Uitkomst, eenheid: str, decimalen: int | None) -> str:
    """Return how an outcome is shown: its value, ``n.v.t.`` or ``niet bekend``."""
    if uitkomst.niet_van_toepassing:
        return formatting.NIET_VAN_TOEPASSING
    return formatting.weergave(uitkomst.waarde, eenheid, decimalen)
