"""Free memory goes back to the system."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from data.job import memory


@pytest.mark.skipif(sys.platform != "linux", reason="asks glibc")
def test_what_lies_free_below_a_thing_still_held_goes_back() -> None:
    held = [bytearray(3000) for _ in range(40_000)]
    last = held[-1]
    held.clear()
    before = _resident()
    memory.give_back()
    assert before - _resident() > 50e6
    assert len(last) == 3000


def _resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096
