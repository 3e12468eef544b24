"""Opsgenie: logs, notes, alerts, incidents, timelines and postmortems, each a file of its own."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from secondstory.importers.registry import detect
from secondstory.model.enums import EventKind
from secondstory.model.errors import UserError
from support.imports import DATA, drafts, read, sample_of, short, times, titles, topics, unread
from support.shared import shared_file

OWN = "opsgenie"


def sample(name: str) -> bytes:
    return (DATA / f"opsgenie_{name}.json").read_bytes()


def log(text: str) -> str:
    return json.dumps({"data": [{"log": text, "owner": "x", "createdAt": "2026-05-04T09:00:00Z", "offset": "1_1"}]})


def test_a_log_is_told_from_its_oldest_line_and_equal_times_keep_their_order() -> None:
    rows = read(sample("log"))
    assert list(zip(times(rows), titles(rows), strict=True)) == [
        ("2026-05-04 09:02:12", "Alert created via API[Monitoring]"),
        ("2026-05-04 09:02:12", "Sent [push] notification to a.example@example.invalid"),
        ("2026-05-04 09:07:11", "Escalated to the next level of [Form service escalation]"),
        ("2026-05-04 09:07:40", "Alert acknowledged via mobile"),
        ("2026-05-04 09:07:55.004000", "Viewed on [web]"),
        ("2026-05-04 09:12", "Updated priority to P2 via web"),
        ("2026-05-04 09:48:00.050000", "Executed [Restart connector] action via web"),
        ("2026-05-04 10:05:12.700000", "Alert closed via web"),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Alert acknowledged via web[Default API-Acknowledge Alert]", EventKind.ACKNOWLEDGEMENT),
        ("Alert unacknowledged via web", EventKind.OBSERVATION),
        ("Incident resolved via web", EventKind.RECOVERY),
        ("Incident reopened via web", EventKind.OBSERVATION),
        ("Alert's ownership taken by A. Example", EventKind.NOTE),
        ("Added tags [orders] via API", EventKind.NOTE),
        ("Alert snoozed until 12:00", EventKind.ACTION),
        ("Sent update to stakeholders", EventKind.COMMUNICATION),
        ("Escalation is started", EventKind.ESCALATION),
        ("rolled back edge-proxy", EventKind.CHANGE),
        ("Something else", EventKind.NOTE),
    ],
)
def test_the_words_of_a_log_say_its_kind(text: str, kind: EventKind) -> None:
    assert [row.kind for row in drafts(read(log(text)))] == [kind]


def test_the_page_cursor_of_a_log_is_not_a_time() -> None:
    rows = unread(read(sample("log")))
    assert [row.locator for row in rows] == ["/data/9", "/data/8"]
    assert "$.log" in rows[0].reason
    assert rows[1].reason == "The record has no time."


def test_a_note_is_a_note_whatever_its_words() -> None:
    first, second = drafts(read(sample("notes")))
    assert first.title == "The alert was closed by mistake; the sheet still has no rows."
    assert first.body.endswith("\nReopened.")
    assert (first.kind, second.kind, first.actor) == (EventKind.NOTE, EventKind.NOTE, "a.example@example.invalid")


def test_an_alert_is_created_occurs_again_and_changes() -> None:
    rows = read(sample("alerts"))
    assert list(zip(times(rows), titles(rows), strict=True)) == [
        ("2026-05-04 08:58", "Alert #1790 created: Answers are slow"),
        ("2026-05-04 09:02:12", "Alert #1791 created: No new rows for 20 minutes"),
        ("2026-05-04 09:07:40", "Alert #1791 acknowledged"),
        ("2026-05-04 09:17:12.310000", "Alert #1791 occurred again, 4 times in all"),
        ("2026-05-04 10:05:12.700000", "Alert #1791 closed"),
    ]
    created, closed = drafts(rows)[1], drafts(rows)[4]
    assert created.tags == ("orders", "P2", "Monitoring API")
    assert (created.body, created.actor) == ("The sheet should grow every five minutes.", "Monitoring")
    assert (created.external_id, created.part, closed.part) == (
        "opsgenie:70413a06-0000-4000-8000-000000000001",
        "created",
        "closed",
    )
    assert [row.reason for row in unread(rows)] == ["“yesterday” is not a time."]


def closed_alert(**report: object) -> str:
    created = {"tinyId": "86", "message": "Form errors", "createdAt": "2026-05-04T09:05:00Z", "status": "closed"}
    return json.dumps(
        [{**created, "alias": "x", "priority": "P1", "updatedAt": "2026-05-04T10:40:00Z", "report": report}]
    )


def test_the_report_of_an_alert_tells_when_it_was_acknowledged_and_closed() -> None:
    rows = drafts(read(closed_alert(ackTime=120000, closeTime=5_700_000, acknowledgedBy="robin@example.invalid"), OWN))
    assert [(short(row.occurred_at), row.title, row.kind.value, row.actor) for row in rows] == [
        ("2026-05-04 09:05", "Alert #86 created: Form errors", "alert", ""),
        ("2026-05-04 09:07", "Alert #86 acknowledged", "acknowledgement", "robin@example.invalid"),
        ("2026-05-04 10:40", "Alert #86 closed", "recovery", ""),
    ]
    assert rows[1].remark == "The report of the alert counts this time in milliseconds from its creation."


def test_a_change_after_the_closing_is_told_too() -> None:
    rows = drafts(read(closed_alert(closeTime=60_000), OWN))
    assert [row.title for row in rows][1:] == ["Alert #86 closed", "Alert #86 last changed: it is closed"]
    assert rows[2].remark == "updatedAt says when the record last changed, not what changed."


@pytest.mark.parametrize("time", [10**40, "soon", float("1e300")])
def test_a_duration_that_leads_nowhere_is_told(time: object) -> None:
    rows = read(closed_alert(ackTime=time), OWN)
    assert [row.reason.endswith("is not a time.") for row in unread(rows)] == [True]


def test_an_incident_has_an_impact_of_its_own_and_equal_times_are_told_once() -> None:
    rows = drafts(read(sample("incidents")))
    assert [(row.title, row.kind.value) for row in rows] == [
        ("Incident #41 began to have an impact", "impact"),
        ("Incident #41 created: Orders no longer reach the sheet", "alert"),
        ("Incident #41 no longer had an impact", "recovery"),
        ("Incident #41 last changed: it is resolved", "note"),
        ("Incident #42 created: Invoices are sent twice", "alert"),
    ]


def test_a_timeline_is_told_by_its_texts_or_its_types() -> None:
    rows = read(sample("timeline"))
    assert [(row.title, row.kind.value, row.actor, row.tags) for row in drafts(rows)] == [
        ("Incident opened", "alert", "A. Example", ()),
        ("Alert #1791 was added", "alert", "System", ("hidden",)),
        ("Rolled back flow v14", "change", "B. Example", ()),
        ("Incident resolved", "recovery", "B. Example", ()),
    ]
    added = drafts(rows)[1]
    assert (added.body, added.external_id) == ("No new rows for 20 minutes", "opsgenie:e2")
    assert [row.remark for row in drafts(rows)] == ["", "", "Edited at 2026-05-04T11:00:00Z by A. Example.", ""]
    assert [row.locator for row in unread(rows)] == ["/data/entries/4"]


def test_a_responder_who_acknowledges_is_no_escalation() -> None:
    entry = {"id": "e1", "group": "responderAlert", "eventTime": "2026-05-04T09:07:00Z", "hidden": False, "actor": {}}
    types = ["ResponderAlertAcknowledged", "ResponderAdded"]
    entries = [entry | {"id": name, "type": name} for name in types]
    assert [row.kind.value for row in drafts(read(json.dumps(entries)))] == ["acknowledgement", "escalation"]


def test_a_postmortem_gives_its_points_in_time_and_its_text() -> None:
    rows = read(sample("postmortem"))
    assert list(zip(times(rows), titles(rows), strict=True)) == [
        ("2026-05-04 08:40", "The incident began"),
        ("2026-05-04 09:07:40", "The first person responded"),
        ("2026-05-04 10:05:12.700000", "The incident was resolved"),
        ("2026-05-05 13:20:33.873000", "Postmortem: Orders no longer reach the sheet"),
    ]
    assert [row.part for row in drafts(rows)] == ["began", "responded", "resolved", "written"]
    text = drafts(rows)[-1]
    assert text.body == (
        "Orders were kept, but not entered for 85 minutes.\n\nWhat helped\n\n"
        "- The form keeps a copy\n- The order desk called early"
    )
    assert (text.kind, text.actor, text.tags) == (EventKind.NOTE, "A. Example", ("P2", "draft"))


def test_an_end_that_is_not_the_resolution_is_an_event() -> None:
    text = sample("postmortem").replace(b'"endTime": "2026-05-04T10:05:12.7Z"', b'"endTime": "2026-05-04T10:01:00Z"')
    assert titles(read(text))[2:4] == ["The incident ended", "The incident was resolved"]


def test_a_document_that_is_nested_far_is_read_as_far_as_documents_go() -> None:
    nested = '{"content":[' * 150 + '{"type":"text","text":"deep"}' + "]}" * 150
    text = '[{"postmortemId":"p","createdAtTime":"2026-05-04T09:00:00Z","content":' + nested + "}]"
    assert [(row.title, row.body) for row in drafts(read(text, OWN))] == [("Postmortem", "")]
    with pytest.raises(UserError, match="nested too deeply"):
        read(text.replace('{"content":[' * 150, '{"content":[' * 9000).replace("]}" * 150, "]}" * 9000), OWN)


@pytest.mark.parametrize("name", ["log", "notes", "alerts", "incidents", "timeline", "postmortem"])
def test_each_answer_is_recognised_with_or_without_what_stands_around_its_records(name: str) -> None:
    data = json.loads(sample(name))["data"]
    records = data["entries"] if name == "timeline" else data
    shapes = [sample(name), json.dumps(records)]
    if isinstance(records, list):
        shapes.append(json.dumps({"data": records}))
    for shape in shapes:
        assert detect(sample_of(shape)).info.name == OWN
        assert len(drafts(read(shape))) == len(drafts(read(sample(name))))


def test_no_zone_is_asked_for_where_the_times_name_one() -> None:
    assert topics(sample("log")) == []


def test_real_files_give_what_their_description_says() -> None:
    rows = read(shared_file("timelines/opsgenie/demisto-get_alert_logs.json").read_bytes())
    assert times(rows) == ["2023-08-03 09:24:58.894000", "2023-08-03 09:26:05.030000"]
    assert [row.kind for row in drafts(rows)] == [EventKind.ACKNOWLEDGEMENT, EventKind.NOTE]
    rows = read(shared_file("timelines/opsgenie/demisto-get_incidents.json").read_bytes())
    assert list(zip(times(rows), titles(rows), strict=True)) == [
        ("2021-11-21 19:32:02.148000", "Incident #86 created: test")
    ]


def test_a_made_file_gives_what_its_manifest_says(tmp_path: Path) -> None:
    made = tmp_path / "made.json"
    maker = shared_file("timelines/make_large.py")
    command = [sys.executable, str(maker), "--events", "3000", "--format", "opsgenie", "--out", str(made)]
    subprocess.run(command, check=True, capture_output=True)
    manifest = json.loads(made.with_name("made.json.manifest.json").read_text())
    found = read(made.read_bytes())
    rows = drafts(found)
    instants = [row.occurred_at for row in rows if row.occurred_at]
    assert (len(rows), len(unread(found))) == (manifest["rows"] - manifest["bad"], manifest["bad"])
    assert [at.isoformat(timespec="milliseconds").replace("+00:00", "Z") for at in (instants[0], instants[-1])] == [
        manifest["first_utc"],
        manifest["last_utc"],
    ]


def delivery(action: str, minute: int, **of_alert: object) -> dict[str, object]:
    alert = {
        "alertId": "A1",
        "tinyId": "23",
        "message": "The queue grows",
        "username": "a@example.invalid",
        "createdAt": 1_777_885_200_000,
        "updatedAt": 1_777_885_200_000_000_110 + minute * 60 * 10**9,
        "tags": ["orders"],
        "priority": 3,
        **of_alert,
    }
    return {"action": action, "alert": alert, "integrationName": "Hook", "source": {"name": "", "type": "web"}}


def test_what_a_webhook_was_sent_is_told_by_its_action() -> None:
    sent = [
        delivery("Create", 0),
        delivery("Acknowledge", 4),
        delivery("AddNote", 6, note="Restarted the worker"),
        delivery("Restart connector", 7),
        delivery("Close", 30),
    ]
    text = "\n".join(map(json.dumps, sent))
    assert detect(sample_of(text)).info.name == OWN
    rows = drafts(read(text))
    assert [(f"{row.occurred_at:%H:%M}", row.kind, row.title) for row in rows] == [
        ("09:00", EventKind.ALERT, "Alert #23 created: The queue grows"),
        ("09:04", EventKind.ACKNOWLEDGEMENT, "Alert #23 acknowledged: The queue grows"),
        ("09:06", EventKind.NOTE, "Alert #23 got a note: The queue grows"),
        ("09:07", EventKind.NOTE, "Alert #23 restart connector: The queue grows"),
        ("09:30", EventKind.RECOVERY, "Alert #23 closed: The queue grows"),
    ]
    assert rows[2].body == "Restarted the worker"
    assert (rows[1].actor, rows[1].tags) == ("a@example.invalid", ("orders", "P3", "Hook"))
    assert [bool(row.remark) for row in rows] == [False, True, True, True, True]


def test_a_delivery_without_a_time_is_unread_and_not_guessed() -> None:
    escalated = {"action": "Escalate", "alert": {"alertId": "A1"}, "escalationNotify": {"name": "b@example.invalid"}}
    text = json.dumps([delivery("Create", 0), escalated])
    assert detect(sample_of(text)).info.name == OWN
    assert titles(read(text)) == ["Alert #23 created: The queue grows"]
    assert [row.reason for row in unread(read(text))] == ["The record has no time."]


def test_what_an_action_was_about_is_told() -> None:
    sent = delivery("Escalate", 5) | {"escalationName": "Form service", "escalationNotify": {"name": "On call"}}
    assert [row.body for row in drafts(read(json.dumps(sent)))] == ["Escalation: Form service\nNotified: On call"]


def test_the_lists_of_jira_service_management_are_read_alike() -> None:
    log = {"log": "Alert acknowledged via web", "owner": "A.", "createdAt": "2026-05-04T09:05:00Z", "type": "system"}
    note = {"id": "n", "note": "Restarted", "owner": "A.", "createdAt": "2026-05-04T09:06:00Z"}
    alert = {"id": "x", "tinyId": "5", "alias": "q", "message": "Slow", "createdAt": "2026-05-04T09:00:00Z"}
    for item, title in ((log, log["log"]), (note, note["note"]), (alert, "Alert #5 created: Slow")):
        text = json.dumps({"values": [item], "links": {"next": ""}})
        assert detect(sample_of(text)).info.name == OWN
        assert titles(read(text)) == [title]


def test_answers_that_were_kept_in_one_document_are_told_together() -> None:
    entry = {"owner": "robin", "createdAt": "2026-05-04T09:07:00Z", "offset": "1"}
    alert = {"id": "7", "tinyId": "17", "alias": "e", "message": "It fails", "createdAt": "2026-05-04T09:05:00Z"}
    note = {**entry, "note": "Looks like v14", "owner": {"displayName": "Robin"}, "createdAt": "2026-05-04T09:09:00Z"}
    bare = {"alert": alert, "logs": [{**entry, "log": "Alert acknowledged"}], "notes": [note]}
    as_answered = {name: {"data": held, "took": 0.1} for name, held in bare.items()}
    for document in (bare, as_answered):
        rows = read(json.dumps(document))
        assert titles(rows) == ["Alert #17 created: It fails", "Alert acknowledged", "Looks like v14"]
        assert [row.actor for row in drafts(rows)] == ["", "robin", "Robin"]
        assert unread(rows) == []


def test_a_rich_description_is_read_as_text() -> None:
    entry = {"id": "e", "group": "system", "type": "x", "hidden": False, "eventTime": "2026-05-04T09:07:00Z"}
    described = {"description": {"type": "rich", "content": "<p>Rolled <b>back</b></p>"}, "actor": None}
    assert titles(read(json.dumps({"data": {"entries": [{**entry, **described}]}}))) == ["Rolled back"]
