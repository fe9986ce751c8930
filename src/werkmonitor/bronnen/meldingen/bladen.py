"""Findings about sheets and tables as a whole: tabs, titles, hidden rows, exports that say that there is nothing."""

from __future__ import annotations

from collections.abc import Sequence

from werkmonitor.bronnen.waarden.persoon import kort
from werkmonitor.findings import Finding, Location
from werkmonitor.formatting import enkele

_MEEST_GENOEMD = 5


def _genoemd(namen: Sequence[str]) -> str:
    return enkele(namen, _MEEST_GENOEMD)


def geen_waarde(plek: Location, teken: str, reden: str, aantal: int) -> Finding:
    """Report, once for a table, a sign that stands where a number is not there."""
    times = "één cel" if aantal == 1 else f"{aantal} cellen, de eerste hier"
    wat = f"'{kort(teken)}' ({reden}) staat in {times}."
    doen = "Kijk of dat klopt; hoort er een getal te staan, herstel het dan in de bron."
    return Finding("geen-waarde", "waarschuwing", wat, plek, "Daar is geen getal; het telt niet als nul.", doen)


def eenheid_strijdig(plek: Location, reden: str, aantal: int) -> Finding:
    """Report, once for a column, a number format that contradicts the unit; ``reden`` is a sentence about a cell."""
    more = f" Dat geldt voor {aantal} cellen in deze kolom." if aantal > 1 else ""
    doen = "Kijk of de juiste kolom is aangewezen, en pas anders de eenheid in de declaratie aan."
    gevolg = "Het getal telt mee zoals het er staat, in de eenheid van de declaratie."
    return Finding("eenheid-strijdig", "waarschuwing", f"{reden}{more}", plek, gevolg, doen)


def verborgen_bladen(plek: Location, namen: Sequence[str]) -> Finding:
    """Report hidden sheets, which are never read."""
    what = f"Verborgen blad {_genoemd(namen)}" if len(namen) == 1 else f"Verborgen bladen: {_genoemd(namen)}"
    doen = "Hoort er iets bij, maak het blad dan in Excel zichtbaar."
    return Finding("blad-verborgen", "info", f"{what}.", plek, "Wat erop staat telt niet mee.", doen)


def verborgen_rijen(plek: Location, rijen: Sequence[int], kolommen: Sequence[str]) -> Finding:
    """Report rows (numbered from one) and columns of a table that are hidden, and were read."""
    rows = f"rij {_genoemd([str(rij) for rij in rijen])}" if rijen else ""
    columns = f"kolom {_genoemd(kolommen)}" if kolommen else ""
    wat = f"In deze tabel zijn regels of kolommen verborgen: {' en '.join(filter(None, (rows, columns)))}."
    doen = "Maak ze zichtbaar en kijk of ze erbij horen; zo niet, exporteer dan opnieuw zonder."
    return Finding("rijen-verborgen", "waarschuwing", wat, plek, "Ze tellen wel mee.", doen)


def geen_gegevens(plek: Location, wat: str) -> Finding:
    """Report an export, or tabs of it, that say themselves that there are no data."""
    doen = "Kijk in Cognos of dat klopt, en of de juiste periode en filters zijn gekozen."
    gevolg = "Cijfers die hieruit komen hebben geen waarde."
    return Finding("geen-gegevens", "waarschuwing", wat, plek, gevolg, doen)


def tabblad_onbruikbaar(plek: Location, wat: str, doen: str) -> Finding:
    """Report a tab whose name does not say which member or time its table is about."""
    return Finding("tabblad-onbruikbaar", "fout", wat, plek, "De cijfers op dit blad zijn niet te plaatsen.", doen)


def titel_zonder_periode(plek: Location, wat: str) -> Finding:
    """Report titles that do not name one period, where the source says that they do."""
    doen = 'Zet de periode in de titel van het rapport, of in een kolom, of haal "@titel" uit de declaratie.'
    return Finding("geen-tijd", "fout", wat, plek, "De cijfers in deze tabel zijn niet te plaatsen.", doen)


def bestand_zonder_periode(plek: Location, rol: str) -> Finding:
    """Report a file whose name gives no period, where the source says that it does."""
    doen = 'Zet de periode in de naam van het bestand, of zet bij de bron periode = "…" in plaats van "@bestand".'
    wat = f"De naam van dit bestand noemt geen {rol}."
    return Finding("geen-tijd", "fout", wat, plek, "De cijfers in dit bestand zijn niet te plaatsen.", doen)


def periode_anders(plek: Location, wat: str, levering: str, rol: str = "") -> Finding:
    """Report a table without time whose title names another period than its delivery; ``wat`` says which.

    ``rol`` is the time role in which the title can be read.
    """
    wat = f"{wat[0].upper()}{wat[1:]}, maar het bestand staat in de map van {levering}."
    gevolg = f"Zonder tijd in de tabel zouden de cijfers voor {levering} tellen."
    other = f'zet in de declaratie tijd = {{ {rol} = "@titel" }}' if rol else f"vraag een export over {levering}"
    doen = f"Zet het bestand in de juiste map, of {other}."
    return Finding("periode-anders", "fout", wat, plek, gevolg, doen)


def periode_onduidelijk(plek: Location, reden: str, levering: str) -> Finding:
    """Report a table without time whose titles speak of time, but not of one period."""
    wat = f"De titels zeggen niet duidelijk om welke periode het gaat: {reden}."
    gevolg = f"De cijfers tellen voor {levering}, de map waarin het bestand staat."
    doen = "Kijk of dat klopt; zet anders het bestand in de juiste map, of de periode als kolom in het rapport."
    return Finding("periode-onduidelijk", "waarschuwing", wat, plek, gevolg, doen)


def schaal_onduidelijk(plek: Location, tekst: str, bron: str, maat: str) -> Finding:
    """Report that a table says its numbers to be in thousands or millions: in a text, or else in a number format."""
    shown = f"'{kort(tekst)}'" if tekst else "De getalopmaak"
    wat = f"{shown} zegt dat '{maat}' niet in hele eenheden staat; de declaratie zegt daar niets over."
    doen = f"Zet bij bron {bron} maten.{maat}.maal = 1000 (of 1000000), of maal = 1 als de getallen al voluit staan."
    return Finding("schaal-onduidelijk", "fout", wat, plek, "Elk getal zou duizend keer te klein kunnen zijn.", doen)


def bladen_samen(plek: Location, namen: Sequence[str], bron: str) -> Finding:
    """Report tabs with different names or titles that became one table, without a label for that."""
    wat = f"De bladen {_genoemd(namen)} zijn samen als één tabel gelezen, maar hun namen of titels verschillen."
    gevolg = "Gaat elk blad over iets anders, dan telt een cijfer ze ten onrechte bij elkaar op."
    doen = f'Zegt het tabblad waar het om gaat, zet dan bij bron {bron} dimensies.x = "@tabblad", of splits de export.'
    return Finding("bladen-samen", "waarschuwing", wat, plek, gevolg, doen)


def blad_totaal(plek: Location, naam: str) -> Finding:
    """Report a tab that is called after a total, and was left out."""
    wat = f"Blad '{kort(naam)}' is niet gelezen: het heet naar een totaal of overzicht."
    doen = "Is het toch een eigen groep, noem die dan bij de leden in [[dimensie]]."
    return Finding("blad-totaal", "info", wat, plek, "Het telt niet mee naast de andere bladen.", doen)
