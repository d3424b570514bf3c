"""Bytes in, text out."""

from __future__ import annotations

import codecs
import gzip
from pathlib import Path

import pytest

from data import decoding
from data.errors import InputError

TEXT = "Envoy’s talks\n\nThe Fjordlander said “no” to a café – twice.\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-32"),
        TEXT.encode("windows-1252"),
    ],
)
def test_encodings(content: bytes) -> None:
    assert decoding.decode(content) == TEXT


def test_declared_encoding_wins_over_windows_1252() -> None:
    assert decoding.decode("Łódź".encode("iso-8859-2"), declared="iso-8859-2") == "Łódź"


def test_unknown_or_wrong_declaration_is_passed_over() -> None:
    assert decoding.decode("café".encode(), declared="no-such-encoding") == "café"
    assert decoding.decode("café".encode("windows-1252"), declared="utf-8") == "café"


@pytest.mark.parametrize("declared", ["hex", "zlib", "rot13", "punycode", "idna", "undefined", "utf-16"])
def test_a_declaration_that_is_no_charset_of_text_is_passed_over(declared: str) -> None:
    assert decoding.decode("a café".encode(), declared=declared) == "a café"


def test_the_encodings_believed_in_are_known_by_these_names() -> None:
    assert {name for name in decoding.DECLARED if codecs.lookup(name).name != name} == set()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("é é é\nx".encode() + b"\x93\n", "byte 0x93 on line 2 is not valid utf-8"),
        (b"one\ntwo\nthr\x81ee", "byte 0x81 on line 3"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "binary"),
        (TEXT.encode("utf-16")[:-1], "utf-16"),
    ],
)
def test_what_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        decoding.decode(content)


@pytest.mark.parametrize("content", [b"", b" \n\n "])
def test_empty_file(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(content)
    with pytest.raises(InputError, match="empty"):
        decoding.read_text(tmp_path / "a.txt")


def test_lines_of_a_cut_gzip_file_come_before_the_error(tmp_path: Path) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(b"one\ntwo\n")[:-4])
    *whole, last = decoding.lines(path)
    assert whole == [(1, "one\n"), (2, "two\n")]
    assert last[0] == 3 and "cut or damaged" in str(last[1])


def test_line_separators_inside_utf_16_text_are_no_line_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes("one\u2028\x85same\ntwo\n".encode("utf-16"))
    assert list(decoding.lines(path)) == [(1, "one\u2028\x85same\n"), (2, "two\n")]


def test_too_long_a_line_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "MAX_BYTES", 100)
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"short\n" + b"x" * 1000 + b"\nlast\n")
    found = list(decoding.lines(path))
    assert [found[0], found[2]] == [(1, "short\n"), (3, "last\n")]
    assert "longer than 100 bytes" in str(found[1][1])
