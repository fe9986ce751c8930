"""Where the templates and the example werkmappen are: in a checkout beside ``src``, in a wheel inside the package."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
VOORBEELD = "heerenveen"


def _find(name: str) -> Path:
    packaged = _PACKAGE / name
    return packaged if packaged.is_dir() else _PACKAGE.parents[1] / name


def templates() -> Path:
    """Return the folder with the report's templates and style sheets."""
    return _find("templates")


def voorbeeld(naam: str = VOORBEELD) -> Path:
    """Return the folder of a shipped example werkmap."""
    return _find("data") / "voorbeeld" / naam
