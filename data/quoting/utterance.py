"""A quotation's words in, one decision out: was this said, or only thought, felt or planned.

The words of the cue decide (`data.quoting.utterances`). The rules of the table count beliefs and plans nobody voiced as
narration; a thought that a group or an unnamed source is reported to hold ("officials believe that ...") was told
to somebody and counts, and so do quotation marks around words of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from data.quoting import findings, utterances
from data.records import Span
from data.words import naming, reporting_verbs
from data.words.human_nouns import is_human, singular
from data.words.name_spans import common_words

_WORD = re.compile(r"[^\W\d_]+")
#: "Experts are worried that ...": told to somebody, as "experts believe" is.
_STATE = re.compile(
    r"\b(?:concerned|worried|alarmed|convinced|confident|certain|sceptical|skeptical|optimistic|doubts?)\b"
)
#: "Nobody said that the bay was shut".
_NOBODY = re.compile(r"(?:nobody|no\sone|none|neither)\b", re.IGNORECASE)
#: "Any senator calling for a truce was mocked": no one is said to have called for it.
_ANYBODY = re.compile(r"(?:any|anyone|anybody|whoever|everyone|those)\b", re.IGNORECASE)
#: "Let us recall that ..." calls upon the reader, and reports nothing.
_LET_US = re.compile(r"us(?:\sall)?")
#: "The law says that ports close at six": a rule in force is nobody's utterance; its words in quotation marks are read.
_RULE = re.compile(r"[^,]*\b(?<!-)(?:law|laws|legislation|statutes?|constitution|Act|[Cc]ommitment)")
#: "Continue to mend the quay", "(held a summit) to address the ice", "established an office to study the bay", what
#: is "related to the bay", and what tells a life: "hails from Vale", "advises the mayor".
_DEED = re.compile(
    r"(?:\w+\s)?(?:continu(?:e|es|ed|ing)\sto\s(?P<verb>\w+)|establish(?:es|ed|ing)?\s(?!that\b))|to\saddress\b"
    r"|related\sto\b|hail(?:s|ed|ing)?\sfrom\b|lectur(?:es|ed)\s(?:extensively|widely|at)\b|advises\s(?!that\b|against\b)"
)
#: "Shared that the bay was open", "shared how she came": told; "shared a meal" is not.
_SHARES = re.compile(r"\bshar(?:es?|ed|ing)$")
#: "Addressed the crews, “Go on ...”", "directed the ports to “lower the fees ...”": marks show the words used.
_ADDRESSES = re.compile(r"\b(?:address|direct|instruct|order)(?:es|s|ed|ing)?\b")
_LONG_QUOTE = re.compile(r"[\"“«](?:[^\s\"”»]+\s+){3}")
#: Four words of a sentence between marks, in whatever way a person is said to use them; a title has capitals.
_SENTENCE_LIKE = re.compile(r"(?:[\"“«]|'')\[?(?:[a-z]|I\b)(?:(?!'')[^\s\"”»])*(?:\s+(?:(?!'')[^\s\"”»])+){3}")
#: What is done to words that somebody else wrote, or was not said.
_HANDLES = re.compile(
    r"\b(?:not|never|refus\w+|sign(?:s|ed|ing)?|receiv\w+|ban(?:s|ned)?|repeal\w*|pass(?:es|ed)?|approv\w+|veto\w*|"
    r"read(?:s|ing)?|could|would|might|may|can|should|without)\b|n[’']t\b"
)
_PARTICIPLE = re.compile(r"(?:\w+ly\s)?\w+ing(?:\s(?:for|that|on|to))?")
#: "This suggests a gap": no speaker.
_THIS = re.compile(r"(?:this|that|these)", re.IGNORECASE)
#: "The results suggest a gap", "the events call for care", "awarded a medal to note her merits": no words are told.
_CALLS_FOR = re.compile(
    r"\b(?:call(?:s|ed|ing)?\s(?:for|on)|point(?:s|ed)?\sto|(?:demand|suggest|hint|highlight)(?:s|ed|ing)?)$"
)
_THINGS = frozenset(
    "change challenge circumstance condition crisis development drop election event future history interest life "
    "moment new principle problem process project reality result rise role sign situation success task tension threat "
    "time trend view vote work world".split()
)
#: "The clerk observed the manoeuvres".
_WATCHED = re.compile(r"(?:\w+ly\s|also\s)?observ(?:e|es|ed|ing)")
_IN_HONOUR = re.compile(r"to\s(?:note|mark|recogni[sz]e|acknowledge|celebrate|honou?r)")
_A_SIGHT = re.compile(
    r"(?!.*\b(?:is|are|was|were|has|had|have|will|would)\b).*\b(?:ceasefire|ceremony|drills?|exercises?|launch|maneuvers|"
    r"manoeuvres|operations?|parade|silence|tests?|training|truce)\b"
)
_NOT = re.compile(r"\bnot\b|n[’']t\b|\bnever\b")
#: "Attacked the cabinet for breaking its word": blame is put in words, and told as if it were a blow.
_BLOW = re.compile(r"\b(?:attack|target|hammer|blast|hit|hitting|knock|skewer)(?:s|ed|ing)?\b", re.IGNORECASE)
_FOR_DOING = re.compile(r"\bfor\s(?:not\s|never\s)?[a-z]+ing\b")
#: "Offered the mayor an ultimatum": the noun tells that words were given.
_GIVES = re.compile(r"\b(?:offer(?:s|ed)?|gave|gives?|issue[sd]?|deliver(?:s|ed)?)$")
_WORDS_GIVEN = re.compile(
    r"(?:\S+\s){0,4}?an?\s(?:\w+\s)?(?:ultimatum|warning|apology|rebuke|assurance|reply|explanation)\b"
)
#: "Mentions neither of them": nothing is said.
_MENTIONS = re.compile(r"\b(?:mention|nam|cit)(?:e?s|e?d|ing)$")
_NOTHING = re.compile(r"(?:neither|nothing|nobody|no\sone|none|no)\b")
#: "Officials believe (that) the bay is shut" tells a thought; "voters view the mayor with doubt" tells of voters.
_CLAUSE = re.compile(
    r"^(?:that|whether|if|how|why|what)\b|\b(?:is|are|was|were|has|have|had|will|would|should|could|can|may|might|must)\b"
    r"|n[’']t\b"
)
_OPENS_WITH_MARK = re.compile(r"[\s:,]*(?:that\s)?(?:[\"“«]|'')")
#: What a passive reports behind its agent: "was told by Marn that", never "was invited by Marn without".
_BEHIND_AGENT = re.compile(r"(?:that|to|not\sto|as|whether|if|how|why|against|over|for)\b|[\"“«‘]", re.IGNORECASE)
_OPEN_MARK = re.compile(r"[\"“«‘]|''")


def is_uttered(cue: str, *, mention: str, content: str) -> bool:
    """Return whether the quotation with these words was uttered; a missing cue counts as uttered."""
    if findings.is_finding(cue, mention=mention, content=content):
        return True
    if findings.is_bodys(cue, mention=mention, content=content):
        return True
    if _NOBODY.match(mention):
        return False
    if _ANYBODY.match(mention) and _PARTICIPLE.fullmatch(cue):
        return False
    if _THIS.fullmatch(mention) or _LET_US.fullmatch(mention):
        return False
    if _RULE.fullmatch(mention) and not _OPEN_MARK.search(content):
        return False
    if _CALLS_FOR.search(cue) and singular(naming.parse(mention).head) in _THINGS:
        return False
    bare = not content.startswith(("that ", "how ")) and not _OPEN_MARK.search(content)
    if bare and (_IN_HONOUR.fullmatch(cue) or (_WATCHED.fullmatch(cue) and _A_SIGHT.match(content))):
        return False
    if not _OPEN_MARK.search(content) and _is_deed_told(cue, content):
        return False
    if _SHARES.search(cue) and content.startswith(("that ", "how ")) and not utterances.unreal(cue):
        return True
    if _MENTIONS.search(cue) and _NOTHING.match(content):
        return False
    if _GIVES.search(cue) and _WORDS_GIVEN.match(content) and not _NOT.search(cue):
        return True
    if not cue.strip() or utterances.uttered(cue):
        return True
    if _BLOW.search(cue) and _FOR_DOING.search(f"{cue} {content}") and not _NOT.search(cue):
        return True
    words = _WORD.findall(cue)
    opinion = bool(_STATE.search(cue)) or any(map(reporting_verbs.is_opinion, words))
    if _OPEN_MARK.search(content):
        return (
            opinion
            or utterances.names_words(cue)
            or (any(map(reporting_verbs.is_saying, words)) and not _NOT.search(cue))
            or bool(_ADDRESSES.search(cue) and _LONG_QUOTE.search(content) and not utterances.unreal(cue))
            or bool(_OPENS_WITH_MARK.match(content) and len(content.split()) > 3)
            or (bool(_SENTENCE_LIKE.search(content)) and _is_persons(mention) and not _HANDLES.search(cue))
        )
    return opinion and _told_in_public(mention) and not utterances.unreal(cue) and is_clause(content)


def _is_deed_told(cue: str, content: str) -> bool:
    """Tell "continued to mend the quay" from "continued to insist on it", and what was founded or held from speech."""
    deed = _DEED.match(f"{cue} {content}")
    if deed is None or not deed["verb"]:
        return deed is not None and not is_clause(content)
    return not (reporting_verbs.is_saying(deed["verb"]) or reporting_verbs.is_opinion(deed["verb"]))


def is_clause(content: str) -> bool:
    """Tell "that the bay is shut" or "the bay would be shut" from "the bay"."""
    return bool(_CLAUSE.search(content))


def is_deed(text: str, mention: Span, cue: Span, content: Sequence[Span]) -> bool:
    """Tell "Vesk was invited by Marn without notice": a deed in the passive, its circumstances behind the agent."""
    if content[0].start < mention.end or text[cue.end : mention.start].strip() != "by":
        return False
    return not _BEHIND_AGENT.match(content[0].of(text))


def _is_persons(mention: str) -> bool:
    """Tell whether the words name a person, by name, pronoun or office."""
    parsed = naming.parse(mention)
    if parsed.form == "pronoun":
        return parsed.gender in ("male", "female")
    if parsed.form == "person":
        return parsed.name.lower() not in common_words()  # "Audiences can expect ..."
    return parsed.form in ("description", "anonymous") and is_human(parsed.head)


def _told_in_public(mention: str) -> bool:
    """Tell whose thoughts are known only because they were told: a group's, an unnamed source's, a secret service's."""
    parsed = naming.parse(mention)
    return parsed.form in ("anonymous", "group") or parsed.head in ("intelligence", "services")
