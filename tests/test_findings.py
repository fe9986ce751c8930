"""Findings are values that read as a sentence; errors carry the exit code of the contract."""

from __future__ import annotations

import errno
import pickle

import pytest

from werkmonitor.findings import (
    ERNST_VOLGORDE,
    Finding,
    InputError,
    Location,
    OutputError,
    UsageError,
    WerkmonitorError,
    fouten,
    systeemreden,
)


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Location("uitstroom.xlsx", "Pagina1_1", "F212"), "uitstroom.xlsx › Pagina1_1 › F212"),
        (Location("werkmonitor.toml", regel=12), "werkmonitor.toml › regel 12"),
        (Location("werkmonitor.toml"), "werkmonitor.toml"),
        (Location("a.xlsx", cel="B2"), "a.xlsx › B2"),
        (Location("a\nb\x1b[31m.xlsx", "c\u202ed\x85\u2028"), r"a\nb\x1b[31m.xlsx › c\u202ed\x85\u2028"),
        (Location("caf\udce9.xlsx"), r"caf\xe9.xlsx"),
        (Location("a\N{NO-BREAK SPACE}b.xlsx"), "a\N{NO-BREAK SPACE}b.xlsx"),
        (Location("export 111222333.xlsx", "111222333"), "export *********.xlsx › *********"),
        (Location("export 111222334 a111222333b.xlsx"), "export 111222334 a111222333b.xlsx"),
    ],
)
def test_a_place_is_written_from_the_file_to_the_cell_or_line(place: Location, text: str) -> None:
    assert str(place) == text


def test_a_finding_reads_as_place_what_consequence_and_remedy() -> None:
    finding = Finding("leeg", "fout", "De cel is leeg.", Location("a.xlsx"), "Er is geen cijfer.", "Vul de cel.")
    assert str(finding) == "a.xlsx: De cel is leeg. Er is geen cijfer. Vul de cel."


def test_a_finding_shows_no_control_characters_and_keeps_its_lines() -> None:
    finding = Finding("a", "fout", "De formule:\nx\x1b[2J", doen="Kijk\tin\r€\N{NO-BREAK SPACE}12.")
    assert finding.wat == "De formule:\nx\\x1b[2J"
    assert finding.doen == "Kijk\\tin\\r€\N{NO-BREAK SPACE}12."


def test_a_finding_without_place_is_only_its_sentence() -> None:
    assert str(Finding("leeg", "info", "De cel is leeg.")) == "De cel is leeg."


def test_only_findings_of_severity_fout_stop_a_build() -> None:
    findings = [Finding("a", ernst, "x") for ernst in ERNST_VOLGORDE]
    assert [finding.ernst for finding in fouten(findings)] == ["fout"]


@pytest.mark.parametrize(("kind", "code"), [(UsageError, 2), (InputError, 3), (OutputError, 4), (WerkmonitorError, 3)])
def test_each_error_ends_with_the_exit_code_of_the_contract(kind: type[WerkmonitorError], code: int) -> None:
    error = kind("Zin.", [Finding("a", "fout", "x")])
    assert (error.exit_code, str(error), len(error.findings)) == (code, "Zin.", 1)


def test_an_error_keeps_its_findings_on_the_way_from_another_process() -> None:
    error = OutputError("Zin.", [Finding("a", "fout", "x")])
    back = pickle.loads(pickle.dumps(error))  # noqa: S301 - made one line above
    assert (type(back), str(back), back.findings) == (OutputError, "Zin.", error.findings)


@pytest.mark.parametrize(
    ("error", "wanted"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "geen toegang"),
        (OSError(errno.ENOSPC, "No space left on device"), "de schijf is vol"),
        (OSError(errno.EDEADLK, "Resource deadlock avoided"), "Resource deadlock avoided"),
        (PermissionError(errno.EACCES, "eigen woorden"), "eigen woorden"),
        (OSError("zonder nummer"), "zonder nummer"),
        (ValueError("iets anders"), "iets anders"),
        (OSError(), "geen reden bekend"),
    ],
)
def test_why_the_system_refused_is_said_in_dutch_where_it_is_known(error: Exception, wanted: str) -> None:
    assert systeemreden(error) == wanted
