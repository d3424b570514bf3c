"""Documents in, one after the other; out, for each, the id of an earlier document that says the same.

Exact: the same words in the same order, whatever the case, white space and punctuation. Near: MinHash over runs of
`WORDS` words (Broder, "On the resemblance and containment of documents", 1997), found through locality-sensitive
hashing (datasketch). Two texts in which names or numbers were exchanged are no duplicates but two uses of one
template ("... declared a disaster in the State of ..."). The first of a group is kept. Memory is a few kB a document.
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
#: Share of runs in common from which two documents are one.
THRESHOLD = 0.7
#: Under this many runs a near duplicate is too easily a mere template; only exact ones count.
FEWEST_RUNS = 30
#: Names and numbers of either text that the other may lack, as a share. Templates lie above, reprints below.
EXCHANGED = 0.05
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"\b(?:[A-Z\u00c0-\u00de]|\d)\w*")
_ODD = np.uint64(0x9E3779B97F4A7C15)


class Duplicates:
    """Remembers every document it was shown."""

    def __init__(self) -> None:
        # Slow to import, and only a build needs it.
        from datasketch import MinHash, MinHashLSH

        self._first = MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=_itself)
        self._index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
        self._signatures: dict[str, Any] = {}
        self._names: dict[str, frozenset[int]] = {}
        self._exact: dict[bytes, str] = {}

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
        signature = self._first.copy()
        signature.update_batch(runs.tolist())
        names = frozenset(zlib.crc32(name.encode("utf-8", "replace")) for name in _NAME.findall(text))
        near = self._nearest(signature, names)
        if near is not None:
            self._exact[digest] = near
            return near
        self._index.insert(id, signature, check_duplication=False)
        self._signatures[id] = signature.hashvalues
        self._names[id] = names
        return None

    def _nearest(self, signature: Any, names: frozenset[int]) -> str | None:
        likeness = {
            other: float(np.mean(self._signatures[other] == signature.hashvalues))
            for other in self._index.query(signature)
            if not _exchanged(names, self._names[other])
        }
        # The order of a query's answer is not fixed: the most alike wins, and the name decides between equals.
        best = min(likeness, key=lambda other: (-likeness[other], other), default=None)
        return best if best is not None and likeness[best] >= THRESHOLD else None


def runs_of(words: list[str]) -> np.ndarray[Any, np.dtype[np.uint64]]:
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


def _itself(value: int) -> int:
    return value
