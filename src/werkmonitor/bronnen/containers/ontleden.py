"""Feeds XML to expat in pieces so small that no file can keep it busy for long, or make it hold much."""

from __future__ import annotations

from collections.abc import Iterable
from xml.parsers import expat

from werkmonitor.bronnen.containers.budget import Budget
from werkmonitor.bronnen.containers.weigeren import HERSTEL, OnleesbaarError

_PIECE = 2**16
_MAX_TAG = 2**20
"""Bytes of one tag or comment: expat begins it anew with each piece until it is whole."""
_MAX_NAMES = 10_000
_MAX_SPACE = 1000
"""Characters of a namespace: expat writes it out again for every element and attribute in it."""


def nieuwe_ontleder(scheiding: str) -> expat.XMLParserType:
    """Return a parser that joins a name to its namespace by ``scheiding``, to be fed by ``voer``."""
    parser = expat.ParserCreate(namespace_separator=scheiding)
    parser.buffer_text = True
    parser.StartNamespaceDeclHandler = _check_namespace
    return parser


def voer(parser: expat.XMLParserType, stukken: Iterable[bytes], budget: Budget) -> None:
    """Parse a whole document, within its time.  Raises ``OnleesbaarError`` and ``expat.ExpatError``."""
    fed = reached = 0
    try:
        for stuk in stukken:
            for begin in range(0, len(stuk), _PIECE):
                piece = stuk[begin : begin + _PIECE]
                parser.Parse(piece, False)  # noqa: FBT003 - the signature of pyexpat
                fed += len(piece)
                reached = max(reached, parser.CurrentByteIndex)  # -1 where expat waits for more before it begins anew
                _check_progress(parser, fed - reached)
                budget.tik()
        parser.Parse(b"", True)  # noqa: FBT003
    except LookupError as error:
        # An encoding that Python does not know; those of a kind of their own are faults of ours.
        if type(error) is LookupError:
            raise expat.ExpatError(str(error)) from None
        raise


def _check_progress(parser: expat.XMLParserType, behind: int) -> None:
    if behind > _MAX_TAG:
        raise _beschadigd("een element is veel te lang")
    if len(parser.intern) > _MAX_NAMES:
        raise _beschadigd("er zijn te veel soorten elementen")


def _check_namespace(_prefix: str | None, uri: str | None) -> None:
    if uri and len(uri) > _MAX_SPACE:
        raise _beschadigd("een naamruimte heeft een veel te lange naam")


def _beschadigd(wat: str) -> OnleesbaarError:
    return OnleesbaarError(f"Het bestand is van binnen beschadigd: {wat}.", HERSTEL)
