"""What the calibration of the pair model is fitted to: logits whose true odds are known."""

from __future__ import annotations

import pytest
import torch

from data.train import pair_calibration


def _drawn(count: int, *, scale: float) -> tuple[torch.Tensor, torch.Tensor]:
    """Return logits that are `scale` times too large, and labels drawn from the true odds."""
    draw = torch.Generator().manual_seed(3)
    true = torch.randn((count, 3), generator=draw) * 1.5
    labels = torch.multinomial(torch.softmax(true, dim=1), 1, generator=draw)[:, 0]
    return true * scale, labels


def test_logits_that_are_too_sure_are_cooled_down() -> None:
    found = pair_calibration.fit(*_drawn(1500, scale=2.5))
    assert found.temperature == pytest.approx(2.5, abs=0.4)


def test_probabilities_sum_to_one_and_answers_above_the_threshold_are_right_often_enough() -> None:
    logits, labels = _drawn(1500, scale=2.5)
    found = pair_calibration.fit(logits, labels)
    odds = found.applied(logits)
    assert odds.sum(1).tolist() == pytest.approx([1.0] * len(labels), abs=1e-5)
    sure, label = odds.max(1)
    kept = sure >= found.threshold
    assert float((label == labels)[kept].float().mean()) >= pair_calibration.WANTED
