"""Puts what the command-line library says into Dutch; it has no translations of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from typer.core import TyperCommand, TyperGroup

from werkmonitor.cli.aanvullen import vul_aan

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

_REQUIRED = re.compile(r"\{([A-Z]+)\}")
_KIND = re.compile(r" <(?:str|list\[str\])>")

_ERRORS = (
    (r"No such option: (\S+)( \(Possible options: (.+)\))?", r"De optie \1 bestaat niet."),
    (r"No such command '(.+?)'. Did you mean '(.+?)'.*", r"De opdracht '\1' bestaat niet. Bedoelt u \2?"),
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
    return _REQUIRED.sub(r"\1", _KIND.sub(lambda match: " " * len(match[0]), text))


def vertaal_fout(text: str) -> str:
    """Return a usage error in Dutch; one that is not known stays as it is."""
    for pattern, dutch in _ERRORS:
        match = re.fullmatch(pattern, text, re.DOTALL)
        if match:
            return match.expand(dutch)
    return text


class _AsText:
    """Takes the place of the library's own conversion, which loads a schema library to make text of text."""

    def coerce(self, value: Any, **_context: Any) -> Any:
        """Return the text as it was typed; the command converts it, with a Dutch message when it cannot."""
        return value


def _take_as_text(params: Iterable[Any]) -> None:
    for param in params:
        if getattr(param, "_runtime_param", param) is None:  # private, and absent in older releases
            param._runtime_param = _AsText()  # noqa: SLF001


class _Nederlands:
    """What a command and a group of commands share: Dutch help, and options that arrive as text."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        params = self.params  # type: ignore[attr-defined]  # of the class that this is mixed into
        _take_as_text(params)
        vul_aan(params)

    def get_help(self, ctx: Any) -> str:
        """Return the help text in Dutch."""
        return vertaal_hulp(super().get_help(ctx))  # type: ignore[misc]  # likewise

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option that asks for help."""
        option = super().get_help_option(ctx)  # type: ignore[misc]  # likewise
        _take_as_text([option])
        if option is not None:
            option.help = vertaal_hulp(option.help)  # completion shows it too
        return option


class Opdracht(_Nederlands, TyperCommand):
    """A command in Dutch."""


class Opdrachten(_Nederlands, TyperGroup):
    """A group of commands in Dutch."""
