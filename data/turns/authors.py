"""A document in, out whose words the whole of its text is: the author of a statement, a speech or a letter.

The title says it ("Statement by Minister Vera Marn on the Harbour Act") where the text speaks of itself as "I" or
"we"; a joint statement has several, states among them (`joint_statements`). What a press office publishes so without an
"I" is a statement too, unless it names its speaker as others do or its title announces a call, a visit or a meeting: a
press office's report of a call is narration, also where a spokesperson signs it. What ends with the name of an office
holder in capitals is theirs; a presidential message, a proclamation or a letter to parliament is the president's who
was in office then.
"""

from __future__ import annotations

import re

from data.records import Document, Speaker
from data.turns import joint_statements, press_office, spoken_labels
from data.turns.spoken_labels import CAPITALS
from data.turns.turn_labels import Labels, country_of_outlet
from data.words import naming, people
from data.words.human_nouns import is_office
from data.words.label_words import BY_OFFICE, TITLE_NOUN
from data.words.name_spans import common_words
from data.words.names import bare, fold, surname
from data.words.speaker_words import PARTICLES

#: A name alone in its line, in capitals: so ends what its author signs.
_SIGNED = re.compile(rf"^[ \t]*({CAPITALS}(?:[ \t]+{CAPITALS}){{1,4}})[ \t]*$", re.M)
#: Characters at the end of a text within which its signature stands, place and date behind it.
FOOT = 160
_WORDS = (
    r"(?:(?:full|opening|closing|pre-?taped|pre-?recorded|recorded|prepared|video|virtual|official|press|media|"
    r"(?P<joint>joint))\s+)*"
    r"(?:remarks|(?P<stated>statements?|message)|(?:cover\s+)?letter|speech|toast|eulogy|(?P<printed>article|op-?ed)|"
    r"(?:(?:inaugural|farewell|keynote|commencement|radio|weekly|state\sof\sthe\sunion)\s+)?address)"
)
_EXCERPTS = r"(?:excerpts?\s+(?:from|of)\s+)?"
_PREPARED = r"(?:(?:as\s+)?(?:prepared(?:\s+for\s+delivery)?|delivered)\s+)?"
_KIND = re.compile(
    rf"{_EXCERPTS}{_WORDS}\s+(?:{_PREPARED}(?:by|from|of)|(?:as\s+)?prepared\s+for(?!\s+delivery\b))\s+", re.IGNORECASE
)
#: "Remarks on the Harbour Act by Minister Vera Marn": what they are about, before whose.
_KIND_ABOUT = re.compile(
    rf"{_EXCERPTS}{_WORDS}\s+{_PREPARED}on\s+(?P<about>[^:“”]+?)\s+by\s+(?=(?-i:[A-Z])[^,:]+$)", re.IGNORECASE
)
#: "On the Visit by Minister Marn", "on the Deal Brokered by ...": a deed of hers that others talk about.
_DEED = re.compile(
    r"(?:\w+ed|made|announcement|attack|call|claim|comments|deal|decision|move|order|plan|proposal|remarks|speech|"
    r"statement|threat|trip|visit|win)s?",
    re.IGNORECASE,
)
#: "Minister Marn Statement on the Harbour Act", "Excerpts from Minister Marn’s Speech": whose, before what.
_KIND_BEHIND = re.compile(
    rf"{_EXCERPTS}(?P<name>[A-Z][^:“”]*?)(?:[’']s?)?\s+{_WORDS}(?=\s+(?:about|after|ahead|as|at|for|in|on|regarding|to)\b|$)",
    re.IGNORECASE,
)
#: What a press office reports rather than states, where its title announces it: "on the Minister's Call with ...".
_REPORTED = re.compile(
    r"\b(?:calls?|conversations?|dialogue|engagements?|meetings?|participation|retreat|sessions?|summits?|travel\w*|trips?|"
    r"visits?)\b",
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
    "about after against ahead as at before concerning during following for in on over regarding to upon with "
    "one two three four five six seven eight nine ten".split()
)
_SUFFIX = re.compile(r",?\s(?:Jr|Sr)\.?(?=,?\s|,?$)")


def of(document: Document) -> tuple[Speaker, ...]:
    """Return the authors of the text; empty where it is not known to be anybody's own words."""
    president = _president(document) or _signer(document)
    return (president,) if president is not None else _of_title(document) or joint_statements.of(document)


def _president(document: Document) -> Speaker | None:
    """Return the president in office whose message the title announces, None where the text speaks of nobody as "I"."""
    announced = _OF_PRESIDENT.match(document.title or "") is not None and spoken_labels.speaks_of_itself(document.text)
    return press_office.president(document) if announced else None


def _signer(document: Document) -> Speaker | None:
    """Return the office holder of the publishing government whose name, alone in capitals, ends the text."""
    home = country_of_outlet(document.outlet)
    found = [
        known[0]
        for signed in _SIGNED.finditer(document.text, max(0, len(document.text) - FOOT))
        if len(known := people.lookup(bare(signed.group(1)), document.published, country=home)) == 1
    ]
    if home is None or len(found) != 1:
        return None
    return Speaker(found[0].id, found[0].name, "person", found[0].country, found[0].role)


def _of_title(document: Document) -> tuple[Speaker, ...]:
    """Return who the title says speaks in the text; empty where the text is no speech of theirs."""
    title = " ".join((document.title or "").split())
    kind = _KIND.match(title) or _KIND_ABOUT.match(title) or _KIND_BEHIND.match(title)
    if kind is None:
        return ()
    # A newspaper's "Article by President Marn Draws Fire" is a headline.
    if kind["printed"] and country_of_outlet(document.outlet) is None:
        return ()
    about = kind.groupdict().get("about")
    if about is not None and (kind["stated"] or _DEED.fullmatch(about.split()[-1])):
        return ()
    before = kind.groupdict().get("name")
    named, topic = _named_at(before or title[kind.end() :], document)
    if before is None:
        named, topic = _all_named(named, topic, document)
    speakers = [_person(words, document) for words in named]
    if before is None and len(speakers) == 1 and (speakers[0] is None or speakers[0].id not in people.table()):
        speakers = [_of_prefix(named[0], document) or speakers[0]]
    found = tuple(one for one in speakers if one is not None)
    # Of two speakers' remarks each holds a part; a statement is of both.
    if len(found) < len(speakers) or (len(found) > 1 and not kind["stated"]) or (len(found) == 1 and kind["joint"]):
        return ()
    if about is not None and (topic or any(one.country != country_of_outlet(document.outlet) for one in found)):
        return ()
    if before is not None:
        # "Minister Marn sent a message" goes on behind the name.
        if topic or not _is_of(found, named, document):
            return ()
        topic = title[kind.end() :]
    own = spoken_labels.speaks_of_itself(document.text) or (kind["stated"] and _is_stated(document, found, topic))
    return found if own else ()


def _all_named(named: list[str], topic: str, document: Document) -> tuple[list[str], str]:
    """Return all whom a title lists, "President Vera Marn, Chancellor Odo Vesk, and Mayor Tom Lind", and the topic.

    What is listed and no person, as in "and others", stays among them.
    """
    while True:
        further, rest = _named_at(re.sub(r"^(?:and|&)\s", "", topic), document)
        if _person(further[0], document) is None:
            listed = re.match(r"(?:of\s[^,]+,\s*)?(?:and|&)\sothers\b", topic, re.IGNORECASE)
            return ([*named, topic] if listed else named), topic
        named, topic = [*named, *further], rest


def _of_prefix(words: str, document: Document) -> Speaker | None:
    """Return the office holder whose name stands before a subtitle: "Adviser Vera Marn A New Harbour for the Vale"."""
    parts = words.split()
    for count in range(len(parts) - 1, 1, -1):
        one = _person(" ".join(parts[:count]), document)
        if one is not None and one.id in people.table():
            return one
    return None


def _is_of(speakers: tuple[Speaker, ...], named: list[str], document: Document) -> bool:
    """Tell "Minister Marn Statement", of the publishing government, from "Minister Marn Delivers Statement"."""
    home = country_of_outlet(document.outlet)
    return home is not None and all(
        one.country == home
        and one.id in people.table()
        and (_is_office(words) or fold(surname(words)) == fold(surname(one.name)))
        for one, words in zip(speakers, named, strict=True)
    )


def _is_stated(document: Document, speakers: tuple[Speaker, ...], topic: str) -> bool:
    """Tell a statement without an "I" from a report: a press office gives it, and it names none of its speakers."""
    home = country_of_outlet(document.outlet)
    if home is None or _REPORTED.search(topic) or any(one.country != home for one in speakers):
        return False
    body, _, last = document.text.rstrip().rpartition("\n")
    body = document.text if len(last) > spoken_labels.HEADING or not body else body
    return not any(surname(one.name) in body for one in speakers)


def _person(words: str, document: Document) -> Speaker | None:
    """Return the person whom the words of a title name; None for a body, or a name that no office stands beside."""
    words = re.sub(r"^[Tt]he\s", "", words)
    parsed = naming.parse(words)
    of_office = Labels(document).speaker(words.upper())
    if of_office is not None and of_office.kind == "person" and _is_office(words):
        return of_office
    if parsed.form != "person" or parsed.plural:
        return None
    known = people.lookup(bare(parsed.name), document.published) if " " in bare(parsed.name) else []
    if len(known) == 1:
        return Speaker(known[0].id, known[0].name, "person", known[0].country, known[0].role)
    titled = TITLE_NOUN.search(parsed.title) is not None
    if of_office is not None and of_office.kind == "person" and " " in of_office.name:
        return of_office if titled or of_office.id in people.table() else None
    if not titled:
        return None
    # Who is no office holder of the table speaks for the government that publishes the words.
    return Speaker(people.slug(parsed.name), parsed.name, "person", country_of_outlet(document.outlet), parsed.title)


def _is_office(words: str) -> bool:
    """Tell an office that one person holds, without a name: "the Vice President"."""
    return words.upper().removeprefix("THE ") in BY_OFFICE


def _named_at(rest: str, document: Document) -> tuple[list[str], str]:
    """Return the persons, with their titles, that `rest` begins with, and what stands behind them."""
    named: list[list[str]] = [[]]
    words = _SUFFIX.sub("", rest).split()
    behind = len(words)
    for at, word in enumerate(words):
        low = word.lower().strip(",.:;")
        # "Senior Adviser and Chief of Ports Vera Marn" is one person.
        if low in ("and", "&") and _person(" ".join(named[-1]), document) is not None:
            named.append([])
        elif _goes_on(low, named[-1]) or _is_particle(words, at) or (word[:1].isupper() and not _ends_name(low)):
            named[-1].append(word)
        else:
            behind = at
            break
        if word.endswith((",", ":", ";")) and not (word[-1] == "," and _is_title(named[-1], words[at + 1 :])):
            behind = at + 1
            break
    return [" ".join(one).strip(" ,:;") for one in named], " ".join(words[behind:])


def _goes_on(low: str, kept: list[str]) -> bool:
    """Tell a small word within a title: "the Secretary of State", "Adviser for Ports and Ferries to the Minister"."""
    last = kept[-1] if kept else ""
    if low == "the" or last in ("of", "for", "to", "and", "&"):
        return last in ("", "of", "for", "to", "and", "&")
    if low in ("and", "&"):
        return bool(last)
    # "Remarks by the President for the crews", "the Assistant to the President for Ports".
    alone = last == "President" and kept[-3:-1] != ["to", "the"]
    return (low == "of" or (low in ("for", "to") and not alone)) and (is_office(last.lower()) or last == "Assistant")


def _is_title(kept: list[str], rest: list[str]) -> bool:
    """Tell an office with its holder behind a comma: "Assistant to the President for Ports, Dr. Marn"."""
    return len(rest) > 1 and rest[0] in ("Dr.", "Mr.", "Mrs.", "Ms.") and TITLE_NOUN.search(" ".join(kept)) is not None


def _is_particle(words: list[str], at: int) -> bool:
    """Tell "von" and "der" in "President von der Leyen", which belong to the name behind them."""
    behind = next((word for word in words[at:] if word not in PARTICLES), "")
    return at > 0 and words[at] in PARTICLES and behind[:1].isupper()


def _ends_name(low: str) -> bool:
    return low in _NAME_ENDS or (low.endswith("ing") and low in common_words())
