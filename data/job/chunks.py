"""What is to be read in chunks of bounded size, and the work on chunks, here or in worker processes, in order.

Memory depends on the size of a chunk and the number of workers, never on the number of documents. The work is the
same wherever it is done: here, in processes of this machine (`processes`) or on a cluster (`data.job.cluster`).
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing.connection import wait

from data import hardware
from data.errors import WorkerError
from data.job.long_documents import Part
from data.job.progress import untold
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
#: Batches looked at before processes are started, and parts given ahead, for each of the processes.
_AHEAD = 2
#: Parts given for each forked process before new ones take over: what the C library leaves in pieces in a process that
#: has read for long goes with it. A fork costs some hundredths of a second, loading again would cost seconds.
RENEWED_AFTER = 50
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
    """Do the work in `workers` processes of this machine, each on one thread; here while there is but one part to read.

    Work on an empty batch must load what the work needs: where processes can be forked that is done once, and they
    share the memory. When one is killed, all of them are started anew; a part that kills its worker every time is
    lost, with the reason. Raises `WorkerError` when that happens to `LOST_IN_A_ROW` parts in a row.
    """
    coming = iter(batches)
    while ahead := list(islice(coming, _AHEAD * max(1, workers))):
        if workers > 1 and sum(map(len, ahead)) > 1:
            yield from _pooled(work, chain(ahead, coming), workers=workers)
        else:
            yield from here(work, ahead)


def _pooled(work: Work, batches: Iterable[Batch], *, workers: int) -> Iterator[Sequence[bytes | Lost]]:
    pool = _Pool(work, workers)
    try:
        for batch in batches:
            pool.submit(batch)
            # Two batches at least: the processes go on with the second while what came of the first is written.
            if len(pool) > 1 and pool.parts > _AHEAD * workers:
                yield pool.next_result()
        while len(pool):
            yield pool.next_result()
    finally:
        pool.close()


@dataclass(slots=True)
class _Given:
    """A part that was given to a worker process, and its answer to come."""

    part: Part
    future: Future[Sequence[bytes | Lost]]

    @property
    def answered(self) -> bool:
        return self.future.done() and not self.future.cancelled() and self.future.exception() is None


class _Pool:
    """Worker processes and the batches given to them, part by part, in order."""

    def __init__(self, work: Work, workers: int) -> None:
        self._work = work
        self._workers = workers
        self._running: deque[list[_Given]] = deque()
        self._restarts = RESTARTS
        self._lost = 0
        if _forks():
            # A fork behind threads of the matrix library could hang.
            _one_thread()
            with untold():
                work(())
            # The collector's marks would make each process copy what they share.
            gc.freeze()
        self._pool = self._started(workers)
        self._given = 0

    def __len__(self) -> int:
        return len(self._running)

    @property
    def parts(self) -> int:
        """Parts given whose batch is not yet asked for; a batch without any counts as one."""
        return sum(max(1, len(batch)) for batch in self._running)

    def _started(self, workers: int) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("fork" if _forks() else "spawn")
        return ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)

    def submit(self, batch: Batch) -> None:
        if _forks() and self._given >= RENEWED_AFTER * self._workers:
            # The old ones finish what they were given, and only then do new ones take memory.
            self._pool.shutdown()
            self._pool = self._started(self._workers)
            self._given = 0
        self._running.append([_Given(part, self._future(part)) for part in batch])
        self._given += len(batch)

    def _future(self, part: Part) -> Future[Sequence[bytes | Lost]]:
        try:
            return self._pool.submit(self._work, (part,))
        except BrokenProcessPool as error:
            broken: Future[Sequence[bytes | Lost]] = Future()
            broken.set_exception(error)
            return broken

    def next_result(self) -> Sequence[bytes | Lost]:
        found = [self._answer(given) for given in self._running[0]]
        self._running.popleft()
        return found

    def _answer(self, given: _Given) -> bytes | Lost:
        while True:
            try:
                [answer] = given.future.result()
            except BrokenProcessPool:
                if not self._restarts:
                    return self._alone(given)
                self._restarts -= 1
                self._again()
            else:
                self._restarts = RESTARTS
                return answer

    def _again(self) -> None:
        """Start the processes anew, and all that was given to them and not answered."""
        self._pool.shutdown(cancel_futures=True)
        self._pool = self._started(self._workers)
        for given in chain.from_iterable(self._running):
            if not given.answered:
                given.future = self._future(given.part)

    def _alone(self, given: _Given) -> bytes | Lost:
        """Give one process this part and no other, so that it is known whether it kills it."""
        self._pool.shutdown(cancel_futures=True)
        self._pool = self._started(1)
        answer: bytes | Lost
        try:
            [answer] = self._pool.submit(self._work, (given.part,)).result()
            self._lost = 0
        except BrokenProcessPool:
            answer = Lost("the process that read it was killed each time, most likely for want of memory")
            self._lost += 1
        if self._lost == LOST_IN_A_ROW:
            raise WorkerError(
                f"worker processes were killed at each of {LOST_IN_A_ROW} documents in a row, most likely for "
                "want of memory: name fewer with --workers"
            )
        given.future = Future()
        given.future.set_result((answer,))
        self._again()
        return answer

    def close(self) -> None:
        self._pool.shutdown(cancel_futures=True)


def _forks() -> bool:
    # Elsewhere libraries of the system have threads of their own, and a process cannot share a GPU's memory by a fork.
    return sys.platform == "linux" and hardware.device() == "cpu"


def _begin() -> None:
    """Make this process a worker."""
    _one_thread()
    # The parent ends the build on Ctrl-C; a worker that also printed a traceback would bury its message.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _one_thread() -> None:
    # The processes share the processors among them. The environment is read by libraries that are loaded later.
    os.environ |= {"OMP_NUM_THREADS": "1", "TOKENIZERS_PARALLELISM": "false"}
    if "torch" in sys.modules:
        hardware.limit_threads(1)


def _end_with_parent() -> None:
    # A worker whose parent was killed would wait for work forever, with the lock of the unfinished build.
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
