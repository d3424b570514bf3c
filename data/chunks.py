"""What is to be read in chunks of bounded size, and the work on chunks, here or in worker processes, in order.

Memory depends on the size of a chunk and the number of workers, never on the number of documents. The work is the
same wherever it is done: here, in processes of this machine (`processes`) or on a cluster (`data.cluster`).
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

from data.errors import WorkerError
from data.long_documents import Part
from data.records import Document


@dataclass(frozen=True, slots=True)
class Admitted:
    """What goes into the table: a part to read, or its reading `kept` from an earlier build.

    `document` is set with a document's first part; its row has `sentences` where the parts are more than one. A
    document that repeats another is not read.
    """

    part: Part
    document: Document | None = None
    duplicate_of: str | None = None
    kept: bytes | None = None
    sentences: int | None = None

    @property
    def asks(self) -> bool:
        """Return whether the part must be read now."""
        return self.kept is None and self.duplicate_of is None


@dataclass(frozen=True, slots=True)
class Lost:
    """What came of a part that could not be read, however often it was tried."""

    reason: str


Chunk = tuple[Admitted, ...]
Batch = tuple[Part, ...]
#: From parts to what came of each; must be able to travel to another process.
Work = Callable[[Batch], Sequence[bytes | Lost]]
#: Does the work on each batch and yields the results in order.
Run = Callable[[Work, Iterable[Batch]], Iterator[Sequence[bytes | Lost]]]

#: A chunk is full at this many parts or characters: some hundred sentences, a few seconds of work to lose.
PARTS = 32
CHARACTERS = 100_000
#: Times the workers are started anew, without a result in between, before parts are tried one by one.
RESTARTS = 3
#: Parts lost one after the other at which the build ends: then the machine is at fault, not the parts.
LOST_IN_A_ROW = 5


def in_chunks(found: Iterable[Admitted]) -> Iterator[Chunk]:
    """Yield what is found in chunks of at most `PARTS`, closed once their texts hold `CHARACTERS`."""
    waiting: list[Admitted] = []
    held = 0
    for admitted in found:
        waiting.append(admitted)
        held += len(admitted.part.document.text)
        if len(waiting) == PARTS or held >= CHARACTERS:
            yield tuple(waiting)
            waiting, held = [], 0
    if waiting:
        yield tuple(waiting)


def in_order(work: Work, chunks: Iterable[Chunk], *, run: Run) -> Iterator[tuple[Chunk, Sequence[bytes | Lost]]]:
    """Yield every chunk with what came of the parts in it that ask to be read, in the order of the chunks."""
    waiting: deque[Chunk] = deque()

    def batches() -> Iterator[Batch]:
        for chunk in chunks:
            waiting.append(chunk)
            yield tuple(admitted.part for admitted in chunk if admitted.asks)

    for results in run(work, batches()):
        yield waiting.popleft(), results


def here(work: Work, batches: Iterable[Batch]) -> Iterator[Sequence[bytes | Lost]]:
    """Do the work in this process."""
    for batch in batches:
        yield work(batch) if batch else ()


def processes(work: Work, batches: Iterable[Batch], *, workers: int) -> Iterator[Sequence[bytes | Lost]]:
    """Do the work in `workers` processes of this machine.

    When one is killed, all of them are started anew; a part that kills its worker every time is lost, with the reason.
    Raises `WorkerError` when that happens to `LOST_IN_A_ROW` parts in a row.
    """
    pool = _Pool(work, workers)
    try:
        for batch in batches:
            pool.submit(batch)
            if len(pool) > 2 * workers:
                yield pool.next_result()
        while len(pool):
            yield pool.next_result()
    finally:
        pool.close()


class _Pool:
    """Worker processes and the batches given to them, in order."""

    def __init__(self, work: Work, workers: int) -> None:
        self._work = work
        self._workers = workers
        self._running: deque[tuple[Batch, Future[Sequence[bytes | Lost]]]] = deque()
        self._restarts = RESTARTS
        self._lost = 0
        self._pool = self._started(workers)

    def __len__(self) -> int:
        return len(self._running)

    def _started(self, workers: int) -> ProcessPoolExecutor:
        # A fresh process each: a fork after the matrix library has started its threads can hang.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(workers, mp_context=context, initializer=_one_thread)

    def submit(self, batch: Batch) -> None:
        try:
            self._running.append((batch, self._future(batch)))
        except BrokenProcessPool:
            self._again()
            self.submit(batch)

    def _future(self, batch: Batch) -> Future[Sequence[bytes | Lost]]:
        if batch:
            return self._pool.submit(self._work, batch)
        nothing: Future[Sequence[bytes | Lost]] = Future()
        nothing.set_result(())
        return nothing

    def next_result(self) -> Sequence[bytes | Lost]:
        batch, future = self._running[0]
        try:
            result = future.result()
        except BrokenProcessPool:
            if self._restarts:
                self._again()
                return self.next_result()
            result = self._one_by_one(batch)
            self._running.popleft()
            self._again()
            return result
        self._running.popleft()
        self._restarts = RESTARTS
        return result

    def _again(self) -> None:
        """Start the processes anew, and all that was given to them."""
        self._restarts = max(0, self._restarts - 1)
        self._pool.shutdown(cancel_futures=True)
        self._pool = self._started(self._workers)
        self._running = deque((batch, self._future(batch)) for batch, _ in self._running)

    def _one_by_one(self, batch: Batch) -> Sequence[bytes | Lost]:
        """Give one process one part at a time, so that it is known which one kills it."""
        found: list[bytes | Lost] = []
        for part in batch:
            self._pool.shutdown(cancel_futures=True)
            self._pool = self._started(1)
            try:
                found += self._pool.submit(self._work, (part,)).result()
                self._lost = 0
            except BrokenProcessPool:
                found.append(Lost("the process that read it was killed each time, most likely for want of memory"))
                self._lost += 1
            if self._lost == LOST_IN_A_ROW:
                raise WorkerError(
                    f"worker processes were killed at each of {LOST_IN_A_ROW} documents in a row, most likely for "
                    "want of memory: name fewer with --workers"
                )
        return found

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)


def _one_thread() -> None:
    # Read by the matrix library when a scorer first loads it; the processes share the processors among them.
    os.environ["OMP_NUM_THREADS"] = "1"
    # The parent ends the build on Ctrl-C; a worker that also printed a traceback would bury its message.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
