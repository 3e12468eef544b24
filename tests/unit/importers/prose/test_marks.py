"""Titles in bold, entities of HTML, and times of recordings in texts."""

import pytest

from support.imports import drafts, read, short, times, titles, topics, unread

DAY = "2026-05-04"


def test_a_title_in_bold_is_not_run_together_with_the_text_below_it() -> None:
    rows = drafts(read("* [14:05] **Alert fired**\n  Many forms\n  fail.\n* [14:07] **Declared**", "text", day=DAY))
    assert [(row.title, row.body) for row in rows] == [("Alert fired", "Many forms\nfail."), ("Declared", "")]
    assert rows[0].raw == "* [14:05] **Alert fired**\n  Many forms\n  fail."


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Q&amp;A &lt;opened&gt; for &#35;12 &#x23;13", "Q&A <opened> for #12 #13"),
        ("&lt;br&gt; and &#42;stars&#42; are no markup", "<br> and *stars* are no markup"),
        ("what is written is &amp;lt;", "what is written is &lt;"),
        ("R&D; A&B &unknown; &#8238; stay", "R&D; A&B &unknown; &#8238; stay"),
    ],
)
def test_entities_become_characters(written: str, shown: str) -> None:
    (draft,) = drafts(read(f"- 14:05&nbsp;&ndash; {written}\n\n  More: {written}", "text", day=DAY))
    assert draft.title == shown
    assert draft.body.endswith(f"More: {shown}")
    assert draft.raw.startswith(f"- 14:05&nbsp;&ndash; {written}")


@pytest.mark.parametrize(
    "text",
    [
        "WEBVTT\n\n1\n00:00:03.120 --> 00:00:06.500\nAna Example: we are on the bridge\n",
        "\ufeffWEBVTT - Call\n\n00:03.120 --> 00:06.500\nAna Example: we are on the bridge\n",
        "1\n00:00:03,120 --> 00:00:06,500\nAna Example: we are on the bridge\n",
    ],
)
def test_the_times_of_a_recording_count_from_its_start(text: str) -> None:
    assert topics(text) == ["start"]
    (row,) = drafts(read(text, start="2026-05-04 14:05 UTC"))
    assert (row.actor, row.title, short(row.occurred_at)[:19]) == (
        "Ana Example",
        "we are on the bridge",
        "2026-05-04 14:05:03",
    )


def test_a_piece_of_a_transcript_among_notes_is_unread() -> None:
    rows = read("# Notes\n\n14:05 Bridge opened\n00:00:03.120 --> 00:00:06.500\nAna: hello\n", "text", day=DAY)
    assert titles(rows) == ["Bridge opened"]
    assert "transcript" in unread(rows)[0].reason


def test_the_newest_update_of_a_status_page_begins_with_its_state() -> None:
    page = "Disruption of forms\nIncident Report for Forms\nResolved\nAll is well.\nPosted May 4, 2026 - 15:30 UTC\n"
    rows = read(f"{page}Update\nBetter.\nPosted May 4, 2026 - 15:10 UTC\n", "text")
    assert titles(rows) == ["Resolved: All is well.", "Update: Better."]


def test_a_table_with_a_state_in_sentences_keeps_them() -> None:
    head = "# 2026-05-04\n|Time|Status|Description|\n|---|---|---|\n"
    rows = read(f"{head}|14:05|Impact starts for all.|A change went out.|\n|15:00|The impact ends.||\n", "text")
    assert titles(rows) == ["A change went out.", "The impact ends."]
    assert [row.body for row in drafts(rows)] == ["A change went out.\n\nImpact starts for all.", ""]


def test_a_moment_takes_no_line_below_it() -> None:
    rows = read("End time: 2026-05-04 15:05 UTC\nDuration: 1h\n", "text")
    assert titles(rows) == ["End time"]


def test_an_outline_of_org_mode_is_a_list() -> None:
    rows = read("* Timeline\n** <2026-05-04 Mon 14:05> Alert\n** <2026-05-04 Mon 14:20> Ack\n", zone="UTC")
    assert (times(rows), titles(rows)) == (["2026-05-04 14:05", "2026-05-04 14:20"], ["Alert", "Ack"])


@pytest.mark.parametrize(
    "text",
    [
        "== Timeline ==\n* 14:05 Alert '''fired'''\n=== 2026-05-05 ===\n* 09:00 Closed\n",
        "h2. Timeline (UTC)\n||Time||Event||\n|14:05|Alert fired|\n|2026-05-05 09:00|Closed|\n",
        " at | text\n----+----\n 2026-05-04 14:05:00+00 | Alert fired\n 2026-05-05 09:00:00.0+00 | Closed\n(2 rows)\n",
        "+-------+-------------+\n| Time  | Event       |\n+=======+=============+\n| 14:05 | Alert fired |\n"
        "+-------+-------------+\n| 2026-05-05 09:00 | Closed |\n+-------+-------------+\n",
    ],
    ids=["MediaWiki", "Jira", "psql", "grid"],
)
def test_markup_of_other_tools_is_understood(text: str) -> None:
    rows = read(text, "text", zone="UTC", day="2026-05-04")
    assert (times(rows), titles(rows)) == (["2026-05-04 14:05", "2026-05-05 09:00"], ["Alert fired", "Closed"])
    assert len(rows) == 2


def test_lists_of_word_processors_are_lists() -> None:
    rows = read("•\t14:05 – Alert\no\t14:06 – Second one\n▪ 14:07 – Third one\n", "text", day="2026-05-04")
    assert titles(rows) == ["Alert", "Second one", "Third one"]
