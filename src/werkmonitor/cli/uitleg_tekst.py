"""The explanation of a figure as lines of at most 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from werkmonitor.cli.tonen import BREEDTE
from werkmonitor.formatting import datum, met_teken, voluit
from werkmonitor.monitor import model
from werkmonitor.monitor.herkomst import Herkomst
from werkmonitor.monitor.plekken import Plek
from werkmonitor.outputs.bijlage import Post, Verteller
from werkmonitor.periode import Periode
from werkmonitor.tasks.explain import Uitleg

LABEL = 14
"""Width of the words before a text."""
GETOOND = 3
"""How many cells of a sheet are told one by one."""
KENMERK = 12
"""How much of a file's hash is told; ``--json`` has all of it."""
MAANDEN_PER_JAAR = 12


def regels(uitleg: Uitleg, *, alles: bool = False) -> Iterator[str]:
    """Yield the lines: what the figure is, how it was made, and from which files."""
    yield from _intern(uitleg)
    yield from _kop(uitleg)
    yield from _paren(_begrip(uitleg.indicator))
    yield from _paren(_van_lid(uitleg.lid) if uitleg.lid else _van_indicator(uitleg.indicator))
    verteller = Verteller(uitleg.stappen, uitleg.cellen)
    for titel, weergave, spoor, kort in _berekeningen(uitleg):
        if spoor is not None and spoor not in verteller.verteld:
            yield from ("", titel)
            post = verteller.post(spoor, weergave=weergave)
            yield from _post(post, uitleg, "  ", 0 if kort else len(uitleg.cellen) if alles else GETOOND)
    if uitleg.bronnen:
        yield from ("", "Bestanden")
        for bron in uitleg.bronnen:
            yield from _bron(bron)


def _intern(uitleg: Uitleg) -> Iterator[str]:
    """Say of a public monitor that this is not: it has numbers that the monitor hides."""
    if uitleg.doelgroep == "openbaar":
        hidden = "De openbare monitor toont dit getal niet. " if uitleg.niet_getoond else ""
        yield from _wrap(f"Intern. {hidden}Publiceer of mail deze uitleg niet.", "")


def _kop(uitleg: Uitleg) -> Iterator[str]:
    shown = uitleg.lid or uitleg.indicator
    naam = uitleg.indicator.naam + (f": {uitleg.lid.naam}" if uitleg.lid else "")
    wie = f" ({uitleg.programma.gemeente})" if uitleg.programma.lid else ""
    yield from _wrap(f"{naam}, {uitleg.programma.periode_naam}{wie}: {shown.weergave}", "")
    yield ""


def _begrip(indicator: model.Indicator) -> Iterator[tuple[str, str]]:
    yield "Id", indicator.id
    yield "Definitie", indicator.definitie
    yield "Formule", indicator.in_woorden
    yield "Geschreven als", indicator.formule


def _van_lid(lid: model.Lid) -> Iterator[tuple[str, str]]:
    yield "Onderdeel", f"{lid.dimensie} {lid.lid}"
    yield "Ontbreekt", lid.reden


def _van_indicator(indicator: model.Indicator) -> Iterator[tuple[str, str]]:
    dag = datum(date.fromisoformat(indicator.peildatum)) if indicator.peildatum else ""
    yield "Peildatum", dag
    yield "Status", indicator.status.replace("_", " ")
    yield "Ontbreekt", indicator.reden_ontbreekt or ""
    if vorig := indicator.vergelijking:
        yield "Vergelijking", f"{vorig.cijfer.weergave} in {vorig.naam}; nu {vorig.verschil_tekst}"
    bron = f", volgens {indicator.norm_bron}" if indicator.norm_bron else ""
    yield "Norm", f"{indicator.norm_weergave}{bron}" if indicator.norm_weergave else ""
    yield "Oordeel", f"{indicator.woord} ({indicator.oordeel}): {indicator.regel}" if indicator.oordeel else ""
    yield "Marge", "" if indicator.marge is None else _marge(indicator)
    if indicator.tot_nu_toe:
        yield "Jaar tot nu toe", indicator.tot_nu_toe.weergave
    yield "Respons", indicator.respons.weergave if indicator.respons else ""
    yield "Voorbehoud", indicator.voorbehoud


def _marge(indicator: model.Indicator) -> str:
    """Return on which side of its norm the figure lies, and how far, as it can be shown."""
    marge = Fraction(str(indicator.marge))
    text = met_teken(marge, indicator.eenheid, indicator.decimalen)
    if text[0] not in "+-":
        return "afgerond precies de norm" if marge else "precies de norm"
    between = indicator.eis is not None and None not in {indicator.eis.laag, indicator.eis.hoog}
    beter, slechter = ("binnen", "buiten") if between else ("beter dan", "slechter dan")
    return f"{text[1:]} {beter if marge > 0 else slechter} de norm"


def _berekeningen(uitleg: Uitleg) -> Iterator[tuple[str, str, int | None, bool]]:
    """Yield title, shown value and step of what is computed, and whether its cells are only counted."""
    if uitleg.lid:
        yield "Zo is het berekend", uitleg.lid.weergave, uitleg.lid.spoor, False
        return
    indicator = uitleg.indicator
    yield "Zo is het berekend", indicator.weergave, indicator.spoor, False
    beside = [("De respons", indicator.respons), ("Het jaar tot nu toe", indicator.tot_nu_toe)]
    yield "De norm", indicator.norm_weergave, indicator.norm_spoor, False
    yield from ((titel, cijfer.weergave, cijfer.spoor, False) for titel, cijfer in beside if cijfer)
    if vorig := indicator.vergelijking:
        yield f"Het cijfer van {vorig.naam}", vorig.cijfer.weergave, vorig.cijfer.spoor, True


def _paren(pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    for naam, tekst in pairs:
        if tekst:
            yield from _wrap(tekst, f"{naam:<{LABEL}} ", " " * (LABEL + 1))


def _post(post: Post, uitleg: Uitleg, begin: str, meeste: int) -> Iterator[str]:
    uit = f" {post.teken} ".join(waarde for _, waarde in post.uit) if post.teken else ""
    eerder = f" uit {', '.join(waarde for _, waarde in post.uit)}" if post.uit and not post.teken else ""
    yield from _wrap(f"{post.waarde}{f' = {uit}' if uit else ''}{eerder}: {post.woorden}", begin, f"{begin}  ")
    for text in post.bij:
        yield from _wrap(text, f"{begin}  ")
    cellen = [uitleg.cellen[cel] for cel in uitleg.stappen[post.nummer].cellen]
    for plek in post.plekken:
        own = [cel for cel in cellen if cel.bestand == plek.bestand and cel.blad in plek.bladen]
        yield from _plek(plek, own, f"{begin}  ", meeste)
    for deel in post.delen:
        yield from _post(deel, uitleg, f"{begin}  ", meeste)


def _plek(plek: Plek, cellen: list[Herkomst], begin: str, meeste: int) -> Iterator[str]:
    yield from _wrap(plek.tekst(), begin, f"{begin}  ")
    for cel in cellen[:meeste]:
        labels = ", ".join(filter(None, [*cel.labels[1:], tijdvak(cel.van, cel.tot)])) or cel.labels[0]
        yield from _wrap(f"{cel.cel}{_telt_als(cel)} ({labels})", f"{begin}  ", f"{begin}    ")
    if meeste and len(cellen) > meeste:
        yield f"{begin}  en nog {len(cellen) - meeste}"


def _telt_als(cel: Herkomst) -> str:
    """Return what a cell counts as; the scale, ``maal``, ``leeg`` and a correction can make it show something else."""
    if cel.waarde is None:
        value = ": geen getal"
    else:
        counted = Fraction(cel.exact or str(cel.waarde))
        factors = f"{voluit(counted / cel.maal)} × {voluit(Fraction(cel.maal))} = " if cel.maal else ""
        value = f" telt als {factors}{voluit(counted)}"
    return value + (f", in de cel stond {cel.correctie.was or 'niets'}" if cel.correctie else "")


def _bron(bron: model.Bron) -> Iterator[str]:
    gedraaid = f", gedraaid op {datum(date.fromisoformat(bron.gedraaid))}" if bron.gedraaid else ""
    yield from _wrap(bron.bestand, "  ", "    ")
    about = f"{bron.titel}, levering {bron.levering}{gedraaid}, kenmerk {bron.sha256[:KENMERK]}"
    yield from _wrap(about, "    ")


def tijdvak(van: str, tot: str) -> str:
    """Return what time a cell is about: ``januari 2021``, ``1 januari 2022``; nothing where it is not known."""
    if not van:
        return ""
    first, last = date.fromisoformat(van), date.fromisoformat(tot)
    if first == last:
        return datum(first)
    months = (last.year - first.year) * MAANDEN_PER_JAAR + last.month - first.month
    start = first.year * MAANDEN_PER_JAAR + first.month - 1
    whole = first.day == last.day == 1 and months in {1, 3, 6, 12} and start % months == 0
    return Periode(start, months).naam if whole else f"van {datum(first)} tot {datum(last)}"


def _wrap(text: str, begin: str, verder: str | None = None) -> list[str]:
    return textwrap.wrap(
        text,
        BREEDTE,
        initial_indent=begin,
        subsequent_indent=begin if verder is None else verder,
        break_long_words=False,
        break_on_hyphens=False,
    )
