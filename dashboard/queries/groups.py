"""Who says how much, in what tone: sentences grouped by speaker, country, topic, outlet or voice.

A sentence of several speakers counts once for each of them (so with countries and topics); the frame says how often
that happened, so that its counts add up to the line above the page:
`sum(n) - attrs["counted_more"] + attrs["narration"] == sentences that match`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa

from dashboard import names
from dashboard.codes import HOLDERS, KINDS, Numbers
from dashboard.filters import SPOKEN, UNKNOWN, Filters
from dashboard.index import GROUPINGS
from dashboard.intervals import mean_interval, net_share, wilson
from dashboard.queries.matching import GROUPS, PIECE, remembered, selected, text
from dashboard.queries.tallies import Side, Tally, count, kept, spread, tally
from data.records import STANCES

if TYPE_CHECKING:
    from dashboard.table import Table

STANCE_COUNTS = ("against", "neither", "favor", "abstained")
#: Whose stances a grouping counts: those its members hold, by topic those of the speakers. They are never added up with
#: the outlets' own.
HOLDER_OF = {"speaker": "speaker", "country": "speaker", "topic": "speaker", "outlet": "outlet"}
#: The voices of the sentences in which a holder's stances stand.
VOICES_OF = {"speaker": SPOKEN, "outlet": ("outlet",)}


@dataclass(frozen=True)
class Grouped:
    """The matching sentences by list of keys, and by key (-1 for what is not known)."""

    lists: Tally
    keys: Tally


def grouped(table: Table, filters: Filters, *, by: str, scored: bool = True) -> Grouped:
    """Return the matching sentences by the groups of `by`, with their tone unless not `scored`.

    Raises `ValueError` for a `by` that is no grouping.
    """
    if by not in GROUPINGS:
        raise ValueError(f"group {by!r}: allowed are {sorted(GROUPINGS)}")

    def make() -> Grouped:
        sets = table.codes.sets(by)
        found = tally(table, selected(table, filters), Side(by, sets.count), score="tone" if scored else None)
        return Grouped(found, spread(found, sets))

    return remembered(table, ("groups", by, scored, filters), make)


def largest(found: Tally, *, limit: int) -> Numbers:
    """Return the places of the `limit` known groups with most sentences, and of what is not known as the last."""
    key = found.sides[0]
    order = np.lexsort((key, -found.n))
    known = order[key[order] >= 0][:limit]
    return np.append(known, np.flatnonzero(key < 0))


def by_group(table: Table, filters: Filters, *, by: str, limit: int = GROUPS) -> pd.DataFrame:
    """Return the `limit` largest groups and, as the last row, the class of what is not known.

    Columns: id (UNKNOWN for the last row), label, n (sentences), share, share_low, share_high (of the
    sentences that have the attribute, Wilson), tone, tone_low, tone_high, tone_n; for speakers also kind, country.
    attrs: groups (how many there are without the unknown), rest (sentences of groups beyond `limit`, counted once for
    each), counted_more (counts above one for the same sentence), narration (sentences that belong to no group), known
    (sentences of a known group, each counted once).
    """
    every = grouped(table, filters, by=by)
    top = kept(every.keys, largest(every.keys, limit=limit))
    sets = table.codes.sets(by)
    lists = every.lists.sides[0]
    sentences = int(every.lists.n[sets.starts[lists + 1] > sets.starts[lists]].sum())
    columns: dict[str, Any] = {"n": top.n, "tone": top.mean(), "tone_n": top.scored}
    columns |= _intervals(columns, deviation=top.deviation(), total=sentences)
    frame = named_frame(table, top.sides[0], by=by, **columns)
    total, unknown = int(every.keys.n.sum()), int(every.keys.n[every.keys.sides[0] < 0].sum())
    frame.attrs = {
        "groups": int((every.keys.sides[0] >= 0).sum()),
        "rest": total - int(top.n.sum()),
        "counted_more": total - sentences,
        "narration": selected(table, filters).n - sentences,
        # What is not known is never one of several: its list holds nothing else.
        "known": sentences - unknown,
    }
    return frame


def held_lines(
    table: Table, filters: Filters, *, target: str, holder: str | None = None
) -> Iterator[tuple[Numbers, Numbers]]:
    """Give rows and kinds (places in `codes.KINDS`) of the stances toward `target` that match, piece by piece.

    `holder` leaves those the speakers or the outlets hold.
    """
    selection, codes = selected(table, filters), table.codes
    lines = codes.target(target)
    for first in range(lines.start, lines.stop, PIECE):
        piece = slice(first, min(first + PIECE, lines.stop))
        rows, kinds = codes["held-row"][piece], codes["held-kind"][piece]
        inside = selection.among(rows)
        if holder is not None:
            own = codes["held-holder"][piece] == HOLDERS.index(holder)
            inside = own if isinstance(inside, slice) else inside & own
        yield rows[inside], kinds[inside]


@dataclass(frozen=True)
class Held:
    """Stances by key, ascending, and by kind: `counts[i]` says how many of each of `codes.KINDS` `keys[i]` holds.

    A stance counts once for each of its keys; `n` says how many stances that are, each counted once.
    """

    keys: Numbers
    counts: Numbers
    n: int


NOBODY = Held(np.zeros(0, dtype=np.int64), np.zeros((0, len(KINDS)), dtype=np.int64), n=0)


def held_by(table: Table, filters: Filters, *, by: str, target: str, holder: str | None = None) -> Held:
    """Return the stances toward `target` by key of `by` and by kind."""

    def make() -> Held:
        sets = table.codes.sets(by)
        lines = held_lines(table, filters, target=target, holder=holder)
        pieces = (([table.codes[by][rows], kinds], None) for rows, kinds in lines)
        lists = count(pieces, [Side(by, sets.count), Side("held-kind", len(KINDS))])
        own = sets.starts[lists.sides[0] + 1] > sets.starts[lists.sides[0]]
        found = spread(lists, sets, None)
        # The cells are in the order of their keys.
        begins = np.diff(found.sides[0], prepend=-2) > 0
        keys, place = found.sides[0][begins], np.cumsum(begins) - 1
        cells = np.bincount(place * len(KINDS) + found.sides[1], found.n, len(keys) * len(KINDS))
        return Held(keys, cells.astype(np.int64).reshape(-1, len(KINDS)), n=int(lists.n[own].sum()))

    return remembered(table, ("held", by, target, holder, filters), make)


def by_speaker(table: Table, filters: Filters, *, limit: int = GROUPS) -> pd.DataFrame:
    """Return `by_group` for speakers: identities across documents, with kind and country."""
    return by_group(table, filters, by="speaker", limit=limit)


def by_country(table: Table, filters: Filters, *, limit: int = 300) -> pd.DataFrame:
    """Return `by_group` for the countries spoken for (ISO 3166-1 alpha-3), by default all of them."""
    return by_group(table, filters, by="country", limit=limit)


def by_topic(table: Table, filters: Filters, *, limit: int = 50) -> pd.DataFrame:
    """Return `by_group` for topics; a sentence has up to three."""
    return by_group(table, filters, by="topic", limit=limit)


def named_frame(table: Table, keys: Numbers, *, by: str, **columns: Numbers) -> pd.DataFrame:
    """Return a frame of groups by key: id (UNKNOWN for -1), label, for speakers kind and country, then `columns`."""
    ids = ids_of(table, keys, by=by)
    shown: dict[str, Any] = {"id": text(ids)}
    if by == "speaker":
        people = _people(table, keys)
        names_known = people.column("name").to_pylist()
        shown["label"] = text("unknown" if name is None else name for name in names_known)
        shown |= {name: text(people.column(name).to_pylist()) for name in ("kind", "country")}
    else:
        shown["label"] = text(names.name(by, i) for i in ids)
    return pd.DataFrame(shown | columns)


def ids_of(table: Table, keys: Numbers, *, by: str) -> list[str]:
    """Return the id of each key, UNKNOWN for -1."""
    every = table.ids(by)
    return [every[key] if key >= 0 else UNKNOWN for key in keys.tolist()]


def labels_of(table: Table, keys: Numbers, *, by: str) -> list[str]:
    """Return the name to show of each known key."""
    if by == "speaker":
        found: list[str] = _people(table, keys).column("name").to_pylist()
        return found
    return [names.name(by, i) for i in ids_of(table, keys, by=by)]


def speaker_names(table: Table, ids: Iterable[str]) -> dict[str, str]:
    """Return the names of speakers by id; ids the table does not have are left out."""
    known = table.keys("speaker", [i for i in ids if i != UNKNOWN])
    return dict(zip(ids_of(table, known, by="speaker"), labels_of(table, known, by="speaker"), strict=True))


def speaker_countries(table: Table, ids: Iterable[str]) -> dict[str, str]:
    """Return the names of the countries of speakers by id; speakers without one are left out."""
    known = table.keys("speaker", [i for i in ids if i != UNKNOWN])
    countries = _people(table, known).column("country").to_pylist()
    pairs = zip(ids_of(table, known, by="speaker"), countries, strict=True)
    return {i: names.country(country) for i, country in pairs if country}


def shown_speakers(table: Table, rows: Sequence[Mapping[str, Any]]) -> list[list[str]]:
    """Return the speakers of each row (speaker_ids, speakers) by the names that figures show, however it spells them.
    """
    shown = speaker_names(table, {str(i) for row in rows for i in row["speaker_ids"]})
    pairs = (zip(row["speaker_ids"], row["speakers"], strict=True) for row in rows)
    return [[shown.get(str(i), str(name)) for i, name in people] for people in pairs]


def shown_lists(table: Table, batch: pa.RecordBatch) -> pa.ListArray:
    """Return `shown_speakers` of a batch of many rows, each different speaker looked up once."""
    import pyarrow.compute as pc

    ids, spelled = batch.column("speaker_ids"), batch.column("speakers")
    different = pc.unique(ids.flatten())
    shown = speaker_names(table, different.to_pylist())
    known = pa.array([shown.get(i) for i in different.to_pylist()], pa.string())
    flat = pc.coalesce(known.take(pc.index_in(ids.flatten(), different)), spelled.flatten())
    ends = np.cumsum(spelled.value_lengths().fill_null(0).to_numpy())
    return pa.ListArray.from_arrays(np.append(0, ends).astype(np.int32), flat, mask=spelled.is_null())


def shown_name(table: Table, parameter: str, value: str) -> str:
    """Return the name to show for a value of the filter called `parameter` in the address."""
    known = speaker_names(table, [value]) if parameter == "speaker" else {}
    return known.get(value) or names.name(parameter, value)


def _people(table: Table, keys: Numbers) -> pa.Table:
    """Return name, kind and country of each key, nothing for -1."""
    return table.people.take(pa.array(keys, mask=keys < 0))


def _intervals(columns: Mapping[str, Numbers], *, deviation: Numbers, total: int) -> dict[str, Numbers]:
    n = columns["n"]
    share_low, share_high = wilson(n, np.full(len(n), total))
    tone_low, tone_high = mean_interval(columns["tone"], deviation, columns["tone_n"])
    return {
        "share": n / total if total else n * np.nan, "share_low": share_low, "share_high": share_high,
        "tone_low": tone_low, "tone_high": tone_high,
    }  # fmt: skip


def nets(columns: Mapping[str, Any]) -> dict[str, Numbers]:
    """Return net_n (stances the model answered: what the net share is of), net, net_low, net_high.

    `columns` are the four stance counts.
    """
    against, neither, favor = (np.asarray(columns[name]) for name in STANCES)
    answered = against + neither + favor
    net, low, high = net_share(favor, against, answered)
    return {"net_n": answered, "net": net, "net_low": low, "net_high": high}


def add_net(frame: pd.DataFrame) -> None:
    """Add net_n, net, net_low, net_high to a frame with the four stance counts, in place."""
    for name, values in nets({name: frame[name] for name in STANCE_COUNTS}).items():
        frame[name] = values
