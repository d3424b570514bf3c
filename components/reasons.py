"""Why a sentence reads as it does: what the models held likely, and on demand the words that moved one score.

The words are asked of the model by a job outside the web process (`dashboard.questions.start_explaining`); the address
names the job, so the answer can be linked to like everything else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from components import palette
from components.job_watch import watch
from components.text import escaped, known, percent, signed, told_apart, verbatim
from dashboard import names, questions, session
from dashboard.jobs import Job
from dashboard.queries.articles import stance_shares
from dashboard.queries.own_target import holder_of
from dashboard.session import View
from data.errors import PodiumError

PARAMETER = "why"
#: Words named under the sentence, at most, on either side; effects nearer to zero than this are not named.
NAMED, LEAST = 6, 0.02
#: A score of the model now and in the table that differ by more come from different models.
SAME = 0.03


def show_reasons(view: View, row: Mapping[str, Any]) -> None:
    """Draw the probabilities behind the labels of one sentence, and the question which words moved a score."""
    st.markdown("**Why it reads so**")
    shares = stance_shares(view.table, int(row["row"])).to_dict("records")
    st.html(f'<dl class="pd-why">{"".join(_line(name, words) for name, words in _reasons(row, shares))}</dl>')
    scores = _questions(view, row, shares)
    if not scores:
        return
    with st.container(horizontal=True, vertical_alignment="bottom"):
        label = st.selectbox("Which words moved", list(scores), key=f"why-{row['sentence_id']}", width=250)
        if st.button("Show them", key="why-ask", icon=":material/manage_search:"):
            _ask(scores[label])
    token = session.parameter(PARAMETER)
    if token:
        job = watch(token, key="why", show=_show_running)
        if job is None or job.state != "running":
            _show_answer(job, token, sentence=str(row["sentence_id"]))


def words_html(text: str, words: Sequence[Mapping[str, Any]]) -> str:
    """Return the sentence with each word shaded by its effect: blue pushed the score up, orange down."""
    most = max((abs(float(w["effect"])) for w in words), default=0.0)
    pieces, last = [], 0
    for word in words:
        start, end, effect = int(word["start"]), int(word["end"]), float(word["effect"])
        if not last <= start < end <= len(text):
            continue
        hue = palette.FAVOR if effect > 0 else palette.AGAINST
        alpha = round(0.55 * abs(effect) / most, 2) if abs(effect) >= LEAST else 0
        shade = f' style="background:{palette.faded(hue, alpha=alpha)}"' if alpha else ""
        pieces.append(f"{verbatim(text[last:start])}<span{shade}>{verbatim(text[start:end])}</span>")
        last = end
    return f'<p class="pd-text pd-words">{"".join(pieces)}{verbatim(text[last:])}</p>'


def _reasons(row: Mapping[str, Any], shares: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    found = [("Voice and speaker", f"{_percent(row['confidence'])} sure")]
    if known(row["topic"]):
        found.append(("Main topic", f"{names.topic(row['topic'])}, {_percent(row['topic_confidence'])}"))
    if known(row.get("sentiment")):
        sure = f", {_percent(row['sentiment_confidence'])} sure" if "sentiment_confidence" in row else ""
        score = "" if pd.isna(row["tone"]) else f" {signed(float(row['tone']))}"
        found.append(("Tone", f"{row['sentiment']}{score}{sure}"))
    for share in shares:
        parts = ", ".join(f"{k} {_percent(share[f'p_{k}'])}" for k in ("against", "neither", "favor"))
        given = "; abstained, none is likely enough" if share["abstained"] else ""
        found.append((f"Stance of the {share['holder']} on: {names.short_target(share['target'])}", parts + given))
    return found


def _questions(view: View, row: Mapping[str, Any], shares: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the scores of the sentence that can be explained, by the name on screen."""
    common = {"text": str(row["text"]), "sentence": str(row["sentence_id"])}
    asked = {}
    if known(row.get("sentiment")) and "sentiment" in view.table.manifest.get("scorers", ()):
        asked["its tone"] = common | {"task": "sentiment", "score": float(row["tone"])}
    holder = holder_of(view.table, int(row["row"])) if shares else None
    # The short names of two targets may be one.
    short = {place: f"its stance on: {names.short_target(share['target'])}" for place, share in enumerate(shares)}
    full = {place: names.target(share["target"]) for place, share in enumerate(shares)}
    for label, share in zip(told_apart(short, beside=full).values(), shares, strict=True):
        score = float(share["p_favor"]) - float(share["p_against"])
        asked[label] = common | {
            "task": "stance", "target": str(share["target"]), "holder": holder, "score": score,
        }  # fmt: skip
    return asked


def _ask(question: Mapping[str, Any]) -> None:
    try:
        token = questions.start_explaining(question)
    except PodiumError as error:
        st.text(str(error))
        return
    session.set_parameters({PARAMETER: token})
    st.rerun()


def _show_running(job: Job) -> None:
    st.progress(min(0.9, job.seconds / 15), text=f"Asking the model about every word · {job.seconds:.0f} s")


def _show_answer(job: Job | None, token: str, *, sentence: str) -> None:
    found = questions.explained(token)
    if found is None:
        st.text("The model gave no answer." if job is None else f"The model gave no answer. {job.said[-300:]}")
    elif found[0].get("sentence") == sentence:
        _show_words(*found)


def _show_words(question: Mapping[str, Any], answer: Mapping[str, Any]) -> None:
    stance = question["task"] == "stance"
    about = f"stance on: {names.short_target(str(question['target']))}" if stance else "tone"
    st.html(words_html(str(question["text"]), answer["words"]))
    up = sorted((w for w in answer["words"] if w["effect"] >= LEAST), key=lambda w: -w["effect"])
    down = sorted((w for w in answer["words"] if w["effect"] <= -LEAST), key=lambda w: w["effect"])
    ends = ("toward favor", "toward against") if stance else ("toward positive", "toward negative")
    lines = [f"{about[:1].upper()}{about[1:]}, score {signed(float(answer['score']))}"]
    for words, end in ((up, ends[0]), (down, ends[1])):
        named = ", ".join(f"{w['word']} {signed(float(w['effect']))}" for w in words[:NAMED])
        lines.append(f"{end}: {named or 'no word'}")
    st.text("\n".join(lines))
    st.caption("How far the score falls when one word is hidden. Words act together, so this does not add up to it.")
    if abs(float(answer["score"]) - float(question["score"])) > SAME:
        st.caption(f"The table holds {signed(float(question['score']))}: another model made it.")


def _line(name: str, words: str) -> str:
    return f"<div><dt>{escaped(name)}</dt><dd>{escaped(words)}</dd></div>"


def _percent(share: Any) -> str:
    return "not known" if not known(share) else percent(float(share))
