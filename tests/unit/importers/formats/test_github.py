"""GitHub: events, timelines, comments and issues of the REST API."""

import json

import pytest

from secondstory.importers.base import ImportOptions, Sample
from secondstory.importers.registry import by_name, detect
from secondstory.model.enums import EventKind
from support.imports import DATA, drafts, read, sample_of, short, times, titles, unread
from support.shared import shared_file

TIMELINE = (DATA / "github_timeline.json").read_bytes()
ISSUE = {
    "id": 500, "number": 12, "title": "Forms fail", "user": {"login": "mo-ops"}, "body": "Since 09:10.", "comments": 3,
    "comments_url": "https://api.github.com/repos/example-org/forms/issues/12/comments",
    "repository_url": "https://api.github.com/repos/example-org/forms",
    "created_at": "2026-05-04T09:15:00Z", "closed_at": "2026-05-04T10:41:07Z", "closed_by": {"login": "bo-dev"},
}  # fmt: skip


def event(**fields: object) -> dict[str, object]:
    return {"id": 1, "event": "closed", "actor": {"login": "mo-ops"}, "created_at": "2026-05-04T09:00:00Z", **fields}


def title_of(**fields: object) -> str:
    return titles(read(json.dumps([event(**fields)]), "github"))[0]


def test_a_timeline_is_told_from_its_oldest_event_and_one_second_keeps_its_order() -> None:
    rows = read(TIMELINE)
    assert list(zip(times(rows), titles(rows), strict=True)) == [
        ("2026-05-04 09:18:04", "Something new"),
        ("2026-05-04 09:18:04", "Label severity 1 added"),
        ("2026-05-04 09:18:05", "Renamed from “Forms slow” to “Forms fail”"),
        ("2026-05-04 09:20", "Forms fail since 09:10."),
        ("2026-05-04 10:01", "Commit 4f1c0de: Roll back flow v15"),
        ("2026-05-04 10:07:40", "Why was this raised?"),
        ("2026-05-04 10:08:10", "Is ten enough?"),
        ("2026-05-04 10:09", "Review: approved"),
        ("2026-05-04 10:12:30", "Merged"),
        ("2026-05-04 10:12:30", "Branch deleted"),
        ("2026-05-04 10:40", "Mentioned in issue #13 “Limit retries”"),
        ("2026-05-04 10:41:07", "Closed"),
    ]
    assert unread(rows) == []


def test_merging_changes_something_and_closing_recovers_while_housekeeping_is_noted() -> None:
    kinds = {row.title: row.kind for row in drafts(read(TIMELINE)) if row.kind is not EventKind.NOTE}
    assert kinds == {
        "Commit 4f1c0de: Roll back flow v15": EventKind.ACTION,
        "Review: approved": EventKind.DECISION,
        "Merged": EventKind.CHANGE,
        "Closed": EventKind.RECOVERY,
    }


def test_people_texts_places_and_ids_are_kept() -> None:
    by_title = {row.title: row for row in drafts(read(TIMELINE))}
    comment, commit = by_title["Forms fail since 09:10."], by_title["Commit 4f1c0de: Roll back flow v15"]
    assert (comment.actor, comment.external_id) == ("mo-ops", "github:issuecomment-61")
    assert comment.body == "Forms fail since 09:10.\nThe queue is growing."
    assert (commit.actor, commit.external_id[:14]) == ("Bo Example", "github:4f1c0de")
    assert commit.body.endswith("It doubled the calls to the form service.")
    line = by_title["Is ten enough?"]
    assert (line.locator, line.external_id) == ("/5/comments/0", "github:discussion_r52")
    assert line.raw.startswith('{"id":52,')
    assert by_title["Label severity 1 added"].tags == ("severity 1",)
    assert by_title["Merged"].body == "Commit 4f1c0de5a1b2c3d4e5f60718293a4b5c6d7e8f90"
    assert by_title["Renamed from “Forms slow” to “Forms fail”"].actor == ""


def test_events_of_many_issues_name_the_issue() -> None:
    issue = {"number": 12, "title": "Forms fail", "repository_url": "https://api.github.com/repos/example-org/forms"}
    assert title_of(issue=issue) == "Closed issue #12 “Forms fail”"
    assert title_of(event="labeled", label={"name": "bug"}, issue=issue) == "Label bug added to issue #12 “Forms fail”"
    assert title_of(event="pinned", issue=issue) == "Pinned: issue #12 “Forms fail”"
    (draft,) = drafts(read(json.dumps([event(issue=issue)])))
    assert draft.tags == ("#12", "example-org/forms")


def test_closing_a_pull_request_or_what_is_not_planned_is_no_recovery() -> None:
    for fields in ({"issue": {"number": 3, "pull_request": {}}}, {"state_reason": "not_planned"}):
        (draft,) = drafts(read(json.dumps([event(**fields)])))
        assert draft.kind is EventKind.NOTE


def test_words_that_would_name_what_is_missing_are_not_said() -> None:
    assert title_of(event="labeled") == "Labeled"
    assert title_of(event="labeled", label={"name": "{0} {issue}"}) == "Label {0} {issue} added"


def test_who_assigned_is_the_actor() -> None:
    fields = {"event": "assigned", "assignee": {"login": "bo-dev"}, "assigner": {"login": "mo-ops"}}
    (draft,) = drafts(read(json.dumps([event(actor={"login": "bo-dev"}, **fields)])))
    assert (draft.title, draft.actor) == ("Assigned to bo-dev", "mo-ops")


@pytest.mark.parametrize(
    "document", [[ISSUE], ISSUE, {"total_count": 9, "incomplete_results": False, "items": [ISSUE]}]
)
def test_issues_themselves_were_opened_and_closed(document: object) -> None:
    rows = drafts(read(json.dumps(document)))
    told = [(row.title, row.part, row.kind, row.actor, row.body) for row in rows]
    assert told == [
        ("Opened issue #12 “Forms fail”", "opened", EventKind.OBSERVATION, "mo-ops", "Since 09:10."),
        ("Closed issue #12 “Forms fail”", "closed", EventKind.RECOVERY, "bo-dev", ""),
    ]
    assert {row.external_id for row in rows} == {"github:issue-500"}


def test_a_merged_pull_request_is_not_told_as_closed_too() -> None:
    request = {**ISSUE, "head": {}, "merge_commit_sha": "4f", "merged_at": "2026-05-04T10:41:07Z"}
    request |= {"issue_url": "https://api.github.com/repos/example-org/forms/issues/12"}
    assert titles(read(json.dumps([request]))) == [
        "Opened pull request #12 “Forms fail”",
        "Merged pull request #12 “Forms fail”",
    ]


def test_lists_of_comments_and_of_reviews_are_read() -> None:
    comment = {"id": 4, "user": {"login": "mo-ops"}, "body": "Looking", "created_at": "2026-05-04T09:00:00Z"}
    comment |= {"issue_url": "https://api.github.com/repos/example-org/forms/issues/12"}
    (draft,) = drafts(read(json.dumps([comment])))
    assert (draft.title, draft.tags, draft.external_id) == ("Looking", ("#12",), "github:issuecomment-4")
    review = {"id": 5, "user": {"login": "mo-ops"}, "body": "", "state": "CHANGES_REQUESTED"}
    review |= {"submitted_at": "2026-05-04T09:00:00Z", "author_association": "MEMBER"}
    review |= {"pull_request_url": "https://api.github.com/repos/example-org/forms/pulls/12"}
    (draft,) = drafts(read(json.dumps([review])))
    assert (draft.title, draft.kind) == ("Review: changes requested", EventKind.DECISION)


def test_an_event_a_line_is_read() -> None:
    lines = "\n".join(json.dumps(event(id=number)) for number in range(3))
    assert titles(read(lines)) == ["Closed"] * 3


def test_what_cannot_be_read_says_why() -> None:
    bad = [event(), {"number": "twelve"}, event(created_at="after lunch"), event(label=7), {"id": 4}]
    reasons = [row.reason for row in unread(read(json.dumps(bad), "github"))]
    assert len(reasons) == 4
    assert "not what this format has" in reasons[0]
    assert "“after lunch” is not a time." in reasons[1]
    assert reasons[3] == "The record is neither an event nor an issue."


def test_webhooks_and_lists_of_other_things_are_other_formats() -> None:
    others = ({"action": "closed", "issue": ISSUE}, [{"event": "closed", "at": 1}], [{"number": 1, "title": "x"}])
    assert [by_name("github").score(sample_of(json.dumps(other))) for other in others] == [0, 0, 0]


def test_the_events_of_a_real_repository() -> None:
    path = shared_file("timelines/github/github3py-repository-issue-events.json")
    assert detect(Sample.of(path)).info.name == "github"
    with path.open("rb") as stream:
        rows = drafts(list(by_name("github").read(stream, ImportOptions())))
    found = [row.occurred_at for row in rows if row.occurred_at]
    assert (len(rows), short(found[0]), short(found[-1])) == (50, "2017-12-25 12:17:41", "2018-01-04 23:02:37")
    places = [int(row.locator[1:]) for row in rows]
    assert places[:3] == [49, 48, 47]
    assert [place for row, place in zip(rows, places, strict=True) if short(row.occurred_at).endswith("16:07:42")] == [
        11, 9, 8,
    ]  # fmt: skip
