"""Puts a Monitor together: first everything that depends on the exports, then the adviser's texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import msgspec

from werkmonitor import __version__, formatting
from werkmonitor.bronnen.feiten import Feiten
from werkmonitor.findings import Finding
from werkmonitor.monitor import model
from werkmonitor.monitor.beleid import beleid
from werkmonitor.monitor.berekening import Berekening
from werkmonitor.monitor.binden import bindwaarden
from werkmonitor.monitor.brug import brug
from werkmonitor.monitor.gebied import Maker, in_gebied
from werkmonitor.monitor.getoond import zonder_herkomst
from werkmonitor.monitor.grafieken import grafiek
from werkmonitor.monitor.indicatoren import bereken_indicatoren
from werkmonitor.monitor.korte_teksten import lees_korte_teksten
from werkmonitor.monitor.opgaven import beoordeel_opgaven, doelen, telling
from werkmonitor.monitor.prognose import prognose
from werkmonitor.monitor.registertekst import lees_register
from werkmonitor.monitor.resultaten import resultatentabel
from werkmonitor.monitor.spoorboek import herkomst
from werkmonitor.monitor.tabellen import formuletabel, indicatorentabel, registertabel
from werkmonitor.monitor.verdeling import verdeling
from werkmonitor.monitor.vergelijking import vergelijking
from werkmonitor.periode import Periode
from werkmonitor.programma.pagina import Blok, Pagina
from werkmonitor.programma.schema import Programma

_STATUS = {
    "definitief": "definitief",
    "voorlopig": "voorlopig",
    "verzonnen": "verzonnen voor dit voorbeeld",
    "handmatig": "met de hand ingevuld",
}


@dataclass(frozen=True)
class Omstandigheden:
    """What a build knows besides declaration and exports."""

    periode: Periode
    voorbeeld: bool = False
    peildatum: date | None = None


def samenstellen(
    programma: Programma, feiten: Feiten, om: Omstandigheden, findings: Iterable[Finding] = ()
) -> model.Monitor:
    """Compute, judge and arrange everything except the texts, which ``binden.vul_teksten`` fills in.

    The findings that were given, and those of this step, stand in ``meldingen``.
    """
    werk = Berekening(programma, feiten, om.periode, list(findings))
    indicatoren = bereken_indicatoren(werk)
    werk.waarden = bindwaarden(om.periode, programma.programma.gemeente, indicatoren, programma.regio)
    indicatoren = tuple(_betekenis(werk, indicator) for indicator in indicatoren)
    opgaven = beoordeel_opgaven(werk, indicatoren)
    paginas = _Paginas(werk, indicatoren, opgaven).alle()
    for finding in (*lees_korte_teksten(werk, indicatoren), *lees_register(werk, indicatoren)):
        werk.meld(finding)
    made = model.Monitor(
        schema=model.SCHEMA,
        periode=str(om.periode),
        doelgroep=programma.publicatie.doelgroep,
        programma=_kop(werk, om),
        bronnen=_bronnen(werk),
        indicatoren=indicatoren,
        doelen=doelen(werk),
        opgaven=opgaven,
        kleuren=telling(werk, opgaven),
        paginas=paginas,
        meldingen=tuple(werk.findings),
        correcties=tuple(map(herkomst, feiten.correcties)),
        begrippen=tuple(model.Begrip(**begrip.model_dump()) for begrip in programma.begrip),
        sporen=werk.sporen.sporen,
    )
    return msgspec.structs.replace(made, meldingen=(*made.meldingen, *zonder_herkomst(made)))


def _betekenis(werk: Berekening, indicator: model.Indicator) -> model.Indicator:
    declared = werk.programma.indicator_van(indicator.id)
    text = declared.betekenis if declared else ""
    gemerkt = indicator.gebied == "regio"
    return msgspec.structs.replace(indicator, betekenis=werk.bind(text, gemerkt=gemerkt)) if text else indicator


def _kop(werk: Berekening, om: Omstandigheden) -> model.Kop:
    algemeen = werk.programma.programma
    return model.Kop(
        naam=algemeen.naam,
        gemeente=algemeen.gemeente,
        regio=werk.programma.regio,
        lid=werk.programma.lid,
        soort=werk.programma.dimensie_van(algemeen.deelgebied).naam if werk.programma.lid else "",
        titel=werk.bind(algemeen.titel),
        ondertitel=werk.bind(algemeen.ondertitel),
        voor=algemeen.voor,
        versie=algemeen.versie,
        periode_naam=om.periode.naam,
        vorig_jaar_naam=om.periode.vorig_jaar.naam,
        brondatum=formatting.datum(om.peildatum or brondatum(werk.feiten, om.periode)),
        editie="concept",
        voorbeeld=om.voorbeeld or algemeen.voorbeeld,
        werkmonitor=__version__,
        declaratie=werk.programma.afdruk,
        opvallend=str(Fraction(werk.programma.publicatie.opvallend)),
        onthulling=beleid(werk.programma),
        metadata=model.Metadata(**werk.programma.publicatie.metadata.model_dump()),
    )


def brondatum(feiten: Feiten, periode: Periode) -> date:
    """Return the date of the newest information: the last day that the delivery tells about, up to the period's end."""
    end, levering = periode.dag_erna.toordinal(), feiten.levering_van(periode)
    days = [
        int(tabel.tot[tabel.tot <= end].max())
        for tabel in feiten.tabellen
        if tabel.levering == levering and (tabel.tot <= end).any()
    ]
    return date.fromordinal(max(days, default=end))


def _bronnen(werk: Berekening) -> tuple[model.Bron, ...]:
    found = []
    gedraaid = {(afdruk.bestand, afdruk.bron): afdruk.gedraaid for afdruk in werk.feiten.afdrukken}
    for bestand in werk.feiten.bestanden:
        declared = werk.programma.bron_van(bestand.bron)
        found.append(
            model.Bron(
                bestand=bestand.pad,
                sha256=bestand.sha256,
                levering=bestand.levering,
                bron=bestand.bron,
                titel=declared.titel if declared else bestand.bron,
                systeem=declared.systeem if declared else "",
                toelichting=declared.toelichting if declared else "",
                gedraaid=gedraaid.get((bestand.pad, bestand.bron), ""),
                declaratie=werk.programma.afdruk_van(bestand.bron),
            )
        )
    return tuple(found)


class _Paginas:
    """Builds the pages; knows for each block which figures and sources it shows."""

    def __init__(
        self, werk: Berekening, indicatoren: Iterable[model.Indicator], opgaven: Sequence[model.Opgave]
    ) -> None:
        self.werk = werk
        self.opgaven = opgaven
        self.indicatoren = {indicator.id: indicator for indicator in indicatoren}

    def alle(self) -> tuple[model.Pagina, ...]:
        return tuple(self._pagina(pagina) for pagina in self.werk.programma.pagina)

    def _pagina(self, pagina: Pagina) -> model.Pagina:
        shown = [naam for blok in pagina.blok for naam in self._getoond(blok)]
        blokken, bronnen = [], self._bronnen_van(shown)
        for rank, blok in enumerate(pagina.blok, 1):
            part, used = self._blok(blok, f"{pagina.id}-{rank}")
            blokken.append(part)
            bronnen |= used
        return model.Pagina(
            id=pagina.id,
            titel=pagina.titel,
            kop=self.werk.bind(pagina.kop) or pagina.titel,
            blokken=tuple(blokken),
            bronregel=self._bronregel(bronnen, shown),
            verzonnen=self.werk.verzonnen(shown, bronnen),
            presentatie=pagina.presentatie,
        )

    def _getoond(self, blok: Blok) -> Iterable[str]:
        """Return the figures that a block shows."""
        if blok.soort == "resultaten":
            return dict.fromkeys(naam for opgave in self.opgaven for naam in opgave.indicatoren)
        return blok.indicatoren

    def _blok(self, blok: Blok, naam: str) -> tuple[model.AnyBlok, set[str]]:
        """Return a block with the sources that it draws on (those of shown indicators are looked up elsewhere)."""
        register = self.werk.programma.programma.opgavenregister
        bronnen = {register} if register and blok.soort in _UIT_REGISTER else set()
        if blok.soort in _EENVOUDIG:
            return _EENVOUDIG[blok.soort](titel=self.werk.bind(blok.titel)), bronnen
        if blok.soort == "resultaten":
            return model.Tabelblok(tabel=resultatentabel(self.werk, blok, self.opgaven, self.indicatoren)), bronnen
        if blok.soort in _BEREKEND:
            return in_gebied(_BEREKEND[blok.soort], self.werk, blok, naam)
        if blok.soort == "register":
            return model.Tabelblok(tabel=registertabel(self.werk, blok)), {blok.bron}
        return self._zonder_bron(blok), set()

    def _zonder_bron(self, blok: Blok) -> model.AnyBlok:
        if blok.soort == "tekst":
            return model.Tekst(naam=blok.tekst, titel=self.werk.bind(blok.titel))
        if blok.soort == "kerncijfers":
            return model.Kerncijfers(indicatoren=blok.indicatoren, titel=self.werk.bind(blok.titel))
        if blok.soort == "indicatoren":
            tabel = indicatorentabel(self.werk, blok, self.indicatoren)
            return model.Indicatoren(tabel=tabel, indicatoren=blok.indicatoren)
        return self._lijst(blok)

    def _lijst(self, blok: Blok) -> model.Lijst:
        programma = self.werk.programma
        pairs = [(begrip.term, begrip.uitleg) for begrip in programma.begrip]
        if blok.soort == "verzonnen":
            pairs = [(item.kort[:1].upper() + item.kort[1:], item.wat) for item in programma.verzonnen]
        regels = tuple(model.Regel(term=term, uitleg=uitleg) for term, uitleg in pairs)
        return model.Lijst(titel=blok.titel, regels=regels)

    def _bronnen_van(self, shown: Iterable[str]) -> set[str]:
        """Return the sources of figures that are shown, by the files and the maten of their cells.

        Several sources can read one file, each with maten of its own.
        """
        by_file = {bestand.pad: bestand.bron for bestand in self.werk.feiten.bestanden}
        maten = {bron.id: bron.maten for bron in self.werk.programma.bron}
        by_maat = {(b.pad, maat): b.bron for b in self.werk.feiten.bestanden for maat in maten.get(b.bron, ())}
        cells = [cel for naam in shown for cel in self.indicatoren[naam].herkomst]
        return {by_maat.get((cel.bestand, cel.labels[0]), by_file[cel.bestand]) for cel in cells}

    def _levering(self) -> str:
        """Return the delivery that is reported, which is the first that was read: the period's, or a longer one."""
        return next((bestand.levering for bestand in self.werk.feiten.bestanden), str(self.werk.periode))

    def _bronregel(self, bronnen: set[str], shown: list[str]) -> str:
        """Write the quiet line below a page: sources, peildatum, status."""
        if not bronnen and "handmatig" not in {self.indicatoren[naam].status for naam in shown}:
            return ""
        titles = [bron.titel for bron in self.werk.programma.bron if bron.id in bronnen]
        days = sorted({day for naam in shown if (day := self.indicatoren[naam].peildatum)})
        states = sorted({_STATUS.get(self.indicatoren[naam].status, "") for naam in shown})
        parts = [f"Bron: {'; '.join(titles)} (levering {self._levering()})."] if titles else []
        if days:
            shown_days = " en ".join(formatting.datum(date.fromisoformat(day)) for day in days)
            parts.append(f"Geteld op {shown_days}.")
        if states:
            parts.append(f"Status van de cijfers: {', '.join(states)}.")
        return " ".join(parts)


_BEREKEND: dict[str, Maker] = {
    "grafiek": grafiek,
    "tabel": formuletabel,
    "verdeling": verdeling,
    "brug": brug,
    "prognose": prognose,
    "vergelijking": vergelijking,
}
"""Blocks that are computed from formulas: each returns what is shown, and the sources that it draws on."""

_EENVOUDIG: dict[str, Callable[..., model.AnyBlok]] = {
    "opgaven": model.Opgaven,
    "matrix": model.Matrix,
    "doelen": model.Doelen,
    "kleuren": model.Kleuren,
    "definities": model.Definities,
    "bronnen": model.Bronnen,
    "meldingen": model.Meldingen,
}
"""Blocks that say only that something is shown here; what it is stands in the Monitor itself."""

_UIT_REGISTER = {"opgaven", "kleuren", "resultaten"}
"""Those of them that show what the team wrote in its register."""
