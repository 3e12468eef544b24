"""A column of rows, one for each record, that are kept while the records change under them."""

from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secondstory_ui.theme.controller import current_theme


class HasId(Protocol):
    """Anything with the id of a record."""

    @property
    def id(self) -> int: ...  # noqa: D102


R = TypeVar("R", bound=HasId)


class Row(QWidget, Generic[R]):
    """One record. A row keeps its fields, with what is typed in them, as long as its record is there."""

    def show_record(self, record: R) -> None:
        """Show the record as it is now. Rows override this."""


class RowList(QWidget, Generic[R]):
    """Makes a row for each new record, updates the others, takes away what is gone, and keeps the order.

    ``make`` makes an empty row for a record; the list calls its `Row.show_record`. ``lined``: with hairlines between.
    """

    def __init__(
        self, make: Callable[[R], Row[R]], spacing: int = 8, parent: QWidget | None = None, *, lined: bool = False
    ) -> None:
        super().__init__(parent)
        self._make, self._lined = make, lined
        self._rows: dict[int, Row[R]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(spacing)

    def show_records(self, records: Sequence[R]) -> None:
        """Show these records in this order."""
        wanted = {record.id for record in records}
        for gone in [key for key in self._rows if key not in wanted]:
            row = self._rows.pop(gone)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, record in enumerate(records):
            row = self._rows.get(record.id) or self._add(record)
            if self._column.indexOf(row) != place:
                self._column.insertWidget(place, row)
            row.show_record(record)
        self.setVisible(bool(records))
        self.update()

    def _add(self, record: R) -> Row[R]:
        row = self._make(record)
        row.installEventFilter(self)
        self._rows[record.id] = row
        return row

    def row(self, record_id: int) -> Row[R] | None:
        """The row of a record."""
        return self._rows.get(record_id)

    def rows(self) -> list[Row[R]]:
        """All rows, from top to bottom."""
        return sorted(self._rows.values(), key=self._column.indexOf)

    def reveal(self, record_id: int) -> None:
        """Give the focus to the first field of a record's row."""
        row = self._rows.get(record_id)
        if row is None:
            return
        by_tab = Qt.FocusPolicy.TabFocus
        fields = [field for field in row.findChildren(QWidget) if field.focusPolicy() & by_tab]
        if fields:
            fields[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """The hairlines, half way from row to row."""
        if self._lined:
            painter = QPainter(self)
            painter.setPen(current_theme().color("line"))
            for row in self.rows()[1:]:
                y = row.y() - self._column.spacing() // 2
                painter.drawLine(0, y, self.width(), y)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt+Up and Alt+Down move the focus among rows."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                keys = {id(row): key for key, row in self._rows.items()}
                rows = self.rows()
                place = next((i for i, row in enumerate(rows) if row is watched), -1) + step
                if 0 <= place < len(rows):
                    self.reveal(keys[id(rows[place])])
                return True
        return super().eventFilter(watched, event)
