"""Alertmanager: each alert once, when it fired and when it was resolved."""

import json

import pytest

from secondstory.importers.base import Sample
from secondstory.importers.registry import detect
from secondstory.model.enums import EventKind
from support.imports import DATA, drafts, read, sample_of, short, times, titles, unread
from support.shared import shared_file

WEBHOOKS = (DATA / "alertmanager-webhooks.jsonl").read_bytes()
GROUPS = (DATA / "alertmanager-groups.json").read_bytes()


def alert(**fields: object) -> dict[str, object]:
    return {
        "labels": {"alertname": "QueueFull"},
        "annotations": {},
        "startsAt": "2026-05-04T09:07:00Z",
        "endsAt": "2026-05-04T09:30:00Z",
        "fingerprint": "cd34",
        **fields,
    }


def test_an_alert_gives_when_it_fired_and_when_it_was_resolved_however_often_it_was_sent() -> None:
    rows = read(WEBHOOKS)
    assert [(row.title, row.kind, row.part) for row in drafts(rows)] == [
        ("FormErrors fired: More than 5% of forms fail", EventKind.ALERT, "fired"),
        ("QueueFull fired", EventKind.ALERT, "fired"),
        ("FormErrors resolved: More than 5% of forms fail", EventKind.RECOVERY, "resolved"),
    ]


def test_nanoseconds_with_an_offset_are_read_and_kept_as_written() -> None:
    first = drafts(read(WEBHOOKS))[0]
    assert short(first.occurred_at) == "2026-05-04 09:05:03.873077"
    assert first.time_as_written == "2026-05-04T11:05:03.873077559+02:00"


def test_texts_and_the_telling_labels_are_kept() -> None:
    first = drafts(read(WEBHOOKS))[0]
    assert first.body == "7.1% of 420 forms failed.\nrunbook_url: https://runbooks.example/forms"
    assert first.tags == ("page", "forms", "forms-1")


def test_both_events_of_an_alert_have_the_name_that_every_export_gives_them() -> None:
    first, _, resolved = drafts(read(WEBHOOKS))
    assert first.external_id == resolved.external_id == "alertmanager:ab12ab12ab12ab12:2026-05-04T09:05:03+00:00"


def test_alerts_that_the_notification_left_out_are_told() -> None:
    assert drafts(read(WEBHOOKS))[0].remark == (
        "The notification left out alerts of its group (2): they are not in the file."
    )


def test_what_cannot_be_read_says_why() -> None:
    resolved, odd = unread(read(WEBHOOKS))
    assert resolved.reason == "The alert is resolved, but the record does not say when."
    assert (odd.locator, "not what this format has" in odd.reason) == ("line 2/alerts/2", True)


def test_an_alert_in_two_groups_counts_once_and_its_end_in_the_future_is_no_recovery() -> None:
    (row,) = drafts(read(GROUPS))
    assert (row.title, row.locator) == ("QueueFull fired: The queue is full", "/0/alerts/0")
    assert row.tags == ("north", "suppressed")


def test_a_repeated_alert_with_other_words_gets_a_remark() -> None:
    text = json.dumps(
        [alert(status={"state": "active"}), alert(status={"state": "active"}, annotations={"summary": "x"})]
    )
    (row,) = drafts(read(text))
    assert row.remark == "The file tells this alert again in other words; they are left out."


@pytest.mark.parametrize(
    ("word", "own", "ends", "events"),
    [
        ("resolved", None, "2026-05-04T09:30:00Z", 2),
        ("firing", "resolved", "2026-05-04T09:30:00Z", 2),
        ("resolved", "firing", "0001-01-01T00:00:00Z", 1),
        ("firing", None, "0001-01-01T00:00:00Z", 1),
    ],
)
def test_an_alert_is_over_where_its_own_status_or_that_of_the_notification_says_so(
    word: str, own: str | None, ends: str, events: int
) -> None:
    text = json.dumps({"groupKey": "{}", "status": word, "alerts": [alert(status=own, endsAt=ends)]})
    assert len(drafts(read(text))) == events


def test_a_start_that_is_not_set_is_no_time() -> None:
    (row,) = unread(read(json.dumps([alert(startsAt="0001-01-01T00:00:00Z", status={"state": "active"})])))
    assert row.reason == "The record has no time."


def test_a_notification_without_alerts_says_so() -> None:
    (row,) = unread(read('{"groupKey": "{}", "status": "firing", "alerts": []}'))
    assert row.reason == "There are no alerts in this record."


def test_it_is_recognised_by_its_fields() -> None:
    for text in (json.dumps([alert()]), '{"alerts": [], "groupKey": "x"}', GROUPS, WEBHOOKS):
        assert detect(sample_of(text)).info.name == "alertmanager"
    assert detect(sample_of(GROUPS)).score(sample_of('[{"labels": {}, "receiver": "x"}]')) == 0


def test_an_answer_of_the_api_may_wrap_its_alerts_or_groups() -> None:
    alerts = json.dumps({"status": "success", "data": [alert(status={"state": "active"})]})
    groups = json.dumps({"status": "success", "data": json.loads(GROUPS)})
    for text, place in ((alerts, "/data/0"), (groups, "/data/0/alerts/0")):
        assert detect(sample_of(text)).info.name == "alertmanager"
        (row,) = drafts(read(text))
        assert (row.title.startswith("QueueFull fired"), row.locator) == (True, place)


def test_prometheus_tells_when_the_condition_of_an_alert_began() -> None:
    labels = {"alertname": "QueueFull", "severity": "page"}
    active = {"labels": labels, "annotations": {"summary": "The queue is full"}, "value": "1e+00"}
    alerts = [
        active | {"state": "firing", "activeAt": "2026-05-04T09:05:00.1Z"},
        active | {"state": "pending", "activeAt": "2026-05-04T09:07:00Z"},
    ]
    text = json.dumps({"status": "success", "data": {"alerts": alerts}})
    assert detect(sample_of(text)).info.name == "alertmanager"
    first, second = drafts(read(text))
    assert (first.title, first.kind) == ("QueueFull active: The queue is full", EventKind.ALERT)
    assert short(first.occurred_at) == "2026-05-04 09:05:00.100000"
    assert (first.tags, second.tags) == (("page",), ("page", "pending"))


def test_a_real_notification() -> None:
    path = shared_file("timelines/alertmanager/prom_post_request-webhook-v4.json")
    assert detect(Sample.of(path)).info.name == "alertmanager"
    rows = read(path.read_bytes())
    assert (times(rows), titles(rows)) == (
        ["2018-03-07 11:33:21.873077"], ["high_memory_load fired: Server High Memory usage"]
    )  # fmt: skip


def test_real_alert_groups() -> None:
    rows = read(shared_file("timelines/alertmanager/karma-api-v2-alerts-groups.json").read_bytes())
    assert times(rows) == ["2026-03-11 12:48:38.413000"] * 12
    assert len({row.external_id for row in drafts(rows)}) == 12
    assert unread(rows) == []


def test_the_rules_of_prometheus_tell_their_alerts() -> None:
    fired = {
        "labels": {"alertname": "QueueFull"},
        "state": "firing",
        "activeAt": "2026-05-04T09:05:00.1Z",
        "value": "1",
    }
    alerting = {"name": "QueueFull", "query": "queue > 9", "health": "ok", "type": "alerting", "alerts": [fired]}
    recording = {"name": "queue:rate", "query": "rate(queue[5m])", "health": "ok", "type": "recording"}
    groups = [{"name": "queues", "file": "queues.yml", "rules": [recording, alerting]}]
    document = json.dumps({"status": "success", "data": {"groups": groups}})
    assert detect(sample_of(document)).info.name == "alertmanager"
    rows = read(document)
    assert list(zip(times(rows), titles(rows), strict=True)) == [("2026-05-04 09:05:00.100000", "QueueFull active")]
    assert unread(rows) == []


def test_a_webhook_of_which_only_a_part_was_kept_is_recognised() -> None:
    text = (
        '{"version": "4", "status": "firing", "alerts": [{"status": "firing", "labels": {"alertname": "SyncLate"},'
        ' "startsAt": "2026-05-04T14:05:00Z"}]}'
    )
    assert detect(sample_of(text)).info.name == "alertmanager"
    (draft,) = drafts(read(text))
    assert (draft.title, draft.kind) == ("SyncLate fired", EventKind.ALERT)


def test_an_alert_that_was_resolved_before_it_fired_says_so() -> None:
    over = alert(status="resolved", endsAt="2026-05-04T08:00:00Z", startsAt="2026-05-04T09:00:00Z")
    rows = drafts(read(json.dumps({"alerts": [over], "groupKey": "{}", "status": "resolved"})))
    assert [(row.part, row.remark) for row in rows] == [
        ("resolved", "The record says that it was resolved before it fired."),
        ("fired", ""),
    ]
