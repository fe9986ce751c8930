import pytest

from werkmonitor.bronnen.persoon import NIET_GETOOND, kort, wijst_persoon_aan


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
    assert kort("nummer 111222333") == NIET_GETOOND  # passes the check of a BSN
    assert kort("111222334") == "111222334"
    assert kort("jan@voorbeeld.nl") == NIET_GETOOND
