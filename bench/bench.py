"""Measures this build against ``naief.py``: whole processes in turn, medians, and the ratio of each pair.

A measurement, not a test: it ends well whether or not a target is reached, and with 1 only when a process fails.
Works on a copy of the example in a temporary folder.  Seconds do not travel between machines; ratios nearly do.

    python bench/bench.py [--rondes 5] [--werkmap MAP] [--periode 2021]
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from meten import KB, Geval, MislukteOpdracht, cpu, kernen, meet, merk, top, wand, zeg

HIER = Path(__file__).resolve().parent
NAIEF = HIER / "naief.py"
SJABLOON = HIER / "naief.html.jinja"
ONZE_PDF = HIER.parent / "src" / "werkmonitor" / "outputs" / "pdf.py"
VOORBEELD = HIER.parent / "data" / "voorbeeld" / "heerenveen"
ONGEWIJZIGD = "niets veranderd"
KORTE_RONDES = 4
"""How many times as many rounds there are for commands that take only milliseconds."""
INTERVAL = 0.01


class Proef:
    """All comparisons on one copy of a werkmap."""

    def __init__(self, map_: Path, werkmap: Path, periode: str) -> None:
        self.map = map_
        self.periode = periode
        self.werkmap = map_ / "werkmap"
        shutil.copytree(werkmap, self.werkmap, ignore=shutil.ignore_patterns("uitvoer", "*_achtergrond.toml"))
        self.koud = map_ / "koud"
        self.html = map_ / "html"
        self.alles = map_ / "alles"
        self.naief = map_ / "naief"

    def bouw(self, uit: Path, formaat: str = "") -> list[str]:
        """Return our command."""
        opdracht = [*werkmonitor(), "build", self.periode, "--werkmap", str(self.werkmap), "--uit", str(uit)]
        return [*opdracht, "--formaat", formaat] if formaat else opdracht

    def plat(self, *opties: str) -> list[str]:
        """Return the command of the peer."""
        return [sys.executable, str(NAIEF), str(self.werkmap), self.periode, str(self.naief), *opties]

    def leeg(self) -> None:
        """Make the next build a cold one."""
        for uit in (self.koud, self.naief):
            shutil.rmtree(uit, ignore_errors=True)

    def wijzig_tekst(self) -> None:
        """Add a sentence to one text."""
        tekst = min((self.werkmap / "teksten" / self.periode).glob("*.md"))
        with tekst.open("a", encoding="utf-8") as bestand:
            bestand.write(f"\nDeze zin kwam erbij om {time.time_ns()}.\n")

    def gevallen(self) -> list[Geval]:
        """Return the comparisons in the order in which they are printed."""
        pas = [sys.executable, "-c", "pass"]
        bouw, plat, leeg = self.bouw, self.plat, self.leeg
        pdf = "html,json,pdf"
        meer_kernen = kernen() > 1
        een_kern = [Geval("2b. als 2, op een kern", bouw(self.koud, pdf), plat("--pdf"), 0.50, leeg, een_kern=True)]
        return [
            Geval("1. html+json, koud", bouw(self.koud, "html,json"), plat(), 0.45, leeg),
            Geval("2. html+json+pdf, koud", bouw(self.koud, pdf), plat("--pdf"), 0.45 if meer_kernen else 0.50, leeg),
            *(een_kern if meer_kernen else []),
            Geval("3. niets veranderd, html+json", bouw(self.html, "html,json"), plat(), 0.06),
            Geval("3b. niets veranderd, alle vijf", bouw(self.alles), plat("--pdf"), 0.06),
            Geval("4. een tekst anders, html+json", bouw(self.html, "html,json"), plat(), 0.10, self.wijzig_tekst),
            Geval("5. --help, naast python -c pass", [*werkmonitor(), "--help"], pas, 10, keer=KORTE_RONDES),
            Geval("6. --version, naast python -c pass", [*werkmonitor(), "--version"], pas, 3, keer=KORTE_RONDES),
        ]

    def draai(self, geval: Geval, rondes: int) -> None:
        """Run both in turn; the first round warms up and does not count."""
        kernen_vooraf = os.sched_getaffinity(0)
        try:
            if geval.een_kern:
                os.sched_setaffinity(0, {min(kernen_vooraf)})
            for ronde in range(rondes * geval.keer + 1):
                geval.vooraf()
                paar = (meet(geval.wij, self.map), meet(geval.naief, self.map))
                if ronde:
                    geval.paren.append(paar)
        finally:
            os.sched_setaffinity(0, kernen_vooraf)


def werkmonitor() -> list[str]:
    """Return the installed command, or the module where there is none."""
    script = Path(sys.executable).with_name("werkmonitor")
    return [str(script)] if script.exists() else [sys.executable, "-m", "werkmonitor"]


# ---------------------------------------------------------------- memory of several processes together


def samen(opdracht: Sequence[str], cwd: Path) -> float:
    """Run a command and return the peak of all its processes together, in MB: shared pages count once."""
    hoogste = 0.0
    with subprocess.Popen(opdracht, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=cwd) as proces:  # noqa: S603
        klaar = threading.Event()
        while proces.poll() is None:
            hoogste = max(hoogste, sum(_pss(pid) for pid in _familie(proces.pid)))
            klaar.wait(INTERVAL)
    return hoogste / KB


def _familie(pid: int) -> Iterable[int]:
    yield pid
    with suppress(OSError):
        for kind in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split():
            yield from _familie(int(kind))


def _pss(pid: int) -> int:
    with suppress(OSError):
        for regel in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
            if regel.startswith("Pss:"):
                return int(regel.split()[1])
    return 0


# ---------------------------------------------------------------- printing


KOP = f"{'geval':<35}{'wij':>8}{'naief':>8}{'factor':>8}{'cpu':>7}{'doel':>7}"


def toon(geval: Geval) -> None:
    """Print a comparison of time."""
    wij, naief = geval.midden(wand)
    cijfers = f"{wij:>8.3f}{naief:>8.3f}{geval.factor(wand):>8.3f}{geval.factor(cpu):>7.2f}{geval.doel:>7.2f}"
    zeg(f"{geval.naam:<35}{cijfers}  {merk(geval.factor(wand), geval.doel)}")


def toon_geheugen(naam: str, geval: Geval, doel: float = 1.3) -> None:
    """Print a comparison of memory."""
    wij, naief = geval.midden(top)
    factor = geval.factor(top)
    zeg(f"{naam:<35}{wij:>8.0f}{naief:>8.0f}{factor:>8.3f}{'':>7}{doel:>7.2f}  {merk(factor, doel)}")


def tel(html: Path, pdf: Path) -> dict[str, str]:
    """Count what a report holds."""
    tekst = html.read_text(encoding="utf-8")
    telling = {
        "pagina's (html)": len(re.findall("<section", tekst)),
        "grafieken": len(re.findall("<figure", tekst)),
        "tabellen": len(re.findall("<table", tekst)),
        "definities": len(re.findall('id="definitie-', tekst)),
        "woorden": len(re.sub(r"<(style|svg).*?</\1>|<[^>]*>", " ", tekst, flags=re.DOTALL).split()),
        "html in kB": html.stat().st_size // KB,
        "pdf in kB": pdf.stat().st_size // KB,
    }
    getoond = {naam: str(aantal) for naam, aantal in telling.items()}
    return getoond | {"bladzijden (pdf)": _bladzijden(pdf)}


def _bladzijden(pdf: Path) -> str:
    try:
        pikepdf = importlib.import_module("pikepdf")
    except ImportError:
        return "?"
    with pikepdf.open(pdf) as document:
        return str(len(document.pages))


def vergelijk(proef: Proef) -> None:
    """Check that both make the same figures and tables, and show how much each makes."""
    proef.leeg()
    meet(proef.bouw(proef.koud, "html,json,pdf"), proef.map)
    onze = proef.koud / f"monitor-{proef.periode}.html"
    meet(proef.plat("--pdf", "--controleer", str(onze.with_suffix(".json"))), proef.map)
    plat = proef.naief / f"naief-{proef.periode}.html"
    links, rechts = tel(onze, onze.with_suffix(".pdf")), tel(plat, plat.with_suffix(".pdf"))
    zeg(f"{'inhoud':<35}{'wij':>8}{'naief':>8}")
    for naam, aantal in links.items():
        zeg(f"{naam:<35}{aantal:>8}{rechts[naam]:>8}")
    varianten = {_variant(ONZE_PDF), _variant(NAIEF)}
    zeg(f"cijfers en tabellen gelijk: ja; pdf_variant: {' TEGEN '.join(sorted(varianten))}")
    stempel = hashlib.sha256(NAIEF.read_bytes() + SJABLOON.read_bytes()).hexdigest()[:12]
    zeg(f"naief.py en sjabloon: {stempel}")


def _variant(bestand: Path) -> str:
    gevonden = re.search(r'VARIANT = "([^"]+)"', bestand.read_text(encoding="utf-8"))
    return gevonden[1] if gevonden else "?"


def draai_alles(proef: Proef, rondes: int) -> None:
    """Carry out and print everything."""
    vergelijk(proef)
    zeg()
    zeg(f"{rondes} paren na 1 om op te warmen, {kernen()} kernen, drukte {os.getloadavg()[0]:.1f}; mediaan in s")
    zeg(KOP)
    gevallen = proef.gevallen()
    meet(proef.bouw(proef.html, "html,json"), proef.map)
    meet(proef.bouw(proef.alles), proef.map)
    for geval in gevallen:
        proef.draai(geval, rondes)
        toon(geval)
    toon_geheugen("7. top html+json in MB", gevallen[0])
    toon_geheugen("7b. top html+json+pdf in MB", gevallen[1])
    zeg()
    zeg("factor: mediaan van de factoren per paar; cpu: hetzelfde voor processortijd.")
    zeg("3 naast naief html+json; 3b (html, pdf, xlsx, json, csv) naast naief html+json+pdf.")
    gezegd = all(ONGEWIJZIGD in wij.uitvoer for geval in gevallen if geval.naam[0] == "3" for wij, _ in geval.paren)
    zeg(f"3 en 3b zeggen dat er niets veranderd is: {'ja' if gezegd else 'NEE'}")
    proef.leeg()
    wij = samen(gevallen[1].wij, proef.map)
    naief = samen(gevallen[1].naief, proef.map)
    zeg(f"7b is het grootste proces; alle processen samen: {wij:.0f} en {naief:.0f} MB, factor {wij / naief:.2f}")


def main() -> int:
    """Measure."""
    opties = argparse.ArgumentParser(description="Meet werkmonitor naast een gewoon script.")
    opties.add_argument("--rondes", type=int, default=5, metavar="N", help="getelde paren per geval (standaard 5)")
    opties.add_argument("--werkmap", type=Path, default=VOORBEELD, metavar="MAP", help="standaard het voorbeeld")
    opties.add_argument("--periode", default="2021", metavar="JAAR")
    keuze = opties.parse_args()
    with tempfile.TemporaryDirectory(prefix="werkmonitor-bench-") as map_:
        try:
            draai_alles(Proef(Path(map_), keuze.werkmap.resolve(), keuze.periode), max(1, keuze.rondes))
        except MislukteOpdracht as fout:
            sys.stderr.write(f"Deze opdracht is mislukt: {fout}\n")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
