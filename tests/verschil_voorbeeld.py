"""Two monitors of which it is known what happened between them: restated sources, other definitions, a new period."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from werk_voorbeeld import feiten, indicator, programma, tabel
from werkmonitor.bronnen.feiten import Feitentabel
from werkmonitor.monitor import model
from werkmonitor.monitor.samenstellen import Omstandigheden, samenstellen
from werkmonitor.periode import Periode

STROMEN: dict[str, Any] = {
    "id": "stromen",
    "titel": "Stromen",
    "bestand": "stromen*",
    "vorm": "lijst",
    "tijd": {"jaar": "Jaar"},
    "dimensies": {"reden": "Reden", "wijk": "Wijk"},
    "maten": {"instroom": {"kolom": "Aantal", "eenheid": "aantal"}},
}
STANDEN: dict[str, Any] = {
    "id": "standen",
    "titel": "Standen",
    "bestand": "standen*",
    "vorm": "lijst",
    "soort": "stand",
    "tijd": {"peildatum": "Dag"},
    "maten": {"bijstand": {"kolom": "Aantal", "eenheid": "aantal"}},
}
Cellen = Mapping[tuple[str, str], int]
"""Numbers of one year by reden and wijk."""
REDENEN, WIJKEN = ("a", "b", "c"), ("x", "y")


@dataclass(frozen=True)
class Jaar:
    """What is true of one year: its stromen, and its stand at the begin and at the end."""

    stromen: Cellen
    begin: int
    eind: int

    def som(self, *redenen: str, wijk: str = "") -> Fraction:
        found = (n for (r, w), n in self.stromen.items() if (not redenen or r in redenen) and wijk in {"", w})
        return Fraction(sum(found))


Rekening = Callable[[Jaar], Fraction]
FORMULES: dict[str, Rekening] = {
    "som(instroom)": lambda jaar: jaar.som(),
    'som(instroom, reden="a")': lambda jaar: jaar.som("a"),
    'som(instroom, reden=["a", "b"])': lambda jaar: jaar.som("a", "b"),
    'som(instroom, reden=["b", "a"], wijk="x")': lambda jaar: jaar.som("a", "b", wijk="x"),
    'som(instroom, reden="b") / som(instroom)': lambda jaar: jaar.som("b") / jaar.som(),
    'som(instroom) - som(instroom, wijk="x")': lambda jaar: jaar.som() - jaar.som(wijk="x"),
    '-2 * som(instroom, reden="a") + som(instroom, wijk="y")': lambda jaar: -2 * jaar.som("a") + jaar.som(wijk="y"),
    "stand(bijstand)": lambda jaar: Fraction(jaar.eind),
    "stand(bijstand) - stand(bijstand, begin)": lambda jaar: Fraction(jaar.eind - jaar.begin),
    "som(instroom) / stand(bijstand)": lambda jaar: jaar.som() / jaar.eind,
}
VAN_BASIS: dict[str, Callable[[Fraction, Jaar], Fraction]] = {
    'uitkomst("basis") / som(instroom)': lambda basis, jaar: basis / jaar.som(),
    'uitkomst("basis") + stand(bijstand, begin)': lambda basis, jaar: basis + jaar.begin,
}
"""Formulas that name the figure ``basis``."""
BASIS, ALLE = [*FORMULES], [*FORMULES, *VAN_BASIS]


def reken(formule: str, basis: str, jaar: Jaar) -> Fraction:
    """Compute a formula by hand; ``basis`` is that of the figure that it may name."""
    if formule in FORMULES:
        return FORMULES[formule](jaar)
    return VAN_BASIS[formule](FORMULES[basis](jaar), jaar)


@dataclass(frozen=True)
class Declaratie:
    """What is declared in one year."""

    formule: str
    basis: str
    ook: tuple[str, ...] = ()
    """Figures beside it, which bring other cells into the Monitor."""
    leest: str = ""
    """A remark of the source that changes how it is read, and nothing in what it says."""

    def programma(self) -> Any:
        figures = {"cijfer": self.formule, "basis": self.basis} | {f"ook_{n}": f for n, f in enumerate(self.ook)}
        stromen = STROMEN | ({"leegtekens": (self.leest,)} if self.leest else {})
        return programma(
            bron=(stromen, STANDEN),
            indicator=tuple(indicator(naam, f, eenheid="bedrag", decimalen=2) for naam, f in figures.items()),
        )


@dataclass(frozen=True)
class Geval:
    """Two years, the older one as it was published and as it is known now, and both declarations."""

    toen: Jaar
    toen_nu: Jaar
    nu: Jaar
    oude: Declaratie
    nieuwe: Declaratie
    opnieuw: bool
    """Whether what changed was delivered anew in its own folder; else the newer export states both years."""
    zelfde_periode: bool = False

    @property
    def herzien(self) -> bool:
        return self.toen != self.toen_nu

    def waarden(self) -> dict[str, Fraction]:
        """Return what the figure is: as published, by old and new definition of the restated year, and now."""

        def by(declared: Declaratie, jaar: Jaar) -> Fraction:
            return reken(declared.formule, declared.basis, jaar)

        return {
            "a": by(self.oude, self.toen),
            "oud_op_nieuw": by(self.oude, self.toen_nu),
            "nieuw_op_oud": by(self.nieuwe, self.toen),
            "v": by(self.nieuwe, self.toen_nu),
            "b": by(self.nieuwe, self.toen_nu if self.zelfde_periode else self.nu),
        }

    def monitors(self) -> tuple[model.Monitor, model.Monitor]:
        oud = _samen(self.oude, "2020", _tabellen("2020", self.toen, sha="1" * 64))
        again = self.opnieuw and self.herzien
        delivered = _tabellen("2020", self.toen_nu if again else self.toen, sha=("2" if again else "1") * 64)
        if self.zelfde_periode:
            sha = ("2" if self.herzien else "1") * 64
            return oud, _samen(self.nieuwe, "2020", _tabellen("2020", self.toen_nu, sha=sha))
        both = {"2020": self.toen_nu} if not self.opnieuw else {}
        newer = _tabellen("2021", self.nu, sha="3" * 64, ook=both)
        return oud, _samen(self.nieuwe, "2021", (*newer, *delivered))


def _samen(declared: Declaratie, periode: str, tabellen: tuple[Feitentabel, ...]) -> model.Monitor:
    om = Omstandigheden(periode=Periode.parse(periode))
    return samenstellen(declared.programma(), feiten(*tabellen), om)


def _tabellen(levering: str, jaar: Jaar, *, sha: str, ook: Mapping[str, Jaar] = {}) -> tuple[Feitentabel, ...]:
    """Return both tables of a delivery; a row with nought is left out, as a list does."""
    years = {levering: jaar, **ook}
    rows = [(y, r, w, str(n)) for y, each in years.items() for (r, w), n in each.stromen.items()]
    days = {f"{int(y) - 1}-12-31": each.begin for y, each in years.items()}
    days |= {f"{y}-12-31": each.eind for y, each in years.items()}
    made = tabel(STROMEN, levering, *rows), tabel(STANDEN, levering, *((d, str(n)) for d, n in sorted(days.items())))
    return tuple(replace(t, bestanden=tuple(replace(b, sha256=sha) for b in t.bestanden)) for t in made)


def willekeurig(kans: random.Random) -> Geval:
    """Return a case of any kind: each of what can happen does, or does not."""
    toen = _jaar(kans)
    toen_nu = _herzie(toen, kans) if kans.random() < 0.6 else toen
    nu = replace(_jaar(kans), begin=toen_nu.eind)
    basis = kans.choice(BASIS)
    oude = Declaratie(kans.choice(ALLE), basis, _ook(kans))
    nieuwe = oude
    if kans.random() < 0.6:
        changes = [
            replace(oude, formule=kans.choice(ALLE)),
            replace(oude, basis=kans.choice(BASIS)),
            replace(oude, leest="n.b."),
            replace(oude, ook=_ook(kans)),
        ]
        nieuwe = kans.choice(changes)
    again, same_period = kans.random() < 0.4, kans.random() < 0.25
    return Geval(toen, toen_nu, nu, oude, nieuwe, again, same_period)


def _ook(kans: random.Random) -> tuple[str, ...]:
    return tuple(kans.sample(BASIS, kans.randint(0, 2)))


def _jaar(kans: random.Random) -> Jaar:
    cells = {(r, w): kans.randint(1, 60) for r in REDENEN for w in WIJKEN}
    return Jaar(cells, kans.randint(100, 200), kans.randint(100, 200))


def _herzie(jaar: Jaar, kans: random.Random) -> Jaar:
    """Restate a year: some numbers, rows that are new or gone (of what no formula names by itself), and the stand."""
    cells = dict(jaar.stromen)
    for key in kans.sample(sorted(cells), kans.randint(0, 3)):
        cells[key] += kans.choice((-1, 1)) * kans.randint(1, 9) if cells[key] > 9 else 3
    if kans.random() < 0.3:
        cells["d", kans.choice(WIJKEN)] = kans.randint(1, 9)
    if kans.random() < 0.3:
        del cells["c", kans.choice(WIJKEN)]
    return Jaar(cells, jaar.begin, jaar.eind + kans.choice((0, 0, 4)))
