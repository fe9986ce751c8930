"""Every row of the catalogue is covered, and every published value comes out to the digit."""

from __future__ import annotations

import pytest

from make_dekking import PAGINA, RIJEN, fouten, pagina, rijen

pytestmark = pytest.mark.traag  # it builds every example


def test_every_published_value_comes_out_to_the_digit() -> None:
    assert fouten(rijen()) == []
    assert [rij.id for rij in rijen()] == sorted(RIJEN)


def test_the_page_says_what_the_monitors_show() -> None:
    assert PAGINA.read_text(encoding="utf-8") == pagina(rijen())
