"""What can be wrong, as a value: a place, a finding, and the few errors that end a command.

Bad data yields findings, bad operation raises.  A reader collects every finding in one pass; only ``tasks`` decides
that findings of severity *fout* stop a build.
"""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

_NINE_DIGITS = re.compile(r"(?<![0-9A-Fa-f])\d{9}(?![0-9A-Fa-f])", re.ASCII)
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def is_bsn(cijfers: str) -> bool:
    """Say whether nine digits pass the check that every burgerservicenummer passes."""
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, cijfers, strict=True)) % 11 == 0


def toonbaar(text: str, behoud: str = "") -> str:
    r"""Return a text of which nothing steers a terminal and no number of a person is left.

    What does not print, a line end too unless it is in ``behoud``, becomes an escape such as ``\x1b``, so that the name
    of a file can still be recognised; what can be a burgerservicenummer becomes stars.
    """
    if not text.isprintable():
        text = "".join(
            sign if sign.isprintable() or sign in behoud or _is_space(sign) else _escaped(sign) for sign in text
        )
    return _NINE_DIGITS.sub(lambda match: "*" * 9 if is_bsn(match[0]) else match[0], text)


def zichtbaar(text: str) -> str:
    """Return the text with its lines, tabs and spaces as written, without what steers what shows.

    The marks that join letters or keep them apart stay: they change how a word is written.
    """
    if text.isprintable():
        return text
    lines = "\n".join(text.splitlines())
    return "".join(sign for sign in lines if sign.isprintable() or sign in _STAYS or _is_space(sign))


_STAYS = "\n\t\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"


def _is_space(sign: str) -> bool:
    """Say whether a character is a space of some width; line ends and control characters are none."""
    return sign.isspace() and sign not in "\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"


def _escaped(sign: str) -> str:
    r"""Return the escape of a character; a byte of a file name that was no UTF-8 is ``\xff``, as the shell shows it."""
    if "\udc80" <= sign <= "\udcff":
        return f"\\x{ord(sign) - 0xDC00:02x}"
    return sign.encode("unicode_escape").decode("ascii")


_REDENEN = {
    errno.EACCES: "geen toegang",
    errno.EPERM: "geen toegang",
    errno.ENOENT: "het bestand of de map bestaat niet",
    errno.EEXIST: "er is al iets met die naam",
    errno.EISDIR: "het is een map",
    errno.ENOTDIR: "een deel van het pad is geen map",
    errno.ENOTEMPTY: "de map is niet leeg",
    errno.EBUSY: "het is in gebruik",
    errno.EROFS: "er mag niet op geschreven worden",
    errno.ENOSPC: "de schijf is vol",
    errno.EDQUOT: "de toegewezen ruimte is vol",
    errno.EFBIG: "het bestand wordt te groot",
    errno.EIO: "de schijf of de verbinding geeft een fout",
    errno.EMFILE: "er staan te veel bestanden open",
    errno.ENAMETOOLONG: "de naam is te lang",
    errno.ELOOP: "de koppeling loopt in een kring",
    errno.EXDEV: "het staat op een andere schijf",
    errno.ETIMEDOUT: "er komt geen antwoord",
    errno.ECONNREFUSED: "de verbinding is geweigerd",
}


def systeemreden(error: Exception) -> str:
    """Return why the system refused something, in Dutch where it is one of the common reasons.

    What we said ourselves when we raised the error stays as it is.
    """
    number, said = getattr(error, "errno", None) or 0, getattr(error, "strerror", None)
    if said == os.strerror(number) or getattr(error, "winerror", None):
        said = _REDENEN.get(number, said)
    return said or str(error) or "geen reden bekend"


Ernst = Literal["info", "waarschuwing", "fout"]
"""Severity, from a remark to a fault that makes the figures unusable."""

ERNST_VOLGORDE: tuple[Ernst, ...] = ("info", "waarschuwing", "fout")


@dataclass(frozen=True, slots=True)
class Location:
    """A place that a person can go to: a cell of a sheet, or a line of a text file."""

    bestand: str
    blad: str | None = None
    cel: str | None = None
    regel: int | None = None

    def __str__(self) -> str:
        line = f"regel {self.regel}" if self.regel is not None else None
        return " › ".join(toonbaar(part) for part in (self.bestand, self.blad, self.cel, line) if part)


@dataclass(frozen=True, slots=True)
class Finding:
    """One observation about the input: what, where, what it does to the figures, and what to do.

    ``code`` is stable (``bron-ontbreekt``); the sentences are Dutch and for people.
    """

    code: str
    ernst: Ernst
    wat: str
    vindplaats: Location | None = None
    gevolg: str = ""
    doen: str = ""

    def __post_init__(self) -> None:
        for name in ("wat", "gevolg", "doen"):  # they can quote a cell, or the name of a file or a sheet
            object.__setattr__(self, name, toonbaar(getattr(self, name), behoud="\n"))

    @property
    def ernst_in_woorden(self) -> str:
        """The severity as people read it; data keep ``info``."""
        return "opmerking" if self.ernst == "info" else self.ernst

    def __str__(self) -> str:
        place = f"{self.vindplaats}: " if self.vindplaats else ""
        return " ".join(part for part in (f"{place}{self.wat}", self.gevolg, self.doen) if part)


def fouten(findings: Iterable[Finding]) -> list[Finding]:
    """Return only the findings that stop a build."""
    return [finding for finding in findings if finding.ernst == "fout"]


class WerkmonitorError(Exception):
    """Ends a command with a message for the user and an exit code; never a fault of ours."""

    exit_code = 3

    def __init__(self, message: str, findings: Iterable[Finding] = ()) -> None:
        super().__init__(message)
        self.findings = tuple(findings)


class EigenFout(Exception):  # noqa: N818 - the Dutch word says it
    """A fault of ours of which a sentence says what it means; ends a command with exit code 5."""


class UsageError(WerkmonitorError):
    """The command was called in a way that cannot be carried out."""

    exit_code = 2


class InputError(WerkmonitorError):
    """The declaration or an export cannot be used; carries the findings that say why."""

    exit_code = 3


class OutputError(WerkmonitorError):
    """An output cannot be written."""

    exit_code = 4
