"""A table whose bytes changed is refused when it is opened, with the file's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.table import Table
from data import store
from data.errors import TableError
from tests.tables import make_build


def test_changed_bytes_are_noticed_when_the_table_is_opened(tmp_path: Path) -> None:
    make_build(tmp_path, sentences=200)
    path = store.current(tmp_path).parts("sentences")[0]
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))
    with pytest.raises(TableError, match=r"sentences/part-00000.parquet is damaged.*build the table again"):
        Table(store.current(tmp_path))
