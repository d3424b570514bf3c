"""Sentences under a figure that say how its counts add up to the line above the page, and what it holds."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.text import counted
from dashboard.filters import UNKNOWN
from dashboard.session import View

#: What several groups of one sentence are called, and what a sentence without any is.
SEVERAL = {"speaker": "several speakers", "country": "speakers of several countries", "topic": "several topics"}
NONE = {
    "speaker": "in the outlet's own words have no speaker",
    "country": "in the outlet's own words have no speaker's country",
    "topic": "have no topic",
}


def subtitle(view: View, *, n: int | None = None, what: str = "sentence") -> str:
    """Return the line under a figure's title: filters in words and how many `what` the figure holds."""
    return f"{view.words()} · {counted(view.counts.sentences if n is None else n, what)}"


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
        left = frame.attrs["groups"] - int((frame["id"] != UNKNOWN).sum())
        parts.append(f"{counted(frame.attrs['rest'], 'more count')} in the {counted(left, 'group')} not drawn.")
    if parts:
        st.caption(" ".join(parts))
