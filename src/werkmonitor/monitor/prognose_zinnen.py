"""What a forecast says, in sentences for people who do not reckon: no expected number without its bandwidth."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from werkmonitor.formatting import datum, fraction, getal, rond_af, weergave
from werkmonitor.monitor.vooruitblik import Gemiddelde, Stand, Vooruitblik
from werkmonitor.periode import Periode
from werkmonitor.prognose import JAAR, Verloop, nodig

_TIEN = 10
_GEEN = "Daarom staat er geen verwachting."


def zinnen(blik: Vooruitblik) -> tuple[str, ...]:
    """Return what is to be said, in order: where we are, what the target asks, what is expected, how sure that is."""
    if not blik.standen:
        return (f"Er is geen enkele stand bekend: {blik.reden}. {_GEEN}",)
    if blik.afgelopen:
        return (_nu(blik), _afloop(blik))
    return (_nu(blik), *_vraagt(blik), *_verwachting(blik))


def op(maand: int, stand: Stand) -> str:
    """Say when a stand was counted: on its day, or in its month."""
    return f"op {datum(stand.dag)}" if stand.dag else f"in {Periode(maand, 1).naam}"


def _toon(blik: Vooruitblik, value: Fraction) -> str:
    return weergave(value, blik.declared.eenheid)


def _hoeveel(blik: Vooruitblik, value: Fraction) -> str:
    """Write a number with the noun of what it counts."""
    eenheid = blik.declared.eenheid
    noun = blik.declared.noem or ("" if eenheid == "aantal" else eenheid)
    return f"{_toon(blik, value)} {noun}".rstrip()


def _meer(blik: Vooruitblik, value: Fraction, other: Fraction, than: str) -> str:
    """Write a difference as people say it: ``60 minder dan een jaar eerder``; it is that of the numbers as shown."""
    if value == other:
        return f"evenveel als {than}"
    shown = abs(rond_af(value) - rond_af(other))
    return f"{_toon(blik, shown) if shown else 'iets'} {'meer' if value > other else 'minder'} dan {than}"


def _nu(blik: Vooruitblik) -> str:
    stand, eerder = blik.standen[blik.laatste], blik.jaar_eerder
    when = op(blik.laatste, stand)
    zin = f"{when[0].upper()}{when[1:]} waren er {_hoeveel(blik, stand.waarde)}"
    if eerder is None:
        return f"{zin}. De stand van een jaar eerder is niet bekend."
    return f"{zin}: {_meer(blik, stand.waarde, eerder.waarde, 'een jaar eerder')}."


def _afloop(blik: Vooruitblik) -> str:
    jaar = blik.doeljaar.naam
    goal = f"Het doel voor {jaar} was een gemiddelde van {_grens(blik)}."
    mean = blik.gemiddelde(blik.doeljaar, None)
    if mean is None:
        return f"{goal} Niet van elke maand van {jaar} is de stand bekend; dus ook het gemiddelde is niet bekend."
    reached = "gehaald" if _gehaald(blik, mean.waarde) else "niet gehaald"
    shown, more = _toon(blik, mean.waarde), _meer(blik, mean.waarde, blik.doel, "het doel")
    return f"{goal} Het gemiddelde werd {shown}, {more}. Het doel is {reached}."


def _grens(blik: Vooruitblik) -> str:
    return f"ten {'hoogste' if blik.declared.richting == 'lager' else 'minste'} {_toon(blik, blik.doel)}"


def _gehaald(blik: Vooruitblik, value: Fraction) -> bool:
    return value <= blik.doel if blik.declared.richting == "lager" else value >= blik.doel


def _vraagt(blik: Vooruitblik) -> Iterator[str]:
    """Say which pace the target asks for, and what the pace was."""
    if blik.vereist is None:
        return
    goal = f"Het doel van gemiddeld {_toon(blik, blik.doel)} in {blik.doeljaar.naam}"
    wanted = (blik.vereist < 0) == (blik.declared.richting == "lager")
    if blik.vereist == 0:
        zin = f"{goal} vraagt dat het aantal gelijk blijft"
    elif wanted:
        zin = f"{goal} vraagt vanaf nu {_per_maand(blik.vereist)}"
    else:
        zin = f"{goal} laat vanaf nu {_per_maand(blik.vereist)} toe"
    pace = "" if blik.tempo is None else f"; in {_tempo_van(blik)} was er {_per_maand(blik.tempo)}"
    yield f"{zin}{pace}."


def _per_maand(change: Fraction) -> str:
    size = abs(change)
    decimalen = 1 if size < _TIEN and rond_af(size, 1).denominator > 1 else 0
    shown = getal(size, decimalen)
    if shown == "0":
        return "geen verandering"
    return f"een {'stijging' if change > 0 else 'daling'} van ongeveer {shown} per maand"


def _tempo_van(blik: Vooruitblik) -> str:
    """Name the twelve months that the pace is of: a year that is reported whole has its own name."""
    dag = blik.standen[blik.laatste].dag
    whole = blik.periode.lengte == JAAR and dag is not None and dag >= blik.periode.laatste_dag
    return blik.periode.naam if whole else "de laatste twaalf maanden"


def _verwachting(blik: Vooruitblik) -> Iterator[str]:
    yield from _gat(blik)
    mean = blik.gemiddelde(blik.doeljaar, blik.verwacht)
    if mean is None or blik.verwacht is None:
        need, there = nodig(fraction(blik.declared.zekerheid)), len(blik.reeks)
        are = "is er" if there == 1 else "zijn er"
        yield f"Voor een verwachting zijn de standen van {need} maanden achter elkaar nodig; nu {are} {there}. {_GEEN}"
        return
    yield _komt_uit(blik, mean)
    yield _ten_opzichte(blik, mean)
    yield _zekerheid(blik, blik.verwacht)


def _gat(blik: Vooruitblik) -> Iterator[str]:
    missing = blik.laatste - len(blik.reeks)
    if missing > blik.eerste:
        naam = Periode(missing, 1).naam
        yield f"De stand van {naam} is niet bekend; alleen de maanden daarna tellen mee."


def _komt_uit(blik: Vooruitblik, mean: Gemiddelde) -> str:
    jaar = blik.doeljaar.naam
    same = blik.gemiddelde(blik.doeljaar, blik.zelfde_tempo)
    shown, kept = _toon(blik, mean.waarde), _toon(blik, same.waarde if same else mean.waarde)
    range_ = f"tussen {_toon(blik, mean.laag)} en {_toon(blik, mean.hoog)}"
    start = f"Met het tempo van {_tempo_van(blik)} komt het gemiddelde in {jaar} op ongeveer {kept}"
    if kept == shown:
        return f"{start}. Waarschijnlijk ligt het {range_}."
    return f"{start}. Vaak zwakt een tempo af: dan wordt het ongeveer {shown}. Waarschijnlijk ligt het {range_}."


def _ten_opzichte(blik: Vooruitblik, mean: Gemiddelde) -> str:
    more = _meer(blik, mean.waarde, blik.doel, "het doel")
    reached = "wordt het doel gehaald" if _gehaald(blik, mean.waarde) else "wordt het doel niet gehaald"
    open_ = mean.laag <= blik.doel <= mean.hoog
    tail = "maar het kan nog anders uitkomen" if open_ else "en het doel ligt buiten die grenzen"
    return f"De verwachting is {more}: zo {reached}, {tail}."


def _zekerheid(blik: Vooruitblik, verloop: Verloop) -> str:
    """Say how sure *waarschijnlijk* is, and what that rests on."""
    zin = (
        f"Waarschijnlijk betekent: in {_keren(fraction(blik.declared.zekerheid))} keer. "
        f"Dat volgt uit hoe ver {verloop.pogingen} eerdere verwachtingen ernaast zaten"
    )
    if verloop.gemeten >= blik.stappen:
        return f"{zin}."
    months = "1 maand" if verloop.gemeten == 1 else f"{verloop.gemeten} maanden"
    return f"{zin}, tot {months} vooruit. Verder vooruit is de marge groter."


def _keren(zekerheid: Fraction) -> str:
    of = next(n for n in (10, 100, zekerheid.denominator) if (zekerheid * n).denominator == 1)
    return f"{zekerheid * of} van de {of}"
