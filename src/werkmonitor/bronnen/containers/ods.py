"""OpenDocument workbooks (.ods): ``content.xml`` as a stream of elements → sheets."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from werkmonitor.bronnen.containers.archief import Archief
from werkmonitor.bronnen.containers.budget import Budget
from werkmonitor.bronnen.containers.child import in_child
from werkmonitor.bronnen.containers.ods_cel import OFFICE, TABLE, TEXT, CelTekst, toont, waarde
from werkmonitor.bronnen.containers.ontleden import nieuwe_ontleder, voer
from werkmonitor.bronnen.containers.rooster import Rooster, Voorraad
from werkmonitor.bronnen.containers.weigeren import BESCHADIGD, HERSTEL, KLEINER, OnleesbaarError
from werkmonitor.bronnen.feiten import cel
from werkmonitor.bronnen.sheet import Merge, Opmaak, Sheet, Waarde

Attributen = dict[str, str]

_STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0 "
_STIL = (
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0 ",
    f"{OFFICE}annotation",
    f"{TABLE}shapes",
    f"{TABLE}tracked-changes",
    f"{TABLE}dde-links",
    f"{TEXT}note",
    f"{TEXT}ruby-text",
)
"""Elements whose contents are no contents of a cell: notes, drawings, the history of changes, copies of other files."""

_RIJEN_HERHAALD, _KOLOMMEN_HERHAALD = f"{TABLE}number-rows-repeated", f"{TABLE}number-columns-repeated"
_RIJEN_SPAN, _KOLOMMEN_SPAN = f"{TABLE}number-rows-spanned", f"{TABLE}number-columns-spanned"

_MANIFEST, _META = "META-INF/manifest.xml", "meta.xml"
_MAX_RIJEN, _MAX_KOLOMMEN = 2**20, 2**14
"""What a sheet can hold."""
_ANDER_BESTAND = re.compile(r"'.*'#\$")
_GENERATOR = re.compile(rb"<meta:generator>([^<$]{1,60})")

_DTD = "De werkmap bevat een eigen documenttype (DTD); dat hoort niet in een export."
_GEEN_WERKMAP = "Dit is een OpenDocument-bestand zonder werkbladen, bijvoorbeeld een tekst of een presentatie."
_WACHTWOORD = ("Het bestand is met een wachtwoord beveiligd.", "Haal het wachtwoord eraf en sla het opnieuw op.")


def lees_ods(data: bytes, naam: str, budget: Budget) -> tuple[tuple[Sheet, ...], str]:
    """Return the sheets and the program that wrote them.  Raises ``OnleesbaarError``."""
    return in_child(ods_hier, data, naam, budget)


def ods_hier(data: bytes, naam: str, budget: Budget) -> tuple[tuple[Sheet, ...], str]:
    """Do what ``lees_ods`` does, in this very process."""
    archief = Archief(data, budget)
    if archief.heeft(_MANIFEST) and b"encryption-data" in archief.lees(_MANIFEST):
        raise OnleesbaarError(*_WACHTWOORD)
    content = _Content(naam, budget)
    content.lees(archief.stroom("content.xml"))
    if not content.is_werkmap:
        raise OnleesbaarError(_GEEN_WERKMAP)
    return tuple(content.sheets), _producent(archief)


def _producent(archief: Archief) -> str:
    """Return what program wrote the workbook, without its platform; it is read for messages only."""
    try:
        found = _GENERATOR.search(archief.lees(_META)) if archief.heeft(_META) else None
    except (OnleesbaarError, *BESCHADIGD):
        found = None
    return "".join(filter(str.isprintable, found[1].decode("utf-8", "replace"))) if found else ""


class _Tabel:
    """One table while it is read: where reading is, and what holds for rows and columns."""

    def __init__(self, naam: str, budget: Budget, *, zichtbaar: bool) -> None:
        self.rooster = Rooster(naam, budget)
        self.voorraad = Voorraad()
        self.zichtbaar = zichtbaar
        self.rij = self.kolom = self.kolommen = 0
        self.herhaald = 1
        """How often this row stands there."""
        self.inhoud: list[tuple[int, int, int]] = []
        """Of this row: column, how often repeated, code; filled cells only."""
        self.spans: list[tuple[int, int, int]] = []
        """Of this row: column, rows and columns that a merged cell covers."""
        self.merges: list[Merge] = []
        self.verborgen_rijen: list[range] = []
        self.verborgen_kolommen: list[range] = []
        self.gevuld = 0

    def zet(self, aantal: int, inhoud: Waarde = None, opmaak: Opmaak = "") -> None:
        """Put the next cells of this row, which are alike; empty ones only take their places."""
        pool = self.voorraad
        code = pool.getal(inhoud, opmaak) if isinstance(inhoud, float) else pool.code(inhoud, opmaak)
        if code:
            self.inhoud.append((self.kolom, aantal, code))
        self.kolom += aantal

    def rij_uit(self) -> None:
        """Put the row as often as it stands there.  Raises ``OnleesbaarError`` where that is too much."""
        if self.inhoud:
            self._ruimte()
        put = self.rooster.zet
        # An empty row stands there a million times at the end of most sheets.
        for rij in range(self.rij, self.rij + (self.herhaald if self.inhoud else 1)):
            for kolom, aantal, code in self.inhoud:
                for k in range(kolom, kolom + aantal):
                    put(rij, k, code)
            self.merges += [Merge(rij, k, rij + high - 1, k + wide - 1) for k, high, wide in self.spans]
        self.rooster.budget.tik()
        self.inhoud.clear()
        self.spans.clear()
        self.rij += self.herhaald
        self.kolom = 0

    def _ruimte(self) -> None:
        kolom, aantal, _ = self.inhoud[-1]
        self.gevuld += self.herhaald * sum(aantal for _, aantal, _ in self.inhoud)
        too_many = self.gevuld > self.rooster.budget.lezen.max_cellen
        if too_many or self.rij + self.herhaald > _MAX_RIJEN or kolom + aantal > _MAX_KOLOMMEN:
            wat = f"Blad '{self.rooster.naam}' is veel te groot: er staan cellen herhaald tot ver buiten een werkblad."
            raise OnleesbaarError(wat, KLEINER, self.rooster.naam, cel(self.rij, kolom))

    def sheet(self, bestand: str) -> Sheet:
        """Return the table as a sheet; rows and columns after the last filled cell are no part of it."""
        codes = self.voorraad.vast(self.rooster.sluit())
        hoogte, breedte = codes.shape
        return Sheet(
            bestand,
            self.rooster.naam,
            codes,
            tuple(self.voorraad.waarden),
            tuple(self.voorraad.opmaken),
            merges=tuple(self.merges),
            zichtbaar=self.zichtbaar,
            verborgen_rijen=_leden(self.verborgen_rijen, hoogte),
            verborgen_kolommen=_leden(self.verborgen_kolommen, breedte),
        )


def _leden(spans: Iterable[range], end: int) -> frozenset[int]:
    return frozenset(index for span in spans for index in range(span.start, min(span.stop, end)))


class _Content:
    """The elements of ``content.xml``, one by one."""

    def __init__(self, bestand: str, budget: Budget) -> None:
        self.is_werkmap = False
        self.sheets: list[Sheet] = []
        self._bestand = bestand
        self._budget = budget
        self._onzichtbaar: set[str] = set()
        self._stijl = ""
        self._tabel: _Tabel | None = None
        self._groepen: list[bool] = []
        """Of the groups of rows or columns around here: whether each is folded away."""
        self._cel: Attributen | None = None
        self._tekst = CelTekst()
        self._diepte = self._stil = 0
        """How deep in the tree, and since which depth nothing counts (0: everything does)."""
        self._parser = nieuwe_ontleder(" ")
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._einde
        self._parser.StartDoctypeDeclHandler = _weiger_dtd
        self._begins = self._handlers()
        self._eindes: dict[str, Callable[[], None]] = {
            f"{TABLE}table": self._tabel_uit,
            f"{TABLE}table-row": self._rij_uit,
            f"{TABLE}table-cell": self._cel_uit,
            f"{TABLE}table-row-group": self._groep_uit,
            f"{TABLE}table-column-group": self._groep_uit,
            f"{TEXT}p": self._alinea_uit,
        }

    def _handlers(self) -> dict[str, Callable[[Attributen], None]]:
        return {
            f"{OFFICE}spreadsheet": self._werkmap,
            f"{_STYLE}style": self._stijl_in,
            f"{_STYLE}table-properties": self._tabelstijl,
            f"{TABLE}table": self._tabel_in,
            f"{TABLE}table-column": self._kolom_in,
            f"{TABLE}table-row": self._rij_in,
            f"{TABLE}table-cell": self._cel_in,
            f"{TABLE}covered-table-cell": self._bedekt,
            f"{TABLE}table-row-group": self._groep_in,
            f"{TABLE}table-column-group": self._groep_in,
            f"{TEXT}p": self._alinea_in,
            f"{TEXT}s": self._tekst.spaties,
            f"{TEXT}tab": self._tekst.tab,
            f"{TEXT}line-break": self._tekst.regel,
        }

    def lees(self, stukken: Iterable[bytes]) -> None:
        """Read the whole part, piece by piece."""
        voer(self._parser, stukken, self._budget)

    def _begin(self, name: str, attributes: Attributen) -> None:
        self._diepte += 1
        if self._stil:
            return
        handler = self._begins.get(name)
        if handler is not None:
            handler(attributes)
        elif name.startswith(_STIL):
            self._zwijg()

    def _einde(self, name: str) -> None:
        self._diepte -= 1
        if self._stil:
            if self._diepte < self._stil:
                self._stil = 0
                self._parser.CharacterDataHandler = self._tekst.teken if self._tekst.open else None
            return
        handler = self._eindes.get(name)
        if handler is not None:
            handler()

    def _zwijg(self) -> None:
        """Let nothing count until the element that begins here ends."""
        self._stil = self._diepte
        self._parser.CharacterDataHandler = None

    def _werkmap(self, _attributes: Attributen) -> None:
        self.is_werkmap = True

    def _stijl_in(self, attributes: Attributen) -> None:
        self._stijl = attributes.get(f"{_STYLE}name", "")

    def _tabelstijl(self, attributes: Attributen) -> None:
        if attributes.get(f"{TABLE}display") == "false":
            self._onzichtbaar.add(self._stijl)

    def _tabel_in(self, attributes: Attributen) -> None:
        naam = attributes.get(f"{TABLE}name", "")
        if self._tabel is not None or _ANDER_BESTAND.match(naam):
            self._zwijg()
            return
        self._budget.blad(naam)
        hidden = attributes.get(f"{TABLE}display") == "false"
        hidden = hidden or attributes.get(f"{TABLE}style-name") in self._onzichtbaar
        self._tabel = _Tabel(naam, self._budget, zichtbaar=not hidden)

    def _tabel_uit(self) -> None:
        tabel, self._tabel = self._hier, None
        self.sheets.append(tabel.sheet(self._bestand))

    @property
    def _hier(self) -> _Tabel:
        """The table that is being read.  Raises ``ValueError`` where its parts stand outside one."""
        if self._tabel is None:
            raise ValueError
        return self._tabel

    def _groep_in(self, attributes: Attributen) -> None:
        self._groepen.append(attributes.get(f"{TABLE}display") == "false")

    def _groep_uit(self) -> None:
        self._groepen.pop()

    def _verborgen(self, attributes: Attributen) -> bool:
        return attributes.get(f"{TABLE}visibility", "visible") != "visible" or any(self._groepen)

    def _kolom_in(self, attributes: Attributen) -> None:
        tabel = self._hier
        first, tabel.kolommen = tabel.kolommen, tabel.kolommen + _aantal(attributes, _KOLOMMEN_HERHAALD)
        if self._verborgen(attributes):
            tabel.verborgen_kolommen.append(range(first, tabel.kolommen))

    def _rij_in(self, attributes: Attributen) -> None:
        tabel = self._hier
        tabel.herhaald = _aantal(attributes, _RIJEN_HERHAALD)
        if self._verborgen(attributes):
            tabel.verborgen_rijen.append(range(tabel.rij, tabel.rij + tabel.herhaald))

    def _rij_uit(self) -> None:
        self._hier.rij_uit()

    def _cel_in(self, attributes: Attributen) -> None:
        self._cel = attributes
        high, wide = _aantal(attributes, _RIJEN_SPAN), _aantal(attributes, _KOLOMMEN_SPAN)
        if high > 1 or wide > 1:
            tabel = self._hier
            tabel.spans.append((tabel.kolom, min(high, _MAX_RIJEN), min(wide, _MAX_KOLOMMEN)))

    def _cel_uit(self) -> None:
        cell, self._cel = self._cel or {}, None
        shown = self._tekst.neem()
        inhoud = waarde(cell, shown) if cell or shown else (None, "")
        self._hier.zet(_aantal(cell, _KOLOMMEN_HERHAALD), *inhoud)

    def _bedekt(self, attributes: Attributen) -> None:
        """Take the places of cells under a merged one, whatever they still hold."""
        self._hier.zet(_aantal(attributes, _KOLOMMEN_HERHAALD))
        self._zwijg()

    def _alinea_in(self, _attributes: Attributen) -> None:
        if self._cel is not None and toont(self._cel):
            self._tekst.open = True
            self._parser.CharacterDataHandler = self._tekst.teken

    def _alinea_uit(self) -> None:
        if self._tekst.open:
            self._tekst.einde()
            self._parser.CharacterDataHandler = None


def _aantal(attributes: Attributen, key: str) -> int:
    """Return a count that is 1 where nothing says otherwise.  Raises ``ValueError`` for something else."""
    return max(1, int(attributes[key])) if key in attributes else 1


def _weiger_dtd(*_declaration: object) -> None:
    raise OnleesbaarError(_DTD, HERSTEL)
