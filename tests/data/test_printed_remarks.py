"""Releases that print somebody's remarks, in; whose words the sentences are, out. Everybody in them is invented."""

from __future__ import annotations

import pytest

from data import quotations, sentences, speakers
from data.records import Document
from data.turns import printed_remarks

REMARKS = "The Bay Is Ours\n\nI thank the crews. The bay is open.\n\nIt stays so."


def _labels(text: str) -> list[str]:
    return [turn.label for turn in printed_remarks.turns(text)]


def _spoken(text: str) -> list[tuple[str, str]]:
    document = Document(id="d", text=text)
    found = sentences.split(document)
    _, read = speakers.resolve(document, found, quotations.by_rules(document, found))
    return [(one.voice, "; ".join(speaker.name for speaker in one.speakers)) for one in read]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Here are First Lady Vera Marn’s full remarks, as prepared for delivery, at the Vale Forum.",
         "First Lady Vera Marn"),
        ("Below is Minister Odo Lars' statement:", "Minister Odo Lars"),
        ("The following are the opening remarks of Minister of Ports Vera Marn at the Vale Forum:",
         "Minister of Ports Vera Marn"),
        ("The following is a transcript of the speech by Vera Marn.", "Vera Marn"),
        ("Below are remarks as prepared for delivery by the Harbour Minister Vera Marn:",
         "Harbour Minister Vera Marn"),
        ("Here is the full text of Minister Marn’s letter:", "Minister Marn"),
    ],
)  # fmt: skip
def test_a_line_leads_to_remarks(line: str, label: str) -> None:
    assert _labels(f"The hall was full.\n\n{line}\n\n{REMARKS}") == [label]


def test_what_is_printed_is_its_speakers() -> None:
    lead = "First Lady Vera Marn came.\n\nHere are Mrs. Marn’s full remarks:"
    assert _spoken(f"{lead}\n\n{REMARKS}") == [("outlet", "")] * 2 + [("direct", "Vera Marn")] * 4


def test_remarks_end_where_others_or_the_report_begin() -> None:
    text = (
        f"Here are Minister Vera Marn’s remarks:\n\n{REMARKS}\n\nMs. Marn left Vale on Monday.\n\n"
        "The following is the statement of Minister Odo Lars:\n\nWe came late."
    )
    assert [speaker for _, speaker in _spoken(text)] == ["", *["Vera Marn"] * 4, "", "", "Odo Lars"]


@pytest.mark.parametrize(
    "text",
    [
        "Here are Minister Vera Marn’s remarks:\n\n“I thank the crews.”\n\nWe asked her why.",
        "Here are Minister Vera Marn’s remarks:\n\nThe bay is open.",
        "Here are Minister Vera Marn’s remarks:",
        "Here are the remarks that mattered:\n\nI thank the crews.",
        "The following are the ports of Minister Vera Marn:\n\nI thank the crews.",
        "Here is what Minister Vera Marn made of the statement:\n\nI thank the crews.",
    ],
)
def test_other_texts_print_no_remarks(text: str) -> None:
    assert not _labels(text)


@pytest.mark.parametrize(
    "line",
    [
        "Here is Minister Vera Marn’s statement on the harbour: “The bay is shut.”",
        "Here are Minister Vera Marn’s remarks that upset the crews, and why they matter.",
    ],
)
def test_a_line_that_quotes_or_goes_on_about_remarks_leads_to_none(line: str) -> None:
    assert _labels(f"{line}\n\n{REMARKS}") == []
