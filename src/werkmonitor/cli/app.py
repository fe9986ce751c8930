"""The application: which commands there are, and what becomes of an error."""

from __future__ import annotations

import contextlib
import errno
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from werkmonitor import __version__
from werkmonitor.cli.bouwen import build
from werkmonitor.cli.nakijken import check, inspect
from werkmonitor.cli.nederlands import Opdracht, Opdrachten, vertaal_fout
from werkmonitor.cli.tonen import eigen_fout, praat, toon_fout
from werkmonitor.findings import OutputError, UsageError, WerkmonitorError

_VOL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF}
"""What writing to a stream can run into, which has no file name."""
ONDERBROKEN = 130
"""What the library returns after Ctrl-C."""

app = typer.Typer(
    cls=Opdrachten,
    help="Maakt de monitor van een uitvoeringsprogramma uit de exports van Cognos.",
    epilog=(
        "Handleiding: docs/handleiding.md. Stop: 0 gelukt, 1 check vond een fout, 2 verkeerd gebruik, 3 invoer, "
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


@app.callback()
def _main(
    *,
    version: Annotated[
        bool, typer.Option("--version", help="Toon de versie.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Maakt de monitor van een uitvoeringsprogramma uit de exports van Cognos."""


app.command(cls=Opdracht, short_help="Maak de monitor van een periode.")(build)
app.command(cls=Opdracht)(check)
app.command(cls=Opdracht)(inspect)


def run(arguments: Sequence[str]) -> int:
    """Carry out a command line and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):
            stream.reconfigure(errors="replace")  # type: ignore[union-attr]  # a console of another code page
    try:
        code = _voer_uit(arguments)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read our output has stopped
        return OutputError.exit_code
    except OSError as error:
        praat(f"De uitkomst kan niet getoond worden: {error.strerror}.")
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
        praat("Uitleg: werkmonitor --help")
        return UsageError.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return _afgebroken(arguments)
    except (BrokenPipeError, SystemExit):  # whoever read our output has stopped; the library leaves at once
        return OutputError.exit_code
    except Exception as error:
        if isinstance(error, OSError) and error.filename is None and error.errno in _VOL:
            raise
        return eigen_fout()


def _afgebroken(arguments: Sequence[str]) -> int:
    praat("Afgebroken. De vorige uitvoer is er nog." if "build" in arguments[:1] else "Afgebroken.")
    return UsageError.exit_code
