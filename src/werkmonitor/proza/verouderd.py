"""Sentences that still speak of another period than that of the monitor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from werkmonitor.periode import MAANDEN
from werkmonitor.proza import woorden as w
from werkmonitor.proza.kennis import Gebonden, Kennis, gebonden
from werkmonitor.proza.tijd import is_vergelijking, jaar_van
from werkmonitor.proza.uitspraken import uitspraken
from werkmonitor.proza.zinnen import Deel, Stuk, Zin, woorden, zinnen

_HALF = 6


@dataclass(frozen=True, slots=True)
class Verouderd:
    """A place in a text that speaks of another period: what stands there, and what should."""

    regel: int
    tekst: str
    reden: str


def verouderd(zin: Zin, kennis: Kennis) -> Iterator[Verouderd]:
    """Yield the places of a sentence that speak of another period than they should."""
    if "halfjaar" not in zin.woorden and not any(jaar_van(stuk) for stuk in zin.stukken):
        return
    yield from _relative(zin, kennis)
    for deel in zin.delen:
        fields = [veld for veld in gebonden(deel, kennis) if veld.is_stand and not veld.cijfer.ander_jaar]
        yield from _last_year(deel, fields, kennis)
        yield from _other_half(deel, fields, kennis)
        yield from _day_of_last_year(deel, fields, kennis)
        yield from _next(deel, kennis)
        yield from _this_report(deel, kennis)


def _years(deel: Deel) -> Iterator[tuple[int, Stuk, int]]:
    """Yield the typed years of a part, without those that something is compared with."""
    for index, stuk in enumerate(deel):
        year = jaar_van(stuk)
        if year is not None and not is_vergelijking(deel, index):
            yield index, stuk, year


def _last_year(deel: Deel, fields: Sequence[Gebonden], kennis: Kennis) -> Iterator[Verouderd]:
    """Yield a figure of this period in a part that names last year: *in 2020 waren dat er {{ … }}*."""
    last = kennis.periode.vorig_jaar.jaar
    found = list(_years(deel))
    if not fields or {year for _, _, year in found} != {last}:
        return
    index, stuk, _ = found[0]
    before = deel[index - 1].woord if index else ""
    if before in MAANDEN or any(last in veld.cijfer.jaren for veld in fields):
        return  # a date is looked at on its own; a figure can be about that year by its definition
    naam = fields[0].veld.naam
    yield Verouderd(stuk.regel, stuk.tekst, f"{{{{ {naam} }}}} gaat over {kennis.periode.naam}")


def _other_half(deel: Deel, fields: Sequence[Gebonden], kennis: Kennis) -> Iterator[Verouderd]:
    """Yield a figure of this half-year in a part that names the other half."""
    if kennis.periode.lengte != _HALF or not fields:
        return
    own = {half for _, half in _halves(deel)} | ({0} if any(v.veld.deel == "dit_jaar" for v in fields) else set())
    if own and kennis.periode.nummer not in own and 0 not in own:
        stuk, _ = next(_halves(deel))
        naam = fields[0].veld.naam
        yield Verouderd(stuk.regel, f"{stuk.tekst} halfjaar", f"{{{{ {naam} }}}} gaat over {kennis.periode.naam}")


def _halves(deel: Deel) -> Iterator[tuple[Stuk, int]]:
    for index, stuk in enumerate(deel[:-1]):
        if stuk.woord in w.HALVEN and deel[index + 1].woord == "halfjaar" and not is_vergelijking(deel, index):
            yield stuk, w.HALVEN[stuk.woord]


def _day_of_last_year(deel: Deel, fields: Sequence[Gebonden], kennis: Kennis) -> Iterator[Verouderd]:
    """Yield a stand in a part that names the same day a year before it was counted."""
    days = {kennis.waarden[f"{veld.veld.cijfer}.peildatum"].tekst for veld in fields if not veld.veld.deel}
    for index, stuk, year in _years(deel):
        if index < 2 or deel[index - 1].woord not in MAANDEN or deel[index - 2].soort != "getal":  # noqa: PLR2004
            continue
        day = f"{deel[index - 2].tekst}\N{NO-BREAK SPACE}{deel[index - 1].woord}"
        if len(days) == 1 and f"{day} {year + 1}" in days:
            yield Verouderd(
                stuk.regel, f"{day} {year}", f"{{{{ {fields[0].veld.naam} }}}} is geteld op {day} {year + 1}"
            )


def _relative(zin: Zin, kennis: Kennis) -> Iterator[Verouderd]:
    """Yield *dit jaar*, *vorig jaar* or *volgend jaar* with a year behind it that it is not."""
    jaar = kennis.periode.jaar
    meant = {"dit": jaar, "vorig": jaar - 1, "volgend": jaar + 1}
    plain = [stuk for stuk in zin.stukken if stuk.soort != "teken"]
    for stuk, word, *after in zip(plain, plain[1:], plain[2:], strict=False):
        year = jaar_van(after[0])
        if stuk.woord in meant and word.woord == "jaar" and year not in {None, meant[stuk.woord]}:
            yield Verouderd(stuk.regel, f"{stuk.tekst} jaar {year}", f"in deze monitor is dat {meant[stuk.woord]}")


def _next(deel: Deel, kennis: Kennis) -> Iterator[Verouderd]:
    """Yield the next monitor about a period that is not later than this one."""
    words = woorden(deel)
    if not (words & {"volgend", "volgende"} and words & (w.MONITOR | {"halfjaar"})):
        return
    years = {year for _, _, year in _years(deel)}
    for stuk, half in _halves(deel):
        own = kennis.periode.nummer if kennis.periode.lengte == _HALF else 2
        if half <= own and not any(year > kennis.periode.jaar for year in years):
            yield Verouderd(stuk.regel, f"{stuk.tekst} halfjaar", f"deze monitor gaat over {kennis.periode.naam}")


def _this_report(deel: Deel, kennis: Kennis) -> Iterator[Verouderd]:
    """Yield *deze monitor* with last year: *deze monitor gaat over 2020*."""
    words = woorden(deel)
    found = list(_years(deel))
    if (
        words & w.MONITOR
        and words & {"dit", "deze"}
        and {year for _, _, year in found} == {kennis.periode.vorig_jaar.jaar}
    ):
        yield Verouderd(found[0][1].regel, found[0][1].tekst, f"deze monitor gaat over {kennis.periode.naam}")


def eigen_bewering(tekst: str) -> Stuk | None:
    """Return the first word of direction in a text that no field chooses and no time of its own goes with.

    In a text that was taken over unchanged from the period before, such a word can no longer be true.
    """
    for zin in zinnen(tekst):
        dated = any(jaar_van(stuk) is not None for stuk in zin.stukken) and not zin.woorden & {"sinds", "vanaf"}
        for deel in () if zin.is_vraag or dated else zin.delen:
            if woorden(deel) & w.SLAG:
                continue
            said = (u for u in uitspraken(deel) if u.soort == "beweging" and u.woord not in {"omhoog", "omlaag"})
            found = next(said, None)
            if found is not None:
                return deel[found.index]
    return None
