"""The words of the sentences as numbers."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from dashboard import vocabulary


def test_words_of_each_sentence(tmp_path: Path) -> None:
    texts = [["The envoy’s cease-fire: a 2nd ENVOY'S plan", ""], ["Élan of the plan"]]
    batches = [pa.record_batch({"text": part}) for part in texts]
    with duckdb.connect() as connection:
        vocabulary.write(connection, tmp_path, texts=batches, rows=3)
        named = dict(connection.execute("SELECT no, word FROM words").fetchall())
    words, starts = (np.load(tmp_path / f"{name}.npy") for name in ("word", "word-start"))
    said = [[named[n] for n in words[a:b].tolist()] for a, b in pairwise(starts.tolist())]
    assert said == [["envoy", "cease", "fire", "envoy", "plan"], [], ["élan", "plan"]]


def test_sentences_without_a_word(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        vocabulary.write(connection, tmp_path, texts=[pa.record_batch({"text": ["1, 2, 3."]})], rows=1)
        assert connection.execute("SELECT count(*) FROM words").fetchone() == (0,)
    assert np.load(tmp_path / "word-start.npy").tolist() == [0, 0]


def test_no_sentences(tmp_path: Path) -> None:
    with duckdb.connect() as connection:
        vocabulary.write(connection, tmp_path, texts=[], rows=0)
    assert np.load(tmp_path / "word-start.npy").tolist() == [0]
