"""Documents in, quotations out: who is reported to say what, by quotation marks, reporting words and rules.

`extract` joins two lists of candidates: what marks and rules find, and what the learned tagger finds where its
weights are present (`data.quoting.tagger`). Speakers are named by their words only; `data.speakers` finds out who
they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from data.quoting import (
    collected,
    cues,
    headings,
    linking,
    merging,
    quote_marks,
    reported,
    signatures,
    speech_marks,
    tagger,
    utterance,
)
from data.quoting.collected import Statement
from data.quoting.cues import Cue
from data.quoting.quote_marks import Quoted
from data.records import Document, Quotation, Sentence, Span
from data.span_lookup import overlapping
from data.words import naming, noun_phrases

_HOLDER = re.compile(
    r"((?:[Tt]he\s)?[^\W\d_][\w .-]{1,50}?)[’']s?\s(?:\w+\s){0,2}"
    r"(?:answer|reply|response|message|verdict|words|question|view|statement)\b"
)
#: What may stand behind a cue whose content is the next paragraph: "Marn wrote in a letter to the board:".
_ANNOUNCES = re.compile(
    r"(?:\son)?(?:\s(?:\w+ly\s)?(?:in|on|at|to|by|via|of|as|after|last|this|later|earlier)\s[^.!?;:“\"]{0,60})?:"
)
#: A paragraph of fewer words behind a colon is rather a heading or the item of a list than a quotation.
BLOCK_WORDS = 8
#: "• On prices: “...”" too.
_BULLET = re.compile(r"[•·▪*–-]\s*(?:(?:On|About)\s[^“”\"\n:]{2,60}:\s*)?")
#: Words beside the quotations of a paragraph that is nothing else: "(Watch)".
BESIDE = 2


@dataclass(slots=True)
class _Draft:
    """A quotation while it is put together."""

    mention: Span | None
    cue: Span | None
    content: list[Span] = field(default_factory=list)
    quoted: bool = False
    unquoted: bool = False
    uttered: bool = True
    confidence: float = 0.9


def extract(document: Document, sentences: Sequence[Sentence]) -> tuple[Quotation, ...]:
    """Return the quotations of `document`, in the order of their first content; `speakers` are still empty.

    In speeches and transcripts, whose speaker is known, the rules alone list what is quoted.
    """
    statements = () if document.turns else collected.find(document.text)
    inside = overlapping([one.span for one in statements])

    def outside(found: Sequence[Quotation]) -> list[Quotation]:
        return [one for one in found if not any(statements[inside(part)] for part in one.content)]

    rules = outside(_rules(document, sentences, statements))
    if not (document.turns or document.speaker) and tagger.available():
        tagged = outside(tagger.attributions(document))
        rules = merging.merge(document.text, rules=rules, tagged=tagged, regions=quote_marks.regions(document.text))
    found = [*rules, *map(_collected, statements)]
    return tuple(sorted(found, key=lambda one: (one.content[0].start, one.content[0].end)) if statements else found)


def _collected(one: Statement) -> Quotation:
    return Quotation(mention=(one.mention,), cue=(), content=one.content, kind="direct", uttered=True, confidence=0.9)


def by_rules(document: Document, sentences: Sequence[Sentence]) -> list[Quotation]:
    """Return what quotation marks and reporting words tell, without a model."""
    return _rules(document, sentences, ())


def _rules(document: Document, sentences: Sequence[Sentence], statements: Sequence[Statement]) -> list[Quotation]:
    reader = _Reader(document.text, sentences, quote_marks.regions(document.text), statements)
    return reader.read()


class _Reader:
    """One pass over a document, paragraph by paragraph."""

    def __init__(
        self, text: str, sentences: Sequence[Sentence], regions: Sequence[Quoted], statements: Sequence[Statement]
    ) -> None:
        self.text = text
        self.sentences = sentences
        self.regions = regions
        self.spans = [region.span for region in regions]
        self.near = overlapping(self.spans)
        self.collected = overlapping([one.span for one in statements])
        self.drafts: list[_Draft] = []
        self.last: _Draft | None = None
        self.pending: list[Span] = []
        #: Whose words the paragraph before announced with its colon.
        self.announced: _Draft | None = None
        #: Who is named by the line that leads a list of quotations.
        self.leader: Span | None = None
        #: Whose interview the paragraph before tells of: the words of the bullets below it are theirs.
        self.interviewed: Span | None = None

    def read(self) -> list[Quotation]:
        """Return the quotations found."""
        begin = 0
        while begin < len(self.sentences):
            end = begin
            while end < len(self.sentences) and self.sentences[end].paragraph == self.sentences[begin].paragraph:
                end += 1
            part = self.sentences[begin:end]
            # What a list collects is read already, and what follows it does not go on with what stood before.
            taken = self.collected(Span(part[0].span.start, part[-1].span.end))
            if taken.start < taken.stop:
                self.announced = self.last = self.leader = self.interviewed = None
                self.pending = []
            else:
                self._paragraph(part)
            begin = end
        self._signed()
        found = [self._finished(draft) for draft in self.drafts if draft.content]
        return sorted(found, key=lambda quotation: (quotation.content[0].start, quotation.content[0].end))

    def _paragraph(self, sentences: Sequence[Sentence]) -> None:
        start, end = sentences[0].span.start, sentences[-1].span.end
        regions = self.regions[self.near(Span(start, end))]
        announced, self.announced = self.announced, None
        if announced is not None and self._announced(announced, Span(start, end), regions):
            return
        if self._listed(Span(start, end), regions):
            return
        taken: dict[int, Quoted] = {}
        for sentence in sentences:
            span = sentence.span
            words = noun_phrases.tokens(
                self.text, start=span.start, end=span.end, quoted=[r.span for r in regions if r.span.overlaps(span)]
            )
            found = [c for c in cues.find(words) if c.mention is None or naming.can_speak(c.mention.of(self.text))]
            found = [linking.with_list(self.text, cue, span) for cue in found]
            starting = [r for r in regions if span.start <= r.span.start < span.end]
            ending = [r for r in regions if span.start < r.span.end <= span.end and r.span.start < span.start]
            self._sentence(span, found, ending + starting, taken)

    def _sentence(self, span: Span, found: Sequence[Cue], regions: Sequence[Quoted], taken: dict[int, Quoted]) -> None:
        drafts = {id(cue): _Draft(cue.mention, cue.span, uttered=not cue.belief) for cue in found}
        direct = []
        for region in regions:
            if not self._is_clause(region, found):
                continue
            cue = linking.cue_of(self.text, region, found)
            if cue is not None:
                draft = drafts[id(cue)]
                draft.quoted = draft.uttered = True
                known = taken.get(region.span.start)
                if known is None:
                    draft.content.append(region.span)
                else:
                    self._move(region.span, draft)
                for earlier in self.pending if region.resumes else ():
                    self._move(earlier, draft)
                self.pending = []
                self.last = draft
                direct.append(cue)
            elif region.span.start not in taken and not self._answer(region, span):
                self._follow_on(region)
            taken[region.span.start] = region
        self._indirect(span, found, drafts, direct, regions)
        self.drafts += [drafts[id(cue)] for cue in found]
        if found and found[-1].after and _ANNOUNCES.fullmatch(self.text, found[-1].end, span.end):
            self.announced = drafts[id(found[-1])]
            self.announced.content, self.announced.unquoted = [], False
        if not any(draft.content for draft in drafts.values()) and not direct:
            self._heading(span)

    def _announced(self, draft: _Draft, paragraph: Span, regions: Sequence[Quoted]) -> bool:
        """Give a paragraph to whom the one before announced: "Marn added:"; return whether that settles all of it.

        Without marks the whole paragraph is a block quotation.
        """
        if draft.mention is None or draft.content:
            return False
        if not regions:
            if len(paragraph.of(self.text).split()) < BLOCK_WORDS:
                return False
            draft.content, draft.quoted = [paragraph], True
            self.last = draft
            return True
        if regions[0].span.start == paragraph.start:
            self.last, draft.quoted = draft, True
        return False

    def _listed(self, paragraph: Span, regions: Sequence[Quoted]) -> bool:
        """Give a paragraph that is nothing but quotations to whom the line above their list names."""
        bullet = _BULLET.match(self.text, paragraph.start)
        begin = bullet.end() if bullet else paragraph.start
        if not regions or regions[0].span.start != begin:
            leader = headings.leader(self.text, paragraph)
            if leader or not headings.announces(self.text, paragraph):
                self.leader = leader
                self.interviewed = None if leader else headings.interviewed(self.text, paragraph)
            return False
        beside = self.text[regions[-1].span.end : paragraph.end]
        leader = self.leader or (self.interviewed if bullet else None)
        if leader is None or not regions[-1].closed or len(beside.split()) > BESIDE:
            return False
        said = [region.span for region in regions]
        self.last = _Draft(leader, None, said, quoted=True, confidence=0.8)
        self.drafts.append(self.last)
        return True

    def _heading(self, span: Span) -> None:
        told = headings.headline(self.text, span)
        if told is not None:
            self.drafts.append(_Draft(told[0], None, [told[1]], unquoted=True, confidence=0.8))

    def _signed(self) -> None:
        """Give what ends in "— Vera Marn" to her, unless its own words already name who speaks."""
        for signature in signatures.find(self.text):
            part = signature.content
            inside = [draft for draft in self.drafts if any(part.overlaps(own) for own in draft.content)]
            if any(draft.cue is not None and part.overlaps(draft.cue) for draft in inside):
                continue
            own = _Draft(signature.mention, signature.dash, quoted=self.text[part.start] in '“"')
            for draft in inside:
                own.content += [one for one in draft.content if part.overlaps(one)]
                draft.content = [one for one in draft.content if not part.overlaps(one)]
            own.content = own.content or [part]
            own.unquoted = not own.quoted
            self.drafts.append(own)

    def _move(self, region: Span, draft: _Draft) -> None:
        """Give a region to the speaker named only behind its last sentence."""
        for other in self.drafts:
            if region in other.content:
                other.content.remove(region)
        draft.content.append(region)

    def _is_clause(self, region: Quoted, found: Sequence[Cue]) -> bool:
        """Tell speech from a fragment of a sentence that the outlet wrote."""
        behind = any(0 <= region.span.start - cue.end <= 1 and "clause" in cue.classes for cue in found)
        return speech_marks.is_speech(self.text, region, behind_cue=behind)

    def _answer(self, region: Quoted, span: Span) -> bool:
        """Read a quotation behind a colon without a reporting verb: "Marn's answer was short: “No.”"."""
        lead = self.text[span.start : region.span.start]
        match = _HOLDER.match(lead) if lead.rstrip().endswith(":") else None
        if match is None or not naming.can_speak(match.group(1)):
            return False
        mention = Span(span.start + match.start(1), span.start + match.end(1))
        self.last = _Draft(mention, None, [region.span], quoted=True, confidence=0.7)
        self.drafts.append(self.last)
        return True

    def _follow_on(self, region: Quoted) -> None:
        """Give a quotation without a cue of its own to the speaker before, unless nobody spoke yet.

        Where it stays open, the speaker may still be named behind the next paragraph's part of it.
        """
        self.pending = [*(self.pending if region.resumes else ()), *(() if region.closed else (region.span,))]
        if self.last is not None and self.last.quoted and region.span.start > 0:
            self.last.content.append(region.span)
            return
        mention = self.last.mention if self.last is not None else None
        draft = _Draft(mention, None, [region.span], quoted=True, confidence=0.7)
        self.drafts.append(draft)
        self.last = draft

    def _indirect(
        self,
        span: Span,
        found: Sequence[Cue],
        drafts: dict[int, _Draft],
        direct: Sequence[Cue],
        regions: Sequence[Quoted],
    ) -> None:
        done = span.start
        outer = linking.outer(self.text, span, found, direct)
        for place, cue in enumerate(found):
            if outer is not None and cue is not outer:
                continue
            if cue in direct or not cue.classes & {"clause", "object", "belief"}:
                continue
            passed_on = place and linking.passes_on(self.text, found[place - 1], cue)
            if cue.start < done and cue.mention != found[place - 1].mention and not passed_on:
                continue
            if cue.lemma == "according to" and place and any(drafts[id(other)].content for other in found[:place]):
                continue
            content = reported.content(self.text, span, cue, found[place + 1 :])
            content = [part for part in content if not self._within(part, regions)]
            if not content:
                continue
            draft = drafts[id(cue)]
            draft.content += content
            draft.unquoted = True
            draft.uttered = utterance.is_uttered(
                cue.span.of(self.text),
                mention=cue.mention.of(self.text) if cue.mention else "",
                content=" ".join(part.of(self.text) for part in content),
            ) and not (cue.mention and utterance.is_deed(self.text, cue.mention, cue.span, content))
            if draft.uttered:
                self.last = draft
            done = max(done, max(part.end for part in content))

    def _finished(self, draft: _Draft) -> Quotation:
        content = tuple(sorted(draft.content, key=lambda span: span.start))
        inside = any(self.regions[self.near(part)] for part in content)
        kind = "direct" if draft.quoted and not draft.unquoted else "mixed" if inside else "indirect"
        return Quotation(
            mention=(draft.mention,) if draft.mention else (),
            cue=(draft.cue,) if draft.cue else (),
            content=content,
            kind=kind,
            uttered=draft.uttered,
            confidence=draft.confidence,
        )

    def _within(self, part: Span, regions: Sequence[Quoted]) -> bool:
        return any(r.span.start <= part.start and part.end <= r.span.end and self._is_clause(r, ()) for r in regions)
