"""The smallest set of stukken to hide: fewest, then least weight, so that no reader can compute what must stay hidden.

Part by part: choose by the proofs so far (``keuze``), look whether that is safe, and if not, add the proof that it is
not (``bewijs``) and choose again. The first choice that is safe is the best one, because every proof holds for every
safe choice.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from werkmonitor.onthulling.aanval import Interval, interval
from werkmonitor.onthulling.bewijs import Onderzoek
from werkmonitor.onthulling.keuze import Keuze
from werkmonitor.onthulling.splitsen import Deel, splits
from werkmonitor.onthulling.terugval import DUIDELIJK, Herstel, NietTeBeschermen
from werkmonitor.onthulling.vraagstuk import Naam, Vraagstuk


@dataclass(frozen=True, slots=True)
class Grenzen:
    """How far the search for the best goes in one part, in steps and never in time.

    ``rondes`` of choices in parts for each aim, ``keuzes`` in steps of the simplex method for real choices, and
    ``bewijzen``: the programmes for proofs.
    """

    rondes: int = 60
    keuzes: int = 40_000
    bewijzen: int = 6_000


HELFT = 1 / 2
"""From here on a stuk that is hidden in part counts as hidden, where a choice in parts becomes a real one."""


@dataclass(frozen=True, slots=True)
class Oplossing:
    """The ids to hide. ``exact``: it is the best; if not, a limit was reached and it only is safe."""

    verborgen: frozenset[Naam]
    exact: bool


class Onoplosbaar(Exception):  # noqa: N818 - it is an answer, not a fault of the program
    """Even hiding all that may be hidden does not protect ``naam``; its text is the reason in Dutch, without figures.

    ``interval`` is what readers can say all the same, and ``nodig`` how wide that must be.
    """

    def __init__(
        self, naam: Naam, reden: str, interval: Interval = (None, None), nodig: Fraction = Fraction(0)
    ) -> None:
        super().__init__(reden)
        self.naam, self.interval, self.nodig = naam, interval, nodig


def los_op(vraagstuk: Vraagstuk, grenzen: Grenzen | None = None) -> Oplossing:
    """Return what to hide; raises ``Onoplosbaar``, or ``Tegenstrijdig`` when the bounds leave no values at all."""
    verborgen = {nummer for nummer, stuk in enumerate(vraagstuk.stukken) if stuk.primair}
    gewichten = [stuk.gewicht for stuk in vraagstuk.stukken]
    exact = True
    for stuk in vraagstuk.stukken:
        if stuk.primair and stuk.vast:
            raise Onoplosbaar(stuk.id, "Dit getal moet getoond worden, maar het is te klein om te tonen.")
    for deel in splits(vraagstuk):
        try:
            zoektocht = _Zoektocht(deel, gewichten, grenzen or Grenzen())
        except NietTeBeschermen as error:
            raise _onoplosbaar(vraagstuk, deel, error) from None
        exact = zoektocht.beste_van_alle() and exact
        verborgen |= zoektocht.beste
    return Oplossing(frozenset(vraagstuk.stukken[nummer].id for nummer in verborgen), exact)


class _Zoektocht:
    """The search in one part; ``beste`` is safe all the time."""

    def __init__(self, deel: Deel, gewichten: Sequence[Fraction], grenzen: Grenzen) -> None:
        """Begin with a safe choice; raises ``NietTeBeschermen``."""
        self._grenzen = grenzen
        self._onderzoek = Onderzoek(deel)
        self._herstel = Herstel(self._onderzoek, gewichten)
        self._keuze = Keuze(deel, gewichten)
        self._gesneden = 0
        self.beste = self._herstel.veilig(deel.primair)
        self._herstel.weerleg(deel.primair)

    def beste_van_alle(self) -> bool:
        """Look for the best choice; False when a limit came first, and ``beste`` is only as small as could be."""
        for doel in range(self._keuze.doelen):
            if not (self._benaderd(doel) or self._bereikt(doel)):
                self.beste = self._herstel.krap(self.beste)
                return False
            self._keuze.houd(doel, self._keuze.waarde(self.beste)[doel])
        return True

    def _snijd(self) -> bool:
        """Let all proofs so far count; False when a limit was reached."""
        sneden = self._herstel.sneden
        self._keuze.snijd(sneden[self._gesneden :])
        self._gesneden = len(sneden)
        return self._herstel.zeker and self._onderzoek.stappen <= self._grenzen.bewijzen

    def _benaderd(self, doel: int) -> bool:
        """Collect proofs against choices in parts, which are fast to make; True when they already prove the best."""
        for _ in range(self._grenzen.rondes):
            if not self._snijd():
                return False
            waarde, delen = self._keuze.deels(doel)
            if ceil(waarde - DUIDELIJK) >= self._keuze.waarde(self.beste)[doel]:
                return True
            if not self._herstel.scheid(delen):
                veilig = self._herstel.veilig(frozenset(stuk for stuk, deel in delen.items() if deel >= HELFT))
                if not doel:
                    veilig = self._herstel.krap(veilig)
                self.beste = min(self.beste, veilig, key=self._keuze.waarde)
                return ceil(waarde - DUIDELIJK) >= self._keuze.waarde(self.beste)[doel]
        return False

    def _bereikt(self, doel: int) -> bool:
        """Choose, look whether that is safe, and choose again; True when ``beste`` is the best for this aim."""
        while self._snijd() and self._keuze.stappen <= self._grenzen.keuzes:
            keus = self._keuze.beste(doel)
            if keus is None:
                return False
            if self._keuze.waarde(self.beste)[: doel + 1] <= self._keuze.waarde(keus)[: doel + 1]:
                return True
            if self._herstel.weerleg(keus):
                continue
            veilig = self._herstel.veilig(keus)
            if veilig == keus:
                self.beste = keus
                return True
            if self._keuze.waarde(veilig) < self._keuze.waarde(self.beste):
                self.beste = self._herstel.krap(veilig)
        return False


def _onoplosbaar(vraagstuk: Vraagstuk, deel: Deel, error: NietTeBeschermen) -> Onoplosbaar:
    """Return which form it is, and what it can be computed from."""
    doel = deel.doelen[error.doel]
    if doel.stuk is not None:
        naam, vorm, nodig = (stuk := vraagstuk.stukken[doel.stuk]).id, stuk.vorm or {}, stuk.niveau
    else:
        bron = vraagstuk.beschermd[doel.beschermd or 0]
        naam, vorm, nodig = bron.naam, bron.vorm, bron.niveau
    alles = [stuk.id for stuk in vraagstuk.stukken]
    getoond = {stuk.id for stuk in vraagstuk.stukken if stuk.vast} | {alles[wie] for wie in error.verboden}
    laag, hoog = interval(vraagstuk, alles, vorm)
    if laag is not None and hoog is not None and hoog - laag < nodig:
        reden = "Het is te berekenen uit wat al bekend is, ook als alles verborgen wordt."
    else:
        laag, hoog = interval(vraagstuk, set(alles) - getoond, vorm)
        reden = "Het is te berekenen uit getallen die getoond moeten worden, of die zelf niet te beschermen zijn."
    return Onoplosbaar(naam, reden, (laag, hoog), nodig)
