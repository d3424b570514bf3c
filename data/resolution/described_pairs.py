"""Those a description means together: "the two leaders", "both presidents", "the sides"; and "they" in a readout."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

from data.records import Speaker
from data.resolution.cast import Person
from data.resolution.discourse import Discourse
from data.resolution.titled import Titled
from data.turns import joint_statements, press_office
from data.turns.turn_labels import country_of_outlet
from data.words import countries, known_bodies, naming
from data.words.human_nouns import is_human, singular
from data.words.naming import Naming

#: "The two presidents", "both heads of state", "the sides".
_SEVERAL = re.compile(
    r"(?:the|(?P<both>both))\s(?P<two>two\s)?(?P<field>(?:prime|foreign|defen[cs]e|finance|interior|trade)\s)?"
    r"(?:(?P<noun>leaders|presidents|premiers|ministers|chancellors|heads)(?P<of>\sof\s(?:state|government))?"
    r"|(?P<sides>sides|parties))",
    re.IGNORECASE,
)
_PAIR = re.compile(r"both\b|the\stwo\b|the\s(?:sides|parties)\b", re.IGNORECASE)
#: Nouns that the states of a joint statement may be called by: nobody else leads them all.
_OF_STATES = re.compile(
    r"(?:both|the)\s(?:two\s)?(?:leaders|presidents|heads\sof\s(?:state|government)|sides)", re.IGNORECASE
)
_TALK = re.compile(
    r"\b(?:calls?|conversations?|dinner|lunch|meetings?|met|spoke|talk(?:ed|s)|(?:tele)?phoned)\b", re.IGNORECASE
)
#: Nouns that a president and a guest are called by.
_OF_HOSTS = ("leaders", "presidents", "heads of state")
#: Who only tells of a talk: "Readout by Spokesperson Vera Marn of Minister Vesk’s Meeting with ...".
_TELLS = re.compile(r"(?:readout|statement)\s(?:by|from)\s.+?\s(?:of|on)\s", re.IGNORECASE)
#: Of whom a talk is about: "Call with the Family of Vera Marn".
_ABOUT = re.compile(r"(?:famil(?:y|ies)|parents|widow|death|passing|memory|loss)\sof\s.*", re.IGNORECASE)
#: Two named together: "Israel and Hamas".
_TWO = re.compile(r"([A-Z][\w’'.-]*)\sand\s(?:the\s)?([A-Z][\w’'.-]*)")
#: Characters before "they" in which others may be named.
_NEAR = 240
_WORD = re.compile(r"[\w’'-]+")


@dataclass(frozen=True)
class DescribedPairs:
    """Reads what one document says of several at once."""

    discourse: Discourse
    titled: Titled
    _known: dict[tuple[str, str, int], bool] = field(default_factory=dict)

    def meant(self, parsed: Naming, words: str, at: int) -> tuple[Speaker, ...]:
        """Return whom "the two leaders" at `at` mean; empty where that is not known.

        In a government's report of a talk those whom its title names, elsewhere the only two named before whose titles
        answer the noun. "The sides" are the states of the two. Else those whom the noun meant before, and in a joint
        statement the states whose it is.
        """
        several = _SEVERAL.fullmatch(words)
        if several is None or not parsed.plural:
            return ()
        if several["sides"]:
            found = self._states(at)
        else:
            persons = self._talking(several, at) or self._before(parsed, several, at)
            found = tuple(self.titled.speaker_of(one, at) for one in persons)
            found = found or (self._with_host(at) if _asked(several)[0] in _OF_HOSTS else ())
        if len(found) < 2:
            found = self._meant_before(parsed, several)
        if len(found) < 2 and _OF_STATES.fullmatch(words) and not self._others_before(at):
            found = joint_statements.titled(self.discourse.document)
        return found if len(found) == 2 or not _PAIR.match(words) else ()

    def they(self, at: int) -> tuple[Speaker, ...]:
        """Return the two of whose talk a government tells, where "they" goes on with them: one of them spoke last, or
        nobody else is told of just before.
        """
        persons = self.of_talk
        found = tuple(self.titled.speaker_of(one, at) for one in persons) if persons else self._with_host(at)
        if len(found) != 2:
            return ()
        history = self.discourse.history
        spoke = bool(history) and history[-1][0].id in {one.id for one in found}
        return found if spoke or not people_before(self.discourse.text, max(0, at - _NEAR), at) else ()

    @cached_property
    def of_talk(self) -> list[Person]:
        """Those whose talk the title of a government's report announces: "Minister Marn’s Call with Minister Vesk"."""
        title, home = self._title
        if home is None or not _TALK.search(title):
            return []
        tells = _TELLS.match(title)
        rest = _ABOUT.sub("", title[tells.end() :] if tells else title)
        named = [one for one in self.discourse.cast.in_title if one.titles and _is_named(one, rest)]
        # "Readout of the Meeting with Minister Marn and Minister Vesk": a host is left out.
        before, guests, _ = rest.partition(" with ")
        return named if len(named) > 1 and (not guests or any(_is_named(one, before) for one in named)) else []

    @property
    def _title(self) -> tuple[str, str | None]:
        document = self.discourse.document
        return document.title or "", country_of_outlet(document.outlet)

    def _with_host(self, at: int) -> tuple[Speaker, ...]:
        """Return the president in office and the guest that a press office's title names alone."""
        title, home = self._title
        guests = self.discourse.cast.in_title
        if home is None or len(guests) != 1 or not guests[0].titles or not _TALK.search(title) or _ABOUT.search(title):
            return ()
        own, guest = press_office.president(self.discourse.document), self.titled.speaker_of(guests[0], at)
        hosts = [one for one in self._answering("leaders", "", at) if self.titled.speaker_of(one, at).country == home]
        host = self.titled.speaker_of(hosts[0], at) if len(hosts) == 1 else own if not hosts else None
        return (host, guest) if host is not None and guest.country != home else ()

    def _talking(self, several: re.Match[str], at: int) -> list[Person]:
        """Return those of the talk; two others of the paragraph where they answer the noun, and those do not."""
        noun, of_field = _asked(several)
        talk = self.of_talk
        answering = [one for one in talk if self._answers(noun, of_field, one, at)]
        if len(answering) == len(talk):
            return talk
        near = [one for one in self._answering(noun, of_field, at) if self._is_near(one, at)]
        return near[::-1] if len(near) == 2 else talk if noun == "leaders" else []

    def _states(self, at: int) -> tuple[Speaker, ...]:
        """Return the states of the two who talk."""
        found = tuple(self.titled.speaker_of(one, at) for one in self.of_talk) or self._with_host(at)
        codes = dict.fromkeys(one.country for one in found if one.country)
        if len(codes) != 2 or self._others_before(at):
            return ()
        return tuple(filter(None, (known_bodies.speaker(countries.table()[code].name) for code in codes)))

    def _others_before(self, at: int) -> bool:
        """Tell whether the words just before name two others together: "Israel and Hamas ... both sides"."""
        text = self.discourse.text[self._paragraph(at) : at]
        own = {one.last_word for one in self.discourse.cast.in_title}
        title, _ = self._title
        return any(not any(part in own or part in title for part in two.groups()) for two in _TWO.finditer(text))

    def _paragraph(self, at: int) -> int:
        """Return where the paragraph of `at` begins, that before it where `at` opens one."""
        text = self.discourse.text
        line = text.rfind("\n", 0, at) + 1
        return line if text[line:at].strip() else text.rfind("\n", 0, len(text[:line].rstrip())) + 1

    def _is_near(self, person: Person, at: int) -> bool:
        return any(self._paragraph(at) <= place.start < at for place in person.places)

    def _meant_before(self, parsed: Naming, several: re.Match[str]) -> tuple[Speaker, ...]:
        """Return the several whom the same noun meant last, unless a newspaper has named somebody of the kind since."""
        history = self.discourse.history
        last = next((one for _, one in reversed(history) if one.plural and one.head == parsed.head), None)
        found = tuple(speaker for speaker, one in history if one is last) if last is not None else ()
        if self._title[1] is not None or several["sides"]:
            return found
        since, names = self.discourse.spoke_at, {one.name for one in found}
        noun, of_field = _asked(several)
        named = [
            one for one in self.discourse.cast.persons
            if one.name not in names and any(place.start > since for place in one.places)
        ]  # fmt: skip
        return () if any(self._answers(noun, of_field, one, since) for one in named) else found

    def _before(self, parsed: Naming, several: re.Match[str], at: int) -> list[Person]:
        """Return the only two persons named before whose titles answer the noun.

        "The leaders" are those of their paragraph, at its head those of the one before. Who spoke by that noun goes on.
        """
        history = self.discourse.history
        if any(before.head == parsed.head and speaker.kind != "person" for speaker, before in history):
            return []
        noun, of_field = _asked(several)
        named = [
            (place, one) for place, one in self.discourse.cast.before(at)
            if self._answers(noun, of_field, one, at)
        ]  # fmt: skip
        if len(named) != 2:
            return []
        lines = self.discourse.text[named[1][0] : at].split("\n")
        near = len(lines) == 1 or (not lines[-1] and sum(map(bool, lines)) == 1)
        near = near or any(before.head == parsed.head and before.plural for _, before in history[-2:])
        return [person for _, person in reversed(named)] if near or several["two"] or several["both"] else []

    def _answering(self, noun: str, of_field: str, at: int) -> list[Person]:
        return [one for _, one in self.discourse.cast.before(at) if self._answers(noun, of_field, one, at)]

    def _answers(self, noun: str, of_field: str, person: Person, at: int) -> bool:
        """Tell whether a person's titles answer the noun; asked once, for a document may name a hundred."""
        key = (noun, of_field, id(person))
        if key not in self._known:
            head, _, of = noun.partition(" ")
            one = naming.parse(f"the {singular(head)} {of}".strip())
            fits = not of_field or any(of_field in title.lower() for title in person.titles)
            self._known[key] = fits and self.titled.answering(one, [(at, person)], at) is not None
        return self._known[key]


def _asked(several: re.Match[str]) -> tuple[str, str]:
    """Return the noun of a description, "heads of state", and the field of "the two foreign ministers"."""
    return f"{several['noun']}{several['of'] or ''}".lower(), (several["field"] or "").strip().lower()


def _is_named(person: Person, words: str) -> bool:
    """Tell whether a title names the person, by whatever part of the name: "Prime Minister Kishida", Kishida Fumio."""
    return any(len(part) > 2 and part in words for part in person.name.split())


def people_before(text: str, start: int, end: int) -> bool:
    """Tell whether the text names people by a plural noun there, whom "they" may mean: "families", "officials"."""
    words = {word.lower() for word in _WORD.findall(text, start, end)}
    plurals = (word for word in words if singular(word) != word and not _SEVERAL.fullmatch(f"the {word}"))
    return any(is_human(singular(word)) for word in plurals)
