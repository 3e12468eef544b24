"""A whole table as events: oldest first, with a word about whatever was assumed or passed over."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, pairwise

from secondstory.importers.base import Draft, ImportOptions, UnreadRow
from secondstory.importers.decoding import shown
from secondstory.importers.tables.above import DAY_ABOVE
from secondstory.importers.tables.cells import NOTHING, Form
from secondstory.importers.tables.columns import Columns
from secondstory.importers.tables.dialect import names_columns
from secondstory.importers.tables.further import BEGINS, MOST_TABLES, AnotherTable, Further
from secondstory.importers.tables.moments import reader_of
from secondstory.importers.tables.packed_cells import unpacked_records
from secondstory.importers.tables.records import Block, Record, gathered, one_by_one
from secondstory.importers.tables.secret_columns import secret_columns, told_of_secrets, without_secret_cells
from secondstory.importers.times.days import BACKWARDS_COSTS
from secondstory.importers.times.stamps import read_stamp
from secondstory.importers.together import Rows, Together, remarked
from secondstory.model.drafts import Drafts
from secondstory.model.errors import UserError
from secondstory.model.instants import microseconds

FAR_AWAY = timedelta(days=2 * 365)
DAY_SECONDS = 24 * 60 * 60
TURNED_LIMIT = 64 * 1024 * 1024
TURNED = "The times run backwards, so the rows were read from the last to the first."


@dataclass(frozen=True, slots=True)
class TableReader:
    """Reads the records of a table; ``first`` are its first rows, by which it was understood."""

    columns: Columns
    options: ImportOptions
    day_first: bool
    header_raw: str
    first: Sequence[list[str]]
    above: int = 0
    """How many tables stand above it."""

    def read(self, blocks: Iterator[Block]) -> Together:
        """The events and the unread rows. Nothing is added to a plain table, for it may be large."""
        if places := secret_columns(self.columns.names):
            blocks = gathered(without_secret_cells(one_by_one(blocks), places))
        if self.columns.unpack is not None:
            blocks = gathered(unpacked_records(one_by_one(blocks), self.columns.unpack))
        if self._runs_backwards():
            return Together(remarked(self._rows(gathered(_turned(one_by_one(blocks)))), TURNED))
        rows = self._with_further(blocks)
        if strays := self._strays():
            rows = _with_strays(rows, strays)
        if self.columns.day is not None and self.options.date is None:
            rows = remarked(rows, DAY_ABOVE.format(day=self.columns.day.words))
        if others := self.columns.other_times:
            rows = remarked(rows, f"Further columns hold times and were not read as such: {', '.join(others)}.")
        return Together(told_of_secrets(rows) if places else rows)

    def _with_further(self, blocks: Iterator[Block]) -> Rows:
        """The rows of this table, and those of further ones below it."""
        reader = reader_of(self.columns, self.options, day_first=self.day_first, header_raw=self.header_raw)
        if self.above < MOST_TABLES:
            reader.end_at_header()
        while True:
            try:
                yield from reader.read_blocks(blocks)
            except AnotherTable as found:
                header, records = found.record, chain(found.rest, one_by_one(blocks))
            else:
                return
            table = Further(header, records, self.options)
            below = chain(table.first, records)
            if not table.goes_on(self.columns):
                yield from self._further(table, below, self.above + 1)
                return
            reader.end_at_header(table.number)
            blocks = gathered(chain((header,), below))

    def _further(self, table: Further, below: Iterator[Record], above: int) -> Rows:
        """The rows of a table further down, and of those below it."""
        if not (why := table.why_unread):
            reader = TableReader(table.columns, self.options, table.day_first, table.header_raw, table.rows, above)
            yield from remarked(reader.read(gathered(below)).together(), BEGINS.format(number=table.number))
            return
        for record in below:
            number, raw, cells, _ = record
            if above < MOST_TABLES and names_columns(cells):
                further = Further(record, below, self.options)
                yield from self._further(further, chain(further.first, below), above + 1)
                return
            if any(cells):
                yield UnreadRow(f"row {number}", why, shown(raw))

    def _rows(self, blocks: Iterator[Block]) -> Rows:
        reader = reader_of(self.columns, self.options, day_first=self.day_first, header_raw=self.header_raw)
        return reader.read_blocks(blocks)

    def _runs_backwards(self) -> bool:
        """Whether times of day without a day make a far shorter story from the last row to the first."""
        places = self.columns.places.get("occurred_at", ())
        if self.columns.time_form is not Form.CLOCK or len(places) != 1:
            return False
        seconds = []
        for row in self.first:
            cell = row[places[0]].strip() if len(row) > places[0] else ""
            found = read_stamp(cell) if cell not in NOTHING else None
            if found is None or found[0].clock is None or found[0].problem:
                continue
            if found[0].day is not None:
                return False
            clock = found[0].clock
            seconds.append(clock.hour * 3600 + clock.minute * 60 + clock.second)
        forward = sum((second - first) % DAY_SECONDS for first, second in pairwise(seconds))
        back = sum((first - second) % DAY_SECONDS for first, second in pairwise(seconds))
        return len(seconds) > 2 and back * BACKWARDS_COSTS < forward

    def _strays(self) -> dict[datetime, int]:
        """Times among the first rows that lie years away from all others, with the days to the middle one."""
        if self.columns.time_form in (Form.CLOCK, Form.EMPTY):
            return {}
        records = ((number, "", list(row), "") for number, row in enumerate(self.first, 1))
        rows = Together(self._rows(gathered(records)))
        times = sorted(row.occurred_at for row in rows if isinstance(row, Draft) and row.occurred_at is not None)
        if len(times) < 3 or times[-1] - times[0] <= FAR_AWAY:
            return {}
        middle = times[len(times) // 2]
        near = [at for at in times if abs(at - middle) <= FAR_AWAY]
        groups = [*zip((None, *times), times, (*times[1:], None), strict=False)]
        return {
            at: abs((at - middle).days)
            for before, at, after in groups
            if at not in near
            and (before is None or at - before > FAR_AWAY)
            and (after is None or after - at > FAR_AWAY)
        }


def _turned(records: Iterator[Record]) -> Iterator[Record]:
    """The records from the last to the first, for which all of them have to be there."""
    kept, size = [], 0
    for record in records:
        size += len(record[1])
        if size > TURNED_LIMIT:
            raise UserError(
                "The times run backwards and name no day, and the table is too large to be turned round.",
                "Sort it with the oldest row first, or give each row its day.",
            )
        kept.append(record)
    return reversed(kept)


def _with_strays(rows: Rows, strays: dict[datetime, int]) -> Rows:
    far = {
        microseconds(at): f"The date as written lies {days:,} days from those around it." for at, days in strays.items()
    }
    for row in rows:
        if isinstance(row, Drafts):
            if not far.keys().isdisjoint(row.times):
                told = zip(row.each("remark"), row.times, strict=True)
                row.remark = [remark or far.get(time, "") for remark, time in told]
        elif isinstance(row, Draft) and row.occurred_at in strays:
            row.remark = row.remark or far[microseconds(row.occurred_at)]
        yield row
