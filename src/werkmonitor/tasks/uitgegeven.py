"""The Monitors of sealed editions, and which of those everybody may have seen."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Literal

import msgspec

from werkmonitor.files.uitgaven import uitgaven, vind_uitgave
from werkmonitor.files.werkmap import Werkmap
from werkmonitor.findings import InputError
from werkmonitor.monitor import model
from werkmonitor.uitgave import bestand, lees_zegel


class _Voor(msgspec.Struct):
    """Of a Monitor only for whom it is: far less work than reading all of it."""

    doelgroep: Literal["intern", "openbaar"]


class UitgaveWeg(InputError):  # noqa: N818 - the Dutch word says it
    """An edition that others vouch for is not there any more."""


class Uitgegeven:
    """The public editions of a werkmap, or only those that are named in ``alleen``."""

    def __init__(self, werkmap: Path, alleen: Collection[str] | None = None) -> None:
        self._alleen = alleen
        self._folders = {
            naam: folder for naam, folder in uitgaven(werkmap).items() if alleen is None or str(naam) in alleen
        }

    def monitors(self) -> tuple[model.Monitor, ...]:
        """Return their Monitors.

        Raises ``InputError`` when an edition, of whatever kind, is not as it was sealed, ``UitgaveWeg`` when one is
        gone: what everybody knows by them is then not known here.
        """
        self._alle_er()
        found = map(_monitor, self._folders.values())
        return tuple(monitor for monitor in found if monitor.doelgroep == "openbaar")

    def _alle_er(self) -> None:
        here = set(map(str, self._folders))
        named = set(self._alleen or ())
        for folder in self._folders.values():
            named |= set(lees_zegel(folder).eerdere) if self._alleen is None else set()
        if gone := sorted(named - here):
            message = (
                f"De uitgave {' en '.join(gone)} is er niet meer. Wat daarin openbaar werd, telt mee bij wat een "
                "nieuwe openbare monitor verbergt. Zet de map terug in uitgaven/."
            )
            raise UitgaveWeg(message)

    def __repr__(self) -> str:
        """Return what they are and hold, for the key of what is kept; what cannot be read is left out."""
        return repr(list(self._afdrukken()))

    def _afdrukken(self) -> Iterator[tuple[str, str]]:
        for naam, folder in self._folders.items():
            with contextlib.suppress(OSError, msgspec.DecodeError):
                data = (folder / f"monitor-{naam.kort}.json").read_bytes()
                if msgspec.json.decode(data, type=_Voor).doelgroep == "openbaar":
                    yield str(naam), sha256(data).hexdigest()


def monitor_van_uitgave(werkmap: Werkmap, naam: str) -> model.Monitor:
    """Return the Monitor of an edition (``2021-u1``, ``oudwijk/2021-u1``).

    Raises ``UsageError`` or ``InputError`` when there is none of that name, or when it is not as it was sealed.
    """
    return _monitor(vind_uitgave(werkmap.pad, naam))


def _monitor(folder: Path) -> model.Monitor:
    zegel = lees_zegel(folder)
    data = _gelezen(folder / zegel.monitor)
    if data is None or bestand(data) != zegel.bestanden.get(zegel.monitor):
        message = f"{folder / zegel.monitor} is niet meer zoals het is vastgesteld. Zet een ongewijzigde kopie terug."
        raise InputError(message)
    try:
        return model.from_json(data)
    except msgspec.DecodeError:
        message = (
            f"{folder / zegel.monitor} is gemaakt met werkmonitor {zegel.gereedschap.werkmonitor} en kan hiermee niet "
            "gelezen worden. Gebruik die versie."
        )
        raise InputError(message) from None


def _gelezen(path: Path) -> bytes | None:
    with contextlib.suppress(OSError):
        return path.read_bytes()
    return None
