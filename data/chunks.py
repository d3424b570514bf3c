"""Documents in, chunks of bounded size out; and the work on chunks, here or in worker processes, in order.

Memory depends on the size of a chunk and the number of workers, never on the number of documents.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from data.records import Document

#: A document to keep, with the id of the document it repeats.
Admitted = tuple[Document, str | None]
Chunk = tuple[Admitted, ...]
Result = TypeVar("Result")

#: A chunk is full at this many documents or characters.
DOCUMENTS = 64
CHARACTERS = 400_000


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
    import multiprocessing
    from concurrent.futures import Future, ProcessPoolExecutor

    # A fresh process each: a fork after the matrix library has started its threads can hang.
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_one_thread) as pool:
        running: deque[Future[Result]] = deque()
        for chunk in chunks:
            running.append(pool.submit(work, chunk))
            if len(running) > 2 * workers:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()


def _one_thread() -> None:
    import os
    import signal

    # Read by the matrix library when a scorer first loads it; the processes share the processors among them.
    os.environ["OMP_NUM_THREADS"] = "1"
    # The parent ends the build on Ctrl-C; a worker that also printed a traceback would bury its message.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
