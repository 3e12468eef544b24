"""What must hold of any row that any importer gives, and of any refusal, whatever the file holds."""

from datetime import UTC
from io import BytesIO

from secondstory.importers.base import Importer, ImportOptions
from secondstory.importers.fingerprint import fingerprints
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.drafts import Drafts
from secondstory.model.enums import Precision
from secondstory.model.errors import UserError

OPTIONS = ImportOptions(zone="Europe/Berlin")


def every_row(importer: Importer, data: bytes, options: ImportOptions = OPTIONS) -> list[Draft | UnreadRow]:
    """All rows, or none where the importer refuses the file in a sentence; checks what must hold of any row."""
    try:
        rows = list(importer.read(BytesIO(data), options))
    except UserError as error:
        told(error)
        return []
    for row in rows:
        check(row)
    return rows


def told(error: UserError) -> None:
    """A failure is a sentence on what happened and one on what to do."""
    assert error.message.endswith(".")
    assert error.remedy.endswith(".")


def check(row: Draft | UnreadRow) -> None:
    """A row has a place, a record that can be stored, and either a reason or an event whose fields agree."""
    assert row.locator
    for text in (row.raw, row.reason if isinstance(row, UnreadRow) else row.title):
        text.encode()
        assert "\0" not in text
    if isinstance(row, UnreadRow):
        assert row.reason.endswith(".")
        return
    assert row.title.strip()
    row.body.encode()
    assert [len(mark) for mark in fingerprints(Drafts.of([row]))] == [16]
    assert (row.occurred_at is None) == (row.precision is Precision.UNKNOWN)
    if row.occurred_at is not None:
        assert row.occurred_at.tzinfo is UTC
        assert row.occurred_until is None or row.occurred_until >= row.occurred_at
