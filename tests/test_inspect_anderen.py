"""What ``inspect`` proposes for tables of others: CBS StatLine and waarstaatjegemeente."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from benchmark_voorbeeld import WSJG
from werkmonitor.bronnen.containers.openen import open_bestand
from werkmonitor.bronnen.herkennen.onderzoek import Bestand, onderzoek
from werkmonitor.findings import fouten
from werkmonitor.programma.bron import Lezen


def voorstel(folder: Path, naam: str, text: str) -> tuple[dict[str, Any], int]:
    """Return the block that is proposed for a file, and how many numbers it reads."""
    path = folder / naam
    path.write_text(text, encoding="utf-8")
    inhoud = open_bestand(path, naam, Lezen(), lambda _: None)
    found = onderzoek(Bestand(inhoud, naam, [naam]))
    (gelezen,) = found.gelezen
    assert fouten(found.findings) == []
    (bron,) = tomllib.loads(gelezen.blok)["bron"]
    return bron, gelezen.proef.aantal


def statline(regels: int = 12) -> str:
    """Return a table as StatLine writes it: padded, a code for each age, English decimals, a point for unknown."""
    lines = ['"ID","Leeftijd","Regiokenmerken","Ontvangers_2","Dichtheid_3","WerkNa_11"']
    for nummer in range(2 * regels):
        age, region = ("20150", "90100")[nummer // regels], f"GM{nummer % regels:04}  "
        known = nummer % 4
        lines.append(
            f'"{nummer}","{age}","{region}","  {50 + nummer}0","{f"  {nummer}.5" if known else "    ."}","   ."'
        )
    return "\n".join(lines)


def test_a_table_of_statline_gets_its_notation_its_codes_and_the_year_of_its_name(tmp_path: Path) -> None:
    bron, aantal = voorstel(tmp_path, "gemeente_2017.csv", statline())
    assert bron["notatie"] == "en"
    assert bron["leegtekens"] == ["."]
    assert bron["dimensies"] == {"leeftijd": "Leeftijd", "regiokenmerken": "Regiokenmerken"}
    assert (bron["tijd"], bron["bestand"]) == ({"jaar": "@bestand"}, "gemeente_*.csv")
    assert {naam: maat["eenheid"] for naam, maat in bron["maten"].items()} == {
        "ontvangers_2": "aantal",
        "dichtheid_3": "gemiddelde",
    }
    assert aantal == 48


def test_a_name_without_a_year_gives_no_time(tmp_path: Path) -> None:
    bron, _ = voorstel(tmp_path, "gemeenten.csv", statline())
    assert "tijd" not in bron
    assert bron["bestand"] == "gemeenten*.csv"


def test_numbers_that_occur_unequally_often_are_no_codes(tmp_path: Path) -> None:
    text = statline().replace('"90100","GM', '"90100","GX').replace('"90100","GX0003', '"20150","GX0003')
    bron, _ = voorstel(tmp_path, "gemeenten.csv", text)
    assert "leeftijd" in bron["maten"]


def test_headings_with_a_number_and_a_year_are_a_crosstab(tmp_path: Path) -> None:
    bron, aantal = voorstel(tmp_path, "wsjg.csv", WSJG)
    assert (bron["vorm"], bron["rijen"], bron["kolommen"], bron["scheiding"]) == (
        "kruistabel",
        ["gemeenten"],
        ["maat", "jaar"],
        "|",
    )
    assert {naam: maat["kolom"] for naam, maat in bron["maten"].items()} == {
        "bijstand_per_1_000_inwoners": "Bijstand per 1.000 inwoners",
        "nuggers": "Nuggers",
    }
    assert bron["maten"]["bijstand_per_1_000_inwoners"]["eenheid"] == "gemiddelde"
    assert aantal == 8


def test_headings_with_something_else_behind_the_sign_are_a_list(tmp_path: Path) -> None:
    text = "Gemeenten;Uit|man;Uit|vrouw\nHeerenveen;12;13\nSmallingerland;5;6\n"
    bron, _ = voorstel(tmp_path, "wsjg.csv", text)
    assert bron["vorm"] == "lijst"


def test_an_indicator_without_any_number_is_not_declared(tmp_path: Path) -> None:
    text = "Gemeenten;Uit|2020;Uit|2021;Leeg|2021\nHeerenveen;12;13;\nSmallingerland;5;6;\n"
    bron, aantal = voorstel(tmp_path, "wsjg.csv", text)
    assert list(bron["maten"]) == ["uit"]
    assert aantal == 4
