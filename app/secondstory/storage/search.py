"""The words of all events of a library, and how to look for them.

SQLite keeps an index of them in ``event_search``. It is written where events are: at the end of each portion of an
import in one statement, else event by event; a trigger would take ten times as long. PostgreSQL has an index of its own
on the same words, which follows by itself.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from unicodedata import normalize

from sqlalchemy import Connection, text

from secondstory.model.records import Event

WORDS = "substr(event.title || ' ' || event.role || ' ' || event.body, 1, 50000)"
"""What is looked through of an event; the end of a very long text is left out."""
_FIELDS = ("title", "role", "body")
_BARE = f"normalize(regexp_replace(normalize({WORDS}, NFD), '[\\u0300-\\u036f]', '', 'g'), NFC)"
VECTOR = f"to_tsvector('simple', regexp_replace({_BARE}, '[!-/:-@\\[-`{{-~]+', ' ', 'g'))"
"""The same for PostgreSQL without accents; its parser would take addresses and versions for single words."""
_TERM = re.compile(r'"([^"]*)"?|(\S+)')
_TOKEN = re.compile(r"[^\W_]+")
_ACCENTS = re.compile("[\u0300-\u036f]")
LONGEST, MOST_PHRASES = 500, 20
"""So much of what somebody looks for is read."""
_SEEN = """
    JOIN review ON review.id = event.review_id
    LEFT JOIN source ON source.id = event.source_id
    WHERE {matches} AND NOT event.hidden AND event.merged_into IS NULL
    AND NOT review.binned AND NOT coalesce(source.withdrawn, false)
    ORDER BY {id} DESC LIMIT :limit
"""
_FIND_IN_SQLITE = "SELECT event.id FROM event_search JOIN event ON event.id = event_search.rowid" + _SEEN.format(  # noqa: S608 - constants
    matches="event_search MATCH :words", id="event_search.rowid"
)
_FIND_IN_POSTGRESQL = "SELECT event.id FROM event" + _SEEN.format(  # noqa: S608 - constants
    matches=f"{VECTOR} @@ to_tsquery('simple', :words)", id="event.id"
)
_TAKE_IN = f"INSERT INTO event_search (rowid, words) SELECT id, {WORDS} FROM event"  # noqa: S608 - constants
_FORGET = f"INSERT INTO event_search (event_search, rowid, words) SELECT 'delete', id, {WORDS} FROM event"  # noqa: S608


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


def find_events(connection: Connection, query: Query, limit: int) -> list[int]:
    """The ids of events that match and can be seen, those that came last into the library first."""
    if not query.phrases:
        return []
    if connection.dialect.name == "sqlite":
        return list(connection.scalars(text(_FIND_IN_SQLITE), {"words": query.for_sqlite, "limit": limit}))
    return list(connection.scalars(text(_FIND_IN_POSTGRESQL), {"words": query.for_postgresql, "limit": limit}))


def index_events(connection: Connection, first: int, amount: int = 1) -> None:
    """Take so many events into the index, from an id on; none of them may be in it."""
    _write(connection, f"{_TAKE_IN} WHERE id BETWEEN :first AND :last", first=first, last=first + amount - 1)


def forget_event(connection: Connection, event_id: int) -> None:
    """Take an event out of the index, while it still stands as it was when it was taken into it."""
    _write(connection, f"{_FORGET} WHERE id = :id", id=event_id)


def forget_source(connection: Connection, source_id: int) -> None:
    """Take all events of a source out of the index, while they still stand."""
    _write(connection, f"{_FORGET} WHERE source_id = :source", source=source_id)


def reads_otherwise(before: Event, after: Event) -> bool:
    """Whether an event is found by other words than before."""
    return any(getattr(before, name) != getattr(after, name) for name in _FIELDS)


def _write(connection: Connection, statement: str, **values: int) -> None:
    """Write the index of SQLite; that of PostgreSQL follows by itself."""
    if connection.dialect.name == "sqlite":
        connection.execute(text(statement), values)
