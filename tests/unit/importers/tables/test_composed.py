"""Tables whose rows say what happened in several columns: changes of fields, states of monitors."""

import pytest

from support.imports import drafts, read, titles

CHANGES = """Issue key,Author,Date,Field,From,To
OPS-1,Ana Example,2026-05-04 14:05,status,Open,In Progress
OPS-1,Ben Example,2026-05-04 14:20,assignee,,Ana Example
OPS-1,Ben Example,2026-05-04 14:25,labels,slow,
"""


def test_a_row_with_a_field_its_old_and_its_new_value_tells_what_changed() -> None:
    rows = drafts(read(CHANGES, zone="UTC"))
    assert [row.title for row in rows] == [
        "OPS-1: Status changed from Open to In Progress",
        "OPS-1: Assignee set to Ana Example",
        "OPS-1: Labels slow removed",
    ]
    assert rows[0].actor == "Ana Example"
    assert rows[0].raw.endswith("Open,In Progress")


@pytest.mark.parametrize(
    "names", ["Attribute,Old value,New value", "Field,Before,After", "Champ,Avant,Nouvelle valeur"]
)
def test_the_columns_go_by_several_names(names: str) -> None:
    table = f"Created at,{names}\n2026-05-04 14:05,Priority,High,Low\n"
    assert titles(read(table, zone="UTC")) == ["Priority changed from High to Low"]


def test_long_values_stand_below() -> None:
    table = f"Date,Field,Old value,New value\n2026-05-04 14:05,Notes,,{'word ' * 30}\n"
    (row,) = drafts(read(table, zone="UTC"))
    assert row.title == "Notes changed"
    assert "After: word word" in row.body


def test_the_title_of_a_ticket_that_all_rows_repeat_stands_below_what_changed() -> None:
    head, *rows = CHANGES.strip().split("\n")
    table = "\n".join([f"{head},Summary", *(f"{row},Slow forms" for row in rows)])
    (first, *_) = drafts(read(table, zone="UTC"))
    assert (first.title, first.body) == ("OPS-1: Status changed from Open to In Progress", "Slow forms")


def test_a_text_of_its_own_in_each_row_tells_more_than_its_values() -> None:
    table = "Date,Event,Field,From,To\n2026-05-04 14:05,Ana took over,owner,Ben,Ana\n"
    table += "2026-05-04 14:20,Raised for the vendor,severity,2,1\n"
    assert titles(read(table, zone="UTC")) == ["Ana took over", "Raised for the vendor"]


def test_from_and_to_may_be_times() -> None:
    table = "Field,From,To,Event\nNorth,2026-05-04 14:05,2026-05-04 14:20,Slow\n"
    (row,) = drafts(read(table, zone="UTC"))
    assert row.title == "Slow"
    assert row.occurred_until is not None


def test_a_person_may_choose_another_title() -> None:
    assert titles(read(CHANGES, "csv", zone="UTC", mapping={"title": "To"}))[0] == "In Progress"


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "Monitor,Type,Date-Time,Reason,Duration\nShop,Down,2026-05-04 14:05:10,Connection Timeout,0 hrs. 12 min.\n",
            ("Shop: Down: Connection Timeout", "alert"),
        ),
        (
            "Event,Date-Time,Reason,Duration,Duration (in mins.)\nUp,2026-05-04 14:17:13,HTTP 200 - OK,1 hr,60\n",
            ("Up: HTTP 200 - OK", "recovery"),
        ),
    ],
)
def test_the_states_of_a_monitor_come_with_their_reasons(table: str, expected: tuple[str, str]) -> None:
    (row,) = drafts(read(table, zone="UTC"))
    assert (row.title, row.kind.value) == expected
