"""The time of a row of a table: read quickly where it is written in the usual form, patiently where it is not."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cached_property

import msgspec

from secondstory.importers.base import ImportOptions
from secondstory.importers.tables.cells import (
    AROUND_TIMES,
    NOTHING,
    Form,
    clock_of,
    form_of,
    lone_day,
    read_cell,
    read_in_table,
    says_unknown,
    spelt_out,
)
from secondstory.importers.tables.columns import Columns
from secondstory.importers.tables.counted import Counting
from secondstory.importers.tables.ranges import looks_like_range
from secondstory.importers.times.days import OUTSIDE, Days, UnplaceableError, When, also, epoch_instant, excel_local
from secondstory.importers.times.halves import Halves
from secondstory.importers.times.named_days import named_day
from secondstory.importers.times.spans import START_UNKNOWN, TAKEN_AS_HOURS, TAKEN_AS_MINUTES, read_span, told_start
from secondstory.importers.times.stamps import PartialDate, Stamp
from secondstory.importers.times.zones import place
from secondstory.model.enums import Precision

_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)?$")
_FRACTION = re.compile(r"(.*\S)\s+(0?[.,]\d+|0)$")
_PACKED = re.compile(r"(?<![\d-])(\d\d)(\d\d)$")
ISO_LENGTH = 16
"""The length of ``2026-05-04 14:05``, the shortest time that the quick way takes."""


class RowTimes:
    """Reads the times of the rows of one table, in their order."""

    def __init__(self, columns: Columns, options: ImportOptions, *, day_first: bool) -> None:
        """Take the columns, and what a person chose."""
        self.days = Days(options)
        if columns.day is not None and options.date is None:
            self.days.state_day(columns.day)
        if columns.stated_zone:
            self.days.state_zone(columns.stated_zone)
        self._form = columns.time_form
        self._counting = columns.counting
        self._start = columns.start
        clocks = columns.places.get("occurred_at", ())[1:]
        self._packed = any(place in columns.packed for place in columns.places.get("occurred_at", ()))
        self._fraction = any(columns.forms.get(place) is Form.FRACTION for place in clocks)
        self._day_first = day_first
        self._bare_days = columns.bare_days
        self._ranges = columns.ranges
        self._last_local: datetime | None = None
        self._halves = Halves() if columns.halves_are_open else None

    def read(self, written: str, zone: str = "") -> When | None:
        """When that was, None where nothing is written. Raises `UnplaceableError` with the reason."""
        text = spelt_out(written.strip())
        if text in NOTHING:
            return None
        if self._counting is not None:
            return self._counted(text, self._counting)
        if self._packed:
            text = _PACKED.sub(r"\1:\2", text)
        if self._fraction and (parts := _FRACTION.match(text)):
            text = f"{parts[1]} {clock_of(parts[2])}"
        if (
            len(text) >= ISO_LENGTH
            and (text[4] == "-" or text[8] == "T")
            and not (self._ranges and looks_like_range(text))
            and (when := self._iso(text, zone)) is not None
        ):
            return when
        if _NUMBER.match(text) and not (
            len(text) == 8 and text.startswith(("19", "20")) and self._form is not Form.EXCEL
        ):
            return self._number(text, zone)
        return self._words(text, zone)

    def _counted(self, text: str, counting: Counting) -> When | None:
        """When that was, counted from the start; None where that is not known."""
        if says_unknown(text):
            return None
        stamp = read_span(text, counting.unit)
        if stamp is None or stamp.since is None:
            raise UnplaceableError(f"“{_short(text)}” does not say how long after the start it was.")
        start = self.start
        if start is None:
            return None
        told = [told_start(start.at)]
        told += [TAKEN_AS_MINUTES] if stamp.unit_is_assumed else []
        told += [TAKEN_AS_HOURS] if counting.pairs else []
        try:
            at = start.at + stamp.since
        except OverflowError:
            raise UnplaceableError(OUTSIDE) from None
        return When(at, None, start.precision, start.zone_assumed, " ".join(told))

    @cached_property
    def start(self) -> When | None:
        """The start of a story that is told in times that count from it; None where nothing tells it."""
        if self._start is None:
            return self.days.chosen_start()
        when = self.days.place(self._start)
        try:
            return msgspec.structs.replace(when, at=when.at - (self._start.since or timedelta(0)), until=None)
        except OverflowError:
            raise UnplaceableError(OUTSIDE) from None

    def pass_over(self, written: str) -> None:
        """Go on behind a time in ISO 8601 with its zone that was read elsewhere."""
        self._last_local = datetime.fromisoformat(written).replace(tzinfo=None)

    def _go_on(self) -> None:
        """Take the day from the last time that was read the quick way, which does not tell it for every row."""
        if self._last_local is not None:
            self.days.resume(self._last_local)
            self._last_local = None

    def state_day(self, day: PartialDate) -> bool:
        """From here on it is this day, as `Days.state_day` has it."""
        self._last_local = None
        return self.days.state_day(day)

    def end(self, written: str, zone: str) -> When | None:
        """The time at which something ended, as `read` gives it; what follows goes on from its beginning."""
        self._go_on()
        kept = self.days.anchor, self.days.last
        try:
            return self.read(written, zone)
        finally:
            self.days.anchor, self.days.last = kept
            self._last_local = None

    def lone_day(self, cells: Sequence[str]) -> Stamp | None:
        """The day that is all that a row holds, be it one that is named where it can be told which that is."""
        return lone_day(cells, day_first=self._day_first) or self._lone_named_day(cells)

    def _lone_named_day(self, cells: Sequence[str]) -> Stamp | None:
        filled = {cell.strip() for cell in cells} - NOTHING
        found = named_day(filled.pop()) if len(filled) == 1 else None  # a bare number may be anything
        if found is None or found[1].strip(AROUND_TIMES):
            return None
        self._go_on()
        try:
            day, _ = self.days.day_named(found[0])
        except UnplaceableError:
            return None
        return Stamp(day=PartialDate(day.year, day.month, day.day))

    def why_none(self, written: str) -> str:
        """What to say of a time that is written, where there is no instant for it."""
        counts = self._counting is not None and not says_unknown(written.strip())
        return START_UNKNOWN if counts and written.strip() not in NOTHING else ""

    def _iso(self, text: str, zone: str) -> When | None:
        try:
            at = datetime.fromisoformat(text)
            if at.tzinfo is not None:
                when = When(at.astimezone(UTC))
                self._last_local = at.replace(tzinfo=None)
                return when
        except ValueError:
            return None
        except OverflowError:
            raise UnplaceableError(OUTSIDE) from None
        return self._local(at, zone)

    def _local(self, at: datetime, zone: str) -> When:
        found, assumed = self.days.zone_of(zone, at)
        try:
            placed = place(at, found, self.days.changed_hour)
        except OverflowError:
            raise UnplaceableError(OUTSIDE) from None
        self._last_local = at
        precision = Precision.EXACT if placed.until is None else Precision.APPROXIMATE
        return When(placed.at, placed.until, precision, assumed, placed.remark)

    def _number(self, text: str, zone: str) -> When | None:
        """The time of a number; beside times in other forms it is what its size says."""
        form = Form.EPOCH if self._form is Form.EPOCH else form_of(text)
        if form is Form.FRACTION and self._form is not Form.EXCEL:
            return self._words(clock_of(text), zone)
        if form is Form.NUMBER and self._form in (Form.FULL, Form.DAY, Form.CLOCK):
            raise UnplaceableError(f"“{text}” is not a time.")
        try:
            text = text.replace(",", ".")
            is_day = self._form is Form.EXCEL or form is Form.EXCEL
            return self._local(excel_local(text), zone) if is_day else When(epoch_instant(text))
        except ValueError:
            raise UnplaceableError(f"“{text}” is no number of seconds that leads to a date.") from None

    def _words(self, text: str, zone: str) -> When | None:
        if says_unknown(text):
            return None
        found = read_in_table(text, day_first=self._day_first, bare=self._bare_days)
        if found is None:
            raise UnplaceableError(f"“{_short(text)}” is not a time.")
        stamp, rest = found
        if rest.strip(AROUND_TIMES):
            raise UnplaceableError(f"“{_short(text)}” is not a time: “{_short(rest.strip())}” was not understood.")
        stamp.zone = stamp.zone or zone
        self._go_on()
        self._check_order(stamp, text)
        if self._halves is None:
            return self.days.place(stamp)
        told = self._halves.take(stamp.day.words if stamp.day is not None else stamp.named, stamp)
        when = self.days.place(stamp)
        return msgspec.structs.replace(when, remark=also(when.remark, told))

    def _check_order(self, stamp: Stamp, text: str) -> None:
        if not stamp.problem:
            return
        other = read_cell(text, day_first=not self._day_first)
        if other is not None and not other[0].problem:
            order = "the day" if self._day_first else "the month"
            raise UnplaceableError(f"“{_short(text)}” is no date if {order} comes first, as in the rest of the file.")


def _short(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"


def day_comes_first(cells: Sequence[str], options: ImportOptions) -> tuple[bool, bool]:
    """Whether 03/04/2026 is the 3rd of April in this column, and whether the cells leave that open.

    What a person chose decides, else a number above 12, else the day of the first event, where that was chosen and
    stands in the cells in one order only, else a day that other cells tell as 2026-04-03. Where nothing does, the order
    is taken that keeps the times closer together (an incident takes days, not months). Where even that is equal, the
    month comes first if AM or PM stands beside a date with slashes, as it is mostly written in America, else the day.
    """
    chosen = options.day_first
    pairs = [(int(m[1]), int(m[3]), m[2]) for cell in cells if (m := _PAIR.match(cell.strip()))]
    if chosen is not None or not pairs:
        return (True if chosen is None else chosen), False
    first_is_day = sum(first > 12 for first, _, _ in pairs)
    second_is_day = sum(second > 12 for _, second, _ in pairs)
    if first_is_day or second_is_day:
        return first_is_day >= second_is_day, False
    if all(mark == "." for _, _, mark in pairs):
        return True, False
    known = {(int(m[2]), int(m[1])) for cell in cells if (m := _YEAR_FIRST.match(cell))}
    for days in ({(options.date.day, options.date.month)} if options.date is not None else set(), known):
        is_told = [any(pair[:2][::step] in days for pair in pairs) for step in (1, -1)]
        if is_told[0] != is_told[1]:
            return is_told[0], False
    as_day_first = [month * 31 + day for day, month, _ in pairs]
    as_month_first = [month * 31 + day for month, day, _ in pairs]
    spans = max(as_day_first) - min(as_day_first), max(as_month_first) - min(as_month_first)
    if spans[0] == spans[1] and any(_PAIR.match(cell.strip()) and _HALF.search(cell) and "/" in cell for cell in cells):
        return False, True
    return spans[0] <= spans[1], True


_PAIR = re.compile(
    r"\W*(\d{1,2})([/.-])(\d{1,2})(?:\2(?:\d{4}|\d{2})(?![\d:])|(?<=/\d)(?=,?\s+\d{1,2}:)|(?<=/\d\d)(?=,?\s+\d{1,2}:))"
)
_YEAR_FIRST = re.compile(r"\W*\d{4}-(\d\d)-(\d\d)")
_HALF = re.compile(r"\d\s?[ap]\.?m\b", re.IGNORECASE)


def contradicts(main: When, other: str) -> bool:
    """Whether a second time of the same row, given as a number, says something else."""
    text = other.strip()
    if not _NUMBER.match(text):
        return False
    try:
        return abs((epoch_instant(text) - main.at).total_seconds()) > 1
    except ValueError:
        return True
