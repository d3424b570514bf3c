"""Addresses in place of paths: what they name is read as a file is, and a bad one is named."""

from __future__ import annotations

import functools
import http.server
import io
import json
import re
import tarfile
import threading
import zipfile
from collections.abc import Iterator
from pathlib import Path

import fsspec
import pyarrow.parquet as pq
import pytest

from data import settings, store, urls
from data.__main__ import main
from data.errors import InputError, OutputError
from data.job import aside
from data.records import LeftOut

TEXT = "Talks will go on, Envoy Dorea Tesk of Norway said on Monday. “We will stay,” she added."
LINES = "".join(json.dumps({"id": i, "text": f"{TEXT} Item {i}."}) + "\n" for i in ("a", "b"))


@pytest.fixture(autouse=True)
def apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(settings, "BUILT", tmp_path / "built")
    yield
    fsspec.filesystem("memory").store.clear()


@pytest.fixture
def web(tmp_path: Path) -> Iterator[str]:
    folder = tmp_path / "web"
    folder.mkdir()
    (folder / "in.jsonl").write_text(LINES, encoding="utf-8")
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def build(*paths: str, out: str) -> int:
    return main(["build", *paths, "--out", out, "--scorers", "vader"])


def documents(folder: Path) -> list[tuple[str, str]]:
    rows = [row for part in store.current(folder).parts("documents") for row in pq.read_table(part).to_pylist()]
    return [(row["document_id"], row["path"]) for row in rows]


def test_every_kind_of_address_is_read(tmp_path: Path, web: str) -> None:
    with fsspec.open("memory://news/one.jsonl", "w") as file:
        file.write(LINES)
    for name in ("a", "b"):
        with fsspec.open(f"memory://folder/{name}.txt", "w") as file:
            file.write(f"Talks in hall {name}\n\n{TEXT} Hall {name}.")
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("inside.txt", f"Talks in a tent\n\n{TEXT} It was a tent.")
    (tmp_path / "plain file.txt").write_text(f"Talks at sea\n\n{TEXT} It was a ship.", encoding="utf-8")
    inside = f"zip://inside.txt::file://{tmp_path}/x.zip"
    plain = (tmp_path / "plain file.txt").as_uri()
    asked = ["memory://news/one.jsonl", "memory://folder/*.txt", inside, plain, f"{web}/in.jsonl?token=secret"]
    assert build(*asked, out=str(tmp_path / "out")) == 0
    found = documents(tmp_path / "out")
    assert found == [
        ("a", "memory://news/one.jsonl"), ("b", "memory://news/one.jsonl"),
        ("a.txt", "memory:///folder/a.txt"), ("b.txt", "memory:///folder/b.txt"),
        ("inside.txt", inside), ("plain file.txt", str(tmp_path / "plain file.txt")),
        ("a#2", f"{web}/in.jsonl"), ("b#2", f"{web}/in.jsonl"),
    ]  # fmt: skip
    inputs = store.current(tmp_path / "out").manifest["inputs"]
    assert "secret" not in json.dumps(inputs) and all(one["sha256"] and one["bytes"] for one in inputs["first"])


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("nonsense://x", "Protocol not known"),
        ("memory://nothing.txt", "nothing is there"),
        ("zip://a.txt", "an address reads like"),
        ("http://127.0.0.1:9/x.txt", "^cannot be reached: Cannot connect to host 127.0.0.1:9"),
        ("dir://x", "an address reads like"),
        ("s3://bucket/x.jsonl", "s3fs"),
        ("data://,x", "an address reads like"),
        ("http://[::1", "Invalid IPv6 URL"),
    ],
)
def test_a_bad_address_is_named_and_the_rest_is_read(
    url: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert build(url, str(tmp_path / "a.txt"), out=str(tmp_path / "out")) == 1
    (left_out,) = aside.of_build(store.current(tmp_path / "out"))
    assert left_out.path == url
    assert re.search(said, left_out.reason) and left_out.reason in capsys.readouterr().err


def _archives(folder: Path) -> None:
    """Write archives, each with what cannot be read in it."""
    for name, how in (("deflated", zipfile.ZIP_DEFLATED), ("lzma", zipfile.ZIP_LZMA), ("locked", zipfile.ZIP_STORED)):
        with zipfile.ZipFile(folder / f"{name}.zip", "w", how) as archive:
            archive.writestr("a.txt", TEXT * 40)
            archive.writestr("b.txt", TEXT)
        content = bytearray((folder / f"{name}.zip").read_bytes())
        if name == "locked":
            content[6] |= 1
            content[content.find(b"PK\1\2") + 8] |= 1
        else:
            begins = 30 + len("a.txt")
            content[begins + 9 : begins + 60] = b"\xff" * 51
        (folder / f"{name}.zip").write_bytes(content)
    with tarfile.open(folder / "linked.tar", "w") as tar:
        link = tarfile.TarInfo("a.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/elsewhere.txt"
        tar.addfile(link)
        whole = tarfile.TarInfo("b.txt")
        whole.size = len(TEXT.encode())
        tar.addfile(whole, io.BytesIO(TEXT.encode()))


@pytest.mark.parametrize(
    ("archive", "said"),
    [
        ("zip://*.txt::{}/deflated.zip", "decompressing.*the archive is cut, damaged"),
        ("zip://*.txt::{}/lzma.zip", "the archive is cut, damaged"),
        ("zip://*.txt::{}/locked.zip", "encrypted.*unpack the archive"),
        ("tar://*.txt::{}/linked.tar", "elsewhere.txt"),
    ],
)
def test_a_member_that_cannot_be_read_costs_no_other(archive: str, said: str, tmp_path: Path) -> None:
    _archives(tmp_path)
    bad, good = urls.copied(archive.format(tmp_path.as_uri()), into=tmp_path / "in")
    assert isinstance(bad, LeftOut) and bad.path.endswith("a.txt") and re.search(said, bad.reason)
    assert isinstance(good, urls.Copied) and good.path.read_text(encoding="utf-8") == TEXT


def test_what_is_no_archive_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.tar").write_bytes(b"x" * 2000)
    with pytest.raises(InputError, match="the archive is cut, damaged or of another kind: fetch it again"):
        next(urls.copied(f"tar://a.txt::{tmp_path.as_uri()}/x.tar", into=tmp_path))


@pytest.mark.parametrize(("status", "said"), [(404, "nothing is there"), (403, "the server answers 403 Forbidden")])
def test_a_server_that_answers_is_told_from_one_that_does_not(
    status: int, said: str, web: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(request: http.server.SimpleHTTPRequestHandler) -> None:
        request.send_error(status)

    monkeypatch.setattr(http.server.SimpleHTTPRequestHandler, "do_GET", refused)
    with pytest.raises(InputError, match=said) as raised:
        next(urls.copied(f"{web}/in.jsonl?token=secret", into=tmp_path))
    assert "secret" not in str(raised.value) and "reads like" not in str(raised.value)


def test_a_file_that_cannot_be_fetched_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    system = fsspec.filesystem("memory")
    for name in "abc":
        with fsspec.open(f"memory://folder/{name}.txt", "w") as file:
            file.write(f"{TEXT} Hall {name}.")
    fetch = type(system).get_file

    def refused(self: object, name: str, place: str) -> None:
        if name.endswith("a.txt"):
            raise PermissionError(13, "Permission denied")
        fetch(self, name, place)

    monkeypatch.setattr(type(system), "get_file", refused)
    assert build("memory://folder/*.txt", out=str(tmp_path / "out")) == 1
    assert [name for name, _ in documents(tmp_path / "out")] == ["b.txt", "c.txt"]
    (left_out,) = aside.of_build(store.current(tmp_path / "out"))
    assert left_out.path == "memory:///folder/a.txt" and "Permission denied" in left_out.reason


def test_a_table_goes_to_an_address_pointer_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert build(str(tmp_path / "a.txt"), out="memory://tables/news") == 0
    system = fsspec.filesystem("memory")
    there = json.loads(system.cat_file("/tables/news/current.json"))["build"]
    manifest = json.loads(system.cat_file(f"/tables/news/{there}/manifest.json"))
    assert manifest["tables"]["sentences"]["rows"] == 2
    with system.open(f"/tables/news/{there}/sentences/part-00000.parquet") as file:
        assert pq.read_table(file).num_rows == 2

    def full(*given: object, **options: object) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "a.txt").write_text(TEXT + " More came.", encoding="utf-8")
    monkeypatch.setattr(type(system), "put_file", full)
    assert build(str(tmp_path / "a.txt"), out="memory://tables/news") == 2
    assert json.loads(system.cat_file("/tables/news/current.json"))["build"] == there


def test_a_stop_while_a_table_is_copied_says_what_is_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(*given: object, **options: object) -> None:
        raise KeyboardInterrupt

    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setattr(type(fsspec.filesystem("memory")), "put_file", stopped)
    assert build(str(tmp_path / "a.txt"), out="memory://tables/news") == 130
    said = capsys.readouterr().err
    assert "the new table is whole in" in said and "nothing was replaced" not in said


@pytest.mark.parametrize("workers", ["0", "-3", "many"])
def test_a_number_of_workers_below_one_is_refused(workers: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["build", "a.txt", f"--workers={workers}"])
    assert ended.value.code == 2 and "whole number from 1" in capsys.readouterr().err


def test_a_file_address_is_a_folder_for_tables(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    out = (tmp_path / "my out").as_uri()
    assert build(str(tmp_path / "a.txt"), out=out) == 0
    assert documents(tmp_path / "my out") == [("a.txt", str(tmp_path / "a.txt"))]
    assert main(["describe", out]) == 0 and main(["describe", "memory://x"]) == 2
    assert "copy it here first" in capsys.readouterr().err


@pytest.mark.parametrize("out", ["https://host/x", "nonsense://x", "s3://bucket/x"])
def test_an_output_that_cannot_be_is_refused_before_the_work(
    out: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert build(str(tmp_path / "a.txt"), out=out) == 2
    assert f"cannot write to {out}" in capsys.readouterr().err and not (tmp_path / "built").exists()


@pytest.mark.parametrize(
    "out", ["https://", "zip://x", "ZIP://x", "zip://x::file:///none.zip", "tar://x", "github://a:b@/x", "reference://x"]
)
def test_a_store_that_takes_no_files_is_refused_in_plain_words(out: str) -> None:
    with pytest.raises(OutputError, match="name a folder, or a store that takes files such as s3://"):
        urls.check_output(out)


def test_an_output_is_not_answered_with_how_inputs_read() -> None:
    with pytest.raises(OutputError, match=r"a table's address reads like s3://bucket/folder") as raised:
        urls.check_output("nonsense://x")
    assert "file.jsonl" not in str(raised.value)


def test_what_may_be_secret_is_not_shown() -> None:
    assert urls.shown("https://me:word@host/a.txt?key=1") == "https://host/a.txt"
    assert [urls.is_url(given) for given in ("a.txt", "C:/a", "zip://a", "zip::file://b", "odd:name")] == [
        False, False, True, True, False,
    ]  # fmt: skip
    with pytest.raises(InputError):
        urls.readable_folder("memory://x")
