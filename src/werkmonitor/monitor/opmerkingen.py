"""What must be known of a figure where it stands in a table."""

from __future__ import annotations

from collections.abc import Iterator

from werkmonitor.monitor import model


def opmerkingen(item: model.Indicator) -> Iterator[str]:
    """Yield it below the table, with the name of the figure before it."""
    return (f"{item.naam}: {text}" for text in _opmerkingen(item))


def _opmerkingen(item: model.Indicator) -> Iterator[str]:
    if item.reden_ontbreekt:
        yield item.reden_ontbreekt
    if item.tot_nu_toe:
        reden = f" ({item.tot_nu_toe.reden})" if item.tot_nu_toe.reden else ""
        yield f"het oordeel gaat over het jaar tot nu toe; dan is het {item.tot_nu_toe.weergave}{reden}."
    if item.voorbehoud or item.respons:
        yield item.voorbehoud or f"van de uitgenodigde mensen deed {item.respons.weergave if item.respons else ''} mee."
