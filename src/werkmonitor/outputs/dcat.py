"""The data files described for a catalogue of open data: DCAT-AP-NL 3.0 as JSON-LD.

What nobody declared is left out: a guess at a licence or an address would be worse than none.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

from werkmonitor.monitor.model import Metadata, Monitor
from werkmonitor.outputs.xlsx_values import joined
from werkmonitor.periode import Periode

_LIJSTEN = "http://publications.europa.eu/resource/authority"
CONTEXT = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_Deel = dict[str, Any]


class Licentie(NamedTuple):
    """A licence: in the European list, its name among licences of software and data, and where its text stands."""

    lijst: str
    naam: str
    tekst: str


LICENTIES = {
    "CC0": Licentie("CC0", "CC0-1.0", "https://creativecommons.org/publicdomain/zero/1.0/deed.nl"),
    "CC-BY-4.0": Licentie("CC_BY_4_0", "CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/deed.nl"),
}


class Vorm(NamedTuple):
    """A file: its title, and its format in the European list and in that of media types."""

    titel: str
    lijst: str
    soort: str


_VORMEN = {
    ".csv": Vorm("De cijfers als CSV", "CSV", "text/csv"),
    "-woordenboek.csv": Vorm("De uitleg van de kolommen als CSV", "CSV", "text/csv"),
    "-datapackage.json": Vorm("De beschrijving van beide bestanden als Data Package", "JSON", "application/json"),
}


def beschrijf(monitor: Monitor, bestanden: Mapping[str, bytes]) -> bytes:
    """Return the data set with its files, which are given by the ends of their names."""
    kop, periode, metadata = monitor.programma, Periode.parse(monitor.periode), openbare_metadata(monitor)
    recht = "PUBLIC" if monitor.doelgroep == "openbaar" else "RESTRICTED"
    wie = uitgever(monitor)
    agent = _gevuld({"@id": metadata.uitgever_id, "@type": "foaf:Agent", "foaf:name": _tekst(wie)})
    stam = f"{metadata.url.rstrip('/')}/" if metadata.url else ""
    dataset = {
        "@context": CONTEXT,
        "@id": f"{stam}{monitor.bestandsnaam}" if stam else "",
        "@type": "dcat:Dataset",
        "dct:identifier": _naam(monitor, stam),
        "dct:title": _tekst(kop.titel),
        "dct:description": _tekst(omschrijving(monitor)),
        "dct:publisher": agent,
        "dct:creator": agent,
        "dcat:contactPoint": _contact(metadata),
        "dcat:theme": {"@id": f"{_LIJSTEN}/data-theme/{metadata.thema}"},
        "dct:accessRights": {"@id": f"{_LIJSTEN}/access-right/{recht}"},
        "dct:language": {"@id": f"{_LIJSTEN}/language/NLD"},
        "dct:modified": _dag(wijzigingsdag(monitor)),
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _dag(periode.eerste_dag),
            "dcat:endDate": _dag(periode.laatste_dag),
        },
        "dcat:version": kop.editie,
        "adms:versionNotes": _tekst(kop.vervanging) if kop.vervanging else "",
        "dcat:landingPage": {"@id": metadata.url} if metadata.url else "",
        "dcat:distribution": [_bestand(monitor, metadata, stam, eind, data) for eind, data in bestanden.items()],
    }
    return (json.dumps(_gevuld(dataset), ensure_ascii=False, indent=1) + "\n").encode()


def openbare_metadata(monitor: Monitor) -> Metadata:
    """Return what was declared; of an internal monitor without licence and address, for it may not be published."""
    declared = monitor.programma.metadata
    if monitor.doelgroep == "openbaar":
        return declared
    return Metadata(
        uitgever=declared.uitgever,
        uitgever_id=declared.uitgever_id,
        contact=declared.contact,
        mail=declared.mail,
        thema=declared.thema,
    )


def uitgever(monitor: Monitor) -> str:
    """Return who publishes it: whose monitor it is, unless another was declared."""
    return monitor.programma.metadata.uitgever or monitor.programma.wie


def wijzigingsdag(monitor: Monitor) -> date:
    """Return the day of the newest export that says when it was run, else the day after the period."""
    days = [date.fromisoformat(bron.gedraaid) for bron in monitor.bronnen if bron.gedraaid]
    return max(days, default=Periode.parse(monitor.periode).dag_erna)


def omschrijving(monitor: Monitor) -> str:
    """Say what the data are, what they are not, and how firm they are."""
    kop = monitor.programma
    return joined(
        kop.ondertitel,
        f"De cijfers van {kop.wie} over {kop.periode_naam}, elk met norm, oordeel en herkomst",
        f"Deze cijfers zijn {kop.stand}",
        kop.vervanging,
        "" if monitor.doelgroep == "openbaar" else "Intern, niet voor publicatie",
        "Dit is een voorbeeld bij werkmonitor en geen monitor van een gemeente" if kop.voorbeeld else "",
    )


def _naam(monitor: Monitor, stam: str) -> str:
    """Return what the data set is called everywhere: its address, else a name that its municipality alone has."""
    if stam:
        return f"{stam}{monitor.bestandsnaam}"
    wie = unicodedata.normalize("NFKD", monitor.programma.wie).encode("ascii", "ignore").decode().lower()
    return "-".join(["".join(sign if sign.isalnum() else " " for sign in wie), monitor.bestandsnaam]).replace(" ", "-")


def _contact(metadata: Metadata) -> _Deel:
    """Return the office that answers questions; empty where none was declared."""
    if not (metadata.contact or metadata.mail):
        return {}
    return _gevuld(
        {
            "@type": ["vcard:Kind", "vcard:Organization"],
            "vcard:fn": metadata.contact,
            "vcard:hasEmail": {"@id": f"mailto:{metadata.mail}"} if metadata.mail else "",
        }
    )


def _bestand(monitor: Monitor, metadata: Metadata, stam: str, eind: str, data: bytes) -> _Deel:
    vorm, naam = _VORMEN[eind], f"{monitor.bestandsnaam}{eind}"
    licentie = LICENTIES[metadata.licentie].lijst if metadata.licentie else ""
    return _gevuld(
        {
            "@type": "dcat:Distribution",
            "dct:identifier": naam,
            "dct:title": _tekst(vorm.titel),
            "dct:format": {"@id": f"{_LIJSTEN}/file-type/{vorm.lijst}"},
            "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{vorm.soort}"},
            "dct:language": {"@id": f"{_LIJSTEN}/language/NLD"},
            "dct:license": {"@id": f"{_LIJSTEN}/licence/{licentie}"} if licentie else "",
            "dct:modified": _dag(wijzigingsdag(monitor)),
            "dcat:accessURL": {"@id": metadata.url} if metadata.url else "",
            "dcat:downloadURL": {"@id": f"{stam}{naam}"} if stam else "",
            "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(len(data))},
            "spdx:checksum": {
                "@type": "spdx:Checksum",
                "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
                "spdx:checksumValue": {"@type": "xsd:hexBinary", "@value": sha256(data).hexdigest()},
            },
        }
    )


def _tekst(text: str) -> _Deel:
    return {"@language": "nl", "@value": text}


def _dag(day: date) -> _Deel:
    return {"@type": "xsd:date", "@value": day.isoformat()}


def _gevuld(part: _Deel) -> _Deel:
    """Leave out what is not known."""
    return {key: value for key, value in part.items() if value}
