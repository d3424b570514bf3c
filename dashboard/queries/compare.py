"""Two selections side by side: difference in tone and stance with effect size, toward every target.

Goes in: a table and two filters. A sentence in both selections counts on both sides.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dashboard import names
from dashboard.codes import Numbers
from dashboard.filters import Filters
from dashboard.intervals import cliffs_delta, difference_of_means, difference_of_nets, effect_words, mean_interval
from dashboard.queries.counts import bucket_unit, timeline
from dashboard.queries.matching import has_tone, remembered, selected
from dashboard.queries.stance import by_target, left_out

if TYPE_CHECKING:
    from dashboard.table import Table

#: What the effect is called where a side has fewer values than the least n.
TOO_FEW = "too few to tell"
#: Id of the row of the tone; the others are ids of targets.
TONE = "tone"
#: The tones there are: they are stored to three digits.
_GRID = np.arange(-1000, 1001) / 1000
#: What a side that has no stance toward a target holds.
_NOTHING = {"against": 0, "neither": 0, "favor": 0, "net": math.nan, "net_low": math.nan, "net_high": math.nan}
COLUMNS = (
    "id", "label", "a", "a_low", "a_high", "a_n", "b", "b_low", "b_high", "b_n",
    "difference", "low", "high", "delta", "delta_low", "delta_high", "words", "n",
)  # fmt: skip


def compare(
    table: Table, first: Filters, second: Filters, *, holder: str | None, least_n: int = 1
) -> pd.DataFrame:
    """Return one row a measure: the tone of the sentence, then the net stance toward each target either side has.

    The stances are those of `holder`, "speaker" or "outlet"; of both where None.

    Columns: id ("tone" or a target), label, a, a_low, a_high, a_n (first selection: mean in [-1, 1], 95 % interval, n),
    b ... (second), difference (a - b) with low, high (95 %: Welch for the tone, square and add for the net stance),
    delta, delta_low, delta_high (Cliff's delta in [-1, 1]: the chance that a value of the first side exceeds one of the
    second, minus the reverse), words (`effect_words` of its interval, "small to medium"; `TOO_FEW` where a side has
    fewer than `least_n` values, "one side only" where it has none), n (both sides together). attrs: others (stances of
    the other holder on either side).
    """
    rows = [_tone_row(table, first, second)] if has_tone(table) else []
    rows += _stance_rows(table, first, second, holder=holder)
    known = [row | {"words": _words(row, least_n=least_n)} for row in rows if row is not None]
    frame = pd.DataFrame(known, columns=list(COLUMNS))
    others = (left_out(table, side, target=t, holder=holder) for side in (first, second) for t in table.codes.targets)
    frame.attrs = {"others": sum(others)}
    return frame


def _words(row: dict[str, Any], *, least_n: int) -> str:
    fewest = min(row["a_n"], row["b_n"])
    if not fewest:
        return "one side only"
    words = effect_words(row["delta_low"], row["delta_high"])
    return TOO_FEW if fewest < least_n or words == "unknown" else words


def overlap(table: Table, first: Filters, second: Filters) -> int:
    """Return how many sentences are in both selections."""
    one, two = selected(table, first), selected(table, second)
    if one.mask is None or two.rows is None:
        return min(one.n, two.n)
    return int(one.mask[two.rows].sum())


def tones_over_time(table: Table, first: Filters, second: Filters, *, either: Filters) -> pd.DataFrame:
    """Return the mean tone of both selections over time, in buckets that fit the sentences in `either`.

    Columns: id, label, bucket, unit (as `counts.timeline` has them), side (0 or 1), n (sentences with a tone), tone
    (mean in [-1, 1]), tone_low, tone_high (95 % t interval). attrs: sizes (n of each side), undated (sentences of
    either selection without a date, which are not in it).
    """
    unit = bucket_unit(table, either)
    frames = [timeline(table, side, unit=unit).assign(side=place) for place, side in enumerate((first, second))]
    frame = pd.concat(frames, ignore_index=True)
    frame = frame[frame["tone_n"] > 0].drop(columns="n").rename(columns={"tone_n": "n"})
    sizes = [int(frame.loc[frame["side"] == place, "n"].sum()) for place in (0, 1)]
    columns = ["id", "label", "bucket", "unit", "side", "n", "tone", "tone_low", "tone_high"]
    frame = frame[columns].reset_index(drop=True)
    frame.attrs = {"sizes": sizes, "undated": timeline(table, either, unit=unit).attrs["undated"]}
    return frame


def _tone_row(table: Table, first: Filters, second: Filters) -> dict[str, Any] | None:
    sides = [_tones(table, chosen) for chosen in (first, second)]
    total = int(sum(side.sum() for side in sides))
    if not total:
        return None
    moments = [_moments(side) for side in sides]
    difference = difference_of_means(moments[0], moments[1])
    row: dict[str, Any] = {"id": TONE, "label": "tone of the sentence", "n": total}
    for side, (mean, deviation, n) in zip("ab", moments, strict=True):
        low, high = mean_interval(mean, deviation, n)
        row |= {side: mean, f"{side}_low": float(low), f"{side}_high": float(high), f"{side}_n": int(n)}
    return row | _effect(difference, cliffs_delta(*sides))


def _stance_rows(table: Table, first: Filters, second: Filters, *, holder: str | None) -> list[dict[str, Any]]:
    frames = [by_target(table, chosen, holder=holder) for chosen in (first, second)]
    sides = [{one["id"]: one for one in frame.to_dict("records")} for frame in frames]
    rows = []
    for target in sorted({*sides[0], *sides[1]}, key=lambda i: (-sum(s[i]["n"] for s in sides if i in s), i)):
        held = [side.get(target, _NOTHING) for side in sides]
        counts = [[float(one[name]) for name in ("against", "neither", "favor")] for one in held]
        nets = [(float(one["net"]), float(one["net_low"]), float(one["net_high"])) for one in held]
        row: dict[str, Any] = {"id": target, "label": names.short_target(target), "n": int(sum(map(sum, counts)))}
        for side, net, answered in zip("ab", nets, counts, strict=True):
            row |= {side: net[0], f"{side}_low": net[1], f"{side}_high": net[2], f"{side}_n": int(sum(answered))}
        rows.append(row | _effect(difference_of_nets(nets[0], nets[1]), cliffs_delta(counts[0], counts[1])))
    return rows


def _effect(difference: tuple[float, float, float], delta: tuple[float, float, float]) -> dict[str, Any]:
    return {
        "difference": difference[0],
        "low": difference[1],
        "high": difference[2],
        "delta": delta[0],
        "delta_low": delta[1],
        "delta_high": delta[2],
    }


def _tones(table: Table, filters: Filters) -> Numbers:
    """Return how many sentences have each of the tones `_GRID`."""

    def make() -> Numbers:
        n = np.zeros(len(_GRID), dtype=np.int64)
        for piece in selected(table, filters).pieces():
            tone = table.codes["tone"][piece]
            tone = tone[~np.isnan(tone)]
            n += np.bincount(np.rint(tone.astype(np.float64) * 1000).astype(np.int64) + 1000, minlength=len(_GRID))
        return n

    return remembered(table, ("tones", filters), make)


def _moments(counts: Numbers) -> tuple[float, float, float]:
    """Return mean, sample standard deviation and number of the tones that stand so often on the grid."""
    n = float(counts.sum())
    if not n:
        return float("nan"), float("nan"), 0.0
    mean = float(_GRID @ counts / n)
    squares = float((_GRID - mean) ** 2 @ counts)
    return mean, (squares / (n - 1)) ** 0.5 if n > 1 else float("nan"), n
