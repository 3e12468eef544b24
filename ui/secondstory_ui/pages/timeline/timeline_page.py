"""The Timeline step: picture above, table below, the selected event beside the table or, in little room, instead."""

from datetime import datetime, timedelta

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from secondstory.model.changes import Change, Changes
from secondstory.model.enums import MomentKind
from secondstory.model.errors import UserError
from secondstory.model.instants import MICROSECOND
from secondstory.model.records import Cause, Event, Evidence, Moment, Note, Review, Source, Unread
from secondstory.services.timeline import change_event, clear_moment, set_moment
from secondstory_ui.models.event_cells import Column
from secondstory_ui.page import PageContext, StepPage
from secondstory_ui.pages.timeline.canvas_card import CanvasCard
from secondstory_ui.pages.timeline.details import EventDetails
from secondstory_ui.pages.timeline.details_origin import clock_words
from secondstory_ui.pages.timeline.event_acts import EventActs
from secondstory_ui.pages.timeline.findings import TimelineFindings
from secondstory_ui.pages.timeline.picture_columns import PictureColumns
from secondstory_ui.pages.timeline.room import TimelineRoom
from secondstory_ui.pages.timeline.table_card import TableCard
from secondstory_ui.pages.timeline.typed_times import typed_values
from secondstory_ui.widgets.buttons import primary_button, secondary_button
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.empty_state import EmptyState

SHORT = timedelta(days=2)
"""A timeline without moments that is no longer than this is shown whole at first, quiet stretches and all."""
MANY, PICTURE_PAUSE_MS = 5_000, 150
"""From so many events on the picture follows an edit a little later, so that the table answers at once."""


class TimelinePage(StepPage):
    """Keeps picture, table, moments and details in step, and does what they ask for."""

    STEP = "timeline"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._selected = 0
        self._changed: tuple[Change, ...] = ()
        self._adding_first = False
        self._another = True
        self._drawn = 0
        self._columns = PictureColumns()
        self.picture, self.table, self.details = CanvasCard(), TableCard(self), EventDetails(self)
        self.room = TimelineRoom(context.settings, self.picture, self.table, self.details)
        self._picture_soon = QTimer(self, singleShot=True, interval=PICTURE_PAUSE_MS)
        self._picture_soon.timeout.connect(self._show_picture)
        self.acts = EventActs(self, self.selected_events, (self.table.view, self.picture.canvas))
        self.findings = TimelineFindings(self)
        self.setFocusProxy(self.table.view)
        self._lay_out()
        self._connect_picture()
        self._connect_table()
        self.bridge.changed.connect(lambda changes: setattr(self, "_changed", changes.rows))

    def _lay_out(self) -> None:
        importer = primary_button(self.tr("Import a timeline…"), "import")
        importer.clicked.connect(self._import)
        paste = secondary_button(self.tr("Paste a timeline"), "note")
        paste.clicked.connect(self._paste)
        first = secondary_button(self.tr("Add the first event"), "add")
        first.clicked.connect(self._add_first)
        why = self.tr(
            "A timeline says what happened, in order, with its sources. Bring in exports of paging, chat and tickets, "
            "paste what somebody wrote down, or begin by hand."
        )
        empty = Card()
        empty.add(EmptyState("timeline", self.tr("No events yet"), why, importer, paste, first), 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.room)
        self._stack.addWidget(empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def _connect_picture(self) -> None:
        canvas, strip = self.picture.canvas, self.picture.strip
        canvas.selected.connect(self.select)
        canvas.activated.connect(self._open)
        canvas.menu_requested.connect(self._canvas_menu)
        canvas.moment_requested.connect(lambda kind, _event_id: self.acts.set_moment(kind))
        canvas.moment_placed.connect(self._place)
        strip.place_requested.connect(self._start_placing)
        strip.selected_requested.connect(self.acts.set_moment)
        strip.typed_requested.connect(self._type_moment)
        strip.suggestion_used.connect(lambda kind, event: self._place(kind, event.id, event.occurred_at))
        strip.unknown_requested.connect(lambda kind: self.bridge.act(set_moment, self.snapshot.review.id, kind, None))
        strip.clear_requested.connect(lambda kind: self.bridge.act(clear_moment, self.snapshot.review.id, kind))
        self.picture.import_requested.connect(self._import)
        self.picture.unread_requested.connect(self.findings.show_unread)
        self.picture.duplicates_requested.connect(self.findings.show_duplicates)
        self.picture.people_requested.connect(self.findings.show_people)
        self.picture.sources_requested.connect(self._show_sources)
        self.findings.found.connect(self.picture.show_links)
        canvas.horizontalScrollBar().valueChanged.connect(self.findings.wait)
        canvas.horizontalScrollBar().rangeChanged.connect(self.findings.wait)

    def _connect_table(self) -> None:
        table, acts = self.table, self.acts
        table.selected.connect(self.select)
        table.view.verticalScrollBar().valueChanged.connect(self.findings.wait)
        table.filtered.connect(self.findings.wait)
        table.opened.connect(self._open)
        table.selection_changed.connect(self._show_selection)
        table.filtered.connect(self._show_filtered)
        table.add_requested.connect(lambda: self._compose(after=True))
        table.model.edit_requested.connect(self._edit)
        table.view.customContextMenuRequested.connect(
            lambda place: self._menu(table.view.viewport().mapToGlobal(place))
        )
        table.composer.added.connect(self._show_added)
        table.menu_requested.connect(self._menu)
        acts.after.triggered.connect(lambda: self._compose(after=True))
        acts.before.triggered.connect(lambda: self._compose(after=False))
        acts.details.triggered.connect(lambda: self._open(self._selected))
        acts.source.triggered.connect(lambda: self._show_source(self._selected))
        self.details.closed.connect(self._close_details)
        self.details.stepped.connect(self._step)
        self.details.source_requested.connect(self._show_source)

    # Showing

    def refresh(self, changes: Changes | None) -> None:
        """Show the review as it stands, and only what is concerned anew."""
        told = changes is None or changes.touches(Event, Source, Review)
        if told:
            self._show_events()
        if told or (changes is not None and changes.touches(Moment)):
            self._show_moments(at_once=changes is None)
        if told or (changes is not None and changes.touches(Unread)):
            few = len(self.snapshot.events) <= MANY
            self.findings.look_again(events_changed=changes is None or (told and few))
        if told or (changes is not None and changes.touches(Note, Evidence, Cause)):
            self.details.show_event(self.snapshot.get(Event, self._selected))

    def _on_switched(self, snapshot: object) -> None:
        """Another review: nothing of the one before stays selected, filtered or half written."""
        super()._on_switched(snapshot)
        self._another = True
        self._changed = ()  # its records may have the numbers of other ones here
        self._picture_soon.stop()

    def _begin_anew(self) -> None:
        self._another = self._adding_first = False
        self._selected = 0
        self.table.composer.hide()
        self.table.forget_selection()
        self.table.clear_filter()
        self.picture.canvas.stop_placing()
        self.picture.canvas.verticalScrollBar().setValue(0)
        self.room.show_table()

    def _show_events(self) -> None:
        snapshot = self.snapshot
        if self._another:
            self._begin_anew()
        self.acts.set_stand_ins(frozenset(e.merged_into or 0 for e in snapshot.all_events.merged))
        event = snapshot.get(Event, self._selected)
        if event is None or event.merged_into is not None:
            self._selected = event.merged_into or 0 if event else 0
        self._stack.setCurrentIndex(0 if snapshot.events or snapshot.sources or self._adding_first else 1)

    def _show_moments(self, *, at_once: bool) -> None:
        snapshot = self.snapshot
        sources = {source.id: source.file_name for source in snapshot.sources}
        start = snapshot.moment_at(MomentKind.STARTED) or snapshot.shown_events.first_time
        clocks = {source.id: clock_words(source) for source in snapshot.sources if source.clock_offset}
        self.table.model.set_events(snapshot.events, snapshot.zone, start, sources, clocks)
        self.table.show_state()
        if at_once or len(snapshot.events) <= MANY:
            self._show_picture()
        else:
            self._picture_soon.start()
        self.picture.show_moments(snapshot, self.findings.suggestions())
        self._show_selection()

    def _show_filtered(self) -> None:
        """Of very many events the table shows at once what was found, and the picture follows."""
        if len(self.snapshot.events) <= MANY:
            self._show_picture()
        else:
            self._picture_soon.start()

    def _show_picture(self) -> None:
        self._picture_soon.stop()
        snapshot, canvas = self.snapshot, self.picture.canvas
        if self.table.model.events is not snapshot.events or self.table.model.searching:
            return  # the table does not show all of them yet; once it does, the picture follows
        data = self._columns.of(snapshot, self.table.model.mask)
        canvas.set_timeline(data)
        self.picture.show_facts(snapshot, self.table.model.rowCount(), filtered=self.table.filter.active)
        if len(data) and self._drawn != snapshot.review.id:
            self._drawn = snapshot.review.id
            self.table.view.scrollToTop()
            short = data.extent[1] - data.extent[0] <= SHORT / MICROSECOND
            canvas.fit() if short and not data.moments else canvas.fit_story()

    def show_record(self, record_id: int) -> None:
        """Select an event, or the event of a moment or note that was just changed."""
        record = next((c.record for c in self._changed if c.record.id == record_id), None)
        event_id = record.event_id if isinstance(record, Moment | Note | Unread) else record_id
        if isinstance(record, Source | Review) or not event_id or self.snapshot.get(Event, event_id) is None:
            return
        if self.table.model.row_of(event_id) < 0:
            self.table.clear_filter()
            self.table.hidden.setChecked(bool(self.snapshot.get(Event, event_id).hidden))  # type: ignore[union-attr]
        self.select(event_id)

    # Selection

    def selected_events(self) -> list[Event]:
        """The selected events: those of the table, else the one of the picture."""
        events = self.table.selected_events()
        if events:
            return events
        event = self.snapshot.get(Event, self._selected) if self.bridge.snapshot else None
        return [event] if event else []

    def select(self, event_id: int) -> None:
        """Select an event everywhere, and tell the guide."""
        event = self.snapshot.get(Event, event_id)
        self._selected = event.id if event else 0
        self.picture.canvas.select(self._selected or None)
        if event is not None:
            self.table.select(event.id)
        self.details.show_event(event)
        self._show_selection()
        self.record_selected.emit(event)

    def _show_selection(self) -> None:
        self.acts.show_enabled()
        self.picture.strip.set_event_selected(bool(self.selected_events()))

    def _step(self, step: int) -> None:
        model = self.table.model
        row = model.row_of(self._selected) + step
        if 0 <= row < model.rowCount():
            self.select(model.id_at(row))

    # Details

    def _open(self, event_id: int) -> None:
        if event_id > 0:
            self.select(event_id)
            self.room.open_details()
            self.details.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_details(self) -> None:
        self.details.commit()
        self.room.close_details()
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_source(self, event_id: int) -> None:
        from secondstory_ui.pages.timeline.source_dialog import SourceDialog  # noqa: PLC0415 - loaded when asked for

        event = self.snapshot.get(Event, event_id)
        if event is not None:
            _open_once(SourceDialog(self, event, self.window()))

    def _show_sources(self) -> None:
        from secondstory_ui.pages.timeline.sources_dialog import SourcesDialog  # noqa: PLC0415 - loaded when asked for

        self.sources_dialog = SourcesDialog(self, self.window())
        self.sources_dialog.events_requested.connect(self._show_events_of)
        self.sources_dialog.import_requested.connect(self._import)
        _open_once(self.sources_dialog)

    def _show_events_of(self, source_id: int) -> None:
        source = self.snapshot.get(Source, source_id)
        if source is not None:
            self.room.show_table()
            self.table.clear_filter()
            self.table.show_source(source_id, source.file_name)
            self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # Adding and editing

    def _compose(self, *, after: bool) -> None:
        events = self.snapshot.shown_events
        place = events.place_of(self._selected)
        if place is None:
            before, following = (events[-1] if events else None), None
        elif after:
            before, following = events[place], events[place + 1] if place + 1 < len(events) else None
        else:
            before, following = events[place - 1] if place else None, events[place]
        self.room.show_table()
        self.table.composer.open_between(before, following)

    def _add_first(self) -> None:
        self._adding_first = True
        self._show_events()
        self._compose(after=True)

    def _show_added(self, event_id: int) -> None:
        if self.table.model.row_of(event_id) < 0:
            self.table.clear_filter()
        self._adding_first = False
        self.select(event_id)

    def _edit(self, event_id: int, field: str, value: object) -> None:
        event = self.snapshot.get(Event, event_id)
        if event is None:
            return
        if field != "time":
            words = " ".join(value.split()) if isinstance(value, str) and field in ("title", "role") else value
            self.bridge.act(change_event, event_id, **{field: words})
            return
        try:
            values = typed_values(self, str(value), event, self._before(event))
        except UserError as error:
            self.bridge.failed.emit(error)
            self.table.retype(event_id, Column.TIME, str(value))
            return
        self.bridge.act(change_event, event_id, **values)

    def _before(self, event: Event) -> Event | None:
        """The dated event before another one."""
        events = self.snapshot.shown_events
        place = events.place_of(event.id)
        earlier = len(events) if place is None else place
        return next((other for other in reversed(events[:earlier]) if other.occurred_at), None)

    # Moments

    def _start_placing(self, kind: MomentKind) -> None:
        canvas = self.picture.canvas
        if canvas.placing is kind:
            canvas.stop_placing()
            return
        canvas.stop_placing()
        self.picture.strip.show_placing(kind)
        canvas.start_placing(kind)

    def _place(self, kind: MomentKind, event_id: int | None, at: datetime) -> None:
        self.bridge.act(set_moment, self.snapshot.review.id, kind, at, event_id)

    def _type_moment(self, kind: MomentKind) -> None:
        from secondstory_ui.pages.timeline.type_moment import TypeMomentDialog  # noqa: PLC0415 - loaded when asked for

        dialog = TypeMomentDialog(self, kind, self.window())
        dialog.chosen.connect(lambda kind, at: self._place(kind, None, at))
        _open_once(dialog)

    # Menus and dialogs

    def _canvas_menu(self, event_id: int | None, place: QPoint) -> None:
        if event_id is not None and event_id not in [event.id for event in self.selected_events()]:
            self.select(event_id)
        self._menu(place)

    def _menu(self, place: QPoint) -> None:
        self.acts.menu(self).popup(place)

    def _import(self) -> None:
        self.navigate.emit("import", 0)

    def _paste(self) -> None:
        from secondstory_ui.dialogs.import_timeline import ImportDialog  # noqa: PLC0415 - dialogs load when asked for

        text = QGuiApplication.clipboard().text()
        dialog = ImportDialog(self.context, self.snapshot.review.id, (), text, self.window())
        dialog.imported.connect(lambda review_id: self.navigate.emit("review/timeline", review_id))
        dialog.imported.connect(lambda _review_id: self.setFocus(Qt.FocusReason.OtherFocusReason))
        dialog.paste()
        _open_once(dialog)


def _open_once(dialog: QDialog) -> None:
    """Open a dialog that goes for good when it is closed."""
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
