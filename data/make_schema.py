"""Write the JSON Schema of the declaration beside the new werkmap, and the list of its keys for people.

    python data/make_schema.py                   write data/nieuw/werkmonitor.schema.json and docs/sleutels.md
    python data/make_schema.py --controleer      exit 1 and name the files that are not what this script would write

The words of both come from `data/sleutels.toml`, the types from the package.
"""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from werkmonitor.resources import sleutels
from werkmonitor.tasks.schema import BESTAND, blokken, schema, schema_tekst

ROOT = Path(__file__).resolve().parents[1]
KOP = """\
# Sleutels van de declaratie

Elke sleutel van `werkmonitor.toml` en van de bestanden in `declaratie/`, met wat hij betekent. Vet is verplicht. Een
editor die JSON Schema kent, toont dezelfde uitleg zodra bovenaan het bestand de regel `#:schema` staat; zie de
[handleiding](handleiding.md#schrijven-met-hulp). Deze pagina wordt gemaakt uit `data/sleutels.toml`.
"""


def bestanden() -> dict[Path, str]:
    """Return both files with their content."""
    return {ROOT / "data" / "nieuw" / BESTAND: schema_tekst(), ROOT / "docs" / "sleutels.md": _pagina(schema())}


def _pagina(found: dict[str, Any]) -> str:
    uitleg = tomllib.loads(sleutels().read_text(encoding="utf-8"))
    parts = [KOP]
    for path, model in blokken():
        if path:
            where = found["$defs"][model.__name__]
            rows = "\n".join(_rij(key, part, where.get("required", ())) for key, part in where["properties"].items())
            parts.append(
                f"## `{path}`\n\n{uitleg[path]['_']}\n\n| sleutel | wat | keuze of standaard |\n|---|---|---|\n{rows}\n"
            )
    return "\n".join(parts)


def _rij(key: str, part: dict[str, Any], required: list[str]) -> str:
    name = f"**`{key}`**" if key in required else f"`{key}`"
    return f"| {name} | {_cel(part['description'])} | {_cel(', '.join(_keuze(part)))} |"


def _keuze(part: dict[str, Any]) -> Iterator[str]:
    """Yield what can be chosen, and what holds when nothing is; the units stand in the handbook."""
    choices = part.get("enum", part.get("items", {}).get("enum", ()))
    if "personen" not in choices:
        yield from (f"`{choice}`" for choice in choices if choice)
    default = part.get("default")
    if default is not None and not isinstance(default, dict | list):
        shown = (
            str(default).lower()
            if isinstance(default, bool)
            else f"{default:g}"
            if isinstance(default, float)
            else str(default)
        )
        yield f"standaard `{shown}`"


def _cel(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    if "--controleer" not in sys.argv[1:]:
        for path, text in bestanden().items():
            path.write_text(text, encoding="utf-8", newline="\n")
        sys.exit(0)
    wrong = [
        path for path, text in bestanden().items() if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    sys.stdout.writelines(f"{path.relative_to(ROOT)}\n" for path in wrong)
    sys.exit(1 if wrong else 0)
