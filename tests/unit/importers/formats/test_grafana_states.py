"""The state history of Grafana's alert rules: columns of times and of lines, which may be packed in texts."""

import json

import pytest

from secondstory.importers.registry import detect
from secondstory.model.enums import EventKind
from support.imports import DATA, drafts, read, sample_of, times, titles, unread

HISTORY = (DATA / "grafana-state-history.json").read_bytes()


def history(*rows: tuple[object, object], names: tuple[str, ...] = ("time", "line")) -> str:
    columns = {"time": [time for time, _ in rows], "line": [line for _, line in rows], "labels": [{} for _ in rows]}
    schema = {"fields": [{"name": name, "type": "other"} for name in names]}
    return json.dumps({"schema": schema, "data": {"values": [columns[name] for name in names]}})


def line(**fields: object) -> dict[str, object]:
    return {"schemaVersion": 1, "previous": "Normal", "current": "Alerting", "ruleTitle": "Forms fail", **fields}


def test_each_change_of_a_state_is_an_event_of_what_the_new_state_means() -> None:
    rows = drafts(read(HISTORY))
    assert [(row.kind, row.title, row.tags) for row in rows] == [
        (EventKind.OBSERVATION, "Pending: Forms fail", ("forms-1",)),
        (EventKind.ALERT, "Alerting: Forms fail", ("forms-1",)),
        (EventKind.ALERT, "Alerting: Forms fail", ("forms-2",)),
        (EventKind.RECOVERY, "Normal: Forms fail", ("forms-1",)),
        (EventKind.OBSERVATION, "Normal (NoData): Forms fail", ("forms-2",)),
    ]
    assert times(list(rows))[::4] == ["2026-05-04 09:04", "2026-05-04 10:32"]


def test_the_state_before_the_labels_and_the_values_stand_below() -> None:
    assert drafts(read(HISTORY))[1].body == (
        "State changed from Pending to Alerting.\n\nalertname=Forms fail, instance=forms-1\n\nB=13.5"
    )


def test_alerts_of_one_rule_at_one_instant_are_told_apart_by_their_labels() -> None:
    rows = drafts(read(HISTORY))
    assert len({row.external_id for row in rows}) == len(rows)


@pytest.mark.parametrize("names", [("time", "line"), ("line", "time"), ("labels", "time", "line")])
def test_columns_are_known_by_their_names_and_lines_may_be_texts(names: tuple[str, ...]) -> None:
    for told in (line(), json.dumps(line(), separators=(",", ":"))):
        text = history((1777885500000, told), names=names)
        assert detect(sample_of(text)).info.name == "grafana-states"
        assert titles(read(text)) == ["Alerting: Forms fail"]


def test_a_line_without_a_state_or_a_time_is_told_and_takes_nothing_from_the_others() -> None:
    rows = read(
        history((1777885500000, line(current="")), (None, line()), (1777885500000, "{"), (1777885501000, line()))
    )
    assert titles(rows) == ["Alerting: Forms fail"]
    assert [(row.locator, row.reason.split(" (")[0]) for row in unread(rows)] == [
        ("/data/values/0", "The record names no state."),
        ("/data/values/1", "The record has no time."),
        ("/data/values/2", "The record is not what this format has"),
    ]


def test_what_loki_answers_itself_is_read_too() -> None:
    packed = [json.dumps(line(current=state), separators=(",", ":")) for state in ("Alerting", "Normal")]
    values = [["1777890660000000000", packed[1]], ["1777885500000000000", packed[0]]]
    stream = {"stream": {"from": "state-history"}, "values": values}
    text = json.dumps({"status": "success", "data": {"resultType": "streams", "result": [stream]}})
    assert detect(sample_of(text)).info.name == "grafana-states"
    rows = read(text)
    assert titles(rows) == ["Alerting: Forms fail", "Normal: Forms fail"]
    assert [row.locator for row in drafts(rows)] == ["/data/result/0/values/1", "/data/result/0/values/0"]
