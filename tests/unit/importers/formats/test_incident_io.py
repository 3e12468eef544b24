"""Incident.io: what changed with each update, timestamps, follow-ups, and post-mortems as Markdown."""

import json

from secondstory.importers.base import ImportOptions, Sample
from secondstory.importers.preview import preview, repair
from secondstory.importers.registry import by_name, detect
from secondstory.model.draft import UnreadRow
from secondstory.model.enums import EventKind
from support.imports import DATA, drafts, read, sample_of, short, times, titles, topics, unread

UPDATES = (DATA / "incident-io-updates.json").read_bytes()
INCIDENT = (DATA / "incident-io-incident.json").read_bytes()
FOLLOW_UPS = (DATA / "incident-io-follow-ups.json").read_bytes()
DOCUMENT = (DATA / "incident-io-postmortem.json").read_bytes()


def document(markdown: str) -> str:
    return json.dumps({"markdown": markdown})


class TestUpdates:
    def test_the_title_is_what_changed_else_the_message(self) -> None:
        assert [(row.kind.value, row.title) for row in drafts(read(UPDATES))] == [
            ("communication", "Intake form answers with errors"),
            ("communication", "Status changed from Investigating to Fixing and severity changed from Minor to Major"),
            ("decision", "Status: Merged"),
            ("communication", "Rolling back flow v14"),
            ("recovery", "Status changed from Fixing to Resolved"),
        ]

    def test_the_message_of_a_change_and_the_incident_it_was_merged_into_are_the_body(self) -> None:
        by_title = {row.title: row for row in drafts(read(UPDATES))}
        assert by_title["Status changed from Fixing to Resolved"].body == (
            "Forms are working again.\nWe keep watching."
        )
        assert by_title["Status: Merged"].body == "Merged into incident 01INC1."

    def test_people_workflows_keys_and_alerts_are_who_updated(self) -> None:
        assert [row.actor for row in drafts(read(UPDATES))] == [
            "Form5xx",
            "Raise severity on page",
            "Alert router",
            "Platform engineer",
            "Incident lead",
        ]

    def test_each_update_knows_its_place_its_time_and_its_id(self) -> None:
        last = drafts(read(UPDATES))[-1]
        assert (last.locator, last.external_id) == ("/incident_updates/0", "incident-io:01UPD4")
        assert (last.time_as_written, last.tags) == ("2026-05-04T10:31:00.125Z", ("Resolved", "Major"))
        assert last.raw.startswith('{"id":"01UPD4"')

    def test_a_faulty_update_costs_only_itself(self) -> None:
        assert [(row.locator, row.reason.split(" (")[0]) for row in unread(read(UPDATES))] == [
            ("/incident_updates/6", "The record is not what this format has"),
            ("/incident_updates/5", "The record has no time."),
        ]

    def test_an_update_that_names_the_same_status_again_is_no_change(self) -> None:
        status = {"name": "Resolved", "category": "learning"}
        both = [
            {"id": str(minute), "created_at": f"2026-05-04T09:0{minute}:00Z", "message": str(minute)}
            | {"incident_id": "1", "new_incident_status": status}
            for minute in (1, 2)
        ]
        rows = drafts(read(json.dumps({"incident_updates": both, "pagination_meta": {}})))
        assert [(row.title, row.kind) for row in rows] == [
            ("1", EventKind.RECOVERY),
            ("2", EventKind.COMMUNICATION),
        ]


def test_an_incident_gives_its_timestamps_and_is_declared_once() -> None:
    rows = read(INCIDENT)
    assert times(rows) == ["2026-05-04 08:58", "2026-05-04 09:12", "2026-05-04 10:29"]
    assert [(row.kind.value, row.title, row.part) for row in drafts(rows)] == [
        ("impact", "Impact started: Intake form down", "impact started at"),
        ("decision", "Reported: Intake form down", "reported at"),
        ("recovery", "Fixed: Intake form down", "fixed at"),
    ]
    assert {row.tags for row in drafts(rows)} == {("INC-12", "Major")}


def test_an_incident_without_a_reported_time_is_declared_when_it_was_made() -> None:
    text = INCIDENT.replace(b"Reported at", b"Looked at")
    assert "2026-05-04 09:12:03" in times(read(text))
    assert "Incident declared: Intake form down" in titles(read(text))


def test_follow_ups_are_written_down_and_completed() -> None:
    rows = drafts(read(FOLLOW_UPS))
    assert [(row.kind.value, row.title, row.actor, row.part) for row in rows] == [
        ("note", "Follow-up: Add a guard for flow versions", "Incident lead", "created"),
        ("note", "Follow-up: Alert on rejected submissions", "", "created"),
        ("note", "Follow-up: without a title", "", "created"),
        ("action", "Follow-up completed: Add a guard for flow versions", "Platform engineer", "completed"),
    ]
    assert rows[0].body.endswith("Assigned to Platform engineer.")
    assert rows[1].tags == ("follow-up", "not doing")
    assert [row.locator for row in unread(read(FOLLOW_UPS))] == ["/follow_ups/3"]


def test_lists_side_by_side_are_all_read() -> None:
    both = json.loads(FOLLOW_UPS) | json.loads(UPDATES)
    assert len(drafts(read(json.dumps(both), "incident-io"))) == 9


class TestDocuments:
    def test_the_markdown_of_a_post_mortem_is_read_as_text(self) -> None:
        rows = read(DOCUMENT)
        assert times(rows) == ["2026-05-04 23:50", "2026-05-04 23:58", "2026-05-05 00:20"]
        assert [row.locator for row in drafts(rows)] == [f"/markdown, line {line}" for line in (8, 9, 12)]
        assert drafts(rows)[0].raw == "* [23:50] **Alert fired**"
        assert topics(DOCUMENT) == []

    def test_what_its_text_leaves_open_is_asked(self) -> None:
        assert topics(document("## Timeline\n* [09:05] **Alert fired**\n")) == ["date", "zone"]

    def test_a_corrected_line_of_it_is_read_again(self) -> None:
        row = UnreadRow("/markdown, line 8", "The time “09:?” does not say when.", "* [09:?] **Alert**")
        found = repair(row, by_name("incident-io"), ImportOptions(), "* 2026-05-04 09:05 UTC Alert")
        assert not isinstance(found, UnreadRow)
        assert (found.title, found.locator) == ("Alert", "/markdown, line 8")

    def test_a_long_one_is_previewed_from_its_beginning(self) -> None:
        lines = "".join(f'* [09:{number % 60:02}] **Step {number} of “\\"A\\"”**\n' for number in range(3000))
        data = document(f"## Timeline\n### 2026-05-04 (UTC)\n{lines}").encode()
        found = preview(by_name("incident-io"), Sample(data[:5001], "x.json", len(data)), ImportOptions(), 5)
        assert len(found.rows) == 5
        assert found.questions == ()


def test_a_record_of_another_sort_says_so() -> None:
    (row,) = unread(read('{"incidents": [{"x": 1}]}', "incident-io"))
    assert row.reason == "The record is no update, incident or follow-up."


SMALL = {
    "id": "01I",
    "reference": "INC-7",
    "name": "Orders wait",
    "created_at": "2026-05-04T09:00:00Z",
    "updated_at": "2026-05-04T09:40:00Z",
    "incident_role_assignments": [],
}


def delivery(kind: str, payload: object) -> str:
    return json.dumps({"event_type": kind, kind: payload})


def test_deliveries_to_a_webhook_are_read_by_what_they_hold() -> None:
    status = {"new_status": {"name": "Fixing", "category": "live"}, "previous_status": {"name": "Investigating"}}
    text = "\n".join(
        [
            delivery("public_incident.incident_created_v2", SMALL),
            delivery("public_incident.incident_status_updated_v2", {"incident": SMALL, **status, "message": "Soon"}),
            delivery(
                "public_incident.follow_up_created_v1",
                {"id": "F", "incident_id": "01I", "title": "Add a probe", "created_at": "2026-05-05T08:00:00Z"},
            ),
        ]
    )
    assert detect(sample_of(text)).info.name == "incident-io"
    rows = drafts(read(text))
    assert [row.title for row in rows] == [
        "Incident declared: Orders wait",
        "Status changed from Investigating to Fixing",
        "Follow-up: Add a probe",
    ]
    assert (short(rows[1].occurred_at), rows[1].body) == ("2026-05-04 09:40", "Soon\n\nOrders wait")
    assert rows[1].remark == "The webhook tells no time of its own: this is when the incident was last changed."


def test_a_delivery_that_tells_only_the_id_of_a_private_incident_is_unread() -> None:
    rows = read(delivery("private_incident.incident_created_v2", {"id": "01P"}))
    assert [row.reason for row in unread(rows)] == ["The record is no update, incident or follow-up."]


def test_incidents_of_version_1_tell_their_timestamps() -> None:
    older = {"timestamps": [{"name": "Fixed", "last_occurred_at": "2026-05-04T09:35:00Z"}, {"name": "Closed"}]}
    text = json.dumps({"incidents": [{**SMALL, "status": "closed", **older}]})
    assert detect(sample_of(text)).info.name == "incident-io"
    assert titles(read(text)) == ["Incident declared: Orders wait", "Fixed: Orders wait"]


def test_what_each_delivery_repeats_of_its_incident_is_told_once() -> None:
    deliveries = [
        delivery("public_incident.incident_created_v2", SMALL),
        delivery("public_incident.incident_updated_v2", {**SMALL, "updated_at": "2026-05-04T09:50:00Z"}),
        delivery("public_incident.incident_updated_v2", {**SMALL, "summary": "The sheet was full"}),
    ]
    rows = drafts(read("\n".join(deliveries)))
    assert [(row.title, row.body) for row in rows] == [
        ("Incident declared: Orders wait", ""),
        ("Incident declared: Orders wait", "The sheet was full"),
    ]


def test_actions_are_noted_and_completed_and_their_marks_are_no_text() -> None:
    action = {
        "id": "01A",
        "incident_id": "01I",
        "description": "Call the **vendor** about [quota](https://vendor.example)",
        "status": "completed",
        "assignee": {"name": "Ana Example"},
        "created_at": "2026-05-04T14:05:00Z",
        "completed_at": "2026-05-04T14:29:00Z",
    }
    text = json.dumps({"actions": [action]})
    assert detect(sample_of(text)).info.name == "incident-io"
    rows = drafts(read(text))
    assert [row.title for row in rows] == [
        "Action: Call the vendor about quota",
        "Action completed: Call the vendor about quota",
    ]
    assert (rows[0].body, rows[1].actor, rows[1].tags) == (
        "Assigned to Ana Example.",
        "Ana Example",
        ("action", "completed"),
    )


def test_messages_in_markdown_give_plain_titles() -> None:
    update = {
        "id": "U",
        "incident_id": "01I",
        "created_at": "2026-05-04T14:05:00Z",
        "message": "**Orders** wait for `db-1`",
        "new_incident_status": {"name": "Fixing", "category": "live"},
    }
    assert titles(read(json.dumps({"incident_updates": [update]}))) == ["Orders wait for db-1"]
