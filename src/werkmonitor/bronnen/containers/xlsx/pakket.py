"""The parts of an Excel workbook: which sheets it has, where each of them is, and what program wrote it."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import unquote

from werkmonitor.bronnen.containers.archief import Archief
from werkmonitor.bronnen.containers.budget import Budget
from werkmonitor.bronnen.containers.weigeren import BESCHADIGD, HERSTEL, OnleesbaarError
from werkmonitor.bronnen.containers.xlsx.xml import Kenmerken, Luisteraar, Ontleder, kenmerk

COGNOS = "IBM Cognos"
_COMPANY = "IBM Incorporated"
"""What Cognos calls its company in every workbook; the only trace that it leaves."""
_MAX_PRODUCER = 60
_TRUE = {"1", "true", "on"}


@dataclass(frozen=True)
class Relatie:
    """Where another part is, and of what sort it is: the last word of its type."""

    sort: str
    doel: str


@dataclass(frozen=True)
class Bladverwijzing:
    """A worksheet of the workbook: its name, whether it shows, and the name of its part."""

    naam: str
    zichtbaar: bool
    deel: str


@dataclass(frozen=True)
class Pakket:
    """What the workbook part says, with the parts that hold texts and styles where there are any."""

    bladen: tuple[Bladverwijzing, ...]
    vanaf_1904: bool
    teksten: str | None
    stijlen: str | None


def is_waar(text: str | None) -> bool:
    """Read a yes or no of the standard; what is absent is no."""
    return text is not None and text.strip().lower() in _TRUE


def werkmapdeel(archief: Archief) -> str:
    """Return the name of the part with the workbook, ``""`` when there is none."""
    for relatie in relaties(archief, "").values():
        if relatie.sort == "officeDocument" and archief.heeft(relatie.doel):
            return relatie.doel
    return next((naam for naam in ("xl/workbook.xml", "xl/workbook.bin") if archief.heeft(naam)), "")


def lees_pakket(archief: Archief) -> Pakket:
    """Read the workbook and its relations.  Raises ``OnleesbaarError`` when a sheet is not there."""
    workbook = werkmapdeel(archief)
    heard = _Werkmap(archief.budget)
    Ontleder(heard).voer(archief.stroom(workbook), archief.budget)
    relations = relaties(archief, workbook)
    by_sort = {relatie.sort: relatie.doel for relatie in relations.values() if archief.heeft(relatie.doel)}
    bladen = tuple(
        Bladverwijzing(naam, zichtbaar, deel)
        for naam, zichtbaar, ident in heard.sheets
        if (deel := _sheet_part(archief, relations, naam, ident, only=len(heard.sheets) == 1))
    )
    return Pakket(
        bladen,
        heard.vanaf_1904,
        by_sort.get("sharedStrings", _if_there(archief, "xl/sharedStrings.xml")),
        by_sort.get("styles", _if_there(archief, "xl/styles.xml")),
    )


def _if_there(archief: Archief, naam: str) -> str | None:
    return naam if archief.heeft(naam) else None


def _sheet_part(archief: Archief, relations: dict[str, Relatie], naam: str, ident: str, *, only: bool) -> str | None:
    """Return the part of a sheet, ``None`` for one that has no cells: a chart sheet, or a macro of long ago."""
    relatie = relations.get(ident)
    if relatie is not None and relatie.sort != "worksheet":
        return None
    if relatie is not None and archief.heeft(relatie.doel):
        return relatie.doel
    parts = [part for part in archief.namen if part.startswith("xl/worksheets/") and part.endswith(".xml")]
    if only and relatie is None and len(parts) == 1:
        return parts[0]
    if relations and not ident:
        return None
    raise OnleesbaarError(f"De werkmap is van binnen beschadigd: blad '{naam}' zit er niet in.", HERSTEL, naam)


def relaties(archief: Archief, deel: str) -> dict[str, Relatie]:
    """Return the relations of a part by their identifier; a part without any has no such file."""
    folder, name = posixpath.split(deel)
    part = posixpath.join(folder, "_rels", f"{name}.rels")
    heard = _Relaties(folder)
    if archief.heeft(part):
        Ontleder(heard).voer(archief.stroom(part), archief.budget)
    return heard.gevonden


class _Werkmap(Luisteraar):
    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self.sheets: list[tuple[str, bool, str]] = []
        self.vanaf_1904 = False

    def begin(self, naam: str, kenmerken: Kenmerken) -> None:
        if naam == "workbookPr":
            self.vanaf_1904 = is_waar(kenmerken.get("date1904"))
        elif naam == "sheet":
            visible = kenmerken.get("state", "visible") == "visible"
            name = kenmerken.get("name", "")
            self._budget.blad(name)
            self.sheets.append((name, visible, kenmerk(kenmerken, "id") or ""))


class _Relaties(Luisteraar):
    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.gevonden: dict[str, Relatie] = {}

    def begin(self, naam: str, kenmerken: Kenmerken) -> None:
        if naam != "Relationship" or kenmerken.get("TargetMode") == "External":
            return
        target = kenmerken.get("Target", "").replace("\\", "/")
        path = posixpath.normpath(posixpath.join("/", self._folder, unquote(target))).lstrip("/")
        sort = kenmerken.get("Type", "").rpartition("/")[2]
        self.gevonden[kenmerken.get("Id", "")] = Relatie(sort, path)


class _Eigenschappen(Luisteraar):
    def __init__(self) -> None:
        self._name = ""
        self.waarden: dict[str, str] = {}

    def begin(self, naam: str, kenmerken: Kenmerken) -> None:  # noqa: ARG002 - only their text matters
        self._name = naam if naam in {"Application", "Company"} else ""

    def tekst(self, tekst: str) -> None:
        if self._name:
            so_far = self.waarden.get(self._name, "")
            self.waarden[self._name] = (so_far + tekst)[:_MAX_PRODUCER]

    def einde(self, naam: str) -> None:  # noqa: ARG002 - nothing is nested here
        self._name = ""


def producent(archief: Archief) -> str:
    """Return what program wrote the workbook, as far as it says; for messages only: damage does not matter."""
    heard = _Eigenschappen()
    if archief.heeft("docProps/app.xml"):
        try:
            Ontleder(heard).voer(archief.stroom("docProps/app.xml"), archief.budget)
        except (OnleesbaarError, *BESCHADIGD):
            return ""
    if heard.waarden.get("Company", "").strip() == _COMPANY:
        return COGNOS
    return " ".join("".join(filter(str.isprintable, heard.waarden.get("Application", ""))).split())
