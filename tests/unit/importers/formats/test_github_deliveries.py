"""GitHub: what webhooks are sent about issues and pull requests."""

import json

from secondstory.importers.registry import detect
from support.imports import DATA, drafts, read, sample_of, times, titles, unread

DELIVERIES = (DATA / "github-webhooks.jsonl").read_text()
LINES = [json.loads(line) for line in DELIVERIES.splitlines()]


def test_each_delivery_tells_its_action_at_its_own_time() -> None:
    assert detect(sample_of(DELIVERIES)).info.name == "github"
    assert [(row.kind.value, row.title, row.actor) for row in drafts(read(DELIVERIES))] == [
        ("observation", "Opened issue #12 “Forms fail”", "robin"),
        ("note", "Label sev1 added to issue #12 “Forms fail”", "kim"),
        ("note", "Rolled back flow v14", "kim"),
        ("note", "Renamed from “Forms fail” to “Forms fail for all”: issue #12 “Forms fail for all”", "kim"),
        ("note", "Edited: issue #12 “Forms fail”", "kim"),
        ("recovery", "Closed issue #12 “Forms fail”", "kim"),
        ("note", "Comment deleted: issue #12 “Forms fail”", "kim"),
    ]
    assert [at[-5:] for at in times(read(DELIVERIES))] == [
        "09:10",
        "09:12",
        "09:20",
        "09:25",
        "09:26",
        "10:30",
        "10:31",
    ]


def test_an_issue_and_a_comment_are_the_same_as_in_the_api() -> None:
    ids = {row.external_id for row in drafts(read(DELIVERIES)) if row.external_id}
    assert ids == {"github:issue-900", "github:issuecomment-77"}


def test_what_github_keeps_of_a_delivery_is_read() -> None:
    kept = {"guid": "g", "delivered_at": "2026-05-04T09:10:02Z", "event": "issues", "request": {"payload": LINES[0]}}
    rows = read(json.dumps(kept))
    assert (titles(rows), rows[0].locator) == (["Opened issue #12 “Forms fail”"], "/request/payload")


def test_a_merged_pull_request_is_not_told_as_closed() -> None:
    pull_request = {
        "id": 44,
        "number": 5,
        "title": "Pin flow",
        "updated_at": "2026-05-04T09:41:00Z",
        "closed_at": "2026-05-04T09:40:00Z",
        "merged_at": "2026-05-04T09:40:00Z",
        "merged_by": {"login": "kim"},
    }
    about = {"pull_request": pull_request, "repository": {"url": ""}, "sender": {"login": "robin"}}
    [row] = drafts(read(json.dumps({"action": "closed", **about})))
    assert (row.kind.value, row.title, row.actor) == ("change", "Merged pull request #5 “Pin flow”", "kim")
    assert titles(read(json.dumps([{"action": "synchronize", **about}]))) == [
        "Commits pushed: pull request #5 “Pin flow”"
    ]


def test_a_review_is_told_with_its_verdict() -> None:
    delivery = {
        "action": "submitted",
        "review": {"id": 9, "state": "approved", "submitted_at": "2026-05-04T09:35:00Z", "user": {"login": "robin"}},
        "pull_request": {"number": 5, "title": "Pin flow"},
        "repository": {},
        "sender": {"login": "robin"},
    }
    [row] = drafts(read(json.dumps(delivery)))
    assert (row.kind.value, row.title, row.external_id) == (
        "decision",
        "Review: approved",
        "github:pullrequestreview-9",
    )


def test_a_delivery_that_says_nothing_is_unread() -> None:
    assert [row.reason for row in unread(read('{"action": null, "issue": {"number": 1}}', "github"))] == [
        "The delivery does not say what happened."
    ]
    assert "not what this format has" in unread(read('{"request": {}}', "github"))[0].reason
