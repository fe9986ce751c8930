"""Write the exports of the werkmap that `werkmonitor init` makes; everything in them is invented.

    python data/make_nieuw.py [MAP]             write the exports (default: data/nieuw/exports)
    python data/make_nieuw.py --controleer      exit 1 and name the files that are not what this script would write

Start, plus instroom, minus uitstroom, is the end of each month, because the tables are made from the same numbers.
"""

import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from cognos_layout import Column, plain_list, titles
from cognos_shell import Sheet, Value, cognos_csv, cognos_workbook
from export_command import run
from werkmonitor.periode import Periode
from werkmonitor.programma.load import load_programma
from werkmonitor.tasks.init.werkboek import maak_werkboek

NIEUW = Path(__file__).parent / "nieuw"
PERIODE = Periode.parse("2021")
STAND_BEGIN = 612
"""Uitkeringen on 31 December 2019."""
Maanden = tuple[int, ...]

INSTROOM: Mapping[str, tuple[Maanden, Maanden]] = {  # the months of 2020, then those of 2021
    "Verlies van werk": ((7, 7, 6, 7, 6, 6, 8, 7, 5, 7, 3, 5), (2, 4, 2, 4, 0, 5, 5, 5, 5, 4, 5, 7)),
    "Einde van de WW": ((7, 5, 3, 2, 3, 4, 2, 4, 1, 2, 3, 2), (5, 7, 1, 4, 1, 3, 4, 2, 2, 4, 3, 5)),
    "Verhuisd naar de gemeente": ((2, 2, 3, 2, 3, 0, 5, 0, 3, 7, 0, 3), (3, 3, 2, 1, 3, 4, 2, 1, 4, 4, 0, 2)),
    "Relatie beëindigd": ((0, 1, 1, 4, 1, 1, 2, 0, 3, 5, 3, 1), (5, 0, 3, 3, 3, 1, 2, 0, 0, 0, 0, 1)),
    "Andere reden": ((1, 2, 4, 1, 2, 3, 5, 3, 0, 0, 4, 3), (2, 3, 1, 0, 1, 1, 2, 1, 3, 3, 4, 0)),
}
UITSTROOM: Mapping[str, tuple[Maanden, Maanden]] = {
    "Aan het werk": ((8, 4, 7, 5, 1, 7, 3, 3, 9, 3, 3, 6), (9, 4, 9, 8, 11, 3, 0, 0, 3, 9, 4, 12)),
    "Begonnen met een studie": ((1, 1, 0, 2, 3, 1, 0, 1, 1, 0, 1, 3), (0, 0, 2, 2, 1, 1, 2, 1, 1, 3, 1, 2)),
    "Pensioen": ((2, 1, 4, 4, 2, 2, 2, 1, 3, 4, 0, 6), (0, 4, 3, 4, 3, 2, 2, 2, 4, 3, 4, 2)),
    "Verhuisd uit de gemeente": ((4, 1, 2, 3, 2, 4, 2, 1, 1, 1, 4, 2), (4, 1, 5, 4, 3, 1, 3, 3, 0, 2, 1, 2)),
    "Andere reden": ((2, 2, 5, 3, 2, 4, 2, 4, 3, 2, 1, 3), (3, 5, 3, 1, 3, 5, 3, 2, 1, 2, 4, 6)),
}
AANVRAGEN = {
    2020: {"toegekend": 186, "afgewezen": 62, "ingetrokken": 32},
    2021: {"toegekend": 152, "afgewezen": 71, "ingetrokken": 37},
}
JAREN = (2020, 2021)

WERKBOEK: Mapping[str, Mapping[str, str]] = {
    "1": {
        "activiteiten": "Met elke aanvrager is binnen een week gesproken over werk en opleiding.",
        "voortgang": "Alle klantmanagers werken op de nieuwe manier.",
        "conclusie": "doorgaan",
    },
    "2": {
        "activiteiten": "Twee banenmarkten en een proef met leerwerkplekken.",
        "voortgang": "Er kwamen meer plaatsingen dan afgesproken, maar minder uitstroom naar werk.",
        "oorzaak": "In de zomer waren er weinig vacatures zonder opleidingseis.",
        "gevolg": "Mensen zonder startkwalificatie wachten langer op werk.",
        "vervolg": "Vanaf het voorjaar zijn er meer leerwerkplekken.",
        "conclusie": "bijstellen",
    },
    "3": {
        "activiteiten": "School, leerplicht en team Werk hebben afspraken gemaakt over wie een jongere belt.",
        "voortgang": "De afspraken zijn getekend; het bellen begint na de zomer.",
        "oordeel": "groen",
        "reden": "Alles loopt volgens de planning.",
        "conclusie": "doorgaan",
    },
    "Plaatsingen bij werkgevers": {"geteld": "34"},
    "Gesprekken met jongeren": {"geteld": "46"},
}
"""What the team of the example filled in, by the number of the task or the name of the count."""


def maanden() -> Iterator[tuple[int, int, int]]:
    """Yield year, month, and the place of the month in the two years."""
    return ((jaar, maand, 12 * rank + maand - 1) for rank, jaar in enumerate(JAREN) for maand in range(1, 13))


def per_maand(tabel: Mapping[str, tuple[Maanden, Maanden]]) -> list[int]:
    """Return the sum of all reasons for each of the 24 months."""
    return [sum(column) for column in zip(*(first + second for first, second in tabel.values()), strict=True)]


def lijst(titel: str, koppen: Sequence[Column], rijen: Sequence[Sequence[Value]]) -> bytes:
    """Build a workbook with a title and one list."""
    sheet = Sheet("Pagina1_1", (28.0,) + (18.0,) * (len(koppen) - 1))
    plain_list(sheet, titles(sheet, [titel], len(koppen)), koppen, rijen)
    return cognos_workbook([sheet])


def uitkeringen() -> bytes:
    """Build the list of the standen on the last day of each month, from December 2019 on."""
    changes = [came - went for came, went in zip(per_maand(INSTROOM), per_maand(UITSTROOM), strict=True)]
    firsts = [date(2020 + month // 12, month % 12 + 1, 1) for month in range(25)]
    standen = zip(firsts, accumulate(changes, initial=STAND_BEGIN), strict=True)
    rijen: list[list[Value]] = [[first - timedelta(days=1), stand] for first, stand in standen]
    koppen = [Column("Peildatum", "datum"), Column("Aantal uitkeringen", "aantal")]
    return lijst("Uitkeringen op de laatste dag van de maand", koppen, rijen)


def stroomregels(tabel: Mapping[str, tuple[Maanden, Maanden]]) -> list[list[str | int]]:
    """Return year, month, reason and number, a row each."""
    return [
        [jaar, maand, reden, (first + second)[place]]
        for jaar, maand, place in maanden()
        for reden, (first, second) in tabel.items()
    ]


def uitstroom() -> bytes:
    """Build the list of the uitstroom."""
    koppen = [Column("Jaar", "geheel"), Column("Maand", "geheel"), Column("Reden"), Column("Aantal", "aantal")]
    return lijst("Uitstroom naar reden", koppen, stroomregels(UITSTROOM))


def aanvragen() -> bytes:
    """Build the list of the decisions on applications."""
    koppen = [Column("Jaar", "geheel"), Column("Besluit"), Column("Aantal", "aantal")]
    rijen: list[list[Value]] = [
        [jaar, besluit, n] for jaar, besluiten in AANVRAGEN.items() for besluit, n in besluiten.items()
    ]
    return lijst("Aanvragen aan de Poort", koppen, rijen)


def exports() -> dict[str, bytes]:
    """All files by their path inside the exports folder."""
    rows: list[Sequence[str | float | None]] = [("Jaar", "Maand", "Reden", "Aantal"), *stroomregels(INSTROOM)]
    made = {
        "Uitkeringen per maand.xlsx": uitkeringen(),
        "Instroom naar reden.csv": cognos_csv(rows),
        "Uitstroom naar reden.xlsx": uitstroom(),
        "Aanvragen aan de Poort.xlsx": aanvragen(),
        "Werkboek 2021.xlsx": maak_werkboek(load_programma(NIEUW), PERIODE, WERKBOEK),
    }
    return {f"{PERIODE}/{name}": content for name, content in made.items()}


if __name__ == "__main__":
    sys.exit(run("nieuw", exports, NIEUW / "exports"))
