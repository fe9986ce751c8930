"""The layers: who may import whom, who alone may import what, and how large things may become."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pytest

from werkmonitor.outputs import FORMATEN

SRC = Path(__file__).resolve().parents[1] / "src"
PACKAGE = "werkmonitor"
VERSION = f"{PACKAGE}.__version__"
"""The version is a word that every layer may use; the package itself (``feiten``) does something."""

LAYERS: dict[int, tuple[str, ...]] = {
    0: ("findings", "codes", "periode", "formatting", "resources", "__version__"),
    1: ("programma", "huisstijl"),
    2: ("bronnen",),
    3: ("formula", "prognose"),
    4: ("normen", "oordeel", "checks", "teksten", "proza"),
    5: ("monitor", "uitgave", "diff", "onthulling"),
    6: ("charts", "outputs"),
    7: ("files", "tasks", "cli", "__main__"),
}
LAYER = {f"{PACKAGE}.{name}": layer for layer, names in LAYERS.items() for name in names} | {PACKAGE: 7}

ALONE = {
    "matplotlib": "charts",
    "jinja2": "outputs",
    "weasyprint": "outputs",
    "xlsxwriter": "outputs",
    "pptx": "outputs",
    "xlrd": "bronnen",
    "openpyxl": "tasks",
}
"""Library to the one folder that may import it."""

MAX_FUNCTION = 40
MAX_MODULE = 400


def _name(path: Path) -> str:
    parts = path.relative_to(SRC).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {_name(path): path for path in sorted((SRC / PACKAGE).rglob("*.py"))}


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def _imports(module: str, nodes: Iterable[ast.AST] | None = None) -> Iterator[str]:
    """Yield what a module imports anywhere in it, also within functions and for types only."""
    for node in ast.walk(_tree(module)) if nodes is None else nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            for alias in node.names:
                name = f"{node.module}.{alias.name}"
                yield name if name in MODULES or name == VERSION else str(node.module)


@cache
def _own(module: str) -> frozenset[str]:
    return frozenset(name for name in _imports(module) if name.partition(".")[0] == PACKAGE)


def _layer(module: str) -> int:
    return LAYER[".".join(module.split(".")[:2])]


def test_there_are_modules_to_look_at() -> None:
    assert len(MODULES) > 30
    assert "werkmonitor.monitor.model" in _own("werkmonitor.charts")
    assert "werkmonitor.tasks.build" in _own("werkmonitor.cli.bouwen")


def test_every_module_belongs_to_a_layer() -> None:
    assert {".".join(module.split(".")[:2]) for module in MODULES} <= LAYER.keys()


def test_every_part_of_a_layer_exists() -> None:
    parts = {".".join(module.split(".")[:2]) for module in MODULES} | {VERSION}
    assert set(LAYER) == parts


def test_a_module_imports_only_from_its_own_layer_or_a_lower_one() -> None:
    wrong = {module: {name for name in _own(module) if _layer(name) > _layer(module)} for module in MODULES}
    assert {module: names for module, names in wrong.items() if names} == {}


def test_the_version_rests_on_nothing() -> None:
    top = [node for node in _tree(PACKAGE).body if not isinstance(node, ast.FunctionDef | ast.If)]
    assert [name for name in _imports(PACKAGE, top) if not name.startswith(("__future__", "typing"))] == []


def test_no_module_comes_back_to_itself() -> None:
    edges = {module: _own(module) - {module, VERSION} for module in MODULES}
    left = dict(edges)
    while True:
        free = [module for module, targets in left.items() if not targets & set(left)]
        if not free:
            break
        for module in free:
            del left[module]
    assert left == {}


@cache
def _packages(module: str) -> frozenset[str]:
    return frozenset(name.split(".")[0] for name in _imports(module))


@pytest.mark.parametrize(("library", "folder"), ALONE.items())
def test_a_library_has_one_home(library: str, folder: str) -> None:
    users = {module for module in MODULES if library in _packages(module)}
    assert {module for module in users if not module.startswith(f"{PACKAGE}.{folder}")} == set()


def _functions(module: str) -> dict[str, int]:
    """Return the lines of each function, methods and inner ones included."""
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    found = [node for node in ast.walk(_tree(module)) if isinstance(node, kinds)]
    return {f"{node.name}:{node.lineno}": (node.end_lineno or 0) - node.lineno + 1 for node in found}


def _defines(folder: str, function: str) -> set[str]:
    """Return the modules of a folder that define a function of this name."""
    return {
        module
        for module in MODULES
        if module.startswith(f"{PACKAGE}.{folder}.")
        and any(isinstance(node, ast.FunctionDef) and node.name == function for node in _tree(module).body)
    }


def test_every_output_format_is_registered() -> None:
    assert _defines("outputs", "render") == {f"{PACKAGE}.outputs.{naam}" for naam in FORMATEN}


def test_the_formats_that_may_be_declared_are_those_that_can_be_made() -> None:
    from typing import get_args

    from werkmonitor.programma.schema import Formaat

    assert get_args(Formaat) == tuple(FORMATEN)


def test_no_two_formats_make_a_file_of_the_same_name() -> None:
    ends = [end for found in FORMATEN.values() for end in found]
    assert len(ends) == len(set(ends))
    assert all(FORMATEN.values())


def test_every_kind_of_chart_is_registered() -> None:
    from werkmonitor.charts.kinds import KINDS

    assert _defines("charts", "draw") == {chart.__module__ for chart in KINDS.values()}


def test_every_kind_of_chart_that_may_be_declared_can_be_drawn() -> None:
    from typing import get_args

    from werkmonitor.charts.kinds import KINDS
    from werkmonitor.programma.pagina import Blok

    assert set(get_args(Blok.model_fields["vorm"].annotation)) <= set(KINDS)


def test_functions_stay_short() -> None:
    found = {(module, name): lines for module in MODULES for name, lines in _functions(module).items()}
    assert {name: lines for name, lines in found.items() if lines > MAX_FUNCTION} == {}


def test_modules_stay_small() -> None:
    sizes = {module: len(path.read_text(encoding="utf-8").splitlines()) for module, path in MODULES.items()}
    assert {module: size for module, size in sizes.items() if size > MAX_MODULE} == {}


def test_only_the_command_line_prints() -> None:
    assert {module for module in MODULES if _prints(module)} == {f"{PACKAGE}.cli.tonen", f"{PACKAGE}.__main__"}


def _prints(module: str) -> bool:
    calls = [node.func for node in ast.walk(_tree(module)) if isinstance(node, ast.Call)]
    return any(isinstance(call, ast.Name) and call.id == "print" for call in calls)
