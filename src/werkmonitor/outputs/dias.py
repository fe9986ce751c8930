"""Which slides a monitor has, with what on each: the plan that the 16:9 pages and the slides of pptx are made from.

A slide says one thing: a message with one chart, one table or a few tiles.  What does not fit at a size that can be
read from the back of a room is left out, and the slide says where it stands in the report.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from werkmonitor.monitor import model
from werkmonitor.monitor.begrippen import gebruikt
from werkmonitor.outputs import dia_maat as maat
from werkmonitor.outputs import dia_tekst as tekst
from werkmonitor.outputs import dia_woorden as woorden
from werkmonitor.outputs import kolommen

MAX_ZINNEN = 3
"""Sentences beside or below figures."""
MAX_NAMEN, MAX_NAMEN_NAAST = 150, 60
"""Letters of what is invented, across a slide and beside a chart."""
ONDER_TEGELS = 24.0
"""Millimetres for words below one row of tiles."""
MAX_BELOFTEN = 7
BELOOFD = "Wat is er met een cijfer beloofd?"
BIJLAGE = "bijlage"
EXTRA = "(bijlage)"
"""About what stands behind a message."""
LAATSTE = 4
"""The rank of a page that is for looking something up."""
MAX_TEGELS = 4
"""Tiles of a slide that has nothing else."""
NAAST = 1
"""Tiles beside a chart."""
VOET, VOET_NAAST = 14.0, 18.0
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
Soort = Literal["titel", "lichten", "cijfers", "grafiek", "tabel", "opgaven", "doelen", "tekst", "woorden", "slot"]
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
    verzonnen: tuple[str, ...] = ()
    """What is invented of what it shows, as its page says it."""
    verwijzing: str = ""
    """What is left out here, and where it stands."""
    deel: str = ""
    """Which of the slides with this message it is, ``1 van 2``, and whether it is one to look something up on."""

    @property
    def onder(self) -> str:
        """What stands last: what is invented, and where the rest stands."""
        narrow = self.soort in {"grafiek", "cijfers"}
        letters = MAX_NAMEN_NAAST if narrow else MAX_NAMEN
        where = f"{self.verwijzing.partition(':')[0]}." if narrow and ":" in self.verwijzing else self.verwijzing
        return " ".join(filter(None, (tekst.verzonnen(self.verzonnen, letters), where)))


def dias(monitor: model.Monitor) -> tuple[Dia, ...]:
    """Return the slides of a monitor: how things stand, what was promised, money, what is expected; then the rest."""
    title = Dia(soort="titel", kop=monitor.programma.titel, verwijzing=tekst.let_op(monitor))
    lights = [_lichten(monitor)] if monitor.opgaven else []
    ranked = sorted((_rang(monitor, p), n) for n, p in enumerate(monitor.paginas) if p.presentatie)
    pages = [(rang, monitor.paginas[n]) for rang, n in ranked]
    stand = [dia for rang, p in pages if rang == 0 for dia in _pagina(monitor, p)]
    only = all(rang == LAATSTE for rang, _ in pages)  # then there is nothing that they come behind
    agreed = [dia for rang, p in pages if rang and (only or rang < LAATSTE) for dia in _pagina(monitor, p)]
    main = [title, *lights, *stand, *_beloofd(monitor), *agreed]
    rest = list(_bijlage(monitor, [p for rang, p in pages if rang == LAATSTE and not only]))
    return (*main, *_woorden(monitor, main), _slot(monitor, len(rest)), *rest)


def _rang(monitor: model.Monitor, pagina: model.Pagina) -> int:
    """Return where a page comes: the key figures, what was promised, money, what is expected, or what is left."""
    if pagina is hoofdpagina(monitor):
        return 0
    if any(isinstance(blok, model.Doelen | model.Opgaven) for blok in pagina.blokken):
        return 1
    if "€" in pagina.kop:
        return 2
    expected = any(b.band or any(r.stijl == "verwacht" for r in b.reeksen) for b in _van(pagina, model.Grafiek))
    return 3 if expected else LAATSTE


def _beloofd(monitor: model.Monitor) -> Iterator[Dia]:
    """Yield the promises with a number: what was agreed, what came of it, and the verdict."""
    rows = [
        model.Rij(
            naam=i.naam,
            cellen=(
                model.Cel(weergave=tekst.norm(i)),
                model.Cel(weergave=tekst.met_eenheid(i), verzonnen=i.status == "verzonnen"),
                model.Cel(weergave=i.woord or "geen oordeel", kleur=i.oordeel),
            ),
        )
        for i in tekst.beloften(monitor)
    ]
    heads = tuple(model.Kolom(kop=kop, getal=False) for kop in ("Norm", "Bereikt", "Oordeel"))
    groups = verdeel(rows, MAX_BELOFTEN)
    for rank, group in enumerate(groups, 1):
        shown = model.Tabel(titel=BELOOFD, rijkop="Afspraak", kolommen=heads, rijen=tuple(group))
        deel = f"{rank} van {len(groups)}" if len(groups) > 1 else ""
        yield Dia(soort="tabel", kop=BELOOFD, tabel=shown, deel=deel)


def _bijlage(monitor: model.Monitor, paginas: Sequence[model.Pagina]) -> Iterator[Dia]:
    """Yield one slide for each page that is left; what would be half empty is one tile among others."""
    known = {indicator.id for indicator in (*tekst.beloften(monitor), *hoofdcijfers(monitor, len(monitor.indicatoren)))}
    small: list[tuple[model.Indicator, Dia]] = []
    for pagina in paginas:
        made = list(_pagina(monitor, pagina))
        for dia in made[:1]:
            left = dia.verwijzing or (f"Meer in het rapport: {pagina.titel}" if made[1:] else "")
            shown, indicator = replace(dia, deel=BIJLAGE, verwijzing=left), _in_een_tegel(dia)
            if indicator is None:
                yield shown
            elif indicator.id not in known:
                small.append((indicator, shown))
    if len(small) == 1:
        yield small[0][1]
        return
    for group in verdeel(small, MAX_TEGELS):
        invented = tuple(dict.fromkeys(name for _, dia in group for name in dia.verzonnen))
        basis = Dia(soort="cijfers", kop="Meer cijfers", deel=BIJLAGE, verzonnen=invented)
        yield replace(basis, tegels=tuple(figure for figure, _ in group), verwijzing="Meer in het rapport.")


def _in_een_tegel(dia: Dia) -> model.Indicator | None:
    """Return the figure that says as much as a chart with a few bars."""
    few = dia.grafiek and len(dia.grafiek.reeksen) == 1 and len(dia.grafiek.categorieen) <= RIJ
    return dia.tegels[0] if few and dia.tegels else None


def _woorden(monitor: model.Monitor, shown: Sequence[Dia]) -> Iterator[Dia]:
    """Yield the glossary of the slides so far."""
    terms = gebruikt((text for dia in shown for text in _op(dia)), monitor.begrippen)
    points = [(f"{woord.term}:", tekst.heel(woord.uitleg)) for woord in terms]
    basis = Dia(soort="woorden", kop="Woorden op deze dia's")
    groups = list(woorden.stapels(points, maat.HOOG - maat.kop(basis.kop), 18, 2.5))
    yield from _genummerd([replace(basis, punten=tuple(group)) for group in groups])


def _op(dia: Dia) -> Iterator[str]:
    """Yield the texts of a slide in which a term can stand."""
    yield from (dia.kop, dia.onder, *(text for point in dia.punten for text in point))
    yield from (text for tegel in dia.tegels for text in (tegel.naam, tekst.met_eenheid(tegel)))
    yield from (text for opgave, said in dia.opgaven for text in (opgave.kort, said))
    if dia.tabel:
        yield from (text for rij in dia.tabel.rijen for text in (rij.naam, *(cel.weergave for cel in rij.cellen)))
    if dia.grafiek:
        yield from (dia.grafiek.onderschrift, *dia.grafiek.categorieen)


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
        verwijzing=" ".join(filter(None, (f"En nog {more}; zie het rapport." if more else "", tekst.let_op(monitor)))),
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
        verzonnen=pagina.verzonnen,
    )
    made = [
        *_grafieken(monitor, pagina, basis),
        *_cijfers(monitor, pagina, basis),
        *_tabellen(monitor, pagina, basis),
        *_opgaven(monitor, pagina, basis),
        *(replace(basis, soort="doelen", verzonnen=()) for _ in _van(pagina, model.Doelen)),
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
    for rank, grafiek in enumerate(_leesbare(monitor, pagina)):
        tegels = _voorop(monitor, _tegels(monitor, pagina))[:NAAST] if rank == 0 else ()
        said = grafiek.zinnen if grafiek.zinnen or rank else ()
        plan = replace(
            basis,
            soort="grafiek",
            kop=grafiek.titel if rank else basis.kop,
            grafiek=grafiek,
            tegels=tegels,
            verzonnen=basis.verzonnen if grafiek.verzonnen or tegels or not rank else (),
        )
        foot = maat.zin(tekst.verzonnen(plan.verzonnen, MAX_NAMEN_NAAST)) + VOET_NAAST
        room = maat.HOOG - maat.kop(f"{plan.kop} {EXTRA}") - foot - sum(map(maat.tegel, tegels))
        plan = replace(plan, tegels=() if room < 0 else tegels)
        words = _zolang(said, room) if said or rank else woorden.eerste(pagina, room, maat.KOLOM)
        yield replace(plan, punten=tuple(("", zin) for zin in words))


def _zolang(zinnen: Sequence[str], room: float) -> Iterator[str]:
    """Yield the sentences, each a statement of its own, that fit in a column of so many millimetres."""
    for zin in map(tekst.heel, zinnen[:MAX_ZINNEN]):
        room -= maat.zin(zin)
        if room < 0:
            return
        yield zin


def _leesbare(monitor: model.Monitor, pagina: model.Pagina) -> list[model.Grafiek]:
    """Return the charts that can be read from the back, without those that count few people."""
    return [b for b in _van(pagina, model.Grafiek) if _leesbaar(b) and not tekst.kleine_tabel(monitor, b.tabel)]


def _leesbaar(grafiek: model.Grafiek) -> bool:
    return grafiek.vorm not in {"liggend", "brug"} or len(grafiek.categorieen) <= MAX_CATEGORIEEN


def _cijfers(monitor: model.Monitor, pagina: model.Pagina, basis: Dia) -> Iterator[Dia]:
    """Yield slides of tiles for a page without charts or tasks; a page of tasks shows those."""
    if _van(pagina, model.Opgaven) or _leesbare(monitor, pagina):
        return
    tegels = _tegels(monitor, pagina)
    if len(tegels) == 1 and len(woorden.punten(pagina)) > 1:
        return  # the words say more than one figure
    groups = verdeel(tegels, MAX_TEGELS)
    for rank, group in enumerate(groups):
        words = woorden.eerste(pagina, ONDER_TEGELS, maat.BREED) if rank == 0 and len(group) <= RIJ else ()
        yield replace(basis, soort="cijfers", tegels=tuple(group), punten=tuple(("", zin) for zin in words))


def _tegels(monitor: model.Monitor, pagina: model.Pagina) -> tuple[model.Indicator, ...]:
    """Return the figures of a page; none of a block with one that counts few people, as they belong together."""
    blokken = [blok for blok in pagina.blokken if isinstance(blok, model.Kerncijfers | model.Indicatoren)]
    groups = [[monitor.indicator(naam) for naam in blok.indicatoren] for blok in blokken]
    safe = [group for group in groups if not any(tekst.klein_cijfer(monitor, figure) for figure in group)]
    return tuple({figure.id: figure for group in safe for figure in group}.values())


def _voorop(monitor: model.Monitor, tegels: Sequence[model.Indicator]) -> tuple[model.Indicator, ...]:
    """Put first what is judged, then what is a key figure."""
    main = {indicator.id for indicator in hoofdcijfers(monitor, len(monitor.indicatoren))}
    return tuple(sorted(tegels, key=lambda indicator: (not indicator.oordeel, indicator.id not in main)))


def _tabellen(monitor: model.Monitor, pagina: model.Pagina, basis: Dia) -> Iterator[Dia]:
    shown = (model.Grafiek, model.Kerncijfers, model.Indicatoren)
    first = not any(isinstance(blok, shown) for blok in pagina.blokken)
    tables = [blok.tabel for blok in _van(pagina, model.Tabelblok)]
    heads = [basis.kop if first and not rank else tabel.titel for rank, tabel in enumerate(tables)]
    pairs = [(kop, t) for kop, t in zip(heads, tables, strict=True) if _past(t, kop)]
    fitting = [(kop, tabel) for kop, tabel in pairs if not tekst.kleine_tabel(monitor, tabel)]
    for kop, tabel in fitting[:MAX_TABELLEN]:
        yield replace(basis, soort="tabel", kop=kop, tabel=tabel)


def _past(tabel: model.Tabel, kop: str) -> bool:
    """Say whether a table can be read from the back: a few rows, no long texts, and every word in its column."""
    texts = [cel.weergave for rij in tabel.rijen for cel in rij.cellen] + [rij.naam for rij in tabel.rijen]
    short = all(len(text) <= MAX_CEL for text in texts) and MIN_RIJEN <= len(tabel.rijen) <= MAX_RIJEN
    return short and kolommen.past(tabel, RUIMTE) and maat.tabel(tabel) <= maat.HOOG - maat.kop(kop) - VOET


def _opgaven(monitor: model.Monitor, pagina: model.Pagina, basis: Dia) -> Iterator[Dia]:
    """Yield the tasks with how they go and what follows; those that go as agreed are only named."""
    if not _van(pagina, model.Opgaven):
        return
    told = [opgave for opgave in monitor.opgaven if opgave.oordeel != "groen"] or list(monitor.opgaven)
    named = [opgave.kort for opgave in monitor.opgaven if opgave not in told]
    good = next((k.woord for k in monitor.kleuren if k.kleur == "groen"), "")
    rest = ((f"{good[:1].upper()}{good[1:]}:", f"{'; '.join(named)}."),) if named else ()
    foot = maat.zin(f"{tekst.verzonnen(basis.verzonnen, MAX_NAMEN)} Meer: {pagina.titel}", maat.BREED)
    room = maat.HOOG - maat.kop(f"{basis.kop} {EXTRA}") - foot
    groups = [told]
    for most in range(MAX_OPGAVEN, 0, -1):
        groups = verdeel(told, most)
        needs = [sum(maat.taak(tekst.opgavetekst(opgave)) for opgave in group) for group in groups]
        needs[-1] += sum(maat.zin(f"{kop} {said}", maat.BREED) + 6 for kop, said in rest)
        if max(needs) <= room:
            break
    for rank, group in enumerate(groups, 1):
        shown = tuple((opgave, tekst.opgavetekst(opgave)) for opgave in group)
        yield replace(basis, soort="opgaven", opgaven=shown, punten=rest if rank == len(groups) else ())


def _teksten(pagina: model.Pagina, basis: Dia) -> Iterator[Dia]:
    """Yield slides of words for a page that has nothing else: whole paragraphs or items."""
    points = woorden.teksten(pagina)
    room = maat.HOOG - maat.kop(basis.kop) - VOET
    for group in list(woorden.stapels(points, room, woorden.GROOT))[:MAX_TEKSTDIAS]:
        yield replace(basis, punten=tuple(group))


def _weggelaten(pagina: model.Pagina, made: Sequence[Dia]) -> str:
    """Say where the rest of a page stands; nothing where all of it is shown."""
    tables = len(_van(pagina, model.Tabelblok)) - sum(dia.soort == "tabel" for dia in made)
    charts = len(_van(pagina, model.Grafiek)) - sum(dia.soort == "grafiek" for dia in made)
    shown = " ".join(words for dia in made for _, words in dia.punten)
    left = any(tekst.heel(zin) not in shown for alinea in woorden.alineas_van(pagina) for zin in alinea.zinnen)
    return f"Meer in het rapport: {pagina.titel}" if max(tables, charts, left) > 0 else ""


def _slot(monitor: model.Monitor, bijlagen: int) -> Dia:
    judged = [("Het rapport.", f"Alle cijfers, tabellen en definities staan in {monitor.bestandsnaam}.")]
    missing = sum(indicator.waarde is None for indicator in monitor.indicatoren)
    if missing:
        een = "1 cijfer is" if missing == 1 else f"{missing} cijfers zijn"
        judged.append(("Niet bekend.", f"{een} niet bekend; het rapport zegt waarom."))
    judged.append(("De bronnen.", f"De gegevens lopen tot en met {monitor.programma.brondatum}."))
    if bijlagen:
        judged.append(("Bijlage.", f"Na deze dia staat wat is om na te slaan; aantal dia's: {bijlagen}."))
    return Dia(soort="slot", kop="Waar staat de rest?", punten=tuple(judged))


def verdeel(items: Iterable[T], meeste: int) -> list[list[T]]:
    """Return the items in as few groups as possible, all about as large."""
    todo = list(items)
    groups = -(-len(todo) // meeste)
    size = -(-len(todo) // groups) if groups else 0
    return [todo[start : start + size] for start in range(0, len(todo), size)] if size else []
