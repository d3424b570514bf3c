"""The README against the code: its commands exist, its column table is the code's, its glossary is complete."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from data import schema

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
GLOSSARY = (
    "Document Span Sentence Quotation Speaker Outlet voice Topic Target Sentiment Stance Scorer Filters Build"
).split()


def column_table() -> str:
    """Return the README's table of columns as the code has it now."""
    lines = ["| table | column | type | meaning |", "|---|---|---|---|"]
    for name, columns in schema.TABLES.items():
        lines += [f"| {name} | `{c.name}` | {c.type} | {c.meaning} |" for c in columns]
    return "\n".join(lines)


def make_targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z][\w-]*):", makefile, flags=re.MULTILINE))


def verbs() -> set[str]:
    done = subprocess.run(
        [sys.executable, "-m", "data", "--help"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    return set(re.findall(r"\b(build|annotate|score|evaluate|describe|train)\b", done.stdout))


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\bmake ([a-z][\w-]*)", README))))
def test_every_make_target_exists(target: str) -> None:
    assert target in make_targets()


@pytest.mark.parametrize("verb", sorted(set(re.findall(r"python -m data ([a-z]+)", README))))
def test_every_verb_exists(verb: str) -> None:
    assert verb in verbs()


def test_every_verb_is_documented() -> None:
    assert verbs() == set(re.findall(r"python -m data ([a-z]+)", README))


def test_column_table_is_the_codes() -> None:
    assert column_table() in README, f"put this table into README.md:\n{column_table()}"


@pytest.mark.parametrize("name", GLOSSARY)
def test_glossary_has(name: str) -> None:
    assert f"| `{name}` |" in README


def test_every_path_named_exists() -> None:
    named = re.findall(r"`((?:data|dashboard|components|pages|seeds|tests)/[\w./-]+)`", README)
    assert named
    missing = [path for path in named if not (ROOT / path).exists() and not path.startswith(("data/built", "data/own"))]
    assert not missing, f"README names what is not there: {missing}"


def test_every_dependency_is_pinned_with_its_reason() -> None:
    for file in ROOT.glob("requirements*.txt"):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-r")):
                assert re.fullmatch(r"[\w.-]+==[\w.+-]+\s+# \S.*", line), f"{file.name}: {line!r} needs == and a reason"


def test_project_settings_parse() -> None:
    assert "tool" in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
