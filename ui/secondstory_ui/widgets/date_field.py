"""A field for a day, typed or picked from a calendar, that can be empty."""

import re
from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
    QWidgetAction,
)

from secondstory.model.errors import UserError
from secondstory_ui.text import shown_error, translate
from secondstory_ui.theme.icons import icon
from secondstory_ui.widgets.access import announce, set_mark
from secondstory_ui.widgets.buttons import IconButton
from secondstory_ui.widgets.labels import Label

_STEP = re.compile(r"\+\s*(\d{1,4})\s*([dw])")
_DAYS = {"d": 1, "w": 7}


def read_date(text: str, today: date) -> date:
    """A typed day: ``2026-11-28``, or from today on ``+14d`` and ``+2w``; a `UserError` says what can be written."""
    typed = text.strip().lower()
    try:
        if step := _STEP.fullmatch(typed):
            return today + timedelta(days=int(step[1]) * _DAYS[step[2]])
        return date.fromisoformat(typed)
    except (ValueError, OverflowError) as error:
        message = translate("DateField", "“{text}” is not a date.").format(text=text.strip())
        raise UserError(message, translate("DateField", "Write 2026-11-28, +14d or +2w.")) from error


class DateField(QWidget):
    """``committed`` carries the day, or None where the field was emptied. Unreadable text stays, with its reason."""

    committed = Signal(object)

    def __init__(self, accessible_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value: date | None = None
        self._line = QLineEdit()
        self._line.setPlaceholderText(self.tr("no date"))
        self._line.editingFinished.connect(self.commit)
        self._line.textEdited.connect(lambda: self._say(""))
        self._pick = IconButton("calendar", self.tr("Pick a day"))
        self._pick.clicked.connect(self._open_calendar)
        self._error = Label("", "small", "danger", wrap=True)
        self._error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self._line, 1)
        row.addWidget(self._pick)
        column.addLayout(row)
        column.addWidget(self._error)
        self.setFocusProxy(self._line)
        self.setAccessibleName(accessible_name)

    def setAccessibleName(self, name: str) -> None:
        """Name the line that is typed into, and the button beside it."""
        super().setAccessibleName(name)
        self._line.setAccessibleName(name)
        if name:
            self._pick.setAccessibleName(self.tr("{name}: pick a day").format(name=name))

    def value(self) -> date | None:
        """The last day that was read or set."""
        return self._value

    def error(self) -> str:
        """Why the typed text could not be read, or nothing."""
        return self._error.text()

    def set_value(self, value: date | None) -> None:
        """Show a day; typed text that is not committed yet stays. Sends no signal."""
        self._value = value
        if self._line.hasFocus() and self._line.isModified():
            return
        self._show()

    def commit(self) -> None:
        """Read what was typed and send it if it changed."""
        if not self._line.isModified():
            return
        text = self._line.text().strip()
        try:
            value = read_date(text, date.today()) if text else None  # noqa: DTZ011  # a due day is a local day
        except UserError as error:
            self._say(shown_error(error))
            return
        self._accept(value)

    def _accept(self, value: date | None) -> None:
        changed = value != self._value
        self._value = value
        self._show()
        if changed:
            self.committed.emit(value)

    def _show(self) -> None:
        self._line.setText(self._value.isoformat() if self._value else "")
        self._line.setModified(False)
        self._say("")

    def _say(self, error: str) -> None:
        self._error.setText(error)
        self._error.setVisible(bool(error))
        set_mark(self._line, fault=bool(error))
        self._line.setAccessibleDescription(error)
        announce(self._line, error)

    def _open_calendar(self) -> None:
        menu = QMenu(self)
        calendar = _calendar(self._value)
        calendar.activated.connect(menu.close)
        calendar.clicked.connect(menu.close)
        calendar.activated.connect(self._picked)
        calendar.clicked.connect(self._picked)
        holder = QWidgetAction(menu)
        holder.setDefaultWidget(calendar)
        menu.addAction(holder)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._pick.mapToGlobal(self._pick.rect().bottomLeft()))
        calendar.setFocus()

    def _picked(self, day: QDate) -> None:
        self._accept(date(day.year(), day.month(), day.day()))


def _calendar(value: date | None) -> QCalendarWidget:
    made = QCalendarWidget()
    made.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        made.setWeekdayTextFormat(day, QTextCharFormat())  # weekends are not faults: no red
    for name, arrow in (("qt_calendar_prevmonth", "back"), ("qt_calendar_nextmonth", "forward")):
        if (button := made.findChild(QToolButton, name)) is not None:
            button.setIcon(icon(arrow))
    if value is not None:
        made.setSelectedDate(QDate(value.year, value.month, value.day))
    return made
