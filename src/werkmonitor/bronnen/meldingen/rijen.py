"""Findings about rows and columns of a table as such: what was left out, or counts though it may be something else."""

from __future__ import annotations

from collections.abc import Sequence

from werkmonitor.bronnen.waarden.persoon import kort
from werkmonitor.findings import Finding, Location
from werkmonitor.formatting import enkele

_MEEST_GENOEMD = 5
_TE_VEEL = "Horen ze niet bij deze tabel, dan tellen ze ten onrechte mee."
_LOS_OP = "Haal ze weg als ze er niet bij horen; zijn het echte leden, zet die dan in [[dimensie]]."


def _genoemd(labels: Sequence[str]) -> str:
    return enkele([f"'{kort(label)}'" for label in labels], _MEEST_GENOEMD)


def _toml(text: str) -> str:
    return '"' + kort(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def weggelaten_lid(plek: Location, label: str, dimensie: str) -> Finding:
    """Report a row with all its labels that was left out because of words that a member can have too."""
    wat = f"Regel '{kort(label)}' is weggelaten: zo heet een totaal of een gemiddelde."
    doen = f"Is het een lid, zet het dan in [[dimensie]] {dimensie}: leden = {{ {_toml(label)} = [{_toml(label)}] }}."
    return Finding("regel-weggelaten", "info", wat, plek, "De getallen in deze regel tellen niet mee.", doen)


def brede_voet(plek: Location, label: str) -> Finding:
    """Report a row with numbers that was left out for its layout only."""
    wat = f"Regel '{kort(label)}' is weggelaten: het label loopt over meer kolommen, zoals dat van een totaal."
    doen = "Horen de getallen erbij, zet dan in deze regel elk label in zijn eigen kolom."
    return Finding("regel-weggelaten", "info", wat, plek, "De getallen in deze regel tellen niet mee.", doen)


def na_witregel(plek: Location, labels: Sequence[str]) -> Finding:
    """Report rows below a blank one whose labels nothing confirms."""
    wat = f"Na een witregel staan nog regels met getallen, die als lid meetellen: {_genoemd(labels)}."
    return Finding("regel-twijfelachtig", "waarschuwing", wat, plek, _TE_VEEL, _LOS_OP)


def andere_vorm(plek: Location, labels: Sequence[str], wat: str) -> Finding:
    """Report the last rows of a table that look otherwise than those above; ``wat`` says how, after "zij"."""
    zin = f"Onderaan de tabel tellen regels mee die {wat}: {_genoemd(labels)}."
    return Finding("regel-twijfelachtig", "waarschuwing", zin, plek, _TE_VEEL, _LOS_OP)


def aangevuld(plek: Location, aantal: int) -> Finding:
    """Report empty labels that were filled with the label above them."""
    many = "1 leeg label is" if aantal == 1 else f"{aantal} lege labels zijn"
    wat = f"{many} aangevuld met het label erboven; het eerste staat hier."
    gevolg = "Is een label echt onbekend, dan telt zijn getal nu bij de verkeerde groep."
    doen = "Kijk of dit een gegroepeerde lijst is; laat het rapport anders op elke regel een label tonen."
    return Finding("label-aangevuld", "waarschuwing", wat, plek, gevolg, doen)


def kolom_leeg(plek: Location, kop: str, *, nul: bool) -> Finding:
    """Report a column of numbers in which nothing stands."""
    gevolg = "Alle getallen van deze kolom tellen als nul." if nul else "Van deze kolom is geen enkel getal bekend."
    doen = "Kijk of de getallen in een andere kolom staan, en of het rapport ze bevat."
    return Finding("kolom-leeg", "waarschuwing", f"Kolom '{kort(kop)}' is helemaal leeg.", plek, gevolg, doen)


def andere_titel(plek: Location, titel: str) -> Finding:
    """Report a table below another with the same header, under a title of its own."""
    wat = f"Hier begint onder de titel '{kort(titel)}' een tweede tabel met dezelfde koppen."
    gevolg = "De getallen van beide tabellen tellen samen als één bron."
    doen = "Zet elke tabel in een eigen export, of laat de titel weg als het één tabel is."
    return Finding("titel-anders", "waarschuwing", wat, plek, gevolg, doen)


def lijkt_totaal(plek: Location, lid: str, wat: str) -> Finding:
    """Report a member that may be a total; ``wat`` says why, after its name."""
    gevolg = "Het telt nu mee als lid; is het een totaal, dan telt elke som over deze export te veel."
    doen = "Is het een totaal, laat het dan weg uit het rapport; is het een lid, noem het dan in [[dimensie]]."
    return Finding("lid-lijkt-totaal", "waarschuwing", f"'{kort(lid)}' {wat}.", plek, gevolg, doen)
