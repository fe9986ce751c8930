"""Text files and XML of the family: F12 as Cognos writes it, F13 as an administrator has set it, F14 the dataset."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from fractions import Fraction
from xml.sax.saxutils import escape

from cognos_familie_basis import Bron, Export, Feit, dagen, feit
from cognos_familie_kruis import F2_BRON, LEEFTIJDEN, REDENEN
from cognos_shell import address, cognos_csv

Veld = str | float | None
KOPPEN = ("Regeling", "Jaar", "Maand", "Aantal", "Lasten", "Aandeel")
RECORDS: tuple[tuple[Veld, ...], ...] = (
    ("Participatiewet", 2021, 1, 12, 25293695.52, 86.43405662),
    ("Participatiewet", 2021, 2, 0, -1249.5, 100),
    ("IOAW", 2021, 1, None, None, "/0"),
    ("Bbz 2004", 2021, 2, 2000, 0.01, 0),
)
LIJST_BRON: Bron = {
    "id": "uitkeringen",
    "titel": "Uitkeringen per maand",
    "bestand": "Uitkeringen*",
    "vorm": "lijst",
    "tijd": {"jaar": "Jaar", "maand": "Maand"},
    "dimensies": {"regeling": "Regeling"},
    "maten": {
        "aantal": {"kolom": "Aantal", "eenheid": "aantal"},
        "lasten": {"kolom": "Lasten", "eenheid": "euro"},
        "aandeel": {"kolom": "Aandeel", "eenheid": "aandeel", "schaal": "procent"},
    },
}
GEEN_WAARDE = ("geen-waarde",)


def _feiten(blad: str = "") -> tuple[Feit, ...]:
    found = []
    for rank, (regeling, jaar, maand, *numbers) in enumerate(RECORDS):
        days = dagen(int(str(jaar)), int(str(maand)))
        for kolom, (maat, value) in enumerate(zip(("aantal", "lasten", "aandeel"), numbers, strict=True)):
            stated = None if isinstance(value, str) else value
            fact = feit(maat, {"regeling": str(regeling)}, days, stated, (blad, address(rank + 2, kolom + 4)))
            if maat == "aandeel" and fact.waarde is not None:
                fact = fact._replace(waarde=fact.waarde / 100)
            found.append(fact)
    return tuple(found)


def f12_lijst() -> Export:
    """Return a list as Cognos writes it: UTF-16, tabs, bare line feeds, decimal commas, shares times a hundred."""
    data = cognos_csv([KOPPEN, *RECORDS])
    return Export("F12-lijst", {"Uitkeringen per maand.csv": data}, LIJST_BRON, _feiten(), codes=GEEN_WAARDE)


def f12_kruis() -> Export:
    """Return a crosstab as text: ragged header lines, labels once, spacer lines, a total for each block."""
    maanden = ("jan. 2021", "feb. 2021")
    rows: list[list[Veld]] = [
        ["Instroom"],
        ["", "", maanden[0], "", maanden[1]],
        ["", "", "Aantal", "Aandeel", "Aantal", "Aandeel"],
    ]
    facts = []
    for rank, reden in enumerate(REDENEN):
        for place, leeftijd in enumerate(LEEFTIJDEN):
            n = rank * 3 + place
            values: list[Veld] = [n, n * 2.5, None if n == 4 else n + 1, "/0" if n == 5 else 25]
            rows.append([reden if not place else "", leeftijd, *values])
            for kolom, (maat, value) in enumerate(zip(("instroom", "aandeel") * 2, values, strict=True)):
                stated = value if isinstance(value, int | float) else None
                plek = ("", address(len(rows), kolom + 3))
                fact = feit(maat, {"reden": reden, "leeftijd": leeftijd}, dagen(2021, kolom // 2 + 1), stated, plek)
                share = maat == "aandeel" and fact.waarde is not None
                facts.append(fact._replace(waarde=(fact.waarde or Fraction(0)) / 100) if share else fact)
        totals = [sum(v for row in rows[-3:] if isinstance(v := row[k], int | float)) for k in range(2, 6)]
        rows += [["", "Totaal", *totals], [" ", "", ""]]
    maten = {"instroom": F2_BRON["maten"]["instroom"], "aandeel": F2_BRON["maten"]["aandeel"] | {"schaal": "procent"}}
    data = cognos_csv([["" if v is None else v for v in row] for row in rows])
    left_out = {("", 1): "titel"} | {("", 7 + 5 * block): "totaal" for block in range(3)}
    bestanden = {"Instroom naar reden en leeftijd.csv": data}
    return Export("F12-kruis", bestanden, F2_BRON | {"maten": maten}, tuple(facts), left_out, GEEN_WAARDE)


def als_csv(rijen: Sequence[Sequence[Veld]], teken: str, einde: str = "\r\n", *, alles: bool = False) -> str:
    """Return lines of text with quotes where they are needed, or around everything."""
    out = io.StringIO()
    make = csv.writer(out, delimiter=teken, lineterminator=einde, quoting=csv.QUOTE_ALL if alles else csv.QUOTE_MINIMAL)
    make.writerows(
        [["" if v is None else str(v).replace(".", ",") if isinstance(v, float) else v for v in rij] for rij in rijen]
    )
    return out.getvalue()


_F13 = {
    "utf8-puntkomma": als_csv([KOPPEN, *RECORDS], ";").encode(),
    "bom-puntkomma": als_csv([KOPPEN, *RECORDS], ";").encode("utf-8-sig"),
    "cp1252-aanhalingstekens": als_csv([KOPPEN, *RECORDS], ";", alles=True).encode("cp1252"),
    "komma-aanhalingstekens": als_csv([KOPPEN, *RECORDS], ",", alles=True).encode(),
    "komma": als_csv([KOPPEN, *RECORDS], ",", "\n").encode(),
    "tab-crlf": als_csv([KOPPEN, *RECORDS], "\t").encode(),
    "utf16-zonder-merk": als_csv([KOPPEN, *RECORDS], "\t", "\n").encode("utf-16-le"),
    "utf16-groot": b"\xfe\xff" + als_csv([KOPPEN, *RECORDS], "\t", "\n").encode("utf-16-be"),
}


def f13(variant: str) -> Export:
    """Return the list as a text file that an administrator set up otherwise."""
    return Export(
        f"F13-{variant}", {"Uitkeringen per maand.csv": _F13[variant]}, LIJST_BRON, _feiten(), codes=GEEN_WAARDE
    )


def f13_punten(notatie: str) -> Export:
    """Return the list with dots between thousands: unambiguous where declared, else two of them are refused."""
    rows: list[tuple[Veld, ...]] = [
        KOPPEN,
        ("Participatiewet", 2021, 1, "1.249", "25.293.695,52", "12,5%"),
        ("Participatiewet", 2021, 2, "2.000", "-1.249,50", "100%"),
    ]
    values = {1: (1249, 25293695.52, 0.125), 2: (2000, -1249.5, 1)}
    facts = tuple(
        feit(maat, {"regeling": "Participatiewet"}, dagen(2021, maand), value, ("", address(maand + 1, k + 4)))
        for maand, numbers in values.items()
        for k, (maat, value) in enumerate(zip(("aantal", "lasten", "aandeel"), numbers, strict=True))
        if maat != "aantal" or notatie == "nl"
    )
    codes = () if notatie == "nl" else ("getal-dubbelzinnig",) * 2
    data = {"Uitkeringen per maand.csv": als_csv(rows, ";").encode()}
    return Export(f"F13-punten-{notatie}", data, LIJST_BRON | {"notatie": notatie}, facts, codes=codes)


_SOORTEN = ("xs:string", "xs:int", "xs:int", "xs:double", "xs:double", "xs:double")
_XMLDATA = "http://developer.cognos.com/schemas/xmldata/1/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"


def als_dataset(koppen: Sequence[str], soorten: Sequence[str], rijen: Sequence[Sequence[Veld]]) -> bytes:
    """Return a Cognos XML dataset; texts padded, as a CHAR column gives them."""
    items = "".join(
        f'<item name="{escape(kop)}" type="{soort}" {"length" if soort == "xs:string" else "precision"}="62"/>\n'
        for kop, soort in zip(koppen, soorten, strict=True)
    )
    rows = "".join(f"<row>{''.join(map(_value, rij))}</row>\n" for rij in rijen)
    return (
        f'<?xml version="1.0" encoding="utf-8"?>\n<dataset  xmlns="{_XMLDATA}"  xmlns:xs="{_XSI}">\n'
        f'<!--\n<dataset\n xmlns="{_XMLDATA}"\n xs:schemaLocation="{_XMLDATA} xmldata.xsd"\n>\n-->\n'
        f"<metadata>\n{items}</metadata>\n<data>\n{rows}</data>\n</dataset>\n"
    ).encode()


def _value(value: Veld) -> str:
    if value is None:
        return '<value xs:nil="true" />'
    return f"<value>{escape(f'{value}    ' if isinstance(value, str) else repr(value))}</value>"


def f14() -> Export:
    """Return the list as a dataset: nil for what is not there, padded texts, and numbers with a decimal point."""
    data = als_dataset(KOPPEN, _SOORTEN, RECORDS)
    return Export("F14", {"Uitkeringen.xml": data}, LIJST_BRON, _feiten(), codes=GEEN_WAARDE)


def teksten() -> Iterator[Export]:
    """Yield every text file of the family."""
    yield from (f12_lijst(), f12_kruis())
    yield from map(f13, _F13)
    yield from (f13_punten("streng"), f13_punten("nl"), f14())
