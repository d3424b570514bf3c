"""Statements collected under the names of who made them: what counts as a list, and where each statement ends."""

from __future__ import annotations

import pytest

from data import quotations, sentences, speakers
from data.quoting import collected
from data.records import Document

INTRO = "Leaders from across the bay are praising the plan. Here’s what they are saying:"


def found(text: str) -> list[tuple[str, list[str]]]:
    return [
        (one.mention.of(text), [part.of(text) for part in one.content]) for one in collected.find(text)
    ]  # fmt: skip


def read(text: str) -> list[tuple[str, str, str]]:
    """Return the first words of each sentence, its voice and who speaks."""
    document = Document(id="list", text=text)
    units = sentences.split(document)
    _, attributions = speakers.resolve(document, units, quotations.extract(document, units))
    return [
        (unit.span.of(text)[:12], one.voice, "; ".join(who.name for who in one.speakers))
        for unit, one in zip(units, attributions, strict=True)
    ]


LIST = f"""{INTRO}

Elected Leaders

Senate Leader Vera Marn: “The harbour will be safe. We thank the guild.”

[Statement, 5/25/23]

Ranking Member, Senate Ice Committee, Vale Senator Orlan Vesk: “Well done.

The ice is gone, and the boats go out.

“We will go with them.”

[Tweet, 5/25/23]

Guild Leaders

Tilda Roe, Director and Founder, Vale Guild (VG): “We mend what we find.” [Statement, 5/26/23]

Vale Boat Society: We are proud to stand with the guild.

[Tweet, 5/26/23]

Bay Alliance: ” We see it, too. [Tweet, 5/26/23]

Joint Statement by 25 Boat Guilds in Response to the Plan: “We welcome it.”"""


def test_each_statement_is_its_labels() -> None:
    assert found(LIST) == [
        ("Senate Leader Vera Marn", ["“The harbour will be safe. We thank the guild.”"]),
        (
            "Ranking Member, Senate Ice Committee, Vale Senator Orlan Vesk",
            ["“Well done.", "The ice is gone, and the boats go out.", "“We will go with them.”"],
        ),
        ("Tilda Roe, Director and Founder, Vale Guild", ["“We mend what we find.”"]),
        ("Vale Boat Society", ["We are proud to stand with the guild."]),
        ("Bay Alliance", ["” We see it, too."]),
        ("25 Boat Guilds", ["“We welcome it.”"]),
    ]


def test_who_speaks_in_a_list() -> None:
    said = {start: (voice, who) for start, voice, who in read(LIST)}
    assert said["Ranking Memb"] == said["The ice is g"] == said["“We will go "] == ("direct", "Orlan Vesk")
    assert said["Tilda Roe, D"] == ("direct", "Tilda Roe")
    assert said["Vale Boat So"] == ("direct", "Vale Boat Society")
    assert said["Guild Leader"] == ("outlet", "") and "[Statement, " not in said


def test_a_further_statement_without_a_label_is_the_same_speakers() -> None:
    text = "\n\n".join([
        *(f"{who}: “We welcome it.” [Tweet, 3/1/22]" for who in ("Vera Marn", "Orlan Vesk", "Vale Boat Society")),
        "“The boats are ready.” [Tweet, 3/2/22]",
        "“The boats” was the word of the day.",
    ])  # fmt: skip
    assert found(text)[-1] == ("Vale Boat Society", ["“We welcome it.”", "“The boats are ready.”"])


@pytest.mark.parametrize("colon", ["", ":"])
def test_names_with_a_line_to_themselves(colon: str) -> None:
    people = ("Sen. Vera Marn (N-04)", "Orlan Vesk, CEO, Vale Guild", "Rep. Tilda Roe")
    text = "\n\n".join([INTRO, *(f"{who}{colon}\n\n“We welcome it.” [Tweet, 1/6/25]" for who in people)])
    assert [who for who, _ in found(text)] == ["Sen. Vera Marn", "Orlan Vesk, CEO, Vale Guild", "Rep. Tilda Roe"]


def test_a_label_that_comes_back_makes_no_interview() -> None:
    lines = ["Vera Marn", "Orlan Vesk", "Vale Boat Society", "Tilda Roe, who lives by the bay", "Vale Boat Society"]
    text = "\n\n".join([INTRO, *(f"{who}: “We welcome it.”" for who in lines)])
    assert [who for _, voice, who in read(text) if voice == "direct"] == [
        "Vera Marn", "Orlan Vesk", "Vale Boat Society", "Tilda Roe", "Vale Boat Society",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        # Two are no list, nor is one name three times.
        "Vera Marn: “We go.”\n\nOrlan Vesk: “We stay.”",
        "Vera Marn: “We go.”\n\nVera Marn: “We stay.”\n\nVera Marn: “We wait.”",
        # Reports and descriptions of what stands behind the colon.
        "Vera Marn said: “We go.”\n\nOrlan Vesk added: “We stay.”\n\nTilda Roe wrote: “We wait.”",
        "Her answer was short: “No.”\n\nThe sign at the gate read: “Closed.”\n\nHe had one word for it: “Ice.”",
        "On the harbour: “We go.”\n\nOn the ice: “We stay.”\n\nJune 7: “We wait.”",
        # Books, terms, and myths beside facts.
        "Vera Marn: “The Long Ice”\n\nOrlan Vesk: “A Harbour Year”\n\nTilda Roe: “The Boats of Vale”",
        "Vale Authority: “the ministry of ports.”\n\nHarbour Board: “its board.”\n\nMember State: “any state.”",
        "Myth: “Boats are slow.”\n\nFact: “Boats are fast.”\n\nClaim: “Boats are safe.”",
    ],
)
def test_what_is_no_list(text: str) -> None:
    assert found(text) == []


def test_a_talk_in_which_messages_are_read_aloud_is_no_list() -> None:
    people = ("Vera Marn", "Orlan Vesk", "Tilda Roe")
    read_aloud = [f"{who}: “We wait for the ferry.”" for who in people]
    talk = [f"{who}: We answer it now." for who in (*people, "Anna Lund")]
    assert found("\n\n".join([*read_aloud, *talk])) == []
    assert found("\n\n".join([*read_aloud, *talk[:2]])) != []


def test_a_line_that_reports_ends_the_statement_before_it() -> None:
    text = "\n\n".join([
        *(f"{who}: “We welcome it.”" for who in ("Vera Marn", "Orlan Vesk")),
        "Vale Boat Society: “We wait.",
        "Mayor Tilda Roe told the Vale Post: “We stay.”",
        "Vale Guild: “We go.”",
    ])  # fmt: skip
    assert [who for who, _ in found(text)] == ["Vera Marn", "Orlan Vesk", "Vale Boat Society", "Vale Guild"]
    assert [who for start, _, who in read(text) if start.startswith("Mayor")] == ["Tilda Roe"]


def test_a_group_may_open_a_list() -> None:
    lines = ("the Harbour Ministers of Norway and Finland", "Vera Marn", "Orlan Vesk", "Vale Boat Society")
    text = "\n\n".join(f"{who[0].upper()}{who[1:]}: “We welcome it.”" for who in lines)
    assert [who for who, _ in found(text)] == ["The Harbour Ministers of Norway and Finland", *lines[1:]]


BEHIND = "\n\nThe council meets again in June.\n\nMayor Tilda Roe said the harbour was “a good one.”"


@pytest.mark.parametrize(
    "last",
    [
        f"“We wait for it.”{BEHIND} [Photo: Bay Post, 2024]",
        f"“We wait for it.”{BEHIND}\n\n[Updated May 14, 2024]",
        f"“We wait for it,” the guild wrote on Monday.{BEHIND}",
        f"“We wait for it.” (Vale Post){BEHIND}",
        f"“We wait for it.{BEHIND}",
    ],
)
def test_what_follows_a_list_is_none_of_it(last: str) -> None:
    text = f"Vera Marn: “We go there.”\n\nOrlan Vesk: “We stay.”\n\nVale Boat Society: {last}"
    assert all(len(content) == 1 for _, content in found(text)) and len(found(text)) == 3
    said = {start: (voice, who) for start, voice, who in read(text)}
    assert said["The council "] == ("outlet", "") and said["Mayor Tilda "][1] == "Tilda Roe"


def test_what_stands_before_a_list_does_not_go_on_behind_it() -> None:
    lines = "\n\n".join(f"{who}: “We welcome it.”" for who in ("Vera Marn", "Orlan Vesk", "Vale Boat Society"))
    rest = "The plan would open the harbour to the boats of every town of the bay."
    rows = read(f"Mayor Tilda Roe wrote in a letter to the board:\n\n{lines}\n\n{rest}")
    assert rows[-1][1:] == ("outlet", "")


def test_what_names_nobody_in_a_list_makes_no_speaker() -> None:
    lines = ("Vera Marn", "Orlan Vesk", "Vale Boat Society", "Key point", "A banner at the gate", "June Ronn, Chair")
    text = "\n\n".join(f"{who}: “We welcome it.”" for who in lines)
    assert [who for who, _ in found(text)] == [*lines[:3], "June Ronn, Chair"]


def test_a_row_of_blanks_takes_no_time() -> None:
    lines = "\n\n".join(f"{who}: “We welcome it.”" for who in ("Vera Marn", "Orlan Vesk", "Vale Boat Society"))
    assert len(found(f"{lines}\n\nA{' ' * 390}b: “We go.”")) == 3
