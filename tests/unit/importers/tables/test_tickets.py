"""Lists of tickets and alerts as tools export them: their several times, who did what, and what a state tells."""

import pytest

from support.imports import drafts, read, short, titles, topics

REPORT = """Incident,Title,Status,Created At,Acknowledged At,Acknowledged By,Resolved At,Resolved By
7,Orders slow,Resolved,2026-05-04T14:05:00Z,2026-05-04T14:07:00Z,Ana Example,2026-05-04T14:40:00Z,Ben Example
"""


def test_a_column_beside_a_time_tells_who_did_it() -> None:
    assert [(row.title, row.actor) for row in drafts(read(REPORT))] == [
        ("Created: Orders slow", ""),
        ("Acknowledged: Orders slow", "Ana Example"),
        ("Resolved: Orders slow", "Ben Example"),
    ]


def test_nobody_did_what_names_nobody() -> None:
    rows = drafts(read(REPORT.replace("Ana Example", "-")))
    assert [row.actor for row in rows] == ["", "", "Ben Example"]


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("Title,Creation Date,Acknowledged Date,Resolved Date", ["Created", "Acknowledged", "Resolved"]),
        ("Subject,Created time,Resolved time,Closed time", ["Created", "Resolved", "Closed"]),
        ("Ticket subject,Ticket created - Timestamp,Ticket solved - Timestamp,Channel", ["Created", "Resolved"]),
    ],
)
def test_the_times_of_a_ticket_go_by_several_names(header: str, words: list[str]) -> None:
    cells = ["Orders slow", "2026-05-04 14:05", "2026-05-04 14:20", "2026-05-04 14:40"][: len(words) + 1]
    table = f"{header}\n{','.join([*cells, 'Web'][: header.count(',') + 1])}\n"
    assert topics(table) == ["zone"]
    assert titles(read(table, zone="UTC")) == [f"{word}: Orders slow" for word in words]


def test_a_list_of_monitors_tells_when_they_went_off_and_not_when_they_were_made() -> None:
    table = "Status,Name,Last Triggered,Created\nOK,Error rate,2026-05-04T14:05:00Z,2025-01-01T10:00:00Z\n"
    (row,) = drafts(read(table))
    assert (short(row.occurred_at), row.title) == ("2026-05-04 14:05", "Error rate")


def test_the_state_of_today_does_not_tell_what_happened_when_an_alert_fired() -> None:
    table = "Name,Alert condition,Fired time\norders-5xx,Resolved,2026-05-04T14:05:00Z\n"
    assert drafts(read(table))[0].kind.value == "note"


def test_an_action_tells_the_kind_and_the_event_where_there_are_no_details() -> None:
    table = "Timestamp,User,Action,Details\n2026-05-04T14:07:00Z,ana,Acknowledged,\n"
    table += "2026-05-04T14:40:00Z,ana,Resolved,all fine\n"
    rows = drafts(read(table))
    assert [(row.title, row.kind.value) for row in rows] == [
        ("Acknowledged", "acknowledgement"),
        ("all fine", "recovery"),
    ]


def test_a_list_of_problems_has_no_runs() -> None:
    table = "Problem ID,Name,Status,Impact,Root cause,Start time,End time,Duration\n"
    table += "P-1,Failures rise,Closed,Services,orders,2026-05-04 14:05,2026-05-04 14:40,35 min\n"
    assert titles(read(table, zone="UTC")) == ["Failures rise"]


def test_when_a_row_was_last_changed_is_no_rival_of_its_other_time() -> None:
    table = "Message,Created at,Updated at\nOrders slow,2026-05-04T14:05:00Z,2026-05-06T09:00:00Z\n"
    assert topics(table) == []
    assert short(drafts(read(table))[0].occurred_at) == "2026-05-04 14:05"


def test_an_address_is_no_title() -> None:
    table = "Sent at,Sender mail,Said\n2026-05-04T14:05:00Z,a.long.name@mail.example,it is slow\n"
    assert titles(read(table)) == ["it is slow"]


@pytest.mark.parametrize("mark", ["| Time | Event |\n|---|---|\n| {} | Alert |\n", 'Time,Event\n"{}",Alert\n'])
def test_a_date_may_be_mentioned_as_notion_does(mark: str) -> None:
    (row,) = drafts(read(mark.format("@May 4, 2026 2:05 PM (UTC)")))
    assert short(row.occurred_at) == "2026-05-04 14:05"
