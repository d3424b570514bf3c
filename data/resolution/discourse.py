"""What a document has told so far, in the order of its text: who is named, who spoke, and what is being said.

The readers of names, descriptions, pronouns and bodies share one `Discourse`; `coreference` keeps it up to date.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from data.quoting import quote_marks
from data.records import Document, Span, Speaker
from data.resolution.cast import Cast, Person
from data.resolution.speaker_countries import SpeakerCountries
from data.words.naming import Naming


@dataclass
class Discourse:
    """The persons of one document and its speakers up to a place in the text.

    `history` holds the speakers with the words that named them, `spoke_at` where the last one was named, `together`
    those who spoke last as one, `asked` that they asked a question, which somebody else answers; `content` and
    `continued` tell of the quotation being read: where its words stand, and whether its speaker is said to go on.
    """

    document: Document
    cast: Cast
    countries: SpeakerCountries
    history: list[tuple[Speaker, Naming]] = field(default_factory=list)
    spoke_at: int = 0
    together: tuple[Speaker, ...] = ()
    asked: bool = False
    content: Sequence[Span] = ()
    continued: bool = False

    @classmethod
    def of(cls, document: Document) -> Discourse:
        """Return the discourse of `document` before anybody has spoken."""
        cast = Cast(document.text, headline=document.title)
        return cls(document, cast, SpeakerCountries(document, cast))

    @cached_property
    def quoted(self) -> list[Span]:
        """What stands between quotation marks, in order."""
        return [region.span for region in quote_marks.regions(self.text)]

    @property
    def text(self) -> str:
        """The text of the document."""
        return self.document.text

    def recent(self, kinds: tuple[str, ...], *, back: int) -> tuple[Speaker, ...]:
        """Return the last speaker of one of these kinds among the last `back`; all whom the same word meant."""
        for speaker, words in reversed(self.history[-back:]):
            if speaker.kind in kinds:
                return tuple(one for one, same in self.history if same is words)
        return ()

    def last_person(self) -> str | None:
        """Return the name of the person who spoke last, or None: as the text has it where a table knew it fuller."""
        name = next((speaker.name for speaker, _ in reversed(self.history) if speaker.kind == "person"), None)
        if name is None or any(person.name == name for person in self.cast.persons):
            return name
        named = self.cast.find(name, near=self.spoke_at)
        return named.name if named is not None else name

    def names_inside(self, person: Person) -> bool:
        """Tell whether what is said names the person: "He said that Marn was right" is not said by Marn."""
        return any(part.start <= place.start < part.end for part in self.content for place in person.places)
