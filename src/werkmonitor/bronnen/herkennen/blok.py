"""A proposal as the text of a declaration: TOML with the guesses behind ``#``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from werkmonitor.bronnen.herkennen.voorstel import Voorstel


def toml(voorstel: Voorstel) -> str:
    """Return the ``[[dimensie]]`` blocks that a source needs and its ``[[bron]]`` block, ending in a line end."""
    lines: list[str] = []
    for id_, dimensie in voorstel.dimensies.items():
        lines += ["[[dimensie]]", f"id = {_text(id_)}", f"naam = {_text(dimensie['naam'])}", "[dimensie.leden]"]
        lines += [f"{_key(lid)} = {_text(caption)}" for lid, caption in dimensie["leden"].items()]
        lines.append("")
    lines.append("[[bron]]")
    tables: list[str] = []
    for key, value in voorstel.bron.items():
        if key == "maten":
            for id_, maat in value.items():
                tables.append(f"[bron.maten.{_key(id_)}]")
                tables += [_line(k, v, voorstel.gok.get(f"maten.{id_}.{k}")) for k, v in maat.items()]
        elif key == "velden":
            tables += ["[bron.velden]", *(_line(k, v) for k, v in value.items())]
        else:
            lines.append(_line(key, value, voorstel.gok.get(key)))
    return "\n".join([*lines, *tables, ""])


def _line(key: str, value: Any, gok: str | None = None) -> str:
    return f"{_key(key)} = {_value(value)}" + (f"  # gok: {gok}" if gok else "")


def _value(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{_key(key)} = {_value(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    return _text(value)


def _key(text: str) -> str:
    plain = text.replace("_", "").replace("-", "")
    return text if plain.isascii() and plain.isalnum() else _text(text)


def _text(text: str) -> str:
    """Return a TOML string; what JSON escapes, TOML escapes in the same way, save for DEL and surrogates."""
    quoted = json.dumps(text.encode("utf-8", "replace").decode(), ensure_ascii=False)
    return quoted.replace("\x7f", "\\u007f")
