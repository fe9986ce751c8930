"""The application: which commands there are, and what becomes of an error."""

from __future__ import annotations

import contextlib
import errno
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from werkmonitor import __version__
from werkmonitor.cli import aanvullen
from werkmonitor.cli.bouwen import build
from werkmonitor.cli.inrichten import doctor, init, schema
from werkmonitor.cli.nakijken import check, inspect
from werkmonitor.cli.nederlands import Opdracht, Opdrachten, vertaal_fout
from werkmonitor.cli.plannen import run as run_planning
from werkmonitor.cli.plannen import schedule
from werkmonitor.cli.tonen import eigen_fout, praat, toon_fout
from werkmonitor.cli.uitleggen import explain
from werkmonitor.cli.vaststellen import seal
from werkmonitor.cli.vergelijken import diff
from werkmonitor.findings import EigenFout, OutputError, UsageError, WerkmonitorError, systeemreden

_VOL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF}
"""What writing to a stream can run into, which has no file name."""
ONDERBROKEN = 130
"""What the library returns after Ctrl-C."""

app = typer.Typer(
    cls=Opdrachten,
    help="Maakt de monitor van een uitvoeringsprogramma uit de exports van Cognos.",
    epilog=(
        "Handleiding: docs/handleiding.md. Stop: 0 gelukt, 1 check of diff vond iets, 2 verkeerd gebruik, 3 invoer, "
        "4 uitvoer, 5 fout van ons."
    ),
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def _version(value: bool) -> None:  # noqa: FBT001 - the signature that the library calls
    if value:
        typer.echo(f"werkmonitor {__version__}")
        raise typer.Exit


def _script(value: str | None) -> None:
    if value is not None:
        typer.echo(aanvullen.script(value), nl=False)
        raise typer.Exit


@app.callback()
def _main(
    *,
    aanvulling: Annotated[
        str | None,
        typer.Option(
            "--aanvulling", metavar="SHELL", help="Toon het script dat na Tab aanvult.", callback=_script, is_eager=True
        ),
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", help="Toon de versie.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Maakt de monitor van een uitvoeringsprogramma uit de exports van Cognos."""


app.command(cls=Opdracht, short_help="Maak de monitor van een periode.")(build)
app.command(cls=Opdracht)(check)
app.command(cls=Opdracht)(inspect)
app.command(cls=Opdracht)(explain)
app.command(cls=Opdracht, short_help="Vergelijk twee monitors.")(diff)
app.command(cls=Opdracht, short_help="Stel de monitor van een periode vast.")(seal)
app.command("run", cls=Opdracht, short_help="Maak de monitors die aan de beurt zijn.")(run_planning)
app.add_typer(schedule, name="schedule", help="Zet klaar dat monitors vanzelf gemaakt worden.")
app.command(cls=Opdracht, short_help="Maak een nieuwe werkmap.")(init)
app.command(cls=Opdracht)(doctor)
app.command(cls=Opdracht, short_help="Toon het JSON Schema voor de editor.")(schema)


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a console of another code page
    try:
        code = _vul_aan() if aanvullen.gevraagd() else _voer_uit(arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read our output has stopped
        return OutputError.exit_code
    except OSError as error:
        praat(f"De uitkomst kan niet getoond worden: {systeemreden(error)}.")
        return OutputError.exit_code
    return code


def _voer_uit(arguments: Sequence[str]) -> int:
    """Carry out a command line; raises ``OSError`` only where stdout cannot be written."""
    try:
        code = app(list(arguments), prog_name="werkmonitor", standalone_mode=False) or 0
        return _afgebroken(arguments) if code == ONDERBROKEN else code
    except WerkmonitorError as error:
        toon_fout(arguments, str(error), error.findings)
        return error.exit_code
    except typer.TyperException as error:
        toon_fout(arguments, vertaal_fout(error.format_message()))
        context = getattr(error, "ctx", None)
        praat(f"Uitleg: {context.command_path if context else 'werkmonitor'} --help")
        return UsageError.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return _afgebroken(arguments)
    except (BrokenPipeError, SystemExit):  # whoever read our output has stopped; the library leaves at once
        return OutputError.exit_code
    except Exception as error:
        if isinstance(error, OSError) and error.filename is None and error.errno in _VOL:
            raise
        if isinstance(error, EigenFout):
            toon_fout(arguments, str(error))
        return eigen_fout()


def _vul_aan() -> int:
    """Answer the shell that asks what can follow; its code is part of the answer."""
    aanvullen.bereid_voor()
    try:
        app(prog_name=aanvullen.PROGRAMMA, complete_var=aanvullen.VARIABELE)
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else 0
    return 0


def _afgebroken(arguments: Sequence[str]) -> int:
    praat("Afgebroken. De vorige uitvoer is er nog." if "build" in arguments[:1] else "Afgebroken.")
    return UsageError.exit_code
