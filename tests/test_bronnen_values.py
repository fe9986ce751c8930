import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkmonitor import formatting
from werkmonitor.bronnen.sheet import Foutcel, Opmaak, Waarde
from werkmonitor.bronnen.waarden.values import (
    EN,
    FRACTIE,
    NL,
    PROCENT,
    STRENG,
    DubbelzinnigError,
    FouttekstError,
    GeenGetalError,
    GeenWaardeError,
    Schrijfwijze,
    bijschrift,
    getal,
    is_fouttekst,
    schoon,
    strijdig,
    vouw,
)
from werkmonitor.formatting import EENHEDEN
from werkmonitor.programma.bron import Bron, Maat

NEDERLANDS, ENGELS = Schrijfwijze("nl"), Schrijfwijze("en")
ALS_PROCENT, ALS_FRACTIE = Schrijfwijze(schaal="procent"), Schrijfwijze(schaal="fractie")


def exact(value: Waarde, eenheid: str = "euro", opmaak: Opmaak = "", wijze: Schrijfwijze = STRENG) -> Fraction:
    teller, schaal = getal(value, eenheid, opmaak, wijze)
    return Fraction(teller, 10**schaal)


def refusal(value: Waarde, eenheid: str = "euro", opmaak: Opmaak = "", wijze: Schrijfwijze = STRENG) -> str:
    with pytest.raises(GeenGetalError) as caught:
        getal(value, eenheid, opmaak, wijze)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "eenheid", "expected"),
    [
        ("1.249,50", "euro", "1249.50"),
        ("1249,5", "euro", "1249.5"),
        ("-3", "aantal", "-3"),
        ("\N{MINUS SIGN}1.249.000", "euro", "-1249000"),
        ("€ 12,00", "euro", "12"),
        ("EUR 12", "voordeel", "12"),
        (" 41.667.969,00\N{NO-BREAK SPACE}", "euro", "41667969"),
        ("86,43405662", "cijfer", "86.43405662"),
        ("8,125", "fte", "8.125"),
        ("36%", "aandeel", "0.36"),
        ("86,4 %", "aandeel", "0.864"),
        ("0", "aandeel", "0"),
        ("0,00", "aandeel", "0"),
        ("(1.249,50)", "euro", "-1249.50"),
        ("€ (1.249,50)", "bedrag", "-1249.50"),
        ("(€ 12,00)", "voordeel", "-12"),
        ("-€ 12,00", "euro", "-12"),
        ("€ -12,00", "euro", "-12"),
        ("12,00 EUR", "euro", "12"),
        ("1\N{NO-BREAK SPACE}249,50", "euro", "1249.50"),
        ("-1\N{NARROW NO-BREAK SPACE}249\N{NARROW NO-BREAK SPACE}000,5", "euro", "-1249000.5"),
        ("12\N{THIN SPACE}345", "aantal", "12345"),
        ("1\N{NO-BREAK SPACE}249,500", "aantal", "1249.5"),  # thousands are apart already: the comma is a decimal one
        ("\N{ZERO WIDTH SPACE}12\N{RIGHT-TO-LEFT MARK}", "aantal", "12"),
        (" " * 300 + "12", "aantal", "12"),
    ],
)
def test_dutch_numbers_in_text(text: str, eenheid: str, expected: str) -> None:
    assert exact(text, eenheid) == Fraction(expected)


@pytest.mark.parametrize(
    ("text", "eenheid", "lezingen", "regels"),
    [
        ("2.000", "aantal", ("2000", "2,000"), (NL, EN)),
        ("1.249", "cijfer", ("1249", "1,249"), (NL, EN)),
        ("-1.249", "euro", ("-1249", "-1,249"), (NL, EN)),
        ("(1.249)", "euro", ("-1249", "-1,249"), (NL, EN)),
        ("1,249", "aantal", ("1249", "1,249"), (EN, NL)),
        ("1,249", "bedrag", ("1249", "1,249"), (EN, NL)),
        ("36", "aandeel", ("36%", "36 van 1"), (PROCENT, FRACTIE)),
        ("0,36", "aandeel", ("0,36%", "0,36 van 1"), (PROCENT, FRACTIE)),
        ("1.249", "aandeel", ("1249", "1,249"), (NL, EN)),
    ],
)
def test_two_readings_are_refused(text: str, eenheid: str, lezingen: tuple[str, str], regels: tuple[str, str]) -> None:
    with pytest.raises(DubbelzinnigError) as caught:
        getal(text, eenheid)
    assert caught.value.lezingen == lezingen
    assert caught.value.regels == regels


@pytest.mark.parametrize(
    ("text", "wijze", "expected"),
    [
        ("2.000", NEDERLANDS, "2000"),
        ("1.249", NEDERLANDS, "1249"),
        ("1.249.000,5", NEDERLANDS, "1249000.5"),
        ("1,249", NEDERLANDS, "1.249"),
        ("12,5", NEDERLANDS, "12.5"),
        ("2.000", ENGELS, "2"),
        ("1,249", ENGELS, "1249"),
        ("1,249,000.50", ENGELS, "1249000.5"),
        ("12.5", ENGELS, "12.5"),
        ("-0.25", ENGELS, "-0.25"),
        ("12", ENGELS, "12"),
    ],
)
def test_a_declared_notation_settles_it(text: str, wijze: Schrijfwijze, expected: str) -> None:
    for eenheid in ("aantal", "cijfer", "euro"):
        assert exact(text, eenheid, wijze=wijze) == Fraction(expected)


@pytest.mark.parametrize(
    ("text", "wijze", "reden"),
    [
        ("12.5", NEDERLANDS, "een getal in Engelse notatie"),
        ("1.24", NEDERLANDS, "een getal in Engelse notatie"),
        ("1,249,000", NEDERLANDS, "een getal in Engelse notatie"),
        ("1.249.5", NEDERLANDS, "geen Nederlands getal"),
        ("12,5", ENGELS, "een getal in Nederlandse notatie"),
        ("1.249,50", ENGELS, "een getal in Nederlandse notatie"),
        ("1.249.000", ENGELS, "een getal in Nederlandse notatie"),
        ("twaalf", ENGELS, "geen Engels getal"),
    ],
)
def test_what_contradicts_the_declared_notation_is_refused(text: str, wijze: Schrijfwijze, reden: str) -> None:
    assert refusal(text, wijze=wijze) == reden


@pytest.mark.parametrize(
    ("text", "reden"),
    [
        *dict.fromkeys(
            ("NA", "nan", "None", "null", "n.v.t.", "x", "", "12,", ",5", "1.2,5"), "geen Nederlands getal"
        ).items(),
        *dict.fromkeys(("1.24.000", "007", "1e3", "٣", "１２", "1,²", "--5", "+5"), "geen Nederlands getal").items(),
        ("1 249", "een getal met spaties"),
        ("1 249,50", "een getal met spaties"),
        ("12 1\N{NO-BREAK SPACE}249", "een getal met spaties"),
        ("1\N{NO-BREAK SPACE}24", "een getal met spaties"),
        ("36%", "een percentage"),
        ("(12)", "een getal tussen haakjes"),
        ("€ 12", "een bedrag"),
        ("9" * 40, "een getal dat te groot is"),
        ("9" * 5000, "geen Nederlands getal"),
    ],
)
def test_not_numbers(text: str, reden: str) -> None:
    assert refusal(text, "aantal") == reden


def test_brackets_around_a_minus_are_no_number() -> None:
    assert refusal("(-12,00)") == "een getal tussen haakjes"
    assert refusal("-(12,00)") == "een getal tussen haakjes"


@pytest.mark.parametrize("text", ["-", "--", "\N{EN DASH}", "\N{EM DASH}", "#!Empty", " #!leeg ", "/0"])
def test_signs_of_cognos_for_no_value(text: str) -> None:
    for eenheid in EENHEDEN:
        with pytest.raises(GeenWaardeError, match="deling door nul" if text == "/0" else "teken voor geen waarde"):
            getal(text, eenheid)


def test_a_source_declares_its_own_signs_for_no_value() -> None:
    maat = Maat(kolom=("Aantal",), eenheid="aandeel", schaal="procent")
    block = {"id": "b", "titel": "B", "bestand": ("*",), "vorm": "lijst", "maten": {"m": maat}}
    wijze = Schrijfwijze.van(Bron.model_validate(block | {"leegtekens": ("N.v.t.", "999"), "notatie": "en"}), maat)
    assert (wijze.notatie, wijze.schaal) == ("en", "procent")
    for text in ("n.v.t.", " N.V.T. ", "999", "-"):
        with pytest.raises(GeenWaardeError):
            getal(text, "aantal", "", wijze)
    with pytest.raises(GeenWaardeError):
        getal("999", "aantal", "", Schrijfwijze.van(Bron.model_validate(block | {"leegtekens": ("999",)}), maat))
    assert exact("998", "aantal", wijze=wijze) == 998


@pytest.mark.parametrize(
    "text",
    ["#DIV/0!", "#DEEL/0!", "#N/B", "#N/A", "#NV", "#VALUE!", "#WAARDE!", "#REF!", "#VERW!", "#NAAM?", "Err:502"],
)
def test_errors_as_text_are_no_empty_cells(text: str) -> None:
    with pytest.raises(FouttekstError):
        getal(f" {text} ", "aantal")
    assert is_fouttekst(text)
    assert is_fouttekst("#" * 8)
    assert not any(map(is_fouttekst, ("#", "#1", "#!Empty", "Err:", "#div/0", "12")))


@pytest.mark.parametrize(
    ("value", "opmaak", "wijze", "expected"),
    [
        (0.36, "", STRENG, "0.36"),
        (1.0, "", STRENG, "1"),
        (2.5, "procenttekst", STRENG, "0.025"),
        (0.5, "procenttekst", ALS_FRACTIE, "0.005"),  # the sheet shows 0,5%
        (0.36, "procent", STRENG, "0.36"),
        (36.0, "procent", STRENG, "36"),  # the sheet shows 3600%: what it says is what it is
        (0.36, "procent", ALS_PROCENT, "0.36"),  # the format is nearer than the declaration
        (36.0, "", ALS_PROCENT, "0.36"),
        (86.43405662, "", ALS_PROCENT, "0.8643405662"),
        (0.36, "", ALS_PROCENT, "0.0036"),
        (0.36, "", ALS_FRACTIE, "0.36"),
        (-4.5, "", ALS_FRACTIE, "-4.5"),
        (0.0, "", STRENG, "0"),
        ("36%", "", ALS_FRACTIE, "0.36"),  # so is the sign
        ("36", "", ALS_PROCENT, "0.36"),
        ("86,43405662", "", ALS_PROCENT, "0.8643405662"),
        ("0,36", "", ALS_FRACTIE, "0.36"),
        ("0", "", STRENG, "0"),
        ("12.5", "", Schrijfwijze("en", "procent"), "0.125"),
    ],
)
def test_shares(value: Waarde, opmaak: Opmaak, wijze: Schrijfwijze, expected: str) -> None:
    assert exact(value, "aandeel", opmaak, wijze) == Fraction(expected)


@pytest.mark.parametrize(
    ("value", "wijze", "een"),
    [
        (36.0, STRENG, "36%"),
        (-36.5, STRENG, "-36,5%"),
        (36.0, ALS_FRACTIE, "36%"),
        ("36", ALS_FRACTIE, "36%"),
        ("-5,1", ALS_FRACTIE, "-5,1%"),
    ],
)
def test_a_fraction_above_five_is_refused(value: Waarde, wijze: Schrijfwijze, een: str) -> None:
    with pytest.raises(DubbelzinnigError) as caught:
        getal(value, "aandeel", "", wijze)
    assert caught.value.lezingen[0] == een
    assert caught.value.regels == (PROCENT, "")


@pytest.mark.parametrize("eenheid", EENHEDEN)
def test_a_format_that_contradicts_the_unit(eenheid: str) -> None:
    contradicts = {opmaak: strijdig(opmaak, eenheid) is not None for opmaak in ("", "procent", "geld", "datum")}
    money = eenheid in {"euro", "bedrag", "voordeel", "gemiddelde"}
    assert strijdig("procenttekst", eenheid) == strijdig("procent", eenheid)
    assert strijdig("maal", eenheid) is None
    assert contradicts == {"": False, "procent": eenheid != "aandeel", "geld": not money, "datum": True}
    assert strijdig("procent", "aantal") == (
        "Deze cel is opgemaakt als percentage, maar de eenheid in de declaratie is aantal."
    )


@pytest.mark.parametrize("text", ["12.5", "1,249.50"])
def test_english_notation_is_named(text: str) -> None:
    with pytest.raises(GeenGetalError, match="Engelse notatie"):
        getal(text, "euro")


@pytest.mark.parametrize(
    "value", [True, date(2021, 1, 1), time(1), timedelta(1), None, float("nan"), float("inf"), 1e300, 9.9e18]
)
def test_other_cells_are_no_numbers(value: Waarde) -> None:
    with pytest.raises(GeenGetalError):
        getal(value, "aantal")


@pytest.mark.parametrize(
    ("value", "eenheid", "expected"),
    [
        (1249.0, "aantal", "1249"),
        (7.7, "cijfer", "7.7"),
        (25293695.52, "euro", "25293695.52"),
        (1249.4999999999998, "euro", "1249.50"),  # a sum of cents as a data base gives it
        (0.30000000000000004, "cijfer", "0.3"),
        (12.000001, "aantal", "12.000001"),  # a digit that somebody wrote, not noise
        (16090002.1579732, "euro", "16090002.1579732"),
        (1234567.001, "aantal", "1234567.001"),  # within 1e-9 of a whole number, but not by noise
        (2 / 3, "aandeel", "0.666666666666667"),  # fifteen digits, as a workbook keeps
        (4.53597189e-5, "cijfer", "0.0000453597189"),
        (1e16, "euro", "10000000000000000"),
        (-0.1, "fte", "-0.1"),
    ],
)
def test_floats_become_the_decimal_they_show_as(value: float, eenheid: str, expected: str) -> None:
    assert exact(value, eenheid) == Fraction(expected)


def test_a_whole_number_has_no_scale() -> None:
    assert getal(12.0, "euro") == (12, 0)
    assert getal("1.249.000", "euro") == (1249000, 0)


@given(st.decimals(-(10**9), 10**9, places=2))
def test_what_we_write_we_read_back(value: Decimal) -> None:
    text = formatting.getal(Fraction(value), 2)
    assert exact(text) == Fraction(value)


@given(st.integers(-(10**12), 10**12))
def test_cents_survive_a_float(cents: int) -> None:
    assert exact(cents / 100) == Fraction(cents, 100)


@given(st.text(st.sampled_from("0123456789.,-+()€% \u00a0\u202fEUR"), max_size=14), st.sampled_from(sorted(EENHEDEN)))
def test_a_text_has_one_meaning_or_none(text: str, eenheid: str) -> None:
    """Whatever is read strictly, the declared Dutch notation reads to the same; English never reads it otherwise."""
    try:
        strict = exact(text, eenheid)
    except (GeenGetalError, DubbelzinnigError):
        return
    assert exact(text, eenheid, wijze=NEDERLANDS) == strict
    body = re.sub(r"[^0-9.,]", "", text)
    if "." not in body and "," not in body:
        assert exact(text, eenheid, wijze=ENGELS) == strict
    else:
        with pytest.raises((GeenGetalError, DubbelzinnigError)):
            getal(text, eenheid, "", ENGELS)


@given(st.floats(-1e12, 1e12, allow_subnormal=False), st.sampled_from(sorted(EENHEDEN)))
def test_a_float_is_what_it_shows(value: float, eenheid: str) -> None:
    found = exact(value, eenheid, "procent")
    shown = Fraction(Decimal(f"{value:.15g}"))
    assert abs(found - shown) <= abs(shown) * Fraction(1, 10**9)
    if len(re.sub(r"\D", "", repr(value))) <= 12:
        assert found == Fraction(Decimal(repr(value))), "no digit that anybody wrote is rounded away"


@given(st.text(max_size=30))
def test_what_is_shown_is_one_printable_line(text: str) -> None:
    assert schoon(text).isprintable()
    assert schoon(schoon(text)) == schoon(text)
    assert vouw(vouw(text)) == vouw(text)


def test_labels_as_shown() -> None:
    shown = [bijschrift(v) for v in (2021.0, 0.5, True, False, None, date(2021, 3, 1), " a\n b ", Foutcel("#N/B"))]
    assert shown == ["2021", "0,5", "waar", "onwaar", "", "1-3-2021", "a b", "#N/B"]
    assert bijschrift(datetime(2021, 3, 1, 10, 5)) == "1-3-2021 10:05"  # noqa: DTZ001 - cells know no zone
    assert bijschrift(datetime(2021, 3, 1)) == "1-3-2021"  # noqa: DTZ001
    assert bijschrift(time(1, 2)) == "01:02:00"
    assert bijschrift(float("inf")) == "inf"


def test_folding() -> None:
    assert vouw("  Einde\N{NO-BREAK SPACE} WW\n") == "einde ww"
    assert schoon("Reg\N{SOFT HYPHEN}eling") == "Regeling"
    assert schoon("a\x1b[31mb\N{RIGHT-TO-LEFT OVERRIDE}c\N{NEXT LINE}d\N{LINE SEPARATOR}e\ud800") == "a[31mbc d e"
    assert vouw("Su\N{COMBINING ACUTE ACCENT}dwest") == vouw("súdwest")
