"""Documents in, one after the other; out, for each, the id of an earlier document that says the same.

Exact: the same words in the same order, whatever the case, white space and punctuation. Near: MinHash over runs of
`WORDS` words (Broder, "On the resemblance and containment of documents", 1997), found through locality-sensitive
hashing in bands (Indyk and Motwani 1998). Two texts in which names or numbers were exchanged are no duplicates but
two uses of one template ("... declared a disaster in the State of ..."). The first of a group is kept. Memory is a
few kB a document.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from typing import Any

import numpy as np

#: Words in a run. A changed word changes this many runs.
WORDS = 3
PERMUTATIONS = 128
#: Bands of a signature. Two documents are compared when one band of 4 values is the same: of pairs at the threshold
#: all but 2 in 10,000, of pairs with a third in common one in three.
BANDS = 32
#: Share of runs in common from which two documents are one.
THRESHOLD = 0.7
#: Under this many runs a near duplicate is too easily a mere template; only exact ones count.
FEWEST_RUNS = 30
#: Runs that are hashed at once.
PIECE = 512
#: Names and numbers of either text that the other may lack, as a share. Templates lie above, reprints below.
EXCHANGED = 0.05
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"\b(?:[A-Z\u00c0-\u00de]|\d)\w*")
_ODD = np.uint64(0x9E3779B97F4A7C15)

Numbers = np.ndarray[Any, np.dtype[np.uint64]]
_DRAWN = np.random.default_rng(1).integers(0, 1 << 63, size=(2, PERMUTATIONS), dtype=np.uint64)
_FACTORS, _OFFSETS = _DRAWN[0] * np.uint64(2) + np.uint64(1), _DRAWN[1]


class Duplicates:
    """Remembers every document it was shown."""

    def __init__(self) -> None:
        self._exact: dict[bytes, str] = {}
        self._bands: list[dict[bytes, list[str]]] = [{} for _ in range(BANDS)]
        self._signatures: dict[str, Numbers] = {}
        self._names: dict[str, frozenset[int]] = {}

    def first_like(self, text: str, *, id: str) -> str | None:
        """Return the id of the earlier document that `text` repeats; None, and remember it, when there is none."""
        words = _WORD.findall(text.lower())
        digest = hashlib.blake2b(" ".join(words).encode("utf-8", "replace"), digest_size=16).digest()
        known = self._exact.setdefault(digest, id)
        if known != id:
            return known
        runs = runs_of(words)
        if len(runs) < FEWEST_RUNS:
            return None
        signature = signature_of(runs)
        names = frozenset(zlib.crc32(name.encode("utf-8", "replace")) for name in _NAME.findall(text))
        near = self._nearest(signature, names)
        if near is not None:
            self._exact[digest] = near
            return near
        for band, key in zip(self._bands, _keys(signature), strict=True):
            band.setdefault(key, []).append(id)
        self._signatures[id] = signature
        self._names[id] = names
        return None

    def _nearest(self, signature: Numbers, names: frozenset[int]) -> str | None:
        alike = {other for band, key in zip(self._bands, _keys(signature), strict=True) for other in band.get(key, ())}
        likeness = {
            other: float(np.mean(self._signatures[other] == signature))
            for other in alike
            if not _exchanged(names, self._names[other])
        }
        # The order of a set is not fixed: the most alike wins, and the name decides between equals.
        best = min(likeness, key=lambda other: (-likeness[other], other), default=None)
        return best if best is not None and likeness[best] >= THRESHOLD else None


def signature_of(runs: Numbers) -> Numbers:
    """Return the MinHash of the runs: for each of `PERMUTATIONS` hash functions (multiply-shift) the least value."""
    least = np.full(PERMUTATIONS, np.iinfo(np.uint64).max, dtype=np.uint64)
    # In pieces that stay in the processor's cache: half a megabyte each.
    for first in range(0, len(runs), PIECE):
        least = np.minimum(least, (runs[first : first + PIECE, None] * _FACTORS + _OFFSETS).min(axis=0))
    return least >> np.uint64(32)


def _keys(signature: Numbers) -> list[bytes]:
    return [part.tobytes() for part in signature.reshape(BANDS, -1)]


def runs_of(words: list[str]) -> Numbers:
    """Return a 32-bit hash of every run of `WORDS` words, each once."""
    codes = np.array([zlib.crc32(word.encode("utf-8", "replace")) for word in words], dtype=np.uint64)
    if len(codes) < WORDS:
        return np.unique(codes)
    runs = np.zeros(len(codes) - WORDS + 1, dtype=np.uint64)
    for place in range(WORDS):
        runs = runs * _ODD + codes[place : place + len(runs)]
    return np.unique((runs * _ODD) >> np.uint64(32))


def _exchanged(first: frozenset[int], second: frozenset[int]) -> bool:
    """Return whether each text has names or numbers that the other lacks; a longer reprint only adds to one side."""
    fewer = min(len(first - second), len(second - first))
    return fewer > EXCHANGED * min(len(first), len(second))
