"""Texts in, the token ids that the shipped encoders read out, cut to length, a target and its mention marked."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data import settings
from data.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Encoding, Tokenizer

CLS, SEP, MASK = 101, 102, 103
#: Tokens of one input, special tokens included; longer sentences are cut.
LIMIT = 128
_TARGET_LIMIT = 40

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Input:
    """Token ids with [CLS] and [SEP], and types: 1 marks the target's text and its mention, 0 everything else."""

    ids: tuple[int, ...]
    types: tuple[int, ...]


@functools.cache
def tokenizer() -> Tokenizer:
    """Return the shipped word-piece tokenizer (lower-casing), without padding or truncation."""
    from tokenizers import Tokenizer

    path = settings.MODELS / "tokenizer.json"
    if not path.is_file():
        raise ModelError(f"{path} is missing: restore data/models/ from the repository")
    made = Tokenizer.from_file(str(path))
    made.no_padding()
    made.no_truncation()
    # "[SEP]" written in an article is text, no separator.
    made.encode_special_tokens = True
    return made


def text_inputs(
    texts: Sequence[str], *, masked: Sequence[Place | None] | None = None, limit: int = LIMIT
) -> list[Input]:
    """Return one input for each text: [CLS] text [SEP], cut to `limit` tokens.

    `masked` are character offsets in each text whose tokens are hidden behind [MASK].
    """
    found = tokenizer().encode_batch(list(texts), add_special_tokens=False)
    made = []
    for encoding, hidden in zip(found, masked if masked is not None else [None] * len(texts), strict=True):
        ids = (CLS, *_hidden(encoding, hidden)[: limit - 2], SEP)
        made.append(Input(ids, (0,) * len(ids)))
    return made


def _hidden(encoding: Encoding, place: Place | None) -> list[int]:
    if place is None:
        return list(encoding.ids)
    pairs = zip(encoding.ids, encoding.offsets, strict=True)
    return [MASK if a < place[1] and place[0] < b else i for i, (a, b) in pairs]


def pair_inputs(
    texts: Sequence[str],
    *,
    targets: Sequence[str],
    mentions: Sequence[Place | None] | None = None,
    masked: Sequence[Place | None] | None = None,
    limit: int = LIMIT,
) -> list[Input]:
    """Return one input for each text and target: [CLS] text [SEP] target [SEP].

    `mentions` are character offsets of the target's mention in the text, or None: its tokens get type 1, as the
    target's text does. `masked` as in `text_inputs`. A text too long for `limit` is cut around the mention, or at
    its end.
    """
    marks = mentions if mentions is not None else [None] * len(texts)
    covers = masked if masked is not None else [None] * len(texts)
    sentences = tokenizer().encode_batch(list(texts), add_special_tokens=False)
    named = tokenizer().encode_batch(list(targets), add_special_tokens=False)
    made = []
    for sentence, target, mark, cover in zip(sentences, named, marks, covers, strict=True):
        tail = target.ids[:_TARGET_LIMIT]
        types = [int(mark is not None and a < mark[1] and mark[0] < b) for a, b in sentence.offsets]
        room = limit - 3 - len(tail)
        last = max((i for i, t in enumerate(types) if t), default=0)
        skip = max(0, last + 1 - room) if last >= room else 0
        ids = _hidden(sentence, cover)[skip : skip + room]
        made.append(
            Input(
                (CLS, *ids, SEP, *tail, SEP),
                (0, *types[skip : skip + room], 0, *([1] * len(tail)), 0),
            )
        )
    return made
