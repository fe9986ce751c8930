"""A proposal for a list or a register: what each column holds, by its heading and its cells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from werkmonitor.bronnen.herkennen.beeld import DATUM, GETAL, LEEG, TEKST, Gebied
from werkmonitor.bronnen.herkennen.gescheiden import stel_gescheiden_voor
from werkmonitor.bronnen.herkennen.tijden import noemt_tijd, noemt_week, tijdrol
from werkmonitor.bronnen.herkennen.voorstel import Voorstel, maat, maat_id, soort, titels
from werkmonitor.bronnen.herkennen.woorden import is_afgeleid, is_code, maak_id, raad_eenheid
from werkmonitor.bronnen.sheet import Waarde
from werkmonitor.bronnen.waarden.kolomtekst import notatie_van
from werkmonitor.bronnen.waarden.values import bijschrift, schoon, vouw

_DATUM = re.compile(r"datum\b|\bdate\b")
_LANGE_TEKST = 40
"""Average length above which texts are prose, so that the table is a register."""
_VEEL_RIJEN = 10
"""From this number of rows on a text that is the same everywhere is no breakdown."""
_WEKEN = frozenset(map(str, range(1, 54)))
_MEESTE_CODES = 50
"""How many codes a breakdown has at most; more numbers that each occur as often are quantities."""
_LANGSTE_TEKEN = 4
_TEKEN = re.compile(r"[^\d\s]+")
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
    if voorstel := stel_gescheiden_voor(gebied, named, naam):
        return voorstel
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
    _add_schrijfwijze(voorstel, gebied, columns)
    _add_maten(voorstel, gebied, columns)
    return voorstel


def _add_schrijfwijze(voorstel: Voorstel, gebied: Gebied, columns: _Kolommen) -> None:
    """Add how the numbers are written where the file shows it: in English, and with a sign of its own for no value."""
    texts = [text for kolom in columns.getallen for text in gebied.waarden(kolom) if isinstance(text, str)]
    if notatie_van(texts) == "en":
        voorstel.bron["notatie"] = "en"
    signs = dict.fromkeys(text for text in map(schoon, texts) if len(text) <= _LANGSTE_TEKEN and _TEKEN.fullmatch(text))
    if signs:
        voorstel.bron["leegtekens"] = list(signs)
        voorstel.gok["leegtekens"] = "wat er staat waar geen waarde is"


def _add_maten(voorstel: Voorstel, gebied: Gebied, columns: _Kolommen) -> None:
    maten: dict[str, object] = {}
    for kolom, kop in columns.getallen.items():
        values = gebied.waarden(kolom)[:_MEESTE_WAARDEN]
        eenheid = raad_eenheid(kop, values, gebied.opmaken(kolom), voorstel.bron.get("notatie"))
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
        codes = kind == GETAL and not columns.getallen and _is_indeling(gebied, kolom)
        if rol:
            columns.tijd.setdefault(rol, (kop, values))
        elif kind == GETAL and _is_rijnummer(kop, values):
            continue
        elif kind == GETAL and not _is_name(kop, values) and not (_DATUM.search(vouw(kop)) or codes):
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


def _is_rijnummer(kop: str, values: Sequence[Waarde]) -> bool:
    """Say whether a column of codes only numbers the rows."""
    texts = [bijschrift(value) for value in values]
    numbered = any(texts == [str(first + n) for n in range(len(texts))] for first in (0, 1))
    return is_code(kop) and len(texts) > 1 and numbered


def _is_indeling(gebied: Gebied, kolom: int) -> bool:
    """Say whether whole numbers are codes of a breakdown: a few, and each on as many rows as the others."""
    codes, counts = np.unique(gebied.codes(kolom), return_counts=True)
    whole = all(bijschrift(gebied.sheet.waarden[code]).isdecimal() for code in codes[:_MEESTE_CODES].tolist())
    return whole and 1 < len(codes) <= _MEESTE_CODES and counts.min() == counts.max() >= _VEEL_RIJEN


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
