"""``diff``: two monitors side by side, and why their figures differ."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from werkmonitor.cli import opties
from werkmonitor.cli.tonen import Voortgang, toon_json, zeg

if TYPE_CHECKING:
    from werkmonitor.tasks.diff import Verschilverslag

FORMATEN = ("tekst", "html", "pdf", "xlsx", "json")
"""``tekst`` is what the terminal shows; the others are files."""


def diff(  # noqa: PLR0913 - each is an option of the contract
    a: Annotated[
        str, typer.Argument(metavar="A", help="Een periode, een uitgave of het JSON-bestand van een monitor.")
    ],
    b: Annotated[str, typer.Argument(metavar="B", help="Waarmee A vergeleken wordt; meestal de nieuwste.")],
    *,
    werkmap: Annotated[str | None, typer.Option(metavar="MAP", help="De map met werkmonitor.toml.")] = None,
    gemeente: Annotated[str | None, typer.Option(metavar="NAAM", help="Die van een deel van de regio.")] = None,
    formaat: Annotated[
        str | None, typer.Option(metavar="LIJST", help=f"Kies uit {', '.join(FORMATEN)}, met komma's ertussen.")
    ] = None,
    uit: Annotated[str | None, typer.Option(metavar="MAP", help="Waar de bestanden komen.")] = None,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Stop met code 1 als er verschillen zijn.")] = False,
    als_json: Annotated[bool, typer.Option("--json", help="Toon de verschillen als JSON.")] = False,
) -> None:
    """Vergelijk twee monitors: wat er veranderde, en waardoor."""
    wanted = opties.formaten(formaat, FORMATEN) or FORMATEN[:1]
    sides = opties.kant("A", a), opties.kant("B", b)
    from werkmonitor.tasks import diff as tasks

    opdracht = tasks.Verschilopdracht(
        oud=sides[0],
        nieuw=sides[1],
        werkmap=opties.pad("--werkmap", werkmap),
        gemeente=gemeente,
        uit=opties.pad("--uit", uit),
        formaten=tuple(naam for naam in wanted if naam != "tekst"),
    )
    with Voortgang() as voortgang:
        verslag = tasks.diff(opdracht, voortgang.toon)
    if als_json:
        toon_json(verslag.verschil)
    else:
        _toon(verslag, tekst="tekst" in wanted)
    if exit_code and not verslag.verschil.is_leeg:
        raise typer.Exit(1)


def _toon(verslag: Verschilverslag, *, tekst: bool) -> None:
    from werkmonitor.cli import verschil_tekst

    for regel in verschil_tekst.regels(verslag.verschil) if tekst else verschil_tekst.kort(verslag.verschil):
        typer.echo(regel)
    if verslag.bestanden:
        zeg("Gemaakt:")
    for naam in verslag.bestanden:
        typer.echo(f"  {Path(verslag.map) / naam}")
