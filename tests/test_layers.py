"""The import rules: `data/` makes the table, `dashboard/`, `components/` and `pages/` show it.

The source is read, not run: a forbidden import fails here whether or not a test reaches it.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ("data", "dashboard", "components", "pages")
PROJECT = {"data", "dashboard", "components", "pages", "tests"}
TORCH = {"torch", "transformers"}
DATA_FOR_VIEWS = {"data.settings", "data.records", "data.schema", "data.store", "data.errors"}
#: Modules of `data/` that may load models, and only inside functions.
MODEL_MODULES = (
    "data/encoder.py",
    "data/hardware.py",
    "data/packed.py",
    "data/pair_model.py",
    "data/quoting/tagger.py",
    "data/topics.py",
    "data/weight_files.py",
    "data/scorers/",
    "data/train/",
)

#: How a text is read, lowest first: each package may use those before it, and of `data/` itself nothing that uses it.
READING = ("words", "quoting", "turns", "resolution")
BENEATH_READING = {"data.line_ends", "data.span_lookup", "data.records", "data.errors", "data.settings"}
#: What the learned tagger of `quoting` stands on.
MODELS = {"data.encoder", "data.word_pieces"}

SOURCES = sorted(p for layer in LAYERS for p in (ROOT / layer).rglob("*.py"))


def imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield every module `path` imports, and whether that happens inside a function."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {
        id(child)
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        for child in ast.walk(node)
        if child is not node
    }
    # What stands under TYPE_CHECKING is never imported when the program runs.
    typing_only = {
        id(child)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for child in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in typing_only:
            continue
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, id(node) in inside
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                yield f"{node.module}.{alias.name}", id(node) in inside


def allowed_project_import(relative: str, module: str) -> bool:
    """Return whether the file may import that module of the project."""
    package = module.split(".")[0]
    if package not in PROJECT:
        return True
    if relative.startswith("data/"):
        return package == "data" and allowed_while_reading(relative, module)
    if package == "data":
        return any(module == name or module.startswith(name + ".") for name in DATA_FOR_VIEWS)
    if relative == "dashboard/app.py" or relative.startswith("pages/"):
        return package in {"dashboard", "components"}
    if relative.startswith("components/"):
        return package in {"dashboard", "components"}
    return package == "dashboard"


def allowed_while_reading(relative: str, module: str) -> bool:
    """Return whether a file of the packages that read a text may import that module of `data/`."""
    own = relative.split("/")[1]
    if own not in READING:
        return True
    other = module.split(".")[1]
    if other in READING:
        return READING.index(other) <= READING.index(own)
    known = BENEATH_READING | (MODELS if own == "quoting" else set())
    return any(module == name or module.startswith(f"{name}.") for name in known)


def refused_library(relative: str, module: str, *, in_function: bool) -> bool:
    """Return whether the file may not import that library."""
    library = module.split(".")[0]
    if library in TORCH:
        return not (relative.startswith(MODEL_MODULES) and in_function)
    if library == "streamlit":
        if relative.startswith("data/"):
            return True
        if relative.startswith("dashboard/"):
            return Path(relative).name not in {"app.py", "serve.py", "table.py", "session.py"}
        return "charts" in relative or "palette" in relative
    if library == "plotly":
        return not relative.startswith("components/")
    return False


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_down(path: Path) -> None:
    relative = path.relative_to(ROOT).as_posix()
    for module, in_function in imports(path):
        assert allowed_project_import(relative, module), f"{relative} may not import {module}"
        assert not refused_library(relative, module, in_function=in_function), (
            f"{relative} may not import {module} here"
        )


@pytest.mark.parametrize("path", sorted((ROOT / "pages").glob("*.py")), ids=lambda p: p.name)
def test_pages_hold_no_data_logic(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    found = re.findall(r"\bSELECT\b|\.groupby\(|read_parquet", source)
    assert not found, f"{path.name} holds data logic: {found}"


def test_dashboard_never_loads_torch() -> None:
    """Import everything the web process imports and look at what came along."""
    modules = [
        p.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".")
        for p in SOURCES
        if p.relative_to(ROOT).parts[0] in {"dashboard", "components"}
        and p.name not in {"app.py", "serve.py", "__init__.py"}
    ]
    program = "import sys\n" + "\n".join(f"import {m}" for m in modules) + "\nprint('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith("False")


def test_rules_would_notice() -> None:
    """The rules refuse what they are there to refuse."""
    assert refused_library("data/pipeline.py", "streamlit", in_function=True)
    assert refused_library("data/pipeline.py", "torch", in_function=True)
    assert refused_library("data/encoder.py", "torch", in_function=False)
    assert not refused_library("data/encoder.py", "torch", in_function=True)
    assert refused_library("components/charts.py", "streamlit", in_function=False)
    assert not allowed_project_import("data/store.py", "dashboard.table")
    assert not allowed_project_import("data/words/naming.py", "data.resolution.cast.Cast")
    assert not allowed_project_import("data/resolution/cast.py", "data.quotations")
    assert allowed_project_import("data/resolution/cast.py", "data.words.naming.Naming")
    assert not allowed_project_import("components/charts.py", "data.pipeline.build")
    assert allowed_project_import("components/charts.py", "data.schema.TABLES")
