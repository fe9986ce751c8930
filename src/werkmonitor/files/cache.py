"""Keeps what a build made, by the hash of what it was made from, and says why something is made again."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from werkmonitor.files.werkmap import Vingerafdrukken

MAP = ".werkmonitor"
"""Folder within the output folder; it may be thrown away at any time."""
_TERZIJDE = ".nieuw"


class Cache:
    """Files by name and key, and the last build's manifest."""

    def __init__(self, uit: Path, periode: str, *, negeer: bool = False) -> None:
        self.uit = uit
        self.folder = uit / MAP
        self.manifest_path = self.folder / f"bouw-{periode}.json"
        self.herkomst_path = self.folder / f"gemaakt-{periode}.json"
        self.negeer = negeer
        """Find nothing (``--forceer``); what is made is kept all the same."""
        self.used: set[str] = set()

    def get(self, name: str) -> bytes | None:
        """Return what was kept under a name that holds its key; a damaged entry is as good as none."""
        self.used.add(name)
        if self.negeer:
            return None
        try:
            digest, _, data = (self.folder / name).read_bytes().partition(b"\n")
        except OSError:
            return None
        return data if digest == _digest(data) else None

    def put(self, name: str, data: bytes) -> None:
        """Keep something; a cache that cannot be written is no reason to fail."""
        self.used.add(name)
        self._bewaar(self.folder / name, _digest(data) + b"\n" + data)

    def _bewaar(self, path: Path, data: bytes) -> None:
        """Write a file in one step, so that a killed build leaves no half of it; a full disk is left no fuller."""
        aside = path.with_name(f"{path.name}{_TERZIJDE}")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(data)
            aside.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                aside.unlink()

    def prune(self, prefix: str) -> None:
        """Throw away the entries with this prefix that the build did not touch."""
        for path in self.folder.glob(f"{prefix}*"):
            if path.name not in self.used:
                with contextlib.suppress(OSError):
                    path.unlink()

    def manifest(self) -> dict[str, object]:
        """Return what the last build recorded; empty when there is none, or when caches are to be ignored."""
        return {} if self.negeer else _gelezen(self.manifest_path)

    def gemaakt_van(self) -> dict[str, object]:
        """Return what each output was made from, as a key; also what an earlier build made and this one left alone."""
        return _gelezen(self.herkomst_path)

    def noteer(self, names: Iterable[str], sleutel: str) -> None:
        """Record from which inputs these outputs were made, beside what is known of others."""
        made = {**self.gemaakt_van(), **dict.fromkeys(names, sleutel)}
        self._bewaar(self.herkomst_path, json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True).encode())

    def unchanged(self, invoer: Vingerafdrukken, opties: str) -> dict[str, object] | None:
        """Return the last manifest when its inputs and options are these, and its outputs are still as written."""
        last = self.manifest()
        if last.get("invoer") != invoer or last.get("opties") != opties:
            return None
        uitvoer = last.get("uitvoer")
        if not isinstance(uitvoer, dict) or not uitvoer:
            return None
        return last if all(self._is_same(name, sha) for name, sha in uitvoer.items()) else None

    def _is_same(self, name: str, sha: str) -> bool:
        try:
            return _digest((self.uit / name).read_bytes()).decode() == sha
        except OSError:
            return False

    def record(self, invoer: Vingerafdrukken, opties: str, uitvoer: Mapping[str, bytes], verslag: object) -> None:
        """Record what was read and written, and the report of it."""
        manifest = {
            "invoer": invoer,
            "opties": opties,
            "uitvoer": {name: _digest(data).decode() for name, data in uitvoer.items()},
            "verslag": verslag,
        }
        self._bewaar(self.manifest_path, json.dumps(manifest, ensure_ascii=False, indent=1).encode())


class GeenCache(Cache):
    """Finds nothing and keeps nothing: what is made, is made from the inputs and from nothing else."""

    def __init__(self, uit: Path, periode: str) -> None:
        super().__init__(uit, periode, negeer=True)

    def put(self, name: str, data: bytes) -> None:
        """Keep nothing."""

    def prune(self, prefix: str) -> None:
        """Leave what others keep."""


def _gelezen(path: Path) -> dict[str, object]:
    try:
        loaded = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return loaded if isinstance(loaded, dict) else {}


def _digest(data: bytes) -> bytes:
    return hashlib.sha256(data).hexdigest().encode()


def waarom(last: Mapping[str, object], invoer: Vingerafdrukken) -> list[str]:
    """Say what changed since the last build: the names of files that are new, gone or different."""
    before = last.get("invoer")
    if not isinstance(before, dict):
        return []
    reasons = []
    for soort, now in invoer.items():
        then = before.get(soort)
        then = then if isinstance(then, dict) else {}
        for name in sorted({*now, *then}):
            if name not in then:
                reasons.append(f"{name} is nieuw")
            elif name not in now:
                reasons.append(f"{name} is weg")
            elif now[name] != then[name]:
                reasons.append(f"{name} is veranderd")
    return reasons
