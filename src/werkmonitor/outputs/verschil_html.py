"""A comparison as one HTML file that needs nothing else, and as the HTML that its PDF is laid out from."""

from __future__ import annotations

from functools import cache
from itertools import count

from markupsafe import Markup

from werkmonitor import __version__
from werkmonitor.diff.model import Verschil
from werkmonitor.diff.pagina import pagina
from werkmonitor.huisstijl.model import ONZE, Huisstijl
from werkmonitor.outputs.html import Medium, environment, fingerprint, fonts, logo, script, stylesheet
from werkmonitor.resources import templates

PAGE: dict[Medium, str] = {"html": "verschil.html", "pdf": "verschil-pdf.html"}
SHEETS: dict[Medium, tuple[str, ...]] = {
    "html": ("verschil.css", "verschil-scherm.css"),
    "pdf": ("verschil.css", "verschil-papier.css"),
}


def maak(verschil: Verschil, stijl: Huisstijl = ONZE) -> bytes:
    """Return the comparison as one HTML file."""
    return page(verschil, "html", stijl=stijl).encode()


def page(verschil: Verschil, medium: Medium, datum: str = "", stijl: Huisstijl = ONZE) -> str:
    """Return the HTML of the comparison for the screen or for paper."""
    style = stylesheet(medium, stijl) + _own_style(medium) + fonts(medium, stijl)
    return (
        environment()
        .get_template(PAGE[medium])
        .render(
            pagina=pagina(verschil, teksten=medium == "html"),
            medium=medium,
            logo=logo(medium, stijl),
            versie=__version__,
            volgnummer=count(1).__next__,
            stijl=Markup(style),  # noqa: S704 - our own style sheets
            stijl_hash=fingerprint(style),
            script=Markup(script()),  # noqa: S704 - likewise
            script_hash=fingerprint(script()),
            datum=datum,
        )
    )


@cache
def _own_style(medium: Medium) -> str:
    return "\n".join((templates() / "css" / name).read_text(encoding="utf-8") for name in SHEETS[medium])
