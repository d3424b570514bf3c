"""The README and docs against the code: commands, columns, formats and paths exist, the glossary is complete."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import re
import shlex
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from components import methods
from data import __main__, schema, settings
from data.readers import json_lines

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCS = {path.name: path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").glob("*.md"))}
GOLD = (ROOT / settings.FORMATS).read_text(encoding="utf-8")
PAGES = (
    ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / settings.FORMATS, settings.MODELS / "README.md"
)  # fmt: skip
WRITTEN = "\n".join(path.read_text(encoding="utf-8") for path in PAGES)
GLOSSARY = (
    "Document Span Sentence Quotation Speaker Outlet voice Topic Target Sentiment Stance Scorer Filters Build"
).split()
#: Words that stand for a value of the reader's own, where the command line does not take just any.
VALUES = {"TASK": "speakers", "N": "2"}


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
    """Return the table of columns as the code has it now."""
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


def test_every_phony_target_has_its_rule() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, flags=re.MULTILINE)
    assert phony and set(phony.group(1).split()) == make_targets()


@pytest.mark.parametrize("given", [[], ["INPUT="], ["INPUT=speeches.jsonl"]])
def test_a_build_asks_for_its_documents(given: list[str]) -> None:
    # -n: the commands are printed, none is run.
    rest = {name: value for name, value in os.environ.items() if name != "INPUT"}
    told = subprocess.run(["make", "-n", "build", *given], cwd=ROOT, env=rest, capture_output=True, text=True)
    if given == ["INPUT=speeches.jsonl"]:
        assert told.returncode == 0 and "data build speeches.jsonl --out" in told.stdout
    else:
        assert told.returncode == 2 and "name the documents: make build INPUT=..." in told.stderr
        assert "data build" not in told.stdout


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


@pytest.mark.parametrize("command", commands("tests.benchmarks."))
def test_every_command_of_a_benchmark_parses(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module, *words = words_of(command)
    parse = argparse.ArgumentParser.parse_args

    def parsed_alone(parser: argparse.ArgumentParser, *_: object) -> None:
        parse(parser, words)
        raise InterruptedError

    monkeypatch.setattr(argparse.ArgumentParser, "parse_args", parsed_alone)
    with pytest.raises(InterruptedError):
        importlib.import_module(module).main()


def test_every_option_exists() -> None:
    named = {one.split()[0].split("=")[0] for one in code(WRITTEN) if one.startswith("--")}
    assert named and named <= options()


def test_column_table_is_the_codes() -> None:
    assert column_table() in DOCS["columns.md"], f"put this table into docs/columns.md:\n{column_table()}"


@pytest.mark.parametrize("task", __main__.TASKS)
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


def test_the_methods_page_shows_the_figures_of_all_models() -> None:
    shown = methods._figures_of_card()
    models = {path.name for path in settings.MODELS.glob("*.safetensors")} - {"embeddings.safetensors"}
    assert models and not {name for name in models if f"`{name}`" not in shown}
    assert "Speakers" in shown


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


def test_every_environment_variable_is_read_in_the_settings_and_documented() -> None:
    reads = re.compile(r"""(?:environ\.get\(|getenv\(|environ\[)["'](\w+)["']""")
    folders = [ROOT / name for name in ("data", "dashboard", "components", "pages")]
    sources = [path for folder in folders for path in folder.rglob("*.py")]
    found = {path.name: set(reads.findall(path.read_text(encoding="utf-8"))) for path in sources}
    assert {name for name, variables in found.items() if variables} == {"settings.py"}
    assert not {variable for variable in found["settings.py"] if f"`{variable}`" not in README}
    assert set(re.findall(r"PODIUM_[A-Z]+", WRITTEN)) <= found["settings.py"]


def test_every_dependency_is_pinned_with_its_reason() -> None:
    for file in ROOT.glob("requirements*.txt"):
        for line in file.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-r")):
                assert re.fullmatch(r"[\w.-]+==[\w.+-]+\s+# \S.*", line), f"{file.name}: {line!r} needs == and a reason"


def test_project_settings_parse() -> None:
    assert "tool" in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
