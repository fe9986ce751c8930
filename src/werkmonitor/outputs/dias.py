"""Which slides a monitor has, with what on each: the plan that the 16:9 pages and the slides of pptx are made from.

A slide says one thing: a message with one chart, one table or a few tiles.  What does not fit at a size that can be
read from the back of a room is left out, and the slide says where it stands in the report.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from werkmonitor.monitor import model
from werkmonitor.outputs import dia_maat as maat
from werkmonitor.outputs import kolommen
from werkmonitor.outputs.alineas import Alinea, alineas, losse_zinnen

MAX_ZINNEN = 3
"""Sentences of a slide."""
MAX_TEGELS = 4
"""Tiles of a slide that has nothing else."""
NAAST = 1
"""Tiles beside a chart."""
VOET, VOET_NAAST = 14.0, 32.0
"""Millimetres for what is left out and where it stands, across a slide and beside a chart."""
MIN_RIJEN = 3
"""Rows of a table that is worth a slide of its own."""
MAX_RIJEN = 8
"""Rows of a table that can be read from the back."""
MAX_TABELLEN = 2
"""Tables of one page of the report."""
RUIMTE = 66.0
"""Letters that fit across a slide in a table."""
MAX_CEL = 44
"""Letters of a cell: a longer text belongs in the report."""
MAX_CATEGORIEEN = 12
"""Bars below each other."""
MAX_OPGAVEN = 4
RIJ = 3
"""Tiles beside each other; below more of them there is no room for words."""
MAX_VERANDERD = 4
MAX_TEKSTDIAS = 2
"""Slides of a page that has words only."""
_BIJLAGE = (model.Definities, model.Bronnen, model.Meldingen)
"""Blocks of pages that say where figures come from."""
_ZONDER_DIA = (*_BIJLAGE, model.Lijst, model.Matrix, model.Kleuren)
_OVER_HET_BLAD = re.compile(r"\b(tabel|grafiek|kolom|rij|pagina|hieronder|hierna|hierboven)\w*\b", re.IGNORECASE)
"""Words of a sentence about something that is not on the slide."""
Soort = Literal["titel", "lichten", "cijfers", "grafiek", "tabel", "opgaven", "doelen", "tekst", "slot"]
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Dia:
    """One slide; what it does not have is empty."""

    soort: Soort
    kop: str
    """The message."""
    rubriek: str = ""
    """The page of the report that it is about."""
    tegels: tuple[model.Indicator, ...] = ()
    grafiek: model.Grafiek | None = None
    tabel: model.Tabel | None = None
    punten: tuple[tuple[str, str], ...] = ()
    """Sentences, each with the words in front of it."""
    opgaven: tuple[tuple[model.Opgave, str], ...] = ()
    """Tasks, each with one sentence on its progress."""
    bron: str = ""
    verzonnen: bool = False
    """Whether something of its page is invented."""
    verwijzing: str = ""
    deel: str = ""
    """Which of the slides with this message it is: ``1 van 2``."""
    """What is left out here, and where it stands."""


def dias(monitor: model.Monitor) -> tuple[Dia, ...]:
    """Return the slides of a monitor in order: title, lights, key figures, then page by page, and where the rest is."""
    first = hoofdpagina(monitor)
    pages = sorted((pagina for pagina in monitor.paginas if pagina.presentatie), key=lambda pagina: pagina is not first)
    body = [dia for pagina in pages for dia in _pagina(monitor, pagina)]
    lights = [_lichten(monitor)] if monitor.opgaven else []
    return (Dia(soort="titel", kop=monitor.programma.titel), *lights, *body, _slot(monitor))


def hoofdpagina(monitor: model.Monitor) -> model.Pagina | None:
    """Return the page with the key figures: the first that shows several as tiles."""
    return next((p for p in monitor.paginas if any(len(b.indicatoren) > 1 for b in _van(p, model.Kerncijfers))), None)


def hoofdcijfers(monitor: model.Monitor, meeste: int) -> tuple[model.Indicator, ...]:
    """Return the key figures, and where no page shows any, those that are judged."""
    pagina = hoofdpagina(monitor)
    names = [naam for blok in _van(pagina, model.Kerncijfers) for naam in blok.indicatoren] if pagina else []
    judged = [indicator.id for indicator in monitor.indicatoren if indicator.oordeel]
    return tuple(monitor.indicator(naam) for naam in dict.fromkeys(names or judged))[:meeste]


def veranderd(monitor: model.Monitor) -> list[model.Opgave]:
    """Return the tasks whose verdict is another than in the last monitor."""
    return [o for o in monitor.opgaven if o.vorig_oordeel is not None and o.vorig_oordeel != o.oordeel]


def _van(pagina: model.Pagina, soort: type[T]) -> list[T]:
    return [blok for blok in pagina.blokken if isinstance(blok, soort)]


def _lichten(monitor: model.Monitor) -> Dia:
    changed = veranderd(monitor)
    shown = tuple((opgave, "") for opgave in changed[:MAX_VERANDERD])
    more = len(changed) - len(shown)
    return Dia(
        soort="lichten",
        kop=f"Hoe staan de {len(monitor.opgaven)} opgaven ervoor?",
        opgaven=shown,
        verwijzing=f"En nog {more}; zie het rapport." if more else "",
    )


def _pagina(monitor: model.Monitor, pagina: model.Pagina) -> Iterator[Dia]:
    """Yield the slides of one page; none for what only says where figures come from."""
    if all(isinstance(b, _ZONDER_DIA) for b in pagina.blokken) or any(isinstance(b, _BIJLAGE) for b in pagina.blokken):
        return
    basis = Dia(
        soort="tekst",
        kop=pagina.kop or pagina.titel,
        rubriek=pagina.titel,
        bron=pagina.bronregel,
        verzonnen=bool(pagina.verzonnen),
    )
    made = [
        *_grafieken(monitor, pagina, basis),
        *_cijfers(monitor, pagina, basis),
        *_tabellen(pagina, basis),
        *_opgaven(monitor, pagina, basis),
        *(replace(basis, soort="doelen") for _ in _van(pagina, model.Doelen)),
    ] or list(_teksten(pagina, basis))
    left = _weggelaten(pagina, made)
    made[-1:] = [replace(dia, verwijzing=left) for dia in made[-1:]]
    yield from _genummerd(made)


def _genummerd(made: Sequence[Dia]) -> Iterator[Dia]:
    """Say of slides with one message which of them each is."""
    count = Counter(dia.kop for dia in made)
    seen: Counter[str] = Counter()
    for dia in made:
        seen[dia.kop] += 1
        yield replace(dia, deel=f"{seen[dia.kop]} van {count[dia.kop]}") if count[dia.kop] > 1 else dia


def _grafieken(monitor: model.Monitor, pagina: model.Pagina, basis: Dia) -> Iterator[Dia]:
    """Yield a slide for each chart; the first has the message of the page, its key figures and its first words."""
    shown = [blok for blok in _van(pagina, model.Grafiek) if _leesbaar(blok)]
    for rank, grafiek in enumerate(shown):
        tegels = _voorop(monitor, _tegels(monitor, pagina))[:NAAST] if rank == 0 else ()
        words = grafiek.zinnen if grafiek.zinnen or rank else _zinnen(pagina)
        room = maat.HOOG - maat.kop(basis.kop) - VOET_NAAST - sum(map(maat.tegel, tegels))
        yield replace(
            basis,
            soort="grafiek",
            kop=grafiek.titel if rank else basis.kop,
            grafiek=grafiek,
            tegels=tegels,
            punten=tuple(("", zin) for zin in _zolang(words, room)),
        )


def _zolang(zinnen: Sequence[str], room: float) -> Iterator[str]:
    """Yield the sentences from the first on that fit in a column of so many millimetres."""
    for zin in zinnen[:MAX_ZINNEN]:
        room -= maat.zin(zin)
        if room < 0:
            return
        yield zin


def _leesbaar(grafiek: model.Grafiek) -> bool:
    return grafiek.vorm not in {"liggend", "brug"} or len(grafiek.categorieen) <= MAX_CATEGORIEEN


def _cijfers(monitor: model.Monitor, pagina: model.Pagina, basis: Dia) -> Iterator[Dia]:
    """Yield slides of tiles for a page without charts or tasks; a page of tasks shows those."""
    if _van(pagina, model.Opgaven) or any(map(_leesbaar, _van(pagina, model.Grafiek))):
        return
    tegels = _tegels(monitor, pagina)
    if len(tegels) == 1 and len(_punten(pagina)) > 1:
        return  # the words say more than one figure
    groups = verdeel(tegels, MAX_TEGELS)
    for rank, group in enumerate(groups):
        words = _zinnen(pagina)[:2] if rank == 0 and len(group) <= RIJ else ()
        yield replace(basis, soort="cijfers", tegels=tuple(group), punten=tuple(("", zin) for zin in words))


def _tegels(monitor: model.Monitor, pagina: model.Pagina) -> tuple[model.Indicator, ...]:
    blokken = [blok for blok in pagina.blokken if isinstance(blok, model.Kerncijfers | model.Indicatoren)]
    return tuple(monitor.indicator(naam) for naam in dict.fromkeys(n for blok in blokken for n in blok.indicatoren))


def _voorop(monitor: model.Monitor, tegels: Sequence[model.Indicator]) -> tuple[model.Indicator, ...]:
    """Put first what is judged, then what is a key figure."""
    main = {indicator.id for indicator in hoofdcijfers(monitor, len(monitor.indicatoren))}
    return tuple(sorted(tegels, key=lambda indicator: (not indicator.oordeel, indicator.id not in main)))


def _tabellen(pagina: model.Pagina, basis: Dia) -> Iterator[Dia]:
    shown = (model.Grafiek, model.Kerncijfers, model.Indicatoren)
    first = not any(isinstance(blok, shown) for blok in pagina.blokken)
    tables = [blok.tabel for blok in _van(pagina, model.Tabelblok)]
    heads = [basis.kop if first and not rank else tabel.titel for rank, tabel in enumerate(tables)]
    fitting = [(kop, tabel) for kop, tabel in zip(heads, tables, strict=True) if _past(tabel, kop)]
    for kop, tabel in fitting[:MAX_TABELLEN]:
        yield replace(basis, soort="tabel", kop=kop, tabel=tabel)


def _past(tabel: model.Tabel, kop: str) -> bool:
    """Say whether a table can be read from the back: a few rows, no long texts, and every word in its column."""
    texts = [cel.weergave for rij in tabel.rijen for cel in rij.cellen] + [rij.naam for rij in tabel.rijen]
    short = all(len(text) <= MAX_CEL for text in texts) and MIN_RIJEN <= len(tabel.rijen) <= MAX_RIJEN
    return short and kolommen.past(tabel, RUIMTE) and maat.tabel(tabel) <= maat.HOOG - maat.kop(kop) - VOET


def _opgaven(monitor: model.Monitor, pagina: model.Pagina, basis: Dia) -> Iterator[Dia]:
    if _van(pagina, model.Opgaven):
        for group in verdeel(monitor.opgaven, MAX_OPGAVEN):
            shown = tuple((opgave, next(iter(losse_zinnen(opgave.voortgang)), "")) for opgave in group)
            yield replace(basis, soort="opgaven", opgaven=shown)


def _teksten(pagina: model.Pagina, basis: Dia) -> Iterator[Dia]:
    """Yield slides of words for a page that has nothing else: of each paragraph or item the first sentence."""
    points = _punten(pagina) or [("", zin) for zin in _zinnen(pagina)]
    for group in verdeel(points, MAX_ZINNEN)[:MAX_TEKSTDIAS]:
        yield replace(basis, punten=tuple(group))


def _punten(pagina: model.Pagina) -> list[tuple[str, str]]:
    """Return of each item of a list its bold words and its first sentence."""
    return [(alinea.kop, alinea.zinnen[0]) for alinea in _alineas(pagina) if alinea.punt and _los(alinea.zinnen[0])]


def _alineas(pagina: model.Pagina) -> Iterator[Alinea]:
    for blok in _van(pagina, model.Tekst):
        yield from alineas(blok.markdown)


def _zinnen(pagina: model.Pagina) -> tuple[str, ...]:
    """Return the first sentences of the words on a page, before any list in them."""
    said = [zin for alinea in _alineas(pagina) if not alinea.punt for zin in alinea.zinnen]
    return tuple(filter(_los, said))[:MAX_ZINNEN]


def _los(zin: str) -> bool:
    """Say whether a sentence can stand without the page that it is from."""
    return not _OVER_HET_BLAD.search(zin)


def _weggelaten(pagina: model.Pagina, made: Sequence[Dia]) -> str:
    """Say where the rest of a page stands; nothing where all of it is shown."""
    tables = len(_van(pagina, model.Tabelblok)) - sum(dia.soort == "tabel" for dia in made)
    charts = len(_van(pagina, model.Grafiek)) - sum(dia.soort == "grafiek" for dia in made)
    words = sum(len(alinea.zinnen) for alinea in _alineas(pagina)) - sum(len(dia.punten) for dia in made)
    return f"Meer in het rapport: {pagina.titel}" if max(tables, charts, words) > 0 else ""


def _slot(monitor: model.Monitor) -> Dia:
    judged = [("Het rapport.", f"Alle cijfers, tabellen en definities staan in {monitor.bestandsnaam}.")]
    missing = sum(indicator.waarde is None for indicator in monitor.indicatoren)
    if missing:
        een = "1 cijfer is" if missing == 1 else f"{missing} cijfers zijn"
        judged.append(("Niet bekend.", f"{een} niet bekend; het rapport zegt waarom."))
    judged.append(("De bronnen.", f"De gegevens lopen tot en met {monitor.programma.brondatum}."))
    return Dia(soort="slot", kop="Waar staat de rest?", punten=tuple(judged))


def verdeel(items: Iterable[T], meeste: int) -> list[list[T]]:
    """Return the items in as few groups as possible, all about as large."""
    todo = list(items)
    groups = -(-len(todo) // meeste)
    size = -(-len(todo) // groups) if groups else 0
    return [todo[start : start + size] for start in range(0, len(todo), size)] if size else []
