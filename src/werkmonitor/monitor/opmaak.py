"""JSON that people can read too: what belongs together on one line, everything that is longer below each other."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

BREEDTE = 120
"""As long a line may be when there is a choice."""


def leesbaar(value: object) -> bytes:
    """Return a value as JSON in UTF-8; the same value always gives the same bytes.

    A list of plain values, and an object that holds nothing but those, stands on one line whatever its length.
    """
    return "".join((*_regels(msgspec.to_builtins(value), "\n"), "\n")).encode()


def _regels(value: object, begin: str) -> Iterator[str]:
    """Yield the parts of a value; ``begin`` is the line break with the indent that it has itself."""
    flat = msgspec.json.encode(value).decode()
    if not isinstance(value, dict | list | tuple) or len(flat) <= BREEDTE or all(map(_is_plat, _delen(value))):
        yield flat
        return
    inner = f"{begin} "
    opened, closed = "{}" if isinstance(value, dict) else "[]"
    keys = [f"{msgspec.json.encode(key).decode()}: " for key in value] if isinstance(value, dict) else [""] * len(value)
    for rank, (key, part) in enumerate(zip(keys, _delen(value), strict=True)):
        yield f"{',' if rank else opened}{inner}{key}"
        yield from _regels(part, inner)
    yield f"{begin}{closed}"


def _delen(value: dict[str, object] | list[object] | tuple[object, ...]) -> list[object]:
    return list(value.values() if isinstance(value, dict) else value)


def _is_plat(value: object) -> bool:
    """Say whether a value is plain, or a list of plain values."""
    return not isinstance(value, dict) and not any(
        isinstance(part, dict | list | tuple) for part in (value if isinstance(value, list | tuple) else ())
    )
