"""The README and docs/ against the code: commands, columns, formats and paths exist, the glossary is complete."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from components import methods
from data import schema, settings
from data.__main__ import TASKS
from data.readers import json_lines

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = {path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md"))}
GOLD = (ROOT / settings.FORMATS).read_text(encoding="utf-8")
GLOSSARY = (
    "Document Span Sentence Quotation Speaker Outlet voice Topic Target Sentiment Stance Scorer Filters Build"
).split()


def column_table() -> str:
    """Return the table of columns as the code has it now."""
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


def test_every_phony_target_has_its_rule() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, flags=re.MULTILINE)
    assert phony and set(phony.group(1).split()) == make_targets()


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\bmake ([a-z][\w-]*)", README))))
def test_every_make_target_exists(target: str) -> None:
    assert target in make_targets()


@pytest.mark.parametrize("verb", sorted(set(re.findall(r"python -m data ([a-z]+)", README))))
def test_every_verb_exists(verb: str) -> None:
    assert verb in verbs()


def test_every_verb_is_documented() -> None:
    assert verbs() == set(re.findall(r"python -m data ([a-z]+)", README))


def test_column_table_is_the_codes() -> None:
    assert column_table() in DOCS["columns.md"], f"put this table into docs/columns.md:\n{column_table()}"


@pytest.mark.parametrize("task", TASKS)
def test_every_task_and_its_format_are_documented(task: str) -> None:
    assert f"`{task}`" in README and f"| `{task}` |" in GOLD


def test_every_field_of_a_document_is_documented() -> None:
    spelled = {name for names in json_lines.SPELLINGS.values() for name in names}
    assert not {name for name in spelled if f"`{name}`" not in DOCS["formats.md"]}


def test_the_examples_are_json_and_the_documents_among_them_are_read() -> None:
    turns = 0
    for block in re.findall(r"```json\n(.*?)```", DOCS["formats.md"] + GOLD, flags=re.DOTALL):
        while block.strip():
            record, end = json.JSONDecoder().raw_decode(block.lstrip())
            block = block.lstrip()[end:]
            turns += len(json_lines.document_from_record(record).turns) if record.get("turns") else 0
    assert turns == 2


@pytest.mark.parametrize("command", re.findall(r"python -m\s+tests\.benchmarks\.([^`#\n]+)", DOCS["performance.md"]))
def test_every_benchmark_command_is_whole(command: str) -> None:
    name = command.split()[0]
    source = (ROOT / "tests" / "benchmarks" / f"{name}.py").read_text(encoding="utf-8")
    assert all(f'"{option}"' in source for option in re.findall(r"--[\w-]+", command))
    assert ("INPUT..." in command) == ('nargs="+"' in source)


def test_the_methods_page_shows_the_figures_of_all_models() -> None:
    shown = methods._figures_of_card()
    models = {path.name for path in settings.MODELS.glob("*.safetensors")} - {"embeddings.safetensors"}
    assert models and not {name for name in models if f"`{name}`" not in shown}
    assert "Speakers" in shown


@pytest.mark.parametrize("name", GLOSSARY)
def test_glossary_has(name: str) -> None:
    assert f"| `{name}` |" in README


def test_every_path_named_exists() -> None:
    text = "\n".join((README, *DOCS.values()))
    named = re.findall(r"`((?:data|dashboard|components|pages|seeds|tests)/[\w./-]+)`", text)
    named += re.findall(r"\]\(([\w./-]+)\)", README)
    assert named
    missing = [path for path in named if not (ROOT / path).exists() and not path.startswith(("data/built", "data/own"))]
    assert not missing, f"the documentation names what is not there: {missing}"


def test_every_environment_variable_is_read_in_the_settings_and_documented() -> None:
    reads = re.compile(r"""(?:environ\.get\(|getenv\(|environ\[)["'](\w+)["']""")
    folders = [ROOT / name for name in ("data", "dashboard", "components", "pages")]
    sources = [path for folder in folders for path in folder.rglob("*.py")]
    found = {path.name: set(reads.findall(path.read_text(encoding="utf-8"))) for path in sources}
    assert {name for name, variables in found.items() if variables} == {"settings.py"}
    assert not {variable for variable in found["settings.py"] if f"`{variable}`" not in README}


def test_every_dependency_is_pinned_with_its_reason() -> None:
    for file in ROOT.glob("requirements*.txt"):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-r")):
                assert re.fullmatch(r"[\w.-]+==[\w.+-]+\s+# \S.*", line), f"{file.name}: {line!r} needs == and a reason"


def test_project_settings_parse() -> None:
    assert "tool" in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
