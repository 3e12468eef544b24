"""The timeline: the graphic, the key events, what people saw, and (as an appendix) every event with its source."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from secondstory.exporters.blocks import (
    Band,
    Block,
    Bullet,
    Bullets,
    Cell,
    Column,
    Heading,
    Lane,
    MomentLine,
    Paragraph,
    Point,
    Row,
    Section,
    Table,
    TimelineChart,
    Tone,
)
from secondstory.exporters.contents.told import Told
from secondstory.exporters.contents.words import count, say
from secondstory.model.enums import EventKind, MomentKind, Precision
from secondstory.model.names import name_of
from secondstory.model.records import Event, Note
from secondstory.timeline.clock import format_duration, in_zone

LONG_TEXT = 500
"""From how many characters on a key event is only begun in the story, and told in full in the appendix."""


def timeline(told: Told) -> Section:
    """The story in the middle of the report."""
    blocks: list[Block] = []
    if not told.snapshot.shown_events:
        blocks.append(Paragraph(say("timeline", "none"), Tone.MISSING))
    else:
        chart = _chart(told)
        blocks.append(chart or Paragraph(say("timeline", "undated"), Tone.MISSING))
        blocks += _key_events(told)
    blocks += _notes(told)
    return Section("timeline", say("timeline", "title"), tuple(blocks))


def whole_timeline(told: Told) -> Section:
    """Every event that is not hidden, with where it comes from."""
    blocks: list[Block] = []
    hidden = len(told.snapshot.events) - len(told.snapshot.shown_events)
    if told.snapshot.shown_events:
        blocks.append(Paragraph(say("events", "intro", zone=told.zone_name), Tone.QUIET))
    else:
        blocks.append(Paragraph(say("timeline", "none"), Tone.MISSING))
    if hidden:
        blocks.append(Paragraph(say("timeline", "hidden", count=count("hidden", hidden)), Tone.QUIET))
    if told.snapshot.shown_events:
        roles = _role_column(told.snapshot.shown_events, 2.3)
        blocks.append(Table(_columns(told, roles), tuple(_rows(told, with_role=bool(roles))), dense=True))
    return Section("appendix-timeline", say("events", "title"), tuple(blocks), appendix=True)


def _columns(told: Told, roles: Sequence[Column]) -> tuple[Column, ...]:
    return (
        Column(say("timeline", "number"), 0.8),
        Column(say("timeline", "time"), 1.5 + 0.25 * told.seconds + 0.9 * told.ranges),
        Column(say("timeline", "kind"), 2.65),
        *roles,
        Column(say("timeline", "what"), 6.8),
        Column(say("events", "source"), 2.0),
    )


def _role_column(events: Sequence[Event], width: float) -> tuple[Column, ...]:
    """The column of roles; nothing where no event has one, so that the others get its room."""
    return (Column(say("timeline", "role"), width),) if any(event.role for event in events) else ()


def _rows(told: Told, *, with_role: bool) -> Iterator[Row]:
    day = ""
    for event in told.snapshot.shown_events:
        heading = _day(told, event) or day
        if heading != day:
            day = heading
            yield Row((Cell(day, strong=True),), band=True)
        yield Row(
            (
                Cell(str(told.numbers[event.id])),
                Cell(told.event_time(event, day=False, seconds=told.seconds)),
                Cell(name_of(event.kind)),
                *([Cell(event.role)] if with_role else []),
                Cell(event.title, event.body, strong=event.key),
                Cell(told.provenance(event)),
            ),
            anchor=told.anchor(event),
        )


def _day(told: Told, event: Event) -> str:
    """The day of an event; empty where its time is unknown, so that it stands with the one before it."""
    return f"{in_zone(event.occurred_at, told.snapshot.zone):%A, %Y-%m-%d}" if event.occurred_at else ""


def _chart(told: Told) -> TimelineChart | None:
    """The graphic of what lies inside the window; nothing where no time is known."""
    start, end = _stretch(told)
    if start is None or end is None:
        return None
    zone = told.snapshot.zone
    dated = [e for e in told.snapshot.shown_events if e.occurred_at]
    drawn = [e for e in dated if e.occurred_at and start <= e.occurred_at <= end]
    moments = tuple(
        MomentLine(name_of(kind), in_zone(at, zone))
        for kind in MomentKind
        if (at := told.snapshot.moment_at(kind)) and start <= at <= end
    )
    lanes = tuple(_lane(told, kind, drawn, end) for kind in EventKind if any(e.kind is kind for e in drawn))
    return TimelineChart(
        lanes=lanes,
        moments=tuple(sorted(moments, key=lambda moment: moment.at)),
        bands=tuple(_bands(told)),
        start=in_zone(start, zone),
        end=in_zone(end, zone),
        zone=told.zone_name,
        summary=_chart_text(told, lanes, moments, start, end),
        outside=say("timeline", "outside", count=count("event", len(dated) - len(drawn)))
        if len(dated) > len(drawn)
        else "",
    )


def _stretch(told: Told) -> tuple[datetime | None, datetime | None]:
    """From when to when the graphic runs: the window with all moments, or everything where no window was set."""
    review = told.snapshot.review
    instants = [m.at for m in told.snapshot.moments.values() if m.at]
    if review.window_start and review.window_end:
        instants += [review.window_start, review.window_end]
    else:
        instants += [e.occurred_at for e in told.snapshot.shown_events if e.occurred_at]
        instants += [e.occurred_until for e in told.snapshot.shown_events if e.occurred_until]
    return min(instants, default=None), max(instants, default=None)


def _lane(told: Told, kind: EventKind, drawn: list[Event], end: datetime) -> Lane:
    zone = told.snapshot.zone
    points = tuple(
        Point(
            in_zone(e.occurred_at, zone),
            in_zone(min(e.occurred_until, end), zone) if e.occurred_until else None,
            e.key,
            e.precision is Precision.EXACT,
        )
        for e in drawn
        if e.kind is kind and e.occurred_at
    )
    return Lane(kind, name_of(kind), points)


def _bands(told: Told) -> Iterator[Band]:
    start = told.snapshot.moment_at(MomentKind.STARTED)
    for kind, name in ((MomentKind.RESOLVED, "span"), (MomentKind.MITIGATED, "harm")):
        end = told.snapshot.moment_at(kind)
        if start and end and start < end:
            zone = told.snapshot.zone
            yield Band(say("timeline", name), in_zone(start, zone), in_zone(end, zone), end - start)


def _chart_text(
    told: Told, lanes: tuple[Lane, ...], moments: tuple[MomentLine, ...], start: datetime, end: datetime
) -> str:
    listed = ", ".join(f"{m.name.lower()} {told.when(m.at)}" for m in moments)
    return say(
        "timeline",
        "chart",
        start=told.when(start),
        end=told.when(end),
        zone=told.snapshot.review.timezone,
        events=count("event", sum(len(lane.points) for lane in lanes)),
        lanes=count("lane", len(lanes)),
        moments=say("timeline", "chart_moments", moments=listed) if moments else "",
    ).strip()


def _key_events(told: Told) -> Iterator[Block]:
    yield Heading(say("timeline", "key_title"), "key-events")
    if not told.snapshot.key_events:
        yield Paragraph(say("timeline", "no_key"), Tone.MISSING)
        return
    roles = _role_column(told.snapshot.key_events, 2.7)
    columns = (
        Column(say("timeline", "number"), 0.9),
        Column(say("timeline", "time"), 1.6 if told.one_day else 1.9),
        Column(say("timeline", "since"), 2.1),
        Column(say("timeline", "kind"), 2.8),
        *roles,
        Column(say("timeline", "what"), 7),
    )
    rows = tuple(_key_row(told, event, with_role=bool(roles)) for event in told.snapshot.key_events)
    yield Table(columns, rows, caption=say("timeline", "key_caption", zone=told.zone_name))


def _key_row(told: Told, event: Event, *, with_role: bool) -> Row:
    since = format_duration(event.occurred_at - told.start) if event.occurred_at and told.start else ""
    anchor = told.anchor(event)
    return Row(
        (
            Cell(str(told.numbers[event.id]), link=anchor),
            Cell(told.event_time(event, day=not told.one_day)),
            Cell(since),
            Cell(name_of(event.kind)),
            *([Cell(event.role)] if with_role else []),
            Cell(event.title, _begun(event.body)),
        )
    )


def _begun(text: str) -> str:
    """The beginning of a long text. A log or a thread that was imported whole would bury the turning points."""
    if len(text) <= LONG_TEXT:
        return text
    words = text[:LONG_TEXT].rsplit(maxsplit=1)[0]
    return say("timeline", "continued", begun=words)


def _notes(told: Told) -> Iterator[Block]:
    notes: dict[int, list[Note]] = {}
    for note in told.snapshot.notes:
        notes.setdefault(note.event_id or 0, []).append(note)
    items = tuple(
        Bullet(note.text, note.prompt, told.anchor(event), f"{told.event_label(event)} · {event.title}")
        for event in told.snapshot.shown_events
        for note in notes.get(event.id, ())
    )
    if items:
        yield Heading(say("timeline", "notes_title"), "notes")
        yield Paragraph(say("timeline", "notes_intro"), Tone.QUIET)
        yield Bullets(items)
