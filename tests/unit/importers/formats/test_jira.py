"""Jira: issues, changes and comments of the REST API."""

import json

import pytest

from secondstory.importers.base import ImportOptions
from secondstory.importers.formats.jira import told
from secondstory.importers.preview import repair
from secondstory.importers.registry import by_name
from secondstory.model.draft import Draft
from secondstory.model.enums import EventKind
from support.imports import DATA, drafts, read, sample_of, short, times, titles, topics, unread

SEARCH = (DATA / "jira_search.json").read_bytes()
CHANGE = {
    "id": "1", "author": {"displayName": "Ana Example"}, "created": "2026-05-04T09:24:59.366-0600",
    "items": [{"field": "status", "fromString": "Open", "toString": "In Progress"}],
}  # fmt: skip
DOCUMENT = {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Rolled back"}]}]}


def draft_of(title: str) -> Draft:
    return next(row for row in drafts(read(SEARCH)) if row.title == title)


def test_issues_changes_and_comments_are_told_in_the_order_in_which_they_happened() -> None:
    rows = read(SEARCH)
    assert list(zip(times(rows), titles(rows), strict=True)) == [
        ("2026-05-04 15:12", "OPS-9 created: Forms failing"),
        ("2026-05-04 15:24:59.366000", "Status changed from Open to In Progress"),
        ("2026-05-04 15:24:59.366000", "Assignee set to Bo Example"),
        ("2026-05-04 15:24:59.366000", "Priority changed from Medium to Highest"),
        ("2026-05-04 15:30", "Attachment added: queue.png"),
        ("2026-05-04 15:30", "Attachment added: errors.png"),
        ("2026-05-04 15:30", "Description changed"),
        ("2026-05-04 15:40", "Rolled back to {{v14}}."),
        ("2026-05-04 16:00", "OPS-10 created: Limit retries"),
        ("2026-05-04 16:41:07.250000", "Resolved as Fixed"),
        ("2026-05-04 16:41:07.250000", "Status changed from In Progress to Done"),
        ("2026-05-05 08:00", "OPS-10 resolved"),
    ]


def test_a_status_means_what_it_says() -> None:
    kinds = {row.title: row.kind for row in drafts(read(SEARCH)) if row.kind is not EventKind.NOTE}
    assert kinds == {
        "OPS-9 created: Forms failing": EventKind.OBSERVATION,
        "OPS-10 created: Limit retries": EventKind.OBSERVATION,
        "Priority changed from Medium to Highest": EventKind.DECISION,
        "Resolved as Fixed": EventKind.RECOVERY,
        "Status changed from In Progress to Done": EventKind.RECOVERY,
        "OPS-10 resolved": EventKind.RECOVERY,
    }


def test_people_texts_tags_and_ids_are_kept() -> None:
    created, comment = draft_of("OPS-9 created: Forms failing"), draft_of("Rolled back to {{v14}}.")
    assert (created.actor, created.body) == ("Ana Example", "h3. Impact\nNobody can submit.")
    assert (created.tags, created.external_id) == (("OPS-9", "Highest", "forms"), "jira:10009")
    assert created.remark == "The file holds only 3 of 8 changes of this issue."
    assert (comment.actor, comment.external_id) == ("Bo Example", "jira:comment-301")
    assert comment.body == "Rolled back to {{v14}}.\nWatching the queue."
    assert draft_of("OPS-10 created: Limit retries").body == "Ten is too many."
    assert draft_of("Description changed").body == "Before: Short\n\nAfter: h3. Impact\nNobody can submit."


def test_each_field_that_was_changed_is_a_part_of_its_change() -> None:
    first, second = draft_of("Attachment added: queue.png"), draft_of("Attachment added: errors.png")
    assert (first.locator, first.part) == ("/issues/0/changelog/histories/1/items/0", "Attachment")
    assert (second.part, second.external_id) == ("Attachment 2", "jira:change-202")
    assert first.raw == second.raw
    assert first.raw.startswith('{"id":"202"')
    assert first.time_as_written == "2026-05-04T09:30:00.000-0600"


def test_a_resolution_that_the_history_tells_is_told_once() -> None:
    assert not any(title.startswith("OPS-9 resolved") for title in titles(read(SEARCH)))


def test_what_cannot_be_read_says_why_and_costs_nothing_else() -> None:
    rows = unread(read(SEARCH))
    assert [row.locator[-2:] for row in rows] == ["/1", "/2"]
    assert rows[0].reason == "“on Monday” is not a time."
    assert "not what this format has" in rows[1].reason
    repaired = repair(rows[0], by_name("jira"), ImportOptions(), rows[0].raw.replace("on Monday", "2026-05-04T10:00Z"))
    assert isinstance(repaired, Draft)
    assert (short(repaired.occurred_at), repaired.title) == ("2026-05-04 10:00", "When?")


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"self": "x", "values": [CHANGE], "total": 1}, "Status changed from Open to In Progress"),
        ({"histories": [CHANGE]}, "Status changed from Open to In Progress"),
        (
            {"issueChangeLogs": [{"issueId": "7", "changeHistories": [{**CHANGE, "created": 1777885499366}]}]},
            "Status changed from Open to In Progress",
        ),
        (
            {"startAt": 0, "total": 1, "comments": [{"id": "1", "body": DOCUMENT, "created": CHANGE["created"]}]},
            "Rolled back",
        ),
        (
            {"key": "OPS-1", "self": "https://x/rest/api/3/issue/1", "fields": {"created": CHANGE["created"]}},
            "OPS-1 created",
        ),
        ([{"key": "OPS-1", "fields": {"summary": "Slow", "created": CHANGE["created"]}}], "OPS-1 created: Slow"),
    ],
)
def test_other_answers_are_read_too(document: object, expected: str) -> None:
    text = json.dumps(document)
    assert titles(read(text)) == [expected]
    assert topics(text) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("resolution", "", "Fixed"), "Resolved as Fixed"),
        (("resolution", "Fixed", ""), "Resolution Fixed removed"),
        (("Link", "", "This issue causes OPS-3"), "Link added: This issue causes OPS-3"),
        (("labels", "a", "a b"), "Labels changed from a to a b"),
        (("", "", ""), "A field changed"),
    ],
)
def test_changes_are_told_in_words(change: tuple[str, str, str], words: str) -> None:
    assert told(*change) == (words, "")


def test_a_resolution_that_was_taken_back_is_no_recovery() -> None:
    items = [{"field": "resolution", "fromString": "Fixed", "toString": None}]
    (draft,) = drafts(read(json.dumps({"values": [{**CHANGE, "items": items}]}), "jira"))
    assert draft.kind is EventKind.OBSERVATION


def test_other_lists_are_other_formats() -> None:
    others = (
        {"issues": [{"id": 1, "title": "x"}]},
        {"values": [{"created": "2026-05-04T09:00:00Z"}]},
        [{"key": "a", "fields": {"x": 1}}],
    )
    assert [by_name("jira").score(sample_of(json.dumps(other))) for other in others] == [0, 0, 0]


def test_records_that_tell_nothing_are_not_lost() -> None:
    rows = read(json.dumps({"values": [{"items": [], "id": "1"}, {"fields": None}, {"key": "OPS-1"}, 7]}), "jira")
    assert [row.locator for row in unread(rows)] == ["/values/0", "/values/1", "/values/2", "/values/3"]


SENT = {
    "timestamp": 1777885200000,
    "webhookEvent": "jira:issue_updated",
    "user": {"displayName": "A. Example"},
    "issue": {"id": "7", "key": "OPS-7", "fields": {"summary": "Queue", "created": "2026-05-04T08:00:00.000+0000"}},
}


def test_a_change_that_jira_sends_has_the_time_and_the_person_around_it() -> None:
    items = [{"field": "status", "fromString": "Open", "toString": "Resolved"}]
    created, changed = drafts(read(json.dumps({**SENT, "changelog": {"id": "3", "items": items}})))
    assert (created.title, changed.title) == ("OPS-7 created: Queue", "Status changed from Open to Resolved")
    assert (changed.actor, times([changed]), changed.kind) == ("A. Example", ["2026-05-04 09:00"], EventKind.RECOVERY)
    assert (changed.external_id, changed.locator) == ("jira:change-3", "/changelog/items/0")


def test_a_comment_that_jira_sends_is_an_event() -> None:
    comment = {"id": "5", "author": {"name": "b"}, "body": "looking", "created": "2026-05-04T09:01:00.000+0000"}
    sent = {**SENT, "webhookEvent": "comment_created", "comment": comment}
    assert titles(read(json.dumps(sent))) == ["OPS-7 created: Queue", "looking"]


def test_answers_page_by_page_are_the_issues_of_all_pages() -> None:
    pages = [{"startAt": at, "issues": [{**SENT["issue"], "key": f"OPS-{at}"}]} for at in (1, 2)]  # type: ignore[dict-item]
    for text in (json.dumps(pages), "\n".join(json.dumps(page, indent=1) for page in pages)):
        rows = read(text)
        assert [row.title for row in drafts(rows)] == ["OPS-1 created: Queue", "OPS-2 created: Queue"]
        assert drafts(rows)[1].locator == "/1/issues/0"


def test_names_alone_and_numbers_as_ids_are_read_too() -> None:
    fields = {"summary": "Queue", "created": "2026-05-04T08:00:00Z", "reporter": "ana", "priority": "High"}
    (draft,) = drafts(read(json.dumps({"issues": [{"id": 7, "key": "OPS-7", "fields": fields}]})))
    assert (draft.actor, draft.tags, draft.external_id) == ("ana", ("OPS-7", "High"), "jira:7")


def worklog(**fields: object) -> dict[str, object]:
    times = {"created": "2026-05-04T12:30:00.000+0000", "started": "2026-05-04T11:20:00.000+0200"}
    return {"id": "7", "author": {"displayName": "Ana Example"}, **times, "timeSpent": "1h 10m", **fields}


def test_logged_work_stands_where_it_was_started_and_says_how_long_it_took() -> None:
    page = {
        "startAt": 0,
        "total": 2,
        "worklogs": [worklog(comment=DOCUMENT), worklog(id="8", started="2026-05-04T10:00Z")],
    }
    found, bare = drafts(read(json.dumps(page)))
    assert (found.title, found.body, found.kind) == ("Rolled back", "Time spent: 1h 10m", EventKind.ACTION)
    assert (short(found.occurred_at), found.occurred_until) == ("2026-05-04 09:20", None)
    assert (found.actor, found.external_id) == ("Ana Example", "jira:worklog-7")
    assert (bare.title, bare.body) == ("Work logged: 1h 10m", "")


def test_an_issue_tells_its_logged_work_and_how_much_of_it_is_missing() -> None:
    fields = {
        "summary": "Forms failing",
        "created": "2026-05-04T09:00Z",
        "worklog": {"total": 25, "worklogs": [worklog()]},
    }
    created, logged = drafts(read(json.dumps({"issues": [{"id": "1", "key": "OPS-9", "fields": fields}]})))
    assert created.remark == "The file holds only 1 of 25 entries of logged work of this issue."
    assert (logged.title, logged.tags) == ("Work logged on OPS-9: 1h 10m", ("OPS-9",))


def test_logged_work_may_be_sent_by_a_webhook() -> None:
    sent = {"timestamp": 1777888200000, "webhookEvent": "worklog_created", "worklog": worklog(comment="Rolled back")}
    assert titles(read(json.dumps(sent))) == ["Rolled back"]


@pytest.mark.parametrize("status", ["Done", "Erledigt", "Terminé(e)", "Finalizada"])
def test_a_status_that_means_done_is_a_recovery_in_other_languages_too(status: str) -> None:
    change = {**CHANGE, "items": [{"field": "status", "fromString": "Open", "toString": status}]}
    assert [row.kind for row in drafts(read(json.dumps({"histories": [change]})))] == [EventKind.RECOVERY]
