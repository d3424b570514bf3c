"""Texts in, sentences out."""

from __future__ import annotations

import time

import pytest

from data import sentences
from data.records import Document, Span, Turn

CASES = [
    (
        "He met Gen. Orlan Vesk of the U.S. Army. They talked.",
        ["He met Gen. Orlan Vesk of the U.S. Army.", "They talked."],
    ),
    ("The U.S. The talks began.", ["The U.S.", "The talks began."]),
    ("It cost 3.5 million. No. 10 said yes.", ["It cost 3.5 million.", "No. 10 said yes."]),
    ("In Marn v. Vesk the court sat. We read of Aldo V. The king left.",
     ["In Marn v. Vesk the court sat.", "We read of Aldo V.", "The king left."]),
    ("A letter by Vera P. Marn came. See p. 12 of it.", ["A letter by Vera P. Marn came.", "See p. 12 of it."]),
    ("J. K. Marn and Lloyd J. Carver met. It rained.", ["J. K. Marn and Lloyd J. Carver met.", "It rained."]),
    ("“We go. They stay.” He left.", ["“We go.", "They stay.”", "He left."]),
    ('"Why?" she asked. "No!" He ran.', ['"Why?" she asked.', '"No!"', "He ran."]),
    ("“Will it freeze?” Mr. Marn asked. “Soon!” Vera Marn said to reporters. He ran.",
     ["“Will it freeze?” Mr. Marn asked.", "“Soon!” Vera Marn said to reporters.", "He ran."]),
    ("“Will it freeze?” Marn asked the clerk to go.", ["“Will it freeze?”", "Marn asked the clerk to go."]),
    ("Wait... what? On Feb. 24 it began.", ["Wait... what?", "On Feb. 24 it began."]),
    ("At 5 p.m. the guns fell silent. Then snow.", ["At 5 p.m. the guns fell silent.", "Then snow."]),
    ("The bay (see map. p. 3) froze. Ships stopped.", ["The bay (see map. p. 3) froze.", "Ships stopped."]),
    ("“It works.”“It does not.”", ["“It works.”", "“It does not.”"]),
    ("See http://vale.example/a.b for more. Or ask.", ["See http://vale.example/a.b for more.", "Or ask."]),
    ("One line\nAnother line. Two.", ["One line", "Another line.", "Two."]),
    ("Mr. Marn, Mrs. Vesk and Dr. Lind voted. All won.", ["Mr. Marn, Mrs. Vesk and Dr. Lind voted.", "All won."]),
    ("With Lt.-Gen. Orlan Vesk he left. It rained.", ["With Lt.-Gen. Orlan Vesk he left.", "It rained."]),
    ("", []),
    ("   \n\n ", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_split(text: str, expected: list[str]) -> None:
    found = sentences.split(Document(id="d", text=text))
    assert [one.span.of(text) for one in found] == expected
    assert [one.position for one in found] == list(range(len(found)))


def test_paragraphs_are_counted_by_line_breaks() -> None:
    found = sentences.split(Document(id="d", text="One. Two.\n\nThree.\nFour."))
    assert [one.paragraph for one in found] == [0, 0, 1, 2]


def test_what_is_omitted_is_no_sentence() -> None:
    text = "A headline\n\nThe ferry sank. Nobody drowned."
    found = sentences.split(Document(id="d", text=text, omitted=(Span(0, 10),)))
    assert [one.span.of(text) for one in found] == ["The ferry sank.", "Nobody drowned."]


def test_turn_labels_are_no_sentences_and_turns_divide() -> None:
    text = "MS. MARN:  Good morning. Sit down.\nQ  Why?"
    turns = (Turn("MS. MARN", Span(0, 34)), Turn("Q", Span(35, 42)))
    found = sentences.split(Document(id="d", text=text, turns=turns))
    assert [one.span.of(text) for one in found] == ["Good morning.", "Sit down.", "Why?"]


def test_labels_before_the_spans_of_their_turns_are_no_sentences() -> None:
    text = "Harbour Hall\n\nMS. MARN: Good morning.\n\nQ Why? (Laughter.)\n\nMS. MARN: Because.\n\n3:04 P.M. EST"
    words = {"Good": ("MS. MARN", "\n\nQ"), "Why": ("Q", "\n\nMS. MARN: Bec"), "Bec": ("MS. MARN", None)}
    turns = tuple(
        Turn(label, Span(text.index(first), text.index(then) if then else len(text)))
        for first, (label, then) in words.items()
    )
    found = sentences.split(Document(id="d", text=text, turns=turns))
    assert [one.span.of(text) for one in found] == ["Good morning.", "Why?", "Because."]


def test_a_label_ends_with_its_word() -> None:
    text = "Q Question on Vale's ice?"
    found = sentences.split(Document(id="d", text=text, turns=(Turn("Q", Span(2, len(text))),)))
    assert [one.span.of(text) for one in found if "Question" in one.span.of(text)] == ["Question on Vale's ice?"]


def test_a_word_of_a_report_before_a_turn_is_no_label() -> None:
    text = "He waved to MS. MARN: Good morning."
    turns = (Turn("MS. MARN", Span(text.index("Good"), len(text))),)
    found = sentences.split(Document(id="d", text=text, turns=turns))
    assert [one.span.of(text) for one in found] == ["He waved to MS. MARN:", "Good morning."]


def test_the_time_grows_with_the_text_and_no_faster() -> None:
    once, four_times = (_least_time(lines) for lines in (1000, 4000))
    assert four_times < 10 * once, "four times the text: 16 times the time would be quadratic"


def _least_time(lines: int) -> float:
    document = Document(id="d", text="The minister met Mr. Marn on Feb. 3. “We agreed,” he said.\n" * lines)
    times = []
    for _ in range(3):
        begun = time.process_time()
        assert len(sentences.split(document)) == 2 * lines
        times.append(time.process_time() - begun)
    return min(times)


def test_a_row_of_dots_is_tried_once() -> None:
    text = "." * 200_000 + "a"
    assert "".join(one.span.of(text) for one in sentences.split(Document(id="d", text=text))) == text


@pytest.mark.parametrize(("unit", "whole"), [("ice and ", "ice and"), ("x", "x")])
def test_a_text_without_a_stop_is_cut_between_words(unit: str, whole: str) -> None:
    text = unit * (3 * sentences.LONGEST // len(unit))
    found = [span.of(text) for span in sentences.spans(text)]
    assert all(len(one) <= sentences.LONGEST for one in found) and len(found) > 2
    assert "".join(found).replace(" ", "") == text.replace(" ", "")
    assert unit == "x" or {word for one in found for word in one.split()} == set(whole.split())
