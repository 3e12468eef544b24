"""Our own timelines: a row into which something else wrote bytes that are no text costs only itself."""

from secondstory.model.timeline_file import COLUMNS
from support.imports import read, titles, unread


def row(title: bytes, tags: bytes = b"[]") -> bytes:
    values = {"occurred_at": b"2026-05-04T09:00:00+00:00", "title": title, "kind": b"alert", "tags": tags}
    return b",".join(values.get(name, b"") for name in COLUMNS)


def test_bytes_that_are_no_text_make_their_row_unread_and_show_in_it() -> None:
    lines = [
        ",".join(COLUMNS).encode(),
        row("Auftr\u00e4ge".encode()),
        row(b"a\x87"),
        row(b"b", b"[\x87"),
        row(b"Resolved"),
    ]
    rows = read(b"\n".join(lines))
    assert titles(rows) == ["Auftr\u00e4ge", "Resolved"]
    assert [(found.locator, r"\x87" in found.raw) for found in unread(rows)] == [("row 3", True), ("row 4", True)]
    assert {found.reason for found in unread(rows)} == {
        "Some bytes of this row are not text in the encoding of the file (UTF-8)."
    }
