"""Calendars: on-call shifts, meetings, maintenance windows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from secondstory.importers.base import FormatInfo, ImportOptions, Layout, Question, Sample, Topic
from secondstory.importers.calendars.components import Component, components, whole_components
from secondstory.importers.calendars.repeats import at_another_time, is_endless, moved, occurrences, repeats
from secondstory.importers.calendars.times import FAULTS, Moment, Zones, moment, written_value
from secondstory.importers.decoding import is_binary, sample_text
from secondstory.importers.documents.reading import clean
from secondstory.importers.kinds import kind_of_cell
from secondstory.importers.rules import rules
from secondstory.importers.times.days import UnplaceableError, When, also
from secondstory.importers.titles import title_and_body
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.enums import EventKind

if TYPE_CHECKING:
    from icalendar import Event

CERTAIN = 95
MOST_OCCURRENCES = 20_000
"""So many occurrences of entries that repeat are read of one calendar."""
READ = frozenset({"VEVENT", "VJOURNAL"})
_EARLIEST = datetime(1, 1, 1, tzinfo=UTC)


class IcalendarImporter:
    """Reads the entries of a calendar, the oldest first."""

    info = FormatInfo(
        "icalendar",
        "Calendar (iCalendar)",
        (".ics", ".ical", ".ifb", ".icalendar"),
        "Entries of a calendar: on-call shifts with their hand-overs, meetings, maintenance windows.",
    )

    def score(self, sample: Sample) -> int:
        """Certain where the file begins as a calendar does."""
        if is_binary(sample.data):
            return 0
        return CERTAIN if sample_text(sample).lstrip().upper().startswith("BEGIN:VCALENDAR") else 0

    def read(self, stream: BinaryIO, options: ImportOptions) -> Iterator[Draft | UnreadRow]:
        """The entries, oldest first, then those without a place. Raises `UserError` where the file is too long."""
        zones, found = Zones(options), list[Component]()
        for component in components(stream):
            if component.name == "VTIMEZONE":
                zones.define(component)
            else:
                found.append(component)
        reader = _Reader(zones, moved(found), options.date)
        rows = [row for component in found for row in reader.rows(component)]
        yield from sorted((row for row in rows if isinstance(row, Draft)), key=lambda row: row.occurred_at or _EARLIEST)
        yield from (row for row in rows if isinstance(row, UnreadRow))

    def questions(self, sample: Sample, options: ImportOptions) -> tuple[Question, ...]:
        """The zone, where times name none."""
        rows = self.read(BytesIO(self.excerpt(sample)), options)
        if not options.zone and any(isinstance(row, Draft) and row.zone_assumed for row in rows):
            return (Question(Topic.ZONE, "Whole days, or times of the calendar, do not say in which zone they are."),)
        return ()

    def layout(self, sample: Sample, options: ImportOptions) -> Layout:  # noqa: ARG002 - the fields are known
        """Known fields need no columns."""
        return Layout()

    def excerpt(self, sample: Sample) -> bytes:
        """The whole entries of the sample."""
        return sample.data if sample.is_whole else whole_components(sample_text(sample)).encode("utf-8", "replace")

    def repairable(self, corrected: str, sample: Sample | None) -> bytes:
        """The corrected entry, below the zones that its calendar defines."""
        zones = components(BytesIO(sample.data)) if sample is not None else iter(())
        defined = [component.text for component in zones if component.name == "VTIMEZONE" and not component.fault]
        return "\n".join((*defined, corrected, "")).encode("utf-8", "replace")


@dataclass(slots=True)
class _Reader:
    """Reads the entries of one calendar, which may name zones of its own and stand for occurrences of each other.

    ``left`` is how many more occurrences are read.
    """

    zones: Zones
    moved: dict[str, set[str]]
    day: date | None
    left: int = MOST_OCCURRENCES

    def rows(self, component: Component) -> list[Draft | UnreadRow]:
        """The events of an entry, or an unread row."""
        fault = component.fault
        if not fault and component.name not in READ:
            fault = str(rules("icalendar")["not_read"][component.name])
        if fault:
            return [UnreadRow(component.locator, fault, component.text)]
        try:
            return list(self._events(component, _parsed(component)))
        except UnplaceableError as reason:
            return [UnreadRow(component.locator, clean(str(reason)), component.text)]
        except FAULTS:
            return [UnreadRow(component.locator, "The entry is not what a calendar has.", component.text)]

    def _events(self, component: Component, event: "Event") -> Iterator[Draft]:
        start, end = moment(event, "DTSTART"), moment(event, "DTEND")
        if start is None:
            raise UnplaceableError("The entry has no start.")
        if not repeats(event):
            yield from _events(component, event, self.zones, start, end)
            return
        found = occurrences(event, start, self.moved.get(_text(event, "UID"), ()), self.day)
        found = found if found is None or len(found) <= self.left else None
        self.left -= len(found or ())
        asks = self.day is None and is_endless(event)
        remark = "" if found is not None else rules("icalendar")["remarks"]["ENDLESS" if asks else "REPEATS"]
        for begin in [start] if found is None else found:
            later = timedelta(days=(begin.at.toordinal() - start.at.toordinal()))
            until = at_another_time(end, end.at + later) if end is not None and later else end
            for row in _events(component, event, self.zones, begin, until):
                row.remark = also(row.remark, remark)
                if begin.written != start.written and row.external_id:
                    uid, *part = row.external_id.rsplit("/end", 1) if row.part else (row.external_id,)
                    row.external_id = f"{uid}/{begin.written}" + ("/end" if part else "")
                yield row


def _parsed(component: Component) -> "Event":
    from icalendar import Event, Journal  # noqa: PLC0415 - loaded only when a calendar is read

    kind = Event if component.name == "VEVENT" else Journal
    return kind.from_ical(component.text.replace("\n", "\r\n") + "\r\n")  # type: ignore[return-value]


def _events(component: Component, event: "Event", zones: Zones, start: Moment, end: Moment | None) -> Iterator[Draft]:
    lasts = getattr(event.get("DURATION"), "dt", None)
    when = zones.when(start, end, lasts if isinstance(lasts, timedelta) else None)
    summary = _text(event, "SUMMARY") or _text(event, "DESCRIPTION") or "Calendar entry"
    is_shift = any(word in summary.lower() for word in rules("icalendar")["shift_words"])
    draft = _draft(component, event, when, summary)
    draft.time_as_written = clean(" ".join(filter(None, (start.written, start.zone if start.zone != "UTC" else ""))))
    people = _people(event, "ATTENDEE")
    organiser = next(iter(_people(event, "ORGANIZER")), "")
    draft.actor = next(iter(people)) if is_shift and len(people) == 1 else organiser
    draft.body = _body(draft.body, event, people, organiser)
    yield draft
    if is_shift and when.until is not None:
        title, body = title_and_body(f"Hand-over: {summary}")
        yield Draft(
            when.until, None, when.precision, clean(end.written if end else draft.time_as_written), when.zone_assumed,
            EventKind.NOTE, "", draft.actor, title, body, draft.tags, component.locator, component.text,
            f"{draft.external_id}/end" if draft.external_id else "", part="end",
        )  # fmt: skip


def _draft(component: Component, event: "Event", when: When, summary: str) -> Draft:
    tags = _categories(event)
    words = rules("icalendar")
    kinds: Mapping[str, str] = words["kinds"]
    kind = next((EventKind(kinds[tag.lower()]) for tag in tags if tag.lower() in kinds), None)
    kind = kind or next((found for tag in tags if (found := kind_of_cell(tag)) is not None), EventKind.NOTE)
    title, body = title_and_body(summary)
    remarks = [when.remark, words["remarks"].get(_text(event, "STATUS").upper(), "")]
    return Draft(
        when.at, when.until, when.precision, "", when.zone_assumed, kind, "", "", title, body, tags,
        component.locator, component.text, _identity(event), remark=" ".join(filter(None, remarks)),
    )  # fmt: skip


def _identity(event: "Event") -> str:
    """The id of an entry, with the time of the one occurrence that it stands for."""
    uid, occurrence = _text(event, "UID"), event.get("RECURRENCE-ID")
    if not uid:
        return ""
    text = "" if occurrence is None or isinstance(occurrence, list) else written_value(occurrence)
    return clean(f"icalendar:{uid}/{text}" if text else f"icalendar:{uid}")


def _text(event: "Event", name: str) -> str:
    found = event.get(name)
    if isinstance(found, list):
        found = found[0] if found else None
    text = "" if found is None else str(found)
    return clean(text.replace("\r\n", "\n").replace("\r", "\n").strip())


def _categories(event: "Event") -> tuple[str, ...]:
    found = event.get("CATEGORIES")
    groups = found if isinstance(found, list) else [found] if found is not None else []
    words = (clean(str(word).strip()) for group in groups for word in getattr(group, "cats", ()))
    return tuple(dict.fromkeys(word for word in words if word))


def _people(event: "Event", name: str) -> dict[str, str]:
    """Names of people, and what they are to the entry where it is not the usual."""
    found, marks = event.get(name), rules("icalendar")["marks"]
    people: dict[str, str] = {}
    for person in found if isinstance(found, list) else [found] if found is not None else []:
        params, address = getattr(person, "params", {}), str(person)
        address = address[7:] if address.lower().startswith("mailto:") else address
        shown = clean(str(params.get("CN", "")).strip() or address)
        said = (marks.get(str(params.get(key, "")).upper(), "") for key in ("ROLE", "PARTSTAT"))
        people[shown] = ", ".join(filter(None, said))
    people.pop("", None)
    return people


def _body(body: str, event: "Event", people: dict[str, str], organiser: str) -> str:
    parts = [body]
    description = _text(event, "DESCRIPTION")
    if description and description not in (body, _text(event, "SUMMARY")):
        parts.append(description)
    told = (
        ("Where", _text(event, "LOCATION")),
        ("Organiser", organiser),
        ("Attendees", "; ".join(f"{person} ({said})" if said else person for person, said in people.items())),
    )
    parts.append("\n".join(f"{name}: {value}" for name, value in told if value))
    return "\n\n".join(part for part in parts if part)


IMPORTER = IcalendarImporter()
