"""A safe answer that need not be the smallest: hide one more for each form that is given away, then show again.

It is where the exact search begins, and what is left when that reaches a limit. All proofs that something is given away
are kept here on the way, as cuts for the search.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from werkmonitor.onthulling.bewijs import Lek, Onderzoek
from werkmonitor.onthulling.keuze import Snede, ruimte

DREMPELS = (0.02, 0.1, 0.3, 0.5, 0.7)
"""From which part on a stuk that is hidden in part counts as hidden, where proofs against such a choice are sought."""

DUIDELIJK = 1e-4
"""By so much a choice must break a proof for it to be worth adding."""


class NietTeBeschermen(Exception):  # noqa: N818 - it is an answer, said to the user by `oplossen`
    """A form that is given away whatever is hidden; ``verboden`` are stukken that cannot be hidden safely either."""

    def __init__(self, doel: int, verboden: frozenset[int]) -> None:
        super().__init__(doel)
        self.doel = doel
        self.verboden = verboden


class Herstel:
    """Makes any choice of one part safe, and keeps each proof that it needed on the way."""

    def __init__(self, onderzoek: Onderzoek, gewichten: Sequence[Fraction]) -> None:
        """Start without proofs; ``gewichten`` are those of all stukken of the question."""
        self.zeker = True
        self._sneden: dict[Snede, None] = {}
        self._onderzoek = onderzoek
        self._doelen = onderzoek.deel.doelen
        self._gewichten = gewichten
        self._altijd = onderzoek.deel.primair
        self._verboden: set[int] = set()

    @property
    def sneden(self) -> list[Snede]:
        """All proofs so far, in the order in which they were found."""
        return list(self._sneden)

    def veilig(self, verborgen: frozenset[int], *, heel: bool = True) -> frozenset[int]:
        """Return a safe choice that hides these stukken and more, but none that cannot be hidden safely.

        Without ``heel`` it is only safe from who forgets that counts are whole, which takes much less to find. Raises
        ``NietTeBeschermen``.
        """
        while True:
            geprobeerd = self._aangevuld(verborgen - self._verboden, heel=heel)
            if geprobeerd is not None:
                return geprobeerd

    def _aangevuld(self, verborgen: frozenset[int], *, heel: bool) -> frozenset[int] | None:
        """Return a safe choice; None when it turned out that one of these may not be hidden at all.

        Hiding more makes no form less uncertain, so each is asked after once.
        """
        gevraagd = [nummer for nummer, _ in self._gevraagd(verborgen)]
        for nummer in gevraagd:
            while lek := self._onderzoek.lek(nummer, verborgen, heel=heel):
                self._noteer(lek)
                keus = self._keus(lek.kern, verborgen)
                if keus is None:
                    self._verbied(nummer)
                    return None
                verborgen |= {keus}
                gevraagd += [ander for ander, doel in enumerate(self._doelen) if doel.stuk == keus]
        return verborgen

    def _gevraagd(self, verborgen: frozenset[int]) -> list[tuple[int, int | None]]:
        """Return which forms must be uncertain when these are hidden, each with its stuk (None: always)."""
        doelen = ((nummer, doel.stuk) for nummer, doel in enumerate(self._doelen))
        return [(nummer, stuk) for nummer, stuk in doelen if stuk is None or stuk in verborgen]

    def _snede(self, lek: Lek) -> Snede:
        stuk = self._doelen[lek.doel].stuk
        return Snede(lek.kern, None if stuk in self._altijd else stuk)

    def _noteer(self, lek: Lek) -> bool:
        """Keep a proof; say whether it is a new one."""
        nieuw = (snede := self._snede(lek)) not in self._sneden
        self.zeker = self.zeker and lek.zeker
        self._sneden[snede] = None
        return nieuw

    def _keus(self, kern: frozenset[int], verborgen: frozenset[int]) -> int | None:
        """Return the stuk of a proof that also answers most of the others that are open, the lightest of equals."""
        mag = kern - self._verboden
        telling = Counter(
            stuk
            for snede in self._sneden
            if snede.als is None or snede.als in verborgen
            if verborgen.isdisjoint(snede.kern)
            for stuk in snede.kern & mag
        )
        return min(mag, key=lambda stuk: (-telling[stuk], self._gewichten[stuk], stuk), default=None)

    def _verbied(self, nummer: int) -> None:
        """Never hide the stuk whose form is given away whatever else is hidden."""
        stuk = self._doelen[nummer].stuk
        if stuk is None or stuk in self._altijd:
            raise NietTeBeschermen(nummer, frozenset(self._verboden))
        self._verboden.add(stuk)

    def krap(self, verborgen: frozenset[int]) -> frozenset[int]:
        """Return a safe choice from which nothing can be shown again, the heaviest tried first."""
        for stuk in sorted(verborgen - self._altijd, key=lambda stuk: (-self._gewichten[stuk], stuk)):
            minder = verborgen - {stuk}
            if all(_houdt(snede, minder) for snede in self._sneden) and self._is_veilig(minder):
                verborgen = minder
        return verborgen

    def _is_veilig(self, verborgen: frozenset[int]) -> bool:
        """Say whether a choice is safe; keep the first proof that it is not."""
        for nummer, _ in self._gevraagd(verborgen):
            if lek := self._onderzoek.lek(nummer, verborgen):
                self._noteer(lek)
                return False
        return True

    def weerleg(self, keus: frozenset[int]) -> bool:
        """Look for proofs against a choice, for each form several without anything in common; say if there are."""
        gevonden = False
        for nummer, _ in self._gevraagd(keus):
            verborgen = keus
            while (lek := self._onderzoek.lek(nummer, verborgen, heel=False)) and lek.kern:
                gevonden = True
                self._noteer(lek)
                verborgen |= lek.kern
        return gevonden

    def scheid(self, delen: Mapping[int, float]) -> bool:
        """Look for proofs against a choice that hides stukken in part; say whether there were any."""
        for drempel in DREMPELS:
            verborgen = frozenset(stuk for stuk, deel in delen.items() if deel >= drempel)
            nieuw = False
            for nummer, _ in self._gevraagd(verborgen):
                if lek := self._onderzoek.lek(nummer, verborgen, heel=False):
                    nieuw = (ruimte(self._snede(lek), delen) < -DUIDELIJK and self._noteer(lek)) or nieuw
            if nieuw:
                return True
        return False


def _houdt(snede: Snede, verborgen: frozenset[int]) -> bool:
    return (snede.als is not None and snede.als not in verborgen) or not snede.kern.isdisjoint(verborgen)
