"""Evaluates formulas for one build, keeps what is found on the way, and turns outcomes into parts of a Monitor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction

import msgspec

from werkmonitor import formatting
from werkmonitor.bronnen.feiten import Adres, Feiten
from werkmonitor.bronnen.levering.correcties import uitleg
from werkmonitor.findings import Finding
from werkmonitor.formula.evaluate import FormuleFout, Omgeving, evaluate
from werkmonitor.formula.kennis import GEEN_FILTERS, Filters
from werkmonitor.formula.trace import Spoor, Uitkomst
from werkmonitor.monitor.herkomst import Correctie, Herkomst
from werkmonitor.monitor.model import Cijfer
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Correctie as Gedeclareerd
from werkmonitor.programma.schema import Programma
from werkmonitor.teksten import Bindwaarde, bind


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

    def meld(self, finding: Finding) -> None:
        """Keep a finding, once."""
        if finding not in self.findings:
            self.findings.append(finding)

    def bind(self, text: str, *, gemerkt: bool = False) -> str:
        """Fill in the figures of a short text of the declaration.

        ``gemerkt`` says that it stands below the name of a figure that is marked as one of the whole region.
        """
        if "{{" not in text:
            return text
        place = self.programma.plek(text)
        bound, findings = bind(text, self.waarden, place.bestand)
        for finding in findings:
            if not (gemerkt and finding.code == "tekst-hele-regio"):
                self.meld(replace(finding, wat=f"In '{text}': {finding.wat}", vindplaats=place))
        return bound

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


def number(value: Fraction | None) -> float | int | None:
    """Return the number as JSON has it: whole numbers as integers."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)


def exact(value: Fraction | None) -> str | None:
    """Return the exact value as text: ``27/48`` in lowest terms, ``9/16``."""
    return None if value is None else str(value)


def herkomst(spoor: Spoor) -> tuple[Herkomst, ...]:
    """Return the cells that a value was made from."""
    return cellen(spoor.adressen())


def cellen(adressen: Iterable[Adres]) -> tuple[Herkomst, ...]:
    """Return cells as the Monitor has them."""
    return tuple(_herkomst(adres) for adres in adressen)


def _herkomst(adres: Adres) -> Herkomst:
    return Herkomst(
        bestand=adres.bestand,
        blad=adres.blad,
        cel=adres.cel,
        levering=adres.levering,
        waarde=number(adres.waarde),
        labels=adres.labels,
        correctie=_correctie(adres.correctie) if adres.correctie else msgspec.UNSET,
    )


def _correctie(declared: Gedeclareerd) -> Correctie:
    return Correctie(
        was=declared.was,
        wordt=declared.wordt,
        reden=declared.reden,
        wie=declared.wie,
        datum=declared.datum.isoformat(),
        weergave=uitleg(declared),
    )


def tekst_van(uitkomst: Uitkomst, eenheid: str, decimalen: int | None) -> str:
    """Return how an outcome is shown: its value, ``n.v.t.`` or ``niet bekend``."""
    if uitkomst.niet_van_toepassing:
        return formatting.NIET_VAN_TOEPASSING
    return formatting.weergave(uitkomst.waarde, eenheid, decimalen)


def cijfer(uitkomst: Uitkomst, eenheid: str, decimalen: int | None = None) -> Cijfer:
    """Turn an outcome into a number of the Monitor."""
    return Cijfer(
        waarde=number(uitkomst.waarde),
        exact=exact(uitkomst.waarde),
        weergave=tekst_van(uitkomst, eenheid, decimalen),
        reden=uitkomst.reden,
        herkomst=herkomst(uitkomst.spoor),
    )
