"""Which documents repeat an earlier one."""

from __future__ import annotations

import random

import numpy as np
import pytest

from data.job import admission, duplicates
from data.job.duplicates import Duplicates, likeness

WORDS = [f"word{n}" for n in range(400)]


def text(seed: int, *, words: int = 300) -> list[str]:
    rng = random.Random(seed)
    return [rng.choice(WORDS) for _ in range(words)]


def changed(words: list[str], *, share: float, seed: int = 1) -> str:
    rng = random.Random(seed)
    new = list(words)
    for place in rng.sample(range(len(new)), int(share * len(new))):
        new[place] = f"new{place}"
    return " ".join(new)


def first_of(*texts: str) -> list[str | None]:
    shown = Duplicates()
    return [shown.first_like(likeness(one), id=str(number)) for number, one in enumerate(texts)]


def test_exact_whatever_the_case_and_punctuation() -> None:
    assert first_of("The envoy left.", "THE  envoy\nleft!", "The envoy came.") == [None, "0", None]


def test_near_and_far() -> None:
    base = text(0)
    assert first_of(" ".join(base), changed(base, share=0.03), changed(base, share=0.4)) == [None, "0", None]


def test_a_reprint_with_a_paragraph_added_repeats_the_first() -> None:
    base = " ".join(text(0))
    assert first_of(base, base + "\n\n" + " ".join(text(5, words=40))) == [None, "0"]


def test_later_repeats_point_to_the_one_kept() -> None:
    base = text(0)
    near = changed(base, share=0.03)
    assert first_of(" ".join(base), near, near, " ".join(text(9))) == [None, "0", "0", None]


def test_two_uses_of_one_template_are_two_documents() -> None:
    form = " ".join(text(0, words=120))
    first = f"{form} Quillane of Fjordland declared on 3 May for Harbourton County"
    second = f"{form} Marrowby of Lowland declared on 9 June for Millbridge County"
    assert first_of(first, second) == [None, None]


def test_short_texts_only_exactly() -> None:
    assert first_of("Talks will resume on Monday", "Talks will resume on Tuesday") == [None, None]


def test_a_long_text_is_looked_at_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    long = " ".join(text(3, words=700))
    whole = likeness(long)
    monkeypatch.setattr(duplicates, "AT_ONCE", 64)
    pieces = likeness(long)
    assert whole.digest == pieces.digest
    assert (whole.signature == pieces.signature).all() and (whole.names == pieces.names).all()


def test_signatures_agree_as_often_as_runs_do() -> None:
    base = text(0, words=3_000)
    other = changed(base, share=0.1)
    runs = [duplicates._runs(np.array([hash(w) & 0xFFFFFFFF for w in t.split()])) for t in (" ".join(base), other)]
    jaccard = len(np.intersect1d(*runs)) / len(np.union1d(*runs))
    first, second = (likeness(one).signature for one in (" ".join(base), other))
    assert abs(float((first == second).mean()) - jaccard) < 0.12


def test_of_a_template_used_often_only_some_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(duplicates, "COMPARED", 3)
    form = " ".join(text(0, words=120))
    used = [f"{form} Quillane{n} of Fjordland{n} declared on {n} May for Harbourton{n} County" for n in range(9)]
    assert first_of(*used, used[0] + " again.") == [*[None] * 9, "0"]


def test_a_look_survives_being_kept() -> None:
    for one in ("", "Kurz und gut.", " ".join(text(1))):
        like = likeness(one)
        language, again = admission.unpacked(admission.packed("German", like))
        assert language == "German" and again.digest == like.digest
        assert (again.signature == like.signature).all() and (again.names == like.names).all()
