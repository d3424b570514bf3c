"""Quotations in, speakers and voices out: who speaks in each quotation, and whose words each sentence carries.

The words that name a speaker are resolved within the document (names, titles and pronouns that refer back), then
with the reference tables (office holders, countries, metonyms). In speeches and transcripts the document's or the
turn's speaker holds every sentence. Who is unknown stays unknown; of the outlet only a president's office tells whom
"the President" means (`data.turns.press_office`).
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left
from collections.abc import Sequence

from data.quoting import collected
from data.records import GUESSED, Attribution, Document, Quotation, Sentence, Speaker, Turn
from data.resolution import voices
from data.resolution.coreference import Resolver
from data.turns import interviews, printed_remarks, spoken_labels, turn_labels
from data.words import known_bodies, names, people

#: How much of a finding's doubt remains where words of saying lead to a speaker: marks leave little. Where none do, who
#: speaks is told by the place alone, and all of the doubt remains. Fitted, like `coreference.SURE`, to 279 labelled
#: articles.
DOUBT = {"direct": 0.05, "mixed": 0.1, "indirect": 0.75}
#: Below this confidence the speaker stays unknown.
THRESHOLD = 0.4
#: A sentence that is one remark in brackets; "(Inaudible.)" stands for what somebody said.
_BRACKETED = re.compile(r"(?!.*(?:inaudible|\b(?:was|were|had)\b))(?:\([^()]+\)|\[[^\[\]]+\])\.?", re.IGNORECASE)


def resolve(
    document: Document, sentences: Sequence[Sentence], quotations: Sequence[Quotation]
) -> tuple[tuple[Quotation, ...], tuple[Attribution, ...]]:
    """Return `quotations` with their speakers and one attribution for each of `sentences`."""
    resolver = Resolver(document)
    official = turn_labels.country_of_outlet(document.outlet) is not None
    filled = []
    for quotation in sorted(quotations, key=place):
        speakers, sure = resolver.judged(quotation)
        doubt = DOUBT[quotation.kind] if quotation.cue else 1.0
        confidence = round((1 - (1 - quotation.confidence) * doubt) * sure, 3)
        known = speakers if confidence >= THRESHOLD else ()
        uttered = quotation.uttered and not (not speakers and official and _of_writer(quotation, document.text))
        filled.append(dataclasses.replace(quotation, speakers=known, confidence=confidence, uttered=uttered))
    filled = _of_one_country(filled)
    filled.sort(key=lambda quotation: (quotation.content[0].start, quotation.content[0].end))
    if document.turns:
        return tuple(filled), _of_turns(document, sentences, filled)
    if document.speaker:
        return tuple(filled), _of_speech(document, sentences)
    attributions = list(voices.attribute(document.text, sentences, filled))
    _interviewed(document, sentences, attributions, resolver)
    return tuple(filled), tuple(attributions)


def _of_writer(quotation: Quotation, text: str) -> bool:
    """Tell "we are announcing the sale" outside all marks: the office that publishes the text tells of itself."""
    return quotation.kind == "indirect" and [span.of(text).lower() for span in quotation.mention] == ["we"]


def _of_one_country(quotations: Sequence[Quotation]) -> list[Quotation]:
    """Give each person the country told anywhere in the document, and mark the quotations whose country is guessed.

    "Vera Marn said" may stand before "the Norwegian author Vera Marn said".
    """
    told: dict[str, set[str]] = {}
    for one in (speaker for quotation in quotations for speaker in quotation.speakers):
        if one.kind == "person" and one.country and not one.guessed:
            told.setdefault(one.id, set()).add(one.country)
    sure = {identity: next(iter(found)) for identity, found in told.items() if len(found) == 1}
    placed = []
    for quotation in quotations:
        speakers = tuple(
            dataclasses.replace(one, country=sure[one.id], guessed=False)
            if one.kind == "person" and one.guessed and one.id in sure
            else one
            for one in quotation.speakers
        )
        method = quotation.method + (GUESSED if any(one.guessed for one in speakers) else "")
        placed.append(dataclasses.replace(quotation, speakers=speakers, method=method))
    return placed


def _interviewed(
    document: Document, sentences: Sequence[Sentence], attributions: list[Attribution], resolver: Resolver
) -> None:
    """Give an interview's sentences to the names before their colons, and printed remarks to whom the text names."""
    starts = [sentence.span.start for sentence in sentences]
    asked = interviews.turns(document.text)
    # The labels of collected statements come back as those of an interview do, but not all of them do.
    asked = () if collected.open_at(document.text, [turn.span.start for turn in asked]) else asked
    for turn in (*asked, *printed_remarks.turns(document.text)):
        speakers = resolver.named(turn.label, turn.span.start)
        for number in range(bisect_left(starts, turn.span.start), bisect_left(starts, turn.span.end)):
            if speakers:
                attributions[number] = Attribution("direct", speakers, None, attributions[number].confidence)


def place(quotation: Quotation) -> int:
    """Return where a quotation begins, its mention and cue included."""
    return min(span.start for span in (*quotation.mention, *quotation.cue, *quotation.content[:1]))


def _of_speech(document: Document, sentences: Sequence[Sentence]) -> tuple[Attribution, ...]:
    speakers = document_speakers(document)
    return tuple(Attribution("direct", speakers) for _ in sentences)


def document_speakers(document: Document) -> tuple[Speaker, ...]:
    """Return the speakers of a document that is a speech, in the order given."""
    named = [name.strip() for name in (document.speaker or "").split(";") if name.strip()]
    codes = [code.strip() for code in (document.country or "").split(";")]
    found = []
    for number, name in enumerate(named):
        country = codes[number] if len(codes) == len(named) else codes[0] if len(codes) == 1 else None
        found.append(_labelled(name, country or None, document))
    return tuple(found)


def _labelled(label: str, country: str | None, document: Document) -> Speaker:
    known = people.lookup(label, document.published, country=country)
    holder = known[0] if len(known) == 1 else None
    body = known_bodies.speaker(label) if holder is None else None
    if body is not None and country in (None, body.country):
        return dataclasses.replace(body, role=document.role)
    if not known and country and document.role and document.published:
        holder = people.misspelled(label, country=country, title=document.role, date=document.published)
    return Speaker(
        # Who is in office there and then is meant; a name alone may be a namesake's.
        holder.id if holder and holder.current and country else people.slug(label),
        names.untitled(label),
        "person",
        country or (holder.country if holder else None),
        document.role or (holder.role if holder else None),
    )


def _of_turns(
    document: Document, sentences: Sequence[Sentence], quotations: Sequence[Quotation]
) -> tuple[Attribution, ...]:
    """Give each sentence to the turn it stands in, and read what stands before the first one as a report.

    What else stands outside turns, and notes within them, are the outlet's.
    """
    labels = turn_labels.Labels(document)
    turns = sorted(document.turns, key=lambda turn: turn.span.start)
    first = turns[0].span.start
    lead = [sentence for sentence in sentences if sentence.span.start < first]
    before = [quotation for quotation in quotations if quotation.content[0].start < first]
    found = list(voices.attribute(document.text, lead, before))
    at = 0
    for sentence in sentences[len(lead) :]:
        while at < len(turns) and turns[at].span.end <= sentence.span.start:
            at += 1
        inside = at < len(turns) and turns[at].span.start <= sentence.span.start
        if inside and not _is_note(sentence.span.of(document.text)):
            found.append(Attribution("direct", _turn_speakers(turns[at], labels, document)))
        else:
            found.append(Attribution("outlet"))
    return tuple(found)


def _is_note(sentence: str) -> bool:
    """Tell "(The President offers a toast.)", which the record's writer adds, from an aside that says "I" or "we"."""
    return bool(_BRACKETED.fullmatch(sentence.strip())) and not spoken_labels.speaks_of_itself(sentence)


def _turn_speakers(turn: Turn, labels: turn_labels.Labels, document: Document) -> tuple[Speaker, ...]:
    label = turn.label.strip().rstrip(":").strip()
    if not label:
        return document_speakers(document)
    known = labels.speaker(label, turn.span.start)
    return () if known is None else (known,)
