"""One werkmonitor at a time in a folder: a lock that the system lets go of when its holder ends, however it ends."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from werkmonitor.findings import OutputError, systeemreden

BESTAND = ".werkmonitor.slot"
"""Holds nothing, and goes with its holder; what a killed one left is taken over by the next."""
GEDULD = 30.0
"""Seconds that a command waits for another, which is a few builds."""
_POLS = 0.1
"""Seconds between two tries."""
_BEZET = {errno.EACCES, errno.EAGAIN, errno.EDEADLK}
"""How the systems say that somebody else holds a lock."""
_eigen: dict[tuple[int, Path], int] = {}
"""What this process holds, by thread and folder, with the handle of the lock."""


class BezetError(OutputError):
    """Another holds the folder: nothing is wrong, and later there may be room (``run`` comes back)."""


@contextlib.contextmanager
def slot(map_: Path, wie: str = "werkmonitor", wacht: float = 0) -> Iterator[None]:
    """Hold the folder while the block runs; a thread that holds it already simply goes on.

    The folder is made when it is not there, and goes again when the block left it empty.  ``wie`` is what could not
    begin, for the message; ``wacht`` is how many seconds to wait for another.
    Raises ``BezetError`` when another holds the folder, ``OutputError`` when nothing can be written there.
    """
    key = (threading.get_ident(), map_.resolve())
    if key in _eigen:
        yield
        return
    made = _ontbrekend(map_)
    try:
        _eigen[key] = _neem(map_, wie, time.monotonic() + wacht)
        try:
            yield
        finally:
            _laat_los(_eigen.pop(key), map_ / BESTAND)
    finally:
        for folder in made:
            with contextlib.suppress(OSError):
                folder.rmdir()  # only an empty one goes


def _ontbrekend(map_: Path) -> list[Path]:
    """Return the folder and those above it that are not there yet, the deepest first."""
    with contextlib.suppress(OSError):
        return [path for path in (map_, *map_.parents) if not path.exists()]
    return []


def _neem(map_: Path, wie: str, tot: float) -> int:
    """Return the handle of the lock, once it is ours."""
    while True:
        handle = _open(map_)
        try:
            vergrendel(handle)
            if _is_nog(handle, map_ / BESTAND):
                return handle
            os.close(handle)  # its last holder took it away after we opened it
            continue
        except OSError as error:
            os.close(handle)
            if error.errno not in _BEZET:
                message = f"{map_} kan niet vergrendeld worden ({systeemreden(error)})."
                raise OutputError(f"{message} Kies een map op een gewone schijf.") from None
        if time.monotonic() >= tot:
            message = (
                f"Een andere werkmonitor is bezig in {map_}, daarom is {wie} niet begonnen en is er niets veranderd. "
                "Wacht tot die klaar is en probeer het opnieuw."
            )
            raise BezetError(message)
        time.sleep(_POLS)


def _open(map_: Path, keren: int = 10) -> int:
    try:
        map_.mkdir(parents=True, exist_ok=True)
        return os.open(map_ / BESTAND, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        if isinstance(error, FileNotFoundError) and keren:
            return _open(map_, keren - 1)  # its last holder can have taken the folder away after we made it
        message = f"In {map_} kan niet geschreven worden ({systeemreden(error)}). Kies een andere map."
        raise OutputError(message) from None


def _is_nog(handle: int, path: Path) -> bool:
    """Say whether the file that was locked is the one that others find."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def vergrendel(handle: int) -> None:
        """Lock the first byte, which need not exist; raises ``OSError`` when another has it."""
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _laat_los(handle: int, path: Path) -> None:
        """Let go; a file that somebody has opened meanwhile stays."""
        os.close(handle)
        with contextlib.suppress(OSError):
            path.unlink()

else:
    import fcntl

    def vergrendel(handle: int) -> None:
        """Lock the file; raises ``OSError`` when another has it."""
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _laat_los(handle: int, path: Path) -> None:
        """Let go; the file goes first: after that the next could have it locked already."""
        with contextlib.suppress(OSError):
            path.unlink()
        os.close(handle)

    def _in_kind() -> None:
        """Leave a lock to the process that took it: with a copy in a child it would outlive its holder."""
        for handle in _eigen.values():
            os.close(handle)
        _eigen.clear()

    os.register_at_fork(after_in_child=_in_kind)
