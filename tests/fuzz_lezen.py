"""A fuzz target over the whole reader: mutated exports in, and nothing but facts, findings and refusals out.

``python tests/fuzz_lezen.py --seconden 600`` prints its seed first; ``--zaad`` repeats a run, ``--bestand`` one input.
An input that fails is kept in ``.fuzz/`` with the declaration that it was read with.  An error is a failure, and so
is an input that takes too long or too much memory.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import resource
import struct
import sys
import tempfile
import time
import traceback
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from cognos_familie import familie, lees_export
from cognos_familie_basis import Export, ingepakt, uitgepakt
from cognos_familie_vreemd import KAPOT, WEBACHTIG, gewoon
from in_elke_vorm import WERKBOEKEN
from werkmonitor.bronnen.feiten import Feiten
from werkmonitor.findings import Finding

MAP = Path(__file__).resolve().parents[1] / ".fuzz"
MEESTE_SECONDEN = 20
MEESTE_MIB = 1024
_INTERESSANT = (
    b"", b"0", b"-1", b"65536", b"4294967296", b"1e308", b"NaN", b"A1", b"XFD1048576", b"A0", b"ZZZZ1", b"\xff\xfe",
    b"\x00", b"&#0;", b"&lt;", b"<c>", b"]]>", b"<!DOCTYPE x>", b"/../..", b"true", b"s", b"n", b"e", b"str",
    b"inlineStr", b"rId1", b"9" * 30, b"1.249", b"2.000", b"\t", b'"', b";", b"Totaal", b"31-12-2021", b"=1+1",
    b"\x1b[31m",
)  # fmt: skip
_ATTRIBUUT = re.compile(rb'="([^"<>]{0,80})"')
_TEKST = re.compile(rb">([^<>]{1,80})<")
Mutatie = Callable[[random.Random, bytes], bytes]


# ---------------------------------------------------------------- mutations of bytes


def _omgedraaid(kans: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(kans.choice([1, 1, 2, 8, 64])):
        changed[kans.randrange(len(changed))] = kans.randrange(256)
    return bytes(changed)


def _afgebroken(kans: random.Random, data: bytes) -> bytes:
    return data[: kans.randrange(len(data))]


def _herhaald(kans: random.Random, data: bytes) -> bytes:
    start = kans.randrange(len(data))
    piece = data[start : start + kans.randrange(1, 400)]
    return data[:start] + piece * kans.choice([2, 3, 50]) + data[start:]


def _weg(kans: random.Random, data: bytes) -> bytes:
    start = kans.randrange(len(data))
    return data[:start] + data[start + kans.randrange(1, 200) :]


def _ingevoegd(kans: random.Random, data: bytes) -> bytes:
    start = kans.randrange(len(data) + 1)
    return data[:start] + kans.choice(_INTERESSANT) + data[start:]


def _getal(kans: random.Random, data: bytes) -> bytes:
    """Write an odd integer over four bytes, as binary formats keep their sizes."""
    start = kans.randrange(len(data))
    value = kans.choice([0, 1, 0x7FFFFFFF, 0xFFFFFFFF, 0x80000000, 65535, 65536, kans.getrandbits(32)])
    return data[:start] + struct.pack("<I", value) + data[start + 4 :]


def _vervangen(patroon: re.Pattern[bytes]) -> Mutatie:
    def change(kans: random.Random, data: bytes) -> bytes:
        places = list(patroon.finditer(data))
        if not places:
            return _omgedraaid(kans, data)
        place = kans.choice(places)
        new = kans.choice([kans.choice(_INTERESSANT), kans.choice(places)[1], place[1] * 2])
        return data[: place.start(1)] + new + data[place.end(1) :]

    return change


BYTES: Sequence[Mutatie] = (
    _omgedraaid, _afgebroken, _herhaald, _weg, _ingevoegd, _getal, _vervangen(_ATTRIBUUT), _vervangen(_TEKST)
)  # fmt: skip


# ---------------------------------------------------------------- mutations of packages and of text


def _in_een_deel(kans: random.Random, data: bytes) -> bytes:
    """Mutate one part and pack again, so that the sums are right and the reader comes further."""
    parts = uitgepakt(data)
    name = kans.choice(list(parts))
    for _ in range(kans.choice([1, 1, 3])):
        if parts[name]:
            parts[name] = kans.choice(BYTES)(kans, parts[name])
    return ingepakt(parts, cognos=kans.random() < 0.5)


def _andere_delen(kans: random.Random, data: bytes) -> bytes:
    """Leave out a part, or put one in the place of another."""
    parts = uitgepakt(data)
    one, other = kans.choice(list(parts)), kans.choice(list(parts))
    if kans.random() < 0.5:
        return ingepakt({name: part for name, part in parts.items() if name != one})
    return ingepakt(parts | {one: parts[other]})


def _regels(kans: random.Random, data: bytes) -> bytes:
    """Mix fields and lines of a text file, in its own encoding."""
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "latin-1"
    lines = data.decode(encoding, "replace").splitlines(keepends=True) or [""]
    place = kans.randrange(len(lines))
    sign = kans.choice("\t;,")
    fields = lines[place].split(sign)
    kans.shuffle(fields)
    extra = kans.choice(_INTERESSANT).decode("latin-1")
    lines[place] = sign.join([*fields, extra] if kans.random() < 0.5 else fields)
    if kans.random() < 0.3:
        lines.insert(place, kans.choice(lines))
    return "".join(lines).encode(encoding, "replace")


def _geknutseld(kans: random.Random, data: bytes) -> bytes:
    return bytes(kans.getrandbits(8) for _ in range(kans.randrange(1, 2000))) if kans.random() < 0.5 else data[::-1]


def muteer(kans: random.Random, data: bytes) -> bytes:
    """Return a mutation of a file; a package is mostly mutated inside."""
    if not data:
        return _geknutseld(kans, b"x")
    if kans.random() < 0.02:
        return _geknutseld(kans, data)
    if data.startswith(b"PK") and kans.random() < 0.8:
        # Also when an earlier mutation left a package without parts, or with one that says to be encrypted.
        with suppress(
            zipfile.BadZipFile, zlib.error, struct.error, RuntimeError, OSError, ValueError, EOFError, IndexError
        ):
            return kans.choice([_in_een_deel, _in_een_deel, _in_een_deel, _andere_delen])(kans, data)
    if not data.startswith(b"PK") and kans.random() < 0.5:
        with suppress(UnicodeError):
            return _regels(kans, data)
    return kans.choice(BYTES)(kans, data)


# ---------------------------------------------------------------- the target


def zaden() -> list[Export]:
    """Return what is mutated: the family, the small list in every workbook, and what is refused anyway."""
    found = [export for export in familie() if sum(map(len, export.bestanden.values())) < 60_000]
    base = gewoon()
    found += [
        replace(base, naam=f"als-{kind}", bestanden={"Uitkeringen.x": data}) for kind, data in _als_werkboek().items()
    ]
    refused: Mapping[str, tuple[bytes, str]] = WEBACHTIG | KAPOT
    return found + [replace(base, naam=kind, bestanden={"Uitkeringen.x": data}) for kind, (data, _) in refused.items()]


def _als_werkboek() -> dict[str, bytes]:
    from test_containers_gelijk import lijst

    return {kind: write([lijst()[0]]) for kind, write in WERKBOEKEN.items()}


@dataclass
class Jacht:
    """One run: its seed, how long it goes on, and what it found."""

    zaad: int
    seconden: float
    gedaan: int = 0
    traagste: float = 0.0
    mislukt: list[str] = field(default_factory=list)

    def loop(self) -> None:
        """Read mutations until the time is over."""
        exports, until = zaden(), time.monotonic() + self.seconden
        while time.monotonic() < until and len(self.mislukt) < 10:
            self.een(exports)

    def een(self, exports: Sequence[Export]) -> None:
        """Read one mutation; number and seed say which."""
        kans = random.Random(f"{self.zaad}/{self.gedaan}")  # noqa: S311 - no secret
        export = kans.choice(exports)
        naam, data = kans.choice(list(export.bestanden.items()))
        for _ in range(kans.choice([1, 1, 2, 4])):
            data = muteer(kans, data)
        mutant = replace(export, naam=f"{export.naam}-{self.zaad}-{self.gedaan}", bestanden={naam: data})
        self.gedaan += 1
        bewaard = bewaar(mutant)
        begin = time.monotonic()
        fault = probeer(mutant)
        self.traagste = max(self.traagste, time.monotonic() - begin)
        if fault is None:
            bewaard.unlink()
            bewaard.with_suffix(".json").unlink()
        else:
            self.mislukt.append(f"{bewaard}: {fault}")


def bewaar(export: Export) -> Path:
    """Keep an input before it is read: a process that dies leaves it behind."""
    MAP.mkdir(exist_ok=True)
    (naam, data), *_ = export.bestanden.items()
    safe = re.sub(r"[^\w-]+", "_", export.naam)
    path = MAP / f"{safe}.bin"
    path.write_bytes(data)
    told = {"naam": export.naam, "bestand": naam, "bron": export.bron, "dimensies": export.dimensies}
    path.with_suffix(".json").write_text(json.dumps(told), "utf-8")
    return path


def probeer(export: Export) -> str | None:
    """Read an export; return what went wrong, or ``None``."""
    before, begin = _mib(), time.monotonic()
    try:
        with tempfile.TemporaryDirectory() as folder:
            feiten, findings = lees_export(export, Path(folder))
        _kijk(feiten, findings)
    except Exception:  # noqa: BLE001 - whatever it is, it is what we look for
        return traceback.format_exc()
    if time.monotonic() - begin > MEESTE_SECONDEN:
        return f"took {time.monotonic() - begin:.0f} seconds"
    return f"took {_mib() - before} MiB" if _mib() - before > MEESTE_MIB else None


def _kijk(feiten: Feiten, findings: Sequence[Finding]) -> None:
    """Look at everything that was read: addresses and sentences are made on demand."""
    for tabel in feiten.tabellen:
        for index in range(len(tabel)):
            adres = tabel.adres(index)
            assert re.fullmatch(r"[A-Z]{1,3}[1-9][0-9]*", adres.cel)
    for finding in findings:
        shown = str(finding)
        assert "\x1b" not in shown
        assert not re.search(r"[\x00-\x08\x0b-\x1f\u202e]", shown), "a control character in a message"
        assert finding.wat
        assert finding.ernst != "fout" or finding.doen


def _mib() -> int:
    unit = 2**20 if sys.platform == "darwin" else 2**10
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit


def herhaal(path: Path) -> str | None:
    """Read an input that was kept."""
    told = json.loads(path.with_suffix(".json").read_text("utf-8"))
    bestanden = {told["bestand"]: path.read_bytes()}
    return probeer(Export(told["naam"], bestanden, told["bron"], dimensies=tuple(told["dimensies"])))


def main(argumenten: Sequence[str] | None = None) -> int:
    """Run from the command line; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--seconden", type=float, default=600)
    parser.add_argument("--zaad", type=int, default=int.from_bytes(os.urandom(4), "little"))
    parser.add_argument("--bestand", type=Path)
    keuze = parser.parse_args(argumenten)
    if keuze.bestand:
        fault = herhaal(keuze.bestand)
        print(fault or "in orde")  # noqa: T201 - this is a command
        return int(fault is not None)
    print(f"zaad {keuze.zaad}, {keuze.seconden:.0f} seconden", flush=True)  # noqa: T201
    jacht = Jacht(keuze.zaad, keuze.seconden)
    jacht.loop()
    for fault in jacht.mislukt:
        print(fault)  # noqa: T201
    print(f"{jacht.gedaan} bestanden, traagste {jacht.traagste:.1f} s, {len(jacht.mislukt)} mislukt")  # noqa: T201
    return int(bool(jacht.mislukt))


if __name__ == "__main__":
    sys.exit(main())
