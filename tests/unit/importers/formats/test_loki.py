"""Grafana Loki: answers of its API, lines of logcli, downloads of Grafana Explore."""

import json

import pytest

from secondstory.importers.registry import detect
from support.imports import DATA, drafts, read, sample_of, times, titles, topics, unread

STREAMS = (DATA / "loki-streams.json").read_bytes()
LINES = (DATA / "logcli.jsonl").read_bytes()


def test_each_line_is_an_event_at_the_time_that_loki_keeps() -> None:
    rows = read(STREAMS)
    assert times(rows) == ["2026-05-04 09:05:00.123456", "2026-05-04 09:05:05", "2026-05-04 09:05:10"]
    assert [(row.kind.value, row.title) for row in drafts(rows)] == [
        ("change", "intake: deploy of flow v14 finished"),
        ("observation", "gateway: retrying"),
        ("impact", "intake: upstream timed out"),
    ]
    assert topics(STREAMS) == []


def test_the_whole_line_and_all_labels_are_kept() -> None:
    first, second, third = drafts(read(STREAMS))
    assert third.body == 'level=error msg="upstream timed out" status=504'
    assert (first.tags, second.tags) == (("intake", "forms", "error"), ("gateway", "warning"))
    assert json.loads(first.raw)["stream"] == {"app": "intake", "level": "error", "namespace": "forms"}
    assert first.locator == "/data/result/0/values/1"


def test_lines_of_logcli_are_recognised() -> None:
    assert detect(sample_of(LINES)).info.name == "loki"
    assert [(row.title, row.locator) for row in drafts(read(LINES))] == [
        ("intake: upstream timed out", "line 1"),
        ("intake: Flow restarted", "line 2"),
    ]


@pytest.mark.parametrize(
    ("document", "title"),
    [
        ({"streams": [{"stream": {"app": "a"}, "values": [["1777885510000000000", "live"]]}]}, "a: live"),
        (
            {"streams": [{"labels": '{app="a, b"}', "entries": [{"ts": "2026-05-04T09:05:00Z", "line": "old"}]}]},
            "a, b: old",
        ),
        (
            [{"line": "x", "timestamp": "1777885510000000000", "date": "2026-05-04T09:05:10Z", "fields": {"job": "j"}}],
            "j: x",
        ),
    ],
)
def test_other_shapes_are_recognised(document: object, title: str) -> None:
    data = json.dumps(document)
    assert detect(sample_of(data)).info.name == "loki"
    assert titles(read(data)) == [title]


def streams(*values: object, **labels: str) -> str:
    return json.dumps({"data": {"resultType": "streams", "result": [{"stream": labels, "values": values}]}})


def test_a_line_may_have_labels_of_its_own() -> None:
    old = ["1777885510000000000", "x", {"detected_level": "critical"}]
    new = ["1777885511000000000", "y", {"structuredMetadata": {"detected_level": "critical"}, "parsed": {}}]
    assert [row.kind.value for row in drafts(read(streams(old, new)))] == ["alert", "alert"]


def test_lines_in_known_forms_tell_their_message() -> None:
    lines = [
        "2026-05-04 14:05:02,123 ERROR [main] orders.Flow - Flow failed",
        "May  4 09:05:02 web-1 sshd[12]: Accepted key",
        'says that error="x" was there',
        "{not JSON",
    ]
    values = [[str(1777885510000000000 + number), line] for number, line in enumerate(lines)]
    assert titles(read(streams(*values))) == ["orders.Flow: Flow failed", "sshd: Accepted key", *lines[2:]]


def test_equal_lines_of_two_streams_are_two_events() -> None:
    value = ["1777885510000000000", "started"]
    result = [{"stream": {"pod": pod}, "values": [value]} for pod in "ab"]
    first, second = drafts(read(json.dumps({"data": {"resultType": "streams", "result": result}})))
    assert first.raw != second.raw


def test_a_faulty_line_costs_only_itself() -> None:
    rows = read(streams(["1777885510000000000"], ["soon", "x"], 7, ["1777885510000000000", "good"]))
    assert titles(rows) == ["good"]
    assert [row.locator[-1] for row in unread(rows)] == ["0", "1", "2"]
    assert unread(rows)[0].reason == "The line has no text or no time."


def test_what_is_no_line_is_unread() -> None:
    assert [row.reason for row in unread(read('{"a": 1}', "loki"))] == [
        "The record is neither a line of a log nor a stream of them."
    ]
