"""What holds for every test."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from data import settings

# The same examples in each run, and none that fails because the machine is busy.
hypothesis.settings.register_profile("podium", deadline=None, derandomize=True)
hypothesis.settings.load_profile("podium")
GOLDEN = Path(__file__).parent / "data" / "golden"


@pytest.fixture(autouse=True)
def main_module() -> Iterator[None]:
    """Put `__main__` back: Streamlit's test runner replaces it, and worker processes would start from its script."""
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before


@pytest.fixture
def first_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the targets and topics that were shipped first in the place of `seeds/`, where a reader may edit them."""
    monkeypatch.setattr(settings, "TARGETS", GOLDEN / "targets.toml")
    monkeypatch.setattr(settings, "TOPICS", GOLDEN / "topics.toml")
