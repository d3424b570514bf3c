"""Scores of tags and the right tags in, the loss of the tagger's linear-chain model out (Lafferty et al. 2001).

Only valid sequences take part; decoding without gradients stands in `data/quoting/tags.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.quoting import tags

if TYPE_CHECKING:
    import torch


def loss(heads: dict[str, torch.Tensor], scores: torch.Tensor, gold: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Return minus the log probability of each row's gold tags, (rows,).

    `scores` (rows, words, tags), `gold` (rows, words), `mask` (rows, words) true for words, padding on the right.
    """
    import torch

    follows, starts, ends = (torch.from_numpy(part) for part in tags.allowed())
    between = heads["crf.between"].view(tags.COUNT, tags.COUNT).masked_fill(~follows, tags.NEVER)
    start = heads["crf.start"].masked_fill(~starts, tags.NEVER)
    end = heads["crf.end"].masked_fill(~ends, tags.NEVER)
    total = start + scores[:, 0]
    for word in range(1, scores.shape[1]):
        on = torch.logsumexp(total[:, :, None] + between, 1) + scores[:, word]
        total = torch.where(mask[:, word, None], on, total)
    steps = between[gold[:, :-1], gold[:, 1:]] + scores[:, 1:].gather(2, gold[:, 1:, None])[..., 0]
    path = start[gold[:, 0]] + scores[:, 0].gather(1, gold[:, :1])[:, 0] + (steps * mask[:, 1:]).sum(1)
    last = gold.gather(1, mask.sum(1)[:, None] - 1)[:, 0]
    return torch.logsumexp(total + end, 1) - path - end[last]
