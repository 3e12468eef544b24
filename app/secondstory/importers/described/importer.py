"""An importer whose records are described by rules: they are looked for at any depth, and each tells its events."""

from collections.abc import Iterator
from typing import cast

from secondstory.importers.base import ImportOptions
from secondstory.importers.described.maker import DescribedMaker
from secondstory.importers.described.search import Search, Unknown
from secondstory.importers.documents.events import Maker
from secondstory.importers.documents.importer import JsonImporter, Row, oldest_first, rows_inside
from secondstory.importers.documents.nested import remark
from secondstory.importers.documents.reading import Record, clean
from secondstory.model.draft import Draft

MOST_NAMED = 6


class DescribedImporter(JsonImporter):
    """Reads JSON of which the rules of its name say all: see ``importing/chats.toml`` for how."""

    paths = ((),)

    def maker(self, options: ImportOptions) -> Maker:
        """What makes the events of one import, and remembers what they share."""
        return DescribedMaker(self.info.name, options, self.naive_zone)

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """The events of a record, or of all that lie in it."""
        yield from Search(cast("DescribedMaker", make)).rows([record], Unknown.ALWAYS)

    def _told(self, found: Iterator[Record], make: Maker) -> Iterator[Row]:
        """The events of all records, with the names of people and of what was replied to."""
        rows = rows_inside(found, lambda record: self.events(record, make))
        described_maker = cast("DescribedMaker", make)
        described_maker.put_names([row for row in rows if isinstance(row, Draft)])
        in_order = list(oldest_first(rows))
        if names := list(dict.fromkeys(described_maker.beside)):
            shown = ", ".join(f"“{clean(name)}”" for name in names[:MOST_NAMED])
            remark(in_order, f"Beside what is read the file holds {shown}{' and more' * (len(names) > MOST_NAMED)}.")
        yield from in_order
