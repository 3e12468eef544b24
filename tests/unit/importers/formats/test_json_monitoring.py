"""What monitoring and clouds give as JSON, told by the general rules about the names of values."""

import json

import pytest

from support.imports import drafts, read, short, titles, topics, unread

AT = 1777885500
"""2026-05-04 09:05 in UTC."""
DATADOG_EVENT = {
    "id": "AQ1",
    "type": "event",
    "attributes": {
        "message": "x > 5",
        "timestamp": "2026-05-04T09:05:00.000Z",
        "attributes": {"title": "[Triggered] Forms fail", "status": "error", "timestamp": AT * 1000},
    },
}
DATADOG_CELL = {
    "id": "c1",
    "type": "incident_timeline_cells",
    "attributes": {
        "cell_type": "markdown",
        "content": {"content": "Rolled back flow v14"},
        "created": "2026-05-04T09:11:00Z",
        "display_time": "2026-05-04T09:05:00Z",
        "author": {"content": {"email": "robin@x.example", "name": "Robin"}},
    },
}
ICINGA = {
    "type": "Notification",
    "timestamp": AT,
    "notification_type": "RECOVERY",
    "author": "",
    "text": "",
    "check_result": {"output": "HTTP OK", "state": 0.0},
}
CLOUD_TRAIL = {
    "userIdentity": {"type": "IAMUser", "userName": "robin"},
    "eventTime": "2026-05-04T09:05:00Z",
    "eventSource": "ec2.amazonaws.com",
    "eventName": "RebootInstances",
    "eventID": "e-1",
    "eventType": "AwsApiCall",
}
AZURE = {
    "caller": "robin@x.example",
    "eventName": {"value": "EndRequest", "localizedValue": "End request"},
    "eventTimestamp": "2026-05-04T09:05:00.1234567Z",
    "submissionTimestamp": "2026-05-04T09:08:00Z",
    "operationName": {"value": "Microsoft.Web/sites/restart/action", "localizedValue": "Restart Web App"},
    "status": {"value": "Succeeded", "localizedValue": "Succeeded"},
}
GOOGLE = {
    "protoPayload": {
        "authenticationInfo": {"principalEmail": "robin@x.example"},
        "serviceName": "compute.googleapis.com",
        "methodName": "v1.compute.instances.reset",
    },
    "insertId": "i2",
    "resource": {"type": "gce_instance"},
    "timestamp": "2026-05-04T09:05:00Z",
    "severity": "NOTICE",
    "receiveTimestamp": "2026-05-04T09:05:01Z",
}


@pytest.mark.parametrize(
    ("record", "kind", "title", "actor"),
    [
        (
            {"id": 1, "date_happened": AT, "title": "Deploy v14", "text": "x", "host": "web-1"},
            "change",
            "Deploy v14",
            "",
        ),
        (DATADOG_EVENT, "impact", "[Triggered] Forms fail", ""),
        (DATADOG_CELL, "change", "Rolled back flow v14", "Robin"),
        (ICINGA, "recovery", "HTTP OK", ""),
        (CLOUD_TRAIL, "action", "RebootInstances", "robin"),
        (AZURE, "action", "Restart Web App", "robin@x.example"),
        (GOOGLE, "note", "v1.compute.instances.reset", "robin@x.example"),
    ],
    ids=["Datadog event", "Datadog event 2", "Datadog timeline", "Icinga", "CloudTrail", "Azure", "Google Cloud"],
)
def test_the_right_values_are_taken_without_asking(
    record: dict[str, object], kind: str, title: str, actor: str
) -> None:
    data = json.dumps({"Records": [record]})
    [row] = drafts(read(data))
    assert (short(row.occurred_at)[:16], row.kind.value, row.title, row.actor) == (
        "2026-05-04 09:05",
        kind,
        title,
        actor,
    )
    assert topics(data) == []


def test_what_was_seen_first_and_last_is_a_span() -> None:
    issue = {
        "id": "9",
        "title": "Flow is undefined",
        "firstSeen": "2026-05-04T09:05:00Z",
        "lastSeen": "2026-05-04T10:35:00Z",
    }
    [row] = drafts(read(json.dumps([issue])))
    assert (short(row.occurred_at), short(row.occurred_until)) == ("2026-05-04 09:05", "2026-05-04 10:35")


def test_a_problem_of_zabbix_lasts_until_its_recovery_if_there_was_one() -> None:
    over = {"eventid": "1", "clock": str(AT), "r_clock": str(AT + 60), "name": "Agent is unreachable", "severity": "3"}
    note = {"acknowledgeid": "1", "clock": str(AT + 30), "message": "looking"}
    rows = read(json.dumps({"result": [over, {**over, "eventid": "2", "r_clock": "0", "acknowledges": [note]}]}))
    assert [short(row.occurred_until) for row in drafts(rows)] == ["2026-05-04 09:06", ""]
    assert "“acknowledges”, 1 entry in all" in unread(rows)[0].reason


def test_codes_tell_whether_a_trigger_of_zabbix_fired_or_is_over() -> None:
    event = {
        "eventid": "1",
        "objectid": "7",
        "clock": str(AT),
        "name": "Database is down",
        "severity": "5",
        "value": "1",
    }
    over = {**event, "eventid": "2", "clock": str(AT + 60), "value": "0"}
    assert [row.kind.value for row in drafts(read(json.dumps({"result": [event, over]})))] == ["alert", "recovery"]


def kubernetes(message: str, **fields: object) -> dict[str, object]:
    known = {"kind": "Event", "eventTime": None, "firstTimestamp": None, "lastTimestamp": None}
    return {**known, "message": message, "type": "Normal", **fields}


def test_where_the_time_is_empty_another_one_that_means_the_same_stands_in_and_the_event_says_so() -> None:
    items = [
        kubernetes("Pod was assigned", eventTime="2026-05-04T09:08:00.123456Z"),
        kubernetes("Back-off", firstTimestamp="2026-05-04T09:04:00Z", lastTimestamp="2026-05-04T09:06:00Z"),
    ]
    first, second = drafts(read(json.dumps({"kind": "List", "items": items})))
    assert short(first.occurred_at) == "2026-05-04 09:08:00.123456"
    assert (short(second.occurred_at), short(second.occurred_until)) == ("2026-05-04 09:04", "2026-05-04 09:06")
    assert second.remark == "“eventTime” is empty here; the time is that of “firstTimestamp”."
    assert "eventTime" not in first.remark


def test_what_a_person_maps_has_no_stand_in() -> None:
    items = [
        kubernetes("Pod was assigned", eventTime="2026-05-04T09:08:00Z"),
        kubernetes("Back-off", firstTimestamp="2026-05-04T09:04:00Z"),
    ]
    rows = drafts(read(json.dumps(items), mapping={"occurred_at": "eventTime"}))
    assert [short(row.occurred_at) for row in rows] == ["2026-05-04 09:08", ""]


def test_where_the_title_is_empty_another_text_stands_in() -> None:
    lines = [
        {"textPayload": "Upstream timed out", "timestamp": "2026-05-04T09:04:00Z"},
        {"jsonPayload": {"message": "Flow started"}, "timestamp": "2026-05-04T09:05:00Z"},
    ]
    assert titles(read(json.dumps(lines))) == ["Upstream timed out", "Flow started"]


def test_times_that_are_not_read_are_named() -> None:
    [row] = drafts(read(json.dumps([{**GOOGLE, "resource": {"seen": {"since": "2026-05-04T09:00:00Z"}}}])))
    assert row.remark == ("Further values hold times and were not read as such: resource.seen.since, receiveTimestamp.")


def test_nobody_stands_in_who_did_nothing() -> None:
    records = [
        {"at": "2026-05-04T09:05:00Z", "what": "Forms fail", "actor": None, "assignee": "Robin"},
        {"at": "2026-05-04T09:06:00Z", "what": "Rolled back", "actor": "Kim", "assignee": "Robin"},
    ]
    assert [row.actor for row in drafts(read(json.dumps(records)))] == ["", "Kim"]


def test_a_clock_beside_a_day_is_the_time_of_that_day() -> None:
    [row] = drafts(read(json.dumps([{"date": "2026-05-04", "clock": "09:05", "what": "Forms fail"}])))
    assert short(row.occurred_at) == "2026-05-04 09:05"


def test_times_of_something_else_inside_a_record_are_none_of_its_own() -> None:
    incident = {"id": "Q1", "title": "Forms fail", "created_at": "2026-05-04T09:00:00Z"}
    alert = {"id": "A1", "title": "Form 5xx", "created_at": "2026-05-04T09:05:00Z", "incident": incident}
    [row] = drafts(read(json.dumps([alert])))
    assert (short(row.occurred_at), row.title) == ("2026-05-04 09:05", "Form 5xx")
    assert "incident.created_at" in row.remark


def test_times_under_their_own_names_are_those_of_the_record() -> None:
    ticket = {"title": "Forms fail", "opened": {"at": "2026-05-04T09:05:00Z"}, "closed": {"at": "2026-05-04T10:05:00Z"}}
    assert titles(read(json.dumps([ticket]))) == ["Opened: Forms fail", "Closed: Forms fail"]


def test_a_record_without_words_is_called_by_its_sort() -> None:
    records = [{"type": "HANDOVER_DONE", "at": "2026-05-04T09:05:00Z", "id": "a7", "by": "robin"}]
    (row,) = drafts(read(json.dumps([*records])))
    assert row.title == "Handover done"
    assert "id: a7" in row.body


def test_when_something_was_written_down_is_no_event_beside_when_it_occurred() -> None:
    record = {"note": "Rolled back", "occurredAt": "2026-05-04T10:31:00Z", "createdAt": "2026-05-04T10:40:00Z"}
    (row,) = drafts(read(json.dumps([record])))
    assert (row.title, short(row.occurred_at)) == ("Rolled back", "2026-05-04 10:31")
