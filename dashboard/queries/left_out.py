"""A table in, what was left out of its build out: how often for which reason, the first of it, and what repeats."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from dashboard.table import Table

#: Reasons, and documents, given at most.
REASONS, FIRST = 50, 500
#: Reasons may name the file, which would make each a reason of its own.
_OF_ALL = "CASE WHEN path = '' THEN reason ELSE replace(reason, path, 'the file') END"


def reasons(table: Table) -> pd.DataFrame:
    """Return the `REASONS` most frequent reasons: reason, documents."""
    return table.query(
        f"SELECT {_OF_ALL} AS reason, count(*) AS documents FROM left_out GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ?",
        [REASONS],
    )


def repeated(table: Table) -> int:
    """Return how many documents repeat another nearly word for word, so that their sentences are not counted."""
    (row,) = table.rows_of("SELECT count(*) FROM documents WHERE duplicate_of IS NOT NULL")
    return int(row[0])


def documents(table: Table) -> pd.DataFrame:
    """Return the `FIRST` documents and files that were left out: path, line, document_id, reason."""
    return table.query("SELECT path, line, document_id, reason FROM left_out ORDER BY no LIMIT ?", [FIRST])
