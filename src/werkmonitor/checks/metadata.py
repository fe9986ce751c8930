"""What a public monitor misses before its figures can be found and used as open data."""

from __future__ import annotations

from collections.abc import Iterator

from werkmonitor.findings import Finding
from werkmonitor.formula.fouten import opsomming
from werkmonitor.programma.schema import Programma

NODIG = ("contact", "mail", "licentie", "url")
"""What DCAT-AP-NL demands of a data set and only the municipality can say; it publishes under its own name."""


def controleer_metadata(programma: Programma) -> Iterator[Finding]:
    """Yield a remark about the keys that a public monitor with open data leaves empty."""
    publicatie = programma.publicatie
    missing = [key for key in NODIG if not getattr(publicatie.metadata, key)]
    if publicatie.doelgroep == "openbaar" and "csv" in publicatie.formaten and missing:
        yield Finding(
            "metadata-ontbreekt",
            "info",
            f"Voor open data staat in [publicatie.metadata] nog geen {opsomming(missing)}.",
            programma.plek_van("publicatie"),
            "De cijfers veranderen niet. Zonder deze gegevens neemt een datacatalogus ze niet op.",
            "Vul ze aan, of laat dit zo als de cijfers niet in een catalogus komen.",
        )
