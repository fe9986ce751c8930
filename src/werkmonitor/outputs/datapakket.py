"""The data files described for programs: a Frictionless Data Package with a Table Schema for each file."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from werkmonitor.formatting import NIET_GETOOND
from werkmonitor.monitor.model import Monitor
from werkmonitor.outputs.dcat import LICENTIES, omschrijving, openbare_metadata, uitgever, wijzigingsdag
from werkmonitor.outputs.woordenboek import UITLEG, Veld, velden

_SOORTEN: dict[str, dict[str, Any]] = {
    "tekst": {"type": "string"},
    "getal": {"type": "number", "decimalChar": ",", "bareNumber": True},
    "datum": {"type": "date", "format": "%Y-%m-%d"},
    "ja of nee": {"type": "boolean", "trueValues": ["ja"], "falseValues": ["nee"]},
}
_DIALECT = {
    "csvddfVersion": 1.2,
    "delimiter": ";",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
    "header": True,
}


def beschrijf(monitor: Monitor, bestanden: Mapping[str, bytes]) -> bytes:
    """Return the descriptor of the data file and its dictionary, which are given by the ends of their names."""
    kop, stam = monitor.programma, monitor.bestandsnaam
    metadata = openbare_metadata(monitor)
    titels = {".csv": ("cijfers", "De cijfers", velden(monitor)), "-woordenboek.csv": ("woordenboek", "Uitleg", UITLEG)}
    found: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": stam.lower(),
        "title": kop.titel,
        "description": omschrijving(monitor),
        "created": f"{wijzigingsdag(monitor)}T00:00:00Z",
        "homepage": metadata.url,
        "licenses": _licenties(metadata.licentie),
        "contributors": [_zonder_leeg({"title": uitgever(monitor), "email": metadata.mail, "role": "publisher"})],
        "sources": _bronnen(monitor),
        "resources": [
            _bestand(f"{stam}{eind}", data, *titels[eind]) for eind, data in bestanden.items() if eind in titels
        ],
    }
    return (json.dumps(_zonder_leeg(found), ensure_ascii=False, indent=1) + "\n").encode()


def _zonder_leeg(part: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in part.items() if value}


def _licenties(naam: str) -> list[dict[str, str]]:
    return [{"name": LICENTIES[naam].naam, "path": LICENTIES[naam].tekst, "title": naam}] if naam else []


def _bronnen(monitor: Monitor) -> list[dict[str, str]]:
    """Return the files that were read, each once."""
    return [
        {"title": bron.titel, "bestand": bron.bestand, "sha256": bron.sha256}
        for bron in {bron.bestand: bron for bron in monitor.bronnen}.values()
    ]


def _bestand(pad: str, data: bytes, naam: str, titel: str, kolommen: Sequence[Veld]) -> dict[str, Any]:
    """Return a file: how it is written, what stands in it, and which bytes it has."""
    return {
        "profile": "tabular-data-resource",
        "name": naam,
        "title": titel,
        "path": pad,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hexdigest()}",
        "dialect": _DIALECT,
        "schema": {"fields": [_veld(veld) for veld in kolommen], "missingValues": ["", NIET_GETOOND]},
    }


def _veld(veld: Veld) -> dict[str, Any]:
    soort = _SOORTEN[veld.soort]
    # The values of yes and no stand in the type itself; an enumeration would be held against true and false.
    keuzes = list(veld.keuzes) if soort["type"] == "string" else []
    eisen = {"required": veld.verplicht, "enum": keuzes}
    return _zonder_leeg(
        {
            "name": veld.naam,
            **soort,
            "description": veld.betekenis,
            "eenheid": veld.eenheid,
            "constraints": _zonder_leeg(eisen),
        }
    )
