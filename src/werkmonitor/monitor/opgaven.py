"""Tasks and goals with their verdicts: by the rule of their indicators, else by a person with a reason."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import get_args

from werkmonitor.bronnen.feiten import Registerrij
from werkmonitor.findings import Finding, Location
from werkmonitor.monitor import model
from werkmonitor.monitor.berekening import Berekening
from werkmonitor.monitor.gebied import eigen, opgaverijen
from werkmonitor.monitor.herkomst import Herkomst
from werkmonitor.monitor.indicatoren import beoordeling
from werkmonitor.oordeel import slechtste
from werkmonitor.periode import Periode
from werkmonitor.programma.schema import Kleur, Opgave

_TOELICHTING = ("oorzaak", "gevolg", "vervolg")
_VELDEN = ("activiteiten", "voortgang", *_TOELICHTING)
_OVER_REGIO = "De tekst bij deze opgave gaat over de hele regio."


def beoordeel_opgaven(werk: Berekening, indicatoren: Sequence[model.Indicator]) -> tuple[model.Opgave, ...]:
    """Judge every declared task and report what the team still has to write."""
    rijen = _register(werk, werk.periode)
    _check_register(werk)
    known = {str(opgave.nummer) for opgave in werk.programma.opgave}
    for nummer, rij in rijen.items():
        if nummer not in known:
            wat = f"Opgave {nummer} staat niet in de declaratie."
            werk.meld(Finding("opgave-onbekend", "fout", wat, _place(rij, "nr"), "De regel telt niet mee."))
    return tuple(_opgave(werk, opgave, indicatoren, rijen.get(str(opgave.nummer))) for opgave in werk.programma.opgave)


def _check_register(werk: Berekening) -> None:
    """Report, once, that the register of the period is not there, where one of a longer time is."""
    naam, periode = werk.programma.programma.opgavenregister, str(werk.periode)
    others = [levering for bron, levering in werk.feiten.registers if bron == naam]
    longer = next((levering for levering in others if Periode.parse(levering).bevat(werk.periode)), periode)
    if naam and longer != periode and (naam, periode) not in werk.feiten.registers:
        wat = f"Het opgavenregister van {werk.periode.naam} is er niet; dat van {longer} gaat over een langere tijd."
        gevolg = "Bij elke opgave staat dat er geen activiteit bekend is."
        doen = f"Zet het register van {werk.periode.naam} in exports/{periode}."
        werk.meld(Finding("register-ontbreekt", "waarschuwing", wat, werk.programma.plek(naam), gevolg, doen))


def _register(werk: Berekening, periode: Periode) -> dict[str, Registerrij]:
    naam = werk.programma.programma.opgavenregister
    found: dict[str, Registerrij] = {}
    for rij in opgaverijen(werk, naam or "", periode):
        first = found.setdefault(rij.velden.get("nr", ""), rij)
        if first is not rij:
            wat = f"Opgave {rij.velden.get('nr') or 'zonder nummer'} staat ook al in {first.cellen.get('nr')}."
            werk.meld(
                Finding("opgave-dubbel", "fout", wat, _place(rij, "nr"), "Het is niet duidelijk welke regel telt.")
            )
    return found


def _opgave(
    werk: Berekening, opgave: Opgave, indicatoren: Sequence[model.Indicator], rij: Registerrij | None
) -> model.Opgave:
    velden = rij.velden if rij else {}
    judged = [indicator for indicator in indicatoren if indicator.id in opgave.indicatoren]
    by_rule = slechtste(indicator.oordeel for indicator in judged if indicator.oordeel)
    own = _eigen_oordeel(werk, opgave, rij)
    kleur: Kleur = by_rule or own or "grijs"
    _check_doelen(werk, opgave, rij)
    if by_rule and own and own != by_rule:
        wat = f"Opgave {opgave.nummer} heeft een eigen oordeel ({own}), maar de cijfers geven {by_rule}."
        werk.meld(Finding("oordeel-genegeerd", "waarschuwing", wat, _place(rij, "oordeel"), "De regel gaat voor."))
    result = model.Opgave(
        id=opgave.id,
        nummer=opgave.nummer,
        naam=opgave.naam,
        kort=opgave.kort,
        doelen=opgave.doelen,
        indicatoren=opgave.indicatoren,
        verantwoordelijk=opgave.verantwoordelijk,
        oordeel=kleur,
        woord=werk.programma.oordeel[kleur].woord,
        grond="regel" if by_rule else "mens" if own else "geen",
        regel=" ".join(_regel(i) for i in judged if i.oordeel == by_rule) if by_rule else _reden(werk, rij),
        toelichting=" ".join(filter(None, (velden.get(veld, "").strip() for veld in _TOELICHTING))),
        over="" if rij is None or eigen(werk, rij) else _OVER_REGIO,
        conclusie=_conclusie(werk, opgave, rij),
        **{veld: velden.get(veld, "") for veld in _VELDEN},
        vorig_oordeel=_vorig(werk, opgave, judged),
        herkomst=tuple(_herkomst(rij, str(werk.periode))) if rij else (),
    )
    _report_gaps(werk, result, rij)
    return result


def _regel(indicator: model.Indicator) -> str:
    return f"Hele regio: {indicator.regel}" if indicator.gebied == "regio" else indicator.regel


def _reden(werk: Berekening, rij: Registerrij | None) -> str:
    """Return the reason for an own verdict; in the monitor of a part it says when it is that of the whole region."""
    reden = rij.velden.get("reden", "") if rij else ""
    return f"Hele regio: {reden}" if rij and reden and not eigen(werk, rij) else reden


def _eigen_oordeel(werk: Berekening, opgave: Opgave, rij: Registerrij | None) -> Kleur | None:
    """Return the colour that the team gave; it counts only with a reason."""
    word = rij.velden.get("oordeel", "").strip() if rij else ""
    if not word:
        return None
    kleur = _kleur(word)
    if kleur is None:
        wat = f"Het oordeel '{word[:40]}' van opgave {opgave.nummer} is geen kleur."
        doen = f"Kies {', '.join(get_args(Kleur))}."
        werk.meld(Finding("oordeel-onbekend", "fout", wat, _place(rij, "oordeel"), "", doen))
    elif rij and not rij.velden.get("reden", "").strip():
        wat = f"Opgave {opgave.nummer} heeft een eigen oordeel ({kleur}) zonder reden."
        doen = "Schrijf de reden erbij; zonder reden telt een eigen oordeel niet."
        werk.meld(Finding("oordeel-zonder-reden", "fout", wat, _place(rij, "reden"), "", doen))
        return None
    return kleur


def _conclusie(werk: Berekening, opgave: Opgave, rij: Registerrij | None) -> model.Conclusie:
    """Return what the team does with the task from here, where it chose one of the words for it."""
    word = rij.velden.get("conclusie", "").strip() if rij else ""
    known: tuple[model.Conclusie, ...] = get_args(model.Conclusie)
    found = next((conclusie for conclusie in known if conclusie == word.lower()), None)
    if found is None:
        wat = f"De conclusie '{word[:40]}' van opgave {opgave.nummer} is niet bekend."
        gevolg, doen = "In het rapport staat bij deze opgave geen conclusie.", f"Kies {', '.join(filter(None, known))}."
        werk.meld(Finding("conclusie-onbekend", "waarschuwing", wat, _place(rij, "conclusie"), gevolg, doen))
    return found or ""


def _check_doelen(werk: Berekening, opgave: Opgave, rij: Registerrij | None) -> None:
    stated = rij.velden.get("doelen", "") if rij else ""
    numbers = {int(part) for part in stated.replace(";", ",").split(",") if part.strip().isdigit()}
    if stated and numbers != set(opgave.doelen):
        wat = f"Opgave {opgave.nummer} draagt hier bij aan doel {stated}, in de declaratie aan {_row(opgave.doelen)}."
        werk.meld(Finding("doelen-verschillen", "waarschuwing", wat, _place(rij, "doelen"), "De declaratie geldt."))


def _row(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, numbers))


def _report_gaps(werk: Berekening, opgave: model.Opgave, rij: Registerrij | None) -> None:
    """Report a task without a verdict, an activity or a needed explanation as a gap."""
    place = _place(rij, "nr")
    gevolg = "In het rapport staat hier een gat."
    if opgave.grond == "geen":
        wat = f"Opgave {opgave.nummer} heeft geen oordeel."
        werk.meld(
            Finding("opgave-zonder-oordeel", "waarschuwing", wat, place, gevolg, "Vul het oordeel en de reden in.")
        )
    if opgave.zonder_activiteit:
        wat = f"Van opgave {opgave.nummer} is geen activiteit bekend."
        doen = "Vul de activiteiten en de voortgang in."
        werk.meld(Finding("opgave-zonder-activiteit", "waarschuwing", wat, place, gevolg, doen))
    elif not opgave.voortgang:
        wat = f"Opgave {opgave.nummer} heeft geen voortgang."
        werk.meld(Finding("opgave-zonder-voortgang", "waarschuwing", wat, place, gevolg, "Vul de voortgang in."))
    if opgave.oordeel in {"oranje", "rood"} and not opgave.toelichting:
        wat = f"Opgave {opgave.nummer} is {opgave.oordeel} zonder toelichting."
        gevolg = "In het rapport staat niet waarom."
        doen = "Vul oorzaak, gevolg en vervolg in."
        werk.meld(Finding("toelichting-ontbreekt", "waarschuwing", wat, place, gevolg, doen))


def _vorig(werk: Berekening, opgave: Opgave, judged: Sequence[model.Indicator]) -> Kleur | None:
    """Return the verdict of a year ago: today's rule on the figures of then, else the own verdict of then."""
    periode = werk.periode.vorig_jaar
    colours = []
    for indicator in judged:
        declared = werk.programma.indicator_van(indicator.id)
        exact = indicator.vergelijking.cijfer.exact if indicator.vergelijking else None
        oordeel = beoordeling(werk, declared, Fraction(exact), periode).oordeel if declared and exact else None
        colours += [oordeel.kleur] if oordeel else []
    rij = _register(werk, periode).get(str(opgave.nummer))
    return slechtste(colours) or _kleur(rij.velden.get("oordeel", "") if rij else "")


def _kleur(word: str) -> Kleur | None:
    kleuren: tuple[Kleur, ...] = get_args(Kleur)
    return next((kleur for kleur in kleuren if kleur == word.strip().lower()), None)


def _place(rij: Registerrij | None, veld: str) -> Location | None:
    return Location(rij.bestand, rij.blad, rij.cellen.get(veld)) if rij else None


def _herkomst(rij: Registerrij, periode: str) -> Iterable[Herkomst]:
    for veld, cel in rij.cellen.items():
        yield Herkomst(
            bestand=rij.bestand, blad=rij.blad, cel=cel, levering=periode, waarde=None, labels=(veld, rij.velden[veld])
        )


def doelen(werk: Berekening) -> tuple[model.Doel, ...]:
    """Return the goals, each with the numbers of the tasks that serve it."""
    return tuple(
        model.Doel(
            id=doel.id,
            nummer=doel.nummer,
            naam=doel.naam,
            toelichting=doel.toelichting,
            opgaven=tuple(opgave.nummer for opgave in werk.programma.opgave if doel.nummer in opgave.doelen),
        )
        for doel in werk.programma.doel
    )


def telling(werk: Berekening, opgaven: Sequence[model.Opgave]) -> tuple[model.Kleurtelling, ...]:
    """Return the number of tasks per colour, with the meaning of the colour."""
    return tuple(
        model.Kleurtelling(
            kleur=kleur,
            woord=woord.woord,
            uitleg=woord.uitleg,
            aantal=sum(opgave.oordeel == kleur for opgave in opgaven),
        )
        for kleur, woord in werk.programma.oordeel.items()
    )
