"""A field for a day, typed or picked from a calendar, that can be empty."""

import re
from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import (
    QCalendarWidget,
    QMenu,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from secondstory.model.errors import UserError
from secondstory_ui.text import translate
from secondstory_ui.theme.icons import icon
from secondstory_ui.widgets.buttons import IconButton
from secondstory_ui.widgets.typed_field import TypedField

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


class DateField(TypedField):
    """Takes what `read_date` reads, from today on, and has a calendar to pick a day from."""

    def __init__(self, accessible_name: str = "", parent: QWidget | None = None) -> None:
        pick = IconButton("calendar", translate("DateField", "Pick a day"))
        super().__init__(_read_from_today, date.isoformat, translate("DateField", "no date"), pick, parent)
        self._pick = pick
        self._pick.clicked.connect(self._open_calendar)
        self.setAccessibleName(accessible_name)

    def setAccessibleName(self, name: str) -> None:
        """Name the line that is typed into, and the button beside it."""
        super().setAccessibleName(name)
        if name:
            self._pick.setAccessibleName(self.tr("{name}: pick a day").format(name=name))

    def _open_calendar(self) -> None:
        menu = QMenu(self)
        calendar = _calendar(self.value())
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
        self.accept(date(day.year(), day.month(), day.day()))


def _read_from_today(text: str) -> date:
    return read_date(text, date.today())  # noqa: DTZ011  # a due day is a local day


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
