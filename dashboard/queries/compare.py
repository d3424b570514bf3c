"""Two selections side by side: difference in tone and stance with effect size, toward every target.

Goes in: a table and two filters. A sentence in both selections counts on both sides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dashboard import names
from dashboard.filters import Filters
from dashboard.intervals import cliffs_delta, difference_of_means, difference_of_nets, effect_words, mean_interval
from dashboard.queries.matching import has_tone, remembered, selected
from dashboard.queries.stance import by_target

if TYPE_CHECKING:
    from dashboard.table import Table

#: What the effect is called where a side has fewer values than the least n.
TOO_FEW = "too few to tell"
#: Id of the row of the tone; the others are ids of targets.
TONE = "tone"
COLUMNS = (
    "id", "label", "a", "a_low", "a_high", "a_n", "b", "b_low", "b_high", "b_n",
    "difference", "low", "high", "delta", "delta_low", "delta_high", "words", "n",
)  # fmt: skip


def compare(table: Table, first: Filters, second: Filters, *, least_n: int = 1) -> pd.DataFrame:
    """Return one row a measure: the tone of the sentence, then the net stance toward each target either side has.

    Columns: id ("tone" or a target), label, a, a_low, a_high, a_n (first selection: mean in [-1, 1], 95 % interval, n),
    b ... (second), difference (a - b) with low, high (95 %: Welch for the tone, square and add for the net stance),
    delta, delta_low, delta_high (Cliff's delta in [-1, 1]: the chance that a value of the first side exceeds one of the
    second, minus the reverse), words (`effect_words` of its interval, "small to medium"; `TOO_FEW` where a side has
    fewer than `least_n` values, "one side only" where it has none), n (both sides together).
    """
    rows = [_tone_row(table, first, second)] if has_tone(table) else []
    rows += _stance_rows(table, first, second)
    known = [row | {"words": _words(row, least_n=least_n)} for row in rows if row is not None]
    return pd.DataFrame(known, columns=list(COLUMNS))


def _words(row: dict[str, Any], *, least_n: int) -> str:
    fewest = min(row["a_n"], row["b_n"])
    if not fewest:
        return "one side only"
    words = effect_words(row["delta_low"], row["delta_high"])
    return TOO_FEW if fewest < least_n or words == "unknown" else words


def overlap(table: Table, first: Filters, second: Filters) -> int:
    """Return how many sentences are in both selections."""
    one, two = selected(table, first), selected(table, second)
    if one.rows is None or two.rows is None:
        return min(one.n, two.n)
    return int(one.mask[two.rows].sum()) if one.mask is not None else two.n


def _tone_row(table: Table, first: Filters, second: Filters) -> dict[str, Any] | None:
    sides = [_tones(table, chosen) for chosen in (first, second)]
    totals = [int(side["n"].sum()) for side in sides]
    if not sum(totals):
        return None
    moments = [_moments(side) for side in sides]
    classes = sides[0].merge(sides[1], on="tone", how="outer", suffixes=("_a", "_b")).fillna(0).sort_values("tone")
    difference = difference_of_means(moments[0], moments[1])
    row: dict[str, Any] = {"id": TONE, "label": "tone of the sentence", "n": sum(totals)}
    for side, (mean, deviation, n) in zip("ab", moments, strict=True):
        low, high = mean_interval(mean, deviation, n)
        row |= {side: mean, f"{side}_low": float(low), f"{side}_high": float(high), f"{side}_n": int(n)}
    return row | _effect(difference, cliffs_delta(classes["n_a"], classes["n_b"]))


def _stance_rows(table: Table, first: Filters, second: Filters) -> list[dict[str, Any]]:
    a, b = (by_target(table, chosen).set_index("id") for chosen in (first, second))
    rows = []
    for target in sorted({*a.index, *b.index}, key=lambda i: (-sum(f["n"].get(i, 0) for f in (a, b)), i)):
        counts = [[float(f[c].get(target, 0)) for c in ("against", "neither", "favor")] for f in (a, b)]
        nets = [_net(f, target) for f in (a, b)]
        row: dict[str, Any] = {"id": target, "label": names.short_target(target), "n": int(sum(map(sum, counts)))}
        for side, net, answered in zip("ab", nets, counts, strict=True):
            row |= {side: net[0], f"{side}_low": net[1], f"{side}_high": net[2], f"{side}_n": int(sum(answered))}
        rows.append(row | _effect(difference_of_nets(nets[0], nets[1]), cliffs_delta(counts[0], counts[1])))
    return rows


def _net(frame: pd.DataFrame, target: str) -> tuple[float, float, float]:
    net, low, high = (float(frame[c].get(target, float("nan"))) for c in ("net", "net_low", "net_high"))
    return net, low, high


def _effect(difference: tuple[float, float, float], delta: tuple[float, float, float]) -> dict[str, Any]:
    return {
        "difference": difference[0],
        "low": difference[1],
        "high": difference[2],
        "delta": delta[0],
        "delta_low": delta[1],
        "delta_high": delta[2],
    }


def _tones(table: Table, filters: Filters) -> pd.DataFrame:
    """Return how many sentences have each tone (stored to three digits, so at most 2,001 values)."""

    def make() -> pd.DataFrame:
        n = np.zeros(2001, dtype=np.int64)
        for piece in selected(table, filters).pieces():
            tone = table.codes["tone"][piece]
            tone = tone[~np.isnan(tone)]
            n += np.bincount(np.rint(tone.astype(np.float64) * 1000).astype(np.int64) + 1000, minlength=2001)
        places = np.flatnonzero(n)
        return pd.DataFrame({"tone": (places - 1000) / 1000, "n": n[places]})

    return remembered(table, ("tones", filters), make)


def _moments(side: pd.DataFrame) -> tuple[float, float, float]:
    n = float(side["n"].sum())
    if not n:
        return float("nan"), float("nan"), 0.0
    mean = float((side["tone"] * side["n"]).sum() / n)
    squares = float(((side["tone"] - mean) ** 2 * side["n"]).sum())
    return mean, (squares / (n - 1)) ** 0.5 if n > 1 else float("nan"), n
