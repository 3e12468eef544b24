"""Reviews as people publish them: what their sentences, titles, lists and tables tell of the timeline."""

import pytest

from support.imports import drafts, read, times, titles, topics, unread

LIST = "## Timeline\n\n- 14:05 Alert\n- 14:20 Declared\n"
HEARD = "No zone is named here: UTC is taken from a line before."
AT = ["2026-05-04 14:05", "2026-05-04 14:20"]


def test_the_day_that_only_a_sentence_tells_is_taken_and_said_so() -> None:
    text = f"# Slow forms\n\nBetween 14:05 and 15:10 UTC on 4 May 2026, forms were slow.\n\n{LIST}"
    rows = read(text, "text")
    assert (times(rows), topics(text)) == (AT, ["zone"])
    assert [row.zone_assumed for row in drafts(rows)] == ["UTC", "UTC"]
    day = "No day is stated for this time: it is taken from line 3, which tells 2026-05-04."
    assert [row.remark for row in drafts(rows)] == [f"{day} {HEARD}", HEARD]


@pytest.mark.parametrize(
    "above",
    [
        "Forms were slow on May 4, 2026, and the queue on May 9, 2026.",
        "Published on May 6, 2026.",
        "Forms were slow in May 2026.",
    ],
)
def test_a_sentence_with_other_days_tells_none(above: str) -> None:
    text = f"# Slow forms\n\n{above}\n\n{LIST}"
    assert "date" in topics(text)
    assert len(unread(read(text, "text"))) == 2


def test_a_day_that_is_chosen_or_stated_counts_more_than_one_in_a_sentence() -> None:
    told = f"Forms were slow on May 9, 2026.\n\n{LIST}"
    assert times(read(told, "text", day="2026-05-04")) == AT
    assert times(read(f"# Slow forms, 2026-05-04\n\n{told}", "text")) == AT


def test_the_year_of_a_sentence_is_that_of_days_without_one() -> None:
    table = "## Timeline (UTC)\n\n| Time | Event |\n|---|---|\n| 05-04 14:05 | Alert |\n| 05-05 ~02:10 | Over |\n"
    rows = read(f"From 2026-05-04 to 2026-05-05, forms were slow.\n\n{table}", "text")
    assert times(rows) == ["2026-05-04 14:05", "2026-05-05 02:10"]
    assert drafts(rows)[0].remark.startswith("No year is stated")


def test_the_zone_of_the_times_in_a_sentence_is_assumed_below_unless_one_is_chosen() -> None:
    text = f"- **Duration:** May 4, 2026, 2:05 PM - May 4, 2026, 3:10 PM (UTC-5)\n\n# 2026-05-04\n\n{LIST}"
    assert times(read(text, "text")) == ["2026-05-04 19:05", "2026-05-04 19:20"]
    assert times(read(text, "text", zone="Europe/Berlin")) == ["2026-05-04 12:05", "2026-05-04 12:20"]


@pytest.mark.parametrize("zones", ["from 14:05 UTC (7:05 PDT)", "at 14:05 UTC, which is 16:05 CEST"])
def test_sentences_with_several_zones_leave_it_open(zones: str) -> None:
    rows = read(f"Forms were slow {zones}.\n\n{LIST}", "text", day="2026-05-04", zone="UTC")
    assert times(rows) == AT


@pytest.mark.parametrize(
    ("head", "at"),
    [
        ("## Timeline\n\n_All times in EEST_", "2026-05-04 11:05"),
        ("## Timeline (Japan time)", "2026-05-04 05:05"),
        ("## Detailed outage timeline (times in BST)", "2026-05-04 13:05"),
        ("**Timeline** (all times -04:00)", "2026-05-04 18:05"),
        ("Detailed timeline (CET):", "2026-05-04 13:05"),
    ],
)
def test_zones_are_stated_in_many_ways(head: str, at: str) -> None:
    assert times(read(f"{head}\n\n- 14:05 Alert\n", "text", day="2026-05-04")) == [at]


def test_in_a_timeline_a_time_may_stand_at_the_end_of_its_item() -> None:
    items = "- Rollout begins (14:02 UTC)\n- Errors rise — 14:05 UTC\n- Declared at 14:20 UTC\n"
    items += "- All clear [15:10 UTC]\n"
    rows = read(f"# Slow forms, 2026-05-04\n\n## Timeline\n\n{items}", "text")
    assert times(rows) == ["2026-05-04 14:02", *AT, "2026-05-04 15:10"]
    assert titles(rows) == ["Rollout begins", "Errors rise", "Declared at 14:20 UTC", "All clear"]
    assert not drafts(rows)[0].key


@pytest.mark.parametrize(
    "text",
    [
        "## Lessons\n\n- The next rehearsal begins at 14:20 UTC\n",
        "## Timeline\n\n- Between the alert at 14:05 and the page at 14:20\n",
    ],
)
def test_other_times_at_the_end_of_an_item_are_part_of_it(text: str) -> None:
    rows = read(f"# 2026-05-04\n\n- 14:00 UTC Begin\n\n{text}", "text")
    assert titles(rows)[0] == "Begin"
    assert len(drafts(rows)) == 1


def test_a_part_beside_the_timeline_is_none() -> None:
    text = "# 2026-05-04\n\n### Timeline (UTC)\n\n- 14:05 Alert\n\n### Cause\n\nAt 14:00 a change went out.\n"
    assert titles(read(text, "text")) == ["Alert"]


def test_the_title_of_a_part_ends_the_last_event_of_a_pasted_page() -> None:
    page = "Timeline\nAll times in UTC.\n- 2026-05-04 14:05 Alert\n- 2026-05-04 14:20 Over\n"
    page += "Conclusions\nWhat went well?\n- Roles\n"
    rows = drafts(read(page, "text"))
    assert [(row.title, row.body) for row in rows] == [("Alert", ""), ("Over", "")]


def test_dates_begin_lines_of_a_timeline_without_marks() -> None:
    text = "How we learned of it\n\nTimeline\n\n2026-04-01 Change released.\n2026-05-04, 14:05 UTC: Alert.\n"
    rows = read(f"{text}2026-05-05 — 2026-05-07 List put together.\n", "text", zone="UTC")
    assert titles(rows) == ["Change released.", "Alert.", "List put together."]


def test_a_dated_title_above_times_of_day_is_no_event() -> None:
    rows = read("2026-05-04 Slow forms\n\n14:05 Alert\n\n2026-05-05 Second day\n09:10 Over\n", "text", zone="UTC")
    assert titles(rows) == ["Alert", "Over"]


def test_emphasis_may_end_behind_the_colon_of_a_time() -> None:
    rows = read("**14:05 UTC:**\nThe vendor answers.\n", "text", day="2026-05-04")
    assert titles(rows) == ["The vendor answers."]


def test_a_table_keeps_what_stands_in_further_columns() -> None:
    head = "| Day | Time (UTC) | # | Event | Evidence | API key |\n|---|---|---|---|---|---|\n"
    table = f"{head}| Mon | 14:05 | 1 | Alert | run 12 | k-1234567 |\n| Mon | 14:20 | 2 | Over | — | |\n"
    rows = drafts(read(f"# 2026-05-04\n\n{table}"))
    assert [(row.title, row.body) for row in rows] == [("Alert", "Evidence: run 12"), ("Over", "")]


def test_a_story_that_is_told_in_sentences_is_read_where_there_is_no_timeline() -> None:
    told = "# Slow forms on May 4th, 2026\n\nAt 2:05 PM UTC on May 4th, an alert fired.\n\n## How it began\n\n"
    told += "On May 1st, 2026, a change went out.\n\nBy 3:10 PM UTC, all was well again.\n\nWe are at it.\n"
    rows = read(told, "text")
    assert titles(rows) == ["an alert fired.", "a change went out.", "all was well again."]
    assert times(rows)[0] == "2026-05-04 14:05"


def test_one_sentence_is_no_story_and_a_timeline_is_enough() -> None:
    told = "# Forms\n\nAt 14:05 UTC on 4 May 2026, an alert fired.\n"
    assert read(told, "text") == []
    rows = read(f"{told}\nAt 15:10 UTC, all was well.\n\n## Timeline (UTC)\n\n- 14:05 Alert\n", "text")
    assert titles(rows) == ["Alert"]
