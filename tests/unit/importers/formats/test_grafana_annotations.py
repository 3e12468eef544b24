"""Grafana annotations: marks of people and deployments, regions, changes of alerts, HTML."""

import json

import pytest

from secondstory.importers.registry import by_name, detect
from secondstory.model.enums import EventKind
from support.imports import DATA, drafts, read, sample_of, short, titles, unread

MARKS = (DATA / "grafana-annotations.json").read_bytes()


def mark(**fields: object) -> str:
    return json.dumps([{"id": 1, "dashboardUID": "d", "time": 1777884600000, "text": "x", "tags": [], **fields}])


def test_marks_come_oldest_first_with_what_they_mean() -> None:
    rows = read(MARKS)
    assert [(row.kind, row.title) for row in drafts(rows)] == [
        (EventKind.CHANGE, "flow v14"),
        (EventKind.ALERT, "Alerting: Forms fail"),
        (EventKind.RECOVERY, "Normal (Updated): Forms fail"),
        (EventKind.NOTE, "Backlog worked off"),
    ]


def test_milliseconds_are_read_and_a_region_has_an_end() -> None:
    deploy, alerting, _, region = drafts(read(MARKS))
    assert (short(alerting.occurred_at), alerting.time_as_written) == ("2026-05-04 09:05:00.413000", "1777885500413")
    assert (short(region.occurred_at), short(region.occurred_until)) == ("2026-05-04 10:30", "2026-05-04 10:45")
    assert (deploy.occurred_until, alerting.occurred_until) == (None, None)


def test_a_change_of_an_alert_says_from_which_state_it_came() -> None:
    alerting = drafts(read(MARKS))[1]
    assert alerting.body == "State changed from Pending to Alerting.\n\nForms fail {job=forms} - Alerting"


def test_people_tags_and_ids_are_kept() -> None:
    deploy, *_, region = drafts(read(MARKS))
    assert (deploy.actor, deploy.tags, deploy.external_id) == ("release", ("forms", "deploy"), "grafana-annotations:10")
    assert region.actor == "A. Example"


def test_html_becomes_text_with_the_addresses_of_its_links() -> None:
    assert drafts(read(MARKS))[-1].body == "Backlog worked off\nqueue < 1%, see notes (https://wiki.example/14)"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("errors < 5% and > 1%", "errors < 5% and > 1%"),
        ("b &amp; c", "b & c"),
        ("<br>", "<br>"),
        ("", "Annotation"),
    ],
)
def test_only_html_is_taken_for_html(text: str, shown: str) -> None:
    assert titles(read(mark(text=text))) == [shown]


@pytest.mark.parametrize("time", [0, -1, None, "soon"])
def test_a_mark_without_a_time_is_unread(time: object) -> None:
    (row,) = unread(read(mark(time=time)))
    assert row.reason in {"The record has no time.", "“soon” is not a time."}


@pytest.mark.parametrize(
    ("state", "kind"),
    [
        ("alerting", EventKind.ALERT),
        ("ok", EventKind.RECOVERY),
        ("Normal (MissingSeries)", EventKind.RECOVERY),
        ("no_data", EventKind.OBSERVATION),
        ("Pending", EventKind.OBSERVATION),
        ("paused", EventKind.ACTION),
    ],
)
def test_the_new_state_of_an_alert_tells_the_kind(state: str, kind: EventKind) -> None:
    assert drafts(read(mark(newState=state, alertId=3)))[0].kind is kind


def test_a_mark_without_tags_is_judged_by_its_text() -> None:
    assert drafts(read(mark(text="Deployed flow v14")))[0].kind is EventKind.CHANGE


def test_a_mark_of_another_shape_costs_only_itself() -> None:
    text = json.dumps([*json.loads(mark()), *json.loads(mark(tags="deploy"))])
    assert (titles(read(text)), [row.locator for row in unread(read(text))]) == (["x"], ["/1"])


def test_it_is_recognised_by_its_fields() -> None:
    assert detect(sample_of(MARKS)).info.name == "grafana-annotations"
    assert by_name("grafana-annotations").score(sample_of('[{"time": 1, "text": "x"}]')) == 0


def test_the_newer_way_to_annotations_is_read_too() -> None:
    def annotation(name: str, **spec: object) -> dict[str, object]:
        return {
            "kind": "Annotation",
            "metadata": {"name": name, "creationTimestamp": "2026-05-04T11:00:00Z"},
            "spec": spec,
        }

    deploy = annotation("a-1", text="flow v14", time=1777884600000, dashboardUID="d", panelID=2, tags=["deploy"])
    region = annotation("a-2", text="Backlog", time=1777886000000, timeEnd=1777886600000)
    answer = {"kind": "AnnotationList", "apiVersion": "annotation.grafana.app/v0alpha1", "items": [region, deploy]}
    first, second = drafts(read(json.dumps(answer)))
    assert (short(first.occurred_at), first.kind, first.title) == ("2026-05-04 08:50", EventKind.CHANGE, "flow v14")
    assert (short(second.occurred_at), short(second.occurred_until)) == ("2026-05-04 09:13:20", "2026-05-04 09:23:20")
    assert first.external_id == "grafana-annotations:a-1"
