"""The words that a field chooses from: those for up, reached and better come first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from werkmonitor.proza import woorden as w
from werkmonitor.proza.kennis import Kennis
from werkmonitor.proza.uitspraken import uitspraken
from werkmonitor.proza.zinnen import zinnen
from werkmonitor.teksten import Veld, velden


@dataclass(frozen=True, slots=True)
class Verwisseld:
    """A field whose words stand in the wrong order."""

    regel: int
    veld: Veld
    bewerking: str
    woorden: tuple[str, ...]

    @property
    def goed(self) -> str:
        """The field as it should be written."""
        words = ", ".join(f'"{word}"' for word in reversed(self.woorden))
        return f"{{{{ {self.veld.naam} | {self.bewerking}({words}) }}}}"


def verwisseld(tekst: str, kennis: Kennis) -> Iterator[Verwisseld]:
    """Yield the fields of a text whose words are known to stand in the wrong order."""
    for begin, _, veld in velden(tekst):
        if veld is None:
            continue
        line = tekst.count("\n", 0, begin) + 1
        for naam, words in veld.bewerkingen:
            if naam in {"richting", "gehaald", "beter"} and _reversed(naam, words, veld, kennis):
                yield Verwisseld(line, veld, naam, words)
            if naam == "oordeel" and _wrong_colours(words):
                yield Verwisseld(line, veld, naam, words)


def _reversed(naam: str, words: Sequence[str], veld: Veld, kennis: Kennis) -> bool:
    cijfer = kennis.cijfers.get(veld.cijfer)
    if naam == "richting" and cijfer and w.OMGEKEERD & {*cijfer.naam.casefold().split(), *cijfer.id.split("_")}:
        return False
    first, last = (_signs(word) for word in (words[0], words[-1])) if len(words) > 1 else (set(), set())
    return -1 in first or 1 in last


def _signs(word: str) -> set[int]:
    """Return the signs that a word stands for, where it stands for one: nothing for a word that is not known."""
    said = [uitspraak for zin in zinnen(word) for deel in zin.delen for uitspraak in uitspraken(deel)]
    return {next(iter(uitspraak.tekens)) for uitspraak in said if len(uitspraak.tekens) == 1}


def _wrong_colours(words: Sequence[str]) -> bool:
    order = list(w.KLEUREN)
    return any(word.casefold() in order and order.index(word.casefold()) != index for index, word in enumerate(words))
