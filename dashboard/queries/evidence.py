"""The sentences behind a figure: one page of them, and all of them in batches for a download.

Goes in: a table and filters. Comes out: frames of sentences with everything a reader needs to judge them, and Arrow
batches of whole rows. The text is exactly as written.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa

from dashboard import codes, index, names, search
from dashboard.codes import HOLDERS, KINDS, Numbers
from dashboard.filters import Filters
from dashboard.queries.counts import counts
from dashboard.queries.groups import shown_lists, shown_speakers
from dashboard.queries.matching import Selection, has_tone, remembered, selected
from data.records import STANCES
from data.schema import FLAG, TEXT, Column, arrow_schema

if TYPE_CHECKING:
    from dashboard.table import Table

#: Ways to order the sentences, by the name in the address. "relevant" needs words to search for, "given" is the order
#: of the build.
ORDERS = ("relevant", "given", *codes.ORDERS)
#: Orders by date; where nothing is dated, "given" stands in their place.
BY_DATE = ("newest", "oldest")
#: Rows of an order looked at in one go.
STRIDE = 1 << 16


def orders(table: Table, filters: Filters) -> tuple[str, ...]:
    """Return the orders to choose from, the usual one first.

    By words where they are asked for, by date where a matching document has one, by tone where a scorer gave one.
    """
    without = {"given", *BY_DATE} - ({"given"} if counts(table, filters).first is None else {*BY_DATE})
    if not filters.text:
        without.add("relevant")
    if not has_tone(table):
        without |= {name for name, order in codes.ORDERS.items() if "{tone}" in order}
    return tuple(name for name in ORDERS if name not in without)


def place_of(sentence_id: str) -> tuple[str, str]:
    """Return the key of a sentence's document and its position there, as its id holds them."""
    key, _, position = sentence_id.rpartition("-")
    return key, position


def count(table: Table, filters: Filters) -> int:
    """Return how many sentences match."""
    return selected(table, filters).n


def sentences(
    table: Table,
    filters: Filters,
    *,
    order: str = "newest",
    first: int = 0,
    limit: int = 20,
    columns: Sequence[str] | None = None,
) -> list[dict[str, Any]]:
    """Return `limit` sentences from the `first`, in one of `ORDERS`, each as a record.

    Of the build's columns the `columns` it has (default: all of them), and row, tone (in [-1, 1], None without), the
    `added_columns`, and stances (list of records with target, stance (None when abstained), abstained, holder; empty
    where no target is concerned).
    """
    rows = _page(table, filters, order=order, first=first, limit=limit)
    found = records(table, rows, columns=columns)
    labels = {name: column.to_pylist() for name, column in _labels(table, np.array(rows, dtype=np.int64)).items()}
    for place, (record, held) in enumerate(zip(found, stances(table, rows), strict=True)):
        record["stances"] = held
        record |= {name: column[place] for name, column in labels.items()}
    return found


def added_columns(table: Table) -> list[Column]:
    """Return the columns that a download and the table on the page have beside those of the build."""
    guessed = Column("country_guessed", FLAG, "Whether the speaker's country is a guess from the rest of the text.")
    whose = "the speaker's where somebody speaks, else the outlet's; empty where the model abstained or was not asked."
    labels = [
        Column(_toward(target), TEXT, f"Stance toward {names.target(target)}: {whose}", allowed=STANCES)
        for target in table.codes.targets
    ]
    return [guessed, *labels]


def _toward(target: str) -> str:
    return f"stance_{target}"


def _labels(table: Table, rows: Numbers) -> dict[str, pa.Array]:
    """Return for each target the stances of these row numbers, missing where the model abstained or was not asked."""
    numbers = table.codes
    found = {}
    for target in numbers.targets:
        lines = numbers.target(target)
        held, kinds = numbers["held-row"][lines], numbers["held-kind"][lines]
        place = np.minimum(np.searchsorted(held, rows), len(held) - 1)
        missing = (held[place] != rows) | (kinds[place] >= len(STANCES))
        labels = pa.array(kinds[place].astype(np.int8), mask=missing)
        found[_toward(target)] = pa.DictionaryArray.from_arrays(labels, pa.array(STANCES)).cast(TEXT)
    return found


def records(table: Table, rows: list[int], *, columns: Sequence[str] | None = None) -> list[dict[str, Any]]:
    """Return the sentences of these row numbers, in this order, with row, tone and country_guessed.

    A speaker has one name in all of them, the one that figures show, however the documents spell it.
    """
    tone = index.tone_column(table.build)
    asked = None if columns is None else {*columns, "quotation_id", tone}
    if asked and "speakers" in asked:
        asked.add("speaker_ids")
    wanted = None if asked is None else [c for c in asked if c is not None and table.has("sentences", c)]
    found: list[dict[str, Any]] = table.sentences.take(rows, columns=wanted).to_pylist()
    guessed = _guessed(table, [one["quotation_id"] for one in found])
    if wanted is None or "speakers" in wanted:
        for one, people in zip(found, shown_speakers(table, found), strict=True):
            one["speakers"] = people
    return [
        {"row": row, **one, "tone": one[tone] if tone else None, "country_guessed": one["quotation_id"] in guessed}
        for row, one in zip(rows, found, strict=True)
    ]


def _guessed(table: Table, quotations: list[str | None]) -> set[str]:
    """Return those of the quotations whose speaker's country is a guess from the rest of the text."""
    asked = [one for one in quotations if one is not None]
    sql = "FROM guessed SEMI JOIN (SELECT unnest(?::VARCHAR[]) AS quotation_id) AS asked USING (quotation_id)"
    return {one for (one,) in table.rows_of(f"SELECT quotation_id {sql}", [asked])}


def whole_rows(table: Table, rows: list[int]) -> pd.DataFrame:
    """Return the sentences of these row numbers, in this order, with row, tone, country_guessed and stances."""
    found = records(table, rows)
    columns = {
        name: pd.Series([record[name] for record in found], dtype="object")
        for name in (*table.sentences.schema.names, "tone", "country_guessed")
    }
    return pd.DataFrame({"row": rows, **columns, "stances": stances(table, rows)})


def _page(table: Table, filters: Filters, *, order: str, first: int, limit: int) -> list[int]:
    """Return the row numbers of one page."""
    selection = selected(table, filters)
    if order == "relevant":
        return [int(row) for row in _best(table, filters, selection)[first : first + limit]]
    end = min(first + limit, selection.n)
    if order == "given":
        return list(range(first, end)) if selection.rows is None else selection.rows[first:end].tolist()
    ranked = table.codes[f"order-{order}"]
    if selection.mask is None:
        return [int(row) for row in ranked[first:end]]
    found: list[int] = []
    passed = 0
    for begin in range(0, table.codes.rows, STRIDE):
        rows = ranked[begin : begin + STRIDE]
        rows = rows[selection.mask[rows]]
        found += rows[max(0, first - passed) : max(0, end - passed)].tolist()
        passed += len(rows)
        if passed >= end:
            break
    return found


def _best(table: Table, filters: Filters, selection: Selection) -> Numbers:
    """Return the rows that match, the best match of the words first; those of equal worth in their order."""

    def make() -> Numbers:
        rows, scores = search.ranked(table, filters.text)
        inside = selection.among(rows)
        rows, scores = rows[inside], scores[inside]
        return rows[np.lexsort((rows, -scores))]

    return remembered(table, ("best", filters), make)


def stances(table: Table, rows: list[int]) -> list[list[dict[str, object]]]:
    """Return for each of these row numbers its stances: target, stance, abstained, holder."""
    numbers = table.codes
    held: list[list[dict[str, object]]] = [[] for _ in rows]
    for target in numbers.targets:
        lines = numbers.target(target)
        ends = np.searchsorted(numbers["held-row"][lines], np.array([rows, [row + 1 for row in rows]])) + lines.start
        for own, first, end in zip(held, *ends.tolist(), strict=True):
            for line in range(first, end):
                kind, holder = KINDS[numbers["held-kind"][line]], HOLDERS[numbers["held-holder"][line]]
                stance = kind if kind in STANCES else None
                own.append({"target": target, "stance": stance, "abstained": kind == "abstained", "holder": holder})
    return held


def batches(table: Table, filters: Filters) -> Iterator[pa.RecordBatch]:
    """Give every matching row of the sentences in batches, in the order of the build, in the columns of `schema`.

    A speaker has one name in all of them, the one on screen.
    """
    selection, columns, first = selected(table, filters), schema(table), 0
    for batch in table.sentences.stream(selection.mask):
        end = first + batch.num_rows
        rows = np.arange(first, end) if selection.rows is None else selection.rows[first:end]
        quotations = batch.column("quotation_id").to_pylist()
        guessed = _guessed(table, quotations)
        added = [pa.array([one in guessed for one in quotations], FLAG), *_labels(table, rows).values()]
        place = batch.schema.get_field_index("speakers")
        batch = batch.set_column(place, batch.schema.field(place), shown_lists(table, batch))
        yield pa.RecordBatch.from_arrays([*batch.columns, *added], schema=columns)
        first = end


def schema(table: Table) -> pa.Schema:
    """Return the columns of `batches`: those of the build, then `added_columns`."""
    return pa.schema([*table.sentences.schema, *arrow_schema(added_columns(table))])


def beside(table: Table, filters: Filters, name: str) -> Iterator[pa.RecordBatch]:
    """Give the rows of `name` ("stances", "mentions") that belong to matching sentences, in batches, in their order."""
    mask = selected(table, filters).mask
    for batch in table.stream(name):
        inside = batch if mask is None else batch.filter(pa.array(mask[batch.column("row").to_numpy()]))
        yield inside.select(list(table.columns(name)))


def sample(table: Table, filters: Filters, *, limit: int) -> pd.DataFrame:
    """Return up to `limit` matching sentences drawn by a hash of their place, so the same filters draw the same ones.

    Columns: id, text, voice, speakers, speaker_ids, countries_by_speaker, outlet.
    """
    columns = ["sentence_id", "text", "voice", "speakers", "speaker_ids", "countries_by_speaker", "outlet"]
    rows = table.sentences.take(drawn(table, filters, limit=limit).tolist(), columns=columns)
    frame: pd.DataFrame = rows.to_pandas().rename(columns={"sentence_id": "id"})
    return frame


def drawn(table: Table, filters: Filters, *, limit: int) -> Numbers:
    """Return the row numbers of up to `limit` matching sentences, drawn once and for all by a hash, in hash order."""
    selection = selected(table, filters)
    rows, ranks = np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.uint64)
    for piece in selection.pieces():
        more = np.arange(piece.start, piece.stop) if isinstance(piece, slice) else piece.astype(np.int64)
        rows, ranks = np.concatenate([rows, more]), np.concatenate([ranks, _hashed(more)])
        if len(rows) > limit:
            least = np.argpartition(ranks, limit - 1)[:limit]
            rows, ranks = rows[least], ranks[least]
    return rows[np.lexsort((rows, ranks))]


def _hashed(rows: Numbers) -> Numbers:
    """Return a number for each row that looks drawn at random (the finalizer of SplitMix64; Steele et al. 2014)."""
    x = rows.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
    x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return x ^ (x >> np.uint64(31))
