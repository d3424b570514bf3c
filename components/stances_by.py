"""Who is for or against one target: its choice, and the groups with most stances toward it as diverging bars."""

from __future__ import annotations

from components import charts, notes
from components.figures import by_stance, show_figure, why_empty
from components.target_choice import show_target_choice
from dashboard import names
from dashboard.queries.stance import stance_by
from dashboard.session import View

#: How the title asks, by what the figure groups by.
_WHO = {"speaker": "Who is", "country": "Which countries are"}
_MANY = {"speaker": "speakers", "country": "countries"}


def show_stances_by(view: View, *, by: str, key: str, limit: int) -> None:
    """Draw the `limit` groups of `by` ("speaker", "country") with most stances toward the target the reader chooses."""
    target = show_target_choice(view, key=key)
    groups = stance_by(view.table, view.filters, target=target or "", by=by, limit=limit)
    many = _MANY[by]
    none = "No spoken sentence has a stance toward it." if target else "No sentence has a stance toward a target."
    chart = charts.build_stance_chart(
        groups,
        title=f"{_WHO[by]} for or against {names.target(target)}" if target else f"Stance by {by}",
        subtitle=f"The {limit} {many} with most stances" if groups.attrs["groups"] > limit else f"Stances by {by}",
        why_empty=why_empty(view, none),
        **view.look,
    )
    way = by_stance(by, targets=(target,) if target else ())
    show_figure(view, chart, groups, key=key, way=way, alt=charts.describe_stance(groups))
    notes.show_stance_totals(groups, by=by)
