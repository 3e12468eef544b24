"""What painted widgets tell screen readers: a role, a value that follows the selection, and spoken changes."""

from functools import cache
from weakref import ref

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget


class Spoken:
    """What a painted widget says of itself; widgets inherit it beside their Qt class and override what they have."""

    def accessible_value(self) -> str:
        """What is selected, in words."""
        return ""

    def accessible_parts(self) -> list[str]:
        """Every part in words, in the order in which the keys walk through them; none where a table tells them."""
        return []

    def accessible_place(self, number: int) -> QRect:  # noqa: ARG002  # widgets without parts have no places
        """Where a part is, on the screen."""
        return QRect()

    def accessible_current(self) -> int:
        """The number of the part that the keys act on, or -1."""
        return -1


def announce(widget: QWidget, text: str) -> None:
    """Say a change aloud without moving the focus."""
    if text and QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleEvent(widget, QAccessible.Event.ValueChanged))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


class PaintedWidget(QAccessibleWidget):
    """A painted widget: a chart whose value is its selection, with its parts as children where it tells them."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget, QAccessible.Role.Chart)
        self._widget = ref(widget)
        self._parts: dict[int, Part] = {}

    @property
    def painted(self) -> Spoken:
        """What the widget says; nothing any more once the widget is gone."""
        widget = self._widget()
        return widget if isinstance(widget, Spoken) else Spoken()

    def text(self, kind: QAccessible.Text) -> str:
        """The selection as value; everything else as any widget has it."""
        return self.painted.accessible_value() if kind == QAccessible.Text.Value else super().text(kind)

    def childCount(self) -> int:
        """How many parts it tells."""
        return len(self.painted.accessible_parts())

    def child(self, number: int) -> QAccessibleInterface | None:  # type: ignore[override]  # the stubs forget None
        """A part; kept, for screen readers hold on to what they were given."""
        return self._parts.setdefault(number, Part(self, number)) if 0 <= number < self.childCount() else None

    def childAt(self, x: int, y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # the stubs forget None
        """The part at a place on the screen."""
        places = (n for n in range(self.childCount()) if self.painted.accessible_place(n).contains(x, y))
        return self.child(next(places, -1))

    def focusChild(self) -> QAccessibleInterface | None:  # type: ignore[override]  # the stubs forget None
        """The part that the keys act on."""
        return self.child(self.painted.accessible_current())

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """The number of a part."""
        return child.number if isinstance(child, Part) else -1


class Part(QAccessibleInterface):
    """One part of a painted widget, such as a point of the matrix."""

    def __init__(self, owner: PaintedWidget, number: int) -> None:
        super().__init__()
        self._owner = owner
        self.number = number

    def isValid(self) -> bool:
        """Whether the part is still there."""
        return self.number < self._owner.childCount()

    def object(self) -> QObject | None:  # type: ignore[override]  # the stubs forget None
        """A part is no object of its own."""
        return None

    def parent(self) -> QAccessibleInterface:
        """The painted widget."""
        return self._owner

    def child(self, _number: int) -> QAccessibleInterface | None:  # type: ignore[override]  # the stubs forget None
        """A part has no parts."""
        return None

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface | None:  # type: ignore[override]  # the stubs forget None
        """A part has no parts."""
        return None

    def childCount(self) -> int:
        """A part has no parts."""
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        """A part has no parts."""
        return -1

    def role(self) -> QAccessible.Role:
        """An entry of a list that can be selected."""
        return QAccessible.Role.ListItem

    def state(self) -> QAccessible.State:
        """Whether the keys act on this part."""
        state = QAccessible.State()
        state.selectable = state.focusable = True
        current = self._owner.painted.accessible_current() == self.number
        state.selected = state.focused = current
        return state

    def text(self, kind: QAccessible.Text) -> str:
        """The part in words."""
        parts = self._owner.painted.accessible_parts()
        return parts[self.number] if kind == QAccessible.Text.Name and self.number < len(parts) else ""

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        """The words of a part follow its data."""

    def rect(self) -> QRect:
        """Where the part is, on the screen."""
        return self._owner.painted.accessible_place(self.number)


@cache
def install_painted_widgets() -> None:
    """Let Qt ask `Spoken` widgets what they say; once for each run."""
    kept: dict[int, PaintedWidget] = {}  # Qt keeps only the C++ side of what it was given

    def made(_class_name: str, thing: QObject | None) -> QAccessibleInterface | None:
        if not (isinstance(thing, QWidget) and isinstance(thing, Spoken)):
            return None
        key = id(thing)
        if key not in kept:
            kept[key] = PaintedWidget(thing)
            thing.destroyed.connect(lambda: kept.pop(key, None))
        return kept[key]

    QAccessible.installFactory(made)
