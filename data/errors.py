"""One exception class for each cause a user can meet.

Each message names the value, what is allowed and what to do next. The command line prints it without a
traceback; the dashboard prints it on the page.
"""

from __future__ import annotations


class PodiumError(Exception):
    """Anything the user can put right; the message says how."""


class InputError(PodiumError):
    """A path, file or line given to the job cannot be read."""


class OutputError(PodiumError):
    """The place the result should go to cannot be written."""


class TableError(PodiumError):
    """The built table is missing, damaged or of another version."""


class OwnTableError(TableError):
    """A link to documents of one's own leads to no table: it is still being built, or no longer here."""


class SchemaError(PodiumError):
    """A table does not keep the columns, types or ranges that `schema.py` names."""


class SeedError(PodiumError):
    """A file under `seeds/` that the user edits holds something that cannot be used."""


class WorkerError(PodiumError):
    """Worker processes keep being killed, run other code than the build, or are not to be had at all."""


class ModelError(PodiumError):
    """Model weights are missing, damaged, or their labels cannot be mapped."""


#: What a text that nobody thought of can make the reading raise: it costs that text alone, never a job over thousands.
FAULTS = (LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RuntimeError)


def fault(error: BaseException) -> str:
    """Return in one line what ended the reading of one text."""
    return f"reading it ended with {type(error).__name__}: {next(iter(str(error).splitlines()), 'no message')}"
