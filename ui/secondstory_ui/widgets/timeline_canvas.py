"""The timeline as a picture that people work on: a lane for each kind of event, moments, quiet stretches, an axis."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from secondstory.model.enums import MomentKind
from secondstory_ui.widgets.accessibility import Spoken, announce, install_painted_widgets
from secondstory_ui.widgets.timeline_board import TimelineBoard
from secondstory_ui.widgets.timeline_data import instant
from secondstory_ui.widgets.timeline_pick import pick_gap, pick_rows
from secondstory_ui.widgets.timeline_view import PAN_STEP, ZOOM_STEP
from secondstory_ui.widgets.timeline_words import cluster_tip, event_text, event_tip, gap_tip, lanes_tip

DRAG_PIXELS = 4
WHEEL_NOTCH = 120.0
PAN_PIXELS = 0.8
MOMENT_KEYS = {Qt.Key.Key_1 + number: kind for number, kind in enumerate(MomentKind)}


class TimelineCanvas(Spoken, TimelineBoard):
    """Shows a `TimelineData` and reports what people do on it; it changes nothing but its own view.

    Mouse: drag or wheel pans, Ctrl+wheel and pinch zoom at the pointer, Shift+wheel and the wheel over the names go
    through the lanes, and so does a click on the words below them that say how many more there are; a click selects
    (again: the next event under the mark), a double click opens, or zooms into several events.
    Keys: Left/Right go from event to event, Up/Down from lane to lane, Home/End to the first and last event,
    Ctrl+Left/Right and Page Up/Down pan, + − 0 zoom, Enter opens, 1–6 ask to set a moment on the selected event.
    """

    selected = Signal(int)
    """The id of the event that a person selected here."""
    activated = Signal(int)
    """The id of the event that a person opened."""
    menu_requested = Signal(object, QPoint)
    """The id of the event under the pointer or nothing, and the place on the screen."""
    moment_requested = Signal(object, int)
    """A `MomentKind`, and the id of the event that it should be set on."""
    moment_placed = Signal(object, object, object)
    """The `MomentKind` that was being placed, the id of the event it was placed on or nothing, and the instant."""
    placing_ended = Signal()
    """The placing of a moment is over, whether it was placed or not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pressed: QPointF | None = None
        self._dragging = False
        install_painted_widgets()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)

    @property
    def selected_id(self) -> int | None:
        """The id of the selected event."""
        return self._view.selected

    def select(self, event_id: int | None) -> None:
        """Select an event and bring it into view, without a signal; one that has no time clears the selection."""
        self._view.select_row(self._view.data.row_of(event_id))
        self._reveal_lane()

    def accessible_value(self) -> str:
        """What a screen reader says of the selection."""
        return "" if self._view.row is None else event_text(self._view.data, self._view.row)

    def zoom_in(self) -> None:
        """Closer, around the selected event or the middle."""
        self._view.zoom(ZOOM_STEP)

    def zoom_out(self) -> None:
        """Further away."""
        self._view.zoom(1 / ZOOM_STEP)

    def fit(self) -> None:
        """Everything in view."""
        self._view.fit()

    def fit_story(self) -> None:
        """The story in view: from the first moment to the last, or all but a few far-away events."""
        self._view.fit_story()

    # Placing a moment ------------------------------------------------------------------------------------------

    @property
    def placing(self) -> MomentKind | None:
        """The moment that the next click places."""
        return self._placing

    def start_placing(self, kind: MomentKind) -> None:
        """Let the next click, or Enter on the selected event, place a moment; Esc leaves."""
        self._placing = kind
        self.viewport().setCursor(Qt.CursorShape.CrossCursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.viewport().update()

    def stop_placing(self) -> None:
        """Leave without placing."""
        if self._placing is not None:
            self._placing = None
            self.viewport().unsetCursor()
            self.viewport().update()
            self.placing_ended.emit()

    def _place(self, row: int | None, time: float) -> None:
        kind, data = self._placing, self._view.data
        self.stop_placing()
        if row is None:
            self.moment_placed.emit(kind, None, instant(time).replace(microsecond=0))
        else:
            self.moment_placed.emit(kind, data.ids[row], instant(data.times[row]))

    # Selecting -------------------------------------------------------------------------------------------------

    def _reveal_lane(self) -> None:
        """Scroll to the lane of the selected event."""
        data, row = self._view.data, self._view.row
        if row is not None:
            top = data.lanes.index(data.kinds[row]) * self._layout.lane_height
            bar, height = self.verticalScrollBar(), self._layout.lane_height
            bar.setValue(round(min(max(bar.value(), top + height - self._layout.plot.height()), top)))
        self.viewport().update()

    def _select_row(self, row: int | None) -> None:
        if row is not None and self._view.select_row(row):
            announce(self, self.accessible_value())
            self.selected.emit(self._view.data.ids[row])
        self._reveal_lane()

    def _rows_at(self, place: QPointF) -> tuple[int, ...]:
        return pick_rows(self._view.data, self._view.scale, self._layout, place)

    # Mouse -----------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click or a drag begins."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()
            self._dragging = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pan while dragging; show the time under the pointer otherwise."""
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            way = event.position() - self._pressed
            if self._dragging or abs(way.x()) >= DRAG_PIXELS:
                self._dragging = True
                self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
                self._view.pan_pixels(-way.x())
                self._pressed = event.position()
        self._pointer = event.position()
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click selects, or places a moment; after a drag nothing is selected."""
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        self._pressed = None
        if self._dragging:
            self._dragging = False
            self._restore_cursor()
            return
        place = event.position()
        rows = self._rows_at(place)
        if self._layout.lanes_note.contains(place):
            self._turn_lanes()
        elif self._placing is not None:
            if self._layout.plot.contains(place):
                self._place(rows[0] if rows else None, self._view.scale.at(place.x() - self._layout.plot.left()))
        elif rows:
            self._select_row(_following(rows, self._view.row))

    def _turn_lanes(self) -> None:
        """Show the next lanes; after the last ones the first again."""
        bar = self.verticalScrollBar()
        bar.setValue(0 if bar.value() == bar.maximum() else bar.value() + bar.pageStep())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the event; where several share a mark, come closer."""
        rows = self._rows_at(event.position())
        times = self._view.data.times
        if len(rows) > 1 and times[rows[-1]] > times[rows[0]]:
            self._view.zoom(ZOOM_STEP * 2, event.position().x() - self._layout.plot.left())
        elif rows:
            self.activated.emit(self._view.data.ids[_following(rows, None)])

    def leaveEvent(self, event: QEvent) -> None:
        """Take the line under the pointer away."""
        super().leaveEvent(event)
        self._pointer = None
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl: zoom at the pointer. Shift: through the lanes. Otherwise through time."""
        way = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            notches = event.angleDelta().y() / WHEEL_NOTCH
            self._view.zoom(ZOOM_STEP**notches, event.position().x() - self._layout.plot.left())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier or event.position().x() < self._layout.plot.left():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() - (way.y() or way.x()) // 2)
        else:
            self._view.pan_pixels(-(way.x() or way.y()) * PAN_PIXELS)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Leave the menu to the page; by keyboard it belongs to the selected event."""
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            rows = self._rows_at(QPointF(event.pos()))
            self._select_row(_following(rows, self._view.row, stay=True) if rows else None)
            self.menu_requested.emit(self._view.data.ids[self._view.row or 0] if rows else None, event.globalPos())
        else:
            self.menu_requested.emit(self._view.selected, self.viewport().mapToGlobal(self._selected_place()))

    def _selected_place(self) -> QPoint:
        data, row = self._view.data, self._view.row
        if row is None:
            return self.viewport().rect().center()
        lane = self._layout.lane(data.lanes.index(data.kinds[row]))
        x = lane.left() + self._view.scale.x(data.times[row])
        return QPointF(x, lane.center().y()).toPoint()

    def _restore_cursor(self) -> None:
        if self._placing is None:
            self.viewport().unsetCursor()
        else:
            self.viewport().setCursor(Qt.CursorShape.CrossCursor)

    # Keys, touch pads and tooltips -----------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class for the keys."""
        if not self._move_key(event) and not self._act_key(event):
            super().keyPressEvent(event)

    def _move_key(self, event: QKeyEvent) -> bool:
        view, key = self._view, Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)
        if step is not None and control:
            view.pan(step * PAN_STEP)
        elif step is not None:
            self._select_row(view.row_beside(step))
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._select_row(view.row_across(1 if key == Qt.Key.Key_Down else -1))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and len(view.data):
            self._select_row(0 if key == Qt.Key.Key_Home else len(view.data) - 1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and not control:
            view.pan(0.9 if key == Qt.Key.Key_PageDown else -0.9)
        else:
            return False
        return True

    def _act_key(self, event: QKeyEvent) -> bool:
        view, key = self._view, Qt.Key(event.key())
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Escape and self._placing is not None:
            self.stop_placing()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and view.row is not None:
            if self._placing is not None:
                self._place(view.row, 0)
            else:
                self.activated.emit(view.data.ids[view.row])
        elif plain and event.text() in ("+", "="):
            self.zoom_in()
        elif plain and event.text() in ("-", "−"):
            self.zoom_out()
        elif plain and event.text() == "0":
            self.fit()
        elif plain and key in MOMENT_KEYS and view.row is not None:
            self.moment_requested.emit(MOMENT_KEYS[key], view.data.ids[view.row])
        else:
            return False
        return True

    def viewportEvent(self, event: QEvent) -> bool:
        """Pinch to zoom; tooltips for events and quiet stretches."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self._view.zoom(1 + event.value(), event.position().x() - self._layout.plot.left())
            return True
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            text = self._tip(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), text, self.viewport())
            return True
        return bool(super().viewportEvent(event))

    def _tip(self, place: QPointF) -> str:
        data = self._view.data
        rows = self._rows_at(place)
        if rows:
            return event_tip(data, rows[0]) if len(rows) == 1 else cluster_tip(data, rows)
        if self._layout.lanes_note.contains(place):
            return lanes_tip(data, self._layout)
        gap = pick_gap(data, self._view.scale, self._layout, place)
        return gap_tip(*gap, data) if gap else ""


def _following(rows: tuple[int, ...], row: int | None, *, stay: bool = False) -> int:
    """The row after the selected one among those of a mark, the first where none of them is; or the selected one."""
    if row not in rows:
        return rows[0]
    return row if stay else rows[(rows.index(row) + 1) % len(rows)]
