"""What was typed after an option, as a value; raises ``UsageError`` in Dutch where it is none."""

from __future__ import annotations

import difflib
from collections.abc import Collection
from datetime import date
from pathlib import Path

from werkmonitor.findings import Ernst, UsageError
from werkmonitor.outputs import FORMATEN, LAYOUTS
from werkmonitor.periode import Periode


def ernst(text: str) -> Ernst:
    """Return a severity at which a command can fail."""
    if text not in {"fout", "waarschuwing"}:
        message = f"'{text}' is geen ernst. Kies uit waarschuwing, fout."
        raise UsageError(message)
    return "fout" if text == "fout" else "waarschuwing"


def pad(optie: str, text: str | None) -> Path | None:
    """Return a folder or file, ``None`` where the option was not given."""
    if text is not None and not text.strip():  # of a script whose variable is not set: never just any folder
        message = f"{optie} is leeg; noem een map of laat {optie} weg."
        raise UsageError(message)
    return None if text is None else Path(text)


def map_(text: str) -> Path:
    """Return a folder that must be named."""
    if not text.strip():
        message = "MAP is leeg; noem een map."
        raise UsageError(message)
    return Path(text)


def bestand(text: str) -> Path:
    """Return a file."""
    if not text.strip():
        message = "BESTAND is leeg; noem een bestand."
        raise UsageError(message)
    return Path(text)


def kant(naam: str, text: str) -> str:
    """Return one side of a comparison: a period, an edition or a file."""
    if not text.strip():
        message = f"{naam} is leeg; noem een periode, een uitgave of een bestand."
        raise UsageError(message)
    return text


def periode(text: str) -> Periode:
    """Return a period such as 2021, 2021-H1, 2021-K3 or 2021-05."""
    try:
        return Periode.parse(text)
    except ValueError as error:
        raise UsageError(str(error)) from None


def datum(text: str | None) -> date | None:
    """Return a day in ISO 8601, ``None`` where the option was not given."""
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        message = f"'{text}' is geen datum; schrijf bijvoorbeeld 2022-01-14."
        raise UsageError(message) from None


def layouts(text: str | None) -> tuple[str, ...]:
    """Return the layouts of a list with commas, each once; none where the option was not given."""
    if text is None:
        return ()
    names = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    for name in (name for name in names if name not in LAYOUTS):
        near = difflib.get_close_matches(name, LAYOUTS, n=1)
        hint = f"Bedoelt u {near[0]}?" if near else f"Kies uit {', '.join(LAYOUTS)}."
        raise UsageError(f"'{name}' is geen layout. {hint}")
    if not names:
        raise UsageError(f"--layout is leeg. Kies uit {', '.join(LAYOUTS)}.")
    return names


def formaten(text: str | None, bekend: Collection[str] = tuple(FORMATEN)) -> tuple[str, ...]:
    """Return the formats of a list with commas, each once; none where the option was not given."""
    if text is None:
        return ()
    names = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    unknown = [name for name in names if name not in bekend]
    if unknown or not names:
        message = f"'{', '.join(unknown) or text}' is geen formaat. Kies uit {', '.join(bekend)}."
        raise UsageError(message)
    return names
