"""Documents whose members hold records of several sorts: each is told by itself."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from secondstory.importers.documents.importer import Row, rows_inside
from secondstory.importers.documents.members import members
from secondstory.importers.documents.reading import Record

Tell = Callable[[Record], Iterable[Row]]


def each(record: Record, tell: Tell, lists: Sequence[str], singles: Sequence[str] = ()) -> Iterator[Row]:
    """The events of the records in the members of an answer, or of the record that it is itself."""
    for children in members(record, lists, singles) or [[record]]:
        yield from rows_inside(children, tell)


def with_parts(record: Record, tell: Tell, parts: Sequence[str], tell_part: Tell) -> Iterator[Row]:
    """The events of a record and of its parts; what is wrong with the one costs nothing of the others."""
    yield from rows_inside([record], tell)
    for children in members(record, parts) or ():
        yield from rows_inside(children, tell_part)
