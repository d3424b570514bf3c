"""One speaker or country: offices and countries over time, whom they speak about and how.

Volume, tone, topics and stances of a profile are the usual questions under filters narrowed to that speaker.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from dashboard import names
from dashboard.filters import Filters
from dashboard.intervals import mean_interval
from dashboard.queries.matching import GROUPS, ask, matching, only_matching

if TYPE_CHECKING:
    from dashboard.table import Table


def names_used(table: Table, filters: Filters, *, speaker: str) -> pd.DataFrame:
    """Return the forms of the speaker's name in the sentences that match: columns id, label, n, most used first."""
    return ask(
        table,
        f"""WITH p AS (SELECT unnest(s.speaker_ids) AS id, unnest(s.speakers) AS label
          FROM {_said_by(table, filters)} AS s)
        SELECT label AS id, label, count(*) AS n FROM p WHERE id = ? GROUP BY label ORDER BY n DESC, label""",
        [speaker, speaker],
    )


def offices(table: Table, filters: Filters, *, speaker: str) -> pd.DataFrame:
    """Return the speaker's roles and countries as the documents give them, by first date.

    Columns: role (None when unknown), country (ISO 3166-1 alpha-3 or None), country_name, first, last (dates, NaT when
    undated), n (sentences), documents. Where several people speak at once the sentence's countries may be another's:
    they are left out of `country`.
    """
    frame = ask(
        table,
        f"""WITH p AS (
          SELECT s.doc, s.date, unnest(s.speaker_ids) AS id, unnest(s.speaker_roles) AS role,
            CASE WHEN len(s.speaker_ids) = 1 THEN s.speaker_countries[1] END AS country
          FROM {_said_by(table, filters)} AS s)
        SELECT nullif(role, '') AS role, country, min(date) AS first, max(date) AS last, count(*) AS n,
          count(DISTINCT doc) AS documents
        FROM p WHERE id = ? GROUP BY 1, 2 ORDER BY first NULLS LAST, n DESC, role, country""",
        [speaker, speaker],
    )
    shown = [None if pd.isna(c) else names.country(str(c)) for c in frame["country"]]
    frame.insert(2, "country_name", pd.Series(shown, dtype="str"))
    return frame


def about_whom(
    table: Table, filters: Filters, *, kind: str | None = None, limit: int = GROUPS, but: str | None = None
) -> pd.DataFrame:
    """Return the persons, organisations or countries named in the sentences that match, and the tone toward each.

    Columns: id (entity id), label, kind, country, n (mentions), sentences, tone (mean sentiment toward it in [-1, 1]),
    tone_low, tone_high (95 % t), tone_n (mentions with a sentiment). `but` leaves out an entity (the speaker).
    """
    frame = ask(
        table,
        f"""SELECT entity_id AS id, mode(entity ORDER BY entity) AS label, kind,
          mode(country ORDER BY country) AS country, count(*) AS n, count(DISTINCT row) AS sentences,
          avg(sentiment_score) AS tone,
          stddev_samp(sentiment_score) AS deviation, count(sentiment_score) AS tone_n
        FROM (SELECT * FROM mentions {only_matching(table, filters)})
        WHERE (? IS NULL OR kind = ?) AND (? IS NULL OR entity_id <> ?)
        GROUP BY entity_id, kind ORDER BY n DESC, id LIMIT {limit}""",
        [kind, kind, but, but],
    )
    frame["tone_low"], frame["tone_high"] = mean_interval(frame["tone"], frame.pop("deviation"), frame["tone_n"])
    return frame


def _said_by(table: Table, filters: Filters) -> str:
    """Return SQL for the matching sentences of one speaker; its parameter is the speaker's id."""
    said = "SELECT row FROM said JOIN speakers ON no = speaker WHERE id = ?"
    return f"(SELECT * FROM {matching(table, filters)} WHERE row IN ({said}))"
