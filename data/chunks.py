"""Documents in, chunks of bounded size out; and the work on chunks, here or in worker processes, in order.

Memory depends on the size of a chunk and the number of workers, never on the number of documents.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Generic, TypeVar

from data.errors import WorkerError
from data.records import Document

#: A document to keep, with the id of the document it repeats.
Admitted = tuple[Document, str | None]
Chunk = tuple[Admitted, ...]
Result = TypeVar("Result")

#: A chunk is full at this many documents or characters: some hundred sentences, a few seconds of work to lose.
DOCUMENTS = 32
CHARACTERS = 100_000
#: Times the workers are started anew after one was killed.
RESTARTS = 3


def in_chunks(documents: Iterable[Admitted]) -> Iterator[Chunk]:
    """Yield the documents in chunks of at most `DOCUMENTS`, closed once they hold `CHARACTERS`."""
    waiting: list[Admitted] = []
    held = 0
    for admitted in documents:
        waiting.append(admitted)
        held += len(admitted[0].text)
        if len(waiting) == DOCUMENTS or held >= CHARACTERS:
            yield tuple(waiting)
            waiting, held = [], 0
    if waiting:
        yield tuple(waiting)


def in_order(work: Callable[[Chunk], Result], chunks: Iterable[Chunk], *, workers: int) -> Iterator[Result]:
    """Yield `work(chunk)` for each chunk in the order of the chunks, in `workers` processes where that is over one."""
    if workers <= 1:
        yield from map(work, chunks)
        return
    pool = _Pool(work, workers)
    try:
        for chunk in chunks:
            pool.submit(chunk)
            if len(pool) > 2 * workers:
                yield pool.next_result()
        while len(pool):
            yield pool.next_result()
    finally:
        pool.close()


class _Pool(Generic[Result]):
    """Worker processes and the chunks given to them; when one is killed, all of them are started anew."""

    def __init__(self, work: Callable[[Chunk], Result], workers: int) -> None:
        self._work = work
        self._workers = workers
        self._running: deque[tuple[Chunk, Future[Result]]] = deque()
        self._restarts = RESTARTS
        self._pool = self._started()

    def __len__(self) -> int:
        return len(self._running)

    def _started(self) -> ProcessPoolExecutor:
        # A fresh process each: a fork after the matrix library has started its threads can hang.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._workers, mp_context=context, initializer=_one_thread)

    def submit(self, chunk: Chunk) -> None:
        try:
            self._running.append((chunk, self._pool.submit(self._work, chunk)))
        except BrokenProcessPool:
            self._again()
            self.submit(chunk)

    def next_result(self) -> Result:
        try:
            result = self._running[0][1].result()
        except BrokenProcessPool:
            self._again()
            return self.next_result()
        self._running.popleft()
        return result

    def _again(self) -> None:
        if not self._restarts:
            raise WorkerError(
                f"worker processes were killed {RESTARTS + 1} times, most likely for want of memory: "
                "name fewer with --workers"
            )
        self._restarts -= 1
        self._pool.shutdown(cancel_futures=True)
        self._pool = self._started()
        self._running = deque((chunk, self._pool.submit(self._work, chunk)) for chunk, _ in self._running)

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)


def _one_thread() -> None:
    # Read by the matrix library when a scorer first loads it; the processes share the processors among them.
    os.environ["OMP_NUM_THREADS"] = "1"
    # The parent ends the build on Ctrl-C; a worker that also printed a traceback would bury its message.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
