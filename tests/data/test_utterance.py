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
        ("Vera Marn", "shared", "that the port is shut", True),
        ("Vera Marn", "shared", "how the crews came home", True),
        ("Vera Marn", "shared", "a meal with the crews", False),
        ("Vera Marn", "never shared", "how the crews came home", False),
        ("Vera Marn", "addressed", "the crews, “Go on and mend the quay”", True),
        ("Vera Marn", "directed", "the ports to “lower all fees at once”", True),
        ("Vera Marn", "addressed", "the crews in the “Old Hall”", False),
        ("Vera Marn", "directed", "the ports to lower the fees", False),
        ("Vera Marn", "weighed", "who might “mend the old quay in time”", True),
        ("Vera Marn", "weighed", "who might “mend” the quay", False),
        ("Vera Marn", "starred in", "a film, “The Quay of Old Vale”", False),
        ("Vera Marn", "set aside", "the plan to “mend” the quay", False),
        ("Vera Marn", "refused to sign", "the paper that she “would leave the old town”", False),
        ("Audiences", "can expect", "to get “all the boats they will need”", False),
        ("Vera Marn", "s aside", "that the quay was “old”", True),
        ("the ports", "continue", "to mend the quay", False),
        ("the ports", "continue to", "mend the quay", False),
        ("The ports", "continue to", "believe that the quay should stand", True),
        ("The inquiry", "established", "the port had been shut", True),
        ("the ports", "continued to insist", "that the quay was old", True),
        ("Issues", "related", "to the bay", False),
        ("Vera Marn", "to address", "the ice of the bay", False),
        ("The cabinet", "established", "an office to study how the bay froze", False),
        ("The court", "established", "that the bay was shut", True),
        ("Vera Marn", "hails from", "the bay", False),
        ("Vera Marn", "hailed", "the deal as a gain", True),
        ("Vera Marn", "advises", "the mayor on ice", False),
        ("Vera Marn", "advises", "that the bay be shut", True),
        ("The Harbour Act", "pledges", "a new quay", False),
        ("The cabinet", "pledges", "a new quay", True),
    ],
)
def test_what_is_uttered(mention: str, cue: str, content: str, said: bool) -> None:
    assert utterance.is_uttered(cue, mention=mention, content=content) == said
