"""The rows a filter matches, worked out once and shared by every question asked under that filter.

Goes in: a table and filters. Comes out: the name of a relation of sentences to put after `FROM` in SQL. The rows found
are kept in the table's in-memory database, so that ten figures of one page do not search ten times.
"""

from __future__ import annotations

import hashlib
import threading
import weakref
from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from dashboard import index, search
from dashboard.filters import Filters
from data.records import VOICES

if TYPE_CHECKING:
    import pandas as pd

    from dashboard.table import Table

#: Filters whose rows are kept at once for each table; the oldest go first. A million rows take about 18 MB.
KEPT = 24
#: Most speakers, countries, ... a figure asks for where its caller names no number.
GROUPS = 20

#: Answers kept for each table, and the largest kept: a frame for a figure, never a page of texts.
ANSWERS, ANSWER_ROWS = 512, 5_000

#: One byte a row instead of sixteen.
_VOICE = f"s.voice::ENUM({', '.join(repr(v) for v in VOICES)})"

_answers: weakref.WeakKeyDictionary[Table, OrderedDict[tuple[str, str], pd.DataFrame]] = weakref.WeakKeyDictionary()
_kept: weakref.WeakKeyDictionary[Table, OrderedDict[str, None]] = weakref.WeakKeyDictionary()
_lock = threading.RLock()


def matching(table: Table, filters: Filters) -> str:
    """Return SQL for the sentences that match: `sentences` itself, or a subquery to be given an alias."""
    if not filters.any:
        return "sentences"
    return f"(SELECT * FROM sentences SEMI JOIN {rows_of(table, filters)} USING (row))"


def matching_rows(table: Table, filters: Filters) -> str:
    """Return SQL for the numbers (`row`) of the sentences that match, to be given an alias."""
    if not filters.any:
        return "(SELECT row FROM sentences)"
    return rows_of(table, filters)


def only_matching(table: Table, filters: Filters) -> str:
    """Return SQL that narrows a relation with a column `row` to the sentences that match; empty for no filter."""
    return f"SEMI JOIN {rows_of(table, filters)} USING (row)" if filters.any else ""


def facts(table: Table, filters: Filters) -> str:
    """Return SQL for what most questions ask of the matching sentences, to be given an alias.

    Columns: row, doc, date, precision (characters of `published`: 4 a year, 7 a month), voice, tone (in [-1, 1]).
    """
    return rows_of(table, filters) if filters.any else f"({_facts(table)})"


def _facts(table: Table, *, voice: str = "s.voice") -> str:
    return f"""SELECT s.row, s.doc, s.date, least(length(s.published), 99)::UTINYINT AS precision, {voice} AS voice,
        {tone_column(table)} AS tone FROM sentences AS s"""


def rows_of(table: Table, filters: Filters) -> str:
    """Return the name of an in-memory table of the matching sentences (columns as in `facts`), made where missing.

    The facts stand in it so that only questions about something else join it with the sentences again.
    """
    for chosen in (filters, filters.also):
        if chosen is not None and chosen.text:
            search.prepare(table, chosen.text)
    condition, params = filters.condition("s")
    return keep(table, f"{_facts(table, voice=_VOICE)} WHERE {condition}", params)


def keep(table: Table, sql: str, params: Sequence[Any]) -> str:
    """Return the name of an in-memory table that holds the result of `sql`, made where it is missing."""
    name = "m_" + hashlib.blake2b(repr((sql, list(params))).encode(), digest_size=12).hexdigest()
    with _lock:
        kept = _kept.setdefault(table, OrderedDict())
        if name in kept:
            kept.move_to_end(name)
            return name
        table.query(f"CREATE TABLE IF NOT EXISTS {name} AS {sql}", params)
        kept[name] = None
        while len(kept) > KEPT:
            table.query(f"DROP TABLE IF EXISTS {kept.popitem(last=False)[0]}")
    return name


def ask(table: Table, sql: str, params: Sequence[Any] = ()) -> pd.DataFrame:
    """Return the result of `sql`, a small frame; asked again, it comes from memory (a build never changes)."""
    key = (sql, repr(list(params)))
    with _lock:
        answers = _answers.setdefault(table, OrderedDict())
        if key in answers:
            answers.move_to_end(key)
            return answers[key].copy(deep=False)
    frame = table.query(sql, params)
    if len(frame) <= ANSWER_ROWS:
        with _lock:
            answers[key] = frame
            while len(answers) > ANSWERS:
                answers.popitem(last=False)
    return frame.copy(deep=False)


def tone_column(table: Table) -> str:
    """Return SQL for the tone of the sentence `s` in [-1, 1], a null where no scorer gave one."""
    name = index.tone_column(table.build)
    return f"s.{name}" if name else "NULL::FLOAT"


def has_tone(table: Table) -> bool:
    """Return whether a scorer gave the sentences a tone."""
    return index.tone_column(table.build) is not None


def whole(frame: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """Return `frame` with missing counts as 0 and whole numbers in `columns`."""
    for name in columns:
        frame[name] = frame[name].fillna(0).astype("int64")
    return frame
