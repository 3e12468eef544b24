"""n8n executions: each is one event, with the error that ended it."""

import json

import pytest

from secondstory.importers.registry import detect
from secondstory.model.enums import EventKind
from support.imports import DATA, drafts, read, sample_of, short, times, titles, unread

PAGE = (DATA / "n8n-executions.json").read_bytes()


def execution(**fields: object) -> dict[str, object]:
    return {
        "id": "1",
        "finished": True,
        "mode": "webhook",
        "workflowId": "W",
        "startedAt": "2026-05-04T09:00:00.000Z",
        **fields,
    }


def test_the_oldest_run_comes_first_and_says_how_it_went() -> None:
    assert titles(read(PAGE)) == [
        "Workflow 9: run failed",
        "Workflow Wf9: run waiting",
        "Form to ticket: run failed",
        "Form to ticket: run succeeded",
    ]


def test_a_run_lasts_from_its_start_to_its_stop() -> None:
    row = drafts(read(PAGE))[3]
    assert (short(row.occurred_at), short(row.occurred_until)) == (
        "2026-05-04 09:20:00.120000",
        "2026-05-04 09:20:02.480000",
    )
    assert drafts(read(PAGE))[1].occurred_until is None


def test_a_failure_is_an_impact_with_its_error_its_node_and_its_retry() -> None:
    row = drafts(read(PAGE))[2]
    assert row.kind is EventKind.IMPACT
    assert row.body.split("\n") == [
        "Request failed with status code 503",
        "The ticket service is not available",
        "Node: Create ticket",
        "Retried with success by execution 232",
    ]
    assert (row.locator, row.external_id, row.tags) == ("/data/1", "n8n:231", ("webhook",))


def test_a_run_from_before_there_was_a_status_tells_by_whether_it_finished() -> None:
    assert titles(
        read(json.dumps([execution(), execution(finished=False, stoppedAt="2026-05-04T09:01:00Z")]), "n8n")
    ) == [
        "Workflow W: run succeeded",
        "Workflow W: run failed",
    ]


def test_runs_that_never_started_or_are_of_another_shape_are_unread() -> None:
    rows = unread(read(PAGE))
    assert [row.locator for row in rows] == ["/data/5", "/data/4"]
    assert "not what this format has" in rows[0].reason
    assert rows[1].reason == "The record has no time."


@pytest.mark.parametrize(
    "document",
    [
        {"data": [execution()], "nextCursor": None},
        {"data": {"count": 1, "results": [execution()]}},
        [execution()],
        execution(data={"resultData": {"runData": {}}}),
    ],
)
def test_a_page_a_list_and_one_execution_are_recognised(document: object) -> None:
    text = json.dumps(document)
    assert detect(sample_of(text)).info.name == "n8n"
    assert times(read(text)) == ["2026-05-04 09:00"]


def test_lines_of_executions_are_read_and_packed_data_is_left_alone() -> None:
    text = "\n".join(json.dumps(execution(id=number, data='[{"resultData":"1"}]')) for number in range(2))
    assert detect(sample_of(text)).info.name == "n8n"
    assert [row.external_id for row in drafts(read(text))] == ["n8n:0", "n8n:1"]


def test_an_empty_page_holds_no_events() -> None:
    assert read('{"data": [], "nextCursor": null}', "n8n") == []


PACKED = [
    {"startData": "1", "resultData": "2"},
    {},
    {"error": "3", "runData": "1", "lastNodeExecuted": "6"},
    {"message": "4", "description": "5", "level": "7"},
    "The sheet did not answer",
    "Try again later",
    "Write row",
    "error",
]


@pytest.mark.parametrize("data", [json.dumps(PACKED), "[]", "no JSON", '[{"resultData":"0"}]', '["x"]', None])
def test_the_answer_with_one_execution_is_read_whatever_its_data_are(data: str | None) -> None:
    run = execution(status="error", data=data, workflowData={"name": "Form to sheet"})
    text = json.dumps({"data": run})
    assert detect(sample_of(text)).info.name == "n8n"
    assert titles(read(text)) == ["Form to sheet: run failed"]


def test_the_error_is_found_in_packed_data() -> None:
    [row] = drafts(read(json.dumps({"data": execution(status="error", data=json.dumps(PACKED))})))
    assert row.body == "The sheet did not answer\nTry again later\nNode: Write row"
