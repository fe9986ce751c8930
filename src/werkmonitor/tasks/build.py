"""What the commands do, as plain functions: no printing, no options, no exit codes (see ``cli``)."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from werkmonitor.checks.aanvaard import Aanvaarding, aanvaard, aanvaardingen
from werkmonitor.files.cache import Cache, waarom
from werkmonitor.files.slot import GEDULD, slot
from werkmonitor.files.uitgaven import laatste_uitgave
from werkmonitor.files.werkmap import sleutel
from werkmonitor.files.writing import geen_uitgave, herstel, onaf, write_set
from werkmonitor.findings import Finding, OutputError, UsageError
from werkmonitor.huisstijl.lezen import lees_huisstijl
from werkmonitor.monitor import model
from werkmonitor.outputs import einden, renderer, zonder_formaat
from werkmonitor.periode import Periode
from werkmonitor.tasks.lezen import Gelezen, Voortgang, lees, stop_bij_fouten
from werkmonitor.tasks.openbaar import maak_openbaar, met_volgorde, zonder_aantallen
from werkmonitor.tasks.ouder import CODE as OUDER
from werkmonitor.tasks.ouder import ouder
from werkmonitor.tasks.parallel import Werker
from werkmonitor.tasks.plan import Plan, controleer_onveranderd, maak_plan
from werkmonitor.tasks.teksten import bind_teksten
from werkmonitor.tasks.tussenstand import Gemaakt, Tussenstand
from werkmonitor.tasks.uitgegeven import Uitgegeven

if TYPE_CHECKING:
    from werkmonitor.tasks.beelden import Veranderd

GETEKEND = {"html", "pdf"}
"""Formats that show charts."""
STANDAARD = ("html", "pdf")
"""Formats to prepare for when the declaration, which may say otherwise, has not been read yet."""


@dataclass(frozen=True, kw_only=True)
class Opdracht:
    """What ``build`` was asked to do."""

    periode: Periode
    werkmap: Path | None = None
    uit: Path | None = None
    gemeente: str | None = None
    """The part of the region to make the monitor of, as it was typed; without it that of the whole."""
    formaten: tuple[str, ...] = ()
    """Empty: those of the declaration."""
    layouts: tuple[str, ...] = ()
    """Likewise."""
    peildatum: date | None = None
    droog: bool = False
    forceer: bool = False


class Verslag(msgspec.Struct, frozen=True, kw_only=True):
    """What ``build`` did, or (``droog``) would do."""

    periode: str
    werkmap: str
    voorbeeld: bool
    gemeente: str = ""
    """The part of the region that it is the monitor of; empty for the whole."""
    map: str
    bestanden: tuple[str, ...]
    cijfers: int = 0
    zonder_waarde: int = 0
    niet_getoond: int | None = None
    """How many different numbers a public monitor hides; ``None`` for one that shows all."""
    kleuren: tuple[model.Kleurtelling, ...] = ()
    meldingen: tuple[Finding, ...] = ()
    bronnen: int = 0
    droog: bool = False
    ongewijzigd: bool = False
    redenen: tuple[str, ...] = ()
    """Why it was made again: the inputs that changed since the last build."""
    vastgesteld: str = ""
    """The last edition of this period; what is built stays a concept beside it."""

    @property
    def ouder(self) -> tuple[Finding, ...]:
        """The warning about outputs of an earlier build that stand beside these."""
        return tuple(found for found in self.meldingen if found.code == OUDER)


def build(opdracht: Opdracht, voortgang: Voortgang) -> Verslag:
    """Make the monitor of one period.

    Raises ``InputError`` with all findings when one of them makes the figures unusable, ``OutputError`` when an output
    cannot be made; in both cases nothing was replaced.
    """
    plan = maak_plan(opdracht.werkmap, opdracht.periode, opdracht.uit, opdracht.gemeente)
    return Bouw(opdracht, plan, voortgang).run()


def bereken(
    opdracht: Opdracht,
    voortgang: Voortgang,
    *,
    onthuld: bool = True,
    ernaast: Sequence[model.Monitor] = (),
) -> model.Monitor:
    """Return the monitor as ``build`` would make it, from what it kept where that still holds; writes nothing.

    Without ``onthuld`` a public one has all its numbers, for those who may see them; with ``ernaast`` it keeps secret
    what could be worked out from those monitors beside it.
    """
    plan = maak_plan(opdracht.werkmap, opdracht.periode, opdracht.uit, opdracht.gemeente)
    return Bouw(opdracht, plan, voortgang, samen=True).gerekend(onthuld=onthuld, ernaast=ernaast)[0]


class Bouw:
    """One build: from the folders to the written files, with everything reused that did not change.

    One of many (``samen``) starts no processes beside its own, works with what was ``gelezen`` for all of them, and
    leaves it to whoever makes them all to say how the exports changed.
    """

    def __init__(  # noqa: PLR0913 - what a build may share with others
        self,
        opdracht: Opdracht,
        plan: Plan,
        voortgang: Voortgang,
        *,
        samen: bool = False,
        gelezen: Gelezen | None = None,
        uitgegeven: Uitgegeven | None = None,
    ) -> None:
        self.opdracht = opdracht
        self.plan = plan
        self.voortgang = voortgang
        self.samen = samen
        self.gelezen = gelezen
        self.werkmap, self.uit, self.invoer = plan.werkmap, plan.uit, plan.invoer
        self.uitgegeven = uitgegeven or Uitgegeven(self.werkmap.pad)
        self.omstandigheden = repr((opdracht.peildatum, self.werkmap.voorbeeld, plan.lid))
        self.opties = repr((opdracht.formaten, opdracht.layouts, self.omstandigheden, self.uitgegeven))
        self.bron = sleutel(*self.invoer.values(), self.omstandigheden, repr(self.uitgegeven))
        """Stands for everything that the figures and texts, and what is hidden, depend on, whatever the formats."""
        self.cache = Cache(self.uit, str(opdracht.periode), negeer=opdracht.forceer)
        self.veranderd: Veranderd | None = None
        self.aanvaardingen: tuple[Aanvaarding, ...] = ()

    def run(self) -> Verslag:
        """Make the monitor, unless it is there already; see ``build``."""
        if self.opdracht.droog:
            return self._droog()
        geen_uitgave(self.uit)
        if not onaf(self.uit) and (verslag := self.ongewijzigd()) is not None:
            return verslag
        with slot(self.uit, "build", GEDULD):
            herstel(self.uit)
            return self.ongewijzigd() or self._bouw()  # another can have made it meanwhile

    def _droog(self) -> Verslag:
        redenen = tuple(waarom(self.cache.manifest(), self.invoer))
        lees_huisstijl(self.werkmap.pad)
        monitor, stand = self.gerekend()
        names = self._namen(monitor, stand)
        return self._verslag(met_volgorde(monitor), names, redenen)

    def _bouw(self) -> Verslag:
        redenen = tuple(waarom(self.cache.manifest(), self.invoer))
        gemaakt = self.maak()
        self.voortgang("Wegschrijven")
        write_set(self.uit, gemaakt.files)
        self.cache.noteer(gemaakt.files, self.bron)
        self._bewaar(gemaakt)
        if self.veranderd:
            self.veranderd.bewaar()
        verslag = self._verslag(gemaakt.monitor, list(gemaakt.files), redenen)
        if gemaakt.heel:
            # Not when the PDF had to be left out: once Pango is there, the same inputs must give it after all.
            self.cache.record(self.invoer, self.opties, gemaakt.files, msgspec.to_builtins(verslag))
        return self._met_ouder(verslag)

    def _bewaar(self, gemaakt: Gemaakt) -> None:
        """Keep the figures for a next build; what is not shown may not lie beside what is, also not from before."""
        prefix = f"cijfers-{self.opdracht.periode}-"
        if gemaakt.monitor.doelgroep == "intern":
            self.cache.put(self._naam(), msgspec.json.encode(gemaakt.stand))
        else:
            self.cache.used.discard(self._naam())
            self.cache.prune(f"grafiek-{self.opdracht.periode}-")
        self.cache.prune(prefix)

    def _met_ouder(self, verslag: Verslag) -> Verslag:
        """Add a warning about what stands beside these outputs from before; it is looked up anew each time."""
        names, is_openbaar = verslag.bestanden, verslag.niet_getoond is not None
        found = ouder(self.cache, f"monitor-{verslag.periode}", names, self.bron, openbaar=is_openbaar)
        return msgspec.structs.replace(verslag, meldingen=(*verslag.meldingen, *found))

    def maak(self, als: Callable[[model.Monitor], model.Monitor] = lambda monitor: monitor) -> Gemaakt:
        """Make all files without writing any of them; ``als`` turns the concept into what it becomes.

        Raises ``InputError`` when the inputs changed in the meantime: what was read is then of two moments.
        """
        self.stijl = lees_huisstijl(self.werkmap.pad)
        self._start_workers()
        try:
            monitor, stand = self.gerekend()
            layouts = self._layouts(stand)
            files, monitor = self._render(met_volgorde(als(monitor)), self._formaten(stand), layouts)
        finally:
            self.pdf.stop()
            self.tekenaar.stop()
        controleer_onveranderd(self.plan)
        heel = all(naam in files for naam in self._namen(monitor, stand))
        return Gemaakt(files, monitor, stand, heel)

    def gerekend(
        self, *, onthuld: bool = True, ernaast: Sequence[model.Monitor] = ()
    ) -> tuple[model.Monitor, Tussenstand]:
        """Return the monitor with its texts, and what it was without them; see ``bereken``."""
        stand = self._tussenstand()
        self.aanvaardingen = stand.aanvaard
        if stand.monitor.doelgroep == "openbaar" and onthuld:
            self.voortgang("Kleine aantallen verbergen")
            shown = maak_openbaar(stand.monitor, (*self.uitgegeven.monitors(), *ernaast))
            return self._gebonden(shown, stand.elders, stand.monitor), stand
        return self._gebonden(stand.monitor, stand.elders), stand

    def _formaten(self, stand: Tussenstand) -> tuple[str, ...]:
        return self.opdracht.formaten or stand.formaten

    def _layouts(self, stand: Tussenstand) -> tuple[str, ...]:
        """Return the layouts to make; raises ``UsageError`` for one that was asked for in formats it does not have."""
        without = zonder_formaat(self.opdracht.layouts, self._formaten(stand))
        if without:
            message = f"De layout {' en '.join(without)} is er alleen als pdf. Zet pdf bij --formaat."
            raise UsageError(message)
        return self.opdracht.layouts or stand.layouts

    def _namen(self, monitor: model.Monitor, stand: Tussenstand) -> list[str]:
        """Return the names of all files that are to be made."""
        layouts = self._layouts(stand)
        return [f"{monitor.bestandsnaam}{end}" for f in self._formaten(stand) for end in einden(f, layouts)]

    def ongewijzigd(self) -> Verslag | None:
        """Return the report of the last build when it was about this, and its outputs are still as written."""
        last = None if self.opdracht.droog else self.cache.unchanged(self.invoer, self.opties)
        if last is None:
            return None
        try:
            verslag = msgspec.convert(last.get("verslag"), Verslag)
        except msgspec.ValidationError:
            return None  # of another version, or damaged: then it is made again
        verslag = msgspec.structs.replace(verslag, ongewijzigd=True, redenen=(), vastgesteld=self._vastgesteld())
        return self._met_ouder(verslag)

    def _vastgesteld(self) -> str:
        return str(laatste_uitgave(self.werkmap.pad, self.plan.lid, str(self.opdracht.periode)) or "")

    def _start_workers(self) -> None:
        """Let other processes load the libraries for charts and PDF while this one computes, where that is possible."""
        wanted = self.opdracht.formaten or STANDAARD
        busy = not (self.opdracht.droog or self.samen)
        new_figures = self.leest
        self.pdf = Werker("werkmonitor.outputs.pdf", start=busy and "pdf" in wanted)
        self.tekenaar = Werker(
            "werkmonitor.charts.drawing", start=busy and new_figures and bool(GETEKEND & set(wanted))
        )

    @property
    def leest(self) -> bool:
        """Whether the exports must be read, because the figures were not kept."""
        return self.cache.get(self._naam()) is None

    def _naam(self) -> str:
        """Return the name under which everything that does not depend on the texts is kept."""
        key = sleutel(self.invoer["cijfers"], self.invoer["programma"], self.omstandigheden)
        return f"cijfers-{self.opdracht.periode}-{key[:32]}.json"

    def _tussenstand(self) -> Tussenstand:
        kept = self.cache.get(self._naam())
        return self._bereken() if kept is None else msgspec.json.decode(kept, type=Tussenstand)

    def _bereken(self) -> Tussenstand:
        from werkmonitor.monitor.samenstellen import Omstandigheden, samenstellen
        from werkmonitor.programma.deelgebied import elders, voor_gebied
        from werkmonitor.tasks.beelden import Veranderd

        gelezen = self.gelezen or lees(self.werkmap, self.plan.leveringen, self.voortgang)
        programma, feiten = voor_gebied(gelezen.programma, self.plan.lid), gelezen.feiten
        findings = gelezen.controleer(programma, self.plan.levering)
        if not self.samen:
            self.veranderd = Veranderd(self.werkmap.beelden, self.plan.levering, programma, feiten, findings)
        stop_bij_fouten(findings)
        self.voortgang("Berekenen")
        om = Omstandigheden(
            periode=self.opdracht.periode,
            voorbeeld=self.werkmap.voorbeeld,
            peildatum=self.opdracht.peildatum,
        )
        return Tussenstand(
            formaten=programma.publicatie.formaten,
            layouts=programma.publicatie.layouts,
            monitor=samenstellen(programma, feiten, om, findings),
            aanvaard=aanvaardingen(programma),
            elders=elders(gelezen.programma, programma),
        )

    def _gebonden(
        self, monitor: model.Monitor, ongelezen: Container[str], was: model.Monitor | None = None
    ) -> model.Monitor:
        bound = bind_teksten(self.werkmap, monitor, self.opdracht.periode, ongelezen, was)
        stop_bij_fouten(bound.meldingen)
        return msgspec.structs.replace(bound, meldingen=self._aanvaard(bound.meldingen))

    def _aanvaard(self, findings: Sequence[Finding]) -> tuple[Finding, ...]:
        return tuple(aanvaard(findings, self.aanvaardingen, self.opdracht.periode))

    def _veranderd(self, monitor: model.Monitor) -> Iterator[Finding]:
        """Yield the warnings about exports that changed; remarks are for ``check``: the report does not list these."""
        if self.veranderd:
            found = [each for each in self._aanvaard(self.veranderd.findings) if each.ernst != "info"]
            yield from zonder_aantallen(found, monitor.doelgroep)

    def _render(
        self, monitor: model.Monitor, formaten: Sequence[str], layouts: tuple[str, ...]
    ) -> tuple[dict[str, bytes], model.Monitor]:
        charts = self._charts(monitor) if GETEKEND & set(formaten) else {}
        eigen = self.werkmap.sjablonen() if GETEKEND & set(formaten) else {}
        if "pdf" in formaten:
            self.pdf.ask(monitor, charts, eigen, self.stijl, layouts)
        parts: dict[str, dict[str, bytes]] = {}
        for formaat in (formaat for formaat in formaten if formaat != "pdf" and einden(formaat, layouts)):
            self.voortgang(f"Maken: {formaat}")
            parts[formaat] = renderer(formaat, eigen, self.stijl, layouts)(monitor, charts)
        if "pdf" in formaten:
            self.voortgang("Maken: pdf")
            parts["pdf"], monitor = self._pdf(monitor)
        files = {
            f"{monitor.bestandsnaam}{suffix}": data
            for formaat in formaten
            for suffix, data in parts.get(formaat, {}).items()
        }
        return files, monitor

    def _pdf(self, monitor: model.Monitor) -> tuple[dict[str, bytes], model.Monitor]:
        """Without Pango a PDF that nobody asked for by name is left out with a warning."""
        try:
            return self.pdf.answer(), monitor
        except OutputError as error:
            if "pdf" in self.opdracht.formaten:
                raise
            melding = Finding("pdf-niet-gemaakt", "waarschuwing", str(error), None, _OUDE_PDF)
            return {}, msgspec.structs.replace(monitor, meldingen=(*monitor.meldingen, melding))

    def _charts(self, monitor: model.Monitor) -> dict[str, str]:
        """Return the charts by id: kept ones as they are, the others drawn now."""
        from werkmonitor import charts

        self.voortgang("Grafieken tekenen")
        blokken = [blok for pagina in monitor.paginas for blok in pagina.blokken if isinstance(blok, model.Grafiek)]
        palet = self.stijl.palet
        names = {blok.id: f"grafiek-{monitor.periode}-{charts.key(blok, palet)[:32]}.svg" for blok in blokken}
        drawn = {naam: kept.decode() for naam, file in names.items() if (kept := self.cache.get(file)) is not None}
        missing = [blok for blok in blokken if blok.id not in drawn]
        if missing:
            self.tekenaar.ask(missing, palet)
            for naam, svg in self.tekenaar.answer().items():
                self.cache.put(names[naam], svg.encode())
                drawn[naam] = svg
        self.cache.prune(f"grafiek-{monitor.periode}-")
        return drawn

    def _verslag(self, monitor: model.Monitor, names: Sequence[str], redenen: tuple[str, ...]) -> Verslag:
        return Verslag(
            periode=monitor.periode,
            werkmap=str(self.werkmap.pad),
            voorbeeld=self.werkmap.voorbeeld,
            gemeente=monitor.programma.gemeente if monitor.programma.lid else "",
            map=str(self.uit),
            bestanden=tuple(names),
            cijfers=len(monitor.indicatoren),
            zonder_waarde=sum(indicator.waarde is None for indicator in monitor.indicatoren),
            niet_getoond=monitor.onthulling.verborgen if monitor.onthulling else None,
            kleuren=monitor.kleuren,
            meldingen=(*monitor.meldingen, *self._veranderd(monitor)),
            bronnen=len({bron.bestand for bron in monitor.bronnen}),
            droog=self.opdracht.droog,
            redenen=redenen,
            vastgesteld=self._vastgesteld(),
        )


_OUDE_PDF = "Staat er nog een pdf van een vorige keer, dan hoort die niet bij deze cijfers."
