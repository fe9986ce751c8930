from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest

from bronnen_voorbeeld import LIJST, blad, lees_map, leg_neer, werkboek
from werkmonitor.bronnen.feiten import Feiten, cel, encode

KOP = ["Reden", "Jaar", "Maand", "Aantal"]


@pytest.fixture
def feiten(tmp_path: Path) -> Feiten:
    bron = LIJST | {"maten": {"instroom": {"kolom": "Aantal", "eenheid": "euro"}}}
    rows = [KOP, ["Verhuizing", 2021, 1, 0.1], ["Verhuizing", 2021, 2, 2], ["Einde WW", 2021, 1, None]]
    leg_neer(tmp_path, "Instroom.xlsx", werkboek(blad(rows)))
    return lees_map(tmp_path, bron)[0]


@pytest.mark.parametrize(
    ("rij", "kolom", "address"), [(0, 0, "A1"), (0, 25, "Z1"), (0, 26, "AA1"), (9, 27, "AB10"), (0, 16383, "XFD1")]
)
def test_addresses(rij: int, kolom: int, address: str) -> None:
    assert cel(rij, kolom) == address


def test_codes_follow_first_appearance() -> None:
    kolom = encode(["b", "a", "b"])
    assert kolom.leden == ("b", "a")
    assert kolom.codes.tolist() == [0, 1, 0]


def test_sums_are_exact(feiten: Feiten) -> None:
    (tabel,) = feiten.tabellen
    assert tabel.som(np.array([0, 1])) == Fraction("2.1")
    assert tabel.som(np.array([], dtype=np.intp)) == 0


def test_a_fact_knows_where_it_stands(feiten: Feiten) -> None:
    adres = feiten.tabellen[0].adres(0)
    assert (adres.bestand, adres.blad, adres.cel, adres.levering) == (
        "exports/2021/Instroom.xlsx",
        "Pagina1_1",
        "D2",
        "2021",
    )
    assert (adres.waarde, adres.labels) == (Fraction(1, 10), ("instroom", "Verhuizing"))
    assert len(adres.sha256) == 64


def test_tables_by_maat(feiten: Feiten) -> None:
    assert feiten.maten == {"instroom": feiten.tabellen}


def test_the_frame_of_an_analyst(feiten: Feiten) -> None:
    frame = feiten.frame()
    assert frame["waarde"].tolist()[:2] == [0.1, 2.0]
    assert frame["waarde"].isna().tolist() == [False, False, True]
    assert frame["reden"].tolist() == ["verhuizing", "verhuizing", "einde-ww"]
    assert (frame["eenheid"] == "euro").all()
    assert Feiten().frame().empty
