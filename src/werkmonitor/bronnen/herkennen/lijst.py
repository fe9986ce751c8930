"""A proposal for a list or a register: what each column holds, by its heading and its cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from werkmonitor.bronnen.herkennen.beeld import DATUM, GETAL, LEEG, TEKST, Gebied
from werkmonitor.bronnen.herkennen.tijden import noemt_tijd, noemt_week, tijdrol
from werkmonitor.bronnen.herkennen.voorstel import Voorstel, maat, maat_id, soort, titels
from werkmonitor.bronnen.herkennen.woorden import is_afgeleid, is_code, maak_id, raad_eenheid
from werkmonitor.bronnen.sheet import Waarde
from werkmonitor.bronnen.waarden.values import bijschrift, vouw

_DATUM = re.compile(r"datum\b|\bdate\b")
_LANGE_TEKST = 40
"""Average length above which texts are prose, so that the table is a register."""
_VEEL_RIJEN = 10
"""From this number of rows on a text that is the same everywhere is no breakdown."""
_WEKEN = frozenset(map(str, range(1, 54)))
_MEESTE_WAARDEN = 5000
"""How many distinct values of a column are looked at."""


@dataclass
class _Kolommen:
    """The columns of a list by what they are for; each with its heading."""

    tijd: dict[str, tuple[str, list[Waarde]]] = field(default_factory=dict)
    dimensies: dict[int, str] = field(default_factory=dict)
    getallen: dict[int, str] = field(default_factory=dict)


def koppen(gebied: Gebied) -> dict[int, str]:
    """Return the headings of a list by column: texts that stand there once."""
    texts = {
        kolom: bijschrift(value)
        for kolom, value in enumerate(gebied.sheet.rijen[gebied.kop])
        if gebied.links <= kolom <= gebied.rechts and isinstance(value, str) and value.strip()
    }
    counts = Counter(map(vouw, texts.values()))
    return {kolom: text for kolom, text in texts.items() if counts[vouw(text)] == 1}


def stel_lijst_voor(gebied: Gebied, naam: str) -> Voorstel | None:
    """Return a proposal for a table with one header row, or ``None`` when no heading can be used."""
    named = koppen(gebied)
    if not named:
        return None
    columns = _sorted_out(gebied, named)
    if not columns.getallen or _is_prose(gebied, columns):
        return _register(gebied, named, naam)
    ids: dict[str, str] = {}
    for kop in columns.dimensies.values():
        ids[maak_id(kop, ids)] = kop
    woorden = [naam, *titels(gebied), *named.values()]
    tijden = {rol: values for rol, (_, values) in columns.tijd.items()}
    wat, gok = soort(tijden, woorden)
    bron = {"vorm": "lijst", "soort": wat}
    voorstel = Voorstel(naam, ("lijst", *map(vouw, named.values())), [gebied], bron, tijden=tijden, gok={"soort": gok})
    if columns.tijd:
        voorstel.bron["tijd"] = {rol: kop for rol, (kop, _) in columns.tijd.items()}
    if ids:
        voorstel.bron["dimensies"] = ids
    if weken := [kop for kop in ids.values() if noemt_week(kop)]:
        voorstel.gok["dimensies"] = f"{weken[0]} is hier een indeling, want werkmonitor kent geen weken als tijd"
    _add_maten(voorstel, gebied, columns)
    return voorstel


def _add_maten(voorstel: Voorstel, gebied: Gebied, columns: _Kolommen) -> None:
    maten: dict[str, object] = {}
    for kolom, kop in columns.getallen.items():
        values = gebied.waarden(kolom)[:_MEESTE_WAARDEN]
        eenheid = raad_eenheid(kop, values, gebied.opmaken(kolom))
        id_ = maat_id(kop, voorstel.naam, maten)
        maten[id_] = maat(kop, eenheid)
        if eenheid.gok:
            voorstel.gok[f"maten.{id_}.eenheid"] = eenheid.gok
    voorstel.bron["maten"] = maten


def _register(gebied: Gebied, named: dict[int, str], naam: str) -> Voorstel:
    velden: dict[str, str] = {}
    for kop in named.values():
        velden[maak_id(kop, velden)] = kop
    return Voorstel(naam, ("register", *map(vouw, named.values())), [gebied], {"vorm": "register", "velden": velden})


def _sorted_out(gebied: Gebied, named: dict[int, str]) -> _Kolommen:
    columns = _Kolommen()
    for kolom, kop in named.items():
        kind = gebied.soort(kolom)
        if kind == LEEG or is_afgeleid(kop):
            continue
        values = gebied.waarden(kolom)[:_MEESTE_WAARDEN]
        rol = _tijdrol(kind, kop, values, before=not columns.getallen)
        if rol:
            columns.tijd.setdefault(rol, (kop, values))
        elif kind == GETAL and not _is_name(kop, values) and not _DATUM.search(vouw(kop)):
            columns.getallen[kolom] = kop
        elif (
            kind in {TEKST, GETAL}
            and not _DATUM.search(vouw(kop))
            and (len(values) > 1 or len(gebied.rijen) < _VEEL_RIJEN or gebied.beeld.is_begin)
        ):
            columns.dimensies[kolom] = kop
    if len(columns.tijd) > 1 and "peildatum" in columns.tijd:  # a date beside a year and a month is another date
        del columns.tijd["peildatum"]
    return columns


def _is_name(kop: str, values: Iterable[Waarde]) -> bool:
    """Say whether numbers below a heading are names and no quantities: codes, and weeks up to 53."""
    return is_code(kop) or (noemt_week(kop) and all(bijschrift(value) in _WEKEN for value in values))


def _tijdrol(kind: int, kop: str, values: Iterable[Waarde], *, before: bool) -> str | None:
    """Return the time role of a column; numbers need a heading that says so, or a place before all quantities."""
    if kind not in {TEKST, GETAL, DATUM}:
        return None
    rol = tijdrol([value for value in values if kind != DATUM or not isinstance(value, str)], kop)
    return rol if kind != GETAL or noemt_tijd(kop) or (before and rol == "jaar") else None


def _is_prose(gebied: Gebied, columns: _Kolommen) -> bool:
    """Say whether at least two columns hold sentences."""
    long = 0
    for kolom in columns.dimensies:
        texts = [value for value in gebied.waarden(kolom)[:_MEESTE_WAARDEN] if isinstance(value, str)]
        long += bool(texts) and sum(map(len, texts)) > _LANGE_TEKST * len(texts)
    return long > 1
