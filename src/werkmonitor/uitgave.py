"""Sealed editions as values: how one is called, what its seal says, and which files are not as they were sealed.

The seal (``zegel.json``) is the only file of an edition that knows who made it and when; everything else follows from
the inputs.  Its number is a hash over all that it says, so whoever has the number can prove that nothing was changed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from werkmonitor.findings import InputError, systeemreden
from werkmonitor.monitor.model import Monitor
from werkmonitor.periode import Periode

SCHEMA = 1
ZEGEL = "zegel.json"
"""The file that says what an edition holds."""
INVOER = "invoer"
"""The folder within an edition with a copy of its declaration, texts and looks."""
_NAAM = re.compile(r"(?:(?P<lid>[a-z0-9][a-z0-9_-]*)[/\\])?(?P<periode>[0-9HK-]+)-u(?P<nummer>[1-9][0-9]{0,3})")
_CIJFERS = 40
"""Hexadecimal digits of a seal's number: 160 bits, too many to make another edition with the same."""


class Naam(msgspec.Struct, frozen=True, order=True, kw_only=True):
    """What an edition is called: ``2021-u1``, that of a part of a region ``oudwijk/2021-H1-u2``."""

    lid: str = ""
    """The part of the region, by its id; empty for the whole."""
    periode: str
    nummer: int

    @property
    def kort(self) -> str:
        """The name without the part."""
        return f"{self.periode}-u{self.nummer}"

    def is_van(self, lid: str, periode: str) -> bool:
        """Say whether it is an edition of this period, of the whole or of this part."""
        return (self.lid, self.periode) == (lid, periode)

    def __str__(self) -> str:
        return f"{self.lid}/{self.kort}" if self.lid else self.kort


def lees_naam(text: str) -> Naam | None:
    """Read the name of an edition; ``None`` when it is none: ``2021-10`` is a month."""
    match = _NAAM.fullmatch(text.strip())
    if match is None or lees_naam(match["lid"] or "") is not None:
        return None
    try:
        periode = Periode.parse(match["periode"])
    except ValueError:
        return None
    return Naam(lid=match["lid"] or "", periode=str(periode), nummer=int(match["nummer"]))


class Bestand(msgspec.Struct, frozen=True):
    """A file as it was sealed; ``grootte`` in bytes."""

    sha256: str
    grootte: int


def bestand(data: bytes) -> Bestand:
    """Return what is sealed of a file."""
    return Bestand(hashlib.sha256(data).hexdigest(), len(data))


class Gereedschap(msgspec.Struct, frozen=True, kw_only=True):
    """What made an edition, besides its inputs."""

    werkmonitor: str
    """Version of the tool."""
    stempel: str
    """SHA-256 over the tool's own code, templates and letters."""
    python: str
    systeem: str
    bibliotheken: dict[str, str]
    """Version of each library that shapes the outputs."""


class Zegel(msgspec.Struct, frozen=True, kw_only=True):
    """What was sealed, by whom and when."""

    schema: int = SCHEMA
    uitgave: str
    """Its name without the part: ``2021-u1``."""
    periode: str
    van: str
    """Whose monitor it is, in words."""
    lid: str = ""
    """The part of the region that it is of; empty for the whole."""
    vervangt: str = ""
    """The edition that this one supersedes; empty for the first of a period."""
    reden: str = ""
    wie: str
    wanneer: str
    """Local time with its distance to UTC, in ISO 8601."""
    zegelnummer: str = ""
    """Hash over everything else in this file."""
    gereedschap: Gereedschap
    invoer: dict[str, dict[str, str]]
    """SHA-256 of every input by kind (``cijfers``, ``teksten``, ``vorm``) and path within the werkmap."""
    bestanden: dict[str, Bestand]
    """Every other file of the edition by its path in it."""
    eerdere: dict[str, str] = {}
    """Number of each edition that the werkmap had already: whoever changes one of those must change this one too."""

    @property
    def naam(self) -> Naam:
        """What the edition is called."""
        return Naam(lid=self.lid, periode=self.periode, nummer=int(self.uitgave.removeprefix(f"{self.periode}-u")))

    @property
    def monitor(self) -> str:
        """The file that holds its Monitor."""
        return f"monitor-{self.uitgave}.json"


def als_uitgave(monitor: Monitor, uitgave: str, vervangt: str = "", reden: str = "") -> Monitor:
    """Return the Monitor as the edition with this name."""
    kop = msgspec.structs.replace(monitor.programma, editie=uitgave, vervangt=vervangt, reden=reden)
    return msgspec.structs.replace(monitor, programma=kop)


def verzegel(zegel: Zegel) -> tuple[Zegel, bytes]:
    """Return the seal with its number, and the bytes of its file."""
    inhoud: dict[str, Any] = msgspec.to_builtins(zegel)
    inhoud["zegelnummer"] = _nummer(inhoud)
    return msgspec.convert(inhoud, Zegel), _schrijf(inhoud)


def _schrijf(inhoud: object) -> bytes:
    return (json.dumps(inhoud, ensure_ascii=False, indent=1) + "\n").encode()


def _nummer(inhoud: Mapping[str, Any]) -> str:
    """Return the number of a seal, whatever the order of its keys and whichever keys a later version adds."""
    rest = {key: value for key, value in inhoud.items() if key != "zegelnummer"}
    text = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()[:_CIJFERS]
    return "-".join(digest[at : at + 4] for at in range(0, _CIJFERS, 4))


def ontleed_zegel(data: bytes) -> Zegel:
    """Read the bytes of a seal; raises ``ValueError`` in Dutch when they are not as this module wrote them."""
    try:
        inhoud = json.loads(data)
        zegel = msgspec.convert(inhoud, Zegel)
        datetime.fromisoformat(zegel.wanneer).astimezone()
    except (ValueError, OverflowError, RecursionError):
        message = f"{ZEGEL} is geen zegel, of van een latere werkmonitor"
        raise ValueError(message) from None
    naam = lees_naam(zegel.uitgave)
    if naam is None or naam.lid or naam.periode != zegel.periode:
        message = f"{ZEGEL} noemt '{zegel.uitgave}', en dat is geen uitgave van {zegel.periode}"
        raise ValueError(message)
    if zegel.zegelnummer != _nummer(inhoud):
        message = f"{ZEGEL} is gewijzigd: het zegelnummer hoort niet bij de inhoud"
        raise ValueError(message)
    if data != _schrijf(inhoud):
        message = f"{ZEGEL} is gewijzigd: het bestand is anders opgemaakt dan het geschreven is"
        raise ValueError(message)
    return zegel


def lees_zegel(folder: Path) -> Zegel:
    """Read the seal of an edition; raises ``InputError`` when it has none, or one that was tampered with."""
    try:
        return ontleed_zegel((folder / ZEGEL).read_bytes())
    except OSError as error:
        message = (
            f"{folder / ZEGEL} kan niet gelezen worden ({systeemreden(error)}), dus deze uitgave is niet te vertrouwen."
        )
        raise InputError(message) from None
    except ValueError as error:
        message = f"De uitgave in {folder} is niet te vertrouwen: {error}. Zet een ongewijzigde kopie terug."
        raise InputError(message) from None


def afwijkingen(zegel: Zegel, aanwezig: Mapping[str, Bestand | None]) -> list[str]:
    """Say what is not as it was sealed: files that were changed, that are missing, and that were added.

    ``aanwezig`` is what lies beside the seal, by its path in the edition; ``None`` for what is no plain file.
    """
    found = []
    for naam, toen in sorted(zegel.bestanden.items()):
        if naam not in aanwezig:
            found.append(f"{naam} ontbreekt")
        elif aanwezig[naam] != toen:
            found.append(f"{naam} is gewijzigd")
    return found + [f"{naam} hoort niet bij deze uitgave" for naam in sorted(aanwezig) if naam not in zegel.bestanden]
