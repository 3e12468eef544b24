"""E-mail: dates and their zones, people, texts in all encodings, mailboxes."""

import pytest

from secondstory.importers.base import ImportOptions, Sample
from secondstory.importers.preview import preview, repair
from secondstory.importers.registry import by_name, detect
from secondstory.model.draft import Draft
from secondstory.model.enums import EventKind
from support.imports import DATA, drafts, read, sample_of, short, times, titles, unread

UPDATES = (DATA / "updates.mbox").read_bytes()
CLEAR = (DATA / "all-clear.eml").read_bytes()


def message(body: str = "x", **headers: str) -> str:
    given = {"From": "a@example.invalid", "Date": "Mon, 4 May 2026 09:00:00 +0200", "Subject": "s"} | headers
    return "".join(f"{name.replace('_', '-')}: {value}\n" for name, value in given.items() if value) + f"\n{body}\n"


def only(text: str) -> Draft:
    (row,) = drafts(read(text, "email"))
    return row


def test_each_message_of_a_mailbox_is_a_communication_at_its_date() -> None:
    rows = read(UPDATES)
    assert list(zip(times(rows), titles(rows), strict=True)) == [
        ("2026-05-04 07:20:05", "Störung: forms cannot be sent"),
        ("2026-05-04 08:01:30", "Re: what we know"),
        ("2026-05-04 12:30", "Visitors told"),
    ]
    assert {row.kind for row in drafts(rows)} == {EventKind.COMMUNICATION}
    assert [row.locator for row in drafts(rows)] == ["message 1", "message 2", "message 3"]


def test_plain_text_is_preferred_and_attachments_are_named() -> None:
    first, html, _ = drafts(read(UPDATES))
    assert first.body == (
        "We are looking into it. Please use the paper form until then; café as usual.\n"
        "From here on we write every hour.\n\nTo: All staff; lead@example.invalid\nAttached: error page.png"
    )
    assert html.body == "Flow 14 went out at 8:58.\n\nRolling back & watching.\nNext word at 11."


def test_people_ids_labels_and_the_date_as_written_are_kept() -> None:
    first, second, third = drafts(read(UPDATES))
    assert [first.actor, second.actor, third.actor] == ["Service desk", "lead@example.invalid", "Front desk"]
    assert (first.external_id, first.tags) == ("email:upd-1@example.invalid", ("Incident", "Inbox"))
    assert first.time_as_written == "Mon, 4 May 2026 09:20:05 +0200 (CEST)"
    assert first.raw.startswith("From desk@example.invalid Mon May  4 09:20:11 2026\nReturn-Path:")


def test_a_message_without_a_date_is_unread() -> None:
    assert [(row.locator, row.reason) for row in unread(read(UPDATES))] == [
        ("message 4", "The message has no date."),
        ("message 5", "“the other day” is not a time."),
    ]


def test_only_a_date_without_a_zone_is_asked() -> None:
    assert [row.zone_assumed for row in drafts(read(UPDATES, zone="Europe/Berlin"))] == ["", "", "Europe/Berlin"]
    asked = preview(by_name("email"), sample_of(UPDATES), ImportOptions()).questions
    assert [question.topic.value for question in asked] == ["zone"]
    assert not preview(by_name("email"), sample_of(CLEAR), ImportOptions()).questions


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("4 May 2026 09:00 +0530", "2026-05-04 03:30"),
        ("Mon, 4 May 2026 09:00:00 GMT", "2026-05-04 09:00"),
        ("Mon, 4 May 2026 09:00:00 EST", "2026-05-04 14:00"),
        ("Mon, 04 May 2026 09:00:00.123 -0700 (MST)", "2026-05-04 16:00:00.123000"),
    ],
)
def test_dates_are_read_with_their_zone(date: str, expected: str) -> None:
    assert short(only(message(Date=date)).occurred_at) == expected


@pytest.mark.parametrize("date", ["Mon, 31 Feb 2026 09:00:00 +0000", "Mon, 4 May 2026 09:00:00 QQQ", "x" * 999])
def test_dates_that_are_none_are_unread(date: str) -> None:
    (row,) = unread(read(message(Date=date), "email"))
    assert row.reason.endswith(".")


@pytest.mark.parametrize(
    "headers",
    [
        {"Subject": "=?utf-8?b?!!!?="},
        {"Subject": "=?no-such?q?=FF=FE?="},
        {"From": '"unclosed <a@example.invalid'},
        {"From": "<<<>>>,,,;;;" * 200},
        {"From": "(" * 5000},
        {"Content_Type": "multipart/mixed; boundary="},
        {"Content_Type": 'text/plain; charset="\udcff"'},
        {"Content_Type": "text/plain; name*0*=utf-8''%FF; name*2=x", "Content_Disposition": "attachment"},
        {"Content_Transfer_Encoding": "base64"},
        {"Content_Transfer_Encoding": "uuencode"},
        {"Message_ID": "<" * 999},
        {"Content_Type": "a;" * 500_000},
        {"Content_Type": "multipart/mixed;" + "a;" * 500_000},
        {"Content_Type": "image/png; " + "".join(f"name*{n}=x;" for n in range(60_000))},
    ],
)
def test_broken_headers_never_break(headers: dict[str, str]) -> None:
    text = message("begin 6 x\nabc", **headers)
    (row,) = read(text.encode("utf-8", "surrogateescape"), "email")
    assert isinstance(row, Draft)
    assert row.title


def test_messages_within_messages_do_not_grow_without_end() -> None:
    deep = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3000))
    rows = read(f"From: a@example.invalid\nSubject: s\nDate: Mon, 4 May 2026 09:00:00 +0200\n{deep}", "email")
    assert len(rows) == 1


def test_a_message_that_was_attached_is_named_not_read() -> None:
    row = only(message(
        "--b\n\nSee below.\n--b\nContent-Type: message/rfc822\n\nSubject: Pager\n\nInner\n--b--",
        Content_Type="multipart/mixed; boundary=b",
    ))  # fmt: skip
    assert row.body == "See below.\n\nAttached: Pager"


def test_the_record_of_a_message_leaves_most_of_a_large_attachment_out() -> None:
    row = only(message("--b\n\nText\n--b\nContent-Type: image/png\n\n" + "QUJD\n" * 99_999 + "--b--",
                       Content_Type="multipart/mixed; boundary=b"))  # fmt: skip
    assert row.body == "Text\n\nAttached: image/png"
    assert len(row.raw) < 70_000
    assert row.raw.endswith(" […]")


def test_a_message_without_a_subject_is_called_by_its_text() -> None:
    assert only(message("All clear.", Subject="")).title == "All clear."
    assert only(message("", Subject="")).title == "Message without a subject"


def test_a_corrected_message_is_read_again() -> None:
    row = unread(read(UPDATES))[1]
    found = repair(row, by_name("email"), ImportOptions(), row.raw.replace("the other day", "5 May 2026 08:00 +0000"))
    assert isinstance(found, Draft)
    assert (short(found.occurred_at), found.title) == ("2026-05-05 08:00", "Paper came")


def test_the_beginning_of_a_large_mailbox_ends_with_a_whole_message() -> None:
    data = UPDATES[:-60]
    looked = preview(by_name("email"), Sample(data, "x.mbox", len(UPDATES)), ImportOptions())
    assert len(looked.rows) == 4


def test_e_mail_is_told_from_notes_that_look_like_it() -> None:
    assert detect(sample_of(UPDATES)).info.name == "email"
    assert detect(sample_of(CLEAR.replace(b"\n", b"\r\n"))).info.name == "email"
    assert by_name("email").score(sample_of("From: Ana\nDate: 4 May 2026\nSubject: call\n\n09:00 started\n")) == 0
    assert by_name("email").score(sample_of("From here on it was quiet in 2026\n09:00 started\n")) == 0


def test_a_message_that_is_attached_is_an_event_of_its_own() -> None:
    inner = "From: b@example.org\nDate: Mon, 4 May 2026 13:45:00 +0200\nSubject: Payments?\n\nAre they down?\n"
    text = (
        "From: a@example.org\nDate: Mon, 4 May 2026 14:05:00 +0200\nSubject: F\nMessage-ID: <1@x>\nMIME-Version: 1.0\n"
        'Content-Type: multipart/mixed; boundary="b"\n\n--b\nContent-Type: text/plain\n\nsee below\n'
        f"--b\nContent-Type: message/rfc822\n\n{inner}--b--\n"
    )
    rows = drafts(read(text, "email"))
    assert [(row.title, short(row.occurred_at)) for row in rows] == [
        ("F", "2026-05-04 12:05"),
        ("Payments?", "2026-05-04 11:45"),
    ]
    assert [row.locator for row in rows] == ["message 1", "message 1 attached 1"]
