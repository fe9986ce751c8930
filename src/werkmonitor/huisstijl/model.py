"""The house style as typed values: declared colours, those that follow from them, letters and a logo."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from typing import NamedTuple

from werkmonitor.huisstijl.kleur import BEELD, TEKST, WIT, ZWART, contrast, leesbaar, meng

LICHTEN = ("groen", "oranje", "rood", "grijs")
STAPPEN = 64
"""In how many steps a colour goes to black or white, when one is looked for that can be seen."""


@dataclass(frozen=True)
class Tokens:
    """The colours that a werkmap may declare; what it leaves out stays as it is here."""

    hoofdkleur: str = "#0a3f60"
    """Large surfaces (cover, head), the strong line or bar of a chart."""
    accent: str = "#0a3f60"
    """Links, large values and the edges of tiles; without it the main colour."""
    tekst: str = "#1b2733"
    papier: str = "#ffffff"
    lijn: str = "#d3dae1"
    groen: str = "#1a7f4b"
    oranje: str = "#c45f00"
    rood: str = "#c02626"
    grijs: str = "#66717d"


class Palet(NamedTuple):
    """The colours of charts."""

    nu: str
    """This year: the strong series, dark enough to stand out from last year without its colour."""
    vorig: str
    """Last year and everybody else."""
    anders: tuple[str, str]
    """A third and a fourth series: lines and edges of bars."""
    anders_tekst: tuple[str, str]
    tekst: str
    gedempt: str
    raster: str
    as_lijn: str
    papier: str
    norm: str
    band: str
    band_rand: str


class Paar(NamedTuple):
    """Two colours that meet in an output, with the token that can mend what is wrong with them."""

    token: str
    wat: str
    kleur: str
    grond: str
    nodig: float

    @property
    def verhouding(self) -> float:
        """Their contrast."""
        return contrast(self.kleur, self.grond)

    @property
    def tekort(self) -> float:
        """How many times as much is needed."""
        return self.nodig / self.verhouding

    @property
    def goed(self) -> bool:
        """Whether it is enough."""
        return self.verhouding >= self.nodig


class Licht(NamedTuple):
    """The colours of a traffic light: its shape, the word beside it, and what both stand on."""

    vorm: str
    tekst: str
    vlak: str


@dataclass(frozen=True)
class Kleuren:
    """All colours that outputs use, worked out from the declared ones."""

    tokens: Tokens

    @cached_property
    def vlak(self) -> str:
        """The ground of tiles and totals: paper with a touch of the main colour."""
        return meng(self.tokens.papier, self.tokens.hoofdkleur, 0.045)

    @cached_property
    def accent_zacht(self) -> str:
        """The ground of what somebody just opened."""
        return meng(self.tokens.papier, self.tokens.accent, 0.1)

    @cached_property
    def hoofd_tekst(self) -> str:
        """Letters on the main colour: paper or text, whichever is seen best."""
        return max(self.tokens.papier, self.tokens.tekst, key=lambda kleur: contrast(kleur, self.tokens.hoofdkleur))

    @cached_property
    def accent_tekst(self) -> str:
        """Letters on the accent colour, likewise."""
        return max(self.tokens.papier, self.tokens.tekst, key=lambda kleur: contrast(kleur, self.tokens.accent))

    @cached_property
    def gedempt(self) -> str:
        """Quiet letters, also on a small mark."""
        grounds = (self.tokens.papier, self.vlak, self.licht("grijs").vlak)
        return leesbaar(meng(self.tokens.tekst, self.tokens.papier, 0.22), grounds, TEKST)

    @cached_property
    def lijn_sterk(self) -> str:
        """Rules below heads and above totals, and the axis of a chart."""
        return leesbaar(meng(self.tokens.tekst, self.tokens.papier, 0.42), (self.tokens.papier, self.vlak), BEELD)

    def licht(self, kleur: str) -> Licht:
        """Return the colours of a traffic light, by its name."""
        vorm: str = getattr(self.tokens, kleur)
        vlak = meng(self.tokens.papier, vorm, 0.1)
        return Licht(vorm, leesbaar(meng(vorm, self.tokens.tekst, 0.35), (vlak, self.tokens.papier), TEKST), vlak)

    @cached_property
    def band(self) -> str:
        """The bandwidth of a forecast."""
        return meng(self.tokens.papier, self.tokens.hoofdkleur, 0.13)

    @cached_property
    def palet(self) -> Palet:
        """The colours of charts."""
        t = self.tokens
        paper = (t.papier,)
        vorig = leesbaar(meng(t.tekst, t.papier, 0.48), paper, BEELD)
        edges = tuple(leesbaar(kleur, paper, BEELD) for kleur in ("#7c29a6", "#bf8000"))
        words = tuple(leesbaar(kleur, paper, TEKST) for kleur in ("#7c29a6", "#8a5c00"))
        return Palet(
            nu=leesbaar(t.hoofdkleur, (vorig,), BEELD + 0.2),
            vorig=vorig,
            anders=(edges[0], edges[1]),
            anders_tekst=(words[0], words[1]),
            tekst=t.tekst,
            gedempt=self.gedempt,
            raster=meng(t.papier, t.lijn, 0.8),
            as_lijn=self.lijn_sterk,
            papier=t.papier,
            norm=leesbaar("#9a3412", paper, TEKST),
            band=self.band,
            band_rand=leesbaar(meng(t.tekst, t.papier, 0.3), paper, BEELD),
        )

    def paren(self) -> Iterator[Paar]:
        """Yield every pair of colours that meet somewhere, and must be told apart."""
        t = self.tokens
        for grond, waar in ((t.papier, "het papier"), (self.vlak, "het vlak van een tegel")):
            yield Paar("tekst", f"gewone tekst op {waar}", t.tekst, grond, TEKST)
            yield Paar("tekst", f"kleine tekst op {waar}", self.gedempt, grond, TEKST)
            yield Paar("accent", f"een waarde of een link op {waar}", t.accent, grond, TEKST)
        yield Paar("tekst", "kleine tekst op een merk", self.gedempt, self.licht("grijs").vlak, TEKST)
        yield Paar("accent", "tekst op de accentkleur", self.accent_tekst, t.accent, TEKST)
        yield Paar("accent", "de rand van een tegel op het papier", t.accent, t.papier, BEELD)
        yield Paar("hoofdkleur", "tekst op de kop en de omslag", self.hoofd_tekst, t.hoofdkleur, TEKST)
        yield Paar("hoofdkleur", "de sterke lijn of staaf van een grafiek op het papier", t.hoofdkleur, t.papier, BEELD)
        yield Paar("hoofdkleur", "het getal bij een staaf op het papier", t.hoofdkleur, t.papier, TEKST)
        yield Paar("hoofdkleur", "een lijn van een prognose in haar strook", t.hoofdkleur, self.band, BEELD)
        for naam in LICHTEN:
            licht = self.licht(naam)
            yield Paar(naam, "de vorm van het licht op zijn eigen vlak", licht.vorm, licht.vlak, BEELD)
            yield Paar(naam, "een pijl of een rand op het papier", licht.vorm, t.papier, BEELD)
            yield Paar(naam, "een pijl op het vlak van een tegel", licht.vorm, self.vlak, BEELD)
            yield Paar(naam, "het woord van het licht op zijn vlak", licht.tekst, licht.vlak, TEKST)

    def fouten(self) -> list[Paar]:
        """Return the pairs that cannot be told apart well enough, of each token the worst."""
        worst: dict[str, Paar] = {}
        for paar in self.paren():
            if not paar.goed and (paar.token not in worst or paar.tekort > worst[paar.token].tekort):
                worst[paar.token] = paar
        return list(worst.values())

    def dichtstbij(self, token: str) -> str:
        """Return the colour nearest to a declared one with which all of its pairs pass; empty where there is none."""
        kleur: str = getattr(self.tokens, token)
        for step in range(1, STAPPEN + 1):
            for naar in (ZWART, WIT):
                other = meng(kleur, naar, step / STAPPEN)
                changed = Kleuren(replace(self.tokens, **{token: other}))
                if all(paar.goed for paar in changed.paren() if paar.token == token):
                    return other
        return ""


class Letter(NamedTuple):
    """The municipality's own letters: the name of the family and its font files."""

    naam: str
    gewoon: bytes
    vet: bytes
    vorm: str
    """What kind of file it is, as a style sheet calls it: ``truetype``, ``opentype``, ``woff2``."""


class Logo(NamedTuple):
    """The logo as a file, with the words for who cannot see it."""

    data: bytes
    mime: str
    alt: str


@dataclass(frozen=True)
class Huisstijl:
    """Everything that makes the outputs of one municipality look like its own."""

    tokens: Tokens = Tokens()
    hoekstraal: int = 2
    """Of tiles and lights' boxes, in points."""
    letter: Letter | None = None
    logo: Logo | None = None
    sjabloon: bytes | None = None
    """The municipality's own template for slides."""

    @cached_property
    def kleuren(self) -> Kleuren:
        """All colours."""
        return Kleuren(self.tokens)

    @property
    def palet(self) -> Palet:
        """The colours of charts."""
        return self.kleuren.palet

    @property
    def familie(self) -> str:
        """The name of the letters: the own ones, or those that ship."""
        return self.letter.naam if self.letter else "DejaVu Sans"

    def eigenschappen(self) -> Mapping[str, str]:
        """Return the custom properties of the style sheets, by their name without the dashes."""
        k, t = self.kleuren, self.tokens
        lichten = {naam: k.licht(naam) for naam in LICHTEN}
        return {
            "hoofd": t.hoofdkleur,
            "hoofd-tekst": k.hoofd_tekst,
            "accent": t.accent,
            "accent-tekst": k.accent_tekst,
            "accent-zacht": k.accent_zacht,
            "inkt": t.tekst,
            "gedempt": k.gedempt,
            "lijn": t.lijn,
            "lijn-sterk": k.lijn_sterk,
            "papier": t.papier,
            "vlak": k.vlak,
            "hoek": f"{self.hoekstraal}pt",
            **{naam: licht.vorm for naam, licht in lichten.items()},
            **{f"{naam}-tekst": licht.tekst for naam, licht in lichten.items()},
            **{f"{naam}-vlak": licht.vlak for naam, licht in lichten.items()},
        }


ONZE = Huisstijl()
"""What a werkmap looks like that says nothing about it."""
TOKENS = tuple(asdict(Tokens()))
"""The names of the colours that may be declared."""
