"""The size of what matches in a row of large numbers: sentences, whose words, how many speakers are known."""

from __future__ import annotations

import streamlit as st

from components.text import counted, escaped, percent
from dashboard.intervals import wilson
from dashboard.session import View


def show_headline(view: View) -> None:
    """Draw the numbers; shares with their n and 95 % interval."""
    c = view.counts
    period = (c.first.isoformat(), f"to {c.last.isoformat()}") if c.first and c.last else ("–", "no document is dated")
    if c.first and c.first == c.last:
        period = (period[0], "all of one day")
    if c.first and c.undated:
        period = (period[0], f"{period[1]}, {c.undated:,} undated")
    tiles = [
        ("Sentences", f"{c.sentences:,}", f"in {counted(c.documents, 'document')}"),
        ("In somebody’s words", *_share(c.spoken, c.sentences)),
        ("Speaker known", *_share(c.spoken - c.unknown, c.spoken)),
        ("Speakers", f"{c.speakers:,}", "people, offices, bodies"),
        ("Period", *period),
    ]
    # Numbers and fixed words only: nothing from a document stands here.
    cells = "".join(f"<div><dt>{name}</dt><dd>{value}</dd><dd>{below}</dd></div>" for name, value, below in tiles)
    st.html(f'<dl class="pd-figures">{cells}</dl>')


def _share(count: int, n: int) -> tuple[str, str]:
    if not n:
        return "–", "nobody speaks here"
    low, high = wilson(count, n)
    share, begin, end = (escaped(percent(value)) for value in (count / n, float(low), float(high)))
    return share, f"{count:,} of {n:,} (95 %: {begin} to {end})"
