"""A file → proposals for the sources in it: a table of one shape on several tabs is one source."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import PurePath

from werkmonitor.bronnen.herkennen.beeld import Gebied, Soorten
from werkmonitor.bronnen.herkennen.kruis import is_kruistabel, stel_kruistabel_voor
from werkmonitor.bronnen.herkennen.lijst import stel_lijst_voor
from werkmonitor.bronnen.herkennen.tijden import tijdrol
from werkmonitor.bronnen.herkennen.vinden import zoek_gebieden
from werkmonitor.bronnen.herkennen.voorstel import Voorstel
from werkmonitor.bronnen.herkennen.woorden import kale_naam, maak_id
from werkmonitor.bronnen.sheet import Sheet

_MEESTE_VOORSTELLEN = 50
_VOLGNUMMER = re.compile(r"_?\d+$")
_GLOB = re.compile(r"([*?\[])")


def herken(sheets: Sequence[Sheet], bestandsnaam: str, tik: Callable[[], None] | None = None) -> list[Voorstel]:
    """Return a proposal for each distinct table on the visible sheets, complete but for ``@tabblad``.

    ``tik`` is called now and then: it can refuse a file that takes too long.
    """
    pad = PurePath(bestandsnaam)
    naam = kale_naam(pad.stem)
    kijker = Soorten(tik)
    found: dict[tuple[object, ...], Voorstel] = {}
    for sheet in sheets:
        if not sheet.zichtbaar:
            continue
        for gebied in zoek_gebieden(kijker.beeld(sheet)):
            voorstel = _propose(gebied, naam)
            if voorstel is None:
                continue
            if voorstel.sleutel in found:
                found[voorstel.sleutel].neem_over(voorstel)
            elif len(found) < _MEESTE_VOORSTELLEN:
                found[voorstel.sleutel] = voorstel
    return list(_named(found.values(), naam, bestandsnaam))


def _propose(gebied: Gebied, naam: str) -> Voorstel | None:
    if is_kruistabel(gebied):
        return stel_kruistabel_voor(gebied, naam)
    return stel_lijst_voor(gebied, naam)


def _named(voorstellen: Iterable[Voorstel], naam: str, bestandsnaam: str) -> Iterable[Voorstel]:
    """Put the keys that every source has in front."""
    ids: list[str] = []
    for voorstel in voorstellen:
        ids.append(maak_id(naam, ids, "bron"))
        head = {"id": ids[-1], "titel": naam, "bestand": patroon(bestandsnaam)}
        voorstel.bron = head | voorstel.bron
        voorstel.gok |= {"bestand": ""}
        yield voorstel


def patroon(bestandsnaam: str) -> str:
    """Return a pattern for this file and those of the same report: what differs from run to run becomes ``*``."""
    pad = PurePath(bestandsnaam)
    shown = bestandsnaam.encode("utf-8", "replace").decode()
    if shown != bestandsnaam or not bestandsnaam.isprintable():
        return f"*{_escaped(pad.suffix)}" if pad.suffix.isprintable() else "*"
    found = f"{_escaped(kale_naam(pad.stem))}*{_escaped(pad.suffix)}"
    return found if fnmatchcase(bestandsnaam.casefold(), found.casefold()) else _escaped(bestandsnaam)


def _escaped(text: str) -> str:
    return _GLOB.sub(r"[\1]", text.encode("utf-8", "replace").decode())


def tabbladen(voorstel: Voorstel) -> tuple[str, str] | None:
    """Return the key and id under which the names of the tabs are to be declared, or ``None`` if they say nothing.

    ``Pagina1_1`` and ``Pagina1_2`` are parts of one page; other names are members, or moments.
    """
    names = list(dict.fromkeys(gebied.sheet.naam for gebied in voorstel.gebieden))
    if len(names) < 2 or len({_VOLGNUMMER.sub("", name) for name in names}) == 1:  # noqa: PLR2004 - one says nothing
        return None
    rol = tijdrol(list(names))
    if rol and rol not in voorstel.bron.get("tijd", {}):
        return "tijd", rol
    return "dimensies", maak_id("tabblad", voorstel.bron.get("dimensies", {}))
