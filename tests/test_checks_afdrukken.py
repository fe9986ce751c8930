"""What an export looked like at the last build against what it looks like now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from bronnen_voorbeeld import KRUIS, LIJST, REGISTER, blad, lees_map, leg_neer, programma, werkboek
from werkmonitor.bronnen.feiten import Afdruk, Bronbestand
from werkmonitor.bronnen.levering.afdruk import maak_afdruk
from werkmonitor.bronnen.sheet import Inhoud
from werkmonitor.bronnen.tabellen.kennis import Kennis
from werkmonitor.checks import afdrukken
from werkmonitor.checks.afdrukken import Beeld, beelden, controleer_afdrukken, vergelijk_afdrukken
from werkmonitor.findings import Finding, Location
from werkmonitor.periode import Periode
from werkmonitor.tasks.beelden import Veranderd, vorige

JAAR = Periode.parse("2021")
KOP = ["Reden", "Jaar", "Maand", "Aantal"]
RIJEN: list[list[Any]] = [["Verhuizing", 2021, 1, 4], ["Einde WW", 2021, 1, 3]]
TOEN = "bij de vorige monitor (2021)"


def beeld(folder: Path, *rows: list[Any], bron: dict[str, Any] = LIJST, tabs: int = 1) -> Beeld:
    """Return the picture of one export."""
    leg_neer(folder, "Instroom.xlsx", werkboek(*([blad(rows)] * tabs)))
    feiten, _ = lees_map(folder, bron)
    return beelden(feiten, JAAR)[bron["id"]]


def veranderd(oud: Beeld | None, nieuw: Beeld, bron: dict[str, Any] = LIJST) -> list[Finding]:
    return list(vergelijk_afdrukken(programma(bron), {bron["id"]: nieuw}, lambda _: oud))


@pytest.fixture
def toen(tmp_path: Path) -> Beeld:
    return beeld(tmp_path / "toen", KOP, *RIJEN)


# ---------------------------------------------------------------- the picture


def test_a_picture_has_headers_members_and_formats_and_no_numbers(toen: Beeld) -> None:
    assert toen == Beeld(
        Afdruk(
            bron="instroom",
            levering="2021",
            bestand="exports/2021/Instroom.xlsx",
            herkend=True,
            producent=toen.afdruk.producent,
            bladen=("Pagina1_1",),
            koprij=0,
            koppen=(("Reden", "A"), ("Jaar", "B"), ("Maand", "C"), ("Aantal", "D")),
            maten=(("instroom", ""),),
        ),
        {"reden": ("Einde WW", "Verhuizing")},
    )


def test_the_picture_of_a_file_without_its_table_has_the_nearest_header(tmp_path: Path) -> None:
    found = beeld(tmp_path, ["Titel"], ["Reden", "Jaar", "Maand", "Hoeveel"], *RIJEN)
    assert not found.afdruk.herkend
    assert (found.afdruk.koprij, found.afdruk.koppen[-1], found.leden) == (1, ("Hoeveel", "D"), {"reden": ()})
    nothing = beeld(tmp_path / "niets", ["iets", "anders"], [1, 2])
    assert nothing.afdruk.koppen == ()


def test_a_crosstab_has_maten_and_members_and_a_register_has_headers(tmp_path: Path) -> None:
    maten = {"a": {"kolom": "In", "eenheid": "aantal"}, "b": {"kolom": "Uit", "eenheid": "aantal"}}
    bron = KRUIS | {"kolommen": ["maand", "maat"], "maten": maten}
    rows: list[list[Any]] = [["", "jan. 2021", "jan. 2021"], ["", "In", "Uit"], ["Verhuizing", 1, 2]]
    found = beeld(tmp_path / "k", *rows, bron=bron)
    assert (found.afdruk.koppen, found.afdruk.maten) == ((), (("a", ""), ("b", "")))
    assert found.leden == {"reden": ("Verhuizing",)}
    register = beeld(tmp_path / "r", ["Nr", "Risico"], ["1", "Brand"], bron=REGISTER)
    assert (register.afdruk.koppen, register.leden) == ((("Nr", "A"), ("Risico", "B")), {})


def test_the_day_of_the_run_comes_from_the_page_footer() -> None:
    declared = programma(LIJST)
    sheets = [blad([KOP, *RIJEN, [date(2022, 1, day), 1, time(8, 30)]]) for day in (3, 14)]
    inhoud = Inhoud("0" * 64, tuple(sheets), "xlsx")
    bestand = Bronbestand("exports/2021/i.xlsx", "0" * 64, "instroom", "2021")
    assert maak_afdruk(bestand, inhoud, [], Kennis(declared, declared.bron[0])).gedraaid == "2022-01-14"


def test_a_dimension_of_very_many_members_is_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(afdrukken, "MEESTE_LEDEN", 1)
    assert beeld(tmp_path, KOP, *RIJEN).leden == {}


# ---------------------------------------------------------------- what changed


def test_the_same_export_and_one_without_a_picture_say_nothing(toen: Beeld) -> None:
    assert veranderd(toen, toen) == []
    assert veranderd(None, toen) == []


def test_a_renamed_header_is_known_by_its_column(tmp_path: Path, toen: Beeld) -> None:
    (finding,) = veranderd(toen, beeld(tmp_path, ["Reden", "Jaar", "Maand", "Hoeveel"], *RIJEN))
    assert (finding.code, finding.ernst) == ("kop-hernoemd", "waarschuwing")
    assert finding.wat == f"Kolom 'Aantal' stond {TOEN} in D; bedoelt u 'Hoeveel' in D?"
    assert finding.doen == (
        "Heet de kolom nu zo? Vervang in [bron.maten.instroom] de regel met kolom door:\n"
        '  kolom = ["Aantal", "Hoeveel"]'
    )
    assert finding.vindplaats == Location("exports/2021/Instroom.xlsx", None, "D1")


def test_a_renamed_header_that_moved_is_known_by_its_words(tmp_path: Path, toen: Beeld) -> None:
    rows: list[list[Any]] = [["Aantal aanvragen", "Reden", "Jaar", "Maand"], [4, "Verhuizing", 2021, 1]]
    found = veranderd(toen, beeld(tmp_path, *rows))
    assert [f.code for f in found] == ["kop-hernoemd", "kolom-verplaatst"]
    assert found[0].wat.endswith("bedoelt u 'Aantal aanvragen' in A?")
    assert found[1].ernst == "info"
    assert (
        found[1].wat == "Kolommen zijn verplaatst: 'Reden' van A naar B, 'Jaar' van B naar C en 'Maand' van C naar D."
    )


def test_a_header_that_is_simply_gone_has_no_suggestion(tmp_path: Path, toen: Beeld) -> None:
    assert veranderd(toen, beeld(tmp_path, ["Reden", "Jaar", "Maand"], ["Verhuizing", 2021, 1])) == []


def test_another_declared_name_for_a_header_is_no_change(tmp_path: Path, toen: Beeld) -> None:
    bron = LIJST | {"maten": {"instroom": {"kolom": ["Aantal", "Hoeveel"], "eenheid": "aantal"}}}
    new = beeld(tmp_path, ["Reden", "Jaar", "Maand", "Hoeveel"], *RIJEN, bron=bron)
    assert veranderd(toen, new, bron) == []


def test_members_that_came_and_went_are_named(tmp_path: Path, toen: Beeld) -> None:
    new = beeld(tmp_path, KOP, RIJEN[0], ["Einde studie", 2021, 1, 3])
    found = veranderd(toen, new)
    assert [(f.code, f.ernst) for f in found] == [("lid-nieuw", "waarschuwing"), ("lid-weg", "waarschuwing")]
    assert [f.wat for f in found] == [
        f"Nieuw bij reden: 'Einde studie'. Dat was er niet {TOEN}.",
        f"Weg bij reden: 'Einde WW'. Dat was er wel {TOEN}.",
    ]
    nul = LIJST | {"leeg": "nul"}
    assert [f.ernst for f in veranderd(toen, new, nul)] == ["waarschuwing", "info"]


def test_many_members_are_told_as_the_first_few(toen: Beeld) -> None:
    new = replace(toen, leden={"reden": (*toen.leden["reden"], *"abcdefgh")})
    (finding,) = veranderd(toen, new)
    assert "Nieuw bij reden: 'a', 'b', 'c', 'd', 'e' en nog 3." in finding.wat


def test_a_maat_without_numbers_and_one_of_another_format_are_told(toen: Beeld) -> None:
    def met(*maten: tuple[str, str]) -> Beeld:
        return replace(toen, afdruk=replace(toen.afdruk, maten=maten))

    (gone,) = veranderd(toen, met())
    assert (gone.code, gone.wat) == (
        "maat-weg",
        f"Voor instroom staat er geen enkel getal meer; {TOEN} wel.",
    )
    (other,) = veranderd(toen, met(("instroom", "procent")))
    assert other.code == "opmaak-anders"
    assert other.wat == f"instroom is nu opgemaakt als percentage, en was {TOEN} gewoon getal."


def test_another_producer_and_another_number_of_sheets_are_remarks(toen: Beeld) -> None:
    new = replace(toen, afdruk=replace(toen.afdruk, producent="LibreOffice", bladen=("a", "b")))
    found = veranderd(toen, new)
    assert [(f.code, f.ernst) for f in found] == [("producent-anders", "info"), ("bladen-anders", "info")]
    assert "komt uit LibreOffice; " in found[0].wat
    assert found[1].wat == f"De tabel staat nu op 2 bladen; {TOEN} op 1."
    back = replace(new, afdruk=replace(new.afdruk, producent=""))
    assert "komt uit een onbekend programma" in veranderd(new, back)[0].wat


def test_a_moved_column_says_that_nothing_needs_to_be_done(tmp_path: Path, toen: Beeld) -> None:
    (finding,) = veranderd(toen, beeld(tmp_path, ["Jaar", "Reden", "Maand", "Aantal"], [2021, "Verhuizing", 1, 4]))[:1]
    assert finding.code == "kolom-verplaatst"
    assert finding.gevolg == "De koppen wijzen de kolommen aan, dus de cijfers veranderen niet."
    assert finding.doen == "Er hoeft niets te gebeuren."


PER_TAB = LIJST | {"dimensies": {"reden": "@tabblad"}}


def op_bladen(toen: Beeld, *namen: str, leden: tuple[str, ...] = ()) -> Beeld:
    return Beeld(replace(toen.afdruk, bladen=namen), {"reden": leden or namen})


def test_a_sheet_with_nearly_the_same_name_is_told_once_at_that_sheet(toen: Beeld) -> None:
    was = op_bladen(toen, "Noord", "Zuid")
    (finding,) = veranderd(was, op_bladen(toen, "Noordd", "Zuid"), PER_TAB)
    assert (finding.code, finding.ernst) == ("lid-hernoemd", "waarschuwing")
    assert finding.wat == f"Blad 'Noord' heet nu misschien 'Noordd'. Zo heette het {TOEN}."
    assert finding.vindplaats == Location("exports/2021/Instroom.xlsx", "Noordd")
    (finding,) = veranderd(op_bladen(toen, "Blad1", leden=("Noord",)), op_bladen(toen, "Blad1", leden=("Noordd",)))
    assert finding.wat.startswith("Bij reden: 'Noord' heet nu misschien 'Noordd'.")
    assert finding.vindplaats == Location("exports/2021/Instroom.xlsx", "Blad1")


def test_a_new_tab_is_told_at_that_tab_and_one_that_is_gone_at_the_file(toen: Beeld) -> None:
    was = op_bladen(toen, "Noord", "Zuid")
    found = veranderd(was, op_bladen(toen, "Noord", "Oostpark"), PER_TAB)
    assert [(f.code, str(f.vindplaats)) for f in found] == [
        ("lid-nieuw", "exports/2021/Instroom.xlsx › Oostpark"),
        ("lid-weg", "exports/2021/Instroom.xlsx"),
    ]


def test_of_a_source_with_faults_nothing_is_gone_and_no_word_is_said_twice(tmp_path: Path, toen: Beeld) -> None:
    def met(new: Beeld, doen: str) -> list[str]:
        fault = Finding("tabel-niet-gevonden", "fout", "Wat.", None, "", doen)
        found = vergelijk_afdrukken(programma(LIJST), {"instroom": new}, lambda _: toen, {"instroom": [fault]})
        return [finding.code for finding in found]

    assert met(replace(toen, leden={"reden": ()}), "") == []
    renamed = beeld(tmp_path, ["Reden", "Jaar", "Maand", "Hoeveel"], *RIJEN)
    (finding,) = veranderd(toen, renamed)
    assert met(renamed, "") == ["kop-hernoemd"]
    assert met(renamed, finding.doen) == []


def test_a_delivery_is_compared_with_the_last_before_it_that_is_read(tmp_path: Path) -> None:
    for levering, lid in {"2019": "Einde studie", "2020": "Einde WW", "2021": "Verhuizing"}.items():
        rows = [["Verhuizing", int(levering), 1, 4], [lid, int(levering), 2, 4]]
        leg_neer(tmp_path, "Instroom.xlsx", werkboek(blad([KOP, *rows])), levering)
    feiten, _ = lees_map(tmp_path, LIJST, leveringen=("2021", "2019", "2020"))
    (gone,) = controleer_afdrukken(programma(LIJST), feiten, JAAR, {})
    assert gone.wat == "Weg bij reden: 'Einde WW'. Dat was er wel bij de vorige monitor (2020)."
    assert list(controleer_afdrukken(programma(LIJST), feiten, Periode.parse("2019"), {})) == []
    again = Veranderd(tmp_path / "leeg", JAAR, programma(LIJST), feiten)
    assert again.findings == ()


def test_what_the_controls_said_is_not_said_again(tmp_path: Path, toen: Beeld) -> None:
    map_, werkmap = tmp_path / "bewaard", tmp_path / "werk"
    leg_neer(werkmap, "Instroom.xlsx", werkboek(blad([KOP, *RIJEN])))
    bewaard(map_, werkmap, "2021")
    leg_neer(werkmap, "Instroom.xlsx", werkboek(blad([KOP, RIJEN[0], ["Einde studie", 2021, 1, 3]])))
    feiten, _ = lees_map(werkmap, LIJST)
    new, gone = Veranderd(map_, JAAR, programma(LIJST), feiten).findings
    assert toen.afdruk.herkend
    assert Veranderd(map_, JAAR, programma(LIJST), feiten, [new]).findings == (gone,)


# ---------------------------------------------------------------- kept between builds


def bewaard(map_: Path, werkmap: Path, levering: str) -> None:
    feiten, _ = lees_map(werkmap, LIJST, leveringen=(levering,))
    Veranderd(map_, Periode.parse(levering), programma(LIJST), feiten).bewaar()


def test_a_picture_is_compared_with_that_of_the_same_delivery_else_of_the_last_before_it(tmp_path: Path) -> None:
    map_ = tmp_path / "bewaard"
    for levering in ("2019", "2020", "2022"):
        leg_neer(tmp_path, "Instroom.xlsx", werkboek(blad([KOP, *RIJEN])), levering)
        bewaard(map_, tmp_path, levering)
    for levering, other in {"2021": "2020", "2022": "2022", "2023-05": "2022", "2020": "2020"}.items():
        found = vorige(map_, Periode.parse(levering))("instroom")
        assert found is not None
        assert found.afdruk.levering == other
    assert vorige(map_, Periode.parse("2018"))("instroom") is None
    assert vorige(map_, JAAR)("ander") is None


def test_what_was_kept_reads_back_and_is_the_same_bytes_again(tmp_path: Path, toen: Beeld) -> None:
    map_ = tmp_path / "bewaard"
    bewaard(map_, tmp_path / "toen", "2021")
    assert vorige(map_, JAAR)("instroom") == toen
    before = (map_ / "instroom.json").read_bytes()
    bewaard(map_, tmp_path / "toen", "2021")
    assert (map_ / "instroom.json").read_bytes() == before
    assert [path.name for path in map_.iterdir()] == ["instroom.json"]


@pytest.mark.parametrize(
    "text", ["", "{", '{"schema": 2, "leveringen": {}}', '{"schema": 1, "leveringen": {"jaar": 3}}', "[]"]
)
def test_a_damaged_picture_is_as_good_as_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "instroom.json").write_text(text, encoding="utf-8")
    assert vorige(tmp_path, JAAR)("instroom") is None


def test_a_folder_that_cannot_be_written_is_no_reason_to_fail(tmp_path: Path, toen: Beeld) -> None:
    (tmp_path / "bestand").write_text("", encoding="utf-8")
    bewaard(tmp_path / "bestand", tmp_path / "toen", "2021")
    assert toen.afdruk.herkend
    assert (tmp_path / "bestand").read_text(encoding="utf-8") == ""
