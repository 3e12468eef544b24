"""What is sent to the Events API of PagerDuty. The key with which it is sent is a secret."""

import json

from secondstory.importers.registry import detect
from support.imports import DATA, drafts, read, sample_of, titles, topics, unread

SENT = (DATA / "pagerduty-events.jsonl").read_bytes()


def test_the_action_tells_the_kind() -> None:
    assert detect(sample_of(SENT)).info.name == "pagerduty-events"
    assert [(row.kind.value, row.title) for row in drafts(read(SENT))] == [
        ("change", "Deployed v14"),
        ("alert", "Form 5xx above 5 %"),
        ("recovery", "Alert resolved: Form 5xx above 5 %"),
    ]
    assert topics(SENT) == []


def test_the_routing_key_is_kept_nowhere() -> None:
    rows = read(SENT)
    assert "0123456789abcdef0123456789abcdef" not in repr(rows)
    assert '"routing_key":"[secret left out]"' in rows[0].raw
    assert {row.remark for row in drafts(rows)} == {"A secret stood in this record; it was left out."}


def test_without_a_time_it_is_unread() -> None:
    assert [(row.locator, row.reason) for row in unread(read(SENT))] == [("line 2", "The record has no time.")]


def test_details_and_links_stand_in_the_text() -> None:
    event = {
        "event_action": "trigger",
        "dedup_key": "k",
        "payload": {
            "summary": "Forms fail",
            "source": "intake",
            "severity": "critical",
            "class": "5xx",
            "timestamp": "2026-05-04T09:05:00.000+0000",
            "custom_details": {"rate": "7 %", "hosts": ["a"]},
        },
        "links": [{"href": "https://x.example", "text": "Runbook"}, {"href": "https://y.example"}],
    }
    [row] = drafts(read(json.dumps([event])))
    assert row.body == "rate: 7 %\nRunbook: https://x.example\nhttps://y.example"
    assert row.tags == ("critical", "intake", "5xx")
    assert titles(read(json.dumps(event, indent=2))) == ["Forms fail"]
