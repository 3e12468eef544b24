"""Messages of Slack: marks, threads, blocks, attachments, programs, and a day by itself."""

import json

import pytest

from secondstory.importers.base import ImportOptions
from secondstory.importers.preview import repair
from secondstory.importers.registry import by_name
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.enums import EventKind
from support.imports import drafts, read, titles
from support.slack import export, message


def only(*messages: dict[str, object]) -> Draft:
    """The last event of a day with these messages."""
    return drafts(read(export({"incident/2026-05-04.json": messages}), "slack"))[-1]


class TestAMessage:
    @pytest.mark.parametrize(
        ("text", "title"),
        [
            ("<@U1> and <@U2> and <@U3>, <@U4|d.example>", "@A. Example and @b.example and @U3, @d.example"),
            ("<#C1|incident> <#C1> <#C9>", "#incident #incident #C9"),
            ("<!here> <!subteam^S1|@dbas> <!date^1777885200^{date}|4 May> <!channel>", "@here @dbas 4 May @channel"),
            ("<https://a.example/x> <https://a.example|a.example>", "https://a.example/x https://a.example"),
            ("<mailto:a@b.example|a@b.example>", "a@b.example"),
            ("a &lt;b&gt; &amp;amp; c < d <|e> <>", "a <b> &amp; c < d e <>"),
        ],
    )
    def test_marks_are_resolved(self, text: str, title: str) -> None:
        assert only(message(text)).title == title

    @pytest.mark.parametrize(
        ("text", "title"),
        [
            ("*Rolled back* to v14", "Rolled back to v14"),
            ("_*really*_ done, ~not yet~", "really done, not yet"),
            ("retry_count * 2 > max_retries * 3", "retry_count * 2 > max_retries * 3"),
            ("`_id_` and `*` of <https://example.org/_a_/*b*>", "`_id_` and `*` of https://example.org/_a_/*b*"),
            ("cron is */5 * * * *", "cron is */5 * * * *"),
        ],
    )
    def test_bold_text_is_read_without_its_marks(self, text: str, title: str) -> None:
        assert only(message(text)).title == title

    def test_addresses_of_labelled_links_stand_in_the_body(self) -> None:
        draft = only(message("See <https://wiki.example/47|the page &amp; more>"))
        assert (draft.title, draft.body) == ("See the page & more", "See the page & more (https://wiki.example/47)")

    def test_a_reply_names_what_it_answers(self) -> None:
        parent = message("Errors on the form", thread_ts="1777885200.000100")
        reply = message("Which errors?", ts="1777885300.000100", thread_ts="1777885200.000100")
        assert only(parent, reply).body == "Reply to “Errors on the form”"
        assert only(reply).body == "Reply to a message of 2026-05-04 09:00:00 UTC"

    def test_edits_are_remarked(self) -> None:
        assert only(message(edited={"user": "U1", "ts": "1777885260.5"})).remark == "Edited at 2026-05-04 09:01:00 UTC."
        assert only(message(edited={"user": "U1"})).remark == "Edited later."

    def test_files_and_reactions_are_named_and_files_without_a_name_are_counted(self) -> None:
        draft = only(
            message("Look", files=[{"name": "a.png"}, {"mode": "tombstone"}], reactions=[{"name": "+1", "count": 2}])
        )
        assert draft.body == "Files: a.png, 1 without a name\n\nReactions: :+1: 2"

    def test_what_stands_in_for_blocks_is_no_text(self) -> None:
        blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "Back at v13"}}]
        assert only(message("This content can't be displayed.", blocks=blocks)).title == "Back at v13"
        assert only(message("This content can't be displayed.")).title == "This content can't be displayed."

    def test_a_block_of_code_is_called_by_its_first_line(self) -> None:
        draft = only(message("```\nERROR timeout\n```"))
        assert (draft.title, draft.body) == ("ERROR timeout", "```\nERROR timeout\n```")

    def test_a_huddle_names_who_took_part(self) -> None:
        room = {"participant_history": ["U1", "U9"], "date_end": 1777886400}
        draft = only(message("", subtype="huddle_thread", user="USLACKBOT", room=room))
        assert (draft.title, draft.actor) == ("Huddle with A. Example, U9", "Slackbot")

    def test_blocks_are_read_where_the_text_says_less(self) -> None:
        blocks = [
            {"type": "header", "text": {"type": "plain_text", "text": "Disk is full"}},
            {
                "type": "section",
                "text": {"type": "mrkdwn", "text": "on <#C1>"},
                "fields": [{"type": "mrkdwn", "text": "*A*"}],
            },
            {"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "Press me"}}]},
        ]
        assert only(message("", blocks=blocks)).title == "Disk is full"
        assert only(message("Disk", blocks=blocks)).body == "Disk is full\non #incident\nA"
        assert only(message("A long text that says all", blocks=blocks[:1])).body == ""

    def test_blocks_of_an_unknown_shape_leave_the_text(self) -> None:
        assert only(message("Still here", blocks=[{"type": 7}])).title == "Still here"
        assert only(message("", blocks={"no": "list"})).title == "Message without text"

    def test_attachments_tell_what_the_text_does_not(self) -> None:
        card = {"pretext": "New commit by <https://x.example|B>", "text": "fix", "fallback": "commit"}
        draft = only(message("", attachments=[card, {"fallback": "[no preview available]"}]))
        assert (draft.title, draft.body) == ("New commit by B", "New commit by B (https://x.example)\nfix")

    def test_a_program_is_named_by_its_message_its_profile_or_the_list_of_people(self) -> None:
        def name(**fields: object) -> str:
            return only(message(user=None, bot_id="B7", subtype="bot_message", **fields)).actor

        assert name(username="Pager", bot_profile={"name": "Other"}) == "Pager"
        assert name(bot_profile={"name": "Other"}) == "Other"
        assert name() == "B7"

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("CPU at 97 percent on db-2", EventKind.ALERT),
            ("Resolved: CPU on db-2", EventKind.RECOVERY),
            ("Acknowledged by A. Example", EventKind.ACKNOWLEDGEMENT),
        ],
    )
    def test_a_program_that_raises_alerts_says_when_they_end(self, text: str, kind: EventKind) -> None:
        assert only(message(text, bot_id="B1", username="Alertmanager")).kind is kind

    def test_changed_and_deleted_messages_keep_both_texts(self) -> None:
        versions = {"message": {"text": "Limit is 10"}, "previous_message": {"text": "Limit is 1"}}
        draft = only(message("", subtype="message_changed", **versions))
        assert (draft.title, draft.body) == ("Message changed: Limit is 10", "Limit is 10\n\nBefore: Limit is 1")

    @pytest.mark.parametrize("fields", [{"text": 7}, {"files": "none"}, {"edited": []}])
    def test_a_message_of_the_wrong_shape_is_an_unread_row(self, fields: dict[str, object]) -> None:
        (row,) = read(export({"incident/2026-05-04.json": [message(**fields)]}), "slack")
        assert isinstance(row, UnreadRow)

    def test_nul_and_lone_surrogates_are_shown_instead(self) -> None:
        day = json.dumps([message("a NUL b")]).replace("NUL", r"\u0000 \ud83d").encode()
        (draft,) = drafts(read(export({"incident/2026-05-04.json": day}), "slack"))
        assert draft.title == "a ␀ \ufffd b"


class TestASingleDay:
    DAY = json.dumps([message("<@U1> found it"), message("later", ts="1777885201.000100")])

    def test_it_is_recognised_and_ids_stay_as_they_are(self) -> None:
        rows = read(self.DAY)
        assert titles(rows) == ["@U1 found it", "later"]
        assert drafts(rows)[0].actor == "U1"
        assert drafts(rows)[0].external_id == "slack:1777885200.000100"
        assert drafts(rows)[0].tags == ()

    def test_what_the_interface_for_programs_gives_is_read_too(self) -> None:
        rows = read(json.dumps({"ok": True, "messages": list(reversed(json.loads(self.DAY)))}))
        assert titles(rows) == ["@U1 found it", "later"]

    def test_a_row_that_was_corrected_is_read(self) -> None:
        row = UnreadRow("incident/2026-05-04.json/7", "Why.", "raw")
        found = repair(row, by_name("slack"), ImportOptions(), json.dumps(message("mended")))
        assert isinstance(found, Draft)
        assert (found.title, found.locator) == ("mended", "incident/2026-05-04.json/7")
