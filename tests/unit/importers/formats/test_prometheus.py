"""Prometheus: runs of samples of the series ALERTS; measurements are no events."""

import json

import pytest

from secondstory.importers.registry import detect
from secondstory.model.errors import UserError
from support.imports import DATA, drafts, read, sample_of, short, times, titles, topics, unread

MATRIX = (DATA / "prometheus-alerts.json").read_bytes()
NINE = 1777885200
"""2026-05-04 09:00 in UTC."""
MINUTE = 60


def answer(*series: dict[str, object], kind: str = "matrix") -> str:
    return json.dumps({"status": "success", "data": {"resultType": kind, "result": series}})


def alert(*minutes: float, **labels: str) -> dict[str, object]:
    metric = {"__name__": "ALERTS", "alertname": "Form5xx", "alertstate": "firing", **labels}
    return {"metric": metric, "values": [[NINE + minute * MINUTE, "1"] for minute in minutes]}


def spans(data: str | bytes) -> list[tuple[str, str]]:
    return [(short(row.occurred_at)[11:], short(row.occurred_until)[11:]) for row in drafts(read(data))]


def test_samples_without_a_gap_are_one_event_from_the_first_until_the_last() -> None:
    assert detect(sample_of(MATRIX)).info.name == "prometheus"
    assert [(row.kind.value, row.title) for row in drafts(read(MATRIX))] == [
        ("observation", "Form5xx was about to fire"),
        ("alert", "Form5xx fired"),
        ("alert", "Form5xx fired"),
    ]
    assert spans(MATRIX) == [("09:04", "09:05"), ("09:06", "09:08"), ("10:08", "10:09:00.500000")]
    assert topics(MATRIX) == []


def test_what_samples_cannot_tell_is_said() -> None:
    remarks = [row.remark for row in drafts(read(MATRIX))]
    assert remarks[0].startswith("Prometheus was asked once every 60 seconds:")
    assert [remark.startswith("The samples end here") for remark in remarks] == [False, False, True]


def test_two_lone_samples_are_two_events_where_other_series_show_the_step() -> None:
    far_apart = answer(alert(0, 60), alert(0, 1, 2, instance="b"))
    assert spans(far_apart) == [("09:00", ""), ("09:00", "09:02"), ("10:00", "")]


def test_a_sample_of_zero_ends_a_run() -> None:
    series = alert(0, 1, 2, 3)
    series["values"][2][1] = "0"  # type: ignore[index]
    assert spans(answer(series)) == [("09:00", "09:01"), ("09:03", "")]


def test_labels_are_told_and_a_longer_answer_tells_the_same_event_again() -> None:
    [shorter] = drafts(read(answer(alert(0, 1, severity="page", job="intake"))))
    [longer] = drafts(read(answer(alert(0, 1, 2, severity="page", job="intake"))))
    assert (shorter.tags, shorter.body) == (("page", "intake"), "severity: page\njob: intake")
    assert shorter.external_id == longer.external_id


def test_one_instant_tells_that_an_alert_was_there() -> None:
    series = alert(severity="page")
    series["value"] = [NINE, "1"]
    del series["values"]
    rows = drafts(read(answer(series, kind="vector")))
    assert (titles(rows), times(rows)) == (["Form5xx fired"], ["2026-05-04 09:00"])  # type: ignore[arg-type]
    assert "how long an alert lasted is not known" in rows[0].remark


def test_measurements_beside_alerts_are_unread() -> None:
    rows = read(answer({"metric": {"__name__": "up"}, "values": [[NINE, "0"]]}, alert(0, 1)))
    assert [row.reason for row in unread(rows)] == ["These are measurements (up), and numbers are no events."]
    assert titles(rows) == ["Form5xx fired"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (answer({"metric": {"__name__": "up"}, "values": [[NINE, "0"]]}), r"holds measurements \(up\), and numbers"),
        (answer({"metric": {}, "value": [NINE, "0"]}, kind="vector"), r"\(without a name\)"),
        ('{"status": "success", "data": {"resultType": "scalar", "result": [1777885200, "1"]}}', "holds measurements"),
        (answer(), "nothing to import"),
        ('{"status": "error", "errorType": "bad_data", "error": "parse error"}', "told: parse error"),
    ],
)
def test_an_answer_without_alerts_is_refused_in_a_sentence(data: str, says: str) -> None:
    assert detect(sample_of(data)).info.name == "prometheus"
    with pytest.raises(UserError, match=says):
        read(data)


def test_what_is_wrong_with_one_series_costs_nothing_of_the_others() -> None:
    rows = read(answer({"metric": {"__name__": "ALERTS"}, "values": [["soon", "1"]]}, alert(0, 1)))
    assert [row.locator for row in unread(rows)] == ["/data/result/0"]
    assert titles(rows) == ["Form5xx fired"]


def test_several_answers_and_bare_series_are_read() -> None:
    pages = json.dumps([json.loads(answer(alert(0, 1))), json.loads(answer(alert(30, 31)))])
    assert spans(pages) == [("09:00", "09:01"), ("09:30", "09:31")]
    assert spans(json.dumps([alert(0, 1)])) == [("09:00", "09:01")]


def test_series_that_victoriametrics_exports_are_read_line_by_line() -> None:
    lines = [
        {"metric": alert(severity=name)["metric"], "values": [1, value, None], "timestamps": [NINE * 1000, at, at + 1]}
        for name, value, at in (("page", 1, (NINE + MINUTE) * 1000), ("mail", 0, (NINE + MINUTE) * 1000))
    ]
    data = "\n".join(map(json.dumps, lines))
    assert detect(sample_of(data)).info.name == "prometheus"
    assert spans(data) == [("09:00", "09:01"), ("09:00", "")]
