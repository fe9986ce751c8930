"""Every finding of the reader: what is wrong, what it does to the figures, and what to do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence

from werkmonitor.bronnen.containers.weigeren import OnleesbaarError
from werkmonitor.bronnen.feiten import Feitentabel
from werkmonitor.bronnen.waarden.persoon import kort
from werkmonitor.bronnen.waarden.tijd import waarom_niet
from werkmonitor.bronnen.waarden.values import bijschrift, naaste, vouw
from werkmonitor.findings import Ernst, Finding, Location
from werkmonitor.programma.bron import Bron

_FEITEN_WEG = "De cijfers in deze regel of kolom zijn niet te plaatsen."
_BRON_WEG = "De cijfers uit dit bestand ontbreken."
_GETAL_WEG = "Dit getal ontbreekt; sommen waar het in hoort kloppen niet."
_HERSTEL = "Verbeter de cel; is dit een export, doe dat dan in de bron en exporteer opnieuw."
_HERSTEL_ANDERS = "Verbeter anders de cel; is dit een export, doe dat dan in de bron en exporteer opnieuw."
_LANGSTE_TEKEN = 12
"""A longer text in a number cell is no sign that there is no value."""
_CONTROLEER = "Controleer de cel in de bron."
_DUBBEL = "Zonder keuze zou het getal dubbel tellen."
_PER_BLAD = 'Zegt het tabblad waar het om gaat, zet dan in de declaratie bij de dimensie of tijd "@tabblad" als kop.'
_LABEL = "Vul het label in de bron in en exporteer opnieuw; is het een totaal, laat het dan weg uit het rapport."
_GEEN_TIJD = re.compile(r"\b(?:cumul\w*|ytd|verschil|trend|mutatie|delta|tot en met nu|t/m nu)\b|%|Δ|\+/-")
"""What stands above a column of a total or a difference, and never above a period."""
_MAX_KNOWN = 8


def ernst_ontbreekt(bron: Bron, *, gerapporteerd: bool) -> Ernst:
    """Return how bad a missing file is: only a required one of the reported delivery stops a build."""
    return "fout" if bron.verplicht and gerapporteerd else "info"


def bron_ontbreekt(bron: Bron, levering: str, plek: Location, ernst: Ernst, nabij: str | None) -> Finding:
    """Report a source without a file."""
    patterns = " of ".join(f"'{pattern}'" for pattern in bron.bestand)
    doen = f"Zet de export in {plek.bestand}."
    if ernst == "fout":
        doen += f" Hoort deze bron niet bij elke periode, zet dan verplicht = false bij bron {bron.id}."
    if nabij:
        doen += f" Er staat wel '{nabij}'; is dat de export, pas dan 'bestand' van bron {bron.id} aan."
    gevolg = f"Cijfers uit bron '{bron.titel}' over {levering} ontbreken."
    return Finding("bron-ontbreekt", ernst, f"Er is geen bestand {patterns}.", plek, gevolg, doen)


def onleesbaar(plek: Location, fout: OnleesbaarError) -> Finding:
    """Report a file that the guard or a reader refused."""
    plek = Location(plek.bestand, fout.blad, fout.cel)
    return Finding("bestand-onleesbaar", "fout", fout.wat, plek, _BRON_WEG, fout.doen)


def dubbel_bestand(plek: Location, ander: str) -> Finding:
    """Report a copy, byte for byte, of a file that was read."""
    wat = f"Dit bestand is precies gelijk aan '{ander}' en telt niet mee."
    doen = f"Haal dit bestand weg en bewaar '{ander}'."
    return Finding("bestand-dubbel", "info", wat, plek, "De cijfers worden één keer gelezen.", doen)


def tabel_niet_gevonden(plek: Location, wat: str, doen: str) -> Finding:
    """Report a file without the declared table."""
    return Finding("tabel-niet-gevonden", "fout", wat, plek, _BRON_WEG, doen)


def blad_overgeslagen(plek: Location) -> Finding:
    """Report a visible sheet with numbers in which no source recognises its table."""
    wat = "Op dit blad staan getallen, maar geen tabel die een bron herkent."
    doen = "Kijk of er cijfers in staan die erbij horen; zo ja, herstel dan de koppen."
    return Finding("blad-overgeslagen", "waarschuwing", wat, plek, "De getallen op dit blad tellen niet mee.", doen)


def kop_dubbel(plek: Location, kop: str, adressen: Sequence[str]) -> Finding:
    """Report a needed header that stands in several columns."""
    wat = f"Kolom '{kop}' staat er meer dan één keer: in {' en '.join(adressen)}."
    doen = "Laat de kolom één keer in het rapport staan."
    return Finding("kop-dubbel", "fout", wat, plek, "Het is niet te zeggen welke kolom telt.", doen)


def regel_te_lang(plek: Location) -> Finding:
    """Report a line of a text file with more fields than its header."""
    wat = "Deze regel heeft meer velden dan de kopregel."
    doen = "Exporteer met tabs als scheidingsteken; een komma in een getal of tekst verschuift hier de kolommen."
    return Finding("regel-te-lang", "fout", wat, plek, "Getallen kunnen in de verkeerde kolom staan.", doen)


def persoonsgegeven(plek: Location, kop: str) -> Finding:
    """Report a column that identifies a person, by its header only."""
    wat = f"Kolom '{kort(kop)}' wijst personen aan. Het bestand wordt geweigerd."
    doen = "Haal het bestand uit de map en vraag een export met alleen aantallen."
    return Finding("persoonsgegeven", "fout", wat, plek, "Geen enkel cijfer uit dit bestand telt mee.", doen)


def geen_getal(plek: Location, value: object, reden: str) -> Finding:
    """Report something else than a number in a number cell."""
    shown = f"'{kort(value)}' is {reden}" if isinstance(value, str) else f"hier staat {reden}"
    wat = f"Geen getal: {shown}."
    doen = _HERSTEL
    if isinstance(value, str) and len(value.strip()) <= _LANGSTE_TEKEN:
        sign = json.dumps(value.strip(), ensure_ascii=False)
        doen = f"Betekent het dat er geen waarde is, zet dan bij de bron leegtekens = [{sign}]. {_HERSTEL_ANDERS}"
    return Finding("geen-getal", "fout", wat, plek, _GETAL_WEG, doen)


def getal_dubbelzinnig(
    plek: Location, text: str, lezingen: tuple[str, str], regels: tuple[str, str] = ("", ""), kolom: str = ""
) -> Finding:
    """Report a number that can be read in two ways: both, what the column shows, and the lines that settle it.

    ``lezingen`` and ``regels`` are those of ``DubbelzinnigError``, ``kolom`` is what ``kolom_toont`` says.
    """
    wat = f"'{kort(text)}' kan {lezingen[0]} zijn of {lezingen[1]}{kolom and f'; {kolom}'}."
    choices = [f"{regel} als {lezing} klopt" for lezing, regel in zip(lezingen, regels, strict=True) if regel]
    doen = "Exporteer naar Excel met getallen als getal, of zonder punten voor duizendtallen."
    if choices:
        doen = f"Zet in de declaratie {', of '.join(choices)}; of exporteer naar Excel met getallen als getal."
    return Finding("getal-dubbelzinnig", "fout", wat, plek, _GETAL_WEG, doen)


def foutcel(plek: Location, tekst: str) -> Finding:
    """Report an error cell, or a formula without an outcome."""
    wat = f"Deze cel heeft geen waarde: {kort(tekst)}."
    doen = "Open het bestand in Excel, herstel de formule en sla het op, of exporteer opnieuw."
    return Finding("foutcel", "fout", wat, plek, _GETAL_WEG, doen)


def samengevoegd_getal(plek: Location) -> Finding:
    """Report a number in a merged area, which belongs to more than one row or column."""
    wat = "Dit getal staat in een samengevoegde cel en hoort bij meer regels of kolommen tegelijk."
    return Finding("samengevoegd-getal", "fout", wat, plek, _FEITEN_WEG, "Zet elk getal in een eigen cel.")


def geen_tijd(plek: Location, niveau: str, value: str, reden: str = "") -> Finding:
    """Report a time label that is empty, cannot be read, or contradicts another."""
    shown = f"'{kort(value)}' is geen {niveau}" if value else f"het label voor {niveau} is leeg"
    why = waarom_niet(value)
    wat = f"Tijd niet te bepalen: {reden or shown}{why and f'; {why}'}."
    doen = "Schrijf tijd als 2021, 2021-05, mei 2021, 2e kwartaal 2021 of 31-12-2021."
    if (not value and not reden) or _GEEN_TIJD.search(vouw(value)):
        doen = "Is dit een totaal of een verschil, laat het dan weg uit het rapport; schrijf er anders de tijd bij."
    return Finding("geen-tijd", "fout", wat, plek, _FEITEN_WEG, doen)


def leeg_label(plek: Location, niveau: str) -> Finding:
    """Report numbers without a label on one of their levels."""
    wat = f"Er staan getallen bij een leeg label voor {niveau}."
    return Finding("leeg-label", "fout", wat, plek, _FEITEN_WEG, _LABEL)


def onbekend_lid(plek: Location, niveau: str, label: str, bekend: Sequence[str]) -> Finding:
    """Report a caption that a closed dimension does not declare, with the nearest that it does."""
    nearest = naaste(label, bekend)
    hint = f" Bedoelt u '{nearest}'?" if nearest else f" Bekend zijn: {_listed(bekend)}."
    wat = f"'{kort(label)}' is geen bekend lid van {niveau}.{hint}"
    doen = "Zet het label bij het juiste lid in [[dimensie]], of herstel het in de bron."
    return Finding("onbekend-lid", "fout", wat, plek, _FEITEN_WEG, doen)


def verborgen_totaal(tabel: Feitentabel, index: int, dimensie: str, lid: str, ernst: Ernst) -> Finding:
    """Report a member that is the sum of the others; where there are few numbers that can be an accident."""
    adres = tabel.adres(index)
    perhaps = "; dat lijkt een totaal" if ernst == "fout" else "; dat kan een totaal zijn, of toeval"
    return Finding(
        "lid-lijkt-totaal",
        ernst,
        f"'{kort(lid)}' is steeds de som van de andere leden van {dimensie}{perhaps}.",
        Location(adres.bestand, adres.blad or None, adres.cel),
        "Is het een totaal, dan telt elke som over deze export dubbel.",
        "Zet de leden in een blok [[dimensie]]; neem dit er alleen in op als het echt een lid is.",
    )


def vreemd_getal(plek: Location, wat: str) -> Finding:
    """Report a number that its unit does not expect."""
    return Finding("vreemd-getal", "waarschuwing", wat, plek, "Het getal telt mee zoals het er staat.", _CONTROLEER)


def _listed(known: Iterable[str]) -> str:
    items = list(known)
    more = ["…"] if len(items) > _MAX_KNOWN else []
    return ", ".join(items[:_MAX_KNOWN] + more)


def dubbel_feit(plek: Location, ander: Location, wat: str, *, per_blad: bool = False) -> Finding:
    """Report the second of two cells that state the same number, with the first; ``per_blad``: on another tab."""
    zin = f"{wat} staat er twee keer: hier en in {ander}."
    doen = "Laat één van beide weg; staat er een oude export in de map, verwijder die."
    return Finding("dubbel-feit", "fout", zin, plek, _DUBBEL, _PER_BLAD if per_blad else doen)


def dubbele_tabel(plek: Location, ander: Location, aantal: int, *, per_blad: bool = False) -> Finding:
    """Report many numbers that another file, or another sheet of this one, states too."""
    if plek.bestand != ander.bestand:
        wat = f"{aantal} getallen staan ook in {ander.bestand} (het eerste: {ander.cel})."
        doen = "Bewaar één van beide bestanden."
    else:
        wat = f"{aantal} getallen staan ook op blad {kort(ander.blad or '')} (het eerste: {ander.cel})."
        doen = _PER_BLAD if per_blad else "Bewaar één van beide bladen."
    return Finding("dubbel-feit", "fout", wat, plek, _DUBBEL, doen)


def dubbele_regels(plek: Location, aantal: int, verschillende: int, wat: str) -> Finding:
    """Report one table in which many numbers are about the same; ``aantal`` are those too many."""
    zin = f"In deze tabel staan {verschillende} getallen vaker: {aantal} zijn er te veel. Het eerste: {wat}."
    if aantal % verschillende == 0:
        zin = f"{verschillende} combinaties staan {aantal // verschillende + 1} keer in deze tabel. De eerste: {wat}."
    doen = "Mist de bron een kolom, zet die dan bij de dimensies of de tijd; laat anders dubbele regels weg."
    return Finding("dubbel-feit", "fout", zin, plek, _DUBBEL, doen)


def vervang_kop(sleutel: str, koppen: Sequence[str], gevonden: str) -> str:
    """Return how to declare one more header, with the new line (or the new part of it) on a line of its own.

    ``sleutel`` is the key of the declaration (``maten.instroom.kolom``, ``tijd.jaar``), ``koppen`` what it says now.
    """
    groep, _, rest = sleutel.partition(".")
    known = [json.dumps(text, ensure_ascii=False) for text in (*koppen, bijschrift(gevonden))]
    new, old = f"[{', '.join(known)}]", known[0] if len(koppen) == 1 else f"[{', '.join(known[:-1])}]"
    if groep == "maten":
        maat, _, naam = rest.rpartition(".")
        return f"Vervang in [bron.maten.{maat}] de regel met {naam} door:\n  {naam} = {new}"
    return f"Vervang bij {groep} het deel {rest} = {old} door:\n  {rest} = {new}"


def kolom_hint(kop: str, gevonden: str, plek: str, sleutel: str, koppen: Sequence[str]) -> tuple[str, str]:
    """Return how to say that a header is gone while another much like it is there: the fact, and the advice."""
    wat = f"kolom '{kop}' ontbreekt; er staat wel '{kort(gevonden)}' in {plek}"
    return wat, f"Heet de kolom nu zo? {vervang_kop(sleutel, koppen, gevonden)}"
