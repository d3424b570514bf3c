"""Targets: which sentences are about them, and what a mistake in the file is answered with."""

from __future__ import annotations

from pathlib import Path

import pytest

from data import targets
from data.errors import SeedError

ENTRY = '[[target]]\nid = "{id}"\nname = "tolls"\nfavor = "For tolls."\nagainst = "Against tolls."\nterms = {terms}\n'


def test_the_shipped_file_loads() -> None:
    assert targets.load()


@pytest.mark.usefixtures("first_entries")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sanctions must stay until the occupation ends.", ("sanctions", "russia")),
        ("We will deliver air defence systems to Kyiv.", ("military_aid", "ukraine")),
        ("The harvest was good this year.", ()),
        ("They told us to wait.", ()),
        ("The US delegation arrived.", ("us",)),
        ("A ceasefire is near.", ("peace",)),
        ("NATO's door remains open.", ("nato",)),
        ("Charms and alarms were sold.", ()),
    ],
)
def test_a_sentence_is_about_the_targets_whose_terms_it_holds(text: str, expected: tuple[str, ...]) -> None:
    assert tuple(target.id for target in targets.concerned(text, targets.load())) == expected


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("toll*", "Tolls rose", True),
        ("toll", "Tolls rose", False),
        ("IT", "it rose", False),
        ("IT", "the IT sector", True),
        ("toll road", "a toll  road", True),
        ("c++", "in c++ code", True),
    ],
)
def test_how_a_term_matches(term: str, text: str, found: bool) -> None:
    assert bool(targets.pattern((term,)).search(text)) is found
    if found:
        assert any(stem in text.casefold() for stem in targets.stems((term,)))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "holds no"),
        ("[[target]\n", "not valid TOML"),
        (ENTRY.format(id="a b", terms='["toll"]'), "letters, digits"),
        (ENTRY.format(id="a", terms="[]"), "terms"),
        (ENTRY.format(id="a", terms='["*"]'), "terms"),
        (ENTRY.format(id="a", terms='["toll"]') * 2, "given twice"),
        (ENTRY.format(id="a", terms='["toll"]') + "colour = 1\n", "colour"),
        ('[[target]]\nid = "a"\n', "name"),
    ],
)
def test_a_mistake_in_the_file_is_named(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "targets.toml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SeedError, match=words):
        targets.load(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SeedError, match="missing"):
        targets.load(tmp_path / "none.toml")
