"""Chunks of bounded size, and work on them that outlives a killed worker."""

from __future__ import annotations

import functools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from data.errors import WorkerError
from data.job import chunks
from data.job.chunks import Admitted, Batch, Lost
from data.job.long_documents import Part
from data.records import Document
from data.settings import ROOT


def admitted(count: int, *, characters: int = 10) -> Iterator[Admitted]:
    for number in range(count):
        document = Document(id=str(number), text="x" * characters)
        yield Admitted(Part(document), document, duplicate_of="0" if number == 3 else None)


def ids(batch: Batch) -> list[bytes]:
    return [part.document.id.encode() for part in batch]


def processes_of(batch: Batch) -> list[bytes]:
    return [str(os.getpid()).encode() for _ in batch]


def ids_but_killed(batch: Batch, *, marks: Path, times: int, at: tuple[bytes, ...] = (b"5",)) -> list[bytes]:
    """Kill the worker at the documents `at`, as often as `times` says."""
    for number in range(times):
        mark = marks / str(number)
        if set(ids(batch)) & set(at) and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return ids(batch)


def results(work: chunks.Work, count: int, *, run: chunks.Run) -> list[tuple[list[str], Sequence[bytes | Lost]]]:
    found = chunks.in_order(work, chunks.in_chunks(admitted(count)), run=run)
    return [([one.part.document.id for one in chunk], made) for chunk, made in found]


two = functools.partial(chunks.processes, workers=2)


@pytest.mark.parametrize(
    ("count", "characters", "sizes"),
    [(0, 10, []), (3, 10, [3]), (70, 10, [32, 32, 6]), (5, 40_000, [3, 2]), (2, 1_000_000, [1, 1])],
)
def test_chunks_are_bounded_in_parts_and_characters(count: int, characters: int, sizes: list[int]) -> None:
    assert [len(chunk) for chunk in chunks.in_chunks(admitted(count, characters=characters))] == sizes


def test_results_come_in_order_for_what_asks_to_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "PARTS", 2)
    found = results(ids, 6, run=chunks.here)
    assert found == [(["0", "1"], [b"0", b"1"]), (["2", "3"], [b"2"]), (["4", "5"], [b"4", b"5"])]
    assert results(ids, 6, run=two) == found


@pytest.mark.parametrize(("count", "here"), [(1, True), (2, False), (40, False)])
def test_one_document_is_read_here_and_more_in_processes(count: int, here: bool) -> None:
    [*pids] = {one for _, made in results(processes_of, count, run=two) for one in made}
    assert (pids == [str(os.getpid()).encode()]) == here and 0 < len(pids) <= 2


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux alone")
def test_forked_processes_are_renewed_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PODIUM_DEVICE", "cpu")
    monkeypatch.setattr(chunks, "PARTS", 4)
    monkeypatch.setattr(chunks, "RENEWED_AFTER", 5)
    assert [one for _, made in results(ids, 40, run=two) for one in made] == [
        str(n).encode() for n in range(40) if n != 3
    ]
    pids = [made for _, made in results(processes_of, 40, run=two)]
    assert len({one for made in pids for one in made}) > 2 and not set(pids[0]) & set(pids[-1])
    monkeypatch.setattr(chunks, "RENEWED_AFTER", 50)
    assert len({one for _, made in results(processes_of, 40, run=two) for one in made}) <= 2


def test_workers_end_with_a_parent_that_is_killed(tmp_path: Path) -> None:
    script = f"""
import os, pathlib, time
from data.job import chunks
from tests.data.test_chunks import results

def work(batch):
    if batch:
        (pathlib.Path({str(tmp_path)!r}) / str(os.getpid())).touch()
        time.sleep(60)

results(work, 3, run=lambda *given: chunks.processes(*given, workers=2))
"""
    parent = subprocess.Popen([sys.executable, "-c", script], cwd=ROOT)
    waited_for(lambda: len(list(tmp_path.iterdir())) == 2)
    workers = [int(mark.name) for mark in tmp_path.iterdir()]
    assert all(map(lives, workers))
    parent.kill()
    parent.wait()
    waited_for(lambda: not any(map(lives, workers)))


def lives(process: int) -> bool:
    try:
        os.kill(process, 0)  # no signal: asks alone
    except ProcessLookupError:
        return False
    return True


def waited_for(done: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not done():
        assert time.monotonic() < until, "waited for a minute in vain"
        time.sleep(0.05)


def test_a_killed_worker_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "PARTS", 2)
    found = results(functools.partial(ids_but_killed, marks=tmp_path, times=1), 12, run=two)
    assert [one for _, made in found for one in made] == [str(n).encode() for n in range(12) if n != 3]
    assert (tmp_path / "0").exists()


def test_a_document_that_kills_its_worker_each_time_is_lost_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chunks, "PARTS", 4)
    monkeypatch.setattr(chunks, "RESTARTS", 1)
    found = results(functools.partial(ids_but_killed, marks=tmp_path, times=99), 12, run=two)
    made = [one for _, results in found for one in results]
    assert [one for one in made if isinstance(one, bytes)] == [str(n).encode() for n in range(12) if n not in (3, 5)]
    assert len(made) == 11 and isinstance(made[4], Lost) and "want of memory" in made[4].reason


def test_workers_that_are_always_killed_end_the_build_with_a_message(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chunks, "PARTS", 4)
    monkeypatch.setattr(chunks, "RESTARTS", 0)
    monkeypatch.setattr(chunks, "LOST_IN_A_ROW", 2)
    everything = tuple(str(n).encode() for n in range(12))
    work = functools.partial(ids_but_killed, marks=tmp_path, times=99, at=everything)
    with pytest.raises(WorkerError, match="fewer with --workers"):
        results(work, 12, run=two)
