"""A line in which an event is written before it is added: one act, one undo step."""

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCompleter, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from secondstory.model.enums import EventKind, Precision
from secondstory.model.errors import UserError
from secondstory.model.records import Event
from secondstory.services.timeline import add_event
from secondstory.timeline.between import time_between
from secondstory_ui.coaching import coach_field
from secondstory_ui.page import StepPage
from secondstory_ui.pages.timeline.typed_times import typed_values
from secondstory_ui.text import shown_error
from secondstory_ui.times import show_time
from secondstory_ui.widgets.access import announce, name, set_mark
from secondstory_ui.widgets.buttons import IconButton, secondary_button
from secondstory_ui.widgets.enum_combo import EnumCombo
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.text_fields import LineField

ONE_LINE = 760


class EventComposer(QFrame):
    """Time, kind, role and words of a new event. It stays open for the next one, whose time follows."""

    added = Signal(int)
    """The id of the event that was added."""

    def __init__(self, page: StepPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._before: Event | None = None
        self.setProperty("level", "sunken")
        self._time = QLineEdit()
        self._time.setPlaceholderText(self.tr("14:05, ~14:05, +7m or ?"))
        name(self._time, self.tr("Time of the new event"), self.tr("14:05, ~14:05 for about, +7m, or ? for unknown"))
        self._kind: EnumCombo[EventKind] = EnumCombo(EventKind)
        self._kind.setAccessibleName(self.tr("Kind of the new event"))
        self._kind.set_value(EventKind.OBSERVATION)
        self._role = QLineEdit()
        self._role.setPlaceholderText(self.tr("Role"))
        self._role.setAccessibleName(self.tr("Role in the new event"))
        self._roles = QStringListModel(self)
        completer = QCompleter(self._roles, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._role.setCompleter(completer)
        self._what = LineField(self.tr("What happened in the new event"), self.tr("What happened"))
        coach_field(page, self._what)
        self._add = secondary_button(self.tr("Add"), "add")
        self._add.setAccessibleName(self.tr("Add this event"))
        close = IconButton("close", self.tr("Close the line for a new event"))
        self._error = Label("", "small", "danger", wrap=True)
        self._error.hide()
        self._lay_out(close)
        self._add.clicked.connect(self.add)
        close.clicked.connect(self.hide)
        for line in (self._time, self._role):
            line.returnPressed.connect(self.add)
        self._time.textEdited.connect(lambda: self._say(""))
        self._what.installEventFilter(self)

    def _lay_out(self, close: IconButton) -> None:
        self._kind.setSizeAdjustPolicy(self._kind.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._kind.setMinimumContentsLength(8)
        when, what = QHBoxLayout(), QHBoxLayout()
        when.addWidget(self._time, 3)
        when.addWidget(self._kind, 2)
        when.addWidget(self._role, 3)
        what.addWidget(self._what, 1)
        what.addWidget(self._add)
        what.addWidget(close)
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.addLayout(when, 2)
        self._line.addLayout(what, 3)
        for line in (when, what, self._line):
            line.setSpacing(8)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addLayout(self._line)
        column.addWidget(self._error)

    def open_between(self, before: Event | None, after: Event | None) -> None:
        """Show the line for an event between two others, with the time between them."""
        self._before = before
        at = time_between(before, after)
        self._time.setText(show_time(self._page, at) if at else "")
        snapshot = self._page.snapshot
        used = {p.role for p in snapshot.participants} | {e.role for e in snapshot.shown_events[:2000]}
        self._roles.setStringList(sorted(used - {""}))
        self._say("")
        self.show()
        (self._time if at is None else self._what).setFocus(Qt.FocusReason.OtherFocusReason)
        if at is not None:
            self._time.deselect()

    def add(self) -> None:
        """Add the event that was written."""
        words = self._what.text().strip()
        try:
            values = typed_values(self._page, self._time.text(), None, self._before)
        except UserError as error:
            self._say(shown_error(error))
            self._time.setFocus(Qt.FocusReason.OtherFocusReason)
            self._time.selectAll()
            return
        if not words:
            self._say(self.tr("Say in a few words what happened."))
            self._what.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        known = Precision.RECALLED if values["occurred_at"] else Precision.UNKNOWN
        event = Event(
            review_id=self._page.snapshot.review.id,
            title=words,
            kind=self._kind.value() or EventKind.NOTE,
            role=self._role.text().strip(),
            **{"precision": known} | values,
        )
        changes = self._page.bridge.act(add_event, event)
        if changes is None:
            return
        (event_id,) = changes.created(Event)
        self._what.reset_text("")
        self.added.emit(event_id)
        self.open_between(self._page.snapshot.get(Event, event_id), None)
        self._time.setFocus(Qt.FocusReason.OtherFocusReason)
        self._time.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the words adds, too; a pause in typing does not."""
        entered = isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and event.type() == QEvent.Type.KeyPress:
            self.add()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter adds; Esc closes the line, and what was written waits in it."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.add()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One line where there is room, else two."""
        super().resizeEvent(event)
        directions = QBoxLayout.Direction
        self._line.setDirection(directions.LeftToRight if self.width() >= ONE_LINE else directions.TopToBottom)

    def _say(self, error: str) -> None:
        self._error.setText(error)
        self._error.setVisible(bool(error))
        set_mark(self._time, fault=bool(error))
        announce(self, error)
