"""What is said about differences, on screen, on paper and in the terminal."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from diff_bouwstenen import eis, figuur, gesplitst, lid, monitor, taak, verschil
from werkmonitor.cli.verschil_tekst import BREEDTE, kort, regels
from werkmonitor.diff import zinnen
from werkmonitor.diff.errata import wanneer
from werkmonitor.diff.model import Cijferverschil, Deel, Erratum, Verschil
from werkmonitor.diff.pagina import MEESTE, Alinea, Hoofdstuk, Lijst, Tabelblok, Tekstblok, Tussenkop, pagina
from werkmonitor.monitor import model as m


def naast(oud: m.Indicator | None, nieuw: m.Indicator | None) -> tuple[Cijferverschil, Verschil]:
    found = verschil(monitor("2020", *filter(None, [oud])), monitor("2021", *filter(None, [nieuw])))
    return found.cijfers[0], found


def met_delen(*delen: tuple[Any, str], exact: str = "10", **keys: Any) -> Cijferverschil:
    cijfer, _ = naast(figuur("X", "100"), figuur("X", "110"))
    parts = tuple(
        Deel(oorzaak=oorzaak, exact=n, weergave=n if n.startswith("-") else f"+{n}", reden=keys.get("reden", ""))
        for oorzaak, n in delen
    )
    return msgspec.structs.replace(cijfer, delen=parts, exact=exact, afgerond=keys.get("afgerond", False))


PERIODE, BRON = "door de nieuwe periode", "doordat de bron is herzien"
DEFINITIE, VERSIE = "doordat de definitie is veranderd", "doordat werkmonitor is vernieuwd"
AFRONDING = "Door afronding tellen deze getallen niet precies op."


# ---------------------------------------------------------------- one figure


@pytest.mark.parametrize(
    ("oud", "nieuw", "zin"),
    [
        (figuur("X", "1309", noem="uitkeringen"), figuur("X", "1249", noem="uitkeringen"),
         "Van 1.309 naar 1.249 uitkeringen: 60 minder (-4,6%)."),
        (figuur("X", "1309", peildatum="2021-01-01"), figuur("X", "1310", peildatum="2022-01-01"),
         "Van 1.309 (1 januari 2021) naar 1.310 (1 januari 2022): 1 meer (+0,1%)."),
        (figuur("X", "8/25", eenheid="aandeel"), figuur("X", "9/25", eenheid="aandeel"),
         "Van 32% naar 36%: 4 procentpunt hoger."),
        (figuur("X", "5"), figuur("X", "-5"), "Van 5 naar -5: 10 lager."),
        (figuur("X", "5", noem="banen"), figuur("X", "5", noem="banen"), "Gelijk gebleven: 5 banen."),
        (None, figuur("X", "5"), "Nieuw in 2021: 5."),
        (figuur("X", "5"), None, "Staat niet meer in 2021. In 2020 was het 5."),
        (figuur("X", None, reden_ontbreekt="Er is geen export."), figuur("X", "5"),
         "In 2020 niet bekend (Er is geen export); in 2021 5."),
        (figuur("X", "5"), figuur("X", "5", eenheid="euro", decimalen=2),
         "In 2020 5, in 2021 € 5,00. De eenheid is veranderd, dus er is geen verschil te noemen."),
    ],
)  # fmt: skip
def test_a_figure_is_told_in_one_sentence(oud: m.Indicator | None, nieuw: m.Indicator | None, zin: str) -> None:
    assert zinnen.hoofdzin(*naast(oud, nieuw)).replace("\N{NO-BREAK SPACE}", " ") == zin


@pytest.mark.parametrize(
    ("cijfer", "zin"),
    [
        (met_delen(("periode", "10")), ""),
        (met_delen(("periode", "10"), reden="Niet te zien."), "Niet te zien."),
        (met_delen(("bron", "10")), "Dat komt helemaal doordat de bron is herzien."),
        (met_delen(("periode", "6"), ("bron", "3"), ("definitie", "1")),
         f"Daarvan komt +6 {PERIODE}, +3 {BRON} en +1 {DEFINITIE}."),
        (met_delen(("bron", "3"), ("definitie", "-3"), exact="0"),
         f"Dat lijkt niets, maar de delen heffen elkaar op: +3 {BRON} en -3 {DEFINITIE}."),
        (met_delen(("periode", "6"), ("werkmonitor", "4"), afgerond=True, reden="Een andere versie."),
         f"Daarvan komt +6 {PERIODE} en +4 {VERSIE}. {AFRONDING} Een andere versie."),
    ],
)  # fmt: skip
def test_causes_are_told_unless_it_is_only_time(cijfer: Cijferverschil, zin: str) -> None:
    assert zinnen.oorzaakzin(cijfer) == zin


def oordeelzin(oud: tuple[str | None, str | None, str], nieuw: tuple[str | None, str | None, str]) -> str:
    sides = [
        figuur(
            "X", waarde, oordeel=kleur, eis=eis(norm) if norm else None, norm_weergave=norm, regel="Dat is de regel."
        )
        for waarde, kleur, norm in (oud, nieuw)
    ]
    return zinnen.oordeelzin(naast(*sides)[0])


@pytest.mark.parametrize(
    ("oud", "nieuw", "zin"),
    [
        (("40", "groen", "40"), ("41", "groen", "40"), ""),
        (("30", "rood", "40"), ("40", "groen", "40"), "Het oordeel ging van rood naar groen. De norm is 40."),
        (("30", "rood", "40"), ("45", "groen", "42"),
         "Het oordeel ging van rood naar groen. De norm is nu 42; ook met de oude norm (40) zou het groen zijn."),
        (("40", "groen", "40"), ("40", "oranje", "44"),
         "Het oordeel ging van groen naar oranje. Dat komt door de norm: die was 40 en is nu 44."),
        (("30", "rood", "40"), ("40", "oranje", "44"),
         "Het oordeel ging van rood naar oranje. De norm is nu 44; met de oude norm (40) zou het groen zijn."),
        (("30", "rood", "40"), (None, "grijs", "40"), "Het oordeel ging van rood naar grijs. Dat is de regel."),
        (("30", None, ""), ("30", "rood", "40"), "Er is nu een norm: 40. Dat is de regel."),
        (("30", "rood", "40"), ("30", None, ""), "Er is geen norm meer; die was 40."),
    ],
)  # fmt: skip
def test_another_verdict_is_told_with_what_it_comes_from(
    oud: tuple[str | None, str | None, str], nieuw: tuple[str | None, str | None, str], zin: str
) -> None:
    assert oordeelzin(oud, nieuw) == zin


def test_the_members_that_moved_most_are_named() -> None:
    cijfer, _ = naast(gesplitst("X", werk="4", studie="3", geen="9"), gesplitst("X", werk="1", relatie="9", geen="9"))
    assert zinnen.ledenzin(cijfer) == "Vooral Relatie (+9, nieuw), Werk (-3) en Studie (-3, weg)."


def test_members_that_are_unknown_are_named_without_a_number() -> None:
    oud = figuur("X", "10", dimensie="reden", leden=(lid("Werk", "10"), lid("Ziekte", None)), optelbaar=True)
    nieuw = figuur("X", "15", dimensie="reden", leden=(lid("Werk", "10"), lid("Ziekte", "5")), optelbaar=True)
    assert zinnen.ledenzin(naast(oud, nieuw)[0]) == "Van Ziekte is het cijfer niet aan beide kanten bekend."
    assert zinnen.ledenzin(naast(figuur("X", "1"), figuur("X", "2"))[0]) == ""


def test_an_erratum_says_what_was_published_and_who_says_otherwise() -> None:
    _, found = naast(figuur("X", "1"), figuur("X", "2"))
    base = Erratum(periode="2020", gepubliceerd="1.234", herzien="1.240", levering="2021")
    told = {
        "Volgens de export van 2021 is dat 1.240.": base,
        "De export van 2020 is daarna veranderd; volgens die export is dat nu 1.240.":
            msgspec.structs.replace(base, levering="2020", opnieuw=True),
        "Volgens de exports van nu is dat 1.240.": msgspec.structs.replace(base, levering=""),
        "Nu is dat 1.240: ingevuld door beleid.":
            msgspec.structs.replace(base, levering="", ingevuld="ingevuld door beleid"),
    }  # fmt: skip
    for zin, erratum in told.items():
        assert zinnen.erratumzin(erratum, found) == f"In de monitor van 2020 stond 1.234. {zin}"


@pytest.mark.parametrize(
    ("van", "tot", "naam"),
    [
        ("", "", ""),
        ("2021-01-01", "2022-01-01", "2021"),
        ("2021-03-01", "2021-04-01", "maart 2021"),
        ("2021-07-01", "2022-01-01", "het 2e halfjaar van 2021"),
        ("2021-12-31", "2021-12-31", "31-12-2021"),
        ("2021-02-01", "2021-04-01", "1-2-2021 tot 1-4-2021"),
        ("2021-01-15", "2021-02-15", "15-1-2021 tot 15-2-2021"),
    ],
)
def test_the_time_of_a_cell_has_a_name(van: str, tot: str, naam: str) -> None:
    assert wanneer(van, tot) == naam


# ---------------------------------------------------------------- the whole


def met_oorzaken(*oorzaken: str, reden: str = "") -> Verschil:
    _, found = naast(figuur("X", "100"), figuur("X", "110"))
    cijfers = tuple(
        msgspec.structs.replace(found.cijfers[0], id=str(n), delen=met_delen((oorzaak, "10"), reden=reden).delen)
        for n, oorzaak in enumerate(oorzaken)
    )
    return msgspec.structs.replace(found, cijfers=cijfers)


def test_the_summary_counts_what_besides_time_changed_the_figures() -> None:
    told = zinnen.samenvatting(met_oorzaken("bron", "bron", "definitie", "samen", "werkmonitor"))
    assert told[1] == (
        "Bij 2 is de bron over 2020 herzien, bij 1 is de definitie veranderd, bij 1 telt werkmonitor anders en bij 1 "
        "is het verschil niet helemaal te splitsen."
    )


def test_the_summary_says_what_it_cannot_see() -> None:
    told = zinnen.samenvatting(met_oorzaken("periode", reden="Niet te zien."))
    assert told[1].startswith("Van 1 cijfer noemt de nieuwere monitor de waarde van de oudere periode niet.")


def test_the_summary_of_tasks_alone() -> None:
    found = verschil(monitor("2020", opgaven=(taak(1, "rood"),)), monitor("2021", opgaven=(taak(1, "oranje"),)))
    assert zinnen.samenvatting(found) == [
        "Van de 1 opgave kreeg er 1 een andere kleur: die is beter. Geen enkel cijfer is veranderd."
    ]
    same = (taak(1, "rood"),)
    both = verschil(monitor("2020", figuur("X", "1"), opgaven=same), monitor("2021", figuur("X", "2"), opgaven=same))
    assert zinnen.samenvatting(both)[0] == (
        "Geen enkele opgave kreeg een andere kleur. Van de 1 cijfer is er 1 veranderd; 1 daarvan valt op."
    )


def hoofdstukken(found: Verschil, *, teksten: bool = False) -> dict[str, Hoofdstuk]:
    return {hoofdstuk.id: hoofdstuk for hoofdstuk in pagina(found, teksten=teksten).hoofdstukken}


def test_figures_beyond_the_first_dozen_are_only_counted() -> None:
    sides = [[figuur(f"F{n}", str(waarde + n)) for n in range(MEESTE + 2)] for waarde in (100, 200)]
    found = hoofdstukken(verschil(monitor("2020", *sides[0]), monitor("2021", *sides[1])))["opvallend"]
    assert sum(isinstance(deel, Tussenkop) for deel in found.delen) == MEESTE
    assert found.delen[-1] == Alinea("Nog 2 andere cijfers vallen op; zie de tabel met alle cijfers.")


def test_a_table_shows_causes_only_where_there_is_more_than_time() -> None:
    found = hoofdstukken(met_oorzaken("bron", reden="Zo zit het."))["waardoor"]
    table, remarks = found.delen
    assert isinstance(table, Tabelblok)
    assert [kolom.kop for kolom in table.tabel.kolommen] == ["verschil", "bron herzien"]
    assert remarks == Lijst(("X: Zo zit het.",))
    assert "waardoor" not in hoofdstukken(met_oorzaken("periode"))


def test_norms_formulas_and_colours_that_changed_are_listed() -> None:
    oud = monitor("2020", figuur("X", "4", formule="som(a)"), figuur("Y", "4", norm_weergave="ten minste 4"))
    nieuw = monitor("2021", figuur("X", "4", formule="som(b)", norm_weergave="ten minste 3"), figuur("Y", "4"))
    words = tuple(msgspec.structs.replace(t, woord="klaar") if t.kleur == "groen" else t for t in nieuw.kleuren)
    found = hoofdstukken(verschil(oud, msgspec.structs.replace(nieuw, kleuren=words)))
    assert found["afspraken"].delen == (
        Lijst(
            (
                "X: nu is er een norm: ten minste 3.",
                "X: de formule was: som(a). Nu is dat: som(b).",
                "Y: er is geen norm meer. Dat was: ten minste 4.",
            )
        ),
    )
    assert found["opgaven"].delen == (Lijst(("De kleur groen heet nu «klaar»; dat was «op koers».",)),)


def geschreven(aantal: int) -> Verschil:
    def side(jaar: str) -> m.Monitor:
        texts = [" ".join(f"In {jaar} is zin {n} van tekst {t} heel anders {jaar * 9}." for n in range(4))
                 for t in range(aantal)]  # fmt: skip
        pages = tuple(
            m.Pagina(id=f"p{t}", titel=f"Pagina {t}", kop="", bronregel="", blokken=(m.Tekst(naam="t", markdown=text),))
            for t, text in enumerate(texts)
        )
        return monitor(jaar, paginas=pages)

    return verschil(side("2020"), side("2021"))


def test_few_texts_are_shown_and_many_are_counted_except_on_the_screen() -> None:
    few, many = geschreven(2), geschreven(20)
    assert all(isinstance(deel, Tekstblok) for deel in hoofdstukken(few)["teksten"].delen)
    alinea, table = hoofdstukken(many)["teksten"].delen
    assert alinea == Alinea("20 teksten zijn anders. De zinnen zelf staan in de html en in het werkboek.")
    assert isinstance(table, Tabelblok)
    assert len(table.tabel.rijen) == 20
    assert all(isinstance(deel, Tekstblok) for deel in hoofdstukken(many, teksten=True)["teksten"].delen)


# ---------------------------------------------------------------- the terminal


def terminal(found: Verschil) -> str:
    lines = list(regels(found))
    assert max(map(len, lines)) <= BREEDTE
    return "\n".join(lines)


def test_the_terminal_shows_wide_amounts_beside_long_names() -> None:
    name = "Uitgaven aan re-integratie, begeleiding en arbeidsmatige dagbesteding"
    euro = {"eenheid": "euro", "decimalen": 2}
    one, other = figuur(name, "123456789.10", **euro), figuur(name, "223456789.10", **euro)
    assert "€ 123.456.789,10" in terminal(verschil(monitor("2020", one), monitor("2021", other)))


def test_the_terminal_shows_tasks_and_the_begin_of_many_texts() -> None:
    tasks = [(taak(1, "rood"),), (taak(1, "groen", regel="Klaar."), taak(2, "grijs", regel=""))]
    found = verschil(monitor("2020", opgaven=tasks[0]), monitor("2021", opgaven=tasks[1]))
    shown = terminal(found)
    assert "1. Taak 1: rood (niet gehaald) -> groen (op koers)" in shown
    assert "2. Taak 2: nieuw -> grijs (niet te beoordelen)" in shown
    assert "En nog 10." in terminal(geschreven(20))


def test_the_terminal_shows_a_sentence_as_it_was_and_as_it_is() -> None:
    def side(jaar: str, zin: str) -> m.Monitor:
        page = m.Pagina(id="p", titel="P", kop="", bronregel="", blokken=(m.Tekst(naam="t", markdown=zin),))
        return monitor(jaar, paginas=(page,))

    found = verschil(
        side("2020", "Blijft. Het aantal daalde naar 8."), side("2021", "Blijft. Het aantal steeg naar 8.")
    )
    shown = terminal(found)
    assert "  - Het aantal daalde naar 8.\n  + Het aantal steeg naar 8." in shown
    assert "Blijft" not in shown


def test_the_terminal_is_short_beside_files() -> None:
    _, found = naast(figuur("X", "1"), figuur("X", "2"))
    assert next(kort(found)) == "Van de 1 cijfer is er 1 veranderd; 1 daarvan valt op."
    assert len(list(kort(found))) < len(list(regels(found)))
