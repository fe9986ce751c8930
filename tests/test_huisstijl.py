from __future__ import annotations

import struct
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

from hulp import fouten, kopie
from werkmonitor import charts, resources
from werkmonitor.files.werkmap import vind_werkmap
from werkmonitor.findings import Finding, InputError
from werkmonitor.huisstijl.kleur import BEELD, TEKST, contrast, leesbaar, meng
from werkmonitor.huisstijl.lezen import lees_huisstijl, lees_of_niets
from werkmonitor.huisstijl.model import LICHTEN, ONZE, STAPPEN, Huisstijl, Kleuren, Tokens
from werkmonitor.outputs import renderer
from werkmonitor.outputs.html import stylesheet
from werkmonitor.tasks.doctor.werkmap import _huisstijl

import monitor_voorbeeld as voorbeeld  # isort: skip

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z" fill="#123456"/>{}</svg>'
LOGO = '[logo]\nbestand = "{}"\nalt = "Logo van de proef"\n'


def style(folder: Path, toml: str = "", **files: bytes | str) -> Path:
    """Write a house style in a werkmap without anything else."""
    (folder / "huisstijl").mkdir(exist_ok=True)
    (folder / "huisstijl" / "huisstijl.toml").write_text(toml, encoding="utf-8")
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / "huisstijl" / name.replace("_", ".")).write_bytes(data)
    return folder


def faults(folder: Path, toml: str = "", **files: bytes | str) -> list[Finding]:
    return list(lees_of_niets(style(folder, toml, **files)))


def png(width: int = 2, height: int = 1) -> bytes:
    def part(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0" + b"\0" * width)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", pixels) + part(b"IEND", b"")


def test_without_a_house_style_it_is_ours(tmp_path: Path) -> None:
    assert lees_huisstijl(tmp_path) is ONZE
    assert lees_huisstijl(resources.nieuw()) == ONZE, "what init copies changes nothing until somebody chooses"


@pytest.mark.parametrize("map_", sorted(resources.voorbeelden().iterdir()), ids=lambda path: path.name)
def test_the_examples_have_one_that_can_be_seen(map_: Path) -> None:
    stijl = lees_huisstijl(map_)
    assert stijl.logo is not None
    assert stijl.tokens.hoofdkleur != ONZE.tokens.hoofdkleur
    assert stijl.kleuren.fouten() == []


def test_the_known_contrasts() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert contrast("#ffffff", "#0a3f60") == contrast("#0a3f60", "#ffffff")


@pytest.mark.parametrize(("kleur", "goed"), [("#767676", True), ("#777777", False)])
def test_the_border_of_text(kleur: str, *, goed: bool) -> None:
    """The last grey of WCAG that may be text on white, and the first that may not."""
    paren = [paar for paar in Kleuren(Tokens(accent=kleur)).paren() if "link op het papier" in paar.wat]
    assert [(paar.nodig, paar.goed) for paar in paren] == [(4.5, goed)]


@pytest.mark.parametrize(("kleur", "goed"), [("#949494", True), ("#959595", False)])
def test_the_border_of_shapes(kleur: str, *, goed: bool) -> None:
    paren = [paar for paar in Kleuren(Tokens(grijs=kleur)).paren() if "rand op het papier" in paar.wat]
    assert [paar.goed for paar in paren if paar.token == "grijs"] == [goed]  # noqa: S105 - a colour


def test_a_contrast_of_exactly_what_is_needed_is_enough() -> None:
    paar = next(iter(ONZE.kleuren.paren()))
    assert paar._replace(nodig=paar.verhouding).goed
    assert not paar._replace(nodig=paar.verhouding + 1e-9).goed


def test_every_pair_of_ours_passes() -> None:
    assert ONZE.kleuren.fouten() == []
    assert {paar.token for paar in ONZE.kleuren.paren()} == {"tekst", "accent", "hoofdkleur", *LICHTEN}


@pytest.mark.parametrize("hoofd", ["#0a3f60", "#005a9c", "#767676", "#b00020", "#3b7a00"])
def test_this_year_stands_apart_from_last_year_in_any_house_style(hoofd: str) -> None:
    palet = Huisstijl(Tokens(hoofdkleur=hoofd)).palet
    assert contrast(palet.nu, palet.vorig) >= BEELD
    assert all(contrast(kleur, palet.papier) >= BEELD for kleur in (palet.nu, palet.vorig, *palet.anders))
    assert all(contrast(kleur, palet.papier) >= TEKST for kleur in (palet.nu, *palet.anders_tekst, palet.norm))


def test_a_colour_that_cannot_be_seen_is_told_with_the_nearest_that_can(tmp_path: Path) -> None:
    (found,) = faults(tmp_path, '[kleuren]\n# warm\naccent = "#f5a623"\n')
    assert (found.code, found.ernst, str(found.vindplaats)) == (
        "huisstijl-contrast", "fout", "huisstijl/huisstijl.toml › regel 3",
    )  # fmt: skip
    assert "een waarde of een link op het vlak van een tegel (#f5a623 op #f4f6f8)" in found.wat
    assert "een contrast van 1,87 : 1, en 4,50 : 1 is nodig" in found.wat
    near = found.doen.split('"')[1]
    assert faults(tmp_path, f'[kleuren]\naccent = "{near}"\n') == []


@pytest.mark.parametrize("token", ["accent", "hoofdkleur", "groen", "grijs"])
def test_the_nearest_colour_is_the_first_that_passes(token: str) -> None:
    bright = replace(Tokens(), **{token: "#ffd23f"})
    near = Kleuren(bright).dichtstbij(token)
    shades = [meng("#ffd23f", "#000000", step / STAPPEN) for step in range(STAPPEN + 1)]

    def passes(kleur: str) -> bool:
        changed = Kleuren(replace(bright, **{token: kleur}))
        return all(paar.goed for paar in changed.paren() if paar.token == token)

    assert next(kleur for kleur in shades if passes(kleur)) == near


def test_dark_paper_is_refused_for_each_colour_that_suffers(tmp_path: Path) -> None:
    found = faults(tmp_path, '[kleuren]\npapier = "#333333"\n')
    assert {finding.code for finding in found} == {"huisstijl-contrast"}
    assert any("die kleur is de onze" in finding.wat for finding in found)


def test_a_colour_made_readable_is_readable() -> None:
    assert contrast(leesbaar("#ffff00", ("#ffffff", "#eeeeee"), TEKST), "#eeeeee") >= TEKST
    assert contrast(leesbaar("#222222", ("#111111",), TEKST), "#111111") >= TEKST


@pytest.mark.parametrize(
    ("toml", "code", "wat", "doen"),
    [
        ('[kleuren]\nacent = "#000000"\n', "huisstijl-sleutel", "'acent' bestaat niet.", "Bedoelt u 'accent'?"),
        ("[kleur]\n", "huisstijl-sleutel", "Het blok [kleur] bestaat niet.", "Bedoelt u 'kleuren'?"),
        ("kleuren = 3\n", "huisstijl-sleutel", "Het blok [kleuren] bestaat niet.", "Bedoelt u 'kleuren'?"),
        ("[vorm]\nx = 1\n", "huisstijl-sleutel", "De sleutel 'x' bestaat niet.", "Bekend zijn: hoekstraal."),
        ('[kleuren]\naccent = "blauw"\n', "huisstijl-waarde", "'accent' is geen kleur.", "Schrijf een kleur"),
        ("[kleuren]\naccent = 3\n", "huisstijl-waarde", "'accent' is geen kleur.", ""),
        ("[vorm]\nhoekstraal = 13\n", "huisstijl-waarde", "0 tot en met 12", ""),
        ("[vorm]\nhoekstraal = true\n", "huisstijl-waarde", "0 tot en met 12", ""),
        ("[kleuren\n", "huisstijl-onleesbaar", "niet te lezen", ""),
        (LOGO.format("weg.svg"), "huisstijl-bestand", "'weg.svg' is er niet", "Zet het bestand zelf in de map"),
        (LOGO.format("../../etc/passwd"), "huisstijl-bestand", "is er niet", ""),
        (LOGO.format("leeg.svg"), "huisstijl-bestand", "of is leeg", ""),
        ('[logo]\nbestand = "goed.svg"\n', "huisstijl-waarde", "'alt' een tekst", ""),
        ('[letter]\nnaam = "X"\ngewoon = "goed.svg"\nvet = "goed.svg"\n', "huisstijl-letter", "geen letter", ""),
    ],
)  # fmt: skip
def test_a_fault_says_what_and_what_to_do(tmp_path: Path, toml: str, code: str, wat: str, doen: str) -> None:
    (found,) = faults(tmp_path, toml, leeg_svg="", goed_svg=SVG.format(""))
    assert found.code == code
    assert wat in found.wat
    assert doen in found.doen
    assert "Er is niets gemaakt." in found.gevolg


def test_all_faults_at_once(tmp_path: Path) -> None:
    found = faults(tmp_path, '[kleuren]\nacent = "#000000"\nrood = "rood"\n[vorm]\nhoekstraal = -1\n')
    assert len(found) == 3
    with pytest.raises(InputError, match="3 fouten"):
        lees_huisstijl(tmp_path)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>", "<foreignObject/>", '<image href="https://elders.nl/x.png"/>',
        '<a href="https://elders.nl"><path/></a>', '<path onclick="x()"/>', '<use href="https://elders.nl#a"/>',
        '<path style="fill:url(https://elders.nl)"/>', "<style>@import 'https://elders.nl/x.css';</style>",
        '<path fill="url(//elders.nl/x)"/>', "<animate/>",
    ],
)  # fmt: skip
def test_a_logo_that_can_do_something_is_refused(tmp_path: Path, inside: str) -> None:
    (found,) = faults(tmp_path, LOGO.format("l.svg"), l_svg=SVG.format(inside))
    assert found.code == "huisstijl-logo"
    assert "mag niet in een rapport" in found.wat


@pytest.mark.parametrize(
    "data",
    [b"geen plaatje", b"<html/>", b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("").encode(), b"x" * 200_001,
     png()[:-6], png(4001), png()[:20], SVG.format("").encode("utf-16")],
)  # fmt: skip
def test_a_logo_that_is_no_sound_picture_is_refused(tmp_path: Path, data: bytes) -> None:
    (found,) = faults(tmp_path, LOGO.format("l.svg"), l_svg=data)
    assert found.code == "huisstijl-logo"


def test_what_a_logo_may_have(tmp_path: Path) -> None:
    gradient = (
        '<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs><path fill="url(#a)"/><use href="#a"/>'
    )
    stijl = lees_huisstijl(style(tmp_path, LOGO.format("l.svg"), l_svg=SVG.format(gradient)))
    assert stijl.logo is not None
    assert (stijl.logo.mime, stijl.logo.alt) == ("image/svg+xml", "Logo van de proef")
    stijl = lees_huisstijl(style(tmp_path, LOGO.format("l.png"), l_png=png()))
    assert stijl.logo is not None
    assert stijl.logo.mime == "image/png"


def test_own_letters_are_looked_at(tmp_path: Path) -> None:
    letters = resources.templates() / "lettertype"
    gewoon, vet = ((letters / naam).read_bytes() for naam in ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf"))
    toml = '[letter]\nnaam = "Deja"\ngewoon = "a.ttf"\nvet = "b.ttf"\n'
    stijl = lees_huisstijl(style(tmp_path, toml, a_ttf=gewoon, b_ttf=vet))
    assert stijl.letter is not None
    assert (stijl.familie, stijl.letter.vorm) == ("Deja", "truetype")
    assert '--letter: "Huisletter", "DejaVu Sans"' in stylesheet("pdf", stijl)
    assert [f.code for f in faults(tmp_path, toml, a_ttf=gewoon[:9000], b_ttf=vet)] == ["huisstijl-letter"]
    (found,) = faults(tmp_path, toml, b_ttf=(letters / "DejaVuSans-Bold.woff2").read_bytes(), a_ttf=gewoon)
    assert "twee soorten" in found.wat


@pytest.mark.traag
def test_the_tokens_reach_page_and_charts(tmp_path: Path) -> None:
    toml = '[kleuren]\nhoofdkleur = "#0b4f4a"\n[vorm]\nhoekstraal = 7\n' + LOGO.format("l.svg")
    stijl = lees_huisstijl(style(tmp_path, toml, l_svg=SVG.format("")))
    monitor = voorbeeld.monitor()
    drawn = {grafiek.id: charts.render(grafiek, stijl.palet) for grafiek in voorbeeld.grafieken(monitor)[:1]}
    assert all(stijl.palet.nu in svg and ONZE.palet.nu not in svg for svg in drawn.values())
    drawn |= {grafiek.id: "<svg/>" for grafiek in voorbeeld.grafieken(monitor)[1:]}
    page = renderer("html", None, stijl)(monitor, drawn)[".html"].decode()
    assert "--hoofd: #0b4f4a;" in page
    assert "--accent: #0b4f4a;" in page, "without an accent of its own it is the main colour"
    assert "--hoek: 7pt;" in page
    assert 'alt="Logo van de proef"' in page
    assert ONZE.tokens.hoofdkleur not in page
    assert SVG.format("") not in page, "a logo never stands in the page itself, only as a picture"


def test_a_wrong_style_stops_a_build_and_the_doctor_sees_it(tmp_path: Path) -> None:
    werkmap = style(kopie(tmp_path, kern=True), '[kleuren]\naccent = "#ffee00"\n')
    assert [finding.code for finding in fouten(werkmap)] == ["huisstijl-contrast"]
    assert not (werkmap / "uitvoer").exists()
    (seen,) = _huisstijl(vind_werkmap(werkmap))
    assert "accent" in seen.wat
