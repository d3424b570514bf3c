"""Fit the map from the pair model's trunk to sentence embeddings: sentences in, a matrix and a shift out.

What the trunk holds of a sentence (`pair_model.wording`: the mean of its tokens behind every layer) is mapped to what
the published all-MiniLM-L6-v2 (requirements-train.txt) makes of it: a ridge regression, solved in closed form, on some
8,000 different sentences of news, statements, speeches and transcripts.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from data import encoder, pair_model, readers, sentences, word_pieces
from data.errors import InputError
from data.records import Document
from data.train import published
from data.train.examples import read

if TYPE_CHECKING:
    import numpy as np
    import torch

#: Sentences of one corpus at most, and of one document.
OF_CORPUS = 2_000
OF_DOCUMENT = 6
#: Sentences kept from the fit, to tell how well it does on others.
KEPT = 1_000
#: The ridge, as a share of the variance of an input.
RIDGE = 0.03
#: Least spread of an input that is believed, as a share of the median.
LEAST_SPREAD = 0.3
SEED = 3
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Fitted:
    """The map (width, layers * width) and its shift, and the mean cosine on sentences it was not fitted to."""

    map: torch.Tensor
    shift: torch.Tensor
    cosine: float


def fitted(data_dir: Path) -> Fitted:
    """Fit the map on sentences of `newsmtsc/` in `data_dir` and of the corpora in `corpora/`, there or beside it.

    Raises `InputError` when there are none.
    """
    import numpy as np

    texts = drawn(data_dir)
    asked, wanted = [], []
    teacher = encoder.Trunk(encoder.base_model(published.folder()), {}, {})
    for number, chunk in enumerate(_chunks(texts, 500), start=1):
        asked.append(pair_model.wording(chunk).numpy())
        wanted.append(_embedded(teacher, chunk).numpy())
        print(f"{min(500 * number, len(texts))} of {len(texts)} sentences", file=sys.stderr, flush=True)
    return solved(np.concatenate(asked), np.concatenate(wanted))


def _chunks(texts: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    return (texts[start : start + size] for start in range(0, len(texts), size))


def solved(asked: np.ndarray, wanted: np.ndarray) -> Fitted:
    """Return the map from `asked` (sentences, inputs) to `wanted` (sentences, width), unit-length rows.

    The last sentences, `KEPT` of them or a tenth, are not fitted to.
    """
    import numpy as np
    import torch

    count = len(asked) - min(KEPT, len(asked) // 10)
    middle, spread, centre = asked[:count].mean(0), asked[:count].std(0), wanted[:count].mean(0)
    # An input that hardly moves would get a factor so large that int8 has no room beside it for any other.
    spread = np.maximum(spread, LEAST_SPREAD * np.median(spread))
    inputs = ((asked[:count] - middle) / spread).astype(np.float64)
    squares = inputs.T @ inputs
    squares[np.diag_indices_from(squares)] += RIDGE * count
    solution = np.linalg.solve(squares, inputs.T @ (wanted[:count] - centre)) / spread[:, None]
    made, shift = solution.T.astype(np.float32), (centre - middle @ solution).astype(np.float32)
    found = asked[count:] @ made.T + shift
    cosine = (found * wanted[count:]).sum(1) / np.linalg.norm(found, axis=1)
    return Fitted(torch.from_numpy(made), torch.from_numpy(shift), round(float(cosine.mean()), 4))


def _embedded(trunk: encoder.Trunk, texts: Sequence[str]) -> torch.Tensor:
    """Return unit-length embeddings as published: the mean of all tokens (Reimers and Gurevych, arXiv:1908.10084)."""
    import torch

    read = word_pieces.text_inputs(texts)
    rows = encoder.encode(trunk, read, pool=lambda hidden, _, mask: encoder.mean_of(hidden, mask))
    return torch.nn.functional.normalize(torch.stack(rows), dim=1)


def drawn(data_dir: Path) -> list[str]:
    """Return different sentences in random order, as many of each corpus as it has, `OF_CORPUS` at most."""
    draw = random.Random(SEED)
    found = [pair_model.plain(record["sentence"]) for record in read(data_dir / "newsmtsc" / "train.jsonl")]
    chosen = dict.fromkeys(draw.sample(found, min(OF_CORPUS, len(found))))
    for path in corpora(data_dir):
        chosen |= dict.fromkeys(_of_corpus(path, draw))
    texts = list(chosen)
    draw.shuffle(texts)
    return texts


def corpora(data_dir: Path) -> list[Path]:
    """Return the corpora, JSON Lines in `corpora/` in the folder or beside it; raises `InputError` without any."""
    found = [p for folder in (data_dir, data_dir.parent) for p in sorted((folder / "corpora").glob("*.jsonl*"))]
    if not found:
        raise InputError(f"no corpora/*.jsonl in {data_dir} or beside it: put JSON Lines of English documents there")
    return found


def _of_corpus(path: Path, draw: random.Random) -> list[str]:
    lines = [document for document in readers.read_all([path]) if isinstance(document, Document)]
    draw.shuffle(lines)
    chosen: dict[str, None] = {}
    for document in lines:
        texts = [pair_model.plain(sentence.span.of(document.text)) for sentence in sentences.split(document)]
        own = [text for text in texts if len(text.split()) >= _FEWEST_WORDS]
        chosen |= dict.fromkeys(draw.sample(own, min(OF_DOCUMENT, len(own))))
        if len(chosen) >= OF_CORPUS:
            break
    return list(chosen)[:OF_CORPUS]
