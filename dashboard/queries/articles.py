"""One document whole, for the page that shows the text as written; and a list of documents to choose from.

Goes in: a table and the document's key. Comes out: the document's record with its sentences and quotations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dashboard.filters import Filters
from dashboard.queries.evidence import records, whole_rows
from dashboard.queries.matching import remembered, selected

if TYPE_CHECKING:
    from dashboard.table import Table


@dataclass(frozen=True)
class Article:
    """A document: its record, its sentences in order (with row, tone, stances), its quotations in order.

    `hits` are the positions of the sentences that match the filters.
    """

    record: dict[str, Any]
    sentences: pd.DataFrame
    quotations: pd.DataFrame
    hits: tuple[int, ...]

    @property
    def text(self) -> str:
        """The text exactly as given; the offsets of sentences and quotations point into it."""
        return str(self.record["text"])


def article(table: Table, filters: Filters, key: str) -> Article | None:
    """Return the document whose `document_key` is `key`, None when the build has none."""
    found = table.query("SELECT * FROM documents WHERE document_key = ?", [key])
    if found.empty:
        return None
    record: dict[str, Any] = found.iloc[0].to_dict()
    doc = int(record["doc"])
    sentences = whole_rows(table, np.flatnonzero(table.codes["doc"] == doc).tolist()).sort_values("position")
    quotations = table.query(
        "SELECT * FROM quotations WHERE document_id = ? ORDER BY content_starts[1]", [record["document_id"]]
    )
    mask = selected(table, filters).mask
    hits = sentences if mask is None else sentences[mask[sentences["row"].to_numpy()]]
    positions = tuple(int(p) for p in hits["position"]) if filters.any else ()
    return Article(record, sentences, quotations, positions)


def course(table: Table, filters: Filters, *, limit: int) -> pd.DataFrame:
    """Return the matching sentences in the order of their document, at most `limit`, one row for each who speaks.

    Columns: key (of the document), title, position, text, label (the speaker; "unknown", "narration"), tone (in
    [-1, 1], missing without). Meant for filters that leave one document.
    """
    first = next(selected(table, filters).pieces(), slice(0, 0))
    rows = list(range(*first.indices(limit))) if isinstance(first, slice) else first[:limit].tolist()
    lines = [
        (str(row["sentence_id"]).rsplit("-", 1)[0], row["title"], row["position"], row["text"], row["tone"], label)
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
    found = " AND ".join(["strpos(strip_accents(lower(d.title)), strip_accents(lower(?))) > 0"] * len(words)) or "TRUE"
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
