"""Runs of Power Automate and Logic Apps: their names, errors, and the Dataverse table."""

import json

import pytest

from secondstory.importers.registry import detect
from secondstory.model.enums import EventKind
from support.imports import DATA, drafts, read, sample_of, short, titles, unread

PAGE = (DATA / "flow-runs.json").read_bytes()


def test_the_oldest_run_comes_first_and_is_named_by_its_workflow_or_its_trigger() -> None:
    assert titles(read(PAGE)) == [
        "Flow (manual): run not finished",
        "order-sync: run succeeded",
        "Flow (When an item is created): run failed",
    ]


def test_a_failure_is_an_impact_with_its_message_and_codes() -> None:
    row = drafts(read(PAGE))[2]
    assert row.kind is EventKind.IMPACT
    assert row.body.split("\n") == [
        "An action failed. No dependent actions succeeded.",
        "Code: ActionFailed",
        "Flow: 0c0ffee0-1234-4abc-8def-001122334455",
        "Tracking id: order-4711",
    ]
    assert row.external_id == "power-automate:08585000000000000000000000003CU01"


def test_fractions_of_seven_digits_are_read_and_kept_as_written() -> None:
    row = drafts(read(PAGE))[2]
    assert (short(row.occurred_at), short(row.occurred_until)) == (
        "2026-05-04 09:10:00.123456",
        "2026-05-04 09:12:30.765432",
    )
    assert row.time_as_written == "2026-05-04T09:10:00.1234567Z"


def test_a_run_without_a_start_is_unread() -> None:
    assert [(row.locator, row.reason) for row in unread(read(PAGE))] == [("/value/3", "The record has no time.")]


def test_rows_of_the_dataverse_table_are_read_too() -> None:
    display = "@OData.Community.Display.V1.FormattedValue"
    row = {
        "flowrunid": "f1", "name": "0858", "starttime": "2026-05-04T09:00:00Z", "endtime": "2026-05-04T09:01:00Z",
        "status": "Failed", "errorcode": "Timeout", "errormessage": "No answer", "triggertype": "Automated",
        f"_workflow_value{display}": "Order intake", f"_ownerid_value{display}": "A. Example",
    }  # fmt: skip
    (draft,) = drafts(read(json.dumps({"@odata.context": "x", "value": [row]})))
    assert (draft.title, draft.actor) == ("Order intake: run failed", "A. Example")
    assert draft.body == "No answer\nCode: Timeout\nTrigger: Automated"


@pytest.mark.parametrize("as_list", [True, False])
def test_a_bare_list_and_one_run_are_recognised(as_list: bool) -> None:
    run = json.loads(PAGE)["value"][0]
    text = json.dumps([run] if as_list else run)
    assert detect(sample_of(text)).info.name == "power-automate"
    assert titles(read(text)) == ["Flow (When an item is created): run failed"]
