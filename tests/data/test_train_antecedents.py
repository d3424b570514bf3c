"""The weights of pronouns: what is learned from labelled speakers, and the labels themselves."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

from data.evaluate import classes
from data.records import VOICES
from data.resolution import antecedents
from data.train.antecedents import LABELS, UNUSED, fit, of_speakers, share_right

TEXT = "Tom Vesk leads in every town. Odo Marn, a baker, was firmer. “Never,” he said. “It rains,” he added."


def _written(path: Path, record: dict[str, object]) -> Path:
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    return path


def test_every_pronoun_that_names_a_speaker_brings_its_candidates(tmp_path: Path) -> None:
    articles = _written(tmp_path / "articles.jsonl", {"id": "a", "text": TEXT})
    said, added = TEXT.index("“Never"), TEXT.index("“It rains")
    sentences = [[0, 29, "outlet", None], [said, added - 1, "direct", "Odo Marn"], [added, len(TEXT), "outlet", None]]
    labels = _written(tmp_path / "labels.jsonl", {"id": "a", "sentences": sentences})
    ((rows, right),) = of_speakers(labels, articles)["a"]
    assert sorted(right) == [False, True] and all(len(row) == len(antecedents.FEATURES) for row in rows)
    weights = fit([(rows, right)], unused=UNUSED)
    assert share_right([(rows, right)], weights) == (1, 1)
    assert all(weight == 0 for name, weight in zip(antecedents.FEATURES, weights, strict=True) if name in UNUSED)


def test_shipped_weights_leave_out_what_the_fit_leaves_out() -> None:
    zero = {name for name, weight in zip(antecedents.FEATURES, antecedents.SPEAKING, strict=True) if weight == 0}
    assert zero >= UNUSED


def test_the_labels_are_sentences_in_order_with_a_voice_each() -> None:
    records = classes.records(LABELS)
    assert len({record["id"] for record in records}) == len(records) == 255
    for record in records:
        assert all(end <= start for (_, end, *_), (start, *_) in pairwise(record["sentences"]))
        for start, end, voice, speaker in record["sentences"]:
            assert start < end and voice in VOICES and (speaker is None or voice != "outlet")
