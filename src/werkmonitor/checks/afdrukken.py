"""A changed export: what it looks like now against what it looked like in an earlier delivery, or at the last build.

Nothing in a picture is a number of the export, so keeping one discloses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from werkmonitor.bronnen.feiten import Afdruk, Feiten
from werkmonitor.bronnen.meldingen.zinnen import vervang_kop
from werkmonitor.bronnen.tabellen.kennis import TABBLAD
from werkmonitor.bronnen.tabellen.lijst import nodige_koppen
from werkmonitor.bronnen.tabellen.zoeken import veldsleutel
from werkmonitor.bronnen.waarden.persoon import kort
from werkmonitor.bronnen.waarden.values import naaste, vouw
from werkmonitor.findings import Ernst, Finding, Location
from werkmonitor.formula.fouten import opsomming
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Bron
from werkmonitor.programma.schema import Programma

MEESTE_LEDEN = 2000
"""A dimension with more members is a list of cases; its members are not kept."""
GENOEMD = 5
LIJKT_OP = 0.8
"""How much two members look alike when one may be the new name of the other."""
_OPMAAK = {
    "": "gewoon getal",
    "procent": "percentage",
    "geld": "bedrag",
    "datum": "datum",
    "procenttekst": "percentage",
    "maal": "bedrag in duizenden",
}


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


Fouten = Mapping[str, Sequence[Finding]]
"""The faults in the files of each source."""


def controleer_afdrukken(programma: Programma, feiten: Feiten, periode: Periode, faults: Fouten) -> Iterator[Finding]:
    """Yield what changed in each source since the last delivery before it that is read along."""
    eerder: dict[str, Beeld] = {}
    deliveries = {Periode.parse(afdruk.levering) for afdruk in feiten.afdrukken}
    for levering in sorted(deliveries, key=lambda item: (item.start + item.lengte, item.lengte)):
        if levering.start + levering.lengte <= periode.start:
            eerder |= beelden(feiten, levering)
    yield from vergelijk_afdrukken(programma, beelden(feiten, periode), eerder.get, faults)


def vergelijk_afdrukken(
    programma: Programma, nu: Mapping[str, Beeld], vorige: Vorige, faults: Fouten | None = None
) -> Iterator[Finding]:
    """Yield what changed in each source since another picture of it; without one there is nothing to say."""
    for bron in programma.bron:
        new, old = nu.get(bron.id), vorige(bron.id)
        if new is not None and old is not None:
            yield from _Vergelijking(programma, bron, old, new, (faults or {}).get(bron.id, ())).findings()


class _Vergelijking:
    """One source then and now."""

    def __init__(
        self, programma: Programma, bron: Bron, oud: Beeld, nieuw: Beeld, faults: Sequence[Finding] = ()
    ) -> None:
        self.programma, self.bron, self.oud, self.nieuw, self.faults = programma, bron, oud, nieuw, faults
        self.toen = f"bij de vorige monitor ({oud.afdruk.levering})"

    def findings(self) -> Iterator[Finding]:
        yield from self._koppen()
        if self.nieuw.afdruk.herkend and not self.faults:  # what could not be read is not gone
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
            gevolg = "De koppen wijzen de kolommen aan, dus de cijfers veranderen niet."
            yield Finding("kolom-verplaatst", "info", wat, self._kop_plek(), gevolg, "Er hoeft niets te gebeuren.")

    def _hernoemd(
        self, veld: str, koppen: Sequence[str], letters: str, strange: Mapping[str, str]
    ) -> Iterator[Finding]:
        """Yield that a header has another name: the one in its old column, else the one that looks most like it."""
        like = (other for other in strange.values() if naaste(other, koppen))
        text = strange.get(letters) or naaste(koppen[0], strange.values()) or next(like, None)
        if text is None:
            return
        place = next(column for column, other in strange.items() if other == text)
        wat = f"Kolom '{kort(koppen[0])}' stond {self.toen} in {letters}; bedoelt u '{kort(text)}' in {place}?"
        advice = vervang_kop(veldsleutel(self.bron, veld), koppen, text)
        if any(advice in fault.doen for fault in self.faults):
            return  # the fault says so already
        doen = f"Heet de kolom nu zo? {advice}"
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
            new = [lid for fold, lid in now.items() if fold not in before]
            gone = [lid for fold, lid in before.items() if fold not in now]
            for lid, other in _hernoemd(gone, new):
                gone.remove(lid)
                new.remove(other)
                yield self._hernoemd_lid(naam, dimensie, lid, other)
            yield from self._nieuw_en_weg(naam, dimensie, new, gone)

    def _hernoemd_lid(self, naam: str, dimensie: str, lid: str, other: str) -> Finding:
        what = "Blad" if self._op_tabblad(naam) else f"Bij {dimensie}:"
        wat = f"{what} '{kort(lid)}' heet nu misschien '{kort(other)}'. Zo heette het {self.toen}."
        doen = "Herstel de naam in het rapport, of zet beide namen bij hetzelfde lid in [[dimensie]]."
        return self._meld("lid-hernoemd", "waarschuwing", wat, doen, self._lid_plek(naam, other))

    def _nieuw_en_weg(self, naam: str, dimensie: str, new: Sequence[str], gone: Sequence[str]) -> Iterator[Finding]:
        if new:
            wat = f"Nieuw bij {dimensie}: {self._leden_genoemd(new)}. Dat was er niet {self.toen}."
            doen = "Kijk of het echt nieuw is of een andere naam voor iets dat er al was."
            yield self._meld("lid-nieuw", "waarschuwing", wat, doen, self._lid_plek(naam, new[0]))
        if gone:
            # Where an empty place means nobody, a member can be away because nobody was counted.
            ernst: Ernst = "info" if self.bron.leeg == "nul" else "waarschuwing"
            wat = f"Weg bij {dimensie}: {self._leden_genoemd(gone)}. Dat was er wel {self.toen}."
            doen = "Kijk of het rapport nog alles toont, of dat er een filter op staat."
            yield self._meld("lid-weg", ernst, wat, doen, self._lid_plek(naam))

    def _op_tabblad(self, naam: str) -> bool:
        return TABBLAD in self.bron.dimensies.get(naam, ())

    def _lid_plek(self, naam: str, lid: str = "") -> Location:
        """Return the sheet that is called after a member, else the one sheet of the table, else the file."""
        afdruk = self.nieuw.afdruk
        sheets = (
            [blad for blad in afdruk.bladen if vouw(blad) == vouw(lid)] if self._op_tabblad(naam) else afdruk.bladen
        )
        return Location(afdruk.bestand, sheets[0] or None if len(sheets) == 1 else None)

    def _rest(self) -> Iterator[Finding]:
        old, new = self.oud.afdruk, self.nieuw.afdruk
        if old.producent != new.producent:
            one, other = (afdruk.producent or "een onbekend programma" for afdruk in (new, old))
            wat = f"Dit bestand komt uit {one}; {self.toen} uit {other}."
            doen = "Is het bestand bewerkt, gebruik dan liever de export zelf."
            yield self._meld("producent-anders", "info", wat, doen)
        if new.herkend and len(old.bladen) != len(new.bladen):
            wat = f"De tabel staat nu op {len(new.bladen)} bladen; {self.toen} op {len(old.bladen)}."
            gevolg = "Alle bladen met de tabel zijn gelezen."
            doen = "Kijk of er geen blad ontbreekt of te veel staat."
            yield Finding("bladen-anders", "info", wat, Location(new.bestand), gevolg, doen)

    def _leden_genoemd(self, leden: Sequence[str]) -> str:
        return self._genoemd([f"'{kort(lid)}'" for lid in leden])

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


def _hernoemd(gone: Iterable[str], new: Iterable[str]) -> list[tuple[str, str]]:
    """Pair each member that is gone with a new one that looks very much like it."""
    left = {vouw(lid): lid for lid in new}
    found: list[tuple[str, str]] = []
    for lid in gone:
        found += [(lid, left.pop(fold)) for fold in get_close_matches(vouw(lid), left, n=1, cutoff=LIJKT_OP)]
    return found
