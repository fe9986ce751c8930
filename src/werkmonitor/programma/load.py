"""``werkmonitor.toml`` (and the files it may be split into) → ``Programma``, or every fault in it at once, in Dutch."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from werkmonitor.codes import CODES
from werkmonitor.findings import Finding, InputError, Location
from werkmonitor.formatting import EENHEDEN
from werkmonitor.programma import deelgebied
from werkmonitor.programma.pagina import TIJDASSEN
from werkmonitor.programma.plaatsen import Plaatsen
from werkmonitor.programma.planning import Planning
from werkmonitor.programma.schema import Programma

BESTAND = "werkmonitor.toml"
DELEN = "declaratie"
"""Folder beside ``werkmonitor.toml`` whose ``*.toml`` files are parts of the declaration."""

_GEVOLG = "Er is niets berekend."
_ONLEESBAAR = (
    "Deze regel is niet te lezen: er ontbreekt een teken, een getal heeft een komma (schrijf 0.10) of "
    "een sleutel staat er twee keer."
)


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
    _stop(findings)
    inhoud, findings = _merge(delen)
    _stop(findings)
    plaatsen = Plaatsen()
    for deel in delen:
        plaatsen.lees(deel.naam, deel.tekst, deel.inhoud)
    try:
        programma = Programma.model_validate(inhoud)
    except ValidationError as error:
        # A value that may be of two kinds has an error for each; one of them says enough.
        details = {
            tuple(part for part in detail["loc"] if part not in _UNION_BRANCHES): detail for detail in error.errors()
        }
        _stop([_in_dutch(detail, plaatsen) for detail in details.values()])
        raise
    _stop(list(_dangling(programma, plaatsen)))
    programma.onthoud(((deel.naam, deel.tekst) for deel in delen), plaatsen)
    return programma


def load_planning(werkmap: Path) -> Planning | None:
    """Return only ``[planning]``, also where the rest cannot be used; ``None`` where there is none that can be used.

    A build that fails on its declaration must still be told to somebody.
    """
    delen, _ = _read(werkmap)
    for deel in delen:
        if "planning" in deel.inhoud:
            with suppress(ValidationError):
                return Planning.model_validate(deel.inhoud["planning"])
    return None


def _stop(findings: list[Finding]) -> None:
    if findings:
        faults = "1 fout" if len(findings) == 1 else f"{len(findings)} fouten"
        message = f"De declaratie heeft {faults}; er is niets gemaakt."
        raise InputError(message, findings)


def _read(werkmap: Path) -> tuple[list[Deelbestand], list[Finding]]:
    delen: list[Deelbestand] = []
    findings: list[Finding] = []
    for path in bestanden(werkmap):
        naam = path.relative_to(werkmap).as_posix()
        try:
            text = path.read_bytes().decode("utf-8-sig")
            delen.append(Deelbestand(naam, text, tomllib.loads(text, parse_float=Decimal)))
        except tomllib.TOMLDecodeError as error:
            findings.append(_fault("declaratie-toml", _ONLEESBAAR, Location(naam, regel=_line_of(error, text))))
        except UnicodeDecodeError:
            findings.append(_fault("declaratie-tekens", "Dit bestand is niet als UTF-8 opgeslagen.", Location(naam)))
        except OSError:
            findings.append(_fault("declaratie-ontbreekt", "Dit bestand kan niet gelezen worden.", Location(naam)))
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
                here = Plaatsen()
                here.lees(deel.naam, deel.tekst)
                findings.append(_fault("declaratie-dubbel", wat, here.van((key,))))
    return inhoud, findings


def _fault(code: str, wat: str, plek: Location | None, doen: str = "") -> Finding:
    return Finding(code, "fout", wat, plek or Location(BESTAND), _GEVOLG, doen)


_UNION_BRANCHES = {"str", "tuple[str, ...]"}
"""What pydantic adds to a path when a value may be of two kinds."""

# What pydantic reports, put into Dutch.  {ctx} values come from the error itself.
_SENTENCES = {
    "missing": "De sleutel '{key}' ontbreekt.",
    "extra_forbidden": "De sleutel '{key}' bestaat hier niet.",
    "string_type": "'{key}' moet tekst tussen aanhalingstekens zijn.",
    "int_type": "'{key}' moet een geheel getal zijn.",
    "int_parsing": "'{key}' moet een geheel getal zijn.",
    "decimal_type": "'{key}' moet een getal zijn.",
    "decimal_parsing": "'{key}' moet een getal zijn.",
    "int_from_float": "'{key}' moet een geheel getal zijn.",
    "bool_parsing": "'{key}' moet true of false zijn.",
    "bool_type": "'{key}' moet true of false zijn.",
    "tuple_type": "'{key}' moet een lijst tussen [ en ] zijn.",
    "dict_type": "'{key}' moet een tabel zijn.",
    "model_type": "'{key}' moet een blok met sleutels zijn.",
    "too_short": "'{key}' mag niet leeg zijn.",
    "string_too_short": "'{key}' mag niet leeg zijn.",
    "date_type": "'{key}' moet een datum zijn: 2022-02-03.",
    "date_from_datetime_parsing": "'{key}' moet een datum zijn: 2022-02-03.",
    "greater_than": "'{key}' moet groter dan {gt} zijn.",
    "string_pattern_mismatch": "'{key}' mag alleen kleine letters, cijfers en _ hebben en begint met een letter.",
    "greater_than_equal": "'{key}' moet ten minste {ge} zijn.",
    "less_than_equal": "'{key}' mag ten hoogste {le} zijn.",
    "literal_error": "'{key}' is '{input}'; het mag alleen {expected} zijn.",
    "value_error": "'{key}': {error}.",
}

_VOORBEELDEN = {
    "oordeel": "Neem de blokken [oordeel.groen], [oordeel.oranje], [oordeel.rood] en [oordeel.grijs] over uit "
    "het voorbeeld of de handleiding.",
    "programma": "Zet bovenaan werkmonitor.toml een blok [programma] met naam, gemeente en titel.",
    "bron": "Maak een blok [[bron]]; werkmonitor inspect --bron BESTAND schrijft er een.",
    "indicator": "Maak een blok [[indicator]] met id, naam, formule, eenheid en definitie.",
    "pagina": "Maak een blok [[pagina]] met id, titel en kop.",
    "….definitie": 'Zet er een zin bij die zegt wat er geteld is: definitie = "…".',
    "….eenheid": f"Kies uit {', '.join(EENHEDEN)}.",
}
"""What to do about a key that is missing, at the top or (``….``) in a block, where the key does not say enough."""


def _in_dutch(detail: Any, plaatsen: Plaatsen) -> Finding:
    loc = tuple(part for part in detail["loc"] if part != "[key]")
    keys = [part for part in loc if isinstance(part, str) and part not in _UNION_BRANCHES]
    ctx = {name: str(value).rstrip(".") for name, value in detail.get("ctx", {}).items()}
    ctx["expected"] = ctx.get("expected", "").replace(" or ", " of ")
    sentence = _SENTENCES.get(detail["type"], "'{key}' heeft een waarde die hier niet past.")
    key = keys[-1] if keys else "de declaratie"
    wat = sentence.format_map({"key": key, "input": detail.get("input"), "error": "", **ctx})
    plek = plaatsen.van(loc)
    if detail["type"] == "missing":
        doen = _VOORBEELDEN.get(key if len(loc) == 1 else f"….{key}", "")
        return _fault("declaratie-sleutel-ontbreekt", wat, plek, doen)
    if detail["type"] == "extra_forbidden":
        known = _known_keys(loc[:-1])
        doen = _nearest(key, known) or f"Bekend zijn hier: {', '.join(sorted(known))}."
        return _fault("declaratie-sleutel-onbekend", wat, plek, doen)
    return _fault("declaratie-waarde", wat, plek)


def _nearest(word: str, known: Iterable[str]) -> str:
    match = difflib.get_close_matches(word, list(known), n=1)
    return f"Bedoelt u '{match[0]}'?" if match else ""


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


def _dangling(programma: Programma, plaatsen: Plaatsen) -> Iterable[Finding]:
    """Yield a finding for each name that is used twice or points to nothing."""
    yield from _twice(programma, plaatsen)
    yield from _twice_compared(programma, plaatsen)
    yield from _unknown_codes(programma, plaatsen)
    for wat, doen, pad in deelgebied.fouten(programma):
        yield _fault("declaratie-deelgebied", wat, plaatsen.van(pad), doen)
    for known, wat, used in _references(programma):
        for naam, pad in used:
            if naam not in known:
                doen = _nearest(naam, known) or f"Bekend zijn: {', '.join(known) or 'geen'}."
                yield _fault("declaratie-onbekend", f"'{naam}' is geen bekende {wat}.", plaatsen.van(pad), doen)


def _unknown_codes(programma: Programma, plaatsen: Plaatsen) -> Iterable[Finding]:
    for rank, item in enumerate(programma.aanvaard):
        if item.code not in CODES:
            doen = _nearest(item.code, CODES) or "De code staat bij de melding, tussen blokhaken."
            wat = f"'{item.code}' is niet de code van een melding."
            yield _fault("declaratie-onbekend", wat, plaatsen.van(("aanvaard", rank, "code")), doen)


def _twice(programma: Programma, plaatsen: Plaatsen) -> Iterable[Finding]:
    for soort in ("bron", "dimensie", "indicator", "prognose", "doel", "opgave", "pagina"):
        for key in ("id", "nummer") if soort in {"doel", "opgave"} else ("id",):
            seen: set[str | int] = set()
            for rank, item in enumerate(getattr(programma, soort)):
                value = getattr(item, key)
                if value in seen:
                    wat = f"Er is al een {soort} met {key} '{value}'."
                    yield _fault("declaratie-dubbel", wat, plaatsen.van((soort, rank, key)))
                seen.add(value)


def _twice_compared(programma: Programma, plaatsen: Plaatsen) -> Iterable[Finding]:
    seen: set[tuple[str, str]] = set()
    for rank, item in enumerate(programma.benchmark):
        if (item.indicator, item.naam) in seen:
            wat = f"Er is al een benchmark '{item.naam}' bij indicator '{item.indicator}'."
            yield _fault("declaratie-dubbel", wat, plaatsen.van(("benchmark", rank, "naam")))
        seen.add((item.indicator, item.naam))


Verwijzing = tuple[str, tuple[str | int, ...]]


def _references(programma: Programma) -> Iterable[tuple[list[str], str, list[Verwijzing]]]:
    """Yield what may be named, what it is called, and each name with the path of the key that uses it."""
    indicatoren = [indicator.id for indicator in programma.indicator]
    bronnen = [bron.id for bron in programma.bron]
    registers = [bron.id for bron in programma.bron if bron.vorm == "register"]
    used: list[Verwijzing] = []
    used_registers: list[Verwijzing] = []
    for rank, opgave in enumerate(programma.opgave):
        used += [(naam, ("opgave", rank, "indicatoren")) for naam in opgave.indicatoren]
    used += [(item.indicator, ("benchmark", rank, "indicator")) for rank, item in enumerate(programma.benchmark)]
    for rank, pagina in enumerate(programma.pagina):
        for place, blok in enumerate(pagina.blok):
            pad = ("pagina", rank, "blok", place)
            used += [(naam, (*pad, "indicatoren")) for naam in blok.indicatoren]
            used += [(blok.norm, (*pad, "norm"))] if blok.norm else []
            used_registers += [(blok.bron, (*pad, "bron"))] if blok.soort == "register" else []
    for rank, item in enumerate(programma.verzonnen):
        used += [(naam, ("verzonnen", rank, "indicatoren")) for naam in item.indicatoren]
    if programma.programma.opgavenregister:
        used_registers.append((programma.programma.opgavenregister, ("programma", "opgavenregister")))
    yield indicatoren, "indicator", used
    yield registers, "register", used_registers
    yield [item.id for item in programma.prognose], "prognose", _prognoses(programma)
    yield _dimensies(programma), "dimensie", _assen(programma)
    yield (
        [str(doel.nummer) for doel in programma.doel],
        "doel",
        [(str(n), ("opgave", rank, "doelen")) for rank, o in enumerate(programma.opgave) for n in o.doelen],
    )
    planned = programma.planning.bronnen if programma.planning else ()
    yield (
        bronnen,
        "bron",
        [(n, ("verzonnen", rank, "bronnen")) for rank, v in enumerate(programma.verzonnen) for n in v.bronnen]
        + [(naam, ("planning", "bronnen")) for naam in planned],
    )


def _dimensies(programma: Programma) -> list[str]:
    declared = [dimensie.id for dimensie in programma.dimensie]
    return list(dict.fromkeys([*declared, *(naam for bron in programma.bron for naam in bron.uitsplitsingen)]))


def _assen(programma: Programma) -> list[Verwijzing]:
    return [
        (naam, ("pagina", rank, "blok", place, key))
        for rank, pagina in enumerate(programma.pagina)
        for place, blok in enumerate(pagina.blok)
        for key, naam in (("langs", blok.langs), ("tegen", blok.tegen))
        if naam and naam not in TIJDASSEN
    ]


def _prognoses(programma: Programma) -> list[Verwijzing]:
    return [
        (blok.prognose, ("pagina", rank, "blok", place, "prognose"))
        for rank, pagina in enumerate(programma.pagina)
        for place, blok in enumerate(pagina.blok)
        if blok.prognose
    ]
