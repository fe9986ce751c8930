"""A proposal for a crosstab with two labels in each cell of its header: ``Uitstroom|2020``."""

from __future__ import annotations

from werkmonitor.bronnen.herkennen.beeld import GETAL, Gebied
from werkmonitor.bronnen.herkennen.tijden import tijdrol
from werkmonitor.bronnen.herkennen.voorstel import Voorstel, maat, maat_id, soort, titels
from werkmonitor.bronnen.herkennen.woorden import maak_id, raad_eenheid
from werkmonitor.bronnen.sheet import Waarde

_TEKEN = "|"
_MINST = 2


def stel_gescheiden_voor(gebied: Gebied, named: dict[int, str], naam: str) -> Voorstel | None:
    """Return a proposal, or ``None`` where the headings of the numbers are not all a name and a time; by column."""
    numbers = {kolom: kop.rsplit(_TEKEN, 1) for kolom, kop in named.items() if _TEKEN in kop}
    labels = [kop for kolom, kop in named.items() if kolom not in numbers]
    moments: list[Waarde] = [moment.strip() for _, moment in numbers.values()]
    rol = tijdrol(moments)
    if len(numbers) < _MINST or rol is None or not labels or max(named) not in numbers:
        return None
    maten: dict[str, dict[str, object]] = {}
    gok: dict[str, str] = {}
    for what in dict.fromkeys(what.strip() for what, _ in numbers.values()):
        own = [kolom for kolom, (text, _) in numbers.items() if text.strip() == what]
        if all(gebied.soort(kolom) != GETAL for kolom in own):
            continue
        values = [value for kolom in own for value in gebied.waarden(kolom)]
        eenheid = raad_eenheid(what, values, set().union(*map(gebied.opmaken, own)))
        id_ = maat_id(what, naam, maten)
        maten[id_] = maat(what, eenheid)
        gok[f"maten.{id_}.eenheid"] = eenheid.gok
    if not maten:
        return None
    rijen: list[str] = []
    for kop in labels:
        rijen.append(maak_id(kop, rijen))
    wat, gok["soort"] = soort({rol: moments}, [naam, *titels(gebied), *named.values()])
    bron = {"vorm": "kruistabel", "soort": wat, "rijen": rijen, "kolommen": ["maat", rol], "scheiding": _TEKEN}
    key = ("gescheiden", *labels, *maten)
    return Voorstel(naam, key, [gebied], bron | {"maten": maten}, tijden={rol: moments}, gok=gok)
