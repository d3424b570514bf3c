"""Documents in, quotations out: who is reported to say what, by quotation marks, reporting words and rules.

`extract` joins two lists of candidates: what marks and rules find, and what the learned tagger finds where its
weights are present (`data.quoting.tagger`). Speakers are named by their words only; `data.speakers` finds out who
they are.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from data.quoting import cues, headings, merging, quote_marks, signatures, speech_marks, tagger, utterance
from data.quoting.cues import Cue
from data.quoting.quote_marks import Quoted
from data.records import Document, Quotation, Sentence, Span
from data.words import naming, noun_phrases

_GAP_AFTER = re.compile(r"[\s,.\-–—;:!?…”\"’'»)]*\Z")
_THAT = re.compile(r"[\s,:]*(?:(?:on|in|at|last|this|late|early)\s[^,.:;“\"]{0,40}?\s)?(?:that\b|[:,])?\s*")
_LEAD = re.compile(r"(?:and|but|so|yet|while|however|meanwhile|in addition|also|still)[\s,]+", re.IGNORECASE)
#: What begins a clause right behind a name: "According to Vera Marn the talks have failed".
_CLAUSE = re.compile(r"\s(?:the|this|these|those|it|he|she|they|we|there|its|their|his|her)\s")
_TAIL_ASIDE = re.compile(r",\s(?:as reported by|reported|per|citing|according to)\s[^,.]+$")
_HOLDER = re.compile(
    r"((?:[Tt]he\s)?[^\W\d_][\w .-]{1,50}?)[’']s?\s(?:\w+\s){0,2}"
    r"(?:answer|reply|response|message|verdict|words|question|view|statement)\b"
)
#: What may stand behind a cue whose content is the next paragraph: "Marn wrote in a letter to the board:".
_ANNOUNCES = re.compile(
    r"(?:\son)?(?:\s(?:\w+ly\s)?(?:in|on|at|to|by|via|of|as|after|last|this|later|earlier)\s[^.!?;:“\"]{0,60})?:"
)
#: Names before the last of those who speak together: "Sen. Vera Marn (R-Ohio), Tom Vesk and ".
_NAME = r"[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){1,6}"
_LIST = re.compile(rf"(?:{_NAME}(?:\s\([\w.-]{{1,12}}\))?,?\s(?:and\s)?){{1,6}}(?<=and\s)")
_RELAYS = re.compile(r"\sthat\s(?:the\s)?|\s")
#: A paragraph of fewer words behind a colon is rather a heading or the item of a list than a quotation.
BLOCK_WORDS = 8
_BULLET = re.compile(r"[•·▪*–-]\s*")
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
    rules = by_rules(document, sentences)
    if document.turns or document.speaker or not tagger.available():
        return tuple(rules)
    regions = quote_marks.regions(document.text)
    return tuple(merging.merge(document.text, rules=rules, tagged=tagger.attributions(document), regions=regions))


def by_rules(document: Document, sentences: Sequence[Sentence]) -> list[Quotation]:
    """Return what quotation marks and reporting words tell, without a model."""
    text = document.text
    regions = quote_marks.regions(text)
    reader = _Reader(text, sentences, regions)
    return reader.read()


class _Reader:
    """One pass over a document, paragraph by paragraph."""

    def __init__(self, text: str, sentences: Sequence[Sentence], regions: Sequence[Quoted]) -> None:
        self.text = text
        self.sentences = sentences
        self.regions = regions
        self.spans = [region.span for region in regions]
        self.drafts: list[_Draft] = []
        self.last: _Draft | None = None
        self.pending: list[Span] = []
        #: Whose words the paragraph before announced with its colon.
        self.announced: _Draft | None = None
        #: Who is named by the line that leads a list of quotations.
        self.leader: Span | None = None

    def read(self) -> list[Quotation]:
        """Return the quotations found."""
        begin = 0
        while begin < len(self.sentences):
            end = begin
            while end < len(self.sentences) and self.sentences[end].paragraph == self.sentences[begin].paragraph:
                end += 1
            self._paragraph(self.sentences[begin:end])
            begin = end
        self._signed()
        found = [_finished(draft, self.regions) for draft in self.drafts if draft.content]
        return sorted(found, key=lambda quotation: (quotation.content[0].start, quotation.content[0].end))

    def _paragraph(self, sentences: Sequence[Sentence]) -> None:
        start, end = sentences[0].span.start, sentences[-1].span.end
        regions = [r for r in self.regions if r.span.start < end and r.span.end > start]
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
            found = [self._with_list(cue, span) for cue in found]
            starting = [r for r in regions if span.start <= r.span.start < span.end]
            ending = [r for r in regions if span.start < r.span.end <= span.end and r.span.start < span.start]
            self._sentence(span, found, ending + starting, taken)

    def _sentence(self, span: Span, found: Sequence[Cue], regions: Sequence[Quoted], taken: dict[int, Quoted]) -> None:
        drafts = {id(cue): _Draft(cue.mention, cue.span, uttered=not cue.belief) for cue in found}
        direct = []
        for region in regions:
            if not self._is_clause(region, found):
                continue
            cue = self._cue_of(region, found)
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

    def _with_list(self, cue: Cue, span: Span) -> Cue:
        """Widen "18 members" to "Vera Marn (R-Ohio), Tom Vesk and 18 members" where that opens the sentence."""
        if cue.mention is None or not cue.after or self.text[cue.mention.start].isupper():
            return cue
        if not _LIST.fullmatch(self.text, span.start, cue.mention.start):
            return cue
        return dataclasses.replace(cue, mention=Span(span.start, cue.mention.end), start=span.start)

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
            self.leader = headings.leader(self.text, paragraph)
            return False
        beside = self.text[regions[-1].span.end : paragraph.end]
        if self.leader is None or not regions[-1].closed or len(beside.split()) > BESIDE:
            return False
        said = [region.span for region in regions]
        self.last = _Draft(self.leader, None, said, quoted=True, confidence=0.8)
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

    def _cue_of(self, region: Quoted, found: Sequence[Cue]) -> Cue | None:
        for cue in found:
            if cue.start >= region.span.end and _GAP_AFTER.match(self.text[region.span.end : cue.start]):
                if cue.before:
                    return cue
                break
        before = [cue for cue in found if cue.end <= region.span.start and cue.after]
        if before:
            gap = self.text[before[-1].end : region.span.start]
            if len(gap) < 90 and not re.search(r"[.;”\"]", gap):
                return before[-1]
        for cue in found:
            gap = self.text[region.span.end : cue.start]
            if cue.start >= region.span.end and len(gap) < 40 and not re.search(r"[.;“\"]\s", gap[1:]) and cue.before:
                return cue
        return None

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
        outer = self._outer(span, found, direct)
        for place, cue in enumerate(found):
            if outer is not None and cue is not outer:
                continue
            if cue in direct or not cue.classes & {"clause", "object", "belief"}:
                continue
            passed_on = place and self._passes_on(found[place - 1], cue)
            if cue.start < done and cue.mention != found[place - 1].mention and not passed_on:
                continue
            if cue.lemma == "according to" and place and any(drafts[id(other)].content for other in found[:place]):
                continue
            content = self._content(span, cue, found[place + 1 :])
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

    def _passes_on(self, outer: Cue, inner: Cue) -> bool:
        """Tell "the agency reported that Marn said ...": a body passes on the words of somebody named at once."""
        if outer.mention is None or inner.mention is None:
            return False
        if not _RELAYS.fullmatch(self.text, outer.end, inner.mention.start):
            return False
        return naming.parse(outer.mention.of(self.text)).form == "organisation"

    def _outer(self, span: Span, found: Sequence[Cue], direct: Sequence[Cue]) -> Cue | None:
        """Return the cue that closes the sentence and holds all of it: "The marshal wants peace, his aide said"."""
        if len(found) < 2 or direct:
            return None
        last, first = found[-1], found[0]
        lead, rest = self.text[span.start : last.start], self.text[last.end : span.end]
        closed = re.search(r"(?:[,”\"]|'')\s*$", lead)
        if not (last.before and closed and len(rest.split()) < 7 and "that" not in rest.split()):
            return None
        if last.mention is None:
            return None
        relayed = first.classes & {"clause", "object"}
        if relayed and naming.parse(last.mention.of(self.text)).form in ("organisation", "government"):
            return None
        return last

    def _within(self, part: Span, regions: Sequence[Quoted]) -> bool:
        return any(r.span.start <= part.start and part.end <= r.span.end and self._is_clause(r, ()) for r in regions)

    def _content(self, span: Span, cue: Cue, following: Sequence[Cue]) -> list[Span]:
        """Return what the cue reports within its sentence: before it, behind it, or both around it."""
        text = self.text
        lead = text[span.start : cue.start]
        trailing = bool(re.search(r"(?:[,–—\-”\"]|'')\s*$", lead)) and len(lead.split()) > 2
        rest = text[cue.end : span.end]
        if cue.before and (trailing or not cue.after or (cue.lemma == "according to" and len(lead.split()) > 2)):
            parts = _trim(text, span.start, cue.start, lead=True)
            if (
                re.match(r"\s*,\s*\S+", rest)
                and trailing
                and not re.match(r"\s*,\s(?:who|which|in|on|at|a|an|the|as)\b", rest)
            ):
                parts += _trim(text, cue.end, span.end)
            return parts
        if not cue.after:
            return []
        begin = cue.end
        if cue.lemma == "according to":
            comma = 0 if _CLAUSE.match(rest) else rest.find(",")
            begin = cue.end + comma + 1 if comma >= 0 else span.end
        end = span.end
        for other in following:
            joined = re.search(r"(?:,|\band|\bbut|\bwhile)\s*$", text[begin : other.start])
            if (joined and other.mention == cue.mention) or (
                joined and other.mention and _pronoun(other.mention.of(text))
            ):
                end = other.start
                break
        skipped = _THAT.match(text, begin, end)
        begin = skipped.end() if skipped else begin
        tail = _TAIL_ASIDE.search(text[begin:end])
        return _trim(text, begin, begin + tail.start() if tail else end)


def _pronoun(words: str) -> bool:
    return words.lower() in {"he", "she", "they", "it"}


def _trim(text: str, start: int, end: int, *, lead: bool = False) -> list[Span]:
    if lead:
        match = _LEAD.match(text, start, end)
        start = match.end() if match else start
    while start < end and (text[start].isspace() or text[start] in ",;:–—-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:–—-"):
        end -= 1
    for word in (" and", " but", " while"):
        if text[start:end].endswith(word):
            end -= len(word)
    return [Span(start, end)] if end - start > 2 else []


def _finished(draft: _Draft, regions: Sequence[Quoted]) -> Quotation:
    content = tuple(sorted(draft.content, key=lambda span: span.start))
    inside = any(region.span.overlaps(part) for region in regions for part in content)
    kind = "direct" if draft.quoted and not draft.unquoted else "mixed" if inside else "indirect"
    return Quotation(
        mention=(draft.mention,) if draft.mention else (),
        cue=(draft.cue,) if draft.cue else (),
        content=content,
        kind=kind,
        uttered=draft.uttered,
        confidence=draft.confidence,
    )
