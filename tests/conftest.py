"""What holds for every test."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest
from hypothesis import settings

# The same examples in each run, and none that fails because the machine is busy.
settings.register_profile("podium", deadline=None, derandomize=True)
settings.load_profile("podium")


@pytest.fixture(autouse=True)
def main_module() -> Iterator[None]:
    """Put `__main__` back: Streamlit's test runner replaces it, and worker processes would start from its script."""
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before
