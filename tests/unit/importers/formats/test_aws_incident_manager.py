"""AWS Incident Manager: lists of timeline events, and events one by one with data that may be JSON."""

import json

from support.imports import DATA, drafts, read, times, titles, topics, unread

LIST = (DATA / "aws-incident-manager-list.json").read_bytes()
EVENTS = (DATA / "aws-incident-manager-events.jsonl").read_bytes()


def test_a_list_gives_the_oldest_first_with_words_for_each_type() -> None:
    rows = read(LIST)
    assert times(rows) == ["2026-05-04 09:05", "2026-05-04 09:07:10.500000", "2026-05-04 10:31:13.766000"]
    assert [(row.kind.value, row.title) for row in drafts(rows)] == [
        ("alert", "Incident triggered"),
        ("alert", "Contact paged"),
        ("note", "Incident record updated"),
    ]
    assert topics(LIST) == []


def test_an_event_without_a_time_says_so() -> None:
    assert [(row.locator, row.reason) for row in unread(read(LIST))] == [
        ("/eventSummaries/3", "The record has no time.")
    ]


def test_the_data_of_an_event_tells_more() -> None:
    assert [(row.kind.value, row.title, row.body) for row in drafts(read(EVENTS))] == [
        ("alert", "Incident triggered", "triggerArn: arn:aws:cloudwatch:eu-west-1:111122223333:alarm:Form5xx"),
        ("change", "Rolled back flow v14", ""),
        ("note", "Not {JSON", ""),
        ("recovery", "Status is now RESOLVED", "modifiedBy: Incident commander"),
    ]


def test_each_event_knows_its_line_and_has_the_same_id_in_either_form() -> None:
    trigger = drafts(read(EVENTS))[0]
    assert trigger.locator == "line 3/event"
    assert trigger.external_id == drafts(read(LIST))[0].external_id
    assert trigger.tags == ("SSM Incident Trigger",)
    assert trigger.time_as_written == "1777885500"


def test_a_faulty_event_costs_only_itself() -> None:
    (row,) = unread(read(EVENTS))
    assert row.locator == "line 5/event"
    assert "not what this format has" in row.reason


def test_single_answers_and_lists_of_them_are_read_too() -> None:
    answers = [json.loads(line) for line in EVENTS.splitlines()]
    assert titles(read(json.dumps(answers))) == titles(read(EVENTS))
    assert titles(read(json.dumps(answers[0], indent=4))) == ["Rolled back flow v14"]
    assert titles(read(json.dumps(json.loads(LIST)["eventSummaries"]))) == titles(read(LIST))


def test_data_of_another_shape_is_shown_as_it_is() -> None:
    event = {
        "eventId": "1",
        "eventTime": 1777885500,
        "eventType": "Custom Event",
        "eventUpdatedTime": 1,
        "eventData": "[1]",
    }
    assert titles(read(json.dumps([event]))) == ["[1]"]
    event["eventData"] = '{"modifiedAttributes": [{"attributeName": "impact", "newValue": 2}, "x"]}'
    assert [(row.kind.value, row.title) for row in drafts(read(json.dumps([event])))] == [
        ("decision", "Impact is now 2")
    ]


RECORDS = (DATA / "aws-incident-records.json").read_bytes()


def test_records_of_incidents_tell_when_these_were_opened_and_resolved() -> None:
    rows = read(RECORDS)
    assert times(rows) == ["2026-05-04 09:05", "2026-05-04 09:05:00.500000", "2026-05-04 10:45"]
    assert [(row.kind.value, row.title, row.actor) for row in drafts(rows)] == [
        ("decision", "Incident opened: Queue stuck", "robin"),
        ("alert", "Incident opened: Forms failing", ""),
        ("recovery", "Incident resolved: Forms failing", ""),
    ]
    assert drafts(rows)[0].tags == ("impact: critical", "aws.ssm-incidents.custom")


def test_a_single_record_tells_the_same_incident_and_its_summary() -> None:
    listed = json.loads(RECORDS)["incidentRecordSummaries"][1]
    whole = {**listed, "summary": "Submissions failed.", "dedupeString": "forms", "creationTime": 1777885500.5}
    first, second = drafts(read(json.dumps({"incidentRecord": whole}, indent=4)))
    assert (first.body, second.body) == ("Submissions failed.", "")
    assert {row.external_id for row in (first, second)} == {drafts(read(RECORDS))[1].external_id}


def test_a_resolved_record_without_a_time_says_so() -> None:
    record = {**json.loads(RECORDS)["incidentRecordSummaries"][1], "resolvedTime": None}
    assert [row.reason for row in unread(read(json.dumps({"incidentRecordSummaries": [record]})))] == [
        "The incident is resolved, but the record does not say when."
    ]
    assert [row.reason for row in unread(read(json.dumps([{**record, "creationTime": None, "status": "OPEN"}])))] == [
        "The record has no time."
    ]


def test_tags_in_a_note_become_what_people_see() -> None:
    event = {"eventId": "e", "eventTime": "2026-05-04T09:40:00Z", "eventType": "Custom Event"}
    noted = event | {"eventData": json.dumps("<p>Noted: <strong>rolled back</strong>&nbsp;v14</p>")}
    assert titles(read(json.dumps({"event": noted}))) == ["Noted: rolled back v14"]
