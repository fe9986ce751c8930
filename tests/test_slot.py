"""One at a time in a folder, whatever becomes of the one that holds it."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from werkmonitor.files import slot as module
from werkmonitor.files.slot import BESTAND, slot
from werkmonitor.findings import OutputError

HOUDER = """
import sys
from pathlib import Path
from werkmonitor.files.slot import slot
with slot(Path(sys.argv[1])):
    print("bezet", flush=True)
    sys.stdin.read()
"""


@contextmanager
def houder(map_: Path) -> Iterator[subprocess.Popen[str]]:
    """Hold the folder in another process."""
    proces = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", HOUDER, str(map_)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert proces.stdout is not None
    assert proces.stdin is not None
    with proces, proces.stdin, proces.stdout:
        assert proces.stdout.readline() == "bezet\n"
        yield proces
        proces.kill()


def test_nothing_is_left_of_it(tmp_path: Path) -> None:
    with slot(tmp_path):
        assert [path.name for path in tmp_path.iterdir()] == [BESTAND]
    assert list(tmp_path.iterdir()) == []


def test_the_folder_is_made_and_goes_again_when_nothing_came_in_it(tmp_path: Path) -> None:
    with slot(tmp_path / "a" / "b"):
        pass
    assert list(tmp_path.iterdir()) == []
    with slot(tmp_path / "a" / "b"):
        (tmp_path / "a" / "b" / "uitvoer").write_bytes(b"")
    assert [path.name for path in (tmp_path / "a" / "b").iterdir()] == ["uitvoer"]


def test_another_process_is_told_who_is_busy_where(tmp_path: Path) -> None:
    with (
        houder(tmp_path),
        pytest.raises(OutputError, match=r"^Een andere werkmonitor is bezig in .*, daarom is build niet begonnen") as e,
        slot(tmp_path, "build"),
    ):
        pass
    assert str(tmp_path) in str(e.value)
    assert e.value.exit_code == 4


def test_who_waits_goes_on_when_the_other_is_done(tmp_path: Path) -> None:
    with houder(tmp_path) as other:
        assert other.stdin is not None
        threading.Timer(0.3, other.stdin.close).start()
        with slot(tmp_path, wacht=20):
            assert other.wait(5) == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
def test_a_holder_that_is_killed_holds_nothing(tmp_path: Path) -> None:
    with houder(tmp_path) as other:
        other.send_signal(signal.SIGKILL)
        other.wait(5)
        assert [path.name for path in tmp_path.iterdir()] == [BESTAND]
        with slot(tmp_path):
            pass
    assert list(tmp_path.iterdir()) == []


def test_a_thread_that_holds_a_folder_goes_on_in_it(tmp_path: Path) -> None:
    with slot(tmp_path):
        with slot(tmp_path / "." / "x" / ".."):
            pass
        assert [path.name for path in tmp_path.iterdir()] == [BESTAND]


def test_another_thread_waits(tmp_path: Path) -> None:
    found: list[str] = []

    def try_it() -> None:
        try:
            with slot(tmp_path):
                found.append("binnen")
        except OutputError:
            found.append("bezet")

    with slot(tmp_path):
        thread = threading.Thread(target=try_it)
        thread.start()
        thread.join()
    assert found == ["bezet"]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")
def test_a_child_that_outlives_the_holder_does_not_hold_on(tmp_path: Path) -> None:
    read, write = os.pipe()
    with slot(tmp_path):
        child = os.fork()
        if child == 0:
            os.close(write)
            os.read(read, 1)
            os._exit(0)
    with slot(tmp_path):  # the child is still there
        assert os.waitpid(child, os.WNOHANG) == (0, 0)
    os.close(write)
    os.waitpid(child, 0)
    os.close(read)


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be taken away")
def test_a_lock_whose_file_was_taken_away_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else two come in: one with the file that is gone, and one with a new file."""
    real = module.vergrendel
    handles: list[int] = []

    def late(handle: int) -> None:
        real(handle)
        if not handles:
            (tmp_path / BESTAND).unlink()
        handles.append(handle)

    monkeypatch.setattr(module, "vergrendel", late)
    with slot(tmp_path):
        assert len(handles) == 2
        other = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-c", HOUDER, str(tmp_path)], capture_output=True, text=True, check=False, input=""
        )
    assert "Een andere werkmonitor is bezig" in other.stderr


def test_a_folder_that_cannot_be_made_is_an_output_error(tmp_path: Path) -> None:
    (tmp_path / "uit").write_bytes(b"een bestand")
    with pytest.raises(OutputError, match=r"kan niet geschreven worden.*Kies een andere map"), slot(tmp_path / "uit"):
        pass


def test_a_folder_that_never_comes_is_an_output_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def mkdir(*_: object, **__: object) -> None:
        raise FileNotFoundError(errno.ENOENT, "geen station Z")

    monkeypatch.setattr(Path, "mkdir", mkdir)
    with pytest.raises(OutputError, match="geen station Z"), slot(tmp_path / "uit"):
        pass


def test_a_disk_without_locks_is_an_output_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_handle: int) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(module, "vergrendel", refuse)
    with pytest.raises(OutputError, match=r"kan niet vergrendeld worden \(No locks available\)"), slot(tmp_path):
        pass
