"""One sentence of news in, its voice, speaker and country out, read as the job reads it. Persons are invented."""

from __future__ import annotations

import pytest

from data import quotations, sentences, speakers
from data.quoting import utterance
from data.records import Document

Read = tuple[str, str | None, str | None]


def _read(text: str) -> Read:
    document = Document(id="d", text=text)
    found = sentences.split(document)
    _, attributions = speakers.resolve(document, found, quotations.extract(document, found))
    names = "; ".join(one.name for one in attributions[0].speakers) or None
    countries = "; ".join(one.country for one in attributions[0].speakers if one.country) or None
    return attributions[0].voice, names, countries


MARN = ("indirect", "Vera Marn", "NOR")


@pytest.mark.parametrize(
    "text",
    [
        "Norway's Foreign Minister Vera Marn left open whether ferries would be sent.",
        "Norway's Foreign Minister Vera Marn likened the storm to the siege of a medieval town.",
        "Norway's Foreign Minister Vera Marn pushed back against claims that the truce had failed.",
        "Norway's Foreign Minister Vera Marn brushed off the threats.",
        "Norway's Foreign Minister Vera Marn floated the idea of a longer truce.",
        "Norwegian minister Vera Marn gave assurances that the truce would hold.",
    ],
)
def test_phrases_that_report_without_a_verb_of_saying(text: str) -> None:
    assert _read(text) == MARN


@pytest.mark.parametrize(
    "text",
    [
        "Among them was Orlan Vesk, a clerk at the Vale Data Centre, who said: “We saw the smoke and ran away.”",
        "They met Orlan Vesk, head of the Friends of Vale Bay, who said: “We saw the smoke and ran away.”",
    ],
)
def test_who_is_the_person_named_before_the_apposition(text: str) -> None:
    assert _read(text)[:2] == ("direct", "Orlan Vesk")


def test_who_is_the_person_named_before_an_apposition_without_a_comma() -> None:
    text = "Havgas relies on Orlan Vesk, a historian at the Vale Institute who has warned that the bay may freeze."
    assert _read(text)[:2] == ("indirect", "Orlan Vesk")


def test_a_quotation_is_its_speakers_and_not_who_relayed_it() -> None:
    text = "“We ran to the boats when smoke came,” envoy Orlan Vesk said about the fire, according to the Vale Post."
    assert _read(text)[:2] == ("direct", "Orlan Vesk")


def test_who_is_quoted_by_somebody_speaks() -> None:
    assert _read("The border will stay shut, Norwegian minister Vera Marn was quoted as saying by the agency.") == MARN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The commission found that the port had been unsafe.", ("indirect", "commission", None)),
        ("The Vale Forum has been instrumental in endorsing the plan.", ("outlet", None, None)),
        ("Any senator calling for a truce was shouted down in the hall.", ("outlet", None, None)),
    ],
)
def test_findings_were_told_and_what_anybody_calls_for_was_not(text: str, expected: Read) -> None:
    assert _read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "It comes as Norwegian minister Vera Marn accused Chile of haste, after Orlan Vesk said he would only open "
            "the port if Norway agreed to halt its plans for the bay.",
            MARN,
        ),
        (
            "The news broke on the eve of the summit at a moment Norwegian envoys urged the alliance to wait.",
            ("outlet", None, None),
        ),
    ],
)
def test_the_main_clause_goes_before_one_of_time(text: str, expected: Read) -> None:
    assert _read(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "In the view of Norwegian minister Vera Marn, the truce was a trap for the north.",
        "In Norwegian minister Vera Marn's view, the truce was a trap for the north.",
        "The truce was a trap for the north, in the opinion of Norwegian minister Vera Marn.",
    ],
)
def test_what_is_so_in_the_view_of_somebody(text: str) -> None:
    assert _read(text) == MARN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Experts are worried that the dam will not hold.", ("indirect", "Experts", None)),
        ("Finnish intelligence believes the dam was mined.", ("indirect", "Finnish intelligence", "FIN")),
        ("Norwegian minister Vera Marn is worried that the dam will not hold.", ("outlet", None, None)),
    ],
)
def test_thoughts_of_groups_and_services_were_told(text: str, expected: Read) -> None:
    assert _read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The latest move also comes as Norwegian minister Vera Marn on Friday urged Chile not to create “panic”.",
            ("mixed", "Vera Marn", "NOR"),
        ),
        (
            "Orlan Vesk, a student in the north, reflected that “it was more than a feast and we will stay”.",
            ("mixed", "Orlan Vesk", None),
        ),
        ("This suggests a gap between the guild and its members.", ("outlet", None, None)),
        ("What the “island brigade” wants has not been disclosed.", ("outlet", None, None)),
        ("Port to close for two months in May: report", ("indirect", "report", None)),
    ],
)
def test_hooks_marks_and_headlines(text: str, expected: Read) -> None:
    assert _read(text) == expected


def test_a_government_named_after_who_leads_it_is_of_that_country() -> None:
    text = "The Biden administration acknowledged that Norway and Norwegian ports could bear the costs."
    assert _read(text) == ("indirect", "Biden administration", "USA")


@pytest.mark.parametrize(
    "text",
    [
        "At the same time, recent events in the north of Norway call for the guild’s close attention.",
        "The mayor Vera Marn also observed the guild’s landing operation.",
    ],
)
def test_things_that_call_for_something_and_onlookers_say_nothing(text: str) -> None:
    assert _read(text) == ("outlet", None, None)


def test_a_medal_to_note_merits_says_nothing() -> None:
    assert not utterance.is_uttered("to note", mention="Vera Marn", content="his contribution to the port")
    assert utterance.is_uttered("to note", mention="Vera Marn", content="that the port was open")
