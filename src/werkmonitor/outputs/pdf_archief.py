"""What makes a tagged PDF fit for an archive: its figures as files within it, and metadata that say what it is.

PDF/A-3a and PDF/UA-1 are one file here.  WeasyPrint writes the marks of the one; those of the other, with the
description that PDF/A asks of every mark it does not know, are put within the same metadata.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

import pydyf

from werkmonitor.monitor.model import Monitor
from werkmonitor.outputs import csv

MANIFEST = "manifest.json"
_END = b"</rdf:RDF>"
_PDFUA = b"""<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="">\
<pdfuaid:part>1</pdfuaid:part></rdf:Description>\
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" \
xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" \
rdf:about=""><pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">\
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>\
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>\
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">\
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>\
<pdfaProperty:category>internal</pdfaProperty:category>\
<pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>\
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"""


class Bijlage(NamedTuple):
    """A file within the PDF."""

    naam: str
    soort: str
    """Its media type."""
    omschrijving: str
    data: bytes


BAD_END = b"\r\nendstream"
"""How no stream may end: a reader cannot tell whether the first byte is part of it, so its length seems wrong."""
SOORTEN = {
    ".csv": ("text/csv", "De cijfers: één rij per cijfer, en één per onderdeel daarvan."),
    "-woordenboek.csv": ("text/csv", "Wat de kolommen van het bestand met cijfers betekenen."),
    "-datapackage.json": ("application/json", "Beschrijving van de bestanden met cijfers, voor programma's."),
}
"""What of the data goes into the PDF, by the ends of the names."""


def bijlagen(monitor: Monitor) -> list[Bijlage]:
    """Return the published figures as files, and a manifest of them."""
    made = csv.render(monitor, {})
    files = [
        Bijlage(f"{monitor.bestandsnaam}{ending}", *SOORTEN[ending], made[ending])
        for ending in SOORTEN
        if ending in made
    ]
    kop = monitor.programma
    van = {
        "titel": kop.titel,
        "wie": kop.wie,
        "periode": monitor.periode,
        "stand": kop.stand,
        "bronnen_tot_en_met": kop.brondatum,
        "doelgroep": monitor.doelgroep,
        "voorbeeld": kop.voorbeeld,
        "gemaakt_met": f"werkmonitor {kop.werkmonitor}",
    }
    return [*files, manifest(van, files)]


def manifest(van: Mapping[str, object], files: Iterable[Bijlage]) -> Bijlage:
    """Say which files are in the PDF, and of what monitor they are."""
    named = [
        {
            "naam": file.naam,
            "soort": file.soort,
            "omschrijving": file.omschrijving,
            "bytes": len(file.data),
            "sha256": hashlib.sha256(file.data).hexdigest(),
        }
        for file in files
    ]
    text = json.dumps({"van": van, "bestanden": named}, ensure_ascii=False, indent=2)
    return Bijlage(MANIFEST, "application/json", "Welke bestanden in deze pdf zitten, en waarvan.", text.encode())


def attachments(files: Sequence[Bijlage], datum: str) -> list[Any]:
    """Return the files as WeasyPrint takes them, sorted as a list of names in a PDF must be, all of one day (ISO)."""
    from weasyprint import Attachment

    day = datetime.fromisoformat(datum).replace(tzinfo=UTC)
    return [
        Attachment(
            string=file.data,
            name=file.naam,
            description=file.omschrijving,
            created=day,
            modified=day,
            relationship="Data",
        )
        for file in sorted(files)
    ]


def finish(pdf: Any, files: Sequence[Bijlage]) -> None:
    """Say in the metadata that it is accessible too, and of each file what kind it is; in a PDF about to be written."""
    kinds = {file.naam: file.soort for file in files}
    for item in pdf.objects:
        if isinstance(item, dict) and item.get("Type") == "/Filespec":
            number = int(item["EF"]["F"].split()[0])
            pdf.objects[number].extra["Subtype"] = "/" + kinds[item["UF"].string].replace("/", "#2f")
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])  # WeasyPrint names each twice
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    metadata.stream = [b"".join(metadata.stream).replace(_END, _PDFUA + _END)]
    metadata.compress = False  # so that it can be found without reading the PDF
    for stream in pdf.objects:
        if isinstance(stream, pydyf.Stream) and stream.compress:
            _pack(stream)


def _pack(stream: Any) -> None:
    """Compress a stream now, once instead of twice, or leave it as it is where that would end badly."""
    data = stream.data
    stream.compress = False
    if not data.endswith(BAD_END):
        stream.stream = [data.partition(b"\nstream\n")[2].removesuffix(b"\nendstream")]
        stream.extra["Filter"] = "/FlateDecode"
