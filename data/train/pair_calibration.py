"""Calibrate the pair model: weights and dev files in, a temperature, a floor and a threshold for each task out.

Temperature (Guo et al. 2017, arXiv:1706.04599) and floor minimise the log loss on the dev files. The threshold is the
lowest probability from which on the answers of the dev files are right often enough; below it the model abstains.
Nothing else is fitted to the dev files.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from data import encoder, pair_model, targets, weight_files
from data.pair_model import Calibration
from data.train import examples
from data.train.examples import Example

if TYPE_CHECKING:
    import torch

#: Share of the answered dev items that must be right.
WANTED = 0.85


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
    """Return the temperature and floor with the least log loss, and the threshold from which `WANTED` is reached."""
    import torch

    tried = [Calibration(0.5 + 0.1 * i, floor=0.01 * j) for i in range(36) for j in range(21)]
    best = min(tried, key=lambda one: float(torch.nn.functional.nll_loss(one.applied(logits).log(), labels)))
    sure, found = best.applied(logits).max(1)
    right = (found == labels).float()
    cuts = [0.34 + 0.01 * i for i in range(60)]
    enough = [cut for cut in cuts if (kept := sure >= cut).any() and float(right[kept].mean()) >= WANTED]
    return Calibration(round(best.temperature, 2), round(min(enough, default=cuts[-1]), 2), round(best.floor, 2))
