"""The rows that could not be read: each with its place, reason and text, to repair or to put aside."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from secondstory.model.draft import Draft
from secondstory.model.enums import EventKind, Precision
from secondstory.model.errors import UserError
from secondstory.model.records import Event, Source, Unread
from secondstory.services.import_preview import event_of
from secondstory.services.unread import ImportOptions, dismiss_unread, read_again, repair_unread
from secondstory.timeline.clock import in_zone
from secondstory_ui.page import StepPage
from secondstory_ui.pages.timeline.typed_times import typed_values
from secondstory_ui.pages.timeline.unread_several import SeveralRows
from secondstory_ui.text import joined, shown_error, shown_text
from secondstory_ui.times import beginning_of, show_time
from secondstory_ui.widgets.access import announce
from secondstory_ui.widgets.buttons import primary_button, quiet_button, secondary_button
from secondstory_ui.widgets.empty_state import EmptyState
from secondstory_ui.widgets.enum_combo import EnumCombo
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.notice import NoticeBar
from secondstory_ui.widgets.sections import FormRow, ScrollColumn, form_line
from secondstory_ui.widgets.splitter import SideBySide
from secondstory_ui.widgets.tables import dress_list

ROW_ID = Qt.ItemDataRole.UserRole


class UnreadDialog(QDialog):
    """A list on the left; on the right the text to correct and read again, and the event that becomes of it.

    Where several rows are selected, what can be done with all of them. ``source_id``: only the rows of that source.
    """

    def __init__(self, page: StepPage, parent: QWidget | None = None, *, source_id: int = 0) -> None:
        super().__init__(parent)
        self._page, self._source_id = page, source_id
        self._draft: Draft | None = None
        self._leaving = False
        self.notices = NoticeBar()
        self.setWindowTitle(self.tr("Rows that need a look"))
        self.resize(1080, 680)
        self.rows = QListWidget()
        dress_list(self.rows, self.tr("Unread rows"))
        self.rows.setSpacing(2)
        self.rows.setWordWrap(True)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.rows.currentItemChanged.connect(lambda *_: self._show_row())
        self.rows.itemSelectionChanged.connect(self._show_side)
        self._make_form()
        self.several = SeveralRows(page)
        self.several.settled.connect(self._fill)
        self._side = QStackedWidget()
        self._side.addWidget(self._form)
        self._side.addWidget(self.several)
        split = SideBySide()
        split.setChildrenCollapsible(False)
        split.setHandleWidth(16)
        split.addWidget(self.rows)
        split.addWidget(self._side)
        split.setSizes([300, 740])
        done = primary_button(self.tr("Close"))
        done.clicked.connect(self.accept)
        words = self.tr("Every row has been dealt with, and nothing was lost on the way.")
        self._stack = QStackedWidget()
        self._stack.addWidget(split)
        self._stack.addWidget(EmptyState("done", self.tr("Nothing is waiting"), words, done))
        close = quiet_button(self.tr("Close"))
        close.setAccessibleName(self.tr("Close the rows"))
        close.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.addWidget(self._stack, 1)
        column.addWidget(self.notices)
        self.every = quiet_button(self.tr("&Select all"))
        self.every.clicked.connect(self._select_all)
        line = QHBoxLayout()
        line.addWidget(self.every)
        line.addStretch(1)
        line.addWidget(close)
        column.addLayout(line)
        self._fill()

    def _make_form(self) -> None:
        self._origin, self._reason = Label("", "small", "muted", wrap=True), Label("", "strong", wrap=True)
        self.raw = QPlainTextEdit()
        self.raw.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.raw.setTabChangesFocus(True)
        self.raw.setMinimumHeight(90)
        self.raw.setMaximumHeight(130)
        self.again = secondary_button(self.tr("Read &again"), "refresh")
        self.again.clicked.connect(self._read_again)
        self.time, self.role, self.title = QLineEdit(), QLineEdit(), QLineEdit()
        self.time.setPlaceholderText(self.tr("14:05, ~14:05 or ?"))
        self.kind: EnumCombo[EventKind] = EnumCombo(EventKind)
        self._error = Label("", "small", "danger", wrap=True)
        self.repair = primary_button(self.tr("Add as an &event"), "add")
        self.repair.clicked.connect(self._repair)
        self.because = QLineEdit()
        self.because.setPlaceholderText(self.tr("a heading, not an event"))
        self.dismiss = secondary_button(self.tr("&Put aside"))
        self.dismiss.clicked.connect(self._dismiss)
        self.because.returnPressed.connect(self._dismiss)
        for field in (self.time, self.role, self.title):
            field.returnPressed.connect(self._repair)
        for field in (self.time, self.role, self.title, self.because):
            field.textEdited.connect(self._stay)
        self.raw.textChanged.connect(self._stay)
        self._form = ScrollColumn(spacing=12)
        form = self._form
        form.add(self._origin)
        form.add(self._reason)
        form.add(FormRow(self.tr("&Text of the row; correct it and read it again"), self.raw))
        form.body.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        zone = self._page.snapshot.review.timezone
        time = FormRow(self.tr("T&ime ({zone})").format(zone=zone), self.time)
        form.body.addLayout(form_line(time, FormRow(self.tr("&Kind"), self.kind), FormRow(self.tr("&Role"), self.role)))
        form.add(FormRow(self.tr("&What happened"), self.title))
        form.add(self._error)
        form.body.addWidget(self.repair, 0, Qt.AlignmentFlag.AlignLeft)
        form.body.addSpacing(12)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(FormRow(self.tr("Not an event, &because"), self.because), 1)
        line.addWidget(self.dismiss, 0, Qt.AlignmentFlag.AlignBottom)
        form.body.addLayout(line)

    # The list

    def _fill(self) -> None:
        place = self.rows.currentRow()
        self.rows.clear()
        for row in self._waiting():
            source = self._page.snapshot.get(Source, row.source_id)
            head = joined([row.locator, source.file_name if source else ""])
            item = QListWidgetItem(f"{head}\n{shown_text(row.reason)}")
            item.setData(ROW_ID, row.id)
            item.setToolTip(row.raw[:500])
            self.rows.addItem(item)
        count = self.rows.count()
        self._stack.setCurrentIndex(0 if count else 1)
        self.every.setVisible(count > 1)
        if count:
            self.rows.setCurrentRow(min(max(place, 0), count - 1))
            self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _waiting(self) -> list[Unread]:
        return [row for row in self._page.snapshot.unread if self._source_id in (0, row.source_id)]

    def _select_all(self) -> None:
        self.rows.selectAll()
        self.rows.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_side(self) -> None:
        """One row by itself, or several together."""
        several = [item.data(ROW_ID) for item in self.rows.selectedItems()]
        self._side.setCurrentIndex(1 if len(several) > 1 else 0)
        if len(several) > 1:
            chosen = set(several)
            self.several.show_rows([row for row in self._waiting() if row.id in chosen])

    def _row(self) -> Unread | None:
        item = self.rows.currentItem()
        return self._page.snapshot.get(Unread, item.data(ROW_ID)) if item else None

    def _show_row(self) -> None:
        row = self._row()
        if row is None:
            return
        source = self._page.snapshot.get(Source, row.source_id)
        self._origin.setText(joined([source.file_name if source else "", row.locator]))
        self._reason.setText(shown_text(row.reason))
        self.raw.setPlainText(row.raw)
        self._draft, self._leaving = None, False
        for field in (self.time, self.role, self.because):
            field.setText("")  # clearing would count as typed
        self.title.setText(" ".join(row.raw.split())[:300])
        self.title.setCursorPosition(0)  # else a long line shows its end
        self.kind.set_value(EventKind.NOTE)
        self._say("")

    # Acts

    def _read_again(self) -> None:
        row = self._row()
        if row is None:
            return
        day = in_zone(beginning_of(self._page), self._page.snapshot.zone).date()
        text = {row.id: self.raw.toPlainText()}
        (read,) = read_again(self._page.bridge.library, [row.id], ImportOptions(date=day), text)
        found = read.found
        if not isinstance(found, Draft):
            self._say(shown_text(found.reason))
            return
        self._draft = found
        self._say("")
        self.time.setText(show_time(self._page, found.occurred_at) if found.occurred_at else "?")
        self.role.setText(found.role)
        self.title.setText(found.title)
        self.title.setCursorPosition(0)
        self.kind.set_value(found.kind)
        announce(self, self.tr("The row reads now. Look at the event, then add it."))
        self.repair.setFocus(Qt.FocusReason.OtherFocusReason)

    def _repair(self) -> None:
        row = self._row()
        if row is None:
            return
        if not self.title.text().strip():
            self._say(self.tr("Say in a few words what happened."))
            self.title.setFocus()
            return
        try:
            values = self._values()
        except UserError as error:
            self._say(shown_error(error))
            self.time.setFocus()
            return
        snapshot = self._page.snapshot
        plain = Event(review_id=row.review_id, title="", precision=Precision.UNKNOWN)
        base = event_of(self._draft, snapshot.review.id) if self._draft else plain
        if self._page.bridge.act(repair_unread, [(row.id, replace(base, **values))]) is not None:
            self._fill()

    def _values(self) -> dict[str, Any]:
        told = {
            "title": " ".join(self.title.text().split()),
            "role": self.role.text().strip(),
            "kind": self.kind.value() or EventKind.NOTE,
        }
        draft = self._draft
        if draft is not None and draft.occurred_at and self.time.text() == show_time(self._page, draft.occurred_at):
            return told  # as it was read, to the last fraction of a second
        values = typed_values(self._page, self.time.text(), None, None)
        known = Precision.EXACT if values["occurred_at"] else Precision.UNKNOWN
        written = {"time_as_written": self.time.text().strip(), "zone_assumed": "", "occurred_until": None}
        return told | written | {"precision": known} | values

    def _dismiss(self) -> None:
        row = self._row()
        reason = self.because.text().strip()
        if row is None:
            return
        if not reason:
            self.because.setPlaceholderText(self.tr("a few words, so that others know why"))
            self.because.setFocus()
            return
        if self._page.bridge.act(dismiss_unread, [row.id], reason) is not None:
            self._fill()

    def reject(self) -> None:
        """Esc: say once that what was typed is not stored; the second time it is left behind."""
        if self._typed() and not self._leaving:
            self._leaving = True
            self.notices.show_notice(
                self.tr("What was typed here is not stored yet. Close once more to leave it behind."), tone="warn"
            )
        else:
            super().reject()

    def _stay(self) -> None:
        self._leaving = False

    def _typed(self) -> bool:
        row = self._row()
        if self._side.currentWidget() is self.several:
            return bool(self.several.because.text().strip())
        fields = (self.title, self.time, self.role, self.because)
        corrected = row is not None and self.raw.toPlainText() != row.raw
        return self.rows.count() > 0 and (corrected or any(field.isModified() for field in fields))

    def _say(self, error: str) -> None:
        self._error.setText(error)
        self._error.setVisible(bool(error))
        announce(self, error)
