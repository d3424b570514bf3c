"""Train the quotation tagger: speaker mention, cue and content, and which belong together.

In: `polnear/{train,dev}.jsonl` and the published all-MiniLM-L6-v2 (requirements-train.txt). Out: layers, heads and
calibration in `tagger.safetensors`. The six layers and the heads are trained together; the embeddings stay as they
are (all trunks share them). Each epoch packs the paragraphs into windows anew; the rate rises for 6 % of the steps
and then falls to zero; the weights kept are a running average, and of that the mean over the ends of two epochs.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from data import encoder, weight_files
from data.encoder import Trunk
from data.quoting import tagger, windows
from data.quoting.windows import Window
from data.train import calibration, crf, polnear, published
from data.train.polnear import Article, Lesson

if TYPE_CHECKING:
    import torch

NAME = "tagger"
#: Windows whose lengths are sorted together.
_POOL = 400
Lessons = list[tuple[Window, Lesson]]


@dataclass(frozen=True, slots=True)
class Plan:
    """The settings of one training; the defaults made the shipped weights.

    `tokens` are the word pieces of a batch, padding included; `layer_decay` lowers the rate from layer to layer
    downwards; `average` is the share of the running average that one step keeps; the weights written are the mean
    of the running average at the end of each of the last `ends` epochs.
    """

    seed: int = 13
    epochs: int = 4
    tokens: int = 1200
    rate: float = 2.5e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.95
    dropout: float = 0.1
    warmup: float = 0.06
    average: float = 0.998
    ends: int = 2


def train(data_dir: Path, out: Path) -> dict[str, object]:
    """Train from `data_dir`/polnear, write `tagger.safetensors` into the folder `out`, and return the figures on dev.

    A fixed seed and one thread give the same weights again on the same machine; about 90 minutes on one core.
    Raises `InputError` when a set or the published model is missing.
    """
    import torch

    plan = Plan()
    # Both asked for now: dev is read only when the training is done.
    labelled, dev = polnear.file(data_dir, "train"), polnear.file(data_dir, "dev")
    torch.set_num_threads(1)
    torch.manual_seed(plan.seed)
    articles = polnear.read(labelled)
    model = encoder.base_model(published.folder())
    model.embeddings.requires_grad_(False)
    trunk = Trunk(model, tagger.new_heads(model.config.hidden_size, seed=plan.seed), {})
    kept = fit(trunk, articles, plan)
    _load(trunk, kept)
    return save(trunk, out / f"{NAME}.safetensors", dev)


def save(trunk: Trunk, path: Path, dev: Path) -> dict[str, object]:
    """Write layers, heads and calibration to `path`; return the figures of what was written, on `dev`."""
    if not path.with_name(f"{encoder.EMBEDDINGS}.safetensors").exists():
        weight_files.save_embeddings(trunk.model, path.with_name(f"{encoder.EMBEDDINGS}.safetensors"))
    weight_files.save_trunk(trunk.model, path, heads=trunk.heads)
    encoder.load_trunk.cache_clear()
    weights, error = calibration.fit(encoder.load_trunk(NAME, path.parent), dev)
    found = {"calibration": calibration.printed(weights)}
    weight_files.save_trunk(trunk.model, path, heads=trunk.heads, metadata=found)
    encoder.load_trunk.cache_clear()
    return calibration.figures(encoder.load_trunk(NAME, path.parent), dev) | {"calibration": error}


def fit(trunk: Trunk, articles: Sequence[Article], plan: Plan) -> dict[str, torch.Tensor]:
    """Train `trunk` in place and return the averaged weights by name."""
    import torch

    for head in trunk.heads.values():
        head.requires_grad_(True)
    draw = random.Random(plan.seed)
    total = plan.epochs * sum(1 for _ in batches(articles, random.Random(1), tokens=plan.tokens))
    optimiser = _optimiser(trunk, plan)
    rates = [group["lr"] for group in optimiser.param_groups]
    kept = {name: value.detach().clone() for name, value in _parameters(trunk).items()}
    ends: list[dict[str, torch.Tensor]] = []
    step, seen, started = 0, 0, time.monotonic()
    trunk.model.encoder.train()
    trunk.model.embeddings.eval()
    while step < total:
        for batch in batches(articles, draw, tokens=plan.tokens):
            scale = min(1.0, (step + 1) / (plan.warmup * total)) * (1 - step / total)
            for group, rate in zip(optimiser.param_groups, rates, strict=True):
                group["lr"] = rate * scale
            value = loss(trunk, batch, dropout=plan.dropout)
            optimiser.zero_grad(set_to_none=True)
            value.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_([p for g in optimiser.param_groups for p in g["params"]], 5.0)
            optimiser.step()
            step += 1
            _average(kept, trunk, min(plan.average, step / (step + 10)))
            seen += sum(len(window.ids) for window, _ in batch)
            if step % 50 == 0:
                seconds = time.monotonic() - started
                print(
                    f"step {step}/{total} loss {float(value.detach()):.2f} {seen / seconds:.0f} pieces/s",
                    file=sys.stderr,
                )
            if step >= total:
                break
        ends = [*ends, {name: value.clone() for name, value in kept.items()}][-plan.ends :]
    for head in trunk.heads.values():
        head.requires_grad_(False)
    return {name: torch.stack([end[name] for end in ends]).mean(0) for name in kept}


def batches(articles: Sequence[Article], draw: random.Random, *, tokens: int) -> Iterator[Lessons]:
    """Yield every article's windows once, packed anew, in batches of similar length and random order."""
    pairs = [
        (window, article)
        for article in articles
        for window in windows.pack(article.paragraphs, first=draw.randint(windows.SIZE // 3, windows.SIZE))
    ]
    order = list(range(len(pairs)))
    draw.shuffle(order)
    groups: list[list[int]] = []
    for start in range(0, len(order), _POOL):
        open_group: list[int] = []
        for index in sorted(order[start : start + _POOL], key=lambda i: len(pairs[i][0].ids)):
            if open_group and (len(open_group) + 1) * len(pairs[index][0].ids) > tokens:
                groups.append(open_group)
                open_group = []
            open_group.append(index)
        groups += [open_group] if open_group else []
    draw.shuffle(groups)
    for group in groups:
        yield [(pairs[i][0], polnear.lesson(pairs[i][1].text, pairs[i][1].attributions, pairs[i][0])) for i in group]


def loss(trunk: Trunk, batch: Lessons, *, dropout: float) -> torch.Tensor:
    """Return minus the joint log probability of tags and links, a window on average."""
    import torch

    found = [window for window, _ in batch]
    words = tagger.word_states(trunk, found, dropout=dropout)
    scores = tagger.emissions(trunk.heads, torch.nn.functional.dropout(words, dropout), found)
    size = scores.shape[1]
    gold = torch.tensor([[*lesson.tags, *([0] * (size - len(lesson.tags)))] for _, lesson in batch])
    lengths = torch.tensor([len(window.first) for window in found])
    mask = torch.arange(size)[None, :] < lengths[:, None]
    value = crf.loss(trunk.heads, scores, gold, mask).sum()
    for link in tagger.LINKS:
        asked = [(row, *one) for row, (_, lesson) in enumerate(batch) for one in getattr(lesson, link)]
        if asked:
            rows, first, last, partner = (torch.tensor(column) for column in zip(*asked, strict=True))
            offered = tagger.link_scores(trunk.heads, link, words, rows, first, last)
            beyond = torch.cat([~mask, torch.zeros(len(batch), 1, dtype=torch.bool)], 1)[rows]
            right = torch.where(partner < 0, torch.tensor(size), partner)
            value = value + torch.nn.functional.cross_entropy(offered.masked_fill(beyond, -1e4), right, reduction="sum")
    return value / len(batch)


def _optimiser(trunk: Trunk, plan: Plan) -> torch.optim.AdamW:
    import torch

    layers = list(trunk.model.encoder.layer)
    groups = []
    for index, layer in enumerate(layers):
        rate = plan.rate * plan.layer_decay ** (len(layers) - 1 - index)
        for matrices, decay in ((True, 0.01), (False, 0.0)):
            own = [p for p in layer.parameters() if (p.dim() > 1) == matrices]
            groups.append({"params": own, "lr": rate, "weight_decay": decay})
    groups.append({"params": list(trunk.heads.values()), "lr": plan.head_rate, "weight_decay": 0.0})
    return torch.optim.AdamW(groups, betas=(0.9, 0.98))


def _parameters(trunk: Trunk) -> dict[str, torch.Tensor]:
    named = {name: value for name, value in trunk.model.named_parameters() if name.startswith("encoder.")}
    return named | {f"heads.{name}": value for name, value in trunk.heads.items()}


def _average(kept: dict[str, torch.Tensor], trunk: Trunk, share: float) -> None:
    import torch

    now = _parameters(trunk)
    torch._foreach_lerp_(list(kept.values()), [now[name].detach() for name in kept], 1 - share)


def _load(trunk: Trunk, kept: dict[str, torch.Tensor]) -> None:
    """Put the averaged weights into the trunk, ready for inference."""
    trunk.model.load_state_dict({k: v for k, v in kept.items() if not k.startswith("heads.")}, strict=False)
    for name in trunk.heads:
        trunk.heads[name] = kept[f"heads.{name}"].detach()
    trunk.model.eval()  # type: ignore[no-untyped-call]
