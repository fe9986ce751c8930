"""XML that is made to keep the parser busy."""

from __future__ import annotations

from collections.abc import Mapping
from time import perf_counter
from xml.parsers import expat

import pytest

from werkmonitor.bronnen.containers.budget import Budget
from werkmonitor.bronnen.containers.ontleden import nieuwe_ontleder, voer
from werkmonitor.bronnen.containers.weigeren import OnleesbaarError
from werkmonitor.programma.bron import Lezen


def gevoerd(*stukken: str, budget: Budget | None = None) -> list[str]:
    """Return the names of the elements."""
    names: list[str] = []

    def heard(name: str, _attributes: Mapping[str, str]) -> None:
        names.append(name)

    parser = nieuwe_ontleder("}")
    parser.StartElementHandler = heard
    voer(parser, (stuk.encode() for stuk in stukken), budget or Budget(Lezen(), 1))
    return names


def test_long_parts_are_heard_whatever_their_pieces() -> None:
    text = f'<a xmlns="urn:{"u" * 996}">' + "<b/>" * 100_000 + "x" * 3_000_000 + f"<!--{'c' * 900_000}--></a>"
    expected = ["urn:" + "u" * 996 + "}" + name for name in ("a", *["b"] * 100_000)]
    assert gevoerd(text) == expected
    assert gevoerd(text[:7], text[7:70_000], "", text[70_000:]) == expected


class _Waits:
    """A parser as Debian patches it: it does not say how far it is while it waits for the rest of a token."""

    intern: Mapping[str, str] = {}

    def __init__(self) -> None:
        self.fed = 0
        self.CurrentByteIndex = -1

    def Parse(self, piece: bytes, _final: bool) -> None:  # noqa: N802, FBT001 - the signature of pyexpat
        self.fed += len(piece)
        self.CurrentByteIndex = self.fed if self.fed % 3 else -1


def test_a_parser_that_does_not_say_how_far_it_is_goes_on_from_what_it_said() -> None:
    parser = _Waits()
    voer(parser, [b"x" * 1000] * 2000, Budget(Lezen(), 1))  # type: ignore[arg-type]  # as far as it is used
    assert parser.fed == 2_000_000


@pytest.mark.parametrize(
    ("text", "wat"),
    [
        (f'<a xmlns="{"u" * 1001}"/>', "naamruimte"),
        (f'<a><b xmlns:x="{"u" * 900_000}"/></a>', "naamruimte"),
        (f'<a b="{"y" * 1_200_000}"/>', "veel te lang"),
        (f"<a><{'y' * 1_200_000}", "veel te lang"),
        (f"<!--{'y' * 1_200_000}--><a/>", "veel te lang"),
        ("<a>" + "".join(f"<b{rank}/>" for rank in range(10_001)) + "</a>", "te veel soorten"),
    ],
)
def test_what_is_made_to_do_harm_is_refused(text: str, wat: str) -> None:
    with pytest.raises(OnleesbaarError, match=wat):
        gevoerd(text)


def test_a_long_namespace_costs_no_time() -> None:
    begin = perf_counter()
    with pytest.raises(OnleesbaarError, match="veel te lang"):
        gevoerd(f'<a xmlns="{"u" * 5_000_000}">' + "<b/>" * 500_000)
    assert perf_counter() - begin < 1


def test_the_clock_is_looked_at_within_a_piece() -> None:
    late = Budget(Lezen(), 1, begin=-1e9)
    with pytest.raises(OnleesbaarError, match="te lang"):
        gevoerd("<a>" + "<b/>" * 100_000, budget=late)


def test_an_unknown_encoding_is_damage_and_a_fault_of_ours_is_not() -> None:
    with pytest.raises(expat.ExpatError, match="onzin"):
        gevoerd('<?xml version="1.0" encoding="onzin"?><a/>')

    def fails(*_: object) -> None:
        raise KeyError("van ons")

    parser = nieuwe_ontleder("}")
    parser.StartElementHandler = fails
    with pytest.raises(KeyError, match="van ons"):
        voer(parser, [b"<a/>"], Budget(Lezen(), 1))
