"""``werkmonitor.toml`` (and the files it may be split into) → ``Programma``, or every fault in it at once, in Dutch."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from werkmonitor.findings import Finding, InputError, Location
from werkmonitor.programma.schema import Programma

BESTAND = "werkmonitor.toml"
DELEN = "declaratie"
"""Folder beside ``werkmonitor.toml`` whose ``*.toml`` files are parts of the declaration."""

_GEVOLG = "Er is niets berekend."


@dataclass(frozen=True, slots=True)
class Deelbestand:
    """One file of the declaration: its name within the werkmap, its text and what TOML makes of it."""

    naam: str
    tekst: str
    inhoud: Mapping[str, Any]


def bestanden(werkmap: Path) -> list[Path]:
    """Return the files of the declaration, ``werkmonitor.toml`` first."""
    return [werkmap / BESTAND, *sorted((werkmap / DELEN).glob("*.toml"))]


def load_programma(werkmap: Path) -> Programma:
    """Read the declaration of a werkmap.

    Raises ``InputError`` with a finding for each fault, all of one kind of fault at once: first what is not TOML, then
    what does not fit the schema, then what points to nothing.
    """
    delen, findings = _read(werkmap)
    if not findings:
        inhoud, findings = _merge(delen)
    if findings:
        raise InputError(_summary(findings), findings)
    try:
        programma = Programma.model_validate(inhoud)
    except ValidationError as error:
        findings = [_in_dutch(detail, delen) for detail in error.errors()]
        raise InputError(_summary(findings), findings) from None
    findings = list(_dangling(programma, delen))
    if findings:
        raise InputError(_summary(findings), findings)
    programma.onthoud((deel.naam, deel.tekst) for deel in delen)
    return programma


def _summary(findings: list[Finding]) -> str:
    faults = "1 fout" if len(findings) == 1 else f"{len(findings)} fouten"
    return f"De declaratie heeft {faults}; er is niets gemaakt."


def _read(werkmap: Path) -> tuple[list[Deelbestand], list[Finding]]:
    delen: list[Deelbestand] = []
    findings: list[Finding] = []
    for path in bestanden(werkmap):
        naam = path.relative_to(werkmap).as_posix()
        try:
            text = path.read_bytes().decode("utf-8-sig")
            delen.append(Deelbestand(naam, text, tomllib.loads(text, parse_float=Decimal)))
        except tomllib.TOMLDecodeError as error:
            wat = "Hier staat iets dat geen geldige TOML is (een aanhalingsteken, haakje of = dat ontbreekt?)."
            findings.append(_fault("declaratie-toml", wat, naam, _line_of(error, text)))
        except UnicodeDecodeError:
            findings.append(_fault("declaratie-tekens", "Dit bestand is niet als UTF-8 opgeslagen.", naam, None))
        except OSError:
            findings.append(_fault("declaratie-ontbreekt", "Dit bestand kan niet gelezen worden.", naam, None))
    return delen, findings


def _line_of(error: tomllib.TOMLDecodeError, text: str) -> int:
    """Python 3.14 gives the line as an attribute; before, it only stands in the English message."""
    line = getattr(error, "lineno", None)
    if isinstance(line, int):
        return line
    _, _, place = str(error).rpartition("(at line ")
    return int(place.split(",")[0]) if place[:1].isdigit() else text.count("\n") + 1


def _merge(delen: Iterable[Deelbestand]) -> tuple[dict[str, Any], list[Finding]]:
    """Join the files: lists of blocks are put one after the other, a single table may stand in one file only."""
    inhoud: dict[str, Any] = {}
    findings: list[Finding] = []
    for deel in delen:
        for key, value in deel.inhoud.items():
            if key not in inhoud:
                inhoud[key] = list(value) if isinstance(value, list) else value
            elif isinstance(value, list) and isinstance(inhoud[key], list):
                inhoud[key] += value
            else:
                wat = f"[{key}] staat ook al in een ander bestand van de declaratie."
                findings.append(_fault("declaratie-dubbel", wat, deel.naam, _find_line(deel.tekst, f"[{key}]", 0, ())))
    return inhoud, findings


def _fault(code: str, wat: str, bestand: str, regel: int | None, doen: str = "") -> Finding:
    return Finding(code, "fout", wat, Location(bestand, regel=regel), _GEVOLG, doen)


# What pydantic reports, put into Dutch.  {ctx} values come from the error itself.
_SENTENCES = {
    "missing": "De sleutel '{key}' ontbreekt.",
    "extra_forbidden": "De sleutel '{key}' bestaat hier niet.",
    "string_type": "'{key}' moet tekst tussen aanhalingstekens zijn.",
    "int_type": "'{key}' moet een geheel getal zijn.",
    "int_parsing": "'{key}' moet een geheel getal zijn.",
    "decimal_type": "'{key}' moet een getal zijn.",
    "decimal_parsing": "'{key}' moet een getal zijn.",
    "bool_type": "'{key}' moet true of false zijn.",
    "tuple_type": "'{key}' moet een lijst tussen [ en ] zijn.",
    "dict_type": "'{key}' moet een tabel zijn.",
    "model_type": "'{key}' moet een blok met sleutels zijn.",
    "too_short": "'{key}' mag niet leeg zijn.",
    "string_pattern_mismatch": "'{key}' mag alleen kleine letters, cijfers en _ hebben en begint met een letter.",
    "literal_error": "'{key}' is '{input}'; het mag alleen {expected} zijn.",
    "value_error": "'{key}': {error}.",
}


def _in_dutch(detail: Any, delen: list[Deelbestand]) -> Finding:
    loc: tuple[str | int, ...] = tuple(detail["loc"])
    keys = [part for part in loc if isinstance(part, str)]
    ctx = {name: str(value).rstrip(".") for name, value in detail.get("ctx", {}).items()}
    ctx["expected"] = ctx.get("expected", "").replace(" or ", " of ")
    sentence = _SENTENCES.get(detail["type"], "'{key}' heeft een waarde die hier niet past.")
    wat = sentence.format_map({"key": keys[-1], "input": detail.get("input"), "error": "", **ctx})
    doen = ""
    if detail["type"] == "extra_forbidden":
        known = _known_keys(loc[:-1])
        doen = _nearest(keys[-1], known) or f"Bekend zijn hier: {', '.join(sorted(known))}."
    bestand, regel = _place(loc, delen)
    return _fault(f"declaratie-{detail['type'].replace('_', '-')}", wat, bestand, regel, doen)


def _nearest(word: str, known: Iterable[str]) -> str:
    match = difflib.get_close_matches(word, list(known), n=1)
    return f"Bedoel je '{match[0]}'?" if match else ""


def _known_keys(loc: tuple[str | int, ...]) -> list[str]:
    """Return the keys of the model at a place, by walking the schema along ``loc``."""
    model: type[BaseModel] = Programma
    for part in loc:
        field = model.model_fields.get(str(part))
        inner = _inner_model(field.annotation) if field else None
        model = inner or model
    return list(model.model_fields)


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next(filter(None, (_inner_model(part) for part in getattr(annotation, "__args__", ()))), None)


def _place(loc: tuple[str | int, ...], delen: list[Deelbestand]) -> tuple[str, int | None]:
    """Return file and line of an error: the right ``[[block]]``, then the key within it."""
    top, rank = str(loc[0]), loc[1] if len(loc) > 1 and isinstance(loc[1], int) else 0
    for deel in delen:
        value = deel.inhoud.get(top)
        count = len(value) if isinstance(value, list) else int(value is not None)
        if rank < count:
            header = f"[[{top}]]" if isinstance(value, list) else f"[{top}"
            return deel.naam, _find_line(deel.tekst, header, rank, loc[1:])
        rank -= count
    return delen[0].naam, None


def _find_line(text: str, header: str, rank: int, loc: tuple[str | int, ...]) -> int | None:
    """Return the line of the ``rank``-th ``header``, or of the last key of ``loc`` that stands within that block."""
    lines = [line.strip() for line in text.splitlines()]
    found, end = _block(lines, header, rank, (0, len(lines)))
    if found is None:
        return None
    top = header.strip("[]")
    for key, after in zip(loc, (*loc[1:], None), strict=True):
        if not isinstance(key, str):
            continue
        top = f"{top}.{key}"
        start, stop = _block(lines, f"[[{top}]]", after if isinstance(after, int) else 0, (found, end))
        if start is not None:
            found, end = start, stop
            continue
        names = (f"{key} ", f"{key}=", f"[{top}]")
        found = next((i for i in range(found, end) if lines[i].startswith(names)), found)
    return found + 1


def _block(lines: list[str], header: str, rank: int, within: tuple[int, int]) -> tuple[int | None, int]:
    """Return the first line of the ``rank``-th block with this header between two lines, and the line after it."""
    first, last = within
    starts = [index for index in range(first, last) if lines[index].startswith(header)]
    if rank >= len(starts):
        return None, last
    return starts[rank], starts[rank + 1] if rank + 1 < len(starts) else last


def _dangling(programma: Programma, delen: list[Deelbestand]) -> Iterable[Finding]:
    """Yield a finding for each name that is used twice or points to nothing."""
    yield from _twice(programma, delen)
    indicatoren = [indicator.id for indicator in programma.indicator]
    doelen = {doel.nummer for doel in programma.doel}
    for rank, opgave in enumerate(programma.opgave):
        yield from _unknown(opgave.indicatoren, indicatoren, "indicator", ("opgave", rank, "indicatoren"), delen)
        yield from _unknown(
            map(str, opgave.doelen), [str(d) for d in doelen], "doel", ("opgave", rank, "doelen"), delen
        )
    registers = [bron.id for bron in programma.bron if bron.vorm == "register"]
    if programma.programma.opgavenregister:
        register = [programma.programma.opgavenregister]
        yield from _unknown(register, registers, "register", ("programma", "opgavenregister"), delen)
    for rank, pagina in enumerate(programma.pagina):
        for blok in pagina.blok:
            used = [*blok.indicatoren, *([blok.norm] if blok.norm else [])]
            yield from _unknown(used, indicatoren, "indicator", ("pagina", rank), delen)
            if blok.soort == "register":
                yield from _unknown([blok.bron], registers, "register", ("pagina", rank), delen)
    bronnen = [bron.id for bron in programma.bron]
    for rank, verzonnen in enumerate(programma.verzonnen):
        yield from _unknown(verzonnen.indicatoren, indicatoren, "indicator", ("verzonnen", rank, "indicatoren"), delen)
        yield from _unknown(verzonnen.bronnen, bronnen, "bron", ("verzonnen", rank, "bronnen"), delen)


def _twice(programma: Programma, delen: list[Deelbestand]) -> Iterable[Finding]:
    for soort in ("bron", "dimensie", "indicator", "doel", "opgave", "pagina"):
        seen: set[str] = set()
        for rank, item in enumerate(getattr(programma, soort)):
            if item.id in seen:
                bestand, regel = _place((soort, rank, "id"), delen)
                yield _fault("declaratie-dubbel", f"Er is al een {soort} met id '{item.id}'.", bestand, regel)
            seen.add(item.id)


def _unknown(
    used: Iterable[str], known: list[str], wat: str, loc: tuple[str | int, ...], delen: list[Deelbestand]
) -> Iterable[Finding]:
    for naam in used:
        if naam not in known:
            bestand, regel = _place(loc, delen)
            doen = _nearest(naam, known) or f"Bekend zijn: {', '.join(known) or 'geen'}."
            yield _fault("declaratie-onbekend", f"'{naam}' is geen bekende {wat}.", bestand, regel, doen)
