"""A document in, the same document out with who speaks in it, where its labels or its title say so and its record not.

A transcript whose words stand behind labels in capitals ("THE PRESIDENT: Good morning") gets turns, and so does one
that opens with an office and a full name (`data.spoken_labels`, which also completes given turns). A speech or a
statement that its title gives to one person ("Statement by Minister Vera Marn on the Harbour Act"), and that speaks
of itself as "I" or "we", gets that person as its speaker. What a president's office publishes as a presidential
message, a proclamation or a letter to parliament is the president's who was in office then. Turns of which no label
names anybody ("PROTECTING JOBS: ...") are the headings of a report, and none. Anything else is left as it is: a press
office's report of a call is narration, also where a spokesperson signs it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from data import naming, people, press_office, spoken_labels
from data.name_spans import common_words
from data.names import bare
from data.records import Document, Span, Speaker, Turn
from data.turn_labels import country_of_outlet

_LABEL = re.compile(r"^[ \t]*((?:[A-Z][A-Z.’'-]*)(?:[ \t]+[A-Z][A-Z.’'-]*){0,4})[ \t]*:(?=[ \t]+\S)", re.M)
_KIND = re.compile(
    r"(?:(?:full|opening|closing|pre-?taped|pre-?recorded|recorded|prepared|video|virtual|official|press|media)\s+)*"
    r"(?:remarks|statement|speech|toast|eulogy|message|"
    r"(?:(?:inaugural|farewell|keynote|commencement|radio|weekly)\s+)?address)\s+"
    r"(?:as\s+(?:prepared(?:\s+for\s+delivery)?|delivered)\s+)?(?:by|from|of)\s+",
    re.IGNORECASE,
)
#: Titles of what only the president of the country whose office publishes it can write.
_OF_PRESIDENT = re.compile(
    r"(?:.*:\s)?(?:a\s|text\sof\sa\s)?(?:"
    r"presidential\s(?:message|proclamation|statement)\b|proclamation\son\b|notice\son\sthe\scontinuation\b|"
    r"(?:statement|letter|message|remarks)s?\s(?:from|by)\sthe\spresident(?=\s(?:about|after|at|in|on|regarding|to)\b|$)|"
    r"(?:letter|message)s?\s(?:to\s(?:the\s(?:congress|house|senate|speaker)|certain\scongressional)|on\sthe\scontinuation)\b"
    r")",
    re.IGNORECASE,
)
_NAME_ENDS = frozenset(
    "about after against ahead as at before concerning during following for in on over regarding to upon with".split()
)
_SUFFIX = re.compile(r",?\s(?:Jr|Sr)\.?(?=,?\s|,?$)")


def told(document: Document) -> Document:
    """Return `document` with the turns or the speaker that its text and title tell."""
    if document.speaker:
        return document
    if any(_speaks(turn.label, document) for turn in document.turns):
        return replace(document, turns=spoken_labels.completed(document.text, document.turns))
    document = replace(document, turns=())
    turns = _turns(document) or spoken_labels.turns(document.text)
    if turns:
        return replace(document, turns=turns)
    speaker = _president(document) or _of_title(document)
    if speaker is None:
        return document
    return replace(
        document,
        speaker=speaker.name,
        country=document.country or speaker.country,
        role=document.role or speaker.role,
    )


def _turns(document: Document) -> tuple[Turn, ...]:
    """Return the turns behind labels in capitals; none where the first one does not open a transcript."""
    text = document.text
    found = list(_LABEL.finditer(text))
    if not found or not spoken_labels.opens(text, found[0].start()):
        return ()
    spoken = [one for one in found if _speaker(one.group(1), document) is not None]
    if not spoken or spoken[0] is not found[0]:
        return ()
    ends = [one.start() for one in spoken[1:]] + [len(text)]
    return tuple(Turn(one.group(1), Span(one.start(1), end)) for one, end in zip(spoken, ends, strict=True))


def _speaker(label: str, document: Document) -> Speaker | None:
    return people.parse_label(
        label, outlet=document.outlet, date=document.published, text=f"{document.title or ''}\n{document.text}"
    )


def _speaks(label: str, document: Document) -> bool:
    """Tell the label of a turn from a heading; a turn without one is its document's speaker's."""
    return not label.strip() or _speaker(label, document) is not None


def _president(document: Document) -> Speaker | None:
    """Return the president in office whose message the title announces, None where the text speaks of nobody as "I"."""
    announced = _OF_PRESIDENT.match(document.title or "") is not None and spoken_labels.speaks_of_itself(document.text)
    return press_office.president(document) if announced else None


def _of_title(document: Document) -> Speaker | None:
    """Return the one person whose own words the title announces, None where the text does not speak of itself."""
    title = " ".join((document.title or "").split())
    kind = _KIND.match(title)
    words = _name_at(title[kind.end() :]) if kind else ""
    if not words or not spoken_labels.speaks_of_itself(document.text):
        return None
    parsed = naming.parse(words)
    if parsed.form != "person" or parsed.plural:
        return None
    known = people.lookup(bare(parsed.name), document.published) if " " in bare(parsed.name) else []
    if len(known) == 1:
        return Speaker(known[0].id, known[0].name, "person", known[0].country, known[0].role)
    of_office = _speaker(words.upper(), document)
    if of_office is not None and of_office.kind == "person" and " " in of_office.name:
        return of_office
    if not parsed.title:
        return None
    # Who is no office holder of the table speaks for the government that publishes the words.
    return Speaker(people.slug(parsed.name), parsed.name, "person", country_of_outlet(document.outlet), parsed.title)


def _name_at(rest: str) -> str:
    """Return the title and name that `rest` begins with; empty where several persons or nobody is named."""
    kept: list[str] = []
    for word in _SUFFIX.sub("", rest).split():
        low = word.lower().strip(",.:;")
        if low in ("and", "&"):
            return ""
        if low in _NAME_ENDS or (low.endswith("ing") and low in common_words()) or not word[:1].isupper():
            break
        kept.append(word)
        if word.endswith((",", ":", ";")):
            break
    return " ".join(kept).strip(" ,:;")
