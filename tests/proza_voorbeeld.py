"""Figures of an invented municipality, and sentences about them: true ones, and ones that are not."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from monitor_bouwstenen import indicator
from werkmonitor import formatting
from werkmonitor.findings import Finding
from werkmonitor.monitor import model
from werkmonitor.monitor.binden import bindwaarden
from werkmonitor.monitor.nalezen import Nalezer
from werkmonitor.periode import Periode

PAD = "teksten/2021/kort.md"


def cijfer(naam: str, titel: str, nu: str, toen: str | None = None, **rest: Any) -> model.Indicator:
    """Return a figure with its value of last year."""
    eenheid = rest.setdefault("eenheid", "aantal")
    decimalen = rest.setdefault("decimalen", 0)
    waarde = Fraction(nu)
    vergelijking = None
    if toen is not None:
        change = waarde - Fraction(toen)
        better = {"hoger": change > 0, "lager": change < 0}.get(rest.get("richting", ""))
        vergelijking = model.Vergelijking(
            periode="2020",
            naam="2020",
            cijfer=_getal(Fraction(toen), eenheid, decimalen),
            verschil=_getal(change, eenheid, decimalen),
            verschil_tekst="anders",
            gunstig=better if change else None,
        )
    rest.setdefault("formule", "som(x)")
    rest.setdefault("noem", "")
    return indicator(
        titel,
        formatting.weergave(waarde, eenheid, decimalen),
        id=naam,
        exact=str(waarde),
        waarde=float(waarde),
        vergelijking=vergelijking,
        **rest,
    )


def _getal(value: Fraction, eenheid: str, decimalen: int) -> model.Cijfer:
    shown = formatting.weergave(value, eenheid, decimalen)
    return model.Cijfer(waarde=float(value), exact=str(value), weergave=shown)


def _norm(value: str, shown: str, kleur: str, richting: str = "hoger") -> dict[str, Any]:
    return {"norm_exact": value, "norm_weergave": shown, "oordeel": kleur, "richting": richting}


CIJFERS = (
    cijfer("uitkeringen", "Uitkeringen aan het eind", "1249", "1309", noem="uitkeringen", peildatum="2022-01-01"),
    cijfer(
        "mutatie",
        "Verandering van het aantal uitkeringen",
        "-60",
        "81",
        noem="uitkeringen",
        formule="stand(bijstand) - stand(bijstand, begin)",
    ),
    cijfer("begin", "Uitkeringen aan het begin", "1309", "1228", noem="uitkeringen"),
    cijfer("instroom_totaal", "Instroom in de bijstand", "338", "436", noem="uitkeringen"),
    cijfer("uitstroom_totaal", "Uitstroom uit de bijstand", "398", "355", noem="uitkeringen"),
    cijfer(
        "doorval_ww",
        "Van WW naar bijstand",
        "41",
        "85",
        eenheid="personen",
        noem="mensen",
        **_norm("60", "ten hoogste 60", "groen", "lager"),
    ),
    cijfer(
        "poortwachtersquote",
        "Poortwachtersquote",
        "9/25",
        "8/25",
        eenheid="aandeel",
        **_norm("2/5", "ten minste 40%", "oranje"),
    ),
    cijfer(
        "werkvouchers",
        "Uitgegeven werkvouchers",
        "18",
        "23",
        noem="werkvouchers",
        **_norm("30", "ten minste 30", "rood"),
    ),
    cijfer(
        "beschut_werk",
        "Mensen in beschut werk",
        "13",
        "9",
        eenheid="personen",
        noem="mensen",
        **_norm("13", "ten minste 13", "groen"),
    ),
    cijfer("lks_personen", "Mensen met loonkostensubsidie", "115", "103", eenheid="personen", noem="mensen"),
    cijfer("stijgers", "Mensen die een trede stegen", "130", "120", eenheid="personen", noem="mensen"),
    cijfer("lasten", "Lasten, werkelijk", "32668542.25", "31976905.83", eenheid="euro", decimalen=2),
    cijfer(
        "saldo_bijstand",
        "Saldo bijstand, werkelijk",
        "-1840319",
        "-1958248",
        eenheid="euro",
        decimalen=2,
        formule='som(realisatie, stroom="baten") - som(realisatie, stroom="lasten")',
    ),
    cijfer(
        "bejegening", "Rapportcijfer voor de bejegening", "7.7", "7.4", eenheid="cijfer", decimalen=1, richting="hoger"
    ),
    cijfer("klachten", "Klachten", "45", "45", noem="klachten"),
    cijfer("tarief_ons", "Eigen telling per maand", "0.007", "0.008", eenheid="aandeel", decimalen=1),
    cijfer("tarief_elders", "Telling van de benchmark", "0.026", "0.029", eenheid="aandeel", decimalen=1),
    cijfer("uren", "Betaalde uren", "827105", formule="som(uren, jaar - 1)"),
    cijfer("banen", "Banen", "29177", definitie="Het aantal banen op 1 april 2020, de nieuwste telling."),
)
ALLE = tuple(figure.id for figure in CIJFERS)


def lees(
    tekst: str,
    hier: Iterable[str] = ALLE,
    *,
    cijfers: tuple[model.Indicator, ...] = CIJFERS,
    periode: str = "2021",
    vorige: str | None = None,
) -> list[Finding]:
    """Proofread a text on a page that shows the figures ``hier``."""
    nalezer = _NALEZER if cijfers is CIJFERS and periode == "2021" else _nalezer(cijfers, periode)
    return nalezer.lees(tekst, PAD, hier, vorige)


def _nalezer(cijfers: tuple[model.Indicator, ...], periode: str) -> Nalezer:
    period = Periode.parse(periode)
    return Nalezer(period, ("Ergens",), cijfers, bindwaarden(period, "Ergens", cijfers))


_NALEZER = _nalezer(CIJFERS, "2021")


WAAR = """\
Het aantal uitkeringen daalde met {{ mutatie | zonder_teken }}.
Het aantal uitkeringen daalde in 2021 van {{ begin }} naar {{ uitkeringen }}.
Het aantal uitkeringen is niet gestegen.
In 2020 steeg het aantal uitkeringen nog.
Vorig jaar steeg het aantal uitkeringen nog met 81.
Landelijk steeg het aantal uitkeringen.
In Nederland nam het aantal uitkeringen toe.
De gemeente wil dat het aantal uitkeringen verder daalt.
De gemeente verwacht dat het aantal uitkeringen in 2022 stijgt.
Als het aantal uitkeringen stijgt, is er meer geld nodig.
Stijgt het aantal uitkeringen?
Volgens de krant is het aantal uitkeringen gestegen.
In het voorjaar steeg het aantal uitkeringen door corona.
Sinds 2019 is het aantal uitkeringen gestegen.
De instroom daalde en de uitstroom steeg.
De instroom nam af, terwijl de uitstroom toenam.
De instroom is lager dan in 2020.
De uitstroom naar beschut werk daalde.
De instroom van jongeren steeg.
{{ doorval_ww }} mensen kwamen uit de WW, minder dan een jaar eerder.
{{ doorval_ww }} mensen kwamen uit de WW; dat zijn er minder dan in 2020.
{{ lks_personen.verschil | zonder_teken }} mensen meer dan in 2020 kregen subsidie.
In 2021 stegen {{ stijgers }} mensen een trede.
Er stegen {{ lks_personen }} mensen op de ladder, en dat is knap.
Een werkgever krijgt een voucher als hij iemand voor meer dan zes maanden aanneemt.
Er was weer meer werk, en bedrijven kregen steun.
Minder mensen met bijstand vonden een baan voor meer dan zes maanden.
De norm voor de poortwachtersquote is niet gehaald.
De poortwachtersquote van {{ poortwachtersquote }} ligt onder de norm.
De taakstelling van {{ beschut_werk.norm }} is gehaald.
De doorval bleef met {{ doorval_ww }} onder de grens van {{ doorval_ww.norm }}.
De grens van {{ doorval_ww.norm }} is niet overschreden.
De afspraak van {{ werkvouchers.norm }} vouchers is nog niet gehaald.
Het doel voor 2023 is nog niet gehaald.
{{ werkvouchers }} mensen haalden een diploma.
Rood: niet gestart of niet gehaald.
Oranje: de norm is niet gehaald, maar het verschil is klein.
De werkvouchers staan op rood.
De poortwachtersquote is niet groen.
Op de bijstand had de gemeente een tekort van {{ saldo_bijstand | zonder_teken | miljoen }}.
Het tekort op de bijstand wordt gedekt uit de reserve.
De bejegening is verbeterd: inwoners geven een {{ bejegening }}.
Het rapportcijfer voor de bejegening is beter dan in 2020.
Het aantal klachten bleef gelijk.
Het aantal klachten is niet veranderd.
De benchmark noemt een hoger cijfer ({{ tarief_elders }}) dan onze eigen telling ({{ tarief_ons }}).
Het aantal uitkeringen nam niet toe, maar de kosten wel.
Op 1 januari 2022 waren er {{ uitkeringen }} uitkeringen.
In 2020 betaalde de gemeente {{ uren }} uren.
Op 1 april 2020 waren er {{ banen }} banen.
Vergeleken met 2020 is de instroom gedaald.
Ten opzichte van 2020 zijn er {{ lks_personen.verschil | zonder_teken }} mensen meer met subsidie.
In 2020 was dat {{ doorval_ww.vorig_jaar }}.
In 2021 waren het er {{ doorval_ww }}, tegen {{ doorval_ww.vorig_jaar }} in 2020.
Over 2021 en 2020 samen is er niets bekend.
Volgend jaar (2022) komt er een nieuw programma.
De volgende monitor gaat over 2022.
Het programma loopt van 2020 tot en met 2022.
Artikel 16 van de wet geldt ook in het 1e kwartaal van 2021.
SDG 10 en SDG 8 staan in de top 5 van de raad.
Mensen tot 27 jaar en mensen van 45 jaar of ouder zijn apart geteld.
Een op de 3 mensen, of 1 op de 3, heeft hulp nodig.
Trede 3 en trede 4 gaan over contact en werk.
De Wet van 2015 telt 13 hoofdstukken.
Het kost € 1.200 per jaar.
Dat is na 13 maanden of 18 weken.
Een bezoek duurt 41 minuten en gebeurt 13 keer.
Op 13 mei 2021 sprak de raad hierover.
Het doel is 1.300 uitkeringen.
Ongeveer 1.250 uitkeringen is nog steeds veel.
Het beleidsplan telt 18 bladzijden, en 45 ideeën.
In Nederland kwamen 1.240.000 mensen in de bijstand.
In 2019 waren er 1.261 uitkeringen.
Ruim 1.200 uitkeringen is een groot aantal.
Er kwamen 18 vrijwilligers naar de bijeenkomst.
Van de 45 bedrijven namen er 13 iemand aan.
Hoe langer iemand bijstand heeft, hoe kleiner de kans op werk.
Vanaf een half gaat een cijfer omhoog.
De inwoner kreeg in 17% van de zaken gelijk.
Dat is een groei die de gemeente niet had gepland.
De gemeente neemt afscheid van de oude aanpak.
Team Werk liep tegen grenzen op, en nam de tijd.
De gemeente zette extra in op beschut werk.
Het plan gaat over meer en beter werk.
De daling van de instroom komt door de economie.
Door de stijging van de uitstroom zijn er minder uitkeringen dan een jaar eerder.
De gemeente ging eerder uit van een daling van 100 per jaar.
De poortwachtersquote kwam uit op {{ poortwachtersquote }}. We zien een stijging, maar de norm is nog niet gehaald.
Er is een nadeel van {{ saldo_bijstand | zonder_teken }}, kleiner dan in 2020.
Het aantal klachten is met {{ klachten }} gelijk gebleven.
De uitstroom steeg en daardoor zijn er {{ mutatie | zonder_teken }} uitkeringen minder.
Doordat de armoede steeg zijn er {{ lks_personen.verschil | zonder_teken }} mensen meer met subsidie, en niet minder.
Omdat de lonen stegen is er {{ mutatie | zonder_teken }} minder uitgegeven.
Doordat de werkloosheid steeg en de lonen daalden, is het aantal uitkeringen met {{ mutatie | zonder_teken }} gedaald.
Het aantal klachten was met {{ klachten }} even hoog als in 2020.
Als de doorval weer stijgt naar 85, halen we de norm niet meer.
Zonder de steun zou het aantal uitkeringen met {{ mutatie | zonder_teken }} zijn gestegen.
De quote steeg van {{ poortwachtersquote.vorig_jaar }} naar {{ poortwachtersquote }}, maar haalt de norm nog niet.
Met {{ doorval_ww }} blijven we ruim onder de norm van {{ doorval_ww.norm }}.
Na de stijging in 2020 daalde het aantal uitkeringen in 2021 met {{ mutatie | zonder_teken }}.
In de eerste maanden steeg het aantal, maar over het jaar is er een daling van {{ mutatie | zonder_teken }}.
Het tekort van {{ saldo_bijstand | zonder_teken }} is lager dan het tekort van vorig jaar.
Het nadeel op de bijstand liep terug naar {{ saldo_bijstand | zonder_teken | miljoen }}.
Werkvouchers zijn in 2021 minder uitgegeven dan in 2020.
""".splitlines()
"""Each is true, or says nothing about these figures."""

ONWAAR = """\
Het aantal uitkeringen steeg met {{ mutatie | zonder_teken }}.
Het aantal uitkeringen is met {{ mutatie | zonder_teken }} toegenomen.
Het aantal uitkeringen nam met {{ mutatie | zonder_teken }} toe.
Het aantal uitkeringen daalde niet, met {{ mutatie | zonder_teken }}.
Het aantal uitkeringen bleef gelijk, met een verschil van {{ mutatie | zonder_teken }}.
Er zijn {{ mutatie | zonder_teken }} uitkeringen meer.
Een stijging van {{ mutatie | zonder_teken }} uitkeringen.
Het aantal uitkeringen steeg van {{ begin }} naar {{ uitkeringen }}.
Het aantal daalde van {{ uitkeringen }} naar {{ begin }}, en daalde naar {{ begin }}.
Het aantal uitkeringen is in 2021 gestegen.
De uitkeringen stegen in 2021.
De instroom steeg, en de uitstroom ook.
De instroom daalde en de uitstroom daalde.
De instroom is hoger dan in 2020.
De instroom is ten opzichte van 2020 gestegen.
De doorval is toegenomen tot {{ doorval_ww }} mensen.
{{ doorval_ww }} mensen kwamen uit de WW, meer dan een jaar eerder.
{{ doorval_ww }} mensen kwamen uit de WW. Dat is een stijging.
{{ lks_personen.verschil | zonder_teken }} mensen minder dan in 2020 kregen subsidie.
Het aantal mensen met loonkostensubsidie liep terug.
De norm voor de poortwachtersquote is gehaald.
De poortwachtersquote van {{ poortwachtersquote }} ligt boven de norm.
De poortwachtersquote is met {{ poortwachtersquote }} hoger dan de norm.
De taakstelling van {{ beschut_werk.norm }} is niet gehaald.
De grens van {{ doorval_ww.norm }} is overschreden.
De afspraak van {{ werkvouchers.norm }} vouchers is gehaald.
De afspraak van {{ werkvouchers.norm }} vouchers is ruim gehaald.
De werkvouchers staan op groen.
De uitstroom steeg en daardoor zijn er {{ mutatie | zonder_teken }} uitkeringen meer.
Omdat de lonen daalden is er {{ mutatie | zonder_teken }} meer uitgegeven.
De poortwachtersquote kwam uit op {{ poortwachtersquote }}. De norm is gehaald.
Er zijn {{ werkvouchers }} vouchers uitgegeven. Daarmee is de afspraak gerealiseerd.
Er is een nadeel van {{ saldo_bijstand | zonder_teken }}, groter dan in 2020.
De poortwachtersquote is rood.
Op de bijstand had de gemeente een overschot van {{ saldo_bijstand | zonder_teken | miljoen }}.
De gemeente houdt {{ saldo_bijstand | zonder_teken | miljoen }} over.
Het saldo is {{ saldo_bijstand | zonder_teken }} positief.
De bejegening is verslechterd: inwoners geven een {{ bejegening }}.
Het rapportcijfer voor de bejegening is slechter dan in 2020.
Het aantal klachten steeg.
De benchmark noemt een lager cijfer ({{ tarief_elders }}) dan onze eigen telling ({{ tarief_ons }}).
In 2020 kwamen {{ doorval_ww }} mensen uit de WW.
Op 1 januari 2021 waren er {{ uitkeringen }} uitkeringen.
Deze monitor gaat over 2020.
Volgend jaar (2021) komt er een nieuw programma.
Vorig jaar (2019) was er een ander beeld.
Uitkeringen: {{ mutatie | richting("gedaald", "gelijk gebleven", "gestegen") }}.
De taakstelling is {{ beschut_werk | gehaald("niet gehaald", "gehaald") }}.
Het cijfer is {{ bejegening | beter("verslechterd", "gelijk", "verbeterd") }}.
Het staat op {{ werkvouchers | oordeel("rood", "oranje", "groen") }}.
De poortwachtersquote is 38%.
Er waren 1.309 uitkeringen aan het eind van 2021.
Er waren 1.244 uitkeringen.
De lasten waren € 32,6 miljoen.
Van WW naar bijstand gingen 44 mensen.
""".splitlines()
"""Each contradicts a figure."""

LOS = {
    "Er waren 1.249 uitkeringen.": "{{ uitkeringen }}",
    "De poortwachtersquote is 36%.": "{{ poortwachtersquote }}",
    "De lasten waren € 32,7 miljoen.": "{{ lasten | miljoen }}",
    "De lasten waren € 32.668.542.": "{{ lasten | euro(0) }}",
    "De norm voor de poortwachtersquote is 40%.": "{{ poortwachtersquote.norm }}",
    "Inwoners geven de bejegening een rapportcijfer van 7,7.": "{{ bejegening }}",
}
"""Typed numbers that are right, with the field to write instead."""
