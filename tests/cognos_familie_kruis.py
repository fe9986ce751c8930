"""Crosstabs of the family: F2 nested by two levels both ways, F4 with euros and mixed units, F8 a page of charts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product

from cognos_familie_basis import (
    Bron,
    Export,
    Lijst,
    boek,
    dagen,
    feit,
    ingepakt,
    met_titel,
    met_voet,
    plek,
    uitgepakt,
    vervangen,
    weg,
)
from cognos_familie_lijsten import F1_BRON, F1_KOLOMMEN, f1_blad, f1_feiten
from cognos_layout import Column, Crosstab, crosstab, notes
from cognos_shell import Rich, Sheet, Value

REDENEN = ("Einde WW", "Scheiding", "Einde studie")
LEEFTIJDEN = ("tot 27", "27-54", "55+")
MATEN = {"instroom": {"kolom": "Aantal", "eenheid": "aantal"}, "aandeel": {"kolom": "Aandeel", "eenheid": "aandeel"}}
F2_BRON: Bron = {
    "id": "instroom",
    "titel": "Instroom naar reden en leeftijd",
    "bestand": "Instroom*",
    "vorm": "kruistabel",
    "rijen": ["reden", "leeftijd"],
    "kolommen": ["maand", "maat"],
    "maten": MATEN,
}
_F4: Bron = {"id": "budget", "titel": "Budget", "bestand": "Budget*"}
NOTEN = tuple(f"Noot {nummer}: telling per persoon; peil volgt later." for nummer in range(1, 9))

_COUNTS: dict[str, tuple[int | None, ...]] = {
    "Einde WW": (4, 10, 6),
    "Scheiding": (0, 5, None),
    "Einde studie": (8, 2, 0),
}


def _block(reden: str, kolom: int) -> list[tuple[int | None, float | None]]:
    """Return count and share by age, and those of the block's total."""
    counts = [n * (kolom + 1) if n else n for n in _COUNTS[reden]]
    whole = sum(n or 0 for n in counts)
    shares = [None if n is None else n / whole for n in counts]
    assert all(share is None or len(repr(share)) < 8 for share in shares), "shares must be short decimals"
    return [*zip(counts, shares, strict=True), (whole, 1.0)]


def f2(hoek: str | None, tijd: str = "label") -> Export:
    """Return the crosstab: the corner empty or with a word; the year in its labels, or in a title only (``titel``)."""
    captions = ["januari 2021", "februari 2021", "maart 2021"] if tijd == "label" else ["januari", "februari", "maart"]
    rows = [*product(REDENEN, (*LEEFTIJDEN, "Totaal"))]
    columns = [*product(captions, ("Aantal", "Aandeel"))]
    blocks = {(reden, kolom): _block(reden, kolom) for reden in REDENEN for kolom in range(3)}
    values: list[list[Value]] = [
        [value for kolom in range(3) for value in blocks[reden, kolom][(*LEEFTIJDEN, "Totaal").index(leeftijd)]]
        for reden, leeftijd in rows
    ]
    sheet = Sheet("Pagina1_1")
    jaar = Rich(("Verslagjaar", " ", "2021")) if tijd == "titel" else "Gemeente Waterrijk"
    top = met_titel(sheet, ["Instroom naar reden en leeftijd", jaar, "Afdeling Werk"], 8)
    below = crosstab(sheet, top, Crosstab(hoek, rows, columns, ["aantal", "procent"] * 3, values))
    after = notes(sheet, below, NOTEN, 8)
    facts = [
        feit(
            maat,
            {"reden": reden, "leeftijd": leeftijd},
            dagen(2021, kolom // 2 + 1),
            values[rank][kolom],
            plek(sheet, top + 2 + rank, 3 + kolom),
        )
        for rank, (reden, leeftijd) in enumerate(rows)
        for kolom, maat in enumerate(["instroom", "aandeel"] * 3)
        if leeftijd != "Totaal"
    ]
    totals = [top + 2 + rank for rank, (_, leeftijd) in enumerate(rows) if leeftijd == "Totaal"]
    left_out = weg(sheet, "titel", [1, 2, 3]) | weg(sheet, "totaal", totals) | weg(sheet, "noot", range(below, after))
    bron = F2_BRON | ({"tijd": {"jaar": "@titel"}} if tijd == "titel" else {})
    naam = f"F2-{'leeg' if hoek is None else hoek.lower()}-{tijd}"
    return Export(naam, {"Instroom naar reden en leeftijd-nl-nl.xlsx": boek(sheet)}, bron, tuple(facts), left_out)


def f2_maand() -> Export:
    """Return a crosstab of one month, which stands in a title only, as rich text."""
    sheet = Sheet("Pagina1_1")
    top = met_titel(sheet, ["Instroom naar reden", Rich(("November", " ", "2021")), "Afdeling Werk"], 3)
    rows = [(reden,) for reden in REDENEN]
    values: list[list[Value]] = [[rank + 1, rank] for rank in range(3)]
    crosstab(sheet, top, Crosstab(None, rows, [("tot 27",), ("55+",)], ["aantal"] * 2, values))
    bron = F2_BRON | {
        "rijen": ["reden"],
        "kolommen": ["leeftijd"],
        "tijd": {"maand": "@titel"},
        "maten": {"instroom": {"eenheid": "aantal"}},
    }
    facts = tuple(
        feit(
            "instroom",
            {"reden": reden, "leeftijd": age},
            dagen(2021, 11),
            values[r][k],
            plek(sheet, top + 1 + r, 2 + k),
        )
        for r, reden in enumerate(REDENEN)
        for k, age in enumerate(("tot 27", "55+"))
    )
    bestanden = {"Instroom naar reden en leeftijd-nl.xlsx": boek(sheet)}
    return Export("F2-maand", bestanden, bron, facts, weg(sheet, "titel", [1, 2, 3]))


def f4_lijst() -> Export:
    """Return amounts by group and year: English footers, negatives, full precision, years as text and as number."""
    sheet = Sheet("Page1_1")
    columns = (Column("Regeling"), Column("Jaar", "geheel"), Column("Lasten", "euro"), Column("Baten", "euro"))
    records: list[tuple[Value, ...]] = [
        ("Participatiewet", "2020", 25293695.52, -1249.5),
        ("Participatiewet", 2021, 24100000.01, 0),
        ("IOAW", "2020", 1050000, None),
        ("IOAW", 2021, 999999.99, -0.01),
    ]
    lijst = Lijst(sheet, columns, groepen=1, voet="total", maten=2)
    below = lijst.schrijf(met_titel(sheet, ["Budget BUIG"], 4), records)
    facts = tuple(
        feit(maat, {"regeling": str(record[0])}, _jaar(int(str(record[1]))), record[k], plek(sheet, rij, k + 1))
        for rij, record in zip(lijst.rijen, records, strict=True)
        for k, maat in ((2, "lasten"), (3, "baten"))
    )
    bron = _F4 | {"vorm": "lijst", "tijd": {"jaar": "Jaar"}, "dimensies": {"regeling": "Regeling"}}
    bron["maten"] = {naam: {"kolom": naam.capitalize(), "eenheid": "euro"} for naam in ("lasten", "baten")}
    left_out = weg(sheet, "titel", [1]) | weg(sheet, "totaal", lijst.voetregels)
    left_out |= weg(sheet, "paginavoet", [met_voet(sheet, below, 4)])
    return Export("F4-lijst", {"Budget BUIG-en-us.xlsx": boek(sheet)}, bron, facts, left_out)


def _jaar(jaar: int) -> tuple[date, date]:
    return dagen(jaar, 1)[0], dagen(jaar, 12)[1]


def f4_kruis() -> Export:
    """Return a crosstab of mixed units: counts on the first rows, euros below, and divisions by zero."""
    sheet = Sheet("Page1_1")
    maten: dict[str, tuple[str, str, list[Value]]] = {
        "uitkeringen": ("Aantal uitkeringen", "aantal", [812, 790, 801]),
        "lasten": ("Lasten", "euro", [25293695.52, 24100000.01, 24500000.5]),
        "saldo": ("Saldo", "euro", [-1249.5, 0, None]),
        "prijs": ("Lasten per uitkering", "euro", [31149.88, "/0", "/0"]),
    }
    top = met_titel(sheet, ["Budget BUIG"], 5)
    columns = [("2019",), ("2020",), ("2021",), ("Trend",)]
    values: list[list[Value]] = [[*row, None] for _, _, row in maten.values()]
    crosstab(sheet, top, Crosstab(None, [(m[0],) for m in maten.values()], columns, ["tekst"] * 4, values))
    for rank, (_, unit, _) in enumerate(maten.values()):
        for kolom in range(2, 5):
            cell = sheet.cells[top + 1 + rank][kolom]
            sheet.put(top + 1 + rank, kolom, cell.value, unit)
    sheet.put(top, 3, 2020, "geheel")
    bron = _F4 | {"vorm": "kruistabel", "rijen": ["maat"], "kolommen": ["jaar"]}
    bron["maten"] = {id_: {"kolom": caption, "eenheid": unit} for id_, (caption, unit, _) in maten.items()}
    facts = tuple(
        feit(id_, {}, _jaar(2019 + k), None if value == "/0" else value, plek(sheet, top + 1 + rank, 2 + k))
        for rank, (id_, (_, _, row)) in enumerate(maten.items())
        for k, value in enumerate(row)
    )
    return Export(
        "F4-kruis", {"Budget BUIG.xlsx": boek(sheet)}, bron, facts, weg(sheet, "titel", [1]), codes=("geen-waarde",)
    )


def f8(*, met_tabel: bool) -> Export:
    """Return a report of charts: its page shows F1, or only a footer on row 45; hidden sheets hold their numbers."""
    page, lijst, left_out = f1_blad()
    facts = f1_feiten(page, lijst.rijen, 5)
    if not met_tabel:
        page, facts, left_out = Sheet("Pagina1_1"), (), {}
        met_voet(page, 45, 5)
    hidden = [Sheet(f"data_Pagina1_1_{rank}") for rank in range(1, 5)]
    for sheet in hidden:
        Lijst(sheet, F1_KOLOMMEN).schrijf(1, [("Participatiewet", "Noord", 2021, 1, 999)])
    parts = uitgepakt(boek(page, *hidden))
    for sheet in hidden:
        parts = vervangen(parts, "xl/workbook.xml", f'name="{sheet.name}"', f'name="{sheet.name}" state="hidden"')
    rels = '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = rels.encode()
    parts["xl/charts/chart1.xml"] = b'<?xml version="1.0"?><c:chartSpace xmlns:c="urn:c"/>'
    codes = () if met_tabel else ("tabel-niet-gevonden",)
    naam = f"F8-{'met' if met_tabel else 'zonder'}-tabel"
    return Export(naam, {"Uitkeringen dashboard.xlsx": ingepakt(parts)}, F1_BRON, facts, left_out, codes)


def kruistabellen() -> Iterator[Export]:
    """Yield every crosstab of the family."""
    yield from (f2(None), f2("Aantal"), f2(None, "titel"), f2_maand())
    yield from (f4_lijst(), f4_kruis(), f8(met_tabel=False), f8(met_tabel=True))
