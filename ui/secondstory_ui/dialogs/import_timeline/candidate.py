"""A file that may be imported, with what a person chose for it and what it looks like."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from secondstory.model.draft import UnreadRow
from secondstory.model.errors import UserError
from secondstory.services.bundles import is_bundle
from secondstory.services.files_to_import import FoundFile
from secondstory.services.import_preview import SHEET, ChangedHour, Layout, Look, Part, Topic, day_in_name, look_at
from secondstory.services.importing import FileToImport, ImportOptions
from secondstory_ui.text import translate


@dataclass(eq=False)
class Candidate:
    """One file or one pasted text; ``inside`` a folder or an archive it is left out where it breaks in the middle.

    ``asked`` are the questions that came up; they stay to be seen once answered. ``recalled``: its columns are mapped
    as somebody chose for such a table before. ``parts`` are its sheets or lists, where one of several is read;
    ``all_parts`` chooses all of them, where that can be done. ``clock_offset`` is what somebody said here about its
    clock; where nobody did, it is corrected as the last file of that name was. ``clock_fault`` is why what was typed
    says no offset.
    """

    path: Path
    name: str
    pasted: bool = False
    bundle: bool = False
    inside: bool = False
    format: str = ""
    zone: str = ""
    date: dt.date | None = None
    day_first: bool | None = None
    changed_hour: ChangedHour | None = None
    start: dt.datetime | None = None
    mapping: dict[str, str] = field(default_factory=dict)
    clock_offset: dt.timedelta | None = None
    clock_reason: str = ""
    clock_fault: UserError | None = None
    asked: dict[Topic, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    all_parts: str = ""
    recalled: bool = False
    look: Look = field(default_factory=Look)

    @classmethod
    def of(cls, found: FoundFile) -> "Candidate":
        """A file that was found on disk."""
        try:
            bundle = is_bundle(found.path)
        except OSError:
            bundle = False  # looking at it says what is wrong
        return cls(found.path, found.name, bundle=bundle, inside=found.inside)

    @property
    def file(self) -> FileToImport:
        """The file with its options, as the import takes it."""
        options = ImportOptions(
            self.zone or None, self.date, dict(self.mapping), self.day_first, self.changed_hour, self.start
        )
        clock = self.clock_offset, self.clock_reason
        return FileToImport(self.path, self.format, options, self.name, *clock, inside=self.inside)

    @property
    def file_as_shown(self) -> FileToImport:
        """The file in the format in which it is shown, which need not be found out again."""
        shown = self.look.format.name if self.look.format else ""
        return replace(self.file, format=self.format or shown)

    @property
    def layout(self) -> Layout:
        """What there is to choose from: its columns, its sheets or lists."""
        return Layout(self.columns, parts=self.parts, all_parts=self.all_parts)

    @property
    def ready(self) -> bool:
        """Whether it can be imported as it is."""
        return self.bundle or (self.fault is None and bool(self.look.rows))

    @property
    def fault(self) -> UserError | None:
        """Why it can't be imported as it is."""
        return self.look.error or self.clock_fault

    def look_again(self, zone: str, day: dt.date | None = None) -> None:
        """Read the beginning again with what was chosen; ``zone`` is that of the review, ``day`` its first day.

        The day is that of the first time where the file tells none, not even in its name.
        """
        if self.bundle:
            return
        self.take(look_at(self.file, zone))
        if self.date is None and Topic.DATE in self.asked and (told := day_in_name(self.name) or day) is not None:
            self.date = told
            self.look_again(zone)

    def take(self, look: Look) -> None:
        """Take in what its beginning gives now."""
        self.look = look
        self.columns = self.look.layout.columns or self.columns
        self.parts = self.look.layout.parts or self.parts
        self.all_parts = self.look.layout.all_parts or self.all_parts
        for question in self.look.questions:
            self.asked.setdefault(question.topic, question.reason)

    def break_off(self, error: UserError) -> None:
        """Take in why it could not be read to its end; that holds until it is read in another way."""
        self.look = replace(self.look, error=error)

    def recall(self, mapping: dict[str, str], zone: str) -> None:
        """Map the columns as before, unless that makes it worse."""
        before = self.look
        self.mapping = mapping
        self.look_again(zone)
        self.recalled = self.look.error is None
        if not self.recalled:
            self.mapping, self.look = {}, before

    def choose_format(self, name: str) -> None:
        """Read it as another format; what was asked and mapped belongs to the old one."""
        self.format, self.mapping, self.asked, self.columns, self.recalled = name, {}, {}, (), False
        self.parts, self.all_parts = (), ""

    def choose_part(self, name: str) -> None:
        """Read another sheet or list; what was asked and mapped belongs to the one before."""
        self.mapping, self.asked, self.columns, self.recalled = {SHEET: name}, {}, (), False

    @property
    def needs_look(self) -> bool:
        """Whether nothing of it can be read as it is: a question waits for its answer, or something is wrong."""
        return not self.bundle and all(isinstance(row, UnreadRow) for row in self.look.rows)

    @property
    def state(self) -> str:
        """What the list says below its name."""
        if self.bundle:
            return translate("Import", "A review of its own")
        if self.fault is not None:
            return self.fault.message
        unread = sum(isinstance(row, UnreadRow) for row in self.look.rows)
        title = self.look.format.title if self.look.format else ""
        if unread == len(self.look.rows):
            return translate("Import", "{format}; no row can be read as it is").format(format=title)
        return title


def ready(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Those that can be imported as they are."""
    return [candidate for candidate in candidates if candidate.ready]
