"""Chats other than Slack and Teams: messages, replies, people and what has no words."""

import json

import pytest

from secondstory.importers.registry import detect
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.enums import EventKind
from support.imports import DATA, drafts, read, sample_of, short, titles, unread

DISCORD = (DATA / "discord-channel.json").read_bytes()
MATTERMOST = (DATA / "mattermost-bulk.jsonl").read_bytes()


def rows_of(document: object) -> list[Draft | UnreadRow]:
    """The rows of a document, which has to be recognised as a chat."""
    text = json.dumps(document)
    assert detect(sample_of(text)).info.name == "chats"
    return read(text)


def test_discord_is_told_message_by_message() -> None:
    assert [(short(row.occurred_at)[11:16], row.kind, row.actor, row.title) for row in drafts(read(DISCORD))] == [
        ("09:05", EventKind.NOTE, "Robin", "The badge form answers with 500, does anybody else see it?"),
        ("09:06", EventKind.NOTE, "sam", "I see it too, @Robin"),
        ("09:08", EventKind.ALERT, "Grafana", "Badge form fails"),
        ("09:10", EventKind.NOTE, "Robin", "Files: errors.png"),
        ("10:31", EventKind.CHANGE, "Robin", "Rolled back flow v14"),
    ]


def test_replies_reactions_and_edits_are_told() -> None:
    first, reply, *_ = drafts(read(DISCORD))
    assert first.body == "Reactions: 👀"
    assert reply.body == "Reply to “The badge form answers with 500, does anybody else see it?”"
    assert reply.remark == "Edited at 2026-05-04 09:07:00 UTC."
    assert (reply.external_id, reply.locator) == ("discord:102", "/messages/1")


def test_threads_of_mattermost_lie_inside_posts_and_people_stand_on_lines_of_their_own() -> None:
    rows = read(MATTERMOST)
    assert [(row.title, row.actor) for row in drafts(rows)[:5]] == [
        ("Good morning", "Robin Example"),
        ("The badge form answers with 500", "Robin Example"),
        ("sam joined the channel.", "sam"),
        ("Restarting the connector", "sam"),
        ("It works again", "Robin Example"),
    ]
    assert drafts(rows)[3].body == "Reply to “The badge form answers with 500”"
    assert unread(rows) == []


def test_posts_of_the_api_of_mattermost_lie_below_their_ids() -> None:
    posts = {
        name: {"id": name, "create_at": at, "message": text, "user_id": "u", "root_id": root, "edit_at": 0}
        for name, at, text, root in (("b", 1777889160000, "Fixed", "a"), ("a", 1777885500000, "It fails", ""))
    }
    rows = drafts(rows_of({"order": ["b", "a"], "posts": posts, "has_next": False}))
    assert [(row.title, row.body) for row in rows] == [("It fails", ""), ("Fixed", "Reply to “It fails”")]


def test_messages_of_zulip_are_read_as_text() -> None:
    message = {"id": 1, "content": "<p>Back at <b>v13</b></p>", "timestamp": 1777885500, "subject": "inc 7"}
    (row,) = drafts(rows_of({"messages": [{**message, "sender_full_name": "Robin Example"}]}))
    assert (row.title, row.actor, row.tags) == ("Back at v13", "Robin Example", ("inc 7",))


@pytest.mark.parametrize("space", [" ", "\u202f"])
def test_google_chat_writes_times_as_people_do(space: str) -> None:
    date = f"Monday, May 4, 2026 at 9:05:00{space}AM UTC"
    deleted = {"created_date": date, "message_id": "2", "deletion_metadata": {"deletion_type": "CREATOR"}}
    spoken = {"creator": {"name": "Robin"}, "created_date": date, "text": "It fails", "message_id": "1"}
    rows = drafts(rows_of({"messages": [spoken, {**deleted, "message_state": "DELETED"}]}))
    assert {short(row.occurred_at) for row in rows} == {"2026-05-04 09:05"}
    assert [(row.title, row.kind) for row in rows][1] == ("Message, deleted later", EventKind.NOTE)


def test_texts_of_telegram_may_lie_in_pieces() -> None:
    pieces = ["It ", {"type": "bold", "text": "fails"}, " again"]
    first = {"id": 1, "type": "message", "date_unixtime": "1777885500", "from": "Robin", "text": pieces}
    start = {"id": 0, "type": "service", "date_unixtime": "1777885400", "actor": "Sam", "action": "pin_message"}
    rows = rows_of({"name": "Ops", "messages": [{**start, "text": ""}, first]})
    assert titles(rows) == ["A message was pinned", "It fails again"]


def test_reactions_in_matrix_are_no_events() -> None:
    base = {"sender": "@a:example.org", "origin_server_ts": 1777885500123}
    said = {**base, "type": "m.room.message", "event_id": "$1", "content": {"body": "It fails"}}
    joined = {"type": "m.room.member", "state_key": "@a:example.org", "event_id": "$0"}
    rows = rows_of(
        [
            {**base, **joined, "content": {"membership": "join", "displayname": "Robin"}},
            said,
            {**base, "type": "m.reaction", "event_id": "$2", "content": {"m.relates_to": {"key": "x"}}},
        ]
    )
    assert titles(rows) == ["Robin joined the room", "It fails"]
    assert {row.actor for row in drafts(rows)} == {"Robin"}


def test_something_else_amid_messages_is_unread() -> None:
    document = json.loads(DISCORD)
    document["messages"].insert(1, {"what": "ever"})
    document["messages"].append(7)
    rows = rows_of(document)
    assert len(drafts(rows)) == 5
    assert {row.locator for row in unread(rows)} == {"/messages/1", "/messages/6"}


def test_pages_of_an_answer_kept_in_one_list_are_read_as_one() -> None:
    first, second = json.loads(DISCORD), json.loads(DISCORD)
    first["messages"], second["messages"] = first["messages"][2:], second["messages"][:2]
    rows = rows_of([first, second])
    assert titles(rows) == titles(read(DISCORD))
    assert unread(rows) == []


def test_what_is_null_costs_no_message() -> None:
    message = {"id": "1", "type": "Default", "timestamp": "2026-05-04T09:01:00+00:00"}
    silent = {**message, "content": None, "author": {"name": "robin"}, "attachments": None}
    orphan = {**message, "id": "2", "content": "It fails", "author": None, "mentions": None}
    timeless = {**message, "id": "3", "content": "When?", "author": None, "timestamp": None}
    around = {"guild": None, "channel": None, "dateRange": None, "exportedAt": None}
    rows = rows_of({**around, "messages": [silent, orphan, timeless, None]})
    assert titles(rows) == ["Message without text", "It fails"]
    assert {row.reason for row in unread(rows)} == {
        "The record has no time.",
        "The record is not what this format has.",
    }


@pytest.mark.parametrize("date", ["Montag, 4. Mai 2026 um 09:05:00 UTC", "lundi 4 mai 2026 à 09:05:00 UTC"])
def test_google_chat_writes_times_in_the_language_of_the_account(date: str) -> None:
    message = {"creator": {"name": "Robin"}, "created_date": date, "text": "Hallo", "message_id": "1"}
    assert [short(row.occurred_at) for row in drafts(rows_of({"messages": [message]}))] == ["2026-05-04 09:05"]


def test_a_conversation_of_intercom_begins_with_what_the_customer_wrote() -> None:
    author = {"type": "admin", "name": "Ana Example"}
    parts = [
        {"type": "conversation_part", "id": "2", "part_type": "comment", "body": "<p>We <b>look</b> into it</p>"},
        {"type": "conversation_part", "id": "3", "part_type": "close", "body": None},
    ]
    inside = [part | {"created_at": 1777903920 + 60 * n, "author": author} for n, part in enumerate(parts)]
    document = {
        "type": "conversation",
        "id": "1",
        "created_at": 1777903560,
        "source": {"type": "conversation", "body": "<p>I cannot pay</p>", "author": {"name": "Sam Sample"}},
        "conversation_parts": {"conversation_parts": inside},
    }
    assert [(short(row.occurred_at)[11:16], row.actor, row.title) for row in drafts(rows_of(document))] == [
        ("14:06", "Sam Sample", "I cannot pay"),
        ("14:12", "Ana Example", "We look into it"),
        ("14:13", "Ana Example", "The conversation was closed"),
    ]
