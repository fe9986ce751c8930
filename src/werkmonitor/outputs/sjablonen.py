"""Templates of the user's own, which stand in for ours: filled in a sandbox, with bounds on what they can use up.

What cannot be prevented is that such a template shows something wrong; that it reads files, changes the figures or
never ends can.  Our own templates come here only where one of the user's stands beside them.
"""

from __future__ import annotations

import re
import time
import traceback
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NoReturn

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.defaults import DEFAULT_FILTERS  # type: ignore[attr-defined]
from jinja2.exceptions import SecurityError
from jinja2.filters import do_replace
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from werkmonitor.findings import InputError
from werkmonitor.resources import templates

GEEN: Mapping[str, str] = MappingProxyType({})
MAP = "huisstijl/sjablonen"
ONZE = "onze/"
"""Before a name: our template, also where the user has one of that name."""
MAX_TEKENS = 64 * 2**20
"""Characters of a whole report: a large one has two million."""
MAX_TEKST = 2**20
"""Characters of one text that a template joins or repeats."""
MAX_STAPPEN = 100_000
"""Steps of all ``range`` together."""
MAX_SECONDEN = 30.0
MAX_BITS = 256
"""Size of a whole number."""
_TEKSTWERK = frozenset({"capitalize", "endswith", "lower", "lstrip", "rstrip", "split", "startswith", "strip", "upper"})
"""What may be asked of a text: nothing that makes it longer."""
_FILTERS = (
    "abs batch capitalize count default d dictsort e escape first float forceescape groupby int items join last length "
    "list lower map max min reject rejectattr round select selectattr sort string striptags sum title trim truncate "
    "unique upper urlencode wordcount"
)
"""Filters of Jinja that a template may use: always the same result, and none that makes much of little."""
_QUOTED = re.compile(r"'([^']*)'")


class Grens(Exception):  # noqa: N818 - a bound, not an error of ours
    """A template used more than it may."""


class _Code(CodeGenerator):
    """Compiles ``~`` so that what it joins stays within bounds."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802 - the name that Jinja calls
        self.write("environment.begrensd(")
        super().visit_Concat(node, frame)
        self.write(")")


class Zandbak(ImmutableSandboxedEnvironment):
    """An environment without ways out: no private names, no files, no endless work."""

    code_generator_class = _Code
    intercepted_binops = frozenset({"*", "**", "+", "%"})

    def __init__(self, eigen: Mapping[str, str], basis: jinja2.Environment, grafieken: Mapping[str, str]) -> None:
        super().__init__(
            loader=_Lader(eigen),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        known = {naam: self.filters[naam] for naam in _FILTERS.split()}
        own = {naam: filter_ for naam, filter_ in basis.filters.items() if naam not in DEFAULT_FILTERS}
        self.filters = {**known, "replace": _replace, **own, "svg": self._svg}
        self.grafieken = frozenset(grafieken.values())
        self.globals = {naam: self.globals[naam] for naam in ("dict", "namespace", "cycler", "joiner")}
        self.globals["range"] = self._range
        self.eind = time.monotonic() + MAX_SECONDEN
        self.stappen = MAX_STAPPEN

    def _range(self, *arguments: int) -> range:
        steps = range(*arguments)
        self.stappen -= len(steps)
        if self.stappen < 0:
            raise Grens(f"het telt verder dan {MAX_STAPPEN} stappen")
        return steps

    def _svg(self, text: str) -> Markup:
        """Return a chart as it is drawn; raises ``Grens`` for any other text, which would not be made safe."""
        if text not in self.grafieken:
            raise Grens("het wil met 'svg' iets tonen dat geen grafiek van dit rapport is")
        return Markup(text)  # noqa: S704 - drawn by us

    def begrensd(self, value: Any) -> Any:
        """Return a joined text; raises ``Grens`` for one that is too long."""
        if len(value) > MAX_TEKST:
            raise Grens("het maakt een tekst die te lang is")
        return value

    def kijk_op_de_klok(self) -> None:
        """Raise ``Grens`` when the report took too long."""
        if time.monotonic() > self.eind:
            raise Grens(f"het duurt langer dan {MAX_SECONDEN:.0f} seconden")

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Look up a name, while there is time."""
        self.kijk_op_de_klok()
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Look up a part, while there is time."""
        self.kijk_op_de_klok()
        return super().getitem(obj, argument)

    def call(self, context: Any, obj: Any, /, *arguments: Any, **keywords: Any) -> Any:
        """Call what a template may call, while there is time."""
        self.kijk_op_de_klok()
        return super().call(context, obj, *arguments, **keywords)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Say whether a template may see this: nothing private, and of a text nothing that makes it longer."""
        if isinstance(obj, str | bytes) and attr not in _TEKSTWERK:
            return False
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """Give no ``format`` at all: with a width it makes a text of any length."""

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Calculate with numbers; join lists and texts as long as they stay small."""
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if not numbers and operator != "+":
            raise Grens(f"het gebruikt '{operator}' bij iets dat geen getal is")
        if not numbers and len(left) + len(right) > MAX_TEKST:
            raise Grens("het maakt een lijst of tekst die te lang is")
        if numbers and max(_bits(left), _bits(right)) * (abs(right) if operator == "**" else 1) > MAX_BITS:
            raise Grens("het rekent met een getal dat te groot is")
        return super().call_binop(context, operator, left, right)


@jinja2.pass_eval_context
def _replace(context: nodes.EvalContext, text: str, old: str, new: str, count: int | None = None) -> str:
    """Replace in a text, as Jinja does, as long as what it makes of it stays small."""
    if len(text) * max(len(new), 1) > MAX_TEKST:
        raise Grens("het maakt een tekst die te lang is")
    return do_replace(context, text, old, new, count)


def _bits(number: float) -> int:
    return number.bit_length() if isinstance(number, int) else 0


class _Lader(jinja2.BaseLoader):
    """Finds a template of the user before ours, and nothing else."""

    def __init__(self, eigen: Mapping[str, str]) -> None:
        self.eigen = eigen
        self.onze = jinja2.FileSystemLoader(templates())

    def get_source(self, environment: jinja2.Environment, template: str) -> tuple[str, str | None, Any]:
        """Return the text of a template and where it stands; raises ``TemplateNotFound``."""
        if template in self.eigen:
            return self.eigen[template], f"{MAP}/{template}", None
        if not template.endswith(".html"):
            raise jinja2.TemplateNotFound(template)
        return self.onze.get_source(environment, template.removeprefix(ONZE))


_FOUTEN = (
    jinja2.TemplateError, Grens, ArithmeticError, AttributeError, LookupError, MemoryError, TypeError, ValueError,
    RecursionError,
)  # fmt: skip
"""What a template can bring about."""


def vul(eigen: Mapping[str, str], basis: jinja2.Environment, naam: str, waarden: Mapping[str, Any]) -> str:
    """Fill the template ``naam`` with the user's templates in place of ours.

    ``basis`` has our own filters.  Raises ``InputError`` with the file and line of what a template may not do.
    """
    zandbak = Zandbak(eigen, basis, waarden.get("charts", GEEN))
    try:
        for own in eigen:
            _refuse_unescaped(zandbak, own)
        return _joined(zandbak, zandbak.get_template(naam).generate(waarden))
    except _FOUTEN as error:
        _stop(error)


def _refuse_unescaped(zandbak: Zandbak, naam: str) -> None:
    """Refuse a template that switches off what makes texts safe to show."""
    assert zandbak.loader is not None  # noqa: S101 - it was given one
    source, filename, _ = zandbak.loader.get_source(zandbak, naam)
    for node in zandbak._parse(source, naam, filename).find_all(nodes.EvalContextModifier):  # noqa: SLF001 - with the name
        raise jinja2.TemplateSyntaxError("autoescape", node.lineno, naam, filename)


def _joined(zandbak: Zandbak, pieces: Any) -> str:
    found, length = [], 0
    for piece in pieces:
        zandbak.kijk_op_de_klok()
        length += len(piece)
        if length > MAX_TEKENS:
            raise Grens("het maakt een rapport dat te groot is")
        found.append(piece)
    return "".join(found)


def _stop(error: Exception) -> NoReturn:
    place = _place(error)
    message = f"{place}: {_wat(error)}. Er is niets weggeschreven; verbeter het sjabloon, of haal het weg."
    raise InputError(message) from None


def _place(error: Exception) -> str:
    """Return the file and line of the user's template that an error comes from."""
    if isinstance(error, jinja2.TemplateSyntaxError) and error.filename:
        return f"{error.filename}, regel {error.lineno}"
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith(MAP)]
    return f"{frames[-1].filename}, regel {frames[-1].lineno}" if frames else MAP


_SOORTEN: tuple[tuple[type[Exception] | tuple[type[Exception], ...], Callable[[str], str]], ...] = (
    (SecurityError, lambda naam: f"{naam} is voor een sjabloon niet toegankelijk"),
    (jinja2.TemplateAssertionError, lambda naam: f"{naam} is geen bewerking die een sjabloon kent"),
    (jinja2.TemplateSyntaxError, lambda _: "dit is niet te lezen; kijk of alles wat opent ook sluit"),
    (jinja2.TemplateNotFound, lambda naam: f"er is geen sjabloon {naam}"),
    (jinja2.UndefinedError, lambda naam: f"{naam} bestaat niet"),
    (RecursionError, lambda _: "het sjabloon roept zichzelf op, zonder eind"),
    (MemoryError, lambda _: "het sjabloon vraagt meer geheugen dan er is"),
)


def _wat(error: Exception) -> str:
    """Say in Dutch what is wrong; the library's own words are English."""
    if isinstance(error, Grens):
        return f"het sjabloon wil te veel: {error}"
    if isinstance(error, jinja2.TemplateSyntaxError) and str(error.message) == "autoescape":
        return "een sjabloon mag de beveiliging van teksten (autoescape) niet uitzetten"
    quoted = _QUOTED.findall(str(error.message if isinstance(error, jinja2.TemplateError) else error))
    naam = f"'{quoted[0 if isinstance(error, SecurityError) else -1]}'" if quoted else f"'{error}'"
    for kinds, say in _SOORTEN:
        if isinstance(error, kinds):
            return say(naam)
    return "deze berekening kan niet"
