"""What has to be asked before an import, told from how the first rows are read."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from secondstory.importers.base import ImportOptions, Question, Topic
from secondstory.importers.times.days import CHOOSE_DATE
from secondstory.importers.times.spans import START_UNKNOWN
from secondstory.importers.times.zones import SEVERAL_ZONES, WENT_BACK, WENT_FORWARD
from secondstory.model.draft import Draft, UnreadRow

ANY_DAY = date(2000, 1, 1)


def open_questions(
    read: Callable[[ImportOptions], Sequence[Draft | UnreadRow]], options: ImportOptions
) -> Iterator[Question]:
    """Whether the day and the zone have to be asked, from rows that are read with the options so far."""
    rows = read(options)
    if options.date is None and _any_reason(rows, CHOOSE_DATE):
        yield Question(Topic.DATE, "The times do not say on which day they are.")
        rows = read(replace(options, date=ANY_DAY))
    if options.start is None and any(isinstance(row, Draft) and row.remark.startswith(START_UNKNOWN) for row in rows):
        yield Question(Topic.START, "The times count from a start, and the file does not say when that was.")
    if options.zone:
        return
    if _any_reason(rows, SEVERAL_ZONES):
        yield Question(Topic.ZONE, "The zone that the times name means several zones.")
    elif any(isinstance(row, Draft) and row.zone_assumed for row in rows):
        yield Question(Topic.ZONE, "The times do not say in which zone they are.")


def changed_hours(rows: Iterable[Draft | UnreadRow]) -> tuple[Question, ...]:
    """Whether it has to be asked which instant a time is in an hour in which clocks were changed."""
    remarks = [row.remark for row in rows if isinstance(row, Draft) and row.remark]
    if any(WENT_BACK in remark for remark in remarks):
        return (Question(Topic.CHANGED_HOUR, "Clocks went back in the hour of some times: each is one of two."),)
    if any(WENT_FORWARD in remark for remark in remarks):
        return (Question(Topic.CHANGED_HOUR, "Clocks went forward in the hour of some times: it did not exist."),)
    return ()


def _any_reason(rows: Sequence[Draft | UnreadRow], words: str) -> bool:
    return any(isinstance(row, UnreadRow) and words in row.reason for row in rows)
