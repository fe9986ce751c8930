import pytest
from hypothesis import given
from hypothesis import strategies as st

from werkmonitor.bronnen.waarden.persoon import NIET_GETOOND, kort, wijst_persoon_aan
from werkmonitor.findings import Finding, Location


@pytest.mark.parametrize(
    "kop",
    [
        "BSN",
        "Burgerservicenummer",
        "Cliëntnummer",
        "client nr",
        "client_id",
        "Geboortedatum",
        "Geb. datum",
        "Naam cliënt",
        "Cliënt naam",
        "Achternaam partner",
        "Adres",
        "Telefoon",
        "Telefoonnummer",
        "E-mail",
        "E-mailadres",
        "IBAN",
        "Rekeningnummer",
        "BSN-nummer",
        "Klantnummer",
        "Persoonsnummer",
        "Dossiernr",
        "Zaaknummer",
        "Naam klant",
        "Voornamen",
        "Voorletters",
        "Geboortedag",
        "Last name",
        "Date of birth",
        "Geburtsdatum",
        "Paspoortnummer",
        "Mobielnummer",
        "B\N{ZERO WIDTH SPACE}SN",
        "Naam",
    ],
)
def test_headers_that_identify(kop: str) -> None:
    assert wijst_persoon_aan(kop)


@pytest.mark.parametrize(
    "kop",
    [
        "Aantal cliënten",
        "Reden",
        "Leeftijd",
        "Geboortejaar",
        "Naam regeling",
        "Naam ketenpartner",
        "Klantgroep",
        "Aantal dossiers",
        "Documenten",
        "Telefonisch contact",
        "Opgave",
        "BSN " * 30,
    ],
)
def test_headers_that_do_not(kop: str) -> None:
    assert not wijst_persoon_aan(kop)


def test_a_declared_name_names_something_else_but_a_declared_bsn_does_not() -> None:
    assert not wijst_persoon_aan("Naam", gedeclareerd=True)
    assert wijst_persoon_aan("BSN", gedeclareerd=True)


def test_what_a_finding_may_quote() -> None:
    assert kort("  te  laat ") == "te laat"
    assert kort("x" * 41) == "x" * 39 + "…"
    assert kort("111222334") == "111222334", "no burgerservicenummer passes it"
    assert kort("jan. 2021 t/m 31-12-2021 08:00") == "jan. 2021 t/m 31-12-2021 08:00"
    assert kort("01-01-2021 12:05") == "01-01-2021 12:05"
    assert kort("€ 41.667.969,00") == "€ 41.667.969,00"


@pytest.mark.parametrize(
    "text",
    [
        "nummer 111222333",
        "bsn111222333",
        "1112.22.333",
        "111 222 333",
        "111.222.333",
        "10000008",  # without its leading zero
        "1234567890123",
        "jan@voorbeeld.nl",
        "NL91ABNA0417164300",
        "nl91 abna 0417 1643 00".replace(" ", ""),
        "06-12345678",
        "0612345678",
        "+31 612345678",
        "0513-617617",
    ],
)
def test_what_a_finding_never_quotes(text: str) -> None:
    assert kort(text) == NIET_GETOOND
    assert kort(f"zie {text}, graag") == NIET_GETOOND


def test_nothing_in_a_quote_steers_the_terminal() -> None:
    assert kort("a\x1b[31m\r\nb\N{RIGHT-TO-LEFT OVERRIDE}c\x07\ud800") == "a[31m bc"
    assert kort("x" * 10_000_000).endswith("…")


@given(st.text(max_size=60))
def test_a_quote_is_one_short_printable_line(text: str) -> None:
    assert kort(text).isprintable()
    assert len(kort(text)) <= 40


@given(st.integers(0, 99_999_999))
def test_no_burgerservicenummer_is_ever_quoted(number: int) -> None:
    weighed = sum(int(digit) * weight for digit, weight in zip(f"{number:08d}", range(9, 1, -1), strict=True))
    if (check := weighed % 11) < 10:
        bsn = f"{number:08d}{check}"
        assert kort(f"cliënt {bsn}") == NIET_GETOOND
        assert bsn not in str(Finding("x", "info", f"Blad '{bsn}'.", Location(f"map/{bsn}.xlsx", bsn), bsn, bsn))
