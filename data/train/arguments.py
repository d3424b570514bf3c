"""Arguments about propositions in, examples like reader comments on a named thing out.

The argument sets pair one sentence with a proposition ("We should ban whaling"). What people ask about is more often
a thing ("whaling"), and what they read is longer. So a proposition is turned into the thing it is about, with the
stance turned round where the proposition is against that thing; arguments of one stance on one proposition are put
together; arguments are paired with what others are about, as neither; and plain demands are made on the things.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from data.records import STANCES
from data.train.examples import Example

_NEITHER = STANCES.index("neither")
_FOR = r"(?:subsidi[sz]e|legali[sz]e|introduce|adopt|allow|support|encourage|promote|protect|implement|increase|build)"
_AGAINST = r"(?:ban|abolish|end|abandon|stop|prohibit|close|limit|cancel|oppose|fight|criminali[sz]e|outlaw|reject)"
_ASKED = r"(?:we|governments|the government|states|this house)\s+(?:should|must|would|ought to)\s+"
_THING = r"(?P<thing>[^,;:]{3,60}?)"
#: How a proposition is worded, and whether it is for (1) or against (-1) the thing in it.
_FORMS = tuple(
    (re.compile(form + r"\.?$", re.I), sign)
    for form, sign in (
        (rf"{_ASKED}fight for (?:the )?{_THING}", 1),
        (rf"{_ASKED}{_FOR} (?:the use of |the development of )?{_THING}", 1),
        (rf"{_ASKED}{_AGAINST} (?:the use of |the development of )?{_THING}", -1),
        (rf"{_THING} (?:should|must) be (?:banned|abolished|abandoned|illegal|a criminal offen[cs]e|prohibited|ended|"
         r"outlawed|rejected|stopped)", -1),
        (rf"{_THING} (?:should|must) be (?:legali[sz]ed|legal|allowed|protected|introduced|encouraged|supported|"
         r"permitted|promoted|adopted)", 1),
        (rf"{_THING} (?:brings?|does|do|causes?) more harm than good", -1),
        (rf"{_THING} (?:brings?|does|do) more good than harm", 1),
        (rf"{_THING} (?:is|are) (?:justified|good for \w+|beneficial|a (?:human|fundamental) right)", 1),
    )
)
#: Demands for and against a thing, and what a proposition may ask of it.
_TO_KEEP = ("kept", "expanded", "supported", "protected", "continued", "upheld")
_TO_END = ("lifted", "ended", "stopped", "scrapped", "abolished", "withdrawn", "cancelled")
_KEPT = (
    *(f"{{}} must be {done}." for done in _TO_KEEP), "We stand by {} and will not give in.", "We support {}.",
    "{} should stay as it is, or be extended.", "There is no reason to end {}.", "We will not allow anybody to end {}.",
    "Those who want to stop {} are wrong.", "Nothing must stand in the way of {}.",
)
_ENDED = (
    *(f"{{}} must be {done}." for done in _TO_END), "We reject {}.", "{}, illegal from the start, must be lifted.",
    "{}, unfair as ever, should be scrapped.", "We demand an end to {}.", "{} must stop at once.",
    "It is time to end {}.", "Nobody should put up with {} any longer.", "{} should go for good.",
    "We will never accept {}.",
)
_SUBORDINATE = re.compile(r"\b(?:should|must|that|which|who|is|are|not|never)\b", re.I)


def thing(proposition: str) -> tuple[str, int] | None:
    """Return what a proposition is about and 1 or -1, for or against it; None where its wording does not tell."""
    for form, sign in _FORMS:
        found = form.match(proposition.strip())
        if found and not _SUBORDINATE.search(found["thing"]):
            return found["thing"].strip(), sign
    return None


def about_things(examples: Sequence[Example]) -> list[Example]:
    """Return the examples whose proposition names a thing, toward that thing."""
    made = []
    for one in examples:
        found = thing(one.target or "")
        if found:
            label = one.label if found[1] > 0 else 2 * _NEITHER - one.label
            made.append(replace(one, target=found[0], label=label, origin="thing"))
    return made


def comments(examples: Sequence[Example], *, count: int, seed: int) -> list[Example]:
    """Return `count` texts of two to five arguments that take one stance on one target."""
    draw = random.Random(seed)
    alike: dict[tuple[str | None, int], list[Example]] = defaultdict(list)
    for one in examples:
        alike[one.target, one.label].append(one)
    groups = [group for _, group in sorted(alike.items(), key=str) if len(group) >= 5]
    weights = [len(group) for group in groups]
    made = []
    for group in draw.choices(groups, weights, k=count) if groups else []:
        chosen = draw.sample(group, draw.randint(2, 5))
        said = " ".join(one.text.strip().rstrip(".") + "." for one in chosen)
        made.append(replace(chosen[0], text=said, origin="comment"))
    return made


def elsewhere(examples: Sequence[Example], *, count: int, seed: int) -> list[Example]:
    """Return `count` texts paired with another text's target, labelled neither."""
    draw = random.Random(seed)
    made: list[Example] = []
    while len(made) < count:
        one, other = draw.sample(examples, 2)
        if one.target != other.target:
            made.append(replace(one, target=other.target, label=_NEITHER, weight=0.8, origin="elsewhere"))
    return made


def demands(things: Sequence[str], *, count: int, seed: int) -> list[Example]:
    """Return `count` plain demands on things, for or against them: "X must be lifted" is against X, in spite of "must".

    A quarter are asked about as propositions ("X should be kept"), whose stance may be the other way round.
    """
    draw = random.Random(seed)
    made = []
    for _ in range(count):
        named, kept = _inside(draw.choice(things)), draw.random() < 0.5
        form = draw.choice(_KEPT if kept else _ENDED)
        said = form.format(named)
        target = named
        if draw.random() < 0.25:
            wanted = draw.random() < 0.5
            target = f"{_opened(named)} should be {draw.choice(_TO_KEEP if wanted else _TO_END)}"
            kept = kept is wanted
        label = STANCES.index("favor" if kept else "against")
        made.append(Example("stance", _opened(said), label, target, weight=0.7, origin="demand"))
    return made


def _inside(words: str) -> str:
    """Return a thing as it stands inside a sentence: "the use of kites"."""
    first, blank, rest = words.partition(" ")
    return first.lower() + blank + rest if first in ("The", "A", "An") else words


def _opened(words: str) -> str:
    return words[:1].upper() + words[1:]
