"""Grafana Incident: the items of the activity, and what the incident adds to them."""

import json

from secondstory.importers.registry import by_name, detect
from secondstory.model.enums import EventKind
from support.imports import DATA, drafts, read, sample_of, short, titles, unread

ANSWER = (DATA / "grafana-incident-activity.json").read_bytes()


def test_the_activity_and_what_the_incident_adds_come_in_order_and_once() -> None:
    assert [(short(row.occurred_at)[11:], row.kind, row.title) for row in drafts(read(ANSWER))] == [
        ("08:50", EventKind.IMPACT, "Incident began: Forms fail"),
        ("09:05", EventKind.NOTE, "The queue was full already"),
        ("09:12", EventKind.DECISION, "Incident created"),
        ("09:13", EventKind.DECISION, "Investigator assigned"),
        ("09:30", EventKind.ACTION, "Task added: Roll back flow v14"),
        ("09:35", EventKind.ACTION, "Task added: Tell the front desk"),
        ("10:40", EventKind.RECOVERY, "Incident ended: Forms fail"),
        ("10:40:30", EventKind.RECOVERY, "Status changed from active to resolved"),
    ]


def test_the_time_of_the_event_counts_and_the_time_of_writing_is_told() -> None:
    note = drafts(read(ANSWER))[1]
    assert note.time_as_written == "2026-05-04T09:05:00Z"
    assert note.remark.endswith("it was written down at 2026-05-04T10:00:00Z.")


def test_people_have_the_roles_that_the_incident_names() -> None:
    _, note, created, assigned, *_ = drafts(read(ANSWER))
    assert (created.actor, created.role) == ("A. Example", "Commander")
    assert (note.actor, note.role) == ("B. Example", "")
    assert assigned.body == "Concerns B. Example."


def test_addresses_tags_places_and_ids_are_kept() -> None:
    began, note, *_ = drafts(read(ANSWER))
    assert (note.body, note.tags) == ("https://graphs.example/q", ("queue",))
    assert (note.locator, note.external_id) == ("/activityItems/1", "grafana-incident:a4")
    assert began.tags == ("major", "forms", "drill")
    assert (began.part, began.external_id) == ("incidentStart", "grafana-incident:210")


def test_one_page_of_several_says_that_there_is_more() -> None:
    assert drafts(read(ANSWER))[0].remark == "The file is one page of the answer: there is more."


def test_an_item_of_another_shape_costs_only_itself() -> None:
    (row,) = unread(read(ANSWER))
    assert (row.locator, "activityKind" in row.reason) == ("/activityItems/5", True)


def test_an_incident_alone_tells_its_own_times_and_all_its_tasks() -> None:
    incident = json.loads(ANSWER)["incident"]
    assert titles(read(json.dumps({"incident": incident}))) == [
        "Incident began: Forms fail",
        "Incident declared: Forms fail",
        "Task added: Roll back flow v14",
        "Task added: Tell the front desk",
        "Incident ended: Forms fail",
    ]


def test_an_incident_without_any_time_is_unread() -> None:
    (row,) = unread(read('{"incidentID": "1", "title": "x", "incidentStart": ""}'))
    assert row.reason == "The record has no time."


def test_a_change_to_another_status_is_a_decision() -> None:
    item = {
        "activityItemID": "a",
        "activityKind": "incidentStatusChanged",
        "body": "Now *active*.",
        "eventTime": "2026-05-04T09:00:00Z",
    }
    assert drafts(read(json.dumps([item])))[0].kind is EventKind.DECISION
    assert drafts(read(json.dumps([{**item, "body": "Now *resolved*."}])))[0].kind is EventKind.RECOVERY


def test_it_is_recognised_by_its_fields() -> None:
    assert detect(sample_of(ANSWER)).info.name == "grafana-incident"
    webhook = '{"event": "x", "incident": {"incidentID": "1", "incidentStart": ""}}'
    assert by_name("grafana-incident").score(sample_of(webhook)) == 0


def test_what_webhooks_were_sent_tells_each_time_once_and_that_the_incident_was_updated() -> None:
    incident = {"incidentID": "9", "title": "Forms fail", "status": "active", "createdTime": "2026-05-04T09:00:00Z"}
    changed = {**incident, "modifiedTime": "2026-05-04T09:10:00Z"}
    later = {**changed, "status": "resolved", "incidentEnd": "2026-05-04T09:30:00Z"}
    deliveries = [
        {"id": "d1", "time": "2026-05-04T09:00:01Z", "event": "grafana.incident.created", "incident": incident},
        {"id": "d2", "time": "2026-05-04T09:10:00Z", "event": "grafana.incident.updated", "incident": changed},
        {"id": "d3", "time": "2026-05-04T09:30:02Z", "event": "grafana.incident.resolved", "incident": later},
    ]
    for text in ("\n".join(map(json.dumps, deliveries)), json.dumps(deliveries)):
        assert detect(sample_of(text)).info.name == "grafana-incident"
        assert titles(read(text)) == [
            "Incident declared: Forms fail",
            "Incident updated: Forms fail",
            "Incident ended: Forms fail",
        ]


def test_what_changed_stands_below_an_item_without_words_and_tells_its_kind() -> None:
    item = {
        "activityItemID": "a1",
        "activityKind": "incidentStatusChanged",
        "eventTime": "2026-05-04T10:00:00Z",
        "body": "",
    }
    resolved = item | {"fieldValues": {"oldStatus": "active", "newStatus": "resolved", "reason": None}}
    [row] = drafts(read(json.dumps({"activityItems": [resolved]})))
    assert (row.kind, row.title) == (EventKind.RECOVERY, "Incident status changed")
    assert row.body == "Old status: active\nNew status: resolved"


def test_the_list_of_incidents_in_short_is_read_too() -> None:
    preview = {
        "incidentID": "1",
        "title": "Forms fail",
        "severityLabel": "Major",
        "createdTime": "2026-05-04T09:05:00Z",
    }
    answer = json.dumps({"incidentPreviews": [preview | {"severityLabel": "Major"}], "cursor": {"hasMore": False}})
    assert detect(sample_of(answer)).info.name == "grafana-incident"
    [row] = drafts(read(answer))
    assert (row.title, row.tags, row.locator) == ("Incident declared: Forms fail", ("Major",), "/incidentPreviews/0")
