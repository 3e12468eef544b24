import gc
import tempfile
import zipfile
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from secondstory.exporters.xlsx import cell_text, write_tracker
from secondstory.exporters.xlsx.cells import CELL_LIMIT
from secondstory.exporters.xlsx.words import columns, letter
from secondstory.model.enums import ActionStatus, CauseLabel
from secondstory.model.errors import UserError
from secondstory.model.progress import finish
from secondstory.model.records import Action, ActionCause, Participant
from secondstory.model.snapshot import Snapshot
from support.reviews import action, cause, review, snapshot
from support.strategies import HOSTILE, snapshots

TODAY = date(2026, 6, 1)
DONE, NOT_DOING = ActionStatus.DONE, ActionStatus.NOT_DOING
HEADINGS = [column.title for column in columns()]


def written(folder: Path, *reviews: Snapshot, open_only: bool = False) -> Path:
    target = folder / "tracker.xlsx"
    finish(write_tracker(reviews, target, TODAY, open_only=open_only))
    return target


def read(path: Path, sheet: str = "Actions") -> list[list[Any]]:
    return CalamineWorkbook.from_path(path).get_sheet_by_name(sheet).to_python(skip_empty_area=False)


def read_actions(path: Path) -> list[dict[str, Any]]:
    return [dict(zip(HEADINGS, row, strict=False)) for row in read(path)[1:]]


def sheet_of(path: Path, name: str = "Actions") -> Worksheet:
    return openpyxl.load_workbook(path)[name]


def texts_of(sheet: Worksheet) -> Iterable[openpyxl.cell.Cell]:
    return (cell for row in sheet.iter_rows() for cell in row if cell.value is not None)


def planned() -> Snapshot:
    """A review with an action in every state that the tracker tells apart."""
    return snapshot(
        review(title="Card payments stopped"),
        participants=[Participant(review_id=1, role="Payments lead", name="Robin Example")],
        causes=[
            cause("The queue has no upper bound", ref="C-1", label=CauseLabel.SYSTEMIC),
            cause("The card network was out for an hour", ref="C-2", label=CauseLabel.EXTERNAL),
        ],
        actions=[
            action("Bound the queue", ref="A-1", impact=4.5, effort=2.0, owner="Payments team", due=date(2026, 5, 20)),
            action("Agree a second route", ref="A-2", impact=4.0, effort=4.5, owner="Robin Example"),
            action("Reorder the runbook", ref="A-3", impact=2.0, effort=1.0, status=DONE, due=date(2026, 5, 2)),
            action("Rebuild the ledger", ref="A-4", impact=2.5, effort=5.0, status=NOT_DOING, reason="-5 % of harm"),
            action("Not scored yet", ref="A-5"),
        ],
        links=[
            ActionCause(review_id=1, action_id=1, cause_id=1),
            ActionCause(review_id=1, action_id=2, cause_id=2),
            ActionCause(review_id=1, action_id=2, cause_id=1),
        ],
    )


def test_each_action_is_a_row_in_the_order_of_the_plan(tmp_path: Path) -> None:
    found = read_actions(written(tmp_path, planned()))
    assert [row["Ref"] for row in found] == ["A-1", "A-2", "A-3", "A-5", "A-4"]
    assert [row["Rank"] for row in found] == [1, 2, 3, 4, ""]
    first = found[0]
    assert first["Id"] == "uid-Bound the queue"
    assert (first["Impact"], first["Effort"], first["Quadrant"]) == (4.5, 2.0, "Quick win")
    assert first["Due"] == date(2026, 5, 20)
    assert first["Causes it changes"] == "C-1 Systemic: The queue has no upper bound"
    assert found[1]["Class"] == "Systemic and external"
    assert found[4]["Not doing, because"] == "-5 % of harm"


def test_only_what_is_open_is_written_where_that_is_asked_for(tmp_path: Path) -> None:
    found = read_actions(written(tmp_path, planned(), open_only=True))
    assert {row["Status"] for row in found} == {"Open"}
    assert len(found) == 3


def test_names_of_participants_stay_in_the_library(tmp_path: Path) -> None:
    target = written(tmp_path, planned())
    assert read_actions(target)[1]["Owner"] == "Payments lead"
    with zipfile.ZipFile(target) as parts:
        assert not [name for name in parts.namelist() if b"Robin" in parts.read(name)]


@pytest.mark.parametrize("name", ["tracker", "tracker.xls", ".xlsx"])
def test_a_file_that_is_no_workbook_by_its_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="cannot be written as"):
        finish(write_tracker([planned()], tmp_path / name, TODAY))
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_is_told_in_a_sentence_and_leaves_nothing(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource", reason="this system has no limit for the size of files")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, before[1]))
    try:
        with pytest.raises(UserError, match="could not be written"):
            written(tmp_path, planned())
        gc.collect()  # what is left open would speak up here
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []


def test_the_id_is_there_but_hidden(tmp_path: Path) -> None:
    sheet = sheet_of(written(tmp_path, planned()))
    assert sheet["A1"].value == "Id"
    assert sheet.column_dimensions["A"].hidden
    assert not sheet.column_dimensions["C"].hidden


def test_the_heading_stays_in_view_and_can_be_filtered(tmp_path: Path) -> None:
    sheet = sheet_of(written(tmp_path, planned()))
    assert sheet.freeze_panes == "E2"
    assert sheet.auto_filter.ref == "A1:U6"


def test_the_columns_print_on_two_sheets_of_paper_that_both_name_the_actions(tmp_path: Path) -> None:
    sheet = sheet_of(written(tmp_path, planned()))
    setup = sheet.page_setup
    assert (setup.orientation, setup.fitToWidth, setup.fitToHeight) == ("landscape", 2, 0)
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.print_title_cols == f"${letter('ref')}:${letter('action')}"


def test_cells_with_choices_offer_them(tmp_path: Path) -> None:
    rules = {
        str(r.sqref).split(":")[0][:-1]: r
        for r in sheet_of(written(tmp_path, planned())).data_validations.dataValidation
    }
    assert rules[letter("status")].formula1 == '"Open,In progress,Done,Not doing"'
    assert rules[letter("strength")].formula1 == '"Strong,Medium,Weak"'
    assert rules[letter("kind")].formula1.startswith('"Mitigate now,')
    assert rules[letter("due")].type == "date"
    assert rules[letter("quadrant")].formula1 == "FALSE"
    assert "MOD(K2*2,1)=0" in rules[letter("impact")].formula1
    assert letter("action") not in rules


def test_overdue_and_closed_rows_stand_out_by_the_day_on_which_the_file_is_read(tmp_path: Path) -> None:
    sheet = sheet_of(written(tmp_path, planned()))
    formulas = {rule.formula[0] for rules in sheet.conditional_formatting for rule in rules.rules}
    assert 'AND($Q2<>"",$Q2<TODAY(),NOT(OR($R2="Done",$R2="Not doing")))' in formulas
    assert 'OR($R2="Done",$R2="Not doing")' in formulas


def test_the_matrix_is_a_chart_with_a_series_for_each_quadrant(tmp_path: Path) -> None:
    target = written(tmp_path, planned())
    (chart,) = sheet_of(target, "Matrix")._charts
    names = [series.tx.strRef.f for series in chart.series if series.tx][:4]
    assert names == ["'Matrix'!C36", "'Matrix'!D36", "'Matrix'!E36", "'Matrix'!F36"]
    assert read(target, "Matrix")[35][:7] == [
        "Which actions",
        "Effort",
        "Quick win",
        "Major project",
        "Fill-in",
        "Reconsider",
        "Actions",
    ]
    assert [row[0] for row in read(target, "Matrix")[36:]] == ["A-1", "A-2", "A-3"]


def test_actions_at_one_place_share_a_point(tmp_path: Path) -> None:
    many = snapshot(actions=[action(f"Action {n}", ref=f"A-{n}", impact=3.0, effort=3.0) for n in range(1, 6)])
    (row,) = read(written(tmp_path, many), "Matrix")[36:]
    assert row[:7] == ["A-1, A-2, A-3, A-4, A-5", 3.0, 3.0, "", "", "", 5]
    assert row[8] == "A-1, A-2, +3"


def test_a_long_name_of_an_owner_has_room_in_the_summary(tmp_path: Path) -> None:
    names = ("Payments team", "Payments team and everybody who answers for the card network " * 2)
    owned = snapshot(review(), actions=[action(f"Act {name[:20]}", owner=name.strip()) for name in names])
    sheet = sheet_of(written(tmp_path, owned), "Summary")
    short, long = (
        next(sheet.row_dimensions[row[0].row].height for row in sheet.iter_rows() if row[0].value == name.strip())
        for name in names
    )
    assert short is None
    assert long > 40


def test_the_summary_counts_what_the_sheet_of_actions_shows(tmp_path: Path) -> None:
    counted = {row[0]: row[1] for row in read(written(tmp_path, planned()), "Summary") if row[0]}
    assert (counted["All actions"], counted["Open or in progress"], counted["Overdue"]) == (5, 3, 1)
    assert (counted["Done"], counted["Not doing"], counted["Quick win"], counted["Not scored yet"]) == (1, 1, 1, 1)
    assert (counted["Systemic"], counted["Systemic and external"], counted["No cause linked"]) == (1, 1, 3)
    assert (counted["Payments team"], counted["Payments lead"], counted["No owner yet"]) == (1, 1, 1)


def test_a_tracker_without_actions_says_so(tmp_path: Path) -> None:
    target = written(tmp_path, snapshot())
    assert read(target) == [HEADINGS]
    assert "no point to show" in read(target, "Matrix")[1][0]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(tmp_path: Path, text: str) -> None:
    target = written(tmp_path, snapshot(actions=[action(text, owner=text, effect_check=text)]))
    cell = sheet_of(target)[f"{letter('action')}2"]
    assert cell.data_type == "s"
    assert read_actions(target)[0]["Action"] == cell_text(text)


@pytest.mark.parametrize("text", ["=1+1", "+x", "-5", "@a"])
def test_editing_a_text_cell_keeps_it_a_text(tmp_path: Path, text: str) -> None:
    assert sheet_of(written(tmp_path, snapshot(actions=[action(text)])))[f"{letter('action')}2"].quotePrefix


@settings(max_examples=25, deadline=None)
@given(st.lists(snapshots(), max_size=3))
def test_no_text_of_a_review_becomes_a_formula(reviews: list[Snapshot]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        target = written(Path(folder), *reviews)
        book = openpyxl.load_workbook(target)
        assert len(read(target)) == 1 + sum(len(r.all(Action)) for r in reviews)
    for name in ("Actions", "Matrix", "How to use"):
        assert not [cell.value for cell in texts_of(book[name]) if cell.data_type == "f"]
    for cell in texts_of(book["Summary"]):
        assert cell.data_type != "f" or cell.column_letter == "C"


@settings(max_examples=100, deadline=None)
@given(st.text(st.characters(codec="utf-8")))
def test_a_text_reads_back_as_the_tracker_wrote_it(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        target = written(Path(folder), snapshot(actions=[action("Bound the queue", effect_check=text)]))
        assert read_actions(target)[0]["Effect check"] == cell_text(text)


def test_characters_that_a_workbook_cannot_hold_are_shown() -> None:
    assert cell_text("a\x01b\x1bc\ud800\uffff\r\nd") == "a␁b␛c\ufffd\ufffd\nd"


@pytest.mark.parametrize("letter_", ["x", "🚒"])
def test_a_text_that_is_too_long_for_a_cell_is_cut_with_a_mark(letter_: str) -> None:
    found = cell_text(letter_ * 40_000)
    assert CELL_LIMIT - 2 <= len(found.encode("utf-16-le")) // 2 <= CELL_LIMIT
    assert found.endswith("the review has the whole text)")


def test_what_looks_like_an_escape_of_the_format_stays_as_it_is(tmp_path: Path) -> None:
    target = written(tmp_path, snapshot(actions=[action("Rename _x0041_ in the flow")]))
    with zipfile.ZipFile(target) as parts:
        assert b"_x005F_x0041_" in parts.read("xl/worksheets/sheet1.xml")


def test_cancelling_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    work = write_tracker([planned()], tmp_path / "tracker.xlsx", TODAY)
    next(work)
    next(work)
    work.close()
    assert list(tmp_path.iterdir()) == [scratch]
    assert list(scratch.iterdir()) == []


def test_a_file_that_is_there_stays_where_writing_fails(tmp_path: Path) -> None:
    target = written(tmp_path, planned())
    before = target.read_bytes()
    work = write_tracker([planned()], target, TODAY)
    next(work)
    work.close()
    assert target.read_bytes() == before
    with pytest.raises(UserError, match="could not be written"):
        written(tmp_path / "no folder", planned())
