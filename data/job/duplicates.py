"""What a look at each document tells in, one after the other; out, the id of an earlier document that says the same.

Exact: the same words in the same order, whatever the case, white space and punctuation. Near: MinHash over runs of
`WORDS` words (Broder, "On the resemblance and containment of documents", 1997; datasketch), found through
locality-sensitive hashing: documents that agree in one band of `ROWS` hashes are compared. Two texts in which names
or numbers were exchanged are no duplicates but two uses of one template ("... declared a disaster in the State of
..."). The first of a group is kept. The library's index of bands lives in memory or on servers; this one lies on
disk, so that memory is the same however many documents there are.
"""

from __future__ import annotations

import functools
import hashlib
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from data.ledger import Ledger

if TYPE_CHECKING:
    from datasketch import MinHash

Numbers = np.ndarray[Any, Any]

#: Words in a run. A changed word changes this many runs.
WORDS = 3
PERMUTATIONS = 128
#: Bands and the hashes in each: the split at which misses and false alarms about `THRESHOLD` are fewest together.
BANDS, ROWS = 14, 9
#: Share of runs in common from which two documents are one.
THRESHOLD = 0.7
#: Under this many runs a near duplicate is too easily a mere template; only exact ones count.
FEWEST_RUNS = 30
#: Names and numbers of either text that the other may lack, as a share. Templates lie above, reprints below.
EXCHANGED = 0.05
#: Documents of one band that are compared, the earliest: of a template used ten thousand times not all are.
COMPARED = 100
#: Words hashed, and runs signed, at once: bounds the memory for a document of any length.
AT_ONCE = 8_192
_WORD = re.compile(r"\w+")
_NAME = re.compile(r"\b(?:[A-Z\u00c0-\u00de]|\d)\w*")
_ODD = np.uint64(0x9E3779B97F4A7C15)
_CREATE = (
    "CREATE TABLE exact (digest BLOB PRIMARY KEY, id TEXT) WITHOUT ROWID",
    "CREATE TABLE kept (number INTEGER PRIMARY KEY, id TEXT, signature BLOB, names BLOB)",
    "CREATE TABLE bands (band INTEGER, number INTEGER, PRIMARY KEY (band, number)) WITHOUT ROWID",
)


@dataclass(frozen=True, slots=True)
class Likeness:
    """What tells whether two texts are one: the digest of all words, the MinHash signature, the names' hashes.

    `signature` is empty for texts too short to have near duplicates; both arrays are uint32, `names` sorted.
    """

    digest: bytes
    signature: Numbers
    names: Numbers


def likeness(text: str) -> Likeness:
    """Return what `Duplicates` needs to know of a text."""
    digest = hashlib.blake2b(digest_size=16)
    codes = np.fromiter(_word_codes(text, digest), dtype=np.uint32)
    runs = _runs(codes)
    if len(runs) < FEWEST_RUNS:
        return Likeness(digest.digest(), np.empty(0, np.uint32), np.empty(0, np.uint32))
    names = {zlib.crc32(name.group().encode("utf-8", "replace")) for name in _NAME.finditer(text)}
    return Likeness(digest.digest(), _signature(runs), np.array(sorted(names), dtype=np.uint32))


def _word_codes(text: str, digest: hashlib.blake2b) -> Iterator[int]:
    waiting: list[bytes] = []
    for match in _WORD.finditer(text.lower()):
        word = match.group().encode("utf-8", "replace")
        yield zlib.crc32(word)
        waiting.append(word)
        if len(waiting) == AT_ONCE:
            digest.update(b" ".join(waiting) + b" ")
            waiting.clear()
    digest.update(b" ".join(waiting))


def _runs(codes: Numbers) -> Numbers:
    """Return a 32-bit hash of every run of `WORDS` words, each once."""
    codes = codes.astype(np.uint64)
    if len(codes) < WORDS:
        return np.unique(codes)
    runs = np.zeros(len(codes) - WORDS + 1, dtype=np.uint64)
    for place in range(WORDS):
        runs = runs * _ODD + codes[place : place + len(runs)]
    return np.unique((runs * _ODD) >> np.uint64(32))


def _signature(runs: Numbers) -> Numbers:
    signature = _no_runs().copy()
    for start in range(0, len(runs), AT_ONCE):
        signature.update_batch(runs[start : start + AT_ONCE].tolist())
    return np.asarray(signature.hashvalues, dtype=np.uint32)


@functools.cache
def _no_runs() -> MinHash:
    # Slow to import, and only a build with new documents needs it.
    from datasketch import MinHash

    return MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=_itself)


def _itself(value: int) -> int:
    return value


class Duplicates:
    """Remembers every document it was shown."""

    def __init__(self) -> None:
        self._ledger = Ledger(*_CREATE)
        self._count = 0

    def first_like(self, like: Likeness, *, id: str) -> str | None:
        """Return the id of the earlier document that this one repeats; None, and remember it, when there is none."""
        if not self._ledger.put("INSERT OR IGNORE INTO exact VALUES (?, ?)", [(like.digest, id)]):
            return str(self._ledger.rows("SELECT id FROM exact WHERE digest = ?", (like.digest,))[0][0])
        if not len(like.signature):
            return None
        bands = _bands(like.signature)
        near = self._nearest(like, bands)
        if near is not None:
            self._ledger.put("UPDATE exact SET id = ? WHERE digest = ?", [(near, like.digest)])
            return near
        self._count += 1
        row = (self._count, id, like.signature.tobytes(), like.names.tobytes())
        self._ledger.put("INSERT INTO kept VALUES (?, ?, ?, ?)", [row])
        self._ledger.put("INSERT INTO bands VALUES (?, ?)", [(band, self._count) for band in bands])
        return None

    def _nearest(self, like: Likeness, bands: list[int]) -> str | None:
        alike = "SELECT number FROM bands WHERE band = ? ORDER BY number LIMIT ?"
        numbers = {number for band in bands for (number,) in self._ledger.rows(alike, (band, COMPARED))}
        found = []
        for number in sorted(numbers):
            (row,) = self._ledger.rows("SELECT id, signature, names FROM kept WHERE number = ?", (number,))
            share = float(np.mean(np.frombuffer(row[1], np.uint32) == like.signature))
            if share >= THRESHOLD and not _exchanged(like.names, np.frombuffer(row[2], np.uint32)):
                found.append((-share, str(row[0])))
        # The most alike wins, and the name decides between equals.
        return min(found)[1] if found else None


def _bands(signature: Numbers) -> list[int]:
    """Return one 64-bit number for each band of the signature."""
    rows = signature[: BANDS * ROWS].astype(np.uint64).reshape(BANDS, ROWS)
    mixed = np.arange(1, BANDS + 1, dtype=np.uint64) * _ODD
    for place in range(ROWS):
        mixed = (mixed ^ rows[:, place]) * _ODD
        mixed ^= mixed >> np.uint64(29)
    return [int(number) for number in mixed.view(np.int64)]


def _exchanged(first: Numbers, second: Numbers) -> bool:
    """Return whether each text has names or numbers that the other lacks; a longer reprint only adds to one side."""
    both = len(np.intersect1d(first, second, assume_unique=True))
    fewer = min(len(first), len(second))
    return fewer - both > EXCHANGED * fewer
