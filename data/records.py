"""The records that travel between the stages: documents in, sentences and quotations out.

Offsets are half-open character offsets `[start, end)` into `Document.text`, exactly as the text was given.
The records hold no behaviour beyond what follows from their fields.
"""

from __future__ import annotations

from dataclasses import dataclass, field

#: Whose words a sentence carries. `outlet` is the narration itself.
VOICES = ("direct", "indirect", "mixed", "outlet")
#: How a quotation gives the words.
QUOTATION_KINDS = ("direct", "indirect", "mixed")
#: What a speaker is. `anonymous` is kept as such and never merged with a person.
SPEAKER_KINDS = ("person", "government", "organisation", "group", "anonymous")
#: Ends a quotation's method where only the document as a whole tells its speaker's country.
GUESSED = ", country guessed"
SENTIMENTS = ("negative", "neutral", "positive")
STANCES = ("against", "neither", "favor")


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `[start, end)` of a document's text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Return whether the two spans share a character."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """Return the characters of `text` that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Turn:
    """One person's uninterrupted talk in a transcript: the label as printed, and the span of the words.

    The span may start with the label itself ("MR. KIRBY: ") or behind it; the label is no sentence.
    """

    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """One article, speech or transcript, its text exactly as it was given.

    `published` keeps the precision it came with: "2014", "2014-09", "2014-09-24" or a full ISO 8601 time.
    `speaker`, `country` (ISO 3166-1 alpha-3) and `role` are set when the whole document is one person's
    speech; several speakers at once are joined by "; ", and so are their countries, one place each. `omitted`
    are spans of `text` that are no sentences of the table (the title line and repeated headlines that the plain-text
    reader found).
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    speaker: str | None = None
    country: str | None = None
    role: str | None = None
    turns: tuple[Turn, ...] = ()
    omitted: tuple[Span, ...] = ()
    path: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its place in the document (`position`, from 0), its paragraph (from 0) and its span."""

    position: int
    paragraph: int
    span: Span


@dataclass(frozen=True, slots=True)
class Speaker:
    """The person or body a mention resolves to.

    `id` is the identity across documents (a slug such as "dmitry-peskov"); `name` the fullest form of the name in
    the document without title, or the table's where the document gives a surname alone; `kind` one of
    `SPEAKER_KINDS`; `country` ISO 3166-1 alpha-3 or None;
    `role` as the text or the reference table gives it; `guessed` tells that the country is only the one the
    document speaks of most.
    """

    id: str
    name: str
    kind: str
    country: str | None = None
    role: str | None = None
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's words (or belief, or plan) as the document reports them.

    `mention` are the spans that name the speaker (empty when nobody is named), `cue` the words that report
    ("said", "according to"), `content` what is said, in one or more spans. `kind` is one of
    `QUOTATION_KINDS`. `uttered` is False for beliefs and plans nobody voiced ("X hopes"). `confidence` lies in
    [0, 1]; `method` names the rule or model that found it. `speakers` is filled by `speakers.resolve`; empty
    means unknown.
    """

    mention: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    kind: str
    uttered: bool = True
    confidence: float = 1.0
    method: str = "rules"
    speakers: tuple[Speaker, ...] = ()


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose words one sentence carries: the outcome of the reading for that sentence.

    `voice` is one of `VOICES`; `speakers` is empty for the outlet's narration and for unknown speakers;
    `quotation` is the index of the deciding quotation in `Reading.quotations`, or None for narration, speeches
    and turns; `confidence` lies in [0, 1].
    """

    voice: str
    speakers: tuple[Speaker, ...] = ()
    quotation: int | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Mention:
    """A person, organisation or country named in the text, whoever speaks.

    `kind` is "person", "organisation" or "country"; `entity_id` and `name` identify it across the document and
    the corpus as `Speaker.id` and `Speaker.name` do; `country` is ISO 3166-1 alpha-3 or None.
    """

    span: Span
    kind: str
    entity_id: str
    name: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one document; `attributions[i]` belongs to `sentences[i]`."""

    document: Document
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """What a stance is toward: an entry of `seeds/targets.toml`.

    `favor` and `against` say in one sentence each what the two sides mean; `terms` are key terms, capitals in
    them meant as such (`data.targets.pattern`), of which at least one makes a sentence a candidate for the target.
    `own_terms` are key terms that fit every state ("the president"): they are meant for this target only in the
    words of somebody who speaks for `country` (ISO 3166-1 alpha-3). Where there are `context` terms, a document
    with none of them is about something else ("peace" in another war).
    """

    id: str
    name: str
    favor: str
    against: str
    terms: tuple[str, ...]
    proposition: str | None = None
    own_terms: tuple[str, ...] = ()
    country: str | None = None
    context: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topic:
    """What a sentence can be about: an entry of `seeds/topics.toml`."""

    id: str
    label: str
    description: str
    keywords: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A document or file that was set aside: where it is (`path`, `line`), its id when known, and why."""

    path: str
    reason: str
    line: int | None = None
    id: str | None = None
