"""Two readings in, one list of quotations out."""

from __future__ import annotations

import dataclasses

import pytest

from data import quotations, sentences
from data.quoting import merging, quote_marks
from data.records import Document, Quotation, Span


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _tagged(text: str, mention: str, cue: str, *content: str, confidence: float = 0.9) -> Quotation:
    parts = tuple(_span(text, part) for part in content)
    found = (_span(text, mention),) if mention else ()
    return Quotation(found, (_span(text, cue),), parts, "indirect", confidence=confidence, method="tagger")


def _merge(text: str, *tagged: Quotation) -> list[tuple[str, list[str], str, bool]]:
    rules = quotations.by_rules(Document(id="d", text=text), sentences.split(Document(id="d", text=text)))
    merged = merging.merge(text, rules=rules, tagged=tagged, regions=quote_marks.regions(text))
    return [
        (" ".join(m.of(text) for m in one.mention), [part.of(text) for part in one.content], one.kind, one.uttered)
        for one in merged
    ]


def test_content_is_widened_to_the_marks() -> None:
    text = "“The bay is frozen to the pier,” Marn said."
    assert _merge(text, _tagged(text, "Marn", "said", "bay is frozen to the pier")) == [
        ("Marn", ["“The bay is frozen to the pier,”"], "direct", True)
    ]


def test_a_fragment_stays_mixed() -> None:
    text = "Marn called the plan “a bus that floats”."
    assert _merge(text, _tagged(text, "Marn", "called", "the plan “a bus that floats”"))[0][2] == "mixed"


def test_a_name_without_a_comma_behind_according_to_is_told_from_what_is_said() -> None:
    text = "According to Marn the bay was frozen to the pier."
    tagged = _tagged(text, "", "According to", "Marn the bay was frozen to the pier")
    assert _merge(text, tagged) == [("Marn", ["the bay was frozen to the pier."], "indirect", True)]


def test_whose_names_no_speaker() -> None:
    text = "Vesk met farmers, whose support for Marn grew."
    [found] = _merge(text, _tagged(text, "whose", "support", "for Marn"))
    assert (found[0], found[3]) == ("", False)


def test_a_quotation_the_tagger_missed_follows_on() -> None:
    text = "Marn warned that the bay was frozen.\n\n“Nothing moves in it at all.”"
    merged = _merge(text, _tagged(text, "Marn", "warned", "the bay was frozen"))
    assert merged[-1] == ("Marn", ["“Nothing moves in it at all.”"], "direct", True)


def test_a_far_link_over_another_cue_is_cut() -> None:
    text = (
        "Marn said: “We will wait here for the ice.”\n\n“It is the third winter of this kind.”\n\n"
        "Vesk said that he would not wait.\n\nA clerk added that nobody would."
    )
    far = _tagged(text, "A clerk", "added", "“It is the third winter of this kind.”", "nobody would")
    near = _tagged(text, "Marn", "said", "“We will wait here for the ice.”")
    between = _tagged(text, "Vesk", "said that", "he would not wait")
    merged = {one[1][0]: one[0] for one in _merge(text, near, between, far)}
    assert merged["“It is the third winter of this kind.”"] == "Marn"


def test_what_nobody_is_named_to_believe_is_not_uttered() -> None:
    text = "It is believed that the bay will thaw."
    assert _merge(text, _tagged(text, "", "is believed", "the bay will thaw"))[0][3] is False


def test_an_unsure_finding_is_dropped() -> None:
    text = "The port of Aldry opened the bay for ships."
    assert _merge(text, _tagged(text, "Aldry", "opened", "the bay for ships", confidence=0.1)) == []


def test_who_is_quoted_by_an_agency_speaks() -> None:
    text = "He was quoted by the Interfax news agency as saying that the bay would be “open”."
    tagged = _tagged(text, "the Interfax news agency", "was quoted", "He", "as saying that the bay would be “open”")
    assert [one[0] for one in _merge(text, tagged)] == ["He"]


def test_a_headline_names_its_speaker_behind_a_colon() -> None:
    text = "No one can open the bay: Marn\n\nVera Marn spoke late."
    tagged = dataclasses.replace(_tagged(text, "No one", "can open", "the bay"), uttered=False)
    assert _merge(text, tagged)[0] == ("Marn", ["No one can open the bay"], "indirect", True)


def test_a_passive_names_its_speaker_behind_by() -> None:
    text = "The plan was called “a bus that floats” by the engineer Vera Marn."
    merged = _merge(text, _tagged(text, "", "was called", "The plan", "“a bus that floats”"))
    assert merged[0][0] == "the engineer Vera Marn"


def test_a_list_under_a_name_is_theirs_whoever_is_read_into_it() -> None:
    text = (
        "Minister Vera Marn on Morning Tide\n\n• On Lind’s plan: “We go in May.”\n\n"
        "Mayor Tom Vesk on Evening Tide\n\n• “We stay in May.”"
    )
    tagged = _tagged(text, "Lind’s plan", "On", "“We go in May.”", "“We stay in May.”")
    assert [(who, content) for who, content, _, _ in _merge(text, tagged)] == [
        ("Minister Vera Marn", ["“We go in May.”"]), ("Mayor Tom Vesk", ["“We stay in May.”"]),
    ]  # fmt: skip


def test_the_agent_of_another_verb_is_nobodys_speaker() -> None:
    text = "The sale was announced on the quay “for ever” patrolled by the engineer Vera Marn."
    merged = _merge(text, _tagged(text, "", "was announced", "“for ever”"))
    assert merged[0][0] == ""


def test_a_participle_takes_the_owner_of_what_stands_before() -> None:
    text = "Marn's answer was brief, saying that the bay was “frozen”."
    assert _merge(text, _tagged(text, "", "saying", "that the bay was “frozen”"))[0][0] == "Marn"


def test_who_spoke_is_not_in_what_the_words_are_known_by() -> None:
    text = "“It is late,” Marn said, according to a film by Vesk. “We go home.”"
    tagged = _tagged(text, "a film by Vesk", "according to", "“It is late,” Marn said")
    assert [(who, content) for who, content, _, _ in _merge(text, tagged)] == [
        ("Marn", ["“It is late,”", "“We go home.”"])
    ]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Vera Marn maintained close ties to the Vale Office.", 0),
        ("Vera Marn maintained that the port was safe.", 1),
        ("The port is safe, Vera Marn maintained.", 1),
        ("Vera Marn called on the Vale Office to go.", 1),
        ("Vera Marn promised a safe port.", 1),
    ],
)
def test_what_the_rules_alone_read_behind_a_verb_of_deeds_is_a_clause(text: str, read: int) -> None:
    assert len(_merge(text)) == read


def test_a_deed_is_told_by_who_stands_behind_according_to() -> None:
    text = "The port is not allowed to open before the ice has gone in May, according to harbour master Vera Marn."
    tagged = _tagged(text, "The port", "is not allowed", "to open before the ice has gone in May")
    merged = _merge(text, dataclasses.replace(tagged, uttered=False))
    assert [(who, uttered) for who, _, _, uttered in merged] == [("harbour master Vera Marn", True)]


@pytest.mark.parametrize(
    ("text", "mention", "cue", "uttered"),
    [
        ("Marn's argument in May was that the bay was frozen.", "Marn's", "argument in May was", True),
        ("Still, he's said that the bay was frozen.", "he", "s said", True),
        ("Marn's argument that the bay was frozen is old.", "Marn's", "argument", False),
    ],
)
def test_an_argument_that_was_put_is_more_than_a_noun(text: str, mention: str, cue: str, uttered: bool) -> None:
    assert _merge(text, _tagged(text, mention, cue, "that the bay was frozen"))[0][3] is uttered


def test_what_records_show_is_told() -> None:
    text = "A company of the bay paid for the port, land records show."
    assert _merge(text, _tagged(text, "land records", "show", "A company of the bay paid for the port"))[0][3] is True


def test_what_stands_behind_a_colon_is_spoken_by_who_acts_before_it() -> None:
    text = "“Come,” Vesk said.\n\nMarn gave the method a try in May: “You can say that the port is a mess.”"
    deed = _tagged(text, "Marn", "gave", "the method a try in May: “You can say that the port is a mess.”")
    said = _tagged(text, "Vesk", "said", "“Come,”")
    assert ("Marn", ["“You can say that the port is a mess.”"], "direct", True) in _merge(text, said, deed)
