"""The report as one HTML file that needs nothing else: no network, its own letters, pictures and script."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from itertools import count
from typing import Any, Literal

import jinja2
from markupsafe import Markup

from werkmonitor.formatting import datum as datum_tekst
from werkmonitor.huisstijl.model import ONZE, Huisstijl
from werkmonitor.monitor.herkomst import onder
from werkmonitor.monitor.model import (
    Blok,
    Bronnen,
    Definities,
    Indicator,
    Kleur,
    Meldingen,
    Monitor,
    Opgave,
    Opgaven,
    Pagina,
    Tabel,
    Vergelijking,
)
from werkmonitor.outputs import bijlage, kolommen, sjablonen
from werkmonitor.outputs import stijl as vorm
from werkmonitor.outputs.markdown import anker, proza, to_html
from werkmonitor.resources import templates

_ISO_DATE = re.compile(r"\d{4}-\d\d-\d\d")
Medium = Literal["html", "pdf"]
PAGE: dict[Medium, str] = {"html": "rapport.html", "pdf": "rapport-pdf.html"}
SHEETS: dict[Medium, tuple[str, ...]] = {
    "html": ("waarden.css", "inhoud.css", "scherm.css", "knoppen.css"),
    "pdf": ("waarden.css", "inhoud.css", "papier.css"),
}
GROUNDS = {"regel": "Volgens de afgesproken regel.", "mens": "Van de gemeente zelf.", "geen": "Geen."}
LONG_VALUE = 7
LONGER_VALUE = 11
WIDE_TABLE = 4
WORDY_TABLE = 5
"""Columns from which on also a table of words needs smaller letters."""
LONG_TABLE = 10
"""Rows of words beyond which a table may go on on the next page."""
FEW_WORDS = 40
"""Characters of a text that fits in a narrow column beside a number."""


def render(
    monitor: Monitor, charts: Mapping[str, str], eigen: Mapping[str, str] = sjablonen.GEEN, stijl: Huisstijl = ONZE
) -> dict[str, bytes]:
    """Return the report as one HTML file; ``eigen`` are templates of the user that stand in for ours."""
    return {".html": page(monitor, charts, "html", eigen=eigen, stijl=stijl).encode()}


def page(  # noqa: PLR0913, PLR0917 - what a page depends on
    monitor: Monitor,
    charts: Mapping[str, str],
    medium: Medium,
    datum: str = "",
    eigen: Mapping[str, str] = sjablonen.GEEN,
    stijl: Huisstijl = ONZE,
) -> str:
    """Return the HTML of the report for the screen or for paper; raises ``InputError`` for a fault in ``eigen``."""
    style = stylesheet(medium, stijl) + fonts(medium, stijl)
    shown = {
        "logo": logo(medium, stijl),
        "monitor": monitor,
        "charts": charts,
        "medium": medium,
        "definities": defined(monitor),
        "herkomst": bijlage.bladen(monitor) if medium == "html" else bijlage.regels(monitor),
        "volgnummer": count(1).__next__,
        "stijl": Markup(style),  # noqa: S704 - our own style sheets
        "stijl_hash": fingerprint(style),
        "script": Markup(script()),  # noqa: S704 - likewise
        "script_hash": fingerprint(script()),
        "datum": datum,
    }
    return fill(PAGE[medium], shown, eigen)


def fill(sjabloon: str, shown: Mapping[str, Any], eigen: Mapping[str, str] = sjablonen.GEEN) -> str:
    """Fill a template; raises ``InputError`` for a fault in one of the user's own, which stand in for ours."""
    if eigen:
        return sjablonen.vul(eigen, environment(), sjabloon, shown)
    return environment().get_template(sjabloon).render(shown)


def defined(monitor: Monitor) -> frozenset[str]:
    """Return the figures that have a definition to link to."""
    has = any(isinstance(blok, Definities) for pagina in monitor.paginas for blok in pagina.blokken)
    return frozenset(indicator.id for indicator in monitor.indicatoren) if has else frozenset()


def stylesheet(medium: Medium, stijl: Huisstijl = ONZE) -> str:
    """Return the style sheets of a medium as one text, in a house style."""
    return vorm.css(SHEETS[medium], stijl)


def fonts(medium: Medium, stijl: Huisstijl = ONZE) -> str:
    """Return the rules for the letters: on the screen they are within the page, on paper they are asked for."""
    return vorm.letters(stijl) if medium == "html" else vorm.letters_op_papier(stijl)


def logo(medium: Medium, stijl: Huisstijl) -> dict[str, str]:
    """Return where the logo is and the words that stand in for it; nothing without one."""
    where = vorm.logo(stijl) if medium == "html" else vorm.logo_op_papier(stijl)
    return {"adres": where, "alt": stijl.logo.alt} if stijl.logo else {}


@cache
def script() -> str:
    """Return what a page on the screen can do more: to sort, to search, to keep a chart."""
    return (templates() / "js" / "rapport.js").read_text(encoding="utf-8")


@cache
def fingerprint(text: str) -> str:
    """Return how the Content-Security-Policy names a style sheet or a script that stands within the page."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _bytecode_cache() -> jinja2.FileSystemBytecodeCache | None:
    """Keep compiled templates beside the templates, as Python does with modules, where that is allowed."""
    folder = templates() / "__pycache__"
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return None
    return jinja2.FileSystemBytecodeCache(str(folder)) if os.access(folder, os.W_OK) else None


@cache
def environment() -> jinja2.Environment:
    """Return what fills our templates."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates()),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        bytecode_cache=_bytecode_cache(),
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(
        markdown=to_html,
        proza=proza,
        woordanker=anker,
        soort=block_kind,
        kant=direction,
        wens=wish,
        omvang=value_size,
        getoond=shown_value,
        breedte=table_width,
        past_naast=fits_beside,
        kolombreedten=kolommen.breedten,
        lang=goes_on,
        handmatig=entered,
        veranderd=changed,
        woord=word,
        dag=day,
        grond=GROUNDS.__getitem__,
        svg=Markup,
    )
    return environment


def block_kind(blok: Blok) -> str:
    """Return the kind of a block: the name of its template."""
    return str(type(blok).__struct_config__.tag)


def direction(vergelijking: Vergelijking) -> str:
    """Return where the arrow of a change points: op, neer, gelijk, or onbekend for a change that is not known."""
    change = vergelijking.verschil.waarde
    if change is None:
        return "onbekend"
    if not shows_change(vergelijking):
        return "gelijk"
    return "op" if change > 0 else "neer"


def shows_change(vergelijking: Vergelijking) -> bool:
    """Say whether a change is left when it is rounded as the words beside it are."""
    return any(digit in vergelijking.verschil.weergave for digit in "123456789")


def wish(vergelijking: Vergelijking) -> str:
    """Return whether a change is wanted, as the colour of its arrow."""
    wanted = vergelijking.gunstig if shows_change(vergelijking) else None
    return {True: "gunstig", False: "ongunstig", None: "neutraal"}[wanted]


def shown_value(indicator: Indicator) -> str:
    """Return the value of a figure where it stands by itself; one that is not shown says so in words."""
    hidden = indicator.status == "niet_getoond"
    return (indicator.reden_ontbreekt if hidden else None) or indicator.weergave


def value_size(indicator: Indicator) -> str:
    """Return how large a value can be printed: words and long amounts need smaller letters."""
    if indicator.waarde is None or len(indicator.weergave) > LONGER_VALUE:
        return "woord"
    return "lang" if len(indicator.weergave) > LONG_VALUE else "getal"


def table_width(tabel: Tabel) -> str:
    """Return the width class of a table: one with many or wordy columns takes the whole page."""
    wordy = _is_wordy(tabel)
    small = " ruim" if len(tabel.kolommen) > (WORDY_TABLE if wordy else WIDE_TABLE) else ""
    if wordy and len(tabel.rijen) > LONG_TABLE:
        return f"breed lang{small}"
    return f"breed{small}" if wordy or len(tabel.kolommen) >= WIDE_TABLE else "smal"


def _is_wordy(tabel: Tabel) -> bool:
    """Say whether texts stand beside other columns; a few words beside one number still fit on a phone."""
    pairs = [pair for rij in tabel.rijen for pair in zip(rij.cellen, tabel.kolommen, strict=True)]
    longest = max((len(cel.weergave) for cel, kolom in pairs if not kolom.getal), default=0)
    numbers = sum(kolom.getal for kolom in tabel.kolommen)
    few = numbers == 1 and len(tabel.kolommen) == 2 and longest <= FEW_WORDS  # noqa: PLR2004 - a number and a text
    return numbers < len(tabel.kolommen) and len(tabel.kolommen) > 1 and not few


def goes_on(pagina: Pagina) -> bool:
    """Return whether a page of the report needs more than one sheet for sure, so that it need not be tried on one."""
    return any(isinstance(blok, Opgaven | Definities | Bronnen | Meldingen) for blok in pagina.blokken)


def fits_beside(tabel: Tabel) -> bool:
    """Return whether a table is narrow enough to stand beside its chart on paper."""
    narrow = len(tabel.kolommen) < WIDE_TABLE - 1 and not tabel.noten
    return narrow and kolommen.past(tabel, kolommen.NAAST)


def entered(spoor: int | None, monitor: Monitor) -> list[str]:
    """Return what was filled in by hand below a step, each with who, when and from where."""
    steps = onder(monitor.sporen.stappen, spoor) if spoor is not None else ()
    return [stap.tekst for stap in steps if stap.soort == "handmatig"]


def changed(monitor: Monitor) -> list[Opgave]:
    """Return the tasks whose verdict is another than in the last monitor."""
    return [o for o in monitor.opgaven if o.vorig_oordeel is not None and o.vorig_oordeel != o.oordeel]


def day(peildatum: str) -> str:
    """Return the reference date as it stands in a sentence; the Monitor holds it for machines (``2022-01-01``)."""
    return datum_tekst(date.fromisoformat(peildatum)) if _ISO_DATE.fullmatch(peildatum) else peildatum


def word(kleur: Kleur, monitor: Monitor) -> str:
    """Return the word that this municipality has for a colour."""
    return next((telling.woord for telling in monitor.kleuren if telling.kleur == kleur), kleur)
