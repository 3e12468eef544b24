"""Rows of a table as drafts. Half a million rows go through this loop, so it avoids work for each of them."""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import chain
from operator import itemgetter

from secondstory.importers.base import Draft, ImportOptions, UnreadRow
from secondstory.importers.decoding import fault_of, shown
from secondstory.importers.kinds import kind_of_cell, kind_of_text
from secondstory.importers.tables.cells import NOTHING, Form, sums_up
from secondstory.importers.tables.columns import Columns
from secondstory.importers.tables.dialect import begins_table
from secondstory.importers.tables.further import AnotherTable
from secondstory.importers.tables.people import person_of
from secondstory.importers.tables.records import Block, Record, one_by_one
from secondstory.importers.tables.telling import YES
from secondstory.importers.tables.times import RowTimes, contradicts
from secondstory.importers.tables.usual import UsualRows
from secondstory.importers.times.days import CHOOSE_DATE, ENDS_BEFORE, UnplaceableError, When, also
from secondstory.importers.times.stamps import Stamp
from secondstory.importers.titles import TITLE_LENGTH, title_and_body
from secondstory.model.drafts import Drafts
from secondstory.model.enums import EventKind, Precision

CACHE_SIZE = 5000
LONGEST_SORT = 60
"""No word for a sort of event is longer."""
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
OTHER_MOMENTS = "moments"
"""The place of the times of a ticket that are events of their own."""
ZERO_YEAR = 1970
"""Dates of this year and of those before it stand for no date, where something has not ended."""
NO_TIME_COLUMN = "No column holds a time: choose one."


class RowReader:
    """Turns the records of one table into drafts and unread rows, one for one."""

    def __init__(self, columns: Columns, options: ImportOptions, *, day_first: bool, header_raw: str) -> None:
        """Take the columns, and what a person chose."""
        self._behind: int | None = None
        self._columns = columns
        self._times = RowTimes(columns, options, day_first=day_first)
        self._header_raw = header_raw or None
        self._width = len(columns.names)
        self._cell = {name: self._getter(name) for name in ("occurred_at", "title", "kind", "role", "actor", "body")}
        self._tags_of = self._tags_getter()
        self._kinds: dict[str, EventKind | None] = {}
        self._tags: dict[object, tuple[str, ...]] = {}
        rare = ("body", "occurred_until", "zone", "key")
        has_rare = any(name in columns.places or name in columns.constants for name in rare)
        self._has_id = "external_id" in columns.places or "external_id" in columns.constants
        named = [place for name in ("occurred_at", "title", "external_id") for place in columns.places.get(name, ())]
        told = "external_id" in options.mapping
        self._table = "" if told else ", ".join(columns.names[place] for place in named) + ": "
        self._is_plain = not has_rare and columns.spare_time is None
        self._has_clocks = columns.has_clocks
        self._is_usual = columns.time_form is Form.FULL and not columns.ranges

    def end_at_header(self, behind: int = 0) -> None:
        """From here on, raise `AnotherTable` at the header of one that stands behind the row of this number."""
        self._behind = behind

    def _getter(self, name: str) -> Callable[[list[str]], str]:
        """How the text of a field is taken from the cells of a row."""
        constant = self._columns.constants.get(name)
        places = self._columns.places.get(name, ())
        if constant is not None:
            return lambda _cells: constant
        if not places:
            return lambda _cells: ""
        if len(places) == 1:
            return itemgetter(places[0])
        several = itemgetter(*places)
        return lambda cells: " ".join(filter(None, (cell.strip() for cell in several(cells))))

    def _tags_getter(self) -> Callable[[list[str]], object]:
        constant = self._columns.constants.get("tags")
        places = self._columns.places.get("tags", ())
        if constant is not None or not places:
            return lambda _cells: constant
        return itemgetter(*places)

    def read_blocks(self, blocks: Iterator[Block]) -> Iterator[Drafts | Draft | UnreadRow]:
        """The same of records in blocks, of which those in the usual form are read column by column."""
        usual = UsualRows(self._columns, self._header_raw, self._kind, self._tags_for, self._named)
        may_be_usual = self._is_plain and self._is_usual
        for block in blocks:
            parts = usual.parts(block) if may_be_usual else iter(((block, None),))
            for part, drafts in parts:
                if drafts is not None:
                    yield drafts
                    self._times.pass_over(drafts.time_as_written[-1])
                    continue
                records = part.records()
                try:
                    yield from self.read(records)
                except AnotherTable as found:
                    rest = one_by_one(part for part, _ in parts)
                    raise AnotherTable(found.record, chain(records, rest)) from None

    def read(self, records: Iterator[Record]) -> Iterator[Draft | UnreadRow]:
        """A draft or an unread row for each record that holds anything."""
        width, header_raw, plain = self._width, self._header_raw, self._is_plain
        time_of, text_of, role_of, actor_of = (self._cell[name] for name in ("occurred_at", "title", "role", "actor"))
        kind_of, kinds, kind_from = self._cell["kind"], self._kinds, self._kind
        tags_of, known_tags = self._tags_of, self._tags
        has_time = "occurred_at" in self._columns.places or "occurred_at" in self._columns.constants
        exact, has_id = Precision.EXACT, self._has_id
        for number, raw, cells, fault in records:
            if fault or not has_time or raw == header_raw or (not raw.isascii() and fault_of(raw)):
                yield self._unread(number, raw, fault)
                continue
            if len(cells) < width:
                cells.extend([""] * (width - len(cells)))
            written, text = time_of(cells), text_of(cells).strip()
            when = self._when(written) if plain and text and len(cells) == width else None
            if when is None:
                if found := self._patient(number, raw, cells, text):
                    yield found
                continue
            title, body = (text, "") if len(text) <= TITLE_LENGTH and "\n" not in text else title_and_body(text)
            tag_cells, role, actor = tags_of(cells), role_of(cells), actor_of(cells)
            tags = known_tags.get(tag_cells)
            draft = Draft(
                None, None, exact, written, "", kinds.get(kind_of(cells)) or kind_from(cells, text),
                "" if role in NOTHING else role, person_of(actor), title, body,
                self._tags_for(tag_cells) if tags is None else tags, f"row {number}", raw,
            )  # fmt: skip
            _set_time(draft, when, None)
            if has_id:
                draft.external_id = self._external_id(cells)
            yield draft

    def _when(self, written: str) -> When | None:
        try:
            return self._times.read(written)
        except UnplaceableError:
            return None

    def _unread(self, number: int, raw: str, fault: str) -> UnreadRow:
        bytes_fault = fault_of(raw)
        if bytes_fault or fault:
            reason = bytes_fault or fault
        elif raw == self._header_raw:
            reason = "The row repeats the header."
        else:
            reason = self._columns.actions or NO_TIME_COLUMN
        return UnreadRow(f"row {number}", reason, shown(raw) if bytes_fault else raw)

    def _patient(self, number: int, raw: str, cells: list[str], text: str) -> Draft | UnreadRow | None:
        """A row with anything out of the ordinary; None where it is empty."""
        if not any(cells):
            return None
        if self._has_clocks and (day := self._times.lone_day(cells)) is not None:
            return self._section(number, raw, day)
        columns = self._columns
        written = self._cell["occurred_at"](cells)
        zone = self._optional("zone", cells)
        spare = cells[columns.spare_time] if columns.spare_time is not None else ""
        try:
            when = self._times.read(written, zone)
            if when is None and spare:
                written, when = spare, self._times.read(spare, zone)
            until, remark = self._until(cells, zone, when)
        except UnplaceableError as reason:
            self._end_at_header(number, raw, cells)
            return UnreadRow(f"row {number}", str(reason), raw)
        if when is None:
            self._end_at_header(number, raw, cells)
        text = text or self._in_other_words(cells)
        if not text:
            return UnreadRow(f"row {number}", "The row has a time but says nothing.", raw)
        if when is None and any(map(sums_up, cells)):
            return UnreadRow(f"row {number}", "The row sums up those above.", raw)
        draft = self._draft(number, raw, cells, text)
        is_written = when is not None or written.strip() not in NOTHING
        draft.time_as_written = " ".join(filter(None, (written.strip(), zone))) if is_written else ""
        if when is None:
            draft.remark = draft.remark or self._times.why_none(written)
        else:
            draft.remark = also(draft.remark, remark)
            _set_time(draft, when, until)
            if spare and spare is not written and contradicts(when, spare):
                told = f"The row holds another time, {spare.strip()}, which says something else."
                draft.remark = also(draft.remark, told)
        return draft

    def _end_at_header(self, number: int, raw: str, cells: list[str]) -> None:
        """Raise `AnotherTable` where a row is the header of one, and somebody reads on from there."""
        first = min((place for places in self._columns.places.values() for place in places), default=0)
        if self._behind is not None and number > self._behind and begins_table(cells, first):
            raise AnotherTable((number, raw, cells, ""))

    def _section(self, number: int, raw: str, day: Stamp) -> UnreadRow | None:
        """Take the day of a row that holds nothing else: it is that of the times of day below."""
        if day.day is not None and self._times.state_day(day.day):
            return None
        return UnreadRow(f"row {number}", day.problem or f"The year is not known: {CHOOSE_DATE}.", raw)

    def _draft(self, number: int, raw: str, cells: list[str], text: str) -> Draft:
        title, body = title_and_body(text)
        if (more := self._cell["body"](cells).strip()) and more not in NOTHING and more != text:
            body = f"{body}\n\n{more}" if body else more
        tags = self._tags_for(self._tags_of(cells))
        role, actor = self._cell["role"](cells), self._cell["actor"](cells)
        draft = Draft(
            None, None, Precision.UNKNOWN, "", "", self._kind(cells, text),
            "" if role in NOTHING else role, person_of(actor),
            title, body, tags, f"row {number}", raw,
        )  # fmt: skip
        draft.external_id = self._external_id(cells)
        draft.key = self._optional("key", cells).lower() in YES
        if len(cells) > self._width:
            draft.remark = f"The row has {len(cells)} cells where the table has {self._width} columns."
        return draft

    def _until(self, cells: list[str], zone: str, when: When | None) -> tuple[datetime | None, str]:
        """The end of an event, and a remark where it is none; a zero date stands for “not ended”."""
        written = self._optional("occurred_until", cells)
        if when is None or not written:
            return None, ""
        try:
            until = self._times.end(written, zone)
        except UnplaceableError:
            return None, f"The end as written, “{written[:60]}”, was not understood."
        if until is None or until.at >= when.at:
            return (until.at if until is not None else None), ""
        return None, "" if until.at.year <= ZERO_YEAR else ENDS_BEFORE

    def _external_id(self, cells: list[str]) -> str:
        """The id of a row. To a mere number belong the columns of its table, unless a person says that it is an id."""
        return self._named(self._optional("external_id", cells))

    def _named(self, found: str) -> str:
        return self._table + found if found.isdecimal() else found

    def _optional(self, name: str, cells: list[str]) -> str:
        columns = self._columns
        if name in columns.constants:
            return columns.constants[name]
        found = " ".join(cells[place].strip() for place in columns.places.get(name, ()))
        return "" if found in NOTHING else found

    def _in_other_words(self, cells: list[str]) -> str:
        """What a row says that has nothing in its text column: the word for its kind, and all other cells below it."""
        rest, sort = self._rest(cells), self._optional("kind", cells)
        if not rest or len(sort) > LONGEST_SORT or not sort[:1].isalpha():
            return rest
        words = _CAMEL.sub(" ", sort).replace("_", " ").replace(".", " ").split()
        return f"{' '.join(words).capitalize()}\n{rest}"

    def _rest(self, cells: list[str]) -> str:
        """All cells of a row that stand in no column of their own, with their names."""
        columns = self._columns
        times = ("occurred_at", "occurred_until", "zone", OTHER_MOMENTS)
        used = {place for name in times for place in columns.places.get(name, ())}
        if columns.spare_time is not None:
            used.add(columns.spare_time)
        named = zip(range(self._width), columns.names, cells, strict=False)
        return "; ".join(
            f"{name}: {cell.strip()}"
            for place, name, cell in named
            if place not in used and cell.strip() not in NOTHING
        )

    def _kind(self, cells: list[str], text: str) -> EventKind:
        cell = self._cell["kind"](cells)
        kinds = self._kinds
        kind = kinds.get(cell)
        if kind is not None:
            return kind
        if cell not in kinds:
            if len(kinds) > CACHE_SIZE:
                kinds.clear()
            kind = kinds[cell] = kind_of_cell(cell)
        if kind is None:
            for place in self._columns.places.get("hint", ()):
                if (kind := kind_of_cell(cells[place])) is not None:
                    return kind
        return kind or kind_of_text(text)

    def _tags_for(self, found: object) -> tuple[str, ...]:
        if len(self._tags) > CACHE_SIZE:
            self._tags.clear()
        cells = found if isinstance(found, tuple) else (found or "",)
        tags: dict[str, None] = {}
        for cell in cells:
            for tag in cell.strip("[] ").replace(";", ",").replace("|", ",").split(","):
                if (word := tag.strip(" '\"")) and word not in NOTHING:
                    tags[word] = None
        result = self._tags[found] = tuple(tags)
        return result


def _set_time(draft: Draft, when: When, until: datetime | None) -> None:
    draft.occurred_at = when.at
    draft.occurred_until = until or when.until
    draft.precision = when.precision
    draft.zone_assumed = when.zone_assumed
    draft.remark = also(draft.remark, when.remark)
