"""The mixes the pair model learns from: the training sets in, one list of examples for each stage out.

First what is large and public: arguments, tweets, news. Then the in-domain mix: the product's own sets several times,
a part of the rest. Last an even one, because the second lets short arguments and news about persons slip. VAST is in
none of them, so that its figure is zero-shot.
"""

from __future__ import annotations

import random
from pathlib import Path

from data import targets
from data.train import arguments
from data.train.examples import Example, diplomacy, free, mpqa, newsmtsc, public_stance, rephrased, tone


def general(folder: Path, *, seed: int) -> list[Example]:
    """Return one pass of the public sets, with the in-domain sets once."""
    draw = random.Random(seed)
    argued, views = public_stance(folder, "ibm_argq30k"), public_stance(folder, "perspectrum")
    things = arguments.about_things([*argued, *views])
    comments = arguments.comments(things, count=800, seed=seed)
    mix = [
        *diplomacy(folder), *tone(folder), *free(folder), *newsmtsc(folder), *public_stance(folder, "ruw"),
        *draw.sample(views, 4500), *draw.sample(argued, 1000), *draw.sample(things, 1500), *comments,
        *arguments.elsewhere([*things[::8], *comments], count=800, seed=seed),
        *draw.sample(public_stance(folder, "gwsd"), 800), *public_stance(folder, "ibm_claim_stance"),
        *draw.sample(public_stance(folder, "multitarget2017", "all"), 700), *draw.sample(mpqa(folder), 600),
    ]
    return rephrased(mix, seed=seed)


def close(folder: Path, *, seed: int) -> list[Example]:
    """Return one pass of the in-domain mix."""
    draw = random.Random(seed)
    listed, anything = diplomacy(folder), free(folder)
    things = arguments.about_things(public_stance(folder, "ibm_argq30k"))
    comments = arguments.comments(things, count=300, seed=seed)
    mix = [
        *listed, *listed, *listed, *anything, *anything, *anything, *tone(folder),
        *newsmtsc(folder), *draw.sample(public_stance(folder, "ruw"), 3500),
        *draw.sample(public_stance(folder, "perspectrum"), 900),
        *draw.sample(things, 400), *comments, *draw.sample(public_stance(folder, "gwsd"), 300),
        *arguments.elsewhere([*things[::8], *comments], count=200, seed=seed),
        *arguments.elsewhere([*listed, *anything], count=300, seed=seed),
    ]
    return rephrased(mix, seed=seed)


def even(folder: Path, *, seed: int) -> list[Example]:
    """Return one pass of the in-domain sets, of news about persons and of arguments, and some of the others."""
    draw = random.Random(seed)
    argued, views = public_stance(folder, "ibm_argq30k"), public_stance(folder, "perspectrum")
    things = arguments.about_things([*argued, *views])
    comments = arguments.comments(things, count=500, seed=seed)
    mix = [
        *diplomacy(folder), *free(folder), *tone(folder), *newsmtsc(folder), *views, *draw.sample(argued, 2000),
        *draw.sample(things, 800), *comments, *arguments.elsewhere([*things[::8], *comments], count=200, seed=seed),
        *draw.sample(public_stance(folder, "ruw"), 2000),
        *arguments.demands(sorted({one.target or "" for one in things}), count=1000, seed=seed),
        *arguments.demands([target.name for target in targets.load()], count=60, seed=seed),
    ]
    return rephrased(mix, seed=seed)
