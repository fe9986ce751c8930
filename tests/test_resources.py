"""Templates and example are found in a checkout and in a wheel."""

from __future__ import annotations

from pathlib import Path

import pytest

from werkmonitor import resources

ROOT = Path(__file__).resolve().parents[1]


def test_in_a_checkout_they_lie_beside_src() -> None:
    assert resources.templates() == ROOT / "templates"
    assert resources.voorbeeld() == ROOT / "data" / "voorbeeld" / "heerenveen"
    assert (resources.voorbeeld() / "werkmonitor.toml").is_file()


def test_in_a_wheel_they_lie_within_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site-packages" / "werkmonitor"
    (package / "templates").mkdir(parents=True)
    (package / "data" / "voorbeeld").mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert resources.templates() == package / "templates"
    assert resources.voorbeeld("elders") == package / "data" / "voorbeeld" / "elders"
