"""From what a record says to drafts of events: times, kinds, texts, people."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime

from secondstory.importers.base import ImportOptions
from secondstory.importers.documents.reading import Record, clean, is_clean
from secondstory.importers.kinds import kind_of_cell
from secondstory.importers.rules import rules
from secondstory.importers.secrets.in_json import LEFT_OUT, SAID
from secondstory.importers.times.days import UnplaceableError, When, also, epoch_instant
from secondstory.importers.times.zones import place, require_zone
from secondstory.importers.titles import title_and_body
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.enums import EventKind, Precision

Time = str | int | float | None
"""A time as JSON holds it: ISO 8601 text, or a number since 1970 in seconds, milli-, micro- or nanoseconds."""

NOT_SET = ("0001-01-01", "0000-00-00", "1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000Z", "1970-01-01T00:00:00+00:00")
ENDED_BEFORE = "The source says that it ended before it began; the end was left out."
EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
"""No number counts up to an earlier instant."""


@dataclass(slots=True)
class Occurrence:
    """One thing that a record tells. It is not frozen, which would take longer than all the rest of an event.

    ``text`` gives the title; where it is longer than a title, it is the body too. ``body`` is what stands below it.
    ``part`` tells the events of one record apart (``opened``, ``resolved``) and is the same in every export;
    ``external_id`` is the id by which a later export tells the same event again, with the format's name before it.
    """

    time: Time
    kind: EventKind
    text: str | None
    body: str | None = ""
    actor: str | None = ""
    role: str = ""
    tags: Iterable[str | None] = ()
    until: Time = None
    external_id: str = ""
    part: str = ""
    key: bool = False
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes the drafts of one format with the options of one import.

    ``rules_name`` names the rules of the format, whose table ``kinds`` says which of its words mean which kind.
    ``naive_zone`` is the zone of times without one where the format documents it; else a person is asked.
    """

    rules_name: str
    options: ImportOptions
    naive_zone: str = ""
    _kinds: dict[str, EventKind] = field(init=False)

    def __post_init__(self) -> None:
        """Read the kinds once."""
        table = rules(self.rules_name).get("kinds", {})
        object.__setattr__(self, "_kinds", {word: EventKind(kind) for word, kind in table.items()})

    def kind(self, word: str | None) -> EventKind:
        """The kind that a word of the format means: by the rules of the format, else by those for all; else a note."""
        named = (word or "").strip()
        return self._kinds.get(named) or self._kinds.get(named.lower()) or kind_of_cell(named) or EventKind.NOTE

    def event(self, record: Record, told: Occurrence) -> Draft | UnreadRow:
        """The draft of what a record tells, or an unread row where its time has no place."""
        try:
            when = self.when(told.time)
            until = self.when(told.until).at if _is_told(told.until) else when.until
        except UnplaceableError as reason:
            return UnreadRow(record.pointer, str(reason), record.text)
        remark = told.remark or when.remark
        if until is not None and until < when.at:
            until, remark = None, also(remark, ENDED_BEFORE)
        raw = record.text
        if LEFT_OUT in raw:
            remark = f"{remark} {SAID}".strip()
        as_is = str if is_clean(raw) else clean
        title, body = title_and_body(as_is((told.text or "").strip()) or "Event")
        if told.body and (more := as_is(told.body.strip())) and more != title:
            body = f"{body}\n\n{more}".strip()
        tags = tuple(dict.fromkeys([as_is(tag.strip()) for tag in told.tags if tag and tag.strip()]))
        return Draft(
            when.at, until, when.precision, as_is(str(told.time)), when.zone_assumed, told.kind, told.role,
            as_is((told.actor or "").strip()), title, body, tags, record.pointer, raw, as_is(told.external_id),
            told.key, remark, told.part,
        )  # fmt: skip

    def when(self, written: Time) -> When:
        """The instant of a time. Raises `UnplaceableError` with the reason."""
        if written is None or not _is_told(written):
            raise UnplaceableError("The record has no time.")
        text = str(written).strip()
        try:
            if text[4:5] == "-" and text[-1] == "Z":  # what nearly all tools write
                return When(datetime.fromisoformat(text).astimezone(UTC))
            if isinstance(written, int | float) or text.replace(".", "", 1).isdecimal():
                return When(_since_1970(text if isinstance(written, str) else _digits(written)))
            at = datetime.fromisoformat(text)
            if at.tzinfo is not None:
                return When(at.astimezone(UTC))
            return self._local(at)
        except (ValueError, OverflowError):
            raise UnplaceableError(f"“{clean(text[:60])}” is not a time.") from None

    def _local(self, at: datetime) -> When:
        zone = self.naive_zone or self.options.zone
        placed = place(at, require_zone(zone), self.options.changed_hour)
        precision = Precision.EXACT if placed.until is None else Precision.APPROXIMATE
        return When(placed.at, placed.until, precision, "" if self.naive_zone else zone or "UTC", placed.remark)


def _is_told(time: Time) -> bool:
    """Whether a time is set: many programs write the beginning of their calendar for none."""
    return time is not None and time != "" and not isinstance(time, bool) and not str(time).startswith(NOT_SET)


def _since_1970(text: str) -> datetime:
    """The instant of a number. Raises ValueError where it is too small to be one: it counts something else."""
    at = epoch_instant(text)
    if at < EARLIEST:
        raise ValueError
    return at


def _digits(number: float) -> str:
    """A number without an exponent, as fine as a float that large can be."""
    return str(number) if isinstance(number, int) else f"{number:.6f}"
