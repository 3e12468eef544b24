"""Whole reviews from ``secondstory-review`` documents, the shipped sample among them."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from secondstory.exporters.interchange import ReviewBundle, read_document
from secondstory.model.changes import Changes, Label
from secondstory.model.records import Review
from secondstory.services.library import Library
from secondstory.services.reviews import insert_review, show_review
from secondstory.storage.copying import insert_copy
from secondstory_resources import resource

SAMPLE = "samples/github-2018-10-21-mysql-failover.json"


def is_bundle(path: Path) -> bool:
    """Whether a file says of itself that it is a review document."""
    if path.suffix.casefold() != ".json" or not path.is_file():
        return False
    with path.open("rb") as stream:
        return b'"secondstory-review"' in stream.read(4096)


def import_bundle(library: Library, path: Path) -> Changes:
    """Add the review of a document to the library, as a review of its own.

    Raises `UserError` where the document can't be read; then nothing is added.
    """
    return _add(library, read_document(path.read_bytes()), Label("Import the review of {file}", {"file": path.name}))


def open_sample(library: Library) -> tuple[Changes, int]:
    """The sample: the one that is in the library, else a fresh copy. Returns its review id."""
    with library.reading() as reader:
        present = reader.all(Review, sample=True, binned=False)
    if present:
        review = present[-1]
        return Changes(Label("Open the sample"), review.id), review.id
    changes = restore_sample(library)
    return changes, changes.rows[-1].record.id


def restore_sample(library: Library) -> Changes:
    """Add a fresh copy of the sample; earlier copies go to the bin."""
    with library.unit(Label("Put the earlier sample into the bin")) as unit:
        for review in unit.all(Review, sample=True, binned=False):
            unit.review_id = review.id
            unit.change(review, binned=True)
    return _add(library, read_document(resource(SAMPLE).read_bytes()), Label("Add the sample"))


def _add(library: Library, bundle: ReviewBundle, label: Label) -> Changes:
    with library.preparing() as unit:
        review = insert_review(unit, replace(bundle.snapshot.review, id=0, created_at=datetime.now(UTC)))
        insert_copy(unit, review, bundle.snapshot, bundle.raws)
    with library.unit(label) as unit:
        show_review(unit, review)
    return unit.changes
