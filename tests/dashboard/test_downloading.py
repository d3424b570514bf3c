"""Downloads leave the server in pieces and hold what the table holds; a link to them is data, not trust."""

from __future__ import annotations

import asyncio
import csv
import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from dashboard import downloading, rows
from dashboard import table as table_module
from dashboard.filters import Filters
from dashboard.table import Table, is_former, open_table
from data import store
from tests.tables import make_build

FILTERS = Filters(voices=("direct",), also=Filters(topics=("sanctions",)))


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Table]:
    make_build(tmp_path, sentences=600, speakers=8, seed=4)
    monkeypatch.setenv("PODIUM_TABLE", str(tmp_path))
    # A small table streams in as many pieces as a large one.
    monkeypatch.setattr(rows, "BATCH", 8)
    monkeypatch.setattr(rows, "STREAM", 32)
    yield open_table(tmp_path)


def ask(address: str) -> Response:
    """Return the server's answer to an address as `downloading.link` gives it."""
    split = urlsplit(address)
    kind = split.path.rsplit("/", 1)[-1]
    scope = {"type": "http", "method": "GET", "path": f"/{split.path}", "headers": [],
             "query_string": split.query.encode(), "path_params": {"kind": kind}}  # fmt: skip
    return downloading.answer(Request(scope))


def pieces(answer: Response) -> list[bytes]:
    """Return the pieces in which the answer leaves the server."""
    assert isinstance(answer, StreamingResponse)

    async def every() -> list[bytes]:
        return [bytes(piece) async for piece in answer.body_iterator]

    # In a thread of its own: a browser test before this one leaves its loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(every())).result()


@pytest.mark.parametrize("kind", list(downloading.KINDS))
def test_a_link_gives_the_file_of_the_same_filters_in_pieces(table: Table, kind: str) -> None:
    answer = ask(downloading.link(kind, FILTERS, build=table.id, own="", page="http://127.0.0.1/x"))
    got = pieces(answer)
    assert len(got) > 2
    # A ZIP and a provenance carry the time: the plain files must be equal to the last byte.
    if kind != "zip":
        assert b"".join(got) == b"".join(downloading.pieces(kind, table, FILTERS, page=""))
    assert f'filename="{downloading.file_name(kind, table, FILTERS)}"' in answer.headers["content-disposition"]
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_no_piece_grows_with_the_table(table: Table) -> None:
    every = pieces(ask(downloading.link("raw", Filters(), build=table.id, own="", page="")))
    lines = list(csv.reader(io.StringIO(b"".join(every).decode(), newline="")))
    assert len(lines) == 601
    assert max(map(len, every)) < 0.1 * sum(map(len, every))


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("download/exe?build=x", "no download is called so"),
        ("download/csv?build=../../etc", "no longer on disk"),
        ("download/csv?build=gone-1", "no longer on disk"),
        (f"download/csv?own={'0' * 24}", "no longer here"),
    ],
)
def test_what_is_not_there_is_said(table: Table, address: str, words: str) -> None:
    answer = ask(address)
    assert answer.status_code == 404
    assert words in bytes(answer.body).decode()


def test_a_missing_table_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PODIUM_TABLE", str(tmp_path / "nowhere"))
    answer = ask("download/csv")
    assert answer.status_code == 404 and b"no table in" in bytes(answer.body)


def test_a_link_keeps_its_build_while_it_is_on_disk(tmp_path: Path) -> None:
    first = make_build(tmp_path, sentences=60, speakers=5, seed=1)
    second = make_build(tmp_path, sentences=80, speakers=5, seed=2)
    assert open_table(tmp_path).id == second
    assert open_table(tmp_path, build=first).id == first
    store.remove_old(tmp_path, keep=[second])
    assert store.finished(tmp_path, build_id=first) is None
    assert open_table(tmp_path, build=first).id == second
    for odd in ("", "*", "../x", ".", "a/b", second + "*"):
        assert open_table(tmp_path, build=odd).id == second


def test_a_link_leads_to_the_current_of_two_builds_of_its_id(tmp_path: Path) -> None:
    build = make_build(tmp_path, sentences=60, speakers=5, seed=1)
    assert open_table(tmp_path, build=build).build.folder.name == build
    # As where a document was lost: the same inputs are read again, into a folder of their own.
    assert make_build(tmp_path, sentences=60, speakers=5, seed=1) == build
    linked = open_table(tmp_path, build=build)
    assert linked.build.folder.name == f"{build}-2" and not is_former(linked)
    other = make_build(tmp_path, sentences=80, speakers=5, seed=2)
    assert open_table(tmp_path).id == other and open_table(tmp_path, build=build).id == build


def test_what_is_loaded_is_set_aside_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    frozen: list[None] = []
    monkeypatch.setattr(table_module.gc, "freeze", lambda: frozen.append(None))
    table_module._freeze.cache_clear()
    for seed in (1, 2):
        make_build(tmp_path, sentences=60, speakers=5, seed=seed)
        open_table(tmp_path)
    assert len(frozen) == 1


def test_a_download_names_its_mark(table: Table) -> None:
    other = replace(FILTERS, also=Filters(topics=("energy",)))
    assert downloading.file_name("csv", table, FILTERS) != downloading.file_name("csv", table, other)
