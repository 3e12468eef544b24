"""Messages of Microsoft Teams: threads, texts in HTML, cards, system messages, and pages of all shapes."""

import json

import pytest

from secondstory.importers.base import ImportOptions, Sample
from secondstory.importers.preview import preview
from secondstory.importers.registry import by_name, detect
from secondstory.model.draft import Draft
from secondstory.model.enums import EventKind
from secondstory.model.errors import UserError
from support.imports import DATA, drafts, read, sample_of, titles, topics, unread

PAGE = (DATA / "teams-messages.json").read_bytes()


def message(content: str = "x", **fields: object) -> dict[str, object]:
    return {
        "id": "1",
        "messageType": "message",
        "createdDateTime": "2026-05-04T09:00:00Z",
        "from": {"user": {"id": "u-1", "displayName": "A. Example"}},
        "body": {"contentType": "html", "content": content},
        **fields,
    }


def only(*args: str, **fields: object) -> Draft:
    (draft,) = drafts(read(json.dumps([message(*args, **fields)]), "teams"))
    return draft


def card(content: object, kind: str = "application/vnd.microsoft.card.adaptive") -> dict[str, object]:
    return {"id": "c", "contentType": kind, "content": json.dumps(content)}


def test_messages_and_their_replies_come_oldest_first() -> None:
    assert [(f"{row.occurred_at:%H:%M:%S}", row.actor, row.title) for row in drafts(read(PAGE))] == [
        ("09:00:00", "Page Monitor", "Intake form: 42 errors in 5 minutes"),
        ("09:00:30", "Incident lead", "Members added: On-call engineer, u-4"),
        ("09:01:00", "Incident lead", "Seeing errors too, On-call engineer 👀"),
        ("09:02:00", "u-3", "Can anybody check the size limit?"),
        ("09:02:10", "On-call engineer", "Message, deleted later"),
        ("09:04:00", "Incident lead", "We decided to roll back flow v14 & wait"),
        ("09:30:00", "Communications lead", "Intake form: resolved"),
    ]


def test_kinds_follow_the_words_and_what_the_system_says_is_a_note() -> None:
    assert [row.kind for row in drafts(read(PAGE))] == [
        EventKind.ALERT,
        EventKind.NOTE,
        EventKind.OBSERVATION,
        EventKind.NOTE,
        EventKind.NOTE,
        EventKind.DECISION,
        EventKind.RECOVERY,
    ]


def test_texts_lists_files_reactions_and_importance_are_kept() -> None:
    by_title = {row.title: row for row in drafts(read(PAGE))}
    assert by_title["Seeing errors too, On-call engineer 👀"].body == (
        "Seeing errors too, On-call engineer 👀\n\n• every upload > 1 MB\n• both regions\n\nFiles: errors.docx"
    )
    resolved = by_title["Intake form: resolved"]
    assert resolved.body == (
        "The form is back to normal.\n\nDetails: status page (https://status.example/47)\n\nReactions: Like 1"
    )
    assert resolved.tags == ("high importance",)


def test_replies_name_what_they_answer_and_know_their_place() -> None:
    reply = drafts(read(PAGE))[3]
    assert reply.body == "Reply to “Seeing errors too, On-call engineer 👀” (1777885260000)"
    assert reply.locator == "/value/1/replies/1"
    assert only(replyToId="7").body == "Reply to message 7"


def test_edits_and_deletions_are_remarked() -> None:
    by_title = {row.title: row.remark for row in drafts(read(PAGE))}
    assert by_title["Seeing errors too, On-call engineer 👀"] == "Edited at 2026-05-04 09:01:40 UTC."
    assert by_title["Message, deleted later"] == "Deleted at 2026-05-04 09:02:30 UTC."
    assert only(lastEditedDateTime="soon").remark == "Edited later."


def test_ids_are_those_of_the_conversation() -> None:
    assert only(chatId="19:abc@thread.v2").external_id == "teams:19:abc@thread.v2:1"
    assert only(channelIdentity={"channelId": "19:c"}).external_id == "teams:19:c:1"
    assert only(id=None).external_id == ""


def test_what_cannot_be_read_says_why() -> None:
    rows = unread(read(PAGE))
    assert [(row.locator, row.reason.split("(")[0].strip()) for row in rows] == [
        ("/value/5", "The record is not what this format has"),
        ("/value/4", "The record has no time."),
    ]


@pytest.mark.parametrize("name", ["value", "replies"])
def test_a_message_of_the_wrong_shape_costs_only_itself(name: str) -> None:
    rows = read(json.dumps([message("outside") | {name: [message("inside"), 7]}]), "teams")
    assert "inside" in titles(rows)
    assert [row.locator for row in unread(rows)] == [f"/0/{name}/1"]


def test_plain_text_stays_as_it_is() -> None:
    assert only(body={"contentType": "text", "content": "a <b> &amp; c"}).title == "a <b> &amp; c"


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({"subject": "Subject"}, "Subject"),
        ({"body": {"content": "<systemEventMessage/>"}}, "Message without text"),
        ({"body": None, "summary": "In short"}, "In short"),
        ({"body": None, "attachments": [{"name": "a.png"}, {"name": "b.png"}]}, "Files: a.png, b.png"),
    ],
)
def test_the_title_is_what_tells_most(fields: dict[str, object], title: str) -> None:
    assert only(**fields).title == title


@pytest.mark.parametrize(
    ("detail", "title"),
    [
        (
            {"@odata.type": "#microsoft.graph.chatRenamedEventMessageDetail", "chatDisplayName": "Form"},
            "Chat renamed: Form",
        ),
        ({"@odata.type": "#microsoft.graph.callEndedEventMessageDetail", "callDuration": "PT59S"}, "Call ended: PT59S"),
        ({"@odata.type": "#microsoft.graph.teamArchivedEventMessageDetail"}, "Team archived"),
        ({}, "System message"),
    ],
)
def test_system_messages_are_told_by_their_details(detail: dict[str, object], title: str) -> None:
    draft = only("<systemEventMessage/>", messageType="systemEventMessage", eventDetail=detail)
    assert (draft.title, draft.kind) == (title, EventKind.NOTE)


def test_cards_of_programs_are_read() -> None:
    connector = card(
        {
            "title": "Disk full",
            "sections": [{"activityTitle": "<b>db-2</b>", "facts": [{"name": "Use:", "value": 97}]}],
        },
        "application/vnd.microsoft.teams.card.o365connector",
    )
    by_program = {"application": {"displayName": "Monitoring"}}
    draft = only("<attachment id='c'></attachment>", attachments=[connector], **{"from": by_program})
    assert (draft.title, draft.body) == ("Disk full", "Disk full\ndb-2\nUse: 97")
    assert (draft.actor, draft.kind) == ("Monitoring", EventKind.ALERT)


def test_an_answer_quotes_what_it_answers() -> None:
    quoted = card({"messageId": "1", "messagePreview": "Which form?"}, "messageReference")
    assert only("The intake form", attachments=[quoted]).body == "Reply to “Which form?”"


@pytest.mark.parametrize("content", ["no JSON", "[1]", '{"text": 7}', '{"body":' * 3000])
def test_cards_of_unknown_shape_leave_the_message(content: str) -> None:
    assert only("Still here", attachments=[{"content": content}]).title == "Still here"


def test_pages_lists_lines_and_single_messages_are_read() -> None:
    first, second = message("first"), message("second", createdDateTime="2026-05-04T09:01:00Z")
    page = {"@odata.nextLink": "https://graph.example", "value": [second, first]}
    for text in (
        json.dumps(page),
        json.dumps([first, second]),
        json.dumps([page]),
        f"{json.dumps(first)}\n{json.dumps(second)}\n",
        f"{json.dumps({'value': [first]})}\n{json.dumps({'value': [second]})}\n",
    ):
        assert titles(read(text)) == ["first", "second"]
    assert titles(read(json.dumps(first))) == ["first"]


def test_mails_of_the_same_service_are_not_messages_of_teams() -> None:
    mail = {"id": "1", "createdDateTime": "2026-05-04T09:00:00Z", "subject": "x", "body": {"content": "x"}, "from": {}}
    assert by_name("teams").score(sample_of(json.dumps({"value": [mail]}))) == 0


def test_threads_without_end_do_no_harm() -> None:
    def nested(depth: int) -> str:
        return '[{"createdDateTime":"2026-05-04T09:00:00Z","replies":' * depth + "[]" + "}]" * depth

    assert len(read(nested(100), "teams")) == 2
    with pytest.raises(UserError, match="nested too deeply"):
        read(nested(5000), "teams")


def test_a_long_page_is_previewed_from_its_beginning_without_questions() -> None:
    data = json.dumps({"value": [message(f"message {number}", id=str(number)) for number in range(2000)]}).encode()
    sample = Sample(data[:8192], "x.json", len(data))
    assert detect(sample).info.name == "teams"
    found = preview(by_name("teams"), sample, ImportOptions(), 5)
    assert titles(list(found.rows)) == [f"message {number}" for number in range(5)]
    assert topics(PAGE) == []


def test_chats_with_their_messages_and_pages_of_them_are_read() -> None:
    second = message("second", createdDateTime="2026-05-04T09:01:00Z")
    for document in (
        {"topic": "Outage", "messages": [second, message("first")]},
        {"chats": [{"messages": [second]}, {"messages": [message("first")]}]},
        [{"value": [second]}, {"value": [message("first")]}],
    ):
        assert titles(read(json.dumps(document))) == ["first", "second"]


def test_a_note_that_something_was_written_holds_the_message() -> None:
    note = {"value": [{"changeType": "created", "resource": "chats('1')/messages('1')", "resourceData": message()}]}
    (draft,) = drafts(read(json.dumps(note)))
    assert (draft.title, draft.actor, draft.locator) == ("x", "A. Example", "/value/0/resourceData")


def kept(content: str = "x", **fields: object) -> dict[str, object]:
    return {
        "id": "1777885200000",
        "displayName": "A. Example",
        "originalarrivaltime": "2026-05-04T09:00:00.123Z",
        "messagetype": "RichText/Html",
        "conversationid": "19:a@thread.v2",
        "from": "8:orgid:u-1",
        "content": content,
        **fields,
    }


def test_what_people_get_of_their_own_data_is_read() -> None:
    later = kept("on it", displayName=None, originalarrivaltime="2026-05-04T09:01:00Z")
    joined = kept("<addmember/>", messagetype="ThreadActivity/AddMember", originalarrivaltime="2026-05-04T08:59:00Z")
    chats = [
        {
            "id": "19:a@thread.v2",
            "displayName": "Outage",
            "MessageList": [later, kept("<p>it is <b>down</b></p>"), joined],
        },
        {"id": "48:calllogs", "displayName": None, "MessageList": []},
    ]
    rows = drafts(read(json.dumps({"userId": "8:x", "exportDate": "2026-05-05T00:00", "conversations": chats})))
    assert [(row.title, row.actor, row.tags) for row in rows] == [
        ("ThreadActivity/AddMember", "A. Example", ("Outage",)),
        ("it is down", "A. Example", ("Outage",)),
        ("on it", "u-1", ("Outage",)),
    ]
    assert rows[0].kind is EventKind.NOTE
    assert rows[1].external_id == "teams:19:a@thread.v2:1777885200000"
    assert titles(read(json.dumps({"messages": [kept("copied", imdisplayname="B")]}))) == ["copied"]


def test_lists_inside_lists_are_followed_only_so_far() -> None:
    nested: object = [message()]
    for _ in range(8):
        nested = [{"messages": nested}]
    rows = read(json.dumps({"messages": nested}), "teams")
    assert (drafts(rows), len(unread(rows))) == ([], 1)
