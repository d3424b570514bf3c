"""Figures: each `build_*_chart(frame, *, title, subtitle, theme, ...)` gives a plotly figure and draws nothing.

One file a family; the columns a frame needs stand in the function's docstring. Beside each stands `describe_*`, the
same in words, for the `alt=` of the chart. Every mark carries customdata that begins with its id, so that a click can
become a filter, and its n. Words from the data are escaped here, on their way into the figure.
"""

from components.charts.bars import build_counts_chart, describe_counts
from components.charts.course import build_course_chart, describe_course
from components.charts.dots import build_dots_chart, build_dumbbell_chart, describe_dots, describe_dumbbell
from components.charts.grid import build_grid_chart, describe_grid
from components.charts.over_time import build_timeline_chart, describe_timeline
from components.charts.shares_over_time import (
    build_net_timeline_chart,
    build_share_timeline_chart,
    describe_net_timeline,
    describe_share_timeline,
)
from components.charts.stance import build_stance_chart, describe_stance
from components.charts.two_sides import build_tones_chart, describe_tones
from components.charts.words import build_words_chart, describe_words
from components.charts.world import MAP_CONFIG, build_map_chart, describe_map

__all__ = [
    "MAP_CONFIG",
    "build_counts_chart",
    "build_course_chart",
    "build_dots_chart",
    "build_dumbbell_chart",
    "build_grid_chart",
    "build_map_chart",
    "build_net_timeline_chart",
    "build_share_timeline_chart",
    "build_stance_chart",
    "build_timeline_chart",
    "build_tones_chart",
    "build_words_chart",
    "describe_counts",
    "describe_course",
    "describe_dots",
    "describe_dumbbell",
    "describe_grid",
    "describe_map",
    "describe_net_timeline",
    "describe_share_timeline",
    "describe_stance",
    "describe_timeline",
    "describe_tones",
    "describe_words",
]
