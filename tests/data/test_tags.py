"""Decoding: valid spans only, the best sequence, and true probabilities, checked against all sequences by hand."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from data.quoting import tags
from data.quoting.tags import BEGIN, END, INSIDE, SINGLE, tag

FOLLOWS, STARTS, ENDS = tags.allowed()
FREE = tuple(np.where(part, 0.0, tags.NEVER) for part in (FOLLOWS, STARTS, ENDS))


def valid(sequence: tuple[int, ...]) -> bool:
    steps = all(FOLLOWS[a, b] for a, b in itertools.pairwise(sequence))
    return bool(STARTS[sequence[0]] and ENDS[sequence[-1]] and steps)


@pytest.mark.parametrize(
    ("sequence", "expected"),
    [
        ([0, 0], []),
        (
            [tag(0, SINGLE), tag(1, SINGLE), tag(2, BEGIN), tag(2, INSIDE), tag(2, END)],
            [(0, 0, 0), (1, 1, 1), (2, 2, 4)],
        ),
        ([tag(2, BEGIN), tag(2, END), tag(2, BEGIN), tag(2, END)], [(2, 0, 1), (2, 2, 3)]),
    ],
)
def test_spans_of_a_sequence(sequence: list[int], expected: list[tuple[int, int, int]]) -> None:
    assert tags.spans(sequence) == expected
    assert tags.written(len(sequence), expected) == sequence


def test_of_spans_that_share_a_word_the_first_stays() -> None:
    assert tags.spans(tags.written(5, [(1, 1, 2), (2, 2, 4), (0, 0, 0)])) == [(0, 0, 0), (1, 1, 2)]


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        (tag(0, BEGIN), tag(0, END), True),
        (tag(0, BEGIN), tag(1, END), False),
        (tag(0, BEGIN), 0, False),
        (tag(0, END), tag(0, INSIDE), False),
        (tag(2, END), tag(2, BEGIN), True),
        (0, tag(1, INSIDE), False),
    ],
)
def test_what_may_follow(one: int, other: int, may: bool) -> None:
    assert bool(FOLLOWS[one, other]) is may


def test_viterbi_and_marginals_agree_with_all_sequences_counted() -> None:
    scores = np.random.default_rng(3).normal(size=(1, 3, tags.COUNT)) * 2
    sequences = [s for s in itertools.product(range(tags.COUNT), repeat=3) if valid(s)]
    totals = np.array([sum(scores[0, i, t] for i, t in enumerate(s)) for s in sequences])
    assert tags.viterbi(scores, [3], FREE) == [list(sequences[int(totals.argmax())])]

    shares = np.exp(totals - totals.max())
    shares /= shares.sum()
    expected = np.zeros((3, tags.COUNT))
    for sequence, share in zip(sequences, shares, strict=True):
        for word, number in enumerate(sequence):
            expected[word, number] += share
    assert np.allclose(tags.marginals(scores, [3], FREE)[0], expected, atol=1e-9)


def test_a_shorter_row_is_read_as_if_it_stood_alone() -> None:
    scores = np.random.default_rng(5).normal(size=(2, 9, tags.COUNT)) * 3
    alone = scores[1:, :4]
    assert tags.viterbi(scores, [9, 4], FREE)[1] == tags.viterbi(alone, [4], FREE)[0]
    assert np.allclose(tags.marginals(scores, [9, 4], FREE)[1, :4], tags.marginals(alone, [4], FREE)[0])
    assert not tags.marginals(scores, [9, 4], FREE)[1, 4:].any()


def test_no_scores_make_an_invalid_sequence() -> None:
    draw = np.random.default_rng(11)
    for _ in range(50):
        (sequence,) = tags.viterbi(draw.normal(size=(1, 7, tags.COUNT)) * 5, [7], FREE)
        assert valid(tuple(sequence))
