"""The map to sentence embeddings, fitted to numbers that are known."""

from __future__ import annotations

import numpy as np
import torch

from data import topics, weight_files
from data.train import embedding


def test_an_input_that_hardly_moves_leaves_the_others_their_place_in_int8() -> None:
    draw = np.random.default_rng(0)
    asked = draw.normal(size=(600, 20)).astype(np.float32)
    wanted = asked @ draw.normal(size=(20, 8)).astype(np.float32)
    wanted /= np.linalg.norm(wanted, axis=1, keepdims=True)
    # What is left of a constant input is noise in step with what is wanted.
    asked[:, 3] = 5 + 1e-5 * wanted[:, 0]
    fitted = embedding.solved(asked, wanted)
    stored = weight_files.unpack(weight_files.pack({"map": fitted.map}))["map"]
    means = torch.from_numpy(asked)
    exact, found = (topics.mapped(means, by, fitted.shift) for by in (fitted.map, stored))
    assert fitted.cosine > 0.8
    assert float((exact * found).sum(1).min()) > 0.99
