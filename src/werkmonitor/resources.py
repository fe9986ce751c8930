"""Where the templates and werkmappen that ship are: in a checkout beside ``src``, in a wheel inside the package."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _find(name: str) -> Path:
    packaged = _PACKAGE / name
    return packaged if packaged.is_dir() else _PACKAGE.parents[1] / name


def templates() -> Path:
    """Return the folder with the report's templates and style sheets."""
    return _find("templates")


def voorbeelden() -> Path:
    """Return the folder with the shipped example werkmappen."""
    return _find("data") / "voorbeeld"


def voorbeeld(naam: str = "") -> Path:
    """Return the folder of a shipped example werkmap; without a name that of the first by name."""
    return voorbeelden() / (naam or min(folder.name for folder in voorbeelden().iterdir() if folder.is_dir()))


def nieuw() -> Path:
    """Return the folder of which ``init`` makes a copy."""
    return _find("data") / "nieuw"


def sleutels() -> Path:
    """Return the file that says in Dutch what every key of the declaration means."""
    return _find("data") / "sleutels.toml"
