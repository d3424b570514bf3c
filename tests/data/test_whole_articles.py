"""Several sentences of news in, voice and speaker of each out, read as the job reads them. Persons are invented."""

from __future__ import annotations

import pytest

from data import quotations, sentences, speakers
from data.records import Document
from data.resolution import named_bodies
from data.words import naming

Read = tuple[str, str | None]


def _read(text: str) -> list[Read]:
    document = Document(id="d", text=text)
    found = sentences.split(document)
    _, attributions = speakers.resolve(document, found, quotations.extract(document, found))
    return [(one.voice, "; ".join(speaker.name for speaker in one.speakers) or None) for one in attributions]


@pytest.mark.parametrize(
    "text",
    [
        "Vera Marn told Sens. Tom Vesk and Ida Brek that she regrets the row.",
        "Vera Marn told Reps. Tom Vesk and Ida Brek that she regrets the row.",
    ],
)
def test_titles_of_several_end_no_sentence(text: str) -> None:
    assert _read(text) == [("indirect", "Vera Marn")]


def test_an_inserted_first_name_ends_no_sentence() -> None:
    text = "“I was against it, but Mayor [Tom W.] Vesk would have been against it too,” Vera Marn said."
    assert _read(text) == [("direct", "Vera Marn")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In 2007 Ms. Vera Marn was quoted as saying, “The flood is here, it’s real.”", ("direct", "Vera Marn")),
        ("Vera Marn was heard telling a clerk that the port was unsafe.", ("indirect", "Vera Marn")),
        ("Vera Marn has talked of the possibility of closing the port.", ("indirect", "Vera Marn")),
        ("Minister Vera Marn has repeatedly targeted the cabinet for not paying its debts.", ("indirect", "Vera Marn")),
        ("The plan was denounced by Minister Vera Marn as a fraud.", ("indirect", "Vera Marn")),
        ("Tom Vesk was invited by Minister Vera Marn, the head of the chamber, without any notice.", ("outlet", None)),
    ],
)
def test_passives_speak_where_words_are_told_and_not_where_a_deed_is(text: str, expected: Read) -> None:
    assert _read(text) == [expected]


def test_a_short_sentence_inside_speech_is_direct() -> None:
    text = (
        "“I do not know where he will be at noon. No. But I know that the port will be shut by then,” Vera Marn "
        "said on the evening show “In the Harbour with Ida Brek.”"
    )
    assert _read(text) == [("direct", "Vera Marn")] * 3


@pytest.mark.parametrize(
    ("before", "words", "name"),
    [
        ("Ports First, a lobby group, paid. The GOP saw Ports First win.", "the group", "Ports First"),
        ("Vale Watch, a rights group, sent a team. The European Union promised help.", "the group", "Vale Watch"),
        ("Vale Watch, a rights group, sent a team. The European Union promised help.", "the bloc", "European Union"),
        ("Officials met the Norwegian company Havgas on Monday.", "the company", "Havgas"),
        ("Havgas shares fell on Monday.", "the oil company", "Havgas"),
        ("Two clerks left the Vale Institute. Vera Marn met them on Monday.", "the institute", "Vale Institute"),
        ("The Vale Institute was founded in 1990.", "it", "Vale Institute"),
    ],
)
def test_a_body_is_taken_up_that_the_outlet_told_of_and_that_did_not_speak(before: str, words: str, name: str) -> None:
    assert _read(f"{before} {words.capitalize()} said that the port was unsafe.")[-1] == ("indirect", name)


def test_what_a_named_body_is_comes_from_the_words_beside_it() -> None:
    text = "In July, the paper met Vale Watch, a small group based in Oslo. The firm Vera Marn runs won."
    found = named_bodies.find(text)
    assert [(body.name, body.words) for body in found] == [("Vale Watch", "Vale Watch, a small group based in Oslo")]


@pytest.mark.parametrize(
    ("before", "words", "name"),
    [
        ("Senator Vera Marn wants more ships.", "The senator vying for the second seat", "Vera Marn"),
        ("General Vera Marn wants more ships.", "The general commanding the northern guard", "Vera Marn"),
        ("Vera Marn is a senator from Vale. She went home.", "The conservative senator", "Vera Marn"),
        ("Vera Marn was elected mayor of Vale. She went home.", "The mayor", "Vera Marn"),
        ("Vera Marn was a friend of Ole Vesk. She went home.", "The harbour mayor", "the harbour mayor"),
    ],
)
def test_an_office_is_taken_up_that_a_predicate_gave_or_a_participle_follows(
    before: str, words: str, name: str
) -> None:
    assert _read(f"{before} {words} said that the port was unsafe.")[-1] == ("indirect", name)


@pytest.mark.parametrize(
    ("words", "head"),
    [("the officer training programme", "programme"), ("an aide travelling with the minister", "aide")],
)
def test_a_participle_ends_the_head_only_where_something_is_done(words: str, head: str) -> None:
    assert naming.parse(words).head == head


def test_a_relative_called_by_the_first_name_is_who_the_text_names_later() -> None:
    text = "Marn's brother Tom told reporters the port was unsafe. Tom Marn later said he had been wrong."
    assert _read(text) == [("indirect", "Tom Marn")] * 2


def test_the_full_stop_of_a_title_makes_nobody_the_subject() -> None:
    text = (
        "Prime Minister Ole Vesk, in a letter from Oslo, told Sens. Tom Marn and Jon Brek that he regrets the row. "
        "He said that the port was unsafe."
    )
    assert _read(text)[-1] == ("indirect", "Ole Vesk")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "Sen. Vera Marn (R-Ohio), Tom Vesk and 18 members of the trade committee called on Ida Brek to go.",
            "Vera Marn; Tom Vesk; 18 members of the trade committee",
        ),
        (
            "Minister Vera Marn and several other ministers said that the port was unsafe.",
            "Vera Marn; several other ministers",
        ),
        (
            "Vera Marn, Tom Vesk and two guards called on Ida Brek to resign after charges were announced on Monday.",
            "Vera Marn; Tom Vesk; two guards",
        ),
    ],
)
def test_persons_and_a_group_speak_together(text: str, names: str) -> None:
    assert _read(text) == [("indirect", names)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Even though Vera Marn recently decried the use of her name, the minister is the subject of a film that "
            "was shot in the harbour.",
            ("outlet", None),
        ),
        (
            "Shortly after Vera Marn called for a ban on ferries, a clerk of the harbour began to read the papers of "
            "the company and to look for its owner.",
            ("outlet", None),
        ),
        (
            "Although Vera Marn said that the port was unsafe for the large ships which come from the north in May, it "
            "is open to all.",
            ("indirect", "Vera Marn"),
        ),
        (
            "Although the ice came late, Vera Marn flatly denied any role in the loss, and the company has never sued "
            "its own best client in a court of the north or of the south.",
            ("indirect", "Vera Marn"),
        ),
        ("While Vera Marn said the stock had grown, her own clerks were less certain.", ("indirect", "Vera Marn")),
    ],
)
def test_few_words_in_a_clause_before_the_main_one_are_told_in_passing(text: str, expected: Read) -> None:
    assert _read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Tom Vesk, who praised the ferry, won the prize of the Vale Office on Monday after a long and bitter vote "
            "in the old town hall.",
            ("outlet", None),
        ),
        (
            "The count allowed Tom Vesk to claim a narrow victory and to look to the next vote in Vale, where his "
            "friends have led for many months.",
            ("outlet", None),
        ),
        ("Tom Vesk, who warned that the port would be shut for a week, won.", ("indirect", "Tom Vesk")),
    ],
)
def test_few_words_told_by_a_relative_clause_or_an_infinitive_are_an_aside(text: str, expected: Read) -> None:
    assert _read(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        '"Tom was a sailor & a cook," Ole Vesk wrote. "He knows the port.\n\nHe will be great!"',
        '"Tom Brek, whom I do not know, was hired in 2015.\n\nWas supposed to leave but left now," Ole Vesk wrote.',
    ],
)
def test_a_straight_mark_closes_what_the_paragraph_before_opened(text: str) -> None:
    assert set(_read(text)) == {("direct", "Ole Vesk")}


def test_a_straight_mark_of_a_pair_closes_nothing_before() -> None:
    text = '"Tom knows the port," Ole Vesk wrote. "He will be great.\n\nThe "old hall" in the north was shut.'
    assert _read(text)[-1] == ("outlet", None)


def test_who_continues_is_who_spoke_even_where_the_words_name_them() -> None:
    text = (
        '"It is a big row," Ole Vesk wrote. Tom Brek had left.\n\n"If anybody but your friend Ole Vesk shut the port, '
        'he would be a hero," he continued in a second letter.'
    )
    assert _read(text)[-1] == ("direct", "Ole Vesk")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The Vale Post reported that Ole Vesk said in a letter to the harbour master that the ice was thin.",
            ("indirect", "Ole Vesk"),
        ),
        ("Ministers on Friday pressured Mayor Vera Marn to consider closing the port.", ("indirect", "Ministers")),
        (
            "Sen. Vera Marn, top clerk of the committee, offered Ole Vesk an ultimatum for the talks: close the port.",
            ("indirect", "Vera Marn"),
        ),
        ("Vera Marn, who met Ole Vesk in May, mentions neither the port nor the ships.", ("outlet", None)),
    ],
)
def test_words_passed_on_given_and_left_unsaid(text: str, expected: Read) -> None:
    assert _read(text) == [expected]


def test_the_last_sentence_inside_the_marks_is_direct_too() -> None:
    text = "Vera Marn said that the port had “a lot of ice and very few ships. Come and see.”"
    assert _read(text) == [("mixed", "Vera Marn"), ("direct", "Vera Marn")]


@pytest.mark.parametrize("office", ["House Speaker-to-be", "President-elect", "Mayor-elect", "Minister-designate"])
def test_an_office_to_come_is_no_part_of_the_name(office: str) -> None:
    assert _read(f"{office} Vera Marn came home. She said that the port was unsafe.")[-1] == ("indirect", "Vera Marn")
