"""A comparison as a workbook: all differences as real numbers, a table a sheet, in the look of the monitor's own."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from werkmonitor import __version__
from werkmonitor.diff.errata import wanneer
from werkmonitor.diff.model import OORZAKEN, Cijferverschil, Plaats, Verschil, Waarde
from werkmonitor.diff.pagina import bronzin, pagina
from werkmonitor.diff.tabellen import plaats
from werkmonitor.diff.zinnen import OORZAAK, erratumzin, hoofdzin, oordeelzin, oorzaakzin, opgavezin, samenvatting
from werkmonitor.formatting import NIET_GETOOND
from werkmonitor.outputs.xlsx_book import NOTICE, Book, Voorblad
from werkmonitor.outputs.xlsx_values import Light, Number, Sheet, Value, number_pattern, signed_pattern
from werkmonitor.periode import Periode


def maak(verschil: Verschil) -> bytes:
    """Return the workbook; the same differences always give the same bytes."""
    book = Book(_voorblad(verschil))
    sheets = [sheet for sheet in _bladen(verschil) if sheet.rows]
    book.write(sheets)
    return book.close()


def _voorblad(verschil: Verschil) -> Voorblad:
    page = pagina(verschil)
    kind = (NOTICE[verschil.doelgroep], "voorbeeld" if verschil.voorbeeld else "")
    parts = (page.wie, f"{verschil.oud.naam} en {verschil.nieuw.naam}", *kind)
    facts = [("In het kort", " ".join(samenvatting(verschil))), ("Vergeleken", page.voet)]
    facts += [("Let op", zin) for zin in verschil.let_op]
    facts.append(("Gemaakt met", f"werkmonitor {__version__}"))
    return Voorblad(
        titel=page.titel,
        ondertitel=page.ondertitel,
        auteur=page.wie,
        regel=" · ".join(filter(None, parts)),
        dag=Periode.parse(verschil.nieuw.periode).dag_erna,
        feiten=tuple(facts),
    )


def _bladen(verschil: Verschil) -> Iterator[Sheet]:
    yield _cijfers(verschil)
    yield _oorzaken(verschil)
    yield _leden(verschil)
    yield _opgaven(verschil)
    yield _errata(verschil)
    yield _afspraken(verschil)
    yield _teksten(verschil)
    yield Sheet(
        "Bronnen", "Bronnen die nieuw, weg of veranderd zijn.", ("wat",), [[bronzin(b)] for b in verschil.bronnen]
    )


def _cijfers(verschil: Verschil) -> Sheet:
    oud, nieuw = verschil.oud.kort, verschil.nieuw.kort
    heads = ("id", "naam", oud, nieuw, "verschil", "in procent", "eenheid", "valt op", "valt op vanaf",
             f"oordeel {oud}", f"oordeel {nieuw}", "in woorden", "reden ontbreekt")  # fmt: skip
    rows = [_cijfer(cijfer, verschil) for cijfer in verschil.cijfers]
    about = "Alle cijfers, wat het meest opvalt eerst. Een leeg vak is niet bekend, geen nul."
    return Sheet("Cijfers", about, heads, rows, frozen=2)


def _cijfer(cijfer: Cijferverschil, verschil: Verschil) -> list[Value]:
    words = " ".join(filter(None, (hoofdzin(cijfer, verschil), oorzaakzin(cijfer), oordeelzin(cijfer))))
    reasons = " ".join(waarde.reden for waarde in (cijfer.oud, cijfer.nieuw) if waarde and waarde.reden)
    share = (
        None
        if cijfer.relatief is None
        else Number(float(Fraction(cijfer.relatief)), "[$-413]+0.0%;[$-413]-0.0%;[$-413]0.0%")
    )
    return [
        cijfer.id, cijfer.naam, _waarde(cijfer, cijfer.oud), _waarde(cijfer, cijfer.nieuw),
        _getal(cijfer.exact, cijfer.weergave, cijfer.eenheid), share, cijfer.eenheid, "ja" if cijfer.opvallend else "",
        cijfer.drempel, _licht(cijfer.oud), _licht(cijfer.nieuw), words, reasons,
    ]  # fmt: skip


def _waarde(cijfer: Cijferverschil, waarde: Waarde | None) -> Value:
    if waarde is None or waarde.exact is None:
        return _zonder(waarde.weergave if waarde else "")
    return Number(float(Fraction(waarde.exact)), number_pattern(cijfer.eenheid, _decimalen(waarde.weergave)))


def _zonder(weergave: str) -> Value:
    """Return what stands where there is no number: the symbol of a hidden one, or nothing."""
    return NIET_GETOOND if weergave == NIET_GETOOND else None


def _getal(exact: str | None, weergave: str, eenheid: str) -> Value:
    """Return a difference with its sign; one of shares in percentage points."""
    if exact is None:
        return _zonder(weergave)
    points = Fraction(exact) * (100 if eenheid == "aandeel" else 1)
    return Number(float(points), signed_pattern(eenheid, _decimalen(weergave)))


def _decimalen(weergave: str) -> int:
    """Return the decimals of a number as it is written."""
    tail = weergave.rpartition(",")[2] if "," in weergave else ""
    return len(tail) - len(tail.lstrip("0123456789"))


def _licht(waarde: Waarde | None) -> Value:
    return Light(waarde.oordeel, waarde.woord) if waarde and waarde.oordeel else None


def _oorzaken(verschil: Verschil) -> Sheet:
    heads = ("id", "naam", "verschil", *(OORZAAK[oorzaak] for oorzaak in OORZAKEN), "opmerking")
    rows: list[list[Value]] = []
    for cijfer in verschil.cijfers:
        parts = {deel.oorzaak: _getal(deel.exact, deel.weergave, cijfer.eenheid) for deel in cijfer.delen}
        if parts:
            reden = " ".join(dict.fromkeys(deel.reden for deel in cijfer.delen if deel.reden))
            whole = _getal(cijfer.exact, cijfer.weergave, cijfer.eenheid)
            rows.append([cijfer.id, cijfer.naam, whole, *(parts.get(oorzaak) for oorzaak in OORZAKEN), reden])
    about = "Waardoor elk cijfer verschilt. De delen zijn samen het hele verschil; een leeg vak is nul."
    return Sheet("Oorzaken", about, heads, rows, frozen=2)


def _leden(verschil: Verschil) -> Sheet:
    heads = ("id", "naam", "dimensie", "lid", verschil.oud.kort, verschil.nieuw.kort, "verschil", "opmerking")
    rows: list[list[Value]] = [
        [cijfer.id, cijfer.naam, cijfer.uitsplitsing.dimensie, deel.naam, deel.oud, deel.nieuw,
         _getal(deel.exact, deel.weergave, cijfer.eenheid), "" if deel.soort == "samen" else deel.soort]
        for cijfer in verschil.cijfers if cijfer.uitsplitsing for deel in cijfer.uitsplitsing.bijdragen
    ]  # fmt: skip
    return Sheet("Per lid", "Wat elk lid bijdraagt aan het verschil van een cijfer dat optelt.", heads, rows, frozen=2)


def _opgaven(verschil: Verschil) -> Sheet:
    by_id = {cijfer.id: cijfer for cijfer in verschil.cijfers}
    heads = ("nummer", "opgave", verschil.oud.kort, verschil.nieuw.kort, "waarom nu")
    rows: list[list[Value]] = [
        [Number(each.nummer), each.kort, Light(each.oud, each.oud_woord) if each.oud else "nieuw",
         Light(each.nieuw, each.nieuw_woord) if each.nieuw else "weg", opgavezin(each, by_id)]
        for each in verschil.opgaven
    ]  # fmt: skip
    return Sheet("Opgaven", "Opgaven met een andere kleur, en opgaven die nieuw of weg zijn.", heads, rows, frozen=2)


def _errata(verschil: Verschil) -> Sheet:
    heads = ("id", "naam", "verbetering", "wat", "was", "is nu", "waar het stond", "waar het staat", "correctie")
    rows: list[list[Value]] = []
    for cijfer in verschil.cijfers:
        if (found := cijfer.erratum) is not None:
            start: list[Value] = [cijfer.id, cijfer.naam, erratumzin(found, verschil)]
            rows += [[*start, *_cel(each.labels, each.van, each.tot, each.oud, each.nieuw)] for each in found.cellen]
            rows += [] if found.cellen else [[*start, *[None] * 6]]
    return Sheet("Verbeteringen", "Cijfers die volgens hun bron anders zijn dan gepubliceerd.", heads, rows, frozen=2)


def _cel(labels: tuple[str, ...], van: str, tot: str, oud: Plaats | None, nieuw: Plaats | None) -> list[Value]:
    what = ", ".join(filter(None, (*labels, wanneer(van, tot))))
    shown = [each.weergave if each else "" for each in (oud, nieuw)]
    return [what, *shown, plaats(oud), plaats(nieuw), nieuw.correctie if nieuw else ""]


def _afspraken(verschil: Verschil) -> Sheet:
    rows: list[list[Value]] = [
        [cijfer.id, cijfer.naam, each.wat, each.oud, each.nieuw]
        for cijfer in verschil.cijfers
        for each in cijfer.afspraken
    ]
    about = "Normen, formules en definities die veranderden."
    return Sheet("Normen en definities", about, ("id", "naam", "wat", "was", "is nu"), rows, frozen=2)


def _teksten(verschil: Verschil) -> Sheet:
    rows: list[list[Value]] = [
        [tekst.naam, deel.soort, deel.tekst] for tekst in verschil.teksten for zin in tekst.zinnen for deel in zin
    ]
    return Sheet("Teksten", "De zinnen van teksten die veranderden.", ("tekst", "wat", "zin of woorden"), rows)
