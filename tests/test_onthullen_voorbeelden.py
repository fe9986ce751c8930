"""The examples as if they were published: what is hidden, by which rule, and that the attacker fails.

``onthul`` raises when its own attack on the result succeeds, so that it returns at all is the first thing tested.
"""

from __future__ import annotations

import msgspec
import pytest

from hulp import bouw, kopie
from werkmonitor import resources
from werkmonitor.monitor import model
from werkmonitor.onthulling.onthullen import onthul
from werkmonitor.onthulling.plaatsen import getallen, verborgen_getallen

pytestmark = pytest.mark.traag

PERIODEN = {"werksaam": ("2020",), "smallingerland": ("2019-H1", "2019-H2")}


Paar = tuple[model.Monitor, model.Monitor]
"""A Monitor, and what may be published of it."""


@pytest.fixture(scope="module")
def paren(tmp_path_factory: pytest.TempPathFactory, voor: model.Monitor) -> dict[str, list[Paar]]:
    """Every example, by itself."""
    made = {"heerenveen": [openbaar(voor)]}
    for naam, perioden in PERIODEN.items():
        folder = kopie(tmp_path_factory.mktemp(naam), van=resources.voorbeeld(naam))
        made[naam] = [openbaar(bouw(folder, periode)) for periode in perioden]
    return {naam: [(each, onthul(each)) for each in monitoren] for naam, monitoren in made.items()}


def openbaar(made: model.Monitor) -> model.Monitor:
    """Return a Monitor for internal use as one to publish, as it is before its texts are filled in."""
    paginas = (msgspec.structs.replace(each, blokken=tuple(map(_leeg, each.blokken))) for each in made.paginas)
    return msgspec.structs.replace(made, doelgroep="openbaar", paginas=tuple(paginas))


def _leeg(blok: model.AnyBlok) -> model.AnyBlok:
    return msgspec.structs.replace(blok, markdown="") if isinstance(blok, model.Tekst) else blok


def regels(monitor: model.Monitor) -> dict[str, int]:
    """Return how many numbers each rule hid."""
    assert monitor.onthulling is not None
    return {regel.naam: regel.aantal for regel in monitor.onthulling.regels}


@pytest.mark.parametrize("naam", ["heerenveen", *PERIODEN])
def test_what_is_hidden_is_counted_by_rule(paren: dict[str, list[Paar]], naam: str) -> None:
    for monitor, public in paren[naam]:
        shown, hidden = list(getallen(public)), list(verborgen_getallen(public))
        assert len(shown) + len(hidden) == len(list(getallen(monitor)))
        found = regels(public)
        assert found.keys() == {"Klein aantal", "Om andere getallen te beschermen"}
        assert public.onthulling is not None
        assert sum(found.values()) == public.onthulling.verborgen <= len(hidden)
        assert len(hidden) < len(shown) / 4, "a report of which a quarter is hidden is none"


def test_the_second_half_of_a_year_keeps_what_the_first_hid(paren: dict[str, list[Paar]]) -> None:
    (_, first), (monitor, alone) = paren["smallingerland"]
    after = onthul(monitor, [first])
    assert regels(after)["Klein aantal"] == regels(alone)["Klein aantal"]
    assert sum(regels(after).values()) >= sum(regels(alone).values())


def test_the_same_monitor_gives_the_same_one_again(paren: dict[str, list[Paar]]) -> None:
    monitor, public = paren["smallingerland"][0]
    assert onthul(monitor) == public
