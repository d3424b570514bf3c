"""The choice of what a stance is toward: stances toward different targets are never added up."""

from __future__ import annotations

import streamlit as st

from components.text import plain, told_apart
from dashboard import names, session
from dashboard.queries.options import options
from dashboard.session import View

PARAMETER = "toward"


def show_target_choice(view: View, *, key: str) -> str | None:
    """Draw the choice and return the target's id: the address's, else the most frequent; None when there is none."""
    every = len(view.table.codes.targets)
    found = options(view.table, view.filters, "targets", name=names.target, limit=every)
    n = {str(i): int(k) for i, k in zip(found["id"], found["n"], strict=True)}
    if view.filters.targets:
        n = {i: k for i, k in n.items() if i in view.filters.targets}
    if not n:
        return None
    chosen = session.parameter(PARAMETER, next(iter(n)), allowed=list(n))
    labels = told_apart({i: names.target(i) for i in n}, after={i: f" ({k:,})" for i, k in n.items()})
    name = f"target-{key}"
    st.session_state[name] = chosen
    st.selectbox(
        "Stance toward", list(n), key=name, width=420, on_change=_set, args=(name,),
        format_func=lambda i: labels[i],
        help=plain("What people are for or against. Edit seeds/targets.toml and build again to ask about others."),
    )  # fmt: skip
    return chosen


def _set(name: str) -> None:
    session.set_parameters({PARAMETER: st.session_state[name], "mark": None, "page": None})


def show_group_choice(groups: tuple[str, ...], *, key: str) -> str:
    """Draw the choice of what a figure groups by; return the address's choice, else the first of `groups`."""
    chosen = session.parameter("by", groups[0], allowed=groups)
    name = f"by-{key}"
    st.session_state[name] = chosen
    st.segmented_control("By", groups, key=name, required=True, on_change=_set_group, args=(name,))
    return chosen


def _set_group(name: str) -> None:
    session.set_parameters({"by": st.session_state[name], "mark": None, "page": None})
