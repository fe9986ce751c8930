"""Lists of the family: F1 and its twins (F5 Excel data, F10 SharePoint, F11 Excel), F3, F6, F7 and F9."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from cognos_familie_basis import (
    Bron,
    Export,
    Feit,
    Lijst,
    anders,
    boek,
    dagen,
    feit,
    ingepakt,
    met_titel,
    met_voet,
    plek,
    uitgepakt,
    weg,
)
from cognos_layout import Column
from cognos_shell import Sheet, Value, address, excel_workbook

MAANDEN = [(jaar, maand) for jaar in (2020, 2021) for maand in range(1, 13)]
GROEPEN = (("Participatiewet", "Noord"), ("Participatiewet", "Zuid"), ("IOAW", "Noord"))

F1_BRON: Bron = {
    "id": "uitkeringen",
    "titel": "Uitkeringen per maand",
    "bestand": "Uitkeringen*",
    "vorm": "lijst",
    "soort": "stand",
    "tijd": {"jaar": "Jaar", "maand": "Maand"},
    "dimensies": {"regeling": "Regeling", "wijk": "Wijk"},
    "maten": {"bijstand": {"kolom": "Aantal", "eenheid": "aantal"}},
}
F1_KOLOMMEN = (
    Column("Regeling"),
    Column("Wijk"),
    Column("Jaar", "geheel"),
    Column("Maand", "geheel"),
    Column("Aantal", "aantal"),
)


def f1_records() -> list[tuple[str, str, int, int, int]]:
    """Return 24 months of three groups, and one group of a single row."""
    found = [
        (regeling, wijk, jaar, maand, 100 * (rank + 1) + (37 * jaar + 11 * maand * (rank + 2)) % 89)
        for rank, (regeling, wijk) in enumerate(GROEPEN)
        for jaar, maand in MAANDEN
    ]
    return [*found, ("Bbz 2004", "Zuid", 2021, 5, 3)]


def f1_feiten(sheet: Sheet, rijen: Sequence[int], kolom: int) -> tuple[Feit, ...]:
    """Return the facts of F1, when its records stand on these rows and its numbers in this column."""
    return tuple(
        feit("bijstand", {"regeling": r, "wijk": w}, dagen(j, m, "stand"), n, plek(sheet, rij, kolom))
        for rij, (r, w, j, m, n) in zip(rijen, f1_records(), strict=True)
    )


def f1_blad() -> tuple[Sheet, Lijst, dict[tuple[str, int], str]]:
    """Return F1 as a sheet, its list, and its rows without facts."""
    sheet = Sheet("Pagina1_1", (18.0, 12.0, 8.0, 8.0, 10.0))
    lijst = Lijst(sheet, F1_KOLOMMEN, groepen=2, voet="totaal")
    below = lijst.schrijf(met_titel(sheet, ["Uitkeringen per maand"], 5), f1_records())
    left_out = weg(sheet, "titel", [1]) | weg(sheet, "totaal", lijst.voetregels)
    return sheet, lijst, left_out | weg(sheet, "paginavoet", [met_voet(sheet, below, 5)])


@lru_cache
def f1() -> Export:
    """Two nested groups with their footers inside the merge of the outer one, a title and a page footer."""
    sheet, lijst, left_out = f1_blad()
    return Export(
        "F1", {"Uitkeringen per maand.xlsx": boek(sheet)}, F1_BRON, f1_feiten(sheet, lijst.rijen, 5), left_out
    )


def f3() -> Export:
    """A table at row 3, groups of one row, blank footers, labels at either side of their value, captions for months."""
    sheet = Sheet("Pagina1_1")
    columns = (Column("Reden"), Column("Maand"), Column("Aantal", "aantal"))
    maanden = {"jan. 2021": 1, "per      feb./2021": 2, "mrt./2021": 3, "april 2021": 4}
    records: list[tuple[str, str, int | None]] = [
        ("Einde WW", "jan. 2021", 4),
        ("Einde WW", "per      feb./2021", None),
        ("Einde WW", "mrt./2021", 0),
        ("Scheiding", "april 2021", 7),
        ("Einde studie", "jan. 2021", 2),
        ("Einde studie", "mrt./2021", 1),
    ]
    lijst = Lijst(sheet, columns, groepen=1, voet="witregel")
    below = lijst.schrijf(3, records)
    sheet.row(below, [14, "Overall - Total", None], ["aantal", "tekst", "tekst"])
    sheet.row(below + 1, ["Overall - Count Distinct", "Totaal aantal redenen", 3], ["tekst", "tekst", "aantal"])
    bron: Bron = {
        "id": "uitstroom",
        "titel": "Uitstroom",
        "bestand": "Uitstroom*",
        "vorm": "lijst",
        "tijd": {"maand": "Maand"},
        "dimensies": {"reden": "Reden"},
        "maten": {"uitstroom": {"kolom": "Aantal", "eenheid": "aantal"}},
    }
    facts = tuple(
        feit("uitstroom", {"reden": reden}, dagen(2021, maanden[caption]), n, plek(sheet, rij, 3))
        for rij, (reden, caption, n) in zip(lijst.rijen, records, strict=True)
    )
    left_out = weg(sheet, "totaal", [below, below + 1])
    return Export("F3", {"Uitstroom naar reden.xlsx": boek(sheet)}, bron, facts, left_out)


def f5() -> Export:
    """F1 as Excel data: values repeated, query items that the layout does not show, sparse aggregates at the right."""
    sheet = Sheet("page")
    heads = ["Regeling", "Sleutel", "Wijk", "Jaar", "Maand", "Aantal", "Sleutel", "Totaal(Aantal)", "Totaal(Aantal)1"]
    sheet.row(1, heads, ["kop"] * len(heads))
    records = f1_records()
    for index, (regeling, wijk, jaar, maand, n) in enumerate(records):
        last = index + 1 == len(records) or records[index + 1][:2] != (regeling, wijk)
        group: Value = sum(r[4] for r in records if r[:2] == (regeling, wijk)) if last else None
        everything: Value = sum(r[4] for r in records) if index + 1 == len(records) else None
        row: list[Value] = [regeling, f"{index:05}", wijk, jaar, maand, n, index, group, everything]
        sheet.row(index + 2, row, ["tekst"] * 3 + ["geheel"] * 2 + ["aantal"] * 4)
    facts = f1_feiten(sheet, range(2, len(records) + 2), 6)
    return Export("F5", {"Uitkeringen per maand (1).xlsx": boek(sheet)}, F1_BRON, facts)


TABBLADEN = {"centrum": "Centrum", "centrum2": "Centrum_2", "poort": "Bedrijventerrein Noordoosterpoort en omgeving"}
"""Wijken with the texts that their tabs are named after: one is numbered, one is cut off after 31 characters."""


def f6(vorm: str) -> Export:
    """A page set: a tab for each wijk, named by number (``nummer``) or by its value (``naam``)."""
    columns = [Column("Jaar", "geheel"), Column("Maand", "geheel"), Column("Aantal", "aantal")]
    if vorm == "nummer":
        columns.insert(0, Column("Wijk"))
    sheets: list[Sheet] = []
    facts: list[Feit] = []
    left_out: dict[tuple[str, int], str] = {}
    for rank, (lid, wijk) in enumerate(TABBLADEN.items(), 1):
        sheet = Sheet(wijk[:31] if vorm == "naam" else f"Pagina1_{rank}")
        records: list[tuple[Value, ...]] = [(2021, maand, rank * 10 + maand) for maand in (1, 2, 3)]
        if vorm == "nummer":
            records = [(wijk, *record) for record in records]
        lijst = Lijst(sheet, columns)
        lijst.schrijf(met_titel(sheet, ["Uitkeringen per wijk"], len(columns)), records)
        facts += [
            feit(
                "bijstand",
                {"wijk": lid},
                dagen(2021, maand, "stand"),
                rank * 10 + maand,
                plek(sheet, rij, len(columns)),
            )
            for rij, maand in zip(lijst.rijen, (1, 2, 3), strict=True)
        ]
        left_out |= weg(sheet, "titel", [1])
        sheets.append(sheet)
    bron = F1_BRON | {"dimensies": {"wijk": "Wijk" if vorm == "nummer" else "@tabblad"}}
    wijken = {"id": "wijk", "naam": "wijk", "leden": dict(TABBLADEN)}
    bestanden = {"Uitkeringen per wijk.xlsx": boek(*sheets)}
    return Export(f"F6-{vorm}", bestanden, bron, tuple(facts), left_out, dimensies=(wijken,))


LEEG = ("No Data Available", "Geen gegevens beschikbaar")


def f7(variant: str) -> Export:
    """Reports without data: a sentence in A1 or below the title, a header only, or some tabs empty and one full."""
    sheets, left_out = [Sheet("Pagina1_1")], dict[tuple[str, int], str]()
    facts: tuple[Feit, ...] = ()
    if variant in {"a1", "a2", "nederlands"}:
        row = met_titel(sheets[0], ["Uitkeringen per maand"] if variant == "a2" else [], 5)
        sheets[0].put(row, 1, LEEG[variant == "nederlands"])
    elif variant == "kop":
        Lijst(sheets[0], F1_KOLOMMEN).schrijf(met_titel(sheets[0], ["Uitkeringen per maand"], 5), [])
        left_out = weg(sheets[0], "titel", [1])
    else:
        sheets = [Sheet(f"Pagina{page}_{page}") for page in range(1, 5)]
        for sheet in sheets:
            sheet.put(1, 1, LEEG[0])
        full, lijst, left_out = f1_blad()
        sheets.append(full)
        facts = f1_feiten(full, lijst.rijen, 5)
    bestanden = {"Uitkeringen leeg.xlsx": boek(*sheets)}
    return Export(f"F7-{variant}", bestanden, F1_BRON, facts, left_out, codes=("geen-gegevens",))


def f9(grens: int, rijen: int, *, herhaald: bool) -> Export:
    """More rows than a sheet takes (``grens``, header included): the rest is on the next tab, with a header or not."""
    columns = (Column("Wijk"), Column("Jaar", "geheel"), Column("Maand", "geheel"), Column("Aantal", "aantal"))
    records = [(f"Buurt {n // 24:04}", *MAANDEN[n % 24], (n * 7919) % 1000) for n in range(rijen)]
    sheets: list[Sheet] = []
    facts: list[Feit] = []
    while records:
        sheet = Sheet(f"Pagina1_{len(sheets) + 1}")
        head = herhaald or not sheets
        part, records = records[: grens - head], records[grens - head :]
        lijst = Lijst(sheet, columns)
        lijst.schrijf(1, part, kop=head)
        facts += [
            feit("bijstand", {"wijk": wijk}, dagen(jaar, maand, "stand"), n, plek(sheet, rij, 4))
            for rij, (wijk, jaar, maand, n) in zip(lijst.rijen, part, strict=True)
        ]
        sheets.append(sheet)
    bron = F1_BRON | {"dimensies": {"wijk": "Wijk"}}
    naam = f"F9-{grens}-{'met' if herhaald else 'zonder'}-kop"
    return Export(naam, {"Uitkeringen groot.xlsx": boek(*sheets)}, bron, tuple(facts))


def f10() -> Export:
    """F1 that passed SharePoint: more parts, one of them stored trash, and ordinary dates."""
    base = f1()
    parts = uitgepakt(next(iter(base.bestanden.values())))
    extra = {
        "docProps/custom.xml": b'<?xml version="1.0"?><Properties xmlns="urn:p"/>',
        "customXml/item1.xml": b'<?xml version="1.0"?><p:properties xmlns:p="urn:sp"><d>1</d></p:properties>',
        "customXml/_rels/item1.xml.rels": b'<?xml version="1.0"?><Relationships xmlns="urn:r"/>',
        "[trash]/0000.dat": b"\xff" * 512,
    }
    return anders(base, "F10", ingepakt(parts | extra, cognos=False, opgeslagen=["[trash]/0000.dat"]))


def f11() -> Export:
    """F1 that a person opened in Excel, filtered, added sums to, and saved."""
    sheet, lijst, left_out = f1_blad()
    last = max(lijst.voetregels)
    total = sheet.cells[last][5].value
    data = excel_workbook([sheet], "Gemeente Waterrijk", date(2022, 1, 17))
    part = "xl/worksheets/sheet1.xml"
    parts = uitgepakt(data)
    text = parts[part].decode()
    old = f'<c r="E{last}" s="4"><v>{total}</v></c>'
    assert old in text
    formula = f'<c r="E{last}" s="4"><f>SUBTOTAL(9,E3:E{last - 1})</f><v>{total}</v></c>'
    text = text.replace(old, formula + f'<c r="G{last}"><f>E{last}/12</f><v>{float(str(total)) / 12!r}</v></c>')
    text = text.replace("</sheetData>", f'</sheetData><autoFilter ref="A2:{address(last, 5)}"/>')
    parts[part] = text.encode()
    parts["xl/theme/theme1.xml"] = b'<?xml version="1.0"?><a:theme xmlns:a="urn:a" name="Office"/>'
    facts = f1_feiten(sheet, lijst.rijen, 5)
    return Export("F11", {"Uitkeringen per maand.xlsx": ingepakt(parts, cognos=False)}, F1_BRON, facts, left_out)


def lijsten() -> Iterator[Export]:
    """Yield every list of the family that is quickly made."""
    yield from (f1(), f3(), f5(), f6("nummer"), f6("naam"))
    yield from (f7(variant) for variant in ("a1", "a2", "nederlands", "kop", "vier-leeg"))
    yield from (f9(40, 100, herhaald=True), f10(), f11())
