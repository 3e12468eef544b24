"""The timeline of a review as a file for other programs: CSV, Timesketch CSV and JSON lines, Markdown."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, timedelta
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import TextIO

import msgspec

from secondstory.exporters.markdown import escaped
from secondstory.exporters.privacy import SharedEvents, shared_timeline
from secondstory.exporters.replacing import replacing
from secondstory.model.errors import UserError
from secondstory.model.names import name_of
from secondstory.model.progress import Progress, Work
from secondstory.model.records import Event, Source
from secondstory.model.snapshot import Snapshot
from secondstory.model.timeline_file import COLUMNS, TIMESKETCH, TIMESKETCH_COLUMNS, guarded, identity
from secondstory.timeline.clock_offset import format_offset

TELL_EVERY = 1000
_OURS = {theirs: ours for ours, theirs in TIMESKETCH.items()}
_ENCODER = msgspec.json.Encoder()


Writer = Callable[[TextIO, Snapshot, SharedEvents], Iterator[None]]
"""Writes the events of a review, which is given without them, one at each step."""


class TimelineForm(StrEnum):
    """What a timeline can be written as."""

    CSV = "csv"
    TIMESKETCH = "timesketch"
    MARKDOWN = "markdown"


SUFFIXES: Mapping[TimelineForm, tuple[str, ...]] = {
    TimelineForm.CSV: (".csv",),
    TimelineForm.TIMESKETCH: (".jsonl", ".csv"),
    TimelineForm.MARKDOWN: (".md",),
}


def form_of(path: Path, form: TimelineForm | None = None) -> TimelineForm:
    """The form that a file name means, or the named one. Raises `UserError` where the suffix fits none."""
    suffix = path.suffix.lower()
    fitting = [known for known, suffixes in SUFFIXES.items() if suffix in suffixes and form in (None, known)]
    if not fitting:
        wanted = SUFFIXES[form] if form else tuple(dict.fromkeys(s for known in SUFFIXES.values() for s in known))
        raise UserError(
            f"A timeline cannot be written as “{suffix or 'a file without a suffix'}”"
            + (f" in the form “{form}”." if form else "."),
            f"Choose a file name that ends in {' or '.join(wanted)}.",
        )
    return fitting[0]


def write_timeline(snapshot: Snapshot, path: Path, form: TimelineForm | None = None) -> Work[int]:
    """Write the events that are shown, with roles in the place of names; returns how many. A file there is replaced.

    Raises:
        UserError: the suffix fits no form, or the file cannot be written there.
    """
    writer = _WRITERS[form_of(path, form), path.suffix.lower()]
    yield Progress(0, 0, f"Looking for names in {snapshot.review.title}")
    review, events = shared_timeline(snapshot)
    with replacing(path) as draft, draft.open("w", encoding="utf-8", newline="") as stream:
        for done, _ in enumerate(writer(stream, review, events), 1):
            if done % TELL_EVERY == 0:
                yield Progress(done, len(events), f"Writing {path.name}: {done:,} events")
    return len(events)


def _row(snapshot: Snapshot, event: Event) -> dict[str, str | list[str]]:
    """An event as texts, under the names of all columns of any form."""
    return {
        "occurred_at": event.occurred_at.isoformat() if event.occurred_at else "",
        "occurred_until": event.occurred_until.isoformat() if event.occurred_until else "",
        "precision": event.precision.value,
        "as_written": event.time_as_written,
        "zone_assumed": event.zone_assumed,
        "kind": event.kind.value,
        "timestamp_desc": name_of(event.kind),
        "role": event.role,
        "title": event.title,
        "body": event.body,
        "tags": list(event.tags),
        "key": "yes" if event.key else "",
        "id": identity(snapshot.review, event),
        "clock_corrected": _correction(snapshot.get(Source, event.source_id)),
    }


def _correction(source: Source | None) -> str:
    """What was added to the times of a source, and why; nothing where its clock was right."""
    if source is None or not source.clock_offset:
        return ""
    offset = format_offset(timedelta(seconds=source.clock_offset))
    return f"{offset} ({source.clock_reason})" if source.clock_reason else offset


def _named(snapshot: Snapshot, event: Event, columns: Iterable[str]) -> dict[str, str | list[str]]:
    """An event under the names of the columns of a form."""
    row = _row(snapshot, event)
    return {name: row[_OURS.get(name, name)] for name in columns}


def _csv(columns: tuple[str, ...]) -> Writer:
    def write(stream: TextIO, snapshot: Snapshot, events: SharedEvents) -> Iterator[None]:
        table = csv.writer(stream, lineterminator="\n")
        table.writerow(columns)
        for event in events:
            values = _named(snapshot, event, columns).values()
            table.writerow([guarded(v) if isinstance(v, str) else _ENCODER.encode(v).decode() for v in values])
            yield

    return write


def _json_lines(stream: TextIO, snapshot: Snapshot, events: SharedEvents) -> Iterator[None]:
    for event in events:
        stream.write(_ENCODER.encode(_named(snapshot, event, TIMESKETCH_COLUMNS)).decode() + "\n")
        yield


def _markdown(stream: TextIO, snapshot: Snapshot, events: SharedEvents) -> Iterator[None]:
    """A list under each day in UTC, as tools for incidents copy theirs; what has no time stands at the end."""
    stream.write(f"# {escaped(snapshot.review.title)}\n\n## Timeline\n")
    dated = (event for event in events if event.occurred_at)
    for day, of_day in groupby(dated, key=_day):
        stream.write(f"\n### {day} (UTC)\n\n")
        for event in of_day:
            assert event.occurred_at is not None  # noqa: S101 - chosen above
            stream.write(f"* [{event.occurred_at.astimezone(UTC):%H:%M}] **{escaped(event.title)}**\n")
            stream.write("".join(f"\n  {escaped(line)}\n" for line in event.body.splitlines() if line.strip()))
            yield
    without = (event for event in events if not event.occurred_at)
    for place, event in enumerate(without):
        if not place:
            stream.write("\n### Time not known\n\n")
        stream.write(f"* **{escaped(event.title)}**\n")
        yield


def _day(event: Event) -> str:
    return f"{event.occurred_at.astimezone(UTC):%Y-%m-%d}" if event.occurred_at else ""


_WRITERS: Mapping[tuple[TimelineForm, str], Writer] = {
    (TimelineForm.CSV, ".csv"): _csv(COLUMNS),
    (TimelineForm.TIMESKETCH, ".csv"): _csv(TIMESKETCH_COLUMNS),
    (TimelineForm.TIMESKETCH, ".jsonl"): _json_lines,
    (TimelineForm.MARKDOWN, ".md"): _markdown,
}
