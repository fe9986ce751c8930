"""The XML in an Office file, read as a stream: names without their namespaces, no entities, no depth without end."""

from __future__ import annotations

from collections.abc import Iterable

from werkmonitor.bronnen.containers.budget import Budget
from werkmonitor.bronnen.containers.ontleden import nieuwe_ontleder, voer
from werkmonitor.bronnen.containers.weigeren import HERSTEL, OnleesbaarError

_SEPARATOR = "}"
_STANDARDS = (
    "http://schemas.openxmlformats.org/",
    "http://purl.oclc.org/ooxml/",
)
"""What the namespaces of Office begin with; the second is the strict variant of the standard."""
_MAX_DEPTH = 200
MAX_TEKST = 2**17
"""Characters of one cell or string; Excel itself holds 32,767."""

Kenmerken = dict[str, str]
"""Attributes by local name."""


class Luisteraar:
    """Hears the elements of one part; a subclass says what to do with them.

    The names are local; an element of another standard than Office's is called ``""``.
    """

    def begin(self, naam: str, kenmerken: Kenmerken) -> None:
        """Hear that an element begins."""

    def einde(self, naam: str) -> None:
        """Hear that an element ends."""

    def tekst(self, tekst: str) -> None:
        """Hear part of the text between two tags."""


class Ontleder:
    """Feeds a part to a listener, piece by piece.  Raises ``OnleesbaarError`` and ``expat.ExpatError``."""

    def __init__(self, luisteraar: Luisteraar) -> None:
        self._names: dict[str, str] = {}
        self._depth = 0
        self._listener = luisteraar
        self._parser = nieuwe_ontleder(_SEPARATOR)
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = luisteraar.tekst
        self._parser.StartDoctypeDeclHandler = _refuse_doctype

    def voer(self, stukken: Iterable[bytes], budget: Budget) -> None:
        """Parse a whole part."""
        voer(self._parser, stukken, budget)

    def _begin(self, name: str, attributes: Kenmerken) -> None:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            raise OnleesbaarError("De werkmap is van binnen beschadigd: elementen zitten te diep in elkaar.", HERSTEL)
        self._listener.begin(self._local(name), attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._listener.einde(self._local(name))

    def _local(self, name: str) -> str:
        known = self._names.get(name)
        if known is None:
            space, _, local = name.rpartition(_SEPARATOR)
            known = self._names[name] = local if not space or space.startswith(_STANDARDS) else ""
        return known


def _refuse_doctype(*_: object) -> None:
    wat = "In het bestand staan definities (DTD) die een Excel-bestand nooit heeft; het wordt niet vertrouwd."
    raise OnleesbaarError(wat, HERSTEL)


def kenmerk(kenmerken: Kenmerken, naam: str) -> str | None:
    """Return an attribute that stands in a namespace of Office's, such as ``r:id``, or in none."""
    for key, value in kenmerken.items():
        if key == naam or (key.endswith(_SEPARATOR + naam) and key.startswith(_STANDARDS)):
            return value
    return None


class Tekstverzamelaar(Luisteraar):
    """Joins the runs of rich text; what is phonetic (``rPh``) is no part of it."""

    def __init__(self) -> None:
        self._runs: list[str] = []
        self._open = False
        self._phonetic = 0
        self._length = 0

    def begin(self, naam: str, kenmerken: Kenmerken) -> None:  # noqa: ARG002 - a run has none that matter
        """Take notice of the beginning of an element."""
        if naam == "rPh":
            self._phonetic += 1
        elif naam == "t" and not self._phonetic:
            self._open = True

    def einde(self, naam: str) -> None:
        """Take notice of the end of an element."""
        if naam == "rPh":
            self._phonetic -= 1
        elif naam == "t":
            self._open = False

    def tekst(self, tekst: str) -> None:
        """Keep the text within a run."""
        if self._open:
            self._runs.append(tekst)
            self._length += len(tekst)
            if self._length > MAX_TEKST:
                raise OnleesbaarError("In één cel staat veel te veel tekst.", HERSTEL)

    def neem(self) -> str:
        """Return what was collected and begin anew."""
        text = "".join(self._runs)
        self._runs.clear()
        self._length = 0
        return text
