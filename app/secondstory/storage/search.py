"""The words of all events of a library, and how to look for them.

They are kept in ``event_search``: an index of its own kind in SQLite, a table with one in PostgreSQL. It is written
where events are: at the end of each portion of an import in one statement, else event by event; a trigger would take
ten times as long.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from unicodedata import normalize

import msgspec
from sqlalchemy import Connection, text

from secondstory.model.drafts import Drafts
from secondstory.model.imported import Piece
from secondstory.model.records import Event

LONGEST_TEXT = 50_000
"""What is looked through of an event; the end of a very long text is left out."""
WORDS = f"substr(event.title || ' ' || event.role || ' ' || event.body, 1, {LONGEST_TEXT})"
_FIELDS = ("title", "role", "body")
_BARE = "normalize(regexp_replace(normalize({words}, NFD), '[\\u0300-\\u036f]', '', 'g'), NFC)"
VECTOR = f"to_tsvector('simple', regexp_replace({_BARE}, '[!-/:-@\\[-`{{{{-~]+', ' ', 'g'))"
"""The same for PostgreSQL without accents; its parser would take addresses and versions for single words."""
_TERM = re.compile(r'"([^"]*)"?|(\S+)')
_TOKEN = re.compile(r"[^\W_]+")
_ACCENTS = re.compile("[\u0300-\u036f]")
LONGEST, MOST_PHRASES = 500, 20
"""So much of what somebody looks for is read."""
_FIND = """
    SELECT found.rowid FROM event_search AS found
    LEFT JOIN event ON event.id = found.rowid
    LEFT JOIN event_piece AS piece ON event.id IS NULL AND piece.first_event_id
        = (SELECT max(first_event_id) FROM event_piece WHERE first_event_id <= found.rowid)
    JOIN review ON review.id = coalesce(event.review_id, piece.review_id)
    LEFT JOIN source ON source.id = coalesce(event.source_id, piece.source_id)
    WHERE {matches} AND NOT coalesce(event.hidden, false) AND event.merged_into IS NULL
    AND NOT review.binned AND NOT coalesce(source.withdrawn, false)
    ORDER BY found.rowid DESC LIMIT :limit
"""
_SQLITE = {
    "find": _FIND.format(matches="event_search MATCH :words"),
    "take_in": f"INSERT INTO event_search (rowid, words) SELECT id, {WORDS} FROM event WHERE id = :id",  # noqa: S608 - constants
    "take_in_all": "INSERT INTO event_search (rowid, words) SELECT :first + key, value FROM json_each(:texts)",
    "forget": "INSERT INTO event_search (event_search, rowid, words)"  # noqa: S608 - constants
    f" SELECT 'delete', id, {WORDS} FROM event WHERE {{which}}",
    "forget_all": "INSERT INTO event_search (event_search, rowid, words)"
    " SELECT 'delete', :first + key, value FROM json_each(:texts)",
}
_POSTGRESQL = {
    "find": _FIND.format(matches="found.words @@ to_tsquery('simple', :words)"),
    "take_in": f"INSERT INTO event_search SELECT id, {VECTOR.format(words=WORDS)} FROM event WHERE id = :id",  # noqa: S608
    "take_in_all": f"INSERT INTO event_search SELECT :first + place - 1, {VECTOR.format(words='value')}"  # noqa: S608
    " FROM json_array_elements_text(CAST(:texts AS json)) WITH ORDINALITY AS told (value, place)",
    "forget": "DELETE FROM event_search WHERE rowid IN (SELECT id FROM event WHERE {which})",
    "forget_all": "DELETE FROM event_search WHERE rowid BETWEEN :first AND :last",
}


_CREATION = {
    "sqlite": (
        "CREATE VIRTUAL TABLE event_search USING fts5"
        "(words, content='', columnsize=0, tokenize=\"unicode61 remove_diacritics 2\")",
    ),
    "postgresql": (
        "CREATE TABLE event_search (rowid bigint PRIMARY KEY, words tsvector NOT NULL)",
        "CREATE INDEX ix_event_search_words ON event_search USING gin (words)",
    ),
}


@dataclass(frozen=True)
class Query:
    """What somebody looks for: phrases that must all be there, each of words that follow one another.

    ``open_end`` tells that the last word may go on.
    """

    phrases: tuple[tuple[str, ...], ...]
    open_end: bool

    @classmethod
    def of(cls, typed: str) -> "Query":
        """What a typed text means: words in quotation marks are a phrase; the last word outside of them may go on."""
        phrases, open_end = [], False
        for quoted, word in _TERM.findall(_bare(typed[:LONGEST])):
            if tokens := tuple(_TOKEN.findall(quoted or word)):
                phrases.append(tokens)
                open_end = not quoted
        return cls(tuple(phrases[:MOST_PHRASES]), open_end and len(phrases) <= MOST_PHRASES)

    def matches(self, words: str) -> bool:
        """Whether a text holds all of it."""
        found = f" {' '.join(_TOKEN.findall(_bare(words)))} "
        *whole, last = (" ".join(phrase) for phrase in self.phrases)
        end = "" if self.open_end else " "
        return all(f" {phrase} " in found for phrase in whole) and f" {last}{end}" in found

    @cached_property
    def for_sqlite(self) -> str:
        """The query as FTS5 understands it."""
        return " AND ".join(f'"{" ".join(phrase)}"' for phrase in self.phrases) + ("*" if self.open_end else "")

    @cached_property
    def for_postgresql(self) -> str:
        """The query as ``to_tsquery`` understands it."""
        return " & ".join(" <-> ".join(phrase) for phrase in self.phrases) + (":*" if self.open_end else "")


def _bare(words: str) -> str:
    """A text in small letters and without accents, as both indexes have it."""
    return normalize("NFC", _ACCENTS.sub("", normalize("NFD", words.lower())))


def create_index(connection: Connection) -> None:
    """Make the empty index of a new library."""
    for statement in _CREATION[connection.dialect.name]:
        connection.execute(text(statement))


def find_events(connection: Connection, query: Query, limit: int) -> list[int]:
    """The ids of events that match and can be seen, those that came last into the library first."""
    if not query.phrases:
        return []
    words = query.for_sqlite if _statements(connection) is _SQLITE else query.for_postgresql
    return list(connection.scalars(text(_statements(connection)["find"]), {"words": words, "limit": limit}))


def index_event(connection: Connection, event_id: int) -> None:
    """Take the row of an event into the index, in which it may not be."""
    connection.execute(text(_statements(connection)["take_in"]), {"id": event_id})


def index_words(connection: Connection, first_id: int, words: Sequence[str]) -> None:
    """Take the words of events whose ids run on into the index, in which they may not be."""
    _write_all(connection, "take_in_all", first_id, words)


def forget_event(connection: Connection, event_id: int) -> None:
    """Take an event out of the index, while its row still stands as it was when it was taken into it."""
    connection.execute(text(_statements(connection)["forget"].format(which="id = :id")), {"id": event_id})


def forget_source(connection: Connection, source_id: int) -> None:
    """Take all rows of a source out of the index, while they still stand."""
    connection.execute(text(_statements(connection)["forget"].format(which="source_id = :id")), {"id": source_id})


def forget_pieces(connection: Connection, pieces: Iterable[Piece]) -> None:
    """Take the events of pieces out of the index; none of them may have a row."""
    for piece in pieces:
        words = [" ".join(told)[:LONGEST_TEXT] for told in piece.told(*_FIELDS)]
        _write_all(connection, "forget_all", piece.first_id, words)


def reads_otherwise(before: Event, after: Event) -> bool:
    """Whether an event is found by other words than before."""
    return any(getattr(before, name) != getattr(after, name) for name in _FIELDS)


def words_of(drafts: Drafts) -> list[str]:
    """What is looked through of events that are imported."""
    told = zip(drafts.each("title"), drafts.each("role"), drafts.each("body"), strict=True)
    return [f"{title} {role} {body}"[:LONGEST_TEXT] for title, role, body in told]


def _write_all(connection: Connection, name: str, first_id: int, words: Sequence[str]) -> None:
    texts = msgspec.json.encode(words).decode()
    values = {"first": first_id, "last": first_id + len(words) - 1, "texts": texts}
    statement = text(_statements(connection)[name])
    connection.execute(statement, {key: value for key, value in values.items() if f":{key}" in statement.text})


def _statements(connection: Connection) -> Mapping[str, str]:
    return _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL
