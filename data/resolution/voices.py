"""Quotations with speakers in, one attribution a sentence out: whose words it carries and in what voice.

The voice follows the labelling rules of the table: *direct* inside a verbatim quotation, *mixed* a paraphrase with
a quoted fragment, *indirect* reported speech without marks, *outlet* the narration and what nobody uttered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from data.quoting import quote_marks
from data.quoting.quote_marks import Quoted
from data.records import Attribution, Quotation, Sentence, Span
from data.span_lookup import overlapping

#: How sure narration is that nobody spoke: without and with words between quotation marks in the sentence.
NARRATION, NARRATION_WITH_MARKS = 0.92, 0.7
#: A body relays a person when that person's words are at least this share of the body's in the sentence.
RELAYED_SHARE = 0.5
#: Speech told in a subordinate clause makes a sentence the speaker's from this share of it on, where the main clause
#: is nobody's.
IN_PASSING = 0.4
#: Speech in a relative clause or an infinitive ("Vesk, who endorsed the plan, won", "the count allowed Vesk to claim
#: a victory") makes no sentence its speaker's below this share of it.
ASIDE = 0.2
_RELATIVE = frozenset({"who", "which", "whom"})
#: What leads to such a clause behind the main one, right before the words that name the speaker.
_BACKGROUND = re.compile(
    r"\b(?:(?<!name )(?<!known )(?<!such )(?<!well )as|where|when|after|since|while|because|before|until|at\sa\smoment)"
    r"\s+(?:\w+\s)?\Z"
)
_OPENS_BACKGROUND = re.compile(
    r"(?:Even\sthough|Although|Though|(?:\w+\s)?(?:[Aa]fter|[Bb]efore)|Because|Since|When)\s"
)
#: The main clause behind it, long enough to be what the sentence tells.
_MAIN = re.compile(r",\s(?:\S+\s+){5}")
#: "The move also comes as Marn warned of ice": what follows is the news itself.
_NEWS_HOOK = re.compile(r"\b(?:comes|came)\s(?:\w+\s){0,3}?(?:as|after)\s+(?:\w+\s)?\Z")
_LETTER = re.compile(r"\w")


def attribute(text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation]) -> Iterator[Attribution]:
    """Yield the attribution of each sentence: of the uttered quotation that holds most of it."""
    regions = quote_marks.regions(text)
    placed = [(part, number) for number, quotation in enumerate(quotations) for part in quotation.content]
    placed.sort(key=lambda item: item[0].start)
    parts, marked = [part for part, _ in placed], [region.span for region in regions]
    near, marked_near = overlapping(parts), overlapping(marked)
    for sentence in sentences:
        span = sentence.span
        yield _attribution(text, span, placed[near(span)], quotations, regions[marked_near(span)])


def _attribution(
    text: str,
    span: Span,
    placed: Sequence[tuple[Span, int]],
    quotations: Sequence[Quotation],
    regions: Sequence[Quoted],
) -> Attribution:
    shares: dict[int, int] = {}
    behind: dict[int, int] = {}
    measured = _measure(text, span)
    for part, number in placed:
        if part.overlaps(span) and quotations[number].uttered:
            shared = measured(text, max(part.start, span.start), min(part.end, span.end))
            whole = measured(text, span.start, span.end)
            if not shared or (shared < ASIDE * whole and _aside(text, quotations[number])):
                continue
            if not _in_background(text, span, quotations[number]):
                shares[number] = shares.get(number, 0) + shared
            elif shared >= IN_PASSING * whole:
                behind[number] = behind.get(number, 0) + shared
    shares = shares or behind
    if not shares:
        marked = any(region.span.overlaps(span) for region in regions)
        return Attribution("outlet", confidence=NARRATION_WITH_MARKS if marked else NARRATION)
    number = _relayed(max(shares, key=lambda n: (bool(quotations[n].speakers), shares[n], -n)), shares, quotations)
    quotation = quotations[number]
    others = [quotations[n] for n in shares if n != number and quotations[n].speakers == quotation.speakers != ()]
    voice = voice_of(text, span, [quotation, *others], regions)
    return Attribution(voice, quotation.speakers, number, quotation.confidence)


def _aside(text: str, quotation: Quotation) -> bool:
    """Tell what is reported without marks in a relative clause or by an infinitive."""
    if quotation.kind != "indirect":
        return False
    relative = any(span.of(text).lower() in _RELATIVE for span in quotation.mention)
    return relative or bool(quotation.mention and quotation.cue and quotation.cue[0].of(text).startswith("to "))


def _in_background(text: str, span: Span, quotation: Quotation) -> bool:
    """Tell "The port shut weeks after Marn warned of ice": speech in a clause of time or place behind the main one.

    "Even though Marn warned of ice, the port is open" has it before the main clause, as "Shortly after ..." has.
    """
    if not quotation.mention or quotation.kind == "direct" or not span.start < quotation.mention[0].start < span.end:
        return False
    opener = _OPENS_BACKGROUND.match(text, span.start, quotation.mention[0].start)
    if opener and "," not in text[opener.end() : quotation.mention[0].start]:  # else the main clause has begun
        return bool(_MAIN.match(text, max(part.end for part in quotation.content), span.end))
    start = quotation.mention[0].start
    if len(text[span.start : start].split()) < 4 or start > quotation.content[0].start:
        return False
    lead = text[max(span.start, start - 40) : start]
    return bool(_BACKGROUND.search(lead)) and not _NEWS_HOOK.search(lead)


def _relayed(outer: int, shares: dict[int, int], quotations: Sequence[Quotation]) -> int:
    """Return the person whose words a body only passes on: "Marn said the port was shut, the agency reported"."""
    if not _is_body(quotations[outer]):
        return outer
    media = all(one.kind == "organisation" for one in quotations[outer].speakers)
    inner = [
        n
        for n, share in shares.items()
        if n != outer
        and share >= RELAYED_SHARE * shares[outer]
        and (any(one.kind == "person" for one in quotations[n].speakers) or (media and _is_body(quotations[n])))
    ]
    return max(inner, key=lambda n: shares[n], default=outer)


def _is_body(quotation: Quotation) -> bool:
    return bool(quotation.speakers) and all(one.kind in ("organisation", "government") for one in quotation.speakers)


def voice_of(text: str, span: Span, quotations: Sequence[Quotation], regions: Sequence[Quoted]) -> str:
    """Return the voice of what lies in `span` of one speaker's quotations, the longest of them first."""
    inside = outside = 0
    measured = _measure(text, span)
    near = overlapping([region.span for region in regions])
    for part in (part for quotation in quotations for part in quotation.content):
        start, end = max(part.start, span.start), min(part.end, span.end)
        if start >= end:
            continue
        quoted = sum(
            measured(text, max(start, r.span.start), min(end, r.span.end))
            for r in regions[near(Span(start, end))]
            if r.span.overlaps(Span(start, end))
        )
        inside += quoted
        outside += measured(text, start, end) - quoted
    if quotations[0].kind == "direct":  # marked, or a block of its own
        return "direct"
    if inside and any(r.span != span and r.span.start <= span.start and span.end <= r.span.end for r in regions):
        return "direct"  # one of several sentences of speech, however short: "...", "No."
    if not inside:
        return "indirect"
    return "direct" if inside / (inside + outside) >= 0.95 and inside > 40 else "mixed"


def _measure(text: str, span: Span) -> Callable[[str, int, int], int]:
    """Return what tells how much of a sentence is whose: its letters, or its characters where "..." stands alone."""
    return _letters if _letters(text, span.start, span.end) else _characters


def _characters(_: str, start: int, end: int) -> int:
    return end - start


def _letters(text: str, start: int, end: int) -> int:
    return len(_LETTER.findall(text, start, end)) if end > start else 0
