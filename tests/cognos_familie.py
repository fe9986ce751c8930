"""The family of synthetic exports F1-F17: every form in which Cognos, or somebody after it, hands over figures.

Each ``Export`` comes with the declaration that reads it and with all facts that it states.  As a script it writes the
family to a folder, each export with its truth as JSON beside it: ``python tests/cognos_familie.py MAP``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from cognos_familie_basis import DIMENSIES, Export, Feit
from cognos_familie_kruis import kruistabellen
from cognos_familie_lijsten import lijsten
from cognos_familie_tekst import teksten
from cognos_familie_vreemd import vreemde
from werk_voorbeeld import WOORDEN
from werkmonitor.bronnen.feiten import Feiten, Feitentabel
from werkmonitor.bronnen.levering.lezen import lees
from werkmonitor.findings import Finding
from werkmonitor.periode import Periode
from werkmonitor.programma.schema import Programma

LEVERING = Periode.parse("2021")


def familie() -> Iterator[Export]:
    """Yield every export that is read, with its truth."""
    yield from lijsten()
    yield from kruistabellen()
    yield from teksten()
    yield from vreemde()


def leg_neer(export: Export, werkmap: Path) -> None:
    """Put the files of an export in the delivery of 2021."""
    for naam, data in export.bestanden.items():
        path = werkmap / "exports" / "2021" / naam
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def declaratie(export: Export) -> Programma:
    """Return the declaration with the source of an export and nothing else."""
    own = {dimensie["id"]: dimensie for dimensie in (*DIMENSIES, *export.dimensies)}
    return Programma.model_validate(
        {
            "programma": {"naam": "Werk", "gemeente": "Waterrijk", "titel": "Monitor"},
            "oordeel": WOORDEN,
            "indicator": [],
            "pagina": [],
            "dimensie": list(own.values()),
            "bron": [export.bron],
            "lezen": {"max_seconden": 200},  # the limit has tests of its own; coverage on a busy machine is slow
        }
    )


def lees_export(export: Export, werkmap: Path) -> tuple[Feiten, list[Finding]]:
    """Read an export as a delivery."""
    leg_neer(export, werkmap)
    return lees(declaratie(export), werkmap, [LEVERING])


def feiten_van(tabel: Feitentabel) -> list[Feit]:
    """Return the facts of a table as the family states them."""
    return [
        Feit(
            tabel.maat.leden[tabel.maat.codes[index]],
            tuple(sorted((naam, kolom.leden[kolom.codes[index]]) for naam, kolom in tabel.dimensies.items())),
            date.fromordinal(int(tabel.van[index])),
            date.fromordinal(int(tabel.tot[index])),
            tabel.waarde(index),
            adres.blad,
            adres.cel,
        )
        for index in range(len(tabel))
        for adres in [tabel.adres(index)]
    ]


def schrijf(map_: Path) -> None:
    """Write the whole family, each export in a folder of its own with its truth beside it."""
    for export in familie():
        folder = map_ / export.naam.replace("/", "_")
        leg_neer(export, folder)
        facts = [fact._asdict() | {"leden": dict(fact.leden)} for fact in export.feiten]
        truth = {"bron": export.bron, "feiten": facts, "meldingen": export.codes}
        (folder / "waarheid.json").write_text(json.dumps(truth, default=str, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    schrijf(Path(sys.argv[1]))
