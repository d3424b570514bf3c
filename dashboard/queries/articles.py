"""One document, for the page that shows the text as written; and a list of documents to choose from.

Goes in: a table and the document's key. Comes out: the document's record and one part of its text with the sentences
and quotations there: a document may have 100 MB, and no page could draw it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dashboard.codes import Numbers
from dashboard.filters import Filters
from dashboard.index import folded
from dashboard.queries.evidence import place_of, records, whole_rows
from dashboard.queries.groups import shown_speakers
from dashboard.queries.matching import remembered, selected

if TYPE_CHECKING:
    from dashboard.table import Table


#: Characters of a text drawn at once, cut where a sentence begins: an article stands whole, a book in parts.
PART = 40_000


@dataclass(frozen=True)
class Article:
    """A document: its record without the text, and part `part` of `parts` of its text, which begins at `begin`.

    `text` is that part exactly as given, `sentences` (with row, tone, stances) and `quotations` stand in it, in order;
    their offsets count from the beginning of the whole text. Of the whole document, in the order of the text:
    `rows`, the row numbers of its sentences, `positions`, and `hits`, the positions of those that match the filters.
    """

    record: dict[str, Any]
    text: str
    sentences: pd.DataFrame
    quotations: pd.DataFrame
    rows: Numbers
    positions: Numbers
    hits: Numbers
    begin: int = 0
    part: int = 0
    parts: int = 1


def article(table: Table, filters: Filters, key: str, *, part: int = 0, sentence: int = -1) -> Article | None:
    """Return a part of the document with that `document_key`: the one with the sentence at a position, else `part`.

    None when the build has no such document; a part beyond the last is the last.
    """
    found = table.query("SELECT * EXCLUDE (text) FROM documents WHERE document_key = ?", [key])
    if found.empty:
        return None
    record: dict[str, Any] = found.iloc[0].to_dict()
    rows = np.flatnonzero(table.codes["doc"][: table.codes.rows] == int(record["doc"]))
    places = table.sentences.take(rows.tolist(), columns=["position", "start"])
    order = np.argsort(places.column("position").to_numpy(), kind="stable")
    rows, positions = rows[order], places.column("position").to_numpy()[order]
    starts = places.column("start").to_numpy()[order]
    parts = max(1, math.ceil(int(record["characters"]) / PART))
    asked = starts[positions == sentence]
    part = min(int(asked[0]) // PART if len(asked) else part, parts - 1)
    begin, end = _cut(starts, part), _cut(starts, part + 1) if part + 1 < parts else int(record["characters"])
    sentences = whole_rows(table, rows[(starts >= begin) & (starts < end)].tolist())
    mask = selected(table, filters).mask
    hits = positions[:0] if mask is None else positions[mask[rows]]
    return Article(
        record, _text(table, key, begin, end), sentences, _quotations(table, record["document_id"], begin, end),
        rows, positions, hits, begin=begin, part=part, parts=parts,
    )  # fmt: skip


def _text(table: Table, key: str, begin: int, end: int) -> str:
    sql = "SELECT substring(text, ?, ?) FROM documents WHERE document_key = ?"
    return str(table.rows_of(sql, [begin + 1, end - begin, key])[0][0])


def _cut(starts: Numbers, part: int) -> int:
    """Return where a part of a text begins: at its first sentence, where one begins within its length."""
    if not part:
        return 0
    later = starts[np.searchsorted(starts, part * PART) :]
    return int(later[0]) if len(later) and later[0] < (part + 1) * PART else part * PART


def _quotations(table: Table, document_id: str, begin: int, end: int) -> pd.DataFrame:
    """Return the quotations of a document with something said between two places of its text.

    Their speakers have the names that figures show.
    """
    found = table.query(
        """SELECT * FROM quotations
           WHERE document_id = ? AND list_max(content_ends) > ? AND list_min(content_starts) < ?
           ORDER BY content_starts[1]""",
        [document_id, begin, end],
    )
    return found.assign(speakers=pd.Series(shown_speakers(table, found.to_dict("records")), dtype="object"))


def only_document(table: Table) -> str:
    """Return the key of the document where the build holds but one, else ""."""
    if table.rows("documents") != 1:
        return ""
    return str(table.rows_of("SELECT document_key FROM documents")[0][0])


def course(table: Table, filters: Filters, *, limit: int) -> pd.DataFrame:
    """Return the matching sentences in the order of their document, at most `limit`, one row for each who speaks.

    Columns: key (of the document), title, position, text, label (the speaker; "unknown", "narration"), tone (in
    [-1, 1], missing without). Meant for filters that leave one document.
    """
    first = next(selected(table, filters).pieces(), slice(0, 0))
    rows = list(range(*first.indices(limit))) if isinstance(first, slice) else first[:limit].tolist()
    lines = [
        (place_of(str(row["sentence_id"]))[0], row["title"], row["position"], row["text"], row["tone"], label)
        for row in records(table, [int(row) for row in rows])
        for label in _speaking(row)
    ]
    frame = pd.DataFrame(lines, columns=["key", "title", "position", "text", "tone", "label"])
    return frame.assign(tone=frame["tone"].astype("float64"))


def _speaking(row: Mapping[str, Any]) -> list[str]:
    return ["narration"] if row["voice"] == "outlet" else [str(name) for name in row["speakers"]] or ["unknown"]


def documents(table: Table, filters: Filters, *, search: str = "", limit: int = 50) -> pd.DataFrame:
    """Return documents with matching sentences whose title holds every word of `search`, newest first.

    Columns: key, title, outlet, published, speaker, n (matching sentences), sentences.
    """
    size = table.rows("documents")
    n = np.zeros(size, dtype=np.int64)
    for piece in selected(table, filters).pieces():
        docs = table.codes["doc"][piece]
        n += np.bincount(docs[docs >= 0], minlength=size)
    words = search.split()
    found = " AND ".join([f"strpos({folded('d.title')}, {folded('?')}) > 0"] * len(words)) or "TRUE"
    newest = remembered(
        table, ("documents", *words),
        lambda: table.rows_of(f"SELECT d.doc FROM documents AS d WHERE {found} ORDER BY d.date DESC NULLS LAST, d.doc",
                              words),
    )  # fmt: skip
    chosen = [doc for (doc,) in newest if n[doc]][:limit]
    frame = table.query(
        """SELECT d.doc, d.document_key AS key, d.title, d.outlet, d.published, d.speaker, d.sentences
           FROM documents AS d WHERE d.doc = ANY(?)""",
        [chosen],
    )
    frame = frame.set_index("doc").loc[chosen].reset_index()
    frame.insert(5, "n", n[frame.pop("doc").to_numpy()])
    return frame


def stance_shares(table: Table, row: int) -> pd.DataFrame:
    """Return the stances of one sentence: target, holder, stance, abstained, p_against, p_neither, p_favor."""
    return table.query(
        """SELECT target, holder, stance, abstained, p_against, p_neither, p_favor FROM stances
           WHERE row = ? ORDER BY target""",
        [row],
    )
