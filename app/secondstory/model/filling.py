"""Making very many records at once from columns of values."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from secondstory.model.records import Record

R = TypeVar("R", bound=Record)


def field_names(kind: type[Record]) -> tuple[str, ...]:
    """The fields of a record in their order."""
    return tuple(field.name for field in fields(kind))


def filled(kind: type[R], amount: int, columns: Mapping[str, Iterable[Any]]) -> list[R]:
    """That many records of columns of values, by the names of their fields.

    Their rules were asked when they were written and are not asked again; and a record is filled field by field for all
    rows at once, because half a million calls of its constructor take longer than reading them from a database.
    """
    records: list[R] = [object.__new__(kind) for _ in range(amount)]
    for name in field_names(kind):
        deque(map(getattr(kind, name).__set__, records, columns[name]), maxlen=0)
    return records
