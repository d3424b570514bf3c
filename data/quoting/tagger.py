"""One document in, attributions out: speaker mention, cue and content as the learned tagger finds them.

A transformer reads windows of paragraphs; every word gets scores for the tags of `data.quoting.tags`, decoded as whole
valid spans; two pointers tell the cue of each content and the mention of each cue. Annotated beliefs and plans
are found like speech; `data.quoting.utterances` tells them apart by the words of the cue. What quotation marks tell for
certain is not added here (`data.quotations` joins both), and speakers stay words (`data.speakers` resolves them).

Results depend on the document alone: batches are formed inside it.
"""

from __future__ import annotations

import functools
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data import encoder, settings, word_pieces
from data.quoting import quote_marks, tags, utterances, windows
from data.quoting.windows import Window
from data.records import Document, Quotation, Span

if TYPE_CHECKING:
    import torch

    from data.encoder import Trunk

METHOD = "tagger"
LINKS = ("mention", "cue")
LINK_WIDTH = 96
#: Edges of the distances in words (forward and backward apart) at which a link's bias changes.
DISTANCES = (1, 2, 3, 4, 6, 9, 14, 22)
MENTION, CUE, CONTENT = range(3)
Heads = dict[str, "torch.Tensor"]
_OPENING = '“„«"‘'
_CLOSING = '”»"’'


@dataclass(frozen=True, slots=True)
class Found:
    """One span in the words of a window: role, first and last word, and how sure its two borders are, in [0, 1]."""

    role: int
    first: int
    last: int
    probability: float


@dataclass(frozen=True, slots=True)
class Linked:
    """One attribution in the words of a window; `probabilities` are those of cue, content, mention and links."""

    mention: Found | None
    cue: Found
    contents: tuple[Found, ...]
    probabilities: tuple[float, float, float, float]


def available() -> bool:
    """Return whether the tagger's weights are there."""
    return settings.MODELS.joinpath("tagger.safetensors").is_file()


def attributions(document: Document, *, trunk: Trunk | None = None) -> tuple[Quotation, ...]:
    """Return what the tagger finds in `document`, in the order of the first content; `speakers` stay empty.

    `trunk` defaults to the shipped weights. Contents hold their quotation marks. `confidence` is the calibrated
    probability that content and mention are right. Raises `ModelError` when weights are missing or damaged.
    """
    trunk = trunk or encoder.load_trunk("tagger")
    text = document.text
    regions = [region.span for region in quote_marks.regions(text)]
    found = []
    packed = windows.pack(windows.read(text, word_pieces.tokenizer()))
    for window, own in zip(packed, read(trunk, packed), strict=True):
        found += [quotation(text, window, one, regions, trunk.metadata) for one in own]
    return tuple(sorted(found, key=lambda one: (one.content[0].start, one.content[0].end)))


def read(trunk: Trunk, packed: Sequence[Window]) -> list[list[Linked]]:
    """Return the attributions of each window, in the given order."""
    import torch

    out: list[list[Linked]] = [[] for _ in packed]
    transitions = _transitions(trunk)
    with torch.inference_mode():
        for group in encoder.batches([len(window.ids) for window in packed]):
            batch = [packed[i] for i in group]
            words = word_states(trunk, batch)
            scores = emissions(trunk.heads, words, batch).double().numpy()
            lengths = [len(window.first) for window in batch]
            sequences = tags.viterbi(scores, lengths, transitions)
            certain = tags.marginals(scores, lengths, transitions)
            for row, index in enumerate(group):
                found = [
                    Found(role, first, last, float(min(certain[row, first, sequences[row][first]],
                                                       certain[row, last, sequences[row][last]])))
                    for role, first, last in tags.spans(sequences[row])
                ]  # fmt: skip
                out[index] = linked(trunk.heads, words[row, : lengths[row]], found)
    return out


def _transitions(trunk: Trunk) -> tuple[tags.Array, tags.Array, tags.Array]:
    import numpy as np

    heads = trunk.heads
    between = heads["crf.between"].view(tags.COUNT, tags.COUNT).double().numpy()
    start, end = heads["crf.start"].double().numpy(), heads["crf.end"].double().numpy()
    return tuple(
        np.where(may, score, tags.NEVER) for may, score in zip(tags.allowed(), (between, start, end), strict=True)
    )  # type: ignore[return-value]


# --- the network -----------------------------------------------------------------------------------------------


def word_states(trunk: Trunk, batch: Sequence[Window], *, dropout: float = 0.0) -> torch.Tensor:
    """Return the last hidden state of each word's first piece: (windows, words, width), padded on the right."""
    import torch

    ids, case, quote, first = (_padded([getattr(w, name) for w in batch]) for name in ("ids", "case", "quote", "first"))
    heads = trunk.heads
    hidden = trunk.model.embeddings(input_ids=ids) + heads["case"][case] + heads["quote"][quote]
    if dropout:
        hidden = torch.nn.functional.dropout(hidden, dropout)
    lengths = [len(window.ids) for window in batch]
    mask = torch.arange(ids.shape[1])[None, :] < torch.tensor(lengths)[:, None]
    if trunk.layers is not None and not dropout:
        states = torch.zeros_like(hidden)
        states[mask] = trunk.layers.states(hidden[mask], lengths)
        hidden = states
    else:
        shown = None if bool(mask.all()) else mask[:, None, None, :]
        hidden = trunk.model.encoder(hidden, attention_mask=shown).last_hidden_state
    words: torch.Tensor = hidden.gather(1, first[..., None].expand(-1, -1, hidden.shape[2]))
    return words


def _padded(rows: Sequence[Sequence[int]]) -> torch.Tensor:
    import torch

    longest = max(len(row) for row in rows)
    return torch.tensor([[*row, *([0] * (longest - len(row)))] for row in rows])


def emissions(heads: Heads, words: torch.Tensor, batch: Sequence[Window]) -> torch.Tensor:
    """Return the score of every tag at every word, (windows, words, tags); [SEP] can only be O."""
    import torch

    inner = torch.nn.functional.gelu(words @ heads["tag.hidden.weight"].T + heads["tag.hidden.bias"])
    scores = inner @ heads["tag.weight"].T + heads["tag.bias"]
    borders = _padded([[int(span is None) for span in window.spans] for window in batch])
    barred = torch.zeros(tags.COUNT)
    barred[1:] = tags.NEVER
    return scores + borders[..., None] * barred


def link_scores(
    heads: Heads, link: str, words: torch.Tensor, rows: torch.Tensor, first: torch.Tensor, last: torch.Tensor
) -> torch.Tensor:
    """Return for each span the score of every word of its window as the first word of its partner.

    The span stands in window `rows[i]`, words `first[i]` to `last[i]`. Shape (spans, words + 1); the last column
    means that it has none. A bilinear pointer with a bias by distance (after Dozat and Manning 2017).
    """
    import torch

    edges = torch.cat([words[rows, first], words[rows, last]], 1)
    query = edges @ heads[f"link.{link}.query.weight"].T + heads[f"link.{link}.query.bias"]
    key = (words @ heads[f"link.{link}.key.weight"].T + heads[f"link.{link}.key.bias"])[rows]
    scores = torch.einsum("md,mnd->mn", query, key) / math.sqrt(LINK_WIDTH)
    away = torch.arange(words.shape[1])[None, :] - first[:, None]
    step = torch.bucketize(away.abs(), torch.tensor(DISTANCES), right=True).clamp(max=len(DISTANCES) - 1)
    scores = scores + heads[f"link.{link}.distance"][torch.where(away < 0, step, step + len(DISTANCES))]
    none = query @ heads[f"link.{link}.none"] / math.sqrt(LINK_WIDTH)
    return torch.cat([scores, none[:, None]], 1)


def new_heads(width: int, *, seed: int) -> Heads:
    """Return untrained heads for hidden states of `width`."""
    import torch

    draw = torch.Generator().manual_seed(seed)

    def normal(*shape: int) -> torch.Tensor:
        return torch.randn(*shape, generator=draw) * 0.02

    heads = {
        "case": torch.zeros(len(windows.CASES), width),
        "quote": torch.zeros(len(windows.QUOTES), width),
        "tag.hidden.weight": normal(width, width),
        "tag.hidden.bias": torch.zeros(width),
        "tag.weight": normal(tags.COUNT, width),
        "tag.bias": torch.zeros(tags.COUNT),
        "crf.between": torch.zeros(tags.COUNT * tags.COUNT),
        "crf.start": torch.zeros(tags.COUNT),
        "crf.end": torch.zeros(tags.COUNT),
    }
    for link in LINKS:
        heads[f"link.{link}.query.weight"] = normal(LINK_WIDTH, 2 * width)
        heads[f"link.{link}.query.bias"] = torch.zeros(LINK_WIDTH)
        heads[f"link.{link}.key.weight"] = normal(LINK_WIDTH, width)
        heads[f"link.{link}.key.bias"] = torch.zeros(LINK_WIDTH)
        heads[f"link.{link}.none"] = normal(LINK_WIDTH)
        heads[f"link.{link}.distance"] = torch.zeros(2 * len(DISTANCES))
    return heads


# --- from spans to quotations ----------------------------------------------------------------------------------


def linked(heads: Heads, words: torch.Tensor, found: Sequence[Found]) -> list[Linked]:
    """Return the attributions of one window: every content goes to its cue, every cue to its mention.

    A cue without content is dropped, and so is a content whose pointer finds no cue. `words` are the window's
    states (words, width).
    """
    mentions, cues, contents = ([one for one in found if one.role == role] for role in (MENTION, CUE, CONTENT))
    owner = _partners(heads, "cue", words, contents, cues)
    named = _partners(heads, "mention", words, cues, mentions)
    made = []
    for place, cue in enumerate(cues):
        own = [(content, link) for content, (index, link) in zip(contents, owner, strict=True) if index == place]
        if not own:
            continue
        index, sure = named[place]
        mention = mentions[index] if index is not None else None
        probabilities = (
            cue.probability,
            math.prod(content.probability for content, _ in own) ** (1 / len(own)),
            mention.probability if mention else 1.0,
            sure * min(link for _, link in own),
        )
        made.append(Linked(mention, cue, tuple(content for content, _ in own), probabilities))
    return made


def _partners(
    heads: Heads, link: str, words: torch.Tensor, asking: Sequence[Found], offered: Sequence[Found]
) -> list[tuple[int | None, float]]:
    """Return for each asking span the index of the offered span it points to (or None) and the probability."""
    import torch

    if not asking:
        return []
    first, last = torch.tensor([one.first for one in asking]), torch.tensor([one.last for one in asking])
    scores = link_scores(heads, link, words[None], torch.zeros(len(asking), dtype=torch.long), first, last)
    places = [*(one.first for one in offered), words.shape[0]]
    best = torch.softmax(scores[:, places], 1).max(1)
    return [
        (index if index < len(offered) else None, probability)
        for index, probability in zip(best.indices.tolist(), best.values.tolist(), strict=True)
    ]


def quotation(text: str, window: Window, one: Linked, regions: Sequence[Span], metadata: dict[str, str]) -> Quotation:
    """Return the attribution in characters of `text`; `regions` are its quoted regions."""

    def span(found: Found) -> Span:
        first, last = window.spans[found.first], window.spans[found.last]
        assert first is not None and last is not None  # [SEP] is always O
        return Span(first.start, last.end)

    cue = span(one.cue)
    content = tuple(with_marks(text, span(found)) for found in one.contents)
    kind = kind_of(text, content, regions)
    return Quotation(
        mention=(span(one.mention),) if one.mention else (),
        cue=(cue,),
        content=content,
        kind=kind,
        uttered=kind != "indirect" or utterances.uttered(cue.of(text)),
        confidence=confidence(one.probabilities, _calibration(metadata.get("calibration", "null"))),
        method=METHOD,
    )


def with_marks(text: str, content: Span) -> Span:
    """Return the content with the quotation marks that border it and the punctuation before a closing one."""
    start, end = content.start, content.end
    while start > 0 and text[start - 1] in _OPENING:
        start -= 1
    at = end
    while at < len(text) and text[at] in ".,!?…":
        at += 1
    if at < len(text) and text[at] in _CLOSING:
        end = at + 1
    return Span(start, end)


def kind_of(text: str, content: Sequence[Span], regions: Sequence[Span]) -> str:
    """Return the kind of a quotation by the share of its words that stand between quotation marks."""
    inside = outside = 0
    for part in content:
        quoted = [Span(max(part.start, r.start), min(part.end, r.end)) for r in regions if r.overlaps(part)]
        words = sum(len(span.of(text).split()) for span in quoted)
        inside += words
        outside += max(0, len(part.of(text).split()) - words)
    if not inside:
        return "indirect"
    return "direct" if outside <= 1 else "mixed"


def confidence(probabilities: Sequence[float], calibration: Sequence[float] | None) -> float:
    """Return the probability that an attribution is right, in [0, 1].

    `calibration` are one weight for the log of each probability and a bias (logistic, Platt 1999); without it
    the product of the probabilities.
    """
    logs = [math.log(max(p, 1e-6)) for p in probabilities]
    if calibration is None:
        return math.exp(sum(logs))
    score = calibration[-1] + sum(weight * value for weight, value in zip(calibration, logs, strict=False))
    return 1 / (1 + math.exp(-score))


@functools.cache
def _calibration(printed: str) -> tuple[float, ...] | None:
    values = json.loads(printed)
    return tuple(float(value) for value in values) if values else None
