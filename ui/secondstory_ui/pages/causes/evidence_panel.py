"""The panel to choose evidence from: search, tick, or drag onto a card."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStackedWidget, QWidget

from secondstory.model.records import Cause
from secondstory_ui.pages.causes.acts import CauseActs
from secondstory_ui.pages.causes.cause_menu import SHOWN_CHARACTERS, new_menu
from secondstory_ui.pages.causes.evidence_list import EvidenceList
from secondstory_ui.widgets.buttons import IconButton, secondary_button
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.empty_state import EmptyState
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.search_field import SearchField
from secondstory_ui.widgets.tables import dress_list


class EvidencePanel(Card):
    """The events of the timeline, for the cause that is chosen."""

    closed = Signal()

    def __init__(self, acts: CauseActs, parent: QWidget | None = None) -> None:
        super().__init__(level="surface", parent=parent)
        self._acts = acts
        self._target: Cause | None = None
        self.list = EvidenceList()
        self.list.setParent(self)
        self.list.ticked.connect(self._tick)
        self.search = SearchField(self.tr("Search the timeline's events"))
        self.search.searched.connect(self._searched)
        self.search.installEventFilter(self)
        self.view = QListView()
        self.view.setModel(self.list)
        dress_list(self.view, self.tr("Events as evidence"))
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setDragEnabled(True)
        self.view.setUniformItemSizes(True)
        self.view.setIconSize(QSize(14, 14))
        self.view.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self.view.installEventFilter(self)
        close = IconButton("close", self.tr("Close the list of events"))
        close.clicked.connect(self.closed)
        self.add_action(close)
        self._stack = QStackedWidget()
        self._none = Label(self.tr("No event matches the search."), "body", "muted", wrap=True)
        for part in (self.view, self._none, self._nothing_yet()):
            self._stack.addWidget(part)
        self.add(self.search)
        self.add(self._stack, 1)

    def _nothing_yet(self) -> EmptyState:
        go = secondary_button(self.tr("Go to the timeline"), "timeline")
        go.clicked.connect(lambda: self._acts.page.navigate.emit("timeline", 0))
        why = self.tr("The timeline's events show what was there. Import or add them first.")
        return EmptyState("timeline", self.tr("No events yet"), why, go)

    def refresh(self) -> None:
        """Take the events anew."""
        self.list.show_events(self._acts.snapshot)
        self._show_stack()

    def show_target(self, cause: Cause | None) -> None:
        """Choose evidence for this cause."""
        self._target = cause
        attached = self._acts.snapshot.evidence_of(cause.id) if cause else ()
        self.list.show_target(cause.id if cause else 0, attached)
        title = self.tr("Evidence for {ref}").format(ref=cause.ref) if cause else self.tr("Evidence")
        self.set_title(title, self.tr("tick what shows it, or drag it onto a card"))

    def _tick(self, event_id: int, on: bool) -> None:
        if self._target is None:
            return
        if on:
            self._acts.attach(self._target.id, (event_id,))
        else:
            self._acts.detach(self._target.id, event_id)

    def _searched(self, text: str) -> None:
        self.list.search(text)
        self._show_stack()

    def _show_stack(self) -> None:
        empty = not self._acts.snapshot.shown_events
        self._stack.setCurrentIndex(2 if empty else 0 if self.list.rowCount() else 1)
        self.search.setEnabled(not empty)

    def _show_menu(self, where: QPoint) -> None:
        events = tuple(event.id for index in self.view.selectedIndexes() if (event := self.list.event_at(index)))
        if not events:
            return
        menu = new_menu(self)
        if self._target is not None:
            text = self.tr("&Attach to {ref}").format(ref=self._target.ref)
            menu.addAction(text).triggered.connect(partial(self._attach, self._target.id, events))
        to = menu.addMenu(self.tr("Attach &to"))
        for cause in self._acts.snapshot.causes:
            words = f"{cause.ref}  {cause.text[:SHOWN_CHARACTERS]}".replace("&", "&&")
            to.addAction(words).triggered.connect(partial(self._attach, cause.id, events))
        show = menu.addAction(self.tr("Show on the t&imeline"))
        show.triggered.connect(lambda: self._acts.page.navigate.emit("timeline", events[0]))
        menu.popup(self.view.viewport().mapToGlobal(where))

    def _attach(self, cause_id: int, events: tuple[int, ...], _checked: bool = False) -> None:
        self._acts.attach(cause_id, events)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the search to the list, Enter ticks there, Esc closes."""
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        key = event.key()
        if key == Qt.Key.Key_Escape and not (watched is self.search and self.search.text()):
            self.closed.emit()
            return True
        if watched is self.search and key == Qt.Key.Key_Down:
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.view.currentIndex().isValid():
                self.view.setCurrentIndex(self.list.index(0))
            return True
        if watched is self.view and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._toggle_current()
            return True
        return super().eventFilter(watched, event)

    def _toggle_current(self) -> None:
        index = self.view.currentIndex()
        role = Qt.ItemDataRole.CheckStateRole
        if index.isValid() and self._target is not None:
            on = index.data(role) != Qt.CheckState.Checked
            self.list.setData(index, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked, role)
