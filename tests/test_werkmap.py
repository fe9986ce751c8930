"""The werkmap is found in a fixed order, and everything in it that a build depends on has a fingerprint."""

from __future__ import annotations

from pathlib import Path

import pytest

from werk_voorbeeld import maak_werkmap
from werkmonitor import resources
from werkmonitor.files.werkmap import (
    VARIABELE,
    Vingerafdrukken,
    Werkmap,
    controleer_leveringen,
    sleutel,
    vind_werkmap,
    vingerafdrukken,
)
from werkmonitor.findings import InputError
from werkmonitor.periode import Periode

JAAR = Periode.parse("2021")


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elders").mkdir()
    monkeypatch.chdir(tmp_path / "elders")
    monkeypatch.delenv(VARIABELE, raising=False)


@pytest.fixture
def werkmap(tmp_path: Path) -> Werkmap:
    return Werkmap(maak_werkmap(tmp_path / "werkmap"))


def test_a_given_folder_goes_before_everything(
    tmp_path: Path, werkmap: Werkmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = maak_werkmap(tmp_path / "andere")
    monkeypatch.chdir(other)
    monkeypatch.setenv(VARIABELE, str(other))
    assert vind_werkmap(werkmap.pad) == werkmap


def test_a_given_folder_may_be_relative(werkmap: Werkmap) -> None:
    assert vind_werkmap(Path("../werkmap")) == werkmap


@pytest.mark.parametrize("inner", [".", "exports/2021", "teksten"])
def test_the_current_folder_and_its_parents_go_before_the_variable(
    tmp_path: Path, werkmap: Werkmap, monkeypatch: pytest.MonkeyPatch, inner: str
) -> None:
    monkeypatch.setenv(VARIABELE, str(maak_werkmap(tmp_path / "andere")))
    monkeypatch.chdir(werkmap.pad / inner)
    assert vind_werkmap(None) == werkmap


def test_the_nearest_parent_counts(werkmap: Werkmap, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = maak_werkmap(werkmap.pad / "kopie")
    monkeypatch.chdir(inner / "exports")
    assert vind_werkmap(None).pad == inner


def test_the_variable_goes_before_the_example(werkmap: Werkmap, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABELE, str(werkmap.pad))
    assert vind_werkmap(None) == werkmap


@pytest.mark.parametrize("value", [None, ""])
def test_without_any_werkmap_the_example_is_used(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    if value is not None:
        monkeypatch.setenv(VARIABELE, value)
    assert vind_werkmap(None) == Werkmap(resources.voorbeeld(), voorbeeld=True, bij_gebrek=True)


def test_the_example_is_known_as_such_also_when_it_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    assert all(vind_werkmap(folder).voorbeeld for folder in resources.voorbeelden().iterdir())
    monkeypatch.chdir(resources.voorbeeld())
    assert vind_werkmap(None).voorbeeld


def test_a_given_folder_without_declaration_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^In --werkmap .*elders staat geen werkmonitor\.toml\."):
        vind_werkmap(tmp_path / "elders")


def test_a_variable_that_points_nowhere_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABELE, "/nergens")
    with pytest.raises(InputError, match=r"^In WERKMONITOR_WERKMAP=/nergens staat geen"):
        vind_werkmap(None)


def test_outputs_go_into_the_werkmap_by_period(werkmap: Werkmap) -> None:
    assert werkmap.uitvoer(Periode.parse("2021-H1")) == werkmap.pad / "uitvoer" / "2021-H1"


def test_outputs_of_the_example_go_to_the_current_folder(tmp_path: Path) -> None:
    found = vind_werkmap(None).uitvoer(JAAR)
    assert found == tmp_path / "elders" / "uitvoer" / "voorbeeld-heerenveen"


def test_texts_are_those_of_the_period_in_order(werkmap: Werkmap) -> None:
    folder = werkmap.pad / "teksten" / "2021"
    (folder / "aaa.md").write_text("a", encoding="utf-8")
    (folder / "notitie.txt").write_text("b", encoding="utf-8")
    assert [path.name for path in werkmap.teksten(JAAR)] == ["aaa.md", "kort.md"]
    assert werkmap.teksten(Periode.parse("2019")) == []


def test_a_file_is_shown_by_its_place_within_the_werkmap(werkmap: Werkmap) -> None:
    assert werkmap.naam_van(werkmap.pad / "teksten" / "2021" / "kort.md") == "teksten/2021/kort.md"


def _deliver(werkmap: Werkmap, *perioden: str) -> None:
    for periode in perioden:
        (werkmap.pad / "exports" / periode).mkdir(exist_ok=True)


@pytest.mark.parametrize(
    ("there", "periode", "expected"),
    [
        ((), "2021", ["2021", "2020"]),
        ((), "2020", ["2020"]),
        (("2021-H1", "2020-H2", "2020-H1"), "2021-H1", ["2021-H1", "2020-H1", "2020-H2"]),
        (("2021-H1", "2020-H2"), "2021-H1", ["2021-H1", "2020", "2020-H2"]),
        (("2021-H1", "2020-K3", "2021-K3"), "2021-K3", ["2021-K3", "2020-K3", "2021-H1", "2020"]),
        (("2021-05",), "2021-05", ["2021-05", "2020", "2021"]),
        ((), "2021-H1", ["2021", "2020"]),
    ],
)
def test_a_build_reads_its_own_delivery_and_those_it_is_compared_with(
    werkmap: Werkmap, there: tuple[str, ...], periode: str, expected: list[str]
) -> None:
    _deliver(werkmap, *there)
    assert list(map(str, controleer_leveringen(werkmap, Periode.parse(periode)))) == expected


def test_a_period_without_delivery_is_refused_with_those_that_have_one(werkmap: Werkmap) -> None:
    with pytest.raises(InputError, match=r"^Voor 2019 is er geen map.*Er zijn wel exports voor 2020, 2021\.$"):
        controleer_leveringen(werkmap, Periode.parse("2019"))


@pytest.mark.parametrize("folder_there", [True, False])
def test_a_werkmap_without_any_delivery_says_so(tmp_path: Path, *, folder_there: bool) -> None:
    if folder_there:
        (tmp_path / "exports").mkdir()
    with pytest.raises(InputError, match=r"heeft nog geen exports\.$"):
        controleer_leveringen(Werkmap(tmp_path), JAAR)


def prints(werkmap: Werkmap) -> Vingerafdrukken:
    return vingerafdrukken(werkmap, [JAAR, JAAR.vorig_jaar], JAAR)


def test_every_input_has_a_fingerprint_by_kind(werkmap: Werkmap) -> None:
    (werkmap.pad / "huisstijl").mkdir()
    (werkmap.pad / "huisstijl" / "kleuren.css").write_text("a", encoding="utf-8")
    (werkmap.pad / "exports" / "2021" / "map").mkdir()
    (werkmap.pad / "exports" / "2021" / "map" / "dieper.csv").write_text("a", encoding="utf-8")
    found = prints(werkmap)
    assert {soort: sorted(files) for soort, files in found.items()} == {
        "cijfers": [
            "declaratie/indicatoren.toml",
            "exports/2020/poort.csv",
            "exports/2021/map/dieper.csv",
            "exports/2021/poort.csv",
            "werkmonitor.toml",
        ],
        "teksten": ["teksten/2021/kort.md"],
        "vorm": ["huisstijl/kleuren.css"],
        "programma": ["werkmonitor"],
    }
    assert all(len(sha) == 64 for soort in ("cijfers", "teksten", "vorm") for sha in found[soort].values())


@pytest.mark.parametrize(
    ("file", "soort"),
    [
        ("werkmonitor.toml", "cijfers"),
        ("declaratie/indicatoren.toml", "cijfers"),
        ("exports/2020/poort.csv", "cijfers"),
        ("teksten/2021/kort.md", "teksten"),
    ],
)
def test_a_change_shows_in_its_own_kind_only(werkmap: Werkmap, file: str, soort: str) -> None:
    before = prints(werkmap)
    with (werkmap.pad / file).open("a", encoding="utf-8") as target:
        target.write("#\n")
    after = prints(werkmap)
    assert [kind for kind in after if after[kind] != before[kind]] == [soort]


def test_a_change_of_the_tool_shows_too(werkmap: Werkmap, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = prints(werkmap)
    templates = tmp_path / "sjablonen"
    templates.mkdir()
    (templates / "rapport.html").write_text("x", encoding="utf-8")
    monkeypatch.setattr(resources, "templates", lambda: templates)
    assert prints(werkmap)["programma"] != before["programma"]


def test_a_file_that_cannot_be_read_is_an_input_error_with_the_remedy(
    werkmap: Werkmap, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_bytes(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    with pytest.raises(InputError, match=r"kan niet gelezen worden \(geen toegang\)\. Sluit het bestand"):
        prints(werkmap)


def test_a_key_does_not_depend_on_the_order_of_its_files() -> None:
    assert sleutel({"a": "1", "b": "2"}, "x") == sleutel({"b": "2", "a": "1"}, "x")
    assert sleutel({"a": "1"}, "x") != sleutel({"a": "2"}, "x") != sleutel({"a": "2"}, "y")


def test_an_example_that_was_chosen_has_its_outputs_within_it() -> None:
    chosen = vind_werkmap(resources.voorbeeld())
    assert chosen.voorbeeld
    assert chosen.uitvoer(JAAR) == resources.voorbeeld() / "uitvoer" / "2021"


@pytest.mark.parametrize("naam", ["~$poort.xlsx", ".~lock.poort.xlsx#", "Thumbs.db", "poort.xlsx.part"])
def test_what_reading_passes_over_is_no_input(werkmap: Werkmap, naam: str) -> None:
    before = prints(werkmap)
    (werkmap.pad / "exports" / "2021" / naam).write_bytes(b"x")
    assert prints(werkmap) == before


def test_without_a_werkmap_that_is_said_first(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"^Hier is geen werkmap, .* --werkmap MAP, .* Voor 2035 is er geen map"):
        controleer_leveringen(vind_werkmap(None), Periode.parse("2035"))
    chosen = Werkmap(maak_werkmap(tmp_path / "w"))
    with pytest.raises(InputError, match=r"^Voor 2035 is er geen map"):
        controleer_leveringen(chosen, Periode.parse("2035"))
