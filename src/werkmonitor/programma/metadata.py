"""``[publicatie.metadata]``: what a catalogue of open data asks for and nobody can work out from the exports."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from werkmonitor.programma.velden import Model

Licentie = Literal["", "CC0", "CC-BY-4.0"]
Thema = Literal[
    "AGRI", "ECON", "EDUC", "ENER", "ENVI", "GOVE", "HEAL", "INTR", "JUST", "REGI", "SOCI", "TECH", "TRAN",
]  # fmt: skip
"""The European list of data themes."""
Adres = Annotated[str, Field(pattern=r'^(https?://[^\s<>"{}|\\^`]+)?$')]
"""An address on the web, in which nothing must be escaped."""
Mailadres = Annotated[str, Field(pattern=r'^([^@\s<>"]+@[^@\s<>"]+\.[^@\s<>"]+)?$')]


class Metadata(Model):
    """Everything may be left out; ``check`` says what a public monitor then misses."""

    uitgever: str = ""
    """Who publishes it, when that is not whose monitor it is."""
    uitgever_id: Adres = ""
    """The address of the publisher in a register of organisations."""
    contact: str = ""
    """The office, never a person, that answers questions."""
    mail: Mailadres = ""
    licentie: Licentie = ""
    url: Adres = ""
    """The folder or page where the files are put."""
    thema: Thema = "SOCI"
