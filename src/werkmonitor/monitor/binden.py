"""Binds texts to the figures of a Monitor.

Needs neither the exports nor the declaration: a build in which only a text changed starts here.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from types import MappingProxyType

import msgspec

from werkmonitor import formatting
from werkmonitor.findings import Finding, Location, zichtbaar
from werkmonitor.formula.fouten import opsomming
from werkmonitor.monitor import model
from werkmonitor.monitor.begrippen import met_begrippen
from werkmonitor.monitor.nalezen import Nalezer, getoond, is_verschil
from werkmonitor.monitor.uitgesteld import bind_uitgesteld, met_verborgen
from werkmonitor.periode import Periode
from werkmonitor.proza.woorden import VERANDERING
from werkmonitor.teksten import Bindwaarde, bind


def bindwaarden(
    periode: Periode, gemeente: str, indicatoren: Iterable[model.Indicator], regio: str = ""
) -> dict[str, Bindwaarde]:
    """Return everything that a text may name: periods, figures, and what belongs to each figure.

    ``regio`` is empty where the municipality has no parts and is part of nothing.
    """
    names = {
        "periode": periode.naam,
        "periode.vorig_jaar": periode.vorig_jaar.naam,
        "periode.volgend_jaar": Periode(periode.start + 12, periode.lengte).naam,
        "periode.begin": formatting.datum(periode.eerste_dag),
        "periode.eind": formatting.datum(periode.dag_erna),
        "gemeente": gemeente,
    } | ({"regio": regio} if regio else {})
    found = {name: Bindwaarde(text) for name, text in names.items()}
    for indicator in indicatoren:
        own = met_verborgen(indicator, _met_teken(indicator, _bindwaarden_van(indicator)))
        whose = regio if indicator.gebied == "regio" else ""
        found |= {naam: replace(value, regio=whose) for naam, value in own.items()} if whose else own
    return found


def _bindwaarden_van(indicator: model.Indicator) -> dict[str, Bindwaarde]:
    naam, vergelijking, so_far = indicator.id, indicator.vergelijking, indicator.tot_nu_toe
    found = {
        naam: _gemeten(indicator, indicator.exact),
        f"{naam}.oordeel": _woord(indicator.woord),
        f"{naam}.norm": _getal(indicator, indicator.norm_exact),
        f"{naam}.norm_tekst": _woord(indicator.norm_weergave),
        f"{naam}.dit_jaar": _gemeten(indicator, so_far.exact if so_far else indicator.exact),
        f"{naam}.respons": _respons(indicator.respons),
        f"{naam}.vorig_jaar": _getal(indicator, vergelijking.cijfer.exact if vergelijking else None),
        f"{naam}.verschil": _getal(indicator, vergelijking.verschil.exact if vergelijking else None),
        f"{naam}.verschil_tekst": _woord(vergelijking.verschil_tekst if vergelijking else ""),
        f"{naam}.peildatum": _woord(
            formatting.datum(date.fromisoformat(indicator.peildatum)) if indicator.peildatum else ""
        ),
    }
    known = [lid for lid in indicator.leden if lid.exact is not None]
    if known:
        most = max(Fraction(lid.exact or 0) for lid in known)
        largest = [lid for lid in known if Fraction(lid.exact or 0) == most]
        found[f"{naam}.grootste"] = _woord(opsomming(lid.naam for lid in largest))
        found[f"{naam}.grootste_waarde"] = _getal(indicator, largest[0].exact)
    elif indicator.dimensie:
        found[f"{naam}.grootste"] = found[f"{naam}.grootste_waarde"] = _woord("")
    for lid in indicator.leden:
        found[f"{naam}.{lid.lid}"] = _getal(indicator, lid.exact)
    return found


def _met_teken(indicator: model.Indicator, found: Mapping[str, Bindwaarde]) -> dict[str, Bindwaarde]:
    """Mark the values whose sign says which way something went: the difference, and all of a change but its norm."""
    change, verschil = _is_verandering(indicator), f"{indicator.id}.verschil"
    levels = {f"{indicator.id}.norm", f"{indicator.id}.respons"}
    return {
        naam: replace(value, verandering=naam == verschil or (change and naam not in levels))
        for naam, value in found.items()
    }


def _is_verandering(indicator: model.Indicator) -> bool:
    """Say whether a figure is a change or a balance: by its formula, unit or name, or as it was ever below nought."""
    words = {*indicator.naam.casefold().split(), *indicator.id.split("_")}
    if is_verschil(indicator.formule) or indicator.eenheid == "voordeel" or words & (VERANDERING | {"saldo"}):
        return True
    values = [
        indicator.exact,
        *(then.cijfer.exact for then in indicator.eerder),
        *(lid.exact for lid in indicator.leden),
    ]
    return any(Fraction(value) < 0 for value in values if value is not None)


def _woord(text: str) -> Bindwaarde:
    return Bindwaarde(text or formatting.NIET_BEKEND, ontbreekt=not text)


def _gemeten(indicator: model.Indicator, value: str | None) -> Bindwaarde:
    """Return the figure itself, which knows whether it reached its norm."""
    shown = indicator.weergave if value == indicator.exact else None
    judged = indicator.oordeel in {"groen", "oranje", "rood"}
    vergelijking = indicator.vergelijking
    return replace(
        _getal(indicator, value, shown),
        gehaald=indicator.oordeel == "groen" if judged else None,
        kleur=indicator.oordeel or "",
        gunstig=vergelijking.gunstig if vergelijking else None,
        verschil=vergelijking.verschil.fractie if vergelijking else None,
    )


def _respons(respons: model.Cijfer | None) -> Bindwaarde:
    if respons is None or respons.fractie is None:
        return _woord("")
    return Bindwaarde(respons.weergave, respons.fractie, "aandeel")


def _getal(indicator: model.Indicator, value: str | None, shown: str | None = None) -> Bindwaarde:
    if value is None:
        return Bindwaarde(shown or formatting.NIET_BEKEND, ontbreekt=True)
    waarde = Fraction(value)
    text = shown or formatting.weergave(waarde, indicator.eenheid, indicator.decimalen)
    return Bindwaarde(text, waarde, indicator.eenheid, indicator.decimalen)


NIETS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Tekstbestand:
    """One Markdown file of the adviser, with its path within the werkmap."""

    pad: str
    tekst: str


def vul_teksten(
    monitor: model.Monitor,
    teksten: Mapping[str, Tekstbestand],
    eerder: Mapping[str, str] = NIETS,
    ernaast: Collection[str] = (),
) -> model.Monitor:
    """Fill in the texts by the names of their blocks; what is missing or wrong is added to ``meldingen``.

    ``eerder`` holds the texts of the period before, by name: what was taken over unchanged is read more closely.
    ``ernaast`` holds the names of all files in the folder: one of them may have been meant.
    """
    vuller = _Vuller(monitor, teksten, eerder, ernaast)
    monitor, late = bind_uitgesteld(monitor, vuller.waarden)
    vuller.findings += late
    indicatoren = tuple(
        msgspec.structs.replace(
            indicator, toelichting=vuller.lees(f"toelichting-{indicator.id}", (indicator.id,)).strip()
        )
        for indicator in monitor.indicatoren
    )
    paginas = tuple(map(vuller.pagina, monitor.paginas))
    findings = [*vuller.findings, *_unexplained(monitor, indicatoren)]
    findings += [_unused(bestand) for naam, bestand in sorted(teksten.items()) if naam not in vuller.used]
    bound = msgspec.structs.replace(
        monitor, indicatoren=indicatoren, paginas=paginas, meldingen=(*monitor.meldingen, *findings)
    )
    return met_begrippen(bound)


class _Vuller:
    """Fills in the texts of one Monitor and proofreads them, and keeps what it found."""

    def __init__(
        self,
        monitor: model.Monitor,
        teksten: Mapping[str, Tekstbestand],
        eerder: Mapping[str, str],
        ernaast: Collection[str],
    ) -> None:
        kop, periode = monitor.programma, Periode.parse(monitor.periode)
        self.periode, self.teksten, self.eerder = monitor.periode, teksten, eerder
        self.ernaast = {*ernaast, *(f"{naam}.md" for naam in teksten)} - {f"{naam}.md" for naam in _wanted(monitor)}
        self.waarden = bindwaarden(periode, kop.gemeente, monitor.indicatoren, kop.regio)
        self.nalezer = Nalezer(periode, (kop.gemeente, kop.regio), monitor.indicatoren, self.waarden)
        self.findings: list[Finding] = []
        self.used: set[str] = set()

    def pagina(self, pagina: model.Pagina) -> model.Pagina:
        """Return a page with its texts."""
        hier = tuple(getoond(pagina))
        return msgspec.structs.replace(pagina, blokken=tuple(self._blok(blok, hier) for blok in pagina.blokken))

    def _blok(self, blok: model.AnyBlok, hier: Iterable[str]) -> model.AnyBlok:
        if not isinstance(blok, model.Tekst):
            return blok
        if blok.naam not in self.teksten:
            self.findings.append(_missing(self.periode, blok.naam, self.ernaast))
        return msgspec.structs.replace(blok, markdown=self.lees(blok.naam, hier))

    def lees(self, naam: str, hier: Iterable[str]) -> str:
        """Return a text with its figures, on a page that shows ``hier``; empty where there is none of this name."""
        bestand = self.teksten.get(naam)
        if bestand is None:
            return ""
        self.used.add(naam)
        text = zichtbaar(bestand.tekst)
        bound, found = bind(text, self.waarden, bestand.pad)
        found += self.nalezer.lees(text, bestand.pad, hier, zichtbaar(self.eerder.get(naam, "")))
        self.findings += [finding for finding in found if finding not in self.findings]
        return bound


def _wanted(monitor: model.Monitor) -> Iterable[str]:
    return (blok.naam for pagina in monitor.paginas for blok in pagina.blokken if isinstance(blok, model.Tekst))


def _missing(periode: str, naam: str, ernaast: Iterable[str]) -> Finding:
    pad = f"teksten/{periode}/{naam}.md"
    near = _nearest(f"{naam}.md", ernaast)
    wat = f"Deze tekst is er niet; er staat wel '{near}'." if near else "Deze tekst is er niet."
    doen = f"Hernoem dat bestand in {naam}.md als het deze tekst is." if near else "Schrijf de tekst in dit bestand."
    return Finding("tekst-ontbreekt", "waarschuwing", wat, Location(pad), "De pagina heeft een gat.", doen)


def _nearest(naam: str, ernaast: Iterable[str]) -> str | None:
    """Return the file that may be meant: with another ending or capitals, or else with a name much like it."""
    names = sorted(ernaast)
    same = next((name for name in names if name.casefold().partition(".")[0] == naam.casefold()[: -len(".md")]), None)
    return same or next(iter(difflib.get_close_matches(naam, names, n=1, cutoff=0.8)), None)


def _unused(bestand: Tekstbestand) -> Finding:
    wat = "Geen pagina gebruikt deze tekst."
    doen = 'Noem hem in een blok met soort = "tekst", of haal hem weg.'
    return Finding("tekst-ongebruikt", "info", wat, Location(bestand.pad), "", doen)


def _unexplained(monitor: model.Monitor, indicatoren: Iterable[model.Indicator]) -> Iterable[Finding]:
    """Yield a finding for each figure that misses its norm and that neither a text nor one of its tasks explains."""
    explained = {naam for opgave in monitor.opgaven if opgave.toelichting for naam in opgave.indicatoren}
    for indicator in indicatoren:
        if indicator.oordeel in {"oranje", "rood"} and not indicator.toelichting and indicator.id not in explained:
            wat = f"{indicator.naam} is {indicator.oordeel} zonder toelichting."
            doen = f"Schrijf die in teksten/{monitor.periode}/toelichting-{indicator.id}.md."
            yield Finding("toelichting-ontbreekt", "waarschuwing", wat, None, "", doen)
