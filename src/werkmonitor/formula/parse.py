"""From the text of a formula to a checked tree: a whitelist of Python's syntax, and nothing is ever run.

``som(aanvragen, vorig_jaar, besluit=["afgewezen", "ingetrokken"]) / som(aanvragen, vorig_jaar)``
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from werkmonitor.formula.doelen import KALENDER
from werkmonitor.formula.fouten import FormuleFout, onbekend, opsomming, vouw
from werkmonitor.formula.functies import FUNCTIES, Functie
from werkmonitor.formula.lezen import Bron, lees
from werkmonitor.formula.syntax import Aanroep, Bewerking, Filter, Getal, Knoop, Lid, Negatief, Teken, Tijd, Vanaf
from werkmonitor.periode import Periode

__all__ = ["FormuleFout", "parse"]

MAX_DIEPTE = 100
"""How deep a formula may nest; a sum of a hundred terms is a hundred deep."""
MAX_SCHUIF = 200

_NUMBER = re.compile(r"\d+(\.\d+)?")
_TEXT = re.compile(r"\"[^\"]*\"|'[^']*'")
_SIGNS: dict[type[ast.operator], Teken] = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
_WORDS: dict[str, Tijd] = {
    "begin": Tijd(moment="begin"),
    "eind": Tijd(moment="eind"),
    "vorige": Tijd(perioden=-1),
    "volgende": Tijd(perioden=1),
    "vorig_jaar": Tijd(jaren=-1),
    "volgend_jaar": Tijd(jaren=1),
}
_UNITS = ("jaar", "periode")
_TIME_WORDS = (*_WORDS, *(f"{unit} - 1" for unit in _UNITS))


@lru_cache(maxsize=4096)
def parse(formule: str) -> Knoop:
    """Return the checked tree of a formula; raise ``FormuleFout`` with the position of what is wrong."""
    node, bron = lees(formule)
    return _Translator(bron).part(node, 0)


@dataclass(frozen=True)
class _Translator:
    bron: Bron

    def fout(self, node: ast.expr | ast.keyword, zin: str) -> FormuleFout:
        return self.bron.fout(self.bron.positie(node), zin)

    def part(self, node: ast.expr, depth: int) -> Knoop:
        if depth > MAX_DIEPTE:
            raise self.fout(node, "De formule is te diep genest; splits haar met uitkomst(…).")
        tekst, positie = self.bron.tekst(node), self.bron.positie(node)
        match node:
            case ast.BinOp():
                teken, links = self.sign(node), self.part(node.left, depth + 1)
                return Bewerking(teken, links, self.part(node.right, depth + 1), tekst, positie)
            case ast.UnaryOp(op=ast.USub()):
                return Negatief(self.part(node.operand, depth + 1), tekst, positie)
            case ast.Constant():
                return Getal(self.number(node), tekst, positie)
            case ast.Call():
                return self.call(node)
            case _:
                raise self.fout(node, _refusal(node))

    def sign(self, node: ast.BinOp) -> Teken:
        teken = _SIGNS.get(type(node.op))
        if teken is None:
            between = self.bron.formule[self.bron.einde(node.left) :]
            start = self.bron.einde(node.left) + len(between) - len(between.lstrip(") \t\n\r"))
            raise self.bron.fout(start, "Een formule kent alleen de tekens + - * en /.")
        return teken

    def number(self, node: ast.Constant) -> Fraction:
        tekst = self.bron.tekst(node)
        if isinstance(node.value, str):
            raise self.fout(node, "Hier hoort een getal of een functie, geen tekst tussen aanhalingstekens.")
        if not _NUMBER.fullmatch(tekst):
            raise self.fout(node, f"'{tekst}' is geen getal voor een formule; schrijf het als 1000 of 0.25.")
        return Fraction(tekst)

    def call(self, node: ast.Call) -> Aanroep:
        naam, functie = self.function(node)
        subject = self.subject(node, naam, functie)
        filters, vanaf = self.keywords(node, naam, functie)
        tijd = tuple(self.time(argument, naam, functie) for argument in node.args[1:])
        self.one_moment(node, tijd)
        return Aanroep(
            functie=naam,
            onderwerp=subject,
            onderwerp_positie=self.bron.positie(node.args[0]),
            tijd=tijd,
            filters=filters,
            vanaf=vanaf,
            tekst=self.bron.tekst(node),
            positie=self.bron.positie(node),
        )

    def function(self, node: ast.Call) -> tuple[str, Functie]:
        if not isinstance(node.func, ast.Name):
            raise self.fout(node.func, f"Hier hoort een functie te staan: {opsomming(FUNCTIES)}.")
        naam = node.func.id
        if naam not in FUNCTIES:
            raise self.fout(node.func, onbekend("De functie", naam, FUNCTIES))
        return naam, FUNCTIES[naam]

    def subject(self, node: ast.Call, naam: str, functie: Functie) -> str:
        if not node.args:
            wat = "een maat" if functie.onderwerp == "maat" else "de id van een indicator"
            raise self.fout(node, f"{naam} mist {wat}; schrijf bijvoorbeeld {functie.voorbeeld}.")
        match functie.onderwerp, node.args[0]:
            case "maat", ast.Name(id=maat):
                return maat
            case "indicator" | "ingevuld", ast.Constant(value=str()) as constant:
                return self.text(constant)
            case "maat", other:
                zin = f"Hier hoort een maat te staan, zonder aanhalingstekens; bijvoorbeeld {functie.voorbeeld}."
                raise self.fout(other, zin)
            case _, other:
                zin = f"Hier hoort de id van een indicator te staan, tussen aanhalingstekens: {functie.voorbeeld}."
                raise self.fout(other, zin)

    def text(self, node: ast.Constant) -> str:
        source = self.bron.tekst(node)
        if not _TEXT.fullmatch(source):
            raise self.fout(node, 'Schrijf een tekst als "tekst"; ontbreekt er een komma tussen twee teksten?')
        if not source[1:-1].strip():
            raise self.fout(node, "Deze tekst is leeg.")
        return source[1:-1]

    def time(self, node: ast.expr, naam: str, functie: Functie) -> Tijd:
        match node:
            case ast.Name(id=word) if word in _WORDS:
                tijd = _WORDS[word]
            case ast.BinOp(left=ast.Name(id=unit), op=ast.Add() | ast.Sub()) if unit in _UNITS:
                tijd = self.shift(node, unit)
            case _:
                raise self.fout(node, self.no_time(node))
        if tijd.moment and not functie.momenten:
            raise self.fout(node, f"'{tijd.moment}' hoort bij een stand; {naam} gaat over de hele periode.")
        return Tijd(tijd.jaren, tijd.perioden, tijd.moment, self.bron.positie(node))

    def shift(self, node: ast.BinOp, unit: str) -> Tijd:
        source = self.bron.tekst(node.right)
        if not source.isdecimal() or int(source) > MAX_SCHUIF:
            zin = f"Na '{unit}' en het teken hoort een heel getal van 0 tot en met {MAX_SCHUIF}, zoals {unit} - 1."
            raise self.fout(node.right, zin)
        count = -int(source) if isinstance(node.op, ast.Sub) else int(source)
        return Tijd(jaren=count) if unit == "jaar" else Tijd(perioden=count)

    def no_time(self, node: ast.expr) -> str:
        if isinstance(node, ast.Constant | ast.List):
            return 'Een filter heeft de naam van zijn dimensie: dimensie="lid".'
        word = self.bron.tekst(node)
        if word in _UNITS:
            return f"Zeg hoeveel {word} verder of terug: {word} - 1 of {word} + 1."
        return onbekend("Het tijdwoord", word, _TIME_WORDS)

    def one_moment(self, node: ast.Call, tijd: tuple[Tijd, ...]) -> None:
        moments = [step for step in tijd if step.moment]
        if len(moments) > 1:
            raise self.bron.fout(moments[1].positie, f"{self.bron.tekst(node.func)} neemt één dag: begin of eind.")

    def keywords(self, node: ast.Call, naam: str, functie: Functie) -> tuple[tuple[Filter, ...], Vanaf | None]:
        filters: dict[str, Filter] = {}
        vanaf: Vanaf | None = None
        for keyword in node.keywords:
            if keyword.arg == "vanaf":
                vanaf = self.since(keyword, naam, functie)
            else:
                found = self.filter(keyword, filters)
                filters[found.dimensie] = found
        if functie.vanaf and vanaf is None:
            raise self.fout(node, f"{naam} mist het begin van de telling: {functie.voorbeeld}.")
        return tuple(filters.values()), vanaf

    def since(self, keyword: ast.keyword, naam: str, functie: Functie) -> Vanaf:
        if not functie.vanaf:
            raise self.fout(keyword, f"vanaf= hoort bij cumulatief, niet bij {naam}.")
        match keyword.value:
            case ast.Name(id="jaar"):
                return "jaar"
            case ast.Constant(value=str()) as constant:
                source = self.text(constant)
            case other:
                source = self.bron.tekst(other)
        try:
            periode = Periode.parse(source)
        except ValueError:
            zin = "Na vanaf= hoort een jaar, het woord jaar, of een periode tussen aanhalingstekens:"
            voorbeeld = 'vanaf=2017, vanaf=jaar of vanaf="2017-H1".'
            raise self.fout(keyword.value, f"{zin} {voorbeeld}") from None
        if periode.jaar not in KALENDER:
            raise self.fout(keyword.value, f"Het jaar {periode.jaar} is geen jaar voor cijfers.")
        return periode

    def filter(self, keyword: ast.keyword, earlier: dict[str, Filter]) -> Filter:
        if keyword.arg is None:
            raise self.fout(keyword.value, "Schrijf een filter als dimensie=lid.")
        if keyword.arg in earlier:
            zin = f"De dimensie '{keyword.arg}' staat er al; zet de leden samen in een lijst: [..., ...]."
            raise self.fout(keyword, zin)
        nodes = keyword.value.elts if isinstance(keyword.value, ast.List) else [keyword.value]
        if not nodes:
            raise self.fout(keyword.value, "Deze lijst van leden is leeg.")
        found: dict[str, Lid] = {}
        for node in nodes:
            lid = self.member(node, keyword.arg)
            found.setdefault(vouw(lid.naam), lid)
        return Filter(keyword.arg, tuple(found.values()), self.bron.positie(keyword))

    def member(self, node: ast.expr, dimensie: str) -> Lid:
        positie = self.bron.positie(node)
        match node:
            case ast.Constant(value=str()):
                return Lid(self.text(node), positie)
            case ast.Constant() if _NUMBER.fullmatch(self.bron.tekst(node)):
                return Lid(self.bron.tekst(node), positie)
            case _:
                source = self.bron.tekst(node)
                zin = f"'{source}' is geen lid; zet een lid tussen aanhalingstekens, en meer leden in een lijst:"
                raise self.bron.fout(positie, f'{zin} {dimensie}=["…", "…"].')


def _refusal(node: ast.expr) -> str:
    match node:
        case ast.Name(id=naam) if naam in FUNCTIES:
            return f"{naam} is een functie; schrijf bijvoorbeeld {FUNCTIES[naam].voorbeeld}."
        case ast.Name(id=naam):
            return f"Een maat staat altijd in een functie, zoals som({naam}) of stand({naam})."
        case ast.Tuple():
            return "Een komma scheidt alleen wat tussen de haakjes van een functie staat; schrijf een half als 0.5."
        case ast.UnaryOp(op=ast.UAdd()):
            return "Een plus hoort tussen twee getallen."
        case _:
            return "Dit hoort niet in een formule; die kent getallen, haakjes, + - * / en functies."
