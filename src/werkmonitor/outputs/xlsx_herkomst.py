"""The sheets that say how every number was made: which step gave it, every step once, and every cell once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from werkmonitor.monitor import model
from werkmonitor.monitor.herkomst import Herkomst, Stap
from werkmonitor.monitor.plekken import plekken, waaruit
from werkmonitor.outputs.bijlage import bijzonderheden
from werkmonitor.outputs.xlsx_values import Number, Sheet, Value, as_number

CELL_HEADS = (
    "bestand", "blad", "cel", "telt als", "opmerking", "labels", "levering", "van", "tot", "correctie",
)  # fmt: skip
TELT_ALS = (
    "'Telt als' is het getal waarmee is gerekend. In de cel kan het anders staan: als procent, in duizenden, leeg of "
    "vóór een correctie."
)
STEP_HEADS = (
    "stap", "in woorden", "formule", "soort", "waarde", "exact", "uit stappen", "uit cellen", "plaats", "opmerking",
)  # fmt: skip


def herkomstbladen(monitor: model.Monitor) -> Iterator[Sheet]:
    """Yield the sheets with what every figure was made from."""
    yield _figures(monitor)
    yield _steps(monitor)
    yield _all_cells(monitor)


def step(spoor: int | None) -> Number | None:
    """Return the number of a step."""
    return None if spoor is None else Number(spoor, "0")


def cell_row(cell: Herkomst, monitor: model.Monitor) -> list[Value]:
    """Return the row of a cell; what it holds is not told in public."""
    hidden = monitor.doelgroep == "openbaar"
    missing = cell.waarde is None and not hidden
    remarks = ["in de cel staat geen getal" if missing else "", f"maal {cell.maal}" if cell.maal else ""]
    value = as_number(cell.waarde, "General", verborgen=hidden)
    corrected = cell.correctie.weergave if cell.correctie else ""
    known = (", ".join(cell.labels), cell.levering, cell.van, cell.tot, corrected)
    return [cell.bestand, cell.blad, cell.cel, value, "; ".join(filter(None, remarks)), *known]


def _figures(monitor: model.Monitor) -> Sheet:
    rows: list[list[Value]] = []
    for indicator in monitor.indicatoren:
        for used, shown, spoor in _uses(indicator):
            rows.append([indicator.id, "", "", used, shown, step(spoor), waaruit(monitor.sporen, spoor)])
        for lid in indicator.leden:
            made = step(lid.spoor), waaruit(monitor.sporen, lid.spoor)
            rows.append([indicator.id, lid.dimensie, lid.lid, "lid", lid.weergave, *made])
    for opgave in monitor.opgaven:
        places = "; ".join(plek.tekst() for plek in plekken(opgave.herkomst))
        rows.append(["", "opgave", str(opgave.nummer), "oordeel", opgave.woord, None, places])
    about = "Uit welke stap en welke cellen een cijfer komt; bij een tabel staan de stappen op haar eigen blad."
    heads = ("indicator", "dimensie", "lid", "gebruikt voor", "weergave", "stap", "cellen")
    return Sheet("Herkomst", about, heads, rows)


def _uses(indicator: model.Indicator) -> Iterator[tuple[str, str, int | None]]:
    """Yield what each number beside a figure is for, how it is shown, and its step."""
    yield "waarde", indicator.weergave, indicator.spoor
    if compared := indicator.vergelijking:
        yield "vergelijking", compared.cijfer.weergave, compared.cijfer.spoor
        yield "verschil", compared.verschil.weergave, compared.verschil.spoor
    if indicator.norm_spoor is not None:
        yield "norm", indicator.norm_weergave, indicator.norm_spoor
    for used, cijfer in (("dit jaar tot nu toe", indicator.tot_nu_toe), ("respons", indicator.respons)):
        if cijfer:
            yield used, cijfer.weergave, cijfer.spoor


def _steps(monitor: model.Monitor) -> Sheet:
    rows = [_step_row(number, stap, monitor) for number, stap in enumerate(monitor.sporen.stappen)]
    about = "Elke stap van elke berekening. De nummers zijn die van de andere bladen en van het JSON-bestand."
    return Sheet("Stappen", about, STEP_HEADS, rows)


def _step_row(number: int, stap: Stap, monitor: model.Monitor) -> list[Value]:
    cells = [monitor.sporen.cellen[cel] for cel in stap.cellen]
    waarde = as_number(None if stap.fractie is None else float(stap.fractie), "General", verborgen=stap.verborgen)
    return [
        step(number), stap.in_woorden, stap.tekst, stap.soort, waarde, "" if stap.verborgen else stap.exact,
        _numbers(stap.delen), _numbers(stap.cellen), "; ".join(plek.tekst() for plek in plekken(cells)),
        "; ".join(bijzonderheden(stap, cells)),
    ]  # fmt: skip


def _numbers(numbers: Iterable[int]) -> str:
    """Return numbers with those that follow each other as a range: ``4-15, 18``."""
    found = sorted(set(numbers))
    starts = [found[0], *(b for a, b in pairwise(found) if b != a + 1)] if found else []
    ends = [*(a for a, b in pairwise(found) if b != a + 1), found[-1]] if found else []
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in zip(starts, ends, strict=True))


def _all_cells(monitor: model.Monitor) -> Sheet:
    cells = enumerate(monitor.sporen.cellen)
    rows: list[list[Value]] = [[step(number), *cell_row(cell, monitor)] for number, cell in cells]
    about = f"Elke cel van een export waaruit een getal is gemaakt. {TELT_ALS}"
    return Sheet("Cellen", about, ("nummer", *CELL_HEADS), rows)
