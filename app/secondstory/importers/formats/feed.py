"""Feeds (RSS and Atom): histories of status pages, and whatever else tells its news so."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.events import Maker, Occurrence
from secondstory.importers.documents.importer import Row
from secondstory.importers.documents.reading import Record
from secondstory.importers.documents.written import WrittenMaker
from secondstory.importers.html.text import plain_text
from secondstory.importers.kinds import kind_of_text
from secondstory.importers.markup.elements import Element
from secondstory.importers.markup.importer import Pieces, XmlImporter
from secondstory.importers.markup.times import in_iso
from secondstory.importers.times.days import UnplaceableError
from secondstory.importers.times.stamps import read_stamp

LONGEST_TIME = 60
LONGEST_STATUS = 40
DASHES = (" - ", " – ", ": ")
"""What stands between the status of an update and its text."""


class Entry(msgspec.Struct):
    """An entry of a feed, in plain text. ``time`` is when it was published, else when it was changed."""

    id: str = ""
    title: str = ""
    text: str = ""
    author: str = ""
    time: str = ""


class Update(msgspec.Struct):
    """One of the messages about an incident that stand in its entry, each below its time."""

    time: str
    lines: list[str]


class FeedImporter(XmlImporter):
    """Reads each entry as an event, or each of the updates that a status page stacks in one."""

    info = FormatInfo(
        "feed",
        "Feed (RSS, Atom)",
        (".rss", ".atom", ".xml"),
        "The feed of a status page with the updates of each incident, or any other feed, whose entries are events.",
    )
    paths = (("feed", "entry"), ("rss", "channel", "item"), ("RDF", "item"), ("feed", "item"))
    """Those of an excerpt stand in a feed, whichever they are."""
    around = ("<feed>", "</feed>")

    def record(self, element: Element) -> tuple[Mapping[str, Any], Pieces]:
        """What is read of an entry, whichever of the two forms it has."""
        author = element.first("author", "creator")
        entry = Entry(
            element.text_of("id", "guid", "link"),
            plain_text(element.text_of("title")),
            _text(element),
            (author.text_of("name") or author.text) if author else "",
            in_iso(element.text_of("published", "pubDate", "updated", "date")),
        )
        return msgspec.to_builtins(entry), {}

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """The updates that stand in an entry, or the entry itself."""
        entry = record.decoded(Entry)
        updates = _updates(entry.text)
        if not updates:
            yield make.event(record, _of_entry(entry))
            return
        try:
            day = make.when(entry.time).at.date()
        except UnplaceableError:
            day = None
        for update in updates:
            # Status pages name no year: it is the one in which the day lies nearest to that of the entry.
            near = WrittenMaker(self.info.name, replace(make.options, date=day or make.options.date))
            yield near.event(record, _of_update(entry, update, make))


def _of_entry(entry: Entry) -> Occurrence:
    return Occurrence(
        entry.time,
        kind_of_text(f"{entry.title}\n{entry.text}"),
        entry.title or entry.text or "Entry of a feed",
        body=entry.text if entry.title else "",
        actor=entry.author,
        external_id=f"feed:{entry.id}" if entry.id else "",
    )


def _of_update(entry: Entry, update: Update, make: Maker) -> Occurrence:
    status, text = _divided("\n".join(update.lines).strip())
    return Occurrence(
        update.time,
        make.kind("update"),
        ": ".join(filter(None, (status, entry.title))) or "Update",
        body=text,
        external_id=f"feed:{entry.id}" if entry.id else "",
        part=" ".join(filter(None, (update.time, status))),
    )


def _updates(text: str) -> list[Update]:
    """The messages that stand below times of their own; none where the first line is no such time."""
    found: list[Update] = []
    for line in text.split("\n"):
        if _is_time(line.strip()):
            found.append(Update(line.strip(), []))
        elif found:
            found[-1].lines.append(line)
        elif line.strip():
            return []
    return found


def _is_time(line: str) -> bool:
    found = read_stamp(line) if 0 < len(line) <= LONGEST_TIME else None
    return found is not None and found[0].clock is not None and not found[1].strip()


def _divided(text: str) -> tuple[str, str]:
    """The status that an update begins with, and its text."""
    for dash in DASHES:
        status, found, rest = text.partition(dash)
        if found and len(status) <= LONGEST_STATUS and "\n" not in status:
            return status.strip(), rest.strip()
    return "", text


def _text(element: Element) -> str:
    """What an entry says; in a feed the text is HTML that is packed as text, or stands as it is."""
    content = element.first("content", "encoded", "description", "summary")
    if content is None:
        return ""
    return plain_text(content.raw if content.children else content.text)


IMPORTER = FeedImporter()
