"""How hard the words of a page are to read, by a published formula for Dutch, and what makes them hard.

The measure is that of Flesch as W.H. Douma fitted it to Dutch (*De leesbaarheid van landbouwbladen*, Landbouwhogeschool
Wageningen, Bulletin 17, 1960):

    206,84 - 0,77 x syllables per 100 words - 0,93 x words per sentence

with his own table of what a score means, from 0 (very hard) to 100 (very easy).  A formula sees how long words and
sentences are and nothing else: not whether a text is true, whether its order is right, or whether a short word is
known.  No formula says *B1*.  A text below 60, where Douma's *normal* begins, is hardly ever B1; one above it can still
be hard.  So this points at sentences and words to look at again, and is never a fault.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from importlib.resources import files

import msgspec

from werkmonitor.findings import Finding, Location
from werkmonitor.formatting import fraction, getal
from werkmonitor.proza.lettergrepen import lettergrepen
from werkmonitor.proza.woorden import reeks
from werkmonitor.proza.zinnen import Stuk, Zin, zinnen

GRENS = 60
"""Below this score a page is named: there Douma's *normal* ends."""
GEMIDDELD = 15
"""More words than this in a mean sentence is long."""
LANG = 25
"""A sentence of more words than this is named."""
KORT = 3
"""Fewer words than this are a label, not a sentence: *Werk.* at the head of a paragraph."""
GENOEG = 40
"""Words below which a text is too small to be measured: one name would decide."""
LANG_WOORD = 4
"""Syllables from which on a word is long."""
_NIVEAUS = (
    (90, "zeer makkelijk"),
    (80, "makkelijk"),
    (70, "tamelijk makkelijk"),
    (60, "normaal"),
    (45, "tamelijk moeilijk"),
    (30, "moeilijk"),
)
"""Douma's table: from which score on a text is what."""
_WORDEN = reeks("word wordt worden werd werden")
_DEELWOORD = re.compile(r"(?:ge|be|ver|ont|her|er|\w{2,5}ge)\w{2,}(?:d|t|en)")
_GEEN_DEELWOORD = reeks("gemeente gemeenten bestand bestanden beleid verband geld bedrijven gevallen eerst geen gebied")


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of the adviser as they are printed, and where they can be changed."""

    tekst: str
    plek: Callable[[], Location]
    """Where they stand; asked only for what is named."""
    met_regels: bool = False
    """Whether the lines of the text are those of the file."""

    def op(self, regel: int) -> Location:
        """Return where a line of the text stands."""
        plek = self.plek()
        return replace(plek, regel=regel) if self.met_regels else plek


class Genoemd(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence or a word that is named, with where it stands."""

    tekst: str
    """The word, or the first words of the sentence."""
    aantal: int
    """How many words the sentence has, or syllables the word."""
    bestand: str
    blad: str | None
    cel: str | None
    regel: int | None
    liever: str = ""
    """A plainer word."""


class Leesmaat(msgspec.Struct, frozen=True, kw_only=True):
    """How hard a page is to read."""

    pagina: str
    titel: str
    bestand: str
    """The first file with a text of the page; empty where it has none."""
    woorden: int
    zinnen: int
    woorden_per_zin: float | None
    score: float | None
    """0 (very hard) to 100 (very easy), in one decimal; ``None`` for too few words."""
    niveau: str
    lijdend: int
    """How many sentences are in the passive voice, as far as their words show it."""
    lange_zinnen: tuple[Genoemd, ...]
    """The longest first: all of more than ``LANG`` words."""
    moeilijke_woorden: tuple[Genoemd, ...]
    lange_woorden: tuple[Genoemd, ...]
    """The longest first, at most five: no fault, as a plainer word is not always there."""


def niveau(score: Fraction | None) -> str:
    """Return what Douma calls a score."""
    if score is None:
        return "te kort om te meten"
    return next((woord for vanaf, woord in _NIVEAUS if score >= vanaf), "zeer moeilijk")


def douma(woorden: int, aantal_zinnen: int, aantal_lettergrepen: int, gelezen: int) -> Fraction:
    """Return the score; ``gelezen`` are the words whose syllables were counted, which numbers are not."""
    syllables = Fraction(100 * aantal_lettergrepen, gelezen)
    return Fraction("206.84") - Fraction("0.77") * syllables - Fraction("0.93") * Fraction(woorden, aantal_zinnen)


def meet(pagina: str, titel: str, passages: Sequence[Passage], bekend: Iterable[str] = ()) -> Leesmaat:
    """Measure the words of a page; ``bekend`` are terms that the page explains, in small letters."""
    parts = [(passage, zin) for passage in passages for zin in zinnen(passage.tekst) if _telt(zin) >= KORT]
    words = [stuk for _, zin in parts for stuk in zin.stukken if stuk.soort == "woord"]
    total = sum(_telt(zin) for _, zin in parts)
    score = None
    if total >= GENOEG and words:
        score = douma(total, len(parts), sum(lettergrepen(stuk.tekst) for stuk in words), len(words))
    return Leesmaat(
        pagina=pagina,
        titel=titel,
        bestand=next((passage.plek().bestand for passage in passages if passage.met_regels), ""),
        woorden=total,
        zinnen=len(parts),
        woorden_per_zin=round(total / len(parts), 1) if parts else None,
        score=None if score is None else float(round(score, 1)),
        niveau=niveau(score),
        lijdend=sum(map(_is_lijdend, (zin for _, zin in parts))),
        lange_zinnen=tuple(_lange_zinnen(parts)),
        moeilijke_woorden=tuple(genoemd for passage in passages for genoemd in _moeilijk(passage)),
        lange_woorden=tuple(_lange_woorden(parts, frozenset(bekend))),
    )


def meldingen(maat: Leesmaat) -> Iterator[Finding]:
    """Yield what is worth another look: a page below the border, its long sentences, and its hard words."""
    if maat.score is not None and maat.score < GRENS:
        yield _pagina(maat)
    for zin in maat.lange_zinnen:
        wat = f"Deze zin heeft {zin.aantal} woorden: '{zin.tekst} …'"
        yield Finding("tekst-lange-zin", "info", wat, _plek(zin), "", "Maak er twee zinnen van.")
    for woord in maat.moeilijke_woorden:
        wat = f"'{woord.tekst}' is een woord dat veel mensen niet gebruiken."
        yield Finding("tekst-moeilijk-woord", "info", wat, _plek(woord), "", f"Denk aan '{woord.liever}'.")


def _pagina(maat: Leesmaat) -> Finding:
    mean, score = getal(fraction(maat.woorden_per_zin or 0)), max(int(maat.score or 0), 0)
    wat = f"Pagina '{maat.titel}' leest {maat.niveau}: {score} van de 100, en {GRENS} is gewoon."
    why, doen = [f"Een zin heeft gemiddeld {mean} woorden."], []
    if maat.woorden_per_zin and maat.woorden_per_zin > GEMIDDELD:
        doen.append("Maak kortere zinnen.")
    if maat.lange_woorden:
        why.append(f"Lange woorden: {', '.join(woord.tekst for woord in maat.lange_woorden)}.")
        doen.append("Kies waar het kan een korter woord, of zeg het in twee woorden.")
    if maat.lijdend * 3 > maat.zinnen:
        why.append(f"In {maat.lijdend} van de {maat.zinnen} zinnen staat wordt of werd.")
        doen.append("Zeg wie iets doet.")
    place = Location(maat.bestand) if maat.bestand else None
    return Finding("tekst-moeilijk", "info", wat, place, " ".join(why), " ".join(doen))


def _plek(genoemd: Genoemd) -> Location:
    return Location(genoemd.bestand, genoemd.blad, genoemd.cel, genoemd.regel)


def _telt(zin: Zin) -> int:
    """Return the number of words of a sentence, a number being one of them."""
    return sum(stuk.soort in {"woord", "getal", "veld"} for stuk in zin.stukken)


def _is_lijdend(zin: Zin) -> bool:
    if not zin.woorden & _WORDEN:
        return False
    return any(_DEELWOORD.fullmatch(woord) for woord in zin.woorden - _GEEN_DEELWOORD)


def _noem(passage: Passage, regel: int, tekst: str, aantal: int, liever: str = "") -> Genoemd:
    plek = passage.op(regel)
    return Genoemd(
        tekst=tekst, aantal=aantal, bestand=plek.bestand, blad=plek.blad, cel=plek.cel, regel=plek.regel, liever=liever
    )


def _lange_zinnen(parts: Sequence[tuple[Passage, Zin]]) -> Iterator[Genoemd]:
    found = [(passage, zin, _telt(zin)) for passage, zin in parts]
    for passage, zin, aantal in sorted(found, key=lambda item: -item[2]):
        if aantal > LANG:
            yield _noem(passage, zin.stukken[0].regel, begin(zin), aantal)


def begin(zin: Zin, woorden: int = 8) -> str:
    """Return the first words of a sentence as it is written, without its marks of Markdown."""
    shown, counted = "", 0
    for stuk in zin.stukken:
        if stuk.soort != "teken":
            counted += 1
            if counted > woorden:
                break
        glued = not shown or stuk.tekst in ",.;:!?)%" or shown.endswith("(")
        if stuk.tekst not in "*_#>-`":
            shown += stuk.tekst if glued else f" {stuk.tekst}"
    return shown.rstrip(" ,;:(€")


def _lange_woorden(parts: Sequence[tuple[Passage, Zin]], bekend: frozenset[str]) -> Iterator[Genoemd]:
    found: dict[str, tuple[Passage, Stuk, int]] = {}
    for passage, zin in parts:
        for stuk in zin.stukken:
            if stuk.soort == "woord" and stuk.woord not in bekend and "-" not in stuk.tekst:
                size = lettergrepen(stuk.tekst)
                if size >= LANG_WOORD and not stuk.tekst.isupper():
                    found.setdefault(stuk.woord, (passage, stuk, size))
    longest = sorted(found.items(), key=lambda item: (-item[1][2], item[0]))
    yield from (_noem(passage, stuk.regel, stuk.woord, size) for _, (passage, stuk, size) in longest[:5])


@cache
def moeilijk() -> tuple[re.Pattern[str], Mapping[str, str]]:
    """Return what finds the hard words and phrases of our list, and the plainer word for each."""
    text = (files("werkmonitor.proza") / "moeilijk.toml").read_text(encoding="utf-8")
    plain = {hard: liever for liever, several in tomllib.loads(text)["woorden"].items() for hard in several}
    forms = (re.escape(hard).replace(r"\ ", r"\s+") for hard in sorted(plain, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?![\w-])", re.IGNORECASE), plain


def _moeilijk(passage: Passage) -> Iterator[Genoemd]:
    zoeker, plain = moeilijk()
    told = set()
    for match in zoeker.finditer(passage.tekst):
        hard = " ".join(match[0].lower().split())
        if hard not in told and not _is_naam(match):
            told.add(hard)
            line = passage.tekst.count("\n", 0, match.start()) + 1
            yield _noem(passage, line, hard, len(hard.split()), plain[hard])


def _is_naam(match: re.Match[str]) -> bool:
    """Say whether a word has a capital that no sentence begins with: *het plan Focus op werk*."""
    before = match.string[: match.start()].rstrip(" ")[-1:]
    return match[0][0].isupper() and before not in {"", ".", "!", "?", "\n", "*", ":"}
