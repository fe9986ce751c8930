"""Hostile files end in a reading or in one clear line, within the time and memory that were promised."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

import pytest

from vijandig import ESC, GROEPEN, KANARIE, MARKUP, bestanden, bijzonder

pytestmark = pytest.mark.traag

MIB = 2**20
SECONDEN = 20
GEHEUGEN_MIB = 1024
ADRESRUIMTE = 1536 * MIB


def draai(*woorden: str | Path) -> subprocess.CompletedProcess[bytes]:
    """Run the command in a process of its own with little room."""

    def begrens() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (ADRESRUIMTE, ADRESRUIMTE))

    return subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "werkmonitor", *map(str, woorden)],
        capture_output=True,
        timeout=2 * SECONDEN,  # the other core of the machine is busy with tests as well
        check=False,
        preexec_fn=begrens,
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONIOENCODING": "utf-8"},
    )


def klachten(path: Path) -> Iterable[str]:
    """Yield what is wrong with how a file is received."""
    klaar = draai("inspect", path)
    gezegd = klaar.stderr.decode()
    if klaar.returncode not in {0, 3}:
        yield f"{path.name!a}: {klaar.returncode}, {gezegd[-300:]}"
    if KANARIE.encode() in klaar.stdout + klaar.stderr:
        yield f"{path.name!a}: what it points to was read"
    if any(sign < " " and sign != "\n" for sign in gezegd + klaar.stdout.decode()):
        yield f"{path.name!a}: control characters on the terminal"
    if klaar.returncode and (len(gezegd.splitlines()) != 1 or len(gezegd) > 600 or path.name[:10] not in gezegd):
        yield f"{path.name!a}: unclear, {gezegd}"


def geen_klachten(paths: Sequence[Path]) -> None:
    assert paths
    assert [klacht for path in paths for klacht in klachten(path)] == []
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    assert used < GEHEUGEN_MIB


@pytest.mark.parametrize("groep", GROEPEN)
def test_hostile_files_are_read_or_refused(tmp_path: Path, groep: str) -> None:
    kanarie = tmp_path / "kanarie.txt"
    kanarie.write_text(KANARIE, encoding="utf-8")
    folder = tmp_path / "vijandig"
    folder.mkdir()
    for naam, data in bestanden(groep, kanarie):
        (folder / naam).write_bytes(data)
    geen_klachten(sorted(folder.iterdir()))
    assert not list(tmp_path.rglob("PWNED*"))


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    geen_klachten(list(bijzonder(tmp_path)))


def test_text_that_means_something_elsewhere_is_text_everywhere(tmp_path: Path) -> None:
    """A member, a tab and a header with markup, a template, a formula and escapes reach every output as themselves."""
    lid = f"{MARKUP}=cmd|'/C calc'!A0 {ESC}"
    csv = f"Jaar\tSoort\tAantal\n2021\t{lid}\t7\n2021\tgewoon\t8\n2021\t@SUM(A1)\t9\n"
    exports = tmp_path / "exports" / "2021"
    exports.mkdir(parents=True)
    (exports / "lijst.csv").write_text(csv, encoding="utf-16")
    (tmp_path / "werkmonitor.toml").write_text(DECLARATIE, encoding="utf-8")
    klaar = draai("build", "2021", "--werkmap", tmp_path, "--uit", tmp_path / "uit", "--formaat", "html,json,xlsx,csv")
    assert klaar.returncode == 0, klaar.stderr.decode()
    assert b"\x1b" not in klaar.stdout + klaar.stderr
    html = (tmp_path / "uit" / "monitor-2021.html").read_text(encoding="utf-8")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in html
    shown = json.loads((tmp_path / "uit" / "monitor-2021.json").read_bytes())
    (cijfer,) = shown["indicatoren"]
    assert [deel["waarde"] for deel in cijfer["leden"]] == [7, 8, 9]
    for path in (tmp_path / "uit").glob("monitor-*"):
        assert b"\x1b[31m" not in path.read_bytes(), path.name


DECLARATIE = """
[programma]
naam = "Werk"
gemeente = "Ergens"
titel = "Monitor"
[oordeel]
groen = { woord = "goed", uitleg = "goed" }
oranje = { woord = "matig", uitleg = "matig" }
rood = { woord = "slecht", uitleg = "slecht" }
grijs = { woord = "onbekend", uitleg = "onbekend" }
[[dimensie]]
id = "soort"
naam = "soort"
open = true
[[bron]]
id = "lijst"
titel = "Lijst"
bestand = "lijst*"
vorm = "lijst"
tijd = { jaar = "Jaar" }
dimensies = { soort = "Soort" }
maten = { aantal = { kolom = "Aantal", eenheid = "aantal" } }
[[indicator]]
id = "totaal"
naam = "Totaal"
formule = "som(aantal)"
eenheid = "aantal"
per = "soort"
definitie = "Alles bij elkaar."
[[pagina]]
id = "een"
titel = "Een"
[[pagina.blok]]
soort = "indicatoren"
indicatoren = ["totaal"]
[[pagina.blok]]
soort = "grafiek"
titel = "Naar soort"
langs = "soort"
reeksen = [{ naam = "aantal", formule = "som(aantal)" }]
"""
