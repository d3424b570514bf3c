"""Texts laid end to end give what the model gives for each text padded by itself."""

from __future__ import annotations

import pytest
import torch
from transformers import BertConfig, BertModel

from data import packed


@pytest.fixture(scope="module")
def model() -> BertModel:
    torch.manual_seed(5)
    config = BertConfig(vocab_size=50, hidden_size=24, num_hidden_layers=2, num_attention_heads=3, intermediate_size=48)
    return BertModel(config, add_pooling_layer=False).eval()


@pytest.mark.parametrize(
    "lengths",
    [[7], [6, 6, 6], [9, 8, 7, 3, 2, 1], [1, 12], [30, 30, 29, 5, 5, 4, 4, 1]],
    ids=["one text", "equal lengths", "falling lengths", "far apart", "several groups"],
)
def test_states_equal_those_of_the_model_text_by_text(model: BertModel, lengths: list[int]) -> None:
    made = torch.Generator().manual_seed(sum(lengths))
    texts = [torch.randint(0, 50, (1, length), generator=made) for length in lengths]
    with torch.inference_mode():
        tokens = torch.cat([model.embeddings(input_ids=ids)[0] for ids in texts])
        expected = torch.cat([model(input_ids=ids).last_hidden_state[0] for ids in texts])
        found = packed.layers_of(model).states(tokens, lengths)
    torch.testing.assert_close(found, expected, atol=1e-5, rtol=1e-4)


def test_a_text_does_not_see_its_neighbours(model: BertModel) -> None:
    tokens = torch.randn((10, 24), generator=torch.Generator().manual_seed(1))
    changed = tokens.clone()
    changed[6:] += 1.0
    layers = packed.layers_of(model)
    before, after = layers.states(tokens, [6, 4]), layers.states(changed, [6, 4])
    torch.testing.assert_close(before[:6], after[:6])
    assert not torch.allclose(before[6:], after[6:])


def test_bfloat16_products_stay_near_those_of_float32(model: BertModel) -> None:
    tokens = torch.randn((12, 24), generator=torch.Generator().manual_seed(2))
    exact = packed.layers_of(model).states(tokens, [8, 4])
    found = packed.layers_of(model, numbers="bfloat16").states(tokens, [8, 4])
    assert found.dtype == torch.float32
    torch.testing.assert_close(found, exact, atol=0.05, rtol=0.05)
    assert not torch.equal(found, exact)
