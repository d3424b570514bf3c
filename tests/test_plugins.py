"""Every plug-in keeps the promise of its folder: scorers, measures, trainings, pages (readers: `test_readers.py`)."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
import re
from pathlib import Path

import pytest

from data import evaluate, schema, scorers, train
from data.__main__ import TASKS
from data.errors import InputError

ROOT = Path(__file__).resolve().parent.parent
CARD = (ROOT / "data" / "models" / "README.md").read_text(encoding="utf-8")
PAGES = sorted((ROOT / "pages").glob("*.py"))


@pytest.mark.parametrize("name", scorers.names())
def test_scorer_brings_its_columns(name: str) -> None:
    module = scorers.named(name)
    assert module.__doc__
    assert name == module.NAME
    assert module.TABLE in schema.TABLES
    assert all(isinstance(column, schema.Column) and column.meaning.endswith(".") for column in module.COLUMNS)
    assert callable(module.load)
    if module.TABLE != "sentences":
        return
    taken = {column.name for column in schema.SENTENCES}
    assert not taken & {column.name for column in module.COLUMNS}, "a scorer adds columns, it does not replace any"


def test_default_scorers_exist() -> None:
    assert set(scorers.DEFAULT) <= set(scorers.names())


def test_unknown_scorer_is_refused_with_the_names_there_are() -> None:
    with pytest.raises(InputError, match="vader"):
        scorers.named("horoscope")


def test_scorers_never_clash() -> None:
    tables = scorers.columns(scorers.names())
    for name, columns in tables.items():
        names = [column.name for column in columns]
        assert len(names) == len(set(names)), f"{name}: two columns of one name"


@pytest.mark.parametrize("task", TASKS)
def test_every_task_has_its_measure(task: str) -> None:
    module = importlib.import_module(f"{evaluate.__name__}.{task}")
    assert callable(module.evaluate)


def trainings() -> list[str]:
    """Return the names that `python -m data train` takes."""
    modules = (importlib.import_module(f"{train.__name__}.{m.name}") for m in pkgutil.iter_modules(train.__path__))
    return sorted(module.__name__.rsplit(".", 1)[1] for module in modules if hasattr(module, "train"))


@pytest.mark.parametrize("name", trainings())
def test_every_training_takes_its_folders_and_stands_on_the_card(name: str) -> None:
    module = importlib.import_module(f"{train.__name__}.{name}")
    assert module.__doc__
    assert list(inspect.signature(module.train).parameters)[:2] == ["data_dir", "out"]
    assert f"`{name}`" in CARD or f"python -m data train {name} " in CARD


def test_every_training_the_card_names_is_there() -> None:
    assert set(re.findall(r"python -m data train (\w+)", CARD)) <= set(trainings())


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_page_is_named_numbered_and_short(page: Path) -> None:
    assert re.fullmatch(r"\d\d_[A-Z][A-Za-z]+\.py", page.name)
    tree = ast.parse(page.read_text(encoding="utf-8"))
    assert ast.get_docstring(tree), "a page says first what question it answers"


def test_page_numbers_are_unique() -> None:
    numbers = [page.name[:2] for page in PAGES]
    assert len(numbers) == len(set(numbers))
