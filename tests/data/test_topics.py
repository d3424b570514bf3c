"""Topics: the shipped weights on plain sentences, the user's own topics, mistakes in the file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from data import encoder, pair_model, settings, topics
from data.errors import SeedError
from data.records import Topic


@pytest.fixture(autouse=True)
def entries(first_entries: None) -> None:
    """Let every test here see the entries that were shipped first."""


def test_the_shipped_file_loads() -> None:
    assert topics.load(settings.SEEDS / "topics.toml")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoys agreed on a ceasefire and further negotiations.", "peace_talks"),
        ("New sanctions on the bank and its owners take effect on Monday.", "sanctions"),
        ("The pipeline will carry gas to the north next winter.", "energy"),
        ("Climate change threatens the islands of our region.", "global_issues"),
    ],
)
def test_main_topic_of_plain_sentences(text: str, expected: str) -> None:
    assert topics.label([text])[0][0][0] == expected


def test_at_most_three_topics_with_probabilities_best_first() -> None:
    for found in topics.label(["NATO will send tanks and impose sanctions.", "Thank you.", "Hm"]):
        odds = [p for _, p in found]
        assert 1 <= len(found) <= topics.MOST
        assert odds == sorted(odds, reverse=True) and min(odds) >= 0 and sum(odds) <= 1.001


def test_probabilities_sum_to_one() -> None:
    odds = topics.probabilities(["Grain prices rose.", "Troops crossed the river."], topics.load())
    assert odds.shape == (2, len(topics.load())) and np.allclose(odds.sum(axis=1), 1, atol=1e-5)


def test_a_topic_the_user_writes_works_without_training() -> None:
    words = "Fish quotas, trawlers, fishermen and fishing grounds at sea."
    own = Topic("fishing", "Fishing", words, ("fish*", "trawler*"))
    known = (*topics.load(), own)
    (odds,) = topics.probabilities(["Trawlers may take less cod and herring this year."], known)
    assert known[odds.argmax()].id == "fishing"


def test_white_space_does_not_matter() -> None:
    assert topics.label(["Oil\n and  gas prices"]) == topics.label(["Oil and gas prices"])


def test_embeddings_are_unit_vectors_near_for_like_sentences() -> None:
    near, like, far = topics.embed([
        "Norland will send ammunition to its ally.", "Norland delivers shells to its partner.", "The cat slept all day."
    ])  # fmt: skip
    assert all(torch.isclose(one.norm(), torch.tensor(1.0), atol=1e-5) for one in (near, like, far))
    assert near @ like > near @ far + 0.2


def test_tone_and_topics_read_a_document_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[int] = []
    real = encoder.means
    monkeypatch.setattr(encoder, "means", lambda trunk, inputs: (read.append(len(inputs)), real(trunk, inputs))[1])
    topics.embeddings(topics.load())
    texts = ["Grain  prices rose.", "Troops crossed the river at noon."]
    read.clear()
    topics.label(texts)
    assert pair_model.tone(texts).shape == (2, 3) and read == [2]


def test_no_texts_give_nothing() -> None:
    assert topics.label([]) == []


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "holds no"),
        ("[[topic]\n", "not valid TOML"),
        ('[[topic]]\nid = "a b"\nlabel = "A"\ndescription = "A."\n', "letters, digits"),
        ('[[topic]]\nid = "a"\nlabel = "A"\n', "description"),
        ('[[topic]]\nid = "a"\nlabel = "A"\ndescription = "A."\nkeywords = ["*"]\n', "keywords"),
        ('[[topic]]\nid = "a"\nlabel = "A"\ndescription = "A."\nsize = 1\n', "size"),
        ('[[topic]]\nid = "a"\nlabel = "A"\ndescription = "A."\n' * 2, "given twice"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "topics.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SeedError, match=words):
        topics.load(path)
