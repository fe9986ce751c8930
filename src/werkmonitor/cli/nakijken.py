"""``check`` and ``inspect``: what is wrong with the exports of a period, and how one file is read."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from werkmonitor.cli import opties
from werkmonitor.cli.tonen import Voortgang, praat, toon_json, zeg
from werkmonitor.findings import InputError

if TYPE_CHECKING:
    from werkmonitor.tasks.check import Controleverslag


def check(  # noqa: PLR0913 - each is an option of the contract
    periode: Annotated[
        str | None, typer.Argument(metavar="PERIODE", help="Bijvoorbeeld 2021 of 2021-H1; zonder: de nieuwste.")
    ] = None,
    *,
    werkmap: Annotated[str | None, typer.Option(metavar="MAP", help="De map met werkmonitor.toml.")] = None,
    faal_bij: Annotated[str, typer.Option(metavar="ERNST", help="Stop met code 1 bij fout of waarschuwing.")] = "fout",
    kopie: Annotated[
        str | None, typer.Option(metavar="MAP", help="Waar kopieën van de exports komen, met opmerkingen.")
    ] = None,
    alles: Annotated[
        bool, typer.Option("--alles", help="Toon elke melding, niet alleen de eerste drie van een soort.")
    ] = False,
    als_json: Annotated[bool, typer.Option("--json", help="Toon de meldingen als JSON.")] = False,
) -> None:
    """Kijk een periode na: alle meldingen in één keer."""
    wanted, ernst = None if periode is None else opties.periode(periode), opties.ernst(faal_bij)
    from werkmonitor.tasks import check as controle

    opdracht = controle.Controleopdracht(
        periode=wanted, werkmap=opties.pad("--werkmap", werkmap), kopie=opties.pad("--kopie", kopie)
    )
    with Voortgang() as voortgang:
        verslag = controle.check(opdracht, voortgang.toon)
    if als_json:
        toon_json(verslag.als_json())
    else:
        _toon_controle(verslag, alles=alles)
    if not verslag.bruikbaar or verslag.faalt(ernst):
        raise typer.Exit(1 if verslag.bruikbaar else InputError.exit_code)


def inspect(
    bestanden: Annotated[list[str], typer.Argument(metavar="BESTAND", help="Een of meer exports.")],
    *,
    bron: Annotated[bool, typer.Option("--bron", help="Toon een blok [[bron]] dat het bestand leest.")] = False,
    als_json: Annotated[bool, typer.Option("--json", help="Toon alles als JSON.")] = False,
) -> None:
    """Kijk hoe een bestand gelezen wordt, ook zonder declaratie."""
    from werkmonitor.cli import inspectie_tekst as tekst
    from werkmonitor.tasks.inspectie import opdracht

    with Voortgang() as voortgang:
        gezien = opdracht.inspecteer([opties.bestand(pad) for pad in bestanden], voortgang.toon, raad=bron)
    if als_json:
        shown = [tekst.als_json(item, met_bron=bron) for item in gezien]
        sys.stdout.write(tekst.json_tekst(shown[0] if len(shown) == 1 else shown, sys.stdout.encoding))
    else:
        passend = tekst.passend_toml if bron else tekst.passend
        for regel in tekst.alle_regels(gezien, bron=bron):
            sys.stdout.write(f"{passend(regel, sys.stdout.encoding)}\n")
    for item in gezien:
        if item.geweigerd:
            with contextlib.suppress(OSError):  # the exit code says it too
                sys.stderr.write(f"{tekst.passend(item.geweigerd, sys.stderr.encoding, item.bestand)}\n")
    if any(item.geweigerd for item in gezien):
        raise typer.Exit(InputError.exit_code)


def _toon_controle(verslag: Controleverslag, *, alles: bool) -> None:
    from werkmonitor.cli.check_tekst import regels

    if verslag.voorbeeld:
        praat("Dit is het voorbeeld dat bij werkmonitor hoort. Met --werkmap kiest u een eigen map.")
    for regel in regels(verslag, alles=alles):
        typer.echo(regel)
    if verslag.kopieen:
        zeg("Gemaakt:")
    for pad in verslag.kopieen:
        typer.echo(f"  {pad}")
