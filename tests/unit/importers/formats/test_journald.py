"""The journal of systemd, in its two forms that can be read."""

import pytest

from secondstory.importers.registry import detect
from secondstory.model.enums import EventKind
from support.imports import DATA, drafts, read, sample_of, times, titles, topics, unread


@pytest.mark.parametrize(
    ("name", "words", "kind"),
    [
        ("journal.export", ["flowd: Flow failed", "flowd: Flow recovered"], EventKind.IMPACT),
        ("journal.jsonl", ["flowd: Flow failed", "flowd: Flow up"], EventKind.ALERT),
    ],
)
def test_entries_have_their_program_host_and_severity(name: str, words: list[str], kind: EventKind) -> None:
    data = (DATA / name).read_bytes()
    assert detect(sample_of(data)).info.name == "journald"
    rows = drafts(read(data))
    assert titles(list(rows)) == words
    assert times(list(rows)) == ["2026-05-04 14:05:02.123456", "2026-05-04 14:06:02"]
    assert rows[0].tags[:2] == ("forms-01", "flowd")
    assert (rows[0].kind, rows[0].body) == (kind, "")
    assert topics(data) == []


def test_an_entry_is_kept_as_it_stood() -> None:
    rows = drafts(read((DATA / "journal.export").read_bytes()))
    assert rows[1].raw.startswith("__CURSOR=s=1;i=2\n__REALTIME")
    assert rows[1].locator == "line 9"


def test_an_entry_without_a_time_is_unread() -> None:
    data = (DATA / "journal.export").read_text(encoding="utf-8") + "MESSAGE=lost\n\n"
    assert [(row.locator, row.reason) for row in unread(read(data))] == [("line 16", "The entry has no time.")]
