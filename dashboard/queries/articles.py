"""One document whole, for the page that shows the text as written; and a list of documents to choose from.

Goes in: a table and the document's key. Comes out: the document's record with its sentences and quotations.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from dashboard.filters import Filters
from dashboard.queries.evidence import with_stances
from dashboard.queries.matching import matching, matching_rows, tone_column

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
    sentences = table.query(
        f"SELECT s.*, {tone_column(table)} AS tone FROM sentences AS s WHERE s.doc = ? ORDER BY s.position", [doc]
    )
    quotations = table.query(
        "SELECT * FROM quotations WHERE document_id = ? ORDER BY content_starts[1]", [record["document_id"]]
    )
    hits = table.query(
        f"""SELECT s.position FROM sentences AS s SEMI JOIN {matching_rows(table, filters)} AS m ON s.row = m.row
            WHERE s.doc = ? ORDER BY s.position""",
        [doc],
    )
    positions = tuple(int(p) for p in hits["position"]) if filters.any else ()
    return Article(record, with_stances(table, sentences), quotations, positions)


def course(table: Table, filters: Filters, *, limit: int) -> pd.DataFrame:
    """Return the matching sentences in the order of their document, at most `limit`, one row for each who speaks.

    Columns: key (of the document), title, position, text, label (the speaker; "unknown", "narration"), tone (in
    [-1, 1], missing without). Meant for filters that leave one document.
    """
    return table.query(
        f"""SELECT d.document_key AS key, d.title, m.position, m.text, m.tone, unnest(CASE
              WHEN m.voice = 'outlet' THEN ['narration']
              WHEN len(m.speakers) = 0 THEN ['unknown'] ELSE m.speakers END) AS label
            FROM (SELECT s.*, {tone_column(table)} AS tone FROM {matching(table, filters)} AS s
                  ORDER BY s.row LIMIT ?) AS m JOIN documents AS d USING (doc) ORDER BY m.row""",
        [limit],
    )


def documents(table: Table, filters: Filters, *, search: str = "", limit: int = 50) -> pd.DataFrame:
    """Return documents with matching sentences whose title holds every word of `search`, newest first.

    Columns: key, title, outlet, published, speaker, n (matching sentences), sentences.
    """
    words = search.split()
    found = " AND ".join(["strpos(strip_accents(lower(d.title)), strip_accents(lower(?))) > 0"] * len(words)) or "TRUE"
    return table.query(
        f"""SELECT d.document_key AS key, d.title, d.outlet, d.published, d.speaker, m.n, d.sentences
            FROM (SELECT s.doc, count(*) AS n FROM {matching(table, filters)} AS s GROUP BY s.doc) AS m
            JOIN documents AS d USING (doc) WHERE {found}
            ORDER BY d.date DESC NULLS LAST, d.doc LIMIT ?""",
        [*words, limit],
    )


def stance_shares(table: Table, row: int) -> pd.DataFrame:
    """Return the stances of one sentence: target, holder, stance, abstained, p_against, p_neither, p_favor."""
    return table.query(
        """SELECT target, holder, stance, abstained, p_against, p_neither, p_favor FROM stances
           WHERE row = ? ORDER BY target""",
        [row],
    )
