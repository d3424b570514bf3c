"""Compare: how do two selections differ in tone, stance and words?"""

from dataclasses import replace

import streamlit as st

from components import charts, notes
from components.evidence import show_card, show_evidence
from components.figures import show_figure
from components.measures_table import show_measures
from components.page import open_page
from components.quotation_card import COLUMNS
from components.side_choice import both_sides, show_side_choice, side_way, word_way
from components.sides_over_time import show_tones_over_time
from components.text import counted, counted_on_sides, plain
from dashboard.queries import evidence
from dashboard.queries.compare import TONE, compare, overlap
from dashboard.queries.words import SAMPLE, distinctive

DRIVING = 3

view = open_page("Compare", "How do two selections differ in tone, stance and words?")
look = view.look
sides = show_side_choice(view)
if sides is None:
    st.stop()
first, second = sides
chosen = [replace(view.filters, also=side.own) for side in sides]
sizes = [evidence.count(view.table, side) for side in chosen]

measures = compare(view.table, *chosen, holder=first.holder, least_n=view.least_n)
chart = charts.build_dumbbell_chart(
    measures,
    title=f"{first.name} and {second.name}: tone and stance",
    subtitle=f"{view.words()} · {counted_on_sides(*sizes)} · means from −1 (negative, against) to +1, 95 % interval; "
    "under each name how far they differ",
    first=first.name,
    second=second.name,
    why_empty="Neither side has a tone or a stance here. Choose others, or widen the filters.",
    **look,
)
alt = charts.describe_dumbbell(measures, first=first.name, second=second.name)
about = {"a_side": first.name, "b_side": second.name}
show_figure(view, chart, measures, key="compare", way=side_way(first, second), alt=alt, about=about)
show_measures(measures, least_n=view.least_n)
if first.holder:
    notes.show_whose(measures, holder=first.holder)
shared = overlap(view.table, *chosen)
if shared:
    st.caption(f"{counted(shared, 'sentence')} on both sides, counted on each.")

show_tones_over_time(view, first, second)

place = st.container()  # Words are counted last: nothing else waits for them.

tone = measures[measures["id"] == TONE]
if len(tone) and tone["difference"].notna().all():
    st.header("The sentences that drive the difference in tone", anchor="driving")
    higher = float(tone["difference"].iloc[0]) >= 0
    orders = ("positive", "negative") if higher else ("negative", "positive")
    for side, filters, order, column in zip(sides, chosen, orders, st.columns(2, gap="large"), strict=True):
        with column:
            st.markdown(f"**{plain(side.name)}**: most {order} first")
            for row in evidence.sentences(view.table, filters, order=order, limit=DRIVING, columns=COLUMNS):
                show_card(view, row)
show_evidence(view, among=both_sides(first, second), heading="The sentences of both sides")

with place:
    words = distinctive(view.table, *chosen)
    sizes = [words.attrs["first_sentences"], words.attrs["second_sentences"]]
    chart = charts.build_words_chart(
        words, title="Words that set them apart",
        subtitle=f"Weighted log-odds with a Dirichlet prior (Monroe et al. 2008) · {counted_on_sides(*sizes)}",
        first=first.name, second=second.name, theme=view.theme,
    )  # fmt: skip
    alt = charts.describe_words(words, first=first.name, second=second.name)
    about = {"first": first.name, "second": second.name}
    show_figure(view, chart, words, key="words", way=word_way(first, second), alt=alt, about=about)
    if words.attrs["sampled"]:
        st.caption(f"Counted in {SAMPLE:,} sentences of each larger side, drawn once and for all by a hash.")
