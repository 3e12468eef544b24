"""Workbooks whose times are formulas without stored values, as programs that only write workbooks leave them."""

import pytest

from secondstory.importers.workbooks.formulas import UNSTORED, formula_columns
from support.imports import drafts, read
from support.workbooks import workbook

DATED = ["2026-05-04", "=NOW()", "Alert"], ["2026-05-04", "=NOW()+1", "Over"]


@pytest.mark.parametrize(
    "rows",
    [
        [["Time", "Event"], ["=NOW()", "Alert"], ["=A2+1", "Over"]],
        [["Date", "Time", "Event"], *DATED],
        [[None, "Time", "Event"], [None, "=NOW()", "Alert"], [None, "2026-05-04 14:20", "Over"]],
    ],
)
def test_it_is_said_once_what_to_do(rows: list[list[object]]) -> None:
    found = drafts(read(workbook(A=rows), "spreadsheet", zone="UTC"))
    assert [row.title for row in found] == ["Alert", "Over"]
    assert [row.remark for row in found] == [UNSTORED, ""]


def test_formulas_in_other_columns_do_not_matter() -> None:
    rows = [["Time", "Event", "Length"], ["2026-05-04 14:05", "Alert", "=1+1"]]
    assert [row.remark for row in drafts(read(workbook(A=rows), "spreadsheet", zone="UTC"))] == [""]


@pytest.mark.parametrize(
    ("cell", "columns"),
    [
        (b'<c r="C2"><f>NOW()</f><v></v></c>', {2}),
        (b'<c r="AB2" s="1"><f t="shared" si="0"/></c>', {27}),
        (b'<x:c r="A2"><x:f>NOW()</x:f><x:v/></x:c>', {0}),
        (b'<c r="A2"><f>NOW()</f><v>46146.5</v></c>', set()),
        (b'<c r="A2" t="str"><f>""</f><v></v></c>', set()),
        (b'<c r="A2"/><f>', set()),
    ],
)
def test_a_value_that_is_stored_is_one_be_it_an_empty_text(cell: bytes, columns: set[int]) -> None:
    assert formula_columns(b"<row>" + cell + b"</row>") == columns
