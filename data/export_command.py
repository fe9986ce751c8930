"""The command of a script that writes the exports of an example: write them, or say which differ."""

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

VOORBEELDEN = Path(__file__).parent / "voorbeeld"


def folder_of(werkmap: str) -> Path:
    """Return where the exports of an example are."""
    return VOORBEELDEN / werkmap / "exports"


def differing(folder: Path, ours: Mapping[str, bytes]) -> list[str]:
    """Name the files of the deliveries that are missing, changed, or not ours; ``ours`` is by ``delivery/name``."""
    leveringen = {name.split("/")[0] for name in ours}
    there = {f"{levering}/{path.name}" for levering in leveringen for path in (folder / levering).glob("*")}
    return sorted(
        name
        for name in there | ours.keys()
        if name not in ours or name not in there or (folder / name).read_bytes() != ours[name]
    )


def write(folder: Path, ours: Mapping[str, bytes]) -> None:
    """Write all files into the folder, over those of the same name."""
    for name, content in ours.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def run(werkmap: str, exports: Callable[[], Mapping[str, bytes]], folder: Path | None = None) -> int:
    """Write, or with `--controleer` compare; return the exit code.  Without `folder` it is that of an example."""
    parser = argparse.ArgumentParser(description=f"Schrijft de voorbeeldexports van de werkmap {werkmap}.")
    parser.add_argument("map", nargs="?", type=Path, default=folder or folder_of(werkmap), help="map met de leveringen")
    parser.add_argument("--controleer", action="store_true", help="schrijf niets, noem de bestanden die afwijken")
    arguments = parser.parse_args()
    if not arguments.controleer:
        write(arguments.map, exports())
        return 0
    names = differing(arguments.map, exports())
    sys.stdout.writelines(f"{name}\n" for name in names)
    return 1 if names else 0
