"""Further incident tools, and monitoring: what rules alone say of their answers."""

import json

from secondstory.importers.registry import detect
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.enums import EventKind
from support.imports import DATA, drafts, read, sample_of, short, titles, unread


def told(rows: list[Draft | UnreadRow]) -> list[tuple[str, EventKind, str]]:
    """Minute, kind and title of the events."""
    return [(short(row.occurred_at)[11:16], row.kind, row.title) for row in drafts(rows)]


def rows_of(document: object, name: str) -> list[Draft | UnreadRow]:
    """The rows of a document, which has to be recognised as a format."""
    text = json.dumps(document)
    assert detect(sample_of(text)).info.name == name
    return read(text)


def test_incidents_of_datadog_are_told_time_by_time() -> None:
    rows = read((DATA / "datadog-incidents.json").read_bytes())
    assert told(rows) == [
        ("09:02", EventKind.IMPACT, "Customers are affected: Badge form fails"),
        ("09:05", EventKind.OBSERVATION, "Detected: Badge form fails"),
        ("09:12", EventKind.NOTE, "Incident 7 opened: Badge form fails"),
        ("10:31", EventKind.RECOVERY, "Customers are no longer affected: Badge form fails"),
        ("10:40", EventKind.RECOVERY, "Resolved: Badge form fails"),
        ("11:00", EventKind.NOTE, "Incident 8 opened: Mails are late"),
    ]
    assert drafts(rows)[0].body == "Nobody could order a badge"
    assert drafts(rows)[2].actor == "Sam Sample"
    assert unread(rows) == []


def test_cells_of_a_timeline_of_datadog_say_what_changed() -> None:
    def cell(name: str, content: object, **more: object) -> object:
        attributes = {"cell_type": name, "content": content, "created": "2026-05-04T10:20:00+00:00", **more}
        return {"type": "incident_timeline_cells", "id": name, "attributes": attributes}

    change = cell("incident_status_change", {"before": {"state": "active"}, "after": {"state": "stable"}})
    note = cell("markdown", {"content": "Restarted it"}, display_time="2026-05-04T10:30:00+00:00")
    assert told(rows_of({"data": [note, change]}, "tools")) == [
        ("10:20", EventKind.DECISION, "State changed from active to stable"),
        ("10:30", EventKind.ACTION, "Restarted it"),
    ]


def test_transitions_name_the_incident_that_they_lie_in() -> None:
    rows = read((DATA / "splunk-on-call-incidents.json").read_bytes())
    assert told(rows) == [
        ("09:05", EventKind.ALERT, "Incident 7: Badge form fails"),
        ("09:07", EventKind.ACKNOWLEDGEMENT, "Acknowledged: Badge form fails"),
        ("09:20", EventKind.ESCALATION, "Rerouted: Badge form fails"),
        ("10:31", EventKind.RECOVERY, "Resolved: Badge form fails"),
    ]
    assert [row.locator for row in drafts(rows)][1] == "/incidents/0/transitions/0"


def test_audits_of_xmatters_say_who_answered() -> None:
    answer = {"type": "RESPONSE_RECEIVED", "id": "2", "response": {"response": "ACKNOWLEDGE"}}
    who = {"recipient": {"targetName": "robin"}, "at": "2026-05-04T09:07:00.000+0000"}
    rows = rows_of({"data": [{**answer, **who}], "total": 1}, "tools")
    assert told(rows) == [("09:07", EventKind.ACKNOWLEDGEMENT, "robin acknowledged")]


def test_the_history_of_an_alarm_is_told_by_its_new_state() -> None:
    rows = read((DATA / "cloudwatch-history.json").read_bytes())
    assert told(rows) == [
        ("08:00", EventKind.CHANGE, 'badges-5xx: Alarm "badges-5xx" updated'),
        ("09:05", EventKind.ALERT, "badges-5xx: Alarm updated from OK to ALARM"),
        ("10:31", EventKind.RECOVERY, "badges-5xx: Alarm updated from ALARM to OK"),
    ]
    assert drafts(rows)[2].body == "1 datapoint was below 5"


def test_a_message_that_is_packed_as_a_text_is_looked_into() -> None:
    message = {"AlarmName": "slow", "OldStateValue": "OK", "NewStateValue": "ALARM"}
    inner = json.dumps({**message, "StateChangeTime": "2026-05-04T09:05:00.123+0000"})
    rows = rows_of({"TopicArn": "arn", "Message": inner, "Timestamp": "2026-05-04T09:05:01Z"}, "monitoring")
    assert told(rows) == [("09:05", EventKind.ALERT, "slow went from OK to ALARM")]


def test_the_history_of_an_alert_of_azure_says_what_changed() -> None:
    rows = read((DATA / "azure-alert-history.json").read_bytes())
    assert told(rows) == [
        ("09:05", EventKind.ALERT, "Alert created"),
        ("09:07", EventKind.ACKNOWLEDGEMENT, "Acknowledged"),
        ("10:31", EventKind.RECOVERY, "Resolved"),
    ]
    assert drafts(rows)[1].body == "I look at it"


def test_issues_of_new_relic_are_found_however_deep_they_lie() -> None:
    issue = {"issueId": "1", "title": ["Errors above 5 %"], "createdAt": 1777885500123, "closedAt": 1777890660123}
    document = {"data": {"actor": {"account": {"aiIssues": {"issues": {"issues": [issue]}}}}}}
    assert titles(rows_of(document, "monitoring")) == ["Errors above 5 %", "Closed: Errors above 5 %"]


def test_what_was_done_with_an_issue_of_sentry_is_told() -> None:
    done = {"id": "1", "user": {"name": "Robin"}, "type": "set_resolved", "data": {}}
    rows = rows_of({"activity": [{**done, "dateCreated": "2026-05-04T10:40:00Z"}]}, "monitoring")
    assert told(rows) == [("10:40", EventKind.RECOVERY, "Resolved")]


def test_a_record_without_a_time_is_unread() -> None:
    incident = {"id": "1", "attributes": {"public_id": 1, "title": "x", "created": "", "customer_impact_scope": ""}}
    (row,) = unread(rows_of({"data": [{"type": "incidents", **incident}]}, "tools"))
    assert row.reason == "The record has no time."


def test_what_pagerduty_tells_beside_the_log_is_told_by_what_it_is() -> None:
    who, at = {"summary": "Robin Example", "type": "user_reference"}, "2026-05-04T09:30:00Z"
    note = {"notes": [{"id": "1", "user": who, "content": "The alarm is right", "created_at": at}]}
    update = {"status_update": {"id": "2", "sender": who, "message": "We roll back", "created_at": at}}
    change = {"change_events": [{"id": "3", "summary": "Build 7", "timestamp": at, "services": [], "links": []}]}
    assert told(rows_of(note, "tools")) == [("09:30", EventKind.NOTE, "The alarm is right")]
    assert told(rows_of(update, "tools")) == [("09:30", EventKind.COMMUNICATION, "We roll back")]
    assert told(rows_of(change, "tools")) == [("09:30", EventKind.CHANGE, "Build 7")]
    assert drafts(rows_of(note, "tools"))[0].actor == "Robin Example"


def test_deployments_runs_and_timelines_of_code_hosts_are_told() -> None:
    at = "2026-05-04T08:58:00Z"
    deployed = {"id": 1, "sha": "ab", "ref": "v14", "environment": "production", "creator": {"login": "robin"}}
    assert titles(rows_of([{**deployed, "created_at": at}], "tools")) == ["v14 deployed to production"]
    run = {"id": 2, "name": "Deploy", "run_number": 5, "conclusion": "failure", "created_at": at}
    rows = rows_of({"workflow_runs": [{**run, "updated_at": "2026-05-04T09:00:00Z"}]}, "tools")
    assert titles(rows) == ["Deploy started", "Deploy: failure"]
    nodes = [{"id": "3", "note": "Rolled back", "noteHtml": "", "occurredAt": at, "createdAt": at}]
    document = {"data": {"project": {"incidentManagementTimelineEvents": {"nodes": nodes}}}}
    assert titles(rows_of(document, "tools")) == ["Rolled back"]


def test_a_request_of_service_management_tells_when_it_was_made_and_its_status() -> None:
    def date(text: str) -> dict[str, str]:
        return {"iso8601": text}

    status = {"status": "Done", "statusDate": date("2026-05-04T10:40:00-0600")}
    request = {"issueId": "1", "issueKey": "OPS-9", "createdDate": date("2026-05-04T09:12:00-0600")}
    rows = rows_of({"values": [{**request, "currentStatus": status, "summary": "Forms fail"}]}, "tools")
    assert titles(rows) == ["OPS-9 asked for: Forms fail", "OPS-9 is Done"]


def test_the_timeline_of_a_case_has_a_local_time_beside_its_zone() -> None:
    event = {"event_id": 1, "event_tz": "+02:00", "event_title": "It fails", "event_date": "2026-05-04T09:05:00.000000"}
    local = {**event, "event_date_wtz": "2026-05-04T11:05:00.000000"}
    for each in (event, local):
        rows = rows_of({"status": "success", "data": {"timeline": [each]}}, "tools")
        assert [(short(row.occurred_at), row.title) for row in drafts(rows)] == [("2026-05-04 09:05", "It fails")]


def test_problems_silences_and_monitors_tell_when_they_began_and_ended() -> None:
    comments = {"comments": [{"id": "c", "createdAtTimestamp": 1777886000000, "content": "Looking", "authorName": "a"}]}
    problem = {"problemId": "1", "displayId": "P-1", "title": "Slow", "startTime": 1777885500000, "endTime": -1}
    rows = rows_of({"problems": [{**problem, "endTime": 1777890660000, "recentComments": comments}]}, "monitoring")
    assert titles(rows) == ["P-1: Slow", "Looking", "Closed: Slow"]
    silence = {
        "id": "s",
        "matchers": [{"name": "alertname", "value": "Slow"}],
        "createdBy": "robin",
        "comment": "known",
    }
    period = {"startsAt": "2026-05-04T09:30:00Z", "endsAt": "2026-05-04T10:30:00Z"}
    assert told(rows_of([{**silence, **period}], "monitoring")) == [("09:30", EventKind.ACTION, "Silenced Slow: known")]
    logs = [{"id": 1, "type": 1, "datetime": 1777885500, "reason": {"detail": "Server error"}}]
    monitor = {"friendly_name": "Forms", "url": "x", "logs": logs}
    assert titles(rows_of({"monitors": [monitor]}, "monitoring")) == ["Forms is down: Server error"]


def test_lists_that_are_not_read_are_named() -> None:
    event = {"event_id": 1, "event_tz": "+00:00", "event_title": "It fails", "event_date": "2026-05-04T09:05:00"}
    rows = rows_of({"timeline": [event], "tasks": [{"task_title": "Check"}], "notes": []}, "tools")
    assert [row.remark for row in drafts(rows)] == ["Beside what is read the file holds “tasks”."]


def test_escalations_name_whom_they_reached() -> None:
    users = [{"id": "u", "name": "Robin Example"}]
    events = [
        {"id": "1", "event": "notified_user", "occurred_at": "2026-05-04T09:05:10Z", "users": users},
        {"id": "2", "event": "acked", "occurred_at": "2026-05-04T09:07:00Z", "users": users},
    ]
    escalation = {"id": "e", "title": "Forms fail", "escalation_path_id": "p", "events": events}
    assert told(rows_of({"escalations": [escalation]}, "tools")) == [
        ("09:05", EventKind.ALERT, "Robin Example was notified: Forms fail"),
        ("09:07", EventKind.ACKNOWLEDGEMENT, "Acknowledged: Forms fail"),
    ]


def test_events_of_kubernetes_name_their_object_and_last_from_the_first_to_the_last_time() -> None:
    known = {"kind": "Event", "metadata": {"uid": "u1", "namespace": "forms"}, "eventTime": None}
    probe = known | {
        "involvedObject": {"kind": "Pod", "name": "intake-1", "namespace": "forms"},
        "reason": "Unhealthy",
        "message": "Readiness probe failed",
        "firstTimestamp": "2026-05-04T09:01:00Z",
        "lastTimestamp": "2026-05-04T09:20:00Z",
        "count": 12,
    }
    newer = known | {
        "metadata": {"uid": "u2"},
        "regarding": {"kind": "Deployment", "name": "intake"},
        "reason": "ScalingReplicaSet",
        "note": "Scaled up to 3",
        "eventTime": "2026-05-04T09:30:00.5Z",
    }
    first, second = drafts(read(json.dumps({"kind": "List", "items": [newer, probe]}), "monitoring"))
    assert (first.title, first.kind.value) == ("intake-1: Readiness probe failed", "impact")
    assert (short(first.occurred_at), short(first.occurred_until)) == ("2026-05-04 09:01", "2026-05-04 09:20")
    assert first.body == "Reason: Unhealthy\n\nObject: Pod intake-1\n\nTimes: 12"
    assert (second.title, second.kind.value) == ("intake: Scaled up to 3", "change")


def test_events_of_aws_health_begin_and_end() -> None:
    event = {
        "arn": "arn:aws:health:eu-west-1::event/x",
        "service": "EC2",
        "eventTypeCode": "AWS_EC2_OPERATIONAL_ISSUE",
        "eventTypeCategory": "issue",
        "startTime": 1777885500.0,
        "endTime": 1777890660.0,
    }
    planned = event | {"arn": "y", "eventTypeCategory": "scheduledChange", "eventTypeCode": "AWS_X_REBOOT"}
    assert told(rows_of({"events": [event, planned]}, "monitoring")) == [
        ("09:05", EventKind.IMPACT, "AWS_EC2_OPERATIONAL_ISSUE"),
        ("09:05", EventKind.NOTE, "AWS_X_REBOOT"),
        ("10:31", EventKind.RECOVERY, "Ended: AWS_EC2_OPERATIONAL_ISSUE"),
        ("10:31", EventKind.NOTE, "Ended: AWS_X_REBOOT"),
    ]
    details = {"successfulSet": [{"event": event, "eventDescription": {"latestDescription": "We see errors."}}]}
    assert [row.body for row in drafts(rows_of(details, "monitoring"))] == ["We see errors.", ""]


def test_markers_of_honeycomb_tell_once_what_was_deployed_and_how_long_it_took() -> None:
    marker = {"id": "m", "message": "deploy v14", "type": "deploy", "created_at": "2026-05-04T14:05:00Z"}
    marker |= {"updated_at": "2026-05-04T14:05:00Z", "color": "#fff"}
    rows = rows_of(
        [
            marker | {"start_time": 1777903500, "end_time": 0},
            marker | {"id": "n", "start_time": 1777904400, "end_time": 1777904700},
        ],
        "monitoring",
    )
    assert told(rows) == [("14:05", EventKind.CHANGE, "deploy v14"), ("14:20", EventKind.CHANGE, "deploy v14")]
    assert [short(row.occurred_until)[11:] for row in drafts(rows)] == ["", "14:25"]


def test_audits_of_zendesk_tell_what_was_written_and_what_changed() -> None:
    audit = {"id": 1, "ticket_id": 901, "author_id": 10}
    wrote = [{"id": 2, "type": "Comment", "body": "I cannot pay"}]
    changed = [{"id": 5, "type": "Change", "field_name": "status", "previous_value": "new", "value": "open"}]
    rows = rows_of(
        {
            "audits": [
                audit | {"created_at": "2026-05-04T14:06:00Z", "events": wrote},
                audit | {"id": 4, "created_at": "2026-05-04T14:12:00Z", "events": changed},
            ]
        },
        "tools",
    )
    assert told(rows) == [
        ("14:06", EventKind.NOTE, "I cannot pay"),
        ("14:12", EventKind.DECISION, "status changed from new to open"),
    ]
