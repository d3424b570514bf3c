"""Windows: every word keeps its characters, its writing and its place to quotation marks."""

from __future__ import annotations

import pytest

from data import word_pieces
from data.quoting import windows
from data.records import Span

TEXT = 'Vera Marn spoke.\n\n“We will stay,” said the NATO envoy; he left.\nA "short" note.'


def test_every_word_has_its_characters_and_each_paragraph_its_end() -> None:
    (window,) = windows.pack(windows.read(TEXT, word_pieces.tokenizer()))
    words = [None if span is None else span.of(TEXT) for span in window.spans]
    assert words == [
        "Vera", "Marn", "spoke", ".", None,
        "“", "We", "will", "stay", ",", "”", "said", "the", "NATO", "envoy", ";", "he", "left", ".", None,
        "A", '"', "short", '"', "note", ".", None,
    ]  # fmt: skip
    assert len(window.ids) == len(window.case) == len(window.quote)
    assert [window.ids[place] for place, word in zip(window.first, words, strict=True) if word is None] == [102] * 3


def test_writing_and_marks_are_told_for_every_piece() -> None:
    (window,) = windows.pack(windows.read(TEXT, word_pieces.tokenizer()))
    by_word = {
        span.of(TEXT): (windows.CASES[window.case[place]], windows.QUOTES[window.quote[place]])
        for span, place in zip(window.spans, window.first, strict=True)
        if span is not None
    }
    assert by_word["Vera"] == ("capital", "outside")
    assert by_word["stay"] == ("lower", "inside")
    assert by_word["NATO"] == ("upper", "outside")
    assert by_word["“"] == ("no letters", "opening mark")
    assert by_word["short"] == ("lower", "inside")
    assert by_word["note"] == ("lower", "outside")


def test_windows_keep_to_their_size_and_lose_no_word() -> None:
    text = "\n".join(f"Paragraph {n} says that rain will fall in Norland." for n in range(60))
    paragraphs = windows.read(text, word_pieces.tokenizer())
    packed = windows.pack(paragraphs, size=80, first=30)
    assert len(packed[0].ids) <= 30
    assert all(len(window.ids) <= 80 for window in packed)
    kept = [span for window in packed for span in window.spans if span is not None]
    assert kept == [span for paragraph in paragraphs for span in paragraph.spans]


@pytest.mark.parametrize("text", ["", " \n\n\t\n", "\u200b\u0007"])
def test_text_without_words_has_no_windows(text: str) -> None:
    assert windows.pack(windows.read(text, word_pieces.tokenizer())) == []


def test_a_paragraph_longer_than_a_window_is_cut_at_a_sentence() -> None:
    text = "The minister of Norland spoke at length about the harbour. " * 60
    parts = windows.read(text, word_pieces.tokenizer())
    assert len(parts) > 2
    assert all(len(part.ids) <= windows.PARAGRAPH for part in parts)
    assert all(text[part.spans[-1].start] == "." for part in parts if part.spans[-1] is not None)


def test_one_endless_word_is_kept_short() -> None:
    (part,) = windows.read("x" * 5000, word_pieces.tokenizer())
    assert len(part.ids) <= windows.PARAGRAPH


@pytest.mark.parametrize(
    ("text", "expected"), [("“Stay,” ", "Stay"), (" (left)", "left"), (":", ":"), ("a-b", "a-b"), ("", "")]
)
def test_outer_punctuation_is_trimmed(text: str, expected: str) -> None:
    assert windows.trimmed(text, 0, len(text)).of(text) == expected


def test_a_mark_never_closed_runs_to_the_end() -> None:
    assert list(windows.quote_states("a “b c")) == [0, 0, 2, 1, 1, 1]
    assert Span(0, 1).of("a") == "a"
