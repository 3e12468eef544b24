"""Which writer makes a report, and what is left when writing ends early."""

import hashlib
from pathlib import Path

import pytest

from secondstory.exporters.registry import suffixes, write_report
from secondstory.model.errors import UserError
from support.reports import MADE_AT, full_review, written


@pytest.mark.parametrize("suffix", suffixes())
def test_the_suffix_decides_the_form(suffix: str, tmp_path: Path):
    report = written(full_review(), tmp_path / f"report{suffix.upper()}")

    assert report.edition == "internal"
    assert report.sha256 == hashlib.sha256(report.path.read_bytes()).hexdigest()
    assert (report.pages > 0) is (suffix == ".pdf")


@pytest.mark.parametrize("name", ["report", "report.docx"])
def test_an_unknown_suffix_is_refused_with_the_known_ones(name: str, tmp_path: Path):
    with pytest.raises(UserError, match="cannot be written") as refused:
        written(full_review(), tmp_path / name)

    assert refused.value.remedy == "Choose a file name that ends in .pdf, .html, .md or .json."


@pytest.mark.parametrize("suffix", suffixes())
def test_cancelling_leaves_the_old_file_and_nothing_else(suffix: str, tmp_path: Path):
    path = tmp_path / f"report{suffix}"
    path.write_text("the old one")
    work = write_report(full_review(), path, MADE_AT)
    next(work)
    work.close()

    assert path.read_text() == "the old one"
    assert list(tmp_path.iterdir()) == [path]


def test_a_place_that_cannot_be_written_to_is_said_in_a_sentence(tmp_path: Path):
    with pytest.raises(UserError, match="could not be written"):
        written(full_review(), tmp_path / "nowhere" / "report.pdf")


def test_progress_runs_up_to_the_whole(tmp_path: Path):
    steps = list(write_report(full_review(), tmp_path / "report.pdf", MADE_AT))

    assert steps[-1].done == steps[-1].total > 0
    assert all(0 <= step.done <= step.total for step in steps)
