"""Texts in, quoted regions out."""

from __future__ import annotations

import pytest

from data.quoting import quote_marks

CASES = [
    ("He said “yes” and left.", ["“yes”"]),
    ('He said "yes" and "no".', ['"yes"', '"no"']),
    ("«Oui», said Marn.", ["«Oui»"]),
    ("He said ‘yes’ to the town's plan.", ["‘yes’"]),
    ("The allies' plan isn't 'dead', said Marn.", ["'dead'"]),
    ("“He called it ‘a bus’ again,” she said.", ["“He called it ‘a bus’ again,”"]),
    ("“It works", ["“It works"]),
    ('"It works,” Marn said.', ['"It works,”']),
    ("''Yes,'' he said. ''No.''", ["''Yes,''", "''No.''"]),
    ("``Yes,'' he said.", ["``Yes,''"]),
    ("No marks at all: the town's.", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_regions(text: str, expected: list[str]) -> None:
    assert [region.span.of(text) for region in quote_marks.regions(text)] == expected


def test_an_unclosed_paragraph_goes_on_in_the_next() -> None:
    text = "“We start at noon.\n\n“We end at dusk,” Marn said."
    first, second = quote_marks.regions(text)
    assert not first.closed and second.closed and second.resumes


def test_a_letter_that_opens_its_mark_once_goes_on_until_it_closes() -> None:
    text = "It reads:\n\n“Dear Vera,\n\nThe bay is open.\n\nCome soon.”\n\nOrlan Marn\n\nHe wrote “soon” twice."
    found = quote_marks.regions(text)
    assert [one.inner.of(text) for one in found] == ["Dear Vera,", "The bay is open.", "Come soon.", "soon"]
    assert [one.resumes for one in found] == [False, True, True, False]


def test_a_quotation_that_goes_on_is_not_closed_by_one_inside_it() -> None:
    text = '"They forgot the word "peace." They pay.\n\n"We do not."'
    assert [one.inner.of(text) for one in quote_marks.regions(text)] == [text[1:40].strip(), "We do not."]


def test_a_mark_left_open_by_mistake_holds_one_paragraph() -> None:
    text = "She said “the bay is open.\n\nShips wait.\n\nHe said “no” to that."
    assert [one.inner.of(text) for one in quote_marks.regions(text)] == ["the bay is open.", "no"]


def test_a_letter_may_quote_before_it_closes() -> None:
    text = "It reads:\n\n“The bay is open.\n\nOur “long wait” is over.\n\nCome soon.”\n\nHe wrote “soon” twice."
    found = quote_marks.regions(text)
    assert [one.inner.of(text) for one in found] == [
        "The bay is open.", "Our “long wait” is over.", "Come soon.", "soon",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        # The mark that closes too much stands within a sentence, behind a label, or in a paragraph marked anew.
        "“The bay is open.\n\nA “long wait” ends.\n\nThe town hired ” five pilots.",
        "“The bay is open.\n\nOrlan Vesk: “A long wait ends.”\n\nShips come.”",
        "“The bay is open.\n\n• “A long wait ends.”\n\nShips come.”",
        # The open mark began within its paragraph.
        "Vera Marn: “The bay is open.\n\nA “long wait” ends.\n\nShips come.”",
    ],
)
def test_a_mark_left_open_does_not_wait_for_one_that_closes_too_much(text: str) -> None:
    assert "Ships come." not in [one.inner.of(text) for one in quote_marks.regions(text)]
    assert not any("five pilots" in one.inner.of(text) or one.resumes for one in quote_marks.regions(text))


def test_inner_leaves_the_marks_out() -> None:
    (region,) = quote_marks.regions("He said “yes, we do” then.")
    assert region.inner.of("He said “yes, we do” then.") == "yes, we do"


def test_a_letter_that_quotes_in_its_turn_goes_on_until_it_closes() -> None:
    text = "“The dam was no “dam of hers.” Your words “put you at odds with us.\n\nIt is late.\n\nGo.”\n\nHe left."
    found = quote_marks.regions(text)
    assert [one.span.of(text) for one in found] == [text.split("\n")[0], "It is late.", "Go.”"]
    assert [one.resumes for one in found] == [False, True, True]


def test_marks_that_are_swapped_open_and_close_all_the_same() -> None:
    text = "It reads:\n\n”The bay is “open.”\n\n”Ships may come.“"
    assert [one.inner.of(text) for one in quote_marks.regions(text)] == ["The bay is “open.”", "Ships may come."]
