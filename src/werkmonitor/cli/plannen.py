"""``run`` and ``schedule``: monitors that are made by themselves, and the timer that sees to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from werkmonitor.cli import opties
from werkmonitor.cli.nederlands import Opdracht, Opdrachten
from werkmonitor.cli.tonen import EIGEN_FOUT, Voortgang, eigen_fout, praat, toon_json, toon_meldingen, zeg

if TYPE_CHECKING:
    from werkmonitor.programma.planning import Ritme
    from werkmonitor.tasks.run.verloop import Runverslag
    from werkmonitor.tasks.schedule.opdracht import Planopdracht
    from werkmonitor.tasks.schedule.taak import Stap

Werkmapoptie = Annotated[str | None, typer.Option("--werkmap", metavar="MAP", help="De map met werkmonitor.toml.")]
Jaarlijks = Annotated[bool, typer.Option("--jaarlijks", help="Elk jaar, als de declaratie niets zegt.")]
Halfjaarlijks = Annotated[bool, typer.Option("--halfjaarlijks", help="Elk halfjaar, als de declaratie niets zegt.")]
Vanaf = Annotated[str | None, typer.Option("--vanaf", metavar="PERIODE", help="De eerste die gemaakt wordt.")]


def ritmes(*, jaarlijks: bool, halfjaarlijks: bool) -> tuple[Ritme, ...]:
    """Return the rhythms that were asked for."""
    found: list[Ritme] = []
    found += ["halfjaarlijks"] if halfjaarlijks else []
    found += ["jaarlijks"] if jaarlijks else []
    return tuple(found)


def run(  # noqa: PLR0913 - each is an option
    *,
    werkmap: Werkmapoptie = None,
    jaarlijks: Jaarlijks = False,
    halfjaarlijks: Halfjaarlijks = False,
    vanaf: Vanaf = None,
    vandaag: Annotated[
        str | None, typer.Option(metavar="JJJJ-MM-DD", help="Doe alsof het deze dag is, om te proberen.")
    ] = None,
    na_mislukking: Annotated[bool, typer.Option("--na-mislukking", hidden=True)] = False,
    als_json: Annotated[bool, typer.Option("--json", help="Toon het verslag als JSON.")] = False,
) -> None:
    """Maak de monitors die aan de beurt zijn. Dit is wat de timer van het systeem typt."""
    from werkmonitor.tasks.run import opdracht as tasks

    opdracht = tasks.Runopdracht(
        werkmap=opties.pad("--werkmap", werkmap),
        ritme=ritmes(jaarlijks=jaarlijks, halfjaarlijks=halfjaarlijks),
        vanaf=opties.periode(vanaf) if vanaf is not None else None,
        vandaag=opties.datum(vandaag),
    )
    if na_mislukking:
        verslag = tasks.na_mislukking(opdracht)
    else:
        with Voortgang() as voortgang:
            verslag = tasks.run(opdracht, voortgang.toon)
    if als_json:
        toon_json(verslag)
    else:
        _toon_run(verslag)
    if verslag.code:
        raise typer.Exit(verslag.code)


def _toon_run(verslag: Runverslag) -> None:
    """Say what was done; what went wrong goes to stderr, so that a scheduler that only passes that on stays quiet."""
    from werkmonitor.cli import run_tekst

    if verslag.bezet:
        zeg(verslag.bezet)
        return
    for gedaan in verslag.perioden:
        if gedaan.nieuw and gedaan.stand.code:
            toon_meldingen(gedaan.meldingen)
            if gedaan.stand.code == EIGEN_FOUT and gedaan.fout:
                eigen_fout(gedaan.fout)
            praat(run_tekst.regel(gedaan))
        else:
            zeg(run_tekst.regel(gedaan))
    for fout in verslag.niet_gemeld:
        praat(fout)
    if verslag.logfout:
        praat(f"Het logboek kan niet geschreven worden ({verslag.logfout}).")
    zeg(run_tekst.slot(verslag))


schedule = typer.Typer(cls=Opdrachten, no_args_is_help=True, rich_markup_mode=None)

Systeemoptie = Annotated[
    str | None,
    typer.Option("--systeem", metavar="NAAM", help="systemd, cron of windows; anders dat van deze computer."),
]
Droog = Annotated[bool, typer.Option("--droog", help="Toon alleen wat er geschreven zou worden.")]
Alsjson = Annotated[bool, typer.Option("--json", help="Toon het verslag als JSON.")]


@schedule.command(cls=Opdracht, short_help="Zet de timer klaar.")
def install(  # noqa: PLR0913 - each is an option of the contract
    *,
    werkmap: Werkmapoptie = None,
    jaarlijks: Jaarlijks = False,
    halfjaarlijks: Halfjaarlijks = False,
    vanaf: Vanaf = None,
    systeem: Systeemoptie = None,
    droog: Droog = False,
    als_json: Alsjson = False,
) -> None:
    """Zet de timer klaar. Die kijkt elke dag of er een monitor aan de beurt is."""
    from werkmonitor.cli import planning_tekst
    from werkmonitor.tasks.schedule import opdracht as tasks

    ritme = ritmes(jaarlijks=jaarlijks, halfjaarlijks=halfjaarlijks)
    verslag = tasks.install(_opdracht(werkmap, systeem, ritme, vanaf, droog=droog))
    if als_json:
        toon_json(verslag)
        return
    for stap in verslag.stappen:
        if droog:
            for line in planning_tekst.inhoud(stap):
                typer.echo(line)
        _toon_stap(stap)
    for zin in planning_tekst.kalender(verslag):
        zeg(zin)


@schedule.command(cls=Opdracht, short_help="Toon de timer en de vorige keer.")
def show(*, werkmap: Werkmapoptie = None, systeem: Systeemoptie = None, als_json: Alsjson = False) -> None:
    """Toon de timer, wat er aan de beurt is en hoe het de vorige keer ging."""
    from werkmonitor.cli import planning_tekst
    from werkmonitor.tasks.schedule import opdracht as tasks

    verslag = tasks.show(_opdracht(werkmap, systeem))
    if als_json:
        toon_json(verslag)
        return
    if not any(stap.er for stap in verslag.stappen):
        zeg("Er is nog geen timer. Zet hem klaar met: werkmonitor schedule install")
    for stap in verslag.stappen:
        _toon_stap(stap)
    for zin in (*planning_tekst.kalender(verslag), *planning_tekst.vorige_keer(verslag)):
        zeg(zin)


@schedule.command(cls=Opdracht, short_help="Haal de timer weg.")
def remove(*, werkmap: Werkmapoptie = None, systeem: Systeemoptie = None, als_json: Alsjson = False) -> None:
    """Haal de timer weg; wat gemaakt is, blijft."""
    from werkmonitor.tasks.schedule import opdracht as tasks

    verslag = tasks.remove(_opdracht(werkmap, systeem))
    if als_json:
        toon_json(verslag)
        return
    if not verslag.stappen:
        zeg(f"Er was geen timer voor {verslag.werkmap}.")
    for stap in verslag.stappen:
        _toon_stap(stap)


def _opdracht(
    werkmap: str | None,
    systeem: str | None,
    ritme: tuple[Ritme, ...] = (),
    vanaf: str | None = None,
    *,
    droog: bool = False,
) -> Planopdracht:
    from werkmonitor.tasks.run.opdracht import klok
    from werkmonitor.tasks.schedule import opdracht as tasks

    return tasks.Planopdracht(
        werkmap=opties.pad("--werkmap", werkmap),
        systeem=tasks.lees_systeem(systeem) if systeem is not None else None,
        ritme=ritme,
        vanaf=opties.periode(vanaf) if vanaf is not None else None,
        vandaag=klok().date(),
        droog=droog,
    )


def _toon_stap(stap: Stap) -> None:
    """Say what was done; what is to be typed keeps its line, so that it can be copied."""
    for zin in stap.zinnen:
        zeg(zin)
    for regel in stap.typ:
        typer.echo(f"  {regel}")
    if stap.anders:
        zeg("Deze timer is niet zoals hij nu zou worden. Ververs hem met: werkmonitor schedule install")
    if stap.er:
        zeg(f"Hij kijkt {stap.wanneer}.")
