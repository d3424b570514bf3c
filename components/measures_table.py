"""The figures of a comparison as a table: differences with their intervals, effect sizes, n of both sides."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.text import signed


def show_measures(frame: pd.DataFrame, *, least_n: int) -> None:
    """Draw one row a measure, numbers with the same digits, what cannot be said as a dash."""
    shown = pd.DataFrame(
        {
            "measure": frame["label"],
            "n first": frame["a_n"],
            "n second": frame["b_n"],
            "difference": [signed(float(v)) for v in frame["difference"]],
            "95 % interval": _intervals(frame, "low", "high"),
            "Cliff’s delta": [signed(float(v)) for v in frame["delta"]],
            "its 95 % interval": _intervals(frame, "delta_low", "delta_high"),
            "in words": frame["words"],
        }
    )
    right = ("difference", "95 % interval", "Cliff’s delta", "its 95 % interval")
    counts = {name: st.column_config.NumberColumn(format="localized") for name in ("n first", "n second")}
    words = {name: st.column_config.TextColumn(alignment="right") for name in right}
    st.dataframe(
        shown, hide_index=True, width="stretch", alt="The figures of the comparison as a table",
        column_config={**counts, **words},
    )  # fmt: skip
    st.caption(
        "Difference: first minus second, with its 95 % interval. Cliff’s delta: the chance that a value of "
        "the first side is above one of the second, minus the reverse. In words: what its interval reaches over, below "
        "0.147 negligible, 0.33 small, 0.474 medium, above large; “too few to tell” where a side has fewer than "
        f"{least_n}."
    )


def _intervals(frame: pd.DataFrame, low: str, high: str) -> list[str]:
    ends = zip(frame[low], frame[high], strict=True)
    return ["–" if a != a or b != b else f"{signed(float(a))} to {signed(float(b))}" for a, b in ends]
