"""Scores of tags in, spans out: the tag set of the quotation tagger and its decoding.

A word bears at most one role. Tags are B, I, E (first, inner, last word) and S (single word) for each role, and O.
Only sequences that spell whole spans are considered, so every decoded sequence is valid. Works on numpy arrays;
learns nothing (`data/train/crf.py` does).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

ROLES = ("mention", "cue", "content")
COUNT = 1 + 4 * len(ROLES)
BEGIN, INSIDE, END, SINGLE = range(4)
#: Added to the score of what may not happen.
NEVER = -1e4
Array = np.ndarray


def tag(role: int, place: int) -> int:
    """Return the tag of a role and a place in the span (`BEGIN` to `SINGLE`); O is 0."""
    return 1 + 4 * role + place


def _place(number: int) -> int | None:
    return (number - 1) % 4 if number else None


def _follows(one: int, other: int) -> bool:
    if _place(one) in (BEGIN, INSIDE):
        return _place(other) in (INSIDE, END) and (one - 1) // 4 == (other - 1) // 4
    return _place(other) in (None, BEGIN, SINGLE)


def allowed() -> tuple[Array, Array, Array]:
    """Return which tag may follow which (tags, tags), which may start and which may end a sequence."""
    numbers = range(COUNT)
    follows = np.array([[_follows(one, other) for other in numbers] for one in numbers])
    starts = np.array([_place(number) in (None, BEGIN, SINGLE) for number in numbers])
    ends = np.array([_place(number) in (None, END, SINGLE) for number in numbers])
    return follows, starts, ends


def spans(sequence: Sequence[int]) -> list[tuple[int, int, int]]:
    """Return (role, first word, last word) for every span of a valid tag sequence."""
    found = []
    first = 0
    for place, number in enumerate(sequence):
        if _place(number) in (BEGIN, SINGLE):
            first = place
        if _place(number) in (END, SINGLE):
            found.append(((number - 1) // 4, first, place))
    return found


def written(length: int, found: Sequence[tuple[int, int, int]]) -> list[int]:
    """Return the tag sequence that spells the spans; of spans that share a word, the earlier in the list stays."""
    sequence = [0] * length
    for role, first, last in found:
        if any(sequence[first : last + 1]):
            continue
        inner = [tag(role, INSIDE)] * (last - first - 1)
        sequence[first : last + 1] = (
            [tag(role, SINGLE)] if first == last else [tag(role, BEGIN), *inner, tag(role, END)]
        )
    return sequence


def viterbi(scores: Array, lengths: Sequence[int], transitions: tuple[Array, Array, Array]) -> list[list[int]]:
    """Return the best tag sequence for each row of `scores` (rows, words, tags), as long as `lengths` says.

    `transitions` are scores (tags, tags), (tags,) for the start and (tags,) for the end, with `NEVER` where not
    allowed. Viterbi 1967.
    """
    between, start, end = transitions
    rows, words, _ = scores.shape
    best = start + scores[:, 0]
    back = np.zeros((words, rows, COUNT), dtype=np.int8)
    at_end = np.empty((rows, COUNT))
    size = np.asarray(lengths)
    for word in range(words):
        if word:
            through = best[:, :, None] + between
            back[word] = through.argmax(1)
            best = through.max(1) + scores[:, word]
        done = size == word + 1
        at_end[done] = best[done] + end
    found = []
    for row, length in enumerate(lengths):
        number = int(at_end[row].argmax())
        sequence = [number]
        for word in range(length - 1, 0, -1):
            number = int(back[word, row, number])
            sequence.append(number)
        found.append(sequence[::-1])
    return found


def marginals(scores: Array, lengths: Sequence[int], transitions: tuple[Array, Array, Array]) -> Array:
    """Return the probability of each tag at each word, (rows, words, tags), over all valid sequences.

    Forward-backward (Rabiner 1989, section III) with scaling; words beyond a row's length are zero.
    """
    between, start, end = (np.exp(np.maximum(part, -60.0)) for part in transitions)
    words = scores.shape[1]
    local = np.exp(scores - scores.max(2, keepdims=True))
    forward, backward = np.zeros_like(local), np.zeros_like(local)
    forward[:, 0] = _unit(start * local[:, 0])
    for word in range(1, words):
        forward[:, word] = _unit((forward[:, word - 1] @ between) * local[:, word])
    size = np.asarray(lengths)
    for word in range(words - 1, -1, -1):
        if word + 1 < words:
            backward[:, word] = _unit((local[:, word + 1] * backward[:, word + 1]) @ between.T)
        backward[size == word + 1, word] = end
    made = _unit(forward * backward)
    made[np.arange(words)[None, :] >= size[:, None]] = 0.0
    return made


def _unit(values: Array) -> Array:
    total = values.sum(-1, keepdims=True)
    return values / np.where(total > 0, total, 1.0)
