import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import hulp
from werk_voorbeeld import maak_werkmap, vervang
from werkmonitor.checks.aanvaard import Aanvaarding, aanvaard, onnodig
from werkmonitor.codes import CODES
from werkmonitor.findings import Ernst, Finding, InputError, Location
from werkmonitor.periode import Periode
from werkmonitor.programma.load import load_programma
from werkmonitor.tasks.check import Controleopdracht, check

WORTEL = Path(__file__).resolve().parents[1]
SRC = WORTEL / "src" / "werkmonitor"
PAD = "exports/2021/poort.csv"
CEL = Location("exports/2021/Uitstroom [1].xlsx", "Pagina1_1", "F212")
JAAR = Periode.parse("2021")


def item(code: str = "vreemd-getal", plek: str = "*", tot: str = "2021", reden: str = "dubbel geteld") -> Aanvaarding:
    return Aanvaarding(code, plek, reden, tot, Location("werkmonitor.toml", regel=7))


def finding(ernst: Ernst = "waarschuwing", place: Location | None = CEL, code: str = "vreemd-getal") -> Finding:
    return Finding(code, ernst, "Dit aantal is negatief.", place, "Het telt mee.", "Controleer het.")


def ernst(found: Finding, *lijst: Aanvaarding, periode: Periode = JAAR) -> Ernst:
    (judged,) = aanvaard([found], lijst, periode)
    return judged.ernst


# ---------------------------------------------------------------- the rule


def test_an_accepted_warning_becomes_a_remark_with_its_reason() -> None:
    (judged,) = aanvaard([finding()], [item()], JAAR)
    assert (judged.ernst, judged.doen) == ("info", "")
    assert (judged.code, judged.wat, judged.vindplaats, judged.gevolg) == (
        "vreemd-getal", "Dit aantal is negatief.", CEL, "Het telt mee. Aanvaard tot en met 2021: dubbel geteld.",
    )  # fmt: skip


@pytest.mark.parametrize(
    "plek",
    [
        "*",
        "exports/2021/*",
        "*uitstroom*F212",
        "EXPORTS/*/UITSTROOM [[]1].XLSX › PAGINA1_1 › F212",
        "exports/????/uitstroom*xlsx > pagina1_1 > f212",
        "*›F212",
    ],
)
def test_a_place_is_matched_as_a_whole_without_case(plek: str) -> None:
    assert ernst(finding(), item(plek=plek)) == "info"


@pytest.mark.parametrize("plek", ["exports/2021", "F212", "*F21", "exports/2020/*", ""])
def test_part_of_a_place_is_not_enough(plek: str) -> None:
    assert ernst(finding(), item(plek=plek)) == "waarschuwing"


def test_a_finding_without_a_place_is_matched_by_any_or_none() -> None:
    assert ernst(finding(place=None), item(plek="*")) == "info"
    assert ernst(finding(place=None), item(plek="")) == "info"
    assert ernst(finding(place=None), item(plek="x")) == "waarschuwing"


def test_another_code_or_severity_is_left_alone() -> None:
    assert ernst(finding(code="herzien"), item()) == "waarschuwing"
    assert ernst(finding("fout"), item()) == "fout"
    assert ernst(finding("info"), item()) == "info"


@pytest.mark.parametrize(
    ("periode", "tot", "wordt"),
    [
        ("2021", "2021", "info"),
        ("2021-H1", "2021", "info"),
        ("2021-12", "2021-K4", "info"),
        ("2020", "2021", "info"),
        ("2021", "2021-H1", "waarschuwing"),
        ("2022-01", "2021", "waarschuwing"),
    ],
)
def test_it_holds_to_the_end_of_the_last_period(periode: str, tot: str, wordt: str) -> None:
    assert ernst(finding(), item(tot=tot), periode=Periode.parse(periode)) == wordt


def test_an_expired_acceptance_says_so_and_gives_way_to_a_newer_one() -> None:
    (judged,) = aanvaard([finding()], [item(tot="2019"), item(tot="2020", reden="Bekend!")], JAAR)
    assert judged.ernst == "waarschuwing"
    assert judged.doen == (
        "Controleer het. Dit was aanvaard tot en met 2020: Bekend! Geldt dat nog, pas dan 'tot' aan. "
        "(werkmonitor.toml › regel 7)"
    )
    assert ernst(finding(), item(tot="2019"), item(tot="2022")) == "info"


def test_what_accepts_nothing_is_mentioned_while_it_holds() -> None:
    found = [finding()]
    assert onnodig(found, [item(), item(tot="2020", plek="x")], JAAR) == []
    (unused,) = onnodig(found, [item(plek="x")], JAAR)
    assert (unused.code, unused.ernst, str(unused.vindplaats)) == (
        "aanvaard-onnodig", "info", "werkmonitor.toml › regel 7",
    )  # fmt: skip
    assert "op de plek 'x'" in unused.wat
    (refused,) = onnodig([finding("fout")], [item()], JAAR)
    assert "kan niet aanvaard worden" in refused.wat
    assert onnodig(aanvaard(found, [item()], JAAR), [item()], JAAR) == []


# ---------------------------------------------------------------- in a werkmap


@pytest.fixture
def werkmap(tmp_path: Path) -> Path:
    """Return a werkmap with a negative number in it, which is a warning."""
    folder = maak_werkmap(tmp_path / "werk")
    vervang(folder / PAD, ";36", ";-36")
    return folder


def keur_goed(werkmap: Path, code: str = "vreemd-getal", plek: str = f"{PAD} › C2", tot: int = 2021) -> None:
    text = f'[[aanvaard]]\ncode = "{code}"\nplek = "{plek}"\nreden = "bekend"\ntot = {tot}\n'
    (werkmap / "declaratie" / "aanvaard.toml").write_text(text, encoding="utf-8")


def meldingen(werkmap: Path, code: str) -> list[tuple[Ernst, str]]:
    return [(f.ernst, f.doen) for f in hulp.bouw(werkmap).meldingen if f.code == code]


def gecontroleerd(werkmap: Path, code: str) -> list[Ernst]:
    verslag = check(Controleopdracht(periode=JAAR, werkmap=werkmap), lambda _: None)
    return [f.ernst for f in verslag.meldingen if f.code == code]


def test_a_build_and_a_check_agree_on_what_is_accepted(werkmap: Path) -> None:
    assert [ernst for ernst, _ in meldingen(werkmap, "vreemd-getal")] == ["waarschuwing"]
    assert gecontroleerd(werkmap, "vreemd-getal") == ["waarschuwing"]
    keur_goed(werkmap)
    assert meldingen(werkmap, "vreemd-getal") == [("info", "")]
    assert gecontroleerd(werkmap, "vreemd-getal") == ["info"]
    assert gecontroleerd(werkmap, "aanvaard-onnodig") == []


def test_warnings_of_texts_are_accepted_too_and_a_kept_build_remembers(werkmap: Path) -> None:
    (werkmap / "teksten" / "2021" / "kort.md").unlink()
    keur_goed(werkmap, "tekst-ontbreekt", "teksten/2021/*")
    assert [ernst for ernst, _ in meldingen(werkmap, "tekst-ontbreekt")] == ["info"]
    (werkmap / "teksten" / "2021" / "los.md").write_text("Een tekst.\n", encoding="utf-8")
    assert [ernst for ernst, _ in meldingen(werkmap, "tekst-ontbreekt")] == ["info"], "now from what was kept"


def test_an_acceptance_without_a_warning_is_a_remark_of_check_only(werkmap: Path) -> None:
    keur_goed(werkmap, plek="elders")
    assert gecontroleerd(werkmap, "aanvaard-onnodig") == ["info"]
    assert meldingen(werkmap, "aanvaard-onnodig") == [], "a build does not look for every finding"


def test_an_unknown_code_is_a_fault_of_the_declaration(werkmap: Path) -> None:
    for code, doen in {"vreemd-getall": "Bedoelt u 'vreemd-getal'?", "xyz": "De code staat bij de melding"}.items():
        keur_goed(werkmap, code)
        with pytest.raises(InputError) as raised:
            load_programma(werkmap)
        (fout,) = raised.value.findings
        assert str(fout.vindplaats) == "declaratie/aanvaard.toml › regel 2"
        assert fout.doen.startswith(doen)


# ---------------------------------------------------------------- the list of codes


def _calls(node: ast.AST, namen: set[str]) -> Iterator[ast.Call]:
    for call in ast.walk(node):
        if isinstance(call, ast.Call):
            func = call.func
            naam = func.attr if isinstance(func, ast.Attribute) else func.id if isinstance(func, ast.Name) else ""
            if naam in namen:
                yield call


def _wrappers(tree: ast.AST) -> dict[str, int]:
    """Return the functions of a module that pass a ``code`` of theirs on to a finding, with its place."""
    found = {"Finding": 0}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            arguments = [arg.arg for arg in node.args.args if arg.arg != "self"]
            if "code" in arguments and any(_code(call, 0) is None for call in _calls(node, {"Finding"})):
                found[node.name] = arguments.index("code")
    return found


def _code(call: ast.Call, place: int) -> set[str] | None:
    """Return the codes that a call may give, ``None`` where it passes on an argument."""
    given = [keyword.value for keyword in call.keywords if keyword.arg == "code"] or call.args[place : place + 1]
    if isinstance(given[0], ast.Name) and given[0].id == "code":
        return None
    if isinstance(given[0], ast.JoinedStr):
        first = given[0].values[0]
        assert isinstance(first, ast.Constant), ast.unparse(call)
        return {str(first.value) + "*"}
    if isinstance(given[0], ast.Attribute) and given[0].attr == "code":
        return set()  # that of another finding
    texts = [node.value for node in ast.walk(given[0]) if isinstance(node, ast.Constant)]
    assert texts, f"no code that can be read here: {ast.unparse(call)}"
    return {str(text) for text in texts}


def _codes_of_the_source() -> set[str]:
    found: set[str] = set()
    for path in sorted(SRC.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for naam, place in _wrappers(tree).items():
            for call in _calls(tree, {naam}):
                found |= _code(call, place) or set()
    return found


def test_every_code_is_listed_and_every_listed_code_is_used() -> None:
    families = {code.removesuffix("*") for code in CODES if code.endswith("*")}
    used = {
        next((f"{family}*" for family in families if code.startswith(family)), code) for code in _codes_of_the_source()
    }
    assert used == set(CODES), "codes.py and docs/meldingen.md list every code of a finding"


def test_the_handbook_lists_the_codes_as_they_are() -> None:
    text = (WORTEL / "docs" / "meldingen.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z*-]+)` \| (.+) \|$", text, re.MULTILINE)
    assert dict(rows) == CODES
    assert len(rows) == len(CODES)


def test_every_code_is_plain_and_its_meaning_a_sentence() -> None:
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*(-\*)?", code) for code in CODES)
    assert all(meaning[0].isupper() and meaning.endswith(".") for meaning in CODES.values())
