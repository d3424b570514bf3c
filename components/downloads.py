"""Downloads of exactly what the page shows, made when the button is pressed."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from components.text import counted
from dashboard import export
from dashboard.filters import Filters
from dashboard.session import View

#: Kinds of download by the name in the button: ending, media type.
CSV = ("csv", "text/csv")
PARQUET = ("parquet", "application/vnd.apache.parquet")
ZIP = ("zip", "application/zip")


def show_downloads(view: View, filters: Filters, *, n: int, key: str) -> None:
    """Draw the panel that downloads all `n` sentences matching `filters`."""
    with st.popover("Download", icon=":material/download:", key=f"downloads-{key}"):
        st.caption(f"All {counted(n, 'sentence')}, every column, build {view.table.id}. Nothing is cut.")
        make = {
            "CSV for spreadsheets": (CSV, partial(export.csv, view.table, filters, safe=True)),
            "CSV, raw": (CSV, partial(export.csv, view.table, filters, safe=False)),
            "Parquet": (PARQUET, partial(export.parquet, view.table, filters)),
            "ZIP with codebook and provenance": (
                ZIP,
                partial(export.zipped, view.table, filters, words=view.words(filters), address=_address()),
            ),
        }
        for label, ((ending, media), data) in make.items():
            st.download_button(
                label, data, mime=media, key=f"{key}-{label}", on_click="ignore", width="stretch",
                file_name=export.file_name(view.table, filters, what="sentences", ending=ending, more=label),
            )  # fmt: skip


def _address() -> str:
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    return f"{st.context.url or ''}?{urlencode(query, doseq=True)}"


def show_figure_download(view: View, frame: pd.DataFrame, *, what: str, label: str = "Figures as CSV") -> None:
    """Draw the button that downloads a figure's own numbers as CSV."""
    st.download_button(
        label, partial(export.frame_csv, frame), mime="text/csv", key=f"figures-{what}", on_click="ignore",
        icon=":material/table:", type="tertiary",
        file_name=export.file_name(view.table, view.filters, what=what, ending="csv", more=str(len(frame))),
    )  # fmt: skip
