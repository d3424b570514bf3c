"""The sentences behind a figure: one page of them, and all of them in batches for a download.

Goes in: a table and filters. Comes out: frames of sentences with everything a reader needs to judge them, and Arrow
batches of whole rows. The text is exactly as written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import pyarrow as pa

from dashboard.filters import Filters
from dashboard.queries.matching import has_tone, matching, tone_column

if TYPE_CHECKING:
    from dashboard.table import Table

#: Ways to order the sentences, by the name in the address.
ORDERS = {
    "relevant": "(SELECT f.score FROM found AS f WHERE f.query = {words} AND f.row = s.row) DESC NULLS LAST, s.row",
    "newest": "s.date DESC NULLS LAST, s.row",
    "oldest": "s.date ASC NULLS LAST, s.row",
    "negative": "{tone} ASC NULLS LAST, s.row",
    "positive": "{tone} DESC NULLS LAST, s.row",
    "unsure": "s.confidence ASC NULLS LAST, s.row",
}
#: Columns of the working copy that are no columns of the build.
_OWN = ("row", "doc")


def orders(table: Table, filters: Filters) -> tuple[str, ...]:
    """Return the orders to choose from, the usual one first: by tone where a scorer gave one, by words where asked."""
    return tuple(
        name
        for name, sql in ORDERS.items()
        if (has_tone(table) or "{tone}" not in sql) and (filters.text or "{words}" not in sql)
    )


def count(table: Table, filters: Filters) -> int:
    """Return how many sentences match."""
    return int(table.value(f"SELECT count(*) FROM {matching(table, filters)} AS s") or 0)


def sentences(
    table: Table, filters: Filters, *, order: str = "newest", first: int = 0, limit: int = 20
) -> pd.DataFrame:
    """Return `limit` sentences from the `first`, in one of `ORDERS`.

    Columns: those of the build's sentences, row, tone (in [-1, 1], null without), and stances (list of records with
    target, stance, abstained, holder; empty where no target is concerned).
    """
    by = ORDERS[order].format(tone=tone_column(table), words="?")
    words = [filters.text] if "{words}" in ORDERS[order] else []
    # Row numbers first: only the rows of the page fetch their texts, and the order needs no sort of them all.
    page = table.query(
        f"SELECT s.row FROM {matching(table, filters)} AS s ORDER BY {by} LIMIT ? OFFSET ?", [*words, limit, first]
    )
    rows = [int(row) for row in page["row"]]
    frame = table.query(f"SELECT s.*, {tone_column(table)} AS tone FROM sentences AS s WHERE s.row = ANY(?)", [rows])
    return with_stances(table, frame.set_index("row").loc[rows].reset_index())


def with_stances(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """Return `frame` (sentences with `row`) with a column `stances`: list of target, stance, abstained, holder."""
    rows = [int(r) for r in frame["row"]]
    found = table.query(
        "SELECT row, target, stance, abstained, holder FROM stances WHERE row = ANY(?) ORDER BY row, target", [rows]
    )
    records: dict[int, list[dict[str, object]]] = {row: [] for row in rows}
    for record in found.to_dict("records"):
        records[int(record.pop("row"))].append(record)
    return frame.assign(stances=[records[row] for row in rows])


def batches(table: Table, filters: Filters) -> pa.RecordBatchReader:
    """Return a reader of every matching row of the sentences, in the order and with the columns of the build."""
    kept = ", ".join(f's."{name}"' for name in table.columns("sentences"))
    return table.batches(f"SELECT {kept} FROM {matching(table, filters)} AS s ORDER BY s.row")


def sample(table: Table, filters: Filters, *, limit: int) -> pd.DataFrame:
    """Return up to `limit` matching sentences drawn by a hash of their ids, so the same filters draw the same ones.

    Columns: id, text, voice, speakers, speaker_ids, speaker_countries, outlet.
    """
    return table.query(
        f"""SELECT s.sentence_id AS id, s.text, s.voice, s.speakers, s.speaker_ids,
              s.speaker_countries, s.outlet
            FROM {matching(table, filters)} AS s ORDER BY md5(s.sentence_id) LIMIT ?""",
        [limit],
    )
