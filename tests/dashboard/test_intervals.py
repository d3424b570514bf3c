"""Intervals and effect sizes against published or independently computed values."""

from __future__ import annotations

import math

import numpy as np
import pytest

from dashboard.intervals import (
    cliffs_delta,
    difference_of_means,
    difference_of_nets,
    effect_words,
    mean_interval,
    net_share,
    t_quantile,
    wilson,
)


@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634), (81, 263, 0.2553, 0.3662)],
)
def test_wilson(count: int, n: int, low: float, high: float) -> None:
    # 81 of 263 is the example of Newcombe (1998), Statistics in Medicine 17:857-872, table I.
    found = wilson(count, n)
    assert [float(v) for v in found] == pytest.approx([low, high], abs=5e-5)


def test_wilson_of_nothing_is_missing() -> None:
    assert all(math.isnan(float(v)) for v in wilson(0, 0))


@pytest.mark.parametrize(("df", "value"), [(1, 12.7062), (4, 2.7764), (30, 2.0423), (60, 2.0003), (1000, 1.9623)])
def test_t_quantile(df: int, value: float) -> None:
    assert float(t_quantile(df)) == pytest.approx(value, abs=1e-4)


@pytest.mark.parametrize(("df", "value"), [(1.5, 6.0167), (2.5, 3.5747), (17.776, 2.1028)])
def test_between_whole_degrees_of_freedom_no_interval_is_too_narrow(df: float, value: float) -> None:
    # `qt(.975, df)`, R.
    assert 0 <= float(t_quantile(df)) - value < value * (0.2 if df < 2 else 0.05)


def test_mean_interval() -> None:
    values = np.array([0.1, 0.4, -0.2, 0.3, 0.0])
    low, high = mean_interval(values.mean(), values.std(ddof=1), 5)
    assert [float(low), float(high)] == pytest.approx([-0.1764, 0.4164], abs=1e-4)
    assert math.isnan(float(mean_interval(0.1, float("nan"), 1)[0]))


def test_a_mean_of_two_stays_on_the_scale() -> None:
    low, high = (float(end) for end in mean_interval(0.45, 0.636, 2))
    assert (low, high) == (-1.0, 1.0)
    assert difference_of_means((0.45, 0.636, 2), (-0.2, 0.5, 2))[1:] == (-2.0, 2.0)


def test_net_share_keeps_a_width_when_all_agree() -> None:
    net, low, high = (float(v) for v in net_share(0, 3, 3))
    assert (net, low) == (-1.0, -1.0)
    assert high > -0.5


def test_net_share_mirrors() -> None:
    forth = [float(v) for v in net_share(12, 5, 30)]
    back = [float(v) for v in net_share(5, 12, 30)]
    assert forth == pytest.approx([-back[0], -back[2], -back[1]])
    assert forth[1] < forth[0] < forth[2]


def test_difference_of_means_is_welch() -> None:
    # Student (1908), Biometrika 6:1-25: hours of sleep gained by ten patients with two drugs. R prints for it
    # (`t.test(extra ~ group, data = sleep)`) -3.3655 to 0.2055 with 17.776 degrees of freedom. In tens
    # of hours, since scores lie between -1 and 1.
    first = np.array([0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]) / 10
    second = np.array([1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]) / 10
    found = difference_of_means(*((side.mean(), side.std(ddof=1), len(side)) for side in (first, second)))
    assert found == pytest.approx((-0.158, -0.33655, 0.02055), abs=0.00002)


def test_difference_of_nets_is_wider_than_each_side() -> None:
    first = tuple(float(v) for v in net_share(12, 5, 30))
    second = tuple(float(v) for v in net_share(4, 9, 25))
    difference, low, high = difference_of_nets(first, second)  # type: ignore[arg-type]
    assert low < difference < high
    assert high - low > max(first[2] - first[1], second[2] - second[1])


def test_cliffs_delta_counts_pairs() -> None:
    first, second = [1, 1, 2, 3, 3, 3], [0, 1, 2, 2]
    wins = sum(a > b for a in first for b in second) - sum(a < b for a in first for b in second)
    counts = [[side.count(v) for v in range(4)] for side in (first, second)]
    delta, low, high = cliffs_delta(*counts)
    assert delta == pytest.approx(wins / 24)
    assert -1 <= low < delta < high <= 1


def test_cliffs_delta_at_its_end_keeps_a_width() -> None:
    delta, low, high = cliffs_delta([0, 5], [5, 0])
    assert (delta, high) == (1.0, 1.0)
    assert low < 0.5


def test_cliffs_delta_of_an_empty_side_is_missing() -> None:
    delta, low, high = cliffs_delta([0, 0], [1, 2])
    assert math.isnan(delta)
    assert effect_words(low, high) == "unknown"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0.2, 0.3, "small"),
        (-0.3, -0.2, "small"),
        (-0.1, 0.14, "negligible"),
        (0.5, 0.9, "large"),
        (0.2, 0.6, "small to large"),
        (-0.4, 0.1, "negligible to medium"),
        (-0.6, 0.6, "negligible to large"),
        (-0.4, -0.2, "small to medium"),
    ],
)
def test_an_effect_is_called_what_its_interval_allows(low: float, high: float, words: str) -> None:
    assert effect_words(low, high) == words


def test_three_values_that_all_lie_above_are_no_sure_large_effect() -> None:
    delta, low, high = cliffs_delta([0, 3], [30, 0])
    assert delta == 1.0
    assert effect_words(low, high) == "negligible to large"
