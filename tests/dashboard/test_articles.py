"""One document in parts: every character once, every sentence and match where it stands."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from components.article_text import LAYERS, article_html
from dashboard.filters import Filters
from dashboard.queries import articles
from dashboard.queries.articles import article, only_document
from dashboard.table import Table
from data import schema, store
from tests.tables import make_build


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Table:
    folder = tmp_path_factory.mktemp("built")
    make_build(folder, sentences=60, speakers=5, seed=2)
    return Table(store.current(folder))


@pytest.mark.parametrize("size", [40, 300, 10_000])
def test_the_parts_of_a_text_are_the_text(table: Table, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(articles, "PART", size)
    ((key, text),) = table.rows_of("SELECT document_key, text FROM documents LIMIT 1")
    first = article(table, Filters(), key)
    assert first is not None
    parts = [article(table, Filters(), key, part=part) for part in range(first.parts)]
    assert "".join(part.text for part in parts if part) == text
    assert [p for part in parts if part for p in part.sentences["position"]] == list(range(20))
    for part in filter(None, parts):
        assert len(part.text) <= 2 * size
        html = article_html(part, layers=LAYERS)
        assert all(f'id="s{position}"' in html for position in part.sentences["position"])
    last = article(table, Filters(), key, part=999)
    assert last is not None and last.part == first.parts - 1


def test_a_sentence_is_in_its_part_and_matches_are_of_the_whole_text(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(articles, "PART", 300)
    ((key,),) = table.rows_of("SELECT document_key FROM documents LIMIT 1")
    rows = [r for r in table.sentences.take(range(20)).to_pylist() if r["sentence_id"].startswith(key)]
    wanted = [r["position"] for r in rows if r["voice"] == "direct"]
    found = article(table, Filters(voices=("direct",)), key, sentence=wanted[-1])
    assert found is not None and found.part > 0
    assert wanted[-1] in found.sentences["position"].tolist() and found.hits.tolist() == wanted
    assert np.array_equal(found.positions, np.arange(20))
    said = found.quotations["content"].tolist()
    assert said == [r["text"] for r in rows if r["voice"] != "outlet" and r["text"] in found.text]


def test_the_only_document_may_have_no_sentence(tmp_path: Path) -> None:
    with store.BuildWriter(tmp_path, columns=schema.TABLES, build_id="bare") as writer:
        record = {c.name: None for c in schema.DOCUMENTS} | {
            "document_id": "bare", "document_key": "0" * 16, "sha256": "0" * 64, "characters": 4, "sentences": 0,
            "text": "# 1.",
        }  # fmt: skip
        rows = pa.Table.from_pylist([record], schema=schema.arrow_schema(schema.DOCUMENTS))
        writer.write("documents", rows)
        writer.finish(inputs={"files": 0}, models={}, notes={})
    table = Table(store.current(tmp_path))
    found = article(table, Filters(), only_document(table))
    assert found is not None and found.text == "# 1." and found.sentences.empty
    assert "# 1." in article_html(found, layers=LAYERS)
