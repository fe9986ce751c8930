"""The records of a binary workbook part (BIFF12): each has a kind, a length, and that many bytes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

MAX_RECORD = 2**24
"""Bytes of one record; a cell holds 32,767 characters, a formula 16 kB."""
_NULL = 0xFFFFFFFF
_MORE = 0x80
_LENGTH_BYTES = 4


def records(stukken: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Yield the kind and the contents of each record.  Raises ``ValueError`` where the part is broken off."""
    rest = b""
    for stuk in stukken:
        rest = rest + stuk if rest else stuk
        position = 0
        while head := _head(rest, position):
            kind, begin, end = head
            if end > len(rest):
                break
            yield kind, rest[begin:end]
            position = end
        rest = rest[position:]
    if rest:
        raise ValueError


def _head(data: bytes, position: int) -> tuple[int, int, int] | None:
    """Return the kind of the record that stands here, and where its contents begin and end; ``None`` if cut off."""
    size = len(data)
    if position + 1 >= size:
        return None
    kind = data[position]
    position += 1
    if kind & _MORE:
        kind = kind & 0x7F | (data[position] & 0x7F) << 7
        position += 1
    length = shift = 0
    while position < size:
        byte = data[position]
        position += 1
        length |= (byte & 0x7F) << shift
        if byte < _MORE:
            if length > MAX_RECORD:
                raise ValueError
            return kind, position, position + length
        shift += 7
        if shift == 7 * _LENGTH_BYTES:
            raise ValueError
    return None


def tekst(data: bytes, position: int) -> tuple[str, int]:
    """Return the text that stands at a position, and where it ends.  Raises ``ValueError`` where it is cut off."""
    count = int.from_bytes(data[position : position + 4], "little")
    position += 4
    if count == _NULL:
        return "", position
    end = position + 2 * count
    if end > len(data):
        raise ValueError
    return data[position:end].decode("utf-16-le", "replace"), end
