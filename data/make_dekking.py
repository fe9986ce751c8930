"""Write docs/dekking.md: every figure of the source documents, and where the example monitors show it.

    python data/make_dekking.py                  write the page
    python data/make_dekking.py --controleer     exit 1 and say what the monitors show otherwise than the tables say

What covers which figure stands in `dekking/<werkmap>.toml`; the values come from the Monitors themselves.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from werkmonitor.monitor import model
from werkmonitor.periode import Periode
from werkmonitor.tasks.build import Opdracht, build

DATA = Path(__file__).parent
PAGINA = DATA.parent / "docs" / "dekking.md"
RIJEN = [
    f"{letter}{nummer:02d}"
    for letter, last in {"A": 39, "B": 61, "C": 32, "D": 10, "F": 25}.items()
    for nummer in range(1, last + 1)
]
"""The rows of the catalogue: A and B Heerenveen, C Smallingerland, D the advisers of the council, F WerkSaam."""
LABELS = {
    "berekend": "door een formule, uit ten minste twee cellen",
    "overgenomen": "uit één cel, of een afspraak uit de declaratie",
    "verzonnen": "nooit gepubliceerd, voor het voorbeeld bedacht",
    "tekst": "woorden van het team, zonder cijfer uit een export",
    "niet mogelijk": "dit kan een programma niet maken",
}
MEEST_ONMOGELIJK = 0.05
"""Share of the rows for which a reason may stand instead of a figure."""


class VerwijzingError(Exception):
    """A row that points to something the Monitor does not have."""


@dataclass(frozen=True)
class Gevonden:
    """What a reference points to: what is shown, from how many cells, and the place in words."""

    toont: str
    cellen: int
    plek: str
    verzonnen: bool = False


@dataclass(frozen=True)
class Rij:
    """A row of the page; ``fouten`` says what is otherwise than declared."""

    id: str
    naam: str
    label: str
    waar: tuple[str, ...] = ()
    waarde: tuple[str, ...] = ()
    fouten: tuple[str, ...] = ()


@cache
def monitor(werkmap: str, periode: str) -> model.Monitor:
    """Build the Monitor of an example werkmap, aside from everything."""
    with tempfile.TemporaryDirectory() as folder:
        opdracht = Opdracht(
            periode=Periode.parse(periode),
            werkmap=DATA / "voorbeeld" / werkmap,
            uit=Path(folder),
            formaten=("json",),
        )
        build(opdracht, lambda _: None)
        return model.from_json((Path(folder) / f"monitor-{periode}.json").read_bytes())


def zoek(found: model.Monitor, waarde: dict[str, str]) -> Gevonden:
    """Return what a reference points to; raises ``VerwijzingError``."""
    if "cijfer" in waarde:
        return _cijfer(found, waarde["cijfer"])
    if "tabel" in waarde:
        return _tabel(found, *(part.strip() for part in waarde["tabel"].split("›")))
    pagina = _pagina(found, waarde["pagina"])
    return Gevonden("", 0, f"pagina {pagina.titel}", verzonnen=bool(pagina.verzonnen))


def _cijfer(found: model.Monitor, naam: str) -> Gevonden:
    id_, _, part = naam.partition(".")
    indicator = next((indicator for indicator in found.indicatoren if indicator.id == id_), None)
    if indicator is None:
        message = f"er is geen cijfer {id_}"
        raise VerwijzingError(message)
    verzonnen = indicator.status == "verzonnen"
    if not part:
        return Gevonden(indicator.weergave, len(indicator.herkomst), indicator.naam, verzonnen=verzonnen)
    if part == "norm":
        return Gevonden(indicator.norm_weergave, 1, f"{indicator.naam}, norm")
    if part == "vorig_jaar" and indicator.vergelijking:
        cijfer = indicator.vergelijking.cijfer
        cells = len(found.sporen.cellen_van(cijfer.spoor))
        return Gevonden(cijfer.weergave, cells, f"{indicator.naam}, een jaar eerder", verzonnen=verzonnen)
    lid = next((lid for lid in indicator.leden if lid.lid == part), None)
    if lid is None:
        message = f"{id_} heeft geen lid {part}"
        raise VerwijzingError(message)
    return Gevonden(lid.weergave, len(lid.herkomst), f"{indicator.naam}, {lid.naam}", verzonnen=verzonnen)


def _pagina(found: model.Monitor, id_: str) -> model.Pagina:
    pagina = next((pagina for pagina in found.paginas if pagina.id == id_), None)
    if pagina is None:
        message = f"er is geen pagina {id_}"
        raise VerwijzingError(message)
    return pagina


def _tabel(found: model.Monitor, id_: str, *plaats: str) -> Gevonden:
    """Find a cell by page, row and column; between page and row the title of the block may stand."""
    *titel, rij, kolom = plaats
    pagina = _pagina(found, id_)
    tabellen = (blok.tabel for blok in pagina.blokken if hasattr(blok, "tabel"))
    for tabel in (tabel for tabel in tabellen if not titel or tabel.titel == titel[0]):
        koppen = [head.kop for head in tabel.kolommen]
        rows = [row for row in tabel.rijen if row.naam == rij]
        if kolom in koppen and rows:
            cel = rows[0].cellen[koppen.index(kolom)]
            plek = f"pagina {pagina.titel}: {rij}, {kolom}"
            cells = len(found.sporen.cellen_van(cel.spoor))
            return Gevonden(cel.weergave, cells, plek, verzonnen=cel.verzonnen)
    message = f"pagina {id_} heeft geen tabel met rij '{rij}' en kolom '{kolom}'"
    raise VerwijzingError(message)


def _waarde(werkmap: str, waarde: dict[str, str]) -> tuple[Gevonden, str, str]:
    """Return what a value points to, its label, and what is wrong with it."""
    periode = waarde["periode"]
    try:
        there = zoek(monitor(werkmap, periode), waarde)
    except VerwijzingError as error:
        return Gevonden("", 0, "?"), "", f"{periode}: {error}"
    toont = waarde.get("toont")
    fout = "" if toont is None or there.toont == toont else f"{there.plek}: '{there.toont}' in plaats van '{toont}'"
    if "pagina" in waarde:
        return there, waarde.get("label", "verzonnen" if there.verzonnen else "tekst"), fout
    if toont is None:
        return there, "verzonnen", fout
    return there, "berekend" if there.cellen > 1 else "overgenomen", fout


def lees_rij(werkmap: str, rij: dict[str, Any]) -> Rij:
    """Return a row of the page with its values from the Monitors."""
    if rij.get("reden"):
        return Rij(rij["id"], rij["naam"], "niet mogelijk", (rij["reden"],))
    waarden: Sequence[dict[str, str]] = rij["waarden"]
    found = [(*_waarde(werkmap, waarde), waarde["periode"]) for waarde in waarden]
    labels = {label for _, label, _, _ in found}
    fouten = [fout for _, _, fout, _ in found if fout]
    label = next((label for label in LABELS if label in labels), "")
    if rij.get("formule"):
        cells = max((there.cellen for there, _, _, _ in found), default=0)
        label = "berekend" if cells > 1 else label
        if label != "berekend":
            fouten.append("de catalogus geeft een formule, maar het cijfer rust op ten hoogste één cel")
    return Rij(
        rij["id"],
        rij["naam"],
        label,
        tuple(dict.fromkeys(f"{werkmap} {periode}: {there.plek}" for there, _, _, periode in found)),
        tuple(
            there.toont + (" (verzonnen)" if _invented(there, kind) else "")
            for there, kind, _, _ in found
            if there.toont
        ),
        tuple(fouten),
    )


def _invented(there: Gevonden, label: str) -> bool:
    return there.verzonnen or label == "verzonnen"


@cache
def rijen() -> tuple[Rij, ...]:
    """Return all rows of all werkmappen, in the order of the catalogue."""
    found: list[Rij] = []
    for path in sorted((DATA / "dekking").glob("*.toml")):
        declared = tomllib.loads(path.read_text(encoding="utf-8"))["rij"]
        found += [lees_rij(path.stem, rij) for rij in declared]
    return tuple(sorted(found, key=lambda rij: rij.id))


def fouten(rows: Iterable[Rij]) -> list[str]:
    """Say everything that keeps the page from being true and complete."""
    rows = list(rows)
    counts = Counter(rij.id for rij in rows)
    found = [f"{rij.id}: {fout}" for rij in rows for fout in rij.fouten]
    found += [f"{id_}: ontbreekt" for id_ in RIJEN if id_ not in counts]
    found += [f"{id_}: staat er {count} keer" for id_, count in counts.items() if count > 1]
    found += [f"{id_}: geen rij van de catalogus" for id_ in counts if id_ not in RIJEN]
    impossible = sum(rij.label == "niet mogelijk" for rij in rows)
    if impossible > MEEST_ONMOGELIJK * len(RIJEN):
        found.append(f"{impossible} rijen zijn niet mogelijk; dat is meer dan 5%")
    return found


def pagina(rows: Sequence[Rij]) -> str:
    """Return the page as Markdown."""
    counts = Counter(rij.label for rij in rows)
    lines = [
        "# Dekking: welk cijfer staat waar",
        "",
        "Deze pagina is gemaakt door `python data/make_dekking.py`, en een test houdt haar bij. De rijen komen uit",
        "vijf openbare documenten: A en B van Heerenveen, C van Smallingerland, D van de adviseurs van de raad daar,",
        "F van WerkSaam Westfriesland.",
        "",
        "| Label | Betekenis | Rijen | Deel |",
        "|---|---|---:|---:|",
        *(
            f"| {label} | {uitleg} | {counts[label]} | {100 * counts[label] / len(rows):.1f}% |".replace(".", ",")
            for label, uitleg in LABELS.items()
        ),
        "",
        "| Rij | Cijfer | Label | Waar | Waarde |",
        "|---|---|---|---|---|",
        *(
            f"| {rij.id} | {rij.naam} | {rij.label} | {'<br>'.join(rij.waar)} | {'; '.join(rij.waarde)} |"
            for rij in rows
        ),
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write, or with `--controleer` compare."""
    parser = argparse.ArgumentParser(description="Schrijft docs/dekking.md.")
    parser.add_argument("--controleer", action="store_true", help="schrijf niets, noem wat niet klopt")
    arguments = parser.parse_args()
    rows = rijen()
    wrong = fouten(rows)
    text = pagina(rows)
    if not arguments.controleer:
        PAGINA.write_text(text, encoding="utf-8")
    elif not PAGINA.exists() or PAGINA.read_text(encoding="utf-8") != text:
        wrong.append("docs/dekking.md is niet bijgewerkt; draai python data/make_dekking.py")
    sys.stdout.writelines(f"{line}\n" for line in wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
