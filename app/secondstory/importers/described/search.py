"""The records of a described format, which are looked for at any depth of a document."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from typing import Any

import msgspec

from secondstory.importers.described.maker import DescribedMaker
from secondstory.importers.described.shapes import shape_of
from secondstory.importers.described.telling import ShapedRecord
from secondstory.importers.described.values import Scope
from secondstory.importers.documents.importer import Row, rows_inside
from secondstory.importers.documents.reading import Record, decode
from secondstory.model.draft import Draft, UnreadRow

DEEPEST = 9
"""Records of GraphQL lie that deep."""
UNKNOWN = "The record is not what this format has."


class Unknown(Enum):
    """Whether what is unknown is told: where other items of the list are events, always, or not at all."""

    BESIDE = "beside"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Sight:
    """What a value turns out to be: of a shape, or a list of people, or neither."""

    shaped: ShapedRecord | None = None
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class Search:
    """A search through values that lie side by side, and through what lies in them."""

    make: DescribedMaker
    around: Scope | None = None
    """The record that these values lie in."""
    inside: str = ""
    """The name of its shape."""
    levels: int = DEEPEST
    """How many levels further down it goes."""

    def rows(self, items: list[Record], told: Unknown) -> Iterator[Row]:
        """The events of these values, and what is unknown among them."""
        unknown: list[Record] = []

        def tell(item: Record) -> Iterator[Row]:
            sight = self._look_at(item)
            if sight.shaped is not None:
                yield from self._of_shape(sight.shaped)
                return
            rows = list(self._further().rows_in(item)) if self.levels and _is_structure(item.raw) else []
            yield from rows
            if not rows and not sight.is_known:
                unknown.append(item)

        rows = rows_inside(items, tell)
        yield from rows
        if told is Unknown.NEVER:
            self.make.beside.extend(item.pointer.rpartition("/")[2] for item in unknown if self._is_other_list(item))
        if told is Unknown.ALWAYS or (told is Unknown.BESIDE and any(isinstance(row, Draft) for row in rows)):
            yield from (UnreadRow(item.pointer, UNKNOWN, item.text) for item in unknown)

    def rows_in(self, record: Record) -> Iterator[Row]:
        """The events of a value that is no record itself: of the items of a list, of the members of anything else."""
        place = record.pointer.rstrip("/")
        if is_list := record.raw.lstrip().startswith(b"["):
            held = [(str(number), raw) for number, raw in enumerate(record.decoded(list[msgspec.Raw]))]
        else:
            held = list(record.decoded(dict[str, msgspec.Raw]).items())
        structures = [(name, raw) for name, raw in held if bytes(memoryview(raw)[:1]) in (b"{", b"[")]
        items = [
            Record(f"{place}/{name}", bytes(raw)) for name, raw in (held if is_list and structures else structures)
        ]
        yield from self.rows(items, Unknown.BESIDE if is_list else Unknown.NEVER)

    def _further(self) -> "Search":
        return replace(self, levels=self.levels - 1)

    def _look_at(self, record: Record) -> Sight:
        """What a value is. All of it is decoded only where its names promise something. Raises one of `FAULTS`."""
        if not record.raw.lstrip().startswith(b"{"):
            return Sight()
        likely, lists_people = self.make.promised(frozenset(decode(record.raw, dict[str, msgspec.Raw])))
        if not likely and not lists_people:
            return Sight()
        scope = Scope(record.decoded(Any), self.around)
        met = lists_people and self.make.meet(scope)
        shape = shape_of(likely, scope, self.inside)
        return Sight(ShapedRecord(record, scope, shape, self.make), is_known=True) if shape else Sight(is_known=met)

    def _of_shape(self, found: ShapedRecord) -> Iterator[Row]:
        """The events of a record, then those of the records inside it."""
        yield from found.rows()
        for path in found.shape.inside:
            inner = found.record
            for name in path.split("."):
                held = inner.decoded(dict[str, msgspec.Raw]) if inner.raw.startswith(b"{") else {}
                inner = Record(f"{inner.pointer.rstrip('/')}/{name}", bytes(held.get(name, b"")))
            if self.levels and _is_structure(inner.raw):
                yield from replace(self._further(), around=found.scope, inside=found.shape.name).rows_in(inner)

    def _is_other_list(self, item: Record) -> bool:
        """Whether a value is a list of records that this format has nothing to say of."""
        items = item.decoded(list[msgspec.Raw]) if item.raw.lstrip().startswith(b"[") else []
        first = bytes(items[0]) if items else b""
        return first.startswith(b"{") and not Search(self.make)._look_at(Record(item.pointer, first)).is_known


def _is_structure(raw: bytes) -> bool:
    return raw.lstrip().startswith((b"{", b"["))
