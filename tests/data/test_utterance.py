"""The words of a quotation in, whether anybody said it out."""

from __future__ import annotations

import pytest

from data.quoting import utterance


@pytest.mark.parametrize(
    ("mention", "cue", "content", "said"),
    [
        ("the minister", "recalled", "that the bay was open", True),
        ("the minister", "intimated", "that the bay was open", True),
        ("the minister", "could be heard grousing", "that the bay was “open”", True),
        ("us", "recall", "that the bay was open", False),
        ("us all", "note", "that the bay is open", False),
        ("The harbour law", "says", "that ports close at six", False),
        ("international law", "establishes", "that the bay is open", False),
        ("The harbour law", "says", "that ports “must close at six”", True),
        ("Her father-in-law", "said", "that ports close at six", True),
        ("voters", "believe", "that the port is shut", True),
        ("voters", "view", "the port with doubt", False),
        ("voters", "might think", "that the port is shut", False),
        ("Vera Marn", "seldom speaks of", "the bay", False),
        ("Vera Marn", "without mentioning", "the bay", False),
        ("The results", "suggest", "that the port is shut", False),
        ("The results of the Vale Office's survey", "say", "that the port is shut", True),
        ("Nobody", "says", "that the port is shut", False),
    ],
)
def test_what_is_uttered(mention: str, cue: str, content: str, said: bool) -> None:
    assert utterance.is_uttered(cue, mention=mention, content=content) == said
