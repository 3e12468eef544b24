"""What ServiceNow tells of incidents, in JSON or in a table: when they were opened and closed, and their notes."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

import msgspec

from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.importer import Row
from secondstory.importers.documents.reading import Record
from secondstory.importers.html.text import plain_text
from secondstory.importers.rules import rules
from secondstory.model.draft import Draft
from secondstory.model.enums import EventKind

_HEAD = re.compile(
    r"^(?P<time>\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}[ T]\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp][Mm])?) - "
    r"(?P<who>[^\n]{0,100}) \((?P<what>[^()\n]{1,60})\)[ \t]*$",
    re.MULTILINE,
)
_CODE = re.compile(r"\[code\](.*?)\[/code\]", re.DOTALL | re.IGNORECASE)
FARTHEST = 14 * 60
"""No zone is so many minutes away from UTC, or more."""
_SYS_ID = re.compile(r"[0-9a-f]{32}\Z")
Plain = str | int | float | bool | None


class Reference(msgspec.Struct):
    """A field that was asked for with a link, or with what people see, or with both."""

    value: Plain = None
    display_value: Plain = None


Cell = Reference | Plain


def shown(cell: Cell) -> str:
    """What people see in a field; empty where it holds only the id of another record."""
    found = (cell.display_value, cell.value) if isinstance(cell, Reference) else (cell,)
    text = next((str(value).strip() for value in found if value not in (None, "")), "")
    return "" if _SYS_ID.match(text) else text


def stored(cell: Cell) -> str:
    """What the database holds in a field; what people see where nothing else was asked for."""
    found = (cell.value, cell.display_value) if isinstance(cell, Reference) else (cell,)
    return next((str(value).strip() for value in found if value not in (None, "")), "")


@dataclass(frozen=True, slots=True)
class Ticket:
    """An incident as far as it is told; ``notes`` are the journals it holds, by the names of their fields."""

    id: str
    number: str
    summary: str
    description: str
    opened: Time
    opened_by: str
    resolved: Time
    resolved_by: str
    closed: Time
    closed_by: str
    close_notes: str
    contact: str
    tags: Sequence[str]
    notes: Sequence[tuple[str, str]]

    @property
    def name(self) -> str:
        """What ServiceNow calls it, whatever the export: its number, or its id where the number is not known."""
        return f"servicenow:{self.number or self.id}" if self.number or self.id else ""


@dataclass(frozen=True, slots=True)
class Journal:
    """How the notes in one field of an incident become events.

    ``make`` places their times, which are those that people see. ``record`` gives the record of a piece of the field.
    """

    make: Maker
    record: Callable[[str, int, str], Record]


def told_by(record: Record, ticket: Ticket, make: Maker, journal: Journal) -> Iterator[Row]:
    """The events of an incident: it was opened, noted on, resolved, closed."""
    told: list[Row] = []
    loose = []
    for name, text in ticket.notes:
        entries, rest = divided(text)
        told.extend(_noted(name, entries, ticket, journal))
        loose.append(rest)
    yield make.event(record, _opened(ticket, make, [ticket.description, *loose]))
    yield from told
    notes = ticket.close_notes
    if ticket.resolved:
        yield make.event(record, _ended(ticket, make.kind("resolved"), "resolved", notes))
        notes = ""
    if ticket.closed:
        word = "closed" if ticket.resolved else "closed at once"
        yield make.event(record, _ended(ticket, make.kind(word), "closed", notes))


def _opened(ticket: Ticket, make: Maker, texts: Sequence[str]) -> Occurrence:
    contact = f"opened by {ticket.contact.lower()}"
    words = dict.fromkeys(text for text in texts if text and text != ticket.summary)
    return Occurrence(
        ticket.opened,
        make.kind(contact if contact in rules("servicenow")["kinds"] else "opened"),
        ": ".join(filter(None, (f"{ticket.number or 'Incident'} opened", ticket.summary))),
        body="\n\n".join(words),
        actor=ticket.opened_by,
        tags=(ticket.number, *ticket.tags),
        external_id=ticket.name,
        part="opened",
    )


def _ended(ticket: Ticket, kind: EventKind, part: str, notes: str) -> Occurrence:
    return Occurrence(
        ticket.resolved if part == "resolved" else ticket.closed,
        kind,
        f"{ticket.number or 'Incident'} {part}",
        body=notes,
        actor=ticket.resolved_by if part == "resolved" else ticket.closed_by,
        tags=(ticket.number, *ticket.tags),
        external_id=ticket.name,
        part=part,
    )


def divided(text: str) -> tuple[list[tuple[re.Match[str], str]], str]:
    """The notes that are stacked in a text, each with its first line, and what stands before all of them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    heads = list(_HEAD.finditer(text))
    if not heads:
        return [], text.strip()
    ends = [*(head.start() for head in heads[1:]), len(text)]
    entries = [(head, text[head.end() : end].strip()) for head, end in zip(heads, ends, strict=True)]
    return entries, text[: heads[0].start()].strip()


def noted_times(texts: Sequence[str]) -> list[str]:
    """The times of all notes that are stacked in texts, as they are written."""
    return [head["time"] for text in texts for head in _HEAD.finditer(text)]


def without_code(text: str) -> str:
    """A note as people see it: between ``[code]`` and ``[/code]`` stands HTML."""
    return _CODE.sub(lambda match: plain_text(match[1]), text).strip()


def offset_name(apart: timedelta) -> str:
    """The zone whose times are so far from UTC; empty where none is."""
    minutes = round(apart.total_seconds() / 60)
    if minutes % 15 or abs(minutes) > FARTHEST:
        return ""
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _noted(name: str, entries: Sequence[tuple[re.Match[str], str]], ticket: Ticket, journal: Journal) -> list[Row]:
    """The events of notes, the oldest first; ServiceNow stacks the newest on top."""
    seen: Counter[str] = Counter()
    rows = []
    for index, (head, text) in enumerate(entries):
        piece = f"{head[0]}\n{text}"
        seen[piece] += 1
        part = " ".join(filter(None, (ticket.number, name, str(seen[piece]) if seen[piece] > 1 else "")))
        told = Occurrence(
            head["time"],
            journal.make.kind(head["what"]),
            without_code(text) or head["what"],
            actor=head["who"],
            tags=(ticket.number,),
            part=part,
        )
        rows.append(journal.make.event(journal.record(name, index, piece), told))
    times = [row.occurred_at for row in rows if isinstance(row, Draft) and row.occurred_at]
    return rows[::-1] if times and times[0] > times[-1] else rows
