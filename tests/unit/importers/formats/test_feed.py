"""Feeds: the updates that status pages stack in an entry, and entries by themselves."""

from support.imports import DATA, drafts, read, times, titles, topics

HISTORY = (DATA / "status-page.rss").read_bytes()
ATOM = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>News</title>
<entry><id>tag:2</id><title type="html">&lt;b&gt;Forms&lt;/b&gt; are down</title><updated>2026-05-04T09:05:00Z</updated>
<author><name>A. Example</name></author>
<content type="xhtml"><div><p>Since <em>nine</em> o'clock.</p></div></content></entry>
</feed>"""


def test_each_update_of_an_incident_is_a_communication() -> None:
    rows = read(HISTORY)
    assert list(zip(times(rows), titles(rows), strict=True)) == [
        ("2025-12-31 23:50", "Resolved: Sign-in was slow"),
        ("2026-05-04 09:20", "Investigating: Forms fail"),
        ("2026-05-04 10:40", "Resolved: Forms fail"),
    ]
    assert {row.kind.value for row in drafts(rows)} == {"communication"}
    assert [row.body for row in drafts(rows)][1] == "We are looking into it."
    assert topics(HISTORY) == []


def test_an_entry_without_updates_is_an_event_in_plain_text() -> None:
    (row,) = drafts(read(ATOM))
    assert (row.title, row.body, row.actor) == ("Forms are down", "Since nine o'clock.", "A. Example")
    assert (times([row]), row.kind.value, row.external_id) == (["2026-05-04 09:05"], "impact", "feed:tag:2")


def test_a_time_of_mail_is_read_with_its_zone() -> None:
    item = "<item><title>Restored</title><pubDate>Mon, 04 May 2026 02:40:00 PDT</pubDate></item>"
    assert times(read(f'<rss version="2.0"><channel>{item}</channel></rss>')) == ["2026-05-04 09:40"]
