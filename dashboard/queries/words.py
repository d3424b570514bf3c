"""Which words set one selection apart from another: weighted log-odds with an informative Dirichlet prior.

Monroe, Colaresi and Quinn (2008), "Fightin' Words", Political Analysis 16:372-403, equations 16, 20 and 22; the prior
is what both selections say together, scaled to `PRIOR` words. Large selections are counted in a fixed sample of their
sentences (`SAMPLE`), and the frame says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from dashboard.codes import Numbers
from dashboard.filters import Filters
from dashboard.queries.evidence import drawn
from dashboard.queries.matching import selected

if TYPE_CHECKING:
    from dashboard.table import Table

#: Sentences of a side that are counted at most: 1 s on two cores; the z-scores of common words change little beyond.
SAMPLE = 30_000
#: Words the prior weighs as much as.
PRIOR = 1_000
#: A word said in fewer sentences than this, both sides together, is chance.
LEAST_SENTENCES = 3
#: Words that carry grammar, not matter. Others that everyone says fall out by their z-score.
FUNCTION_WORDS = frozenset(
    (
        "a about after again against all also am an and any are as at be because been before being between both but "
        "by can can't could did do does doing don don't down during each few for from further had has have having he "
        "he's her here hers him his how i i'm if in into is isn't it it's its itself just let like may me might more "
        "most must my no nor not now of off on once only or other our ours out over own same shall she she's should "
        "so some such than that that's the their theirs them then there these they they're this those through to too "
        "under until up upon us very was we we're we've were what when where which while who whom why will with would "
        "you your yours "
    ).split()
)


def distinctive(table: Table, first: Filters, second: Filters | None = None, *, limit: int = 15) -> pd.DataFrame:
    """Return the `limit` words that `first` says more than `second`, then those that `second` says more, by z-score.

    Without `second`, all other sentences are the second side. Columns: word, z, log_odds, first_n, second_n (times
    said). attrs: first_sentences, second_sentences (counted), sampled (whether a side was larger than `SAMPLE`).
    """
    sides = [_drawn(table, first), _others(table, first) if second is None else _drawn(table, second)]
    counted = [_words(table, rows) for rows in sides]
    sizes = [len(rows) for rows in sides]
    frame = counted[0].merge(counted[1], on="word", how="outer", suffixes=("_first", "_second")).fillna(0)
    frame = frame[(frame["sentences_first"] + frame["sentences_second"]) >= LEAST_SENTENCES]
    frame = frame[~frame["word"].isin(FUNCTION_WORDS)]
    frame = pd.DataFrame(
        {
            "word": frame["word"].astype("str"),
            "first_n": frame["n_first"].astype("int64"),
            "second_n": frame["n_second"].astype("int64"),
        }
    )
    frame["z"], frame["log_odds"] = log_odds(frame["first_n"].to_numpy(), frame["second_n"].to_numpy())
    more = frame[frame["z"] > 0].nlargest(limit, "z")
    less = frame[frame["z"] < 0].nsmallest(limit, "z").iloc[::-1]
    shown = pd.concat([more, less], ignore_index=True)[["word", "z", "log_odds", "first_n", "second_n"]]
    shown.attrs = {
        "first_sentences": sizes[0],
        "second_sentences": sizes[1],
        "sampled": max(sizes) >= SAMPLE,
    }
    return shown


def log_odds(first: np.ndarray, second: np.ndarray, *, prior: float = PRIOR) -> tuple[np.ndarray, np.ndarray]:
    """Return z-scores and log-odds ratios of word counts; both empty where a side has no words."""
    both = (first + second).astype(float)
    if not len(both) or not first.sum() or not second.sum():
        return np.full(len(both), np.nan), np.full(len(both), np.nan)
    alpha = prior * both / both.sum()
    n_first, n_second = float(first.sum()), float(second.sum())
    odds_first = np.log((first + alpha) / (n_first + prior - first - alpha))
    odds_second = np.log((second + alpha) / (n_second + prior - second - alpha))
    delta = odds_first - odds_second
    return delta / np.sqrt(1 / (first + alpha) + 1 / (second + alpha)), delta


def _drawn(table: Table, filters: Filters) -> Numbers:
    """Return at most `SAMPLE` matching rows: always the same ones, spread over the table by a hash."""
    return drawn(table, filters, limit=SAMPLE)


def _others(table: Table, filters: Filters) -> Numbers:
    """Return at most `SAMPLE` rows that do not match, drawn in the same way."""
    mask = selected(table, filters).mask
    if mask is None:
        return np.zeros(0, dtype=np.int64)
    return drawn(table, Filters(), limit=SAMPLE, but=mask)


def _words(table: Table, rows: Numbers) -> pd.DataFrame:
    """Return word, n (times said), sentences (that say it) of the sentences in `rows`."""
    texts = table.sentences.take(np.sort(rows).tolist(), columns=["text"]).column("text").to_pylist()
    return table.query(
        """WITH t AS (SELECT unnest(?::VARCHAR[]) AS text), s AS (SELECT text, row_number() OVER () AS row FROM t),
        w AS (SELECT row, unnest(regexp_extract_all(lower(replace(text, '’', '''')), '[\\pL][\\pL''-]*[\\pL]')) AS word
              FROM s)
        SELECT word, count(*) AS n, count(DISTINCT row) AS sentences FROM w GROUP BY word""",
        [texts],
    )
