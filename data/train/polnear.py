"""PolNeAR's annotated articles in, what the tagger learns from each window out: tags and links.

Spans are trimmed of outer punctuation first, as the measure does: annotators differ there. A word keeps the
first role it is given; spans over a paragraph's end are cut there.
"""

from __future__ import annotations

import bisect
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.errors import InputError
from data.quoting import tags, windows
from data.quoting.windows import Window


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its text, its attributions as the file gives them, and its paragraphs in word pieces."""

    text: str
    attributions: Sequence[dict[str, Any]]
    paragraphs: Sequence[Window]


@dataclass(frozen=True, slots=True)
class Lesson:
    """The right answer for one window.

    `tags` one a word; `mention` and `cue` links as (first word, last word, first word of the partner or -1): from
    each cue to its mention and from each content to its cue.
    """

    tags: list[int]
    mention: list[tuple[int, int, int]]
    cue: list[tuple[int, int, int]]


def file(data_dir: Path, part: str) -> Path:
    """Return the file of the "train" or "dev" part; raises `InputError` when it is missing."""
    path = data_dir / "polnear" / f"{part}.jsonl"
    if not path.is_file():
        raise InputError(f"{path} is missing: --data must name the folder that holds the training sets")
    return path


def read(path: Path) -> list[Article]:
    """Return the articles of one file; raises `InputError` when it cannot be read or lacks a field."""
    from data.word_pieces import tokenizer

    try:
        with path.open(encoding="utf-8") as lines:
            records = [json.loads(line) for line in lines if line.strip()]
        return [Article(r["text"], r["attributions"], windows.read(r["text"], tokenizer())) for r in records]
    except (OSError, json.JSONDecodeError, KeyError) as error:
        raise InputError(f"{path}: {error!r}; --data must name the folder that holds polnear/train.jsonl") from error


def lesson(text: str, attributions: Sequence[dict[str, Any]], window: Window) -> Lesson:
    """Return what is right in `window`, a window of `text`; spans that reach beyond it are left out."""
    finder = _Words(text, window)
    taken: list[tuple[int, int, int]] = []
    mention_links, cue_links = [], []

    def take(role: int, span: Sequence[int] | None) -> tuple[int, int] | None:
        place = finder.of(span) if span is not None else None
        if place is None or (role, *place) in taken:
            return place
        if any(first <= place[1] and place[0] <= last for _, first, last in taken):
            return None
        taken.append((role, *place))
        return place

    for one in attributions:
        cue = take(1, next(iter(one["cue"]), None))
        mention = take(0, next(iter(one["source"]), None))
        if cue:
            mention_links.append((*cue, mention[0] if mention else -1))
        for span in one["content"]:
            content = take(2, span)
            if content:
                cue_links.append((*content, cue[0] if cue else -1))
    return Lesson(tags.written(len(window.spans), finder.cut(taken)), mention_links, cue_links)


class _Words:
    """The words of one window by their place in the text."""

    def __init__(self, text: str, window: Window) -> None:
        self.text = text
        self.window = window
        self.places = [i for i, span in enumerate(window.spans) if span is not None]
        self.starts = [span.start for span in window.spans if span is not None]
        self.end = max(span.end for span in window.spans if span is not None)

    def of(self, span: Sequence[int]) -> tuple[int, int] | None:
        """Return the first and last word of a span, or None when it leaves the window."""
        cut = windows.trimmed(self.text, span[0], span[1])
        if cut.start < self.starts[0] or cut.end > self.end or cut.start >= cut.end:
            return None
        first = self.places[bisect.bisect_right(self.starts, cut.start) - 1]
        return first, self.places[bisect.bisect_right(self.starts, cut.end - 1) - 1]

    def cut(self, taken: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
        """Return the spans, cut into parts at paragraph ends."""
        made = []
        for role, first, last in taken:
            begin = first
            for place in range(first, last + 2):
                if place > last or self.window.spans[place] is None:
                    if begin < place:
                        made.append((role, begin, place - 1))
                    begin = place + 1
        return made
