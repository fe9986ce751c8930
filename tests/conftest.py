"""The example, built once for all tests of changes, and copies of it that a test may change."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest
from hypothesis import settings

from hulp import kopie, lees, verslag
from werkmonitor.monitor import model

pytest_plugins = ("browser",)

# A build makes many objects and leaves few: looking for cycles as often as usual costs a quarter of the time.
gc.set_threshold(100_000, 20, 50)

# The same cases every time, so that what fails here fails everywhere; `make test-lang` looks for others.
settings.register_profile("vast", derandomize=True, database=None)
if "WERKMONITOR_VOORBEELDEN" not in os.environ:
    settings.load_profile("vast")


@pytest.fixture
def werkmap(tmp_path: Path, gebouwd: Path) -> Path:
    """A copy of the example that was not built yet."""
    return kopie(tmp_path, van=gebouwd)


@pytest.fixture
def eerder_gebouwd(tmp_path: Path, gebouwd: Path) -> Path:
    """A copy of the example that was built as JSON."""
    return kopie(tmp_path, van=gebouwd, met_uitvoer=True)


@pytest.fixture
def exports(werkmap: Path) -> Path:
    return werkmap / "exports" / "2021"


@pytest.fixture(scope="session")
def gebouwd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A werkmap that was built once; tests only read it, or copy it."""
    werkmap = kopie(tmp_path_factory.mktemp("ongewijzigd"))
    verslag(werkmap)
    return werkmap


@pytest.fixture(scope="session")
def kern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same without its pages of background."""
    werkmap = kopie(tmp_path_factory.mktemp("kern"), kern=True)
    verslag(werkmap)
    return werkmap


@pytest.fixture(scope="session")
def voor(gebouwd: Path) -> model.Monitor:
    return lees(gebouwd / "uitvoer" / "2021")
