"""The same table from a Dask cluster, whatever happens to its workers."""

from __future__ import annotations

import functools
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import dask
import pytest
from distributed import Client, LocalCluster

from data import pipeline, schema, store
from data.errors import InputError, ModelError, WorkerError
from data.job import aside, chunks, cluster
from data.job.chunks import Batch, Lost
from data.job.long_documents import Part
from data.records import Document, LeftOut

LIGHT = ("vader",)


@pytest.fixture(scope="module")
def scheduler() -> Iterator[str]:
    # Killed workers take their time to come back on a machine that does other work, and a `LocalCluster` gives up one
    # that is not back in 15 seconds.
    with dask.config.set({"distributed.deploy.lost-worker-timeout": "120 s"}), pytest.MonkeyPatch.context() as patch:
        patch.setattr(cluster, "PATIENCE", 120)
        options = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None, "host": "127.0.0.1"}
        with LocalCluster(processes=True, **options) as started:
            yield started.scheduler_address


def batches(*sizes: int) -> list[Batch]:
    numbers = iter(range(sum(sizes)))
    return [tuple(Part(Document(id=str(next(numbers)), text="x")) for _ in range(size)) for size in sizes]


def ids(batch: Batch) -> list[bytes]:
    return [part.document.id.encode() for part in batch]


def ids_but(batch: Batch, *, mark: Path, at: str, often: int, raised: str = "") -> list[bytes]:
    """Die (or raise) at the document `at`, as often as told."""
    for number in range(often):
        place = mark / str(number)
        if at.encode() in ids(batch) and not place.exists():
            place.touch()
            if raised == "model":
                raise ModelError("weights are missing")
            if raised:
                raise RecursionError(raised)
            os.kill(os.getpid(), signal.SIGKILL)
    return ids(batch)


def test_results_come_in_order(scheduler: str) -> None:
    found = list(cluster.run(ids, batches(3, 0, 2, 1), scheduler=scheduler))
    assert [list(one) for one in found] == [[b"0", b"1", b"2"], [], [b"3", b"4"], [b"5"]]


def test_a_dead_worker_changes_nothing(scheduler: str, tmp_path: Path) -> None:
    work = functools.partial(ids_but, mark=tmp_path, at="2", often=1)
    found = list(cluster.run(work, batches(2, 2, 2), scheduler=scheduler))
    assert [one for made in found for one in made] == [b"0", b"1", b"2", b"3", b"4", b"5"]


def test_a_document_that_kills_each_worker_is_lost_alone(scheduler: str, tmp_path: Path) -> None:
    work = functools.partial(ids_but, mark=tmp_path, at="2", often=99)
    (first, second, third) = cluster.run(work, batches(2, 2, 2), scheduler=scheduler)
    assert [*first, second[1], *third] == [b"0", b"1", b"3", b"4", b"5"]
    assert isinstance(second[0], Lost) and "died each time" in second[0].reason


def test_a_document_that_fails_each_time_is_lost_alone_with_its_reason(scheduler: str, tmp_path: Path) -> None:
    work = functools.partial(ids_but, mark=tmp_path, at="2", often=99, raised="too deep")
    (first, second) = cluster.run(work, batches(2, 2), scheduler=scheduler)
    assert list(first) == [b"0", b"1"] and second[1] == b"3"
    assert second[0] == Lost("reading it ended with RecursionError: too deep")


def test_what_the_user_can_mend_ends_the_build(scheduler: str, tmp_path: Path) -> None:
    work = functools.partial(ids_but, mark=tmp_path, at="0", often=99, raised="model")
    with pytest.raises(ModelError, match="weights are missing"):
        list(cluster.run(work, batches(1), scheduler=scheduler))


def test_many_lost_in_a_row_end_the_build(scheduler: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(cluster, "LOST_IN_A_ROW", 1)
    work = functools.partial(ids_but, mark=tmp_path, at="0", often=99, raised="too deep")
    with pytest.raises(WorkerError, match="1 documents in a row"):
        list(cluster.run(work, batches(1), scheduler=scheduler))


def test_a_cluster_whose_last_worker_is_gone_ends_the_build(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with LocalCluster(n_workers=0, dashboard_address=None, host="127.0.0.1") as started:
        address = started.scheduler_address
        options = ["--no-nanny", "--nthreads", "1", "--no-dashboard"]
        alone = subprocess.Popen([sys.executable, "-m", "distributed.cli.dask_worker", address, *options])
        try:
            with Client(address, set_as_default=False) as client:
                client.wait_for_workers(1, timeout=60)
            monkeypatch.setattr(cluster, "PATIENCE", 2)
            work = functools.partial(ids_but, mark=tmp_path, at="0", often=99)
            said = rf"has no worker: start some with `python -m dask worker {address} --nthreads 1` from the root"
            with pytest.raises(WorkerError, match=said):
                list(cluster.run(work, batches(1), scheduler=address))
        finally:
            alone.kill()
            alone.wait()


def test_nobody_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    said = r"no Dask scheduler answers at .*tcp://HOST:PORT, or start it with `python -m dask scheduler` from the root"
    with pytest.raises(InputError, match=said):
        list(cluster.run(ids, batches(1), scheduler="tcp://127.0.0.1:9"))


@pytest.mark.parametrize(
    "address", ["tcp://h.example:8786", "h:1", "tls://10.0.0.1:65535", "tcp://[fe80::1%eth0]:8786", "wss://h:443"]
)
def test_addresses_of_a_scheduler(address: str) -> None:
    cluster.check_address(address)


@pytest.mark.parametrize(
    "address", ["", "h", "tcp://h", "tcp://:1", "tcp://h:0", "tcp://h:65536", "no://x:1", "inproc://h:1", "fe80::1:1"]
)
def test_what_is_no_address_of_a_scheduler_is_not_connected_to(address: str) -> None:
    with pytest.raises(InputError, match=r"no address of a Dask scheduler: allowed is tcp://HOST:PORT"):
        list(cluster.run(ids, batches(1), scheduler=address))


def test_a_scheduler_with_encryption_needs_certificates() -> None:
    with pytest.raises(InputError, match=r"needs certificates: name them under distributed\.comm\.tls"):
        list(cluster.run(ids, batches(1), scheduler="tls://127.0.0.1:9"))


def test_a_scheduler_started_elsewhere_lacks_the_code(tmp_path: Path) -> None:
    place = tmp_path / "scheduler.json"
    started = [
        subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{name}", *options], cwd=tmp_path, stderr=subprocess.DEVNULL
        )
        for name, options in (
            ("scheduler", ["--scheduler-file", str(place), "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]),
            ("worker", ["--scheduler-file", str(place), "--no-nanny", "--nthreads", "1", "--no-dashboard"]),
        )
    ]
    try:
        while not place.exists():
            assert started[0].poll() is None
            time.sleep(0.1)
        address = json.loads(place.read_text(encoding="utf-8"))["address"]
        with pytest.raises(WorkerError) as raised:
            list(cluster.run(ids, batches(1), scheduler=address))
    finally:
        for process in reversed(started):
            process.kill()
            process.wait()
    said = str(raised.value)
    assert "cannot load this version's code (No module named" in said
    assert "`python -m dask scheduler` from the root of a checkout" in said and "frequently" not in said


def test_without_dask(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "distributed", None)
    with pytest.raises(InputError, match=r"requirements-cluster.txt"):
        list(cluster.run(ids, batches(1), scheduler="tcp://127.0.0.1:9"))


def test_a_worker_of_another_version_is_refused(scheduler: str) -> None:
    work = functools.partial(pipeline.work, columns=schema.TABLES, scored_by=LIGHT, generation="another")
    with pytest.raises(WorkerError, match="other code, models, seeds"):
        list(cluster.run(work, batches(1), scheduler=scheduler))


def test_the_table_is_that_of_this_process(
    scheduler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chunks, "PARTS", 2)
    said = "Envoy Dorea Tesk of Norway said on {0} May that talks go on. “We stay {0} days,” she said."
    texts = [said.format(n) for n in range(5)]
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join(json.dumps({"id": str(n), "text": t}) for n, t in enumerate(texts)), encoding="utf-8")
    run: Any = functools.partial(cluster.run, scheduler=scheduler)
    there, tally = pipeline.build([source], out=tmp_path / "there", scored_by=LIGHT, run=run)
    here, _ = pipeline.build([source], out=tmp_path / "here", scored_by=LIGHT)
    assert (tally.documents, tally.lost, there.id) == (5, 0, here.id)
    assert contents(there) == contents(here)


def contents(done: store.Build) -> list[bytes]:
    return [part.read_bytes() for table in schema.TABLES for part in done.parts(table)]


def test_what_was_lost_is_left_out_and_tried_again_by_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.job.provenance.code", lambda: "this")
    source = tmp_path / "in.jsonl"
    lines = [{"id": "a", "text": "The envoy left."}, {"id": "b", "text": "Talks go on."}]
    source.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")

    def losing(work: chunks.Work, given: Any) -> Iterator[Any]:
        for batch in given:
            yield [Lost("gone") if one.document.id == "a" else work((one,))[0] for one in batch]

    done, tally = pipeline.build([source], out=tmp_path / "out", scored_by=LIGHT, run=losing)
    assert list(aside.of_build(done)) == [LeftOut(str(source), "gone", line=1, id="a")]
    assert (tally.documents, tally.lost) == (1, 1)
    again, tally = pipeline.build([source], out=tmp_path / "out", scored_by=LIGHT)
    assert (tally.documents, tally.lost, tally.read_before) == (2, 0, 1) and again.folder != done.folder


def test_what_repeats_a_lost_document_is_lost_with_it(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    text = "The envoy left the hall of the harbour office in May, and talks on the ice of the bay go on."
    lines = [{"id": "a", "text": text}, {"id": "b", "text": "Talks go on."}, {"id": "c", "text": text}]
    source.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")

    def losing(work: chunks.Work, given: Any) -> Iterator[Any]:
        for batch in given:
            yield [Lost("gone") if one.document.id == "a" else work((one,))[0] for one in batch]

    done, tally = pipeline.build([source], out=tmp_path / "out", scored_by=LIGHT, run=losing)
    reasons = {one.id: one.reason for one in aside.of_build(done)}
    assert reasons == {"a": "gone", "c": "it repeats a, which was lost"}
    assert (tally.documents, tally.lost) == (1, 2)
