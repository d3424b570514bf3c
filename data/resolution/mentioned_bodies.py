"""Which body a name means in one document: one of before by a shorter name, one of the own state, or a new one.

In: a document, the names found in it and who speaks. Out: id, name and country of the body at each place. What short
names mean is told by `short_names`, whose "the Ministry of Finance" is by `own_bodies`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from data.records import Document, Span, Speaker
from data.resolution import short_names
from data.resolution.own_bodies import OwnBodies, before_name
from data.words import countries, places
from data.words.human_nouns import singular
from data.words.known_bodies import Body, known_as, of_state
from data.words.name_spans import Found, names_in
from data.words.names import words_slug

#: What leads to a body that was named before in full.
_KNOWN = re.compile(r"\b(?:the|this|our|their|its|my|your|his|her)\s+$", re.IGNORECASE)
#: What each state has, and many bodies' names end in: "the Army" is not the Salvation Army, "the House" no White House.
_BY_THEMSELVES = frozenset("Administration Army Cabinet Government House Navy Senate".split())


class MentionedBodies:
    """The bodies that one document names; `found` are its names, each with the state its sentence may tell of."""

    def __init__(
        self, document: Document, found: Sequence[tuple[Found, str | None]], speakers: Iterable[Speaker]
    ) -> None:
        self._text, self._title = document.text, document.title or ""
        self._spoken = {one.name: one for one in speakers if one.kind in ("government", "organisation")}
        self._own = OwnBodies(document)
        long = [(one, home) for one, home in found if one.kind == "organisation" and " " in one.words]
        titled = names_in(self._title, Span(0, len(self._title)))
        self._longer = short_names.last_parts(
            {self._named(one, home) for one, home in long}
            | {known_as(one.words) for one in titled if one.kind == "organisation" and " " in one.words}
        )
        ends = {one.span.end: self._named(one, home) for one, home in long}
        self._shorts, self._things = short_names.in_brackets(self._text, ends)
        for one, home in long:
            initials = "".join(w[0] for w in one.words.split() if w[:1].isupper())
            if len(initials) > 2 and countries.metonym(initials) is None:
                self._shorts.setdefault(initials, self._named(one, home))

    def is_short(self, words: str) -> bool:
        """Return whether the document writes out what `words` are short for, and that is a body."""
        return words in self._shorts and words not in self._things

    def is_thing(self, words: str) -> bool:
        """Return whether the document writes out what `words` are short for, and that is no body."""
        return words in self._things

    def of(self, one: Found, home: str | None) -> Body:
        """Return the body that a name means in its place."""
        body = self._shorts.get(one.words) or self._referred(one, home) or self._named(one, home)
        speaker = self._spoken.get(body.name)
        # "The Government" speaks in many documents, of many states: a state's own keeps the state in its id.
        if speaker is None or " " not in body.name or body.id != words_slug(body.name):
            return body
        return Body(speaker.id, speaker.name, body.country or speaker.country)

    def _referred(self, one: Found, home: str | None) -> Body | None:
        """Return the one body of the document whose longer name ends in this one: "the Ministry", "the Union"."""
        told = _KNOWN.search(before_name(self._text, one))
        if not told or one.words in _BY_THEMSELVES or known_as(one.words).country:
            return None
        last = one.words.split()[-1].lower()
        if countries.metonym(one.words) is not None or " of " in one.words or singular(last) != last:
            return None
        fit = self._longer.get(one.words, set())
        if len(fit) != 1:
            return None
        (body,) = fit
        # Several words are a name by themselves, under which other documents know the body.
        if " " in one.words and body.country is None:
            return None
        own = home is not None and self._own.owns(one, home)
        # Neither another state's nor a town's is "the Ministry".
        other = own and (body.country not in (None, home) or places.find(body.name, bodies=False))
        return None if other else body

    def _named(self, one: Found, home: str | None) -> Body:
        """Return the body that a name means by itself, of the own state where only that tells."""
        if home is not None and one.words == "Security Council" and self._own.owns_council(one, home):
            return of_state(one.words, home)
        body = known_as(one.words)
        if body.country is not None or countries.metonym(one.words) is not None:
            return body
        owner = self._own.owner(one)
        if owner is not None:
            return of_state(one.words, owner)
        return of_state(one.words, home) if home is not None and self._own.owns(one, home) else body
