"""Filters: shaped like an address, and their SQL against a plain recomputation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as effort
from hypothesis import strategies as some

from dashboard.filters import UNKNOWN, Filters, period_words
from dashboard.names import name as shown_name
from dashboard.queries.evidence import count
from dashboard.table import Table
from data import store
from data.records import VOICES
from tests.tables import COUNTRIES, OUTLETS, TARGETS, TOPICS, make_build

SPEAKERS = ("arlo-vantreel", "brina-vantreel", "cassel-vantreel", UNKNOWN)


def few(values: Any) -> Any:
    return some.lists(some.sampled_from(values), max_size=2, unique=True).map(tuple)


FILTERS = some.builds(
    Filters,
    start=some.none() | some.dates(date(2024, 1, 1), date(2025, 12, 31)),
    end=some.none() | some.dates(date(2024, 1, 1), date(2025, 12, 31)),
    dates=few((UNKNOWN,)),
    outlets=few((*OUTLETS, UNKNOWN)),
    speakers=few(SPEAKERS),
    countries=few((*COUNTRIES[:3], UNKNOWN)),
    topics=few(TOPICS),
    targets=few(TARGETS),
    voices=few(VOICES),
    stances=few(("favor", "against", "neither", "abstained")),
    named=few(COUNTRIES[:3]),
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Table, list[dict[str, Any]]]]:
    """A table, and the same sentences as plain records, each with its stances."""
    folder = tmp_path_factory.mktemp("built")
    make_build(folder, sentences=500, speakers=8, seed=11)
    build = store.current(folder)
    rows = [r for part in build.parts("sentences") for r in pq.read_table(part).to_pylist()]
    stances: dict[str, list[dict[str, Any]]] = {r["sentence_id"]: [] for r in rows}
    for part in build.parts("stances"):
        for stance in pq.read_table(part).to_pylist():
            stances[stance["sentence_id"]].append(stance)
    yield Table(build), [r | {"held": stances[r["sentence_id"]]} for r in rows]


def holds(filters: Filters, row: dict[str, Any]) -> bool:
    """Return whether a record matches, in plain Python."""
    spoken = row["voice"] != "outlet"

    def any_of(chosen: tuple[str, ...], found: list[str], *, unknown: bool) -> bool:
        return not chosen or bool(set(chosen) & set(found)) or (UNKNOWN in chosen and unknown)

    return all(
        (
            filters.start is None or (row["date"] is not None and row["date"] >= filters.start),
            filters.end is None or (row["date"] is not None and row["date"] <= filters.end),
            any_of(filters.dates, [], unknown=row["date"] is None),
            any_of(filters.outlets, [row["outlet"]], unknown=row["outlet"] is None),
            any_of(filters.speakers, row["speaker_ids"], unknown=spoken and not row["speaker_ids"]),
            any_of(filters.countries, row["speaker_countries"], unknown=spoken and not row["speaker_countries"]),
            any_of(filters.topics, row["topics"], unknown=not row["topics"]),
            any_of(filters.voices, [row["voice"]], unknown=False),
            any_of(filters.named, row["countries_mentioned"], unknown=False),
            not (filters.targets or filters.stances) or any(leans(filters, s) for s in row["held"]),
        )
    )


def leans(filters: Filters, stance: dict[str, Any]) -> bool:
    kind = "abstained" if stance["abstained"] else stance["stance"]
    return (not filters.targets or stance["target"] in filters.targets) and (
        not filters.stances or kind in filters.stances
    )


@given(filters=FILTERS, mark=some.none() | FILTERS)
@effort(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_sql_matches_a_plain_recomputation(
    built: tuple[Table, list[dict[str, Any]]], filters: Filters, mark: Filters | None
) -> None:
    from dataclasses import replace

    table, rows = built
    wanted = sum(holds(filters, row) and (mark is None or holds(mark, row)) for row in rows)
    assert count(table, replace(filters, also=mark)) == wanted


@given(filters=FILTERS, mark=FILTERS, texts=few(("grain", "talks OR grain", "aid border")))
@effort(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_filters_joined_with_a_mark_match_what_both_match(
    built: tuple[Table, list[dict[str, Any]]], filters: Filters, mark: Filters, texts: tuple[str, ...]
) -> None:
    from dataclasses import replace

    filters, mark = (replace(f, text=text) for f, text in zip((filters, mark), (*texts, "", ""), strict=False))
    both = filters.joined(mark)
    if isinstance(both, Filters):
        assert count(built[0], both) == count(built[0], replace(filters, also=mark))


@pytest.mark.parametrize(
    ("filters", "mark", "wanted"),
    [
        (Filters(topics=("a",)), Filters(topics=("b",)), "another filter on topic"),
        (Filters(stances=("favor",)), Filters(targets=("a",)), "another filter on target and stance"),
        (Filters(topics=("a", "b")), Filters(topics=("a",)), Filters(topics=("a",))),
        (Filters(targets=("a",)), Filters(targets=("a",), stances=("favor",)),
         Filters(targets=("a",), stances=("favor",))),
        (Filters(start=date(2024, 1, 10)), Filters(start=date(2024, 1, 1), end=date(2024, 1, 31)),
         Filters(start=date(2024, 1, 10), end=date(2024, 1, 31))),
        (Filters(text="talks OR grain"), Filters(text="aid"), Filters(text="(talks OR grain) AND aid")),
        (Filters(text="talks) OR (grain"), Filters(text="aid"), Filters(text="(talks OR (grain)) AND aid")),
        (Filters(text="(talks)OR(grain)"), Filters(text="aid"), Filters(text="((talks)OR(grain)) AND aid")),
        (Filters(text='talks "grain'), Filters(text='"aid) (veto"'), Filters(text='(talks grain) AND ("aid) (veto")')),
        (Filters(text="x" * 499), Filters(text="aid"), "too long"),
    ],
)  # fmt: skip
def test_a_mark_is_kept_only_where_filters_can_say_it(filters: Filters, mark: Filters, wanted: Filters | str) -> None:
    both = filters.joined(mark)
    assert wanted in both if isinstance(wanted, str) and isinstance(both, str) else both == wanted


@given(filters=FILTERS)
def test_an_address_gives_the_same_filters_again(filters: Filters) -> None:
    assert Filters.from_query(filters.to_query()) == filters


def test_hostile_values_stay_values(built: tuple[Table, list[dict[str, Any]]]) -> None:
    table, _ = built
    for text in ("'; DROP TABLE sentences; --", '" OR 1=1', "\x00", "%", "\\"):
        assert count(table, Filters(speakers=(text,), outlets=(text,), topics=(text,), targets=(text,))) == 0
    assert count(table, Filters()) == 500


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ({}, Filters()),
        ({"from": ["2024-02-30"], "to": ["2024-03"], "voice": ["shouted"]}, Filters()),
        ({"voice": ["direct", "shouted", "direct"]}, Filters(voices=("direct",))),
        ({"speaker": [""]}, Filters()),
        ({"from": ["2024-02-01", "2025-01-01"]}, Filters(start=date(2024, 2, 1))),
        ({"q": ["  two   words "]}, Filters(text="two words")),
        ({"unheard": ["of"]}, Filters()),
    ],
)
def test_what_makes_no_sense_is_left_out(query: dict[str, list[str]], wanted: Filters) -> None:
    assert Filters.from_query(query) == wanted


def test_a_flood_of_values_is_cut() -> None:
    assert len(Filters.from_query({"speaker": [f"s{n}" for n in range(5000)]}).speakers) == 200


@pytest.mark.parametrize(
    ("filters", "wanted"),
    [
        (Filters(), "all sentences"),
        (Filters(topics=("a", "b"), voices=("direct",)), "topic: a or b; voice: direct"),
        (Filters(start=date(2024, 1, 1), end=date(2024, 1, 1)), "2024-01-01"),
        (Filters(text="grain"), "words: grain"),
        (Filters(topics=("a",), also=Filters(speakers=("x",))), "topic: a; of these speaker: x"),
    ],
)
def test_words(filters: Filters, wanted: str) -> None:
    assert filters.words() == wanted


def test_of_many_values_some_are_named() -> None:
    filters = Filters(outlets=tuple("abcde"), also=Filters(topics=tuple("fghi")))
    assert filters.words(most=3) == "outlet: a or b or c or 2 more; of these topic: f or g or h or 1 more"
    assert filters.words() == "outlet: a or b or c or d or e; of these topic: f or g or h or i"


def test_periods() -> None:
    assert period_words(None, date(2024, 1, 2)) == "up to 2024-01-02"
    assert period_words(date(2024, 1, 2), None) == "from 2024-01-02"


def test_undated_sentences_are_a_class_of_their_own(tmp_path: Path) -> None:
    make_build(tmp_path, sentences=40, speakers=3, dated=False)
    table, undated = Table(store.current(tmp_path)), Filters(dates=(UNKNOWN,))
    assert count(table, undated) == 40
    assert undated.words(name=shown_name) == "date: unknown"
    assert count(table, Filters(start=date(2024, 1, 1))) == count(table, Filters(dates=(UNKNOWN,), end=date.max)) == 0
