"""Small sheets, declarations and workbooks for the tests of the reader."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import cognos_shell
from werk_voorbeeld import WOORDEN
from werkmonitor.bronnen.containers.rooster import sheet_van_rijen
from werkmonitor.bronnen.feiten import Feiten, Feitentabel
from werkmonitor.bronnen.levering.lezen import lees
from werkmonitor.bronnen.sheet import Merge, Sheet
from werkmonitor.findings import Finding
from werkmonitor.periode import Periode
from werkmonitor.programma.schema import Programma

DIMENSIES: list[dict[str, Any]] = [
    {
        "id": "reden",
        "naam": "reden",
        "leden": {"verhuizing": "Verhuizing", "einde-ww": ["Einde WW", "WW beëindigd"], "studie": "Einde studie"},
    },
    {"id": "wijk", "naam": "wijk", "open": True, "leden": {"totaalbeeld": "Totaal beeld"}},
    {"id": "groep", "naam": "groep", "open": True},
]
LIJST: dict[str, Any] = {
    "id": "instroom",
    "titel": "Instroom",
    "bestand": "Instroom*",
    "vorm": "lijst",
    "tijd": {"jaar": "Jaar", "maand": "Maand"},
    "dimensies": {"reden": "Reden"},
    "maten": {"instroom": {"kolom": "Aantal", "eenheid": "aantal"}},
}
KRUIS: dict[str, Any] = {
    "id": "instroom",
    "titel": "Instroom",
    "bestand": "Instroom*",
    "vorm": "kruistabel",
    "rijen": ["reden"],
    "kolommen": ["maand"],
    "maten": {"instroom": {"eenheid": "aantal"}},
}
REGISTER: dict[str, Any] = {
    "id": "risicos",
    "titel": "Risico's",
    "bestand": "Instroom*",
    "vorm": "register",
    "velden": {"nr": "Nr", "risico": "Risico"},
}


def programma(*bronnen: dict[str, Any]) -> Programma:
    """Make a declaration with these sources and nothing else."""
    return Programma.model_validate(
        {
            "programma": {"naam": "Werk", "gemeente": "Ergens", "titel": "Monitor"},
            "oordeel": WOORDEN,
            "indicator": [],
            "pagina": [],
            "dimensie": DIMENSIES,
            "bron": list(bronnen),
        }
    )


def blad(rows: Sequence[Any], *merges: tuple[int, int, int, int], tekst: bool = False) -> Sheet:
    """Make a sheet of rows that may differ in length; merges are (top, left, bottom, right), zero-based."""
    width = max(map(len, rows), default=0)
    padded: list[list[Any]] = [[*row, *[None] * (width - len(row))] for row in rows]
    lengtes = tuple(map(len, rows)) if tekst else ()
    areas = tuple(Merge(*m) for m in merges)
    return sheet_van_rijen("i.xlsx", "Blad", padded, merges=areas, tekst=tekst, lengtes=lengtes)


def werkboek(*sheets: Sheet, namen: Sequence[str] = ("Pagina1_1", "Pagina1_2", "Pagina1_3")) -> bytes:
    """Write sheets as a Cognos workbook."""
    written = []
    for sheet, naam in zip(sheets, namen, strict=False):
        target = cognos_shell.Sheet(naam)
        target.put(1, 1, None)
        for rij, cells in enumerate(sheet.rijen, start=1):
            for kolom, value in enumerate(cells, start=1):
                if value is not None:
                    assert isinstance(value, str | int | float | date)
                    style = "datum" if isinstance(value, date) else "tekst"
                    target.put(rij, kolom, value, style)
        for m in sheet.merges:
            target.merge(m.boven + 1, m.links + 1, m.onder - m.boven + 1, m.rechts - m.links + 1)
        written.append(target)
    return cognos_shell.cognos_workbook(written)


def met_xml(data: bytes, patroon: str, vervanging: str, deel: str = "Sheet1.xml") -> bytes:
    """Change the XML of a part of a workbook."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for naam in source.namelist():
            part = source.read(naam)
            if naam.endswith(deel):
                changed = re.sub(patroon, vervanging, part.decode(), flags=re.DOTALL)
                assert changed != part.decode(), "the pattern must occur"
                part = changed.encode()
            target.writestr(naam, part)
    return out.getvalue()


def leg_neer(werkmap: Path, naam: str, data: bytes, levering: str = "2021") -> None:
    """Put a file in a delivery."""
    path = werkmap / "exports" / levering / naam
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def lees_map(
    werkmap: Path, *bronnen: dict[str, Any], leveringen: Sequence[str] = ("2021",)
) -> tuple[Feiten, list[Finding]]:
    """Read deliveries with these sources."""
    return lees(programma(*bronnen), werkmap, [Periode.parse(levering) for levering in leveringen])


def lees_blad(werkmap: Path, bron: dict[str, Any], *sheets: Sheet) -> tuple[Feitentabel, list[Finding]]:
    """Read one workbook of these sheets, or one text file, with one source."""
    if sheets[0].tekst:
        text = "\n".join("\t".join("" if v is None else str(v) for v in row) for row in sheets[0].rijen)
        leg_neer(werkmap, "Instroom.csv", text.encode())
    else:
        leg_neer(werkmap, "Instroom.xlsx", werkboek(*sheets))
    feiten, findings = lees_map(werkmap, bron)
    return feiten.tabellen[0], findings


def lees_bladen(werkmap: Path, bron: dict[str, Any], sheets: Mapping[str, Any]) -> tuple[Feitentabel, list[Finding]]:
    """Read one workbook of tabs with these names and rows, with one source."""
    leg_neer(werkmap, "Instroom.xlsx", werkboek(*(blad(rows) for rows in sheets.values()), namen=list(sheets)))
    feiten, findings = lees_map(werkmap, bron)
    return feiten.tabellen[0], findings


Rij = tuple[str, str, Fraction | int | None, str]


def feiten_van(tabel: Feitentabel) -> list[Rij]:
    """Return facts as (labels, first day, value, cell)."""
    return [
        (
            "/".join(adres.labels),
            str(date.fromordinal(int(tabel.van[index]))),
            adres.waarde,
            adres.cel,
        )
        for index in range(len(tabel))
        for adres in [tabel.adres(index)]
    ]


def waarden(tabel: Feitentabel) -> dict[str, int | None]:
    """Return whole values by cell."""
    return {cel: None if waarde is None else int(waarde) for _, _, waarde, cel in feiten_van(tabel)}


def codes(findings: Sequence[Finding]) -> list[tuple[str, str | None]]:
    """Return the code and the cell of each finding."""
    return [(f.code, f.vindplaats.cel if f.vindplaats else None) for f in findings]
