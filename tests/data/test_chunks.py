"""Chunks of bounded size, and work on them that outlives a killed worker."""

from __future__ import annotations

import functools
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from data import chunks
from data.chunks import Admitted, Chunk
from data.errors import WorkerError
from data.records import Document


def documents(count: int, *, characters: int = 10) -> Iterator[Admitted]:
    for number in range(count):
        yield Document(id=str(number), text="x" * characters), None


def ids(chunk: Chunk) -> list[str]:
    return [document.id for document, _ in chunk]


def ids_but_killed(chunk: Chunk, *, marks: Path, times: int) -> list[str]:
    """Kill the worker at document 5, as often as `times` says."""
    for number in range(times):
        mark = marks / str(number)
        if "5" in ids(chunk) and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return ids(chunk)


@pytest.mark.parametrize(
    ("count", "characters", "sizes"),
    [(0, 10, []), (3, 10, [3]), (70, 10, [32, 32, 6]), (5, 40_000, [3, 2]), (2, 1_000_000, [1, 1])],
)
def test_chunks_are_bounded_in_documents_and_characters(count: int, characters: int, sizes: list[int]) -> None:
    assert [len(chunk) for chunk in chunks.in_chunks(documents(count, characters=characters))] == sizes


def test_a_killed_worker_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "DOCUMENTS", 2)
    work = functools.partial(ids_but_killed, marks=tmp_path, times=1)
    found = chunks.in_order(work, chunks.in_chunks(documents(12)), workers=2)
    assert [one for part in found for one in part] == [str(n) for n in range(12)]
    assert (tmp_path / "0").exists()


def test_workers_that_are_always_killed_end_the_build_with_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chunks, "DOCUMENTS", 2)
    work = functools.partial(ids_but_killed, marks=tmp_path, times=99)
    with pytest.raises(WorkerError, match="fewer with --workers"):
        list(chunks.in_order(work, chunks.in_chunks(documents(12)), workers=2))
