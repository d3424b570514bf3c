"""Two readings of one document in, one list of quotations out: the learned tagger's and the rules'.

The tagger decides who is named and what is reported; quotation marks decide what they tell for certain: where
spoken words begin and end, and that a quotation without a cue of its own goes on with the speaker before.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left
from collections.abc import Callable, Sequence

from data.quoting import speech_marks, utterance, utterances
from data.quoting.quote_marks import Quoted
from data.records import Quotation, Span
from data.span_lookup import overlapping
from data.words import naming, noun_phrases, reporting_verbs
from data.words.human_nouns import is_human

_IMPERSONAL = re.compile(
    r"\b(?:believed|thought|expected|estimated|known|said to|reportedly|allegedly|alleged|reported|understood|feared)\b"
)
_QUOTED_AS = re.compile(r"(?:quoted|cited)\b.*\bsaying\b")
#: "The agency quoted Vera Marn as saying that ...": who is quoted, and what leads to the words.
_RELAYING = re.compile(r"(?:\w+\s){0,2}(?:quot|cit)(?:es?|ed|ing)", re.IGNORECASE)
_AS_SAYING = re.compile(r"\s*(\S.{0,160}?),?\sas\s(saying|telling\s\w+|writing|warning|stating)\b[\s,:]*(?:that\s)?")
#: "Marn was quoted as saying", "was heard telling a colleague": the subject speaks.
_HEARD = re.compile(rf"(?:is|was|were|are|been)\s{utterances.HEARD}\b")
_PASSIVE = re.compile(r"(?:is|was|were|are|been|being)\s")
_BY = re.compile(r"\bby\s+(?=(?:the\s|an?\s)?[^\W\d_])")
_PARTICIPLE = re.compile(r"\w+ing(?:\sthat)?")
#: "Called on the clerks to go", "reported on the ice", where "charged with theft" and "opposed by Vesk" report nothing.
_TOPIC = re.compile(r"\s(?:up)?(?:on|for|about|against)\s")
_OWNER = re.compile(r"(?:[A-Z][^\n,;:“\"]{0,40}?[,\s])??((?:[A-Z][\w.-]+\s){0,3}[A-Z][\w-]+)[’']s?\s")
_SENTENCE_BREAK = re.compile(r"[.!?][”\"’)]*\s+(?=[“\"‘(]?[A-Z0-9])|\n+")
#: "Marn's argument was that", and "he's said" for "he has said".
_NO_NOUN = re.compile(r".*\s(?:is|was)|s?he s\s(?!.*\sto\b).*", re.IGNORECASE)
_NAMED_FORMS = ("person", "government", "organisation", "group", "anonymous", "description")
#: A rule's finding that the tagger does not share is kept from this confidence on.
RULES_ALONE = 0.8
#: A tagger's finding below this confidence is dropped.
TAGGER_ALONE = 0.45
#: This share of a region must be covered before its marks give it to a tagger's quotation as a whole.
COVERED = 0.5


def merge(
    text: str, *, rules: Sequence[Quotation], tagged: Sequence[Quotation], regions: Sequence[Quoted]
) -> list[Quotation]:
    """Return the quotations of both readings, each stretch of speech once, in the order of the text."""
    spoken = [region for region in regions if _speech(text, region, tagged)]
    tagged = [_without_owner(text, one) for one in tagged]
    kept = [_relayed(text, _named(text, one)) for one in tagged if one.confidence >= TAGGER_ALONE]
    kept = [one for one in kept if not any(_overrules(text, rule, one) for rule in rules)]
    listed = [part for rule in rules if rule.kind == "direct" and _is_listed(rule) for part in rule.content]
    kept = [one for one in kept if not _is_in_list(one, listed)] if listed else kept
    near = overlapping([region.span for region in spoken])
    found = [_with_whole_regions(one, spoken, near) for one in kept]
    outside = _outside(found, near, spoken)
    found = [one for one in (_within_reach(text, one, spoken, near, outside) for one in found) if one.content]
    found = [_judged(text, one, spoken, regions) for one in found]
    covered = sorted(((part, one) for one in found for part in one.content), key=lambda item: item[0].start)
    near = overlapping([part for part, _ in covered])
    cues = [cue for one in found for cue in one.cue if one.mention]
    for rule in rules:
        if rule.kind != "direct" and any(cue.overlaps(other) for cue in rule.cue for other in cues):
            continue
        if rule.kind == "indirect" and _perhaps_deed(text, rule):
            continue
        # What stands in a list of quotations was said, whatever cue leads to the list ("delivered remarks:").
        own = _is_listed(rule)
        free = tuple(
            part
            for part in rule.content
            if not any(
                part.overlaps(other)
                and not (rule.kind == "direct" and (_told_within(one, part) or (own and not one.uttered)))
                and not _mere_part(one, part)
                and not _behind_colon(text, rule, part, one)
                for other, one in covered[near(part)]
            )
        )
        if free and (rule.confidence >= RULES_ALONE or rule.kind == "direct"):
            led = next((one for one in found if one.mention and _behind_colon(text, rule, free[0], one)), None)
            rest = dataclasses.replace(rule, content=free)
            if led is not None:
                found.append(dataclasses.replace(rest, mention=led.mention, cue=()))
            else:
                found.append(rest if own else _following(rest, found))
        elif not free and _passed_on(text, rule, tagged):
            found.append(rule)
    return sorted(found, key=lambda one: (one.content[0].start, one.content[0].end))


def _is_listed(rule: Quotation) -> bool:
    """Tell what stands in a list of quotations under the name of who speaks."""
    return bool(rule.mention) and not rule.cue and rule.confidence >= RULES_ALONE


def _is_in_list(one: Quotation, listed: Sequence[Span]) -> bool:
    """Tell what the tagger takes for another's in such lists: its mention and cue, if any, are a topic's words.

    "• On Vesk's plan: “We go.”" under "Minister Vera Marn on Morning Tide" is hers.
    """
    taken = all(any(part.overlaps(own) for own in listed) for part in one.content)
    return taken and not any(_told_within(one, own) for own in listed)


def _perhaps_deed(text: str, rule: Quotation) -> bool:
    """Tell "charged a price" of one reading alone: a verb that may name a deed, with a thing and no clause behind."""
    said = rule.content[0]
    deed = any(
        cue.end <= said.start and reporting_verbs.is_deed(cue.of(text)) and not _TOPIC.match(text, cue.end)
        for cue in rule.cue
    )
    return deed and not utterance.is_clause(said.of(text))


def _mere_part(one: Quotation, part: Span) -> bool:
    """Tell "the indictments were announced" of nobody inside what somebody said: no reading of the sentence."""
    return bool(one.cue) and not (one.uttered or one.mention) and part.start < one.cue[0].start < part.end


def _behind_colon(text: str, rule: Quotation, part: Span, one: Quotation) -> bool:
    """Tell "Marn gave it a try: “We go.”": the deed before the colon is none of the words behind it."""
    led = rule.kind == "direct" and not one.uttered and any(o.start <= part.start < o.end for o in one.content)
    return led and text[part.start - 3 : part.start].rstrip().endswith(":")


def _told_within(one: Quotation, part: Span) -> bool:
    """Tell what the words of `part` report in their turn, cue and all: “The mayor says no, but we go on.”"""
    spans = (*one.mention, *one.cue, *one.content)
    return bool(one.cue) and all(part.start <= span.start and span.end <= part.end for span in spans)


def _overrules(text: str, rule: Quotation, one: Quotation) -> bool:
    """Tell where a rule knows better: "Marn was quoted by the agency as saying ...", "No end in sight: Marn".

    So it does where a paragraph announces the next one as a quotation, which the tagger cannot see as a whole, and
    of whom ", adding" goes on with: "Marn urged Vesk to go, adding, “...”" is Marn's, not the nearer name's.
    "“...,” Marn said, according to the agency" is Marn's, not the agency's; behind "according to" stands a name, and
    what somebody does or wants in "the port wants no ice, according to Marn" is told by her.
    """
    if rule.kind == "direct" and rule.cue and one.cue and rule.cue[0].overlaps(one.cue[0]):
        return "\n" in text[rule.cue[0].end : rule.content[0].start] and text[rule.content[0].start] not in "\"“«‘'"
    if rule.cue and one.cue and rule.cue[0].overlaps(one.cue[0]) and _QUOTED_AS.match(rule.cue[0].of(text)):
        return True
    if not rule.mention or not any(part.overlaps(other) for part in rule.content for other in one.content):
        return False
    according = bool(rule.cue and one.cue) and one.cue[0].of(text).lower() == "according to"
    if according and rule.cue == one.cue and not one.mention:
        return True
    if one.cue and not one.uttered and rule.cue and rule.cue[0].of(text).lower() == "according to":
        return any(part.start <= one.cue[0].start < part.end for part in rule.content)
    if rule.kind == "direct" and according:
        return rule.content[0].end <= rule.cue[0].start < one.cue[0].start
    if rule.cue:
        cue = rule.cue[0]
        goes_on = _PARTICIPLE.fullmatch(cue.of(text)) and text[cue.start - 2 : cue.start] == ", "
        if goes_on and cue in one.cue and one.mention and not rule.mention[0].overlaps(one.mention[0]):
            return rule.kind == "direct"
        in_view = bool(one.cue) and cue.start < one.cue[0].start and cue.end == one.cue[0].end  # "in Marn's view"
        return in_view or bool(_QUOTED_AS.match(cue.of(text)))
    return not one.uttered and rule.kind != "direct" and rule.confidence >= RULES_ALONE


def _without_owner(text: str, one: Quotation) -> Quotation:
    """Take away what names nobody: "farmers, whose support Marn rallied"."""
    owner = [span.of(text).lower() for span in one.mention] == ["whose"]
    return dataclasses.replace(one, mention=()) if owner else one


def _named(text: str, one: Quotation) -> Quotation:
    """Return `one` with the speaker that its sentence names out of the tagger's sight, where it has none.

    "The plan was called vain by Vera Marn"; "Marn's answer was brief, saying that ...".
    """
    if one.mention or not one.cue:
        return one
    cue = one.cue[0]
    start, end = _sentence_around(text, cue)
    if _HEARD.match(cue.of(text)):
        subject = next((part for part in one.content if 0 <= cue.start - part.end <= 1), None)
        said = tuple(part for part in one.content if part != subject)
        if subject is None or not said or not naming.can_speak(subject.of(text)):
            return one
        return dataclasses.replace(one, mention=(subject,), content=said)
    if _PASSIVE.match(cue.of(text)):
        by = _BY.search(text, cue.end, end)
        # "Was announced on the quay patrolled by guards": another verb's agent.
        if by is not None and text[cue.end : by.start()].rstrip().endswith(("ed", "en")):
            return one
        words = noun_phrases.tokens(text, start=by.end(), end=end) if by else []
        named = noun_phrases.phrase_after(words, 0) if words else None
        if by is None or named is None or naming.parse(named.of(text)).form not in _NAMED_FORMS:
            return one
        kept = (Span(part.start, by.start()) if part.overlaps(named) else part for part in one.content)
        return dataclasses.replace(one, mention=(named,), content=tuple(part for part in kept if part.start < part.end))
    if _PARTICIPLE.fullmatch(cue.of(text)):
        owner = _OWNER.match(text, start, cue.start)
        following = text[owner.end() : owner.end() + 30].split() if owner else []
        if owner is not None and following and not is_human(following[0]):
            return dataclasses.replace(one, mention=(Span(*owner.span(1)),))
    return one


def _relayed(text: str, one: Quotation) -> Quotation:
    """Give "The agency quoted Vera Marn as saying ..." to Vera Marn, and take her name out of what is said."""
    if not one.cue or not _RELAYING.fullmatch(one.cue[-1].of(text)):
        return one
    behind = one.cue[-1].end
    quoted = _AS_SAYING.match(text, behind, _sentence_around(text, one.cue[-1])[1])
    if quoted is None or not naming.can_speak(quoted.group(1)):
        return one
    said = (Span(max(part.start, quoted.end()) if part.end > behind else part.start, part.end) for part in one.content)
    content = tuple(part for part in said if part.start < part.end)
    saying = Span(quoted.start(2), quoted.end(2))
    return dataclasses.replace(one, mention=(Span(*quoted.span(1)),), cue=(*one.cue, saying), content=content)


def _sentence_around(text: str, cue: Span) -> tuple[int, int]:
    """Return where the sentence of a cue begins and ends, by its punctuation and line."""
    before = [match.end() for match in _SENTENCE_BREAK.finditer(text, max(0, cue.start - 600), cue.start)]
    after = _SENTENCE_BREAK.search(text, cue.end)
    return (before[-1] if before else max(0, cue.start - 600)), (after.start() if after else len(text))


def _passed_on(text: str, rule: Quotation, tagged: Sequence[Quotation]) -> bool:
    """Tell "Marn said ..." inside what the tagger gives to a body only: "..., the agency reported"."""
    if not rule.cue or not rule.mention or naming.parse(rule.mention[0].of(text)).form not in ("person", "government"):
        return False
    outer = [one for one in tagged if any(part.overlaps(rule.mention[0]) for part in one.content)]
    return any(
        naming.parse(" ".join(span.of(text) for span in one.mention)).form in ("organisation", "government")
        for one in outer
    )


def _speech(text: str, region: Quoted, tagged: Sequence[Quotation]) -> bool:
    behind = any(0 <= region.span.start - cue.end <= 2 for one in tagged for cue in one.cue)
    return speech_marks.is_speech(text, region, behind_cue=behind)


def _with_whole_regions(one: Quotation, spoken: Sequence[Quoted], near: Callable[[Span], slice]) -> Quotation:
    """Widen each content to the marks of the spoken region that it covers by half."""
    content = []
    for part in one.content:
        for region in spoken[near(part)]:
            if one.cue and all(region.span.start < cue.start and cue.end < region.span.end for cue in one.cue):
                continue  # what the speech itself reports
            shared = min(part.end, region.span.end) - max(part.start, region.span.start)
            if shared > 0 and shared >= COVERED * (region.span.end - region.span.start):
                part = Span(min(part.start, region.span.start), max(part.end, region.span.end))
        content.append(part)
    return dataclasses.replace(one, content=tuple(dict.fromkeys(content)))


def _outside(found: Sequence[Quotation], near: Callable[[Span], slice], spoken: Sequence[Quoted]) -> list[Span]:
    """Return the cues that no speech holds, in order."""
    cues = {cue for one in found for cue in one.cue}
    outside = (cue for cue in cues if not spoken[near(Span(cue.start, cue.start + 1))])
    return sorted(outside, key=lambda cue: cue.start)


def _within_reach(
    text: str, one: Quotation, spoken: Sequence[Quoted], near: Callable[[Span], slice], outside: Sequence[Span]
) -> Quotation:
    """Take away spoken regions that another attribution's cue, outside all speech, parts from this one's cue."""
    if not one.cue:
        return one
    content = []
    for part in one.content:
        low, high = min(part.end, one.cue[0].end), max(part.start, one.cue[0].start)
        first, end = (bisect_left(outside, offset, key=lambda cue: cue.start) for offset in (low, high))
        parted = any(outside[at] not in one.cue for at in range(first, end))
        parted = parted or _in_earlier_paragraph(text, part, one, spoken[near(part)])
        if not (parted and spoken[near(part)]):
            content.append(part)
    return dataclasses.replace(one, content=tuple(content))


def _in_earlier_paragraph(text: str, part: Span, one: Quotation, over: Sequence[Quoted]) -> bool:
    """Tell speech, `over` a part, that ended in a paragraph before the cue's, where the cue has content of its own.

    A quotation left open ends there too when the cue's paragraph does not go on with it.
    """
    begin = text.rfind("\n", 0, one.cue[0].start) + 1
    goes_on = text[begin : begin + 3].lstrip()[:1] in tuple("\"“«")
    closed = any(region.closed or not goes_on for region in over)
    beside = any(other != part and "\n" not in text[other.start : one.cue[0].end] for other in one.content)
    return closed and beside and part.end <= one.cue[0].start and "\n" in text[part.end : one.cue[0].start]


def _judged(text: str, one: Quotation, spoken: Sequence[Quoted], regions: Sequence[Quoted]) -> Quotation:
    """Set kind and `uttered` by the marks and the words of the cue."""
    whole = all(any(r.span.start <= part.start and part.end <= r.span.end + 1 for r in spoken) for part in one.content)
    marked = any(region.span.overlaps(part) for region in regions for part in one.content)
    return dataclasses.replace(
        one,
        kind="direct" if whole else "mixed" if marked else "indirect",
        uttered=whole
        or (
            (bool(one.mention) or marked)
            and not _impersonal(text, one)
            and not (one.cue and one.mention and utterance.is_deed(text, one.mention[0], one.cue[-1], one.content))
            and (marked or not _nominal(text, one))
            and utterance.is_uttered(
                " ".join(span.of(text) for span in one.cue),
                mention=" ".join(span.of(text) for span in one.mention),
                content=" ".join(span.of(text) for span in one.content),
            )
        ),
    )


def _impersonal(text: str, one: Quotation) -> bool:
    """Tell what nobody is named to have said: "It is believed that ...", "The port is expected to open"."""
    cue = " ".join(span.of(text) for span in one.cue).lower()
    return not one.mention and bool(_IMPERSONAL.search(cue))


def _nominal(text: str, one: Quotation) -> bool:
    """Tell "Marn's public claims of success": a noun that names no utterance of its own, as "Marn's claim was" does."""
    if not one.mention or not one.cue or one.cue[0].start < one.mention[-1].end:
        return False
    if _NO_NOUN.fullmatch(f"{one.mention[-1].of(text)} {one.cue[0].of(text)}"):
        return False
    held = text[one.mention[-1].end - 2 : one.mention[-1].end + 3]
    return bool(re.search(r"[’'](?:s\b|\s)", held)) and one.cue[0].start - one.mention[-1].end < 4


def _following(rule: Quotation, found: Sequence[Quotation]) -> Quotation:
    """Give a quotation without a cue of its own to who spoke last before it, in both readings together."""
    if rule.cue and rule.cue[0].end > rule.content[0].start - 200 and rule.cue[0].start < rule.content[-1].end + 200:
        return rule
    before = [one for one in found if one.uttered and one.mention and one.content[0].start < rule.content[0].start]
    if not before:
        return rule
    last = max(before, key=lambda one: one.content[-1].end)
    if rule.mention and rule.mention[0].start >= last.content[-1].end:
        return rule  # named since then: by the line above a list of quotations
    return dataclasses.replace(rule, mention=last.mention, cue=())
