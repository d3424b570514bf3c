"""Words of one sentence in, the places where somebody is reported to speak or think out.

A cue is the reporting word with the phrase that names the speaker and the place where the content is to be
looked for. Words between quotation marks never hold a cue: what is reported inside a quotation belongs to its
speaker. English only; by the verb classes of `reporting_verbs` and the phrases of `noun_phrases`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from data.records import Span
from data.words import noun_phrases, reporting_verbs
from data.words.human_nouns import is_human
from data.words.noun_phrases import Token
from data.words.speaker_words import DOCUMENTS, GOVERNMENT, ORGANISATION

#: Third-person and base forms that are nouns as often as verbs.
_NOUN_FORMS = frozenset(
    "claims reports states notes comments remarks questions demands calls requests appeals answers plans hopes fears "
    "likes claim report state note comment remark question demand call request appeal answer plan hope fear like "
    "challenge challenges praise blame estimate estimates post posts tweet tweets message messages blog blogs phone "
    "text texts email emails promise promises pledge pledges warning reply replies signal signals hint hints view "
    "views doubt doubts wish wishes support attack attacks rebuke joke jokes order orders charge charges label labels "
    "brand brands credit credits protest protests dispute disputes complaint repeat counter counters posit press "
    "finding feeling meaning understanding cite address welcome witness read love hate aim aims offer start end close "
    "fire put hit snap snaps finish lie exclaim propose state's invite invites guarantee guarantees project favor "
    "worry worries saying tip rage fume open speak talk talks shot found felt stress host voice voices relay "
    "rebukes witnesses projects tips hosts relays addresses repeats fires thanks".split()
)
#: What stands in "in the view of Vera Marn" and in "in her view".
_VIEWS = frozenset("words view opinion eyes assessment estimation".split())
_OWNERS = frozenset("his her its their".split())
_RELAYED = frozenset({"quoted", "cited"})
#: "The office issued a brief statement on Friday:": what is said stands behind it.
_ISSUES = frozenset("issued issues released releases published publishes".split())
_STATEMENTS = frozenset("statement statements reply response message letter".split())
_BEGINNINGS = frozenset("on continued continues began begins".split())
_ASIDE = frozenset({",", "—", "–", "-", "("})
_OBJECT_STARTS = frozenset(
    "reporters journalists lawmakers parliament ministers delegates media press newspaper outlet agency broadcaster "
    "television tv channel magazine radio audience crowd rally him her them us me you".split()
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One reporting word or phrase.

    `span` is the cue, `mention` the speaker's phrase or None (the speaker of the cue before it in the sentence),
    `start` and `end` border cue and mention together (with an addressee: "told the paper"). `lemma` is the verb's
    (or "according to"); `classes` its classes. `after` tells that the content can follow; `before` that it can
    stand before.
    """

    span: Span
    mention: Span | None
    start: int
    end: int
    lemma: str
    classes: frozenset[str]
    after: bool
    before: bool

    @property
    def belief(self) -> bool:
        """Whether the cue names a thought that nobody voiced."""
        return not self.classes & {"clause", "object"} and "belief" in self.classes


def find(words: Sequence[Token]) -> list[Cue]:
    """Return the cues of one sentence in order; `words` are its tokens with the quoted ones marked."""
    found: list[Cue] = []
    place = 0
    while place < len(words):
        cue = None if words[place].quoted else _cue_at(words, place, found)
        if cue is not None:
            found.append(cue)
        place += 1
    return found


def _cue_at(words: Sequence[Token], place: int, found: Sequence[Cue]) -> Cue | None:
    low = words[place].low
    if low == "according" and place + 1 < len(words) and words[place + 1].low == "to":
        return _according(words, place, 2)
    if low == "in":
        return _in_the_words_of(words, place)
    if low == "per" and place + 1 < len(words) and place and words[place - 1].text == ",":
        return _according(words, place, 1)
    joined = f"{low}_{words[place + 1].low}" if place + 1 < len(words) else ""
    verb = reporting_verbs.forms().get(joined)
    last = place + 1 if verb is not None else place
    verb = verb or reporting_verbs.forms().get(low)
    if low in _ISSUES and verb is None:
        return _issued(words, place)
    if low in _RELAYED and verb is None:
        subject = noun_phrases.subject_before(words, place)
        return _quoted_as(words, place, subject[0]) if subject and subject[1] else None
    # Of words in capitals those that are nouns as well are names: "the United States Postal Service".
    capital = place > 0 and noun_phrases.capital(words[place])
    if verb is None or (capital and (low in _NOUN_FORMS or not _title_case(words))):
        return None
    return _verb(words, place, last, verb, found)


def _issued(words: Sequence[Token], place: int) -> Cue | None:
    """Read "issued a brief statement", never "issued a report on the statement"."""
    subject = None if _after_subject_gap(words, place) else noun_phrases.subject_before(words, place)
    last = next((word for word in words[place + 1 : place + 6] if word.low in _STATEMENTS), None)
    if subject is None or subject[1] or last is None:
        return None
    if any(word.low in noun_phrases.PREPOSITIONS for word in words[place:] if word.end < last.start):
        return None
    cue = Span(words[place].start, last.end)
    return Cue(cue, subject[0], subject[0].start, last.end, "issue", frozenset({"quotation"}), True, False)


def _according(words: Sequence[Token], place: int, length: int) -> Cue | None:
    mention = noun_phrases.phrase_after(words, place + length, apposition=place > 0)
    if mention is None:
        return None
    cue = Span(words[place].start, words[place + length - 1].end)
    return Cue(cue, mention, cue.start, mention.end, "according to", frozenset({"clause"}), True, True)


def _in_the_words_of(words: Sequence[Token], place: int) -> Cue | None:
    """Read "in the view of Vera Marn" and "in Vera Marn's view"."""
    for at in range(place + 2, min(place + 10, len(words))):
        if words[at].quoted or words[at].text == ",":
            return None
        if words[at].low not in _VIEWS:
            continue
        holder = words[at - 1]
        if holder.low == "the" and at + 1 < len(words) and words[at + 1].low == "of":
            return _according(words, place, at + 2 - place)
        if holder.low in _OWNERS or holder.text.endswith(("'s", "’s", "s'", "s’")):
            cue = Span(words[place].start, words[at].end)
            mention = Span(words[place + 1].start, holder.end)
            return Cue(cue, mention, cue.start, cue.end, "according to", frozenset({"clause"}), True, True)
    return None


def _verb(
    words: Sequence[Token], place: int, last: int, verb: reporting_verbs.Verb, found: Sequence[Cue]
) -> Cue | None:
    low = words[place].low
    following = words[last + 1] if last + 1 < len(words) else None
    if place > 2 and words[place - 1].low == "to" and verb.form == "base" and words[place - 2].low in _BEGINNINGS:
        begun = place - 3 if words[place - 2].low == "on" else place - 2
        went_on = noun_phrases.subject_before(words, begun)
        if went_on is not None and "clause" in verb.classes:
            cue = Span(words[begun].start, words[last].end)
            return Cue(cue, went_on[0], went_on[0].start, cue.end, verb.lemma, verb.classes, True, False)
    subject = None if _after_subject_gap(words, place) else noun_phrases.subject_before(words, place)
    if subject is not None:
        mention, passive = subject
        if verb.form == "participle" and not (passive and _has_object(low, following)):
            return None
        if not passive and not _finite(words, place, mention, verb.form):
            return None
        if not passive and verb.form == "past" and _reduced(words, mention, verb.lemma, last + 1):
            return None
        if passive and verb.form != "participle":
            return _passive(words, place, last, verb, mention)
        if not verb.classes & {"clause", "object", "quotation", "belief"} and (
            following is None or following.low != "that"
        ):
            return None
        classes = (
            verb.classes | {"clause"}
            if following is not None and following.low == "that" and "that" in verb.classes
            else verb.classes
        )
        if low in _NOUN_FORMS and not _verb_like(words, place, following):
            return None
        cue = Span(words[place].start, words[last].end)
        end = _with_addressee(words, last, verb.lemma)
        return Cue(cue, mention, mention.start, end, verb.lemma, classes, True, _clause_ends(words, end))
    inverted = _inverted(words, place, last, verb)
    return inverted or _coordinated(words, place, last, verb, found)


def _first_from(words: Sequence[Token], offset: int) -> int:
    """Return the place of the first word that begins at `offset` or behind it."""
    return bisect_left(words, offset, key=lambda word: word.start)


def _finite(words: Sequence[Token], place: int, mention: Span, form: str) -> bool:
    """Tell a verb from a noun ("home state") or an infinitive ("help Marn maintain"), and what is from what may be."""
    between = {word.low for word in words[_first_from(words, mention.end) : place]}
    if between & _MAY:
        return False
    if form != "base" or between & noun_phrases.AUXILIARIES or words[place].low in _PAST_TOO:
        return True
    inside = words[_first_from(words, mention.start) : min(place, _first_from(words, mention.end))]
    last = next((at for at, word in enumerate(inside) if at and word.low in _HEAD_ENDS), len(inside)) - 1
    plural = inside[last].low.endswith("s") and inside[0].low not in _ONE
    return plural or any(word.low in _MANY for word in inside)


#: Base forms that are those of the past as well.
_PAST_TOO = frozenset("put set read hit cut spread cast".split())
#: Words that show that something is told: "announced in May that", "pledged on Monday to".
_OPENS_CLAUSE = frozenset("that it he she they we to".split())
#: What a thing may do as well: "the notice said in part".
_OF_DOCUMENTS = frozenset("say state show read warn find".split())
_MAY = frozenset("could can may might should must".split())
_HEAD_ENDS = noun_phrases.PREPOSITIONS | {"who", "which", "that", "familiar", ","}
#: What makes a noun in "s" one thing: "an MMS message".
_ONE = frozenset("a an each every this that".split())
#: Words before a noun, never before a verb.
_BEFORE_NOUNS = frozenset("a an the this these those his its their our my your no any each every tax".split())
#: "It can be challenging to find one".
_NO_OBJECT = frozenset({"and", "but", "to", ".", ",", ";"})
_ADJECTIVES = frozenset("challenging worrying alarming encouraging".split())
_MANY = frozenset(
    "and i we they you people police men women media who which some many most others both few all".split()
)


def _has_object(low: str, following: Token | None) -> bool:
    """Tell "he is challenging the law" from "it is challenging to go"."""
    if low not in _ADJECTIVES:
        return True
    return following is not None and following.low not in noun_phrases.PREPOSITIONS | _NO_OBJECT


def _reduced(words: Sequence[Token], mention: Span, lemma: str, behind: int) -> bool:
    """Tell "the funds proposed for the port" and "data related to it": a thing, and what was done with it.

    "The site announced on Monday that" reports words all the same.
    """
    following = [word.low for word in words[behind : behind + 12]]
    if lemma == "relate" and following[:1] == ["to"]:
        return True
    if lemma in _OF_DOCUMENTS or noun_phrases.PREPOSITIONS.isdisjoint(following[:1]):
        return False
    if not _OPENS_CLAUSE.isdisjoint(following[1:]):
        return False
    head = words[_first_from(words, mention.end) - 1]
    # "The carmaker", "the shipbuilder": who does something speaks too.
    agent = is_human(head.low) or head.low.endswith(("er", "or"))
    return head.text.islower() and not agent and head.low not in DOCUMENTS | ORGANISATION | GOVERNMENT


def _after_subject_gap(words: Sequence[Token], place: int) -> bool:
    return place == 0 or words[place - 1].quoted or words[place - 1].text in '"“”'


def _verb_like(words: Sequence[Token], place: int, following: Token | None) -> bool:
    """Tell "the ministry claims it fired" from "the ministry claims of last week"."""
    before = words[place - 1]
    plural = before.low.endswith("s") and before.text[0].islower() and words[place].low == words[place].low.rstrip("s")
    refused = {"of", "for", "from", "by", "were", "are", "have", "was"} | (set() if plural else {"about", "in", "on"})
    if following is None or following.low in refused:
        return following is None or before.low in noun_phrases.PRONOUNS
    if before.low in _BEFORE_NOUNS:
        return False
    if plural:
        return True
    if before.low in noun_phrases.PRONOUNS:
        return True
    if before.text.endswith(("'s", "’s", "s'", "s’")):
        return False
    return following.low in {
        "that",
        "he",
        "she",
        "it",
        "they",
        "the",
        "a",
        "an",
        "his",
        "her",
        "their",
        "to",
        "there",
    } or (following.quoted or following.text in ':,"“‘' or noun_phrases.capital(following) or before.low.endswith("s"))


def _passive(words: Sequence[Token], place: int, last: int, verb: reporting_verbs.Verb, subject: Span) -> Cue | None:
    """Read "was described by Vera Marn as ..." and "was quoted by the agency as saying ..."."""
    cue = Span(words[place].start, words[last].end)
    if words[place].low in _RELAYED:
        return _quoted_as(words, place, subject)
    if not verb.classes & {"clause", "object"}:
        return None
    by = next((i for i in range(last + 1, min(len(words), last + 4)) if words[i].low == "by"), None)
    mention = noun_phrases.phrase_after(words, by + 1) if by is not None and not words[by].quoted else None
    if mention is None:
        return None
    return Cue(cue, mention, cue.start, mention.end, verb.lemma, verb.classes, True, True)


def _quoted_as(words: Sequence[Token], place: int, subject: Span) -> Cue | None:
    saying = next((w for w in words[place : place + 12] if w.low == "saying" and not w.quoted), None)
    if saying is None:
        return None
    cue = Span(words[place].start, saying.end)
    clause = frozenset({"clause"})
    return Cue(cue, subject, subject.start, saying.end, "say", clause, True, _clause_ends(words, saying.end))


def _title_case(words: Sequence[Token]) -> bool:
    """Tell a headline that sets most of its words in capitals."""
    long = [word for word in words if len(word.text) > 3]
    return len(long) > 2 and sum(map(noun_phrases.capital, long)) / len(long) > 0.8 and words[-1].text not in '.!?”"'


def _with_addressee(words: Sequence[Token], last: int, lemma: str) -> int:
    """Return where the cue ends with whom it is said to: "told the paper", "said in a statement on Friday"."""
    at = last + 1
    if lemma in {"tell", "remind", "inform", "assure", "notify"} and at < len(words):
        addressee = noun_phrases.phrase_after(words, at)
        if addressee is None and words[at].low in _OBJECT_STARTS:
            return words[at].end
        if addressee is not None:
            return addressee.end
    return words[last].end


def _clause_ends(words: Sequence[Token], end: int) -> bool:
    """Tell whether the clause ends within a few words behind the cue, so that the content stands before it."""
    for count, word in enumerate(words[_first_from(words, end) :]):
        if word.quoted or word.text in ".,;—–:" or word.text in '"“':
            return True
        if count == 0 and word.low in _ENDINGS:
            return True
        if word.low == "that" or count > 2:
            return False
    return True


_ENDINGS = frozenset(
    "in on at during after when while as this last via through following before late early about of by".split()
)


def _inverted(words: Sequence[Token], place: int, last: int, verb: reporting_verbs.Verb) -> Cue | None:
    """Read "...", said Minister Vera Marn."""
    if verb.form not in ("past", "third") or not verb.classes & {"clause", "quotation"}:
        return None
    before = words[place - 1] if place else None
    if before is not None and not (
        before.quoted or before.text in {",", "—", "–", "-", "”", '"', "’", "'", "»", "?", "!"}
    ):
        return None
    # "Heads of regions, in particular, proposed to the cabinet": whom it is said to.
    addressed = last + 1 < len(words) and words[last + 1].low == "to"
    mention = None if addressed else noun_phrases.phrase_after(words, last + 1)
    if mention is None or (before is None and verb.lemma != "say"):
        return None
    cue = Span(words[place].start, words[last].end)
    return Cue(cue, mention, cue.start, mention.end, verb.lemma, verb.classes, False, True)


def _coordinated(
    words: Sequence[Token], place: int, last: int, verb: reporting_verbs.Verb, found: Sequence[Cue]
) -> Cue | None:
    """Read the second verb of one subject ("... and added that ...") and participles (", saying that ...")."""
    if place == 0 or not verb.classes & {"clause", "object"}:
        return None
    at = place - 1
    while at > 0 and (words[at].low in {"also", "later", "then", "further", "again"} or words[at].low.endswith("ly")):
        at -= 1
    joined = words[at].low in {"and", "but", "or"} or words[at].text in _ASIDE
    if words[at].quoted or not joined:
        return None
    if words[place].low in _NOUN_FORMS and verb.form != "participle":
        return None
    if verb.form == "participle":
        mention = found[-1].mention if found else _sentence_subject(words, place)
    elif words[at].low in {"and", "but"} and found and verb.form != "base":
        mention = found[-1].mention
    elif words[at].low in {"and", "but"} and verb.form != "base" and "clause" in verb.classes:
        mention = noun_phrases.before_relative(words, at - 1) or _sentence_subject(words, place)
    else:
        return None
    if mention is None:
        return None
    cue = Span(words[place].start, words[last].end)
    end = _with_addressee(words, last, verb.lemma)
    return Cue(cue, mention, cue.start, end, verb.lemma, verb.classes, True, False)


def _sentence_subject(words: Sequence[Token], place: int) -> Span | None:
    """Return the first plain subject of the sentence: a pronoun or a capitalised phrase before a verb."""
    for at in range(1, place):
        word = words[at]
        if word.quoted or not (word.low in _FINITE or (word.low.endswith("ed") and word.text[0].islower())):
            continue
        subject = noun_phrases.subject_before(words, at)
        if subject is not None:
            return subject[0]
    return None


_FINITE = frozenset(
    "is was are were has had have will would went came took made gave met left began held said told spoke led won lost "
    "sent set put ran saw struck hit wrote".split()
)
