"""What holds for every test."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def main_module() -> Iterator[None]:
    """Put `__main__` back: Streamlit's test runner replaces it, and worker processes would start from its script."""
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before
