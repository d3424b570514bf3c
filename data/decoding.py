"""Bytes of a file in, its text out: UTF-8 with or without BOM, UTF-16, Windows-1252.

Nothing is guessed beyond these: bytes that fit none of them are refused with the line they stand on, and so is a
binary file. The text is not changed; only a byte order mark is taken off.
"""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from data.errors import InputError

#: Longest document, file or line that is read, in bytes: fifteen million words, ten times the longest novels.
MAX_BYTES = 100_000_000
#: Encodings that a page's declaration is believed in, by Python's names: the charsets that text of the web is in.
#: Python knows others that are no charsets of text (hex, zlib, rot13) or take the square of the length (punycode).
#: UTF-16 and UTF-32 are not among them: a declaration that can be read as ASCII stands in neither.
DECLARED = frozenset(
    (
        "ascii utf-8 cp437 cp850 cp852 cp855 cp857 cp858 cp862 cp866 cp874 cp932 cp949 cp950 koi8-r koi8-t koi8-u "
        "mac-cyrillic mac-greek mac-latin2 mac-roman mac-turkish ptcp154 tis-620 kz1048 gb2312 gbk gb18030 big5 "
        "big5hkscs shift_jis shift_jis_2004 shift_jisx0213 euc_jp euc_jis_2004 euc_kr johab iso2022_jp iso2022_kr"
    ).split()
    + [f"cp{number}" for number in range(1250, 1259)]
    + [f"iso8859-{number}" for number in range(1, 17) if number != 12]
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read_text(path: Path, *, declared: str | None = None, most: int | None = None) -> str:
    """Return the text of the whole file, decoded; `declared` is an encoding that the file itself names.

    A file of more than `most` bytes (default: `MAX_BYTES`) is refused.

    Raises `InputError` when the file is empty, binary, too long, of no known encoding, or cannot be opened.
    """
    most = MAX_BYTES if most is None else most
    try:
        with opened(path) as file:
            content = file.read(most + 1)
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror or error}") from error
    if len(content) > most:
        raise InputError(f"longer than {most:,} bytes: split it into documents")
    if not content.strip():
        raise InputError("the file is empty")
    return decode(content, declared=declared)


def opened(path: Path) -> BinaryIO:
    """Open the file for reading bytes, unpacking gzip; raises `InputError` when it cannot be opened."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise InputError(f"cannot be opened: {error.strerror}") from error
    if path.suffix == ".gz":
        return gzip.GzipFile(fileobj=file)  # type: ignore[return-value]
    return file


def lines(path: Path) -> Iterator[tuple[int, str | InputError]]:
    """Yield every line of the file with its number, from 1, and an `InputError` for a line that cannot be read.

    Memory is bounded by the longest line allowed (`MAX_BYTES`). A cut gzip file gives the lines before the cut,
    then the error. Raises `InputError` when the file cannot be opened or is binary.
    """
    number = 0
    with opened(path) as file:
        try:
            encoding = _of_file(file.peek(4096)[:4096], whole=False)  # type: ignore[attr-defined]
            for number, line in enumerate(_raw_lines(file, encoding), start=1):
                yield number, _decoded_line(line, encoding) if isinstance(line, bytes) else line
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            yield number + 1, InputError(f"the gzip file is cut or damaged here ({error}): fetch it again")
        except OSError as error:
            yield number + 1, InputError(f"cannot be read: {error.strerror or error}")


def _raw_lines(file: BinaryIO, encoding: str | None) -> Iterator[bytes | str | InputError]:
    """Yield the lines, still as bytes except where a line feed is more than one byte (UTF-16, UTF-32)."""
    wide = encoding is not None and encoding.startswith(("utf-16", "utf-32"))
    source = io.TextIOWrapper(file, encoding, errors="replace", newline="\n") if wide else file
    end = "\n" if wide else b"\n"
    first = True
    while line := source.readline(MAX_BYTES + 1):
        if len(line) > MAX_BYTES:
            while line and not line.endswith(end):  # type: ignore[arg-type]
                line = source.readline(MAX_BYTES)
            yield InputError(f"the line is longer than {MAX_BYTES:,} bytes: split it into documents")
        else:
            yield line.removeprefix("\ufeff") if first and isinstance(line, str) else line
        first = False


def _decoded_line(line: bytes, encoding: str | None) -> str | InputError:
    try:
        return decode(line) if encoding is None else line.decode("utf-8").removeprefix("\ufeff")
    except InputError as error:
        return error
    except UnicodeDecodeError as error:
        return InputError(f"byte 0x{line[error.start]:02x} is not valid UTF-8")


def decode(content: bytes, *, declared: str | None = None) -> str:
    """Return the text that the bytes spell; raises `InputError` with the line when they fit no known encoding."""
    encoding = _of_file(content, whole=True) or _known(declared)
    if encoding is not None:
        try:
            return content.decode(encoding).removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            if declared is None:
                raise _invalid(content, error.start, encoding) from error
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if _mostly_utf8(content):
            raise _invalid(content, error.start, "utf-8") from error
    try:
        return content.decode("windows-1252")
    except UnicodeDecodeError as error:
        raise _invalid(content, error.start, "utf-8 nor windows-1252") from error


def _of_file(content: bytes, *, whole: bool) -> str | None:
    """Return the encoding that the bytes tell by themselves, else None; raises `InputError` for a binary file."""
    for mark, encoding in _BYTE_ORDER_MARKS:
        if content.startswith(mark):
            return encoding
    sample = content if whole else content[: len(content) // 2 * 2]
    odd, even = sample[1::2].count(0), sample[::2].count(0)
    # Text of Latin letters in UTF-16 has a zero in every second byte.
    in_step = max(odd, even) > 0.3 * len(sample) and min(odd, even) < len(sample) / 100
    if len(sample) >= 4 and len(sample) % 2 == 0 and in_step:
        return "utf-16-le" if odd > even else "utf-16-be"
    if b"\0" in content or len(_CONTROL.findall(content)) > len(content) / 200:
        raise InputError("a binary file, not text")
    return None


def _known(encoding: str | None) -> str | None:
    """Return Python's name of a declared encoding, None where it is none of `DECLARED`."""
    try:
        name = codecs.lookup(encoding).name if encoding else None
    except LookupError:
        return None
    return name if name in DECLARED else None


def _mostly_utf8(content: bytes) -> bool:
    """Return whether most bytes beyond ASCII form valid UTF-8: then the rest is damage, not another encoding."""
    text = content.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    return sum(c > "\x7f" for c in text) - damaged > damaged


def _invalid(content: bytes, place: int, encoding: str) -> InputError:
    line = content.count(b"\n", 0, place) + 1
    return InputError(
        f"byte 0x{content[place]:02x} on line {line} is not valid {encoding}: save the file as UTF-8"
    )
