"""Texts in, quotations by marks and rules out: mention, cue, content, kind, uttered. Names and places are invented."""

from __future__ import annotations

import pytest

from data import quotations, sentences
from data.records import Document, Quotation

Row = tuple[str, str, list[str], str, bool]


def _read(text: str) -> list[Row]:
    document = Document(id="d", text=text)

    def row(one: Quotation) -> Row:
        mention = " ".join(span.of(text) for span in one.mention)
        cue = " ".join(span.of(text) for span in one.cue)
        return mention, cue, [span.of(text) for span in one.content], one.kind, one.uttered

    return [row(one) for one in quotations.by_rules(document, sentences.split(document))]


CASES: list[tuple[str, list[Row]]] = [
    ("Heads of ports, in particular, proposed to the Government to shut the bay.", []),
    ("“The bay is frozen,” Vera Marn said.", [("Vera Marn", "said", ["“The bay is frozen,”"], "direct", True)]),
    ("Vera Marn said: “The bay is frozen.”", [("Vera Marn", "said", ["“The bay is frozen.”"], "direct", True)]),
    (
        "“The bay is frozen,” said Minister Vera Marn.",
        [("Minister Vera Marn", "said", ["“The bay is frozen,”"], "direct", True)],
    ),
    (
        "“The bay,” Marn said, “is frozen to the pier.”",
        [("Marn", "said", ["“The bay,”", "“is frozen to the pier.”"], "direct", True)],
    ),
    (
        "“The bay is frozen,” Marn said. “Nothing moves.”",
        [("Marn", "said", ["“The bay is frozen,”", "“Nothing moves.”"], "direct", True)],
    ),
    (
        "“The bay is frozen,” Marn said.\n\n“Nothing moves in it.”",
        [("Marn", "said", ["“The bay is frozen,”", "“Nothing moves in it.”"], "direct", True)],
    ),
    (
        "“The bay is frozen.\n\n“Nothing moves in it,” Marn said.",
        [("Marn", "said", ["“The bay is frozen.", "“Nothing moves in it,”"], "direct", True)],
    ),
    ("Marn said that the bay was frozen.", [("Marn", "said", ["the bay was frozen."], "indirect", True)]),
    ("The bay was frozen, Marn said.", [("Marn", "said", ["The bay was frozen"], "indirect", True)]),
    (
        "According to Marn, the bay was frozen.",
        [("Marn", "According to", ["the bay was frozen."], "indirect", True)],
    ),
    (
        "According to Marn the bay was frozen to the pier, and the port shut.",
        [("Marn", "According to", ["the bay was frozen to the pier, and the port shut."], "indirect", True)],
    ),
    (
        "The bay was frozen, according to Marn.",
        [("Marn", "according to", ["The bay was frozen"], "indirect", True)],
    ),
    (
        "Marn told the Vale Gazette that the bay was frozen.",
        [("Marn", "told", ["the bay was frozen."], "indirect", True)],
    ),
    (
        "Marn said the bay was “frozen solid” by noon.",
        [("Marn", "said", ["the bay was “frozen solid” by noon."], "mixed", True)],
    ),
    (
        "Vera Marn, head of the port, said the bay was frozen.",
        [("Vera Marn, head of the port", "said", ["the bay was frozen."], "indirect", True)],
    ),
    (
        "The mayor of Aldry, Vera Marn, said the bay was frozen.",
        [("The mayor of Aldry, Vera Marn", "said", ["the bay was frozen."], "indirect", True)],
    ),
    (
        "“The bay is frozen. Nothing moves.” — Vera Marn",
        [("Vera Marn", "—", ["“The bay is frozen. Nothing moves.”"], "direct", True)],
    ),
    (
        "The bay is frozen solid — Vera Marn (@veramarn) May 2, 2020",
        [("Vera Marn", "—", ["The bay is frozen solid"], "indirect", True)],
    ),
    ("She spoke in the bay of her home state, Ohio.", []),
    ("The port could deny that the bay was frozen.", []),
    ("Marn hopes the bay will thaw.", [("Marn", "hopes", ["the bay will thaw."], "indirect", False)]),
    ("The so-called “ice tax” rose again in May.", []),
    ("The film “A Bay Without Ships” opened on Monday.", []),
    ("The ministry's claims of last week were dropped.", []),
    (
        "Marn was quoted by the Vale Gazette as saying the bay was frozen.",
        [("Marn", "quoted by the Vale Gazette as saying", ["the bay was frozen."], "indirect", True)],
    ),
    (
        "“He said we were late,” Marn told reporters.",
        [("Marn", "told", ["“He said we were late,”"], "direct", True)],
    ),
    (
        "Marn went on to say that the ice was thin.",
        [("Marn", "went on to say", ["the ice was thin."], "indirect", True)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[case[0][:40] for case in CASES])
def test_by_rules(text: str, expected: list[Row]) -> None:
    assert _read(text) == expected


@pytest.mark.parametrize("lead", ["issued a brief statement shortly after the vote:", "released a reply on Friday:"])
def test_a_statement_is_by_who_issued_it(lead: str) -> None:
    found = _read(f"Marn said the port was open.\n\nThe Vale Office {lead}\n\n“Here is the plan of Marn. No ships.”")
    assert [(row[0], row[2]) for row in found[1:]] == [("The Vale Office", ["“Here is the plan of Marn. No ships.”"])]


def test_a_noun_behind_one_thing_is_no_verb() -> None:
    assert not _read("Readers vote by sending a text or an MMS message to the port.")


@pytest.mark.parametrize(
    "text",
    [
        "Odo Marn, Member, Council of the Administrative Conference of the United States",
        "The United States Postal Service",
        "Extend the premium tax credits to the harbour towns.",
        "Data related to the programme will be kept.",
        "The funds proposed for the harbour will be cut.",
        "It can be challenging to find a berth.",
        "He was freed, but his term in this post has come to an end.",
    ],
)
def test_nouns_in_names_and_what_was_done_with_things_are_no_verbs(text: str) -> None:
    assert not _read(text)


@pytest.mark.parametrize(
    "text", ["The carmaker announced on Monday it would cut jobs.", "The site pledged on Monday to cut jobs."]
)
def test_who_does_something_speaks(text: str) -> None:
    assert [row[0] for row in _read(text)] == [" ".join(text.split()[:2])]


@pytest.mark.parametrize("text", ["The Vale Office issued a report on the statement:\n\n“No ships.”"])
def test_what_tells_of_a_statement_issues_none(text: str) -> None:
    assert [row[0] for row in _read(text)] == [""]


def test_no_text_no_quotations() -> None:
    assert _read("") == []


def test_a_list_behind_an_interview_is_whose_it_was() -> None:
    text = (
        "In an interview with the Vale Herald, Harbour Minister Vera Marn told of the ice.\n\n"
        "Here are some of the key moments:\n\n• “The bay is cold.” (Watch)\n\n• On boats: “We will stay.”\n\n"
        "Snow fell.\n\n• “No ships came.”"
    )
    found = [(mention, content[0]) for mention, _, content, kind, _ in _read(text) if kind == "direct"]
    assert found[:2] == [(mention := "Harbour Minister Vera Marn", "“The bay is cold.”"), (mention, "“We will stay.”")]
    assert all(name != mention for name, _ in found[2:])


def test_what_others_say_of_a_speech_is_theirs() -> None:
    text = "Residents reacted in an interview to President Vera Marn.\n\n• “I did not like it.”\n\n• “It was good.”"
    assert not any("Marn" in mention for mention, *_ in _read(text))


def test_a_list_of_quotations_is_whose_name_leads_it() -> None:
    text = (
        "Harbour officials were on the morning shows.\n\nPort Minister Vera Marn on Morning Tide\n\n"
        "• “The bay is not at war. We will stay.” (Watch)\n\n• “We want a full peace, and we want it soon.” (Watch)\n\n"
        "Special Envoy Odo Vesk on State of the Bay\n\n“We agreed to guarantees that I would call strong.” (Watch)\n\n"
        "Mayor Tom Lind delivered remarks to firefighters:\n\n• “We mourn for every single life.” Watch\n\n"
        "The shows end in May."
    )
    found = [(mention, content[0][1:9]) for mention, _, content, kind, _ in _read(text) if kind == "direct"]
    assert found == [
        ("Port Minister Vera Marn", "The bay "),
        ("Port Minister Vera Marn", "We want "),
        ("Special Envoy Odo Vesk", "We agree"),
        ("Mayor Tom Lind", "We mourn"),
    ]
