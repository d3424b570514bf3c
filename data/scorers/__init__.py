"""The scorers: each adds columns to a table of the build, one file a scorer.

To add one, put a file into this folder. Its name without `.py` is the scorer's name on the command line
(`--scorers sentiment,stance`), and it holds:

    NAME     the same name again, shown in the manifest
    TABLE    "sentences", "mentions" or "stances": the table it writes to
    COLUMNS  schema.Column records of what it adds. Columns that the table already has (those of `mentions` and
             `stances`, see schema.py) are filled; new ones (on `sentences` or `mentions`) are put at the table's end
    load()   -> an object with `score(reading, rows) -> list[dict]`; heavy imports and weights belong in here.
             `load(model)` where the scorer can also use another model, asked for as `stance=NAME_OR_DIR`

`score` gets one document: the `Reading`, and its rows so far by table name. For "sentences" and "mentions" it
returns one dictionary for each row of `rows[TABLE]`, in that order, with its columns (None where it has nothing to
say). For "stances" it returns whole new rows. What it returns may depend on that one document alone. Probabilities
and scores are rounded to three digits with `rounded`.

The dashboard offers a column by the record the scorer brings; there is no list to edit anywhere.
"""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterable, Mapping, Sequence
from types import ModuleType
from typing import Any, Protocol, cast

from data import schema
from data.errors import InputError
from data.records import Reading

Rows = dict[str, list[dict[str, Any]]]
#: What a build runs when nothing is named.
DEFAULT = ("sentiment", "target_sentiment", "stance")


class Loaded(Protocol):
    """A scorer with its weights in memory."""

    def score(self, reading: Reading, rows: Mapping[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
        """Return the columns of each row of its table (or, for stances, the rows) for one document."""
        ...


def names() -> tuple[str, ...]:
    """Return the names of all scorers in this folder, sorted."""
    return tuple(sorted(found.name for found in pkgutil.iter_modules(__path__) if not found.name.startswith("_")))


def named(spec: str) -> ModuleType:
    """Return the module of one scorer, `name` or `name=model`; raise `InputError` that lists the names there are."""
    name = spec.partition("=")[0]
    if name not in names():
        raise InputError(f"no scorer is called {name!r}; allowed: {', '.join(names())}")
    return importlib.import_module(f"data.scorers.{name}")


def with_models(chosen: Iterable[str], *, models: Mapping[str, str | None]) -> tuple[str, ...]:
    """Return the chosen scorers, each once, those in `models` with the model they are to use.

    Raises `InputError` for a model of another scorer, and for a scorer that is chosen with two models.
    """
    specs = tuple(dict.fromkeys(chosen))
    wanted = {name: model for name, model in models.items() if model}
    if unused := sorted(set(wanted) - set(specs)):
        raise InputError(f"a model is named for {unused}, which is not among the scorers {list(specs)}")
    named = [spec.partition("=")[0] for spec in specs]
    if twice := sorted({name for name in named if named.count(name) > 1}):
        raise InputError(f"chosen more than once, with other models: {', '.join(twice)}; name each scorer once")
    return tuple(f"{spec}={wanted[spec]}" if spec in wanted else spec for spec in specs)


def columns(chosen: Iterable[str]) -> dict[str, tuple[schema.Column, ...]]:
    """Return the columns of every table of a build that runs the chosen scorers."""
    tables = dict(schema.TABLES)
    for name in chosen:
        module = named(name)
        known = {column.name for column in tables[module.TABLE]}
        tables[module.TABLE] += tuple(column for column in module.COLUMNS if column.name not in known)
    return tables


def load(chosen: Sequence[str]) -> tuple[tuple[ModuleType, Loaded], ...]:
    """Return the chosen scorers with their weights in memory, in the given order."""
    return tuple((named(spec), _loaded(spec)) for spec in chosen)


def _loaded(spec: str) -> Loaded:
    module, model = named(spec), spec.partition("=")[2]
    if not model:
        return cast(Loaded, module.load())
    if not inspect.signature(module.load).parameters:
        raise InputError(f"the scorer {module.NAME!r} takes no other model")
    return cast(Loaded, module.load(model))


def apply(loaded: Iterable[tuple[ModuleType, Loaded]], reading: Reading, rows: Rows) -> Rows:
    """Return the rows of one document with every scorer's columns in them."""
    scored = {table: [dict(row) for row in found] for table, found in rows.items()}
    for module, scorer in loaded:
        made = scorer.score(reading, scored)
        if module.TABLE == "stances":
            scored["stances"] += made
        else:
            for row, extra in zip(scored[module.TABLE], made, strict=True):
                row.update(extra)
    return scored


def rounded(value: float) -> float:
    """Return a probability or score with the three digits that are stored."""
    return round(float(value), 3)
