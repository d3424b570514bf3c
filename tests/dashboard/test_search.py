"""Search: what readers type, and what it finds."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from dashboard import search
from dashboard.filters import Filters
from dashboard.queries import evidence
from dashboard.search import expression, index_file
from dashboard.table import Table
from data import store
from data.errors import TableError
from tests.tables import make_build


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Table]:
    folder = tmp_path_factory.mktemp("built")
    make_build(folder, sentences=400, speakers=8, seed=2)
    yield Table(store.current(folder))


def texts_of(table: Table) -> list[str]:
    """Return every text of the table."""
    return [text for batch in table.sentences.stream(columns=["text"]) for text in batch.column("text").to_pylist()]


def found(table: Table, words: str) -> set[str]:
    """Return the texts a query finds."""
    return {row["text"] for row in evidence.sentences(table, Filters(text=words), order="oldest", limit=1000)}


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("grain", r"\bgrain\b"),
        ("GRAIN", r"\bgrain\b"),
        ("grain aid", r"(?=.*\bgrain\b)(?=.*\baid\b)"),
        ("grain AND aid", r"(?=.*\bgrain\b)(?=.*\baid\b)"),
        ("grain OR aid", r"\b(grain|aid)\b"),
        ("grain NOT aid", r"^(?!.*\baid\b).*\bgrain\b"),
        ("grain AND NOT aid", r"^(?!.*\baid\b).*\bgrain\b"),
        ("grain OR NOT aid", r"^(?!.*\baid\b).*\bgrain\b"),
        ('"minutes mention grain"', r"minutes mention grain\b"),
        ("refor*", r"\brefor"),
        ("(grain OR aid) AND veto", r"(?=.*\b(grain|aid)\b)(?=.*\bveto\b)"),
        ("NEAR(minutes grain, 1)", r"\bminutes (\w+ ){1}grain\b"),
        ("sentence-that-is-nowhere", r"^$"),
    ],
)
def test_operators(table: Table, words: str, wanted: str) -> None:
    texts = set(texts_of(table))
    assert found(table, words) == {text for text in texts if re.search(wanted, text)}


#: What a search may be made of, operators and signs among it.
PARTS = ("AND", "OR", "NOT", "NEAR(", "NEAR", "(", ")", '"', "*", "^", ":", "-", ",", "5", "grain", "aid*", "text:")


@given(words=some.one_of(some.text(max_size=60), some.lists(some.sampled_from(PARTS), max_size=9).map(" ".join)))
def test_no_query_is_an_error(words: str) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE texts USING fts5(text)")
        assert search._found(connection, words, "SELECT rowid FROM texts WHERE texts MATCH ?") == []


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("NEARBY talks", '"NEARBY" "talks"'),
        ("NEAR talks", '"NEAR" "talks"'),
        ("NEARER (grain)", '"NEARER" ( "grain" )'),
        ("NEAR (grain aid, 2)", 'NEAR( "grain" "aid" , 2 )'),
    ],
)
def test_only_near_before_a_bracket_is_an_operator(words: str, wanted: str) -> None:
    assert expression(words).split() == wanted.split()


def test_an_index_that_cannot_be_read_is_said_and_not_taken_for_no_match(tmp_path: Path) -> None:
    make_build(tmp_path, sentences=60, speakers=5, seed=2)
    table = Table(store.current(tmp_path))
    wanted, whole = found(table, "grain"), index_file(table).read_bytes()
    index_file(table).write_bytes(b"not a database at all")
    with pytest.raises(TableError, match="cannot be read"):
        evidence.count(table, Filters(text="aid"))
    # The next look makes it anew.
    assert evidence.count(table, Filters(text="aid")) and found(table, "grain") == wanted
    assert len(index_file(table).read_bytes()) == len(whole)


@pytest.mark.parametrize("words", ["AND AND", '"', "NEAR(", "((((", "*", "'; DROP TABLE texts; --", "text:grain", "^a"])
def test_broken_queries_find_what_they_can(table: Table, words: str) -> None:
    assert isinstance(evidence.count(table, Filters(text=words)), int)


@pytest.mark.parametrize(
    ("words", "same"),
    [("grain OR", "grain"), ("AND grain", "grain"), ("grain NOT", "grain"), ("(grain OR) AND aid", "grain aid"),
     ("NOT aid grain", "grain"), ("grain AND OR aid", "grain aid")],
)  # fmt: skip
def test_an_operator_that_fits_nothing_is_left_out(table: Table, words: str, same: str) -> None:
    assert found(table, words) == found(table, same) != set()


@pytest.mark.parametrize("words", ["NOT grain", "(NOT grain)", "NOT"])
def test_what_is_not_to_be_found_is_not_found(table: Table, words: str) -> None:
    assert found(table, words) == set() and search.begins_with_not(words)
    assert not search.begins_with_not("grain NOT aid") and not search.begins_with_not("NOTE")


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("alpha NOT (beta OR gamma) OR", '"alpha"'),
        ('alpha NOT "beta gamma" OR delta AND', '"alpha" "delta"'),
        ("alpha NOT ((beta) gamma) delta OR", '"alpha" "delta"'),
        ("alpha NOT NEAR(beta gamma, 3) delta OR", '"alpha" "delta"'),
        ("(alpha NOT) OR beta", '"alpha" "beta"'),
        ("alpha NOT NOT beta delta OR", '"alpha" "delta"'),
        ("alpha NOT - beta delta OR", '"alpha" "delta"'),
        ("alpha NOT ) beta", '"alpha"'),
        ("NOT (alpha", ""),
    ],
)
def test_plain_words_are_without_all_that_is_not_to_be_found(words: str, plain: str) -> None:
    assert search._plain(words) == plain


def test_best_match_comes_first(table: Table) -> None:
    first = evidence.sentences(table, Filters(text="grain"), order="relevant", limit=5)[0]["text"]
    most = max(text.split().count("grain") for text in texts_of(table))
    assert first.split().count("grain") == most


def test_the_index_is_made_once(table: Table) -> None:
    made = index_file(table)
    before = made.stat().st_mtime_ns
    assert index_file(table) == made and Path(made).stat().st_mtime_ns == before


@pytest.mark.parametrize("content", [b"", b"not a database at all", None], ids=["empty", "scrambled", "cut short"])
def test_an_index_that_is_not_whole_is_made_again(tmp_path: Path, content: bytes | None) -> None:
    make_build(tmp_path, sentences=60, speakers=5, seed=2)
    fresh = Table(store.current(tmp_path))
    wanted, path = found(fresh, "grain"), index_file(fresh)
    search._known.discard(path)
    path.write_bytes(path.read_bytes()[:4096] if content is None else content)
    assert wanted and found(Table(store.current(tmp_path)), "grain") == wanted
