"""Layer 4: binds prose to figures.  ``{{ uitkeringen_mutatie | zonder_teken }}`` in a text becomes ``60``.

A name that is not known, or a word that does not exist, is a finding with its line: a text never goes out with a hole.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from werkmonitor import formatting
from werkmonitor.findings import Finding, Location


@dataclass(frozen=True, slots=True)
class Bindwaarde:
    """What a name in a text stands for: a number in its unit, or (``waarde`` None) only its text."""

    tekst: str
    waarde: Fraction | None = None
    eenheid: str = "aantal"
    decimalen: int | None = None
    gehaald: bool | None = None
    """Whether the figure reached its norm; ``None`` for what is not judged, such as a figure of last year."""
    kleur: str = ""
    """The colour of its verdict; empty for what is not judged."""
    gunstig: bool | None = None
    """Whether it went the right way since last year; ``None`` where there is no right way, or no change."""
    verschil: Fraction | None = None
    """The difference with last year."""
    ontbreekt: bool = False
    """The figure exists, but has no value; its text says so."""
    regio: str = ""
    """The region that a figure is of, in the monitor of a part of it."""
    verandering: bool = False
    """Whether its sign says which way something went: a change or a balance, not a level."""
    zonder_teken: bool = False
    """Whether it is written without its sign; ``waarde`` keeps it, for the words that are chosen by it."""
    verborgen: frozenset[str] = frozenset()
    """The filters that would choose a word by what a public monitor does not show; ``""`` for the number itself."""


@dataclass
class _BindError(Exception):
    """What is wrong between two braces, and what to do about it."""

    wat: str
    doen: str
    verraadt: bool = False
    """Whether a word would be chosen by what is not shown."""


MAX_DECIMALEN = 9
"""More decimals than this are a slip of the pen."""
_FIELD = re.compile(r"\{\{((?:(?!\{\{).)*?)\}\}", re.DOTALL)
"""A field ends before the next one begins: an unclosed one is not sought to the end of the text."""
_SINGLE = re.compile(r"(?<!\{)\{\s*([a-z][a-z0-9_.\-]*)\s*(?:\|[^{}]*)?\}(?!\})")
"""What looks like a field, between single braces."""
UITGESTELD = "\ue000\ue001"
"""Stand for the braces of a field that is filled in later: no text that people write has them."""
_POSTPONED = re.compile(f"{UITGESTELD[0]}([^{UITGESTELD}]*){UITGESTELD[1]}")
_STRING = r'"[^"\n]*"'
_CALL = rf"\|\s*(\w+)(?:\s*\(((?:{_STRING}|[\d,\s])*)\))?"
"""A filter; it does not end in blanks, which the expression reads: two that take them would try all ways to share."""
_EXPRESSION = re.compile(rf"\s*([a-z][a-z0-9_.\-]*)\s*((?:{_CALL}\s*)*)")
_FILTER = re.compile(_CALL)
_ARGUMENT = re.compile(rf"({_STRING})|(\d+)")


@dataclass(frozen=True, slots=True)
class Veld:
    """What stands between two braces, as far as it can be read: a name, and what is done with it."""

    naam: str
    bewerkingen: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Each filter with its arguments, in order."""

    @property
    def cijfer(self) -> str:
        """The figure that the name belongs to: ``doorval_ww`` of ``doorval_ww.norm``."""
        return self.naam.partition(".")[0]

    @property
    def deel(self) -> str:
        """What of the figure it is: ``norm`` of ``doorval_ww.norm``; empty for the figure itself."""
        return self.naam.partition(".")[2]

    def woorden(self, naam: str) -> tuple[str, ...] | None:
        """Return the words that a filter chooses from; ``None`` where it is not used."""
        return next((arguments for filter_, arguments in self.bewerkingen if filter_ == naam), None)


_SCHRIJF = 'Schrijf {{ naam }} of {{ naam | bewerking("…", "…") }}.'
_DRIE_WOORDEN = ("'richting' heeft drie woorden nodig.", 'Schrijf richting("gestegen", "gelijk gebleven", "gedaald").')
_TWEE_WOORDEN = ("'gehaald' heeft twee woorden nodig.", 'Schrijf gehaald("gehaald", "niet gehaald").')
_BETER_WOORDEN = ("'beter' heeft drie woorden nodig.", 'Schrijf beter("verbeterd", "gelijk gebleven", "verslechterd").')
_KLEUREN = ("groen", "oranje", "rood", "grijs")
_KLEURWOORDEN = (
    "'oordeel' heeft drie woorden nodig, of vier met een woord voor grijs.",
    'Schrijf oordeel("op schema", "bijna op schema", "achter op schema").',
)

Filter = Callable[[Bindwaarde, list[str]], Bindwaarde]


def velden(text: str) -> Iterator[tuple[int, int, Veld | None]]:
    """Yield where each field of a text begins and ends, and what it says; ``None`` where that cannot be read."""
    for match in _FIELD.finditer(text):
        read = _EXPRESSION.fullmatch(match[1])
        yield match.start(), match.end(), Veld(read[1], tuple(_filters(read[2]))) if read else None


def _filters(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, arguments in _FILTER.findall(text):
        yield name, tuple(quoted[1:-1] or number for quoted, number in _ARGUMENT.findall(arguments))


def bind(text: str, waarden: Mapping[str, Bindwaarde], bestand: str) -> tuple[str, list[Finding]]:
    """Fill in the figures of a text; return it with a finding for everything that could not be filled in."""
    findings: list[Finding] = []

    def fill(match: re.Match[str]) -> str:
        place = Location(bestand, regel=text.count("\n", 0, match.start()) + 1)
        try:
            value = _evaluate(match[1], waarden)
        except _BindError as error:
            gevolg = "De tekst kan zo niet in het rapport."
            findings.append(
                Finding(
                    "tekst-kiest-verborgen" if error.verraadt else "tekst-onbekend",
                    "fout",
                    error.wat,
                    place,
                    gevolg,
                    error.doen,
                )
            )
            return match[0]
        if value.regio and not _names(_paragraph(text, match), value.regio):
            wat = f"'{match[1].strip()}' is een cijfer van de hele regio, en deze alinea zegt dat niet."
            doen = "Noem de regio erbij."
            gevolg = "Het lijkt een cijfer van wie de monitor is."
            findings.append(Finding("tekst-hele-regio", "waarschuwing", wat, place, gevolg, doen))
        if "" in value.verborgen:
            findings.append(_hidden(match[1].strip(), place))
        elif value.ontbreekt:
            wat = f"'{match[1].strip()}' heeft voor deze periode geen waarde."
            doen = "Pas de zin aan, of laat hem weg."
            findings.append(Finding("tekst-zonder-waarde", "waarschuwing", wat, place, "", doen))
        return value.tekst

    bound = _FIELD.sub(fill, text)
    rest = _FIELD.sub(_blank, text)
    findings += [_unclosed(match, bestand) for match in re.finditer(r"\{\{|\}\}", rest)]
    findings += [_single(match, bestand) for match in _SINGLE.finditer(rest) if match[1] in waarden]
    return bound, findings


def stel_uit(text: str, cijfers: Container[str]) -> str:
    """Return a text of which the fields of these figures are filled in later, by ``hervat``."""
    parts, end = list[str](), 0
    for begin, stop, veld in velden(text):
        if veld and veld.cijfer in cijfers:
            parts += [text[end:begin], UITGESTELD[0], text[begin + 2 : stop - 2], UITGESTELD[1]]
            end = stop
    return "".join([*parts, text[end:]])


def hervat(text: str, waarden: Mapping[str, Bindwaarde]) -> tuple[str, list[Finding]]:
    """Fill in the fields that ``stel_uit`` left; a finding names the text and has no place."""
    found: list[Finding] = []
    whole = text.replace(UITGESTELD[0], "{{").replace(UITGESTELD[1], "}}")

    def fill(match: re.Match[str]) -> str:
        bound, findings = bind(f"{{{{{match[1]}}}}}", waarden, "")
        found.extend(replace(each, wat=f"In '{whole}': {each.wat}", vindplaats=None) for each in findings)
        return bound

    return _POSTPONED.sub(fill, text), found


def _paragraph(text: str, match: re.Match[str]) -> str:
    """Return the paragraph that a field stands in; of its fields only the name of the region is left."""
    begin, end = text.rfind("\n\n", 0, match.start()), text.find("\n\n", match.end())
    own = text[max(begin, 0) : end if end >= 0 else len(text)]
    return _FIELD.sub(lambda field: "regio" if field[1].strip() == "regio" else "", own)


def _names(text: str, regio: str) -> bool:
    return any(word in text.casefold() for word in ("regio", regio.casefold()))


def _blank(match: re.Match[str]) -> str:
    """Keep the lines of a field, so that what is left has its place."""
    return "\n" * match[0].count("\n")


def _unclosed(match: re.Match[str], bestand: str) -> Finding:
    regel = match.string.count("\n", 0, match.start()) + 1
    wat = f"Hier staat {match[0]} zonder de andere helft."
    gevolg = "De tekst kan zo niet in het rapport."
    return Finding("tekst-onbekend", "fout", wat, Location(bestand, regel=regel), gevolg, _SCHRIJF)


def _single(match: re.Match[str], bestand: str) -> Finding:
    """Report a figure between single braces, which would be printed as it was typed."""
    regel = match.string.count("\n", 0, match.start()) + 1
    wat = f"'{match[0]}' heeft enkele accolades; zo komt het letterlijk in het rapport."
    gevolg, doen = "De tekst kan zo niet in het rapport.", f"Schrijf {{{match[0]}}}, met dubbele accolades."
    return Finding("tekst-onbekend", "fout", wat, Location(bestand, regel=regel), gevolg, doen)


def _evaluate(expression: str, waarden: Mapping[str, Bindwaarde]) -> Bindwaarde:
    match = _EXPRESSION.fullmatch(expression)
    if match is None:
        raise _BindError(f"'{{{{{expression}}}}}' is niet te lezen.", _SCHRIJF)
    value = waarden.get(match[1])
    if value is None:
        raise _memberless(match[1], waarden) or _unknown("cijfer", match[1], waarden)
    for name, arguments in _filters(match[2]):
        if name not in FILTERS:
            raise _unknown("bewerking", name, FILTERS)
        if name in value.verborgen:
            raise _chosen(match[1], name)
        chosen = FILTERS[name](value, list(arguments))
        if name == "richting" and value.waarde is not None and not value.verandering:
            raise _level(match[1], waarden)
        value = chosen
    return value


def _hidden(expression: str, place: Location) -> Finding:
    wat = f"'{expression}' staat niet in een openbare monitor: het aantal is te klein, of verraadt een klein aantal."
    gevolg = f"In de tekst staat: {formatting.NIET_GETOOND_REDEN}."
    return Finding("tekst-verborgen", "waarschuwing", wat, place, gevolg, "Lees de zin na, of laat hem weg.")


def _chosen(naam: str, filter_: str) -> _BindError:
    """Return why no word can be chosen by what is not shown: the word would tell it."""
    wat = f"'{filter_}' kiest een woord bij '{naam}', en dat toont een openbare monitor niet. Het woord verraadt het."
    doen = f"Haal de zin weg, of schrijf alleen {{{{ {naam} }}}}: dan staat er '{formatting.NIET_GETOOND_REDEN}'."
    return _BindError(wat, doen, verraadt=True)


def _level(naam: str, waarden: Mapping[str, Bindwaarde]) -> _BindError:
    """Return why no word of direction can be chosen by a level: it is above nought, whichever way it went."""
    verschil = f"{naam.partition('.')[0]}.verschil"
    doen = "Kies een cijfer dat een verschil is."
    if verschil in waarden:
        doen = f"Schrijf {{{{ {verschil} | richting(…) }}}}."
    return _BindError(f"'{naam}' is geen verandering; 'richting' kan daar geen woord bij kiezen.", doen)


def _memberless(naam: str, waarden: Mapping[str, Bindwaarde]) -> _BindError | None:
    """Return why a member is not there, where its figure has none because there is nothing to count."""
    cijfer = naam.partition(".")[0]
    own, largest = waarden.get(cijfer), waarden.get(f"{cijfer}.grootste")
    if own is None or largest is None or not (own.ontbreekt and largest.ontbreekt):
        return None
    wat = f"'{naam}' is er nu niet: '{cijfer}' heeft geen waarde, en dus ook geen leden."
    return _BindError(wat, f"Los eerst op waarom '{cijfer}' geen waarde heeft; kijk daarna of deze naam klopt.")


def _unknown(soort: str, naam: str, known: Mapping[str, object]) -> _BindError:
    near = difflib.get_close_matches(naam, list(known), n=1)
    doen = f"Bedoelt u '{near[0]}'?" if near else f"Bekend zijn onder meer {', '.join(list(known)[:8])}."
    return _BindError(f"'{naam}' is geen bekend {soort}." if soort == "cijfer" else f"'{naam}' bestaat niet.", doen)


def _rewritten(value: Bindwaarde, text: str) -> Bindwaarde:
    return value if value.waarde is None else replace(value, tekst=text)


def _writer(write: Callable[[Fraction, int], str], standard: int) -> Filter:
    def apply(value: Bindwaarde, arguments: list[str]) -> Bindwaarde:
        decimalen = min(int(arguments[0]), MAX_DECIMALEN) if arguments and arguments[0].isdigit() else standard
        own = value.waarde or Fraction(0)
        return _rewritten(value, write(abs(own) if value.zonder_teken else own, decimalen))

    return apply


def _zonder_teken(value: Bindwaarde, _arguments: list[str]) -> Bindwaarde:
    if value.waarde is None:
        return value
    text = formatting.omvang(value.waarde, value.eenheid, value.decimalen)
    return replace(value, tekst=text, zonder_teken=True)


def _richting(value: Bindwaarde, arguments: list[str]) -> Bindwaarde:
    """Choose a word by the sign of a number: rose, stayed, fell."""
    if len(arguments) != 3:  # noqa: PLR2004 - up, level, down
        raise _BindError(*_DRIE_WOORDEN)
    up, level, down = arguments
    if value.waarde is None:
        return value
    return _rewritten(value, up if value.waarde > 0 else down if value.waarde < 0 else level)


def _gehaald(value: Bindwaarde, arguments: list[str]) -> Bindwaarde:
    """Choose a word by whether the norm was reached."""
    if len(arguments) != 2:  # noqa: PLR2004 - yes, no
        raise _BindError(*_TWEE_WOORDEN)
    if value.gehaald is None:
        return Bindwaarde(formatting.NIET_BEKEND, ontbreekt=True)
    return _rewritten(value, arguments[0] if value.gehaald else arguments[1])


def _oordeel(value: Bindwaarde, arguments: list[str]) -> Bindwaarde:
    """Choose a word by the colour of the verdict; *grijs* is only said where it has a word of its own."""
    if len(arguments) not in {3, 4}:
        raise _BindError(*_KLEURWOORDEN)
    words = dict(zip(_KLEUREN, arguments, strict=False))
    if value.kleur not in words:
        return Bindwaarde(formatting.NIET_BEKEND, ontbreekt=True)
    return replace(value, tekst=words[value.kleur])


def _beter(value: Bindwaarde, arguments: list[str]) -> Bindwaarde:
    """Choose a word by whether the figure went the right way since last year."""
    if len(arguments) != 3:  # noqa: PLR2004 - better, level, worse
        raise _BindError(*_BETER_WOORDEN)
    better, level, worse = arguments
    if value.verschil == 0:
        return replace(value, tekst=level)
    if value.gunstig is None:
        return Bindwaarde(formatting.NIET_BEKEND, ontbreekt=True)
    return replace(value, tekst=better if value.gunstig else worse)


def _case(change: Callable[[str], str]) -> Filter:
    def apply(value: Bindwaarde, _arguments: list[str]) -> Bindwaarde:
        return replace(value, tekst=change(value.tekst[:1]) + value.tekst[1:])

    return apply


FILTERS: dict[str, Filter] = {
    "aantal": _writer(formatting.getal, 0),
    "procent": _writer(formatting.procent, 0),
    "euro": _writer(formatting.euro, 2),
    "miljoen": _writer(formatting.miljoen, 1),
    "zonder_teken": _zonder_teken,
    "richting": _richting,
    "gehaald": _gehaald,
    "oordeel": _oordeel,
    "beter": _beter,
    "hoofdletter": _case(str.upper),
    "kleine_letter": _case(str.lower),
}
