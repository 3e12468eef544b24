"""Real libraries for tests, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from secondstory.model.records import Review
from secondstory.model.snapshot import Snapshot
from secondstory.services import reviews
from secondstory.services.library import Library, open_library


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Library]:
    """A new library, once on each database."""
    is_remote = request.param == "postgresql"
    place = request.getfixturevalue("postgresql_library_url") if is_remote else str(tmp_path / "library.db")
    opened = open_library(place, "facilitator")
    yield opened
    opened.close()


@pytest.fixture
def sqlite_library(tmp_path: Path) -> Iterator[Library]:
    """A new library in a file."""
    opened = open_library(str(tmp_path / "library.db"), "facilitator")
    yield opened
    opened.close()


def started_review(library: Library, title: str = "Order sync stopped") -> int:
    """Start a review and return its id."""
    review = reviews.start_review(library, title).rows[0].record
    assert isinstance(review, Review)
    return review.id


def only_review(library: Library) -> Snapshot:
    """The snapshot of the one review of a library."""
    (summary,) = reviews.summaries(library)
    return reviews.snapshot(library, summary.review.id)
