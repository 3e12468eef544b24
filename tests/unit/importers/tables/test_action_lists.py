"""Lists of actions with due dates: no timeline is made of them without a question."""

import json

import pytest

from secondstory.importers.base import ImportOptions, Topic
from secondstory.importers.registry import by_name, detect
from support.imports import drafts, read, sample_of, times, titles, topics, unread

DUE = "This looks like a list of actions, whose times say when something is due ("


@pytest.mark.parametrize(
    "file",
    [
        "Action,Owner,Due date,Status\nAdd an alert,A. Example,2026-06-01,Open\nWrite it,B. Example,2026-06-15,Done\n",
        "Action item;Assignee;Due\nAdd an alert;A. Example;01.06.2026\nWrite it down;B. Example;15.06.2026\n",
        "Task,Deadline (UTC)\nAdd an alert,2026-06-01 12:00\nWrite it down,2026-06-15 12:00\n",
        "Corrective action,Target completion date\nAdd an alert,2026-06-01\nWrite it down,2026-06-15\n",
        "Maßnahme;Fällig am;Status\nAlarm anlegen;01.06.2026;offen\nAufschreiben;15.06.2026;erledigt\n",
        json.dumps([{"action": text, "due_date": "2026-06-01"} for text in ("Add an alert", "Write it down")]),
    ],
)
def test_due_dates_alone_make_no_events(file: str) -> None:
    importer = detect(sample_of(file))
    (question,) = importer.questions(sample_of(file), ImportOptions(zone="UTC"))
    assert question.topic is Topic.MAPPING
    assert question.reason.startswith(DUE)
    rows = read(file, zone="UTC")
    assert drafts(rows) == []
    assert {row.reason for row in unread(rows)} == {question.reason}
    assert len(rows) == 2


def test_a_person_may_want_them_as_events() -> None:
    file = "Action,Due date\nAdd an alert,2026-06-01\n"
    assert times(read(file, "csv", zone="UTC", mapping={"occurred_at": "Due date"})) == ["2026-06-01 00:00"]
    options = ImportOptions(zone="UTC", mapping={"occurred_at": "Due date"})
    assert topics(file, "csv", options) == []


@pytest.mark.parametrize(
    "file",
    [
        "Task,Deadline,Created\nAdd an alert,2026-06-01,2026-05-05\n",
        "Action,Date,Status\nAdd an alert,2026-06-01,Open\nWrite it down,2026-06-15,In progress\n",
    ],
)
def test_days_of_actions_are_asked_about(file: str) -> None:
    (question,) = by_name("csv").questions(sample_of(file), ImportOptions(zone="UTC"))
    assert question.reason.startswith("This looks like a list of actions, and not like a timeline: is “")


@pytest.mark.parametrize(
    "file",
    [
        "Time,Event,Due date\n2026-05-04 14:05,alert fired,\n2026-05-04 14:06,looked at it,2026-06-01\n",
        "Date,Action,Owner\n2026-05-04,alert fired,A. Example\n2026-05-05,looked at it,B. Example\n",
        "Time,Action,Status\n2026-05-04 14:05,alert fired,Open\n2026-05-04 14:06,looked at it,Closed\n",
    ],
)
def test_timelines_stay_what_they_are(file: str) -> None:
    assert topics(file, "csv", ImportOptions(zone="UTC")) == []
    assert titles(read(file, "csv", zone="UTC")) == ["alert fired", "looked at it"]


def test_the_status_of_what_is_due_does_not_tell_what_happened() -> None:
    table = (
        "Date,Incident,Status,Due\n2026-05-04,Payments slow,Closed,2026-05-20\n2026-05-09,Slow again,Open,2026-06-01\n"
    )
    assert "recovery" not in {row.kind.value for row in drafts(read(table, zone="UTC"))}
