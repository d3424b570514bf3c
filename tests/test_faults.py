"""A build killed at a step among those it does to files leaves a whole table, and the next build completes.

`python -m tests.benchmarks.faults` does the same a hundred times, and more.
"""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.benchmarks import faults, measured


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("faults")
    assert faults.completed(faults.write(folder / "in.jsonl", version=0, count=6), folder / "out") is None
    return folder


# The first thing done to a file, one while parts are written, and the last ones: manifest, rename, pointer, old builds.
@pytest.mark.parametrize("step", [1, 12, 16, 18, 20, 22])
def test_a_killed_build_leaves_a_whole_table(table: Path, step: int) -> None:
    former = faults.whole(table / "out")
    source = faults.write(table / "in.jsonl", version=step, count=6)
    process = faults.started(faults.command(source, table / "out", killed=True), PODIUM_KILL_AT=str(step))
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    whole = faults.whole(table / "out")
    assert faults.completed(source, table / "out") is None
    done = faults.whole(table / "out")
    assert done.id != former.id and whole.id in (former.id, done.id)
    assert not list((table / "out").glob(".partial-*"))


@pytest.mark.parametrize("content", [None, "", "model name\t: Vale 900\n"])
def test_figures_name_their_machine_also_where_the_processor_is_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None
) -> None:
    monkeypatch.setattr(measured, "CPUINFO", tmp_path / "cpuinfo")
    if content is not None:
        (tmp_path / "cpuinfo").write_text(content)
    assert measured.machine()["processor"] == ("Vale 900" if content else measured.platform.processor())
