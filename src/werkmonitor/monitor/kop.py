"""What stands on the title and on every page of a Monitor, and what a catalogue of data must know of it."""

from __future__ import annotations

import msgspec

from werkmonitor.monitor.beleid import Onthullingsbeleid


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """What nobody can work out and an open data catalogue asks for; empty where it was not declared."""

    uitgever: str = ""
    uitgever_id: str = ""
    """The publisher in a register of organisations, as an IRI."""
    contact: str = ""
    mail: str = ""
    licentie: str = ""
    url: str = ""
    """Where the files stand once they are published."""
    thema: str = "SOCI"
    """The theme in the European list of data themes."""


CONCEPT = "concept"
"""What a monitor is until it is sealed."""


class Kop(msgspec.Struct, frozen=True, kw_only=True):
    """What stands on the title and on every page."""

    naam: str
    gemeente: str
    regio: str = ""
    """The whole that has parts with monitors of their own; empty where there is no such whole."""
    lid: str = ""
    """The part that this monitor is of, by its id; empty for the whole."""
    soort: str = ""
    """What kind of part it is: ``Gemeente``, ``Wijk``."""
    titel: str
    ondertitel: str
    voor: str
    versie: str
    periode_naam: str
    vorig_jaar_naam: str
    brondatum: str
    """Date of the newest information in the exports (``1 januari 2022``), or of ``--peildatum``."""
    editie: str
    """``concept`` until a seal makes it an edition: ``2021-u1``."""
    vervangt: str = ""
    """The edition that this one supersedes; empty for the first of a period."""
    reden: str = ""
    """Why it supersedes that one."""
    voorbeeld: bool
    werkmonitor: str
    """Version of the tool."""
    declaratie: str = ""
    """SHA-256 of the declaration."""
    opvallend: str = "1/10"
    """From which difference on a comparison names a figure, as a share of the old value, exact."""
    onthulling: Onthullingsbeleid = Onthullingsbeleid()
    """What may be published of which numbers."""
    metadata: Metadata = Metadata()

    @property
    def stand(self) -> str:
        """What the monitor is, in a few words: a concept, or an edition."""
        return CONCEPT if self.editie == CONCEPT else f"vastgesteld als {self.editie}"

    @property
    def vervanging(self) -> str:
        """Which edition it supersedes and why, as a sentence; empty where it supersedes none."""
        return f"Vervangt {self.vervangt}: {self.reden}" if self.vervangt else ""

    @property
    def wie(self) -> str:
        """Whose monitor it is: a gemeente with that word, a region by its name, a part with that of its region."""
        if self.lid:
            return f"{self.soort[:1].upper()}{self.soort[1:]} {self.gemeente}, {self.regio}"
        return self.gemeente if self.regio else f"Gemeente {self.gemeente}"
