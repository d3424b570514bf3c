"""The README and docs against the code: their commands parse, the column table is the code's, the glossary is whole."""

from __future__ import annotations

import argparse
import importlib
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import __main__, schema

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "data" / "models" / "README.md")
WRITTEN = "\n".join(path.read_text(encoding="utf-8") for path in PAGES)
GLOSSARY = (
    "Document Span Sentence Quotation Speaker Outlet voice Topic Target Sentiment Stance Scorer Filters Build"
).split()
#: Words that stand for a value of the reader's own, where the command line does not take just any.
VALUES = {"TASK": "speakers", "N": "2"}
#: Set by the dashboard for the jobs it watches, by no user.
INTERNAL = {"PODIUM_STAGES"}


def code(written: str) -> Iterator[str]:
    """Yield what stands between backticks, and each line of the code blocks without its comment."""
    parts = written.split("```")
    for text in parts[::2]:
        yield from (" ".join(found.replace("\\|", "|").split()) for found in re.findall(r"`([^`]+)`", text))
    for block in parts[1::2]:
        yield from (line.split(" #")[0].strip() for line in block.replace("\\\n", " ").splitlines()[1:])


def commands(module: str) -> list[str]:
    """Return what is written behind `python -m` where that starts with `module`."""
    found = (re.search(rf"python -m ({re.escape(module)}.*)", one) for one in code(WRITTEN))
    return sorted({one[1] for one in found if one})


def words_of(command: str) -> list[str]:
    """Return the words of a command as one may type them: brackets and dots gone, of several values the first."""
    plain = command.replace("[", " ").replace("]", " ").replace("...", " ")
    return [VALUES.get(word, word.split("|")[0]) for word in shlex.split(plain)]


def column_table() -> str:
    """Return the README's table of columns as the code has it now."""
    lines = ["| table | column | type | meaning |", "|---|---|---|---|"]
    for name, columns in schema.TABLES.items():
        lines += [f"| {name} | `{c.name}` | {c.type} | {c.meaning} |" for c in columns]
    return "\n".join(lines)


def make_targets() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z][\w-]*):", makefile, flags=re.MULTILINE))


def verbs() -> dict[str, argparse.ArgumentParser]:
    (found,) = (one for one in __main__._parser()._actions if isinstance(one, argparse._SubParsersAction))
    return dict(found.choices)


def options() -> set[str]:
    """Return every option of a verb or a benchmark."""
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests" / "benchmarks").glob("*.py"))
    of_verbs = {one for verb in verbs().values() for one in verb._option_string_actions}
    return of_verbs | set(re.findall(r'add_argument\("(--[\w-]+)"', sources))


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\bmake ([a-z][\w-]*)", "\n".join(code(WRITTEN))))))
def test_every_make_target_exists(target: str) -> None:
    assert target in make_targets()


def test_every_verb_is_documented() -> None:
    assert set(verbs()) == set(re.findall(r"python -m data ([a-z]+)", README))


@pytest.mark.parametrize("command", commands("data "))
def test_every_command_of_the_job_parses(command: str) -> None:
    try:
        __main__._parser().parse_args(words_of(command)[1:])
    except SystemExit as end:
        assert end.code == 0, command  # --help


@pytest.mark.parametrize("module", sorted({command.split()[0] for command in commands("tests.benchmarks.")}))
def test_every_benchmark_exists(module: str) -> None:
    assert callable(importlib.import_module(module).main)


def test_every_option_exists() -> None:
    named = {one.split()[0].split("=")[0] for one in code(WRITTEN) if one.startswith("--")}
    assert named and named <= options()


def test_every_variable_of_the_environment_is_documented() -> None:
    settings = set(re.findall(r"PODIUM_[A-Z]+", (ROOT / "data" / "settings.py").read_text(encoding="utf-8")))
    assert set(re.findall(r"PODIUM_[A-Z]+", WRITTEN)) == settings - INTERNAL


def test_column_table_is_the_codes() -> None:
    assert column_table() in README, f"put this table into README.md:\n{column_table()}"


@pytest.mark.parametrize("name", GLOSSARY)
def test_glossary_has(name: str) -> None:
    assert f"| `{name}` |" in README


def test_every_path_named_exists() -> None:
    folders = "data|dashboard|components|pages|seeds|tests|docs"
    named = set(re.findall(rf"(?<![\w/.-])((?:{folders})/[\w./-]*\w|requirements[\w-]*\.txt)", WRITTEN))
    assert named
    built = ("data/built", "data/own")
    missing = [path for path in sorted(named) if not (ROOT / path).exists() and not path.startswith(built)]
    assert not missing, f"named, and not there: {missing}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [one for one in links if "://" not in one and not (page.parent / one).exists()] == []


def test_every_dependency_is_pinned_with_its_reason() -> None:
    for file in ROOT.glob("requirements*.txt"):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-r")):
                assert re.fullmatch(r"[\w.-]+==[\w.+-]+\s+# \S.*", line), f"{file.name}: {line!r} needs == and a reason"


def test_project_settings_parse() -> None:
    assert "tool" in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
