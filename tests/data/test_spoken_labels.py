"""Texts in, the turns behind labels in ordinary letters out. Everybody in them is invented."""

from __future__ import annotations

import pytest

from data import sentences, speakers
from data.records import Document, Span, Turn
from data.turns import spoken_labels, transcripts

SPEECH = "Harbour Minister of Norfell Vera Marn: Citizens, friends,\n\nI open the bay today.\n\nThe crews said: go on."
ANSWER = "President of Norfell Anna Vesk (retranslated): I thank you."


def _labels(text: str) -> list[str]:
    return [turn.label for turn in spoken_labels.turns(text)]


def _spoken(document: Document) -> list[tuple[str, str, str]]:
    document = transcripts.told(document)
    found = sentences.split(document)
    _, read = speakers.resolve(document, found, ())
    return [
        (sentence.span.of(document.text), one.voice, "; ".join(speaker.name for speaker in one.speakers))
        for sentence, one in zip(found, read, strict=True)
    ]


def test_a_text_that_opens_with_an_office_and_a_name_is_theirs() -> None:
    assert _spoken(Document(id="d", text=SPEECH, title="The Minister’s address")) == [
        ("Citizens, friends,", "direct", "Vera Marn"),
        ("I open the bay today.", "direct", "Vera Marn"),
        ("The crews said: go on.", "direct", "Vera Marn"),
    ]


def test_who_answers_in_translation_has_a_turn() -> None:
    told = _spoken(Document(id="d", text=f"{SPEECH}\n\n{ANSWER}\n\nVera Marn: Thank you."))
    assert told[-2:] == [("I thank you.", "direct", "Anna Vesk"), ("Thank you.", "direct", "Vera Marn")]


def test_headings_may_stand_before() -> None:
    assert _labels(f"Old Harbour, Norfell\n\n* * *\n\n{SPEECH}") == ["Harbour Minister of Norfell Vera Marn"]


def test_stars_set_a_summary_apart() -> None:
    summary = "The two ministers met in Vale and discussed the harbour of both towns."
    answer = "Trade Minister Anna Vesk: We thank you."
    labels = ["Harbour Minister of Norfell Vera Marn", "Trade Minister Anna Vesk"]
    assert _labels(f"{summary}\n\n* * *\n\n{SPEECH}\n\n{answer}") == labels
    # One label behind stars stands in a newsletter too.
    assert not _labels(f"{summary}\n\n* * *\n\n{SPEECH}")
    assert not _labels(f"* * *\n\n{summary}\n\n{SPEECH}")


@pytest.mark.parametrize(
    "text",
    [
        "Harbour Minister Vera Marn: We will stay\n\nThe minister spoke in Vale. “I stay,” she said, and we left.",
        "Harbour Minister Vera Marn: “We will stay.”\n\nShe spoke in Vale on Monday.",
        "Harbour Minister Vera Marn: harbours.\n\nTrade Minister Anna Vesk: trade.",
        "Vera Marn: We will stay.\n\nI was there when she spoke.",
        "Dear Madam Speaker:\n\nI write to you on the bay.",
        "The message to President Anna Vesk reads:\n\nI thank you for the bay.",
        "In Vale they met the crews of both ports.\n\n" + SPEECH,
    ],
)
def test_news_lists_and_letters_have_no_turns(text: str) -> None:
    assert not _labels(text)


def test_given_turns_get_the_labels_they_leave_out() -> None:
    text = f"Trade Minister Anna Lund: Friends, hello.\n\n{SPEECH}\n\n{ANSWER}\n\nI was glad."
    start = text.index("Citizens")
    given = (Turn("Harbour Minister of Norfell Vera Marn", Span(start, len(text))),)
    assert [name for _, _, name in _spoken(Document(id="d", text=text, turns=given))] == [
        "Anna Lund",
        *["Vera Marn"] * 3,
        *["Anna Vesk"] * 2,
    ]


def test_given_turns_that_leave_out_none_stay() -> None:
    given = (Turn("Harbour Minister of Norfell Vera Marn", Span(SPEECH.index("Citizens"), len(SPEECH))),)
    assert spoken_labels.completed(SPEECH, given) == given


def test_what_is_read_aloud_between_labels_in_capitals_is_no_turn() -> None:
    text = "MS. LUND: I read to you.\n\nHarbour Minister Vera Marn: “The bay is open.”\n\nSo it is."
    given = (Turn("MS. LUND", Span(0, len(text))),)
    assert spoken_labels.completed(text, given) == given


def test_a_label_that_ends_in_brackets_needs_no_blank_behind_its_colon() -> None:
    told = _spoken(Document(id="d", text=f"{SPEECH}\n\n{ANSWER.replace(': ', ':')}\n\nSo be it."))
    assert told[-2:] == [("I thank you.", "direct", "Anna Vesk"), ("So be it.", "direct", "Anna Vesk")]
    assert _labels(f"{SPEECH}\n\nPresident Anna Vesk (see bay)://vale\n\nPresident Anna Vesk:thanks.") == [
        "Harbour Minister of Norfell Vera Marn"
    ]


@pytest.mark.parametrize(
    ("sentence", "voice"),
    [
        ("(The President offers a toast.)", "outlet"),
        ("[The hall rises.]", "outlet"),
        ("(We came late.)", "direct"),
        ("(Inaudible.)", "direct"),
        ("(Inaudible) the bay (inaudible).", "direct"),
        ("The bay (the old one) is open.", "direct"),
    ],
)
def test_a_sentence_in_brackets_is_a_note(sentence: str, voice: str) -> None:
    text = f"{SPEECH}\n\n{sentence}\n\nGo on."
    assert [read[1] for read in _spoken(Document(id="d", text=text))[-2:]] == [voice, "direct"]
