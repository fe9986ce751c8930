"""Find the declared table on a sheet, whatever its form, and say what is missing where there is none."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from werkmonitor.bronnen.feiten import cel
from werkmonitor.bronnen.meldingen.melder import MEEST, begrens
from werkmonitor.bronnen.meldingen.zinnen import (
    kolom_hint,
    kop_dubbel,
    regel_te_lang,
    tabel_niet_gevonden,
)
from werkmonitor.bronnen.sheet import Sheet
from werkmonitor.bronnen.tabellen.kennis import GENEGEERD, MAAT, Kennis
from werkmonitor.bronnen.tabellen.kruistabel import zoek_kruistabel
from werkmonitor.bronnen.tabellen.lijst import ALLEEN, Kop, lees_lijst, lees_register, nodige_koppen, zoek_kop
from werkmonitor.bronnen.tabellen.tables import Tabel
from werkmonitor.bronnen.waarden.persoon import kort
from werkmonitor.bronnen.waarden.perwaarde import getoond
from werkmonitor.bronnen.waarden.values import bijschrift, naaste, vouw
from werkmonitor.findings import Finding, Location
from werkmonitor.programma.bron import Bron

MEEST_KOPPEN = 6
"""How many other headers a message lists."""


def zoek_tabel(sheet: Sheet, kennis: Kennis) -> tuple[Tabel | None, list[Finding]]:
    """Return the table of a sheet, if it is there, and what is wrong with its header."""
    if kennis.bron.vorm == "kruistabel":
        return zoek_kruistabel(sheet, kennis)
    nodig = nodige_koppen(kennis.bron)
    kop = zoek_kop(sheet, nodig)
    if kop is None or len(kop.kolommen) < len(nodig):
        return None, []
    faults = _double_headers(sheet, kop)
    if faults:
        return Tabel(sheet, kop.rij), faults
    tabel = lees_register(sheet, kop) if kennis.bron.vorm == "register" else lees_lijst(sheet, kennis, kop)
    return tabel, _long_lines(sheet, tabel)


def _double_headers(sheet: Sheet, kop: Kop) -> list[Finding]:
    return [
        kop_dubbel(
            sheet.plek(kop.rij, kolommen[1]),
            bijschrift(sheet.rijen[kop.rij][kolommen[0]]),
            [cel(kop.rij, kolom) for kolom in kolommen],
        )
        for kolommen in kop.dubbel.values()
    ]


def _long_lines(sheet: Sheet, tabel: Tabel) -> list[Finding]:
    """Report lines with more fields than the header: an unquoted comma has moved their columns."""
    if not sheet.tekst:
        return []
    fields = sheet.lengtes[tabel.kop]
    longer = tabel.datarijen[np.array(sheet.lengtes)[tabel.datarijen] > fields].tolist()
    return begrens([regel_te_lang(sheet.plek(rij, fields)) for rij in longer[: MEEST + 1]], sheet.bestand, len(longer))


def leg_uit(sheets: Sequence[Sheet], kennis: Kennis, bestand: str) -> Finding:
    """Say which headers or labels are missing in a file in which the table was not found."""
    visible = [sheet for sheet in sheets if sheet.zichtbaar]
    if not any(sheet.codes.any() for sheet in visible):
        wat = "Er staat niets op de zichtbare bladen."
        return tabel_niet_gevonden(Location(bestand), wat, "Kijk in Cognos of het rapport gegevens geeft.")
    if kennis.bron.vorm == "kruistabel":
        return _explain_crosstab(visible, kennis, bestand)
    return _explain_list(visible, kennis.bron, bestand)


def _explain_list(sheets: Sequence[Sheet], bron: Bron, bestand: str) -> Finding:
    nodig = nodige_koppen(bron)
    found = [(sheet, kop) for sheet in sheets if (kop := zoek_kop(sheet, nodig))]
    if not found:
        names = ", ".join(f"'{koppen[0]}'" for koppen in nodig.values())
        wat = f"Geen van de koppen {names} staat in het bestand."
        doen = f"Kijk of dit de juiste export is, of pas bron {bron.id} in de declaratie aan."
        return tabel_niet_gevonden(Location(bestand), wat, doen)
    sheet, kop = max(found, key=lambda pair: len(pair[1].kolommen))
    texts = {
        bijschrift(value): cel(kop.rij, kolom)
        for kolom, value in enumerate(sheet.rijen[kop.rij])
        if isinstance(value, str) and (kolom,) not in kop.kolommen.values()
    }
    facts, advice = [], []
    for veld in nodig.keys() - kop.kolommen.keys():
        nearest = naaste(nodig[veld][0], texts)
        if nearest is None:
            facts.append(f"kolom '{nodig[veld][0]}' ontbreekt")
            continue
        fact, hint = kolom_hint(nodig[veld][0], nearest, texts[nearest], veldsleutel(bron, veld), nodig[veld])
        facts.append(fact)
        advice.append(hint)
    doen = "\n".join(sorted(advice)) or f"Heet de kolom nu anders, noem die naam dan ook bij bron {bron.id}."
    if not advice and texts:
        others = [f"'{kort(text)}' in {plek}" for text, plek in list(texts.items())[:MEEST_KOPPEN]]
        facts.append(f"verder staat er {', '.join(others)}")
    wat = "; ".join(sorted(facts))
    return tabel_niet_gevonden(sheet.plek(kop.rij, 0), f"{wat[0].upper()}{wat[1:]}.", doen)


def veldsleutel(bron: Bron, veld: str) -> str:
    """Return the key of the declaration that names a header."""
    if bron.vorm == "register":
        return f"velden.{veld}"
    if veld.startswith(f"{MAAT}:"):
        return f"maten.{veld.removeprefix(f'{MAAT}:')}.kolom"
    if veld.startswith(ALLEEN):
        return "alleen"
    return f"tijd.{veld}" if veld in bron.tijd else f"dimensies.{veld}"


def _explain_crosstab(sheets: Sequence[Sheet], kennis: Kennis, bestand: str) -> Finding:
    bron = kennis.bron
    missing = [
        niveau
        for niveau in (*bron.rijen, *bron.kolommen)
        if niveau != GENEGEERD
        and not any(kennis.past(niveau, value) for sheet in sheets for value in getoond(sheet, sheet.codes))
    ]
    shape = f"{', '.join(bron.rijen)} langs de rijen en {', '.join(bron.kolommen)} langs de kolommen"
    wat = f"Er is geen kruistabel met {shape}."
    if missing:
        wat += f" Labels voor {' en '.join(missing)} staan nergens."
    doen = f"Kijk of dit de juiste export is, of pas rijen, kolommen of leden van bron {bron.id} aan."
    place = sheets[0].naam if len(sheets) == 1 else ""
    return tabel_niet_gevonden(Location(bestand, place or None), wat, doen)


def ontbrekende_maten(tabel: Tabel, kennis: Kennis) -> list[Finding]:
    """Report declared maten that a crosstab does not have."""
    bron = kennis.bron
    if bron.vorm != "kruistabel" or MAAT not in (*bron.rijen, *bron.kolommen):
        return []
    labels = [labels[MAAT].waarde for _, labels in tabel.kolommen if MAAT in labels]
    if (kolom := tabel.labelkolommen.get(MAAT)) is not None:
        labels += getoond(tabel.sheet, tabel.sheet.codes[tabel.herkomst[kolom], kolom])
    found = {kennis.maten.get(vouw(bijschrift(value))) for value in labels}
    doen = f"Neem het getal op in het rapport, of pas de maten van bron {bron.id} aan."
    return [
        tabel_niet_gevonden(
            tabel.sheet.plek(tabel.kop, 0), f"Getal '{(maat.kolom or (id_,))[0]}' ontbreekt in de kruistabel.", doen
        )
        for id_, maat in bron.maten.items()
        if id_ not in found
    ]
