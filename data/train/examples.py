"""What the pair model learns from: the public sets and the in-domain sets in, plain examples out.

`--data DIR` is a folder with `newsmtsc/`, `mpqa/` and `stance/*/`, JSON Lines whose fields the functions below read.
Only `train` files are read here (and sets without a split); VAST is never read, so that its figure is zero-shot. No
sentence of these sets is kept in the project.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from data import pair_model, targets, word_pieces
from data.errors import InputError
from data.records import SENTIMENTS, STANCES

#: A holder the files give when nobody is named: no holder.
_NOBODY = "("
#: How often a known holder is left out, so that the model also works without one.
_HOLDER_LEFT_OUT = 0.35


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled input: `task` is "tone", "sentiment" or "stance", `label` an index into its labels.

    `target` is None for tone; `mention` are character offsets of the target in `text`; `weight` scales its loss.
    """

    task: str
    text: str
    label: int
    target: str | None = None
    mention: tuple[int, int] | None = None
    weight: float = 1.0
    origin: str = ""


def read(path: Path) -> list[dict[str, Any]]:
    """Return the records of a JSON Lines file; raise `InputError` when it is missing."""
    if not path.is_file():
        raise InputError(f"{path} is missing: --data must name the folder that holds the training sets")
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def stance_label(name: str) -> int:
    """Return the index of a stance label; the public sets' "neutral" means neither."""
    return STANCES.index("neither" if name == "neutral" else name)


def with_holder(text: str, holder: str | None) -> str:
    """Return the text with who speaks before it, unless nobody is named."""
    return pair_model.held(text, None if not holder or holder.startswith(_NOBODY) else holder)


# --- the sets --------------------------------------------------------------------------------------------------


def newsmtsc(folder: Path, part: str = "train") -> list[Example]:
    """Return sentiment toward a person whose place in the sentence is known."""
    return [
        Example(
            "sentiment", r["sentence"], r["polarity"] + 1, r["target"], _place(r["sentence"], r), origin="newsmtsc"
        )
        for r in read(folder / "newsmtsc" / f"{part}.jsonl")
    ]


def _place(text: str, record: dict[str, Any]) -> tuple[int, int] | None:
    start, end, target = record["start"], record["end"], record["target"]
    if text[start:end] == target:
        return start, end
    found = text.find(target)
    return (found, found + len(target)) if found >= 0 else (start, end)


def mpqa(folder: Path) -> list[Example]:
    """Return the tone of foreign-news sentences, without a neutral class and noisy: half weight."""
    return [
        Example("tone", r["text"], SENTIMENTS.index("positive" if r["polarity"] > 0 else "negative"), weight=0.5,
                origin="mpqa")
        for r in read(folder / "mpqa" / "sentences.jsonl")
    ]


def public_stance(folder: Path, name: str, part: str = "train") -> list[Example]:
    """Return one of the public stance sets."""
    return [
        Example("stance", r["text"], stance_label(r["label"]), r["target"], origin=name)
        for r in read(folder / "stance" / name / f"{part}.jsonl")
    ]


def diplomacy(folder: Path, part: str = "train") -> list[Example]:
    """Return stance toward the shipped targets, each target as a noun phrase (see `phrasings`)."""
    names = {target.id: target.name for target in targets.load()}
    return [
        Example(
            "stance", with_holder(r["text"], r["holder"]), stance_label(r["label"]), names[r["target"]],
            weight={1: 0.6, 2: 0.9, 3: 1.0}[r["confidence"]], origin="diplomacy",
        )
        for r in read(folder / "stance" / "diplomacy" / f"{part}.jsonl")
    ]


def tone(folder: Path, part: str = "train") -> list[Example]:
    """Return the tone of the wording of the in-domain sentences, each sentence once."""
    seen = {r["text"]: r["sentiment"] for r in read(folder / "stance" / "diplomacy" / f"{part}.jsonl")}
    return [Example("tone", text, SENTIMENTS.index(name), origin="diplomacy") for text, name in seen.items()]


def free(folder: Path, part: str = "train") -> list[Example]:
    """Return stance toward targets of every kind, three or four for each sentence."""
    return [
        Example("stance", with_holder(r["text"], r["holder"]), stance_label(r["label"]), r["target"], origin="free")
        for r in read(folder / "stance" / "free" / f"{part}.jsonl")
    ]


# --- how targets are worded ------------------------------------------------------------------------------------


def phrasings() -> dict[str, tuple[str, ...]]:
    """Return for each shipped target's name the ways to write it: noun phrase, proposition, both."""
    return {
        t.name: (t.name, t.proposition, f"{t.name}: {t.proposition}") if t.proposition else (t.name,)
        for t in targets.load()
    }


def asked(examples: Iterable[Example]) -> list[Example]:
    """Return the examples with shipped targets written as the product asks for them."""
    ways = {target.name: pair_model.question(target) for target in targets.load()}
    return [replace(one, target=ways.get(one.target or "", one.target)) for one in examples]


def inputs(batch: Sequence[Example], *, limit: int = word_pieces.LIMIT) -> list[word_pieces.Input]:
    """Return the model's input of each example."""
    made: list[word_pieces.Input] = []
    for one in batch:
        if one.target is None:
            made += word_pieces.text_inputs([one.text], limit=limit)
        else:
            made += word_pieces.pair_inputs([one.text], targets=[one.target], mentions=[one.mention], limit=limit)
    return made


def rephrased(examples: Iterable[Example], *, seed: int) -> list[Example]:
    """Return the examples with shipped targets written in one of their ways, and some holders left out."""
    draw = random.Random(seed + 1)
    ways = phrasings()
    made = []
    for one in examples:
        if one.origin in ("diplomacy", "free") and one.task == "stance" and draw.random() < _HOLDER_LEFT_OUT:
            one = replace(one, text=one.text.split(": ", 1)[-1])
        if one.target in ways:
            one = replace(one, target=draw.choice(ways[one.target]))
        made.append(one)
    return made
