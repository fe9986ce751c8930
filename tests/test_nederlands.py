"""What the library says is put into Dutch."""

from __future__ import annotations

import pytest

from werkmonitor.cli.nederlands import vertaal_fout, vertaal_hulp


@pytest.mark.parametrize(
    ("english", "dutch"),
    [
        ("No such option: --formaatt (Possible options: --formaat)", "De optie --formaatt bestaat niet."),
        ("No such option: -x", "De optie -x bestaat niet."),
        ("No such command 'bulid'.", "De opdracht 'bulid' bestaat niet."),
        ("Missing command.", "Noem een opdracht."),
        ("Missing argument 'PERIODE'.", "PERIODE ontbreekt."),
        ("Missing option '--uit'.", "De optie '--uit' ontbreekt."),
        ("Got unexpected extra argument (2022)", "Hier staat te veel: 2022."),
        ("Got unexpected extra arguments (2022 2023)", "Hier staat te veel: 2022 2023."),
        ("Option '--uit' requires an argument.", "Bij de optie --uit hoort een waarde."),
        ("Option '--droog' does not take a value.", "Bij de optie --droog hoort geen waarde."),
        ("Invalid value for '--uit': is een bestand.", "'--uit': is een bestand."),
    ],
)
def test_a_usage_error_is_told_in_dutch(english: str, dutch: str) -> None:
    assert vertaal_fout(english) == dutch


def test_an_error_that_is_not_known_stays_as_it_is() -> None:
    assert vertaal_fout("'abc' is geen periode.") == "'abc' is geen periode."


def test_the_words_of_the_help_are_dutch() -> None:
    text = "Usage: x [OPTIONS] COMMAND [ARGS]...\n\nOptions:\n  --help  Show this message and exit.\n\nCommands:\n"
    assert vertaal_hulp(text) == (
        "Gebruik: x [OPTIES] OPDRACHT [ARGUMENTEN]...\n\nOpties:\n  --help  Toon deze uitleg.\n\nOpdrachten:\n"
    )
