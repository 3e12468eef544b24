"""Run histories as tables."""

import pytest

from secondstory.importers.base import ImportOptions
from secondstory.importers.registry import by_name, detect
from secondstory.model.enums import EventKind
from support.imports import DATA, drafts, read, sample_of, short, topics

TABLE = (DATA / "flow-runs.csv").read_bytes()


def test_each_row_says_which_flow_ran_and_how_it_went() -> None:
    rows = drafts(read(TABLE))
    assert [(row.title, row.kind) for row in rows] == [
        ("Order intake: run failed", EventKind.IMPACT),
        ("Order sync: run succeeded", EventKind.NOTE),
        ("Order sync: run cancelled", EventKind.OBSERVATION),
    ]
    assert rows[0].body == "An action failed.\nNo dependent actions succeeded."
    assert (short(rows[0].occurred_at), short(rows[0].occurred_until)) == ("2026-05-04 09:10", "2026-05-04 09:12:30")
    assert (rows[0].locator, rows[0].external_id) == ("row 2", "run-tables:08585000000000000000000000003CU01")


def test_what_a_person_mapped_is_left_as_it_is() -> None:
    row = drafts(read(TABLE, mapping={"title": "Trigger type", "kind": "=action"}))[0]
    assert (row.title, row.kind) == ("Automated", EventKind.ACTION)


def test_the_columns_are_shown_as_they_were_understood() -> None:
    found = by_name("run-tables").layout(sample_of(TABLE), ImportOptions()).mapping
    assert (found["title"], found["body"], found["external_id"]) == (("Workflow name",), ("Error message",), ("Name",))


@pytest.mark.parametrize(
    ("table", "title"),
    [
        ("Start time,Duration,Status\n2026-05-04 09:00:00,00:00:02,Failed\n", "Run failed"),
        ("Zap title;Status;Date;Task usage\nMail to list;Errored;2026-05-04 09:00;2\n", "Mail to list: run failed"),
        ("Zap title,Status,Date\nMail to list,Stopped (Halted),2026-05-04 09:00\n", "Mail to list: run halted"),
        ("Scenario,Run date,Status,Operations\nMail,2026-05-04 09:00,Warning,2\n", "Mail: run ended with a warning"),
        ("id,workflowId,mode,status,startedAt\n7,W,webhook,crashed,2026-05-04 09:00\n", "W: run crashed"),
    ],
)
def test_tables_of_other_tools_are_recognised_by_their_header(table: str, title: str) -> None:
    assert detect(sample_of(table)).info.name == "run-tables"
    (row,) = drafts(read(table))
    assert (row.title, short(row.occurred_at)) == (title, "2026-05-04 09:00")
    assert topics(table) == ["zone"]


def test_a_table_of_something_else_is_read_as_a_table() -> None:
    assert (
        detect(sample_of("time,text,status\n2026-05-04T09:00Z,x,done\n2026-05-04T09:01Z,y,done\n")).info.name == "csv"
    )


@pytest.mark.parametrize(
    "header",
    ["Run ID,Zap,Task,Status,Timestamp", "Zap Run ID,Name,Step,Status,Time", "Zap ID,Zap Title,Step,Status,Start Time",
     "Run ID,Flow,Step,Run status,Run start time"],
)  # fmt: skip
def test_a_lone_run_is_one_whatever_its_columns_are_called(header: str) -> None:
    data = f"{header}\n1,Onboarding,Create,Error,2026-05-04T14:05:00Z\n"
    assert detect(sample_of(data)).info.name == "run-tables"
    (row,) = drafts(read(data))
    assert (row.title.lower().endswith("run failed"), row.kind.value) == (True, "impact")


@pytest.mark.parametrize(
    "table",
    [
        "Execution ID,Workflow,Status,Started,Finished\n7,Intake,error,2026-05-04 09:05,2026-05-04 09:06\n",
        "Zap run ID,Zap title,Status,Date/time of run start,Date/time of run end\n"
        "7,Intake,Errored,2026-05-04 09:05,2026-05-04 09:06\n",
        "Run ID,Flow name,Start time,End time,Status\n7,Intake,2026-05-04 09:05,2026-05-04 09:06,Failed\n",
    ],
)
def test_a_run_reaches_from_its_start_to_its_end(table: str) -> None:
    (row,) = drafts(read(table))
    assert (row.title, row.kind, row.remark) == ("Intake: run failed", EventKind.IMPACT, "")
    assert (short(row.occurred_at), short(row.occurred_until)) == ("2026-05-04 09:05", "2026-05-04 09:06")
    assert topics(table) == ["zone"]


def test_a_time_that_a_person_mapped_is_taken_before_the_start() -> None:
    table = "Execution ID,Workflow,Status,Started,Finished\n7,Intake,error,2026-05-04 09:05,2026-05-04 09:06\n"
    (row,) = drafts(read(table, mapping={"occurred_at": "Finished"}))
    assert (short(row.occurred_at), row.occurred_until) == ("2026-05-04 09:06", None)
