"""Times in JSON as people write them: without a day, in twelve hours, with the month first."""

from dataclasses import dataclass, field

from secondstory.importers.documents.events import NOT_SET, Maker, Time
from secondstory.importers.documents.reading import clean
from secondstory.importers.times.days import Days, UnplaceableError, When
from secondstory.importers.times.stamps import read_stamp

LONGEST = 80
"""No time is written longer."""


@dataclass(frozen=True, slots=True)
class WrittenMaker(Maker):
    """A maker that also reads written times, one after the other: a time without a day follows the one before."""

    day_first: bool = True
    days: Days = field(init=False)

    def __post_init__(self) -> None:
        """Read the kinds once, and start with the day and the zone that a person chose."""
        Maker.__post_init__(self)
        object.__setattr__(self, "days", Days(self.options))

    def when(self, written: Time) -> When:
        """The instant of a time. Raises `UnplaceableError` with the reason."""
        text = written.strip() if isinstance(written, str) and not written.startswith(NOT_SET) else ""
        found = read_stamp(text, day_first=self.day_first) if 0 < len(text) <= LONGEST else None
        if found is None or text.isdecimal():
            return Maker.when(self, written)
        stamp, rest = found
        if rest.strip():
            raise UnplaceableError(f"“{clean(text)}” is not a time.")
        return self.days.place(stamp)
