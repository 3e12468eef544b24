"""Timelines that people wrote for people: lists, headings, tables, chats, and prose that is no timeline."""

import pytest

from secondstory.importers.base import ImportOptions
from secondstory.importers.registry import by_name
from secondstory.model.enums import Precision
from support.imports import DATA, drafts, read, short, times, titles, topics, unread

DAY = "2026-05-04"


@pytest.mark.parametrize(
    ("line", "time", "title"),
    [
        ("14:05 UTC - alert fired", "14:05", "alert fired"),
        ("* [14:05] **Alert fired**", "14:05", "Alert fired"),
        ("14:05: alert fired", "14:05", "alert fired"),
        ("14:05 alert fired", "14:05", "alert fired"),
        ("- 14:05 – alert fired", "14:05", "alert fired"),
        ("- **14:05**: alert fired", "14:05", "alert fired"),
        ("**14:05 UTC** alert fired", "14:05", "alert fired"),
        ("`14:05` alert fired", "14:05", "alert fired"),
        ("1. 14:05 alert fired", "14:05", "alert fired"),
        ("> 14:05 alert fired", "14:05", "alert fired"),
        ("- [x] 14:05 alert fired", "14:05", "alert fired"),
        ("### 14:05 - Alert fired", "14:05", "Alert fired"),
        ("2:05 PM - alert fired", "14:05", "alert fired"),
        ("2pm: alert fired", "14:00", "alert fired"),
        ("12:05 AM: alert fired", "00:05", "alert fired"),
        ("1405 UTC alert fired", "14:05", "alert fired"),
        ("- 14.05 - alert fired", "14:05", "alert fired"),
        ("14h05 - alert fired", "14:05", "alert fired"),
        ("14:05:30 alert fired", "14:05:30", "alert fired"),
        ("(14:05) alert fired", "14:05", "alert fired"),
        ("| 14:05 | alert fired |", "14:05", "alert fired"),
    ],
)
def test_a_line_that_begins_with_a_time_is_an_event(line: str, time: str, title: str) -> None:
    rows = read(line, "text", day=DAY)
    assert (times(rows), titles(rows)) == ([f"{DAY} {time}"], [title])


@pytest.mark.parametrize(
    ("line", "at", "until"),
    [
        ("14:05-14:20 slow", "14:05", "14:20"),
        ("14:05 – 14:20: slow", "14:05", "14:20"),
        ("- 14:05 to 14:20 slow", "14:05", "14:20"),
        ("### 17:00-18:00 slow", "17:00", "18:00"),
        ("14:?? slow", "14:00", "14:59:59"),
        ("14:3x slow", "14:30", "14:39:59"),
    ],
)
def test_a_range_has_its_end(line: str, at: str, until: str) -> None:
    (draft,) = drafts(read(line, "text", day=DAY))
    assert (short(draft.occurred_at), short(draft.occurred_until)) == (f"{DAY} {at}", f"{DAY} {until}")


@pytest.mark.parametrize(
    "line", ["~14:05 slow", "about 14:05 slow", "approx. 14:05: slow", "14:05 (maybe earlier?) slow", "14:05? slow"]
)
def test_words_of_doubt_make_a_time_approximate(line: str) -> None:
    (draft,) = drafts(read(line, "text", day=DAY))
    assert (draft.precision, short(draft.occurred_at), draft.title) == (Precision.APPROXIMATE, f"{DAY} 14:05", "slow")


@pytest.mark.parametrize("line", ["- 2X:XX slow", "- HH:mm slow", "- ??:?? - slow", "- 25:61 slow"])
def test_a_time_that_says_nothing_is_an_unread_row(line: str) -> None:
    rows = read(f"- 14:05 fine\n{line}", "text", day=DAY)
    assert titles(rows) == ["fine"]
    assert unread(rows)[0].raw == line


def test_the_zone_is_that_of_the_line_or_the_one_stated_or_the_one_chosen() -> None:
    rows = read("All times in CET (GMT+1)\n\n- 14:05 one\n- 14:06 UTC two", "text", day=DAY)
    assert times(rows) == [f"{DAY} 13:05", f"{DAY} 14:06"]
    assert [row.zone_assumed for row in drafts(rows)] == ["", ""]
    rows = read("- 14:05 one", "text", day=DAY, zone="Europe/Berlin")
    assert (times(rows), drafts(rows)[0].zone_assumed) == ([f"{DAY} 12:05"], "Europe/Berlin")


@pytest.mark.parametrize(
    "statement",
    [
        "Times are in Europe/Berlin",
        "Time zone: Europe/Berlin",
        "All times CEST",
        "## Timeline (all times in CEST)",
        "(All times are UTC+2)",
    ],
)
def test_a_zone_may_be_stated_in_many_ways_above_or_below(statement: str) -> None:
    assert times(read(f"{statement}\n\n- 14:05 one", "text", day=DAY)) == [f"{DAY} 12:05"]
    assert times(read(f"- 14:05 one\n\n{statement}", "text", day=DAY)) == [f"{DAY} 12:05"]


@pytest.mark.parametrize(
    "statement",
    [
        "2026-05-06",
        "## 6 May 2026",
        "### 2026-05-06 (UTC)",
        "Wednesday, 6 May 2026",
        "**May 6th, 2026**",
        "Date: 2026-05-06",
        "- 2026-05-06:",
        "6.5.2026",
    ],
)
def test_a_day_on_its_own_line_holds_for_what_follows(statement: str) -> None:
    assert times(read(f"{statement}\n\n14:05 - one\n14:06 - two", "text")) == ["2026-05-06 14:05", "2026-05-06 14:06"]


def test_the_title_of_a_document_may_say_the_day() -> None:
    assert times(read("# Incident on 2026-05-06: forms failing\n\n- 14:05 one", "text")) == ["2026-05-06 14:05"]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("All times in UTC", f"{DAY} 09:05"),
        ("Times in CET.", f"{DAY} 08:05"),
        ("Time zone: Europe/Berlin", f"{DAY} 07:05"),
        ("Date: 2026-05-06", "2026-05-06 09:05"),
        ("2026-05-06\nTimes in CET.", "2026-05-06 08:05"),
        ("Timeline 2026-05-06", "2026-05-06 09:05"),
        ("Timeline - 6 May 2026 - times in CET", "2026-05-06 08:05"),
        ("Incident timeline 6 May 2026 (all times CET)", "2026-05-06 08:05"),
        ("What happened on 6 May 2026 (CET)", "2026-05-06 08:05"),
        ("INC-12 Forms failing, 6 May 2026", "2026-05-06 09:05"),
        ("Notes", f"{DAY} 09:05"),
        ("What we saw and did on that morning", f"{DAY} 09:05"),
        ("Exported 2026-05-20", f"{DAY} 09:05"),
        ("| Time | Event |\n|---|---|\n| 09:05 | Paged |", f"{DAY} 09:05"),
        ("Paged\n2026-05-04 09:05", f"{DAY} 09:05"),
    ],
)
@pytest.mark.parametrize("gap", ["", "\n"])
def test_the_first_event_may_stand_right_below_what_is_stated(statement: str, expected: str, gap: str) -> None:
    rows = read(f"{statement}\n{gap}09:05 Alert fired\n09:07 Acknowledged", "text", day=DAY)
    assert titles(rows)[-2:] == ["Alert fired", "Acknowledged"]
    assert times(rows)[-2] == expected


def test_a_comma_behind_the_time_is_as_good_as_a_dash() -> None:
    assert titles(read("09:05, Alert fired\n09:07; Acknowledged", "text", day=DAY)) == ["Alert fired", "Acknowledged"]


def test_without_a_day_it_is_asked_for_and_nothing_is_guessed() -> None:
    text = "14:05 UTC - alert fired"
    assert topics(text) == ["date"]
    assert "choose the date" in unread(read(text))[0].reason


def test_events_go_on_past_midnight_but_a_late_entry_stays_in_its_day() -> None:
    rows = read("- 23:05 a\n- 23:50 b\n- 23:40 c\n- 00:12 d\n- 23:58 e\n- 00:20 f\n- 09:00 g", "text", day=DAY)
    assert times(rows) == [
        "2026-05-04 23:05",
        "2026-05-04 23:50",
        "2026-05-04 23:40",
        "2026-05-05 00:12",
        "2026-05-04 23:58",
        "2026-05-05 00:20",
        "2026-05-05 09:00",
    ]


def test_an_event_of_a_later_day_without_a_clock_time_moves_the_day_on() -> None:
    rows = read("2026-05-02 14:05 UTC - first\n2026-05-10 - second\n14:06 UTC - third\n", "text")
    assert times(rows) == ["2026-05-02 14:05", "2026-05-10 00:00", "2026-05-10 14:06"]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_of_the_calendar_are_days_like_others(day: str) -> None:
    rows = read(f"{day} 23:30 UTC - first\n00:30 UTC - second\n", "text")
    assert [row.reason for row in unread(rows)] == []
    assert len(rows) == 2


def test_a_line_that_is_too_long_says_that_it_was_cut() -> None:
    rows = read("14:05 UTC - " + "x" * 2_000_000 + "\n14:06 UTC - y\n", "text", day="2026-05-04")
    assert drafts(rows)[0].raw.endswith(" […]")
    assert titles(rows)[1] == "y"


def test_a_year_that_is_left_out_is_that_of_the_day_before() -> None:
    rows = read("### Dec 31 2025 23:00\none\n### Jan 1, 10:00\ntwo\n### 2. January, 11:00\nthree", "text")
    assert times(rows) == ["2025-12-31 23:00", "2026-01-01 10:00", "2026-01-02 11:00"]


def test_the_newest_first_is_turned_round() -> None:
    assert titles(read("## 2026-05-04\n- 16:00 c\n- 15:00 b\n- 14:30 b\n- 01:00 a", "text")) == ["a", "b", "b", "c"]


def test_what_stands_below_a_heading_belongs_to_its_event() -> None:
    text = "### 2026-05-04 14:05\n\nThe hub\nis restarted.\n\n- one step\n- another\n\n"
    text += "```\n14:06 log line\n```\n\n## Lessons\n\n- none"
    (draft,) = drafts(read(text, "text"))
    assert draft.title == "The hub is restarted."
    assert "- another" in draft.body
    assert "14:06 log line" in draft.body
    assert "Lessons" not in draft.raw


def test_indented_lines_and_code_belong_to_the_event_above() -> None:
    text = "- 14:05 the pod failed:\n\n```\n14:06 some error\n```\n\n  and again\n"
    text += "- 14:10 fixed\n  - detail\n- 14:12 over\n\nAfterwards."
    rows = drafts(read(text, "text", day=DAY))
    assert [row.title for row in rows] == ["the pod failed:", "fixed", "over"]
    assert "some error" in rows[0].body
    assert "and again" in rows[0].body
    assert rows[1].body.endswith("- detail")
    assert "Afterwards" not in rows[2].raw


def test_a_timeline_inside_a_code_fence_is_read_if_there_is_no_other() -> None:
    assert titles(read("## Timeline\n```\n14:05 one\n14:06 two\n```\n", "text", day=DAY)) == ["one", "two"]


def test_links_and_emphasis_leave_the_title_but_stay_in_the_body() -> None:
    (draft,) = drafts(read("- 14:05 See [the graph](https://example.org/g) for **details**", "text", day=DAY))
    assert draft.title == "See the graph for details"
    assert "https://example.org/g" in draft.body


@pytest.mark.parametrize(
    "prose",
    [
        "On 4 May 2026 at 14:05 the service went down. It took until 15:20 to recover.",
        "It went on for a long time, and we saw it at\n14:54 and then again at\n15:10 when it was over.",
        "- We saw the alert at 14:05 but looked at 14:20.",
        "- **Impact**: users could not sign in; one user reported it at 2026-05-04 14:54.",
        "- **Time to repair**: 1h 28m",
        "- 14 people joined\n- 3:1 ratio of reads to writes\n- 100:20 odds",
        "---\ntitle: x\ndate: 2026-05-04 14:05\n---\nNothing else.",
        "## 10.15 Results",
        "The ratio was 14:05 in the end",
        "It went on for a long time, and we saw it\n14:54, when all was calm, and once more,\n15:10 that was over.",
    ],
)
def test_prose_that_mentions_times_is_no_timeline(prose: str) -> None:
    assert read(f"# Report of 2026-05-04\n\n{prose}\n", "text") == []


def test_key_events_are_labels_in_front_of_times() -> None:
    text = "- **Key events**\n  - First detected: 2026-05-04 14:05\n  - Resolved 2026-05-04 15:20\n"
    text += "- **Identified**: it was seen at 2026-05-04 14:07:\n"
    rows = drafts(read(text, "text"))
    assert [(row.title, row.key, short(row.occurred_at)) for row in rows] == [
        ("First detected", True, "2026-05-04 14:05"),
        ("Resolved", True, "2026-05-04 15:20"),
    ]


def test_a_table_is_read_by_its_columns() -> None:
    text = "| Time (UTC) | Who | What happened |\n|---|:--:|---|\n| 14:05 | on-call | Alert \\| fired |\n"
    text += "| | lead | told customers |\n| later | x | y |"
    rows = read(text, "text", day=DAY)
    assert [(row.title, row.actor, short(row.occurred_at)) for row in drafts(rows)] == [
        ("Alert | fired", "on-call", f"{DAY} 14:05"),
        ("told customers", "lead", ""),
    ]
    assert unread(rows)[0].raw == "| later | x | y |"


@pytest.mark.parametrize("day", ["**4 May 2026** | ", " | Monday, 2026-05-04"])
def test_a_row_that_holds_only_a_day_tells_the_day_of_the_rows_below(day: str) -> None:
    text = (
        f"| Time | Event |\n|---|---|\n| {day} |\n| 23:50 | Alert |\n| 23:58 | Ack |\n| 2026-05-05 | |\n| 00:10 | Fix |"
    )
    rows = read(text, "text")
    assert times(rows) == ["2026-05-04 23:50", "2026-05-04 23:58", "2026-05-05 00:10"]
    assert unread(rows) == []


def test_a_table_without_times_is_no_timeline() -> None:
    assert read("| Name | Count |\n|---|---|\n| a | 14 |\n", "text") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Outage on 2026‑05‑04\n\n## Timeline (UTC)\n- **14:05** — one\n", f"{DAY} 14:05"),
        ("---\ndate: 2026-05-04\n---\n# X\n\n## Timeline (UTC)\n\n- 14:05 — one\n", f"{DAY} 14:05"),
        ("- **Date**: May 4, 2026\n\n### Timeline (All times CET/local)\n\n- 14:05 one\n", f"{DAY} 13:05"),
        ("### Timeline (all times CT / UTC-5, 2026-05-04)\n\n- 14:05 one\n", f"{DAY} 19:05"),
        ("# 2026-05-04\nAll times in UC/Pacific\n\n### 07:30am - one\n", f"{DAY} 14:30"),
        ("# 2026-05-04\n### Timeline (all times West African Time)\n- 9:03 AM: one", f"{DAY} 08:03"),
        ("## Timeline (UTC)\n| Time | Event |\n| --- | --- |\n| ~2026-05-04 06:2xZ | one |", f"{DAY} 06:20"),
        ("## Timeline (UTC)\n- 2026-05-04T11:39:xxZ — one", f"{DAY} 11:39"),
        ("# 2026-05-04\n## T\n| Time (UTC+03:00) | Actions |\n| --- | --- |\n|12:20 PM: | one |", f"{DAY} 09:20"),
        ("## Timeline\n\n#### 1. one (2026-05-04 12:00 UTC)\n\nText.", f"{DAY} 12:00"),
        ("Date: 2026-05-04\n\nResolved (15:35 UTC): one", f"{DAY} 15:35"),
        ("Date: 2026-05-04\n\n```\nTIME        EVENT\n09:00       one\n```\n", f"{DAY} 09:00"),
        ("Mon May  4 14:05:00 UTC 2026 one\nMon May  4 14:05:00 UTC 2026 one", f"{DAY} 14:05"),
        ("# 2026-05-04\n## Timeline\n- At 14:05 UTC, one", f"{DAY} 14:05"),
        ("# 2026-05-04\n## Timeline\nAt 14:05 one.\n\nIt was late.", f"{DAY} 14:05"),
        ("# 2026-05-03\n## Timeline\n**Day 2 — 4 May**\n\n14:05 | one", f"{DAY} 14:05"),
        ("# 2026-05-04\n## Timeline\n14:05 UTC\n: one", f"{DAY} 14:05"),
        ("# 2026-05-03\n## Timeline\n- May 4: one", f"{DAY} 00:00"),
        ("# 2026-05-04\n- 14:05/14:06 one", f"{DAY} 14:05"),
        ("# 2026-05-04\n\n**00:01 -- one**\n- detail", f"{DAY} 00:01"),
    ],
)
def test_what_people_write_in_reports_is_understood(text: str, expected: str) -> None:
    assert set(times(read(text, "text"))) == {expected}


def test_due_dates_and_versions_are_no_events() -> None:
    text = "# 2026-05-04\n## Action items\n\n| Action | Due |\n|---|---|\n| Add a guard | 2026-06-01 |\n"
    assert read(text, "text") == []
    text = "# X\n## Timeline\n\n| Date | Event |\n|---|---|\n| 2026-05-04 | Found |\n"
    assert titles(read(text, "text")) == ["Found"]


class TestChats:
    def test_names_stand_above_messages(self) -> None:
        text = "Ana Example  2:05 PM\nSeeing 500s\n\nalso on the API\nBo Sample  2:07 PM\non it\n"
        rows = drafts(read(text, "text", day=DAY))
        assert [(row.actor, row.title, short(row.occurred_at)) for row in rows] == [
            ("Ana Example", "Seeing 500s", f"{DAY} 14:05"),
            ("Bo Sample", "on it", f"{DAY} 14:07"),
        ]
        assert "also on the API" in rows[0].body

    def test_names_stand_behind_times(self) -> None:
        rows = drafts(
            read("[14:05:33] <ana> seeing 500s\n[14:06] Bo Sample: on it\n14:07 <@cy> fixed", "text", day=DAY)
        )
        assert [(row.actor, row.title) for row in rows] == [
            ("ana", "seeing 500s"),
            ("Bo Sample", "on it"),
            ("cy", "fixed"),
        ]

    def test_a_word_for_a_kind_is_no_name(self) -> None:
        (draft,) = drafts(read("[14:05] Decision: roll back", "text", day=DAY))
        assert (draft.actor, draft.title) == ("", "Decision: roll back")

    def test_status_pages_have_the_time_below(self) -> None:
        text = "**Resolved** - It is over.\nMay 4, 14:40 UTC\n**Monitoring** - A fix is out.\nMay 4, 14:20 UTC\n"
        text += "**Investigating** - We are looking.\nMay 4, 14:05 UTC\n"
        assert titles(read(text, "text", day=DAY)) == [
            "Investigating - We are looking.",
            "Monitoring - A fix is out.",
            "Resolved - It is over.",
        ]

    def test_a_name_above_a_time_is_the_author_of_what_stands_below(self) -> None:
        rows = read("Duty Lead\n5/14/2026 10:00 AM\nthe form is down\nOps\n5/14/2026 10:05 AM\non it\n\nand back\n")
        assert [(row.actor, row.title) for row in drafts(rows)] == [
            ("Duty Lead", "the form is down"),
            ("Ops", "on it"),
        ]
        assert times(rows) == ["2026-05-14 10:00", "2026-05-14 10:05"]
        assert drafts(rows)[1].body.endswith("and back")

    def test_a_name_behind_a_time_in_brackets_is_the_author_of_what_stands_below(self) -> None:
        rows = read("[5/14 10:00 AM] Duty Lead\nthe form is down\n\n[5/14 10:05 AM] Ops\non it\n", day="2026-01-01")
        assert [(row.actor, row.title) for row in drafts(rows)] == [
            ("Duty Lead", "the form is down"),
            ("Ops", "on it"),
        ]
        assert times(rows) == ["2026-05-14 10:00", "2026-05-14 10:05"]

    def test_a_comma_inside_the_brackets_of_a_time_divides_no_columns(self) -> None:
        (draft,) = drafts(read("[14/05/2026, 10:00:05] Ops: the form is down\n"))
        assert (draft.actor, draft.title, short(draft.occurred_at)) == (
            "Ops",
            "the form is down",
            "2026-05-14 10:00:05",
        )

    def test_what_happened_above_a_time_is_nobodys_name(self) -> None:
        (draft,) = drafts(read("Service Restored\n2026-05-14 10:05 UTC\nEverybody was told\n", "text"))
        assert (draft.actor, draft.title) == ("", "Service Restored")


def test_a_postmortem_in_the_style_of_an_incident_tool() -> None:
    rows = read((DATA / "incident-tool.md").read_bytes())
    assert titles(rows) == ["Alert fired", "Incident declared", "Rolled back flow v14", "Late note", "Closed"]
    assert times(rows)[2:4] == ["2026-05-05 00:12", "2026-05-04 23:58"]


def test_a_report_with_headings_lists_and_prose_holds_only_its_timeline() -> None:
    rows = read((DATA / "report.md").read_bytes())
    assert len(drafts(rows)) == 9
    assert [row.locator for row in unread(rows)] == ["line 34"]
    assert {row.zone_assumed for row in drafts(rows)} == {""}


def test_options_of_the_zone_are_asked_only_if_it_matters() -> None:
    assert topics("- 2026-05-04 14:05 one") == ["zone"]
    assert topics("- 2026-05-04 14:05 UTC one") == []
    assert by_name("text").questions is not None
    assert topics("- 2026-05-04 14:05 one", options=ImportOptions(zone="UTC")) == []
