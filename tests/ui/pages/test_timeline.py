"""The Timeline step: picture, table and details in step, edits by keyboard, and undo of everything."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from secondstory.model.enums import EventKind, MomentKind, Precision
from secondstory.model.records import Evidence, Note
from secondstory.services.reviews import change_review
from secondstory.services.timeline import set_moment
from secondstory_ui.models.event_cells import Column
from secondstory_ui.page import PageContext
from secondstory_ui.pages.timeline.timeline_page import TimelinePage
from support.reviews import at
from support.timelines import open_timeline, select, titled
from support.windows import show_page, stored

Key = Qt.Key
NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(qtbot: QtBot, context: PageContext, tmp_path: Path) -> TimelinePage:
    open_timeline(context, tmp_path)
    return shown(qtbot, context)


def shown(qtbot: QtBot, context: PageContext, width: int = 1180) -> TimelinePage:
    made = TimelinePage(context)
    show_page(qtbot, made, width)
    return made


def edit_time(qtbot: QtBot, page: TimelinePage, words: str, typed: str) -> None:
    select(page, words)
    page.table.edit(titled(page, words).id, Column.TIME)
    editor = page.table.view.viewport().findChild(QLineEdit)
    assert editor is not None
    editor.selectAll()
    qtbot.keyClicks(editor, typed)
    with qtbot.waitSignal(page.table.model.edit_requested):
        qtbot.keyClick(editor, Key.Key_Return)


# In step ----------------------------------------------------------------------------------------------------------


def test_moving_in_the_table_moves_the_picture_the_details_and_the_guide(qtbot: QtBot, page: TimelinePage) -> None:
    page.table.view.setFocus()
    page.table.view.selectRow(0)
    with qtbot.waitSignal(page.record_selected) as told:
        qtbot.keyClick(page.table.view, Key.Key_Down)
    alert = titled(page, "Error rate above")
    assert told.args == [alert]
    assert page.picture.canvas.selected_id == alert.id
    assert page.details.event_id == alert.id


def test_moving_in_the_picture_moves_the_table(qtbot: QtBot, page: TimelinePage) -> None:
    select(page, "New limit")
    page.picture.canvas.setFocus()
    qtbot.keyClick(page.picture.canvas, Key.Key_Right)
    assert [event.title for event in page.table.selected_events()] == ["Error rate above 5 percent"]


def test_a_filter_holds_for_the_table_and_for_the_picture(qtbot: QtBot, page: TimelinePage) -> None:
    qtbot.keyClicks(page.table.search, "error rate")
    qtbot.keyClick(page.table.search, Key.Key_Return)
    assert [event.title for event in page.table.shown_events()] == [
        "Error rate above 5 percent",
        "Error rate is back to normal",
    ]
    assert len(page.picture.canvas._view.data) == 2
    page.table.clear_filter()
    assert len(page.table.shown_events()) == 6


def test_nothing_found_says_so_and_offers_the_way_back(page: TimelinePage) -> None:
    page.table.search.setText("zebra")
    page.table.search.returnPressed.emit()
    assert not page.table.view.isVisible()
    page.table.clear_filter()
    assert page.table.view.isVisible()


# Editing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "clock", "precision"),
    [
        ("14:07", "14:07", Precision.EXACT),
        ("1407", "14:07", Precision.EXACT),
        ("2:07 pm", "14:07", Precision.EXACT),
        ("+7m", "14:07", Precision.EXACT),  # after the event before it
        ("~14:06", "14:06", Precision.APPROXIMATE),
    ],
)
def test_a_time_is_typed_in_the_table(
    qtbot: QtBot, page: TimelinePage, context: PageContext, typed: str, clock: str, precision: Precision
) -> None:
    edit_time(qtbot, page, "Error rate above", typed)
    event = next(e for e in stored(context).events if "above" in e.title)
    assert (event.occurred_at, event.precision) == (at(clock), precision)
    context.bridge.undo()
    assert titled(page, "Error rate above").occurred_at == at("14:05")


def test_a_question_mark_makes_a_time_unknown(qtbot: QtBot, page: TimelinePage) -> None:
    edit_time(qtbot, page, "Error rate above", "?")
    event = titled(page, "Error rate above")
    assert (event.occurred_at, event.precision) == (None, Precision.UNKNOWN)


def test_a_time_that_is_none_stays_to_be_corrected(qtbot: QtBot, page: TimelinePage, context: PageContext) -> None:
    with qtbot.waitSignal(context.bridge.failed):
        edit_time(qtbot, page, "Error rate above", "half past")
    editors = page.table.view.viewport()
    qtbot.waitUntil(lambda: any(line.text() == "half past" for line in editors.findChildren(QLineEdit)))
    assert titled(page, "Error rate above").occurred_at == at("14:05")


def test_keys_mark_and_hide_and_undo_takes_it_back(qtbot: QtBot, page: TimelinePage, context: PageContext) -> None:
    select(page, "Error rate above", "Incident declared")
    qtbot.keyClick(page.table.view, Key.Key_K)
    assert [event.title for event in stored(context).key_events] == ["Error rate above 5 percent", "Incident declared"]
    qtbot.keyClick(page.table.view, Key.Key_H)
    assert len(stored(context).shown_events) == 4
    context.bridge.undo()
    context.bridge.undo()
    assert len(page.snapshot.shown_events) == 6
    assert not page.snapshot.key_events


def test_keys_act_on_the_event_that_ctrl_home_leads_to(qtbot: QtBot, page: TimelinePage) -> None:
    first = page.table.shown_events()[0]
    select(page, page.table.shown_events()[2].title)
    qtbot.keyClick(page.table.view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert [event.id for event in page.selected_events()] == [first.id]


def test_an_event_is_added_between_two_by_keyboard(qtbot: QtBot, page: TimelinePage, context: PageContext) -> None:
    select(page, "Error rate above")
    qtbot.keyClick(page.table.view, Key.Key_Return, CTRL)
    composer = page.table.composer
    assert composer.isVisible()
    words = page.focusWidget()
    qtbot.keyClicks(words, "Phones begin to ring")
    qtbot.keyClick(words, Key.Key_Return)
    added = next(e for e in stored(context).events if "Phones" in e.title)
    assert (added.occurred_at, added.precision, added.source_id) == (at("14:07"), Precision.RECALLED, None)
    assert page.details.event_id == added.id
    context.bridge.undo()
    assert len(page.snapshot.events) == 6


def test_a_faulty_time_keeps_what_was_written(qtbot: QtBot, page: TimelinePage) -> None:
    page.acts.after.trigger()
    composer = page.table.composer
    composer._time.setText("whenever")
    composer._what.setPlainText("Something happened")
    composer.add()
    assert composer._error.isVisible()
    assert composer._what.text() == "Something happened"
    assert len(page.snapshot.events) == 6


def test_events_are_copied_as_lines_with_their_zone(qtbot: QtBot, page: TimelinePage) -> None:
    select(page, "Error rate above", "Incident declared")
    with qtbot.waitSignal(QGuiApplication.clipboard().dataChanged):
        qtbot.keyClick(page.table.view, Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text().splitlines() == [
        "2026-05-04 14:05 UTC  Error rate above 5 percent (Alert, Monitoring)",
        "2026-05-04 14:19 UTC  Incident declared (Decision, Incident commander)",
    ]


def test_several_events_get_another_kind_as_one_act(page: TimelinePage, context: PageContext) -> None:
    select(page, "Error rate above", "Incident declared")
    page.acts.set_kind(EventKind.NOTE)
    assert sum(event.kind is EventKind.NOTE for event in stored(context).events) == 2
    context.bridge.undo()
    assert titled(page, "Incident declared").kind is EventKind.DECISION


# Moments ----------------------------------------------------------------------------------------------------------


def test_a_key_sets_a_moment_to_the_selected_event(qtbot: QtBot, page: TimelinePage, context: PageContext) -> None:
    select(page, "Error rate above")
    qtbot.keyClick(page.table.view, Key.Key_2, ALT | SHIFT)
    moment = stored(context).moments[MomentKind.DETECTED]
    assert (moment.at, moment.event_id) == (at("14:05"), titled(page, "Error rate above").id)


def test_a_moment_is_placed_on_an_event_of_the_picture(qtbot: QtBot, page: TimelinePage, context: PageContext) -> None:
    select(page, "Limit is put back")
    cell = page.picture.strip.cell(MomentKind.MITIGATED)
    cell.setFocus()
    qtbot.keyClick(cell, Key.Key_Return)
    assert page.picture.canvas.placing is MomentKind.MITIGATED
    qtbot.keyClick(page.picture.canvas, Key.Key_Return)
    assert stored(context).moment_at(MomentKind.MITIGATED) == at("15:00")
    assert not cell.isChecked()


def test_a_suggestion_is_taken_with_one_press(qtbot: QtBot, page: TimelinePage, context: PageContext) -> None:
    cell = page.picture.strip.cell(MomentKind.DETECTED)
    assert "suggested" in cell.accessibleName()
    qtbot.mouseClick(cell._use, Qt.MouseButton.LeftButton)
    assert stored(context).moment_at(MomentKind.DETECTED) == at("14:05")
    assert not cell._use.isVisible()


def test_a_moment_can_be_agreed_to_be_unknown_and_be_cleared(page: TimelinePage, context: PageContext) -> None:
    page.picture.strip.unknown_requested.emit(MomentKind.DECLARED)
    assert stored(context).moments[MomentKind.DECLARED].at is None
    page.picture.strip.clear_requested.emit(MomentKind.DECLARED)
    assert MomentKind.DECLARED not in stored(context).moments


def test_undoing_a_moment_leads_to_its_event(page: TimelinePage, context: PageContext) -> None:
    event = titled(page, "Limit is put back")
    changes = context.bridge.act(set_moment, event.review_id, MomentKind.MITIGATED, event.occurred_at, event.id)
    assert changes is not None
    page.show_record(changes.rows[0].record.id)
    assert page.details.event_id == event.id


# Details ----------------------------------------------------------------------------------------------------------


def test_what_is_typed_in_the_details_is_stored_when_another_event_is_shown(
    qtbot: QtBot, page: TimelinePage, context: PageContext
) -> None:
    select(page, "Incident declared")
    page.details.title.selectAll()
    qtbot.keyClicks(page.details.title, "SEV-1 declared")
    page.details.tags.selectAll()
    qtbot.keyClicks(page.details.tags, "bridge, sev1")
    page.select(titled(page, "Error rate above").id)
    event = next(e for e in stored(context).events if e.title == "SEV-1 declared")
    assert event.tags == ("bridge", "sev1")
    assert page.details.title.text() == "Error rate above 5 percent"


def test_an_answer_to_a_prompt_is_kept_as_a_note(qtbot: QtBot, page: TimelinePage, context: PageContext) -> None:
    select(page, "Incident declared")
    field = next(iter(page.details._prompts._fields.values()))
    qtbot.keyClicks(field, "Two customers had called")
    field.commit()
    (note,) = stored(context).notes
    assert (note.event_id, note.text) == (titled(page, "Incident declared").id, "Two customers had called")
    assert note.prompt
    field.selectAll()
    qtbot.keyClick(field, Key.Key_Delete)
    field.commit()
    assert not stored(context).all(Note)


def test_in_little_room_details_stand_instead_of_the_table(qtbot: QtBot, context: PageContext, tmp_path: Path) -> None:
    open_timeline(context, tmp_path)
    page = shown(qtbot, context, width=680)
    assert page.table.isVisible()
    assert not page.details.isVisible()
    select(page, "Incident declared")
    qtbot.keyClick(page.table.view, Key.Key_Return)
    assert page.details.isVisible()
    assert not page.table.isVisible()
    qtbot.keyClick(page.details.title, Key.Key_Escape)
    assert page.table.isVisible()


# Duplicates -------------------------------------------------------------------------------------------------------


def test_events_are_merged_and_separated(qtbot: QtBot, page: TimelinePage, context: PageContext) -> None:
    select(page, "Error rate above", "On-call engineer acknowledges")
    qtbot.keyClick(page.table.view, Key.Key_M)
    assert len(stored(context).events) == 5
    select(page, "Error rate above")
    qtbot.keyClick(page.table.view, Key.Key_M, SHIFT)
    assert len(stored(context).events) == 6


def test_a_long_cause_makes_the_details_no_wider_than_their_panel(qtbot: QtBot, sample_context: PageContext) -> None:
    page = TimelinePage(sample_context)
    show_page(qtbot, page, 1270, 900)
    causes = {cause.id: len(cause.text) for cause in page.snapshot.causes}
    longest = max(page.snapshot.all(Evidence), key=lambda link: causes[link.cause_id])
    page.room.open_details()
    page.select(longest.event_id)
    column = page.details.findChild(QScrollArea)
    qtbot.waitUntil(column.isVisible)
    qtbot.waitUntil(lambda: any(b.isVisible() and "C-" in b.text() for b in column.findChildren(QPushButton)))
    assert column.widget().minimumSizeHint().width() <= column.viewport().width()


# Nothing yet ------------------------------------------------------------------------------------------------------


def test_an_empty_timeline_offers_to_begin_by_hand(qtbot: QtBot, context: PageContext, tmp_path: Path) -> None:
    open_timeline(context, tmp_path, text="")
    page = shown(qtbot, context)
    assert not page.table.isVisible()
    page._add_first()
    composer = page.table.composer
    composer._time.setText("?")
    composer._what.setPlainText("A customer calls")
    composer.add()
    (event,) = stored(context).events
    assert (event.title, event.precision) == ("A customer calls", Precision.UNKNOWN)


def test_times_follow_the_zone_of_the_review(qtbot: QtBot, page: TimelinePage, context: PageContext) -> None:
    context.bridge.act(change_review, page.snapshot.review.id, timezone="Asia/Tokyo")
    edit_time(qtbot, page, "Error rate above", "23:06")
    assert titled(page, "Error rate above").occurred_at == at("14:05") + timedelta(minutes=1)


def test_another_review_begins_with_nothing_selected_or_filtered(
    qtbot: QtBot, page: TimelinePage, context: PageContext, tmp_path: Path
) -> None:
    select(page, "Incident declared")
    page.table.key_only.setChecked(True)
    open_timeline(context, tmp_path)
    page.catch_up()
    assert page.table.selected_events() == []
    assert page.details.event_id == 0
    assert len(page.table.shown_events()) == 6
