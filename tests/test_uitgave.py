"""Editions as values: their names, the number of a seal, and what is not as it was sealed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor_voorbeeld import kop, monitor
from werkmonitor.findings import InputError
from werkmonitor.uitgave import (
    ZEGEL,
    Gereedschap,
    Naam,
    Zegel,
    afwijkingen,
    als_uitgave,
    bestand,
    lees_naam,
    lees_zegel,
    ontleed_zegel,
    verzegel,
)

HTML = bestand(b"<html>")
GEREEDSCHAP = Gereedschap(
    werkmonitor="1.0", stempel="abc", python="3.11", systeem="Debian", bibliotheken={"weasyprint": "70.0"}
)
ZONDER_NUMMER = Zegel(
    uitgave="2021-u2",
    periode="2021",
    van="Gemeente Ergens",
    vervangt="2021-u1",
    reden="De uitstroom was dubbel geteld.",
    wie="Café Bénéluÿs",
    wanneer="2022-02-14T10:03:00+01:00",
    gereedschap=GEREEDSCHAP,
    invoer={"cijfers": {"exports/2021/poort.csv": "1" * 64}},
    bestanden={"monitor-2021-u2.html": HTML},
    eerdere={"2021-u1": "1234-5678"},
)
GEZEGELD, DATA = verzegel(ZONDER_NUMMER)


@pytest.mark.parametrize(
    ("text", "naam"),
    [
        ("2021-u1", Naam(periode="2021", nummer=1)),
        ("2021-H1-u12", Naam(periode="2021-H1", nummer=12)),
        ("2021-10-u1", Naam(periode="2021-10", nummer=1)),
        ("oudwijk/2021-K3-u2", Naam(lid="oudwijk", periode="2021-K3", nummer=2)),
        ("oudwijk\\2021-u2", Naam(lid="oudwijk", periode="2021", nummer=2)),
    ],
)
def test_the_name_of_an_edition_is_read(text: str, naam: Naam) -> None:
    assert lees_naam(text) == naam
    assert str(naam) == text.replace("\\", "/")


@pytest.mark.parametrize(
    "text",
    [
        "2021",
        "2021-10",
        "2021-u0",
        "2021-u01",
        "2021-u",
        "2021-13-u1",
        "../2021-u1",
        "a/b/2021-u1",
        "2021-u1/2021-u2",
        "u1",
        "",
        "-u1",
    ],
)
def test_what_is_no_name_of_an_edition_is_none(text: str) -> None:
    assert lees_naam(text) is None


def test_editions_sort_by_their_numbers() -> None:
    assert Naam(periode="2021", nummer=10) > Naam(periode="2021", nummer=9)


def test_a_monitor_becomes_an_edition_and_nothing_else_changes() -> None:
    concept = monitor(programma=kop(editie="concept"))
    made = als_uitgave(concept, "2021-u2", "2021-u1", "Dubbel geteld.")
    assert (concept.programma.stand, concept.programma.vervanging, concept.bestandsnaam) == (
        "concept",
        "",
        "monitor-2021",
    )
    assert (made.programma.stand, made.programma.vervanging, made.bestandsnaam) == (
        "vastgesteld als 2021-u2",
        "Vervangt 2021-u1: Dubbel geteld.",
        "monitor-2021-u2",
    )
    assert als_uitgave(made, "concept") == concept


def test_a_seal_is_read_back_with_its_number() -> None:
    assert ontleed_zegel(DATA) == GEZEGELD
    assert msgspec.structs.replace(GEZEGELD, zegelnummer="") == ZONDER_NUMMER
    assert len(GEZEGELD.zegelnummer.replace("-", "")) == 40
    assert str(GEZEGELD.naam) == "2021-u2"


def nummer(inhoud: dict[str, object]) -> str:
    """Return the number of a seal, written down here once more, so that another program can check it too."""
    rest = {key: value for key, value in inhoud.items() if key != "zegelnummer"}
    text = json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()[:40]
    return "-".join(digest[at : at + 4] for at in range(0, 40, 4))


def test_the_number_is_a_hash_over_all_that_the_seal_says() -> None:
    assert GEZEGELD.zegelnummer == nummer(json.loads(DATA))


@pytest.mark.parametrize("veld", [veld for veld in Zegel.__struct_fields__ if veld not in {"zegelnummer", "schema"}])
def test_whatever_is_changed_the_number_is_another(veld: str) -> None:
    other = {
        "gereedschap": msgspec.structs.replace(GEREEDSCHAP, stempel="abd"),
        "invoer": {"cijfers": {"exports/2021/poort.csv": "2" * 64}},
        "bestanden": {"monitor-2021-u2.html": bestand(b"<HTML>")},
        "eerdere": {},
        "uitgave": "2021-u3",
    }
    changed = msgspec.structs.replace(ZONDER_NUMMER, **{veld: other.get(veld, "iets anders")})
    assert verzegel(changed)[0].zegelnummer != GEZEGELD.zegelnummer


@given(st.integers(0, len(DATA) - 1), st.integers(0, 255))
def test_no_byte_of_a_seal_can_be_changed_unseen(plek: int, waarde: int) -> None:
    data = DATA[:plek] + bytes([waarde]) + DATA[plek + 1 :]
    if data != DATA:
        with pytest.raises(ValueError, match=r"^zegel\.json "):
            ontleed_zegel(data)


@pytest.mark.parametrize(
    ("data", "wat"),
    [
        (b"", "is geen zegel"),
        (b"[]", "is geen zegel"),
        (b"[" * 100_000, "is geen zegel"),
        (DATA.replace(b'"schema": 1,', b'"schema": "1",'), "is geen zegel"),
        (DATA.replace(b"10:03:00+01:00", b"kwart over 10"), "is geen zegel"),
        (DATA.replace(b'"2021-u2"', b'"2022-u2"', 1), "geen uitgave van 2021"),
        (DATA.replace(b'"2021-u2"', b'"oudwijk/2021-u2"', 1), "geen uitgave van 2021"),
        (DATA.replace("Café".encode(), b"Cafe"), "zegelnummer hoort niet bij de inhoud"),
        (DATA.replace(b'"reden"', b'"extra": 1,\n "reden"'), "zegelnummer hoort niet bij de inhoud"),
        (DATA.replace(b"\n", b"\r\n"), "anders opgemaakt"),
        (DATA.replace(b' "reden"', b' "reden": "een andere",\n "reden"'), "anders opgemaakt"),
    ],
)
def test_a_seal_that_was_tampered_with_says_how(data: bytes, wat: str) -> None:
    assert data != DATA
    with pytest.raises(ValueError, match=wat):
        ontleed_zegel(data)


def test_a_seal_of_a_later_version_that_says_more_can_be_read() -> None:
    later = {**json.loads(DATA), "getekend": True}
    data = json.dumps({**later, "zegelnummer": nummer(later)}, ensure_ascii=False, indent=1) + "\n"
    assert ontleed_zegel(data.encode()).uitgave == "2021-u2"


def test_reading_a_seal_names_the_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"zegel\.json kan niet gelezen worden .*niet te vertrouwen"):
        lees_zegel(tmp_path)
    (tmp_path / ZEGEL).write_bytes(DATA.replace(b"u1", b"u3"))
    with pytest.raises(InputError, match=r"is niet te vertrouwen: zegel\.json is gewijzigd.*kopie terug") as error:
        lees_zegel(tmp_path)
    assert str(tmp_path) in str(error.value)
    (tmp_path / ZEGEL).write_bytes(DATA)
    assert lees_zegel(tmp_path) == GEZEGELD


@pytest.mark.parametrize(
    ("aanwezig", "fout"),
    [
        ({"monitor-2021-u2.html": HTML}, []),
        ({}, ["monitor-2021-u2.html ontbreekt"]),
        ({"monitor-2021-u2.html": bestand(b"<HTML>")}, ["monitor-2021-u2.html is gewijzigd"]),
        ({"monitor-2021-u2.html": None}, ["monitor-2021-u2.html is gewijzigd"]),
        ({"monitor-2021-u2.html": HTML, "erbij.txt": HTML}, ["erbij.txt hoort niet bij deze uitgave"]),
    ],
)
def test_what_is_not_as_it_was_sealed_is_named(aanwezig: dict[str, object], fout: list[str]) -> None:
    assert afwijkingen(GEZEGELD, aanwezig) == fout  # type: ignore[arg-type]  # a dict of either
