"""Workbooks with several timelines: all their sheets at once."""

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook

from secondstory.importers.base import ImportOptions
from secondstory.importers.registry import by_name
from secondstory.importers.workbooks.hidden import HIDDEN, told_in_xml
from secondstory.model.errors import UserError
from secondstory.services.saved_mappings import fitting
from support.imports import drafts, read, sample_of, titles, topics, unread
from support.slack import packed
from support.workbooks import workbook


def at(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-05-04T{clock}")


CALLS = [["Time", "Call"], [at("14:05"), "Called A"], [at("14:20"), "Called B"]]
DEPLOYS = [["Changes of the day"], [], ["When (CET)", "Version", "Note"], [at("14:10"), "v2", "released v2"]]
CONTACTS = [["Name", "Phone"], ["On call", "x"], ["Vendor", "y"]]
SEVERAL = workbook(Calls=CALLS, Deploys=DEPLOYS, Contacts=CONTACTS)


@pytest.mark.parametrize("name", ["*", "all", "ALL"])
def test_all_sheets_are_read_each_by_its_own_columns(name: str) -> None:
    rows = drafts(read(SEVERAL, mapping={"sheet": name}))
    assert [(row.locator, row.title, f"{row.occurred_at:%H:%M}", row.zone_assumed) for row in rows] == [
        ('sheet "Calls" row 2', "Called A", "14:05", "UTC"),
        ('sheet "Calls" row 3', "Called B", "14:20", "UTC"),
        ('sheet "Deploys" row 4', "released v2", "13:10", ""),
    ]


def test_a_sheet_without_times_is_told_and_an_empty_one_is_not() -> None:
    data = workbook(Calls=CALLS, Empty=[], Deploys=DEPLOYS, Contacts=CONTACTS)
    assert [(row.locator, row.reason) for row in unread(read(data, mapping={"sheet": "*"}))] == [
        ('sheet "Deploys" row 1', "The row stands above the table."),
        ('sheet "Contacts" row 1', "No column of this sheet holds a time: nothing of it was read."),
    ]


def test_a_sheet_that_is_really_called_all_is_one_sheet() -> None:
    data = workbook(Calls=CALLS, all=[["Time", "Event"], [at("15:00"), "closed"]])
    assert titles(read(data, mapping={"sheet": "all"})) == ["closed"]
    assert titles(read(data, mapping={"sheet": "*"})) == ["Called A", "Called B", "closed"]


def test_a_hidden_sheet_is_told_and_read_by_its_name_only() -> None:
    data = workbook(("Deploys",), Calls=CALLS, Deploys=DEPLOYS)
    rows = read(data, mapping={"sheet": "*"})
    assert titles(rows) == ["Called A", "Called B"]
    assert [row.reason for row in unread(rows)] == [
        "This sheet is hidden in the workbook: choose it by its name to import it."
    ]
    only_hidden = workbook(("Calls", "Deploys"), Contacts=CONTACTS, Calls=CALLS, Deploys=DEPLOYS)
    assert titles(read(only_hidden, mapping={"sheet": "*"})) == ["Called A", "Called B", "released v2"]


def test_columns_are_mapped_in_the_sheets_that_have_them() -> None:
    rows = drafts(read(SEVERAL, mapping={"sheet": "*", "tags": "Version"}))
    assert [row.tags for row in rows] == [(), (), ("v2",)]
    with pytest.raises(UserError, match="No sheet has the column “Colour”"):
        read(SEVERAL, mapping={"sheet": "*", "tags": "Colour"})


def test_sheets_that_number_their_own_rows_are_told_apart() -> None:
    header = ["Id", "Time", "Event"]
    data = workbook(A=[header, [1, at("14:05"), "a"]], B=[header, [1, at("14:06"), "b"]])
    first, second = (row.external_id for row in drafts(read(data, mapping={"sheet": "*"})))
    assert first
    assert second == f"B: {first}"


def test_what_the_sheets_leave_open_is_asked_once() -> None:
    assert topics(SEVERAL, options=ImportOptions(mapping={"sheet": "*"})) == ["zone"]
    drill = workbook(Calls=CALLS, Drill=[["Elapsed", "Event"], ["+0:15", "a"], ["+0:20", "b"]])
    assert topics(drill, options=ImportOptions(mapping={"sheet": "*"})) == ["zone", "start"]


def test_all_sheets_are_offered_where_several_hold_times() -> None:
    importer = by_name("spreadsheet")
    offered = importer.layout(sample_of(SEVERAL), ImportOptions())
    assert (offered.all_parts, [part.is_read for part in offered.parts]) == ("*", [True, False, False])
    chosen = importer.layout(sample_of(SEVERAL), ImportOptions(mapping={"sheet": "*"}))
    assert (chosen.columns, [part.is_read for part in chosen.parts]) == ((), [True, True, False])
    assert fitting({"sheet": "*"}, offered).missing == {}
    lone = importer.layout(sample_of(workbook(Calls=CALLS, Contacts=CONTACTS)), ImportOptions())
    assert lone.all_parts == ""
    assert fitting({"sheet": "*"}, lone).missing == {"sheet": "*"}


def test_a_sheet_of_actions_is_no_timeline() -> None:
    actions = [["Action", "Owner", "Due date"], ["Add an alert", "A. Example", date(2026, 6, 1)]]
    data = workbook(Calls=CALLS, Actions=actions)
    assert titles(read(data)) == ["Called A", "Called B"]
    assert "mapping" not in topics(data)
    (row,) = unread(read(data, mapping={"sheet": "*"}))
    assert row.reason.startswith("This looks like a list of actions")
    assert topics(workbook(Actions=actions))[0] == "mapping"


def with_hidden(*numbers: int, title: str = "Calls & co") -> bytes:
    made = Workbook()
    made.active.title = title  # type: ignore[union-attr]
    for row in CALLS:
        made.active.append(row)  # type: ignore[union-attr]
    for number in numbers:
        made.active.row_dimensions[number].hidden = True  # type: ignore[union-attr]
    made.create_sheet("Other")
    data = BytesIO()
    made.save(data)
    return data.getvalue()


@pytest.mark.parametrize(("numbers", "remarks"), [((), ["", ""]), ((3,), ["", HIDDEN]), ((1, 2), [HIDDEN, ""])])
def test_an_event_from_a_hidden_row_says_so(numbers: tuple[int, ...], remarks: list[str]) -> None:
    assert [row.remark for row in drafts(read(with_hidden(*numbers)))] == remarks


def test_hidden_rows_of_opendocument_are_told() -> None:
    content = (
        '<table:table table:name="A"><table:table-row/><table:table-row table:number-rows-repeated="2" '
        'table:visibility="collapse"/><table:table-row/><table:table-row table:visibility="filter"/></table:table>'
        '<table:table table:name="B"><table:table-row table:visibility="visible"/></table:table>'
    )
    assert told_in_xml(packed({"content.xml": content.encode()})) == ({"A": frozenset({2, 3, 5})}, {})


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", packed({"xl/workbook.xml": b"<sheet name='x' r:id='y'>"})])
def test_what_tells_no_hidden_rows_does_no_harm(data: bytes) -> None:
    assert told_in_xml(data) == ({}, {})


DAYS: dict[str, list[list[object]]] = {
    "Mon": [["Time", "Event"], ["2026-05-04 14:05", "alert"]],
    "Tue": [["Time", "Event"], ["2026-05-05 09:00", "fixed"], ["2026-05-05 09:30", "all clear"]],
}


def test_sheets_of_the_same_columns_are_one_timeline() -> None:
    rows = drafts(read(workbook(Cover=CONTACTS, **DAYS)))
    assert [(row.locator, row.title) for row in rows] == [
        ('sheet "Mon" row 2', "alert"),
        ('sheet "Tue" row 2', "fixed"),
        ('sheet "Tue" row 3', "all clear"),
    ]
    assert [row.remark for row in rows] == ["Sheets of the same columns were read together: Mon, Tue.", "", ""]
    assert topics(workbook(**DAYS)) == ["zone"]
    assert titles(read(workbook(**DAYS), mapping={"sheet": "Tue"})) == ["fixed", "all clear"]


def test_sheets_with_times_of_day_alone_do_not_go_on_with_one_another() -> None:
    clocks = workbook(A=[["Time", "Event"], ["14:05", "alert"]], B=[["Time", "Event"], ["09:00", "fixed"]])
    assert titles(read(clocks, day="2026-05-04")) == ["alert"]


def test_hidden_sheets_and_those_of_other_columns_do_not_go_on_with_a_timeline() -> None:
    data = workbook(("Tue",), **DAYS, Calls=CALLS)
    rows = read(data)
    assert titles(rows) == ["alert"]
    assert [row.locator for row in unread(rows)] == ['sheet "Tue" row 1', 'sheet "Calls" row 1']
    assert "mapping" in topics(data)


def test_the_sheets_of_one_timeline_are_shown_with_their_columns_and_all_of_them_can_be_chosen() -> None:
    layout = by_name("spreadsheet").layout(sample_of(workbook(**DAYS)), ImportOptions())
    assert (layout.columns, [part.is_read for part in layout.parts], layout.all_parts) == (
        ("Time", "Event"),
        [True, True],
        "*",
    )
