"""``[[controle]]``: two formulas that must give the same, such as twelve months and their year."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from werkmonitor.bronnen.feiten import Feiten
from werkmonitor.bronnen.opbouw.totalen import schrijf
from werkmonitor.checks.uitrekenen import met_herkomst, plek_van, reken, terug
from werkmonitor.findings import Finding
from werkmonitor.formatting import fraction
from werkmonitor.formula.evaluate import FormuleFout, Omgeving, leden
from werkmonitor.formula.kennis import GEEN_FILTERS, Filters
from werkmonitor.formula.trace import Uitkomst
from werkmonitor.periode import Periode
from werkmonitor.programma.schema import Controle, Programma


def controleer_controles(programma: Programma, feiten: Feiten, periode: Periode) -> Iterator[Finding]:
    """Yield each period and member for which a declared control does not hold, and controls without any value."""
    omgeving = Omgeving(feiten, programma, periode)
    for rank, controle in enumerate(programma.controle):
        proef = _Proef(controle, omgeving)
        yield from proef.findings()
        if proef.reden and not proef.nagerekend:
            wat = f"Controle '{controle.naam}' is niet na te rekenen: {proef.reden}."
            yield Finding("controle-zonder-waarde", "info", wat, programma.plek_van("controle", rank, "naam"))


class _Proef:
    """One control: over its periods and its members."""

    def __init__(self, controle: Controle, omgeving: Omgeving) -> None:
        self.controle, self.omgeving = controle, omgeving
        self.nagerekend = False
        self.reden = ""
        """Why the newest number that is missing is."""

    def findings(self) -> Iterator[Finding]:
        told: set[str] = set()
        for periode in terug(self.omgeving.levering, self.controle.aantal):
            for caption, filters in self._delen(periode):
                found = self._vergelijk(periode, caption, filters)
                if found and found.wat not in told:
                    told.add(found.wat)
                    yield found

    def _delen(self, periode: Periode) -> list[tuple[str, Filters]]:
        """Return each part that the control is about, with its filters: everything, or the members of a dimension."""
        naam = self.controle.per
        if not naam:
            return [("", GEEN_FILTERS)]
        try:
            found = leden(self.controle.formule, self.omgeving, periode, naam)
        except FormuleFout:  # told when the formula is evaluated without members
            return [("", GEEN_FILTERS)]
        captions = self.omgeving.programma.dimensie_van(naam).leden
        return [(f" voor {captions.get(lid, (lid,))[0]}", {naam: lid}) for lid in found]

    def _vergelijk(self, periode: Periode, caption: str, filters: Filters) -> Finding | None:
        outcomes = []
        for formule in (self.controle.formule, self.controle.gelijk_aan):
            outcome = reken(formule, f"controle '{self.controle.naam}'", self.omgeving, periode, filters)
            if isinstance(outcome, Finding):
                return outcome
            self.reden = self.reden or outcome.reden
            outcomes.append(outcome)
        een, ander = outcomes
        if een.waarde is None or ander.waarde is None:
            return None
        self.nagerekend = True
        if abs(een.waarde - ander.waarde) <= fraction(self.controle.marge):
            return None
        return self._finding(f"over {periode.naam}{caption}", (een, een.waarde), (ander, ander.waarde))

    def _finding(self, wanneer: str, een: tuple[Uitkomst, Fraction], ander: tuple[Uitkomst, Fraction]) -> Finding:
        eenheid = self.controle.eenheid
        marge = fraction(self.controle.marge)
        allowed = f"; toegestaan is {schrijf(marge, eenheid)}" if marge else ""
        wat = (
            f"Controle '{self.controle.naam}' klopt niet {wanneer}: {self.controle.formule} is "
            f"{met_herkomst(een[1], eenheid, een[0])}, maar {self.controle.gelijk_aan} is "
            f"{met_herkomst(ander[1], eenheid, ander[0])}. "
            f"Verschil: {schrijf(ander[1] - een[1], eenheid)}{allowed}."
        )
        return Finding(
            "controle-wijkt-af",
            "waarschuwing",
            wat,
            plek_van(ander[0]) or plek_van(een[0]),
            "Een van de twee getallen kan fout zijn; elk cijfer dat erop rust ook.",
            "Zoek uit welk getal klopt en herstel het in de bron. Is het bekend, aanvaard het dan met een reden.",
        )
