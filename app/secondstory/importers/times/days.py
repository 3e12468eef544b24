"""From a time as written to an instant: which day, which zone, how exact."""

from datetime import UTC, date, datetime, time, timedelta, tzinfo

import msgspec

from secondstory.importers.base import ImportOptions
from secondstory.importers.times.named_days import NamedDay, NamedDays
from secondstory.importers.times.stamps import PartialDate, Stamp
from secondstory.importers.times.zones import UnclearZoneError, find_zone, named_zone, place, require_zone
from secondstory.model.enums import Precision
from secondstory.model.instants import instant_at

DAY = timedelta(days=1)
END_OF_DAY = time(23, 59, 59)
CHOOSE_DATE = "choose the date of the first event"
BACKWARDS_COSTS = 3
"""A step back is this much less likely than one forward: 18:00 after 23:00 was noted late, 04:00 is a day later."""
OUTSIDE = "The time lies outside the calendar."
HEARD_ZONE = "No zone is named here: {zone} is taken from a line before."
ENDS_BEFORE = "The end as written lies before the beginning."
OTHER_DAY = "Noted out of order around midnight: taken as a time of {day}."
DAY_BEFORE = "The text tells the newest first: taken as a time of {day}, before the day that is stated."


class UnplaceableError(ValueError):
    """A time that has no place; the text is a sentence."""


def also(remark: str, more: str) -> str:
    """A remark with another one behind it; either may be empty."""
    return f"{remark} {more}" if remark and more else remark or more


class When(msgspec.Struct, frozen=True, gc=False):
    """The fields of a `Draft` that say when."""

    at: datetime
    until: datetime | None = None
    precision: Precision = Precision.EXACT
    zone_assumed: str = ""
    remark: str = ""


class Days:
    """Places times one after the other; it remembers the day and the zone that hold for what follows."""

    def __init__(self, options: ImportOptions) -> None:
        """Start with the zone and the day that a person chose."""
        self.chosen = require_zone(options.zone)
        self.chosen_name = options.zone or "UTC"
        self.changed_hour = options.changed_hour
        self._zone_is_chosen = bool(options.zone)
        self.stated = ""
        self.heard = ""
        self.anchor: date | None = options.date or (options.start.date() if options.start else None)
        self.last: datetime | None = None
        self._start = options.start
        self._backwards = False
        self._named = NamedDays()
        self._why_no_day = ""

    def state_zone(self, name: str) -> None:
        """From here on the source says that its times are in this zone."""
        self.stated = name

    def hear_zone(self, name: str) -> None:
        """From here on this zone is assumed, because a time named it, where no zone is stated or chosen."""
        self.heard = name

    def turn(self, *, backwards: bool) -> None:
        """From here on times are told from the newest to the oldest, or as usual."""
        self._backwards = backwards

    def chosen_start(self) -> When | None:
        """When the story starts, None where nobody chose that. Raises `UnplaceableError` where it has no place."""
        if self._start is None:
            return None
        if self._start.tzinfo is not None:
            return When(self._start.astimezone(UTC))
        zone, assumed = self.zone_of("", self._start)
        try:
            placed = place(self._start, zone, self.changed_hour)
        except OverflowError:
            raise UnplaceableError(OUTSIDE) from None
        return When(placed.at, placed.until, Precision.EXACT, assumed, placed.remark)

    def state_day(self, day: PartialDate) -> bool:
        """From here on it is this day, unless there is no such day; a missing year is taken from before."""
        try:
            self.anchor = self._complete(day)
        except UnplaceableError as reason:
            self._why_no_day = self._why_no_day or str(reason)
            return False
        self.last = None
        return True

    def day_named(self, named: NamedDay) -> tuple[date, str]:
        """The date of a day that is named, and what to say of it. Raises `UnplaceableError` with the reason."""
        if self.anchor is None:
            raise UnplaceableError(f"The day is not known: {CHOOSE_DATE}.")
        found = self._named.day_of(named, self.anchor, self.last.date() if self.last else None)
        if found is None:
            raise UnplaceableError(OUTSIDE)
        return found

    def resume(self, last: datetime) -> None:
        """What follows goes on behind this local time."""
        self.anchor, self.last = last.date(), last

    def place(self, stamp: Stamp, *, late: bool = False) -> When:
        """The instant of a time. Raises `UnplaceableError` with the reason.

        A ``late`` time may lie on the day before the one that is stated: what follows it goes on as before.
        """
        if stamp.problem:
            raise UnplaceableError(stamp.problem)
        first = self.last is None
        told = ""
        if stamp.named is not None and stamp.day is None:
            day, told = self.day_named(stamp.named)
        else:
            day = self._complete(stamp.day) if stamp.day is not None else self._day_of(stamp.clock, late=late)
        is_told = stamp.day is not None or stamp.named is not None
        if stamp.days_later and stamp.day is not None:
            day = _days_after(day, stamp.days_later)
        if stamp.ends_day and (is_told or first):
            day = _days_after(day, 1)
        begin = datetime.combine(day, stamp.clock or time(0))
        zone, assumed = self.zone_of(stamp.zone, begin)
        try:
            when = self._instant(stamp, begin, zone)
        except OverflowError:
            raise UnplaceableError(OUTSIDE) from None
        remark = also(stamp.remark, also(when.remark, told)) or self._guess(stamp, day) or self._hearsay(assumed)
        if is_told:
            self.anchor, self.last = day, None
        if stamp.clock is not None:
            self.last = begin
        return When(when.at, when.until, when.precision, assumed, remark)

    def zone_of(self, named: str, local: datetime) -> tuple[tzinfo, str]:
        """The zone of a time that names this one or none, and its name if it is only assumed."""
        try:
            if named:
                return named_zone(named, self.chosen, local), ""
            if self.stated:
                return named_zone(self.stated, self.chosen, local), ""
            if self._hears(self.heard):
                return named_zone(self.heard, self.chosen, local), self.heard
        except UnclearZoneError as unclear:
            raise UnplaceableError(str(unclear)) from None
        return self.chosen, self.chosen_name

    def _hears(self, zone: str) -> bool:
        return bool(zone) and zone == self.heard and not self._zone_is_chosen

    def _hearsay(self, assumed: str) -> str:
        return HEARD_ZONE.format(zone=assumed) if self._hears(assumed) else ""

    def _guess(self, stamp: Stamp, day: date) -> str:
        """What to say where a time without a day was not simply placed behind the one before."""
        if stamp.day is not None or stamp.named is not None or self.last is None or self.anchor is None:
            return ""
        before = self.last.date()
        if (day > before) if self._backwards else (day < max(before, self.anchor)):
            return OTHER_DAY.format(day=day.isoformat())
        return DAY_BEFORE.format(day=day.isoformat()) if self._backwards and day < self.anchor else ""

    def _instant(self, stamp: Stamp, begin: datetime, zone: tzinfo) -> When:
        placed = place(begin, zone, self.changed_hour)
        end = self._end(stamp, begin)
        until = place(end, zone, self.changed_hour).at if end is not None else placed.until
        remark = placed.remark
        if until is not None and until < placed.at:
            until, remark = None, also(remark, ENDS_BEFORE)
        vague = stamp.approximate or stamp.clock is None or placed.until is not None
        return When(placed.at, until, Precision.APPROXIMATE if vague else Precision.EXACT, "", remark)

    def _end(self, stamp: Stamp, begin: datetime) -> datetime | None:
        if stamp.clock is None:
            last = self._complete(stamp.until_day) if stamp.until_day is not None else begin.date()
            return datetime.combine(last, END_OF_DAY)
        if stamp.spread is not None:
            return begin + stamp.spread - timedelta(seconds=1)
        if stamp.until is None:
            return None
        if stamp.until_day is not None:
            return datetime.combine(self._complete(stamp.until_day), stamp.until)
        end = datetime.combine(begin.date(), stamp.until)
        is_next_day = end < begin and (end + DAY - begin) <= (begin - end) * BACKWARDS_COSTS
        return end + DAY if is_next_day else end

    def _complete(self, day: PartialDate) -> date:
        try:
            if day.year is not None:
                return day.on()
            if self.anchor is None:
                raise UnplaceableError(f"The year is not known: {CHOOSE_DATE}.")
            known = self.anchor
            return min((day.on(known.year + step) for step in (0, 1, -1)), key=lambda found: abs(found - known))
        except ValueError as error:
            if isinstance(error, UnplaceableError):
                raise
            raise UnplaceableError("There is no such day.") from None

    def _day_of(self, clock: time | None, *, late: bool) -> date:
        """The day of a time that names none: the one that makes the likeliest step from the time before."""
        if self.anchor is None or clock is None:
            raise UnplaceableError(self._why_no_day or f"The day is not known: {CHOOSE_DATE}.")
        if self.last is None:
            return self.anchor
        days = [_days_after(self.last.date(), count) for count in (0, 1, -1)]
        if self._backwards:
            days = [day for day in days if day <= self.anchor]
        else:
            first = _days_after(self.anchor, -1) if late else self.anchor
            days = [day for day in days if day >= first]
        return min(days, key=lambda day: self._cost(datetime.combine(day, clock)))

    def _cost(self, found: datetime) -> float:
        step = (found - (self.last or found)).total_seconds() * (-1 if self._backwards else 1)
        return step if step >= 0 else -step * BACKWARDS_COSTS


def _days_after(day: date, count: int) -> date:
    """The day so many days later, or the last one that the calendar has in that direction."""
    return date.fromordinal(min(max(day.toordinal() + count, date.min.toordinal()), date.max.toordinal()))


def is_zone(name: str) -> bool:
    """Whether the text is the name of a zone."""
    return find_zone(name) is not None


EXCEL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet counts local days; the zone comes later
LEAST_DOUBT, MOST_DOUBT = timedelta(microseconds=500), timedelta(seconds=5)
"""How far a number of days may lie from the time that it stands for."""
MICROSECONDS = ((1e17, 0.001), (1e14, 1), (1e11, 1000), (0, 1_000_000))
"""How many microseconds the unit of a number since 1970 has, by the size of the number."""


def epoch_instant(text: str) -> datetime:
    """The instant of a number of seconds, milliseconds, microseconds or nanoseconds since 1970, told apart by its size.

    Raises ValueError where the text is no such number, or the instant lies outside the calendar.
    """
    whole, _, fraction = text.partition(".")
    number = int(whole)
    unit = next(unit for least, unit in MICROSECONDS if abs(number) > least or least == 0)
    if unit < 1:
        micros = number // 1000
    else:
        micros = number * int(unit)
        if fraction:
            micros += int(fraction[:6].ljust(6, "0")) * int(unit) // 1_000_000
    try:
        return instant_at(micros)
    except OverflowError:
        raise ValueError("the number lies outside the calendar") from None


def excel_local(text: str) -> datetime:
    """The local time of a spreadsheet's day number, counted from 1900. Raises ValueError where it is none."""
    try:
        exact = EXCEL_EPOCH + timedelta(days=float(text))
    except OverflowError:
        raise ValueError("the number lies outside the calendar") from None
    return _as_written(exact, len(text.partition(".")[2]))


def _as_written(exact: datetime, decimals: int) -> datetime:
    """The whole minute or second that a number of days with so many decimals stands for, else the time as it is."""
    doubt = min(max(timedelta(days=1) / 10 ** min(decimals, 12), LEAST_DOUBT), MOST_DOUBT)
    for unit in (timedelta(minutes=1), timedelta(seconds=1)):
        whole = EXCEL_EPOCH + round((exact - EXCEL_EPOCH) / unit) * unit
        if abs(whole - exact) <= doubt:
            return whole
    return exact
