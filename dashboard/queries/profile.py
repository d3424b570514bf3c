"""One speaker or country: offices and countries over time, whom they speak about and how.

Volume, tone, topics and stances of a profile are the usual questions under filters narrowed to that speaker.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from dashboard import names
from dashboard.filters import Filters
from dashboard.intervals import mean_interval
from dashboard.queries.matching import GROUPS, mention_lines, remembered, selected
from dashboard.queries.tallies import Side, Tally, count, kept

if TYPE_CHECKING:
    from dashboard.table import Table


def names_used(table: Table, filters: Filters, *, speaker: str) -> pd.DataFrame:
    """Return the forms of the speaker's name in the sentences that match: columns id, label, n, most used first."""
    used = _appearances(table, filters, speaker=speaker).groupby("label")["n"].sum().reset_index()
    used = used.sort_values(["n", "label"], ascending=[False, True], ignore_index=True)
    return pd.DataFrame({"id": used["label"].astype("str"), "label": used["label"].astype("str"), "n": used["n"]})


def offices(table: Table, filters: Filters, *, speaker: str) -> pd.DataFrame:
    """Return the speaker's roles and countries as the documents give them, by first date.

    Columns: role (None when unknown), country (ISO 3166-1 alpha-3 or None), country_name, first, last (dates, NaT when
    undated), n (sentences), documents. Where several people speak at once the sentence's countries may be another's:
    they are left out of `country`.
    """
    lines = _appearances(table, filters, speaker=speaker)
    by = lines.groupby(["role", "country"], dropna=False, sort=False)
    frame = by.agg(first=("day", "min"), last=("day", "max"), n=("n", "sum"), documents=("doc", "nunique"))
    frame = frame.reset_index().sort_values(
        ["first", "n", "role", "country"], ascending=[True, False, True, True], ignore_index=True
    )
    shown = [None if pd.isna(c) else names.country(str(c)) for c in frame["country"]]
    frame.insert(2, "country_name", pd.Series(shown, dtype="str"))
    return frame


def _appearances(table: Table, filters: Filters, *, speaker: str) -> pd.DataFrame:
    """Return one line for each document, day and office in which the speaker is heard in the matching sentences.

    Columns: label (the form of the name), role, country, day (NaT when undated), doc, n (sentences).
    """
    codes, key = table.codes, table.keys("speaker", [speaker])
    starts = codes["said-start"]
    lines = slice(int(starts[key[0]]), int(starts[key[0] + 1])) if len(key) and key[0] >= 0 else slice(0, 0)
    rows = codes["said-row"][lines]
    inside = selected(table, filters).among(rows)
    rows, office = rows[inside], codes["said-office"][lines][inside]
    found = pd.DataFrame({"office": office, "day": codes["day"][rows], "doc": codes["doc"][rows]})
    found = found.groupby(["office", "day", "doc"]).size().rename("n").reset_index()
    days = np.append(codes["days"].astype("datetime64[D]").astype("datetime64[s]"), np.datetime64("NaT"))
    known = table.query("SELECT no AS office, label, role, country FROM offices WHERE no = ANY(?)", [
        [int(o) for o in found["office"].unique()]
    ])  # fmt: skip
    found["day"] = days[found["day"].to_numpy(dtype=np.int64)]
    return found.merge(known, on="office")


def about_whom(
    table: Table, filters: Filters, *, kind: str | None = None, limit: int = GROUPS, but: str | None = None
) -> pd.DataFrame:
    """Return the persons, organisations or countries named in the sentences that match, and the tone toward each.

    Columns: id (entity id), label, kind, country, n (mentions), tone (mean sentiment toward it in [-1, 1]), tone_low,
    tone_high (95 % t), tone_n (mentions with a sentiment). `but` leaves out an entity (the speaker).
    """
    codes = table.codes
    kinds: list[str | None] = codes.meta["entity_kinds"]

    def make() -> Tally:
        pieces = (
            ([codes["mention-entity"][lines]], codes["mention-score"][lines])
            for lines, _ in mention_lines(table, filters)
        )
        size = int(codes.meta["entities"])
        return count(pieces, [Side("mention-entity", size, onto=np.append(np.arange(size), -1))])

    found = remembered(table, ("mentions", filters), make)
    if kind is not None:
        wanted = kinds.index(kind) if kind in kinds else -1
        found = kept(found, codes["entity-kind"][found.sides[0]] == wanted)
    # One more of each kind: `but` may be among them.
    top = kept(found, np.lexsort((found.sides[0], -found.n))[: limit + len(kinds)])
    numbers = [int(no) for no in top.sides[0]]
    known = {
        int(no): rest
        for no, *rest in table.rows_of("SELECT no, id, label, kind, country FROM entities WHERE no = ANY(?)", [numbers])
    }
    low, high = mean_interval(top.mean(), top.deviation(), top.scored)
    words = {
        name: pd.Series([known[no][place] for no in numbers], dtype="str")
        for place, name in enumerate(("id", "label", "kind", "country"))
    }
    frame = pd.DataFrame(
        {**words, "n": top.n, "tone": top.mean(), "tone_n": top.scored, "tone_low": low, "tone_high": high}
    )
    return frame[frame["id"] != but].head(limit).reset_index(drop=True)
