"""A table that is missing or damaged: every page says which file it is and what to do, without a traceback."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from data import store
from data.errors import TableError
from tests.pages.conftest import Opener
from tests.pages.test_pages import text_of
from tests.tables import make_build


def part(folder: Path, table: str) -> Path:
    """Return the first Parquet part of a table of the current build."""
    return store.current(folder).parts(table)[0]


def cut(folder: Path) -> Path:
    path = part(folder, "sentences")
    path.write_bytes(path.read_bytes()[:-100])
    return path


def take_away(folder: Path) -> Path:
    path = part(folder, "stances")
    path.unlink()
    return path


def scramble(folder: Path, table: str) -> Path:
    """Leave the length as it is: only reading finds out."""
    path = part(folder, table)
    path.write_bytes(b"x" * path.stat().st_size)
    return path


def no_json(folder: Path) -> Path:
    path = store.current(folder).folder / store.MANIFEST
    path.write_text("{ not json")
    return path


def wrong_json(folder: Path) -> Path:
    path = store.current(folder).folder / store.MANIFEST
    manifest = json.loads(path.read_text())
    del manifest["tables"]["sentences"]["parts"]
    path.write_text(json.dumps(manifest))
    return path


def pointer(folder: Path) -> Path:
    path = folder / store.POINTER
    path.write_text("")
    return path


@pytest.mark.parametrize(
    "damage",
    [
        cut, take_away, no_json, wrong_json, pointer,
        pytest.param(lambda folder: scramble(folder, "sentences"), id="scrambled sentences"),
        pytest.param(lambda folder: scramble(folder, "mentions"), id="scrambled mentions"),
    ],
)  # fmt: skip
def test_the_damaged_file_is_named(open_page: Opener, tmp_path: Path, damage: Callable[[Path], Path]) -> None:
    make_build(tmp_path, sentences=60, speakers=5, seed=1)
    path = damage(tmp_path)
    app = open_page("Speakers", table=tmp_path)
    words = text_of(app)
    assert not app.exception
    assert str(path) in words
    assert "build the table again" in words
    assert "Traceback" not in words
    assert not list(tmp_path.rglob(".dashboard-*"))


def test_a_folder_without_a_table_is_named(open_page: Opener, tmp_path: Path) -> None:
    app = open_page("Overview", table=tmp_path / "nowhere")
    assert not app.exception
    assert str(tmp_path / "nowhere") in text_of(app) and "python -m data build" in text_of(app)


def test_a_link_says_that_its_build_is_not_the_newest(open_page: Opener, tmp_path: Path) -> None:
    first = make_build(tmp_path, sentences=60, speakers=5, seed=1)
    second = make_build(tmp_path, sentences=80, speakers=5, seed=2)
    app = open_page("Speakers", query={"build": first}, table=tmp_path)
    assert "Another build has been put in place" in text_of(app) and "<b>60</b> of <b>60</b>" in text_of(app)
    app.button(key="newest-build").click().run()
    assert "<b>80</b> of <b>80</b>" in text_of(app) and "Another build" not in text_of(app)
    store.remove_old(tmp_path, keep=[second])
    app = open_page("Speakers", query={"build": first}, table=tmp_path)
    assert "no longer on disk" in text_of(app) and "<b>80</b> of <b>80</b>" in text_of(app)


def test_what_is_chosen_is_pinned_to_its_build(open_page: Opener, tmp_path: Path) -> None:
    build = make_build(tmp_path, sentences=60, speakers=5, seed=1)
    app = open_page("Sentences", table=tmp_path)
    assert "build" not in app.query_params
    app.selectbox(key="evidence-order").select("oldest").run()
    assert app.query_params["build"] in (build, [build])


def test_a_table_that_goes_away_under_the_filter_bar_is_said(
    open_page: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(view: object) -> None:
        raise TableError("the working copy can no longer be read")

    monkeypatch.setattr("components.filter_bar.show_filter_bar", gone)
    app = open_page("Topics")
    assert not app.exception
    assert "the working copy can no longer be read" in text_of(app)
