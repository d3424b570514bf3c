"""One document's text in, the tagger's inputs out: windows of whole paragraphs with what each word looks like.

A window holds neighbouring paragraphs, each closed by [SEP], so that a speaker named in the paragraph before is
in sight. The word pieces are lower-cased; what that loses goes beside them as two features of every piece:
how the word is written (`CASES`) and where it stands to double quotation marks (`QUOTES`). Single marks are
left to the words themselves: apostrophes look the same.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data.line_ends import LINE
from data.records import Span
from data.word_pieces import CLS, SEP

if TYPE_CHECKING:
    from tokenizers import Tokenizer

#: Pieces in one window of several paragraphs, [CLS] and [SEP] included.
SIZE = 224
#: Pieces of one paragraph; longer ones are cut at a sentence end, or anywhere where there is none.
PARAGRAPH = 250
CASES = ("lower", "capital", "upper", "no letters", "mixed")
QUOTES = ("outside", "inside", "opening mark", "closing mark")
_SENTENCE_END = frozenset(".?!")


@dataclass(slots=True)
class Window:
    """Word pieces of neighbouring paragraphs.

    `ids`, `case` and `quote` hold one entry a piece; `first` the place of each word's first piece; `spans` each
    word's characters, None for the [SEP] that closes a paragraph (which counts as a word).
    """

    ids: list[int] = field(default_factory=list)
    case: list[int] = field(default_factory=list)
    quote: list[int] = field(default_factory=list)
    first: list[int] = field(default_factory=list)
    spans: list[Span | None] = field(default_factory=list)


def read(text: str, tokenizer: Tokenizer) -> list[Window]:
    """Return the paragraphs of `text` in order, each as a window of its own without [CLS] and [SEP]."""
    found = []
    for line in LINE.finditer(text):
        if line.group(0).strip():
            found += [part for part in _paragraph(text, line.start(), line.end(), tokenizer) if part.ids]
    return found


def pack(paragraphs: Sequence[Window], *, size: int = SIZE, first: int | None = None) -> list[Window]:
    """Return windows of consecutive paragraphs; `first` limits the first window only.

    Several paragraphs share a window up to `size` pieces; one that is longer (up to `PARAGRAPH`) has its own.
    """
    groups: list[list[Window]] = []
    used, limit = 0, first or size
    for paragraph in paragraphs:
        needed = len(paragraph.ids) + 1
        if not groups:
            groups, used = [[paragraph]], 1 + needed
        elif used + needed > limit:
            groups.append([paragraph])
            used, limit = 1 + needed, size
        else:
            groups[-1].append(paragraph)
            used += needed
    return [_joined(group) for group in groups]


def _joined(paragraphs: Sequence[Window]) -> Window:
    made = Window([CLS], [CASES.index("no letters")], [0])
    for paragraph in paragraphs:
        before = len(made.ids)
        made.first += [before + place for place in paragraph.first]
        made.ids += paragraph.ids
        made.case += paragraph.case
        made.quote += paragraph.quote
        made.spans += paragraph.spans
        made.first.append(len(made.ids))
        made.spans.append(None)
        made.ids.append(SEP)
        made.case.append(CASES.index("no letters"))
        made.quote.append(0)
    return made


def _paragraph(text: str, start: int, end: int, tokenizer: Tokenizer) -> list[Window]:
    encoding = tokenizer.encode(text[start:end], add_special_tokens=False)
    quotes = quote_states(text[start:end])
    # Each reading of an encoding's field copies the whole of it.
    ids, of_words = encoding.ids, encoding.word_ids
    words: list[list[int]] = []
    for place, (word, (begin, stop)) in enumerate(zip(of_words, encoding.offsets, strict=True)):
        if place and word == of_words[place - 1]:
            words[-1][1:4:2] = [place + 1, stop]
        else:
            words.append([place, place + 1, begin, stop])
    parts = []
    at = 0
    while at < len(words):
        stop = _cut(text, start, words, at)
        part = Window()
        for first, last, begin, close in words[at:stop]:
            count = min(last - first, PARAGRAPH)
            part.first.append(len(part.ids))
            part.ids += ids[first : first + count]
            part.case += [case_of(text[start + begin : start + close])] * count
            part.quote += [quotes[begin]] * count
            part.spans.append(Span(start + begin, start + close))
        parts.append(part)
        at = stop
    return parts


def _cut(text: str, start: int, words: Sequence[Sequence[int]], at: int) -> int:
    """Return the first word that no longer belongs to the part which begins with word `at`."""
    stop, sentence = at, None
    while stop < len(words) and words[stop][1] - words[at][0] <= PARAGRAPH:
        if text[start + words[stop][2] : start + words[stop][3]] in _SENTENCE_END:
            sentence = stop + 1
        stop += 1
    if stop < len(words) and sentence:
        return sentence
    return max(stop, at + 1)


def case_of(word: str) -> int:
    """Return the index in `CASES` of how `word` is written; a single capital letter is "capital"."""
    if not any(letter.isalpha() for letter in word):
        return 3
    if word.islower():
        return 0
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 1 if word[0].isupper() and word[1:].islower() else 4


def quote_states(text: str) -> bytearray:
    """Return for each character of one paragraph the index in `QUOTES`; a mark never closed runs to the end."""
    states = bytearray(len(text))
    inside = False
    for place, letter in enumerate(text):
        if letter in "“„«" or (letter == '"' and not inside):
            states[place], inside = 2, True
        elif letter in "”»" or letter == '"':
            states[place], inside = 3, False
        else:
            states[place] = int(inside)
    return states


def trimmed(text: str, start: int, end: int) -> Span:
    """Return `[start, end)` without white space and punctuation at both ends; spans of nothing else stay."""
    first, last = start, end
    while first < last and _outer(text[first]):
        first += 1
    while last > first and _outer(text[last - 1]):
        last -= 1
    return Span(first, last) if first < last else Span(start, end)


def _outer(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter)[0] == "P"
