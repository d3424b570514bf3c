"""Calibrate the pair model: weights and dev files in, a `Calibration` for each task out.

Temperature (Guo et al. 2017, arXiv:1706.04599), floor and, where it helps, a bias of each label minimise the log loss
on the dev files. The threshold is the lowest probability from which on the answers of the dev files are right often
enough; below it the model abstains. Nothing else is fitted to the dev files.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from data import encoder, pair_model, targets, weight_files
from data.evaluate.classes import Answer, calibration_error
from data.pair_model import Calibration
from data.train import examples
from data.train.examples import Example

if TYPE_CHECKING:
    import torch

#: Share of the answered dev items that must be right.
WANTED = 0.85
#: Parts of the dev files that are left out of a fit in turn, to choose its form.
FOLDS = 5


def calibrate(data_dir: Path, folder: Path) -> dict[str, Calibration]:
    """Fit every task on its dev files and write the result into `folder/pair.safetensors`."""
    encoder.load_trunk.cache_clear()
    trunk = encoder.load_trunk(pair_model.TRUNK, folder)
    found = {task: fit(*_answered(trunk, mix, task)) for task, mix in dev_sets(data_dir).items()}
    path = folder / f"{pair_model.TRUNK}.safetensors"
    kept = json.dumps({task: asdict(one) for task, one in found.items()}, sort_keys=True)
    weight_files.save_trunk(trunk.model, path, heads=trunk.heads, metadata={**trunk.metadata, "calibration": kept})
    return found


def dev_sets(data_dir: Path) -> dict[str, list[Example]]:
    """Return the dev examples each task is calibrated on: those nearest to what the product reads.

    A sentence without a key term of its listed target is left out: the model is never asked about it.
    """
    listed = {target.name: target for target in targets.load()}
    close = [
        one for one in examples.diplomacy(data_dir, "dev") if targets.concerned(one.text, [listed[one.target or ""]])
    ]
    return {
        "tone": examples.tone(data_dir, "dev"),
        "sentiment": [*examples.newsmtsc(data_dir, "dev_mt"), *examples.newsmtsc(data_dir, "dev_rw")],
        "stance": [*examples.asked(close), *examples.free(data_dir, "dev")],
    }


def _answered(trunk: encoder.Trunk, mix: list[Example], task: str) -> tuple[torch.Tensor, torch.Tensor]:
    import torch

    rows = [pair_model.raw_logits(examples.inputs([one]), task=task, trunk=trunk)[0] for one in mix]
    return torch.tensor([list(row) for row in rows]), torch.tensor([one.label for one in mix])


def fit(logits: torch.Tensor, labels: torch.Tensor) -> Calibration:
    """Return the calibration of one task, and the threshold from which `WANTED` of its answers are right.

    Of the two forms, with and without a bias of each label, the one that is better calibrated on answers it was not
    fitted to, over `FOLDS` parts of the files.
    """
    forms = (_without_bias, _with_bias)
    form = min(forms, key=lambda one: _error_elsewhere(one, logits, labels))
    best = form(logits, labels)
    sure, found = best.applied(logits).max(1)
    right = (found == labels).float()
    cuts = [0.34 + 0.01 * i for i in range(60)]
    enough = [cut for cut in cuts if (kept := sure >= cut).any() and float(right[kept].mean()) >= WANTED]
    return replace(best, threshold=round(min(enough, default=cuts[-1]), 2))


def _without_bias(logits: torch.Tensor, labels: torch.Tensor) -> Calibration:
    tried = [Calibration(round(0.5 + 0.1 * i, 2), floor=round(0.01 * j, 2)) for i in range(36) for j in range(21)]
    return min(tried, key=lambda one: _loss(one, logits, labels))


def _with_bias(logits: torch.Tensor, labels: torch.Tensor) -> Calibration:
    """Return the same with a bias of each label (Alexandari et al. 2020, arXiv:1901.06852), their sum zero."""
    tried = (_biased(logits, labels, round(0.02 * j, 2)) for j in range(11))
    return min(tried, key=lambda one: _loss(one, logits, labels))


def _biased(logits: torch.Tensor, labels: torch.Tensor, floor: float) -> Calibration:
    import torch

    free = torch.zeros(1 + logits.shape[1], requires_grad=True)
    optimiser = torch.optim.LBFGS([free], max_iter=100, line_search_fn="strong_wolfe")

    def scale() -> torch.Tensor:
        # Temperatures from 0.5 to 4, as without a bias: answers that are all right would be made ever surer.
        return 0.25 + 1.75 * torch.sigmoid(free[0])

    def loss() -> torch.Tensor:
        optimiser.zero_grad()
        odds = torch.softmax(logits * scale() + free[1:], dim=1)
        made = torch.nn.functional.nll_loss(((1 - floor) * odds + floor / logits.shape[1]).log(), labels)
        made = made + 1e-4 * free.square().sum()
        torch.autograd.backward(made)
        return made

    optimiser.step(loss)  # type: ignore[no-untyped-call]  # torch has no type for it
    bias = (free.detach()[1:] - free.detach()[1:].mean()).tolist()
    return Calibration(round(1 / float(scale().detach()), 2), floor=floor, bias=tuple(round(one, 2) for one in bias))


def _loss(calibration: Calibration, logits: torch.Tensor, labels: torch.Tensor) -> float:
    import torch

    return float(torch.nn.functional.nll_loss(calibration.applied(logits).log(), labels))


def _error_elsewhere(
    form: Callable[[torch.Tensor, torch.Tensor], Calibration], logits: torch.Tensor, labels: torch.Tensor
) -> float:
    """Return the mean calibration error of answers left out of the fit, over several ways to part the files."""
    import torch

    errors = []
    for seed in range(4):
        order = torch.randperm(len(labels), generator=torch.Generator().manual_seed(seed))
        answers = []
        for part in range(FOLDS):
            out = order[part::FOLDS]
            rest = torch.cat([order[other::FOLDS] for other in range(FOLDS) if other != part])
            sure, found = form(logits[rest], labels[rest]).applied(logits[out]).max(1)
            said = zip(labels[out].tolist(), found.tolist(), sure.tolist(), strict=True)
            answers += [Answer(str(gold), str(label), probability) for gold, label, probability in said]
        errors.append(calibration_error(answers) or 0.0)
    return sum(errors) / len(errors)
