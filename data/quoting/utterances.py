"""The words of a cue in, whether they report an utterance or only a thought, plan, attitude or deed.

PolNeAR's attributions are of both sorts, without a label. The first word of the cue that stands in one of the
lists decides: the verbs of `reporting_verbs`, then nouns of saying and of thinking. English only; whether
quotation marks show that somebody did speak is for the caller to see.
"""

from __future__ import annotations

import re

from data.words import reporting_verbs

_WORD = re.compile(r"[a-z]+(?:[’'-][a-z]+)*")
#: "Was quoted as saying", "was heard telling a colleague", behind the auxiliary.
HEARD = (
    r"(?:quoted|cited|recorded|filmed|(?:over)?heard)\s(?:as\s)?(?:say|tell|writ|warn|complain|argu|call|ask)ing"
)
#: What reports an utterance although none of its words is a verb of saying: "pushed back against", "gave assurances".
_SAYING = re.compile(
    rf"""\b(?:
      according\sto | (?<!.)per(?!.) | as\sper | puts?\sit
    | in\s(?:the|his|her|its|their|[^,]+'s?)\s(?:words|view|opinion|eyes|assessment|estimation)(?:\sof)?
    | (?:made|makes?|making)\s(?:it\s)?(?:abundantly\s|very\s)?clear
    | (?:made|makes?|making)\sthe\s(?:case|point|argument)
    | (?:took|takes?|taking)\s(?:aim|issue)
    | (?:went|goes|going)\s(?:on|so\sfar)
    | (?:hits?|hitting)\sout
    | push(?:ed|es|ing)?\sback
    | doubl(?:ed?|es|ing)\sdown
    | left\sopen
    | (?:speak(?:s|ing)?|spoken?|talk(?:s|ed|ing)?)\s(?:out|of|about|against)
    | {HEARD}
    | point(?:s|ed|ing)?\sto
    | (?:call|singl)(?:es?|s|ed|ing)\sout
    | play(?:s|ed|ing)?\sdown
    | brush(?:es|ed|ing)?\s(?:off|aside)
    | pour(?:s|ed|ing)?\scold\swater
    | cast(?:s|ing)?\sdoubt
    | rais(?:es?|ed|ing)\s(?:\w+\s)?(?:doubts?|questions?|concerns?|the\s(?:issue|prospect|possibility|spect(?:re|er)))
    | sound(?:s|ed|ing)?\s(?:the|an)\salarm
    | (?:drew|draws?|drawing)\s(?:an?\s|the\s)?(?:parallels?|comparisons?|analogy|red\slines?)
    | float(?:s|ed|ing)?\sthe\s(?:idea|possibility|prospect)
    | (?:gave|gives?|giving|offer(?:s|ed|ing)?)\s(?:\w+\s)?assurances?
    | distanc(?:es?|ed|ing)\s(?:him|her|it|them)sel(?:f|ves)
    | (?:is|was|are|were|remain(?:s|ed)?)\s(?:\w+\s)?adamant
    | (?:not|(?:refus|declin)(?:es?|ed|ing)\sto)\srule\sout
    )\b""",
    re.VERBOSE,
)
#: Verbs that report beside a speaker and a content of their own, and mean much else in other places.
_TELLING = re.compile(
    r"(?:liken|bemoan|assail|trumpet|float)(?:s|ed|ing)?|(?:allud|compar|downplay|speculat)(?:e|es|s|ed|ing)?"
    r"|highlight(?:ed|ing)|echo(?:es|ed|ing)?|forecasts?|pressur(?:es|ed|ing)"
)
#: Verbs that report beside quotation marks only, and are deeds anywhere else: "opened a case against", "offered proof".
_BESIDE_MARKS = frozenset("begin start open close go put finish end offer laugh smile sigh shrug nod".split())
#: "Marn made the comments in Oslo": takes up what was reported before, and reports nothing itself.
_RESUMED = re.compile(
    r"\b(?:ma[dk]e|makes|making|delivered|gave|issued)\s(?:the|these|those|this|that)\s"
    r"(?:comment|remark|statement|announcement|speech|address|pledge|promise|claim|allegation|accusation)s?\b"
)
#: Before the word that decides: what could be, will be or was not said is no utterance.
_UNREAL = frozenset(
    "could may might would will wouldn't won't can cannot can't not never no didn't doesn't hasn't haven't don't yet "
    "refrained refrains stopped stop stops quit avoid avoids avoided avoiding without seldom rarely barely hardly "
    "reluctant".split()
)
_SAYING_NOUNS = frozenset(
    "statement statements comment comments remark remarks claim claims announcement speech address interview letter "
    "tweet tweets post report reports reporting declaration allegation allegations accusation accusations assertion "
    "assertions criticism warning warnings pledge promise promises argument arguments testimony message condemnation "
    "apology call calls appeal demand demands question questions response reply praise rebuke briefing words denial "
    "reportedly allegedly assessment conclusion finding findings recommendation complaint confirmation".split()
)
#: Nouns of saying that tell of an utterance where words of it stand between marks: "his aside that it was “old”".
_QUOTED_NOUNS = re.compile(
    r"\b(?:admission|assurance|boast|insistence|prediction|quip|retort|suggestion|vow)s?\b"
    # "Set aside" and "in contention" are no nouns of saying.
    r"|(?:^|^s\s|\b(?:an?|the|his|her|their|its|own)\s)(?:aside|contention|observation)s?\b",
    re.IGNORECASE,
)
_THINKING = frozenset(
    "belief beliefs view views opinion opinions hope hopes fear fears plan plans planned planning intention intentions "
    "desire decision decisions support supports supported supporting supporter supporters opposition concern concerns "
    "expectation expectations expected effort efforts attempt attempts bid goal aim ambition interest commitment "
    "preference idea ideas feeling sense doubt doubts suspicion suspicions appears appear appeared seems seem seemed "
    "known seen willing ready able likely prepared determined afraid worried convinced confident happy eager keen "
    "trying tried try sought seeking seeks seek refused refuses refusing declined declines decline failed fails "
    "needs need wants want wanted would-be considered considering backed backs backing back favors prefers signed "
    "show shows showed shown showing find finds found reflect reflects indicate indicates mean means seeing pictured "
    "passed voted votes vote cast adopted ordered approved instrumental".split()
)  # fmt: skip


def uttered(cue: str) -> bool:
    """Return whether a cue such as "said in a statement" or "has long hoped" reports something uttered."""
    low = cue.lower().replace("’", "'")
    phrase = _SAYING.search(low)
    if phrase is not None and _UNREAL.isdisjoint(low[: phrase.start()].split()):
        return True
    if _RESUMED.search(low) and ":" not in low:
        return False
    words = _WORD.findall(low)
    if not words:
        return ":" in cue
    forms = reporting_verbs.forms()
    for place, word in enumerate(words):
        if word in _UNREAL:
            return False
        joined = f"{word}_{words[place + 1]}" if place + 1 < len(words) else ""
        if word in _THINKING:
            return False
        verb = forms.get(joined) or forms.get(word)
        if verb is not None and verb.lemma not in _BESIDE_MARKS:
            return not reporting_verbs.is_belief(verb.lemma)
        if word in _SAYING_NOUNS or _TELLING.fullmatch(word):
            return True
    return False


def names_words(cue: str) -> bool:
    """Return whether a cue that leads to words between marks holds a noun for them: "her own admission"."""
    return bool(_QUOTED_NOUNS.search(cue)) and not unreal(cue)


def unreal(cue: str) -> bool:
    """Return whether a cue such as "might consider" or "are not convinced" tells what is not, or only could be."""
    return not _UNREAL.isdisjoint(_WORD.findall(cue.lower().replace("’", "'")))
