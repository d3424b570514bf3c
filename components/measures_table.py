"""The figures of a comparison as a table: differences with their intervals, effect sizes, n of both sides."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.text import with_interval


def show_measures(frame: pd.DataFrame, *, least_n: int) -> None:
    """Draw one row a measure, numbers with the same digits, what cannot be said as a dash."""
    shown = pd.DataFrame(
        {
            "measure": frame["label"],
            "n first": frame["a_n"],
            "n second": frame["b_n"],
            "difference": list(map(with_interval, frame["difference"], frame["low"], frame["high"])),
            "Cliff’s delta": list(map(with_interval, frame["delta"], frame["delta_low"], frame["delta_high"])),
            "in words": frame["words"],
        }
    )
    counts = {name: st.column_config.NumberColumn(format="localized") for name in ("n first", "n second")}
    words = {name: st.column_config.TextColumn(alignment="right") for name in ("difference", "Cliff’s delta")}
    st.dataframe(
        shown, hide_index=True, width="stretch", alt="The figures of the comparison as a table",
        column_config={**counts, **words},
    )  # fmt: skip
    st.caption(
        "Difference: first minus second; in brackets the 95 % intervals. Cliff’s delta: the chance that a value of "
        "the first side is above one of the second, minus the reverse. In words: what its interval reaches over, below "
        "0.147 negligible, 0.33 small, 0.474 medium, above large; “too few to tell” where a side has fewer than "
        f"{least_n}."
    )
