"""Opens a table over and over as the dashboard does: `python -m tests.benchmarks.table_reader FOLDER RESULT.json`.

Until it is ended with SIGTERM: find the current build, make or attach the working copy, and compare the rows of each
table with the manifest. When a build was replaced twice while it was being opened, its files may be gone: the page is
asked for once more, as a person would. What is wrong the second time is written down.
"""

from __future__ import annotations

import json
import signal
import sys
import time
from pathlib import Path
from types import FrameType

from dashboard.table import Table
from data import store
from data.errors import TableError


def main(folder: Path, result: Path) -> None:
    """Read until ended, then write the counts."""
    ended = False

    def end(number: int, frame: FrameType | None) -> None:
        nonlocal ended
        ended = True

    signal.signal(signal.SIGTERM, end)
    builds: set[str] = set()
    reads = again = 0
    wrong: list[str] = []
    while not ended:
        for attempt in range(2):
            try:
                builds.add(opened(folder))
                reads += 1
                break
            except TableError as error:
                again += 1
                if attempt:
                    wrong.append(str(error))
            except AssertionError as error:
                wrong.append(str(error))
                break
        time.sleep(0.2)
    found = {"reads": reads, "builds": len(builds), "asked once more": again, "wrong": wrong}
    result.write_text(json.dumps(found), encoding="utf-8")


def opened(folder: Path) -> str:
    """Open the current build, count its rows, and return its id."""
    build = store.current(folder)
    table = Table(build)
    for name, info in build.manifest["tables"].items():
        ((rows,),) = table.rows_of(f"SELECT count(*) FROM {name}")
        assert rows == info["rows"], f"{build.id}: {name} has {rows} rows, the manifest says {info['rows']}"
    return build.id


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
