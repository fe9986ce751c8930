"""The fuzz target runs a while in ``make test-all``; ``make test-lang`` lets it run for ten minutes."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

import fuzz_lezen
from cognos_familie_vreemd import gewoon
from fuzz_lezen import Jacht, bewaar, herhaal, muteer, zaden
from werkmonitor.bronnen.levering import lezen

SECONDEN = float(os.environ.get("WERKMONITOR_FUZZ_SECONDEN", "60"))


@pytest.mark.traag
def test_no_input_brings_the_reader_down() -> None:
    jacht = Jacht(zaad=int(os.environ.get("WERKMONITOR_FUZZ_ZAAD", "20211231")), seconden=SECONDEN)
    jacht.loop()
    assert jacht.mislukt == []
    assert jacht.gedaan > SECONDEN


def test_mutations_are_the_same_for_the_same_seed_and_differ_from_their_origin() -> None:
    for export in zaden()[::9]:
        data = next(iter(export.bestanden.values()))
        one, other = (muteer(random.Random(7), data) for _ in range(2))  # noqa: S311 - no secret
        assert one == other
    data = next(iter(gewoon().bestanden.values()))
    changed = {muteer(random.Random(seed), data) for seed in range(50)}  # noqa: S311
    assert len(changed) > 40


def test_an_error_is_a_failure_and_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz_lezen, "MAP", tmp_path)
    path = bewaar(gewoon())
    assert herhaal(path) is None

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(lezen, "open_bestand", broken)
    assert "ZeroDivisionError" in str(herhaal(path))
    jacht = Jacht(zaad=1, seconden=0)
    jacht.een([gewoon()])
    (fault,) = jacht.mislukt
    assert Path(fault.partition(":")[0]).is_file()


def test_slow_and_large_inputs_are_failures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz_lezen, "MEESTE_SECONDEN", -1)
    assert "seconds" in str(fuzz_lezen.probeer(gewoon()))
    monkeypatch.setattr(fuzz_lezen, "MEESTE_SECONDEN", 20)
    monkeypatch.setattr(fuzz_lezen, "MEESTE_MIB", -1)
    assert "MiB" in str(fuzz_lezen.probeer(gewoon()))
