"""Find known phrases in a text quickly: one scan over the capitalised words, longest phrase first.

In: phrases that start with a capital letter or digit, each with a value. Out: spans and values, left to right,
never overlapping. No morphology and no judgement of context: the caller decides what a hit means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from data.records import Span

Value = TypeVar("Value")

_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "‑": "-"})
_WORD = re.compile(r"(?<![^\W_])[^\W\d_a-z]\w*|(?<![^\W_])\d+")


def plain(text: str) -> str:
    """Return `text` with typographic apostrophes, hyphens and spaces made plain; its length stays the same."""
    return text.translate(_STRAIGHT)


class Gazetteer(Generic[Value]):
    """Phrases and their values; a later phrase of the same spelling replaces the earlier one."""

    def __init__(self, phrases: Iterable[tuple[str, Value]]) -> None:
        by_first: dict[str, dict[str, Value]] = {}
        for phrase, value in phrases:
            spelled = plain(phrase)
            first = _WORD.match(spelled)
            if first:
                by_first.setdefault(first.group(), {})[spelled] = value
        self._by_first = {
            first: sorted(values.items(), key=lambda item: -len(item[0])) for first, values in by_first.items()
        }

    def find(self, text: str) -> Iterator[tuple[Span, Value]]:
        """Yield the phrases that stand in `text` as whole words, the longest where several start together."""
        text = plain(text)
        done = 0
        for word in _WORD.finditer(text):
            start = word.start()
            candidates = self._by_first.get(word.group()) if start >= done else None
            for phrase, value in candidates or ():
                end = start + len(phrase)
                if text.startswith(phrase, start) and not (end < len(text) and _joins(phrase[-1], text[end])):
                    yield Span(start, end), value
                    done = end
                    break


def _joins(last: str, following: str) -> bool:
    """Return whether the next character carries the last word on ("Niger" in "Nigeria")."""
    return (following.isalnum() or following == "_") and (last.isalnum() or following.isalpha())
