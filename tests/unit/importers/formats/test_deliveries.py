"""What tools send to webhooks: notifications of alerts without fingerprints, deliveries that repeat their incident."""

import json

from secondstory.importers.registry import detect
from support.imports import drafts, read, sample_of, titles, unread


def alert(**fields: object) -> dict[str, object]:
    known = {"labels": {"alertname": "QueueFull"}, "startsAt": "2026-05-04T09:07:00Z", "endsAt": "2026-05-04T09:30:00Z"}
    return {**known, "fingerprint": None, **fields}


def test_without_a_fingerprint_the_labels_tell_that_an_alert_is_the_same() -> None:
    firing = alert(endsAt="0001-01-01T00:00:00Z", status="firing")
    over = alert(status="resolved")
    notifications = [{"alerts": [one], "groupKey": "{}", "status": one["status"]} for one in (firing, over)]
    rows = drafts(read(json.dumps(notifications)))
    assert [row.part for row in rows] == ["fired", "resolved"]
    assert rows[0].external_id == rows[1].external_id


def test_the_fingerprint_of_labels_is_the_one_that_the_tools_compute() -> None:
    labels = {"instance": "Grafana", "alertname": "TestAlert"}
    [row] = drafts(read(json.dumps({"alerts": [alert(labels=labels, endsAt="")], "groupKey": "{}"})))
    assert row.external_id.split(":")[1] == "57c6d9296de2ad39"


def delivery(kind: str, **data: object) -> str:
    return json.dumps({"event": {"id": "d", "type": kind, "issued_at": "2026-05-04T10:00:00Z"}, "data": data})


def test_what_webhooks_were_sent_is_told_once_for_each_stage() -> None:
    incident = {"id": "1", "sequential_id": 7, "title": "Forms fail", "started_at": "2026-05-04T09:00:00Z"}
    text = "\n".join(
        [
            delivery("incident.created", **incident),
            delivery("incident_event.created", id="e", event="Rolled back", occurred_at="2026-05-04T09:20:00Z"),
            delivery("incident.mitigated", **incident, mitigated_at="2026-05-04T09:30:00Z"),
        ]
    )
    assert detect(sample_of(text)).info.name == "rootly"
    assert titles(read(text)) == ["Started: Forms fail", "Rolled back", "Mitigated: Forms fail"]
    assert unread(read(text)) == []


def test_a_delivery_about_something_else_is_unread() -> None:
    assert [row.locator for row in unread(read(delivery("incident_post_mortem.published", id="p")))] == ["/data"]


def test_what_was_published_on_a_status_page_is_a_communication() -> None:
    attributes = {"event": "We are looking into it", "status": "investigating", "started_at": "2026-05-04T09:10:00Z"}
    resource = {"id": "s", "type": "incident_status_page_events", "attributes": attributes}
    [row] = drafts(read(json.dumps({"data": [resource]})))
    assert (row.title, row.kind.value, row.tags) == ("We are looking into it", "communication", ("investigating",))
