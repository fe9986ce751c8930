"""Proofreads the texts of a Monitor: what each page shows, as the check of prose wants to know it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from werkmonitor.findings import Finding
from werkmonitor.formula.fouten import FormuleFout
from werkmonitor.formula.parse import parse
from werkmonitor.formula.syntax import Bewerking
from werkmonitor.monitor import model
from werkmonitor.periode import Periode
from werkmonitor.proza.kennis import Cijfer, Kennis
from werkmonitor.proza.nalezen import lees_na
from werkmonitor.teksten import Bindwaarde, velden

_JAAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_ANDER_JAAR = re.compile(r"\bjaar\s*-\s*\d|\bvorig_jaar\b|\bvolgend_jaar\b|\bvorige\b")
_OORDEEL = frozenset({"groen", "oranje", "rood"})


class Nalezer:
    """Knows the figures of one Monitor, and proofreads texts beside those of a page."""

    def __init__(
        self,
        periode: Periode,
        eigen: Iterable[str],
        indicatoren: Iterable[model.Indicator],
        waarden: Mapping[str, Bindwaarde],
    ) -> None:
        found = {indicator.id: _cijfer(indicator) for indicator in indicatoren}
        self.kennis = Kennis(periode, found, waarden, eigen=frozenset(naam.casefold() for naam in eigen if naam))

    def lees(self, tekst: str, bestand: str, hier: Iterable[str], vorige: str | None = None) -> list[Finding]:
        """Return what is wrong with a text on a page that shows the figures ``hier``, or binds them elsewhere.

        ``vorige`` is the text of the same name of the period before.
        """
        return lees_na(tekst, bestand, self.kennis.op(hier, self.gebonden(tekst)), vorige)

    def gebonden(self, tekst: str) -> Iterator[str]:
        """Yield the figures that a text binds."""
        yield from (veld.cijfer for _, _, veld in velden(tekst) if veld and veld.cijfer in self.kennis.cijfers)


def getoond(pagina: model.Pagina) -> Iterator[str]:
    """Yield the figures that a page shows in tiles and tables."""
    for blok in pagina.blokken:
        if isinstance(blok, model.Kerncijfers | model.Indicatoren):
            yield from blok.indicatoren


def _cijfer(indicator: model.Indicator) -> Cijfer:
    vergelijking = indicator.vergelijking
    return Cijfer(
        id=indicator.id,
        naam=indicator.naam,
        noem=indicator.noem,
        eenheid=indicator.eenheid,
        decimalen=indicator.decimalen,
        weergave=indicator.weergave,
        waarde=indicator.fractie,
        vorig=vergelijking.cijfer.fractie if vergelijking else None,
        norm=_fractie(indicator.norm_exact),
        norm_weergave=indicator.norm_weergave,
        kleur=indicator.oordeel if indicator.oordeel in _OORDEEL else "",
        lager_is_beter=indicator.richting == "lager",
        gunstig=vergelijking.gunstig if vergelijking else None,
        saldo=is_verschil(indicator.formule),
        jaren=frozenset(map(int, _JAAR.findall(f"{indicator.naam} {indicator.definitie}"))),
        ander_jaar=bool(_ANDER_JAAR.search(indicator.formule)),
        ook=dict(_ook(indicator)),
    )


def _ook(indicator: model.Indicator) -> Iterator[tuple[str, Fraction]]:
    so_far, respons = indicator.tot_nu_toe, indicator.respons
    parts = {lid.lid: _fractie(lid.exact) for lid in indicator.leden}
    others = {
        "dit_jaar": so_far.fractie if so_far else None,
        "respons": respons.fractie if respons else None,
        "verschil": indicator.vergelijking.verschil.fractie if indicator.vergelijking else None,
    }
    for naam, value in (others | parts).items():
        if value is not None:
            yield naam, value


def _fractie(exact: str | None) -> Fraction | None:
    return None if exact is None else Fraction(exact)


def is_verschil(formule: str) -> bool:
    """Say whether a formula takes one thing from another: a minus between its terms."""
    try:
        knoop = parse(formule)
    except FormuleFout:  # told where formulas are checked
        return False
    while isinstance(knoop, Bewerking) and knoop.teken == "+":
        knoop = knoop.links
    return isinstance(knoop, Bewerking) and knoop.teken == "-"
