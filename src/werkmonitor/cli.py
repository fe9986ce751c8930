"""The command line: options in, one task called, its result printed, an exit code out.

stdout is the result, stderr is talk; progress only on a terminal.
"""

from __future__ import annotations

import contextlib
import errno
import sys
import textwrap
import traceback
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Self, TextIO

import typer

from werkmonitor import __version__
from werkmonitor.findings import ERNST_VOLGORDE, Ernst, Finding, InputError, OutputError, UsageError, WerkmonitorError
from werkmonitor.nederlands import Opdracht, Opdrachten, vertaal_fout
from werkmonitor.outputs import FORMATEN
from werkmonitor.periode import Periode

if TYPE_CHECKING:
    from werkmonitor import tasks
    from werkmonitor.check import Controleverslag
    from werkmonitor.regio import Regioverslag
    from werkmonitor.tasks import Verslag

BREEDTE = 80
EIGEN_FOUT = 5
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


@app.command(cls=Opdracht, short_help="Maak de monitor van een periode.")
def build(  # noqa: PLR0913 - each is an option of the contract
    periode: Annotated[str, typer.Argument(metavar="PERIODE", help="2021, 2021-H1, 2021-K3 of 2021-05.")],
    *,
    werkmap: Annotated[str | None, typer.Option(metavar="MAP", help="De map met werkmonitor.toml.")] = None,
    uit: Annotated[str | None, typer.Option(metavar="MAP", help="Waar de uitvoer komt.")] = None,
    formaat: Annotated[
        str | None, typer.Option(metavar="LIJST", help=f"Kies uit {', '.join(FORMATEN)}, met komma's ertussen.")
    ] = None,
    gemeente: Annotated[str | None, typer.Option(metavar="NAAM", help="Die van een deel van de regio.")] = None,
    alle: Annotated[bool, typer.Option("--alle", help="Die van de regio en al haar delen.")] = False,
    peildatum: Annotated[str | None, typer.Option(metavar="JJJJ-MM-DD", help="Datum van de brongegevens.")] = None,
    droog: Annotated[bool, typer.Option("--droog", help="Toon alleen wat er gemaakt zou worden.")] = False,
    forceer: Annotated[bool, typer.Option("--forceer", help="Maak alles opnieuw; hergebruik niets.")] = False,
    als_json: Annotated[bool, typer.Option("--json", help="Toon het verslag als JSON.")] = False,
) -> None:
    """Maak de monitor van een periode: pagina, pdf, werkboek en gegevens."""
    from werkmonitor import tasks

    opdracht = tasks.Opdracht(
        periode=_periode(periode),
        werkmap=_pad("--werkmap", werkmap),
        uit=_pad("--uit", uit),
        gemeente=gemeente,
        formaten=_formaten(formaat),
        peildatum=_datum(peildatum),
        droog=droog,
        forceer=forceer,
    )
    if alle:
        _alle(opdracht, als_json=als_json)
        return
    with _Voortgang() as voortgang:
        verslag = tasks.build(opdracht, voortgang.toon)
    if als_json:
        _toon_json(verslag)
        return
    _toon_verslag(verslag)


def _alle(opdracht: tasks.Opdracht, *, als_json: bool) -> None:
    """Make the monitors of a region and its parts, and leave with the worst of their exit codes."""
    if opdracht.gemeente is not None:
        message = "--gemeente en --alle gaan niet samen; kies er een."
        raise UsageError(message)
    from werkmonitor import regio

    with _Voortgang() as voortgang:
        verslag = regio.build_alle(opdracht, voortgang.toon)
    if als_json:
        _toon_json(verslag)
    else:
        _toon_regio(verslag)
    if verslag.afgebroken:
        _praat("Afgebroken. Wat klaar was, is heel; van de rest is de vorige uitvoer er nog.")
    if verslag.code:
        raise typer.Exit(verslag.code)


@app.command(cls=Opdracht)
def check(
    periode: Annotated[
        str | None, typer.Argument(metavar="PERIODE", help="Bijvoorbeeld 2021 of 2021-H1; zonder: de nieuwste.")
    ] = None,
    *,
    werkmap: Annotated[str | None, typer.Option(metavar="MAP", help="De map met werkmonitor.toml.")] = None,
    faal_bij: Annotated[str, typer.Option(metavar="ERNST", help="Stop met code 1 bij fout of waarschuwing.")] = "fout",
    kopie: Annotated[
        str | None, typer.Option(metavar="MAP", help="Waar kopieën van de exports komen, met opmerkingen.")
    ] = None,
    als_json: Annotated[bool, typer.Option("--json", help="Toon de meldingen als JSON.")] = False,
) -> None:
    """Kijk een periode na: alle meldingen in één keer."""
    wanted, ernst = None if periode is None else _periode(periode), _ernst(faal_bij)
    from werkmonitor import check as controle

    opdracht = controle.Controleopdracht(
        periode=wanted, werkmap=_pad("--werkmap", werkmap), kopie=_pad("--kopie", kopie)
    )
    with _Voortgang() as voortgang:
        verslag = controle.check(opdracht, voortgang.toon)
    if als_json:
        _toon_json(verslag.als_json())
    else:
        _toon_controle(verslag)
    if not verslag.bruikbaar or verslag.faalt(ernst):
        raise typer.Exit(1 if verslag.bruikbaar else InputError.exit_code)


@app.command(cls=Opdracht)
def inspect(
    bestanden: Annotated[list[str], typer.Argument(metavar="BESTAND", help="Een of meer exports.")],
    *,
    bron: Annotated[bool, typer.Option("--bron", help="Toon een blok [[bron]] dat het bestand leest.")] = False,
    als_json: Annotated[bool, typer.Option("--json", help="Toon alles als JSON.")] = False,
) -> None:
    """Kijk hoe een bestand gelezen wordt, ook zonder declaratie."""
    from werkmonitor.inspectie import opdracht, tekst

    with _Voortgang() as voortgang:
        gezien = opdracht.inspecteer([_bestand(pad) for pad in bestanden], voortgang.toon, raad=bron)
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


def _ernst(text: str) -> Ernst:
    if text not in {"fout", "waarschuwing"}:
        message = f"'{text}' is geen ernst. Kies uit waarschuwing, fout."
        raise UsageError(message)
    return "fout" if text == "fout" else "waarschuwing"


def _pad(optie: str, text: str | None) -> Path | None:
    if text is not None and not text.strip():  # of a script whose variable is not set: never just any folder
        message = f"{optie} is leeg; noem een map of laat {optie} weg."
        raise UsageError(message)
    return None if text is None else Path(text)


def _bestand(text: str) -> Path:
    if not text.strip():
        message = "BESTAND is leeg; noem een bestand."
        raise UsageError(message)
    return Path(text)


def _periode(text: str) -> Periode:
    try:
        return Periode.parse(text)
    except ValueError as error:
        raise UsageError(str(error)) from None


def _datum(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        message = f"'{text}' is geen datum; schrijf bijvoorbeeld 2022-01-14."
        raise UsageError(message) from None


def _formaten(text: str | None) -> tuple[str, ...]:
    if text is None:
        return ()
    names = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    unknown = [name for name in names if name not in FORMATEN]
    if unknown or not names:
        message = f"'{', '.join(unknown) or text}' is geen formaat. Kies uit {', '.join(FORMATEN)}."
        raise UsageError(message)
    return names


class _Voortgang:
    """One line that says what is being done; only on a terminal, and gone when the work is done."""

    def __enter__(self) -> Self:
        self.aan = sys.stderr.isatty()
        return self

    def toon(self, text: str) -> None:
        if self.aan:
            sys.stderr.write(f"\r{text[: BREEDTE - 4]}...".ljust(BREEDTE - 1))
            sys.stderr.flush()

    def __exit__(self, *_error: object) -> None:
        if self.aan:
            sys.stderr.write("\r" + " " * (BREEDTE - 1) + "\r")
            sys.stderr.flush()


def _toon_json(value: object) -> None:
    import msgspec

    typer.echo(msgspec.json.format(msgspec.json.encode(value), indent=1).decode())


def _van(verslag: Verslag) -> str:
    return f"{verslag.periode} van {verslag.gemeente}" if verslag.gemeente else verslag.periode


def _toon_verslag(verslag: Verslag) -> None:
    if verslag.voorbeeld:
        _praat("Dit is het voorbeeld dat bij werkmonitor hoort. Met --werkmap kiest u een eigen map.")
    if verslag.ongewijzigd:
        _zeg(f"Er is niets veranderd sinds de vorige keer. De monitor {_van(verslag)} staat in {verslag.map}.")
        return
    _toon_meldingen(verslag.meldingen)
    zonder = f" ({verslag.zonder_waarde} zonder waarde)" if verslag.zonder_waarde else ""
    _zeg(f"Monitor {_van(verslag)}: {verslag.cijfers} cijfers{zonder} uit {verslag.bronnen} bestanden.")
    lichten = [f"{telling.aantal} {telling.kleur}" for telling in verslag.kleuren if telling.aantal]
    if lichten:
        _zeg(f"Opgaven: {', '.join(lichten)}.")
    if verslag.redenen:
        meer = f" en nog {len(verslag.redenen) - 3}" if len(verslag.redenen) > 3 else ""  # noqa: PLR2004 - three will do
        _zeg(f"Opnieuw gemaakt, want {'; '.join(verslag.redenen[:3])}{meer}.")
    _zeg("Dit zou gemaakt worden:" if verslag.droog else "Gemaakt:")
    for naam in verslag.bestanden:
        typer.echo(f"  {Path(verslag.map) / naam}")


def _toon_regio(verslag: Regioverslag) -> None:
    from werkmonitor import regio_tekst

    _toon_meldingen(verslag.meldingen)
    for wie, onderdeel in regio_tekst.mislukt(verslag):
        _praat(f"{wie}:")
        _toon_meldingen(onderdeel.meldingen)
        if onderdeel.code == EIGEN_FOUT:
            _eigen_fout(onderdeel.fout)
        else:
            _praat(onderdeel.fout)
    for regel in regio_tekst.regels(verslag):
        typer.echo(regel)


def _toon_controle(verslag: Controleverslag) -> None:
    from werkmonitor.check_tekst import regels

    if verslag.voorbeeld:
        _praat("Dit is het voorbeeld dat bij werkmonitor hoort. Met --werkmap kiest u een eigen map.")
    for regel in regels(verslag):
        typer.echo(regel)
    if verslag.kopieen:
        _zeg("Gemaakt:")
    for pad in verslag.kopieen:
        typer.echo(f"  {pad}")


def _toon_meldingen(meldingen: Iterable[Finding]) -> None:
    """Print findings, the gravest first; remarks are only counted, since the report lists them."""
    order = sorted(meldingen, key=lambda finding: -ERNST_VOLGORDE.index(finding.ernst))
    shown = [finding for finding in order if finding.ernst != "info"]
    for finding in shown:
        _praat(f"{finding.ernst}: {finding}")
    if len(order) > len(shown):
        more = len(order) - len(shown)
        _praat("1 opmerking staat in het rapport." if more == 1 else f"{more} opmerkingen staan in het rapport.")


def _zeg(text: str, stream: TextIO | None = None) -> None:
    """Print a paragraph that fits a terminal of 80 columns; a formula and its pointer keep their lines."""
    for line in text.splitlines() or [""]:
        for part in textwrap.wrap(line, BREEDTE, break_long_words=False, break_on_hyphens=False) or [""]:
            print(part, file=stream or sys.stdout)


def _praat(text: str) -> None:
    """Print a paragraph of talk; where nobody can hear it, the command goes on."""
    with contextlib.suppress(OSError):
        _zeg(text, sys.stderr)


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
        _praat(f"De uitkomst kan niet getoond worden: {error.strerror}.")
        return OutputError.exit_code
    return code


def _voer_uit(arguments: Sequence[str]) -> int:
    """Carry out a command line; raises ``OSError`` only where stdout cannot be written."""
    try:
        code = app(list(arguments), prog_name="werkmonitor", standalone_mode=False) or 0
        return _afgebroken(arguments) if code == ONDERBROKEN else code
    except WerkmonitorError as error:
        _toon_fout(arguments, str(error), error.findings)
        return error.exit_code
    except typer.TyperException as error:
        _toon_fout(arguments, vertaal_fout(error.format_message()))
        _praat("Uitleg: werkmonitor --help")
        return UsageError.exit_code
    except (typer.Abort, KeyboardInterrupt):
        return _afgebroken(arguments)
    except (BrokenPipeError, SystemExit):  # whoever read our output has stopped; the library leaves at once
        return OutputError.exit_code
    except Exception as error:
        if isinstance(error, OSError) and error.filename is None and error.errno in _VOL:
            raise
        return _eigen_fout()


def _toon_fout(arguments: Sequence[str], text: str, findings: Sequence[Finding] = ()) -> None:
    if "--json" in arguments:
        _toon_json({"meldingen": findings, "fout": text})
    _toon_meldingen(findings)
    _praat(text)


def _afgebroken(arguments: Sequence[str]) -> int:
    _praat("Afgebroken. De vorige uitvoer is er nog." if "build" in arguments[:1] else "Afgebroken.")
    return UsageError.exit_code


def _eigen_fout(wat: str = "") -> int:
    """Tell about a fault of ours: one sentence on the screen, the details in a file that can be sent along."""
    import tempfile

    with tempfile.NamedTemporaryFile(
        "w", prefix="werkmonitor-fout-", suffix=".txt", delete=False, encoding="utf-8"
    ) as log:
        log.write(wat or traceback.format_exc())
    message = (
        f"Dit is een fout in werkmonitor {__version__} zelf. De vorige uitvoer is er nog. Meld de fout met {log.name}"
    )
    _praat(message)
    return EIGEN_FOUT
