"""The JSON Schema of ``werkmonitor.toml``, so that an editor completes, explains and checks while one types.

The types come from ``programma``, the Dutch words from ``data/sleutels.toml``.  A declaration may be split over files,
so no block is required at the top: a whole is only checked by ``load_programma``.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, get_args

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import core_schema

from werkmonitor import resources
from werkmonitor.formatting import EENHEDEN
from werkmonitor.programma.pagina import NODIG, Blok
from werkmonitor.programma.schema import Programma

DIALECT = "https://json-schema.org/draft/2020-12/schema"
BESTAND = "werkmonitor.schema.json"
"""What the schema is called beside a declaration that points to it."""
Schema = dict[str, Any]
_EIGEN = "_"
"""The entry of a block itself among those of its keys."""
_PERIODE = {"type": ["string", "integer"], "pattern": "^[12][0-9]{3}(-(H[12]|K[1-4]|0[1-9]|1[0-2]))?$", "minimum": 1000}


class _Generator(GenerateJsonSchema):
    """Knows what may be written in TOML where pydantic knows what comes of it."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> Schema:
        """Say that a number is never written as text."""
        limits = {"ge": "minimum", "le": "maximum", "gt": "exclusiveMinimum", "lt": "exclusiveMaximum"}
        return {"type": "number"} | {word: float(schema[key]) for key, word in limits.items() if key in schema}  # type: ignore[literal-required]

    def function_before_schema(self, schema: core_schema.BeforeValidatorFunctionSchema) -> Schema:
        """Say in which ways may be written what is put right before it is checked."""
        name = getattr(schema["function"]["function"], "__name__", "")
        if name == "_as_periode":
            return dict(_PERIODE)
        inner = super().function_before_schema(schema)
        match name:
            case "_as_tuple":  # one text instead of a list of one
                return {"anyOf": [inner["items"], inner]}
            case "_as_text":
                return {"type": ["string", "number"]}
            case "_known_unit":
                return {"enum": list(EENHEDEN)}
        return inner

    def encode_default(self, dft: Any) -> Any:
        """Let a number stay one."""
        return float(dft) if isinstance(dft, Decimal) else super().encode_default(dft)


def schema() -> Schema:
    """Return the schema as data."""
    found = Programma.model_json_schema(mode="validation", schema_generator=_Generator)
    uitleg = tomllib.loads(resources.sleutels().read_text(encoding="utf-8"))
    definitions = found["$defs"]
    for path, model in blokken():
        where = found if model is Programma else definitions[model.__name__]
        _beschrijf(where, path, model, uitleg)
    definitions[Blok.__name__]["allOf"] = [_nodig(soort, keys) for soort, keys in NODIG.items()]
    del found["required"]
    return {"$schema": DIALECT, **_opgeruimd(found), "title": "werkmonitor.toml"}


def schema_tekst() -> str:
    """Return the schema as the text of a file: plain ASCII, which passes through any console."""
    return json.dumps(schema(), indent=1) + "\n"


def blokken(model: type[BaseModel] = Programma, path: str = "") -> Iterator[tuple[str, type[BaseModel]]]:
    """Yield every block of the declaration with its path, such as ``pagina.blok``; the whole has an empty one."""
    yield path, model
    for name, field in model.model_fields.items():
        inner = _model_in(field.annotation)
        if inner is not None:
            yield from blokken(inner, f"{path}.{name}".lstrip("."))


def _model_in(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, map(_model_in, get_args(annotation))), None)


def _beschrijf(where: Schema, path: str, model: type[BaseModel], uitleg: Mapping[str, Mapping[str, str]]) -> None:
    """Give a block and its keys their Dutch words; raises ``KeyError`` for one that has none."""
    where["description"] = uitleg[path][_EIGEN] if path else "De declaratie van een werkmap."
    for name in model.model_fields:
        inner = f"{path}.{name}".lstrip(".")
        where["properties"][name]["description"] = uitleg[path][name] if path else uitleg[inner][_EIGEN]


def _nodig(soort: str, keys: tuple[str, ...]) -> Schema:
    return {"if": {"properties": {"soort": {"const": soort}}, "required": ["soort"]}, "then": {"required": list(keys)}}


def _opgeruimd(part: Any) -> Any:
    """Leave out what TOML cannot say (null) and what pydantic made up (titles); name the keys that a table can have."""
    if isinstance(part, list):
        return [_opgeruimd(item) for item in part]
    if not isinstance(part, dict):
        return part
    part = {key: _opgeruimd(value) for key, value in part.items() if not _overbodig(key, value)}
    branches = [branch for branch in part.get("anyOf", ()) if branch != {"type": "null"}]
    if "anyOf" in part and len(branches) == 1:
        del part["anyOf"]
        part = branches[0] | part
    names = part.pop("propertyNames", {}).get("enum", ())
    if names:
        part["properties"] = dict.fromkeys(names, part["additionalProperties"])
        part["additionalProperties"] = False
    least = part.pop("minLength", 0) if "anyOf" in part else 0
    for branch in part["anyOf"] if least else ():  # pydantic counts only signs, where either may not be empty
        branch["minItems" if branch.get("type") == "array" else "minLength"] = least
    if "patternProperties" in part:
        part["additionalProperties"] = False
    return part


def _overbodig(key: str, value: Any) -> bool:
    return (key == "title" and isinstance(value, str)) or (key == "default" and value in (None, "", [], {}))
