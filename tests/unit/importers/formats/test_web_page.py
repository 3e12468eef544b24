"""Web pages: what they show is read as text is; what they hide is not."""

import pytest

from secondstory.importers.base import ImportOptions
from secondstory.importers.formats import web_page
from secondstory.importers.html.pages import markdown
from secondstory.importers.preview import preview, repair
from secondstory.importers.registry import by_name, detect
from secondstory.model.draft import Draft
from secondstory.model.errors import UserError
from support.imports import DATA, drafts, read, sample_of, times, titles, topics, unread

PAGE = (DATA / "wiki-page.html").read_bytes()


def test_tables_and_lists_of_a_page_are_its_timeline() -> None:
    rows = read(PAGE)
    assert list(zip(times(rows), titles(rows), strict=True)) == [
        ("2026-05-04 09:00", "Form answers 502 & nobody can submit"),
        ("2026-05-04 09:05", "Call opened Lead joined"),
        ("2026-05-04 09:20", "rolled back flow v14"),
        ("2026-05-04 09:30", "form is back to normal"),
    ]
    assert unread(rows) == []
    assert [row.actor for row in drafts(rows)[:2]] == ["On-call engineer", "Incident lead"]
    assert "queue is empty" in drafts(rows)[3].body


def test_the_day_and_the_zone_are_those_that_the_page_states() -> None:
    assert topics(PAGE) == []
    assert topics("<ul><li>09:00 down</li><li>09:05 up</li></ul>") == ["date", "zone"]


def test_a_chat_that_was_saved_as_a_page_keeps_its_authors() -> None:
    page = """<html><body>
        <div class="m"><span>A. Example</span> <span>5/14/2026 10:00 AM</span><div>the form is down</div></div>
        <div class="m"><span>B. Example</span> <span>5/14/2026 10:05 AM</span><div>on <b>it</b></div></div>
        </body></html>"""
    assert [(row.actor, row.title) for row in drafts(read(page))] == [
        ("A. Example", "the form is down"),
        ("B. Example", "on it"),
    ]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h3>Timeline</h3><p>a<br>b</p>", "### Timeline\n\na\nb"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n  - b\n- c"),
        ("<table><tr><td>Time<td>What<tr><td>9:00<td>a|b</table>", "| Time | What |\n| --- | --- |\n| 9:00 | a\\|b |"),
        ("<table><tr><td>9:00</td><td>a</td></tr></table>", "|  |  |\n| --- | --- |\n| 9:00 | a |"),
        ("<pre>9:00 a\n  9:05 b</pre>", "9:00 a\n  9:05 b"),
        ("a < b <!-- c --> &lt;d&gt; <script>e</script><title>f</title>", "a < b <d>"),
        ("<p>a</p>\n\n<p>b</p>", "a\n\nb"),
    ],
)
def test_a_page_is_written_as_people_would_write_it(html: str, text: str) -> None:
    assert markdown(html) == text


def test_a_table_without_a_header_loses_no_row() -> None:
    page = "<table><tr><td>2026-05-04 09:00</td><td>down</td></tr><tr><td>2026-05-04 09:05</td><td>up</td></tr></table>"
    assert titles(read(page)) == ["down", "up"]


def test_pages_in_other_encodings_are_read() -> None:
    page = "<html><body><ul><li>2026-05-04 09:00 – Störung</li></ul></body></html>"
    for encoding in ("utf-8-sig", "utf-16", "cp1252"):
        assert titles(read(page.encode(encoding))) == ["Störung"]


def test_a_page_without_times_and_other_markup_are_no_timeline() -> None:
    for data in ("<html><p>All is well</p></html>", '<?xml version="1.0"?><rss><item>09:00 down</item></rss>'):
        assert by_name("web-page").score(sample_of(data)) == 0


def test_a_row_that_was_corrected_is_read_again() -> None:
    rows = read("<ul><li>2026-05-04 25:00 down</li><li>2026-05-04 09:05 up</li></ul>")
    (row,) = unread(rows)
    repaired = repair(row, by_name("web-page"), ImportOptions(), "2026-05-04 09:00 a & b < c")
    assert isinstance(repaired, Draft)
    assert repaired.title == "a & b < c"


def test_the_beginning_of_a_page_can_be_looked_at() -> None:
    assert titles(list(preview(detect(sample_of(PAGE)), sample_of(PAGE), ImportOptions(), 2).rows)) == [
        "Form answers 502 & nobody can submit",
        "Call opened Lead joined",
    ]


def test_a_page_that_is_too_large_is_refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_page, "PAGE_LIMIT", 100)
    with pytest.raises(UserError, match="larger than"):
        read(PAGE, "web-page")


@pytest.mark.parametrize(
    "html", ["<table>" * 20_000, "<td>" * 20_000 + "9:00 x", "<ul>" * 20_000 + "<li>9:00 x", "<!--" * 20_000]
)
def test_nested_tags_without_end_do_no_harm(html: str) -> None:
    assert len(read(html, "web-page")) <= 1


def test_what_a_page_tells_programs_of_a_time_counts() -> None:
    page = '<!DOCTYPE html><ul><li><time datetime="2026-05-04T15:00:00Z">today, 3 pm</time> <b>all is well</b></ul>'
    rows = read(page)
    assert (times(rows), titles(rows)) == (["2026-05-04 15:00"], ["all is well"])
