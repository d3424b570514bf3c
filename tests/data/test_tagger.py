"""The tagger: heads of random weights read whole documents; attributions are put together from spans and links."""

from __future__ import annotations

import json
import random

import pytest
import torch
from transformers import BertConfig, BertModel

from data import word_pieces
from data.encoder import Trunk
from data.quoting import quote_marks, tagger, tags, utterances, windows
from data.quoting.tagger import CONTENT, CUE, MENTION, Found, Linked
from data.quoting.windows import Window
from data.records import Document, Span
from data.train import crf, polnear
from data.train import quotations as training

TEXT = "“We will not leave the harbour,” said Vera Marn. Norland hopes for peace."


def small_trunk(seed: int = 0) -> Trunk:
    torch.manual_seed(seed)
    config = BertConfig(hidden_size=24, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32)
    heads = {name: value + torch.randn_like(value) * 0.3 for name, value in tagger.new_heads(24, seed=seed).items()}
    return Trunk(BertModel(config, add_pooling_layer=False).eval(), heads, {})


def place(window: Window, text: str, words: str) -> tuple[int, int]:
    """Return the first and last word of `words` in the window."""
    start = text.index(words)
    inside = [i for i, s in enumerate(window.spans) if s and s.start >= start and s.end <= start + len(words)]
    return inside[0], inside[-1]


def window_of(text: str) -> Window:
    (window,) = windows.pack(windows.read(text, word_pieces.tokenizer()))
    return window


def test_random_weights_give_valid_quotations_inside_the_text() -> None:
    text = "\n\n".join([TEXT] * 12)
    found = tagger.attributions(Document("d", text), trunk=small_trunk(1))
    assert found
    for one in found:
        assert one.cue and one.content
        assert all(0 <= part.start < part.end <= len(text) for part in (*one.mention, *one.cue, *one.content))
        assert all("\n" not in part.of(text) for part in (*one.mention, *one.cue, *one.content))
        assert 0 <= one.confidence <= 1
    assert list(found) == sorted(found, key=lambda one: (one.content[0].start, one.content[0].end))


@pytest.mark.parametrize("text", ["", "\n \n", "?"])
def test_text_without_words_has_no_attribution(text: str) -> None:
    assert tagger.attributions(Document("d", text), trunk=small_trunk()) == ()


def test_a_window_reads_the_same_beside_longer_ones() -> None:
    trunk = small_trunk(3)
    short, long = window_of(TEXT), window_of(TEXT * 4)
    alone = tagger.read(trunk, [short])[0]
    beside = tagger.read(trunk, [long, short])[1]
    assert [(a.cue.first, [c.first for c in a.contents]) for a in alone] == [
        (b.cue.first, [c.first for c in b.contents]) for b in beside
    ]


def test_how_a_word_is_written_reaches_the_network() -> None:
    trunk = small_trunk(1)
    lower, upper = window_of("the vera marn said"), window_of("the Vera Marn said")
    assert lower.ids == upper.ids
    states = tagger.word_states(trunk, [lower, upper])
    assert not torch.allclose(states[0], states[1])


def test_links_go_to_the_spans_that_the_pointer_scores_highest() -> None:
    # Queries and keys of one component: every span points to words whose first state equals its own.
    heads = tagger.new_heads(2, seed=0)
    for link in tagger.LINKS:
        for name in ("query.weight", "key.weight", "none"):
            heads[f"link.{link}.{name}"].zero_()
        heads[f"link.{link}.query.weight"][0, 0] = heads[f"link.{link}.key.weight"][0, 0] = 10.0
    words = torch.zeros(6, 2)
    words[:, 0] = torch.tensor([1.0, 1.0, 1.0, -1.0, -1.0, -1.0])
    found = [
        Found(MENTION, 0, 0, 0.9), Found(CUE, 1, 1, 0.8), Found(CONTENT, 2, 2, 0.7),
        Found(CONTENT, 3, 3, 0.6), Found(CUE, 4, 4, 0.5), Found(MENTION, 5, 5, 0.4),
    ]  # fmt: skip
    one, other = tagger.linked(heads, words, found)
    assert (one.mention, one.cue, one.contents) == (found[0], found[1], (found[2],))
    assert (other.mention, other.cue, other.contents) == (found[5], found[4], (found[3],))
    assert one.probabilities[:3] == (0.8, pytest.approx(0.7), 0.9)
    assert one.probabilities[3] == pytest.approx(1.0, abs=1e-3)


def test_a_cue_without_content_is_dropped() -> None:
    assert tagger.linked(tagger.new_heads(2, seed=0), torch.zeros(3, 2), [Found(CUE, 1, 1, 0.9)]) == []


def test_a_quotation_holds_its_marks_kind_and_confidence() -> None:
    window = window_of(TEXT)
    sure = (0.9, 0.8, 0.7, 0.6)
    one = Linked(
        Found(MENTION, *place(window, TEXT, "Vera Marn"), 0.9),
        Found(CUE, *place(window, TEXT, "said"), 0.9),
        (Found(CONTENT, *place(window, TEXT, "We will not leave the harbour"), 0.9),),
        sure,
    )
    regions = [region.span for region in quote_marks.regions(TEXT)]
    made = tagger.quotation(TEXT, window, one, regions, {})
    assert made.content[0].of(TEXT) == "“We will not leave the harbour,”"
    assert (made.kind, made.uttered, made.method) == ("direct", True, "tagger")
    assert made.confidence == pytest.approx(0.9 * 0.8 * 0.7 * 0.6)
    weighed = tagger.quotation(TEXT, window, one, regions, {"calibration": json.dumps([0, 0, 0, 0, 0.0])})
    assert weighed.confidence == pytest.approx(0.5)


def test_a_hope_is_no_utterance() -> None:
    window = window_of(TEXT)
    one = Linked(
        Found(MENTION, *place(window, TEXT, "Norland"), 1.0),
        Found(CUE, *place(window, TEXT, "hopes"), 1.0),
        (Found(CONTENT, *place(window, TEXT, "for peace"), 1.0),),
        (1.0, 1.0, 1.0, 1.0),
    )
    made = tagger.quotation(TEXT, window, one, [], {})
    assert (made.kind, made.uttered) == ("indirect", False)


@pytest.mark.parametrize(
    ("text", "content", "expected"),
    [
        ("He said “we stay.” Then", "we stay", "“we stay.”"),
        ("He said we stay. Then", "we stay", "we stay"),
        ('a "great win" here', "great win", '"great win"'),
        ("“we stay,” he said, “and go.”", "and go", "“and go.”"),
    ],
)
def test_content_takes_its_marks(text: str, content: str, expected: str) -> None:
    start = text.index(content)
    assert tagger.with_marks(text, Span(start, start + len(content))).of(text) == expected


@pytest.mark.parametrize(
    ("cue", "said"),
    [
        ("said", True), ("according to", True), ("said in a statement", True), (":", True), ("has long hoped", False),
        ("plans", False), ("is expected", False), ("’s belief", False), ("condemned", True), ("told reporters", True),
        ("declined", False), ("believes", False), ("statement", True),
        ("pushed back against", True), ("has likened", True), ("gave assurances", True), ("left open", True),
        ("spoke out against", True), ("declined to rule out", True), ("never spoke out", False), ("echoes", True),
        ("raised serious doubts about", True), ("is adamant", True), ("compared", True),
    ],
)  # fmt: skip
def test_cues_of_speech_and_of_thought(cue: str, said: bool) -> None:
    assert utterances.uttered(cue) is said


# --- training --------------------------------------------------------------------------------------------------


ATTRIBUTIONS = [
    {"source": [[38, 47]], "cue": [[33, 37]], "content": [[0, 32]]},
    {"source": [[49, 56]], "cue": [[57, 62]], "content": [[63, 72]]},
    {"source": [], "cue": [[79, 83]], "content": [[84, 98]]},
]
FULL = TEXT + "\n\nOdo said rain will fall."


def test_a_lesson_spells_the_annotated_spans_and_links() -> None:
    window, _ = windows.pack(windows.read(FULL, word_pieces.tokenizer()), size=24)
    lesson = polnear.lesson(FULL, ATTRIBUTIONS, window)
    words = {
        (role, TEXT[window.spans[first].start : window.spans[last].end])  # type: ignore[union-attr]
        for role, first, last in tags.spans(lesson.tags)
    }
    assert words == {
        (MENTION, "Vera Marn"), (CUE, "said"), (CONTENT, "We will not leave the harbour"),
        (MENTION, "Norland"), (CUE, "hopes"), (CONTENT, "for peace"),
    }  # fmt: skip
    said, vera = place(window, TEXT, "said"), place(window, TEXT, "Vera Marn")
    assert lesson.mention[0] == (*said, vera[0])
    assert lesson.cue[0] == (*place(window, TEXT, "We will not leave the harbour"), said[0])


def test_the_loss_of_the_chain_is_minus_the_log_probability_of_gold() -> None:
    import numpy as np

    scores = torch.randn(1, 4, tags.COUNT, dtype=torch.float64, generator=torch.Generator().manual_seed(2))
    heads = {
        "crf.between": torch.randn(tags.COUNT**2, dtype=torch.float64, generator=torch.Generator().manual_seed(4)),
        "crf.start": torch.zeros(tags.COUNT, dtype=torch.float64),
        "crf.end": torch.zeros(tags.COUNT, dtype=torch.float64),
    }
    mask = torch.tensor([[True, True, True, False]])
    # The probabilities of all sequences of three words that start with O and end with O add up to its marginal.
    total = sum(
        float(torch.exp(-crf.loss(heads, scores, torch.tensor([[0, middle, 0, 0]]), mask)))
        for middle in range(tags.COUNT)
    )
    follows, starts, ends = tags.allowed()
    between = np.where(follows, heads["crf.between"].view(tags.COUNT, tags.COUNT).numpy(), tags.NEVER)
    free = (between, np.where(starts, 0.0, tags.NEVER), np.where(ends, 0.0, tags.NEVER))
    assert total <= tags.marginals(scores.numpy(), [3], free)[0, 0, 0] + 1e-9
    assert total == pytest.approx(
        sum(
            float(torch.exp(-crf.loss(heads, scores, torch.tensor([[0, middle, 0, 5]]), mask)))
            for middle in range(tags.COUNT)
        )
    )


def test_training_learns_a_small_text_by_heart_and_the_same_way_twice() -> None:
    def trained() -> tuple[Trunk, float, float]:
        trunk = small_trunk(7)
        articles = [polnear.Article(TEXT, ATTRIBUTIONS[:2], windows.read(TEXT, word_pieces.tokenizer()))] * 6
        batch = next(training.batches(articles, random.Random(0), tokens=400))
        before = float(training.loss(trunk, batch, dropout=0.0).detach())
        training.fit(trunk, articles, training.Plan(epochs=25, tokens=120, rate=3e-3, head_rate=1e-2, dropout=0.0))
        trunk.model.eval()
        return trunk, before, float(training.loss(trunk, batch, dropout=0.0).detach())

    trunk, before, after = trained()
    assert after < before / 4
    assert trained()[2] == after
    found = tagger.attributions(Document("d", TEXT), trunk=trunk)
    assert [[part.of(TEXT) for part in one.mention] for one in found] == [["Vera Marn"], ["Norland"]]
    assert [one.content[0].of(TEXT) for one in found] == ["“We will not leave the harbour,”", "for peace"]
