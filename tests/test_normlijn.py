"""A norm in a chart: one line, or two with one label for a range, always within the picture."""

from __future__ import annotations

import msgspec
import pytest

from monitor_bouwstenen import grafiek
from werkmonitor import charts
from werkmonitor.charts import scale
from werkmonitor.charts.style import PALET
from werkmonitor.monitor.alttekst import alttekst
from werkmonitor.monitor.model import Normlijn

LIJN = Normlijn(waarde=60.0, tekst="norm 60")
BEREIK = Normlijn(waarde=60.0, tekst="norm 60 tot en met 300", tot=300.0)


def strokes(vorm: str, norm: Normlijn | None) -> int:
    return charts.render(grafiek(vorm=vorm, norm=norm)).lower().count(f'stroke="{PALET.norm}"')


@pytest.mark.parametrize("vorm", ["lijn", "staaf", "liggend"])
def test_a_range_has_a_line_more_than_a_single_norm(vorm: str) -> None:
    assert [strokes(vorm, norm) for norm in (None, LIJN, BEREIK)] == [0, 1, 2]


def test_both_ends_fit_in_the_picture_and_the_label_stands_between_them() -> None:
    assert max(scale.values(grafiek(norm=BEREIK))) == 300.0
    assert (BEREIK.midden, LIJN.midden) == (180.0, 60.0)


def test_the_text_alternative_says_how_many_lines_there_are() -> None:
    assert alttekst(grafiek(norm=LIJN), "").endswith("De lijn voor de norm 60 is getekend.")
    assert alttekst(grafiek(norm=BEREIK), "").endswith("De lijnen voor de norm 60 tot en met 300 zijn getekend.")


def test_a_single_norm_is_kept_as_it_always_was() -> None:
    assert msgspec.json.decode(b'{"waarde": 60.0, "tekst": "norm 60"}', type=Normlijn) == LIJN
