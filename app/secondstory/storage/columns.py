"""Column types that keep the domain's values as they are."""

import json
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import BigInteger, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from secondstory.model.instants import EPOCH, MICROSECOND, instant_at, microseconds


class Instant(TypeDecorator[datetime]):
    """An aware datetime kept as microseconds since 1970 UTC: it sorts, it is exact, and no database bends it."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Datetime to microseconds."""
        return None if value is None else microseconds(value)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Microseconds to datetime."""
        return None if value is None else instant_at(value)


class Choice(TypeDecorator[StrEnum]):
    """A member of a closed list kept as its value."""

    impl = String(20)
    cache_ok = True

    def __init__(self, members: type[StrEnum]) -> None:
        super().__init__()
        self.members = members
        self._by_value = {member.value: member for member in members}

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """Member to value."""
        return None if value is None else value.value

    def process_result_value(self, value: Any | None, dialect: Dialect) -> StrEnum | None:
        """Value to member."""
        return None if value is None else self._by_value[value]


class Words(TypeDecorator[tuple[str, ...]]):
    """A short list of words kept as JSON text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str:
        """Tuple to JSON."""
        return words_text(value or ())

    def process_result_value(self, value: Any | None, dialect: Dialect) -> tuple[str, ...]:
        """JSON to tuple."""
        return _words(value) if value else ()


def domain_values(kind: TypeDecorator[Any], values: Sequence[Any], dialect: Dialect) -> list[Any]:
    """What a column type makes of all values of a column: each value that repeats is worked out once."""
    if values.count(None) == len(values):
        return [kind.process_result_value(None, dialect)] * len(values)
    if isinstance(kind, Instant) and None not in values:
        return list(map(EPOCH.__add__, map(MICROSECOND.__mul__, values)))
    made = {value: kind.process_result_value(value, dialect) for value in set(values)}
    return list(map(made.__getitem__, values))


@lru_cache(maxsize=1000)
def words_text(words: tuple[str, ...]) -> str:
    """Words as JSON text. Few lists of tags make up a timeline, so the latest are remembered."""
    return json.dumps(words, ensure_ascii=False)


@lru_cache(maxsize=1000)
def _words(text: str) -> tuple[str, ...]:
    return tuple(json.loads(text))
