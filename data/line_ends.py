"""A text in, the same text out with every line end written "\\n", and no character moved.

What reads a text looks for line ends in many places; all of them read this form, so that a file written on another
system gives the same table. Offsets hold in the text as it was given.
"""

from __future__ import annotations

import re
from dataclasses import replace

from data.records import Document

#: A paragraph, which a line end of any kind ends; what counts paragraphs counts these.
LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_OTHER = re.compile(r"[\r\u2028\u2029]")


def plain(text: str) -> str:
    """Return `text` with a blank and "\\n" for "\\r\\n", and "\\n" for every other line end."""
    return _OTHER.sub("\n", text.replace("\r\n", " \n"))


def plainly(document: Document) -> Document:
    """Return the document with such a text."""
    return replace(document, text=plain(document.text))
