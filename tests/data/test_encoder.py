"""The encoder: token inputs, batches, trunks written and read."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from data import encoder, hardware, settings, weight_files, word_pieces
from data.errors import ModelError

TEXT = "The envoy of Norland praised Ada Brook and rejected the truce."


def test_mention_and_target_are_marked_and_nothing_else() -> None:
    start = TEXT.index("Ada Brook")
    [made] = word_pieces.pair_inputs([TEXT], targets=["Ada Brook"], mentions=[(start, start + len("Ada Brook"))])
    marked = word_pieces.tokenizer().decode([i for i, t in zip(made.ids, made.types, strict=True) if t])
    assert marked == "ada brook ada brook"
    assert made.ids[0] == word_pieces.CLS and made.ids.count(word_pieces.SEP) == 2


def test_long_sentence_is_cut_around_the_mention() -> None:
    text = "word " * 300 + "Ada Brook"
    [made] = word_pieces.pair_inputs([text], targets=["her"], mentions=[(1500, 1509)], limit=64)
    assert len(made.ids) == 64
    assert word_pieces.tokenizer().decode(made.ids).endswith("ada brook her")


def test_text_input_is_cut_to_the_limit() -> None:
    [made] = word_pieces.text_inputs(["word " * 300], limit=16)
    assert len(made.ids) == 16 and made.ids[-1] == word_pieces.SEP


@given(st.lists(st.integers(1, 300), max_size=60), st.integers(1, 2048))
def test_batches_hold_every_item_once_within_the_budget(lengths: list[int], budget: int) -> None:
    groups = encoder.batches(lengths, token_budget=budget)
    assert sorted(i for group in groups for i in group) == list(range(len(lengths)))
    assert all(len(g) == 1 or len(g) * max(lengths[i] for i in g) <= budget for g in groups)


def test_means_are_those_of_the_states_behind_each_layer() -> None:
    trunk = encoder.load_trunk("pair")
    inputs = word_pieces.text_inputs(["Thank you.", TEXT, "Thank you."])
    found = encoder.means(trunk, inputs)
    assert found.shape == (3, 6 * 384) and torch.equal(found[0], found[2])
    last = encoder.encode(trunk, inputs, pool=lambda hidden, _, mask: encoder.mean_of(hidden, mask))
    torch.testing.assert_close(found[:, -384:], torch.stack(last), atol=1e-5, rtol=1e-4)
    ids, types, mask = encoder.tensors(inputs[1:2])
    with torch.inference_mode():
        told = trunk.model(input_ids=ids, token_type_ids=types, attention_mask=mask, output_hidden_states=True)
    expected = torch.cat([state[0].mean(0) for state in told.hidden_states[1:]])
    torch.testing.assert_close(found[1], expected, atol=1e-4, rtol=1e-3)


def test_no_texts_give_no_rows() -> None:
    assert encoder.means(encoder.load_trunk("pair"), []).shape == (0, 6 * 384)


def test_a_trunk_written_and_read_again_says_the_same(tmp_path: Path) -> None:
    trunk = encoder.load_trunk("pair")
    weight_files.save_trunk(trunk.model, tmp_path / "copy.safetensors", heads={"h": torch.ones(2)}, metadata={"k": "v"})
    weight_files.save_embeddings(trunk.model, tmp_path / "embeddings.safetensors")
    copy = encoder.load_trunk("copy", tmp_path)
    assert copy.metadata == {"k": "v"} and torch.equal(copy.heads["h"], torch.ones(2))
    inputs = word_pieces.text_inputs([TEXT])
    pool = lambda hidden, types, mask: encoder.mean_of(hidden, mask)  # noqa: E731
    one, other = encoder.encode(trunk, inputs, pool=pool)[0], encoder.encode(copy, inputs, pool=pool)[0]
    assert torch.nn.functional.cosine_similarity(one, other, dim=0) > 0.9999


def test_missing_weights_name_the_file(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"embeddings\.safetensors"):
        encoder.load_trunk("pair", tmp_path)


def test_shipped_files_stay_within_fifty_mebibytes() -> None:
    assert sum(path.stat().st_size for path in settings.MODELS.iterdir()) <= 50 * 2**20


def test_the_number_type_is_a_matter_of_the_processor_or_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(name: str) -> str:
        monkeypatch.setenv("PODIUM_NUMBERS", name)
        return hardware.numbers.__wrapped__()

    assert asked("bfloat16") == "bfloat16"
    assert asked("FLOAT32") == "float32"
    monkeypatch.setattr(hardware, "device", lambda: "cpu")
    for fast, numbers in ((True, "bfloat16"), (False, "float32")):
        monkeypatch.setattr(hardware, "_multiplies_bfloat16", lambda fast=fast: fast)
        assert asked("") == numbers
    with pytest.raises(ModelError, match=r"'int4'.*auto, float32, bfloat16"):
        asked("int4")


def test_hardware_bfloat16_is_read_from_the_processors_flags(tmp_path: Path) -> None:
    about = tmp_path / "cpuinfo"
    about.write_text("processor : 0\nflags : fpu avx2 avx512_bf16 amx_tile\n")
    assert hardware._multiplies_bfloat16(about)
    about.write_text("processor : 0\nflags : fpu avx2 fma\n")
    assert not hardware._multiplies_bfloat16(about)


@pytest.mark.parametrize(("avx512", "amx"), [(True, False), (False, True), (False, False)])
def test_without_a_list_of_flags_torch_is_asked_for_bfloat16(
    avx512: bool, amx: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cpu, "_is_avx512_bf16_supported", lambda: avx512)
    monkeypatch.setattr(torch.cpu, "_is_amx_tile_supported", lambda: amx)
    assert hardware._multiplies_bfloat16(tmp_path / "not there") == (avx512 or amx)


def test_a_gpu_is_taken_where_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(name: str, *, gpu: bool) -> str:
        monkeypatch.setenv("PODIUM_DEVICE", name)
        monkeypatch.setattr(hardware, "_finds_gpu", lambda: gpu)
        return hardware.device.__wrapped__()

    assert asked("", gpu=True) == asked("CUDA", gpu=True) == "cuda"
    assert asked("auto", gpu=False) == asked("cpu", gpu=True) == "cpu"
    with pytest.raises(ModelError, match="PyTorch finds no GPU"):
        asked("cuda", gpu=False)
    with pytest.raises(ModelError, match=r"'tpu'.*auto, cpu, cuda"):
        asked("tpu", gpu=True)


def test_without_a_device_file_of_a_gpu_torch_is_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: True)
    monkeypatch.setattr(sys, "platform", "linux")
    assert not hardware._finds_gpu(nodes=(str(tmp_path / "not there"),))
    assert hardware._finds_gpu(nodes=(str(tmp_path),))
    monkeypatch.setattr(sys, "platform", "darwin")
    assert hardware._finds_gpu(nodes=())


def test_the_number_type_on_a_gpu_is_a_matter_of_the_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PODIUM_NUMBERS", raising=False)
    monkeypatch.setattr(hardware, "device", lambda: "cuda")
    for fast, numbers in ((True, "bfloat16"), (False, "float32")):
        monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda including_emulation, fast=fast: fast)
        assert hardware.numbers.__wrapped__() == numbers
