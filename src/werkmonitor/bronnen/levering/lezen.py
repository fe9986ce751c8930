"""Read the deliveries of a werkmap: every source's files become facts, and everything odd becomes a finding."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from fnmatch import translate
from functools import lru_cache
from pathlib import Path

from werkmonitor.bronnen.containers.openen import open_bestand
from werkmonitor.bronnen.containers.weigeren import OnleesbaarError
from werkmonitor.bronnen.feiten import Afdruk, Bronbestand, Feiten, Feitentabel, Gelezen, Registerrij
from werkmonitor.bronnen.levering.afdruk import maak_afdruk
from werkmonitor.bronnen.levering.bijzaak import VERBORGEN, bijzaak
from werkmonitor.bronnen.levering.correcties import Correcties
from werkmonitor.bronnen.levering.dekking import staat_elders
from werkmonitor.bronnen.levering.inbox import is_kopie
from werkmonitor.bronnen.meldingen import zinnen as meldingen
from werkmonitor.bronnen.opbouw.beweging import met_beweging
from werkmonitor.bronnen.opbouw.bouwer import Bouwer
from werkmonitor.bronnen.opbouw.nazicht import nazien
from werkmonitor.bronnen.opbouw.register import registerrijen
from werkmonitor.bronnen.opbouw.totalen import controleer_totalen
from werkmonitor.bronnen.sheet import Inhoud
from werkmonitor.bronnen.tabellen.bladen import heeft_getallen, verborgen, zegt_leeg, zoek_tabellen, zonder_gegevens
from werkmonitor.bronnen.tabellen.kennis import Kennis
from werkmonitor.bronnen.tabellen.personen import persoonskolommen
from werkmonitor.bronnen.tabellen.tables import Tabel
from werkmonitor.bronnen.tabellen.zoeken import leg_uit, ontbrekende_maten
from werkmonitor.bronnen.waarden.values import naaste
from werkmonitor.findings import Finding, Location, fouten, toonbaar
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Bron
from werkmonitor.programma.schema import Programma

EXPORTS = "exports"
GROOT = 5 * 2**20
"""Bytes from which a file takes long enough to say that it is being read."""


def lees(
    programma: Programma, werkmap: Path, leveringen: Sequence[Periode], voortgang: Callable[[str], None] | None = None
) -> tuple[Feiten, list[Finding]]:
    """Read all sources of all deliveries, the first of which is the one that is reported on.

    Never raises for what is in a file: all findings come back together.  Facts of a file with a finding of severity
    *fout* are incomplete, and a build stops.  ``voortgang`` is told which large file is being read.
    """
    lezer = _Lezer(programma, werkmap, voortgang or _silent)
    for rank, levering in enumerate(dict.fromkeys(leveringen)):
        lezer.lees_levering(levering, gerapporteerd=rank == 0)
    lezer.meld_ontbrekend()
    return lezer.feiten(), lezer.findings


def _silent(_text: str) -> None:
    """Tell nobody."""


def bestanden_van(map_: Path) -> list[Path]:
    """Return the files of a delivery, sub-folders included, in a fixed order."""
    return sorted((path for path in map_.rglob("*") if path.is_file()), key=lambda path: path.as_posix())


def past_bij(patronen: Iterable[str], pad: str) -> bool:
    """Say whether a path within a delivery matches a pattern, without minding case.

    A pattern with a ``/`` is held against the whole path, another against the name.
    """
    path = _folded(pad)
    name = path.rpartition("/")[2]
    return any(_compiled(patroon).match(path if "/" in patroon else name) for patroon in patronen)


def _folded(pad: str) -> str:
    """Return a path without case, and with accents as one character: a Mac writes them as two."""
    return unicodedata.normalize("NFC", pad).casefold()


@lru_cache(maxsize=1000)
def _compiled(patroon: str) -> re.Pattern[str]:
    return re.compile(translate(_folded(patroon)))


@dataclass
class _Lezer:
    programma: Programma
    werkmap: Path
    voortgang: Callable[[str], None]
    findings: list[Finding] = field(default_factory=list)
    tabellen: list[Feitentabel] = field(default_factory=list)
    registers: dict[tuple[str, str], tuple[Registerrij, ...]] = field(default_factory=dict)
    bestanden: list[Bronbestand] = field(default_factory=list)
    gelezen: list[Gelezen] = field(default_factory=list)
    afdrukken: list[Afdruk] = field(default_factory=list)
    gerapporteerd: bool = True
    _inhoud: dict[Path, Inhoud | None] = field(default_factory=dict)
    _ontbrekend: list[tuple[Bron, Periode, Finding]] = field(default_factory=list)
    """Sources without a file in an earlier delivery: what they say may stand in another one."""

    def __post_init__(self) -> None:
        self.correcties = Correcties(self.programma, self.findings)

    def feiten(self) -> Feiten:
        """Return what was read, and report the corrections that did not matter to it."""
        rows = [rij for rijen in self.registers.values() for rij in rijen]
        corrected = self.correcties.sluit(self.werkmap / EXPORTS, self.tabellen, rows)
        read = (tuple(self.tabellen), self.registers, tuple(self.bestanden), tuple(self.gelezen))
        return Feiten(*read, corrected, tuple(self.afdrukken))

    def lees_levering(self, levering: Periode, *, gerapporteerd: bool) -> None:
        """Read one folder; sheets that no source recognises are reported after all sources have been tried."""
        self.gerapporteerd = gerapporteerd
        map_ = self.werkmap / EXPORTS / str(levering)
        files = bestanden_van(map_)
        aside = {path: reden for path in files if (reden := bijzaak(path.relative_to(map_).as_posix()))}
        for path, reden in aside.items():
            if reden != VERBORGEN:
                self.gelezen.append(Gelezen("", str(levering), self._pad(path), reden=reden))
        files = [path for path in files if path not in aside]
        self.correcties.lees_levering(levering, self._pad(map_), [self._pad(path) for path in files])
        recognised: dict[Path, set[int]] = {}
        for bron in self.programma.bron:
            found = [path for path in files if past_bij(bron.bestand, path.relative_to(map_).as_posix())]
            if not found:
                self._missing(bron, levering, files)
                continue
            self._bron(bron, levering, found, recognised)
        self._left_over(str(levering), recognised)

    def _pad(self, path: Path) -> str:
        return path.relative_to(self.werkmap).as_posix()

    def meld_ontbrekend(self) -> None:
        """Report the sources that an earlier delivery lacks, but for what another delivery states."""
        lacking = (each for each in self._ontbrekend if not staat_elders(each[0], each[1], self.tabellen))
        self.findings += [finding for _, _, finding in lacking]

    def _missing(self, bron: Bron, levering: Periode, files: list[Path]) -> None:
        map_ = self.werkmap / EXPORTS / str(levering)
        taken = [other.bestand for other in self.programma.bron if other is not bron]
        free = [path for path in files if not any(past_bij(own, path.relative_to(map_).as_posix()) for own in taken)]
        nearest = naaste(bron.bestand[0].replace("*", ""), [path.name for path in free])
        plek = Location(self._pad(map_))
        ernst = meldingen.ernst_ontbreekt(bron, gerapporteerd=self.gerapporteerd)
        finding = meldingen.bron_ontbreekt(bron, map_.name, plek, ernst, nearest)
        if self.gerapporteerd:
            self.findings.append(finding)
        else:
            self._ontbrekend.append((bron, levering, finding))

    def _bron(self, bron: Bron, levering: Periode, paths: list[Path], recognised: dict[Path, set[int]]) -> None:
        kennis = Kennis(self.programma, bron)
        bouwer = Bouwer(kennis, levering, self.findings)
        rows: list[Registerrij] = []
        by_hash: dict[str, str] = {}
        for path in sorted(paths, key=is_kopie):  # of two that are the same, the one with its own name is read
            inhoud = self._open(path)
            if inhoud is None:
                continue
            if inhoud.sha256 in by_hash:
                self._copy(path, levering, by_hash[inhoud.sha256])
                recognised.setdefault(path, set()).update(range(len(inhoud.sheets)))
                continue
            by_hash[inhoud.sha256] = path.name
            bestand = Bronbestand(self._pad(path), inhoud.sha256, bron.id, str(levering))
            self.bestanden.append(bestand)
            bouwer.voeg_bestand_toe(bestand)
            recognised.setdefault(path, set()).update(self._file(inhoud, kennis, bouwer, bestand, rows))
        if bron.vorm == "register":
            self.registers[bron.id, str(levering)] = tuple(rows)
        else:
            tabel = replace(met_beweging(bouwer.feitentabel(), self.programma), correcties=self.correcties.per_cel)
            self.tabellen.append(tabel)
            if self.gerapporteerd and tabel.bestanden:
                self.findings += nazien(tabel, self.programma)

    def _open(self, path: Path) -> Inhoud | None:
        """Return the contents, read at most once, or ``None`` after reporting that there is no reading it."""
        if path not in self._inhoud:
            try:
                self._tell(path)
                inhoud = open_bestand(path, self._pad(path), self.programma.lezen, self.voortgang)
                self._inhoud[path] = self.correcties.pas_toe(inhoud, self._pad(path))
            except OnleesbaarError as fout:
                self._inhoud[path] = None
                self.findings.append(meldingen.onleesbaar(Location(self._pad(path)), fout))
        return self._inhoud[path]

    def _tell(self, path: Path) -> None:
        with suppress(OSError):
            size = path.stat().st_size
            if size >= GROOT:
                self.voortgang(f"{toonbaar(path.name)} lezen ({size >> 20} MB)")

    def _copy(self, path: Path, levering: Periode, ander: str) -> None:
        self.findings.append(meldingen.dubbel_bestand(Location(self._pad(path)), ander))
        self.gelezen.append(Gelezen("", str(levering), self._pad(path), reden=f"gelijk aan {ander}"))

    def _file(
        self, inhoud: Inhoud, kennis: Kennis, bouwer: Bouwer, bestand: Bronbestand, rows: list[Registerrij]
    ) -> set[int]:
        """Read the visible sheets of a file for one source; return the ranks of those with its table."""
        sheets = inhoud.sheets
        found = zoek_tabellen(sheets, kennis, kennis.bron.periode or bouwer.levering)
        refused = [
            finding
            for sheet, (tabel, _) in zip(sheets, found, strict=True)
            for finding in persoonskolommen(sheet, kennis, tabel)
        ]
        ranks = {rank for rank, (tabel, _) in enumerate(found) if tabel is not None}
        if refused:
            self.findings += [finding for finding in refused if finding not in self.findings]
            return set(range(len(sheets)))
        self.afdrukken.append(maak_afdruk(bestand, inhoud, [tabel for tabel, _ in found if tabel is not None], kennis))
        nothing = zonder_gegevens(sheets, found, bestand.pad)
        if not ranks:
            says_so = nothing and not any(heeft_getallen(sheet) for sheet in sheets if sheet.zichtbaar)
            self.findings += nothing if says_so else [leg_uit(sheets, kennis, bestand.pad)]
            return set(range(len(sheets)))
        self.findings += nothing + verborgen(sheets, found, bestand.pad)
        for tabel, faults in found:
            if tabel is not None:
                self.findings += faults
                self._table(tabel, kennis, bouwer, bestand, rows)
        return ranks

    def _table(
        self, tabel: Tabel, kennis: Kennis, bouwer: Bouwer, bestand: Bronbestand, rows: list[Registerrij]
    ) -> None:
        if kennis.bron.vorm == "register":
            added, faults = registerrijen(tabel, bestand)
            rows += added
            self.findings += faults
            count = len(added)
        else:
            self.findings += ontbrekende_maten(tabel, kennis)
            count = bouwer.voeg_toe(tabel)
            # Over cells that could not be read a total says nothing.
            whole = not any(
                fout.vindplaats and fout.vindplaats.bestand == bestand.pad for fout in fouten(self.findings)
            )
            self.findings += controleer_totalen(tabel, kennis) if self.gerapporteerd and whole else []
        self.gelezen.append(
            Gelezen(
                kennis.bron.id,
                bestand.levering,
                bestand.pad,
                tabel.sheet.naam,
                tabel.kop,
                count,
                tuple(tabel.weggelaten),
                bereik=tabel.bereik,
                koprijen=tabel.koprijen,
                rijen=len(tabel.datarijen),
            )
        )

    def _left_over(self, levering: str, recognised: dict[Path, set[int]]) -> None:
        for path, ranks in recognised.items():
            inhoud = self._inhoud[path]
            for rank, sheet in enumerate(inhoud.sheets if inhoud else ()):
                if rank in ranks:
                    continue
                reden = "geen gegevens" if zegt_leeg(sheet, None) else "geen herkende tabel"
                reden = reden if sheet.zichtbaar else "verborgen blad"
                self.gelezen.append(Gelezen("", levering, self._pad(path), sheet.naam, reden=reden))
                if sheet.zichtbaar and heeft_getallen(sheet):
                    self.findings.append(meldingen.blad_overgeslagen(Location(self._pad(path), sheet.naam)))
