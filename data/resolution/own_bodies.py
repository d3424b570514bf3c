"""The names of bodies that any state has one of in, whose state's each one is out.

In: a document and a name in it. Out: the country that the words beside it tell ("Norway's Ministry of Ferries"), else
whether it is the own one of who speaks or publishes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.records import Attribution, Document, Sentence, Span
from data.turns.turn_labels import country_of_outlet
from data.words import countries, places
from data.words.name_spans import Found
from data.words.speaker_words import INTERNATIONAL

#: What leads to a body of somebody else's state, or of any.
_OTHERS = re.compile(
    r"\b(?:an?|another|other|their|its|his|her|your|whose|that|those|each|every|any|both|local|foreign|neighbou?ring)\s+$",
    re.IGNORECASE,
)
_OF_ANOTHER = re.compile(r"\s+(?:of|in|for)\s+(?:the\s+)?[A-Z]|\s+of\s+(?:that|this|those|these|each|an?|any)\b")
#: Whose a body is: "Norway's Ministry of Ferries", "the Government and people of Norway".
_OWNER = re.compile(r"([A-Z][\w.-]*(?:\s[A-Z][\w.-]*)?)(?:[’']s?)?\s+$")
_OWNED_BY = re.compile(r"(?:\s+and\s+(?:the\s+)?[a-z]+){0,2}\s+of\s+(?:the\s+)?(?=[A-Z])")
#: Bodies that any state has one of.
_OF_A_STATE = re.compile(
    r"(?:(?:Federal|National|Central|Interim|Transitional|Provisional)\s)?(?:Government|Cabinet|Parliament)|Senate|"
    r"Cabinet\sof\sMinisters|Armed\sForces|Army|Navy|(?:Supreme|Constitutional)\sCourt|Central\sBank|"
    r"(?:National|Coast|Border|Presidential)\sGuard|(?:[\w’'-]+\s)*Ministry(?:\s(?:of|for)\s.+)?"
)
#: Bodies that are a state's where its government tells of them, and may be the United Nations' elsewhere.
_PUBLISHED = re.compile(
    r"(?:.+\s)?(?:Administration|Department(?:\s(?:of|for)\s.+)?|Bureau(?:\sof\s.+)?|Executive\sOffice)|"
    r"Office\sof\s(?!the\s(?:High|Secretary-General)).+|Federal\s(?:.+\s)?(?:Agency|Commission|Court)|"
    r"(?:.+\s)?(?:State|Federal|National|Secret|Security|Intelligence|Emergency)\s(?:.+\s)?Service"
)
_SECRETARY = re.compile(r"Secretary of the Security Council|(?<!National )Security Council Secretary")
_OF_THE_UNITED_NATIONS = re.compile(r"\b(?:UN|U\.N\.|United Nations) Security Council")
_UNITED_NATIONS = re.compile(r"\b(?:UN|U\.N\.|United Nations)\b")


def homes(
    document: Document, sentences: Sequence[Sentence], attributions: Sequence[Attribution]
) -> dict[Span, str | None]:
    """Return whose own state each sentence may tell of: its speaker's, else that of the government which publishes."""
    publisher = country_of_outlet(document.outlet)
    told: dict[Span, str | None] = {}
    for place, sentence in enumerate(sentences):
        one = attributions[place] if place < len(attributions) else Attribution("outlet")
        theirs = {speaker.country for speaker in one.speakers if speaker.country and not speaker.guessed}
        speech = one.voice == "direct" and one.quotation is None
        own = next(iter(theirs)) if len(theirs) == 1 and (speech or publisher) else None
        told[sentence.span] = own or (None if len(theirs) > 1 else publisher)
    return told


class OwnBodies:
    """Tells in one document which bodies are a state's own."""

    def __init__(self, document: Document) -> None:
        self._text, self._title = document.text, document.title or ""
        self._publisher = country_of_outlet(document.outlet)
        self._own_council = self._has_own_council()

    def owner(self, one: Found) -> str | None:
        """Return the country that right before or behind a body's name tells whose it is."""
        if not _OF_A_STATE.fullmatch(one.words):
            return None
        before = _OWNER.search(before_name(self._text, one))
        if before is not None:
            return countries.of_name(before.group(1)) or countries.of_name(before.group(1).split()[-1])
        behind = _OWNED_BY.match(self._text, one.span.end)
        named = countries.named(self._text[behind.end() : behind.end() + 60]) if behind else ()
        return named[0][1] if named and named[0][0].start == 0 else None

    def owns(self, one: Found, home: str) -> bool:
        """Return whether a body is one that a state has, and nothing beside it tells of another one's."""
        of_a_state = _OF_A_STATE.fullmatch(one.words) or (home == self._publisher and _PUBLISHED.fullmatch(one.words))
        if not of_a_state or any(word.lower() in INTERNATIONAL for word in one.words.split()):
            return False
        before = before_name(self._text, one)
        last = re.sub(r"[’']s?$", "", (before.split() or [""])[-1])
        beside = last[:1].isupper() and (countries.of_name(last) not in (None, home) or places.is_place(last))
        return not (beside or _OTHERS.search(before) or _OF_ANOTHER.match(self._text, one.span.end))

    def owns_council(self, one: Found, home: str) -> bool:
        """Tell a state's security council, which has a secretary, from the one of the United Nations."""
        near = self._text[max(0, one.span.start - 20) : one.span.end + 20]
        return bool(_SECRETARY.search(near)) or (self._own_council and home == self._publisher)

    def _has_own_council(self) -> bool:
        """Return whether what a government publishes speaks of its own security council: in the title, or by office."""
        if self._publisher is None or _OF_THE_UNITED_NATIONS.search(f"{self._title} {self._text}"):
            return False
        titled = "Security Council" in self._title and not _UNITED_NATIONS.search(self._title)
        return titled or _SECRETARY.search(self._text) is not None


def before_name(text: str, one: Found) -> str:
    """Return what stands right before a name in its line."""
    return text[max(0, one.span.start - 40) : one.span.start].rsplit("\n", 1)[-1]
