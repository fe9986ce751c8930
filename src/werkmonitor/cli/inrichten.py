"""``init``, ``doctor`` and ``schema``: a new werkmap, what works here, and help for the editor."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from werkmonitor.cli import opties
from werkmonitor.cli.tonen import Voortgang, toon_json, zeg
from werkmonitor.findings import InputError, OutputError, UsageError, systeemreden


def init(
    map_: Annotated[str, typer.Argument(metavar="MAP", help="Een nieuwe of lege map.")],
    *,
    voorbeeld: Annotated[
        str | None, typer.Option(metavar="NAAM", help="Maak een kopie van een voorbeeld dat bij werkmonitor hoort.")
    ] = None,
    gemeente: Annotated[str | None, typer.Option(metavar="NAAM", help="De naam van de gemeente.")] = None,
    werkboek: Annotated[
        str | None, typer.Option(metavar="PERIODE", help="Maak in een werkmap die er al is een leeg werkboek.")
    ] = None,
) -> None:
    """Maak een nieuwe werkmap, met een klein voorbeeld dat meteen werkt."""
    folder = opties.map_(map_)
    if werkboek is not None:
        if voorbeeld is not None or gemeente is not None:
            message = "--werkboek gaat niet samen met --voorbeeld of --gemeente."
            raise UsageError(message)
        _werkboek(folder, werkboek)
        return
    from werkmonitor.tasks.init import opdracht as tasks

    if gemeente is not None and not (gemeente.strip() and gemeente.isprintable()):
        message = "--gemeente is leeg of heeft vreemde tekens; noem de naam van de gemeente of laat --gemeente weg."
        raise UsageError(message)
    made = tasks.init(tasks.Opdracht(map=folder, voorbeeld=voorbeeld, gemeente=gemeente))
    typer.echo(f"Gemaakt: {made.map}")
    zeg("De cijfers erin zijn een voorbeeld. Zo ziet u wat ervan komt:")
    if folder.resolve() != Path.cwd():
        typer.echo(f'  cd "{map_}"')
    typer.echo(f"  werkmonitor build {made.periode}")


def _werkboek(folder: Path, periode: str) -> None:
    from werkmonitor.tasks.init.opdracht import maak_werkboek

    typer.echo(f"Gemaakt: {maak_werkboek(folder, opties.periode(periode))}")
    zeg("Laat het team het invullen. Op het blad Uitleg staat hoe.")


def doctor(
    *,
    werkmap: Annotated[str | None, typer.Option(metavar="MAP", help="De map met werkmonitor.toml.")] = None,
    als_json: Annotated[bool, typer.Option("--json", help="Toon alles als JSON.")] = False,
) -> None:
    """Kijk wat hier werkt, wat niet, en wat eraan te doen is."""
    from werkmonitor.tasks.doctor.keuring import doctor as keur

    pad = opties.pad("--werkmap", werkmap)
    with Voortgang() as voortgang:
        keuring = keur(pad, voortgang.toon)
    if als_json:
        toon_json(keuring)
    else:
        from werkmonitor.cli.doctor_tekst import regels

        for regel in regels(keuring):
            typer.echo(regel)
    if not keuring.werkt:
        raise typer.Exit(InputError.exit_code)


def schema(
    *,
    uit: Annotated[
        str | None, typer.Option(metavar="BESTAND", help="Waar het schema komt; anders op het scherm.")
    ] = None,
) -> None:
    """Toon het JSON Schema van werkmonitor.toml, voor hulp in de editor."""
    from werkmonitor.tasks.schema import schema_tekst

    pad = opties.pad("--uit", uit)
    if pad is None:
        typer.echo(schema_tekst(), nl=False)
        return
    try:
        pad.write_text(schema_tekst(), encoding="utf-8", newline="\n")
    except OSError as error:
        message = f"{pad} kan niet geschreven worden ({systeemreden(error)})."
        raise OutputError(message) from None
    typer.echo(f"Gemaakt: {pad}")
