"""Short ways to read composed files with the importers."""

from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

from secondstory.importers.base import ImportOptions, Sample
from secondstory.importers.registry import by_name, detect
from secondstory.importers.times.starts import read_start
from secondstory.model.draft import Draft, UnreadRow

DATA = Path(__file__).resolve().parents[1] / "data" / "imports"


def sample_of(data: bytes | str, name: str = "") -> Sample:
    """A sample of bytes or text."""
    data = data.encode() if isinstance(data, str) else data
    return Sample(data[: 64 * 1024], name, len(data))


def read(
    data: bytes | str,
    importer: str = "",
    *,
    zone: str | None = None,
    day: str = "",
    day_first: bool | None = None,
    mapping: dict[str, str] | None = None,
    start: str = "",
) -> list[Draft | UnreadRow]:
    """All rows of a file given as bytes or text; the importer is detected where none is named."""
    data = data.encode() if isinstance(data, str) else data
    found = by_name(importer) if importer else detect(sample_of(data))
    options = ImportOptions(zone, date.fromisoformat(day) if day else None, mapping or {}, day_first)
    options = replace(options, start=read_start(start) if start else None)
    return list(found.read(BytesIO(data), options))


def drafts(rows: list[Draft | UnreadRow]) -> list[Draft]:
    """The events among rows."""
    return [row for row in rows if isinstance(row, Draft)]


def unread(rows: list[Draft | UnreadRow]) -> list[UnreadRow]:
    """The unread rows among rows."""
    return [row for row in rows if isinstance(row, UnreadRow)]


def times(rows: list[Draft | UnreadRow]) -> list[str]:
    """The times of the events in UTC, as short as they can be written."""
    return [short(row.occurred_at) for row in drafts(rows)]


def short(at: datetime | None) -> str:
    """``2026-05-04 14:05`` with seconds only where there are any."""
    if at is None:
        return ""
    assert at.tzinfo is UTC
    text = at.isoformat(sep=" ").removesuffix("+00:00")
    return text.removesuffix(":00") if text.count(":") == 2 else text


def titles(rows: list[Draft | UnreadRow]) -> list[str]:
    """The titles of the events."""
    return [row.title for row in drafts(rows)]


def topics(data: bytes | str, importer: str = "", options: ImportOptions | None = None) -> list[str]:
    """What would be asked before reading."""
    found = by_name(importer) if importer else detect(sample_of(data))
    return [question.topic.value for question in found.questions(sample_of(data), options or ImportOptions())]
