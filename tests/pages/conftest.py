"""The dashboard over an invented build, run without a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from data import settings
from tests.tables import make_build

APP = settings.ROOT / "dashboard" / "app.py"
FIRST = min(path.name for path in settings.ROOT.glob("pages/[0-9]*_*.py"))
#: Seconds one run of a page may take on a busy machine.
PATIENCE = 120

Opener = Callable[..., AppTest]


@pytest.fixture(scope="session")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a build of 600 invented sentences by 30 speakers."""
    folder = tmp_path_factory.mktemp("invented")
    make_build(folder, sentences=600, speakers=30, seed=3)
    return folder


@pytest.fixture
def open_page(invented: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opener]:
    """Run the app on the invented build (or on `table`) at a page with query parameters."""
    st.cache_resource.clear()
    st.cache_data.clear()

    def opener(
        page: str = "", *, query: Mapping[str, str | Sequence[str]] | None = None, table: Path | None = None
    ) -> AppTest:
        monkeypatch.setenv("PODIUM_TABLE", str(table or invented))
        app = AppTest.from_file(str(APP), default_timeout=PATIENCE)
        if page and not FIRST.endswith(f"_{page}.py"):
            # Pages are registered under their file names, so the first run can be the page's own.
            path = next(settings.ROOT.glob(f"pages/*_{page}.py"))
            app.switch_page(f"../pages/{path.name}")
        for name, value in (query or {}).items():
            app.query_params[name] = value if isinstance(value, str) else list(value)
        app.run()
        return app

    yield opener
    st.cache_resource.clear()
    st.cache_data.clear()
