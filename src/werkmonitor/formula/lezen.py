"""From text to Python's syntax tree, with every complaint of Python's parser in Dutch."""

from __future__ import annotations

import ast
import re
import warnings

from werkmonitor.formula.fouten import FormuleFout, op_een_regel

MAX_LENGTE = 2_000
MAX_HAAKJES = 50

_TEXT_OR_SIGN = re.compile(r"\"[^\"\\]*\"|'[^'\\]*'|[()\[\]#\\]")
_TYPOGRAPHIC = {
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("‘’‚", "'"),
    **dict.fromkeys("–—−", "-"),
    **dict.fromkeys("×·", "*"),
    **dict.fromkeys("÷:", "/"),
}
"""Characters that a word processor or a mathematician writes, and what a formula has for them."""

_DUTCH = (
    ("never closed", "Dit haakje wordt niet gesloten."),
    ("unmatched", "Dit haakje is nergens geopend."),
    ("does not match", "Dit haakje past niet bij het haakje dat geopend is."),
    ("unterminated", "Deze tekst heeft geen sluitend aanhalingsteken."),
    ("forgot a comma", "Ontbreekt hier een komma, of een + - * of /?"),
    ("follows keyword", "Tijdwoorden staan voor de filters: som(maat, vorig_jaar, dimensie=lid)."),
    ("leading zeros", 'Een getal begint niet met een nul; zet een lid zoals "07" tussen aanhalingstekens.'),
    ("expression cannot contain assignment", "Voor een = staat de naam van een dimensie, zonder - of spatie."),
    ("repeated", "Deze dimensie staat er al."),
    ("decimal literal", "Dit is geen getal; zet een lid dat met een cijfer begint tussen aanhalingstekens."),
)
"""Parts of Python's messages, and what they mean here."""


class Bron:
    """The text of a formula with positions in characters, also where Python counts bytes."""

    def __init__(self, formule: str) -> None:
        self.formule = formule
        self.inspringing = len(formule) - len(formule.lstrip())
        self.heel = op_een_regel(formule)
        self.regel = self.heel.strip()
        self.ascii = self.regel.isascii()

    def fout(self, positie: int, zin: str) -> FormuleFout:
        """Return an error at a character of the formula."""
        return FormuleFout(self.formule, positie, zin)

    def positie(self, node: ast.expr | ast.keyword) -> int:
        """Return the character at which a node begins."""
        return self._character(node.col_offset)

    def einde(self, node: ast.expr) -> int:
        """Return the character after a node."""
        return self._character(node.end_col_offset or 0)

    def tekst(self, node: ast.expr) -> str:
        """Return the source of a node, on one line."""
        return self.heel[self.positie(node) : self.einde(node)]

    def _character(self, offset: int) -> int:
        if self.ascii:
            return self.inspringing + offset
        return self.inspringing + len(self.regel.encode()[:offset].decode())


def lees(formule: str) -> tuple[ast.expr, Bron]:
    """Return Python's tree of one expression; raise ``FormuleFout`` for anything that is none."""
    bron = Bron(formule)
    _guard(bron)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", SyntaxWarning)
            warnings.simplefilter("error", DeprecationWarning)
            return ast.parse(bron.regel, mode="eval").body, bron
    except SyntaxError as error:
        raise _in_dutch(error, bron) from None
    except (RecursionError, MemoryError):
        raise bron.fout(0, "De formule is te diep genest; splits haar met uitkomst(…).") from None


def _guard(bron: Bron) -> None:
    if not bron.regel:
        raise bron.fout(0, "De formule is leeg.")
    if len(bron.formule) > MAX_LENGTE:
        zin = f"De formule is {len(bron.formule)} tekens lang; het mogen er {MAX_LENGTE} zijn. Splits met uitkomst(…)."
        raise bron.fout(MAX_LENGTE, zin)
    for index, char in enumerate(bron.formule):
        if not (char.isprintable() or char.isspace()):
            raise bron.fout(index, f"Hier staat een onzichtbaar teken (U+{ord(char):04X}).")
    _guard_signs(bron)


def _guard_signs(bron: Bron) -> None:
    depth = 0
    for match in _TEXT_OR_SIGN.finditer(bron.formule):
        sign = match.group()
        if sign in {"#", "\\"}:
            raise bron.fout(match.start(), f"Het teken {sign} hoort niet in een formule.")
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(sign, 0)
        if depth > MAX_HAAKJES:
            raise bron.fout(match.start(), f"Er staan meer dan {MAX_HAAKJES} haakjes in elkaar.")


def _in_dutch(error: SyntaxError, bron: Bron) -> FormuleFout:
    column = min((error.offset or 0) - 1, len(bron.regel))
    if column < 0:  # Python's parser met the end of the text
        column = len(bron.regel)
    char = bron.regel[column : column + 1]
    positie = bron.inspringing + column
    if char in _TYPOGRAPHIC:
        return bron.fout(positie, f"Het teken {char} hoort niet in een formule, gebruik {_TYPOGRAPHIC[char]} ervoor.")
    if char == "=":
        return bron.fout(positie, "Een = hoort alleen binnen de haakjes van een functie: dimensie=lid.")
    dutch = next((dutch for english, dutch in _DUTCH if english in error.msg), "")
    if not dutch and not char:
        return bron.fout(positie, "De formule houdt hier op, maar er hoort nog iets te volgen.")
    return bron.fout(positie, dutch or "Hier klopt de schrijfwijze niet.")
