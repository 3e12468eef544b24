"""``secondstory import``: read timelines into a review."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import typer

from secondstory.cli.common import ATTENTION, JsonOption, LibraryOption, QuietOption, iso, put, put_json, run_work, tell
from secondstory.importers.base import ChangedHour, Draft, Sample, Topic
from secondstory.importers.preview import preview
from secondstory.importers.registry import by_name
from secondstory.importers.tables.mapping import SHEET
from secondstory.model.errors import UserError
from secondstory.model.records import Review
from secondstory.services import importing
from secondstory.services.bundles import import_bundle, is_bundle
from secondstory.services.files_to_import import FoundFile, find_files
from secondstory.services.import_preview import day_in_name, look_at, read_start
from secondstory.services.importing import FileToImport, ImportOptions, ImportReport, SourceReport
from secondstory.services.library import Library, open_library
from secondstory.services.reviews import snapshot_by_ref
from secondstory.services.saved_mappings import SavedMappings, default_file, fitting, missing_words
from secondstory.timeline.clock_offset import format_offset, read_offset

START_OPTION = typer.Option(metavar="TIME", help="When a story starts whose times count from there, as T+15m does.")
COMPARED_ROWS = 1000
"""So many rows tell whether the day or the month was taken first."""


def command(  # noqa: PLR0913, PLR0917 - a public interface with this many options
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Timelines, review documents or folders of them.")
    ],
    review: Annotated[str, typer.Option(metavar="REF", help="Import into this review.")] = "",
    title: Annotated[str, typer.Option(help="Start a review of this title and import into it.")] = "",
    format_name: Annotated[str, typer.Option("--format", metavar="NAME", help="The format; see “formats”.")] = "",
    timezone: Annotated[str, typer.Option(metavar="IANA", help="The zone of times that do not name one.")] = "",
    date: Annotated[str, typer.Option(metavar="YYYY-MM-DD", help="The first day of times that name none.")] = "",
    day_first: Annotated[
        bool | None,
        typer.Option("--day-first/--month-first", help="What comes first in dates such as 03/04/2026."),
    ] = None,
    changed_hour: Annotated[
        ChangedHour | None,
        typer.Option(help="Which instant is meant in an hour that clocks repeat or skip."),
    ] = None,
    mapping: Annotated[
        list[str], typer.Option("--map", metavar="field=column", help="Which column holds a field.")
    ] = [],  # noqa: B006
    clock_offset: Annotated[
        str, typer.Option(metavar="OFFSET", help="How far the clock of the files was off: “3 min fast”, “-3m”.")
    ] = "",
    clock_reason: Annotated[str, typer.Option(metavar="TEXT", help="How it is known that the clock was off.")] = "",
    saved: Annotated[
        str, typer.Option("--mapping", metavar="NAME", help="A saved mapping, as far as it fits; see “mappings”.")
    ] = "",
    sheet: Annotated[str, typer.Option(metavar="NAME", help="The sheet of a workbook, “all” of them, or a list.")] = "",
    start: Annotated[str, START_OPTION] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be imported.")] = False,
    library: LibraryOption = "",
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Import timelines into a review; all of them or, where one that is named can't be read, none."""
    if review and title:
        raise UserError(
            "Both --review and --title are given.", "Name the review that is there, or the title of a new one."
        )
    clock = (read_offset(clock_offset) if clock_offset else None), clock_reason.strip()
    began = read_start(start) if start else None
    options = ImportOptions(_zone(timezone), _date(date), _mapping(mapping, sheet), day_first, changed_hour, began)
    known = SavedMappings(default_file()).of(saved) if saved else {}
    with TemporaryDirectory(prefix="secondstory-") as unpacked:
        found = run_work(find_files(files, Path(unpacked)), quiet=quiet)
        opened = open_library(library)
        if all(is_bundle(file.path) for file in found) and not (review or title or format_name):
            _import_bundles(opened, found, dry_run=dry_run, as_json=as_json)
            return
        wanted = [FileToImport(one.path, format_name, options, one.name, *clock, inside=one.inside) for one in found]
        wanted = [_with_saved(_with_day(file, quiet=quiet), known, quiet=quiet) for file in wanted]
        name = title or Path(found[0].name.partition("/")[0]).stem
        report = run_work(_work(opened, wanted, review, name, timezone, dry_run=dry_run), quiet=quiet)
        left_out = {file.path for file, _ in report.left_out}
        for file, source in zip((w for w in wanted if w.path not in left_out), report.sources, strict=True):
            _tell_order(file, source, quiet=quiet)
    _show(report, as_json=as_json, quiet=quiet, dry_run=dry_run)
    if report.needs_attention:
        raise typer.Exit(ATTENTION)


def _work(library: Library, files: list[FileToImport], review: str, title: str, zone: str, *, dry_run: bool) -> Any:
    review_id = snapshot_by_ref(library, review).review.id if review else None
    if dry_run:
        return importing.preview_import(library, files, review_id, title=title, zone=zone or "UTC")
    if review_id is not None:
        return importing.import_files(library, review_id, files)
    return importing.import_into_new_review(library, title, files, zone=zone or "UTC")


def _import_bundles(library: Library, files: Sequence[FoundFile], *, dry_run: bool, as_json: bool) -> None:
    if dry_run:
        raise UserError("A review document has no dry run.", "Import it; undo takes it back.")
    for file in files:
        review = import_bundle(library, file.path).rows[0].record
        assert isinstance(review, Review)  # noqa: S101 - what importing a document changes
        with library.reading() as reader:
            events = len(reader.snapshot(review.id).events)
        if as_json:
            whole = SourceReport(file.name, "secondstory-review", read=events, added=events)
            put_json({"review": review.ref, "sources": [source_document(whole)]})
        else:
            noun = "event" if events == 1 else "events"
            put(f"{review.ref}  {review.title}: {events} {noun} from {file.name}")


def _zone(name: str) -> str | None:
    if not name:
        return None
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UserError(f"There is no time zone {name}.", "Use an IANA name such as Europe/London.") from error
    return name


def _date(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UserError(f"{text} is not a date.", "Write it as YYYY-MM-DD.") from error


def _mapping(items: list[str], sheet: str) -> dict[str, str]:
    for item in items:
        if "=" not in item:
            raise UserError(f"--map {item} names no column.", "Write it as field=column.")
    return dict(item.split("=", 1) for item in items) | ({SHEET: sheet} if sheet else {})


def _with_day(file: FileToImport, *, quiet: bool) -> FileToImport:
    """A file with the day that its name tells, where its times tell none and nobody else did."""
    day = day_in_name(file.name or file.path.name) if file.options.date is None else None
    if day is None or Topic.DATE not in (question.topic for question in look_at(file).questions):
        return file
    tell(f"  {file.name}: the day {day} is taken from its name (--date changes that).", quiet=quiet)
    return replace(file, options=replace(file.options, date=day))


def _with_saved(file: FileToImport, saved: dict[str, str], *, quiet: bool) -> FileToImport:
    """A file with a saved mapping as far as it fits; what was said besides comes first."""
    if not saved:
        return file
    fits = fitting(saved, look_at(file).layout)
    if fits.missing:
        tell(f"  {file.name}: not in this file, and left out: {missing_words(fits.missing)}.", quiet=quiet)
    mapping = fits.mapping | dict(file.options.mapping)
    return replace(file, options=replace(file.options, mapping=mapping))


def _show(report: ImportReport, *, as_json: bool, quiet: bool, dry_run: bool) -> None:
    if as_json:
        put_json(_document(report))
        for source in report.sources:
            _tell_details(source, quiet=quiet)
        _tell_left_out(report, quiet=quiet)
        return
    put(f"{report.review.ref or 'Nothing imported yet'}  {report.review.title}" + (" (dry run)" if dry_run else ""))
    for source in report.sources:
        put(
            f"  {source.file} ({source.format}): {source.read:,} events: {source.added:,} new, {source.updated:,} "
            f"changed, {source.duplicates:,} duplicates, {len(source.unread):,} unread"
        )
        _tell_details(source, quiet=quiet)
    _tell_left_out(report, quiet=quiet)


def _document(report: ImportReport) -> dict[str, Any]:
    left_out = [{"file": file.name, "reason": str(error)} for file, error in report.left_out]
    sources = [source_document(source) for source in report.sources]
    return {"review": report.review.ref or None, "sources": sources, "left_out": left_out}


def _tell_left_out(report: ImportReport, *, quiet: bool) -> None:
    for file, error in report.left_out:
        tell(f"  {file.name}: left out. {error}", quiet=quiet)


def _tell_order(file: FileToImport, source: SourceReport, *, quiet: bool) -> None:
    """Say so where a file leaves open whether the day or the month comes first, and what was taken."""
    if quiet or file.options.day_first is not None:
        return
    try:
        importer, sample = by_name(source.format), Sample.of(file.path)
        if Topic.ORDER not in (question.topic for question in importer.questions(sample, file.options)):
            return
        taken, with_day = (
            [
                row.occurred_at
                for row in preview(importer, sample, options, COMPARED_ROWS).rows
                if isinstance(row, Draft)
            ]
            for options in (file.options, replace(file.options, day_first=True))
        )
    except (UserError, OSError):
        return  # what a part of the file does not tell is no fault of an import that is done
    first, other = ("day", "month") if taken == with_day else ("month", "day")
    tell(
        f"  {source.file}: the file does not show whether day or month comes first; the {first} was taken first "
        f"(--{other}-first changes that).",
        quiet=quiet,
    )


def _tell_details(source: SourceReport, *, quiet: bool) -> None:
    if source.zones:
        zones = " and ".join(sorted(source.zones))
        tell(
            f"  {source.file} names no zone for some times; {zones} was assumed (--timezone changes that).", quiet=quiet
        )
    if source.clock_offset:
        offset = format_offset(source.clock_offset)
        tell(f"  {source.file}: its clock was off; {offset} was added to its times (--clock-offset).", quiet=quiet)
    if source.undated:
        tell(
            f"  {source.file}: {source.undated:,} events have no time; they stand where the file tells them.",
            quiet=quiet,
        )
    for locator, remark in source.remarks:
        tell(f"  {source.file}, {locator}: {remark}", quiet=quiet)
    for row in source.unread:
        tell(f"  {source.file}, {row.locator}: not read. {row.reason}", quiet=quiet)


def source_document(source: SourceReport) -> dict[str, Any]:
    """What became of one file, as the public interface names it."""
    return {
        "file": source.file,
        "format": source.format,
        "read": source.read,
        "added": source.added,
        "updated": source.updated,
        "duplicates": source.duplicates,
        "unread": [{"locator": row.locator, "reason": row.reason, "raw": row.raw} for row in source.unread],
        "first": iso(source.first),
        "last": iso(source.last),
        "zones": sorted(source.zones),
        "undated": source.undated,
        "clock_offset": source.clock_offset.total_seconds(),
        "remarks": [{"locator": locator, "remark": remark} for locator, remark in source.remarks],
    }
