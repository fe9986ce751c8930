from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkmonitor.bronnen.sheet import Waarde
from werkmonitor.bronnen.waarden.tijd import LENGTES, Deel, GeenTijdError, Tijd, combineer, tijd, waarom_niet
from werkmonitor.periode import MAANDEN, Periode

P = Periode.parse


@pytest.mark.parametrize(
    "text",
    [
        "jan. 2021",
        "januari 2021",
        "Januari\N{NO-BREAK SPACE}2021",
        "per jan. 2021",
        "per      jan./2021",
        "2021/01",
        "202101",
        "2021-01",
        "01-2021",
        "2021 januari",
        "January 2021",
        "Jän. 2021",
        "2021-1",
        "1/2021",
        "Per Januari 2021",
        "Jan/2021",
    ],
)
def test_a_whole_month(text: str) -> None:
    assert tijd(text, "maand") == P("2021-01")
    assert tijd(text, "periode") == P("2021-01")


@pytest.mark.parametrize(
    ("text", "maand"),
    [
        ("mrt. 2021", 3),
        ("März 2021", 3),
        ("May 2021", 5),
        ("mei 2021", 5),
        ("Aug./2021", 8),
        ("Dez./2021", 12),
        ("okt 2021", 10),
    ],
)
def test_names_in_three_languages(text: str, maand: int) -> None:
    assert tijd(text, "maand") == Periode.van(2021, 1, maand)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1e kwartaal 2021", "2021-K1"),
        ("2021 2e kwartaal", "2021-K2"),
        ("Q3 2021", "2021-K3"),
        ("2021-K4", "2021-K4"),
        ("2021 Q4", "2021-K4"),
        ("eerste kwartaal van 2021", "2021-K1"),
        ("3. Quartal 2021", "2021-K3"),
        ("2021-H1", "2021-H1"),
        ("2e halfjaar 2021", "2021-H2"),
        ("2021", "2021"),
        ("jaar 2021", "2021"),
        ("Jahr 2021", "2021"),
        ("2021/Q1", "2021-K1"),
        ("2021Q1", "2021-K1"),
        ("K2 2021", "2021-K2"),
        ("2e kw. 2021", "2021-K2"),
        ("1st half of 2021", "2021-H1"),
        ("2. Halbjahr 2021", "2021-H2"),
        ("2021 H2", "2021-H2"),
        (2021.0, "2021"),
        (202105, "2021-05"),
        (date(2021, 5, 1), "2021-05"),
    ],
)
def test_periods(text: Waarde, expected: str) -> None:
    assert tijd(text, "periode") == P(expected)


@pytest.mark.parametrize(
    "text",
    [
        "31-12-2021",
        "31/12/2021",
        "2021-12-31",
        "2021/12/31",
        "20211231",
        "31.12.2021",
        "31 december 2021",
        "31. Dezember 2021",
        "Dec 31, 2021",
        "per 31 dec. 2021",
        "Stand per 31-12-2021",
        "Peildatum: 31-12-2021",
        "Stichtag 31.12.2021",
        "vrijdag 31 december 2021",
        "Friday, December 31, 2021",
        "Dec 31, 2021 12:00:00 AM",
        "31-12-2021 00:00",
        "2021-12-31T10:05:00.000Z",
        "31 december 2021, 10:05",
    ],
)
def test_a_day(text: str) -> None:
    assert tijd(text, "peildatum") == date(2021, 12, 31)


def test_serial_dates() -> None:
    assert tijd(date(2021, 5, 17), "peildatum") == date(2021, 5, 17)
    assert tijd(datetime(2021, 5, 17, 9), "peildatum") == date(2021, 5, 17)  # noqa: DTZ001 - cells know no zone
    assert [tijd(date(2021, 5, 17), rol) for rol in ("jaar", "halfjaar", "kwartaal", "maand")] == [
        P("2021"),
        P("2021-H1"),
        P("2021-K2"),
        P("2021-05"),
    ]


@pytest.mark.parametrize(
    ("value", "rol", "expected"),
    [
        (3.0, "maand", Deel(1, 3)),
        ("03", "maand", Deel(1, 3)),
        ("maart", "maand", Deel(1, 3)),
        ("2e kwartaal", "kwartaal", Deel(3, 2)),
        (2, "kwartaal", Deel(3, 2)),
        ("1", "halfjaar", Deel(6, 1)),
    ],
)
def test_a_part_of_a_year(value: Waarde, rol: str, expected: Deel) -> None:
    assert tijd(value, rol) == expected


@pytest.mark.parametrize(
    ("value", "rol"),
    [
        ("t/m juni 2021", "maand"),
        ("2021-2022", "jaar"),
        ("2021 (voorlopig)", "jaar"),
        ("jan. '21", "maand"),
        ("-2021", "jaar"),
        ("Overig", "maand"),
        ("", "maand"),
        (None, "maand"),
        (True, "maand"),
        (13, "maand"),
        ("202113", "maand"),
        (5, "kwartaal"),
        (3, "jaar"),
        (12.5, "maand"),
        (float("nan"), "jaar"),
        (44197, "peildatum"),
        ("1850", "jaar"),
        ("jan 1850", "maand"),
        ("jan 12345", "maand"),
        ("2021-13", "maand"),
        ("30-2-2021", "peildatum"),
        ("3/4/2021", "peildatum"),
        ("1 januari 1850", "peildatum"),
        ("2021", "maand"),
        ("jan. 2021", "jaar"),
        ("maart", "kwartaal"),
        ("maart", "peildatum"),
        (date(2021, 5, 17), "periode"),
        ("kwartaal 2021", "kwartaal"),
        ("٢٠٢١", "jaar"),
        ("99999999", "peildatum"),
        ("2021_01", "maand"),
        ("20211", "maand"),
        ("20210231", "peildatum"),
        ("jan. 2021 00:00", "maand"),
        ("12:00", "maand"),
        ("Mrt-21", "maand"),
        ("01-02-21", "peildatum"),
        ("per", "peildatum"),
        ("1-1-2021 t/m 31-12-2021", "periode"),
        (202101.5, "maand"),
    ],
)
def test_no_time(value: Waarde, rol: str) -> None:
    assert tijd(value, rol) is None


@pytest.mark.parametrize(
    ("delen", "expected"),
    [
        ([P("2021"), Deel(1, 3)], P("2021-03")),
        ([P("2021-K1"), P("2021-03")], P("2021-03")),
        ([P("2021"), Deel(3, 1), Deel(1, 3)], P("2021-03")),
        ([P("2021"), date(2021, 3, 1)], date(2021, 3, 1)),
        ([date(2021, 3, 1), Deel(1, 3)], date(2021, 3, 1)),
        ([P("2021"), P("2021")], P("2021")),
    ],
)
def test_the_finest_label_wins(delen: list[Tijd], expected: Periode | date) -> None:
    assert combineer(delen) == expected


@pytest.mark.parametrize(
    ("delen", "reden"),
    [
        ([Deel(1, 3)], "geen jaar"),
        ([P("2020"), P("2021-03")], "jaren"),
        ([P("2021-K2"), P("2021-03")], "maart 2021 ligt niet in het 2e kwartaal van 2021"),
        ([P("2021-K2"), date(2021, 1, 1)], "01-01-2021 ligt niet in"),
        ([date(2021, 1, 1), date(2021, 1, 2)], "ligt niet in"),
    ],
)
def test_labels_that_contradict(delen: list[Tijd], reden: str) -> None:
    with pytest.raises(GeenTijdError, match=reden):
        combineer(delen)


@pytest.mark.parametrize(
    ("text", "reden"),
    [
        ("03/04/2021", "dag en maand kunnen hier verwisseld zijn"),
        ("03/04/2021 00:00", "dag en maand kunnen hier verwisseld zijn"),
        ("31/12/2021", ""),
        ("03-04-2021", ""),
        ("mrt-21", "het jaar heeft maar twee cijfers"),
        ("jan. '21", "het jaar heeft maar twee cijfers"),
        ("01-02-21", "het jaar heeft maar twee cijfers"),
        ("Overig", ""),
        ("", ""),
    ],
)
def test_why_it_is_refused(text: str, reden: str) -> None:
    assert waarom_niet(text) == reden


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_day_is_read_in_every_way_it_is_written(day: date) -> None:
    maand = MAANDEN[day.month - 1]
    shown = (f"{day:%d-%m-%Y}", f"{day.day}.{day.month}.{day.year}", f"{day}", f"{day.day} {maand} {day.year}")
    for text in (*shown, f"{day:%Y/%m/%d}", f"{day:%Y%m%d}", f"per {day:%d-%m-%Y} 00:00:00"):
        assert tijd(text, "peildatum") == day
        assert tijd(text, "maand") == Periode.van(day.year, 1, day.month)


@given(st.text(st.sampled_from("0123456789-/. :'janfebkwQHe"), max_size=16), st.sampled_from([*LENGTES, "peildatum"]))
def test_what_is_read_fits_its_role(text: str, rol: str) -> None:
    found = tijd(text, rol)
    if isinstance(found, Periode | Deel) and rol in LENGTES:
        assert found.lengte == LENGTES[rol]
    elif found is not None:
        assert rol == "peildatum"


@pytest.mark.parametrize("rol", ["peildatum", "maand", "jaar", "periode"])
def test_a_day_at_the_end_of_time_is_no_time(rol: str) -> None:
    assert tijd(date(9999, 12, 31), rol) is None


def test_a_text_of_a_page_is_no_time_but_padding_does_not_count() -> None:
    assert tijd("2021 " + "x" * 100, "jaar") is None
    assert tijd("2021" + " " * 100, "jaar") == Periode.van(2021)
