"""Records of tickets: each has several times, such as detected and resolved, each of which is an event of its own."""

from collections.abc import Iterator
from dataclasses import replace

from secondstory.importers.base import Draft, ImportOptions, UnreadRow
from secondstory.importers.tables.cells import NOTHING
from secondstory.importers.tables.columns import Columns
from secondstory.importers.tables.further import AnotherTable
from secondstory.importers.tables.people import person_of
from secondstory.importers.tables.records import Block, Record, one_by_one
from secondstory.importers.tables.rows import OTHER_MOMENTS, RowReader
from secondstory.importers.tables.ticket_times import Moment
from secondstory.importers.titles import title_and_body
from secondstory.model.drafts import Drafts


class MomentReader:
    """Turns the records of a table of tickets into an event for each of their times."""

    def __init__(self, columns: Columns, options: ImportOptions, *, day_first: bool, header_raw: str) -> None:
        """Take the columns, and what a person chose."""
        self._columns = columns
        self._header_raw = header_raw
        self._readers = [
            (moment, RowReader(_at(columns, moment), options, day_first=day_first, header_raw=header_raw))
            for moment in columns.moments
        ]

    def end_at_header(self, behind: int = 0) -> None:
        """From here on, raise `AnotherTable` at the header of one that stands behind the row of this number."""
        for _, reader in self._readers:
            reader.end_at_header(behind)

    def read_blocks(self, blocks: Iterator[Block]) -> Iterator[Drafts | Draft | UnreadRow]:
        """The same of records in blocks."""
        records = one_by_one(blocks)
        try:
            yield from self.read(records)
        except AnotherTable as found:
            raise AnotherTable(found.record, records) from None

    def read(self, records: Iterator[Record]) -> Iterator[Draft | UnreadRow]:
        """The events of each record, as they happened; what is the same in all of them stands in the first."""
        for record in records:
            _, raw, cells, fault = record
            filled = [
                (moment, reader)
                for moment, reader in self._readers
                if moment.place < len(cells) and cells[moment.place].strip() not in NOTHING
            ]
            if fault or raw == self._header_raw or not filled:
                yield from self._readers[0][1].read(iter((record,)))
            else:
                yield from self._events(record, filled)

    def _events(self, record: Record, filled: list[tuple[Moment, RowReader]]) -> list[Draft | UnreadRow]:
        events: list[Draft] = []
        unread: dict[str, UnreadRow] = {}
        doers: dict[str, str] = {}
        for moment, reader in filled:
            for row in reader.read(iter((record,))):
                if isinstance(row, Draft):
                    events.append(self._event(row, moment))
                    doers[self._columns.names[moment.place]] = _cell(record[2], moment.by)
                else:
                    unread.setdefault(row.reason, row)
        events.sort(key=lambda event: (event.occurred_at is None, event.occurred_at))
        for event in events[1:]:
            event.body, event.actor, event.key = "", "", False
        for event in events:
            event.actor = doers.get(event.part, "") or event.actor
        return [*events, *unread.values()]

    def _event(self, draft: Draft, moment: Moment) -> Draft:
        draft.part = self._columns.names[moment.place]
        draft.kind = moment.kind or draft.kind
        draft.title, more = title_and_body(f"{moment.word}: {draft.title}")
        draft.body = draft.body or more
        return draft


def _cell(cells: list[str], place: int | None) -> str:
    """The person that a cell names, if there is such a cell and it does."""
    found = cells[place].strip() if place is not None and place < len(cells) else ""
    return "" if found in NOTHING else person_of(found)


def reader_of(
    columns: Columns, options: ImportOptions, *, day_first: bool, header_raw: str
) -> RowReader | MomentReader:
    """What reads such records: an event for each of them, or for each of their times where they are tickets."""
    make = MomentReader if columns.moments else RowReader
    return make(columns, options, day_first=day_first, header_raw=header_raw)


def _at(columns: Columns, moment: Moment) -> Columns:
    """The columns for the events of one moment; the end is that of the time that the row is placed by."""
    others = tuple(other.place for other in columns.moments)
    places = columns.places | {"occurred_at": (moment.place,), OTHER_MOMENTS: others}
    if places["occurred_at"] != columns.places.get("occurred_at"):
        places.pop("occurred_until", None)
    return replace(columns, places=places)
