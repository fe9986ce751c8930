"""A proposal: what a ``[[bron]]`` block for a table would say, and which parts of it are guesses."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from werkmonitor.bronnen.herkennen.beeld import Gebied, teksten
from werkmonitor.bronnen.herkennen.tijden import compleet, tijden_in
from werkmonitor.bronnen.herkennen.woorden import Eenheid, is_algemeen, lid_id, maak_id, noemt_soort
from werkmonitor.bronnen.sheet import Waarde
from werkmonitor.periode import Periode

_INDELING = re.compile(r"\b(?:naar|per|by|nach)\s+(.+)", re.IGNORECASE)
_EN = re.compile(r"\s*(?:,|\ben\b|\band\b|\bund\b|\bx\b|/|\bper\b|\bnaar\b)\s*", re.IGNORECASE)
_LANGSTE_TITEL = 200
KIES = "kies"
"""The remark on a key that nothing in the file says: whoever pastes the block has to choose."""

Tijden = Mapping[str, Collection[Waarde]]
"""The labels by time role."""


@dataclass
class Voorstel:
    """One source: the keys of its block in order, its dimensions, and remarks by key.

    ``sleutel`` is what tables of one shape have in common, ``gebieden`` are those tables.
    """

    naam: str
    """What the report is called; ids are made from it where headings say nothing."""
    sleutel: tuple[object, ...]
    gebieden: list[Gebied]
    bron: dict[str, Any]
    dimensies: dict[str, dict[str, Any]] = field(default_factory=dict)
    tijden: Tijden = field(default_factory=dict)
    gok: dict[str, str] = field(default_factory=dict)

    def neem_over(self, ander: Voorstel) -> None:
        """Take another table of the same shape in, with the members that only it has."""
        self.gebieden += ander.gebieden
        for id_, dimensie in self.dimensies.items():
            leden = dimensie["leden"]
            for caption in ander.dimensies.get(id_, {"leden": {}})["leden"].values():
                if caption not in leden.values():
                    leden[lid_id(caption, leden)] = caption


def titels(gebied: Gebied) -> list[str]:
    """Return the texts above a table, from the top down."""
    sheet = gebied.sheet
    found = []
    for rij in range(max(0, gebied.koprijen[0] - 10), gebied.koprijen[0]):
        found += teksten(value for value in sheet.rijen[rij][:50] if isinstance(value, str))
    return [text for text in found if len(text) <= _LANGSTE_TITEL]


def maat_id(kop: str, naam: str, bezet: Collection[str]) -> str:
    """Return the id of a number; where its heading says nothing, the report's name comes behind it."""
    return maak_id(f"{kop} {naam}" if is_algemeen(kop) else kop, bezet, "maat")


def maat(kop: str | None, eenheid: Eenheid) -> dict[str, Any]:
    """Return the table ``[bron.maten.id]`` of a number."""
    found: dict[str, Any] = {"kolom": kop} if kop else {}
    found["eenheid"] = eenheid.naam
    if eenheid.schaal:
        found["schaal"] = eenheid.schaal
    return found


def soort(tijden: Tijden, woorden: Sequence[str]) -> tuple[str, str]:
    """Return whether the numbers are a stand or a stroom, and how sure that is."""
    if "peildatum" in tijden:
        return "stand", 'telt het over een maand, schrijf dan "stroom" en maand in plaats van peildatum'
    found = noemt_soort(woorden)
    if found == "stand":
        return "stand", "naar de woorden; telt het wat er in een periode gebeurde, dan is het een stroom"
    if found == "stroom":
        return "stroom", "naar de woorden; is het een telling op één dag, dan is het een stand"
    return "stroom", KIES


def wat_er_telt(naam: str) -> str:
    """Return the part of a title before the levels: of ``Instroom naar reden`` that is ``Instroom``."""
    return _INDELING.sub("", naam)


def namen_van_indelingen(naam: str, aantal: int) -> list[str]:
    """Return names for the levels of labels of a crosstab, from its title: ``Instroom naar reden en leeftijd``.

    What the title does not name is empty.
    """
    match = _INDELING.search(naam)
    words = [word for word in _EN.split(match[1]) if word] if match else []
    words = [word for word in words if maak_id(word) == maak_id(word, ("maand_",)) and not _is_time(word)]
    if len(words) == aantal:
        return words
    return [*[""] * (aantal - 1), words[0]] if len(words) == 1 else [""] * aantal


def _is_time(word: str) -> bool:
    return maak_id(word).rstrip("_2") in {"maand", "jaar", "kwartaal", "halfjaar", "periode", "peildatum"}


def titelrol(voorstel: Voorstel) -> str | None:
    """Return the time role in which the titles complete the labels, or ``None`` where they need not or cannot."""
    if voorstel.bron["vorm"] == "register" or compleet(voorstel.tijden.items()):
        return None
    found = [moment for gebied in voorstel.gebieden for text in titels(gebied) for moment in tijden_in(text)]
    if not found:
        return None
    if voorstel.tijden:
        return "jaar"
    return "periode" if any(isinstance(moment, Periode) for moment in found) else "peildatum"
