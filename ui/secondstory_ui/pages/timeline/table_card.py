"""The card with the table of events: search, filters, the line for a new event, and the table itself."""

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLineEdit, QMenu, QStackedWidget, QTableView

from secondstory.model.enums import EventKind
from secondstory.model.event_list import EventList
from secondstory.model.records import Event
from secondstory_ui.models.event_cells import Column
from secondstory_ui.models.event_filter import EventFilter
from secondstory_ui.models.event_table import EventTableModel
from secondstory_ui.models.event_view import install_event_view
from secondstory_ui.page import StepPage
from secondstory_ui.pages.timeline.composer import EventComposer
from secondstory_ui.text import shown_name
from secondstory_ui.widgets.buttons import IconButton, secondary_button
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.empty_state import EmptyState
from secondstory_ui.widgets.search_field import SearchField
from secondstory_ui.widgets.tables import dress_table

REVEAL_MS = 30
"""Rows get their heights when they come into view; the selected one is looked for again after that."""
TINY, NARROW, MIDDLE = 520, 760, 1000
WIDTHS = {Column.TIME: 132, Column.SINCE: 88, Column.ROLE: 124, Column.KIND: 142, Column.KEY: 44, Column.SOURCE: 132}
SOURCE_WIDTH = 320
WIDE_WIDTHS = {Column.TIME: 160}
"""With room for a date and seconds on one line."""
NARROW_WIDTHS = {Column.TIME: 142, Column.ROLE: 96, Column.KIND: 112}


class EventTableView(QTableView):
    """Enter opens the event; F2 and a double click edit its cells, where Enter ends the editing."""

    opened = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the event, unless the key comes from a cell that is being edited."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        editing = self.state() == QAbstractItemView.State.EditingState
        if plain and not editing and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None
    ) -> QItemSelectionModel.SelectionFlag:
        """Ctrl+Home and Ctrl+End select where they lead: the keys that act would else act on a row out of sight."""
        far = (Qt.Key.Key_Home, Qt.Key.Key_End)
        if (
            isinstance(event, QKeyEvent)
            and event.key() in far
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        ):
            return QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        return super().selectionCommand(index, event)


class TableCard(Card):
    """The table and its filters. Selections and edits go out as signals; the page acts."""

    selected = Signal(int)
    """The event that a person moved to; -1 for none."""
    opened = Signal(int)
    """The event that a person opened with Enter."""
    selection_changed = Signal()
    """Other events are selected."""
    filtered = Signal()
    """Other events are shown."""
    add_requested = Signal()
    menu_requested = Signal(QPoint)
    """The menu of the selected events is asked for by its button, at a place on the screen."""

    def __init__(self, page: StepPage) -> None:
        super().__init__()
        self.set_margins(16, 12, 16, 12)
        self.model = EventTableModel(self)
        self.view = EventTableView()
        dress_table(self.view, self.tr("Events"))
        self._events = install_event_view(self.view, self.model)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        triggers = QAbstractItemView.EditTrigger
        self.view.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.composer = EventComposer(page)
        self.composer.hide()
        self._telling = True
        self._tiny = False
        self._source_id = 0
        self._reveal = QTimer(self, singleShot=True, interval=REVEAL_MS)
        self._reveal.timeout.connect(self._reveal_current)
        self._make_filters()
        self._lay_out()
        self.model.searched.connect(self._show_all_found)
        self.view.opened.connect(lambda: self.opened.emit(self.model.id_at(self.view.currentIndex().row())))
        self.view.selectionModel().currentRowChanged.connect(self._tell_current)
        self.view.selectionModel().selectionChanged.connect(self._tell_selection)

    def _make_filters(self) -> None:
        self.search = SearchField(self.tr("Search events"))
        self.search.setMinimumWidth(96)
        self.search.searched.connect(lambda _text: self._filter())
        self.kinds = secondary_button("")
        self._kind_menu = QMenu(self)
        self._kind_actions: dict[EventKind, QAction] = {}
        every = self._kind_menu.addAction(self.tr("&All kinds"))
        every.triggered.connect(self._all_kinds)
        self._kind_menu.addSeparator()
        for kind in EventKind:
            action = self._kind_menu.addAction(shown_name(kind))
            action.setCheckable(True)
            action.toggled.connect(lambda _on: self._filter())
            self._kind_actions[kind] = action
        self.kinds.set_menu(self._kind_menu)
        self.source = secondary_button("", "clear")
        self.source.clicked.connect(lambda: self.show_source(0, ""))
        self.source.hide()
        self.key_only, self.hidden = secondary_button("", "star"), secondary_button("", "hide")
        self.key_only.setAccessibleName(self.tr("Key events only"))
        self.hidden.setAccessibleName(self.tr("Show hidden events"))
        for button in (self.key_only, self.hidden):
            button.setToolTip(button.accessibleName())
            button.setCheckable(True)
            button.toggled.connect(lambda _on: self._filter())
        self.adder = secondary_button(self.tr("A&dd event"), "add")
        self.adder.setAccessibleName(self.tr("Add event"))
        self.adder.clicked.connect(self.add_requested)
        self._more = IconButton("more", self.tr("What can be done with the selected events"))
        self._more.clicked.connect(self._ask_for_menu)
        self._name_kinds()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(8)
        bar.addWidget(self.search, 1)
        for button in (self.kinds, self.key_only, self.hidden):
            bar.addWidget(button)
        bar.addStretch(0)
        bar.addWidget(self.adder)
        bar.addWidget(self._more)
        clear = secondary_button(self.tr("Clear filter"), "clear")
        clear.clicked.connect(self.clear_filter)
        nothing = self.tr("Other words, or other kinds, may find what you are looking for.")
        self._nothing = EmptyState("search", self.tr("No event matches"), nothing, clear)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._nothing)
        self._stack.setMinimumHeight(96)
        self.body.addLayout(bar)
        self.body.addWidget(self.source, 0, Qt.AlignmentFlag.AlignLeft)
        self.add(self.composer)
        self.add(self._stack, 1)

    def _ask_for_menu(self) -> None:
        self.menu_requested.emit(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    # Filters

    @property
    def filter(self) -> EventFilter:
        """What is let through."""
        kinds = frozenset(kind for kind, action in self._kind_actions.items() if action.isChecked())
        return EventFilter(
            self.search.text(), kinds, self.key_only.isChecked(), self.hidden.isChecked(), self._source_id
        )

    def clear_filter(self) -> None:
        """Show every event that is not hidden."""
        self.search.clear()
        self.show_source(0, "")
        self.key_only.setChecked(False)
        self._all_kinds()

    def show_source(self, source_id: int, file_name: str) -> None:
        """Show only the events of a source, until its button is pressed; 0 for those of all."""
        self._source_id = source_id
        words = self.tr("Only from {file}; press to show all").format(file=file_name)
        short = self.fontMetrics().elidedText(file_name, Qt.TextElideMode.ElideMiddle, SOURCE_WIDTH)
        self.source.setText(self.tr("Only from {file}").format(file=short.replace("&", "&&")))
        self.source.setAccessibleName(words)
        self.source.setToolTip(words)
        self.source.setVisible(source_id != 0)
        self._filter()

    def _all_kinds(self) -> None:
        for action in self._kind_actions.values():
            action.blockSignals(True)  # one filtering for all of them
            action.setChecked(False)
            action.blockSignals(False)
        self._filter()

    def _filter(self) -> None:
        self._name_kinds()
        if self.filter == self.model.filter:
            return
        self.model.set_filter(self.filter)
        self.show_state()
        self.filtered.emit()

    def _show_all_found(self) -> None:
        self.show_state()
        self.filtered.emit()

    def _name_kinds(self) -> None:
        chosen = [action for action in self._kind_actions.values() if action.isChecked()]
        words = self.tr("all") if not chosen else chosen[0].text() if len(chosen) == 1 else str(len(chosen))
        self.kinds.setText(words if self._tiny else self.tr("Kind: {kinds}").format(kinds=words))
        self.kinds.setAccessibleName(self.tr("Kind: {kinds}").format(kinds=words))

    def show_state(self) -> None:
        """Show the table, or that nothing matches."""
        nothing = self.model.rowCount() == 0 and self.filter.active and not self.model.searching
        self._stack.setCurrentWidget(self._nothing if nothing else self.view)

    # Events

    def shown_events(self) -> EventList:
        """The events in the table, in their order."""
        return self.model.shown

    def selected_events(self) -> list[Event]:
        """The selected events, in the order of the table."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return [self.model.event_at(row) for row in rows]

    def select(self, event_id: int) -> None:
        """Select an event and bring it into view; sends no signal."""
        self._telling = False
        self._events.select(event_id)
        self._telling = True
        self._reveal.start()
        self.selection_changed.emit()

    def forget_selection(self) -> None:
        """Select nothing; sends no signal."""
        self._telling = False
        self.view.selectionModel().clear()
        self._telling = True

    def _reveal_current(self) -> None:
        index = self.view.currentIndex()
        if index.isValid() and not self.view.viewport().rect().contains(self.view.visualRect(index)):
            self.view.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def edit(self, event_id: int, column: Column) -> None:
        """Begin to edit a cell."""
        row = self.model.row_of(event_id)
        if row >= 0:
            self.view.setCurrentIndex(self.model.index(row, column))
            self.view.edit(self.view.currentIndex())

    def retype(self, event_id: int, column: Column, typed: str) -> None:
        """Open a cell again with what was typed there and could not be read, once its editor has closed."""
        QTimer.singleShot(0, self.view, lambda: self._retype(event_id, column, typed))

    def _retype(self, event_id: int, column: Column, typed: str) -> None:
        self.edit(event_id, column)
        editor = self.view.viewport().findChild(QLineEdit)
        if editor is not None:
            editor.setText(typed)
            editor.selectAll()

    def _tell_current(self) -> None:
        if self._telling:
            self.selected.emit(self.model.id_at(self.view.currentIndex().row()))

    def _tell_selection(self) -> None:
        if self._telling:
            self.selection_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In little room the words of the events come first."""
        super().resizeEvent(event)
        unit = self.fontMetrics().height() / 17  # large text needs room as if the card were smaller
        width = self.width() / unit
        size = 0 if width < TINY else 1 if width < NARROW else 2
        self.key_only.setText(("", self.tr("Key"), self.tr("Key only"))[size])
        self.hidden.setText(("", self.tr("Hidden"), self.tr("Show hidden"))[size])
        self.adder.setText(("", self.tr("A&dd event"), self.tr("A&dd event"))[size])
        self._tiny = width < TINY
        self._name_kinds()
        for column in (Column.ROLE, Column.KIND):
            self.view.setColumnHidden(column, self._tiny)
        self.view.setColumnHidden(Column.SINCE, width < NARROW)
        self.view.setColumnHidden(Column.SOURCE, width < MIDDLE)
        widths = WIDTHS | (NARROW_WIDTHS if width < NARROW else {} if width < MIDDLE else WIDE_WIDTHS)
        for column, pixels in widths.items():
            self.view.setColumnWidth(column, round(pixels * unit))
        self._reveal.start()
