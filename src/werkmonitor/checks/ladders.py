"""Dimensions that compare two others: those must be one ladder, or nobody could say who went up."""

from __future__ import annotations

from collections.abc import Iterator

from werkmonitor.bronnen.opbouw.beweging import ladder_van
from werkmonitor.findings import Finding
from werkmonitor.programma.schema import Programma


def controleer_ladders(programma: Programma) -> Iterator[Finding]:
    """Yield dimensions whose two ladders are not declared, open, or not the same from low to high."""
    for rank, dimensie in enumerate(programma.dimensie):
        if dimensie.vergelijkt and not ladder_van(programma, dimensie):
            toen, nu = dimensie.vergelijkt
            yield Finding(
                "ladder-verschilt",
                "fout",
                f"Dimensie {dimensie.id} vergelijkt '{toen}' met '{nu}', maar die hebben niet dezelfde leden.",
                programma.plek_van("dimensie", rank, "vergelijkt"),
                "Wie een trede hoger of lager staat, is zo niet te zeggen.",
                "Geef beide dezelfde leden, van laag naar hoog, zonder open = true.",
            )
