"""What a declaration says about the labels of one table: which caption is which member, maat or moment."""

from __future__ import annotations

from werkmonitor.bronnen.sheet import Foutcel, Waarde
from werkmonitor.bronnen.waarden.tijd import Deel, tijd
from werkmonitor.bronnen.waarden.values import bijschrift, vouw
from werkmonitor.programma.bron import TIJDROLLEN, Bron, Dimensie
from werkmonitor.programma.schema import Programma
from werkmonitor.programma.velden import Koppen

MAAT = "maat"
GENEGEERD = "-"
TABBLAD, TITEL, BESTAND = "@tabblad", "@titel", "@bestand"
PSEUDO = frozenset({TABBLAD, TITEL, BESTAND})
"""Headers that stand for something beside the table: the name of its tab, the period in its titles or its file name."""
LEDEN = "@leden"
"""What stands, in a filter on rows, for the declared members of a dimension."""


class Leden:
    """The members of one dimension, found by the captions that exports use for them."""

    def __init__(self, dimensie: Dimensie) -> None:
        self.naam = dimensie.naam
        self.open = dimensie.open or not dimensie.leden
        self.bijschriften = {lid: captions[0] for lid, captions in dimensie.leden.items()}
        self._by_caption = {vouw(text): lid for lid, captions in dimensie.leden.items() for text in captions}

    def lid(self, value: Waarde) -> str | None:
        """Return the member: the declared one, or in an open dimension the caption itself; else ``None``."""
        return self.lid_van(bijschrift(value))

    def lid_van(self, caption: str) -> str | None:
        """Return the member by its caption as ``bijschrift`` gives it."""
        found = self._by_caption.get(vouw(caption)) if self._by_caption else None
        return found if found is not None or not self.open else caption or None

    def begint_met(self, text: str) -> list[str]:
        """Return the declared captions that begin with a text: a tab has room for only so many letters."""
        start = vouw(text)
        found = {lid: caption for caption, lid in self._by_caption.items() if caption.startswith(start)}
        return [self.bijschriften[lid] for lid in found]

    def gedeclareerd(self, value: Waarde) -> bool:
        """Say whether the label is that of a declared member."""
        return vouw(bijschrift(value)) in self._by_caption

    @property
    def bekend(self) -> tuple[str, ...]:
        """The declared captions, as they are shown."""
        return tuple(self.bijschriften.values())


class Kennis:
    """The levels of one source: its dimensions, time roles and maten.

    A level is a dimension's id, a time role, ``maat``, or ``-`` for a label that is ignored.  ``naast`` are those that
    the table itself does not hold, with what does.
    """

    def __init__(self, programma: Programma, bron: Bron) -> None:
        self.programma = programma
        self.bron = bron
        headed: dict[str, Koppen] = {**bron.dimensies, **{str(rol): koppen for rol, koppen in bron.tijd.items()}}
        self.naast = {level: koppen[0] for level, koppen in headed.items() if PSEUDO.intersection(koppen)}
        own = self.naast if bron.vorm == "kruistabel" else headed
        self.niveaus = tuple(dict.fromkeys((*own, *bron.rijen, *bron.kolommen)))
        names = [level for level in self.niveaus if level not in {MAAT, GENEGEERD, *TIJDROLLEN}]
        self.dimensies = {name: Leden(programma.dimensie_van(name)) for name in names}
        self.los = frozenset(name for name in names if not programma.dimensie_van(name).optelbaar)
        """The dimensions whose members are no parts of a whole."""
        self.tijdrollen = tuple(level for level in self.niveaus if level in TIJDROLLEN)
        self.maten = {vouw(text): id_ for id_, maat in bron.maten.items() for text in maat.kolom or ()}
        self.kopniveaus = (bron.scheiding.join(bron.kolommen),) if bron.scheiding else bron.kolommen
        """The levels of the rows of a crosstab's header: a row can hold several, with a sign between them."""
        self._fits: dict[tuple[str, type, Waarde], bool] = {}

    def past(self, niveau: str, value: Waarde) -> bool:
        """Say whether a label can stand at a level."""
        if value is None or isinstance(value, Foutcel):
            return False
        key = (niveau, type(value), value)
        if key not in self._fits:
            self._fits[key] = self._past(niveau, value)
        return self._fits[key]

    def _past(self, niveau: str, value: Waarde) -> bool:
        if niveau in self.kopniveaus and self.bron.scheiding:
            return all(map(self.past, self.bron.kolommen, self.gescheiden(value)))
        if niveau == GENEGEERD:
            return True
        if niveau == MAAT:
            return vouw(bijschrift(value)) in self.maten
        if niveau in TIJDROLLEN:
            return self._past_tijd(niveau, value)
        return self.dimensies[niveau].lid(value) is not None

    def gescheiden(self, value: Waarde) -> tuple[str | None, ...]:
        """Return the labels in one cell of the header, a label a level; ``None`` for each that is not there."""
        parts = [part.strip() for part in bijschrift(value).rsplit(self.bron.scheiding, len(self.bron.kolommen) - 1)]
        return (*parts, *[None] * (len(self.bron.kolommen) - len(parts)))

    def _past_tijd(self, rol: str, value: Waarde) -> bool:
        """Say whether a label is time; a bare 9 is no month where no other level gives the year, but a count."""
        found = tijd(value, rol)
        bare = isinstance(found, Deel) and bijschrift(value).isdecimal()
        return found is not None and not (bare and len(self.tijdrollen) == 1 and self.bron.vorm == "kruistabel")

    def gedeclareerd(self, niveau: str, value: Waarde) -> bool:
        """Say whether a label is declared at a level: such a one is never a total, whatever its words."""
        if niveau == MAAT:
            return self.past(niveau, value)
        return niveau in self.dimensies and self.dimensies[niveau].gedeclareerd(value)
