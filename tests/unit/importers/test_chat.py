"""Which kind of event a message of a chat is."""

import pytest

from secondstory.importers.chat import kind_of_person, kind_of_program
from secondstory.model.enums import EventKind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("An alert fired for the form", EventKind.OBSERVATION),
        ("We decided to wait", EventKind.DECISION),
        ("Has anybody restarted it?", EventKind.NOTE),
        ("Good morning", EventKind.NOTE),
    ],
)
def test_people_talk_about_alerts_and_ask(text: str, kind: EventKind) -> None:
    assert kind_of_person(text) is kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("db-2 restarted 7 times", "Alertmanager", EventKind.ALERT),
        ("db-2 restarted 7 times", "Robot", EventKind.ACTION),
        ("Alert: db-2", "Robot", EventKind.ALERT),
        ("[Resolved] db-2 restarted", "Grafana Alerting", EventKind.RECOVERY),
        ("A. Example acknowledged #47", "PagerDuty", EventKind.ACKNOWLEDGEMENT),
    ],
)
def test_programs_that_raise_alerts_are_told_by_their_names(text: str, name: str, kind: EventKind) -> None:
    assert kind_of_program(text, name) is kind
