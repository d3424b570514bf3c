"""One document at a glance: its course sentence by sentence, each dot the way to its place in the article."""

from __future__ import annotations

import streamlit as st

from components import charts
from components.downloads import show_figure_download, show_image_downloads
from components.figures import chosen_mark, image_settings
from components.links import known_pages
from components.text import cut, steady
from dashboard import session
from dashboard.queries.articles import course
from dashboard.session import View

#: Longer documents would be a band of dots.
LONGEST = 400
KEY = "course"


def fits(view: View) -> bool:
    """Return whether what matches is one document short enough for a dot a sentence."""
    return view.counts.documents == 1 and view.counts.sentences <= LONGEST


def show_course(view: View) -> None:
    """Draw the figure, and the same dots as a list for a keyboard."""
    frame = course(view.table, view.filters, limit=LONGEST)
    name = cut(str(frame["title"].iloc[0] or ""), characters=110)
    chart = charts.build_course_chart(frame, title="Who speaks when, and in what tone", subtitle=name, theme=view.theme)
    with st.container(key=f"figure-{KEY}", gap="xsmall"):
        chosen = st.plotly_chart(
            chart, key=f"chart-{KEY}-{view.table.id}", theme=None, alt=charts.describe_course(frame),
            config=image_settings(view, chart, key=KEY, about={}), selection_mode="points", on_select="rerun",
        )  # fmt: skip
        with st.container(horizontal=True, vertical_alignment="center", key=f"under-{KEY}", gap="xsmall"):
            texts = dict(zip(frame["position"], frame["text"], strict=True))
            listed = st.selectbox(
                "A sentence in its article", list(texts), index=None, key=f"twin-{KEY}", width="stretch",
                placeholder="To a sentence …", label_visibility="collapsed",
                format_func=lambda p: f"{p + 1}. {steady(cut(str(texts[p]), characters=70))}",
            )  # fmt: skip
            show_figure_download(view, frame, what=KEY, about={})
            show_image_downloads(f"figure-{KEY}")
    custom = chosen_mark(chosen)
    place = listed if listed is not None else custom[0] if custom else None
    if place is not None:
        query = session.address(view.filters, document=str(frame["key"].iloc[0]), sentence=str(int(place)))
        st.switch_page(known_pages()["Article"], query_params=query)
