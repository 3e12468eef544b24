"""The rail at the window's edge: the five places of the program."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from secondstory_ui.theme.fonts import font
from secondstory_ui.theme.icons import icon
from secondstory_ui.theme.theme import length

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_MOVES = (*_STEPS, Qt.Key.Key_Home, Qt.Key.Key_End)


class RailButton(QToolButton):
    """One place: an icon over its name."""

    def __init__(self, key: str, icon_name: str, text: str) -> None:
        super().__init__()
        self.key = key
        self.setText(text)
        self.setIcon(icon(icon_name, "rail_text", on="rail_active_text"))
        self.setIconSize(QSize(22, 22))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        self.setFont(font("caption"))

    def sizeHint(self) -> QSize:
        """Wide enough for the whole name."""
        hint = super().sizeHint()
        name = self.fontMetrics().horizontalAdvance(self.text()) + 16
        return hint.expandedTo(QSize(max(name, length("rail") - 2 * length("unit")), 0))

    def minimumSizeHint(self) -> QSize:
        """Never shortens its name."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the keys that move between places to the rail."""
        if event.key() in _MOVES:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the size relative to the program's text size."""
        if event.type() is QEvent.Type.ApplicationFontChange:
            self.setFont(font("caption"))
        super().changeEvent(event)


class Rail(QFrame):
    """Places from the top and, set apart, at the bottom; one Tab stop, arrows, Home and End move inside it.

    ``places`` and ``bottom`` are rows of (key, icon name, text). ``chosen`` carries the key a person chose.
    """

    chosen = Signal(str)

    def __init__(
        self,
        places: Sequence[tuple[str, str, str]],
        bottom: Sequence[tuple[str, str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Places"))
        self._buttons: list[RailButton] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(length("unit"), 12, length("unit"), 12)
        column.setSpacing(length("half"))
        for place in places:
            column.addWidget(self._add(*place))
        column.addStretch(1)
        for place in bottom:
            column.addWidget(self._add(*place))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.set_current(self._buttons[0].key)

    def current(self) -> str:
        """The key of the place that is shown."""
        return next((button.key for button in self._buttons if button.isChecked()), "")

    def set_current(self, key: str) -> None:
        """Mark a place as the one that is shown; sends no signal."""
        for button in self._buttons:
            button.setChecked(button.key == key)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button.key == key else Qt.FocusPolicy.ClickFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows, Home and End."""
        here = next((i for i, button in enumerate(self._buttons) if button.hasFocus()), 0)
        key = Qt.Key(event.key())
        last = len(self._buttons) - 1
        if key in _STEPS:
            self._choose(max(0, min(last, here + _STEPS[key])))
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._choose(0 if key == Qt.Key.Key_Home else last)
        else:
            super().keyPressEvent(event)

    def _choose(self, index: int) -> None:
        self._buttons[index].setFocus(Qt.FocusReason.TabFocusReason)
        self._buttons[index].click()

    def _add(self, key: str, icon_name: str, text: str) -> RailButton:
        button = RailButton(key, icon_name, text)
        button.clicked.connect(lambda: self._clicked(key))
        self._buttons.append(button)
        return button

    def _clicked(self, key: str) -> None:
        self.set_current(key)
        self.chosen.emit(key)
