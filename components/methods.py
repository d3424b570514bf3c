"""The parts of the Methods page: the build, its models, what was left out, the columns, and what numbers mean."""

from __future__ import annotations

import math
import re
from typing import Any

import pandas as pd
import streamlit as st

from components.files import file_words
from components.text import counted, plain
from dashboard.export import LICENCE
from dashboard.index import tone_column
from dashboard.queries import left_out
from dashboard.queries.evidence import added_columns
from dashboard.session import View
from data import settings
from data.store import describe_column

#: What readers meet on the pages, in words; fixed text, so Markdown is safe here.
MEANINGS = {
    "Sentence": "The unit of every count. Sentences inside a quotation are counted one by one; turn labels and "
    "repeated headlines are none.",
    "Voice": "Whose words the sentence carries: somebody's directly, indirectly, or mixed; else it is narration, the "
    "outlet's own words.",
    "Speaker": "The person or body the words are attributed to, through pronouns and titles. *Unknown* means that "
    "somebody speaks and it was not found out who. Narration has no speaker; that is not unknown. A sentence of "
    "several speakers counts once for each in figures by speaker, and the line under the figure says how often.",
    "Country": "The country the speaker speaks for (ISO 3166-1 alpha-3). International bodies have none. Where only "
    "the rest of the text tells it, the sentence says beside the country that it was guessed.",
    "Topic": "Up to three for a sentence, the likeliest first. A sentence counts in each of its topics.",
    "Tone": "The sentiment of the wording, from −1 (negative) to +1 (positive). It says nothing about what anybody is "
    "for or against.",
    "Stance": "Against, neither, in favor, toward one target; the speaker's where somebody speaks, else the outlet's. "
    "*Abstained* means that no label was likely enough. Stances toward different targets are never added up.",
    "Net stance": "Share in favor minus share against, of those that were answered (neither included), from −1 to +1.",
    "Effect size": "Cliff's delta: the chance that a value of the first selection is above one of the second, minus "
    "the reverse, from −1 to +1. The words name what its 95 % interval reaches over, not the estimate alone: below "
    "0.147 negligible, below 0.33 small, below 0.474 medium, above large (Romano et al. 2006). *Negligible to large* "
    "means that the sentences do not settle how large the difference is; *too few to tell* that a side has fewer than "
    "the smallest n.",
    "Hollow marks": "Fewer sentences than the smallest n, which can be set on this page; of a net stance, fewer that "
    "the model answered. Their intervals are wide.",
}
INTERVALS = (
    "Every interval holds 95 %. Shares: Wilson's score interval. Means of tone: Student's t, cut at −1 and +1. Net "
    "stance: Wilson's intervals joined by Newcombe's square-and-add method. The difference of two selections: in tone "
    "Welch's interval, cut at −2 and +2, in net stance square-and-add of the two intervals. Cliff's delta: Cliff's "
    "asymmetric interval. Words that set two selections apart have a z-score in place of an interval: beyond ±1.96 a "
    "difference is unlikely by chance for one word; of many words some lie beyond it by chance. All treat sentences, "
    "or words, as independent draws. Sentences of one document resemble each other, so true intervals are wider."
)


def show_meanings(view: View) -> None:
    """Draw what each number on the pages means."""
    st.header("What the numbers mean", anchor="numbers")
    for name, meaning in MEANINGS.items():
        st.markdown(f"**{name}.** {meaning}{_tone_here(view) if name == 'Tone' else ''}")
    st.markdown(f"**Intervals.** {INTERVALS}")


def _tone_here(view: View) -> str:
    """Return how the build came by its tone: each scorer has a scale of its own."""
    column = tone_column(view.table.build)
    if column is None:
        return " This build has none."
    return f" In this build it is the column `{column}`: {plain(view.table.columns('sentences')[column]['meaning'])}"


def show_build(view: View) -> None:
    """Draw which build is shown, from what it was made, and with what."""
    st.header("This build", anchor="build")
    manifest = view.table.manifest
    rows = {
        "build": view.table.id,
        "made": str(manifest.get("created", "not recorded")),
        "input files": f"{manifest['inputs']['files']:,}",
        **{f"rows of {name}": f"{view.table.rows(name):,}" for name in manifest["tables"] if name != "left_out"},
        "left out": counted(view.table.rows("left_out"), "document"),
        "repeat another, not counted": counted(left_out.repeated(view.table), "document"),
        "scorers": ", ".join(manifest.get("scorers", [])) or "not recorded",
    }
    st.dataframe(pd.DataFrame({"what": list(rows), "value": list(rows.values())}), hide_index=True)
    st.caption(LICENCE)


def show_models(view: View) -> None:
    """Draw the model files with their hashes, and the measured quality the build carries."""
    st.header("Models", anchor="models")
    models = view.table.manifest.get("models") or {}
    if not models:
        st.text("The build's manifest names no model.")
        return
    frame = pd.DataFrame({"file": list(models), "SHA-256": [_words(v) for v in models.values()]})
    st.dataframe(frame, hide_index=True)
    st.caption(
        "`python -m data evaluate` measures speakers and stance on the labels in `seeds/gold/`; the other stages need "
        "a labelled file (`python -m data evaluate TASK FILE`)."
    )
    quality = _figures_of_card()
    if quality:
        with st.expander("How well the shipped models do", icon=":material/straighten:"):
            st.markdown(quality)


def show_left_out(view: View) -> None:
    """Draw what was set aside: how often for which reason, then document by document."""
    st.header("What was left out, and why", anchor="left-out")
    repeated = left_out.repeated(view.table)
    if repeated:
        one = repeated == 1
        st.caption(
            f"{counted(repeated, 'document')} {'repeats' if one else 'repeat'} another nearly word for word: "
            f"{'its' if one else 'their'} sentences are not in the table."
        )
    n = view.table.rows("left_out")
    if not n:
        st.text("Nothing was left out of this build.")
        return
    st.dataframe(left_out.reasons(view.table), hide_index=True)
    frame = left_out.documents(view.table)
    if n > len(frame):
        st.caption(f"The first {len(frame):,} of {counted(n, 'document')}; the build's table `left_out` has them all.")
    shown = [file_words(path) for path in frame["path"]]
    # A reason may name the file too.
    told = [
        reason.replace(path, name) if path else reason
        for reason, path, name in zip(frame["reason"], frame["path"], shown, strict=True)
    ]
    cells = {"file": shown, "line": [_words(one) for one in frame["line"]], "document": frame["document_id"].fillna("")}
    st.dataframe(pd.DataFrame({**cells, "reason": told}), hide_index=True)


def show_columns(view: View) -> None:
    """Draw every column of every table: type, unit, allowed values, meaning."""
    st.header("Columns", anchor="columns")
    tables = view.table.manifest["tables"]
    rows = [{"table": name, **column} for name in tables for column in view.table.columns(name).values()]
    rows += [{"table": "sentences, in downloads", **describe_column(c)} for c in added_columns(view.table)]
    # Left to themselves the columns share the width, and the sentence that matters is cut.
    widths = {"table": 100, "name": 150, "meaning": 520, "type": 100, "allowed": 160, "unit": 60, "low": 50, "high": 50}
    frame = pd.DataFrame(rows)[list(widths)]
    blank = {name: [_words(value) for value in frame[name]] for name in ("unit", "allowed", "low", "high")}
    shown = {name: st.column_config.Column(width=width) for name, width in widths.items()}
    st.dataframe(frame.assign(**blank), hide_index=True, column_config=shown)


def _figures_of_card() -> str:
    """Return the part of the shipped model card that holds the measured figures; "" where there is no card."""
    card = settings.MODELS / "README.md"
    if not card.is_file():
        return ""
    parts = re.split(r"^## ", card.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return next((p.partition("\n")[2].strip() for p in parts if p.startswith("Figures")), "")


def _words(value: Any) -> str:
    if value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value)):
        return ""
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
