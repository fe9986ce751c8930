"""A set of files is replaced as one, whatever goes wrong on the way."""

from __future__ import annotations

import os
import signal
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

import pytest

from werkmonitor.files.slot import slot
from werkmonitor.files.writing import TERZIJDE, herstel, onaf, write_set
from werkmonitor.findings import OutputError

OLD = {"a.html": b"oud a", "b.pdf": b"oud b"}
NEW = {"a.html": b"nieuw a", "b.pdf": b"nieuw b", "c.csv": b"nieuw c"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, data in OLD.items():
        (tmp_path / name).write_bytes(data)
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


class Trouble:
    """Fails at the nth call (and, when ``blijft``, at every later one), before or after it is carried out."""

    def __init__(self, at: int, error: BaseException, *, na: bool = False, blijft: bool = False) -> None:
        self.at, self.error, self.na, self.blijft = at, error, na, blijft
        self.calls = 0

    def around(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            self.calls += 1
            fails = self.calls == self.at or (self.blijft and self.calls > self.at)
            if fails and not self.na:
                raise self.error
            result = real(*args, **kwargs)
            if fails:
                raise self.error
            return result

        return call


def test_all_files_are_written_and_nothing_else_is_left(folder: Path) -> None:
    (folder / "ander.txt").write_bytes(b"van een ander")
    paths = write_set(folder, NEW)
    assert paths == [folder / name for name in NEW]
    assert contents(folder) == NEW | {"ander.txt": b"van een ander"}
    assert [path for path in folder.iterdir() if path.is_dir()] == []


def test_a_folder_that_does_not_exist_is_made(tmp_path: Path) -> None:
    write_set(tmp_path / "uitvoer" / "2021", {"a.html": b"nieuw"})
    assert contents(tmp_path / "uitvoer" / "2021") == {"a.html": b"nieuw"}


def test_a_folder_that_cannot_be_made_is_an_output_error_with_the_remedy(tmp_path: Path) -> None:
    (tmp_path / "uit").write_bytes(b"een bestand")
    with pytest.raises(OutputError, match=r"kan niet geschreven worden.*Kies een andere map"):
        write_set(tmp_path / "uit", NEW)


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_full_disk_while_writing_leaves_everything_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    trouble = Trouble(at, OSError(28, "No space left on device"))
    monkeypatch.setattr(os, "fsync", trouble.around(os.fsync))
    with pytest.raises(OutputError, match=f"^{list(NEW)[at - 1]} kan niet geschreven worden"):
        write_set(folder, NEW)
    assert contents(folder) == OLD
    assert list(folder.iterdir()) == sorted(folder.iterdir())
    assert not [path for path in folder.iterdir() if path.is_dir()]


def test_without_a_place_to_write_aside_nothing_happens(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "mkdtemp", Trouble(1, OSError(30, "Read-only file system")).around(tempfile.mkdtemp))
    with pytest.raises(OutputError, match="er mag niet op geschreven worden"):
        write_set(folder, NEW)
    assert contents(folder) == OLD


# The note that the set is whole gets its name, then each of three files: four steps.
STEPS = range(1, 5)


@pytest.mark.parametrize("at", STEPS)
@pytest.mark.parametrize("na", [False, True], ids=["before", "after"])
def test_an_error_at_any_rename_leaves_everything_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch, at: int, *, na: bool
) -> None:
    monkeypatch.setattr(Path, "replace", Trouble(at, PermissionError(13, "in gebruik"), na=na).around(Path.replace))
    with pytest.raises(OutputError, match=r"kan niet (vervangen|geschreven) worden .*in gebruik.*vorige uitvoer is er"):
        write_set(folder, NEW)
    assert contents(folder) == OLD
    assert sorted(path.name for path in folder.iterdir()) == sorted(OLD)


@pytest.mark.parametrize("at", STEPS)
@pytest.mark.parametrize("na", [False, True], ids=["before", "after"])
def test_an_interruption_at_any_rename_leaves_all_old_or_all_new(
    folder: Path, monkeypatch: pytest.MonkeyPatch, at: int, *, na: bool
) -> None:
    monkeypatch.setattr(Path, "replace", Trouble(at, KeyboardInterrupt(), na=na).around(Path.replace))
    with pytest.raises(KeyboardInterrupt):
        write_set(folder, NEW)
    assert contents(folder) in (OLD, NEW)


def test_a_disk_without_second_names_keeps_a_copy(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", Trouble(1, PermissionError(1, "kan niet"), blijft=True).around(os.link))
    monkeypatch.setattr(Path, "replace", Trouble(3, PermissionError(13, "in gebruik")).around(Path.replace))
    with pytest.raises(OutputError, match="in gebruik"):
        write_set(folder, NEW)
    assert contents(folder) == OLD
    write_set(folder, NEW)
    assert contents(folder) == NEW


def test_what_could_not_be_put_back_is_put_in_order_by_the_next(folder: Path) -> None:
    with pytest.MonkeyPatch.context() as patch:
        trouble = Trouble(3, PermissionError(13, "in gebruik"), blijft=True)
        patch.setattr(Path, "replace", trouble.around(Path.replace))
        with pytest.raises(
            OutputError, match="deels oud en deels nieuw; de volgende keer maakt werkmonitor dat eerst in"
        ):
            write_set(folder, NEW)
    assert contents(folder) not in (OLD, NEW)
    assert onaf(folder)
    herstel(folder)
    assert contents(folder) == NEW
    assert not onaf(folder)
    assert sorted(path.name for path in folder.iterdir()) == sorted(NEW)


def test_going_back_goes_on_until_it_is_done(folder: Path) -> None:
    real = Path.replace

    def replace(path: Path, target: Path) -> Path:
        if target.name == "b.pdf" or path.parent.name == "oud":
            raise PermissionError(13, "in gebruik")
        return real(path, target)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Path, "replace", replace)
        for doe in (lambda: write_set(folder, NEW), lambda: herstel(folder), lambda: write_set(folder, NEW)):
            with pytest.raises(OutputError, match=r"in gebruik.*deels oud en deels nieuw"):
                doe()
    assert contents(folder) not in (OLD, NEW)
    herstel(folder)
    assert contents(folder) == OLD
    assert sorted(path.name for path in folder.iterdir()) == sorted(OLD)


def test_what_is_put_in_order_waits_for_who_is_at_work(folder: Path) -> None:
    """Else it would throw away what another is writing."""
    (folder / f"{TERZIJDE}van-een-ander").mkdir()
    with ThreadPoolExecutor(1) as other, slot(folder):
        later = other.submit(herstel, folder)
        assert not wait([later], timeout=0.3).done
        assert (folder / f"{TERZIJDE}van-een-ander").exists()
        herstel(folder)  # who is at work may
    assert later.result() is None
    assert contents(folder) == OLD


@pytest.mark.parametrize("at", STEPS)
def test_when_even_putting_back_fails_no_old_file_is_lost(
    folder: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    trouble = Trouble(at, PermissionError(13, "in gebruik"), blijft=True)
    monkeypatch.setattr(Path, "replace", trouble.around(Path.replace))
    with pytest.raises(OutputError):
        write_set(folder, NEW)
    kept = {path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert set(OLD.values()) <= kept


def test_a_file_that_may_not_be_written_stays_and_so_do_the_others(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.access

    def access(path: Path, mode: int) -> bool:
        return Path(path).name != "b.pdf" and real(path, mode)

    monkeypatch.setattr(os, "access", access)
    with pytest.raises(
        OutputError, match=r"b\.pdf kan niet vervangen worden \(het bestand is tegen schrijven beschermd\)"
    ):
        write_set(folder, NEW)
    assert contents(folder) == OLD


def test_a_folder_in_the_place_of_a_file_stays_and_so_do_the_others(folder: Path) -> None:
    (folder / "c.csv").mkdir()
    (folder / "c.csv" / "bewaard.txt").write_bytes(b"van een ander")
    with pytest.raises(OutputError, match=r"c\.csv kan niet vervangen worden \(het is een map\)"):
        write_set(folder, NEW)
    assert contents(folder) == OLD
    assert (folder / "c.csv" / "bewaard.txt").read_bytes() == b"van een ander"


def test_a_folder_that_was_made_for_nothing_goes_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", Trouble(1, OSError(28, "schijf vol")).around(os.fsync))
    with pytest.raises(OutputError, match="schijf vol"):
        write_set(tmp_path / "nieuw" / "map", NEW)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("call", [1, 2, 3])
def test_an_interruption_waits_until_the_set_is_whole(folder: Path, monkeypatch: pytest.MonkeyPatch, call: int) -> None:
    calls: list[int] = []
    real = os.fsync

    def fsync(file: int) -> None:
        calls.append(file)
        if len(calls) == call:
            os.kill(os.getpid(), signal.SIGINT)
        real(file)

    monkeypatch.setattr(os, "fsync", fsync)
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt):
        write_set(folder, NEW)
    assert contents(folder) == NEW
    assert [path for path in folder.iterdir() if path.is_dir()] == []
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


def test_a_set_can_be_written_beside_the_main_thread(folder: Path) -> None:
    thread = threading.Thread(target=write_set, args=(folder, NEW))
    thread.start()
    thread.join()
    assert contents(folder) == NEW
