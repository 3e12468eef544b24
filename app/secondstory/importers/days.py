"""From a time as written to an instant: which day, which zone, how exact."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from secondstory.importers.base import ImportOptions
from secondstory.importers.stamps import PartialDate, Stamp
from secondstory.importers.zones import UnclearZoneError, find_zone, named_zone, place, require_zone
from secondstory.model.enums import Precision

DAY = timedelta(days=1)
END_OF_DAY = time(23, 59, 59)
CHOOSE_DATE = "choose the date of the first event"
BACKWARDS_COSTS = 3
"""A step back is this much less likely than one forward: 18:00 after 23:00 was noted late, 04:00 is a day later."""


class UnplaceableError(ValueError):
    """A time that has no place; the text is a sentence."""


@dataclass(frozen=True, slots=True)
class When:
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
        self.stated = ""
        self.anchor: date | None = options.date
        self.last: datetime | None = None

    def state_zone(self, name: str) -> None:
        """From here on the source says that its times are in this zone."""
        self.stated = name

    def state_day(self, day: PartialDate) -> bool:
        """From here on it is this day, unless there is no such day; a missing year is taken from before."""
        try:
            self.anchor = self._complete(day)
        except UnplaceableError:
            return False
        self.last = None
        return True

    def place(self, stamp: Stamp) -> When:
        """The instant of a time. Raises `UnplaceableError` with the reason."""
        if stamp.problem:
            raise UnplaceableError(stamp.problem)
        day = self._complete(stamp.day) if stamp.day is not None else self._day_of(stamp.clock)
        begin = datetime.combine(day, stamp.clock or time(0))
        zone, assumed = self.zone_of(stamp.zone, begin)
        try:
            when = self._instant(stamp, begin, zone)
        except OverflowError:
            raise UnplaceableError("The time lies outside the calendar.") from None
        if stamp.day is not None:
            self.anchor, self.last = day, None
        if stamp.clock is not None:
            self.last = begin
        return When(when.at, when.until, when.precision, assumed, when.remark)

    def zone_of(self, named: str, local: datetime) -> tuple[tzinfo, str]:
        """The zone of a time that names this one or none, and its name if it is only assumed."""
        try:
            if named:
                return named_zone(named, self.chosen, local), ""
            if self.stated:
                return named_zone(self.stated, self.chosen, local), ""
        except UnclearZoneError as unclear:
            raise UnplaceableError(str(unclear)) from None
        return self.chosen, self.chosen_name

    def _instant(self, stamp: Stamp, begin: datetime, zone: tzinfo) -> When:
        placed = place(begin, zone)
        end = self._end(stamp, begin)
        until = place(end, zone).at if end is not None else placed.until
        if until is not None and until < placed.at:
            raise UnplaceableError("The time ends before it begins.")
        vague = stamp.approximate or stamp.clock is None or placed.until is not None
        return When(placed.at, until, Precision.APPROXIMATE if vague else Precision.EXACT, "", placed.remark)

    def _end(self, stamp: Stamp, begin: datetime) -> datetime | None:
        if stamp.clock is None:
            return datetime.combine(begin.date(), END_OF_DAY)
        if stamp.spread is not None:
            return begin + stamp.spread - timedelta(seconds=1)
        if stamp.until is None:
            return None
        if stamp.until_day is not None:
            return datetime.combine(self._complete(stamp.until_day), stamp.until)
        end = datetime.combine(begin.date(), stamp.until)
        return end if end >= begin else end + DAY

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

    def _day_of(self, clock: time | None) -> date:
        """The day of a time that names none: the one that makes the likeliest step from the time before."""
        if self.anchor is None or clock is None:
            raise UnplaceableError(f"The day is not known: {CHOOSE_DATE}.")
        if self.last is None:
            return self.anchor
        days = (_days_after(self.last.date(), count) for count in (0, 1, -1))
        return min(
            (day for day in days if day >= self.anchor), key=lambda day: self._cost(datetime.combine(day, clock))
        )

    def _cost(self, found: datetime) -> float:
        step = (found - (self.last or found)).total_seconds()
        return step if step >= 0 else -step * BACKWARDS_COSTS


def _days_after(day: date, count: int) -> date:
    """The day so many days later, or the last one that the calendar has in that direction."""
    return date.fromordinal(min(max(day.toordinal() + count, date.min.toordinal()), date.max.toordinal()))


def is_zone(name: str) -> bool:
    """Whether the text is the name of a zone."""
    return find_zone(name) is not None


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
EXCEL_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet counts local days; the zone comes later
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
        return EPOCH + timedelta(microseconds=micros)
    except OverflowError:
        raise ValueError("the number lies outside the calendar") from None


def excel_local(text: str) -> datetime:
    """The local time of a spreadsheet's day number, counted from 1900. Raises ValueError where it is none."""
    try:
        exact = EXCEL_EPOCH + timedelta(days=float(text))
    except OverflowError:
        raise ValueError("the number lies outside the calendar") from None
    return (exact + timedelta(microseconds=500)).replace(microsecond=0) if _near_second(exact) else exact


def _near_second(exact: datetime) -> bool:
    return exact.microsecond < 500 or exact.microsecond > 999_500
