"""Chats as web pages: names, times and texts by the classes of their elements."""

from secondstory.importers.preview import repair
from secondstory.importers.registry import by_name, detect
from secondstory.model.draft import Draft
from secondstory.model.enums import EventKind
from support.import_laws import OPTIONS
from support.imports import DATA, drafts, read, sample_of, short, titles, topics, unread

PAGE = (DATA / "chat-page.html").read_text(encoding="utf-8")


def page(*messages: str) -> str:
    return f"<html><body><div class='content'>{''.join(messages)}</div></body></html>"


def said(name: str, time: str, text: str) -> str:
    return f"<p class=chat__author>{name}</p><i class=chat__timestamp>{time}</i><div class=chat__content>{text}</div>"


def test_each_message_has_its_author_and_its_time() -> None:
    assert [(short(row.occurred_at)[11:], row.actor, row.kind, row.title) for row in drafts(read(PAGE))] == [
        ("09:05", "Robin Example", EventKind.NOTE, "The badge form answers with 500"),
        ("09:06", "Sam Sample", EventKind.NOTE, "I look at it"),
        ("09:07", "Sam Sample", EventKind.NOTE, "It is flow v14"),
        ("10:31", "Robin Example", EventKind.CHANGE, "Rolled back"),
        ("10:40", "Sam Sample", EventKind.RECOVERY, "It works again"),
    ]
    assert drafts(read(PAGE))[3].body == "Rolled back\nto v13"
    assert topics(PAGE) == ["zone"]


def test_a_time_may_stand_before_the_name_and_what_is_quoted_is_no_message() -> None:
    first = "<div class='body'><div class='date details' title='04.05.2026 11:05:12 UTC+02:00'>11:05</div>"
    named = (
        "<div class='from_name'>Robin</div><div class='reply_to details'>In reply</div><div class='text'>Hi</div></div>"
    )
    joined = first.replace("11:05", "11:06") + "<div class='text'>Again</div></div>"
    rows = drafts(read(page(first + named, joined), "chat-page"))
    assert [(row.actor, row.title, short(row.occurred_at)) for row in rows] == [
        ("Robin", "Hi", "2026-05-04 09:05:12"),
        ("Robin", "Again", "2026-05-04 09:06:12"),
    ]


def test_years_of_two_digits_behind_the_name_of_a_month_are_years() -> None:
    text = page(said("Robin", "04-May-26 09:05 AM", "a"), said("Sam", "04-May-26 02:05 PM", "b"))
    assert [short(row.occurred_at) for row in drafts(read(text))] == ["2026-05-04 09:05", "2026-05-04 14:05"]


def test_what_a_program_raises_is_an_alert_and_a_message_without_words_is_named_so() -> None:
    text = page(said("Grafana", "2026-05-04 09:05", "Disk"), said("Sam", "2026-05-04 09:06", "<img src=x>"))
    rows = drafts(read(text, "chat-page"))
    assert [(row.kind, row.title) for row in rows] == [
        (EventKind.ALERT, "Disk"),
        (EventKind.NOTE, "Message without text"),
    ]


def test_a_report_with_comments_below_it_is_a_web_page() -> None:
    steps = "".join(f"<li>2026-05-04 09:{minute:02} step {minute}</li>" for minute in range(10, 20))
    comments = said("Robin", "2026-05-06 09:05", "Thanks") + said("Sam", "2026-05-06 09:06", "Good")
    assert detect(sample_of(page(f"<ul>{steps}</ul>", comments))).info.name == "web-page"


def test_a_message_that_was_corrected_is_read_again() -> None:
    (row,) = unread(read(page(said("Robin", "some day", "It fails")), "chat-page"))
    assert row.reason == "“some day” is not a time."
    found = repair(row, by_name("chat-page"), OPTIONS, row.raw.replace("some day", "2026-05-04 09:05"))
    assert isinstance(found, Draft)
    assert (found.actor, found.title) == ("Robin", "It fails")


def test_a_page_without_messages_gives_none() -> None:
    assert by_name("chat-page").score(sample_of(page("<p>2026-05-04 09:05 It fails</p>"))) == 0
    assert titles(read(page("<p>2026-05-04 09:05 It fails</p>"))) == ["It fails"]
