"""Why a file is not read: one sentence on what it is, and one on what to do."""

from __future__ import annotations

import struct
import zipfile
import zlib
from xml.parsers.expat import ExpatError

from werkmonitor.findings import toonbaar

ALS_XLSX = "Sla het rapport in Cognos opnieuw op als Excel (.xlsx) of als CSV."
OPNIEUW = "Zet de export opnieuw in de map; misschien brak het kopiëren af."
HERSTEL = "Open het bestand in Excel en sla het opnieuw op, of haal de export opnieuw op."
KLEINER = "Vraag een kleinere export op, of verruim de grens in [lezen] als u het bestand vertrouwt."


BESCHADIGD = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ExpatError,
    EOFError,
    ArithmeticError,
    NotImplementedError,
    OSError,
    RecursionError,
    ValueError,
)
"""What a reader can run into when a file is not what it says; everything else is a fault of ours, and shows."""


class OnleesbaarError(Exception):
    """A file cannot be used: ``wat`` it is and what to do (``doen``), as Dutch sentences, and where if known."""

    def __init__(self, wat: str, doen: str = ALS_XLSX, blad: str | None = None, cel: str | None = None) -> None:
        super().__init__(wat)
        self.wat = toonbaar(wat)
        self.doen = doen
        self.blad = blad
        self.cel = cel
