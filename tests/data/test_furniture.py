"""Texts of pages and transcripts in, what nobody says out."""

from __future__ import annotations

import pytest

from data import furniture, sentences
from data.records import Document, Span, Turn

HEAD = "15-12345 7/21 A/70/PV.3 28/09/2015"


@pytest.mark.parametrize(
    "line",
    ["3:04 P.M. EST", "END 11:49 A.M. EDT", "12:13 pm EST", "8:26 P.M. IST",
     "END", "(END)", "###", "# # #", "* * *", "9:05 a.m. (EDT)",
     "<…>", "[...]"],
)  # fmt: skip
def test_lines_of_the_page(line: str) -> None:
    text = f"The port is open.\n\n{line}"
    assert [span.of(text).strip() for span in furniture.spans(text)] == [line]


@pytest.mark.parametrize("line", ["We met at 3:04 P.M. EST", "The end", "In the END 3 ships", "- The port"])
def test_lines_that_are_read(line: str) -> None:
    assert not list(furniture.spans(f"{line}\n\nThe port is open."))


def test_a_page_head_is_cut_between_sentences_and_kept_inside_one() -> None:
    text = f"The port is open. {HEAD} Ships wait. They carry {HEAD} grain."
    found = sentences.split(Document(id="d", text=text))
    assert [one.span.of(text) for one in found] == ["The port is open.", "Ships wait.", f"They carry {HEAD} grain."]


def test_a_note_of_the_language_is_no_part_of_the_sentence_behind_it() -> None:
    text = "(spoke in French) The port is open. (spoke in English) Ships wait. He (spoke in French) left."
    found = sentences.split(Document(id="d", text=text))
    assert [one.span.of(text) for one in found] == [
        "The port is open.", "Ships wait.", "He (spoke in French) left."
    ]  # fmt: skip


@pytest.mark.parametrize(
    "note",
    ["(Applause.)", "(Laughs.)", "(Inaudible.)", "(The harbour order is signed.)", "(Commercial break begins.)",
     "(As interpreted.)", "(A/70/L.1, para. 4).",
     "…”", "***", "(A minute of silence.)", "(Noise in the hall)"],
)  # fmt: skip
def test_notes_of_the_record(note: str) -> None:
    assert furniture.is_note(note)


@pytest.mark.parametrize("words", ["(And so we stayed.)", "(Vale, 2015)", "Applause.", "(See the map.) We left."])
def test_words_in_brackets_that_are_said(words: str) -> None:
    assert not furniture.is_note(words)


def test_notes_count_as_sentences_where_nobody_speaks() -> None:
    text = "The choir stood. (Applause.)"
    assert len(sentences.split(Document(id="d", text=text))) == 2
    assert len(sentences.split(Document(id="d", text=text, speaker="Vera Marn"))) == 1


def test_what_stands_above_a_speech_is_no_part_of_it() -> None:
    head = "As Prepared for Delivery\n\nThe White House\n\nOslo, Norway\n\nState Dining Room\n\n"
    text = f"{head}Dear friends\n\nThe ice is thin.\n\nThe White House"
    found = sentences.split(Document(id="d", text=text, speaker="Vera Marn"))
    assert [one.span.of(text) for one in found] == ["Dear friends", "The ice is thin.", "The White House"]
    assert len(sentences.split(Document(id="d", text=text))) == 7


def test_short_lines_above_the_first_turn_are_headings() -> None:
    text = "Harbour Hall\n\nThe mayor came.\n\nOn the ice\n\nMS. MARN: Good morning."
    turns = (Turn("MS. MARN", Span(text.index("MS."), len(text))),)
    found = sentences.split(Document(id="d", text=text, turns=turns))
    assert [one.span.of(text) for one in found] == ["The mayor came.", "On the ice", "Good morning."]


@pytest.mark.parametrize(
    "line", ["Good evening, Norway", "Welcome to the Oval Office", "My room", "As delivered to you by the clerk"]
)
def test_a_speech_may_begin_with_a_short_line(line: str) -> None:
    text = f"{line}\n\nThe ice is thin."
    assert len(sentences.split(Document(id="d", text=text, speaker="Vera Marn"))) == 2


def test_what_is_said_above_the_first_label_stays() -> None:
    text = "Thank you all for coming\n\nthe sea is wide\n\nMS. MARN: Good morning."
    turns = (Turn("MS. MARN", Span(text.index("MS."), len(text))),)
    assert len(sentences.split(Document(id="d", text=text, turns=turns))) == 3


def test_a_sentence_in_brackets_is_read() -> None:
    text = "“We try. [We had hoped for 300 ships by 2030.] We go,” she said."
    assert len(sentences.split(Document(id="d", text=text))) == 3


@pytest.mark.parametrize("source", ["[Post, 4/13/23]", "(Watch)"])
def test_where_words_come_from_is_no_word_of_anybody(source: str) -> None:
    assert furniture.is_source(source) and not furniture.is_source(f"Vera {source}")


def test_a_line_of_blanks_is_read_once() -> None:
    assert not list(furniture.spans("---" + " " * 200_000 + "x"))
