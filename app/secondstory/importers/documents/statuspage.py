"""The public history of a status page, ``history.json``: months with incidents, whose times are written for people."""

import re
from dataclasses import dataclass, replace
from datetime import date

import msgspec

from secondstory.importers.documents.events import Maker, Occurrence
from secondstory.importers.documents.importer import Row
from secondstory.importers.documents.reading import Record, clean
from secondstory.importers.html.text import plain_text
from secondstory.importers.rules import rules
from secondstory.importers.times.days import Days, UnplaceableError, When
from secondstory.importers.times.stamps import read_stamp
from secondstory.model.draft import Draft, UnreadRow

MIDDLE = 15
"""A day without a year is in the year in which it lies nearest to the middle of its month's list."""
LONGEST = 80
_JOINT = re.compile(r"(?<!\s)\s++[-–]\s++")
_ZONE = re.compile(r"\s[A-Z]{2,5}\Z")


class Month(msgspec.Struct):
    """A month of the history."""

    name: str | None = None
    year: int | None = None


class Told(msgspec.Struct):
    """An incident: its time as written, ``May 4, 09:20 - 10:40 UTC``, and the last message about it."""

    code: str | None = None
    name: str | None = None
    message: str | None = None
    impact: str | None = None
    timestamp: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """Where an incident is listed: in which month, and on which page."""

    month: Month
    page: str = ""

    @property
    def middle(self) -> date:
        """The middle of the month. Raises `UnplaceableError` where the month is none."""
        try:
            return date(self.month.year or 0, rules("times")["months"][(self.month.name or "").lower()], MIDDLE)
        except (KeyError, ValueError, OverflowError):
            raise UnplaceableError("The month in which this incident is listed is not known.") from None


def of_history(record: Record, make: Maker, listed: Listed) -> Row:
    """The event of an incident in the history of a page, from its first message until its last one."""
    told = record.decoded(Told)
    written = " ".join(plain_text(told.timestamp or "").split())
    try:
        when = _when(written, make, listed)
    except UnplaceableError as reason:
        return UnreadRow(record.pointer, str(reason), record.text)
    row = make.event(
        record,
        Occurrence(
            when.at.isoformat(),
            make.kind("incident_update"),
            (told.name or "").strip() or "Status page incident",
            body=plain_text(told.message or ""),
            tags=[listed.page, "" if told.impact == "none" else told.impact],
            until=when.until.isoformat() if when.until else None,
            external_id=f"statuspage:{told.code}" if told.code else "",
            part="history",
        ),
    )
    if isinstance(row, Draft):
        row.time_as_written, row.precision, row.zone_assumed = clean(written), when.precision, when.zone_assumed
        row.remark = f"{when.remark} {row.remark}".strip()
    return row


def _when(written: str, make: Maker, listed: Listed) -> When:
    """The time of an incident. Raises `UnplaceableError` where it has no place."""
    if not written:
        raise UnplaceableError("The record has no time.")
    days = Days(replace(make.options, date=listed.middle))
    begin, *end = _JOINT.split(written, maxsplit=1)
    zone = _ZONE.search(written)
    if zone and end:
        begin += zone[0]
    first = _placed(begin, days)
    last = _placed(end[0], days) if end else None
    if last is not None and last.at < first.at:
        raise UnplaceableError("The time ends before it begins.")
    return When(first.at, last.at if last else first.until, first.precision, first.zone_assumed, first.remark)


def _placed(text: str, days: Days) -> When:
    found = read_stamp(text) if len(text) <= LONGEST else None
    if found is None or found[1].strip():
        raise UnplaceableError(f"“{clean(text[:LONGEST])}” is not a time.")
    return days.place(found[0])
