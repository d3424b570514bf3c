"""Sentences under a figure that say how its counts add up to the line above the page, and what it holds."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.text import counted
from dashboard.filters import UNKNOWN
from dashboard.queries.groups import HOLDER_OF
from dashboard.session import View

#: What several groups of one sentence are called, and what a sentence without any is.
SEVERAL = {"speaker": "several speakers", "country": "speakers of several countries", "topic": "several topics"}
NONE = {
    "speaker": "in the outlet's own words have no speaker",
    "country": "in the outlet's own words have no speaker's country",
}

#: Whose stances a figure shows, and whose it then leaves aside.
WHOSE = {"speaker": "of the speakers", "outlet": "in the outlets’ own words"}
OTHERS = {"speaker": WHOSE["outlet"], "outlet": WHOSE["speaker"]}


def subtitle(view: View, *, n: int | None = None, what: str = "sentence") -> str:
    """Return the line under a figure's title: filters in words and how many `what` the figure holds."""
    return f"{view.words()} · {counted(view.counts.sentences if n is None else n, what)}"


def left_out(frame: pd.DataFrame, *, by: str) -> str:
    """Return how many groups of the frame's grouping are not drawn, to be followed by what they have."""
    left = frame.attrs["groups"] - int((frame["id"] != UNKNOWN).sum())
    many = "countries" if by == "country" else f"{by}s"
    return f"Not drawn: {counted(left, by, many)} with"


def show_stance_totals(frame: pd.DataFrame, *, by: str) -> None:
    """Say how the counts of a frame of `queries.stance` add up to the stances toward the target.

    `by` is what the page groups by: it tells whose stances they are.
    """
    totals = frame.attrs
    parts = [_undated(totals["undated"], "stance")] if totals.get("undated") else []
    if totals.get("rest"):
        parts.append(f"{left_out(frame, by=by)} {counted(totals['rest'], 'stance')}.")
    if totals.get("counted_more"):
        several = SEVERAL.get(by, "several groups")
        parts.append(f"Stances of {several} count once for each ({totals['counted_more']:,} counted again).")
    if totals["others"]:
        parts.append(f"Beside these, {counted(totals['others'], 'stance')} {OTHERS[HOLDER_OF[by]]}.")
    if parts:
        st.caption(" ".join(parts))


def show_undated(frame: pd.DataFrame) -> None:
    """Say how many sentences a figure over time leaves aside, having no date."""
    if frame.attrs["undated"]:
        st.caption(_undated(frame.attrs["undated"], "sentence"))


def _undated(n: int, what: str) -> str:
    return f"Not drawn: {counted(n, what)} without a date."


def show_whose(frame: pd.DataFrame, *, holder: str) -> None:
    """Say whose stances a frame of `queries.compare.compare` is made of, and how many it leaves aside."""
    others = frame.attrs["others"]
    beside = f"; beside these, {counted(others, 'stance')} {OTHERS[holder]}" if others else ""
    st.caption(f"Stances are those {WHOSE[holder]}{beside}.")


def show_totals(frame: pd.DataFrame, *, by: str) -> None:
    """Say how the counts of a frame of `queries.groups.by_group` add up to the sentences that match."""
    parts = []
    if frame.attrs.get("counted_more"):
        parts.append(
            f"Sentences of {SEVERAL.get(by, 'several groups')} count once for each "
            f"({frame.attrs['counted_more']:,} counted again)."
        )
    if frame.attrs.get("narration"):
        parts.append(f"{counted(frame.attrs['narration'], 'sentence')} {NONE.get(by, 'are in no group')}.")
    if frame.attrs.get("rest"):
        parts.append(f"{left_out(frame, by=by)} {counted(frame.attrs['rest'], 'sentence')}.")
    if parts:
        st.caption(" ".join(parts))
