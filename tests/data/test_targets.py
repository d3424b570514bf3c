"""Targets: which sentences are about them, and what a mistake in the file is answered with."""

from __future__ import annotations

from pathlib import Path

import pytest

from data import targets
from data.errors import SeedError
from data.records import Document, Target

ENTRY = '[[target]]\nid = "{id}"\nname = "tolls"\nfavor = "For tolls."\nagainst = "Against tolls."\nterms = {terms}\n'


def test_the_shipped_file_loads() -> None:
    assert targets.load()


@pytest.mark.usefixtures("first_entries")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sanctions must stay until the occupation ends.", ("sanctions", "russia")),
        ("We will deliver air defence systems to Kyiv.", ("military_aid", "ukraine")),
        ("The harvest was good this year.", ()),
        ("They told us to wait.", ()),
        ("The US delegation arrived.", ("us",)),
        ("A ceasefire is near.", ("peace",)),
        ("NATO's door remains open.", ("nato",)),
        ("Charms and alarms were sold.", ()),
    ],
)
def test_a_sentence_is_about_the_targets_whose_terms_it_holds(text: str, expected: tuple[str, ...]) -> None:
    assert tuple(target.id for target in targets.concerned(text, targets.load())) == expected


BRIDGES = Target(
    "bridges", "the bridges", "For.", "Against.", ("bridge*",), None, ("the council",), "NOR", ("fjord*", "Oslo")
)


@pytest.mark.parametrize(
    ("text", "country", "asked"),
    [
        ("The council met.", "NOR", True),
        ("The council met.", "SWE", False),
        ("The council met.", None, False),
        ("The bridge stands.", "SWE", True),
        ("The bridge stands.", None, True),
    ],
)
def test_an_own_term_counts_where_its_country_speaks(text: str, country: str | None, asked: bool) -> None:
    assert bool(targets.concerned(text, targets.asked_for(country, (BRIDGES,)))) is asked


def test_every_term_counts_where_nothing_is_known_of_the_speaker() -> None:
    assert targets.concerned("The council met.", [BRIDGES]) == (BRIDGES,)


@pytest.mark.parametrize(
    ("document", "asked"),
    [
        (Document("d", "The bridge stands.\n\nThe Fjords froze."), True),
        (Document("d", "The bridge stands.", title="At the fjord"), True),
        (Document("d", "The bridge stands.", outlet="Oslo Ledger"), True),
        (Document("d", "The bridge stands."), False),
    ],
)
def test_a_target_with_a_context_is_meant_only_in_documents_that_hold_it(document: Document, asked: bool) -> None:
    assert bool(targets.within(document, [BRIDGES])) is asked


def test_a_target_without_new_keys_is_meant_everywhere(tmp_path: Path) -> None:
    path = tmp_path / "targets.toml"
    path.write_text(ENTRY.format(id="a", terms='["toll"]'), encoding="utf-8")
    found = targets.load(path)
    assert targets.asked_for(None, targets.within(Document("d", "A toll."), found)) == found


def _shipped(name: str) -> tuple[Target, ...]:
    return tuple(one for one in targets.load() if one.id == name)


@pytest.mark.usefixtures("first_entries")
@pytest.mark.parametrize(
    ("target", "text", "country", "asked"),
    [
        ("us", "The President received the rectors.", "RUS", False),
        ("us", "We are rebuilding our country.", "UKR", False),
        ("us", "The President will sign the bill.", "USA", True),
        ("us", "Washington answered late.", "RUS", True),
        ("sanctions", "The briefing is embargoed until noon.", "USA", False),
        ("sanctions", "The embargo stays.", "USA", True),
        ("sanctions", "The travel restrictions end in June.", "USA", False),
        ("sanctions", "The restrictions on Russian banks stay.", "USA", True),
        ("nato", "Our allies and partners in Asia agree.", "USA", False),
        ("nato", "The Allies agree on the summit.", "USA", True),
        ("russia", "See the Sectoral Annex on telecommunications.", None, False),
        ("russia", "The annexation was condemned.", None, True),
    ],
)
def test_which_sentences_the_shipped_terms_let_in(target: str, text: str, country: str | None, asked: bool) -> None:
    assert bool(targets.concerned(text, targets.asked_for(country, _shipped(target)))) is asked


@pytest.mark.usefixtures("first_entries")
@pytest.mark.parametrize("target", ["peace", "military_aid"])
def test_what_is_about_ukraine_is_not_asked_of_another_war(target: str) -> None:
    elsewhere = Document("d", "Norland wants a ceasefire and fewer missiles.")
    assert not targets.within(elsewhere, _shipped(target))
    assert targets.within(Document("d", "Kyiv wants a ceasefire.\n\nMissiles fell."), _shipped(target))


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("toll*", "Tolls rose", True),
        ("toll", "Tolls rose", False),
        ("IT", "it rose", False),
        ("IT", "the IT sector", True),
        ("toll road", "a toll  road", True),
        ("c++", "in c++ code", True),
    ],
)
def test_how_a_term_matches(term: str, text: str, found: bool) -> None:
    assert bool(targets.pattern((term,)).search(text)) is found
    if found:
        assert any(stem in text.casefold() for stem in targets.stems((term,)))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "holds no"),
        ("[[target]\n", "not valid TOML"),
        (ENTRY.format(id="a b", terms='["toll"]'), "letters, digits"),
        (ENTRY.format(id="a", terms="[]"), "terms"),
        (ENTRY.format(id="a", terms='["*"]'), "terms"),
        (ENTRY.format(id="a", terms='["toll"]') * 2, "given twice"),
        (ENTRY.format(id="a", terms='["toll"]') + "colour = 1\n", "colour"),
        ('[[target]]\nid = "a"\n', "name"),
        (ENTRY.format(id="a", terms='["toll"]') + 'country = "NOR"\n', "together"),
        (ENTRY.format(id="a", terms='["toll"]') + 'own_terms = ["gate"]\n', "together"),
        (ENTRY.format(id="a", terms='["toll"]') + 'own_terms = ["gate"]\ncountry = "Norland"\n', "Norland.*alpha-3"),
        (ENTRY.format(id="a", terms='["toll"]') + 'own_terms = ["gate"]\ncountry = ["NOR"]\n', "alpha-3"),
        (ENTRY.format(id="a", terms='["toll"]') + 'own_terms = []\ncountry = "NOR"\n', "own_terms"),
        (ENTRY.format(id="a", terms='["toll"]') + 'context = "road"\n', "context"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "targets.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SeedError, match=words):
        targets.load(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="missing"):
        targets.load(tmp_path / "none.toml")
