"""A comparison as one HTML file that needs nothing else, and as the HTML that its PDF is laid out from."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from itertools import count

from markupsafe import Markup

from werkmonitor import __version__
from werkmonitor.diff.model import Verschil
from werkmonitor.diff.pagina import pagina
from werkmonitor.outputs.html import Medium, environment, fonts, stylesheet
from werkmonitor.resources import templates

PAGE: dict[Medium, str] = {"html": "verschil.html", "pdf": "verschil-pdf.html"}
SHEETS: dict[Medium, tuple[str, ...]] = {
    "html": ("verschil.css", "verschil-scherm.css"),
    "pdf": ("verschil.css", "verschil-papier.css"),
}


def maak(verschil: Verschil) -> bytes:
    """Return the comparison as one HTML file."""
    return page(verschil, "html", fonts()).encode()


def page(verschil: Verschil, medium: Medium, extra_style: str = "", datum: str = "") -> str:
    """Return the HTML of the comparison for the screen or for paper."""
    style = stylesheet(medium) + _own_style(medium) + extra_style
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        environment()
        .get_template(PAGE[medium])
        .render(
            pagina=pagina(verschil, teksten=medium == "html"),
            medium=medium,
            versie=__version__,
            volgnummer=count(1).__next__,
            stijl=Markup(style),  # noqa: S704 - our own style sheets
            stijl_hash=f"sha256-{digest}",
            datum=datum,
        )
    )


@cache
def _own_style(medium: Medium) -> str:
    return "\n".join((templates() / "css" / name).read_text(encoding="utf-8") for name in SHEETS[medium])
