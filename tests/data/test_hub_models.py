"""Other models on request: tiny ones written here, of random weights; what counts is mapping and refusal."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from transformers import BertConfig, BertForSequenceClassification, BertTokenizerFast

from data import scorers, scoring
from data.errors import InputError, ModelError
from data.job import provenance, rows
from data.records import Attribution, Document, Reading, Sentence, Span
from data.scorers import _hub

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "russia", "sanctions", "stay", "go", "."]


def _written(folder: Path, labels: list[str]) -> str:
    (folder / "vocab.txt").write_text("\n".join(WORDS), encoding="utf-8")
    BertTokenizerFast(vocab=str(folder / "vocab.txt")).save_pretrained(folder)
    config = BertConfig(
        vocab_size=len(WORDS), hidden_size=8, num_hidden_layers=1, num_attention_heads=2, intermediate_size=8,
        num_labels=len(labels), id2label=dict(enumerate(labels)), label2id={n: i for i, n in enumerate(labels)},
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder)
    return str(folder)


def _scored(spec: str) -> list[dict[str, object]]:
    text = "Sanctions on Russia stay."
    reading = Reading(Document("d", text), (Sentence(0, 0, Span(0, len(text))),), attributions=(Attribution("outlet"),))
    made = scorers.apply(scorers.load([spec]), reading, rows.of_reading(reading, topics=[()]))
    return made[scorers.named(spec).TABLE]


NLI = ["entailment", "neutral", "contradiction"]


@pytest.mark.parametrize("labels", [["NEGATIVE", "POSITIVE"], ["pos", "neu", "neg"], NLI])
def test_sentiment_labels_are_mapped_in_any_order(tmp_path: Path, labels: list[str]) -> None:
    [row] = _scored(f"sentiment={_written(tmp_path, labels)}")
    assert row["sentiment"] in ("negative", "neutral", "positive") and 0 <= float(str(row["sentiment_confidence"])) <= 1


@pytest.mark.parametrize("labels", [["oppose", "support", "neutral"], ["contradiction", "entailment", "neutral"]])
def test_stance_labels_are_mapped_and_never_abstain(tmp_path: Path, labels: list[str]) -> None:
    found = _scored(f"stance={_written(tmp_path, labels)}")
    assert {row["target"] for row in found} == {"sanctions", "russia"}
    assert not any(row["abstained"] for row in found)


def test_outputs_land_under_the_label_they_mean(tmp_path: Path) -> None:
    model = _hub.opened(_written(tmp_path, ["pos", "neg", "neu"]))
    straight = _hub._probabilities(model, ["russia stay"], None)[0]
    [mapped] = _hub.classified(model, ["russia stay"], names=_hub.SENTIMENT_NAMES)
    assert np.allclose(mapped, straight[[1, 2, 0]])


def test_entailment_of_both_sides_stays_a_distribution(tmp_path: Path) -> None:
    model = _hub.opened(_written(tmp_path, ["entailment", "neutral", "contradiction"]))
    odds = _hub.inferred(model, ["russia"] * 3, low=["go"] * 3, high=["stay"] * 3)
    assert odds.shape == (3, 3) and np.allclose(odds.sum(axis=1), 1, atol=1e-5) and (odds >= 0).all()


@pytest.mark.parametrize(("task", "labels"), [("sentiment", ["neg", "neu", "pos"]), ("stance", NLI)])
def test_the_score_verb_takes_another_model(tmp_path: Path, task: str, labels: list[str]) -> None:
    (tmp_path / "in.jsonl").write_text('{"id": 1, "text": "Sanctions stay.", "target": "a go"}\n', encoding="utf-8")
    model = _written(tmp_path, labels)
    assert scoring.score_file(tmp_path / "in.jsonl", out=tmp_path / "out.jsonl", task=task, model=model) == 0
    answer = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert answer["abstained"] is False and sum(answer["probabilities"].values()) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("labels", [["LABEL_0", "LABEL_1"], ["joy", "anger", "fear"], ["positive", "neutral"]])
def test_labels_that_cannot_be_mapped_are_named(tmp_path: Path, labels: list[str]) -> None:
    with pytest.raises(ModelError, match=labels[0].lower()):
        _scored(f"sentiment={_written(tmp_path, labels)}")


def test_outputs_without_a_label_are_named(tmp_path: Path) -> None:
    model = _written(tmp_path, ["negative", "neutral", "positive"])
    config = json.loads((tmp_path / "config.json").read_text(encoding="utf-8"))
    config["id2label"] = {"0": "negative", "1": "neutral", "7": "positive"}
    (tmp_path / "config.json").write_text(json.dumps(config), encoding="utf-8")
    with pytest.raises(ModelError, match=r"no label for its outputs \[2\]"):
        _hub.opened(model)


def test_damaged_weights_are_named(tmp_path: Path) -> None:
    model = _written(tmp_path, ["negative", "positive"])
    (tmp_path / "model.safetensors").write_bytes(b"no weights at all")
    with pytest.raises(ModelError, match="cannot be had"):
        _hub.opened(model)


def test_the_id_of_a_build_follows_the_files_of_another_model(tmp_path: Path) -> None:
    model = _written(tmp_path, NLI)
    first = provenance.other_models([f"stance={model}", "vader"])
    assert f"{model}/model.safetensors" in first and provenance.other_models(["stance"]) == {}
    before = provenance.generation((f"stance={model}",))
    (tmp_path / "model.safetensors").write_bytes(b"trained again")
    assert provenance.other_models([f"stance={model}"]) != first
    assert provenance.generation((f"stance={model}",)) != before


def test_the_id_of_a_build_follows_the_commit_of_a_model_on_the_hub(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "models--x--y"
    for commit in ("1" * 40, "2" * 40):
        (kept / "snapshots" / commit).mkdir(parents=True)
        (kept / "snapshots" / commit / "config.json").write_text("{}", encoding="utf-8")
    (kept / "refs").mkdir()
    (kept / "refs" / "main").write_text("2" * 40, encoding="utf-8")
    monkeypatch.setattr("transformers.utils.hub.constants.HF_HUB_CACHE", str(tmp_path))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    assert provenance.other_models(["stance=x/y"]) == {"x/y": "2" * 40}
    with pytest.raises(ModelError, match="cannot be had"):
        provenance.other_models([f"stance={tmp_path / 'nothing'}"])


def test_a_model_in_the_users_home_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "m").mkdir()
    _written(tmp_path / "m", NLI)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert _hub.opened("~/m").infers and "~/m/model.safetensors" in provenance.other_models(["stance=~/m"])


def test_weights_that_cannot_be_had_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelError, match="cannot be had"):
        _scored(f"stance={tmp_path / 'nothing'}")


def test_a_model_for_a_scorer_that_takes_none_or_is_not_chosen_is_refused() -> None:
    with pytest.raises(InputError, match="takes no other model"):
        scorers.load(["vader=somewhere"])
    with pytest.raises(InputError, match="not among"):
        scorers.with_models(["sentiment"], models={"stance": "somewhere"})


def test_a_chosen_scorer_gets_its_model() -> None:
    made = scorers.with_models(("sentiment", "stance"), models={"stance": "x", "sentiment": None})
    assert made == ("sentiment", "stance=x")


def test_a_scorer_runs_once() -> None:
    assert scorers.with_models(["stance", "vader", "stance"], models={}) == ("stance", "vader")
    with pytest.raises(InputError, match=r"more than once.*: stance"):
        scorers.with_models(["stance", "stance=x"], models={})
