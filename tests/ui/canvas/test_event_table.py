"""The table of events: cells, filters, edits that are asked for, and changes that disturb nobody."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractSlider, QComboBox, QTableView
from pytestqt.qtbot import QtBot

from secondstory.model.enums import EventKind, Precision
from secondstory.model.event_list import EventList
from secondstory.model.records import Event
from secondstory_ui.models import event_filter, event_table
from secondstory_ui.models.event_cells import Column, since
from secondstory_ui.models.event_delegates import KindDelegate, wrapped
from secondstory_ui.models.event_filter import EventFilter
from secondstory_ui.models.event_table import EVENT_ID_ROLE, EventTableModel
from secondstory_ui.models.event_view import EventView, install_event_view
from support.reviews import at, event

UTC = ZoneInfo("UTC")
EVENTS = (
    event("14:07", "Error rate above 5 %", EventKind.ALERT, id=1, role="Monitoring", key=True, source_id=4),
    event("14:09", "Paged the on-call engineer", EventKind.ESCALATION, id=2, role="Monitoring"),
    event(None, "Somebody saw slow orders", EventKind.OBSERVATION, id=3, role="Shop"),
    event("14:19", "Declared SEV-1", EventKind.DECISION, id=4, role="Incident commander", precision=Precision.RECALLED),
    event("16:21", "Test alert", EventKind.ALERT, id=5, role="Monitoring", hidden=True),
)


def table(events: Iterable[Event] = EVENTS) -> EventTableModel:
    model = EventTableModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.set_events(EventList.of(events), UTC, at("14:07"), {4: "alerts.csv"})
    return model


def cells(model: EventTableModel, column: Column) -> list[str]:
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_cells_read_as_people_tell_events(qapp: object) -> None:
    model = table()
    assert cells(model, Column.TIME) == ["14:07", "14:09", "time unknown", "14:19 (recalled)"]
    assert cells(model, Column.SINCE) == ["+0:00", "+0:02", "", "+0:12"]
    assert cells(model, Column.KIND) == ["Alert", "Escalation", "Observation", "Decision"]
    assert cells(model, Column.KEY) == ["★", "", "", ""]
    assert cells(model, Column.SOURCE) == ["alerts.csv", *["Added by hand"] * 3]


def test_the_header_names_the_zone(qapp: object) -> None:
    model = table()
    model.set_events(EventList.of(EVENTS), ZoneInfo("America/Los_Angeles"), None)
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Time (Los Angeles)"
    tip = model.headerData(0, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert tip == "Time (America/Los_Angeles)"
    assert cells(model, Column.TIME)[0] == "07:07"


def test_dates_are_told_where_the_events_are_of_several_days(qapp: object) -> None:
    model = table([*EVENTS, event(at("00:10", 1), "Closed", id=9)])
    assert cells(model, Column.TIME)[0] == "2026-05-04 14:07"


def test_time_since_the_start_can_be_negative_and_long() -> None:
    start = at("14:00")
    assert since(start - timedelta(minutes=65), start) == "−1:05"
    assert since(start + timedelta(days=2, hours=3, minutes=5), start) == "+2 d 3:05"
    assert since(None, start) == since(start, None) == ""


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (EventFilter(), [1, 2, 3, 4]),
        (EventFilter(hidden_shown=True), [1, 2, 3, 4, 5]),
        (EventFilter(text="MONITORING error"), [1]),
        (EventFilter(text="alert"), []),
        (EventFilter(text="alert", hidden_shown=True), [5]),
        (EventFilter(kinds=frozenset({EventKind.ALERT, EventKind.DECISION})), [1, 4]),
        (EventFilter(source_id=4), [1]),
        (EventFilter(key_only=True), [1]),
    ],
)
def test_filters_let_through(qapp: object, wanted: EventFilter, ids: list[int]) -> None:
    model = table()
    model.set_filter(wanted)
    assert [model.id_at(row) for row in range(model.rowCount())] == ids
    assert model.total == 5
    assert [model.row_of(i) for i in ids] == list(range(len(ids)))
    assert model.row_of(99) == -1


def test_an_edit_is_asked_for_and_not_made(qtbot: QtBot) -> None:
    model = table()
    with qtbot.waitSignal(model.edit_requested) as told:
        assert model.setData(model.index(1, Column.TIME), "+7m")
    assert told.args == [2, "time", "+7m"]
    assert model.index(1, Column.TIME).data() == "14:09"
    with qtbot.assertNotEmitted(model.edit_requested):
        assert not model.setData(model.index(1, Column.ROLE), "Monitoring")
        assert not model.setData(model.index(1, Column.SOURCE), "x")


def test_a_changed_event_is_told_as_one_changed_row(qtbot: QtBot) -> None:
    model = table()
    changed = [replace(e, title="Paged twice") if e.id == 2 else replace(e) for e in EVENTS]
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged) as told:
        model.set_events(EventList.of(changed), UTC, at("14:07"), {4: "alerts.csv"})
    assert (told.args[0].row(), told.args[1].row()) == (1, 1)


def test_selection_follows_an_event_whose_time_changes(qapp: object) -> None:
    model = table()
    kept = QPersistentModelIndex(model.index(1, Column.WHAT))
    moved = replace(EVENTS[1], occurred_at=at("15:00"))
    model.set_events(
        EventList.of([EVENTS[0], EVENTS[2], EVENTS[3], moved, EVENTS[4]]), UTC, at("14:07"), {4: "alerts.csv"}
    )
    assert (kept.row(), kept.data(EVENT_ID_ROLE)) == (3, 2)


def test_a_new_event_and_a_removed_one_disturb_no_other(qapp: object) -> None:
    model = table()
    kept = QPersistentModelIndex(model.index(3, Column.WHAT))
    new = event("14:10", "Joined the bridge", id=6)
    model.set_events(EventList.of([EVENTS[0], EVENTS[1], new, *EVENTS[2:]]), UTC, at("14:07"), {4: "alerts.csv"})
    assert kept.row() == 4
    model.set_events(EventList.of([EVENTS[1], *EVENTS[2:]]), UTC, at("14:07"), {4: "alerts.csv"})
    assert (kept.row(), kept.data(EVENT_ID_ROLE)) == (2, 4)


@given(st.lists(st.permutations(range(1, 9)).flatmap(lambda ids: st.integers(0, 8).map(lambda n: ids[:n])), max_size=4))
def test_any_table_may_follow_any_other(qapp: object, tables: list[list[int]]) -> None:
    model = table(())
    for ids in tables:
        model.set_events(EventList.of([event("14:00", f"Event {i}", id=i) for i in ids]), UTC, None)
        assert [model.id_at(row) for row in range(model.rowCount())] == ids


def test_tooltips_keep_what_was_written(qapp: object) -> None:
    told = event("14:00", "x", id=1, time_as_written="4 May, 2pm", zone_assumed="Europe/Berlin")
    model = table([told])  # an index does not keep its model
    tip = model.index(0, Column.TIME).data(Qt.ItemDataRole.ToolTipRole)
    assert "Written as 4 May, 2pm" in tip
    assert "names no zone; Europe/Berlin was taken" in tip


def test_tooltips_say_where_duplicates_tell_otherwise(qapp: object) -> None:
    shown = event("14:00", "Paged", EventKind.ALERT, id=1, role="Monitoring")
    same = replace(shown, id=2, merged_into=1)
    other = replace(shown, id=3, merged_into=1, role="Shop", title="Somebody was paged")
    tables = [table(events) for events in ([shown, same], [shown, other])]
    tips = [each.index(0, Column.WHAT).data(Qt.ItemDataRole.ToolTipRole) for each in tables]
    assert tips == ["Paged", "Paged\nDuplicates tell otherwise: the role, the words"]


def test_screen_readers_hear_the_star_in_words(qapp: object) -> None:
    model = table()
    spoken = [model.index(row, Column.KEY).data(Qt.ItemDataRole.AccessibleTextRole) for row in (0, 1)]
    assert spoken == ["Key event", "Not a key event"]


@pytest.fixture
def view(qtbot: QtBot) -> QTableView:
    made = QTableView()
    qtbot.addWidget(made)
    made.resize(900, 300)
    return made


def test_the_selected_event_stays_selected_when_a_filter_goes(view: QTableView) -> None:
    model = table([event("14:00", f"Event {i}", id=i, key=i % 2 == 0) for i in range(1, 1500)])
    events = install_event_view(view, model)
    events.select(700)
    model.set_filter(EventFilter(key_only=True))
    assert events.selected_id == 700
    model.set_filter(EventFilter(text="nothing of that sort"))
    assert events.selected_id == -1
    model.set_filter(EventFilter())
    assert events.selected_id == 700


def test_a_click_or_space_on_the_star_asks_for_the_key_mark(qtbot: QtBot, view: QTableView) -> None:
    model = table()
    install_event_view(view, model)
    view.show()
    star = model.index(1, Column.KEY)
    with qtbot.waitSignal(model.edit_requested) as told:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.visualRect(star).center())
    assert told.args == [2, "key", True]
    view.setCurrentIndex(model.index(0, Column.KEY))
    with qtbot.waitSignal(model.edit_requested) as told:
        qtbot.keyClick(view, Qt.Key.Key_Space)
    assert told.args == [1, "key", False]


def test_a_kind_is_chosen_from_a_list(qtbot: QtBot, view: QTableView) -> None:
    model = table()
    install_event_view(view, model)
    delegate = view.itemDelegateForColumn(Column.KIND)
    assert isinstance(delegate, KindDelegate)
    index = model.index(1, Column.KIND)
    box = delegate.createEditor(view, None, index)  # type: ignore[arg-type]
    assert isinstance(box, QComboBox)
    delegate.setEditorData(box, index)
    assert box.currentText() == "Escalation"
    box.setCurrentIndex(box.findText("Decision"))
    with qtbot.waitSignal(model.edit_requested) as told:
        delegate.setModelData(box, model, index)
    assert told.args == [2, "kind", EventKind.DECISION]


def test_rows_in_view_are_as_high_as_their_text(qtbot: QtBot, view: QTableView) -> None:
    model = table([event("14:00", "word " * 60, id=1), event("14:01", "short", id=2)])
    assert isinstance(install_event_view(view, model), EventView)
    view.show()
    qtbot.waitUntil(lambda: view.rowHeight(0) > view.rowHeight(1) + 20)


def test_rows_far_down_are_as_high_as_their_text_as_soon_as_they_come_into_view(qtbot: QtBot, view: QTableView) -> None:
    model = table([event("14:00", "word " * 60, id=number) for number in range(1, 401)])
    install_event_view(view, model)
    view.show()
    usual = view.rowHeight(399)
    view.scrollToBottom()
    qtbot.waitUntil(lambda: view.rowHeight(399) > usual + 20, timeout=1000)


def test_the_selected_event_stays_in_view_while_rows_get_their_heights(qtbot: QtBot, view: QTableView) -> None:
    model = table([event("14:00", "word " * 60, id=number) for number in range(1, 101)])
    events = install_event_view(view, model)
    view.show()
    events.select(90)
    usual = view.verticalHeader().defaultSectionSize()
    for width in (900, 500):
        view.resize(width, 300)
        qtbot.waitUntil(lambda: view.viewport().rect().contains(view.visualRect(view.currentIndex())), timeout=1000)
        qtbot.waitUntil(lambda: view.rowHeight(89) > usual, timeout=1000)
    view.verticalScrollBar().triggerAction(QAbstractSlider.SliderAction.SliderToMinimum)
    qtbot.waitUntil(lambda: not events._later.isActive())
    assert view.rowAt(0) == 0


@pytest.mark.parametrize("before", ["", "\N{FIRE}\N{FIRE} \N{ROCKET} "], ids=["plain", "emoji"])
def test_wrapped_lines_lose_no_word(qapp: object, before: str) -> None:
    text = f"{before}Replicas in step; failover to the original topology begins after the check of every cluster"
    assert " ".join(wrapped(text, QTableView().font(), 120)) == text


def test_a_search_knows_what_was_edited_since_the_last_one(qapp: object) -> None:
    model = table()
    model.set_filter(EventFilter("paged"))
    assert cells(model, Column.WHAT) == ["Paged the on-call engineer"]
    edited = [replace(event, title="Called the on-call engineer") if event.id == 2 else event for event in EVENTS]
    model.set_events(EventList.of(edited), UTC, at("14:07"), {4: "alerts.csv"})
    assert cells(model, Column.WHAT) == []
    model.set_filter(EventFilter("called engineer"))
    assert cells(model, Column.WHAT) == ["Called the on-call engineer"]


def test_the_mask_says_of_every_event_whether_it_is_shown(qapp: object) -> None:
    model = table()
    assert model.events == EVENTS
    assert list(model.mask) == [1, 1, 1, 1, 0]
    model.set_filter(EventFilter("monitoring", frozenset({EventKind.ALERT}), key_only=False, hidden_shown=True))
    assert list(model.mask) == [1, 0, 0, 0, 1]
    assert [event.id for event in model.shown] == [1, 5]


def test_of_very_many_events_the_first_that_are_found_are_shown_at_once(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(event_filter, "PART", 10)
    monkeypatch.setattr(event_table, "FIRST_SECONDS", 0)
    monkeypatch.setattr(event_table, "MORE_SECONDS", 0)
    model = table(event(at("14:00") + timedelta(minutes=n), f"Minute {n % 2}", id=n + 1) for n in range(60))
    with qtbot.waitSignal(model.searched):
        model.set_filter(EventFilter("minute 1"))
        assert (model.rowCount(), model.searching) == (5, True)
    assert [event.id for event in model.shown] == [n + 1 for n in range(60) if n % 2]
    assert (len(model.mask), model.searching) == (60, False)


def test_another_search_ends_the_one_that_goes_on(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_filter, "PART", 10)
    monkeypatch.setattr(event_table, "FIRST_SECONDS", 0)
    model = table(event(at("14:00") + timedelta(minutes=n), f"Minute {n % 2}", id=n + 1) for n in range(60))
    with qtbot.waitSignal(model.searched):
        model.set_filter(EventFilter("minute 1"))
        model.set_filter(EventFilter("minute 0"))
    assert {event.title for event in model.shown} == {"Minute 0"}
    assert model.rowCount() == 30
    model.set_filter(EventFilter())
    assert (model.rowCount(), model.searching) == (60, False)
