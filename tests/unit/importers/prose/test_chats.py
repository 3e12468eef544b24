"""Chats, mails and transcripts as people copy them out of a window."""

import pytest

from secondstory.importers.registry import detect
from support.imports import drafts, read, sample_of, short, topics


def told(text: str, day: str = "2026-05-04", start: str = "") -> list[tuple[str, str, str]]:
    """Time, author and words of each message."""
    assert detect(sample_of(text)).info.name == "text"
    return [(short(row.occurred_at)[5:], row.actor, row.title) for row in drafts(read(text, day=day, start=start))]


def test_what_the_window_says_about_a_message_is_no_part_of_it() -> None:
    text = (
        "Ana Example\n  2:05 PM\nAlerts are firing\n2:07\nLooking now (edited)\n"
        "Ben Builder\n  2:09 PM\nCPU is at 100%\n:eyes:\n2\n"
        "3 replies\nLast reply today at 2:30 PM\npagerbot\nAPP  2:12 PM\nIncident declared\nNew\n"
    )
    assert told(text) == [
        ("05-04 14:05", "Ana Example", "Alerts are firing"),
        ("05-04 14:07", "Ana Example", "Looking now"),
        ("05-04 14:09", "Ben Builder", "CPU is at 100%"),
        ("05-04 14:12", "pagerbot", "Incident declared"),
    ]
    assert "3 replies" in drafts(read(text, day="2026-05-04"))[2].raw


def test_a_bare_time_below_a_message_is_of_the_same_half_of_the_day_or_the_next() -> None:
    text = "Ana Example\n  11:58 AM\nOne\n11:59\nTwo\n12:01\nThree\nBen Builder\n  1:05 PM\nFour\n1:06\nFive\n"
    assert [at for at, _, _ in told(text)] == [
        "05-04 11:58",
        "05-04 11:59",
        "05-04 12:01",
        "05-04 13:05",
        "05-04 13:06",
    ]


def test_today_and_yesterday_count_from_the_day_of_the_first() -> None:
    text = "Ana Example  Yesterday at 23:10\nDeploy done\nBen\n:palm_tree:  Today at 0:20\nRolled back\n"
    assert "date" in topics(text)
    assert told(text) == [("05-04 23:10", "Ana Example", "Deploy done"), ("05-05 00:20", "Ben", "Rolled back")]


def test_today_is_not_known_where_the_text_states_other_days() -> None:
    text = "Ana Example — 05/14/2026 2:05 PM\nDown\nBen — Yesterday at 2:20 PM\nUp\n"
    assert "is not known" in drafts(read(text))[1].remark


def test_teams_has_names_behind_times_in_brackets() -> None:
    text = "[Yesterday 23:10] Ana Example\nDeploy done\n[Today 00:20] Ben Builder\nRolled back\n"
    assert told(text) == [("05-04 23:10", "Ana Example", "Deploy done"), ("05-05 00:20", "Ben Builder", "Rolled back")]


@pytest.mark.parametrize(
    "text",
    [
        "[14.05.26, 14:05:12] Ana Example: Down\nsince the deploy\n"
        "\u200e[14.05.26, 14:07:02] +49 170 1234567: Up: all of it\n",
        "14/05/2026, 14:05 - Ana Example: Down\nsince the deploy\n14/05/2026, 14:07 - +49 170 1234567: Up: all of it\n",
        "5/14/26, 2:05\u202fPM - Ana Example: Down\nsince the deploy\n"
        "5/14/26, 2:07\u202fPM - ~ +49 170 1234567: Up: all of it\n",
    ],
)
def test_exports_of_whatsapp_name_whose_a_message_is(text: str) -> None:
    assert [(at[:11], name, title) for at, name, title in told(text)] == [
        ("05-14 14:05", "Ana Example", "Down since the deploy"),
        ("05-14 14:07", "+49 170 1234567", "Up: all of it"),
    ]


def test_a_message_of_whatsapp_itself_has_no_author() -> None:
    text = "04/05/2026, 14:05 - Ana Example added Carl\n13/05/2026, 14:08 - Carl: hello\n"
    assert told(text)[0] == ("05-04 14:05", "", "Ana Example added Carl")


def test_logs_of_irc_tell_the_day_in_lines_of_their_own() -> None:
    text = (
        "--- Log opened Mon May 04 14:00:12 2026\n14:05 < ana> down\n"
        "14:05 -!- ben has joined #ops\n14:06 <@ben> looking\n"
        "--- Day changed Tue May 05 2026\n00:10 < ana> closing\n--- Log closed Tue May 05 00:20:00 2026\n"
    )
    assert told(text, day="") == [
        ("05-04 14:05", "ana", "down"),
        ("05-04 14:05", "", "ben has joined #ops"),
        ("05-04 14:06", "ben", "looking"),
        ("05-05 00:10", "ana", "closing"),
    ]
    weechat = (
        "2026-05-04 14:05:10\tana\tdown\n2026-05-04 14:06:10\t-->\tben has joined\n2026-05-04 14:07:10\t@ben\tup\n"
    )
    assert [(name, title) for _, name, title in told(weechat)] == [
        ("ana", "down"),
        ("", "ben has joined"),
        ("ben", "up"),
    ]


def test_discord_puts_marks_between_the_name_and_the_time() -> None:
    text = "Ana Example\n — \n14/05/2026, 14:05\nDown\nHelper\nBOT\n — 14/05/2026, 14:07\nlooking\n"
    assert told(text) == [("05-14 14:05", "Ana Example", "Down"), ("05-14 14:07", "Helper", "looking")]


def test_the_chat_of_a_meeting_says_from_whom() -> None:
    text = "14:05:12\t From  Ana Example : Down\n14:06:01\t From  Ben to Everyone : looking\n"
    text += "14:07:01\t From Ana to Ben(Direct Message) : up\n"
    assert told(text)[:2] == [("05-04 14:05:12", "Ana Example", "Down"), ("05-04 14:06:01", "Ben", "looking")]
    below = (
        "2026-05-04 14:05:12 From Ana Example to Everyone:\n\tDown\n"
        "2026-05-04 14:06:01 From Ben to Everyone:\n\tlooking\n"
    )
    assert told(below) == told(text)[:2]


def test_texts_that_tabs_indent_below_their_times_make_no_table() -> None:
    text = "14:05:12\t From Ana Example to Everyone:\r\n\tDown\r\n14:06:01\t From Ben to Everyone:\r\n\tlooking\r\n"
    assert topics(text) == ["date", "zone"]
    assert told(text)[1] == ("05-04 14:06:01", "Ben", "looking")


def test_a_thread_of_mails_is_told_oldest_first_with_what_stands_above_it() -> None:
    text = (
        "All green now.\n\nOn Mon, May 4, 2026 at 2:20 PM Ben Builder <ben@example.org> wrote:\n> Rolled back.\n>\n"
        "> On Mon, May 4, 2026 at 2:05 PM Ana Example\n> <ana@example.org> wrote:\n>> Nobody can pay.\n"
    )
    assert sorted(told(text)) == [
        ("", "", "All green now."),
        ("05-04 14:05", "Ana Example", "Nobody can pay."),
        ("05-04 14:20", "Ben Builder", "Rolled back."),
    ]
    german = "Am 04.05.2026 um 14:20 schrieb Ben Builder:\n> Wieder da.\n"
    assert told(german, day="") == [("05-04 14:20", "Ben Builder", "Wieder da.")]


@pytest.mark.parametrize(
    "rule",
    ["-----Original Message-----", "_" * 32, "---------- Forwarded message ---------", "Begin forwarded message:\n",
     "-----Ursprüngliche Nachricht-----", "-------- Message d'origine --------"],
)  # fmt: skip
def test_the_rule_between_two_mails_belongs_to_the_words_of_neither(rule: str) -> None:
    head = "From: {} Example <a@example.org>\nSent: Monday, May 4, 2026 {} PM\nSubject: Down\n\n{}\n\n"
    text = f"{head.format('Ana', '2:20', 'Rolled back.')}{rule}\n{head.format('Ben', '2:05', 'Nobody can pay.')}"
    rows = drafts(read(text, "text", zone="UTC"))
    assert [row.body for row in rows] == ["Down\n\nRolled back.", "Down\n\nNobody can pay."]
    assert rows[1].raw.startswith(rule.strip())


def test_the_head_of_a_mail_says_who_when_and_what_about() -> None:
    text = (
        "From: Ben Builder <ben@example.org>\nSent: Monday, May 4, 2026 2:20 PM\nTo: Ops\nSubject: RE: Down\n"
        "\nRolled back.\n\n"
        "From: Ana Example <ana@example.org>\nSent: Monday, May 4, 2026 2:05 PM\nTo: Ops\n"
        "Subject: Down\n\nNobody can pay.\n"
    )
    assert sorted(told(text, day="")) == [
        ("05-04 14:05", "Ana Example", "Down"),
        ("05-04 14:20", "Ben Builder", "RE: Down"),
    ]
    assert {row.body.split("\n\n")[1] for row in drafts(read(text))} == {"Rolled back.", "Nobody can pay."}


def test_a_transcript_counts_from_the_start_that_its_head_tells() -> None:
    text = "Incident call (2026-05-04 14:05 UTC) - Transcript\n\n00:00:00\n\nAna: Down.\n\n00:05:00\n\nAna: Up.\n"
    assert topics(text) == []
    assert told(text, day="") == [("05-04 14:05", "Ana", "Down."), ("05-04 14:10", "Ana", "Up.")]


def test_several_speak_below_one_time_of_a_transcript() -> None:
    head = "Incident call (2026-05-04 14:05 UTC) - Transcript\n\n00:00:00\n \n"
    text = f"{head}Ana Example: Down.\nMore of it.\nBen Builder: I look.\nso: this\n\n00:05:00\n\nmusic\nAna: Up.\n"
    assert told(text, day="") == [
        ("05-04 14:05", "Ana Example", "Down. More of it."),
        ("05-04 14:05", "Ben Builder", "I look. so: this"),
        ("05-04 14:10", "", "music Ana: Up."),
    ]


def test_times_that_grow_from_two_numbers_to_three_count_too() -> None:
    text = "Ana Example   0:03\nDown.\n\nBen Builder   1:10\nUp.\n\nAna Example   1:02:05\nAll green.\n"
    assert topics(text) == ["start"]
    assert told(text, start="2026-05-04 14:05 UTC") == [
        ("05-04 14:05:03", "Ana Example", "Down."),
        ("05-04 14:06:10", "Ben Builder", "Up."),
        ("05-04 15:07:05", "Ana Example", "All green."),
    ]


def test_captions_of_one_speaker_are_one_event() -> None:
    text = (
        "WEBVTT\n\nNOTE made by a program\n\n00:03.000 --> 00:06.000\n<v Ana Example>It is down.</v>\n\n"
        "00:06.000 --> 00:08.000\n<v Ana Example>Nobody can pay.</v>\n\n"
        "01:10.000 --> 01:12.000\n<v Ben>Rolled back.</v>\n"
    )
    assert told(text, start="2026-05-04 14:05 UTC") == [
        ("05-04 14:05:03", "Ana Example", "It is down. Nobody can pay."),
        ("05-04 14:06:10", "Ben", "Rolled back."),
    ]


def test_captions_may_have_a_comma_between_their_times() -> None:
    text = "0:00:03.000,0:00:06.000\nAna Example: It is down.\n\n0:01:10.000,0:01:12.000\nBen: Rolled back.\n"
    assert told(text, start="2026-05-04 14:05 UTC") == [
        ("05-04 14:05:03", "Ana Example", "It is down."),
        ("05-04 14:06:10", "Ben", "Rolled back."),
    ]


def test_a_time_with_a_dot_is_one_where_several_are_and_a_day_is_stated() -> None:
    text = "04.05.2026\n\n14.05 Alarm\n14.20 Uhr Rufbereitschaft informiert\n"
    assert told(text, day="") == [("05-04 14:05", "", "Alarm"), ("05-04 14:20", "", "Rufbereitschaft informiert")]


@pytest.mark.parametrize(
    "text",
    [
        "The team lead\n14:05 alert\nNew\n14:06 page\n",
        "On Monday the vendor wrote:\n> we are looking\n- 14:05 alert\n- 14:06 page\n",
        "From: the start\nTo: the end\n- 14:05 alert\n- 14:06 page\n",
    ],
)
def test_what_only_looks_like_a_message_leaves_a_timeline_as_it_is(text: str) -> None:
    assert [(at, title.split()[0]) for at, _, title in told(text)] == [
        ("05-04 14:05", "alert"),
        ("05-04 14:06", "page"),
    ]


def test_headers_of_messages_may_have_a_weekday_and_a_comma() -> None:
    chat = "Ana Example, Mon 2:05 PM\nit is down\nBen, Mon 2:07 PM, Edited\nlooking\n"
    assert told(chat) == [("05-04 14:05", "Ana Example", "it is down"), ("05-04 14:07", "Ben", "looking")]


NOTES = [("05-04 09:20:11", "Bo Example", "Looking into it"), ("05-04 09:40:11", "Ana Example", "Rolled back")]


@pytest.mark.parametrize(
    "text",
    [
        "2026-05-04 09:40:11 - Ana Example (Work notes)\nRolled back\n\n"
        "2026-05-04 09:20:11 - Bo Example (Additional comments (Customer visible))\nLooking into it\n",
        "04.05.2026 09:40:11 - Ana Example (Arbeitsnotizen)\nRolled back\n\n"
        "04.05.2026 09:20:11 - Bo Example (Zusätzliche Kommentare)\nLooking into it\n",
        "Ana Example\nWork notes•2026-05-04 09:40:11\nRolled back\n"
        "Bo Example\nAdditional comments•2026-05-04 09:20:11\nLooking into it\n",
        "Ana Example\nWork notes\n•\n2026-05-04 09:40:11\nRolled back\n"
        "Bo Example\nAdditional comments\n•\n2026-05-04 09:20:11\nLooking into it\n",
    ],
)
def test_notes_of_a_ticket_have_their_authors(text: str) -> None:
    assert sorted(told(text, day="")) == NOTES


def test_brackets_behind_words_are_no_notes() -> None:
    assert told("2026-05-04 09:40 - Alert fired (critical)\n2026-05-04 09:41 - Page sent (on-call)\n", day="") == [
        ("05-04 09:40", "", "Alert fired (critical)"),
        ("05-04 09:41", "", "Page sent (on-call)"),
    ]


def test_each_commit_of_a_log_that_was_pasted_is_an_event() -> None:
    log = (
        "commit 3f2a1b4c5d6e7f8091a2b3c4d5e6f708192a3b4c (HEAD -> main)\nAuthor: B. Example <b@example.org>\n"
        "Date:   Mon May 4 11:40:00 2026 +0200\n\n    Revert flow v14\n    \n    It fails since 09:05.\n\n"
        "commit 4f2a1b4c5d6e7f8091a2b3c4d5e6f708192a3b4c\nMerge: 1a2b3c4 5d6e7f8\n"
        "Author:     A. Example <a@example.org>\n"
        "AuthorDate: 2026-05-02 10:00:00 +0200\nCommit:     Forge <forge@example.org>\n"
        "CommitDate: 2026-05-04 10:58:00 +0200\n\n    Publish flow v14\n"
    )
    assert told(log) == [
        ("05-04 09:40", "B. Example", "Revert flow v14"),
        ("05-04 08:58", "A. Example", "Publish flow v14"),
    ]
    assert "It fails since 09:05." in drafts(read(log))[0].body
