"""What the timeline says in tooltips, to screen readers and in its legend."""

from datetime import timedelta

from secondstory.model.enums import Precision
from secondstory.model.instants import MICROSECOND
from secondstory.timeline.clock import format_duration, format_instant, in_zone
from secondstory_ui.text import counted, figure, shown_name, translate
from secondstory_ui.widgets.timeline_data import KINDS, PRECISIONS, TimelineData, instant
from secondstory_ui.widgets.timeline_layout import Layout

MOST_LINES = 6


def time_text(data: TimelineData, row: int) -> str:
    """When an event was, with its zone and how well that is known: ``2026-11-12 14:05:10 UTC, recalled``."""
    start = instant(data.times[row])
    text = format_instant(start, data.zone, seconds=bool(start.second))
    if row in data.until:
        end = instant(data.until[row])
        same_day = in_zone(start, data.zone).date() == in_zone(end, data.zone).date()
        text += "–" + format_instant(end, data.zone, date=not same_day)
    honest = {
        Precision.APPROXIMATE: translate("Timeline", "approximate"),
        Precision.RECALLED: translate("Timeline", "recalled"),
    }
    word = honest.get(PRECISIONS[data.precisions[row]])
    return f"{text} {data.zone_name}" + (f", {word}" if word else "")


def event_text(data: TimelineData, row: int) -> str:
    """An event in one breath, for screen readers: what, kind, role and when."""
    words = data.words(data.ids[row])
    parts = [words.title, shown_name(KINDS[data.kinds[row]]), words.role, time_text(data, row)]
    parts += [translate("Timeline", "key event")] if data.key[row] else []
    parts += [translate("Timeline", "hidden")] if data.hidden[row] else []
    return ". ".join(part.rstrip(".") for part in parts if part)


def event_tip(data: TimelineData, row: int) -> str:
    """The tooltip of one event, as plain lines."""
    words = data.words(data.ids[row])
    key = "★ " if data.key[row] else ""
    who = " · ".join(part for part in (shown_name(KINDS[data.kinds[row]]), words.role) if part)
    return "\n".join((time_text(data, row), who, key + shortened(words.title)))


def cluster_tip(data: TimelineData, rows: tuple[int, ...]) -> str:
    """The tooltip of several events that share a mark."""
    first, last = instant(data.times[rows[0]]), instant(data.times[rows[-1]])
    days = in_zone(first, data.zone).date() != in_zone(last, data.zone).date()
    start = format_instant(first, data.zone, seconds=True)
    end = format_instant(last, data.zone, date=days, seconds=True)
    span = start if first == last else f"{start}–{end}"
    lines = [
        translate("Timeline", "{count} events, {span} {zone}").format(count=len(rows), span=span, zone=data.zone_name)
    ]
    for row in rows[:MOST_LINES]:
        clock = format_instant(instant(data.times[row]), data.zone, date=days, seconds=True)
        lines.append(f"{clock}  {shortened(data.words(data.ids[row]).title, 72)}")
    if len(rows) > MOST_LINES:
        lines.append(
            translate("Timeline", "and {count} more – zoom in to see each").format(count=len(rows) - MOST_LINES)
        )
    return "\n".join(lines)


def lanes_text(data: TimelineData, layout: Layout) -> str:
    """That there are lanes above or below those that can be seen; nothing where all can be."""
    above, below = layout.lanes_outside
    if not data.lanes:
        return ""
    up = counted(above, translate("Timeline", "↑ 1 more kind"), translate("Timeline", "↑ {n} more kinds"))
    down = counted(below, translate("Timeline", "↓ 1 more kind"), translate("Timeline", "↓ {n} more kinds"))
    return "   ".join(words for count, words in ((above, up), (below, down)) if count)


def lanes_tip(data: TimelineData, layout: Layout) -> str:
    """The names of the lanes above and below those that can be seen."""
    above, below = layout.lanes_outside
    names = [shown_name(KINDS[place]) for place in data.lanes]
    return "\n".join(names[:above] + names[len(names) - below :])


def gap_tip(start: int, end: int, data: TimelineData) -> str:
    """The tooltip of a quiet stretch."""
    first, last = (format_instant(instant(time), data.zone, seconds=False) for time in (start, end))
    span = format_duration((end - start) * MICROSECOND)
    return translate("Timeline", "{span} without events, {first} to {last} {zone}").format(
        span=span, first=first, last=last, zone=data.zone_name
    )


def summary(data: TimelineData) -> str:
    """The whole timeline in a sentence, for screen readers."""
    if not len(data):
        return " ".join(f"{text}." for text in (nothing_text(data), undated_text(data)) if text)
    start, end = instant(data.times[0]), instant(data.times[-1])
    moments = ", ".join(
        f"{shown_name(m.kind)} {format_instant(instant(m.time), data.zone, date=False)}" for m in data.moments
    )
    text = translate("Timeline", "{count} events over {span}, from {first} {zone}.").format(
        count=figure(len(data)),
        span=format_duration(end - start if end > start else timedelta(0)),
        first=format_instant(start, data.zone),
        zone=data.zone_name,
    )
    return f"{text} {moments}." if moments else text


def nothing_text(data: TimelineData) -> str:
    """What stands in the place of events where there are none to show."""
    if data.narrowed:
        return translate("Timeline", "No event with a time matches")
    return translate("Timeline", "No events with a time yet")


def undated_text(data: TimelineData) -> str:
    """How many events the picture cannot show, since nobody knows when they were; empty where there are none."""
    words = translate("Timeline", "{count} without a time, in the table only")
    return words.format(count=figure(data.undated)) if data.undated else ""


def column_text(span: int) -> str:
    """How much time a column stands for, in words that are short enough for the legend."""
    time = span * MICROSECOND
    return format_duration(time) if time >= timedelta(seconds=1) else f"{time / timedelta(milliseconds=1):.0f} ms"


def shortened(text: str, most: int = 160) -> str:
    """A text on one line, cut at a length."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
