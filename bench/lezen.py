"""Measures reading large exports against the usual libraries: CPU time of whole processes in turn, and their ratio.

The files are made on the spot: a Cognos list of ten columns, eight of them labels, in which every row is a fact of its
own.  Like ``bench.py`` this is a measurement, not a test.

    python bench/lezen.py [--rijen 1000000] [--rondes 1]
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from meten import Geval, MislukteOpdracht, cpu, kernen, meet, merk, top, zeg

HIER = Path(__file__).resolve()
KOPPEN = ("Jaar", "Maand", "Regeling", "Wijk", "Leeftijd", "Reden", "Geslacht", "Team", "Bedrag", "Aantal")
LABELS = (12, 5, 40, 8, 11, 2, 5)
"""How many values each label column has; their product is the largest number of rows."""
DECLARATIE = """
[programma]
naam = "Meting"
gemeente = "Meting"
titel = "Meting"
[oordeel]
groen = { woord = "goed", uitleg = "goed" }
oranje = { woord = "matig", uitleg = "matig" }
rood = { woord = "slecht", uitleg = "slecht" }
grijs = { woord = "onbekend", uitleg = "onbekend" }
[[bron]]
id = "lijst"
titel = "Lijst"
bestand = "lijst*.xlsx"
vorm = "lijst"
tijd = { jaar = "Jaar", maand = "Maand" }
maten = { bedrag = { kolom = "Bedrag", eenheid = "euro" }, aantal = { kolom = "Aantal", eenheid = "aantal" } }
[bron.dimensies]
regeling = "Regeling"
wijk = "Wijk"
leeftijd = "Leeftijd"
reden = "Reden"
geslacht = "Geslacht"
team = "Team"
[[indicator]]
id = "totaal"
naam = "Totaal"
formule = "som(aantal)"
eenheid = "aantal"
definitie = "Alles bij elkaar."
[[pagina]]
id = "een"
titel = "Een"
"""
STIJLEN = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1">'
    '<numFmt numFmtId="164" formatCode="[$€-413]\\ #,##0.00"/></numFmts><fonts><font/></fonts>'
    "<fills><fill><patternFill/></fill></fills>"
    "<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf/>"
    '<xf numFmtId="1"/><xf numFmtId="3"/><xf numFmtId="164"/></cellXfs></styleSheet>'
)
NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
VAST = {
    "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
    'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    + "".join(
        f'<Override PartName="/xl/{deel}.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{soort}+xml"/>'
        for deel, soort in (
            ("workbook", "sheet.main"),
            ("worksheets/Sheet1", "worksheet"),
            ("styles", "styles"),
            ("sharedStrings", "sharedStrings"),
        )
    )
    + "</Types>",
    "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
    f'Id="r1" Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook {NS} xmlns:r="{REL}"><sheets><sheet name="Pagina1_1" sheetId="1" r:id="r1"/>'
    "</sheets></workbook>",
    "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="r1" Type="{REL}/worksheet" Target="worksheets/Sheet1.xml"/>'
    f'<Relationship Id="r2" Type="{REL}/styles" Target="styles.xml"/>'
    f'<Relationship Id="r3" Type="{REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    "xl/styles.xml": STIJLEN,
}


def schrijf_lijst(pad: Path, rijen: int, *, met_fouten: bool = False) -> None:
    """Write a list; ``met_fouten`` hides every thousandth row and makes an error of one of its cells."""
    teksten = list(KOPPEN)
    namen: list[int] = []
    for kolom, aantal in enumerate(LABELS[1:], start=2):
        namen.append(len(teksten))
        teksten += [f"{KOPPEN[kolom].lower()} {nummer + 1}" for nummer in range(aantal)]
    with zipfile.ZipFile(pad, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archief:
        for naam, inhoud in VAST.items():
            archief.writestr(naam, inhoud)
        items = "".join(f"<si><t>{tekst}</t></si>" for tekst in teksten)
        archief.writestr("xl/sharedStrings.xml", f'<sst {NS} count="{len(teksten)}">{items}</sst>')
        with archief.open("xl/worksheets/Sheet1.xml", "w", force_zip64=True) as blad:
            blad.write(f'<worksheet {NS}><dimension ref="A1" /><sheetData>'.encode())
            koppen = "".join(f'<c r="{"ABCDEFGHIJ"[k]}1" s="0" t="s"><v>{k}</v></c>' for k in range(len(KOPPEN)))
            blad.write(f'<row r="1" spans="1:10" >{koppen}</row>'.encode())
            for rij in _rijen(rijen, namen, met_fouten=met_fouten):
                blad.write(rij.encode())
            blad.write(b"</sheetData></worksheet>")


def _rijen(rijen: int, namen: list[int], *, met_fouten: bool) -> Iterator[str]:
    toeval = random.Random(1)  # noqa: S311 - figures for a measurement
    for nummer in range(rijen):
        r, rest = nummer + 2, nummer
        cijfers = []
        for aantal in LABELS:
            rest, cijfer = divmod(rest, aantal)
            cijfers.append(cijfer)
        fout = met_fouten and nummer % 1000 == 0
        labels = "".join(
            f'<c r="{kolom}{r}" s="0" t="s"><v>{eerste + cijfer}</v></c>'
            for kolom, eerste, cijfer in zip("CDEFGH", namen, cijfers[1:], strict=True)
        )
        bedrag = '<c r="I{}" s="3" t="e"><v>#DIV/0!</v></c>' if fout else '<c r="I{}" s="3"><v>{}</v></c>'
        yield (
            f'<row r="{r}" spans="1:10"{" hidden=" + chr(34) + "1" + chr(34) if fout else ""} >'
            f'<c r="A{r}" s="1"><v>2021</v></c><c r="B{r}" s="1"><v>{cijfers[0] + 1}</v></c>{labels}'
            f"{bedrag.format(r, round(toeval.uniform(-500, 9500), 2))}"
            f'<c r="J{r}" s="2"><v>{toeval.randrange(40)}</v></c></row>'
        )


def werkmap(map_: Path, rijen: int) -> Path:
    """Make a werkmap with one list."""
    exports = map_ / f"werkmap{rijen}" / "exports" / "2021"
    exports.mkdir(parents=True)
    schrijf_lijst(exports / "lijst.xlsx", rijen)
    (exports.parents[1] / "werkmonitor.toml").write_text(DECLARATIE, encoding="utf-8")
    return exports.parents[1]


FEITEN = """
import sys
from pathlib import Path
from werkmonitor.bronnen.levering.lezen import lees
from werkmonitor.periode import Periode
from werkmonitor.programma.load import load_programma
werkmap = Path(sys.argv[1])
feiten, meldingen = lees(load_programma(werkmap), werkmap, [Periode.parse("2021")])
assert not meldingen, meldingen[:3]
print(sum(map(len, feiten.tabellen)))
"""
PANDAS = "import sys, pandas; print(len(pandas.read_excel(sys.argv[1], engine='openpyxl')))"
CELLEN = """
import sys
from pathlib import Path
from werkmonitor.bronnen.containers.openen import open_bestand
(blad,) = open_bestand(Path(sys.argv[1]), "lijst.xlsx").sheets
print(blad.codes.shape, len(blad.verborgen_rijen))
"""
OPENPYXL = """
import sys, openpyxl
aantal = 0
for blad in openpyxl.load_workbook(sys.argv[1], read_only=True):
    blad.reset_dimensions()
    for rij in blad.rows:
        for cel in rij:
            aantal += (cel.value, cel.data_type, cel.number_format) is not None
print(aantal)
"""


def python(code: str, pad: Path) -> list[str]:
    """Return the command that runs ``code`` on a file or folder."""
    return [sys.executable, "-c", code, str(pad)]


def meet_alles(map_: Path, rijen: int, rondes: int) -> None:
    """Make the files, run each pair and print the ratios."""
    zeg("Bestanden maken ...")
    klein, tien, groot = (werkmap(map_, aantal) for aantal in (10_000, 100_000, rijen))
    vol = map_ / "vol.xlsx"
    schrijf_lijst(vol, 100_000, met_fouten=True)
    lijst = groot / "exports" / "2021" / "lijst.xlsx"
    gevallen = [
        Geval(f"8. {rijen} rijen tot feiten", python(FEITEN, groot), python(PANDAS, lijst), 0.25),
        Geval("9. 100000 rijen met opmaak en fouten", python(CELLEN, vol), python(OPENPYXL, vol), 0.25),
        Geval("10. 100000 naast 10000 rijen", python(FEITEN, tien), python(FEITEN, klein), 11),
    ]
    zeg(f"{rondes} paren, {kernen()} kernen; mediaan van de processortijd in s, naast de gewone bibliotheek")
    zeg(f"{'geval':<38}{'wij':>8}{'ander':>8}{'factor':>8}{'doel':>7}")
    for geval in gevallen:
        geval.paren += [(meet(geval.wij, map_), meet(geval.naief, map_)) for _ in range(rondes)]
        wij, ander = geval.midden(cpu)
        factor = geval.factor(cpu)
        zeg(f"{geval.naam:<38}{wij:>8.2f}{ander:>8.2f}{factor:>8.3f}{geval.doel:>7.2f}  {merk(factor, geval.doel)}")
    geheugen = max(top(wij) for wij, _ in gevallen[0].paren)
    zeg(f"{'8b. top in MB, hoogstens 1500':<38}{geheugen:>8.0f}{'':>23}  {merk(geheugen, 1500)}")


def main() -> int:
    """Measure."""
    opties = argparse.ArgumentParser(description="Meet het lezen van grote exports.")
    opties.add_argument("--rijen", type=int, default=1_000_000, metavar="N", help="rijen van de grootste lijst")
    opties.add_argument("--rondes", type=int, default=1, metavar="N", help="paren per geval")
    keuze = opties.parse_args()
    with tempfile.TemporaryDirectory(prefix="werkmonitor-lezen-") as map_:
        try:
            meet_alles(Path(map_), keuze.rijen, max(1, keuze.rondes))
        except MislukteOpdracht as fout:
            sys.stderr.write(f"Deze opdracht is mislukt: {fout}\n")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
