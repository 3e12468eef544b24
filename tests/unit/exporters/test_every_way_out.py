"""Whatever text of a review somebody is named in, and whatever is written of it: the name stays in the library."""

from dataclasses import fields, replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from secondstory.exporters.privacy import NO_PROSE
from secondstory.exporters.registry import suffixes
from secondstory.exporters.timeline_files import TimelineForm, write_timeline
from secondstory.exporters.xlsx import write_tracker
from secondstory.model.progress import finish
from secondstory.model.records import Participant, Record
from secondstory.model.snapshot import Snapshot
from support.reports import TODAY, full_review, read_pdf, written

PEOPLE = (
    Participant(review_id=1, role="Incident commander", name="Priya Shah"),
    Participant(review_id=1, role="Database engineer", name="Grace O'Neill"),
)
PROSE = "priya.shah asked Mark; Grace O’Neill told P. Shah, Priyas phone rang"
NAMES = ("priya", "shah", "neill", "grace")
NO_TEXT = NO_PROSE | {"ref", "actor", "role", "owner", "facilitator", "service"}
"""What programs read or make, and what is a role itself."""


def named(row: Record) -> Record:
    """A record with people named in each of its texts."""
    texts = {f.name: f"{getattr(row, f.name)} {PROSE}" for f in fields(row) if f.type is str and f.name not in NO_TEXT}
    return replace(row, **texts)  # type: ignore[arg-type]  # every field named here holds a text


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    full = full_review()
    tables = {kind: {key: named(row) for key, row in rows.items()} for kind, rows in full.tables.items()}
    tables[Participant] = {9 + n: replace(person, id=9 + n) for n, person in enumerate(PEOPLE)}
    return Snapshot(named(full.review), tables)  # type: ignore[arg-type]


def is_silent(text: str) -> bool:
    """Whether nobody is named; where somebody is, the names are in the message of the test."""
    found = [name for name in NAMES if name in text.casefold()]
    assert not found, text
    return True


@pytest.mark.parametrize("suffix", [suffix for suffix in suffixes() if suffix != ".pdf"])
def test_a_report_names_nobody(snapshot: Snapshot, tmp_path: Path, suffix: str) -> None:
    assert is_silent(written(snapshot, tmp_path / f"report{suffix}").path.read_text(encoding="utf-8"))


def test_a_printed_report_names_nobody(snapshot: Snapshot, tmp_path: Path) -> None:
    path = written(snapshot, tmp_path / "report.pdf").path
    assert is_silent(read_pdf(path).text)
    assert is_silent(str(read_pdf(path).reader.metadata))


def test_a_tracker_names_nobody(snapshot: Snapshot, tmp_path: Path) -> None:
    finish(write_tracker([snapshot], tmp_path / "tracker.xlsx", TODAY))
    book = load_workbook(tmp_path / "tracker.xlsx")
    cells = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert is_silent("\n".join([*cells, str(book.properties)]))


@pytest.mark.parametrize("form", TimelineForm)
def test_a_timeline_for_other_programs_names_nobody(snapshot: Snapshot, tmp_path: Path, form: TimelineForm) -> None:
    suffix = ".md" if form is TimelineForm.MARKDOWN else ".csv"
    finish(write_timeline(snapshot, tmp_path / f"timeline{suffix}", form))
    assert is_silent((tmp_path / f"timeline{suffix}").read_text(encoding="utf-8"))
