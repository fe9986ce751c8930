"""What the shell fills in after Tab: periods, formats, indicators; it reads names only, so that nobody has to wait."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from werkmonitor import resources
from werkmonitor.findings import UsageError
from werkmonitor.outputs import FORMATEN, LAYOUTS

PROGRAMMA = "werkmonitor"
VARIABELE = "_WERKMONITOR_COMPLETE"
"""Set by the script in the shell when it asks what can follow."""
SHELLS = ("bash", "zsh", "fish", "powershell")
_NIET = ("Import-Module PSReadLine", "Set-PSReadLineKeyHandler")
"""Lines of the library's script for PowerShell that would change what Tab does for every other program."""

Aanvuller = Callable[[Any, Any, str], list[str]]


def gevraagd() -> bool:
    """Say whether it is the shell that calls, to hear what can follow."""
    return bool(os.environ.get(VARIABELE))


def script(shell: str) -> str:
    """Return the lines that make a shell ask; raises ``UsageError`` for one that is not known."""
    if shell not in SHELLS:
        message = f"'{shell}' is geen bekende shell. Kies uit {', '.join(SHELLS)}."
        raise UsageError(message)
    from typer._completion_shared import get_completion_script

    text = get_completion_script(prog_name=PROGRAMMA, complete_var=VARIABELE, shell=shell)
    return "".join(f"{line}\n" for line in text.splitlines() if not line.startswith(_NIET))


def bereid_voor() -> None:
    """Make the shells known to the library, as its own option for completion would."""
    from typer._completion_classes import completion_init

    completion_init()


def vul_aan(params: Iterable[Any]) -> None:
    """Give each option and argument what can be filled in for it, by its name or by what the help calls it."""
    for param in params:
        found = _AANVULLERS.get(param.name) or _AANVULLERS.get(param.metavar or "")
        if found is not None:
            param._custom_shell_complete = _stil(found)  # noqa: SLF001 - the public option warns


def _stil(aanvuller: Aanvuller) -> Aanvuller:
    """Fill in nothing where a name cannot be read: a message would end up between the words."""

    def found(ctx: Any, param: Any, begin: str) -> list[str]:
        with contextlib.suppress(OSError, ValueError, TypeError, AttributeError, LookupError):
            return [word for word in aanvuller(ctx, param, begin) if word.startswith(begin)]
        return []

    return found


def _werkmap(ctx: Any) -> Path:
    from werkmonitor.files.werkmap import vind_werkmap
    from werkmonitor.findings import InputError

    named = ctx.params.get("werkmap")
    with contextlib.suppress(InputError):
        return vind_werkmap(Path(named) if named else None).pad
    return Path(named or ".")


def _perioden(ctx: Any, _param: Any, _begin: str) -> list[str]:
    return sorted(path.name for path in (_werkmap(ctx) / "exports").iterdir() if path.is_dir())


def _uitgaven(ctx: Any, _param: Any, _begin: str) -> list[str]:
    return sorted(path.name for path in (_werkmap(ctx) / "uitgaven").iterdir() if path.is_dir())


def _formaten(_ctx: Any, _param: Any, begin: str) -> list[str]:
    """Return what can follow in a list with commas: the formats that are not in it yet."""
    chosen = begin.split(",")[:-1]
    return [",".join([*chosen, formaat]) for formaat in FORMATEN if formaat not in chosen]


def _layouts(_ctx: Any, _param: Any, begin: str) -> list[str]:
    chosen = begin.split(",")[:-1]
    return [",".join([*chosen, layout]) for layout in LAYOUTS if layout not in chosen]


def _indicatoren(ctx: Any, _param: Any, _begin: str) -> list[str]:
    return sorted(item["id"] for part in _delen(_werkmap(ctx)) for item in part.get("indicator", ()))


def _delen(werkmap: Path) -> Iterator[dict[str, Any]]:
    import tomllib

    for path in (werkmap / "werkmonitor.toml", *(werkmap / "declaratie").glob("*.toml")):
        with contextlib.suppress(OSError, ValueError):
            yield tomllib.loads(path.read_bytes().decode("utf-8-sig"))


def _voorbeelden(_ctx: Any, _param: Any, _begin: str) -> list[str]:
    return sorted(path.name for path in resources.voorbeelden().iterdir() if path.is_dir())


def _kanten(ctx: Any, param: Any, begin: str) -> list[str]:
    """Return the periods, and the editions where there are any."""
    found = _perioden(ctx, param, begin)
    with contextlib.suppress(OSError):
        found += _uitgaven(ctx, param, begin)
    return found


_AANVULLERS: dict[str, Aanvuller] = {
    "PERIODE": _perioden,
    "UITGAVE": _uitgaven,
    "A": _kanten,
    "B": _kanten,
    "LIJST": _formaten,
    "LAYOUTS": _layouts,
    "INDICATOR": _indicatoren,
    "SHELL": lambda *_: list(SHELLS),
    "voorbeeld": _voorbeelden,
    "faal_bij": lambda *_: ["fout", "waarschuwing"],
}
"""What can be filled in, by the name of an option or by what the help shows for its value."""
