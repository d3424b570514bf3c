"""The same work on a Dask cluster: batches in, what came of each out, in order.

`python -m data build PATH --scheduler tcp://HOST:8786` gives the reading of documents to the workers there; documents
are found, what was read before is looked up and the table is written here. Workers run the same code with the same
models and seeds (any other is refused) and need no shared disk. Scheduler and workers start with `python -m dask` from
the root of a checkout, for both load its code; each worker with `--nthreads 1`, for it keeps its models in memory and
threads would share one processor's caches. Only a scheduler you trust may be named: Dask runs whatever code it is sent.

Processes of this machine are another matter (`chunks.processes`): they need no scheduler and nothing installed.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from data.errors import InputError, PodiumError, WorkerError, fault
from data.job.chunks import LOST_IN_A_ROW, Batch, Lost, Work
from data.job.long_documents import Part

if TYPE_CHECKING:
    from distributed import Client, Future

#: Seconds to wait for the scheduler, and for its first worker.
PATIENCE = 30
#: Parts given to the cluster for each of its threads: one being read, one waiting, one that may be late.
AHEAD = 3
#: Times a part is tried again when the work on it ends with an error. A dead worker's parts are tried again by Dask.
RETRIES = 2
#: The addresses Dask can connect to, tcp where nothing stands before the host; of IPv6 the host is in brackets.
_ADDRESS = re.compile(r"(?:(?:tcp|tls|ws|wss)://)?(?:\[[\w:.%]+\]|[^\s:/@\[\]]+):(\d{1,5})")
#: How what a cluster needs is started: only so the checkout is on the path from which Python loads.
_SCHEDULER = "`python -m dask scheduler` from the root of a checkout of this version"
_WORKER = "`python -m dask worker {} --nthreads 1` from the root of a checkout of this version"


def check_address(scheduler: str) -> None:
    """Raise `InputError` when this is no address of a scheduler; Dask itself would say so after a minute."""
    found = _ADDRESS.fullmatch(scheduler)
    if found is None or not 0 < int(found[1]) < 1 << 16:
        raise InputError(
            f"{scheduler!r} is no address of a Dask scheduler: allowed is tcp://HOST:PORT (or tls://, ws://, wss:// in "
            "place of tcp://); a scheduler listens at port 8786 where it was given no other"
        )


def run(work: Work, batches: Iterable[Batch], *, scheduler: str) -> Iterator[Sequence[bytes | Lost]]:
    """Do the work on the cluster whose scheduler listens at the address.

    A part whose worker dies each time, or whose reading ends with an error each time, is lost, with the reason.
    Raises `InputError` when Dask is not installed, the address is none or nobody answers, `WorkerError` when no worker
    comes or is left, when the scheduler lacks the code, or when `LOST_IN_A_ROW` parts are lost one after the other.
    """
    client = _connected(scheduler)
    try:
        threads = max(1, sum(client.nthreads().values()))
        waiting = _Waiting(client, work, scheduler)
        for batch in batches:
            waiting.submit(batch)
            # Two batches at least: the workers go on with the second while what came of the first is written.
            if len(waiting) > 1 and waiting.parts >= AHEAD * threads:
                yield waiting.next_result()
        while len(waiting):
            yield waiting.next_result()
    finally:
        client.close()


def _connected(scheduler: str) -> Client:
    check_address(scheduler)
    try:
        from distributed import Client, Security
    except ImportError as error:
        raise InputError(
            "--scheduler needs Dask: install it with `pip install -r requirements-cluster.txt`, or use --workers N"
        ) from error
    encrypted = scheduler.startswith(("tls://", "wss://"))
    if encrypted and Security().get_connection_args("client").get("ssl_context") is None:
        raise InputError(
            f"{scheduler!r} needs certificates: name them under distributed.comm.tls in Dask's configuration, or name "
            "a scheduler that listens without as tcp://HOST:PORT"
        )
    try:
        client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise InputError(
            f"no Dask scheduler answers at {scheduler!r} ({error}): name one as tcp://HOST:PORT, or start it with "
            f"{_SCHEDULER}"
        ) from error
    try:
        _await_worker(client, scheduler)
    except WorkerError:
        client.close()
        raise
    return client


def _await_worker(client: Client, scheduler: str) -> None:
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        raise WorkerError(
            f"the scheduler at {scheduler} has no worker: start some with {_WORKER.format(scheduler)} (one that is "
            "started elsewhere lacks the code and ends)"
        ) from error


class _Waiting:
    """Batches given to the cluster, each part on its own, and not yet asked for, in order."""

    def __init__(self, client: Client, work: Work, scheduler: str) -> None:
        self._client = client
        self._work = work
        self._scheduler = scheduler
        self._running: deque[list[tuple[Part, Future[Any]]]] = deque()
        self._lost = 0

    def __len__(self) -> int:
        return len(self._running)

    @property
    def parts(self) -> int:
        """Parts given whose batch is not yet asked for; a batch without any counts as one."""
        return sum(max(1, len(batch)) for batch in self._running)

    def submit(self, batch: Batch) -> None:
        self._running.append([(part, self._sent(part)) for part in batch])

    def _sent(self, part: Part) -> Future[Any]:
        # Equal work under one key would be done once for two parts, and kept: neither is wanted.
        return self._client.submit(self._work, (part,), pure=False, retries=RETRIES)

    def next_result(self) -> Sequence[bytes | Lost]:
        return [self._answer(part, future) for part, future in self._running.popleft()]

    def _answer(self, part: Part, future: Future[Any]) -> bytes | Lost:
        error = self._error(future)
        if error is not None and not isinstance(error, PodiumError):
            # Dask counts a worker's death against every part that waited there: each has a second go of its own.
            future = self._sent(part)
            error = self._error(future)
        if error is None:
            self._lost = 0
            answer: bytes | Lost
            [answer] = future.result()
            return answer
        if isinstance(error, PodiumError):
            raise error
        return self._given_up(error)

    def _error(self, future: Future[Any]) -> BaseException | None:
        """Return what ended the work, None where it is done; Dask itself waits forever where no worker is left."""
        while True:
            try:
                error: BaseException | None = future.exception(timeout=PATIENCE)
            except TimeoutError:
                _await_worker(self._client, self._scheduler)
            else:
                return self._without_code(error) or error

    def _without_code(self, error: BaseException | None) -> WorkerError | None:
        # Dask's words for whatever its scheduler cannot load; it is no document's fault, and so it is for all of them.
        if isinstance(error, RuntimeError) and "deserialization of the task graph" in str(error):
            reason = error.__cause__ or "it has another environment"
            return WorkerError(
                f"the scheduler at {self._scheduler} cannot load this version's code ({reason}): start it with "
                f"{_SCHEDULER}, and its workers with {_WORKER.format(self._scheduler)}"
            )
        return None

    def _given_up(self, error: BaseException) -> Lost:
        self._lost += 1
        reason = _reason(error)
        if self._lost == LOST_IN_A_ROW:
            raise WorkerError(
                f"{LOST_IN_A_ROW} documents in a row were lost on the cluster, the last with {reason}: look "
                "at the workers' logs and memory"
            ) from error
        return Lost(reason)


def _reason(error: BaseException) -> str:
    from distributed import KilledWorker

    if isinstance(error, KilledWorker):
        return "the worker that read it died each time, most likely for want of memory"
    return fault(error)
