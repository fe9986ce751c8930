from __future__ import annotations

import msgspec
import pytest

import monitor_voorbeeld as voorbeeld
from werkmonitor.monitor import model as m
from werkmonitor.monitor.beleid import Maatbeleid, Onthullingsbeleid
from werkmonitor.outputs import dia_maat as maat
from werkmonitor.outputs.alineas import Alinea, alineas, losse_zinnen
from werkmonitor.outputs.dia_tekst import heel, klein, opgavetekst, verzonnen
from werkmonitor.outputs.dias import (
    BELOOFD,
    BIJLAGE,
    MAX_CEL,
    MAX_RIJEN,
    MIN_RIJEN,
    Dia,
    dias,
    hoofdcijfers,
    hoofdpagina,
    verdeel,
)
from werkmonitor.outputs.samenvatting import RUIM, passend, samenvatting


def of_page(*blokken: m.AnyBlok, kop: str = "De boodschap", presentatie: bool = True) -> list[Dia]:
    """Return the slides of a report with one page, without those around it."""
    page = m.Pagina(id="p", titel="Pagina", kop=kop, blokken=blokken, bronregel="Bron: proef.", presentatie=presentatie)
    around = {"titel", "lichten", "woorden", "slot"}
    made = dias(voorbeeld.monitor(paginas=(page,)))
    return [dia for dia in made if dia.soort not in around and dia.kop != BELOOFD]


def table(rows: int, tekst: str = "1", titel: str = "Tabel") -> m.Tabelblok:
    kolommen = (m.Kolom(kop="2020"), m.Kolom(kop="2021"))
    rijen = tuple(m.Rij(naam=f"Rij {n}", cellen=(m.Cel(weergave=tekst), m.Cel(weergave="2"))) for n in range(rows))
    return m.Tabelblok(tabel=m.Tabel(titel=titel, rijkop="Wat", kolommen=kolommen, rijen=rijen))


def test_the_order_and_what_every_show_has() -> None:
    monitor = voorbeeld.monitor()
    made = dias(monitor)
    assert [dia.soort for dia in made[:2]] == ["titel", "lichten"]
    assert made[2].rubriek == (hoofdpagina(monitor) or monitor.paginas[0]).titel
    rank = next(n for n, dia in enumerate(made) if dia.soort == "slot")
    assert any("niet bekend" in zin for _, zin in made[rank].punten)
    assert all(dia.deel == BIJLAGE for dia in made[rank + 1 :])
    assert not any(dia.deel == BIJLAGE for dia in made[:rank])
    assert len(dias(monitor)) == len({(dia.kop, dia.deel) for dia in made}), "each says something else"


def test_every_page_has_slides_unless_it_says_otherwise_or_only_says_where_figures_come_from() -> None:
    assert of_page(m.Tekst(naam="t", markdown="Een zin."), presentatie=False) == []
    assert of_page(m.Tekst(naam="t", markdown="Een zin."), m.Definities()) == []
    assert of_page(m.Lijst(titel="Begrippen", regels=())) == []
    (dia,) = of_page(m.Tekst(naam="t", markdown="Een zin. Nog een zin."))
    assert (dia.soort, dia.kop, dia.rubriek, dia.deel) == ("tekst", "De boodschap", "Pagina", "")
    assert dia.punten == (("", "Een zin. Nog een zin."),)
    assert dia.verwijzing == ""


def test_a_paragraph_is_never_cut() -> None:
    long = " ".join(f"Dit is de lange zin met nummer {n} van deze alinea." for n in range(12))
    (dia,) = of_page(m.Tekst(naam="t", markdown=f"Kort. Maar niet goed.\n\n{long}"))
    assert dia.punten == (("", "Kort. Maar niet goed."),)
    assert dia.verwijzing == "Meer in het rapport: Pagina"
    (dia,) = of_page(m.Tekst(naam="t", markdown=f"- **Kop.** {long}\n- **Twee.** Zin."))
    assert dia.punten == (("Kop.", "Zie het rapport."), ("Twee.", "Zin."))


def test_a_task_tells_all_of_how_it_goes_or_refers() -> None:
    task = next(opgave for opgave in voorbeeld.monitor().opgaven)
    told = msgspec.structs.replace(task, voortgang="Het ging niet door. De rest wel.", vervolg="Wij gaan door.")
    assert opgavetekst(told) == "Het ging niet door. De rest wel. Vervolg: Wij gaan door."
    assert opgavetekst(msgspec.structs.replace(told, voortgang="Lang. " * 40)) == "Zie het rapport."
    assert opgavetekst(msgspec.structs.replace(told, voortgang="", oorzaak="", vervolg="")) == ""


def test_what_is_invented_is_named_as_far_as_there_is_room() -> None:
    assert verzonnen((), 10) == ""
    assert verzonnen(("een heel lange naam", "b", "c"), 10) == "Verzonnen: een heel lange naam; en nog 2."
    assert verzonnen(("a", "b"), 10) == "Verzonnen: a; b."
    assert heel("begroot was € 24,2 miljoen") == "begroot was €\xa024,2\xa0miljoen"


def test_a_number_of_few_people_is_left_to_the_report() -> None:
    monitor = voorbeeld.monitor()
    figure = next(i for i in monitor.indicatoren if i.spoor is not None and i.herkomst and i.waarde)
    maat = Maatbeleid(bron=figure.herkomst[0].bron, maat="x", telt="mensen", drempel=10)
    kop = msgspec.structs.replace(monitor.programma, onthulling=Onthullingsbeleid(maten=(maat,)))
    shown = msgspec.structs.replace(monitor, programma=kop)
    assert klein(shown, figure.spoor, 9, "9")
    assert not klein(shown, figure.spoor, 10, "10")
    assert not klein(shown, figure.spoor, 9, "9%")
    assert not klein(shown, None, 9, "9")


def test_a_sentence_about_the_sheet_itself_is_left_out() -> None:
    (dia,) = of_page(m.Tekst(naam="t", markdown="De tabel hieronder telt mensen. Het waren er 9."))
    assert dia.punten == (("", "Het waren er 9."),)


def test_the_items_of_a_list_are_told_whole() -> None:
    first, second = of_page(m.Tekst(naam="t", markdown="\n".join(f"- **Kop {n}.** Zin {n}. Meer." for n in range(9))))
    assert first.punten + second.punten == tuple((f"Kop {n}.", f"Zin {n}. Meer.") for n in range(9))
    assert (first.deel, second.deel) == ("1 van 2", "2 van 2")
    assert (first.verwijzing, second.verwijzing) == ("", "")


@pytest.mark.parametrize(("rows", "shown"), [(MIN_RIJEN - 1, 0), (MIN_RIJEN, 1), (MAX_RIJEN, 1), (MAX_RIJEN + 1, 0)])
def test_a_table_has_neither_too_few_nor_too_many_rows(rows: int, shown: int) -> None:
    made = [dia for dia in of_page(table(rows), m.Tekst(naam="t", markdown="Een zin.")) if dia.soort == "tabel"]
    assert len(made) == shown


@pytest.mark.parametrize(("letters", "shown"), [(MAX_CEL, 1), (MAX_CEL + 1, 0)])
def test_a_table_of_long_texts_is_left_to_the_report(letters: int, shown: int) -> None:
    made = of_page(table(3, "a b " * (letters // 4) + "c" * (letters % 4)))
    assert len(made) == shown
    left = of_page(table(9), m.Tekst(naam="t", markdown="Een zin."))
    assert [dia.verwijzing for dia in left] == ["Meer in het rapport: Pagina"]


def test_only_the_first_two_tables_of_a_page_are_shown_the_first_below_its_message() -> None:
    made = of_page(*(table(3, titel=f"Tabel {n}") for n in range(3)))
    assert [dia.kop for dia in made] == ["De boodschap", "Tabel 1"]
    assert made[-1].verwijzing == "Meer in het rapport: Pagina"


def test_a_chart_has_the_message_its_key_figure_and_what_fits_beside_it() -> None:
    monitor = voorbeeld.monitor()
    shown = [dia for dia in dias(monitor) if dia.grafiek]
    fitting = [g.id for g in voorbeeld.grafieken(monitor) if len(g.categorieen) <= 12 or g.vorm in {"lijn", "staaf"}]
    assert {dia.grafiek.id for dia in shown if dia.grafiek} <= set(fitting)
    assert len(shown) > 1
    for dia in shown:
        used = sum(map(maat.tegel, dia.tegels)) + sum(maat.zin(zin) for _, zin in dia.punten)
        assert len(dia.tegels) <= 1
        assert not dia.punten or used <= maat.HOOG - maat.kop(dia.kop)


def test_the_figure_that_is_judged_stands_beside_the_chart() -> None:
    monitor = voorbeeld.monitor()
    names = tuple(indicator.id for indicator in monitor.indicatoren)
    judged = next(indicator for indicator in monitor.indicatoren if indicator.oordeel)
    block = m.Indicatoren(tabel=table(3).tabel, indicatoren=names)
    dia = of_page(block, voorbeeld.grafieken(monitor)[0])[0]
    assert dia.tegels[0].oordeel
    assert judged.id in names


def test_key_figures_are_those_of_the_tiles_and_else_those_that_are_judged() -> None:
    monitor = voorbeeld.monitor()
    page = hoofdpagina(monitor)
    assert page is not None
    tiles = [naam for blok in page.blokken if isinstance(blok, m.Kerncijfers) for naam in blok.indicatoren]
    assert [indicator.id for indicator in hoofdcijfers(monitor, 3)] == tiles[:3]
    bare = voorbeeld.monitor(paginas=())
    assert all(indicator.oordeel for indicator in hoofdcijfers(bare, 8))
    assert {dia.soort for dia in dias(voorbeeld.monitor(paginas=(), opgaven=()))} <= {
        "titel",
        "tabel",
        "woorden",
        "slot",
    }


@pytest.mark.parametrize(("aantal", "groepen"), [(0, []), (4, [4]), (5, [3, 2]), (8, [4, 4]), (9, [3, 3, 3])])
def test_groups_are_about_as_large(aantal: int, groepen: list[int]) -> None:
    assert [len(groep) for groep in verdeel(range(aantal), 4)] == groepen


@pytest.mark.parametrize(
    ("text", "zinnen"),
    [
        ("Een. Twee! Drie?", ("Een.", "Twee!", "Drie?")),
        ("Dat is bijv. Heerenveen. Klaar.", ("Dat is bijv. Heerenveen.", "Klaar.")),
        ("Het kost € 2.000 (incl. BTW). Meer niet.", ("Het kost € 2.000 (incl. BTW).", "Meer niet.")),
        ("Volgens A.B. Jansen wel.", ("Volgens A.B. Jansen wel.",)),
        ("", ()),
    ],
)
def test_sentences(text: str, zinnen: tuple[str, ...]) -> None:
    assert losse_zinnen(text) == zinnen


def test_paragraphs_and_items() -> None:
    text = "# Kop\n\nEen **dik** woord.\nNog een.\n\n- **Lood.** Zin met [link](https://a.nl).\n- Zonder kop.\n"
    assert list(alineas(text)) == [
        Alinea("", ("Een dik woord.", "Nog een."), punt=False),
        Alinea("Lood.", ("Zin met link.",), punt=True),
        Alinea("", ("Zonder kop.",), punt=True),
    ]
    assert list(alineas("**Vet begin.** En verder.")) == [Alinea("", ("Vet begin.", "En verder."), punt=False)]


def test_the_summary_says_what_does_not_go_as_agreed_the_worst_first() -> None:
    monitor = voorbeeld.monitor()
    kort = samenvatting(monitor)
    colours = [licht.telling.kleur for licht in kort.aandacht]
    assert colours == [kleur for kleur in ("rood", "oranje") if kleur in colours]
    for licht in samenvatting(monitor, 3).aandacht:
        assert len(licht.opgaven) + licht.meer == licht.telling.aantal
    assert len(kort.onbekend) + kort.meer_onbekend == sum(i.waarde is None for i in monitor.indicatoren)


def test_the_fullest_summary_that_fits_is_taken() -> None:
    tried: list[int] = []

    def maak(ruim: int) -> str:
        tried.append(ruim)
        return str(ruim)

    assert passend(maak, lambda source: 1 if int(source) >= 2 else 2) == "2"
    assert tried == [0, 1, 2]
    assert passend(maak, lambda _: 2) == str(len(RUIM) - 1)
