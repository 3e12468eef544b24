"""Importing timelines: reading files into a review, all of it or nothing."""

import hashlib
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from secondstory.importers.base import Importer, ImportOptions, Sample
from secondstory.importers.fingerprint import fingerprints
from secondstory.importers.reading import read_rows
from secondstory.importers.registry import by_name, detect
from secondstory.importers.together import in_columns
from secondstory.model.changes import Changes, Label
from secondstory.model.draft import UnreadRow
from secondstory.model.drafts import Drafts, in_pieces
from secondstory.model.errors import CancelledError, LibraryError, UserError
from secondstory.model.progress import Progress, Work
from secondstory.model.records import Event, Participant, Review, Source, Unread
from secondstory.model.timeline_file import FORMAT as OWN_FORMAT
from secondstory.services.import_report import FileError, FileToImport, ImportReport, SourceReport, unreadable
from secondstory.services.import_updates import Update, Updates, Version, in_turn, take_over, versions
from secondstory.services.library import Library
from secondstory.services.own_exports import OwnEvents
from secondstory.services.reviews import insert_review, show_review
from secondstory.storage.behind import Behind
from secondstory.storage.bulk import PIECE, Portion, discard_review, discard_source, insert_unread
from secondstory.storage.garbage import no_collection
from secondstory.storage.search import words_of
from secondstory.timeline.clock_offset import correct_all

__all__ = ["FileError", "FileToImport", "ImportOptions", "ImportReport", "SourceReport"]

PORTION, PORTION_CHARACTERS = 20_000, 5_000_000
"""So many rows, or so much of verbatim text, are written at a time: three portions of it may be in memory."""
BLOCK_BYTES = 1024 * 1024
MOST_UNREAD = 250_000
"""So many unread rows of a file are kept and shown; they are in memory until the file is read, and more help nobody."""
FIGURES = ("read", "added", "updated", "duplicates")
FILES_BY_NAME = 3


def import_files(library: Library, review_id: int, files: Iterable[FileToImport]) -> Work[ImportReport]:
    """Import files into a review as one act. Closing the generator leaves the review as it was.

    Rows are written in portions that no reader sees before the last file was read, so that the library stays free
    for edits meanwhile. Raises `FileError` where a file that was named can't be read to its end, and `UserError` where
    none of those that stand in folders and archives can; then nothing is imported.
    """
    session = _Session.of(library, review_id)
    yield from session.read_all(files)
    return session.report(session.show())


def preview_import(
    library: Library,
    files: Iterable[FileToImport],
    review_id: int | None = None,
    *,
    title: str = "New review",
    zone: str = "UTC",
) -> Work[ImportReport]:
    """Say what an import into a review, or into a new one of this title, would do, and do nothing."""
    if review_id is None:
        review = Review(title=title, timezone=zone, created_at=datetime.now(UTC))
        session = _Session(library, review, dry_run=True)
    else:
        session = _Session.of(library, review_id, dry_run=True)
    yield from session.read_named(files)
    return session.report()


def import_into_new_review(
    library: Library, title: str, files: Iterable[FileToImport], *, zone: str = "UTC"
) -> Work[ImportReport]:
    """Start a review and import files into it. Where the import fails or is cancelled, no review is started."""
    with library.preparing() as unit:
        review = insert_review(unit, Review(title=title, timezone=zone, created_at=datetime.now(UTC)))
    session = _Session.of(library, review.id)
    try:
        yield from session.read_all(files)
    except BaseException:
        discard_review(library, review.id)
        raise
    with library.unit(Label("Start the review “{title}”", {"title": title})) as unit:
        shown = show_review(unit, review)
    return replace(session.report((unit.changes, *session.show())), review=shown)


@dataclass(slots=True)
class _Taken:
    """What was taken of one file up to now; ``marks`` are the fingerprints that no file before it had."""

    source: Source
    report: SourceReport
    updates: Updates
    own: OwnEvents | None = None
    marks: list[bytes] = field(default_factory=list)
    fresh_unread: list[UnreadRow] = field(default_factory=list)


class _Session:
    """The state of one running import."""

    def __init__(self, library: Library, review: Review, *, dry_run: bool = False) -> None:
        self.library = library
        self.review = review
        self.dry_run = dry_run
        self.known: set[bytes] = set()
        self.sources: list[Source] = []
        self.known_unread: set[tuple[str, str]] = set()
        self.roles: dict[str, str] = {}
        self.versions: dict[str, Version] = {}
        self.updates: list[Update] = []
        self.reports: list[SourceReport] = []
        self.left_out: list[tuple[FileToImport, UserError]] = []
        self.started: list[int] = []
        self.prepared: list[Source] = []

    @classmethod
    def of(cls, library: Library, review_id: int, *, dry_run: bool = False) -> "_Session":
        """A session that knows what the review has already."""
        with library.reading() as reader:
            session = cls(library, reader.get(Review, review_id), dry_run=dry_run)
            session.known = reader.fingerprints(review_id)
            session.versions = versions(reader, review_id)
            session.sources = [source for source in reader.all(Source, review_id=review_id) if not source.withdrawn]
            session.known_unread = {(row.raw, row.reason) for row in reader.active(Unread, review_id)}
            participants = reader.all(Participant, review_id=review_id)
            session.roles = {p.name.casefold(): p.role for p in participants if p.name}
        return session

    def read_all(self, files: Iterable[FileToImport]) -> Work[None]:
        """Read files so that `show` is all that is left to do; whatever interrupts it, nothing of them stays."""
        try:
            yield from self.read_named(files)
        except BaseException:  # cancelling included
            self.discard()
            raise

    def read_named(self, files: Iterable[FileToImport]) -> Work[None]:
        """Read files; where there are several, what is wrong with one of them names it, or leaves it out."""
        files = tuple(files)
        for file in files:
            begun = len(self.started)
            try:
                yield from self.read(file)
            except (UserError, OSError) as raised:
                error = unreadable(file.path, raised) if isinstance(raised, OSError) else raised
                if isinstance(error, CancelledError | LibraryError):
                    raise error from raised
                if len(files) == 1 or not file.inside:
                    raise FileError(file, error, named=len(files) > 1) from raised
                self._discard_after(begun)
                self.left_out.append((file, error))
        if self.left_out and not self.reports:
            file, error = self.left_out[0]
            raise UserError(f"None of the {len(files)} files can be read. {file.name}: {error.message}", error.remedy)

    def read(self, file: FileToImport) -> Work[None]:
        """Read one file."""
        sample = Sample.of(file.path)
        importer = by_name(file.format) if file.format else detect(sample)
        options = file.options if file.options.zone else replace(file.options, zone=self.review.timezone)
        report = SourceReport(file.name, importer.info.name)
        own = OwnEvents.of(self.library, self.review.id) if report.format == OWN_FORMAT and self.review.id else None
        updates = Updates(self.versions, self._event)
        if own is not None:
            updates = Updates(self.versions | own.versions(self.versions), self._event, own.changed)
        taken = _Taken(self._prepare(file, importer, options), report, updates, own)
        report.clock_offset = timedelta(seconds=taken.source.clock_offset)
        with file.path.open("rb") as stream, closing(Behind(self.library)) as behind:
            left_off = threading.Event()
            sha256 = behind.doing(lambda: _sha256(file.path, left_off))
            rows = in_columns(read_rows(importer, stream, options))
            try:
                while self._take_portion(rows, taken, behind):
                    yield Progress(
                        min(stream.tell(), sample.size), sample.size, f"Reading {file.name}: {report.read:,} events"
                    )
            except BaseException:  # cancelling included
                left_off.set()
                self._forget(taken)
                raise
        self._finish(taken, sha256.result())

    def _event(self, event_id: int) -> Event | None:
        with self.library.reading() as reader:
            return reader.find(Event, event_id)

    def _prepare(self, file: FileToImport, importer: Importer, options: ImportOptions) -> Source:
        offset, reason = self._clock(file, importer)
        source = Source(
            review_id=self.review.id,
            file_name=file.name,
            format=importer.info.name,
            sha256="",
            imported_at=datetime.now(UTC),
            zone=options.zone or "",
            withdrawn=True,
            clock_offset=offset.total_seconds(),
            clock_reason=reason,
        )
        if self.dry_run:
            return source
        with self.library.preparing() as unit:
            stored = unit.insert_quietly(source)
        self.started.append(stored.id)
        return stored

    def _clock(self, file: FileToImport, importer: Importer) -> tuple[timedelta, str]:
        """What to add to the times of a file, and why; our own exports tell times that are corrected already."""
        if file.clock_offset is not None:
            return file.clock_offset, file.clock_reason
        name = importer.info.name
        known = (s for s in reversed(self.sources) if (s.file_name, s.format) == (file.name, name))
        before = None if name == OWN_FORMAT else next(known, None)
        return (timedelta(seconds=before.clock_offset), before.clock_reason) if before else (timedelta(0), "")

    def _take_portion(self, rows: Iterator[tuple[Drafts, list[UnreadRow]]], taken: "_Taken", behind: Behind) -> bool:
        """Read and write the next portion; false at the end of the file."""
        position = taken.report.added
        with no_collection():
            several, marks, words, read, size = list[Drafts](), list[bytes](), list[str](), 0, 0
            while read < PORTION and size < PORTION_CHARACTERS and (told := next(rows, None)) is not None:
                news = self._news(*told, taken, marks)
                several.append(news)
                words += words_of(news)  # now, while they are near the processor
                read += len(told[0]) + len(told[1])
                size += sum(map(len, told[0].each("raw")))
            if not read:
                return False
            pieces = list(in_pieces(several, PIECE))
            first = 0
            if pieces and not self.dry_run:
                written = behind.write(Portion.of(taken.source, position, pieces, marks, words).insert)
                first = written.result() if taken.updates.known else 0
            taken.updates.look_at(pieces, first)
        return True

    def _news(self, drafts: Drafts, unread: list[UnreadRow], taken: "_Taken", new_marks: list[bytes]) -> Drafts:
        """Those of some events that the review has not yet; their fingerprints are added to those that are new."""
        report = taken.report
        self._take_unread(unread, taken)
        report.read += len(drafts)
        taken.updates.count(drafts)
        marks = fingerprints(drafts)
        different = set(marks)
        is_known = not self.known.isdisjoint(different)
        if taken.own is not None or len(different) < len(marks) or is_known:
            places = self._new_places(drafts, marks, taken)
            drafts, marks = drafts.at(places), [marks[place] for place in places]
        taken.marks.extend(different.difference(self.known) if is_known else different)
        self.known |= different
        if report.clock_offset:
            correct_all(drafts, report.clock_offset)
        if self.roles and any(drafts.actor):
            told = zip(drafts.each("role"), drafts.each("actor"), strict=True)
            drafts.role = [role or self.roles.get(actor.casefold(), "") for role, actor in told]
        report.count(drafts)
        new_marks += marks
        return drafts

    def _take_unread(self, rows: Iterable[UnreadRow], taken: "_Taken") -> None:
        for row in rows:
            taken.report.unread.append(row)
            if len(taken.report.unread) > MOST_UNREAD:
                raise UserError(
                    f"More than {MOST_UNREAD:,} rows of the file could not be read, so it was left out: "
                    f"“{row.locator}” is one of them.",
                    "Choose another format or other columns, or look for a quotation mark that nothing closes.",
                )
            if (row.raw, row.reason) not in self.known_unread:
                self.known_unread.add((row.raw, row.reason))
                taken.fresh_unread.append(row)

    def _forget(self, taken: "_Taken") -> None:
        """Know nothing of a file that was not read to its end: what it told may stand in another one."""
        self.known.difference_update(taken.marks)
        self.known_unread.difference_update((row.raw, row.reason) for row in taken.fresh_unread)

    def _new_places(self, drafts: Drafts, marks: list[bytes], taken: "_Taken") -> list[int]:
        """Where the events stand that the review has not yet; what it has, or is told twice, is counted."""
        new = dict(zip(reversed(marks), range(len(marks) - 1, -1, -1), strict=True))  # where each stands first
        for mark in self.known.intersection(new):
            del new[mark]
        own = taken.own
        places = sorted(place for place in new.values() if own is None or own.changed(drafts.one(place)) != ())
        taken.report.count_known(drafts.at(sorted(set(range(len(marks))).difference(places))))
        return places

    def _finish(self, taken: "_Taken", sha256: str) -> None:
        report, source, updates = taken.report, taken.source, taken.updates.all()
        report.count_updates(updates)
        self.reports.append(report)
        if self.dry_run:
            return
        if not (report.added or report.updated or taken.fresh_unread):
            discard_source(self.library, source.id)
            return
        with self.library.preparing() as unit:
            insert_unread(unit, source, taken.fresh_unread)
        report.source_id = source.id
        self.updates.extend(updates)
        figures = {name: getattr(report, name) for name in FIGURES}
        self.prepared.append(replace(source, **figures, unread=len(report.unread), sha256=sha256))

    def show(self) -> tuple[Changes, ...]:
        """Let all that was prepared be seen, as one act."""
        if not self.prepared:
            return ()
        with self.library.unit(self._label(), self.review.id) as unit:
            for source in self.prepared:
                known = {name: getattr(source, name) for name in (*FIGURES, "unread", "sha256")}
                unit.change(unit.get(Source, source.id), withdrawn=False, **known)
            for update in in_turn(self.updates):
                take_over(unit, update)
        return (unit.changes,)

    def _label(self) -> Label:
        """What the act is called: the names of a few files; of many the first ones and how many more there are."""
        names = [source.file_name for source in self.prepared]
        if len(names) <= FILES_BY_NAME:
            return Label("Import {files}", {"files": ", ".join(names)})
        some, more = names[: FILES_BY_NAME - 1], len(names) - FILES_BY_NAME + 1
        return Label("Import {files} and {more} more files", {"files": ", ".join(some), "more": str(more)})

    def report(self, changes: tuple[Changes, ...] = ()) -> ImportReport:
        """What became of the files."""
        return ImportReport(self.review, tuple(self.reports), changes, tuple(self.left_out))

    def discard(self) -> None:
        """Leave nothing of what was prepared."""
        self._discard_after(0)

    def _discard_after(self, begun: int) -> None:
        """Leave nothing of the sources that were begun after so many."""
        for source_id in self.started[begun:]:
            discard_source(self.library, source_id)
        del self.started[begun:]


def _sha256(path: Path, left_off: threading.Event) -> str:
    """The checksum of a file, until it is not asked for any more: a file that is refused may be of any size."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while not left_off.is_set() and (block := stream.read(BLOCK_BYTES)):
            digest.update(block)
    return digest.hexdigest()
