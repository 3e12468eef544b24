"""Calendars: on-call shifts, meetings, maintenance windows."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from secondstory.importers.base import FormatInfo, ImportOptions, Layout, Question, Sample, Topic
from secondstory.importers.calendars.components import Component, components, whole_components
from secondstory.importers.calendars.times import FAULTS, Zones, moment, written_value
from secondstory.importers.days import UnplaceableError, When
from secondstory.importers.decoding import is_binary, sample_text
from secondstory.importers.documents.reading import clean
from secondstory.importers.kinds import kind_of_cell
from secondstory.importers.rules import rules
from secondstory.importers.titles import title_and_body
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.enums import EventKind

if TYPE_CHECKING:
    from icalendar import Event

CERTAIN = 95
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
        rows = [row for component in found for row in _rows(component, zones)]
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


def _rows(component: Component, zones: Zones) -> Iterator[Draft | UnreadRow]:
    fault = component.fault
    if not fault and component.name not in READ:
        fault = str(rules("icalendar")["not_read"][component.name])
    if fault:
        yield UnreadRow(component.locator, fault, component.text)
        return
    rows: list[Draft | UnreadRow]
    try:
        rows = list(_events(component, _parsed(component), zones))
    except UnplaceableError as reason:
        rows = [UnreadRow(component.locator, clean(str(reason)), component.text)]
    except FAULTS:
        rows = [UnreadRow(component.locator, "The entry is not what a calendar has.", component.text)]
    yield from rows


def _parsed(component: Component) -> "Event":
    from icalendar import Event, Journal  # noqa: PLC0415 - loaded only when a calendar is read

    kind = Event if component.name == "VEVENT" else Journal
    return kind.from_ical(component.text.replace("\n", "\r\n") + "\r\n")  # type: ignore[return-value]


def _events(component: Component, event: "Event", zones: Zones) -> Iterator[Draft]:
    start = moment(event, "DTSTART")
    if start is None:
        raise UnplaceableError("The entry has no start.")
    lasts = getattr(event.get("DURATION"), "dt", None)
    when = zones.when(start, moment(event, "DTEND"), lasts if isinstance(lasts, timedelta) else None)
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
        end = moment(event, "DTEND")
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
    if "RRULE" in event or "RDATE" in event:
        remarks.append(words["remarks"]["REPEATS"])
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
