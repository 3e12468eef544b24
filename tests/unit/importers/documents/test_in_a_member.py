"""Answers that somebody put into a document, as scripts do that gather them."""

import json

from secondstory.importers.base import Sample
from secondstory.importers.registry import detect
from support.imports import drafts, read, titles

MARKS = [
    {"id": 1, "dashboardUID": "d1", "time": 1777884600000, "newState": "", "text": "deploy", "tags": ["deploy"]},
    {"id": 2, "dashboardUID": "d1", "time": 1777885500000, "newState": "Alerting", "text": "5xx", "tags": []},
]
OUTAGE = {
    "id": "G1",
    "begin": "2026-05-04T08:50:00+00:00",
    "external_desc": "Elevated errors",
    "updates": [{"when": "2026-05-04T09:10:00+00:00", "text": "Mitigation in progress"}],
}


def detected(document: object) -> str:
    data = json.dumps(document).encode()
    return detect(Sample(data, "", len(data))).info.name


def test_a_list_is_known_whatever_the_member_that_holds_it_is_called() -> None:
    for name in ("data", "results", "annotations"):
        assert detected({name: MARKS}) == "grafana-annotations"
    rows = drafts(read(json.dumps({"count": 2, "annotations": MARKS})))
    assert [(row.locator, row.kind.value) for row in rows] == [
        ("/annotations/0", "change"),
        ("/annotations/1", "alert"),
    ]


def test_a_record_keeps_the_lists_that_it_holds_itself() -> None:
    assert titles(read(json.dumps({"incidents": [OUTAGE]}))) == [
        "Incident began: Elevated errors",
        "Update: Elevated errors",
    ]


def test_several_such_lists_are_read_together() -> None:
    rows = drafts(read(json.dumps({"before": MARKS[:1], "after": MARKS[1:]})))
    assert [row.locator for row in rows] == ["/before/0", "/after/0"]


def test_that_there_are_more_pages_is_told() -> None:
    assert "there is more" in drafts(read(json.dumps({"data": MARKS, "next": "page2"})))[0].remark


def test_what_stands_beside_another_list_is_left_to_the_reader_of_any_json() -> None:
    other = [{"at": "2026-05-04T09:00:00Z", "what": "The form was slow"}]
    assert detected({"annotations": MARKS, "observations": other}) == "json"


def test_the_channels_of_a_chat_are_read_together() -> None:
    def said(text: str, ts: str) -> list[dict[str, str]]:
        return [{"type": "message", "user": "U1", "text": text, "ts": ts}]

    document = {"general": said("hello", "1777885500.000100"), "incident": said("it is down", "1777885400.000100")}
    assert titles(read(json.dumps(document))) == ["it is down", "hello"]
