"""``seal``: makes an edition that never changes, or proves that one did not."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from werkmonitor.cli import opties
from werkmonitor.cli.tonen import Voortgang, niet_getoond, praat, toon_json, toon_meldingen, zeg
from werkmonitor.findings import InputError, UsageError

if TYPE_CHECKING:
    from werkmonitor.tasks.seal.controle import Zegelcontrole
    from werkmonitor.tasks.seal.opdracht import Zegelverslag


def seal(  # noqa: PLR0913 - each is an option of the contract
    periode: Annotated[str | None, typer.Argument(metavar="PERIODE", help="2021, 2021-H1, 2021-K3 of 2021-05.")] = None,
    *,
    werkmap: Annotated[str | None, typer.Option(metavar="MAP", help="De map met werkmonitor.toml.")] = None,
    gemeente: Annotated[str | None, typer.Option(metavar="NAAM", help="Die van een deel van de regio.")] = None,
    reden: Annotated[
        str | None, typer.Option(metavar="TEKST", help="Waarom deze uitgave de vorige vervangt; komt in het rapport.")
    ] = None,
    wie: Annotated[
        str | None, typer.Option(metavar="NAAM", help="Wie vaststelt; zonder: wie op deze computer is aangemeld.")
    ] = None,
    controleer: Annotated[
        str | None, typer.Option(metavar="UITGAVE", help="Ga na of 2021-u1 nog is zoals het is vastgesteld.")
    ] = None,
    als_json: Annotated[bool, typer.Option("--json", help="Toon het verslag als JSON.")] = False,
) -> None:
    """Stel de monitor van een periode vast: een uitgave die niet meer verandert."""
    if controleer is not None:
        _weiger("--controleer", periode=periode, reden=reden, wie=wie)
        _controleer(werkmap, controleer, gemeente, als_json=als_json)
        return
    if periode is None:
        message = "Noem de periode om vast te stellen, zoals 2021, of met --controleer een uitgave."
        raise UsageError(message)
    from werkmonitor.tasks.seal import opdracht as tasks

    map_ = opties.pad("--werkmap", werkmap)
    opdracht = tasks.Zegelopdracht(
        periode=opties.periode(periode), werkmap=map_, gemeente=gemeente, reden=reden, wie=wie
    )
    with Voortgang() as voortgang:
        verslag = tasks.seal(opdracht, voortgang.toon)
    if als_json:
        toon_json(verslag)
    else:
        _toon_verslag(verslag)


def _weiger(bij: str, **gegeven: str | None) -> None:
    """Refuse what has no meaning beside another option."""
    for naam, waarde in gegeven.items():
        if waarde is not None:
            wat = "een periode" if naam == "periode" else f"--{naam}"
            message = f"{bij} gaat over een uitgave die er al is; laat {wat} weg."
            raise UsageError(message)


def _toon_verslag(verslag: Zegelverslag) -> None:
    for text in verslag.let_op:
        praat(f"Let op: {text}")
    if not verslag.nieuw:
        zeg(f"Er is niets veranderd sinds {verslag.uitgave}; er is geen nieuwe uitgave gemaakt.")
    else:
        toon_meldingen(verslag.meldingen)
        zeg(f"{verslag.periode} van {verslag.van} is vastgesteld als {verslag.uitgave}.")
        if verslag.vervangt:
            zeg(f"Deze uitgave vervangt {verslag.vervangt}: {verslag.reden}")
    typer.echo(f"Zegelnummer: {verslag.zegelnummer}")
    zeg(f"Vastgesteld {_wanneer(verslag.wanneer)} door {verslag.wie}, in:")
    typer.echo(f"  {verslag.map}")
    if verslag.niet_getoond is not None:
        zeg(
            f"{niet_getoond(verslag.niet_getoond)} Publiceer alleen de bestanden waarvan de naam met "
            "monitor begint. In invoer/ en in exports/ staan interne teksten en getallen; publiceer die nooit."
        )
    if verslag.nieuw:
        zeg(
            "Zet het zegelnummer bij het raadsvoorstel. Of er later niets veranderd is, zegt: "
            f"werkmonitor seal --controleer {verslag.uitgave}"
        )


def _controleer(werkmap: str | None, uitgave: str, gemeente: str | None, *, als_json: bool) -> None:
    """Say whether an edition is intact, and leave with the code of input that cannot be used when it is not."""
    from werkmonitor.tasks.seal.controle import controleer

    with Voortgang() as voortgang:
        controle = controleer(opties.pad("--werkmap", werkmap), uitgave, gemeente, voortgang.toon)
    if als_json:
        toon_json(controle)
    else:
        _toon_controle(controle)
    if controle.afwijkingen:
        raise typer.Exit(InputError.exit_code)


def _toon_controle(controle: Zegelcontrole) -> None:
    for text in controle.let_op:
        praat(f"Let op: {text}")
    if controle.afwijkingen:
        zeg(f"{controle.uitgave} is niet meer zoals het is vastgesteld:")
        for text in controle.afwijkingen:
            zeg(f"- {text}")
        zeg("Zet een ongewijzigde kopie terug, of vergelijk het zegelnummer met dat in het raadsvoorstel.")
    else:
        zeg(f"{controle.uitgave} is ongewijzigd: alle {controle.bestanden} bestanden zijn zoals ze zijn vastgesteld.")
    typer.echo(f"Zegelnummer: {controle.zegelnummer}")
    zeg(f"Vastgesteld {_wanneer(controle.wanneer)} door {controle.wie}.")
    if controle.nagebouwd == "gelijk":
        zeg("Opnieuw gemaakt uit de exports van nu: alle bestanden zijn byte voor byte gelijk.")
    elif controle.nagebouwd == "niet gedaan":
        zeg(f"Niet opnieuw gemaakt uit de exports, want {controle.waarom_niet}.")
    if controle.getuigen:
        zeg(f"Het zegelnummer staat ook in {', '.join(controle.getuigen)}.")
    if controle.vervangt:
        zeg(f"Deze uitgave vervangt {controle.vervangt}: {controle.reden}")
    if controle.vervangen_door:
        zeg(f"Deze uitgave is vervangen door {controle.vervangen_door}.")


def _wanneer(text: str) -> str:
    """Return the moment of a seal as people write it, in the local time of then."""
    from werkmonitor.formatting import datum

    moment = datetime.fromisoformat(text)
    return f"op {datum(moment.date())} om {moment:%H.%M} uur"
