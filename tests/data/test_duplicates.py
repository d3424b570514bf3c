"""Which documents repeat an earlier one."""

from __future__ import annotations

import random

from data.duplicates import Duplicates

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
    duplicates = Duplicates()
    return [duplicates.first_like(one, id=str(number)) for number, one in enumerate(texts)]


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
