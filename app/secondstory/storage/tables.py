"""The tables of a library. The table of a record is made from its dataclass, so that a field is named once.

Migrations spell the schema out; a test compares the two.
"""

import types
from dataclasses import fields
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Union, get_args, get_origin, get_type_hints

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.types import TypeEngine

from secondstory.model import records as r
from secondstory.storage.columns import Choice, Instant, Words

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

RECORD_TABLES: dict[str, type[r.Record]] = {
    "review": r.Review,
    "participant": r.Participant,
    "source": r.Source,
    "event": r.Event,
    "unread": r.Unread,
    "moment": r.Moment,
    "note": r.Note,
    "impact": r.Impact,
    "cause": r.Cause,
    "evidence": r.Evidence,
    "learning": r.Learning,
    "action": r.Action,
    "idea": r.Idea,
    "action_cause": r.ActionCause,
    "answer": r.Answer,
    "kept_wording": r.KeptWording,
    "response_window": r.ResponseWindow,
    "glossary_term": r.GlossaryTerm,
    "role_description": r.RoleDescription,
}

POINTS_TO = {
    "review_id": "review",
    "source_id": "source",
    "event_id": "event",
    "merged_into": "event",
    "cause_id": "cause",
    "pair_id": "cause",
    "action_id": "action",
}

# Sources are never deleted and few events are merged, while an import would pay for both indexes on every row.
RARE_LOOKUPS = {("event", "source_id"), ("event", "merged_into")}

FINGERPRINT_BYTES = 16

_PLAIN: dict[Any, TypeEngine[Any]] = {
    int: BigInteger(),
    str: Text(),
    float: Float(),
    bool: Boolean(),
    date: Date(),
    datetime: Instant(),
    tuple[str, ...]: Words(),
}


def _column_type(hint: Any) -> tuple[TypeEngine[Any], bool]:
    nullable = False
    if get_origin(hint) in (Union, types.UnionType):
        nullable = True
        hint = next(h for h in get_args(hint) if h is not type(None))
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return Choice(hint), nullable
    return _PLAIN[hint], nullable


def _columns(kind: type[r.Record]) -> list[Column[Any]]:
    hints = get_type_hints(kind)
    columns: list[Column[Any]] = [Column("id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True)]
    for field in fields(kind):
        if field.name == "id":
            continue
        column_type, nullable = _column_type(hints[field.name])
        # Rows point at one another in both directions (an idea at its action, a cause at its pair): checked at commit.
        target = POINTS_TO.get(field.name)
        key = [ForeignKey(f"{target}.id", deferrable=True, initially="DEFERRED")] if target else []
        columns.append(Column(field.name, column_type, *key, nullable=nullable))
    return columns


def _record_table(name: str, kind: type[r.Record]) -> Table:
    table = Table(name, metadata, *_columns(kind))
    for column in table.columns:
        if column.foreign_keys and (name, column.name) not in RARE_LOOKUPS:
            Index(f"ix_{name}_{column.name}", column)
    return table


TABLES: dict[type[r.Record], Table] = {kind: _record_table(name, kind) for name, kind in RECORD_TABLES.items()}
# A database that deletes an event looks for duplicates that point at it; without an index it reads all events for each.
# On SQLite the index leaves out the many that are no duplicates. Saying so to PostgreSQL would load its dialect at
# every start; there the index is a whole one.
_merged = TABLES[r.Event].c.merged_into
Index("ix_event_merged_into", _merged, sqlite_where=_merged.is_not(None))
NAMES: dict[type[r.Record], str] = {kind: name for name, kind in RECORD_TABLES.items()}

# What the events of an import were read from, kept in pieces beside them: an event is found by its id, which is never
# given twice, in the piece that begins with the last id up to it. So reading a timeline, and writing one, stays light.
# ``records`` is a JSON list of texts, ``fingerprints`` their fingerprints one behind the other, or nothing;
# ``external_ids`` is a JSON list of what the source calls the events, or nothing where it has no names for them.
verbatim = Table(
    "verbatim",
    metadata,
    Column("first_event_id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True),
    Column("review_id", BigInteger, ForeignKey("review.id"), nullable=False, index=True),
    Column("source_id", BigInteger, ForeignKey("source.id"), nullable=False, index=True),
    Column("records", Text, nullable=False),
    Column("fingerprints", LargeBinary, nullable=False),
    Column("external_ids", Text, nullable=False, server_default=""),
)

# The events of an import, packed; see `storage.pieces`. ``times`` are eight bytes for each event; ``until`` holds the
# ends of those that last by their id, in JSON; ``sorts`` are a byte for each: its place in the JSON list of
# ``sort_names``; ``texts`` is JSON. ``clock_offset`` are the seconds of correction that the times hold already.
event_piece = Table(
    "event_piece",
    metadata,
    Column("first_event_id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True),
    Column("amount", Integer, nullable=False),
    Column("review_id", BigInteger, ForeignKey("review.id"), nullable=False, index=True),
    Column("source_id", BigInteger, ForeignKey("source.id"), nullable=False, index=True),
    Column("position", BigInteger, nullable=False),
    Column("clock_offset", Float, nullable=False),
    Column("times", LargeBinary, nullable=False),
    Column("until", Text, nullable=False),
    Column("sort_names", Text, nullable=False),
    Column("sorts", LargeBinary, nullable=False),
    Column("texts", LargeBinary, nullable=False),
)

counter = Table(
    "counter",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("last", BigInteger, nullable=False),
)

journal = Table(
    "journal",
    metadata,
    Column("id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True),
    Column("at", Instant, nullable=False),
    Column("author", Text, nullable=False),
    Column("review_id", BigInteger, index=True),
    Column("label", Text, nullable=False),
    Column("params", Text, nullable=False),
    Column("state", String(10), nullable=False),
    Column("merge_key", Text, nullable=False),
)

journal_change = Table(
    "journal_change",
    metadata,
    Column("id", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True),
    Column("journal_id", BigInteger, ForeignKey("journal.id"), nullable=False, index=True),
    Column("record", String(40), nullable=False),
    Column("record_id", BigInteger, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Index("ix_journal_change_record_record_id", "record", "record_id"),
)
