"""The impact-effort matrix as a picture that people work on: drag points, or move them with the keys."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from secondstory.model.records import SCORE_STEP
from secondstory_ui.text import translate
from secondstory_ui.theme.controller import current_theme
from secondstory_ui.widgets.accessibility import Spoken, announce, install_painted_widgets
from secondstory_ui.widgets.matrix_drag import draw_drag
from secondstory_ui.widgets.matrix_painter import MatrixLayout, MatrixPainter, matrix_layout
from secondstory_ui.widgets.matrix_points import MatrixPoint, neighbour, places, stepped
from secondstory_ui.widgets.matrix_words import target_text, told

DRAG_PIXELS = 5
KEY_PAUSE = 700
MIDDLE = 3.0
STEPS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
Scores = tuple[float, float] | None


class MatrixCanvas(Spoken, QWidget):
    """Shows `MatrixPoint`s and reports what people do with them; it changes no score itself.

    Mouse: drag a point, also out of the tray and back into it; a click selects, a double click opens.
    Keys: arrows move the selected point by half a step (Enter, a pause or leaving ends the move), Page Up/Down go
    through the points by rank, Ctrl+arrows to the nearest point in a direction, Home/End to the first and last,
    Enter puts an unscored point on 3/3 or opens, Delete puts a point back into the tray, Esc takes a move back.
    """

    point_moved = Signal(int, object, object)
    """The action, its new impact and its new effort; both None where it was put back into the tray. One a move."""
    selected = Signal(int)
    """The action that a person selected here."""
    activated = Signal(int)
    """The action that a person opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[MatrixPoint, ...] = ()
        self._selected: int | None = None
        self._moved: MatrixPoint | None = None
        self._pressed: QPointF | None = None
        self._dragged: int | None = None
        self._pointer = QPointF()
        self._pause = QTimer(self, singleShot=True, interval=KEY_PAUSE)
        self._pause.timeout.connect(self._end_move)
        install_painted_widgets()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(translate("Matrix", "Impact–effort matrix"))

    # What it shows ---------------------------------------------------------------------------------------------

    def set_points(self, points: Sequence[MatrixPoint]) -> None:
        """Show these points; the selection stays where its action is still there."""
        self._points = tuple(sorted(points, key=lambda point: point.number))
        ids = {point.action_id for point in self._points}
        self._selected = self._selected if self._selected in ids else None
        self._moved = self._moved if self._moved is not None and self._moved.action_id in ids else None
        waiting = sum(point.scores is None for point in points)
        text = translate("Matrix", "{count} actions, {waiting} not scored yet.").format(
            count=len(points), waiting=waiting
        )
        self.setAccessibleDescription(text)
        self.update()

    @property
    def points(self) -> tuple[MatrixPoint, ...]:
        """What is shown, by rank, with a move by keys that is not yet ended."""
        moved = self._moved
        return tuple(moved if moved and p.action_id == moved.action_id else p for p in self._points)

    @property
    def selected_id(self) -> int | None:
        """The action that is selected."""
        return self._selected

    def select(self, action_id: int | None) -> None:
        """Select an action without a signal."""
        if action_id != self._selected:
            self._end_move()
            self._selected = action_id if any(p.action_id == action_id for p in self._points) else None
            self.update()

    def sizeHint(self) -> QSize:
        """Room for every half step."""
        return QSize(560, 520)

    def minimumSizeHint(self) -> QSize:
        """The least size at which points of neighbouring scores stay apart."""
        return QSize(340, 320)

    # Painting --------------------------------------------------------------------------------------------------

    @property
    def _layout(self) -> MatrixLayout:
        tray = self._dragged is not None or any(point.scores is None for point in self.points)
        return matrix_layout((self.width(), self.height()), tray=tray)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the matrix, and a dragged point with its target."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), current_theme().color("surface"))
        picture = MatrixPainter(
            points=self.points,
            layout=self._layout,
            theme=current_theme(),
            selected=self._selected,
            focused=self.hasFocus(),
            lifted=self._dragged,
        )
        picture.paint(painter)
        dragged = self._point(self._dragged)
        if dragged is not None:
            draw_drag(painter, picture, dragged, self._target(), self._pointer, self.width())
        if self.hasFocus():
            painter.setPen(QPen(current_theme().color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
        painter.end()

    # Finding ---------------------------------------------------------------------------------------------------

    def _point(self, action_id: int | None) -> MatrixPoint | None:
        return next((point for point in self.points if point.action_id == action_id), None)

    def _places(self) -> dict[int, tuple[float, float]]:
        """The middle of every point that can be seen, those in the tray included."""
        layout = self._layout
        found = places(self.points, layout.field, layout.radius)
        waiting = [point for point in self.points if point.scores is None]
        spots = layout.tray_places(len(waiting))
        found.update({p.action_id: spot.toTuple() for p, spot in zip(waiting, spots, strict=False)})
        return found

    def place_of(self, action_id: int) -> QPointF | None:
        """The middle of a point, in pixels of the widget; nothing where it finds no room in the tray."""
        place = self._places().get(action_id)
        return QPointF(*place) if place else None

    def _id_at(self, at: QPointF) -> int | None:
        def distance(place: tuple[float, float]) -> float:
            return max(abs(place[0] - at.x()), abs(place[1] - at.y()))

        near = [(distance(place), action_id) for action_id, place in self._places().items()]
        distant, action_id = min(near, default=(self.width(), 0))
        return action_id if distant <= self._layout.radius + 2 else None

    def _target(self) -> Scores:
        """Where the dragged point would go; nothing over the tray."""
        layout, at = self._layout, self._pointer
        if layout.tray.contains(at):
            return None
        return layout.field.scores_at(at.x(), at.y())

    # Selecting and moving --------------------------------------------------------------------------------------

    def _select(self, action_id: int | None) -> None:
        if action_id is not None and action_id != self._selected:
            self._end_move()
            self._selected = action_id
            announce(self, self.accessible_value())
            self.selected.emit(action_id)
        self.update()

    def _report(self, action_id: int, scores: Scores) -> None:
        impact, effort = scores or (None, None)
        self.point_moved.emit(action_id, impact, effort)

    def _end_move(self) -> None:
        """Report a move by keys as one change."""
        self._pause.stop()
        moved, self._moved = self._moved, None
        was = next((p for p in self._points if moved and p.action_id == moved.action_id), None)
        if moved is not None and was is not None and moved.scores != was.scores:
            self._report(moved.action_id, moved.scores)
        self.update()

    def _move_by(self, right: int, down: int) -> None:
        point = self._point(self._selected)
        if point is None:
            return
        impact, effort = point.scores or (MIDDLE, MIDDLE)
        if point.scores is not None:
            impact, effort = stepped(impact - down * SCORE_STEP), stepped(effort + right * SCORE_STEP)
        self._moved = replace(point, impact=impact, effort=effort)
        self._pause.start()
        announce(self, target_text(impact, effort))
        self.update()

    # Mouse -----------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Select the point under the pointer, and get ready to drag it."""
        if event.button() == Qt.MouseButton.LeftButton:
            found = self._id_at(event.position())
            self._pressed = event.position() if found is not None else None
            self._select(found)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the point."""
        self._pointer = event.position()
        if self._pressed is not None and self._dragged is None:
            if (event.position() - self._pressed).manhattanLength() >= DRAG_PIXELS:
                self._end_move()
                self._dragged = self._selected
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self._pressed is None:
            over = self._id_at(event.position()) is not None
            self.setCursor(Qt.CursorShape.OpenHandCursor if over else Qt.CursorShape.ArrowCursor)
        if self._dragged is not None:
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop the point: one move."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._pointer = event.position()
        point, target = self._point(self._dragged), self._target()
        self._stop_drag()
        if point is not None and point.scores != target:
            self._report(point.action_id, target)

    def _stop_drag(self) -> None:
        self._pressed = self._dragged = None
        self.unsetCursor()
        self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open the action."""
        found = self._id_at(event.position())
        if found is not None:
            self.activated.emit(found)

    # Keys ------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class for the keys."""
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in STEPS:
            self._go(STEPS[key]) if control or self._selected is None else self._move_by(*STEPS[key])
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and not control:
            self._walk(1 if key == Qt.Key.Key_PageDown else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._points:
            self._select(self._points[0 if key == Qt.Key.Key_Home else -1].action_id)
        elif not self._act(key):
            super().keyPressEvent(event)

    def _act(self, key: Qt.Key) -> bool:
        point = self._point(self._selected)
        if key == Qt.Key.Key_Escape and (self._dragged is not None or self._moved is not None):
            self._moved = None
            self._pause.stop()
            self._stop_drag()
        elif point is None:
            return False
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(point)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and point.scores is not None:
            self._moved = None
            self._report(point.action_id, None)
        else:
            return False
        return True

    def _enter(self, point: MatrixPoint) -> None:
        """Put an unscored point in the middle, end a move, or open the action."""
        if self._moved is not None:
            self._end_move()
        elif point.scores is None:
            self._report(point.action_id, (MIDDLE, MIDDLE))
        else:
            self.activated.emit(point.action_id)

    def _walk(self, step: int) -> None:
        ids = [point.action_id for point in self._points]
        if ids:
            now = ids.index(self._selected) + step if self._selected in ids else 0
            self._select(ids[min(max(now, 0), len(ids) - 1)])

    def _go(self, direction: tuple[int, int]) -> None:
        others = self._places()
        if self._selected in others:
            self._select(neighbour(others.pop(self._selected), others, direction))
        else:
            self._walk(0)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """End a move by keys."""
        super().focusOutEvent(event)
        self._end_move()

    def event(self, event: QEvent) -> bool:
        """Tooltips for points."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            point = self._point(self._id_at(QPointF(event.pos())))
            QToolTip.showText(event.globalPos(), "\n".join(told(point)) if point else "", self)
            return True
        return bool(super().event(event))

    # Screen readers --------------------------------------------------------------------------------------------

    def accessible_value(self) -> str:
        """The selected action and where it lies."""
        point = self._point(self._selected)
        return ". ".join(told(point)) if point else ""

    def accessible_parts(self) -> list[str]:
        """Every action and where it lies."""
        return [". ".join(told(point)) for point in self.points]

    def accessible_place(self, number: int) -> QRect:
        """Where a point is on the screen."""
        place = self.place_of(self._points[number].action_id) if number < len(self._points) else None
        if place is None:
            return QRect()
        radius = self._layout.radius
        around = QRectF(place.x() - radius, place.y() - radius, 2 * radius, 2 * radius).toRect()
        return QRect(self.mapToGlobal(around.topLeft()), around.size())

    def accessible_current(self) -> int:
        """The number of the selected point."""
        return next((i for i, point in enumerate(self._points) if point.action_id == self._selected), -1)
