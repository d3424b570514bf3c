"""What is in force in this browser session: the table, the filters and the page's own choices, all from the address.

The address is the only state: a reload, the back button and a link sent to a colleague give the same view. Widgets
show what the address says and write to it when they change. A page that runs without `app.py` finds the same defaults.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal
from urllib.parse import parse_qs, urlencode

import streamlit as st

from dashboard import intervals, own_documents
from dashboard.filters import PARAMETERS, Filters, shortened
from dashboard.queries.counts import Counts, counts
from dashboard.queries.groups import shown_name, speaker_countries
from dashboard.table import Table, open_table

#: Smallest n at which a mark is drawn filled, unless the address says otherwise.
LEAST_N = intervals.LEAST_N
#: Values of a filter that a line of the page names at most, characters of each, and characters of the line: an address
#: may hold hundreds of values of any length.
MOST_NAMES, LONGEST_NAME, LONGEST_LINE = 8, 80, 600
#: Choices that travel from page to page beside the filters.
OWN = "own"
#: The build a link was made on: whoever opens it sees the same numbers, as long as that build is on disk.
BUILD = "build"
KEPT = ("least", OWN)
#: A job of the Analyse page.
JOB = "job"
#: What leads to documents of somebody's own: whoever has the value can read them.
PRIVATE = (OWN, JOB)

#: Choices that make no sense any more when the filters change: the page of a list, the mark looked at.
STARTS_AGAIN = ("page", "mark", "asked", "why")
#: Where the session keeps which build is shown, for the links it makes.
_SHOWN = "podium-build"
#: Where the session keeps the title of the page it showed last.
_PAGE = "podium-page"


@dataclass(frozen=True)
class View:
    """One page's view: the table, the filters in force, what matches them, and how to draw it."""

    table: Table
    filters: Filters
    counts: Counts
    theme: Literal["light", "dark"]
    least_n: int

    @property
    def look(self) -> dict[str, Any]:
        """What most charts are drawn with: the theme, and the smallest n of a filled mark."""
        return {"theme": self.theme, "least_n": self.least_n}

    def name(self, parameter: str, value: str) -> str:
        """Return the name to show for a value of the filter called `parameter` in the address."""
        return shown_name(self.table, parameter, value)

    def countries(self, parameter: str, values: Iterable[str]) -> dict[str, str]:
        """Return the country of each value that is a speaker with one: what tells speakers of one name apart."""
        return speaker_countries(self.table, values) if parameter == PARAMETERS["speakers"] else {}

    def words(self, filters: Filters | None = None) -> str:
        """Return the filters (default: those in force) in words for a line of the page, ids replaced by names."""

        def name(parameter: str, value: str) -> str:
            return shortened(self.name(parameter, value), characters=LONGEST_NAME)

        words = (filters or self.filters).words(name=name, most=MOST_NAMES)
        return shortened(words, characters=LONGEST_LINE)


def open_view() -> View:
    """Return the view the address asks for; raises `TableError` when there is no table to read.

    Where the address names a table of the reader's own that is not there, that is an `OwnTableError`.
    """
    own = own_table()
    table = open_table(own, build=parameter(BUILD) if own is None else "")
    st.session_state[_SHOWN] = table.id if own is None else None
    chosen = filters()
    return View(table, chosen, counts(table, chosen), theme(), least_n())


def own_table() -> Path | None:
    """Return the folder of the reader's own table where the address names one, else None for the shared table.

    Raises `OwnTableError` where the address names one that is not there.
    """
    return own_documents.table_of(parameter(OWN))


def filters() -> Filters:
    """Return the filters the address asks for."""
    return Filters.from_query({name: st.query_params.get_all(name) for name in PARAMETERS.values()})


def choose(chosen: Filters) -> None:
    """Put `chosen` into the address in place of the filters there; what stood on the former rows starts again."""
    ours = {*PARAMETERS.values(), *STARTS_AGAIN}
    rest = {name: st.query_params.get_all(name) for name in st.query_params if name not in ours}
    st.query_params.from_dict({**chosen.to_query(), **_pin(), **rest})


def address(chosen: Filters, **own: str) -> dict[str, str | Sequence[str]]:
    """Return the query parameters of a link: the filters, the choices that travel along, and a page's own."""
    kept = {name: st.query_params[name] for name in KEPT if name in st.query_params}
    return {**chosen.to_query(), **_pin(), **kept, **own}


def _pin() -> dict[str, str]:
    """Return the build that is shown, as a part of the address; nothing for a table of the reader's own."""
    shown = st.session_state.get(_SHOWN)
    return {BUILD: shown} if shown and OWN not in st.query_params else {}


def restate_address(title: str) -> None:
    """Tell the browser the address of this run of the page called `title`, where that is the page it shows already.

    The browser keeps its own address where a link leads to the page that is shown. On the way to another page it would
    put the new parameters to the former page first, and going back would lead there.
    """
    if st.session_state.get(_PAGE) == title:
        st.query_params.from_dict({name: st.query_params.get_all(name) for name in st.query_params})
    st.session_state[_PAGE] = title


def parameter(name: str, default: str = "", *, allowed: Sequence[str] | None = None) -> str:
    """Return a page's own choice from the address; the default where it is absent or not `allowed`."""
    value = st.query_params.get(name, default)
    return value if allowed is None or value in allowed else default


def number(name: str, default: int, *, low: int, high: int) -> int:
    """Return a whole number from the address, held between `low` and `high`; the default where it is none."""
    try:
        value = int(st.query_params.get(name, default))
    except ValueError:
        return default
    return max(low, min(high, value))


def set_parameters(changes: Mapping[str, str | None]) -> None:
    """Change a page's own choices in the address at once; None or "" takes one out."""
    now = {name: [value] for name, value in _pin().items()}
    now |= {name: st.query_params.get_all(name) for name in st.query_params}
    for name, value in changes.items():
        now.pop(name, None)
        if value:
            now[name] = [value]
    st.query_params.from_dict(now)


def mark() -> Filters | None:
    """Return the mark of a chart the reader looks at, as filters; None when there is none."""
    asked = Filters.from_query(parse_qs(parameter("mark")))
    return asked if asked.any else None


def set_mark(chosen: Filters | None) -> None:
    """Put a mark of a chart into the address, or take it out."""
    set_parameters({"mark": urlencode(chosen.to_query(), doseq=True) if chosen else None, "page": None})


def keep_mark() -> None:
    """Make the mark looked at part of the filters, where it can be said in them."""
    chosen = mark()
    both = filters().joined(chosen) if chosen else None
    if isinstance(both, Filters):
        choose(both)


def least_n() -> int:
    """Return the n below which marks are drawn hollow."""
    return number("least", LEAST_N, low=1, high=1000)


def theme() -> Literal["light", "dark"]:
    """Return the theme the reader's browser shows: "light" or "dark"."""
    return "dark" if st.context.theme.type == "dark" else "light"
