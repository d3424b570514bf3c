"""The figures of a comparison as a table: differences with their intervals, effect sizes, n of both sides."""

from __future__ import annotations

import pandas as pd
import streamlit as st

#: Columns of `queries.compare.compare` and what they are called on screen.
NAMES = {
    "difference": "difference",
    "low": "difference from",
    "high": "to",
    "delta": "Cliff's delta",
    "delta_low": "delta from",
    "delta_high": "delta to",
    "a_n": "n first",
    "b_n": "n second",
    "words": "in words",
}


def show_measures(frame: pd.DataFrame) -> None:
    """Draw one row a measure, numbers with the same digits."""
    shown = frame[["label", *NAMES]].rename(columns={"label": "measure", **NAMES})
    signed = [name for old, name in NAMES.items() if old not in ("a_n", "b_n", "words")]
    st.dataframe(
        shown,
        hide_index=True,
        width="stretch",
        column_config={name: st.column_config.NumberColumn(format="%+.2f") for name in signed},
        alt="The figures of the comparison as a table",
    )
    st.caption(
        "Difference: first minus second, with its 95 % interval. Cliff’s delta: the chance that a value of "
        "the first side is above one of the second, minus the reverse; below 0.15 negligible, 0.33 small, 0.47 medium, "
        "above large."
    )
