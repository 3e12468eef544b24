"""Lines that begin as if they were something, and go on for very long: each is read in a moment, and as before."""

from io import BytesIO

import pytest

from secondstory.importers.base import ImportOptions
from secondstory.importers.formats.web_page import is_page
from secondstory.importers.prose.marks import mark_of
from secondstory.importers.registry import detect
from secondstory.model.errors import UserError
from support.imports import drafts, read, sample_of, titles

LONG = 20_000
SPACES = " " * LONG
TIMELINE = "# Review\n\n2026-05-04 09:12 UTC alarm\n{}\n2026-05-04 09:14 UTC solved\n"
COMMENTS = "<!-- a -->" * 2_000


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    "line",
    [
        f"# a{SPACES}z",
        f"== a{SPACES}z",
        f"09:13 From{SPACES}z",
        f"09:13 From a to{SPACES}z",
        f"|{SPACES}z",
        f"({SPACES}z",
        f"2026-05-04{SPACES}z",
        "2026-05-04 09:13 UTC " + "'''a:1 " * (LONG // 7),
        "2026-05-04 09:13 UTC " + "_a " * (LONG // 3),
        f"a{SPACES}<",
        f"Ann{SPACES}•z",
    ],
    ids=range(11),
)
def test_events_around_a_very_long_line_are_read(line: str) -> None:
    found = titles(read(TIMELINE.format(line)))
    assert found[0].startswith("alarm")
    assert found[-1] == "solved"


@pytest.mark.timeout(60)
def test_a_table_may_have_a_very_long_header() -> None:
    (title,) = titles(read(f"time,title,x{SPACES}(y\n2026-05-04T09:12:30Z,alarm,z\n"))
    assert title.startswith("alarm")


@pytest.mark.timeout(60)
def test_a_message_may_have_many_signs_of_emphasis_that_have_no_end() -> None:
    text = "_a " * LONG
    (row,) = drafts(read(f'[{{"type": "message", "ts": "1777885950.000100", "user": "U1", "text": "{text}"}}]'))
    assert row.title.startswith("_a _a")


@pytest.mark.timeout(60)
@pytest.mark.parametrize("begin", ["", '<?xml version="1.0"?>'])
def test_many_comments_in_front_of_a_document_do_not_hide_what_it_is(begin: str) -> None:
    assert is_page(f"{begin}{COMMENTS}<html>")
    assert not is_page(f"{begin}{COMMENTS}<a>")
    with pytest.raises(UserError, match="No events were found"):
        detect(sample_of(f"{begin}{COMMENTS}<a/>"))
    item = "<item><title>alarm</title><pubDate>Mon, 04 May 2026 09:12:30 +0000</pubDate></item>"
    feed = f"{begin}{COMMENTS}<rss><channel>{item}</channel></rss>"
    assert titles(list(detect(sample_of(feed)).read(BytesIO(feed.encode()), ImportOptions()))) == ["alarm"]


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("# Timeline ##  ", "Timeline"),
        ("## C # sharp", "C # sharp"),
        ("== Timeline == ", "Timeline"),
        ("== a = b", "a = b"),
    ],
)
def test_signs_that_close_a_heading_are_no_part_of_it(line: str, title: str) -> None:
    assert mark_of(line).text == title
