"""The one period that titles name."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkmonitor.bronnen.sheet import Waarde
from werkmonitor.bronnen.waarden.tijd import GeenTijdError
from werkmonitor.bronnen.waarden.titel import periode_in_titel, zonder_tijd
from werkmonitor.periode import Periode

P = Periode.parse


@pytest.mark.parametrize(
    ("titels", "expected"),
    [
        (["Instroom in november 2019"], P("2019-11")),
        (["Uitkeringen", "November 2019"], P("2019-11")),
        (["Verslagperiode: 1-1-2021 t/m 31-12-2021"], P("2021")),
        (["Periode van 1 januari 2021 tot en met 30 juni 2021"], P("2021-H1")),
        (["van 01-04-2021 tot 01-07-2021"], P("2021-K2")),
        (["van 01-04-2021 tot 30-06-2021"], P("2021-K2")),
        (["1 januari t/m 31 maart 2021"], P("2021-K1")),
        (["Januari - maart 2021"], P("2021-K1")),
        (["jan. 2021 t/m dec. 2021"], P("2021")),
        (["Begindatum: 1-1-2021", "Einddatum: 31-12-2021"], P("2021")),
        (["Jaar 2021"], P("2021")),
        (["Verslagjaar: 2021"], P("2021")),
        (["2021"], P("2021")),
        (["Instroom naar reden 2021"], P("2021")),
        (["Peildatum 31-12-2021"], date(2021, 12, 31)),
        (["Stand per 1 jan. 2022"], date(2022, 1, 1)),
        (["Standing as of December 31, 2021"], date(2021, 12, 31)),
        ([date(2021, 12, 31)], date(2021, 12, 31)),
        ([datetime(2021, 12, 31, 10)], date(2021, 12, 31)),  # noqa: DTZ001
        (["1e kwartaal 2021"], P("2021-K1")),
        (["Q3 2021"], P("2021-K3")),
        (["2021-H2"], P("2021-H2")),
        (["Tweede halfjaar van 2021"], P("2021-H2")),
        (["2021 - 3e kwartaal"], P("2021-K3")),
        (["Maand: 2021-05"], P("2021-05")),
        (["Verslagmonat Dez./2024"], P("2024-12")),
        (["Jaar 2019", "Instroom in november 2019"], P("2019-11")),
        (["Bbz 2004", "Lasten in maart 2021"], P("2021-03")),
        (["Besluit bijstandverlening 2004"], None),
        (["Uitvoeringsprogramma Werk 2019-2022", "Jaar 2021"], P("2021")),
        (["Uitvoeringsprogramma Werk 2019-2022"], None),
        (["Afgedrukt op 3-2-2022", "Jaar 2021"], P("2021")),
        (["Verslagperiode: 2021. Gegenereerd op 3-2-2022"], P("2021")),
        (["Run date: Jan 14, 2022; periode 2021"], P("2021")),
        (["November 2021 ten opzichte van november 2020"], P("2021-11")),
        (["Stand sinds 2015"], None),
        (["Uitkeringen per wijk", None, 12.0, ""], None),
        (["Aantal 2.021 of 1,2021 of 20210 of code-2021"], None),
        (["Jaar 2021, kwartaal 1"], P("2021-K1")),
        (["Jaar 2021", "Maand 5"], P("2021-05")),
        (["Kwartaal 1, jaar 2021"], P("2021-K1")),
        (["Maand 5 2021"], P("2021-05")),
        (["Instroom mei", "2021"], P("2021-05")),
        (["jan-juni 2021"], P("2021-H1")),
        (["Jan 2021-jun 2021"], P("2021-H1")),
        (["Periode 2021 januari t/m juni"], P("2021-H1")),
        (["Periode 202001 - 202012"], P("2020")),
        (["Maand 202105"], P("2021-05")),
        (["Rapport 202105"], None),
        (["cumulatief t/m december 2021"], P("2021")),
        (["Cumulatief maart 2021"], P("2021-K1")),
        (["Laatste 12 maanden t/m december 2021"], P("2021")),
        (["drie maanden tot en met juni 2021"], P("2021-K2")),
        (["Stand t/m 31-12-2021"], date(2021, 12, 31)),
        (["Schooljaar 2020/2021", "mei 2021"], P("2021-05")),
        (["Eerste kwartaal"], None),
        (["Afgedrukt in week 5 van 2022", "Jaar 2021"], P("2021")),
        ([], None),
    ],
)
def test_what_titles_name(titels: list[Waarde], expected: Periode | date | None) -> None:
    assert periode_in_titel(titels) == expected


@pytest.mark.parametrize(
    ("titels", "reden"),
    [
        (["November 2019", "December 2019"], "de titels noemen november 2019 en december 2019"),
        (["Jaar 2020", "Maart 2021"], "de titels noemen 2020 en maart 2021"),
        (["2020", "2021"], "de titels noemen 2020 en 2021"),
        (["Peildatum 03/04/2021"], "'03/04/2021' kan meer dan één dag zijn, of geen"),
        (["Peildatum 31-02-2021"], "'31-02-2021' kan meer dan één dag zijn, of geen"),
        (["1-1-2021 t/m 15-3-2021"], "01-01-2021 t/m 15-03-2021 is geen hele maand, kwartaal, halfjaar of jaar"),
        (["1-1-2021 t/m 1-7-2021"], "01-01-2021 t/m 01-07-2021 is geen hele"),
        (["februari - april 2021"], "februari 2021 t/m april 2021 is geen hele"),
        (["Week 5 2021"], "'week 5' is geen maand"),
        (["Jaar 2021", "t/m 31 mei"], "'31 mei' is geen maand"),
        (["Instroom jan-mei 2021"], "januari 2021 t/m mei 2021 is geen hele"),
        (["12 maanden tot en met juni 2021"], "juli 2020 t/m juni 2021 is geen hele"),
        (["Cumulatief t/m mei 2021"], "2021 t/m 31-05-2021 is geen hele"),
        (["Instroom t/m mei 2021"], "de titel noemt alleen een einde, 31-05-2021"),
        (["Instroom tot 1-6-2021"], "de titel noemt alleen een einde, 31-05-2021"),
        (["1e en 2e kwartaal 2021"], "'1e en 2e kwartaal' is niet één"),
        (["Q1-Q3 2021"], "'q1-q3' is niet één"),
        (["mei en juni 2021"], "'mei en juni' is niet één"),
        (["Schooljaar 2020/2021"], "'schooljaar 2020/2021' is niet één jaar"),
        (["Instroom 2020-2021"], "'2020-2021' is niet één jaar"),
        (["Rapportage mei 2021 over 2020"], "de titels noemen mei 2021 en 2020"),
        (["Januari 2021", "2e kwartaal"], "de titels noemen januari 2021 en kwartaal 2"),
    ],
)
def test_titles_that_do_not_agree(titels: list[Waarde], reden: str) -> None:
    with pytest.raises(GeenTijdError) as caught:
        periode_in_titel(titels)
    assert str(caught.value).startswith(reden)


def test_a_part_of_a_year_lies_in_the_year_that_is_given() -> None:
    assert periode_in_titel(["Instroom eerste kwartaal"], 2021) == P("2021-K1")
    assert periode_in_titel(["Instroom eerste kwartaal 2020"], 2021) == P("2020-K1")


@pytest.mark.parametrize(
    ("titel", "expected"),
    [
        ("Instroom januari 2021", "instroom"),
        ("INSTROOM, 2e kwartaal van 2020 (blad 2 van 3)", "instroom"),
        ("Instroom: 01-01-2021 - 31-05-2021", "instroom"),
        ("Uitstroom per wijk 1", "uitstroom wijk 1"),
        ("2021", ""),
    ],
)
def test_a_title_without_its_time(titel: str, expected: str) -> None:
    assert zonder_tijd(titel) == expected


@given(
    st.integers(2000, 2100), st.sampled_from([12, 6, 3, 1]), st.integers(1, 12), st.sampled_from(["t/m", "-", "tot"])
)
def test_a_span_of_days_is_its_period(jaar: int, lengte: int, nummer: int, woord: str) -> None:
    period = Periode.van(jaar, lengte, (nummer - 1) * lengte % 12 // lengte + 1)
    first, last = period.eerste_dag, period.laatste_dag
    assert periode_in_titel([f"Periode {first:%d-%m-%Y} {woord} {last:%d-%m-%Y}"]) == period
    assert periode_in_titel([f"Cijfers over {period.naam.removeprefix('het ')}"]) == period


@given(st.lists(st.text(st.sampled_from("0123456789 -/.janfebt/mQkwH"), max_size=40), max_size=3))
def test_any_title_has_a_period_or_a_reason(titels: list[str]) -> None:
    try:
        found = periode_in_titel(titels)
    except GeenTijdError as error:
        reden = str(error)
        assert reden
    else:
        assert found is None or isinstance(found, Periode | date)
