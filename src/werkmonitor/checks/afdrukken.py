"""A changed export: what it looks like now against what it looked like at the last build.

Nothing in a picture is a number of the export, so keeping one discloses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from werkmonitor.bronnen.feiten import Afdruk, Feiten
from werkmonitor.bronnen.tabellen.kennis import naaste
from werkmonitor.bronnen.tabellen.lijst import nodige_koppen
from werkmonitor.bronnen.tabellen.zoeken import veldsleutel
from werkmonitor.bronnen.waarden.persoon import kort
from werkmonitor.bronnen.waarden.values import vouw
from werkmonitor.findings import Ernst, Finding, Location
from werkmonitor.formula.fouten import opsomming
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Bron
from werkmonitor.programma.schema import Programma

MEESTE_LEDEN = 2000
"""A dimension with more members is a list of cases; its members are not kept."""
GENOEMD = 5
_OPMAAK = {"": "gewoon getal", "procent": "percentage", "geld": "bedrag", "datum": "datum"}


@dataclass(frozen=True)
class Beeld:
    """What one source looks like in one delivery: its first file, and the captions of its members by dimension."""

    afdruk: Afdruk
    leden: dict[str, tuple[str, ...]] = field(default_factory=dict)


Vorige = Callable[[str], Beeld | None]
"""Returns the kept picture of a source to compare with, if there is one."""


def beelden(feiten: Feiten, levering: Periode) -> dict[str, Beeld]:
    """Return the picture of each source that a delivery has."""
    found: dict[str, Beeld] = {}
    for afdruk in feiten.afdrukken:
        if afdruk.levering == str(levering) and afdruk.bron not in found:
            found[afdruk.bron] = Beeld(afdruk, _leden(feiten, afdruk.bron, levering))
    return found


def _leden(feiten: Feiten, bron: str, levering: Periode) -> dict[str, tuple[str, ...]]:
    leden: dict[str, set[str]] = {}
    for tabel in feiten.tabellen:
        if tabel.bron == bron and tabel.levering == levering:
            for naam, kolom in tabel.dimensies.items():
                captions = tabel.bijschriften.get(naam, {})
                leden.setdefault(naam, set()).update(captions.get(lid, lid) for lid in kolom.leden)
    return {naam: tuple(sorted(found)) for naam, found in leden.items() if len(found) <= MEESTE_LEDEN}


def vergelijk_afdrukken(programma: Programma, nu: Mapping[str, Beeld], vorige: Vorige) -> Iterator[Finding]:
    """Yield what changed in each source since the picture that was kept; without one there is nothing to say."""
    for bron in programma.bron:
        new, old = nu.get(bron.id), vorige(bron.id)
        if new is not None and old is not None:
            yield from _Vergelijking(programma, bron, old, new).findings()


class _Vergelijking:
    """One source then and now."""

    def __init__(self, programma: Programma, bron: Bron, oud: Beeld, nieuw: Beeld) -> None:
        self.programma, self.bron, self.oud, self.nieuw = programma, bron, oud, nieuw
        self.toen = f"bij de vorige monitor ({oud.afdruk.levering})"

    def findings(self) -> Iterator[Finding]:
        yield from self._koppen()
        if self.nieuw.afdruk.herkend:
            yield from self._maten()
            yield from self._leden()
        yield from self._rest()

    def _koppen(self) -> Iterator[Finding]:
        """Yield needed headers that have another name or another place than before."""
        old, new = self.oud.afdruk.koppen, self.nieuw.afdruk.koppen
        before = {vouw(text): letters for text, letters in old}
        now = {vouw(text): letters for text, letters in new}
        strange = {letters: text for text, letters in new if vouw(text) not in before}
        moved = []
        for veld, koppen in nodige_koppen(self.bron).items() if self.bron.vorm != "kruistabel" else ():
            there = next((text for text in map(vouw, koppen) if text in now), None)
            then = next((text for text in map(vouw, koppen) if text in before), None)
            if then is None:
                continue
            if there is None:
                yield from self._hernoemd(veld, koppen, before[then], strange)
            elif before[then] != now[there]:
                moved.append(f"'{kort(koppen[0])}' van {before[then]} naar {now[there]}")
        if moved:
            wat = f"Kolommen zijn verplaatst: {self._genoemd(moved)}."
            yield self._meld("kolom-verplaatst", "info", wat, "", self._kop_plek())

    def _hernoemd(
        self, veld: str, koppen: Sequence[str], letters: str, strange: Mapping[str, str]
    ) -> Iterator[Finding]:
        """Yield that a header has another name: the one in its old column, else the one that looks most like it."""
        like = (other for other in strange.values() if naaste(other, koppen))
        text = strange.get(letters) or naaste(koppen[0], strange.values()) or next(like, None)
        if text is None:
            return
        place = next(column for column, other in strange.items() if other == text)
        wanted = ", ".join(f'"{kop}"' for kop in (*koppen, text))
        wat = f"Kolom '{kort(koppen[0])}' stond {self.toen} in {letters}; bedoel je '{kort(text)}' in {place}?"
        doen = f"Heet de kolom nu zo, zet dan bij bron {self.bron.id}: {veldsleutel(self.bron, veld)} = [{wanted}]."
        yield self._meld("kop-hernoemd", "waarschuwing", wat, doen, self._kop_plek(place))

    def _maten(self) -> Iterator[Finding]:
        old, new = dict(self.oud.afdruk.maten), dict(self.nieuw.afdruk.maten)
        gone = [maat for maat in old if maat not in new]
        if gone:
            wat = f"Voor {self._genoemd(gone)} staat er geen enkel getal meer; {self.toen} wel."
            yield self._meld("maat-weg", "waarschuwing", wat, "Kijk of het rapport deze kolom nog heeft.")
        for maat in sorted(old.keys() & new.keys()):
            if old[maat] != new[maat]:
                wat = f"{maat} is nu opgemaakt als {_OPMAAK[new[maat]]}, en was {self.toen} {_OPMAAK[old[maat]]}."
                doen = "Kijk of het rapport nog dezelfde eenheid heeft; tussen 0,36 en 36 zit een factor 100."
                yield self._meld("opmaak-anders", "waarschuwing", wat, doen)

    def _leden(self) -> Iterator[Finding]:
        for naam in sorted(self.oud.leden.keys() & self.nieuw.leden.keys()):
            dimensie = self.programma.dimensie_van(naam).naam
            before, now = ({vouw(lid): lid for lid in beeld.leden[naam]} for beeld in (self.oud, self.nieuw))
            new = [f"'{kort(lid)}'" for fold, lid in now.items() if fold not in before]
            gone = [f"'{kort(lid)}'" for fold, lid in before.items() if fold not in now]
            if new:
                wat = f"Nieuw bij {dimensie}: {self._genoemd(new)}. Dat was er niet {self.toen}."
                doen = "Kijk of het echt nieuw is of een andere naam voor iets dat er al was."
                yield self._meld("lid-nieuw", "waarschuwing", wat, doen)
            if gone:
                # Where an empty place means nobody, a member can be away because nobody was counted.
                ernst: Ernst = "info" if self.bron.leeg == "nul" else "waarschuwing"
                wat = f"Weg bij {dimensie}: {self._genoemd(gone)}. Dat was er wel {self.toen}."
                yield self._meld(
                    "lid-weg", ernst, wat, "Kijk of het rapport nog alles toont, of dat er een filter op staat."
                )

    def _rest(self) -> Iterator[Finding]:
        old, new = self.oud.afdruk, self.nieuw.afdruk
        if old.producent != new.producent:
            one, other = (afdruk.producent or "een onbekend programma" for afdruk in (new, old))
            wat = f"Dit bestand komt uit {one}; {self.toen} uit {other}."
            doen = "Is het bestand bewerkt, gebruik dan liever de export zelf."
            yield self._meld("producent-anders", "info", wat, doen)
        if new.herkend and len(old.bladen) != len(new.bladen):
            wat = f"De tabel staat nu op {len(new.bladen)} bladen; {self.toen} op {len(old.bladen)}."
            yield self._meld("bladen-anders", "info", wat, "")

    def _genoemd(self, names: Sequence[str]) -> str:
        more = [f"nog {len(names) - GENOEMD}"] if len(names) > GENOEMD else []
        return opsomming([*names[:GENOEMD], *more])

    def _kop_plek(self, letters: str = "") -> Location:
        afdruk = self.nieuw.afdruk
        blad = afdruk.bladen[0] if afdruk.bladen else None
        cell = f"{letters}{afdruk.koprij + 1}" if letters else None
        return Location(afdruk.bestand, blad or None, cell)

    def _meld(self, code: str, ernst: Ernst, wat: str, doen: str, plek: Location | None = None) -> Finding:
        gevolg = "" if ernst == "info" else "Cijfers zijn misschien niet te vergelijken met die van toen."
        return Finding(code, ernst, wat, plek or self._kop_plek(), gevolg, doen)
