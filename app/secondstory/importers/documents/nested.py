"""Records that lie inside a record: the updates of an incident, the alerts of a group."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

import msgspec

from secondstory.importers.documents.importer import Row
from secondstory.importers.documents.reading import Record, decode
from secondstory.model.draft import Draft


@dataclass(frozen=True, slots=True)
class Opened:
    """A record with its fields, each as it stands in the file."""

    record: Record
    fields: dict[str, msgspec.Raw]

    @classmethod
    def of(cls, record: Record) -> Self:
        """The record with its fields. Raises one of `FAULTS` where it is not an object."""
        return cls(record, record.decoded(dict[str, msgspec.Raw]))

    def has_any(self, *names: str) -> bool:
        """Whether one of these fields is there and not null."""
        return any(self._raw(name) for name in names)

    def inside(self, *names: str) -> Iterator[Record]:
        """The records that these fields hold, be it a list of them or a single one. Raises one of `FAULTS`."""
        root = self.record.pointer.rstrip("/")
        for name in names:
            raw = self._raw(name)
            if raw.startswith(b"["):
                for index, item in enumerate(decode(raw, list[msgspec.Raw])):
                    yield Record(f"{root}/{name}/{index}", bytes(item))
            elif raw:
                yield Record(f"{root}/{name}", raw)

    def _raw(self, name: str) -> bytes:
        raw = bytes(self.fields.get(name, b"")).strip()
        return b"" if raw == b"null" else raw


def remark(rows: Iterable[Row], text: str) -> None:
    """Say of the first event among these rows what holds for all of them, as that the file has not everything."""
    first = next((row for row in rows if isinstance(row, Draft)), None)
    if first is not None:
        first.remark = f"{text} {first.remark}".strip()
