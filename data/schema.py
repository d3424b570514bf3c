"""The columns of every table: name, type, range, unit and meaning, in one place.

`describe` prints them, the Parquet files carry them in their metadata, `check` compares a table with them when
it is written, and the dashboard shows the meanings as help. A scorer that adds columns to
the sentences brings its own `Column` records (see `data/scorers`).

Missing is missing: an unknown speaker has an empty list, a sentence no scorer looked at has null.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa

from data.errors import SchemaError
from data.records import QUOTATION_KINDS, SENTIMENTS, SPEAKER_KINDS, VOICES
from data.records import STANCES as STANCE_LABELS

TEXT = pa.string()
TEXTS = pa.list_(pa.string())
INT = pa.int32()
INTS = pa.list_(pa.int32())
SCORE = pa.float32()
FLAG = pa.bool_()
DATE = pa.date32()


@dataclass(frozen=True, slots=True)
class Column:
    """One column: Arrow `type`, `meaning` in one sentence, and what its values may be.

    `allowed` lists the labels of a category; `low` and `high` bound a number, both ends included; `required`
    refuses nulls; `unit` is what a number counts, None for labels and plain scores.
    """

    name: str
    type: pa.DataType
    meaning: str
    allowed: tuple[str, ...] | None = None
    low: float | None = None
    high: float | None = None
    required: bool = False
    unit: str | None = None


def _share(name: str, meaning: str) -> Column:
    return Column(name, SCORE, meaning, low=0.0, high=1.0)


DOCUMENTS = (
    Column("document_id", TEXT, "Id of the document, as given or made from its path.", required=True),
    Column("document_key", TEXT, "Short hash of the id: the document's name in links and sentence ids.", required=True),
    Column("title", TEXT, "Title as given, or the first line of a plain-text file."),
    Column("outlet", TEXT, "Who published the document."),
    Column("published", TEXT, "Publication date with the precision it came with (ISO 8601)."),
    Column("date", DATE, "First day that `published` can mean, for sorting and charts."),
    Column("date_precision", TEXT, "How exact `published` is.", allowed=("year", "month", "day", "time")),
    Column("url", TEXT, "Address of the document, as given."),
    Column("speaker", TEXT, "Who speaks in the whole document, when it is a speech; several joined by '; '."),
    Column("country", TEXT, "Country the document's speaker speaks for (ISO 3166-1 alpha-3)."),
    Column("path", TEXT, "File the document was read from."),
    Column("line", INT, "Line in that file, from 1, where a file holds many documents."),
    Column("sha256", TEXT, "SHA-256 of the text in UTF-8.", required=True),
    Column("duplicate_of", TEXT, "Id of the document kept in its place, when this is an exact or near duplicate."),
    Column("characters", INT, "Length of the text.", low=0, unit="characters", required=True),
    Column("sentences", INT, "Rows of this document in the sentences table.", low=0, unit="sentences", required=True),
    Column("text", TEXT, "The text exactly as given.", required=True),
)

SENTENCES = (
    Column("sentence_id", TEXT, "document_key-position: the sentence's name in links.", required=True),
    Column("document_id", TEXT, "Document the sentence stands in.", required=True),
    Column("position", INT, "Place of the sentence in its document, from 0.", low=0, required=True),
    Column("paragraph", INT, "Place of its paragraph in the document, from 0.", low=0, required=True),
    Column("start", INT, "First character in the document's text.", low=0, unit="characters", required=True),
    Column("end", INT, "Character after the last.", low=0, unit="characters", required=True),
    Column("text", TEXT, "The sentence exactly as written.", required=True),
    Column("title", TEXT, "Title of its document."),
    Column("outlet", TEXT, "Who published its document."),
    Column("published", TEXT, "Publication date with the precision it came with (ISO 8601)."),
    Column("date", DATE, "First day that `published` can mean."),
    Column("url", TEXT, "Address of its document."),
    Column("voice", TEXT, "Whose words the sentence carries; outlet is the narration.", allowed=VOICES, required=True),
    Column("quotation_id", TEXT, "Quotation that decided the voice; null for narration, speeches and turns."),
    Column("speakers", TEXTS, "Names of who speaks; empty for narration and for unknown speakers.", required=True),
    Column("speaker_ids", TEXTS, "Identities of who speaks, the same across documents.", required=True),
    Column("speaker_kinds", TEXTS, "What each speaker is.", allowed=SPEAKER_KINDS, required=True),
    Column(
        "speaker_roles",
        TEXTS,
        "Office or function of each speaker at the time; empty text when unknown.",
        required=True,
    ),
    Column("speaker_countries", TEXTS, "Countries spoken for (ISO 3166-1 alpha-3), each once.", required=True),
    Column(
        "countries_by_speaker",
        TEXTS,
        "Country that each speaker speaks for, several joined by '; '; empty text when it has none or is unknown.",
        required=True,
    ),
    Column("topics", TEXTS, "What the sentence is about, main topic first, at most three.", required=True),
    Column("topic", TEXT, "Main topic."),
    _share("topic_confidence", "Probability of the main topic."),
    Column(
        "countries_mentioned", TEXTS, "Countries named in the sentence (ISO 3166-1 alpha-3), each once.", required=True
    ),
    _share("confidence", "How sure the reading is of voice and speaker."),
)

QUOTATIONS = (
    Column("quotation_id", TEXT, "document_key-qN.", required=True),
    Column("document_id", TEXT, "Document the quotation stands in.", required=True),
    Column("mention_starts", INTS, "First characters of the words that name the speaker.", required=True),
    Column("mention_ends", INTS, "Characters after their last.", required=True),
    Column("cue_starts", INTS, "First characters of the words that report.", required=True),
    Column("cue_ends", INTS, "Characters after their last.", required=True),
    Column("content_starts", INTS, "First characters of what is said.", required=True),
    Column("content_ends", INTS, "Characters after their last.", required=True),
    Column("mention", TEXT, "The words that name the speaker; several parts joined by ' … '."),
    Column("cue", TEXT, "The words that report; several parts joined by ' … '."),
    Column("content", TEXT, "What is said; several parts joined by ' … '.", required=True),
    Column("kind", TEXT, "How the words are given.", allowed=QUOTATION_KINDS, required=True),
    Column("uttered", FLAG, "False for beliefs and plans that nobody voiced.", required=True),
    Column("speakers", TEXTS, "Names of who speaks; empty when unknown.", required=True),
    Column("speaker_ids", TEXTS, "Identities of who speaks.", required=True),
    Column("speaker_countries", TEXTS, "Countries spoken for (ISO 3166-1 alpha-3).", required=True),
    _share("confidence", "How sure the reading is of the quotation and its speaker."),
    Column("method", TEXT, "Rule or model that found the quotation; ends in ', country guessed' where the rest of the "
           "text tells the country.", required=True),
)

MENTIONS = (
    Column("sentence_id", TEXT, "Sentence the mention stands in.", required=True),
    Column("document_id", TEXT, "Document the mention stands in.", required=True),
    Column("start", INT, "First character in the document's text.", low=0, unit="characters", required=True),
    Column("end", INT, "Character after the last.", low=0, unit="characters", required=True),
    Column("text", TEXT, "The mention exactly as written.", required=True),
    Column("kind", TEXT, "What is named.", allowed=("person", "organisation", "country"), required=True),
    Column("entity_id", TEXT, "Identity of what is named, the same across documents.", required=True),
    Column("entity", TEXT, "Name of what is named.", required=True),
    Column("country", TEXT, "Country it stands for (ISO 3166-1 alpha-3)."),
    Column("sentiment", TEXT, "Sentiment of the sentence toward it.", allowed=SENTIMENTS),
    Column("sentiment_score", SCORE, "Positive minus negative probability.", low=-1.0, high=1.0),
    _share("sentiment_confidence", "Calibrated probability of the label."),
)

STANCES = (
    Column("sentence_id", TEXT, "Sentence the stance stands in.", required=True),
    Column("document_id", TEXT, "Document the stance stands in.", required=True),
    Column("target", TEXT, "Id of the target in `seeds/targets.toml`.", required=True),
    Column(
        "holder",
        TEXT,
        "Whose stance it is: the quoted speaker's or the outlet's.",
        allowed=("speaker", "outlet"),
        required=True,
    ),
    Column(
        "stance", TEXT, "Label with the highest probability, also when abstained.", allowed=STANCE_LABELS, required=True
    ),
    _share("p_against", "Calibrated probability of against."),
    _share("p_neither", "Calibrated probability of neither."),
    _share("p_favor", "Calibrated probability of favor."),
    Column("stance_score", SCORE, "p_favor minus p_against.", low=-1.0, high=1.0),
    Column("abstained", FLAG, "True when the highest probability lies below the calibrated threshold.", required=True),
)

LEFT_OUT = (
    Column("path", TEXT, "File or address that was set aside, or that holds what was.", required=True),
    Column("line", INT, "Line in that file, from 1, where a file holds many documents.", low=1),
    Column("document_id", TEXT, "Id of the document, where it is known."),
    Column("reason", TEXT, "Why it is not in the table.", required=True),
)

#: Columns that every build has, before the scorers add theirs to `sentences`.
TABLES: dict[str, tuple[Column, ...]] = {
    "documents": DOCUMENTS,
    "sentences": SENTENCES,
    "quotations": QUOTATIONS,
    "mentions": MENTIONS,
    "stances": STANCES,
    "left_out": LEFT_OUT,
}


def arrow_schema(columns: Iterable[Column]) -> pa.Schema:
    """Return the Arrow schema of `columns`, each field carrying its meaning as metadata."""
    return pa.schema(
        [pa.field(c.name, c.type, nullable=not c.required, metadata={"meaning": c.meaning}) for c in columns]
    )


def check(table: pa.Table, columns: Iterable[Column], *, name: str) -> None:
    """Check that `table` has exactly `columns`, with types, ranges and labels kept.

    Raises `SchemaError` that names the table, the column, the value found and what is allowed.
    """
    wanted = list(columns)
    if table.column_names != [c.name for c in wanted]:
        missing = [c.name for c in wanted if c.name not in table.column_names]
        extra = [n for n in table.column_names if n not in {c.name for c in wanted}]
        raise SchemaError(f"table {name!r}: columns missing {missing}, not known {extra}, or out of order")
    for column in wanted:
        _check_column(table.column(column.name), column, name)


def _check_column(values: pa.ChunkedArray, column: Column, table: str) -> None:
    import pyarrow.compute as pc

    where = f"table {table!r}, column {column.name!r}"
    if values.type != column.type:
        raise SchemaError(f"{where}: type {values.type}, allowed {column.type}")
    if column.required and values.null_count:
        raise SchemaError(f"{where}: {values.null_count} missing values, none allowed")
    if pa.types.is_list(values.type):
        values = pc.list_flatten(values)
    if column.allowed is not None:
        found = [v for v in pc.unique(values).to_pylist() if v is not None and v not in column.allowed]
        if found:
            raise SchemaError(f"{where}: found {found[:3]}, allowed {list(column.allowed)}")
    if pa.types.is_floating(values.type) and pc.any(pc.is_nan(values)).as_py():
        raise SchemaError(f"{where}: a value that is no number (NaN); a missing one must be null")
    if (column.low is not None or column.high is not None) and len(values):
        bounds = pc.min_max(values).as_py()
        low, high = bounds["min"], bounds["max"]
        if low is None:
            return
        if (column.low is not None and low < column.low) or (column.high is not None and high > column.high):
            raise SchemaError(f"{where}: values from {low} to {high}, allowed {column.low} to {column.high}")
