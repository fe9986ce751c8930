"""A Monitor from a few cells and formulas over them, for tests of what a reader can work out from what is shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import msgspec

from monitor_bouwstenen import indicator
from monitor_voorbeeld import kop, monitor
from werkmonitor import formatting
from werkmonitor.formula.trace import Stapsoort
from werkmonitor.monitor import model
from werkmonitor.monitor.beleid import Maatbeleid, Onthullingsbeleid
from werkmonitor.monitor.herkomst import Correctie, Herkomst, Sporen, Stap, exact, number

JAAR = "2021"


class Tellingen:
    """A Monitor in the making: cells, steps over them, and tables of those steps."""

    def __init__(self, periode: str = JAAR, sha: str = "0") -> None:
        self.periode = periode
        self.sha = sha
        """Of its files: other ones than before can have any cell restated; in the same, what is, was corrected."""
        self.cellen: list[Herkomst] = []
        self.stappen: list[Stap] = []
        self.tabellen: list[model.Tabel] = []
        self.indicatoren: list[model.Indicator] = []

    def cel(self, waarde: float, lid: str = "", **about: Any) -> int:
        """Add a cell; return the step that reads it alone.  ``about``: bron, maat, dimensie, jaar, maand …"""
        self.cellen.append(_cel(waarde, lid, len(self.cellen), {"jaar": self.periode, **about}))
        return self.stap("cellen", Fraction(str(waarde)), cellen=(len(self.cellen) - 1,))

    def som(self, *delen: int, deler: int = 1) -> int:
        """Add a step that reads the cells of these steps."""
        cellen = tuple(cel for deel in delen for cel in self.stappen[deel].cellen)
        total = sum((Fraction(self.cellen[cel].exact or 0) for cel in cellen), Fraction(0))
        return self.stap("cellen", total / deler, cellen=cellen, deler=deler)

    def min(self, een: int, ander: int) -> int:
        """Add a difference."""
        return self.stap("-", self.waarde(een) - self.waarde(ander), (een, ander))

    def deel(self, een: int, ander: int) -> int:
        """Add a share, or a mean."""
        return self.stap("/", self.waarde(een) / self.waarde(ander), (een, ander))

    def keer(self, een: int, ander: int) -> int:
        """Add a product."""
        return self.stap("*", self.waarde(een) * self.waarde(ander), (een, ander))

    def stap(self, soort: Stapsoort, waarde: Fraction, delen: tuple[int, ...] = (), **rest: Any) -> int:
        """Add a step of any kind."""
        tekst = rest.pop("tekst", f"stap {len(self.stappen)}")
        self.stappen.append(Stap(tekst=tekst, soort=soort, exact=exact(waarde), delen=delen, **rest))
        return len(self.stappen) - 1

    def waarde(self, stap: int) -> Fraction:
        """Return the value of a step."""
        return Fraction(self.stappen[stap].exact or 0)

    def toon(self, *stappen: int, eenheid: str = "aantal", decimalen: int | None = None) -> int:
        """Show steps below one another in a table of their own; return which table of all."""
        rijen = [
            model.Rij(naam=f"rij {nummer}", cellen=(self._getoond(stap, eenheid, decimalen),))
            for nummer, stap in enumerate(stappen)
        ]
        kolommen = (model.Kolom(kop="Aantal"),)
        self.tabellen.append(model.Tabel(titel="Tabel", rijkop="Rij", kolommen=kolommen, rijen=tuple(rijen)))
        return len(self.tabellen) - 1

    def _getoond(self, stap: int, eenheid: str, decimalen: int | None) -> model.Cel:
        value = self.waarde(stap)
        shown = formatting.weergave(value, eenheid, decimalen)
        return model.Cel(weergave=shown, waarde=number(value), spoor=stap)

    def indicator(self, naam: str, stap: int, **changes: Any) -> None:
        """Show a step as an indicator too."""
        value = self.waarde(stap)
        own = {"waarde": number(value), "exact": exact(value), "spoor": stap, "herkomst": (), "eenheid": "aantal"}
        self.indicatoren.append(indicator(naam, formatting.weergave(value, "aantal"), **{**own, **changes}))

    def monitor(self, maten: Sequence[Maatbeleid] = (), **changes: Any) -> model.Monitor:
        """Return the Monitor, to be published; ``changes`` replace parts of its policy."""
        blokken = tuple(model.Tabelblok(tabel=tabel) for tabel in self.tabellen)
        pagina = model.Pagina(id="cijfers", titel="Cijfers", kop="Cijfers", blokken=blokken, bronregel="")
        return monitor(
            periode=self.periode,
            doelgroep="openbaar",
            programma=kop(onthulling=Onthullingsbeleid(maten=tuple(maten), **changes)),
            indicatoren=tuple(self.indicatoren),
            opgaven=(),
            doelen=(),
            bronnen=tuple(_bron(bestand, self.sha) for bestand in sorted({cel.bestand for cel in self.cellen})),
            paginas=(pagina,),
            meldingen=(),
            sporen=Sporen(cellen=tuple(self.cellen), stappen=tuple(self.stappen)),
        )


def _bron(bestand: str, sha: str) -> model.Bron:
    return model.Bron(bestand=bestand, sha256=sha * 64, levering=JAAR, bron="instroom_reden", titel="Instroom")


def _cel(waarde: float, lid: str, nummer: int, about: Mapping[str, Any]) -> Herkomst:
    """Return a cell of a table; without ``maand`` it is about a whole year."""
    jaar, maand = int(about["jaar"]), about.get("maand")
    van, tot = f"{jaar}-01-01", f"{jaar + 1}-01-01"
    if maand:
        van = f"{jaar}-{maand:02}-01"
        tot = f"{jaar}-{maand + 1:02}-01" if maand < 12 else tot
    value = Fraction(str(waarde))
    bron, maat = about.get("bron", "instroom_reden"), about.get("maat", "instroom")
    leden = (f"{about.get('dimensie', 'reden')}={lid}",) if lid else ()
    return Herkomst(
        bestand=f"exports/{jaar}/{bron}.xlsx",
        blad="Blad1",
        cel=f"B{nummer + 1}",
        levering=about.get("levering", str(jaar)),
        waarde=number(value),
        labels=(maat, *leden),
        bron=bron,
        van=van,
        tot=tot,
        leden=leden,
        exact=exact(value),
        correctie=_CORRECTIE if about.get("gecorrigeerd") else msgspec.UNSET,
    )


_CORRECTIE = Correctie(was="1", wordt="2", reden="typefout", wie="beleid", datum="2022-02-03", weergave="was 1")


def getoond(found: model.Monitor, tabel: int = 0) -> list[str]:
    """Return what stands in the first column of a table."""
    blokken = [blok for blok in found.paginas[0].blokken if isinstance(blok, model.Tabelblok)]
    return [rij.cellen[0].weergave for rij in blokken[tabel].tabel.rijen]


def maatbeleid(**changes: Any) -> Maatbeleid:
    """Return the policy of the maat that cells have by default."""
    defaults: dict[str, Any] = {"bron": "instroom_reden", "maat": "instroom", "telt": "mensen", "drempel": 5}
    return Maatbeleid(**{**defaults, **changes})


def intern(found: model.Monitor) -> model.Monitor:
    """Return a Monitor as one for internal use."""
    return msgspec.structs.replace(found, doelgroep="intern")
