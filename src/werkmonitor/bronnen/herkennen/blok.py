"""A proposal as the text of a declaration: TOML with the guesses behind ``#``."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from werkmonitor.bronnen.herkennen.voorstel import KIES, Voorstel

_KEUZE = (
    '# KIES ZELF: soort = "stand" als elk getal een telling op één dag is, zoals',
    "# lopende uitkeringen op de laatste dag van de maand; die tellen nooit op.",
    '# soort = "stroom" als het telt wat er in een periode gebeurde, zoals aanvragen',
    "# in een maand, of euro's; dan tellen de maanden op tot een jaar.",
)
"""What stands above a soort that nothing in the file says."""
_FOUR_DIGITS = 0xFFFF


def toml(voorstel: Voorstel) -> str:
    """Return the ``[[dimensie]]`` blocks that a source needs and its ``[[bron]]`` block, ending in a line end."""
    lines: list[str] = []
    for id_, dimensie in voorstel.dimensies.items():
        lines += ["[[dimensie]]", _line("id", id_, voorstel.gok.get(f"dimensies.{id_}"))]
        lines += [f"naam = {_text(dimensie['naam'])}", "[dimensie.leden]"]
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
            lines += _KEUZE if voorstel.gok.get(key) == KIES else ()
            lines.append(_line(key, value, voorstel.gok.get(key)))
    return "\n".join([*lines, *tables, ""])


def _line(key: str, value: Any, gok: str | None = None) -> str:
    remark = "  # kies" if gok == KIES else f"  # gok: {gok}" if gok else ""
    return f"{_key(key)} = {_value(value)}{remark}"


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
    """Return a TOML string of which everything prints; what JSON escapes, TOML escapes in the same way."""
    quoted = json.dumps(text.encode("utf-8", "replace").decode(), ensure_ascii=False)
    return "".join(sign if sign.isprintable() else _escaped(sign) for sign in quoted)


def _escaped(sign: str) -> str:
    return f"\\u{ord(sign):04x}" if ord(sign) <= _FOUR_DIGITS else f"\\U{ord(sign):08x}"
