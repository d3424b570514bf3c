"""95 % intervals and effect sizes, on whole columns at once.

Goes in: counts, means and standard deviations as numbers, arrays or pandas columns. Comes out: arrays of the same
length; NaN where there is too little to say. Reads no table.

The intervals treat sentences as independent draws. Sentences of one document resemble each other, so true intervals
are wider; the Methods page says so.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Z95 = 1.959963984540054
Floats = NDArray[np.float64]
#: Of fewer sentences an interval is so wide that a mark is drawn hollow, unless the reader names another number.
LEAST_N = 10

#: 97.5 % quantiles of Student's t for 1 to 30 degrees of freedom; beyond, a series in 1/df (see `t_quantile`).
_T975 = (
    12.706204736, 4.302652730, 3.182446305, 2.776445105, 2.570581836, 2.446911851, 2.364624252, 2.306004135,
    2.262157163, 2.228138852, 2.200985160, 2.178812830, 2.160368656, 2.144786688, 2.131449546, 2.119905299,
    2.109815578, 2.100922040, 2.093024054, 2.085963447, 2.079613845, 2.073873068, 2.068657610, 2.063898562,
    2.059538553, 2.055529439, 2.051830516, 2.048407142, 2.045229642, 2.042272456,
)  # fmt: skip


def _floats(values: ArrayLike) -> Floats:
    return np.asarray(values, dtype=np.float64)


def t_quantile(df: ArrayLike) -> Floats:
    """Return the 97.5 % quantile of Student's t for `df` >= 1 degrees of freedom; NaN below.

    Table to 30, between whole numbers a line in 1/df, which lies above the curve (no interval is too narrow); beyond,
    the Cornish-Fisher series (Abramowitz and Stegun 26.7.5), right to 2e-6 there.
    """
    degrees = _floats(df)
    safe = np.where(degrees >= 1, degrees, 1.0)
    z = Z95
    series = (
        z
        + (z**3 + z) / (4 * safe)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * safe**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * safe**3)
    )
    whole = np.arange(1, len(_T975) + 1)
    table = np.interp(-1 / np.clip(safe, 1, 30), -1 / whole, _T975)
    return np.where(degrees >= 1, np.where(safe <= 30, table, series), np.nan)


def wilson(count: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats]:
    """Return the 95 % Wilson score interval of the share `count / n`, both ends in [0, 1]; NaN where n is 0.

    Wilson (1927), JASA 22:209-212.
    """
    hits, total = _floats(count), _floats(n)
    size = np.where(total > 0, total, np.nan)
    share = hits / size
    middle = (share + Z95**2 / (2 * size)) / (1 + Z95**2 / size)
    half = Z95 / (1 + Z95**2 / size) * np.sqrt(share * (1 - share) / size + Z95**2 / (4 * size**2))
    # The ends hold the share itself, which rounding would miss at 0 and 1.
    return np.clip(np.minimum(middle - half, share), 0, 1), np.clip(np.maximum(middle + half, share), 0, 1)


def mean_interval(mean: ArrayLike, deviation: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats]:
    """Return the 95 % t interval of a mean of scores in [-1, 1] from their sample standard deviation.

    Cut at the ends of the scale, beyond which no mean can lie; NaN where n is below 2.
    """
    middle, spread, size = _floats(mean), _floats(deviation), _floats(n)
    enough = np.where(size >= 2, size, np.nan)
    half = t_quantile(enough - 1) * spread / np.sqrt(enough)
    return np.clip(middle - half, -1, 1), np.clip(middle + half, -1, 1)


def net_share(favor: ArrayLike, against: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats, Floats]:
    """Return the net share (favor - against) / n in [-1, 1] with its 95 % interval; NaN where n is 0.

    The two Wilson intervals are joined by "square and add" with the multinomial correlation of the shares (Newcombe
    1998, Statistics in Medicine 17:2635-2650; Zou and Donner 2008, 27:1693-1702): unlike a t interval it keeps a width
    when all answers agree.
    """
    size = np.where(_floats(n) > 0, _floats(n), np.nan)
    f, a = _floats(favor) / size, _floats(against) / size
    f_low, f_high = wilson(favor, n)
    a_low, a_high = wilson(against, n)
    with np.errstate(divide="ignore", invalid="ignore"):
        correlation = np.nan_to_num(-np.sqrt(f * a / ((1 - f) * (1 - a))), nan=0.0, posinf=0.0, neginf=0.0)
    net = f - a
    below = (f - f_low) ** 2 - 2 * correlation * (f - f_low) * (a_high - a) + (a_high - a) ** 2
    above = (f_high - f) ** 2 - 2 * correlation * (f_high - f) * (a - a_low) + (a - a_low) ** 2
    return net, np.clip(net - np.sqrt(below), -1, 1), np.clip(net + np.sqrt(above), -1, 1)


def difference_of_means(
    first: tuple[float, float, float], second: tuple[float, float, float]
) -> tuple[float, float, float]:
    """Return first minus second mean with its 95 % Welch interval; each side is (mean, standard deviation, n).

    Welch (1947), Biometrika 34:28-35. Means lie in [-1, 1], so the ends are cut at -2 and 2; they are NaN where a side
    has fewer than two values.
    """
    (mean_a, sd_a, n_a), (mean_b, sd_b, n_b) = first, second
    if min(n_a, n_b) < 2:
        return mean_a - mean_b, float("nan"), float("nan")
    part_a, part_b = sd_a**2 / n_a, sd_b**2 / n_b
    error = (part_a + part_b) ** 0.5
    if error == 0:
        return mean_a - mean_b, mean_a - mean_b, mean_a - mean_b
    df = (part_a + part_b) ** 2 / (part_a**2 / (n_a - 1) + part_b**2 / (n_b - 1))
    half = float(t_quantile(df)) * error
    difference = mean_a - mean_b
    return difference, max(-2.0, difference - half), min(2.0, difference + half)


def difference_of_nets(
    first: tuple[float, float, float], second: tuple[float, float, float]
) -> tuple[float, float, float]:
    """Return first minus second net share with its 95 % interval; each side is (net, low, high) of `net_share`.

    "Square and add" of the two intervals (Zou and Donner 2008, Statistics in Medicine 27:1693-1702); in [-2, 2].
    """
    (a, a_low, a_high), (b, b_low, b_high) = first, second
    difference = a - b
    below = ((a - a_low) ** 2 + (b_high - b) ** 2) ** 0.5
    above = ((a_high - a) ** 2 + (b - b_low) ** 2) ** 0.5
    return difference, difference - below, difference + above


def cliffs_delta(first: ArrayLike, second: ArrayLike) -> tuple[float, float, float]:
    """Return Cliff's delta with its 95 % interval, from counts of each side in ordered classes.

    `first[i]` and `second[i]` are the numbers of values of each side in class i, classes ascending. Delta is the
    chance that a value of `first` exceeds one of `second`, minus the reverse, in [-1, 1]. Cliff (1993), Psychological
    Bulletin 114:494-509, equation 7 for the variance and 9 for the asymmetric interval. NaN where a side is empty;
    the ends are NaN below two values on a side.
    """
    a, b = _floats(first), _floats(second)
    n_a, n_b = float(a.sum()), float(b.sum())
    if n_a == 0 or n_b == 0:
        return (float("nan"),) * 3
    over_b = _dominance(b) / n_b
    over_a = -_dominance(a) / n_a
    delta = float((a * over_b).sum() / n_a)
    if min(n_a, n_b) < 2:
        return delta, float("nan"), float("nan")
    rows = n_b**2 * float((a * (over_b - delta) ** 2).sum())
    columns = n_a**2 * float((b * (over_a - delta) ** 2).sum())
    untied = n_a * n_b - float((a * b).sum())
    cells = untied - n_a * n_b * delta**2
    if abs(delta) == 1:
        # The variance is 0 here: the bound that Hess and Kromrey (2004) give keeps a width for small samples.
        bound = (min(n_a, n_b) - Z95**2) / (min(n_a, n_b) + Z95**2)
        return (delta, bound, 1.0) if delta > 0 else (delta, -1.0, -bound)
    variance = (rows + columns - cells) / (n_a * n_b * (n_a - 1) * (n_b - 1))
    variance = max(variance, (1 - delta**2) / (n_a * n_b - 1))
    spread = Z95 * (variance * ((1 - delta**2) ** 2 + Z95**2 * variance)) ** 0.5
    scale = 1 - delta**2 + Z95**2 * variance
    middle = delta - delta**3
    return delta, max(-1.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)


def _dominance(counts: Floats) -> Floats:
    """Return for each class how many of `counts` lie below it minus how many lie above."""
    up_to = np.cumsum(counts)
    return np.asarray((up_to - counts) - (counts.sum() - up_to), dtype=np.float64)


def effect_words(low: float, high: float) -> str:
    """Return in words how large an effect the 95 % interval of Cliff's delta allows: one class, or the two at its ends.

    "small", or "negligible to large" where the interval reaches from one class into another: the estimate alone would
    claim more than the sample holds. Classes negligible, small, medium, large with the limits 0.147, 0.33 and 0.474 of
    Romano et al. (2006), Florida Association of Institutional Research. "unknown" where an end is NaN.
    """
    if low != low or high != high:
        return "unknown"
    least = 0.0 if low <= 0 <= high else min(abs(low), abs(high))
    first, last = _class(least), _class(max(abs(low), abs(high)))
    return first if first == last else f"{first} to {last}"


def _class(size: float) -> str:
    return "negligible" if size < 0.147 else "small" if size < 0.33 else "medium" if size < 0.474 else "large"
