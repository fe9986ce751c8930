"""``build``: the monitor of a period, of a part of the region, or of all of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from werkmonitor.cli import opties
from werkmonitor.cli.tonen import (
    EIGEN_FOUT,
    Voortgang,
    eigen_fout,
    niet_getoond,
    praat,
    toon_json,
    toon_meldingen,
    zeg,
)
from werkmonitor.findings import UsageError
from werkmonitor.formatting import enkele
from werkmonitor.outputs import FORMATEN, LAYOUTS

if TYPE_CHECKING:
    from werkmonitor.tasks.build import Opdracht, Verslag
    from werkmonitor.tasks.regio import Regioverslag

_LAYOUTS = f"Kies uit {', '.join(LAYOUTS)}, met komma's ertussen."


def build(  # noqa: PLR0913 - each is an option of the contract
    periode: Annotated[str, typer.Argument(metavar="PERIODE", help="2021, 2021-H1, 2021-K3 of 2021-05.")],
    *,
    werkmap: Annotated[str | None, typer.Option(metavar="MAP", help="De map met werkmonitor.toml.")] = None,
    uit: Annotated[str | None, typer.Option(metavar="MAP", help="Waar de uitvoer komt.")] = None,
    formaat: Annotated[
        str | None, typer.Option(metavar="LIJST", help=f"Kies uit {', '.join(FORMATEN)}, met komma's ertussen.")
    ] = None,
    layout: Annotated[str | None, typer.Option(metavar="LAYOUTS", help=_LAYOUTS)] = None,
    gemeente: Annotated[str | None, typer.Option(metavar="NAAM", help="Die van een deel van de regio.")] = None,
    alle: Annotated[bool, typer.Option("--alle", help="Die van de regio en al haar delen.")] = False,
    peildatum: Annotated[str | None, typer.Option(metavar="JJJJ-MM-DD", help="Datum van de brongegevens.")] = None,
    droog: Annotated[bool, typer.Option("--droog", help="Toon alleen wat er gemaakt zou worden.")] = False,
    forceer: Annotated[bool, typer.Option("--forceer", help="Maak alles opnieuw; hergebruik niets.")] = False,
    als_json: Annotated[bool, typer.Option("--json", help="Toon het verslag als JSON.")] = False,
) -> None:
    """Maak de monitor van een periode: pagina, pdf, werkboek en gegevens."""
    from werkmonitor.tasks import build as tasks

    opdracht = tasks.Opdracht(
        periode=opties.periode(periode),
        werkmap=opties.pad("--werkmap", werkmap),
        uit=opties.pad("--uit", uit),
        gemeente=gemeente,
        formaten=opties.formaten(formaat),
        layouts=opties.layouts(layout),
        peildatum=opties.datum(peildatum),
        droog=droog,
        forceer=forceer,
    )
    if alle:
        _alle(opdracht, als_json=als_json)
        return
    with Voortgang() as voortgang:
        verslag = tasks.build(opdracht, voortgang.toon)
    if als_json:
        toon_json(verslag)
        return
    _toon_verslag(verslag)


def _alle(opdracht: Opdracht, *, als_json: bool) -> None:
    """Make the monitors of a region and its parts, and leave with the worst of their exit codes."""
    if opdracht.gemeente is not None:
        message = "--gemeente en --alle gaan niet samen; kies er een."
        raise UsageError(message)
    from werkmonitor.tasks import regio

    with Voortgang() as voortgang:
        verslag = regio.build_alle(opdracht, voortgang.toon)
    if als_json:
        toon_json(verslag)
    else:
        _toon_regio(verslag)
    if verslag.afgebroken:
        praat("Afgebroken. Wat klaar was, is heel; van de rest is de vorige uitvoer er nog.")
    if verslag.code:
        raise typer.Exit(verslag.code)


def _van(verslag: Verslag) -> str:
    return f"{verslag.periode} van {verslag.gemeente}" if verslag.gemeente else verslag.periode


def _toon_verslag(verslag: Verslag) -> None:
    if verslag.voorbeeld:
        praat("Dit is het voorbeeld dat bij werkmonitor hoort. Met --werkmap kiest u een eigen map.")
    if verslag.ongewijzigd:
        zeg(f"Er is niets veranderd sinds de vorige keer. De monitor {_van(verslag)} staat in {verslag.map}.")
        toon_meldingen(verslag.ouder)
        _toon_vastgesteld(verslag)
        return
    toon_meldingen(verslag.meldingen)
    zonder = f" ({verslag.zonder_waarde} zonder waarde)" if verslag.zonder_waarde else ""
    cijfers = f"{verslag.cijfers} {'cijfer' if verslag.cijfers == 1 else 'cijfers'}{zonder}"
    bestanden = f"{verslag.bronnen} {'bestand' if verslag.bronnen == 1 else 'bestanden'}"
    zeg(f"Monitor {_van(verslag)}: {cijfers} uit {bestanden}.")
    if verslag.niet_getoond is not None:
        zeg(niet_getoond(verslag.niet_getoond))
    lichten = [f"{telling.aantal} {telling.kleur}" for telling in verslag.kleuren if telling.aantal]
    if lichten:
        zeg(f"Opgaven: {', '.join(lichten)}.")
    if verslag.redenen:
        zeg(f"Opnieuw gemaakt, want {enkele(verslag.redenen, 3, '; ')}.")
    zeg("Dit zou gemaakt worden:" if verslag.droog else "Gemaakt:")
    for naam in verslag.bestanden:
        typer.echo(f"  {Path(verslag.map) / naam}")
    _toon_vastgesteld(verslag)


def _toon_vastgesteld(verslag: Verslag) -> None:
    if verslag.vastgesteld:
        zeg(f"Dit is een concept. Vastgesteld is {verslag.vastgesteld}, en die verandert hier niet door.")


def _toon_regio(verslag: Regioverslag) -> None:
    from werkmonitor.cli import regio_tekst

    toon_meldingen(verslag.meldingen)
    for wie, onderdeel in regio_tekst.mislukt(verslag):
        praat(f"{wie}:")
        toon_meldingen(onderdeel.meldingen)
        if onderdeel.code == EIGEN_FOUT:
            eigen_fout(onderdeel.fout)
        else:
            praat(onderdeel.fout)
    for onderdeel in verslag.onderdelen:
        if onderdeel.verslag and onderdeel.verslag.ouder:
            praat(f"{onderdeel.naam}:")
            toon_meldingen(onderdeel.verslag.ouder)
    for regel in regio_tekst.regels(verslag):
        typer.echo(regel)
