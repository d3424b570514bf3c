"""The words of every sentence as whole numbers: what sets two selections apart is counted without reading a text.

Goes in: the sentences as rows, and the DuckDB connection of `index.py`. Comes out: two arrays beside those of
`codes.py`, `word` (the words of all sentences, sentence after sentence) and `word-start` (where each sentence's begin,
with one place more for the end), and the table `words` (`no`, `word`).

A word is what `search.py` finds as one, so that the sentences behind it can be found: letters between other signs, two
or more, in lower case ("Marn's" is "marn"). Words that carry grammar and words with digits are left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

import duckdb
import numpy as np
import pyarrow as pa
from numpy.lib import format as npy
from numpy.typing import NDArray

#: Words that carry grammar, not matter. Others that everyone says fall out by their z-score.
FUNCTION_WORDS = frozenset(
    (
        "a about after again against all also am an and any are aren as at be because been before being between both "
        "but by can could couldn did didn do does doesn doing don down during each few for from further had hadn has "
        "hasn have haven having he her here hers him his how i if in into is isn it its itself just let like ll may me "
        "might more most must my no nor not now of off on once only or other our ours out over own re same shall she "
        "should shouldn so some such than that the their theirs them then there these they this those through to too "
        "under until up upon us ve very was wasn we were weren what when where which while who whom why will with "
        "would wouldn you your yours "
    ).split()
)
_WORDS = "regexp_extract_all(lower(text), '[\\pL\\pM\\pN]+') AS words"


def write(connection: duckdb.DuckDBPyConnection, folder: Path, *, texts: Iterable[pa.RecordBatch], rows: int) -> None:
    """Write the words of `rows` sentences, whose batches have the column text, into `folder` and onto `connection`."""
    numbers: dict[str, int] = {}
    starts = npy.open_memmap(folder / "word-start.npy", mode="w+", dtype=np.dtype(np.int64), shape=(rows + 1,))
    done = size = 0
    with (folder / "word.npy").open("wb") as file:
        _head(file, 0)
        for batch in texts:
            words, ends = _numbered(connection, batch, numbers)
            starts[done + 1 : done + 1 + len(ends)] = size + ends
            file.write(words.tobytes())
            done, size = done + len(ends), size + len(words)
        # The head says how many there are, which is known only now; its length does not change.
        file.write(np.zeros(max(0, 1 - size), dtype=np.int32).tobytes())
        file.seek(0)
        _head(file, max(1, size))
    starts.flush()
    table = pa.table({"no": pa.array(numbers.values(), pa.int32()), "word": pa.array(numbers, pa.string())})
    connection.from_arrow(table).create("words")


def _tells(word: str) -> bool:
    return len(word) > 1 and word not in FUNCTION_WORDS and not any(map(str.isnumeric, word))


def _head(file: BinaryIO, size: int) -> None:
    npy.write_array_header_1_0(file, {"descr": "<i4", "fortran_order": False, "shape": (size,)})


def _numbered(
    connection: duckdb.DuckDBPyConnection, batch: pa.RecordBatch, numbers: dict[str, int]
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return the numbers of the words of a batch, and where each sentence's end; new words are added to `numbers`."""
    found = connection.from_arrow(pa.Table.from_batches([batch])).project(_WORDS).to_arrow_table()
    lists = found.column("words").combine_chunks()
    coded = lists.flatten().dictionary_encode()
    said = coded.dictionary.to_pylist()
    places = (numbers.setdefault(word, len(numbers)) if _tells(word) else -1 for word in said)
    onto = np.fromiter(places, dtype=np.int32, count=len(said))
    words = onto[coded.indices.to_numpy()] if len(onto) else onto
    kept = np.concatenate([[0], np.cumsum(words >= 0)])
    ends = np.cumsum(lists.value_lengths().fill_null(0).to_numpy())
    return words[words >= 0], kept[ends]
