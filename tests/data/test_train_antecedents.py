"""The weights of pronouns: what is learned from labelled speakers, and the labels themselves."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest

from data.errors import InputError
from data.evaluate import classes
from data.records import VOICES
from data.resolution import antecedents
from data.train.antecedents import LABELS, UNUSED, fit, main, of_clusters, of_speakers, share_right

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


def test_a_record_without_its_id_or_text_is_named_by_file_line_and_field(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = _written(tmp_path / "good.jsonl", {"id": "a", "text": TEXT, "genre": "news", "mentions": []})
    bad = tmp_path / "bad.jsonl"
    for field in ("id", "text"):
        record = {name: value for name, value in json.loads(good.read_text()).items() if name != field}
        bad.write_text(f"{good.read_text()}\n{json.dumps(record)}\n", encoding="utf-8")
        for gum, polnear in ((bad, good), (good, bad)):
            assert main([str(gum), str(polnear)]) == 2
            assert f"podium: {bad}:3: the record lacks {field}:" in capsys.readouterr().err
        with pytest.raises(InputError, match=rf"bad\.jsonl:3: the record lacks {field}"):
            of_clusters(bad)


def test_a_file_or_an_article_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = _written(tmp_path / "good.jsonl", {"id": "a", "text": TEXT})
    for given in ([good, tmp_path / "none.jsonl"], [tmp_path / "none.jsonl", good]):
        assert main([str(path) for path in given]) == 2
        assert capsys.readouterr().err.startswith(f"podium: {tmp_path}/none.jsonl cannot be read")
    labels = _written(tmp_path / "labels.jsonl", {"id": "b", "sentences": []})
    with pytest.raises(InputError, match=r"good\.jsonl holds no article 'b', which .*labels\.jsonl labels"):
        of_speakers(labels, good)


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
