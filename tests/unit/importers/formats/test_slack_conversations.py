"""Conversations of Slack as documents of their own: answers of the API, and what programs write that copy channels."""

import json

from support.imports import drafts, read, times, titles, unread
from support.slack import CHANNELS, PEOPLE, message, packed

BEGAN, FIRST, SECOND = "1777885200.000100", "1777885260.000100", "1777885320.000100"


def reply(text: str, ts: str = FIRST, **fields: object) -> dict[str, object]:
    return message(text, ts=ts, thread_ts=BEGAN, **fields)


def test_replies_that_a_copy_of_a_channel_holds_inside_messages_are_events_too() -> None:
    thread = [reply("looking"), reply("rolled back", SECOND, user="U2")]
    copied = {
        "channel_id": "C1",
        "name": "incident",
        "messages": [
            message("it is down", thread_ts=BEGAN, slackdump_thread_replies=thread),
            message("it is up", ts="1777885380.000100"),
        ],
    }
    rows = read(json.dumps(copied))
    assert titles(rows) == ["it is down", "looking", "rolled back", "it is up"]
    first, looking, *_ = drafts(rows)
    assert "Reply to “it is down”" in looking.body
    assert looking.locator == "/messages/0/slackdump_thread_replies/0"
    assert (first.external_id, first.tags) == (f"slack:C1:{BEGAN}", ("#incident",))


def test_a_message_is_told_once_where_its_thread_holds_it_again() -> None:
    began = message("it is down", thread_ts=BEGAN)
    rows = read(json.dumps({"messages": [began | {"replies": [began, reply("looking")]}]}))
    assert titles(rows) == ["it is down", "looking"]


def test_replies_that_slack_only_names_are_no_events() -> None:
    named = [{"user": "U2", "ts": FIRST}]
    rows = read(json.dumps([message("it is down", thread_ts=BEGAN, replies=named), reply("looking")]))
    assert titles(rows) == ["it is down", "looking"]


def test_a_reply_that_is_no_message_is_kept() -> None:
    copied = {"messages": [message("it is down", slackdump_thread_replies=[7, reply("looking")])]}
    rows = read(json.dumps(copied))
    assert titles(rows) == ["it is down", "looking"]
    assert [row.locator for row in unread(rows)] == ["/messages/0/slackdump_thread_replies/0"]


def test_replies_to_a_message_without_a_time_are_read_all_the_same() -> None:
    copied = {"messages": [{"type": "message", "text": "x", "replies": [reply("looking")]}]}
    rows = read(json.dumps(copied), "slack")
    assert (titles(rows), len(unread(rows))) == (["looking"], 1)


def test_a_copy_may_say_who_its_people_are() -> None:
    copied = {"channel": CHANNELS[0], "users": PEOPLE, "messages": [message("asked <@U2>")]}
    (draft,) = drafts(read(json.dumps(copied)))
    assert (draft.actor, draft.title, draft.tags) == ("A. Example", "asked @b.example", ("#incident",))


def test_a_direct_conversation_has_no_name() -> None:
    (draft,) = drafts(read(json.dumps({"channel_id": "D1", "name": "", "messages": [message()]})))
    assert draft.tags == ("direct message",)


def test_pages_of_answers_are_one_conversation() -> None:
    pages = [{"ok": True, "messages": [message("second", ts=SECOND)]}, {"ok": True, "messages": [message("first")]}]
    assert titles(read(json.dumps(pages))) == ["first", "second"]


def test_what_a_search_found_is_read() -> None:
    found = {"ok": True, "messages": {"total": 1, "matches": [message("found", username="b.example", user=None)]}}
    assert [(row.actor, row.title) for row in drafts(read(json.dumps(found)))] == [("b.example", "found")]


def test_an_event_that_was_sent_to_a_program_is_the_message_in_it() -> None:
    sent = {"token": "x", "event": message("it is down", channel="C1"), "type": "event_callback"}
    assert titles(read(json.dumps(sent))) == ["it is down"]


def test_channels_of_the_same_name_in_two_workspaces_stay_apart() -> None:
    files: dict[str, object] = {
        "org_users.json": PEOPLE,
        "teams/east/channels.json": [{"id": "C1", "name": "general"}],
        "teams/east/general/2026-05-04.json": [message("east")],
        "teams/west/channels.json": [{"id": "C2", "name": "general"}],
        "teams/west/general/2026-05-04.json": [message("west", ts=FIRST)],
    }
    assert [(row.title, row.external_id, row.actor) for row in drafts(read(packed(files)))] == [
        ("east", f"slack:C1:{BEGAN}", "A. Example"),
        ("west", f"slack:C2:{FIRST}", "A. Example"),
    ]


def test_an_answer_says_that_there_are_more_messages() -> None:
    [row] = drafts(read(json.dumps({"ok": True, "messages": [message("it is down")], "has_more": True})))
    assert row.remark == "The file is one page of the answer: there is more."


def test_a_message_says_which_replies_are_not_in_the_file() -> None:
    began = message("it is down", thread_ts=BEGAN, reply_count=3)
    alone, some, all_of_them = (
        drafts(read(json.dumps({"messages": [began, *replies]})))[0].remark
        for replies in ([], [reply("looking"), reply("rolled back", SECOND)], [reply("a"), reply("b"), reply("c")])
    )
    assert alone == "The file does not hold 3 replies of its thread."
    assert some == "The file does not hold 1 reply of its thread."
    assert all_of_them == ""


def test_replies_that_are_written_out_inside_a_message_are_not_missing() -> None:
    written = [message("looking", ts=FIRST)]
    began = message("it is down", thread_ts=BEGAN, reply_count=2, slackdump_thread_replies=written)
    assert drafts(read(json.dumps({"messages": [began]})))[0].remark == ""


def test_pins_are_told_when_they_were_written_and_files_among_them_are_said() -> None:
    def pin(**what: object) -> dict[str, object]:
        return {"channel": "C1", "created": 1777886000, "created_by": "U2", **what}

    pins = [pin(type="message", message=message("it is up", ts=SECOND)), pin(type="file", file={"id": "F1"})]
    rows = read(
        json.dumps({"ok": True, "items": [pin(type="message", message=message("it is down", ts=BEGAN)), *pins]})
    )
    assert (titles(rows), times(rows)) == (
        ["it is down", "it is up"],
        ["2026-05-04 09:00:00.000100", "2026-05-04 09:02:00.000100"],
    )
    assert drafts(rows)[0].external_id == f"slack:C1:{BEGAN}"
    assert [(row.locator, row.reason) for row in unread(rows)] == [("/items/2", "What was pinned is no message.")]


def test_what_a_search_found_says_in_which_channel_it_is() -> None:
    match = message("it is down", ts=BEGAN, channel={"id": "C1", "name": "incident"}, username="ana")
    found = {"ok": True, "query": "down", "messages": {"total": 1, "matches": [match]}}
    (row,) = drafts(read(json.dumps(found)))
    assert (row.tags, row.external_id) == (("#incident",), f"slack:C1:{BEGAN}")
