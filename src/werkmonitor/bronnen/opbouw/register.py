"""Rows of a register, as text."""

from __future__ import annotations

from werkmonitor.bronnen.feiten import Bronbestand, Registerrij, cel
from werkmonitor.bronnen.meldingen.zinnen import foutcel
from werkmonitor.bronnen.sheet import Foutcel
from werkmonitor.bronnen.tabellen.tables import Tabel
from werkmonitor.bronnen.waarden.values import bijschrift
from werkmonitor.findings import Finding, zichtbaar


def registerrijen(tabel: Tabel, bestand: Bronbestand) -> tuple[list[Registerrij], list[Finding]]:
    """Return the rows with the text of each field as the export shows it, and a finding for each error cell."""
    rows, findings = [], []
    for rij, labels in tabel.rijen:
        velden = {}
        for veld, label in labels.items():
            if isinstance(label.waarde, Foutcel):
                findings.append(foutcel(tabel.sheet.plek(label.rij, label.kolom), label.waarde.tekst))
            # Line ends within a text are the writer's; only the padding around it is not.
            text = zichtbaar(label.waarde).strip() if isinstance(label.waarde, str) else bijschrift(label.waarde)
            velden[veld] = text
        cellen = {veld: cel(label.rij, label.kolom) for veld, label in labels.items()}
        rows.append(Registerrij(velden, cellen, bestand.pad, bestand.sha256, tabel.sheet.naam, rij))
    return rows, findings
