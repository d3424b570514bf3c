"""Documents in; out, what goes into the table: other languages set aside, duplicates told, long texts cut into parts.

One look at a text tells its language and what makes it like another. Looks are kept between builds beside the
readings, for on a second build they would be most of the work. What is remembered over a run lies on disk.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Iterable, Iterator

import numpy as np

from data.job import long_documents
from data.job.chunks import Admitted
from data.job.duplicates import Duplicates, Likeness, likeness
from data.job.languages import other_language
from data.job.long_documents import Part
from data.job.readings import Keeper
from data.records import Document, LeftOut

_HEAD = struct.Struct("<16sHB")


def admitted(
    found: Iterable[Document | LeftOut], *, keeper: Keeper, left_out: Callable[[LeftOut], None]
) -> Iterator[Admitted]:
    """Yield what is to go into the table, in order; what is not is given to `left_out`."""
    duplicates = Duplicates()
    for document in found:
        if isinstance(document, LeftOut):
            left_out(document)
            continue
        language, like = look(document.text, keeper=keeper)
        if language:
            reason = f"the text is {language}; only English is read"
            left_out(LeftOut(document.path or "", reason, line=document.line, id=document.id))
        elif (first := duplicates.first_like(like, id=document.id)) is not None:
            yield Admitted(Part(document), document, duplicate_of=first)
        else:
            yield from _parts(document, keeper)


def _parts(document: Document, keeper: Keeper) -> Iterator[Admitted]:
    whole = long_documents.sentences_in(document) if long_documents.is_long(document) else None
    for part in long_documents.parts(document):
        first = part.begin == part.context == 0
        kept = keeper.known(part)
        yield Admitted(part, document if first else None, kept=kept, sentences=whole)


def look(text: str, *, keeper: Keeper) -> tuple[str, Likeness]:
    """Return the text's language where it is another than English, else "", and what it is compared by."""
    key = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    if (before := keeper.look(key)) is not None:
        return unpacked(before)
    seen = other_language(text) or "", likeness(text)
    keeper.keep_look(key, packed(*seen))
    return seen


def packed(language: str, like: Likeness) -> bytes:
    """Return a look as bytes."""
    name = language.encode()
    return _HEAD.pack(like.digest, len(like.signature), len(name)) + b"".join(
        (name, like.signature.astype("<u4").tobytes(), like.names.astype("<u4").tobytes())
    )


def unpacked(content: bytes) -> tuple[str, Likeness]:
    """Return the look that `packed` was given."""
    digest, count, length = _HEAD.unpack_from(content)
    name = content[_HEAD.size : _HEAD.size + length].decode()
    numbers = np.frombuffer(content[_HEAD.size + length :], "<u4").astype(np.uint32)
    return name, Likeness(digest, numbers[:count], numbers[count:])
