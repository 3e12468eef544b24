"""PagerDuty Analytics as a table: seconds become the times of acknowledgements."""

from secondstory.importers.registry import detect
from secondstory.model.enums import EventKind
from support.imports import DATA, drafts, read, sample_of, short, topics

TABLE = (DATA / "pagerduty-analytics.csv").read_text(encoding="utf-8")


def test_an_incident_is_told_as_it_is_in_the_answers_of_the_api() -> None:
    rows = drafts(read(TABLE))
    assert [(short(row.occurred_at)[11:16], row.kind, row.title) for row in rows[:4]] == [
        ("16:05", EventKind.ALERT, "Incident #12 triggered: Badges, all of them, fail"),
        ("16:07", EventKind.ACKNOWLEDGEMENT, "Incident #12 acknowledged"),
        ("17:31", EventKind.RECOVERY, "Incident #12 resolved"),
        ("18:00", EventKind.ALERT, "Incident #13 triggered: Mails are late"),
    ]
    assert (rows[1].actor, rows[1].tags) == ("Robin Example", ("Badges", "P1"))
    assert rows[1].remark == "The time was computed: created_at and seconds_to_first_ack."
    assert [row.actor for row in rows if "14 acknowledged" in row.title] == [""]


def test_labels_are_known_too_and_a_missing_zone_is_asked_for() -> None:
    table = "Incident Number,Incident Title,Created At,Time To First Ack\n12,It fails,2026-05-04 09:05:00,120\n"
    assert detect(sample_of(table)).info.name == "pagerduty-analytics-csv"
    assert [row.title for row in drafts(read(table))] == [
        "Incident #12 triggered: It fails",
        "Incident #12 acknowledged",
    ]
    assert topics(table) == ["zone"]


def test_a_cell_that_holds_no_seconds_gives_no_event() -> None:
    table = "Incident Number,Title,Created,Time To First Ack\n12,It fails,2026-05-04 09:05:00,2 min\n"
    assert [row.title for row in drafts(read(table, "pagerduty-analytics-csv"))] == ["Incident #12 triggered: It fails"]
