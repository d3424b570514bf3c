"""Memory that is free in this process goes back to the system.

The C library keeps what tensors of ever other sizes leave behind, in pieces that fit the next ones badly: a process
that reads for hours would grow by the hour though nothing is held.
"""

from __future__ import annotations

import ctypes
import functools
import sys
from collections.abc import Callable


def give_back() -> None:
    """Give free memory back where the C library can be asked to (glibc); takes some milliseconds."""
    _trim()(0)


@functools.cache
def _trim() -> Callable[[int], object]:
    if sys.platform == "linux":
        try:
            found: Callable[[int], object] = ctypes.CDLL("libc.so.6").malloc_trim
        except (OSError, AttributeError):
            pass
        else:
            return found
    return lambda _: None
