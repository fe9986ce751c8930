"""The parts of a zip file, found by name as Office does and unpacked within limits."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from itertools import pairwise

from werkmonitor.bronnen.containers.budget import Budget
from werkmonitor.bronnen.containers.weigeren import HERSTEL, OPNIEUW, OnleesbaarError

STUK = 2**20
"""Bytes that are unpacked at a time."""
_MAX_PARTS = 25_000
_ENTRY = b"PK\x01\x02"
_ENTRY_BYTES = 30
"""Least size of what stands before the bytes of a part."""
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


class Archief:
    """A zip file in memory.  Part names have no case, either slash, and no slash in front.

    Raises ``OnleesbaarError`` for one that is not whole, locked, or made to do harm.
    """

    def __init__(self, data: bytes, budget: Budget) -> None:
        if data.count(_ENTRY) > _MAX_PARTS:
            raise OnleesbaarError("Het bestand bestaat uit veel te veel delen.", HERSTEL)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
            raise OnleesbaarError("Het bestand is niet heel; half gekopieerd?", OPNIEUW) from None
        self.budget = budget
        self._unpacked = 0
        self._parts: dict[str, zipfile.ZipInfo] = {}
        self._double: set[str] = set()
        infos = self._zip.infolist()
        for info in infos:
            name = deelnaam(info.filename)
            if name in self._parts:
                self._double.add(name)
            self._parts[name] = info
        self._inspect(infos)

    def _inspect(self, infos: list[zipfile.ZipInfo]) -> None:
        if any(info.flag_bits & 1 for info in infos):
            raise OnleesbaarError("Het bestand is met een wachtwoord beveiligd.", "Haal het wachtwoord eraf.")
        self.budget.uitgepakt(sum(info.file_size for info in infos))
        infos = sorted(infos, key=lambda info: info.header_offset)
        for info, following in pairwise(infos):
            if info.header_offset + _ENTRY_BYTES + info.compress_size > following.header_offset:
                raise OnleesbaarError("Delen van het bestand overlappen elkaar; het is beschadigd.", OPNIEUW)

    @property
    def namen(self) -> list[str]:
        """The names of the parts, in their order."""
        return list(self._parts)

    def heeft(self, naam: str) -> bool:
        """Say whether there is such a part."""
        return deelnaam(naam) in self._parts

    def stroom(self, naam: str) -> Iterator[bytes]:
        """Yield the bytes of a part piece by piece; their checksum holds once the last was asked for."""
        name = deelnaam(naam)
        info = self._parts.get(name)
        if info is None or name in self._double:
            what = "ontbreekt" if info is None else "staat er twee keer in"
            raise OnleesbaarError(f"De werkmap is van binnen beschadigd: een onderdeel {what}.", HERSTEL)
        if info.compress_type not in _METHODS:
            raise OnleesbaarError("Het bestand is ingepakt op een manier die Excel niet kent.", HERSTEL)
        with self._zip.open(info) as part:
            while piece := part.read(STUK):
                self._unpacked += len(piece)
                self.budget.uitgepakt(self._unpacked)
                self.budget.tik()
                yield piece

    def lees(self, naam: str) -> bytes:
        """Return a whole part."""
        pieces = []
        for piece in self.stroom(naam):
            self.budget.neem(len(piece))
            pieces.append(piece)
        return b"".join(pieces)


def deelnaam(naam: str) -> str:
    """Return the name of a part as it is compared."""
    return naam.replace("\\", "/").lstrip("/").lower()
