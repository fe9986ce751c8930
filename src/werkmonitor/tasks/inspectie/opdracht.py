"""``inspect``: read each file with the sources of the werkmap that know it, or with one that is guessed."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from werkmonitor.bronnen.containers.budget import Budget
from werkmonitor.bronnen.containers.openen import open_bestand
from werkmonitor.bronnen.containers.weigeren import KLEINER, OnleesbaarError
from werkmonitor.bronnen.herkennen.beeld import Soorten
from werkmonitor.bronnen.herkennen.onderzoek import Bestand, Gelezen, Onderzoek, onderzoek
from werkmonitor.bronnen.levering.lezen import EXPORTS
from werkmonitor.bronnen.meldingen.zinnen import onleesbaar
from werkmonitor.bronnen.sheet import Inhoud, Sheet
from werkmonitor.cli.inspectie_tekst import BREEDTE
from werkmonitor.files.werkmap import vind_werkmap
from werkmonitor.findings import Finding, InputError, Location, fouten
from werkmonitor.periode import Periode
from werkmonitor.programma.bron import Lezen
from werkmonitor.programma.load import load_programma
from werkmonitor.programma.schema import Programma
from werkmonitor.tasks.inspectie.namen import een_regel, toonbaar
from werkmonitor.tasks.inspectie.tabel import toon_koppen, toon_tabel
from werkmonitor.tasks.inspectie.verslag import Blad, Inspectie


@dataclass(frozen=True)
class _Werkmap:
    """The werkmap that files may belong to."""

    pad: Path
    programma: Programma


def inspecteer(paths: Sequence[Path], voortgang: Callable[[str], None], *, raad: bool = False) -> list[Inspectie]:
    """Look at files one by one; never raises for what is in them.

    With ``raad`` a source is guessed also where the werkmap declares one.
    """
    werkmap, faults = _werkmap()
    found = []
    for path in paths:
        voortgang(f"Lezen: {toonbaar(path.name)}")
        found.append(_bestand(path, werkmap, faults, raad=raad))
    return found


def _werkmap() -> tuple[_Werkmap | None, tuple[Finding, ...]]:
    """Return the werkmap that any command would find, unless it is the example; what is wrong with it is only told."""
    try:
        found = vind_werkmap(None)
        return (None if found.bij_gebrek else _Werkmap(found.pad, load_programma(found.pad))), ()
    except InputError as error:
        gevolg = "De bronnen van de werkmap zijn niet gebruikt."
        doen = "Kijk wat werkmonitor check zegt."
        return None, (Finding("werkmap-onbruikbaar", "waarschuwing", str(error), None, gevolg, doen),)


def _bestand(path: Path, werkmap: _Werkmap | None, faults: tuple[Finding, ...], *, raad: bool) -> Inspectie:
    naam = toonbaar(str(path))
    try:
        _no_folder(path)
        lezen = werkmap.programma.lezen if werkmap else Lezen()
        klok = Budget(lezen, path.stat().st_size if path.is_file() else 0)  # also for what comes after reading
        inhoud = open_bestand(path, naam, lezen)
        bestand = Bestand(inhoud, naam, *_binnen(path, werkmap), klok.tik)
        found = onderzoek(bestand, werkmap.programma if werkmap and not raad else None)
        return _verslag(naam, inhoud, found, faults, Soorten(klok.tik))
    except MemoryError:
        error = OnleesbaarError("Het lezen van het bestand kost te veel geheugen.", KLEINER)
    except OnleesbaarError as refused:
        error = refused
    finding = onleesbaar(Location(naam, error.blad and toonbaar(error.blad), error.cel), error)
    return Inspectie(bestand=naam, meldingen=(finding,), geweigerd=een_regel(str(finding)))


def _no_folder(path: Path) -> None:
    if path.is_dir():
        doen = f"Noem de bestanden erin, bijvoorbeeld {toonbaar(str(path / '*.xlsx'))}."
        raise OnleesbaarError("Dit is een map.", doen)


def _binnen(path: Path, werkmap: _Werkmap | None) -> tuple[list[str], Periode | None]:
    """Return the names by which sources know a file, and the delivery that it is in."""
    if werkmap is not None:
        try:
            folder, *rest = path.resolve().relative_to(werkmap.pad.resolve() / EXPORTS).parts
            return [path.name, "/".join(rest)], Periode.parse(folder)
        except (ValueError, OSError):
            pass  # it lies elsewhere
    return [path.name], None


def _verslag(naam: str, inhoud: Inhoud, found: Onderzoek, faults: tuple[Finding, ...], kijker: Soorten) -> Inspectie:
    personen = bool(found.personen)
    return Inspectie(
        bestand=naam,
        producent=toonbaar(inhoud.producent),
        soort=inhoud.soort,
        periode="" if personen else found.periode,
        bladen=tuple(_blad(sheet, found, kijker) for sheet in inhoud.sheets),
        meldingen=(*found.findings, *_zonder_tabel(naam, found), *faults),
        geweigerd=een_regel(str(found.personen[0])) if personen else "",
        blokken=() if personen else tuple(_blok(item) for item in found.gelezen if item.blok),
    )


def _zonder_tabel(naam: str, found: Onderzoek) -> tuple[Finding, ...]:
    if found.gelezen or found.personen:
        return ()
    doen = "Kijk of het rapport gegevens geeft; staat er wel een tabel, beschrijf haar dan met een blok [[bron]]."
    return (Finding("geen-tabel", "waarschuwing", "Er is geen tabel herkend.", Location(naam), "", doen),)


def _blad(sheet: Sheet, found: Onderzoek, kijker: Soorten) -> Blad:
    tables = [
        toon_koppen(tabel, item.proef)
        if found.personen
        else toon_tabel(tabel, count, item.proef, kijker, geraden=bool(item.blok))
        for item in found.gelezen
        for tabel, count in item.proef.tabellen
        if tabel.sheet is sheet
    ]
    return Blad(
        naam=toonbaar(sheet.naam),
        zichtbaar=sheet.zichtbaar,
        rijen=sheet.hoogte,
        kolommen=sheet.breedte,
        tabellen=tuple(tables),
    )


def _blok(item: Gelezen) -> str:
    """Return a guessed declaration; one that does not read the file without fault says so in front."""
    if item.proef.gelukt:
        return item.blok
    faults = fouten(item.proef.findings)
    count = "1 fout" if len(faults) == 1 else f"{len(faults)} fouten"
    how = f"met {count}" if faults else "zonder er een getal in te vinden"
    lines = [f"# Let op: zo leest werkmonitor het bestand {how}."]
    for finding in faults[:1]:
        lines += textwrap.wrap(
            f"# De eerste: {een_regel(str(finding))}",
            BREEDTE,
            subsequent_indent="#   ",
            break_long_words=False,
            break_on_hyphens=False,
        )
    if any(finding.code == "getal-dubbelzinnig" and "notatie" in finding.doen for finding in faults):
        lines.append('# Zet notatie = "nl" bij de bron als 1.249 hier 1249 is, of "en" als het 1,249 is.')
    return "\n".join([*lines, item.blok])
