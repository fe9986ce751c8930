"""Whatever happened between two monitors, the parts of a difference add up to it and say what happened."""

from __future__ import annotations

import os
import random
from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from verschil_voorbeeld import Geval, willekeurig
from werkmonitor.diff.model import Cijferverschil, Verschil, from_json, to_json
from werkmonitor.diff.vergelijken import vergelijk

NUL = Fraction(0)
kansen = st.randoms(use_true_random=False)


def verschil(geval: Geval) -> tuple[Verschil, Cijferverschil]:
    found = vergelijk(*geval.monitors())
    return found, next(cijfer for cijfer in found.cijfers if cijfer.id == "cijfer")


def delen(cijfer: Cijferverschil) -> dict[str, Fraction]:
    return {deel.oorzaak: deel.fractie for deel in cijfer.delen}


@settings(
    max_examples=int(os.environ.get("WERKMONITOR_VOORBEELDEN", "60")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(kans=kansen)
def test_the_parts_are_what_happened_and_add_up(kans: random.Random) -> None:
    geval = willekeurig(kans)
    waar = geval.waarden()
    found, cijfer = verschil(geval)
    parts = delen(cijfer)
    assert cijfer.fractie == waar["b"] - waar["a"] == sum(parts.values(), NUL)
    assert parts.get("periode", NUL) == waar["b"] - waar["v"]
    sources_first = waar["oud_op_nieuw"] - waar["a"], waar["v"] - waar["oud_op_nieuw"]
    definition_first = waar["v"] - waar["nieuw_op_oud"], waar["nieuw_op_oud"] - waar["a"]
    if "samen" in parts:
        assert parts.keys() <= {"periode", "samen"}
        assert geval.oude != geval.nieuwe
        assert parts["samen"] == sum(sources_first)
    else:
        assert (parts.get("bron", NUL), parts.get("definitie", NUL)) in {sources_first, definition_first}
    assert from_json(to_json(found)) == found


@pytest.mark.traag
@settings(max_examples=int(os.environ.get("WERKMONITOR_VOORBEELDEN", "15")), deadline=None)
@given(kans=kansen)
def test_turned_round_every_part_has_the_other_sign(kans: random.Random) -> None:
    oud, nieuw = willekeurig(kans).monitors()
    there, back = vergelijk(oud, nieuw), vergelijk(nieuw, oud)
    if oud.periode == nieuw.periode:
        return  # of two of one period the first is the older one, whichever that is
    turned = {cijfer.id: {oorzaak: -waarde for oorzaak, waarde in delen(cijfer).items()} for cijfer in back.cijfers}
    assert turned == {cijfer.id: delen(cijfer) for cijfer in there.cijfers}


@settings(max_examples=int(os.environ.get("WERKMONITOR_VOORBEELDEN", "15")), deadline=None)
@given(kans=kansen)
def test_a_monitor_does_not_differ_from_itself(kans: random.Random) -> None:
    for monitor in willekeurig(kans).monitors():
        assert vergelijk(monitor, monitor).is_leeg


@pytest.mark.traag
def test_a_part_that_cannot_be_split_is_rare() -> None:
    kinds = Counter[str]()
    kans = random.Random(5)  # noqa: S311 - the same cases every time
    for _ in range(2000):
        geval = willekeurig(kans)
        if geval.herzien and geval.oude != geval.nieuwe:
            kinds["samen" if "samen" in delen(verschil(geval)[1]) else "gesplitst"] += 1
    assert kinds["samen"] < 0.08 * kinds["gesplitst"], kinds
