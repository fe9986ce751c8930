"""Turn each figure that a text binds: its words change with it, or the sentence is told; none is left that is false.

Here the words of direction and verdict are counted by a list of their own, wider than the tool's.  A sentence that
keeps such a word under a turned figure and is not told must be in ``BLIJFT_WAAR``, which a person has read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import TypeVar

import pytest
from msgspec.structs import replace

from hulp import bouw, fouten, kopie, lees, momentopname, vervang, vervang_in_csv, zet_erbij
from werkmonitor import formatting, resources
from werkmonitor.findings import Finding
from werkmonitor.monitor import model
from werkmonitor.monitor.binden import bindwaarden
from werkmonitor.monitor.korte_teksten import korte_teksten
from werkmonitor.monitor.nalezen import Nalezer, getoond, is_verschil
from werkmonitor.periode import Periode
from werkmonitor.programma.deelgebied import voor_gebied
from werkmonitor.programma.load import load_programma
from werkmonitor.proza.zinnen import Stuk, Zin, zinnen
from werkmonitor.teksten import Bindwaarde, bind, velden

pytestmark = pytest.mark.traag
"""Every bound figure of every example: in ``make test-all``."""

RICHTING = re.compile(
    r"\b(stij\w+|ste[eg]\w*|gestegen|da+l(?!s)\w*|gedaald|toe(?:ge)?n[aeo]\w+|af(?:ge)?n[ao]\w+|nam(?:en)?|neemt|gro+ei(?!baa?n)\w*"
    r"|gegroeid|kr[io]mp\w*|meer|minder|hoger|lager|groter|kleiner|langer|korter|omhoog|omlaag|beter|slechter"
    r"|verbeter\w*|verslechter\w*|gehaald|haal\w*|behaald|overschreden|benut|overschot\w*|tekort\w*|positief|negatief"
    r"|weinig|extra|gelijk|groen|oranje|rood|onder|boven|achter|vooruit|evenveel|winst|verlies|verander\w*|sneller"
    r"|trager|voordeel|nadeel|over(?= *$)|bij(?= *$))\b",
    re.IGNORECASE,
)
BLIJFT_WAAR = {
    # the word is about something else than how the figure went
    "stegen {} mensen een trede of meer": "the figure counts those who rose",
    "Van de {} stijgers": "likewise",
    "kreeg de inwoner gelijk": "to be right",
    "kreeg de inwoner in {} gelijk": "likewise",
    "langer dan vijf jaar": "a duration",
    "meer dan twee jaar van werk": "likewise",
    "stond de teller op {} extra banen": "the name of what is counted",
    "Onder meer {} zorgcliënten": "among others",
    "geeft extra geld": "another amount",
    "maar weinig mensen vulden het onderzoek in": "another figure, and a low response is told on its own",
    "Uitkeringen : stand aan het begin": "names parts of a chart",
    # the word is bound to, or checked against, another figure of the same sentence
    "Het aantal daalde van {} op {} naar {} op": "from one to the other, and that is checked",
    "in 2019 zou het {} zijn gehaald": "the word before it is chosen",
    # true whatever the figure is
    "er meer mensen dan uitkeringen": "a benefit is for one person or a couple",
    "maanden langer dan in Nederland": "turned against last year it is still longer; its own sign is checked",
    "is precies de verandering": "a difference without a direction",
    "een veel hoger maandcijfer": "turned against last year it is still higher; the two are compared",
}
"""Parts of sentences, with {} for each field, and why no turn of a figure makes them false."""
VOORBEELDEN = [
    ("smallingerland", "2019-H1"),
    ("smallingerland", "2019-H2"),
    ("werksaam", "2020"),
    ("heerenveen", "2020"),
]


@dataclass
class Voorbeeld:
    """A built example with all its texts: file, text, and the figures that its page shows."""

    monitor: model.Monitor
    teksten: tuple[tuple[str, str, tuple[str, ...]], ...]

    def met(self, indicatoren: tuple[model.Indicator, ...]) -> dict[str, Bindwaarde]:
        """Return what texts may name when these are the figures."""
        kop = self.monitor.programma
        return bindwaarden(Periode.parse(self.monitor.periode), kop.gemeente, indicatoren, kop.regio)

    def nalezer(self, indicatoren: tuple[model.Indicator, ...]) -> Nalezer:
        """Return what proofreads when these are the figures."""
        kop, periode = self.monitor.programma, Periode.parse(self.monitor.periode)
        return Nalezer(periode, (kop.gemeente, kop.regio), indicatoren, self.met(indicatoren))


def regels(nalezer: Nalezer, tekst: str, hier: tuple[str, ...]) -> set[int | None]:
    """Return the lines about which is told that they contradict a figure."""
    found = nalezer.lees(tekst, "t.md", hier)
    return {f.vindplaats.regel for f in found if f.vindplaats and f.code == "tekst-tegenspraak"}


def gevuld(zin: Zin, waarden: dict[str, Bindwaarde]) -> str:
    """Return a sentence with its figures."""
    return bind(" ".join(stuk.tekst for stuk in zin.stukken), waarden, "t.md")[0]


gelezen = cache(zinnen)


def voorbeeld(werkmap: Path, monitor: model.Monitor) -> Voorbeeld:
    """Gather the texts of a werkmap beside its Monitor."""
    pages: dict[str, tuple[str, ...]] = {f"toelichting-{i.id}": (i.id,) for i in monitor.indicatoren}
    for pagina in monitor.paginas:
        pages |= {blok.naam: tuple(getoond(pagina)) for blok in pagina.blokken if isinstance(blok, model.Tekst)}
    files = sorted((werkmap / "teksten" / monitor.periode).rglob("*.md"))
    texts = [(path.name, path.read_text(encoding="utf-8"), pages[path.stem]) for path in files if path.stem in pages]
    declared = voor_gebied(load_programma(werkmap))
    return Voorbeeld(monitor, (*texts, *(("declaratie", text, hier) for text, hier in korte_teksten(declared))))


def omgekeerd(indicator: model.Indicator) -> Iterator[tuple[str, model.Indicator]]:
    """Yield a figure with its own sign, its change since last year, or its verdict turned."""
    if indicator.fractie is None:
        return
    if is_verschil(indicator.formule) and indicator.fractie:
        leden = tuple(
            _met_waarde(indicator, lid, -Fraction(lid.exact)) if lid.exact else lid for lid in indicator.leden
        )
        yield "teken", replace(_met_waarde(indicator, indicator, -indicator.fractie), leden=leden)
    vergelijking = indicator.vergelijking
    if vergelijking and vergelijking.cijfer.fractie is not None and vergelijking.verschil.fractie:
        turned = 2 * vergelijking.cijfer.fractie - indicator.fractie
        verschil = _met_waarde(indicator, vergelijking.verschil, turned - vergelijking.cijfer.fractie)
        gunstig = None if vergelijking.gunstig is None else not vergelijking.gunstig
        other = replace(vergelijking, verschil=verschil, verschil_tekst="omgekeerd", gunstig=gunstig)
        yield "verandering", replace(_met_waarde(indicator, indicator, turned), vergelijking=other)
    if indicator.oordeel in {"groen", "oranje", "rood"}:
        kleur = "rood" if indicator.oordeel == "groen" else "groen"
        yield "oordeel", replace(indicator, oordeel=kleur, woord="omgekeerd")


T = TypeVar("T", model.Indicator, model.Lid, model.Cijfer)


def _met_waarde(indicator: model.Indicator, deel: T, value: Fraction) -> T:
    shown = formatting.weergave(value, indicator.eenheid, indicator.decimalen)
    return replace(deel, exact=str(value), waarde=float(value), weergave=shown)


def blijft_staan(found: Voorbeeld) -> tuple[list[str], int]:
    """Turn every bound figure; return the sentences that keep a word of direction and are not told, and all tries."""
    left, tries = [], 0
    own = found.monitor.indicatoren
    for indicator in own:
        texts = [text for text in found.teksten if _binds(text[1], indicator.id)]
        for aard, other in omgekeerd(indicator) if texts else ():
            turned = tuple(other if item is indicator else item for item in own)
            nalezer = found.nalezer(turned)
            for bestand, tekst, hier in texts:
                told = regels(nalezer, tekst, hier)
                for zin in _about(tekst, indicator.id):
                    tries += 1
                    plain = " ".join("{}" if stuk.veld else stuk.tekst for stuk in zin.stukken)
                    if RICHTING.search(plain) and not told & {s.regel for s in zin.stukken} and not _known(plain):
                        left.append(f"{aard} van {indicator.id}, {bestand}: {gevuld(zin, found.met(turned))}")
    return left, tries


def _binds(tekst: str, naam: str) -> bool:
    return any(veld is not None and veld.cijfer == naam for _, _, veld in velden(tekst))


def _about(tekst: str, naam: str) -> Iterator[Zin]:
    yield from (zin for zin in gelezen(tekst) if any(s.veld and s.veld.cijfer == naam for s in zin.stukken))


def _known(plain: str) -> bool:
    return any(part in plain for part in BLIJFT_WAAR)


@pytest.fixture(scope="module")
def heerenveen(gebouwd: Path, voor: model.Monitor) -> Voorbeeld:
    return voorbeeld(gebouwd, voor)


def test_no_false_sentence_is_left_in_the_example(heerenveen: Voorbeeld) -> None:
    left, tries = blijft_staan(heerenveen)
    assert left == []
    assert tries > 100


def test_words_that_a_field_chooses_turn_with_the_figure(heerenveen: Voorbeeld) -> None:
    own = heerenveen.monitor.indicatoren
    chosen, before = 0, heerenveen.met(own)
    for indicator in own:
        for aard, other in omgekeerd(indicator):
            fields = list(_choosing(heerenveen, indicator.id, aard))
            after = heerenveen.met(tuple(other if item is indicator else item for item in own)) if fields else {}
            for field in fields:
                assert gevuld(Zin((field,)), before) != gevuld(Zin((field,)), after), field.tekst
                chosen += 1
    assert chosen > 20


def _choosing(found: Voorbeeld, naam: str, aard: str) -> Iterator[Stuk]:
    """Yield the fields of all texts that choose a word by what was turned."""
    filters = {"teken": ("richting", ""), "verandering": ("richting", "verschil"), "oordeel": ("gehaald", "")}
    filter_, deel = filters[aard]
    for _, tekst, _ in found.teksten:
        for zin in _about(tekst, naam):
            for stuk in zin.stukken:
                if stuk.veld and (stuk.veld.cijfer, stuk.veld.deel) == (naam, deel) and stuk.veld.woorden(filter_):
                    yield stuk


def test_what_is_said_to_stay_true_stands_in_an_example() -> None:
    texts = [path.read_text(encoding="utf-8") for path in resources.voorbeelden().rglob("teksten/*/**/*.md")]
    declared = [path.read_text(encoding="utf-8") for path in resources.voorbeelden().rglob("declaratie/*.toml")]
    sentences = [" ".join("{}" if s.veld else s.tekst for s in zin.stukken) for t in texts for zin in zinnen(t)]
    sentences += [
        " ".join("{}" if v.veld else v.tekst for v in z.stukken) for t in declared for z in zinnen(_unquoted(t))
    ]
    assert [part for part in BLIJFT_WAAR if not any(part in sentence for sentence in sentences)] == []


def _unquoted(text: str) -> str:
    return text.replace('\\"', "'").replace('"', "\n\n")


@pytest.mark.parametrize(("naam", "periode"), VOORBEELDEN)
def test_no_false_sentence_is_left_in_the_other_examples(naam: str, periode: str, tmp_path: Path) -> None:
    werkmap = kopie(tmp_path, van=resources.voorbeelden() / naam)
    left, tries = blijft_staan(voorbeeld(werkmap, bouw(werkmap, periode)))
    assert left == []
    assert tries > 50


def test_an_export_that_turns_a_figure_turns_the_words_of_the_report(tmp_path: Path, kern: Path) -> None:
    werkmap = kopie(tmp_path, van=kern)
    assert "niet overschreden" in _tekst(lees(kern / "uitvoer" / "2021"), "doorval_ww")
    path = werkmap / "exports" / "2021" / "Doorval WW naar bijstand.csv"
    vervang_in_csv(path, "2021/07\t3", "2021/07\t80")
    after = bouw(werkmap)
    assert "niet overschreden" not in _tekst(after, "doorval_ww")
    assert " overschreden" in _tekst(after, "doorval_ww")
    assert told(after.meldingen, "tekst-tegenspraak") == []


def test_a_false_sentence_stops_the_build_and_leaves_the_last_report(tmp_path: Path, kern: Path) -> None:
    werkmap = kopie(tmp_path, van=kern, met_uitvoer=True)
    before = momentopname(werkmap / "uitvoer")
    line = zet_erbij(
        werkmap / "teksten" / "2021" / "kort.md",
        "Het aantal uitkeringen steeg met {{ uitkeringen_mutatie | zonder_teken }}.",
    )
    (finding,) = fouten(werkmap)
    assert (finding.code, str(finding.vindplaats)) == ("tekst-tegenspraak", f"teksten/2021/kort.md › regel {line}")
    assert momentopname(werkmap / "uitvoer") == before


def test_a_doubtful_sentence_is_told_in_the_report_and_can_be_accepted(tmp_path: Path, kern: Path) -> None:
    werkmap = kopie(tmp_path, van=kern)
    line = zet_erbij(werkmap / "teksten" / "2021" / "kort.md", "De poortwachtersquote is gedaald.")
    place = f"teksten/2021/kort.md › regel {line}"
    (finding,) = told(bouw(werkmap).meldingen, "tekst-tegenspraak")
    assert (finding.ernst, str(finding.vindplaats)) == ("waarschuwing", place)
    block = f'[[aanvaard]]\ncode = "tekst-tegenspraak"\nplek = "{place}"\nreden = "Gelezen."\ntot = 2021'
    zet_erbij(werkmap / "werkmonitor.toml", block)
    (finding,) = told(bouw(werkmap).meldingen, "tekst-tegenspraak")
    assert finding.ernst == "info"
    assert "Gelezen." in finding.gevolg


def test_a_false_heading_is_told_with_its_line_in_the_declaration(tmp_path: Path, kern: Path) -> None:
    werkmap = kopie(tmp_path, van=kern)
    path = werkmap / "declaratie" / "paginas.toml"
    line = vervang(
        path,
        'kop = "{{ doorval_ww }} uitkeringen begonnen',
        'kop = "De doorval uit de WW steeg: {{ doorval_ww }} uitkeringen begonnen',
    )
    (finding,) = told(bouw(werkmap).meldingen, "tekst-tegenspraak")
    assert str(finding.vindplaats) == f"declaratie/paginas.toml › regel {line}"


def told(meldingen: Iterable[Finding], code: str) -> list[Finding]:
    return [finding for finding in meldingen if finding.code == code]


def _tekst(monitor: model.Monitor, naam: str) -> str:
    blokken = [blok for pagina in monitor.paginas for blok in pagina.blokken if isinstance(blok, model.Tekst)]
    return next(blok.markdown for blok in blokken if blok.naam == naam)
