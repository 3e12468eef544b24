"""The smaller controls: what they show, send and say to screen readers."""

from datetime import UTC, datetime
from functools import partial

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from secondstory.model.enums import ActionStatus, CauseLabel, Quadrant, ReviewKind, ReviewStatus
from secondstory.model.errors import UserError
from secondstory.model.progress import Progress
from secondstory_ui.widgets.buttons import IconButton, secondary_button
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.chip import CAUSE_MARKS, Chip, cause_chip, chip_for
from secondstory_ui.widgets.empty_state import EmptyState
from secondstory_ui.widgets.enum_combo import EnumCombo
from secondstory_ui.widgets.flow import FlowLayout
from secondstory_ui.widgets.labels import ElidedLabel, Label
from secondstory_ui.widgets.notice import NoticeBar
from secondstory_ui.widgets.progress_strip import ProgressStrip
from secondstory_ui.widgets.review_header import ReviewHeader
from secondstory_ui.widgets.search_field import SearchField
from secondstory_ui.widgets.sections import FormRow, ScrollColumn
from secondstory_ui.widgets.spin import ScoreSpin, WholeSpin
from secondstory_ui.widgets.tables import dress_list, dress_table
from secondstory_ui.widgets.text_fields import LineField
from secondstory_ui.widgets.time_field import TimeField

NOON = datetime(2026, 11, 12, 12, 0, tzinfo=UTC)


def shown(qtbot: QtBot, widget: QWidget) -> QWidget:
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_text_from_a_review_is_never_markup(qtbot: QtBot) -> None:
    label = Label("<b>bold</b>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_a_shortened_label_keeps_the_whole_text_for_readers(qtbot: QtBot) -> None:
    label = ElidedLabel("Order sync stopped: storefront connector rate-limited")
    qtbot.addWidget(label)
    assert label.text() == label.toolTip() == "Order sync stopped: storefront connector rate-limited"
    assert label.minimumSizeHint().width() < 100


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        ("189 events  ·  from 17 sources", "189 events  ·  from 17 sources"),
        ("189 events  ·  from 17 sour", "189 events …"),
        ("189 ev…", "189 ev…"),
    ],
)
def test_of_facts_that_have_no_room_the_last_ones_go_as_a_whole(qtbot: QtBot, room: str, expected: str) -> None:
    label = ElidedLabel("189 events  ·  from 17 sources")
    qtbot.addWidget(label)
    label.resize(label.fontMetrics().horizontalAdvance(room) + 1, 20)
    assert label.shown() == expected


def test_a_long_link_makes_a_label_that_wraps_no_wider(qtbot: QtBot) -> None:
    link = "see https://status.example.com/" + "a" * 200
    label = Label(link, wrap=True)
    qtbot.addWidget(label)
    assert label.text() == link
    assert label.minimumSizeHint().width() < 200


def test_what_can_be_copied_from_a_label_is_what_it_says(qtbot: QtBot) -> None:
    label = Label("5" * 64, wrap=True)
    qtbot.addWidget(label)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    label.setSelection(0, 64)
    assert label.selectedText() == "5" * 64


def test_an_icon_button_is_named(qtbot: QtBot) -> None:
    button = IconButton("remove", "Remove event")
    qtbot.addWidget(button)
    assert (button.text(), button.toolTip(), button.accessibleName()) == ("Remove event",) * 3
    assert button.toolButtonStyle() is Qt.ToolButtonStyle.ToolButtonIconOnly


@pytest.mark.parametrize("value", [*ReviewStatus, *ActionStatus, *Quadrant, *ReviewKind, *CauseLabel])
def test_every_state_has_a_chip_with_its_word(qtbot: QtBot, value: ReviewStatus) -> None:
    chip = chip_for(value)
    qtbot.addWidget(chip)
    assert chip.text() == chip.accessibleName() != ""
    assert not chip.grab().isNull()


def test_systemic_and_external_differ_in_shape_not_only_in_colour(qtbot: QtBot) -> None:
    assert CAUSE_MARKS[CauseLabel.SYSTEMIC][1] != CAUSE_MARKS[CauseLabel.EXTERNAL][1]
    chip = cause_chip(CauseLabel.SYSTEMIC)
    qtbot.addWidget(chip)
    assert chip.text() == "Systemic"


def test_a_card_without_title_has_no_title_row(qtbot: QtBot) -> None:
    card = Card()
    shown(qtbot, card)
    empty = card.sizeHint().height()
    card.add_action(secondary_button("Add"))
    assert card.sizeHint().height() > empty


def test_a_form_row_names_its_field_and_gives_it_an_access_key(qtbot: QtBot) -> None:
    field = LineField()
    row = FormRow("&Title", field, "What readers see first.")
    qtbot.addWidget(row)
    assert field.accessibleName() == "Title"
    assert field.accessibleDescription() == "What readers see first."
    assert row.findChild(QLabel).buddy() is field


def test_flow_wraps_where_the_line_ends(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    flow = FlowLayout(page)
    for number in range(8):
        flow.addWidget(Chip(f"Chip {number}"))
    assert flow.heightForWidth(200) > flow.heightForWidth(2000)
    flow.setGeometry(QRect(QPoint(0, 0), flow.minimumSize() * 3))
    flow.clear()
    assert flow.count() == 0


def test_an_empty_state_says_what_belongs_here_and_offers_it(qtbot: QtBot) -> None:
    button = secondary_button("Import…")
    state = shown(qtbot, EmptyState("timeline", "Nothing here yet", "Import a timeline.", button))
    assert button.isVisible()
    assert {"Nothing here yet", "Import a timeline."} <= {label.text() for label in state.findChildren(Label)}


def test_a_notice_offers_the_way_back(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.show_notice("Event removed.", "Undo", seconds=0)
    assert bar.isVisible()
    with qtbot.waitSignal(bar.acted, timeout=500):
        next(button for button in bar.findChildren(QPushButton) if button.text() == "Undo").click()
    assert bar.isHidden()


def test_a_notice_goes_away_by_itself(qtbot: QtBot) -> None:
    page = QWidget()
    bar = NoticeBar(page)
    LineField("Elsewhere", parent=page).setFocus()
    shown(qtbot, page)
    with qtbot.waitSignal(bar.dismissed, timeout=2000):
        bar.show_notice("Saved.", seconds=0.05)
    assert bar.isHidden()


def test_search_waits_for_the_last_letter_and_esc_clears(qtbot: QtBot) -> None:
    field = SearchField("Search events", delay_ms=30)
    shown(qtbot, field)
    sent: list[str] = []
    field.searched.connect(sent.append)
    qtbot.keyClicks(field, "quota")
    qtbot.waitUntil(lambda: sent == ["quota"])
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert sent == ["quota", ""]


def test_whoever_leaves_the_search_need_not_wait(qtbot: QtBot) -> None:
    field = SearchField("Search events", delay_ms=60_000)
    shown(qtbot, field)
    field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClicks(field, "quota")
    with qtbot.waitSignal(field.searched, timeout=500):
        field.clearFocus()


def test_progress_never_runs_backwards(qtbot: QtBot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.start("Reading…")
    strip.report(Progress(50, 100, "Reading…"))
    strip.report(Progress(40, 100, "Reading…"))
    assert strip._bar.value() == 500
    with qtbot.waitSignal(strip.cancelled, timeout=500):
        strip._cancel.click()
    strip.finish()
    assert strip.isHidden()


def test_progress_starts_anew_with_the_next_work(qtbot: QtBot) -> None:
    strip = ProgressStrip()
    qtbot.addWidget(strip)
    strip.start("Reading…")
    strip.report(Progress(90, 100, "Reading…"))
    strip.finish()
    strip.start("Writing…")
    strip.report(Progress(10, 100, "Writing…"))
    assert strip._bar.value() == 100


def read_noon(text: str) -> datetime:
    if text == "noon":
        return NOON
    raise UserError(f"“{text}” is not a time.", "Write noon.")


def time_field(qtbot: QtBot) -> tuple[TimeField, QLineEdit]:
    made = TimeField("Detected", read_noon, lambda value: f"{value:%H:%M}", "UTC")
    shown(qtbot, made)
    return made, made.findChild(QLineEdit)


def test_a_typed_time_is_read_and_written_in_full(qtbot: QtBot) -> None:
    field, line = time_field(qtbot)
    qtbot.keyClicks(line, "noon")
    with qtbot.waitSignal(field.committed, timeout=500) as sent:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert sent.args == [NOON]
    assert line.text() == "12:00"


def test_a_time_that_cannot_be_read_stays_with_the_reason_below(qtbot: QtBot) -> None:
    field, line = time_field(qtbot)
    qtbot.keyClicks(line, "teatime")
    with qtbot.assertNotEmitted(field.committed):
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "teatime"
    assert field.error() == line.accessibleDescription() == "“teatime” is not a time. Write noon."


def test_an_emptied_time_is_sent_as_none(qtbot: QtBot) -> None:
    field, line = time_field(qtbot)
    field.set_value(NOON)
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    with qtbot.waitSignal(field.committed, timeout=500) as sent:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert sent.args == [None]


def test_a_combo_shows_names_and_sends_values(qtbot: QtBot) -> None:
    combo = EnumCombo(ReviewKind, none_text="All kinds")
    qtbot.addWidget(combo)
    assert [combo.itemText(i) for i in range(combo.count())] == ["All kinds", "Incident", "Near miss", "Drill"]
    with qtbot.assertNotEmitted(combo.chosen):
        combo.set_value(ReviewKind.DRILL)
    assert combo.value() is ReviewKind.DRILL
    with qtbot.waitSignal(combo.chosen, timeout=500) as sent:
        qtbot.keyClick(combo, Qt.Key.Key_Up)
    assert sent.args == [ReviewKind.NEAR_MISS]


def test_numbers_are_sent_when_a_person_changes_them(qtbot: QtBot) -> None:
    spin = WholeSpin(0, 90, " min")
    qtbot.addWidget(spin)
    with qtbot.assertNotEmitted(spin.committed):
        spin.set_value(15)
    with qtbot.waitSignal(spin.committed, timeout=500) as sent:
        qtbot.keyClick(spin, Qt.Key.Key_Up)
    assert sent.args == [16]


def test_a_score_can_be_missing(qtbot: QtBot) -> None:
    spin = ScoreSpin()
    qtbot.addWidget(spin)
    spin.set_score(None)
    assert (spin.score(), spin.text()) == (None, "not scored")
    with qtbot.waitSignal(spin.committed, timeout=500) as sent:
        qtbot.keyClick(spin, Qt.Key.Key_Up)
    assert sent.args == [1.0]


def test_a_table_is_one_tab_stop(qtbot: QtBot) -> None:
    view = QTableView()
    qtbot.addWidget(view)
    dress_table(view, "Events")
    assert view.accessibleName() == "Events"
    assert not view.tabKeyNavigation()


def test_rows_of_a_list_are_easy_to_hit_with_or_without_a_check_box(qtbot: QtBot) -> None:
    view = QListWidget()
    shown(qtbot, view)
    dress_list(view, "Causes")
    view.addItems(["Quota", "Alert"])
    view.item(0).setCheckState(Qt.CheckState.Checked)
    assert {view.sizeHintForRow(row) >= 24 for row in range(2)} == {True}


def test_a_header_shows_chips_and_facts(qtbot: QtBot) -> None:
    header = ReviewHeader()
    shown(qtbot, header)
    header.set_review("Order sync stopped", [Chip("SEV-1")], ["12 Nov 2026", "", "2 h 14 min"])
    header.set_review("Order sync stopped", [Chip("SEV-2")], ["12 Nov 2026", "", "2 h 14 min"])
    qtbot.waitUntil(lambda: [chip.text() for chip in header.findChildren(Chip) if chip.isVisible()] == ["SEV-2"])
    assert "12 Nov 2026  ·  2 h 14 min" in {label.text() for label in header.findChildren(Label)}


def test_a_page_column_never_scrolls_sideways(qtbot: QtBot) -> None:
    column = ScrollColumn()
    qtbot.addWidget(column)
    column.add(Label("word " * 80, wrap=True))
    column.resize(300, 200)
    column.show()
    assert column.horizontalScrollBarPolicy() is Qt.ScrollBarPolicy.ScrollBarAlwaysOff
    assert column.widget().width() <= column.viewport().width()


def test_every_button_of_the_gallery_is_named_and_large_enough(qtbot: QtBot) -> None:
    from support.gallery_scenes import controls, review  # noqa: PLC0415  # only this test needs the scenes

    for scene in (controls, review):
        page = scene()
        qtbot.addWidget(page)
        page.resize(1360, 860)
        page.show()
        buttons = [b for b in page.findChildren(QAbstractButton) if b.isVisible() and b.focusPolicy()]
        for button in buttons:
            assert button.text() or button.accessibleName()
            assert min(button.width(), button.height()) >= 24 or not isinstance(button, QPushButton | QToolButton)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_presses_the_button_with_the_focus_and_not_the_default_one(qtbot: QtBot, key: Qt.Key) -> None:
    dialog = QDialog()
    column = QVBoxLayout(dialog)
    pressed: list[str] = []
    default, other, small = secondary_button("Import"), secondary_button("Cancel"), IconButton("close", "Close")
    default.setDefault(True)
    for button in (default, other, small):
        column.addWidget(button)
        button.clicked.connect(partial(lambda name, _checked=False: pressed.append(name), button.text()))
    shown(qtbot, dialog)
    other.setFocus()
    qtbot.keyClick(other, key)
    small.setFocus()
    qtbot.keyClick(small, key)
    assert pressed == ["Cancel", "Close"]
