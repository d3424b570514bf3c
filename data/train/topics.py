"""Train the topic weights: sentences of every kind, and those labelled with topics, in; `topics.safetensors` out.

First the map from the pair model's trunk to the published sentence embedding (`embedding.py`), which must be fitted
again whenever that trunk was trained; then the bilinear form, which starts as a multiple of the identity and is held
near it. Temperature and the threshold for a second topic come from the dev file. No encoder is touched.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data import hardware, pair_model, topics, weight_files
from data.records import Topic
from data.train import embedding
from data.train.examples import read

if TYPE_CHECKING:
    import numpy as np
    import torch

STEPS = 150
RATE = 5e-2
#: How strongly the form is held to a multiple of the identity.
HOLD = 2e-5
SEED = 7


def train(data_dir: Path, out: Path) -> dict[str, Any]:
    """Train from the sets in `data_dir` and write `topics.safetensors` into `out`; return the figures.

    The trunk is the pair model of `data/models/`. Raises `InputError` when a set is missing.
    """
    hardware.limit_threads(1)
    fitted = embedding.fitted(data_dir)
    return {"cosine_of_the_map": fitted.cosine, **from_map(data_dir, out, fitted)}


def from_map(data_dir: Path, out: Path, fitted: embedding.Fitted) -> dict[str, Any]:
    """Train the form from `stance/diplomacy/` on the embeddings of the map, and write both; return the dev figures."""

    def embedded(texts: Sequence[str]) -> torch.Tensor:
        return topics.mapped(pair_model.wording(texts), fitted.map, fitted.shift)

    known = topics.load()
    described = topics.embeddings_by(known, embedded)
    text, gold = labelled(data_dir / "stance" / "diplomacy" / "train.jsonl", known)
    form, numbers = fit(embedded(text), topics.keywords_found(text, known), gold, known, described)
    text, gold = labelled(data_dir / "stance" / "diplomacy" / "dev.jsonl", known)
    scores = scored(form, numbers, embedded(text), topics.keywords_found(text, known), known, described)
    numbers |= calibrated(scores, gold)
    tensors = {"form": form, "map": fitted.map, "shift": fitted.shift}
    weight_files.save_tensors(out / "topics.safetensors", tensors, {"numbers": json.dumps(numbers)})
    odds = scores.div(numbers["temperature"]).softmax(1)
    right = gold.gather(1, scores.argmax(1, keepdim=True)).mean().item()
    return {"main_right": round(right, 4), "micro_f1": round(micro_f1(odds, gold, numbers["threshold"]), 4)}


def labelled(path: Path, known: tuple[Topic, ...]) -> tuple[list[str], torch.Tensor]:
    """Return the distinct sentences and their topics as 0/1 (sentences, topics)."""
    import torch

    rows: dict[str, list[str]] = {" ".join(r["text"].split()): r["topics"] for r in read(path)}
    place = {topic.id: i for i, topic in enumerate(known)}
    gold = torch.zeros((len(rows), len(known)))
    for number, names in enumerate(rows.values()):
        gold[number, [place[name] for name in names]] = 1.0
    return list(rows), gold


def fit(
    sentences: torch.Tensor, found: np.ndarray, gold: torch.Tensor, known: tuple[Topic, ...], described: torch.Tensor
) -> tuple[torch.Tensor, dict[str, float]]:
    """Return the form and the numbers learned by gradient descent on the cross-entropy with the gold topics."""
    import torch

    torch.manual_seed(SEED)
    start = 12.0 * torch.eye(sentences.shape[1])
    form = start.clone().requires_grad_(True)
    keyword = torch.tensor(1.0, requires_grad=True)
    other = torch.tensor(4.0, requires_grad=True)
    optimiser = torch.optim.Adam([form, keyword, other], lr=RATE)
    wanted = gold / gold.sum(1, keepdim=True)
    for step in range(STEPS):
        scores = _scores(form, keyword, other, sentences, found, known, described)
        loss = -(wanted * torch.log_softmax(scores, dim=1)).sum(1).mean() + HOLD * (form - start).pow(2).sum()
        optimiser.zero_grad()
        torch.autograd.backward(loss)
        optimiser.step()
        for group in optimiser.param_groups:
            group["lr"] = RATE * (1 - step / STEPS)
    return form.detach(), {"keyword": keyword.item(), "other": other.item()}


def _scores(
    form: Any, keyword: Any, other: Any, sentences: Any, found: np.ndarray, known: tuple[Topic, ...], described: Any
) -> Any:
    import torch

    scores = sentences @ form @ described.T + keyword * torch.log1p(torch.from_numpy(found))
    rest = torch.tensor([topic.id == topics.OTHER for topic in known])
    return torch.where(rest, other, scores)


def scored(
    form: torch.Tensor,
    numbers: dict[str, float],
    sentences: torch.Tensor,
    found: np.ndarray,
    known: tuple[Topic, ...],
    described: torch.Tensor,
) -> torch.Tensor:
    """Return the scores before calibration."""
    import torch

    keyword, other = torch.tensor(numbers["keyword"]), torch.tensor(numbers["other"])
    made: torch.Tensor = _scores(form, keyword, other, sentences, found, known, described)
    return made


def calibrated(scores: torch.Tensor, gold: torch.Tensor) -> dict[str, float]:
    """Return the temperature that makes the main topic's probability honest, and the threshold of the best micro-F1."""
    import torch

    hit = gold.gather(1, scores.argmax(1, keepdim=True)).squeeze(1)
    temperature = min(
        (0.4 + 0.05 * i for i in range(60)),
        key=lambda t: float((torch.softmax(scores / t, 1).amax(1) - hit).mean().abs()),
    )
    odds = torch.softmax(scores / temperature, 1)
    return {
        "temperature": round(temperature, 2),
        "threshold": max((round(0.05 + 0.01 * i, 2) for i in range(40)), key=lambda t: micro_f1(odds, gold, t)),
    }


def micro_f1(odds: torch.Tensor, gold: torch.Tensor, threshold: float) -> float:
    """Return micro-F1 when up to three topics above the threshold, and always the first, are given."""
    import torch

    kept = torch.zeros_like(odds)
    top = odds.topk(topics.MOST, dim=1)
    kept.scatter_(1, top.indices, (top.values >= threshold).float())
    kept.scatter_(1, top.indices[:, :1], 1.0)
    right = float((kept * gold).sum())
    return 2 * right / float(kept.sum() + gold.sum())
