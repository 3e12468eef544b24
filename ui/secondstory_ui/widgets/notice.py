"""A bar that says what happened and offers one way back, without getting in the way."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QWidget

from secondstory_ui.widgets.access import announce
from secondstory_ui.widgets.buttons import IconButton, link_button
from secondstory_ui.widgets.check_list import IconLabel
from secondstory_ui.widgets.labels import Label

_ICONS = {
    "info": ("info", "accent"),
    "ok": ("done", "ok"),
    "warn": ("warning", "warn"),
    "danger": ("error", "danger"),
}


class NoticeBar(QFrame):
    """Hidden until `show_notice`. ``acted`` when its action is chosen, ``dismissed`` when it goes away unused."""

    acted = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 6, 6)
        row.setSpacing(10)
        self._icon = IconLabel("info", "accent", 20)
        self._text = Label("", wrap=True)
        self._action = link_button("")
        self._close = IconButton("close", self.tr("Dismiss this notice"))
        self._action.clicked.connect(self._act)
        self._close.clicked.connect(self.dismiss)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._time_is_up)
        self.hide()

    def show_notice(self, text: str, action: str = "", tone: str = "info", seconds: float = 10) -> None:
        """Say something; ``tone``: info ok warn danger. With ``seconds`` 0 it stays until it is dismissed."""
        self._icon.set(*_ICONS[tone])
        self._text.setText(text)
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(text)
        self.show()
        announce(self, f"{text} {action}".strip())
        self._timer.stop()
        if seconds:
            self._timer.start(round(seconds * 1000))

    def text(self) -> str:
        """What the bar says."""
        return self._text.text()

    def dismiss(self) -> None:
        """Put the notice away."""
        self._timer.stop()
        self.hide()
        self.dismissed.emit()

    def _act(self) -> None:
        self._timer.stop()
        self.hide()
        self.acted.emit()

    def _time_is_up(self) -> None:
        # Nobody loses the way back while pointing at it or holding the focus.
        if self.underMouse() or self.isAncestorOf(QApplication.focusWidget() or self):
            self._timer.start()
        else:
            self.dismiss()
