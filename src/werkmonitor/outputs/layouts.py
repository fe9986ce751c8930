"""The layouts besides the report: slides to show, and a summary of one page that can be handed out alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from markupsafe import Markup

from werkmonitor.huisstijl.model import Huisstijl
from werkmonitor.monitor.model import Monitor
from werkmonitor.outputs import stijl as vorm
from werkmonitor.outputs.dias import dias
from werkmonitor.outputs.html import fill, fonts, logo
from werkmonitor.outputs.samenvatting import passend, samenvatting

BLADEN = {
    "presentatie": ("waarden.css", "inhoud.css", "presentatie.css"),
    "samenvatting": ("waarden.css", "inhoud.css", "samenvatting.css"),
}
"""Each other layout with its style sheets."""


@dataclass(frozen=True, kw_only=True)
class Maker:
    """What the pages of other layouts are made from."""

    monitor: Monitor
    charts: Mapping[str, str]
    datum: str
    """The day that they bear, in ISO 8601."""
    eigen: Mapping[str, str]
    stijl: Huisstijl

    def pagina(self, layout: str, waarden: Mapping[str, object]) -> str:
        """Return the HTML of one layout; raises ``InputError`` for a fault in a template of the user."""
        shown = {
            "monitor": self.monitor,
            "charts": self.charts,
            "medium": "pdf",
            "definities": frozenset[str](),
            "logo": logo("pdf", self.stijl),
            "volgnummer": count(1).__next__,
            "stijl": Markup(vorm.css(BLADEN[layout], self.stijl) + fonts("pdf", self.stijl)),  # noqa: S704 - our own
            "datum": self.datum,
            **waarden,
        }
        return fill(f"{layout}.html", shown, self.eigen)

    def presentatie(self) -> str:
        """Return the slides."""
        return self.pagina("presentatie", {"dias": dias(self.monitor)})

    def samenvatting(self, telt: Callable[[str], int]) -> str:
        """Return the summary with as much on it as fits on one page; ``telt`` counts the pages of a source."""
        return passend(lambda ruim: self.pagina("samenvatting", {"kort": samenvatting(self.monitor, ruim)}), telt)

    def alle(self, layouts: tuple[str, ...], telt: Callable[[str], int]) -> Iterator[tuple[str, str]]:
        """Yield the end of the name and the HTML of each layout that is asked for, the report apart."""
        if "presentatie" in layouts:
            yield "-presentatie.pdf", self.presentatie()
        if "samenvatting" in layouts:
            yield "-samenvatting.pdf", self.samenvatting(telt)
