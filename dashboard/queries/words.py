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
from dashboard.queries.matching import text

if TYPE_CHECKING:
    from dashboard.table import Table

#: Sentences of a side that are counted at most; the z-scores of common words change little beyond.
SAMPLE = 30_000
#: Words the prior weighs as much as.
PRIOR = 1_000
#: A word said in fewer sentences than this, both sides together, is chance.
LEAST_SENTENCES = 3
#: Sentences of the table whose words are read at once.
PART = 1_000_000


def distinctive(table: Table, first: Filters, second: Filters, *, limit: int = 15) -> pd.DataFrame:
    """Return the `limit` words that `first` says more than `second`, then those that `second` says more, by z-score.

    At most `SAMPLE` sentences of a side are counted: always the same ones, spread over the table by a hash. Columns:
    word, z, log_odds, first_n, second_n (times said). attrs: first_sentences, second_sentences (counted), sampled
    (whether a side has `SAMPLE` sentences or more).
    """
    sides = [drawn(table, side, limit=SAMPLE) for side in (first, second)]
    said, sentences = zip(*(_words(table, rows) for rows in sides), strict=True)
    sizes = [len(rows) for rows in sides]
    numbers = np.flatnonzero(sum(sentences) >= LEAST_SENTENCES)
    frame = pd.DataFrame({"number": numbers, "first_n": said[0][numbers], "second_n": said[1][numbers]})
    frame["z"], frame["log_odds"] = log_odds(said[0][numbers], said[1][numbers])
    more = frame[frame["z"] > 0].nlargest(limit, "z")
    less = frame[frame["z"] < 0].nsmallest(limit, "z").iloc[::-1]
    shown = pd.concat([more, less], ignore_index=True)
    named = dict(table.rows_of("SELECT no, word FROM words WHERE no = ANY(?)", [shown["number"].tolist()]))
    shown.insert(0, "word", text(named[number] for number in shown["number"].tolist()))
    shown = shown[["word", "z", "log_odds", "first_n", "second_n"]]
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


def _words(table: Table, rows: Numbers) -> tuple[Numbers, Numbers]:
    """Return for every word of the table how often the sentences in `rows` say it, and how many of them do."""
    size = int(table.codes.meta["words"])
    said, sentences = np.zeros(size, dtype=np.int64), np.zeros(size, dtype=np.int64)
    # Part by part: the words of all sentences are the longest array, and a sample touches all of it.
    for some in np.array_split(np.sort(rows), max(1, table.codes.rows // PART)):
        more = _words_of(table, some, size=size)
        said += more[0]
        sentences += more[1]
        for name in ("word", "word-start"):
            table.codes.release(name)
    return said, sentences


def _words_of(table: Table, rows: Numbers, *, size: int) -> tuple[Numbers, Numbers]:
    starts = table.codes["word-start"]
    first, many = starts[rows], starts[rows + 1] - starts[rows]
    line = np.repeat(np.arange(len(rows)), many)
    words = table.codes["word"][np.repeat(first - (np.cumsum(many) - many), many) + np.arange(len(line))]
    # Sorted, and not `np.unique`, which takes forty times as long here.
    pairs = np.sort(line * size + words)
    once = pairs[np.diff(pairs, prepend=-1) > 0]
    return np.bincount(words, minlength=size), np.bincount(once % max(1, size), minlength=size)
