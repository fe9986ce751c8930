"""Puts what the command-line library says into Dutch; it has no translations of its own."""

from __future__ import annotations

import re
from typing import Any

from typer.core import TyperCommand, TyperGroup

_HELP = {
    "Usage: ": "Gebruik: ",
    "[OPTIONS]": "[OPTIES]",
    "COMMAND [ARGS]...": "OPDRACHT [ARGUMENTEN]...",
    "\nOptions:": "\nOpties:",
    "\nArguments:": "\nArgumenten:",
    "\nCommands:": "\nOpdrachten:",
    "Show this message and exit.": "Toon deze uitleg.",
    "[required]": "[verplicht]",
    "[default: ": "[standaard: ",
}

_ERRORS = (
    (r"No such option: (\S+)( \(Possible options: (.+)\))?", r"De optie \1 bestaat niet."),
    (r"No such command '(.+?)'.*", r"De opdracht '\1' bestaat niet."),
    (r"Missing command\.", "Noem een opdracht."),
    (r"Missing argument '?(\w+)'?\.?.*", r"\1 ontbreekt."),
    (r"Missing option (.+?)\.?", r"De optie \1 ontbreekt."),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.*)\)", r"Hier staat te veel: \1."),
    (r"Option '(.+)' requires an argument\.?", r"Bij de optie \1 hoort een waarde."),
    (r"Option '(.+)' does not take a value\.?", r"Bij de optie \1 hoort geen waarde."),
    (r"Invalid value for (.+?): (.*)", r"\1: \2"),
)


def vertaal_hulp(text: str) -> str:
    """Return a help text with the library's own words in Dutch."""
    for english, dutch in _HELP.items():
        text = text.replace(english, dutch)
    return text


def vertaal_fout(text: str) -> str:
    """Return a usage error in Dutch; one that is not known stays as it is."""
    for pattern, dutch in _ERRORS:
        match = re.fullmatch(pattern, text, re.DOTALL)
        if match:
            return match.expand(dutch)
    return text


class Opdracht(TyperCommand):
    """A command whose help is Dutch."""

    def get_help(self, ctx: Any) -> str:
        """Return the help text in Dutch."""
        return vertaal_hulp(super().get_help(ctx))


class Opdrachten(TyperGroup):
    """A group of commands whose help is Dutch."""

    def get_help(self, ctx: Any) -> str:
        """Return the help text in Dutch."""
        return vertaal_hulp(super().get_help(ctx))
