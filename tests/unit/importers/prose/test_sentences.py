"""Items and paragraphs of a timeline that are sentences: times within them, names in front, times without a place."""

import pytest

from support.imports import drafts, read, times, titles, topics, unread

HEAD = "# Slow forms, 2026-05-04\n\n## Timeline (UTC)\n\n"


def test_an_item_of_a_timeline_may_name_its_time_in_the_middle() -> None:
    items = "- The pager went off at 14:05 UTC and Ana answered.\n- 14:10 we saw errors\n"
    rows = read(f"{HEAD}{items}- By then, at 14:20, the change was undone.\n", "text")
    assert times(rows) == ["2026-05-04 14:05", "2026-05-04 14:10", "2026-05-04 14:20"]
    assert titles(rows)[0] == "The pager went off at 14:05 UTC and Ana answered."
    assert drafts(rows)[0].time_as_written == "14:05 UTC"


@pytest.mark.parametrize(
    "item",
    [
        "- The job runs at 02:00 every night",
        "- The next update will follow at 15:00 in the channel",
        "- Between the page at 14:05 and the call at 14:20 nobody knew",
        "  - a detail that happened at 14:07 or so, says the log",
    ],
)
def test_what_is_usual_or_planned_or_a_detail_is_no_event_of_its_own(item: str) -> None:
    assert titles(read(f"{HEAD}- 14:05 Alert\n{item}\n", "text")) == ["Alert"]


def test_other_parts_may_mention_times() -> None:
    text = f"{HEAD}- 14:05 Alert\n\n## Lessons\n\n- The page at 14:05 reached two people\n"
    assert titles(read(text, "text")) == ["Alert"]


def test_a_timeline_in_paragraphs_is_read_where_nothing_else_is_one() -> None:
    told = "The pager went off at 14:05 and Ana answered.\n\nWe undid the change at 14:20; it helped.\n\n"
    assert times(read(f"{HEAD}{told}## Cause\n\nA change at 13:50.\n", "text")) == [
        "2026-05-04 14:05",
        "2026-05-04 14:20",
    ]
    assert titles(read(f"{HEAD}{told}- 14:30 Over\n", "text")) == ["Over"]


def test_headings_tell_the_days_of_what_stands_below_them_without_a_timeline() -> None:
    text = "# Slow forms\n\n## The morning of 4 May\n- 9:05 alert\n## A day later, 5 May\n- 10:00 over\n"
    assert topics(text) == ["date", "zone"]
    assert times(read(text, "text", zone="UTC", day="2026-05-04")) == ["2026-05-04 09:05", "2026-05-05 10:00"]


@pytest.mark.parametrize("written", ["~90 min ago", "2h ago", "NOW", "**NOW**", "il y a 20 minutes"])
def test_what_counts_from_when_it_was_written_is_no_part_of_the_event_above(written: str) -> None:
    rows = read(f"{HEAD}- 14:05 Alert\n- {written}: it goes on\n", "text")
    assert [(row.title, row.body) for row in drafts(rows)] == [("Alert", "")]
    reason = "counts from when this was written, which the text does not tell: write the time of day instead."
    assert unread(rows)[0].reason == f"“{written.strip('*')}” {reason}"


def test_a_sentence_may_begin_with_now() -> None:
    assert titles(read(f"{HEAD}- 14:05 Alert\n- now we wait\n", "text")) == ["Alert"]


STATE = "Incident commander: jennifer\n\n"
LIST = "- 14:05 ana: declared\n- 14:07 jennifer: asked for help\n- 14:09 Cleo Example: undone\n"


def test_a_name_in_front_of_every_item_is_its_author_where_the_text_knows_one_of_them() -> None:
    rows = drafts(read(f"{STATE}{HEAD}{LIST}", "text"))
    assert [(row.actor, row.title) for row in rows] == [
        ("ana", "declared"),
        ("jennifer", "asked for help"),
        ("Cleo Example", "undone"),
    ]


@pytest.mark.parametrize(
    "text",
    [f"{HEAD}{LIST}", f"{STATE}{HEAD}{LIST}- 14:12 all is well\n", f"{STATE}{HEAD}{LIST}- 14:12 Resolved: done\n"],
)
def test_elsewhere_it_may_be_a_part_of_a_system_and_stays_in_the_title(text: str) -> None:
    assert titles(read(text, "text"))[0] == "ana: declared"
