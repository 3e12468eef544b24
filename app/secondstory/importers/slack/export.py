"""The archive of a Slack export: its lists, its days, and its beginning as a smaller archive."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import groupby, islice
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from secondstory.importers.archives import Archive, Member
from secondstory.importers.decoding import CUT
from secondstory.importers.documents.events import Maker
from secondstory.importers.documents.reading import FAULTS, Record, clean, why
from secondstory.importers.slack.directory import LISTS, USERS, Directory, Place, items
from secondstory.importers.slack.markup import Markup
from secondstory.importers.slack.messages import Teller
from secondstory.importers.together import TOGETHER
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.errors import UserError

MOST_OF_AN_EXPORT = 2 * 1024 * 1024 * 1024
"""Only a few days are in memory at a time, so an export may be large."""
MOST_OF_A_DAY = 32 * 1024 * 1024
SHOWN_OF_A_FAULTY_DAY = 10_000
MESSAGES_OF_A_DAY = 100
MESSAGES_OF_AN_EXCERPT = 300
DAY = timedelta(days=1)
_NEVER = datetime(1, 1, 1, tzinfo=UTC)
_DAY_FILE = re.compile(r"(?:(?P<folder>.+)/)?(?P<day>\d{4}-\d\d-\d\d)\.json")
_LIST = re.compile(r"(?:.*/)?([a-z_]+\.json)")
_JUNK = "__MACOSX/"
Row = Draft | UnreadRow


@dataclass(frozen=True, slots=True)
class DayFile:
    """The messages of a channel on a day (by the clock of the workspace)."""

    day: str
    folder: str
    member: Member


def is_export(names: Sequence[str]) -> bool:
    """Whether files of these names are a Slack export: there are days, and a list of people or of channels."""
    return bool(_lists(names)) and any(_DAY_FILE.fullmatch(name) for name in names)


def first_day(archive: Archive) -> bytes:
    """The first file of a day in an archive that holds no lists; nothing where it holds no such file."""
    found = (member for member in archive.members if _DAY_FILE.fullmatch(member.name))
    member = next(found, None)
    return archive.read(member, MOST_OF_A_DAY) if member else b""


def _lists(names: Sequence[str]) -> list[str]:
    """The lists among files, the outermost last, so that it counts where several say the same."""
    found = [name for name in names if (match := _LIST.fullmatch(name)) and match[1] in {*LISTS, *USERS}]
    return sorted((name for name in found if not name.startswith(_JUNK)), key=lambda name: -name.count("/"))


@dataclass(slots=True)
class Export:
    """An export that was opened."""

    archive: Archive
    lists: dict[str, bytes] = field(init=False)
    days: list[DayFile] = field(init=False)

    @classmethod
    def open(cls, stream: BinaryIO) -> "Export":
        """The export that a stream holds. Raises `UserError` where it is no archive that can be read."""
        return cls(Archive(stream, MOST_OF_AN_EXPORT))

    def __post_init__(self) -> None:
        """Read the lists, and put the days in order."""
        by_name = {member.name: member for member in self.archive.members}
        self.lists = {name: self.archive.read(by_name[name]) for name in _lists(list(by_name))}
        found = ((_DAY_FILE.fullmatch(name), member) for name, member in by_name.items() if not name.startswith(_JUNK))
        self.days = [DayFile(match["day"], match["folder"] or "", member) for match, member in found if match]
        self.days.sort(key=lambda file: (file.day, file.member.name))

    def messages(self, file: DayFile) -> Iterator[Record] | UnreadRow:
        """The messages of a day file, or an unread row where it is no list."""
        data = self.archive.read(file.member, MOST_OF_A_DAY)
        name = clean(file.member.name)
        try:
            return items(name, data)
        except FAULTS as error:
            shown = clean(data[:SHOWN_OF_A_FAULTY_DAY].decode("utf-8", "backslashreplace"))
            cut = CUT if len(data) > SHOWN_OF_A_FAULTY_DAY else ""
            return UnreadRow(name, f"The file is not a list of messages ({why(error)}).", shown + cut)

    def rows(self, make: Maker) -> Iterator[Row]:
        """All rows: events oldest first, as far as the days of their files tell; unread rows come last.

        Raises `UserError` where there are no messages, or a file is damaged or too large.
        """
        if not self.days:
            raise UserError(
                "The archive holds no messages of Slack: there is no file for a day, such as general/2026-05-04.json.",
                "Choose the zip file as Slack gave it, or import a file that was in it.",
            )
        directory = Directory.of(self.lists)
        teller = Teller(make, Markup(directory))
        waiting: list[Draft] = []
        unread: list[UnreadRow] = []
        for day, files in groupby(self.days, key=lambda file: file.day):
            settled = _begin(day)
            ready = [draft for draft in waiting if _at(draft) < settled]
            yield from ready
            waiting = waiting[len(ready) :]
            for file in files:
                for row in self._rows_of(file, directory.place(file.folder), teller):
                    if isinstance(row, Draft):
                        waiting.append(row)
                    else:
                        unread.append(row)
            waiting.sort(key=_at)
        yield from waiting
        yield from unread

    def _rows_of(self, file: DayFile, place: Place, teller: Teller) -> Iterator[Row]:
        found = self.messages(file)
        if isinstance(found, UnreadRow):
            yield found
            return
        while some := list(islice(found, TOGETHER)):
            yield from teller.tell_all(some, place)

    def excerpt(self) -> bytes:
        """The lists and the first messages as an archive of their own, with everything at its place."""
        written, packed = 0, BytesIO()
        with ZipFile(packed, "w", ZIP_DEFLATED) as smaller:
            for name, data in self.lists.items():
                smaller.writestr(name, data)
            for file in self.days:
                found = self.messages(file)
                if isinstance(found, UnreadRow):
                    smaller.writestr(file.member.name, found.raw)
                    continue
                first = [record.raw for record in islice(found, MESSAGES_OF_A_DAY)]
                smaller.writestr(file.member.name, b"[" + b",".join(first) + b"]")
                written += len(first)
                if written >= MESSAGES_OF_AN_EXCERPT:
                    break
        return packed.getvalue()


def _at(draft: Draft) -> datetime:
    return draft.occurred_at or _NEVER


def _begin(day: str) -> datetime:
    """An instant before which no message of this day, or of a later one, was written, wherever the workspace is."""
    try:
        return datetime.fromisoformat(day).replace(tzinfo=UTC) - DAY
    except (ValueError, OverflowError):
        return _NEVER
