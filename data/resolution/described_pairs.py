"""Two persons a description means at once: "the two leaders", "the presidents"."""

from __future__ import annotations

import re

from data.resolution.cast import Person
from data.resolution.discourse import Discourse
from data.resolution.titled import Titled
from data.words import naming
from data.words.human_nouns import singular
from data.words.naming import Naming

#: "The two presidents", "the heads of state".
_SEVERAL = re.compile(
    r"[Tt]he\s(?P<two>two\s)?(?P<field>(?:prime|foreign|defen[cs]e|finance|interior|trade)\s)?"
    r"(?P<noun>leaders|presidents|premiers|ministers|chancellors|heads)(?P<of>\sof\s(?:state|government))?"
)


def meant(discourse: Discourse, titled: Titled, parsed: Naming, words: str, at: int) -> tuple[Person, ...]:
    """Return whom "the two leaders" mean: the only two persons named before whose titles answer the noun.

    "The leaders" are those of their paragraph, at its head those of the one before. Who spoke by that noun goes on.
    """
    several = _SEVERAL.fullmatch(words)
    if several is None or not parsed.plural:
        return ()
    history = discourse.history
    if any(before.head == parsed.head and speaker.kind != "person" for speaker, before in history):
        return ()
    one = naming.parse(f"the {singular(several['noun'])}{several['of'] or ''}")
    named: list[tuple[int, Person]] = []
    for place, person in discourse.cast.before(at):
        field = several["field"]
        if field and not any(field.strip() in title.lower() for title in person.titles):
            continue
        if titled.answering(one, [(at, person)], at) is not None:
            named.append((place, person))
        if len(named) > 2:
            return ()
    if len(named) != 2:
        return ()
    lines = discourse.text[named[1][0] : at].split("\n")
    near = len(lines) == 1 or (not lines[-1] and sum(map(bool, lines)) == 1)
    near = near or any(before.head == parsed.head and before.plural for _, before in history[-2:])
    return tuple(person for _, person in reversed(named)) if near or several["two"] else ()
