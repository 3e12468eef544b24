"""GitHub: issues and pull requests as GraphQL and `gh` tell them."""

import json

import pytest

from secondstory.importers.registry import detect
from support.imports import DATA, drafts, read, sample_of, titles, unread

ANSWER = (DATA / "github-graphql.json").read_bytes()
ISSUE = json.loads(ANSWER)["data"]["repository"]["issue"]


def test_an_issue_tells_that_it_was_opened_and_the_entries_of_its_timeline() -> None:
    assert detect(sample_of(ANSWER)).info.name == "github"
    assert titles(read(ANSWER)) == [
        "Opened issue #12 “Forms fail”",
        "Label sev1 added to issue #12 “Forms fail”",
        "Rolled back flow v14",
        "Renamed from “Forms fail” to “Forms fail for all”: issue #12 “Forms fail”",
        "Assigned to robin: issue #12 “Forms fail”",
        "Mentioned in pull request #5 “Pin flow”",
        "Milestone May set for issue #12 “Forms fail”",
        "Mentioned in commit 0123456: issue #12 “Forms fail”",
        "Closed issue #12 “Forms fail”",
    ]
    first, *_, last = drafts(read(ANSWER))
    assert (first.actor, first.body, first.tags) == ("robin", "Users see 500", ("#12", "acme/forms"))
    assert (last.kind.value, last.body) == ("recovery", "Reason: completed")


def test_an_entry_that_does_not_say_what_it_is_says_so() -> None:
    assert [(row.locator, row.reason) for row in unread(read(ANSWER))] == [
        (
            "/data/repository/issue/timelineItems/nodes/6",
            "It does not say what happened: ask for “__typename” too.",
        )
    ]


@pytest.mark.parametrize(
    "document",
    [
        {"data": {"node": ISSUE}},
        {"data": {"repository": {"issues": {"nodes": [ISSUE]}}}},
        {"data": {"search": {"edges": [{"node": ISSUE}]}}},
        [{"data": {"repository": {"issue": ISSUE}}}],
    ],
)
def test_issues_are_found_wherever_a_query_has_them(document: object) -> None:
    data = json.dumps(document)
    assert detect(sample_of(data)).info.name == "github"
    assert titles(read(data)) == titles(read(ANSWER))


def test_what_gh_prints_is_read_and_a_comment_is_the_same_as_in_the_api() -> None:
    comment = {
        "id": "IC_1",
        "author": {"login": "kim"},
        "body": "Rolled back",
        "createdAt": "2026-05-04T09:20:00Z",
        "url": "https://github.com/acme/forms/issues/12#issuecomment-77",
    }
    issue = {key: ISSUE[key] for key in ("number", "title", "url", "author", "createdAt", "closedAt")}
    rows = drafts(read(json.dumps({**issue, "comments": [comment]})))
    assert [row.title for row in rows] == [
        "Opened issue #12 “Forms fail”",
        "Rolled back",
        "Closed issue #12 “Forms fail”",
    ]
    assert rows[1].external_id == "github:issuecomment-77"
    assert titles(read(json.dumps([issue, {**issue, "number": 13, "closedAt": None}]))) == [
        "Opened issue #12 “Forms fail”",
        "Opened issue #13 “Forms fail”",
        "Closed issue #12 “Forms fail”",
    ]


def test_a_pull_request_tells_its_commits_reviews_and_that_it_was_merged() -> None:
    commit = {
        "oid": "0123456789abcdef",
        "message": "Pin flow",
        "author": {"name": "Kim", "date": "2026-05-04T09:28:00Z"},
    }
    review = {"databaseId": 9, "submittedAt": "2026-05-04T09:35:00Z", "author": {"login": "robin"}, "state": "APPROVED"}
    nodes = [{"__typename": "PullRequestCommit", "commit": commit}, {"__typename": "PullRequestReview", **review}]
    pull_request = {
        "number": 5,
        "title": "Pin flow",
        "url": "https://github.com/acme/forms/pull/5",
        "createdAt": "2026-05-04T09:30:00Z",
        "mergedAt": "2026-05-04T09:40:00Z",
        "closedAt": "2026-05-04T09:40:00Z",
        "timelineItems": {"nodes": nodes},
    }
    assert [(row.kind.value, row.title) for row in drafts(read(json.dumps({"data": {"node": pull_request}})))] == [
        ("action", "Commit 0123456: Pin flow"),
        ("action", "Opened pull request #5 “Pin flow”"),
        ("decision", "Review: approved"),
        ("change", "Merged pull request #5 “Pin flow”"),
    ]


def test_what_is_wrong_with_an_entry_costs_only_itself() -> None:
    nodes = [
        7,
        None,
        {"__typename": "ClosedEvent", "createdAt": []},
        {"__typename": "PinnedEvent", "createdAt": "soon"},
    ]
    issue = {**ISSUE, "closedAt": None, "timelineItems": {"nodes": nodes}}
    rows = read(json.dumps({"data": {"node": issue}}))
    assert titles(rows) == ["Opened issue #12 “Forms fail”"]
    assert [row.locator[-1] for row in unread(rows)] == ["0", "2", "3"]


def test_an_answer_with_only_some_of_the_entries_says_that_there_is_more() -> None:
    timeline = {**ISSUE["timelineItems"], "pageInfo": {"hasNextPage": True}}
    rows = drafts(read(json.dumps({"data": {"node": {**ISSUE, "timelineItems": timeline}}})))
    assert rows[0].remark == "The file is one page of the answer: there is more."
