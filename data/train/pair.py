"""Train the pair model: one encoder for the tone of a sentence, sentiment toward a target and stance.

In: the training sets (`examples.py`) and the published all-MiniLM-L6-v2 (requirements-train.txt). Out: layers and
heads in `pair.safetensors`. Three mixes (`mix.py`): a general one, then the in-domain one; and, from the weights kept
so far and at lower rates, an even one that brings back what the second let slip. AdamW with layer-wise lower rates,
constant rate and then linear decay; the weights kept are the mean of running averages.
The embeddings stay frozen: all trunks share them. Calibration on the dev files follows
(`pair_calibration.py`).
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from data import encoder, hardware, pair_model, weight_files
from data.train import examples, mix, pair_calibration, published
from data.train.examples import Example

if TYPE_CHECKING:
    import torch
    from transformers import BertModel

#: Tokens of a training input: nearly all sentences fit, and most comments of several.
_LENGTH = 160
#: Steps between two writings of the running average: what is left of a training that was stopped.
_WRITTEN = 200


@dataclass(frozen=True, slots=True)
class Plan:
    """The settings of one training; the defaults made the shipped weights.

    The weights kept are the mean of the running averages after these shares of a schedule (`blended`). The even mix
    starts at `even_rate` times the rates of the others.
    """

    seed: int = 7
    passes: int = 2
    tokens: int = 1400
    rate: float = 1.2e-4
    head_rate: float = 6e-4
    layer_decay: float = 0.88
    warmup: float = 0.03
    decay_from: float = 0.5
    average: float = 0.997
    blended: tuple[float, ...] = (0.85, 1.0)
    even_rate: float = 0.4


#: Batches in order, and the share of the full rates at each share of them done, in [0, 1].
Stage = tuple[list[list[Example]], Callable[[float], float]]


def train(data_dir: Path, out: Path, *, plan: Plan = Plan(), base: Path | None = None) -> None:
    """Train from the sets in `data_dir` and write `pair.safetensors`, calibrated, into the folder `out`.

    A fixed seed and one thread give the same weights again on the same machine; the shared embeddings are written
    where `out` has none. Raises `InputError` when a set or the published
    model is missing.
    """
    import torch

    hardware.limit_threads(1)
    torch.manual_seed(plan.seed)
    model = encoder.base_model(base or published.folder())
    model.embeddings.requires_grad_(False)
    heads = pair_model.new_heads(model.config.hidden_size, seed=plan.seed)
    unfinished = out / f"{pair_model.TRUNK}.unfinished.safetensors"
    for stage in _stages(data_dir, plan):
        _put(model, heads, _kept(model, heads, stage, plan=plan, unfinished=unfinished))
    weight_files.save_trunk(model, out / f"{pair_model.TRUNK}.safetensors", heads=heads)
    unfinished.unlink(missing_ok=True)
    if not (out / f"{encoder.EMBEDDINGS}.safetensors").is_file():
        weight_files.save_embeddings(model, out / f"{encoder.EMBEDDINGS}.safetensors")
    pair_calibration.calibrate(data_dir, out)


def _stages(folder: Path, plan: Plan) -> Iterator[Stage]:
    draw = random.Random(plan.seed)
    batches = _grouped(mix.general(folder, seed=plan.seed), plan.tokens, draw)
    for number in range(plan.passes):
        batches += _grouped(mix.close(folder, seed=plan.seed + 10 + number), plan.tokens, draw)
    yield batches, lambda done: _scale(done, plan)
    yield _grouped(mix.even(folder, seed=plan.seed + 20), plan.tokens, draw), lambda done: plan.even_rate * (1 - done)


def _kept(
    model: BertModel, heads: dict[str, torch.Tensor], stage: Stage, *, plan: Plan, unfinished: Path
) -> dict[str, torch.Tensor]:
    """Train on the batches of one stage and return the mean of the running averages."""
    import torch

    schedule, scale = stage
    optimiser = _optimiser(model, heads, plan)
    rates = [group["lr"] for group in optimiser.param_groups]
    kept = _snapshot(model, heads)
    blended = {max(1, round(share * len(schedule))) for share in plan.blended}
    started, tokens = time.monotonic(), 0
    parts: list[dict[str, torch.Tensor]] = []
    running: list[float] = []
    model.train()
    for step, batch in enumerate(schedule, start=1):
        for group, rate in zip(optimiser.param_groups, rates, strict=True):
            group["lr"] = rate * scale(step / len(schedule))
        loss, size = _loss(model, heads, batch)
        optimiser.zero_grad(set_to_none=True)
        torch.autograd.backward(loss)
        torch.nn.utils.clip_grad_norm_([p for g in optimiser.param_groups for p in g["params"]], 1.0)
        optimiser.step()
        _average(kept, model, heads, min(plan.average, (1 + step) / (10 + step)))
        tokens += size
        running.append(loss.item())
        if step % 25 == 0:
            seconds = time.monotonic() - started
            left = seconds / step * (len(schedule) - step) / 60
            print(
                f"step {step}/{len(schedule)} loss {sum(running[-100:]) / len(running[-100:]):.4f} "
                f"{tokens / seconds:.0f} tokens/s {left:.0f} min left", file=sys.stderr, flush=True,
            )
        if step in blended:
            parts.append({name: value.clone() for name, value in kept.items()})
        if step % _WRITTEN == 0:
            weight_files.save_tensors(unfinished, kept, {"step": str(step)})
    return {name: torch.stack([part[name] for part in parts]).mean(0) for name in kept}


def _grouped(chosen: list[Example], tokens: int, draw: random.Random) -> list[list[Example]]:
    """Return batches of similar length in random order."""
    draw.shuffle(chosen)
    made: list[list[Example]] = []
    for start in range(0, len(chosen), 2048):
        pool = chosen[start : start + 2048]
        lengths = [len(item.ids) for item in examples.inputs(pool, limit=_LENGTH)]
        groups = encoder.batches(lengths, token_budget=tokens)
        draw.shuffle(groups)
        made += [[pool[i] for i in group] for group in groups]
    return made


def _optimiser(model: BertModel, heads: dict[str, torch.Tensor], plan: Plan) -> torch.optim.AdamW:
    import torch

    depth = model.config.num_hidden_layers
    groups = [
        {"params": list(layer.parameters()), "lr": plan.rate * plan.layer_decay ** (depth - 1 - index)}
        for index, layer in enumerate(model.encoder.layer)
    ]
    groups.append({"params": list(heads.values()), "lr": plan.head_rate})
    return torch.optim.AdamW(groups, weight_decay=0.01, fused=True)


def _scale(done: float, plan: Plan) -> float:
    if done < plan.warmup:
        return done / plan.warmup
    if done < plan.decay_from:
        return 1.0
    return 0.02 + 0.98 * (1 - done) / (1 - plan.decay_from)


def _loss(model: BertModel, heads: dict[str, torch.Tensor], batch: list[Example]) -> tuple[torch.Tensor, int]:
    """Return the mean loss of a batch that mixes the tasks, and its tokens with padding."""
    import torch

    ids, types, mask = encoder.tensors(examples.inputs(batch, limit=_LENGTH))
    hidden = model(input_ids=ids, token_type_ids=types, attention_mask=mask).last_hidden_state
    features = pair_model.features(hidden, types, mask)
    losses = []
    for task in pair_model.TASKS:
        rows = [i for i, e in enumerate(batch) if e.task == task]
        if not rows:
            continue
        logits = pair_model.logits(features[rows], heads, task=task, dropout=0.1)
        labels = torch.tensor([batch[i].label for i in rows])
        weights = torch.tensor([batch[i].weight for i in rows])
        losses.append((torch.nn.functional.cross_entropy(logits, labels, reduction="none") * weights).sum())
    return torch.stack(losses).sum() / len(batch), ids.numel()


def _parameters(model: BertModel, heads: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    named = {k: v for k, v in model.named_parameters() if k.startswith("encoder.")}
    return named | {f"heads.{k}": v for k, v in heads.items()}


def _snapshot(model: BertModel, heads: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    return {k: v.detach().clone() for k, v in _parameters(model, heads).items()}


def _average(
    kept: dict[str, torch.Tensor], model: BertModel, heads: dict[str, torch.Tensor], share: float
) -> None:
    import torch

    names = list(kept)
    now = _parameters(model, heads)
    torch._foreach_lerp_([kept[n] for n in names], [now[n].detach() for n in names], 1 - share)


def _put(model: BertModel, heads: dict[str, torch.Tensor], kept: dict[str, torch.Tensor]) -> None:
    model.load_state_dict({k: v for k, v in kept.items() if not k.startswith("heads.")}, strict=False)
    for name, value in heads.items():
        value.data.copy_(kept[f"heads.{name}"])
