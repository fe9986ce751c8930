"""A table within a sheet: its labels by row and column, and why each other row is left out.

Lists and crosstabs become the same thing here: rows with labels, columns with labels, and a number where they cross.
A list is a crosstab with the maten as its columns.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from werkmonitor.bronnen.feiten import Weggelaten
from werkmonitor.bronnen.kennis import MAAT, Kennis
from werkmonitor.bronnen.persoon import kort
from werkmonitor.bronnen.sheet import Sheet, Waarde
from werkmonitor.bronnen.values import bijschrift, vouw

_SUMMARY = (
    r"totaal|totalen|total|totals|samenvatting|summary|overall|eindtotaal|subtotaal|subtotal|grand total"
    r"|algemeen totaal|gemiddelde|average|gesamt|gesamtsumme|summe|zusammenfassung"
)
_FOOTERS = r"aantal|count|count distinct|aantal verschillende|minimum|maximum|min|max|median|mediaan|som|sum"
_TOTAL = re.compile(
    rf"(?:{_SUMMARY})|(?:totaal|total|subtotaal|subtotal|eindtotaal)\s.*|.*\s[-–]\s(?:{_SUMMARY}|{_FOOTERS})"
)


class Label(NamedTuple):
    """A caption with the cell that it stands in; a merged one stands in its first cell."""

    waarde: Waarde
    rij: int
    kolom: int


Labels = dict[str, Label]
"""The labels of a row or a column by level: a dimension, a time role or ``maat``."""


@dataclass
class Tabel:
    """A table that was recognised: its data rows and columns with their labels, and what is left out."""

    sheet: Sheet
    kop: int
    rijen: list[tuple[int, Labels]] = field(default_factory=list)
    kolommen: list[tuple[int, Labels]] = field(default_factory=list)
    weggelaten: list[Weggelaten] = field(default_factory=list)

    def laat_weg(self, reden: str, rij: int | None = None, kolom: int | None = None) -> None:
        """Record a row or column that gives no facts."""
        self.weggelaten.append(Weggelaten(rij, kolom, reden))


def is_totaal(value: Waarde) -> bool:
    """Say whether a text is the label of a total, an average or a count, in Dutch, English or German."""
    return isinstance(value, str) and _TOTAL.fullmatch(vouw(value)) is not None


def is_paginavoet(sheet: Sheet, rij: int) -> bool:
    """Say whether a row is the page footer of Cognos: the day of the run, a page number and a time."""
    found = [value for value in sheet.rijen[rij] if value is not None]
    if len(found) != 3 or not isinstance(found[0], date) or isinstance(found[1], bool):  # noqa: PLR2004 - those three
        return False
    if not isinstance(found[1], int | float) or found[1] != found[1] // 1:
        return False
    if isinstance(found[2], time | timedelta | datetime):
        return True
    # Without a time format the time is a fraction; then only the merges over thirds of the width tell it from data.
    return isinstance(found[2], float) and 0 <= found[2] < 1 and rij in sheet.brede


def is_leeg(cells: Sequence[Waarde]) -> bool:
    """Say whether nothing stands in a row."""
    return all(value is None for value in cells)


@dataclass(frozen=True)
class Regels:
    """What tells data rows of one table from the rest: the columns of its labels and of its numbers."""

    sheet: Sheet
    kennis: Kennis
    sleutels: Mapping[int, str]
    """Level by label column."""
    getallen: Sequence[int]
    herhaalt_kop: Callable[[Sequence[Waarde]], bool]

    def reden(self, rij: int, labels: Mapping[int, Label], *, na_witregel: bool) -> str | None:
        """Return why a row is no data, or ``None`` if it is; ``labels`` are filled, by column."""
        cells = self.sheet.rijen[rij]
        if is_leeg(cells):
            return "lege regel"
        if is_paginavoet(self.sheet, rij):
            return "paginavoet"
        if self.herhaalt_kop(cells):
            return "herhaalde kop"
        if reden := self._by_words(cells, labels):
            return reden
        return self._by_layout(rij, labels, na_witregel=na_witregel)

    def _by_words(self, cells: Sequence[Waarde], labels: Mapping[int, Label]) -> str | None:
        if total := self._total(cells, labels):
            return f"totaal: {kort(total)}"
        unwanted = self._unwanted(labels)
        return f"geen gevraagd getal: {kort(unwanted)}" if unwanted else None

    def _by_layout(self, rij: int, labels: Mapping[int, Label], *, na_witregel: bool) -> str | None:
        cells = self.sheet.rijen[rij]
        if all(cells[kolom] is None for kolom in self.getallen):
            return "noot" if self._wide_label(rij) else self._without_numbers(cells, labels, na_witregel=na_witregel)
        # In a crosstab a label over several levels lacks the inner ones, and that is a fault, not a footer.
        footer = self.kennis.bron.vorm == "lijst" and self._wide_label(rij)
        return "voetregel: label over meer kolommen" if footer else None

    def _unwanted(self, labels: Mapping[int, Label]) -> str | None:
        """Return the label of a number that the source does not ask for."""
        for kolom, niveau in self.sleutels.items():
            value = labels[kolom].waarde
            if niveau == MAAT and isinstance(value, str) and not self.kennis.past(MAAT, value):
                return value
        return None

    def _total(self, cells: Sequence[Waarde], labels: Mapping[int, Label]) -> str | None:
        """Return the label of a total: in a label column, or elsewhere when the row lacks labels.

        A filled label counts too: "Totaal" can be merged over rows that split it up, and those are no data either.
        """
        for kolom, niveau in self.sleutels.items():
            value = labels[kolom].waarde
            if is_totaal(value) and not self.kennis.gedeclareerd(niveau, value):
                return bijschrift(value)
        if all(label.waarde is not None for label in labels.values()):
            return None
        return next((bijschrift(value) for value in cells if is_totaal(value) and not self._declared(value)), None)

    def _declared(self, value: Waarde) -> bool:
        return any(self.kennis.gedeclareerd(niveau, value) for niveau in self.sleutels.values())

    def _wide_label(self, rij: int) -> bool:
        """Say whether a label that is no member runs over several columns, as those of footers and notes do."""
        return any(
            merge.boven == merge.onder
            and merge.links in self.sleutels
            and not self.kennis.gedeclareerd(self.sleutels[merge.links], self.sheet.waarde(rij, merge.links))
            for merge in self.sheet.brede.get(rij, ())
        )

    def _without_numbers(
        self, cells: Sequence[Waarde], labels: Mapping[int, Label], *, na_witregel: bool
    ) -> str | None:
        """Tell a data row whose cells are all empty from a remark in the margin."""
        fits = all(self.kennis.past(niveau, labels[kolom].waarde) for kolom, niveau in self.sleutels.items())
        lonely = na_witregel and sum(value is not None for value in cells) == 1 and not any(map(self._declared, cells))
        return None if fits and not lonely else "noot: geen getallen, en geen bekende labels"


def vul_rijen(
    tabel: Tabel, regels: Regels, vanaf: int, tot: int | None = None, niveaus: Mapping[int, str] | None = None
) -> None:
    """Classify the rows from ``vanaf`` on, and give each data row its labels, filled down inside merges only."""
    sheet = regels.sheet
    fills = {kolom: sheet.omlaag(kolom, vanaf) for kolom in regels.sleutels}
    carried = _Overgenomen(regels)
    blank = False
    for rij in range(vanaf, len(sheet.rijen) if tot is None else tot):
        labels = {kolom: _label(sheet, fills[kolom], rij, kolom) for kolom in regels.sleutels}
        carried.vul(labels)
        reden = regels.reden(rij, labels, na_witregel=blank)
        if reden is None:
            wanted = niveaus or regels.sleutels
            tabel.rijen.append((rij, {wanted[kolom]: label for kolom, label in labels.items() if kolom in wanted}))
        elif reden != "lege regel":
            tabel.laat_weg(reden, rij=rij)
        blank = (blank or reden == "lege regel") and bool(tabel.rijen)


def _label(sheet: Sheet, fill: Mapping[int, int], rij: int, kolom: int) -> Label:
    origin = fill.get(rij, rij)
    return Label(sheet.rijen[origin][kolom], origin, kolom)


class _Overgenomen:
    """Outer labels of a crosstab in a text file, which has no merges: they hold until the next one."""

    def __init__(self, regels: Regels) -> None:
        crosstab = regels.sheet.tekst and regels.kennis.bron.vorm == "kruistabel"
        self._columns = list(regels.sleutels)[:-1] if crosstab else []
        self._last: dict[int, Label] = {}

    def vul(self, labels: dict[int, Label]) -> None:
        for kolom in self._columns:
            if labels[kolom].waarde is None:
                labels[kolom] = self._last.get(kolom, labels[kolom])
            else:
                self._last[kolom] = labels[kolom]
