"""Propositions turned into things, arguments laid together: what the pair model learns from, on invented lines."""

from __future__ import annotations

import pytest

from data.records import STANCES
from data.train import arguments
from data.train.examples import Example

AGAINST, NEITHER, FAVOR = range(len(STANCES))


@pytest.mark.parametrize(
    ("proposition", "found"),
    [
        ("We should ban kite racing", ("kite racing", -1)),
        ("We should fight for the abolition of tolls", ("abolition of tolls", 1)),
        ("We should stop the use of river barges", ("river barges", -1)),
        ("Governments should introduce a ferry tax", ("a ferry tax", 1)),
        ("Night markets should be legalised.", ("Night markets", 1)),
        ("Harbour fees bring more harm than good", ("Harbour fees", -1)),
        ("Ferries are slower than bridges", None),
        ("We should ban what is not needed and should allow the rest, too", None),
    ],
)
def test_what_a_proposition_is_about(proposition: str, found: tuple[str, int] | None) -> None:
    assert arguments.thing(proposition) == found


def test_who_wants_a_thing_banned_is_against_it() -> None:
    said = Example("stance", "Kites cut power lines.", FAVOR, "We should ban kite racing")
    kept = Example("stance", "Markets feed the poor.", AGAINST, "Night markets should be banned")
    lost = Example("stance", "They are late.", FAVOR, "Ferries are slower than bridges")
    [one, other] = arguments.about_things([said, kept, lost])
    assert (one.target, one.label) == ("kite racing", AGAINST)
    assert (other.target, other.label) == ("Night markets", FAVOR)


def _many() -> list[Example]:
    return [
        Example("stance", f"{target} {label} {number}.", label, target)
        for target in ("kites", "barges") for label in (AGAINST, FAVOR) for number in range(6)
    ]


def test_a_comment_takes_one_stance_on_one_target() -> None:
    made = arguments.comments(_many(), count=20, seed=3)
    assert len(made) == 20
    for one in made:
        sentences = one.text.removesuffix(".").split(". ")
        assert 2 <= len(sentences) <= 5 and len(set(sentences)) == len(sentences)
        assert all(sentence.startswith(f"{one.target} {one.label} ") for sentence in sentences)


def test_a_demand_is_for_or_against_the_thing_whatever_must_be_done() -> None:
    made = arguments.demands(["the ferry tax", "The use of barges"], count=400, seed=3)
    assert made == arguments.demands(["the ferry tax", "The use of barges"], count=400, seed=3)
    told = {(one.text, one.target): one.label for one in made}
    assert told["The ferry tax must be lifted.", "the ferry tax"] == AGAINST
    assert told["The ferry tax must be kept.", "the ferry tax"] == FAVOR
    # Inside a sentence a thing has no capital.
    assert told["We support the use of barges.", "the use of barges"] == FAVOR
    # Whoever wants an end to it is for the proposition that it should end.
    turned = [one for one in made if " should be " in (one.target or "")]
    asked = ("lifted", "ended", "stopped", "scrapped", "abolished", "withdrawn", "cancelled")
    ends = [one for one in turned if "We reject" in one.text and (one.target or "").endswith(asked)]
    assert ends and all(one.label == FAVOR for one in ends) and 50 < len(turned) < 150


def test_another_texts_target_is_neither() -> None:
    for one in arguments.elsewhere(_many(), count=20, seed=3):
        assert one.label == NEITHER and not one.text.startswith(one.target or "")


def test_a_seed_makes_the_same_examples_again() -> None:
    assert arguments.comments(_many(), count=9, seed=1) == arguments.comments(_many(), count=9, seed=1)
    assert arguments.comments(_many(), count=9, seed=1) != arguments.comments(_many(), count=9, seed=2)
