"""``explain``: where a figure comes from."""

from __future__ import annotations

from typing import Annotated

import typer

from werkmonitor.cli import opties
from werkmonitor.cli.tonen import Voortgang, praat, toon_json


def explain(  # noqa: PLR0913 - each is an option of the contract
    indicator: Annotated[
        str, typer.Argument(metavar="INDICATOR", help="De id van een cijfer; met een punt een onderdeel ervan.")
    ],
    periode: Annotated[
        str | None, typer.Argument(metavar="PERIODE", help="Bijvoorbeeld 2021 of 2021-H1; zonder: de nieuwste.")
    ] = None,
    *,
    werkmap: Annotated[str | None, typer.Option(metavar="MAP", help="De map met werkmonitor.toml.")] = None,
    gemeente: Annotated[str | None, typer.Option(metavar="NAAM", help="Dat van een deel van de regio.")] = None,
    alles: Annotated[bool, typer.Option("--alles", help="Toon elke cel; zonder: de eerste paar.")] = False,
    als_json: Annotated[bool, typer.Option("--json", help="Toon alles als JSON.")] = False,
) -> None:
    """Leg een cijfer uit: formule, cellen, norm en oordeel."""
    wanted = None if periode is None else opties.periode(periode)
    from werkmonitor.cli import uitleg_tekst
    from werkmonitor.tasks import explain as tasks

    opdracht = tasks.Uitlegopdracht(
        indicator=indicator, periode=wanted, werkmap=opties.pad("--werkmap", werkmap), gemeente=gemeente
    )
    with Voortgang() as voortgang:
        uitleg = tasks.explain(opdracht, voortgang.toon)
    if als_json:
        toon_json(uitleg)
        return
    if uitleg.voorbeeld:
        praat("Dit is het voorbeeld dat bij werkmonitor hoort. Met --werkmap kiest u een eigen map.")
    for regel in uitleg_tekst.regels(uitleg, alles=alles):
        typer.echo(regel)
