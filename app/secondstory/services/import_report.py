"""What is to be imported, and what became of it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path

from secondstory.importers.base import ImportOptions
from secondstory.importers.decoding import legible
from secondstory.model.changes import Changes
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.drafts import Drafts
from secondstory.model.errors import UserError
from secondstory.model.imported import NO_TIME
from secondstory.model.instants import instant_at
from secondstory.model.records import Review
from secondstory.model.timeline_file import FORMAT as OWN_FORMAT
from secondstory.services.import_updates import Update

MOST_LISTED = 500
"""How many events of each sort a report keeps to show; its figures count all."""


@dataclass(frozen=True, slots=True)
class FileToImport:
    """A file and how to read it: the format (detected where empty) and the answers to its questions.

    ``clock_offset`` is added to its times, because its clock was off, for the ``clock_reason``; where it is not given,
    what was added to the last file of that name and format is. ``inside``: it is one of a folder or an archive, and is
    left out where it cannot be read.
    """

    path: Path
    format: str = ""
    options: ImportOptions = field(default_factory=ImportOptions)
    shown_name: str = ""
    clock_offset: timedelta | None = None
    clock_reason: str = ""
    inside: bool = False

    @property
    def name(self) -> str:
        """What the source is called, with signs for what is no text in the name of a file."""
        return legible(self.shown_name or self.path.name)


@dataclass(slots=True)
class SourceReport:
    """What became of one file.

    ``zones`` are those that were assumed because the file did not say its own (a timeline that we exported tells what
    was assumed before, and nothing is assumed now); ``remarks`` are what the importer has to
    say of single records, by locator. ``new``, ``changed`` and ``known`` are the first of the events that are new, of
    those that bring an event of the review up to date, and of those that the review had already.
    """

    file: str
    format: str
    read: int = 0
    added: int = 0
    updated: int = 0
    duplicates: int = 0
    undated: int = 0
    unread: list[UnreadRow] = field(default_factory=list)
    first: datetime | None = None
    last: datetime | None = None
    zones: set[str] = field(default_factory=set)
    remarks: list[tuple[str, str]] = field(default_factory=list)
    new: list[Draft] = field(default_factory=list)
    changed: list[Draft] = field(default_factory=list)
    known: list[Draft] = field(default_factory=list)
    source_id: int | None = None
    clock_offset: timedelta = timedelta(0)

    def count_known(self, drafts: Drafts) -> None:
        """Take events that the review has already into the figures."""
        self.duplicates += len(drafts)
        self._take_remarks(drafts)
        self.known.extend(islice(drafts.one_by_one(), MOST_LISTED - len(self.known)))

    def count_updates(self, updates: list[Update]) -> None:
        """Tell from the events that are new those that bring another up to date."""
        self.added -= len(updates)
        self.updated += len(updates)
        changed = {_identity(update.draft) for update in updates}
        self.new = [draft for draft in self.new if _identity(draft) not in changed]
        self.changed.extend(update.draft for update in updates[: MOST_LISTED - len(self.changed)])

    def count(self, drafts: Drafts) -> None:
        """Take events that are new into the figures."""
        self.added += len(drafts)
        self.new.extend(islice(drafts.one_by_one(), MOST_LISTED - len(self.new)))
        self._take_remarks(drafts)
        undated = drafts.times.count(NO_TIME)
        self.undated += undated
        dated = [time for time in drafts.times if time != NO_TIME] if undated else drafts.times
        if dated:
            first, last = instant_at(min(dated)), instant_at(max(dated))
            self.first = first if self.first is None else min(self.first, first)
            self.last = last if self.last is None else max(self.last, last)
        if self.format != OWN_FORMAT:
            self.zones.update(filter(None, set(drafts.zone_assumed)))

    def _take_remarks(self, drafts: Drafts) -> None:
        """Take what is said of records; of those that are known too, for one may say that the file is not whole."""
        if any(drafts.remark):
            told = zip(drafts.each("locator"), drafts.each("remark"), strict=True)
            self.remarks.extend((locator, remark) for locator, remark in told if remark)


def _identity(draft: Draft) -> tuple[datetime | None, str, str]:
    """What tells the events of one file apart, as their fingerprints do."""
    return draft.occurred_at, draft.part, draft.raw


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did; ``changes`` are empty where nothing was new, or on a dry run.

    ``left_out`` are the files of folders and archives that could not be read, each with the reason.
    """

    review: Review
    sources: tuple[SourceReport, ...]
    changes: tuple[Changes, ...] = ()
    left_out: tuple[tuple[FileToImport, UserError], ...] = ()

    @property
    def needs_attention(self) -> bool:
        """Whether a row or a file could not be read, or a file held no event at all."""
        return bool(self.left_out) or any(source.unread or not source.read for source in self.sources)


class FileError(UserError):
    """One of the files cannot be imported, and so none is; ``reason`` says why without naming the file."""

    def __init__(self, file: FileToImport, reason: UserError, *, named: bool) -> None:
        """``named``: there are other files, so the message says which one is meant."""
        super().__init__(f"{file.name}: {reason.message}" if named else reason.message, reason.remedy)
        self.file, self.reason = file, reason


def unreadable(path: Path, error: OSError) -> UserError:
    """What to say of a file that the system does not let us read."""
    return UserError(
        f"{path.name} could not be read: {error.strerror or error}.", "Check that it is there and may be read."
    )
