"""A public monitor through the commands: nothing that is hidden lies anywhere in what is made, now or by what was."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp

from lekken import geheimen, lekken
from openbaar_werkmap import AANTALLEN, GEHEIM, geheim_in, maak_openbare_werkmap, schrijf
from regio_voorbeeld import maak_regio
from run_voorbeeld import MELDING, PLANNING, draai, gemeld, logboek
from werk_voorbeeld import vervang
from werkmonitor.cli.app import run
from werkmonitor.cli.tonen import EIGEN_FOUT
from werkmonitor.diff.model import Verschil
from werkmonitor.diff.vergelijken import vergelijk
from werkmonitor.findings import InputError, UsageError
from werkmonitor.monitor import model
from werkmonitor.onthulling import onthullen
from werkmonitor.outputs import FORMATEN, LAYOUTS
from werkmonitor.periode import Periode
from werkmonitor.tasks import diff as module
from werkmonitor.tasks.build import Opdracht, Verslag, bereken, build
from werkmonitor.tasks.diff import Verschilopdracht, diff
from werkmonitor.tasks.explain import Uitlegopdracht, explain
from werkmonitor.tasks.seal.controle import controleer
from werkmonitor.tasks.seal.opdracht import Zegelopdracht, Zegelverslag, seal

pytestmark = pytest.mark.traag

JAAR = "2021"
DREMPEL = 5
HOOGSTE = 200
"""More than any count of the region: an attacker who looks further finds nothing less certain."""
P = "[p]"
VASTGESTELD = ("aldorp", "bestede")


def zwijg(_text: str) -> None:
    """Hear nothing."""


def opdracht(werkmap: Path, periode: str = JAAR, **keys: Any) -> Opdracht:
    return Opdracht(periode=Periode.parse(periode), werkmap=werkmap, **{"formaten": ("json", "csv"), **keys})


def bouw(werkmap: Path, **keys: Any) -> Verslag:
    return build(opdracht(werkmap, **keys), zwijg)


def stel_vast(
    werkmap: Path, periode: str = JAAR, reden: str | None = None, gemeente: str | None = None
) -> Zegelverslag:
    wanted = Zegelopdracht(periode=Periode.parse(periode), werkmap=werkmap, reden=reden, wie="A", gemeente=gemeente)
    return seal(wanted, zwijg)


def uitgave(werkmap: Path, naam: str) -> model.Monitor:
    return model.from_json(next((werkmap / "uitgaven" / naam).glob("monitor-*u[0-9].json")).read_bytes())


def leden(monitor: model.Monitor) -> dict[str, str]:
    return {lid.lid: lid.weergave for lid in monitor.indicator("instroom").leden}


def codes(verslag: Verslag) -> set[str]:
    return {found.code for found in verslag.meldingen}


@pytest.fixture
def werkmap(tmp_path: Path) -> Path:
    return maak_openbare_werkmap(tmp_path / "werkmap")


# ---------------------------------------------------------------- build


def test_nothing_that_is_hidden_lies_in_the_output(werkmap: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", JAAR, "--werkmap", str(werkmap), "--formaat", "json,csv"]) == 0
    told = capsys.readouterr()
    assert "Niet getoond om privacy: 2 getallen." in told.out
    assert leden(model.from_json((werkmap / "uitvoer/2021/monitor-2021.json").read_bytes())) == {
        "scheiding": P,
        "detentie": P,
        "verhuizing": "9.973",
    }
    assert geheim_in(werkmap / "uitvoer") == []
    assert geheim_in(werkmap / ".werkmonitor") == []
    assert not any(form in told.out + told.err for form in GEHEIM)
    assert not list((werkmap / "uitvoer/2021/.werkmonitor").glob("cijfers-*"))


def test_a_second_build_makes_nothing_and_still_counts(werkmap: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bouw(werkmap)
    assert bouw(werkmap).ongewijzigd
    assert run(["build", JAAR, "--werkmap", str(werkmap), "--formaat", "json,csv", "--json"]) == 0
    text = capsys.readouterr().out
    assert json.loads(text)["niet_getoond"] == 2
    assert not any(form in text for form in GEHEIM)


def test_a_dry_build_counts_and_writes_nothing(werkmap: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", JAAR, "--werkmap", str(werkmap), "--droog"]) == 0
    assert "Niet getoond om privacy: 2 getallen." in capsys.readouterr().out
    assert not (werkmap / "uitvoer").exists()


def test_what_an_internal_build_kept_goes_and_what_it_made_is_named(tmp_path: Path) -> None:
    werkmap = maak_openbare_werkmap(tmp_path / "werkmap", "intern")
    assert bouw(werkmap).niet_getoond is None
    assert geheim_in(werkmap / "uitvoer/2021/.werkmonitor") != []
    vervang(werkmap / "werkmonitor.toml", '"intern"', '"openbaar"')
    verslag = bouw(werkmap, formaten=("json",))
    (found,) = verslag.ouder
    assert found.gevolg == "Er kan in staan wat deze openbare monitor verbergt. Publiceer het niet."
    assert geheim_in(werkmap / "uitvoer/2021/.werkmonitor") == []


@pytest.mark.traag
def test_nothing_that_is_hidden_lies_in_any_format_or_layout(werkmap: Path) -> None:
    bouw(werkmap, formaten=tuple(FORMATEN), layouts=tuple(LAYOUTS))
    assert geheim_in(werkmap / "uitvoer") == []
    assert geheim_in(werkmap / ".werkmonitor") == []
    public = bereken(opdracht(werkmap), zwijg)
    secret = geheimen(bereken(opdracht(werkmap), zwijg, onthuld=False), public)
    assert secret
    for path in (werkmap / "uitvoer" / JAAR).glob("monitor-*"):
        assert lekken(path.name, path.read_bytes(), secret) == []


def test_a_hidden_number_that_is_typed_stops_the_build(werkmap: Path) -> None:
    (werkmap / "teksten/2021/kort.md").write_text("Kort.\n\nDe instroom door detentie was 3.\n", encoding="utf-8")
    with pytest.raises(InputError) as stopped:
        bouw(werkmap)
    faults = {(found.code, str(found.vindplaats)) for found in stopped.value.findings if found.ernst == "fout"}
    assert faults == {("tekst-noemt-verborgen", "teksten/2021/kort.md › regel 3")}
    assert not list((werkmap / "uitvoer").rglob("monitor-*"))


def test_a_monitor_that_cannot_be_made_safe_is_a_fault_of_the_input(
    werkmap: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: object) -> model.Monitor:
        raise InputError("De monitor kan niet openbaar worden.")

    monkeypatch.setattr(onthullen, "onthul", refuse)
    assert run(["build", JAAR, "--werkmap", str(werkmap), "--formaat", "json"]) == 3
    assert "De monitor kan niet openbaar worden." in capsys.readouterr().err
    assert run(["check", JAAR, "--werkmap", str(werkmap)]) == 1
    assert "openbaar-kan-niet" in capsys.readouterr().out
    assert run(["explain", "instroom", "--werkmap", str(werkmap)]) == 0
    assert not list((werkmap / "uitvoer").rglob("monitor-*"))


def test_a_leak_that_the_attacker_finds_is_ours_and_nothing_is_written(
    werkmap: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def leak(*_: object) -> model.Monitor:
        raise onthullen.OnthullingFout("instroom can be worked out")

    monkeypatch.setattr(onthullen, "onthul", leak)
    assert run(["build", JAAR, "--werkmap", str(werkmap), "--formaat", "json", "--json"]) == EIGEN_FOUT
    told = capsys.readouterr()
    assert "er is niets weggeschreven" in told.err.replace("\n", " ")
    assert "niets weggeschreven" in json.loads(told.out)["fout"]
    assert not list((werkmap / "uitvoer").rglob("monitor-*"))
    assert run(["seal", JAAR, "--werkmap", str(werkmap)]) == EIGEN_FOUT
    assert not list((werkmap / "uitgaven").glob("*-u*"))


# ---------------------------------------------------------------- seal


@pytest.mark.traag
def test_an_edition_is_made_again_with_the_editions_of_then(werkmap: Path) -> None:
    verslag = stel_vast(werkmap)
    assert verslag.niet_getoond == 2
    stel_vast(werkmap, "2020")
    for naam in ("2021-u1", "2020-u1"):
        assert controleer(werkmap, naam, None, zwijg).nagebouwd == "gelijk"


def test_the_closing_line_says_what_to_publish(werkmap: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["seal", JAAR, "--werkmap", str(werkmap)]) == 0
    assert "publiceer die nooit" in capsys.readouterr().out.replace("\n", " ")


def test_an_edition_that_was_changed_or_is_gone_stops_a_public_build(werkmap: Path) -> None:
    stel_vast(werkmap, "2020")
    stel_vast(werkmap)
    sealed = werkmap / "uitgaven/2020-u1"
    path = sealed / "monitor-2020-u1.json"
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b"9001", b"9002"))
    with pytest.raises(InputError, match="is niet meer zoals het is vastgesteld"):
        bouw(werkmap)
    sealed.rename(werkmap / "weg")
    with pytest.raises(InputError, match="De uitgave 2020-u1 is er niet meer"):
        bouw(werkmap)
    found = controleer(werkmap, "2021-u1", None, zwijg)
    assert (found.nagebouwd, found.waarom_niet) == ("niet gedaan", "de uitgave 2020-u1 is er niet meer")


@pytest.mark.traag
def test_a_corrected_edition_keeps_what_the_first_one_hid(werkmap: Path) -> None:
    """Of verhuizing one more: who holds both knows that the rest is as it was, so both stay hidden."""
    stel_vast(werkmap)
    schrijf(werkmap, JAAR, {**AANTALLEN[JAAR], "verhuizing": 9974})
    with pytest.raises(UsageError, match="--reden"):
        stel_vast(werkmap)
    stel_vast(werkmap, reden="Een verhuizing was niet geteld.")
    first, second = uitgave(werkmap, "2021-u1"), uitgave(werkmap, "2021-u2")
    assert {**leden(first), "verhuizing": ""} == {**leden(second), "verhuizing": ""}
    assert leden(second)["detentie"] == leden(second)["scheiding"] == P
    assert controleer(werkmap, "2021-u1", None, zwijg).nagebouwd == "niet gedaan"  # of exports that changed since
    assert controleer(werkmap, "2021-u2", None, zwijg).nagebouwd == "gelijk"


def vorig_jaar(monitor: model.Monitor) -> str:
    """Return what a monitor shows of scheiding in the year before."""
    (blok,) = (blok for blok in monitor.paginas[0].blokken if isinstance(blok, model.Tabelblok))
    return blok.tabel.rijen[0].cellen[0].weergave


@pytest.fixture
def klein_toen(werkmap: Path) -> Path:
    """One in which scheiding covers detentie in 2020, and the monitor of 2021 would show it."""
    schrijf(werkmap, "2020", {"scheiding": 7001, "detentie": 4, "verhuizing": 9001})
    return werkmap


@pytest.mark.traag
def test_a_later_year_does_not_show_what_an_earlier_edition_hid(klein_toen: Path) -> None:
    assert vorig_jaar(bereken(opdracht(klein_toen), zwijg)) == "7.001"
    stel_vast(klein_toen, "2020")
    stel_vast(klein_toen)
    assert leden(uitgave(klein_toen, "2020-u1")) == {"scheiding": P, "detentie": P, "verhuizing": "9.001"}
    assert vorig_jaar(uitgave(klein_toen, "2021-u1")) == P


# ---------------------------------------------------------------- diff and explain


def test_a_difference_of_two_public_monitors_shows_nothing_hidden(werkmap: Path, tmp_path: Path) -> None:
    found = diff(
        Verschilopdracht(oud="2020", nieuw=JAAR, werkmap=werkmap, uit=tmp_path / "verschil", formaten=("json",)), zwijg
    )
    assert found.verschil.doelgroep == "openbaar"
    assert geheim_in(tmp_path / "verschil") == []


@pytest.mark.parametrize("los_eerst", [True, False])
def test_the_side_that_is_still_to_be_made_hides_what_the_other_would_tell(
    klein_toen: Path, monkeypatch: pytest.MonkeyPatch, *, los_eerst: bool
) -> None:
    bouw(klein_toen, periode="2020", formaten=("json",))
    los = str(klein_toen / "uitvoer/2020/monitor-2020.json")
    sides: list[model.Monitor] = []

    def kijk(*both: model.Monitor) -> Verschil:
        sides.extend(both)
        return vergelijk(*both)

    monkeypatch.setattr(module, "vergelijk", kijk)
    oud, nieuw = (los, JAAR) if los_eerst else (JAAR, los)
    diff(Verschilopdracht(oud=oud, nieuw=nieuw, werkmap=klein_toen), zwijg)
    (made,) = (side for side in sides if side.periode == JAAR)
    assert [side.periode for side in sides] == (["2020", JAAR] if los_eerst else [JAAR, "2020"])
    assert vorig_jaar(made) == P


def test_an_explanation_has_all_numbers_and_says_that_it_is_internal(
    werkmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["explain", "instroom.scheiding", "--werkmap", str(werkmap)]) == 0
    text = " ".join(capsys.readouterr().out.split())
    assert text.startswith("Intern. De openbare monitor toont dit getal niet.")
    assert "7.919" in text
    found = explain(Uitlegopdracht(indicator="instroom", werkmap=werkmap), zwijg)
    assert (found.doelgroep, found.niet_getoond) == ("openbaar", False)


def test_check_says_how_much_is_hidden_and_reads_the_texts_as_they_will_be(
    werkmap: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", JAAR, "--werkmap", str(werkmap), "--json"]) == 0
    text = capsys.readouterr().out
    found = {item["code"]: item for item in json.loads(text)["meldingen"]}
    assert found["openbaar-verborgen"]["wat"] == "Een openbare monitor toont hiervan 2 getallen niet, om privacy."
    assert found["tekst-verborgen"]["ernst"] == "waarschuwing"
    assert "cijfer-zonder-waarde" not in found


# ---------------------------------------------------------------- run


def test_what_run_logs_and_sends_of_a_public_monitor_has_no_counts(werkmap: Path) -> None:
    toml = werkmap / "werkmonitor.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + PLANNING + MELDING, encoding="utf-8")
    (werkmap / "teksten/2021/kort.md").write_text("De instroom door detentie was 3.\n", encoding="utf-8")
    draai(werkmap)
    told = [logboek(werkmap), *(text for _, text in gemeld(werkmap))]
    for text in told:
        assert "In een tekst staat een getal dat een openbare monitor niet toont." in text
        assert "'3'" not in text
    assert len(told) == 2


# ---------------------------------------------------------------- a region


@pytest.fixture(scope="module")
def regio(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A public region of which the whole and two parts were sealed, one after the other; the third has few people."""
    werkmap = maak_regio(tmp_path_factory.mktemp("regio") / "werkmap")
    vervang(werkmap / "werkmonitor.toml", "[publicatie]", '[publicatie]\ndoelgroep = "openbaar"')
    for lid in (None, *VASTGESTELD):
        stel_vast(werkmap, "2020", gemeente=lid)
    return werkmap


@pytest.mark.traag
def test_concepts_of_a_region_say_that_they_do_not_know_each_other(regio: Path) -> None:
    for lid in (None, "bestede"):
        assert "openbaar-nog-niet-vastgesteld" in codes(bouw(regio, periode="2020", gemeente=lid, droog=True))
        sealed = uitgave(regio, "bestede/2020-u1" if lid else "2020-u1")
        assert "openbaar-nog-niet-vastgesteld" not in {found.code for found in sealed.meldingen}


@pytest.mark.traag
def test_the_region_and_its_parts_together_tell_no_small_count(regio: Path) -> None:
    monitors = [uitgave(regio, f"{lid}/2020-u1" if lid else "2020-u1") for lid in ("", *VASTGESTELD)]
    aanval = Aanval(monitors)
    small = {cel: aantal for cel, aantal in _cellen(regio).items() if 0 < aantal < DREMPEL and cel in aanval.index}
    assert len(small) >= 3
    for cel, aantal in small.items():
        low, high = aanval.interval(cel)
        assert low <= aantal <= high
        assert high - low >= DREMPEL, (cel, low, high)


class Aanval:
    """Who holds all editions side by side: each sum of cells and each share that is shown ties those cells."""

    def __init__(self, monitors: list[model.Monitor]) -> None:
        self.index: dict[tuple[str, str], int] = {}
        self.rijen: list[tuple[dict[int, float], float, float]] = []
        for monitor in monitors:
            for spoor, weergave in _getoond(monitor):
                self._voeg_toe(monitor, spoor, weergave)

    def _voeg_toe(self, monitor: model.Monitor, spoor: int, weergave: str) -> None:
        stap = monitor.sporen.stappen[spoor]
        number = float(re.sub(r"[^\d,-]", "", weergave).replace(",", "."))
        if stap.soort == "cellen":
            self.rijen.append((self._som(monitor, spoor), number, number))
        elif stap.soort == "/" and weergave.endswith("%"):
            above, below = (self._som(monitor, deel) for deel in stap.delen)
            for sign, share in ((1, (number - 0.5) / 100), (-1, (number + 0.5) / 100)):
                row = {cel: sign * (above.get(cel, 0) - share * below.get(cel, 0)) for cel in {*above, *below}}
                self.rijen.append((row, 0, np.inf))

    def _som(self, monitor: model.Monitor, spoor: int) -> dict[int, float]:
        stap = monitor.sporen.stappen[spoor]
        found: dict[int, float] = {}
        for deel in stap.delen:
            found |= self._som(monitor, deel)
        for nummer in stap.cellen:
            cel = monitor.sporen.cellen[nummer]
            found[self.index.setdefault((cel.bestand, cel.cel), len(self.index))] = 1.0
        return found

    def interval(self, cel: tuple[str, str]) -> tuple[float, float]:
        matrix = np.zeros((len(self.rijen), len(self.index)))
        for at, (row, _, _) in enumerate(self.rijen):
            for variable, value in row.items():
                matrix[at, variable] = value
        ties = LinearConstraint(matrix, [low for _, low, _ in self.rijen], [high for _, _, high in self.rijen])
        ends = []
        for sign in (1, -1):
            aim = np.zeros(len(self.index))
            aim[self.index[cel]] = sign
            found = milp(aim, constraints=ties, bounds=Bounds(0, HOOGSTE), integrality=np.ones(len(self.index)))
            assert found.success, found.message
            ends.append(sign * found.fun)
        return round(ends[0]), round(ends[1])


def _getoond(monitor: model.Monitor) -> list[tuple[int, str]]:
    """Return the step and the words of every number that is shown in figures and tables."""
    shown: list[tuple[int | None, float | int | None, str]] = []
    for indicator in monitor.indicatoren:
        own: list[Any] = [indicator, *indicator.leden, *(then.cijfer for then in indicator.eerder)]
        shown += [(each.spoor, each.waarde, each.weergave) for each in own]
    for pagina in monitor.paginas:
        for blok in pagina.blokken:
            if isinstance(blok, model.Grafiek | model.Tabelblok | model.Indicatoren):
                shown += [(cel.spoor, cel.waarde, cel.weergave) for rij in blok.tabel.rijen for cel in rij.cellen]
    return [(spoor, text) for spoor, value, text in shown if spoor is not None and value is not None]


def _cellen(werkmap: Path) -> Mapping[tuple[str, str], int]:
    """Return each count of the exports by its cell."""
    found: dict[tuple[str, str], int] = {}
    for path in (werkmap / "exports").glob("*/*.csv"):
        if path.stem in {"aanvragen", "instroom"}:
            lines = path.read_text(encoding="utf-8").splitlines()
            column = "ABCD"[lines[0].count(";")]
            naam = path.relative_to(werkmap).as_posix()
            found |= {(naam, f"{column}{at}"): int(line.split(";")[-1]) for at, line in enumerate(lines[1:], 2)}
    return found
