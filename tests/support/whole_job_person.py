"""Somebody who sits at the real window: real key and mouse events, controls known by the names screen readers speak.

Nothing here calls a control to make it act. What is read from a control is what a person perceives: its spoken name,
its place, its text, whether it can be seen. Nothing sleeps: `Person.until` waits until something is so.
"""

import sys
import time
from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAction, QGuiApplication, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QLabel,
    QMenu,
    QTableView,
    QWidget,
)

from secondstory_ui.window import MainWindow

PATIENCE_S = 20.0
POLL_MS = 4
MOST_STOPS = 150
RESTS = 4
BOX = 20
LEFT = Qt.MouseButton.LeftButton


class LostError(Exception):
    """What a person looks for is not there, or what they wait for does not come."""


class Person:
    """Sees and waits. `Typist` and `Pointer` act."""

    def __init__(self) -> None:
        self._began = time.monotonic()
        self.until("the window to open", lambda: self.main.isVisible() and self.active is self.main)

    # Telling

    def tell(self, text: str) -> None:
        """Say what was done, for the log of the test."""
        sys.stdout.write(f"{time.monotonic() - self._began:6.2f} s  {text}\n")
        sys.stdout.flush()

    # Seeing

    @property
    def main(self) -> MainWindow:
        """The main window."""
        found = [w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow)]
        if not found:
            raise LostError("there is no main window")
        return found[0]

    @property
    def active(self) -> QWidget | None:
        """The menu that is open, else the window that takes the keys."""
        return QApplication.activePopupWidget() or QApplication.activeWindow()

    @property
    def front(self) -> QWidget:
        """The same; where there is none, nobody could act."""
        active = self.active
        if active is None:
            raise LostError("no window takes the keys")
        return active

    @property
    def focused(self) -> str:
        """The spoken name of the control that has the focus."""
        widget = QApplication.focusWidget()
        return spoken(widget) if widget else ""

    def controls(self, name: str) -> list[QWidget]:
        """The controls with that spoken name in the window in front."""
        found = [widget for widget in self.front.findChildren(QWidget) if widget.isVisible() and _is_control(widget)]
        return [widget for widget in found if spoken(widget) == name]

    def control(self, name: str) -> QWidget:
        """The one control with that spoken name in the window in front."""
        found = self.controls(name)
        if len(found) != 1:
            raise LostError(f"{len(found)} controls are called “{name}” in “{self.front.windowTitle()}”")
        return found[0]

    def reads(self, text: str) -> bool:
        """Whether a text is to be read somewhere in the window in front."""
        labels = self.front.findChildren(QLabel)
        return any(text in label.text() for label in labels if label.isVisible())

    def until(self, what: str, condition: Callable[[], object]) -> None:
        """Wait until something is so."""
        deadline = time.monotonic() + PATIENCE_S
        while not _holds(condition):
            if time.monotonic() > deadline:
                raise LostError(f"waited in vain for {what}; the focus is on “{self.focused}”")
            self._manage_windows()
            QTest.qWait(POLL_MS)

    def until_reads(self, text: str) -> None:
        """Wait until a text is to be read."""
        self.until(f"“{text}” to be read", lambda: self.reads(text))

    def until_title(self, part: str) -> None:
        """Wait until a window whose title holds these words takes the keys."""
        self.until(f"the window “{part}”", lambda: part in self.front.windowTitle() and QApplication.focusWidget())

    def until_back(self) -> None:
        """Wait until the main window takes the keys again."""
        self.until("the main window", lambda: self.active is self.main and QApplication.focusWidget())

    def until_menu(self) -> QMenu:
        """Wait until a menu is open; returns it."""
        self.until("a menu", lambda: isinstance(self.active, QMenu))
        menu = self.front
        assert isinstance(menu, QMenu)
        return menu

    @staticmethod
    def _manage_windows() -> None:
        """A virtual display has no window manager: give the keys to the window in front, as one would."""
        if QApplication.activeWindow() is None:
            shown = QApplication.activeModalWidget() or next(
                (w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()), None
            )
            if shown is not None:
                shown.activateWindow()


class Typist(Person):
    """Has only a keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.unnamed: set[str] = set()
        self.without_focus: list[str] = []

    def press(self, *keys: str) -> None:
        """Press keys one after another, written as in menus: ``Ctrl+Z``, ``Alt+V``, ``Tab``."""
        for key in keys:
            combination = QKeySequence(key)[0]
            QTest.keyClick(self._target(), combination.key(), combination.keyboardModifiers())

    def type(self, text: str) -> None:
        """Type a text of plain letters."""
        target = self._target()
        for character in text:
            QTest.keyClick(target, ord(character), Qt.KeyboardModifier.NoModifier)

    def retype(self, text: str) -> None:
        """Type over what the field holds."""
        self.press("Ctrl+A")
        self.type(text)

    def _target(self) -> QWindow:
        self.until("a window that takes the keys", QGuiApplication.focusWindow)
        window = QGuiApplication.focusWindow()
        assert window is not None
        return window

    def tab_to(self, name: str, *, back: bool = False) -> None:
        """Press Tab until a screen reader speaks that name."""
        heard: list[str] = []
        if QApplication.focusWidget() is None and self.active is self.main:
            self.without_focus.append(name)
        while self.focused != name:
            if len(heard) == MOST_STOPS:
                raise LostError(f"Tab never reaches “{name}”; it goes round: {list(dict.fromkeys(heard))}")
            self.press("Shift+Tab" if back else "Tab")
            heard.append(self.focused)
            widget = QApplication.focusWidget()
            if widget is not None and not self.focused:
                self.unnamed.add(_describe(widget))

    def check_focus(self) -> None:
        """Nothing on the way was without a name, and the focus was never lost."""
        if self.unnamed or self.without_focus:
            raise LostError(f"without a name: {sorted(self.unnamed)}; lost before: {self.without_focus}")

    def choose(self, name: str) -> None:
        """Go to a button by Tab and press it."""
        self.tab_to(name)
        self.press("Space")

    def pick(self, item: str) -> None:
        """Choose an item of the menu that is open with the arrow keys."""
        menu = self.until_menu()
        for _ in range(len(menu.actions()) + 1):
            current = menu.activeAction()
            if current is not None and words(current).startswith(item):
                self.press("Return")
                return
            self.press("Down")
        raise LostError(f"the menu has no “{item}”: {[words(action) for action in menu.actions()]}")

    def go_to_row(self, text: str, column: int | None = None) -> None:
        """Walk down the list that has the focus until a row holds that text; there to a column."""
        view = self.list()
        self.press("Ctrl+Home")
        for _ in range(view.model().rowCount()):
            if text in row_text(view):
                break
            self.press("Down")
        else:
            raise LostError(f"no row of “{spoken(view)}” says “{text}”")
        if column is None:
            return
        key = "Left" if view.currentIndex().column() > column else "Right"
        while view.currentIndex().column() != column:
            self.press(key)

    def list(self) -> QAbstractItemView:
        """The list that has the focus."""
        view = QApplication.focusWidget()
        if not isinstance(view, QAbstractItemView):
            raise LostError(f"the focus is not on a list but on “{self.focused}”")
        return view


class Pointer(Typist):
    """Has a mouse, and types only into fields."""

    def click(self, name: str) -> None:
        """Click the middle of a control, scrolled into view with the wheel where it has to be."""
        self.until(f"“{name}”", lambda: self.control(name).isEnabled())
        self.click_in(self.control(name))

    def click_in(
        self, widget: QWidget, place: QRect | None = None, *, button: Qt.MouseButton = LEFT, twice: bool = False
    ) -> None:
        """Click the middle of a part of a control, or of what can be seen of the whole."""
        self.bring_into_view(widget)
        self.settle(widget)
        part = place or _seen(widget)
        window, at = self._at(widget, part.center())
        QTest.mouseMove(window, at)
        (QTest.mouseDClick if twice else QTest.mouseClick)(window, button, Qt.KeyboardModifier.NoModifier, at)

    def settle(self, widget: QWidget) -> None:
        """Wait until a control stays where it is: nobody hits what moves."""
        places: list[QRect] = []

        def rests() -> bool:
            places.append(QRect(widget.mapToGlobal(QPoint()), widget.size()))
            return len(places) > RESTS and len(set(map(QRect.getRect, places[-RESTS:]))) == 1

        self.until(f"“{spoken(widget)}” to stay where it is", rests)

    def click_item(self, item: str) -> None:
        """Click an item of the menu that is open."""
        menu = self.until_menu()
        action = next((a for a in menu.actions() if a.isVisible() and words(a).startswith(item)), None)
        if action is None:
            raise LostError(f"the menu has no “{item}”: {[words(a) for a in menu.actions()]}")
        self.click_in(menu, menu.actionGeometry(action))

    def fill(self, name: str, text: str) -> None:
        """Click into a field and type over what it holds."""
        self.click(name)
        self.until(f"the focus on “{name}”", lambda: self.focused == name)
        self.retype(text)

    def cell(self, view: QAbstractItemView, text: str, column: int = 0) -> QRect:
        """The place of a cell in the row that holds a text, scrolled into view with the wheel."""
        model = view.model()
        texts = [_texts(view, row) for row in range(model.rowCount())]
        row = next((row for row, found in enumerate(texts) if text in found), -1)
        if row < 0:
            raise LostError(f"no row of “{spoken(view)}” says “{text}”")
        index = model.index(row, column)
        for _ in range(MOST_STOPS):
            place = view.visualRect(index)
            if view.viewport().rect().contains(place):
                return place
            self._turn_wheel(view.viewport(), down=place.top() > 0)
        raise LostError(f"the row “{text}” cannot be scrolled into view")

    def bring_into_view(self, widget: QWidget) -> None:
        """Turn the wheel over what scrolls until the middle of a control can be seen."""
        for _ in range(MOST_STOPS):
            area = _scrolled_by(widget)
            if area is None:
                return
            top = widget.mapTo(area, QPoint()).y()
            if top >= 0 and top + min(widget.height(), area.height()) <= area.height():
                return
            if not self._turn_wheel(area, down=top > 0):
                return

    def _turn_wheel(self, area: QWidget, *, down: bool) -> bool:
        before = [child.pos() for child in area.children() if isinstance(child, QWidget)]
        window, at = self._at(area, QPoint(3, area.height() // 2))
        QTest.wheelEvent(window, at, QPoint(0, -120 if down else 120))
        QTest.qWait(POLL_MS)
        return before != [child.pos() for child in area.children() if isinstance(child, QWidget)] or not before

    def drag(self, source: QWidget, start: QPoint, target: QWidget, end: QPoint) -> None:
        """Press, move a little, move to the target, let go; the later steps also reach a running drag and drop."""
        window, at = self._at(source, start)
        other, goal = self._at(target, end)
        QTest.mouseMove(window, at)
        QTest.mousePress(window, LEFT, Qt.KeyboardModifier.NoModifier, at)
        way = [at + (goal - at) * part / 6 for part in range(1, 7)]
        steps = [*(lambda place=place: QTest.mouseMove(other, place) for place in [*way, goal])]
        steps.append(lambda: QTest.mouseRelease(other, LEFT, Qt.KeyboardModifier.NoModifier, goal))
        left = iter(steps)
        done: list[bool] = []

        def go_on() -> None:
            step = next(left, None)
            if step is None:
                done.append(True)
                return
            QTimer.singleShot(POLL_MS, go_on)  # armed first: a step may begin a drag, which waits for the next ones
            step()

        go_on()
        self.until("the end of the drag", lambda: done)

    @staticmethod
    def _at(widget: QWidget, place: QPoint) -> tuple[QWindow, QPoint]:
        window = widget.window().windowHandle()
        return window, widget.mapTo(widget.window(), place)


def spoken(widget: QWidget) -> str:
    """What a screen reader calls a control."""
    told = QAccessible.queryAccessibleInterface(widget)
    return told.text(QAccessible.Text.Name).replace("&", "") if told is not None else ""


def words(action: QAction) -> str:
    """The words of a menu item."""
    return action.text().replace("&", "")


def row_text(view: QAbstractItemView) -> str:
    """What the current row says."""
    return _texts(view, view.currentIndex().row())


def _texts(view: QAbstractItemView, row: int) -> str:
    model = view.model()
    columns = model.columnCount() if isinstance(view, QTableView) else 1
    cells = [model.index(row, column).data() for column in range(columns)]
    return "  ".join(str(cell) for cell in cells if cell is not None)


def _is_control(widget: QWidget) -> bool:
    by_itself = widget.focusProxy() is None and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
    return isinstance(widget, QAbstractButton) or by_itself


def _describe(widget: QWidget) -> str:
    return f"{type(widget).__name__} in {type(widget.parent()).__name__}"


def _seen(widget: QWidget) -> QRect:
    """What can be seen of a control; of a box to tick its box."""
    seen = widget.visibleRegion().boundingRect() or widget.rect()
    return QRect(seen.topLeft(), QSize(BOX, seen.height())) if isinstance(widget, QCheckBox) else seen


def _scrolled_by(widget: QWidget) -> QWidget | None:
    """The viewport that a control scrolls in."""
    parent = widget.parentWidget()
    while parent is not None:
        if parent.objectName() == "qt_scrollarea_viewport":
            return parent
        parent = parent.parentWidget()
    return None


def _holds(condition: Callable[[], object]) -> bool:
    try:
        return bool(condition())
    except (LostError, RuntimeError):  # what one looks at may go away under one's eyes
        return False
