"""JSON for people: the same values, what belongs together on one line."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from werkmonitor.monitor.opmaak import BREEDTE, leesbaar

PLAIN = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=30)
VALUES = st.recursive(PLAIN, lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=8), inner), max_leaves=60)


@settings(max_examples=40)
@given(VALUES)
def test_the_values_come_back(value: object) -> None:
    written = leesbaar(value)
    assert json.loads(written) == value
    assert written.endswith(b"\n")
    assert leesbaar(value) == written


def test_what_is_short_stands_on_one_line() -> None:
    assert leesbaar({"a": [1, {"b": None}]}) == b'{"a":[1,{"b":null}]}\n'


def test_what_is_long_stands_below_each_other() -> None:
    cells = [{"cel": f"A{rank}", "labels": ["x" * 40, "é"]} for rank in range(3)]
    assert leesbaar({"cellen": cells, "leeg": []}).decode().splitlines() == [
        "{",
        ' "cellen": [',
        *(f'  {{"cel":"A{rank}","labels":["{"x" * 40}","é"]}}{"," if rank < 2 else ""}' for rank in range(3)),
        " ],",
        ' "leeg": []',
        "}",
    ]


def test_an_object_of_plain_values_is_never_torn_apart() -> None:
    step = {"tekst": "x" * BREEDTE, "cellen": list(range(500)), "deler": 12}
    assert leesbaar([step, step]).count(b"\n") == 4
