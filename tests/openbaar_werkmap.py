"""A small public werkmap of which it is known what is hidden, and a look at everything that lies in its output."""

from __future__ import annotations

from pathlib import Path

from lekken import regels
from werk_voorbeeld import WERKMONITOR_TOML
from werkmonitor.files.cache import MAP as CACHE

KLEIN, DEKKING = "detentie", "scheiding"
"""Who are too few to be shown, and who are hidden with them: of the others the least."""
AANTALLEN = {
    "2020": {"scheiding": 7001, "detentie": 40, "verhuizing": 9001},
    "2021": {"scheiding": 7919, "detentie": 3, "verhuizing": 9973},
}
GEHEIM = ("7919", "7.919")
"""How the hidden number can be written that cannot be mistaken for another."""
TEKST = "Er kwamen {{ instroom }} mensen bij, van wie {{ instroom.scheiding }} na een scheiding.\n"

_DECLARATIE = """
[[bron]]
id = "instroom"
titel = "Instroom"
bestand = "instroom.csv"
vorm = "lijst"
tijd = { jaar = "Jaar" }
dimensies = { reden = "Reden" }
maten = { instroom = { kolom = "Aantal", eenheid = "personen" } }

[[indicator]]
id = "instroom"
naam = "Instroom"
formule = "som(instroom)"
eenheid = "personen"
per = "reden"
definitie = "Nieuwe uitkeringen."

[[pagina]]
id = "kort"
titel = "In het kort"
[[pagina.blok]]
soort = "tekst"
tekst = "kort"
[[pagina.blok]]
soort = "indicatoren"
indicatoren = ["instroom"]
[[pagina.blok]]
soort = "grafiek"
vorm = "liggend"
langs = "reden"
titel = "Redenen"
eenheid = "personen"
reeksen = [{ naam = "Instroom", formule = "som(instroom)" }]
[[pagina.blok]]
soort = "tabel"
titel = "Vorig jaar"
rijkop = "Reden"
rijen = [{ naam = "Scheiding toen" }]
kolommen = [{ kop = "Aantal", formule = "som(instroom, vorig_jaar, reden='scheiding')", eenheid = "personen" }]
"""


def maak_openbare_werkmap(folder: Path, doelgroep: str = "openbaar") -> Path:
    """Write a complete small werkmap and return it."""
    head = WERKMONITOR_TOML.partition("[[bron]]")[0]
    text = head.replace("[publicatie]", f'[publicatie]\ndoelgroep = "{doelgroep}"') + _DECLARATIE
    for jaar, aantallen in AANTALLEN.items():
        (folder / "exports" / jaar).mkdir(parents=True)
        schrijf(folder, jaar, aantallen)
    (folder / "teksten" / "2021").mkdir(parents=True)
    (folder / "teksten" / "2021" / "kort.md").write_text(TEKST, encoding="utf-8")
    (folder / "werkmonitor.toml").write_text(text, encoding="utf-8")
    return folder


def schrijf(werkmap: Path, jaar: str, aantallen: dict[str, int]) -> None:
    """Write the export of a year."""
    rows = "".join(f"{jaar};{reden};{aantal}\n" for reden, aantal in aantallen.items())
    (werkmap / "exports" / jaar / "instroom.csv").write_text(f"Jaar;Reden;Aantal\n{rows}", encoding="utf-8")


def geheim_in(folder: Path) -> list[str]:
    """Return each file below a folder, hidden ones and what is packed too, in which the hidden number stands."""
    return [path.name for path in sorted(folder.rglob("*")) if path.is_file() and _staat_in(path)]


def _staat_in(path: Path) -> bool:
    data = path.read_bytes()
    kept = path.parent.name == CACHE  # plain text, below a line with its hash
    texts = [data.decode("utf-8", "replace"), *([] if kept else regels(path.name, data))]
    return any(geheim in text for text in texts for geheim in GEHEIM)
