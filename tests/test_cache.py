"""What was made is found again by what it was made from; what was tampered with is not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from werkmonitor.files.cache import MAP, Cache, GeenCache, waarom

INVOER = {"cijfers": {"exports/2021/poort.csv": "aaa"}, "teksten": {"teksten/2021/kort.md": "bbb"}}
UITVOER = {"monitor-2021.html": b"<html>", "monitor-2021.csv": b"a;b"}
VERSLAG = {"periode": "2021"}


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    made = Cache(tmp_path, "2021")
    for name, data in UITVOER.items():
        (tmp_path / name).write_bytes(data)
    made.record(INVOER, "opties", UITVOER, VERSLAG)
    return made


def again(cache: Cache, *, negeer: bool = False) -> Cache:
    return Cache(cache.uit, "2021", negeer=negeer)


def test_what_was_kept_is_found_by_its_name(cache: Cache) -> None:
    cache.put("cijfers-2021-abc.json", b"{}\nmet een regel")
    assert again(cache).get("cijfers-2021-abc.json") == b"{}\nmet een regel"
    assert again(cache).get("cijfers-2021-def.json") is None


def test_it_lies_in_a_folder_that_may_be_thrown_away(cache: Cache) -> None:
    cache.put("x", b"1")
    assert (cache.uit / MAP / "x").is_file()
    assert {path.name for path in cache.uit.iterdir()} == {*UITVOER, MAP}


@pytest.mark.parametrize("change", [b"", b"rommel", b"zonder\nsom"])
def test_an_entry_that_was_tampered_with_is_as_good_as_none(cache: Cache, change: bytes) -> None:
    cache.put("x", b"echt")
    (cache.folder / "x").write_bytes(change)
    assert again(cache).get("x") is None


def test_an_entry_of_which_one_byte_changed_is_as_good_as_none(cache: Cache) -> None:
    cache.put("x", b"36%")
    file = cache.folder / "x"
    file.write_bytes(file.read_bytes().replace(b"36%", b"46%"))
    assert again(cache).get("x") is None


def test_a_cache_that_cannot_be_written_is_no_reason_to_fail(tmp_path: Path) -> None:
    (tmp_path / MAP).write_bytes(b"een bestand in de weg")
    made = Cache(tmp_path, "2021")
    made.put("x", b"1")
    made.record(INVOER, "opties", UITVOER, VERSLAG)
    assert made.get("x") is None
    assert made.manifest() == {}


def test_a_record_that_cannot_be_finished_leaves_the_last_one(cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk, or a kill: half a record would be no record, and what was written of it would fill the disk."""

    def write_bytes(path: Path, data: bytes) -> int:
        with path.open("wb") as target:
            target.write(data[:10])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", write_bytes)
    cache.record(INVOER, "andere opties", UITVOER, VERSLAG)
    cache.put("x", b"1")
    assert again(cache).unchanged(INVOER, "opties") is not None
    assert [path.name for path in cache.folder.iterdir()] == ["bouw-2021.json"]


def test_a_cache_that_is_none_finds_nothing_and_leaves_what_others_keep(cache: Cache) -> None:
    cache.put("x", b"1")
    none = GeenCache(cache.uit, "2021")
    none.put("y", b"2")
    none.prune("")
    assert (none.get("x"), none.manifest()) == (None, {})
    assert {path.name for path in cache.folder.iterdir()} == {"bouw-2021.json", "x"}


def test_entries_that_the_build_did_not_touch_are_thrown_away(cache: Cache) -> None:
    for name in ("cijfers-2021-a", "cijfers-2021-b", "cijfers-2020-a", "grafiek-a"):
        cache.put(name, b"1")
    later = again(cache)
    later.get("cijfers-2021-a")
    later.prune("cijfers-2021-")
    assert {path.name for path in cache.folder.iterdir()} == {
        "bouw-2021.json",
        "cijfers-2021-a",
        "cijfers-2020-a",
        "grafiek-a",
    }


def test_an_old_entry_that_cannot_be_thrown_away_is_no_reason_to_fail(
    cache: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.put("cijfers-2021-a", b"1")

    def unlink(_path: Path, *, missing_ok: bool = False) -> None:
        raise PermissionError(13, f"in gebruik {missing_ok}")

    monkeypatch.setattr(Path, "unlink", unlink)
    again(cache).prune("cijfers-2021-")


def test_same_inputs_options_and_outputs_are_unchanged(cache: Cache) -> None:
    last = again(cache).unchanged(INVOER, "opties")
    assert last is not None
    assert last["verslag"] == VERSLAG


@pytest.mark.parametrize(
    ("invoer", "opties"), [({**INVOER, "teksten": {}}, "opties"), (INVOER, "andere opties"), ({}, "opties")]
)
def test_other_inputs_or_options_are_a_change(cache: Cache, invoer: dict[str, dict[str, str]], opties: str) -> None:
    assert again(cache).unchanged(invoer, opties) is None


def test_an_output_that_someone_changed_is_made_again(cache: Cache) -> None:
    (cache.uit / "monitor-2021.csv").write_bytes(b"a;c")
    assert again(cache).unchanged(INVOER, "opties") is None


def test_an_output_that_is_gone_is_made_again(cache: Cache) -> None:
    (cache.uit / "monitor-2021.csv").unlink()
    assert again(cache).unchanged(INVOER, "opties") is None


def test_another_period_in_the_same_folder_has_its_own_record(cache: Cache) -> None:
    assert Cache(cache.uit, "2020").unchanged(INVOER, "opties") is None


def test_a_build_without_outputs_is_never_unchanged(cache: Cache) -> None:
    cache.record(INVOER, "opties", {}, VERSLAG)
    assert again(cache).unchanged(INVOER, "opties") is None


def test_forceer_finds_nothing_but_keeps_what_is_made(cache: Cache) -> None:
    forced = again(cache, negeer=True)
    forced.put("x", b"1")
    assert forced.get("x") is None
    assert forced.manifest() == {}
    assert forced.unchanged(INVOER, "opties") is None
    assert again(cache).get("x") == b"1"


@pytest.mark.parametrize("text", ["", "geen json", "[]", "3", '{"invoer": 3}', "\udcff"])
def test_a_record_that_was_tampered_with_is_as_good_as_none(cache: Cache, text: str) -> None:
    cache.manifest_path.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert again(cache).unchanged(INVOER, "opties") is None
    assert waarom(again(cache).manifest(), INVOER) == []


@pytest.mark.parametrize("invoer", [{"cijfers": 3}, {"cijfers": ["exports/2021/poort.csv"]}, {"cijfers": None}])
def test_a_record_of_the_wrong_shape_is_no_reason_to_fail(cache: Cache, invoer: dict[str, Any]) -> None:
    cache.manifest_path.write_text(json.dumps({"invoer": invoer}), encoding="utf-8")
    assert isinstance(waarom(again(cache).manifest(), INVOER), list)


def test_the_reasons_name_what_is_new_gone_or_different() -> None:
    before = {"cijfers": {"a.csv": "1", "b.csv": "1", "c.csv": "1"}}
    now = {"cijfers": {"a.csv": "2", "c.csv": "1", "d.csv": "1"}, "teksten": {"kort.md": "1"}}
    assert waarom({"invoer": before}, now) == [
        "a.csv is veranderd",
        "b.csv is weg",
        "d.csv is nieuw",
        "kort.md is nieuw",
    ]


def test_without_an_earlier_build_there_is_no_reason_to_give() -> None:
    assert waarom({}, INVOER) == []


def test_nothing_changed_gives_no_reasons() -> None:
    assert waarom({"invoer": INVOER}, INVOER) == []
