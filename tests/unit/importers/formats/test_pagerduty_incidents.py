"""PagerDuty incidents: the course of each, and what is told once."""

import json

import pytest

from secondstory.importers.base import ImportOptions
from secondstory.importers.preview import repair
from secondstory.importers.registry import by_name, detect
from secondstory.model.draft import Draft
from secondstory.model.enums import EventKind
from support.imports import DATA, drafts, read, sample_of, times, titles, topics, unread
from support.shared import shared_file

LIST = (DATA / "pagerduty_incidents.json").read_bytes()


def incident(**fields: object) -> dict[str, object]:
    return {"id": "Q1", "incident_number": 1, "title": "x", "created_at": "2026-05-04T09:00:00Z", **fields}


def listed(*incidents: dict[str, object]) -> str:
    return json.dumps({"incidents": incidents})


def test_an_incident_is_opened_assigned_acknowledged_and_resolved() -> None:
    rows = read(LIST)
    assert list(zip(times(rows), titles(rows), strict=True)) == [
        ("2026-05-04 09:02:11", "Incident #41 triggered: Orders no longer reach the sheet"),
        ("2026-05-04 09:07:40", "Incident #41 acknowledged"),
        ("2026-05-04 10:05:12", "Incident #41 resolved"),
        ("2026-05-05 06:00", "Incident #42 triggered: Invoices are sent twice"),
        ("2026-05-05 06:00", "Incident #42 assigned to A. Example"),
        ("2026-05-05 06:04", "Incident #42 acknowledged"),
        ("2026-05-05 08:00", "Incident #44 triggered: The report is late"),
        ("2026-05-05 09:00", "Incident #44: the status changed to triggered"),
    ]


def test_each_point_has_its_kind_and_the_person_who_is_named() -> None:
    assert [(row.kind, row.actor) for row in drafts(read(LIST))[:6]] == [
        (EventKind.ALERT, ""),
        (EventKind.ACKNOWLEDGEMENT, "A. Example"),
        (EventKind.RECOVERY, "B. Example"),
        (EventKind.ALERT, ""),
        (EventKind.NOTE, "A. Example"),
        (EventKind.ACKNOWLEDGEMENT, "A. Example"),
    ]


def test_what_was_written_and_the_services_are_kept() -> None:
    opened, acknowledged, *_ = drafts(read(LIST))
    assert opened.body == "Seen by the person on duty: no row since 08:40."
    assert opened.tags == acknowledged.tags == ("Form service", "Platform", "P2")
    assert acknowledged.body == "Orders no longer reach the sheet"


def test_actions_that_are_pending_have_not_happened() -> None:
    assert "2026-05-05 06:34" not in times(read(LIST))


def test_the_last_change_of_the_status_is_told_once() -> None:
    at = "2026-05-04T09:05:00Z"
    acknowledged = incident(
        status="acknowledged", acknowledgements=[{"at": at, "acknowledger": {}}], last_status_change_at=at
    )
    resolved = incident(status="resolved", last_status_change_at=at)
    untouched = incident(status="triggered", last_status_change_at="2026-05-04T09:00:00Z")
    assert [titles(read(listed(one)))[1:] for one in (acknowledged, resolved, untouched)] == [
        ["Incident #1 acknowledged"],
        ["Incident #1 resolved"],
        [],
    ]


def test_an_incident_that_was_opened_again_keeps_its_resolution() -> None:
    again = incident(
        status="acknowledged", resolved_at="2026-05-04T09:30:00Z", last_status_change_at="2026-05-04T09:40:00Z"
    )
    assert titles(read(listed(again)))[1:] == ["Incident #1 resolved", "Incident #1 acknowledged"]


def test_each_event_knows_its_place_and_by_which_id_it_comes_again() -> None:
    opened, acknowledged, resolved = drafts(read(LIST))[:3]
    assert [row.locator for row in (opened, acknowledged)] == ["/incidents/1", "/incidents/1/acknowledgements/0"]
    assert opened.external_id == resolved.external_id == "pagerduty-incidents:QINC1"
    assert [opened.part, acknowledged.part, resolved.part] == ["opened", "acknowledged QINC1", "resolved"]
    assert acknowledged.raw == '{"at":"2026-05-04T09:07:40Z","acknowledger":{"id":"PUSR1","summary":"A. Example"}}'


def test_what_cannot_be_read_says_why_and_costs_only_itself() -> None:
    assert [(row.locator, row.reason) for row in unread(read(LIST))][:1] == [
        ("/incidents/1/acknowledgements/1", "“later” is not a time.")
    ]
    text, number = unread(read(LIST))[1:]
    assert (text.locator, number.locator) == ("/incidents/1/acknowledgements/2", "/incidents/2")
    assert "not what this format has" in text.reason
    assert "incident_number" in number.reason


def test_an_acknowledgement_that_was_corrected_stands_by_itself() -> None:
    row = unread(read(LIST))[0]
    corrected = row.raw.replace("later", "2026-05-04T09:20:00Z")
    found = repair(row, by_name("pagerduty-incidents"), ImportOptions(), corrected)
    assert isinstance(found, Draft)
    assert (found.kind, found.actor) == (EventKind.ACKNOWLEDGEMENT, "B. Example")


@pytest.mark.parametrize("shape", ['{{"incidents": [{0}]}}', "[{0}]", '{{"incident": {0}}}', "{0}", "{0}\n{0}"])
def test_every_shape_is_recognised(shape: str) -> None:
    text = shape.format(json.dumps(incident()))
    assert detect(sample_of(text)).info.name == "pagerduty-incidents"
    assert "Incident #1 triggered: x" in titles(read(text))


def test_times_without_a_zone_ask_for_one() -> None:
    assert topics(LIST) == []
    assert topics(listed(incident(created_at="2026-05-04T09:00:00"))) == ["zone"]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "pygerduty-incident_list_v2.json",
            [
                ("2015-10-06 21:30:42", "Incident #1234 triggered: The server is on fire.", ""),
                ("2015-10-06 21:38:23", "Incident #1234 resolved", "Earline Greenholt"),
                ("2015-11-10 00:31:52", "Incident #1234 assigned to Earline Greenholt", "Earline Greenholt"),
                ("2015-11-10 00:32:52", "Incident #1234 acknowledged", "Earline Greenholt"),
            ],
        ),
        (
            "pypd-sample_incidents.json",
            [
                ("2017-04-07 03:41:08", "Incident #1 triggered: this is a trigger event!", ""),
                ("2017-04-07 03:41:08", "Incident #2 triggered: this is another trigger event!", ""),
                ("2017-04-07 03:57:56", "Incident #1 resolved", "Nizar Gharbi"),
                ("2017-04-07 03:57:56", "Incident #2 resolved", "Nizar Not Gharbi"),
            ],
        ),
    ],
)
def test_a_real_file_gives_the_course_of_its_incidents(name: str, expected: list[tuple[str, str, str]]) -> None:
    rows = read(shared_file(f"timelines/pagerduty/{name}").read_bytes())
    actors = [row.actor for row in drafts(rows)]
    assert list(zip(times(rows), titles(rows), actors, strict=True)) == expected
    assert unread(rows) == []


LOG = [
    {
        "id": "R1",
        "type": "trigger_log_entry",
        "summary": "Triggered by the probe",
        "created_at": "2026-05-04T09:00:00Z",
    },
    {"id": "R2", "type": "annotate_log_entry", "summary": "Cleared the queue", "created_at": "2026-05-04T09:10:00Z"},
]


def test_log_entries_inside_an_incident_are_told_and_what_they_tell_is_told_once() -> None:
    text = listed(
        incident(
            log_entries=LOG,
            acknowledgements=[{"at": "2026-05-04T09:05:00Z", "acknowledger": {"summary": "A. Example"}}],
            status="resolved",
            resolved_at="2026-05-04T09:30:00Z",
        )
    )
    assert detect(sample_of(text)).info.name == "pagerduty-incidents"
    assert list(zip(times(read(text)), titles(read(text)), strict=True)) == [
        ("2026-05-04 09:00", "Triggered by the probe"),
        ("2026-05-04 09:05", "Incident #1 acknowledged"),
        ("2026-05-04 09:10", "Cleared the queue"),
        ("2026-05-04 09:30", "Incident #1 resolved"),
    ]


def test_incidents_of_which_little_was_kept_are_recognised_by_their_log_entries() -> None:
    text = listed({"id": "Q1", "title": "x", "created_at": "2026-05-04T08:59:58Z", "log_entries": LOG})
    assert detect(sample_of(text)).info.name == "pagerduty-incidents"
    assert titles(read(text)) == ["Incident triggered: x", "Triggered by the probe", "Cleared the queue"]


NOTE = {"id": "N1", "content": "Called the vendor", "created_at": "2026-05-04T09:20:00Z", "user": {"summary": "B."}}
ALERT = {"id": "A1", "alert_key": "k", "summary": "Queue is full", "created_at": "2026-05-04T08:59:00Z"}


def test_notes_inside_an_incident_are_told() -> None:
    [_, told] = drafts(read(listed(incident(notes=[NOTE]))))
    assert (told.title, told.kind, told.actor) == ("Called the vendor", EventKind.NOTE, "B.")
    assert (told.locator, told.external_id) == ("/incidents/0/notes/0", "pagerduty-incidents:N1")


def test_answers_that_are_kept_beside_an_incident_are_one_timeline_with_it() -> None:
    text = json.dumps({"incident": incident(), "log_entries": LOG, "notes": [NOTE], "alerts": [ALERT]})
    assert detect(sample_of(text)).info.name == "pagerduty-incidents"
    assert [(row.locator, row.title) for row in drafts(read(text))] == [
        ("/alerts/0", "Queue is full"),
        ("/log_entries/0", "Triggered by the probe"),
        ("/log_entries/1", "Cleared the queue"),
        ("/notes/0", "Called the vendor"),
    ]


def test_beside_several_incidents_nothing_is_taken_for_a_part_of_one() -> None:
    text = json.dumps({"incidents": [incident(), incident(id="Q2")], "log_entries": LOG, "notes": [NOTE]})
    assert len(drafts(read(text))) == 5


@pytest.mark.parametrize(
    ("part", "faulty", "corrected", "title"),
    [
        ("log_entries", {**LOG[1], "created_at": "soon"}, LOG[1], "Cleared the queue"),
        ("notes", {"content": "Called"}, {"content": "Called", "created_at": "2026-05-04T09:20:00Z"}, "Called"),
    ],
)
def test_a_part_that_was_corrected_stands_by_itself(
    part: str, faulty: dict[str, object], corrected: dict[str, object], title: str
) -> None:
    [row] = unread(read(listed(incident(**{part: [faulty]}))))
    assert row.locator == f"/incidents/0/{part}/0"
    mended = repair(row, by_name("pagerduty-incidents"), ImportOptions(), json.dumps(corrected))
    assert isinstance(mended, Draft)
    assert mended.title == title
