"""The Timeline step: picture above, table below, the selected event beside the table or, in little room, instead."""

from datetime import datetime

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from secondstory.model.changes import Change, Changes
from secondstory.model.enums import MomentKind
from secondstory.model.errors import UserError
from secondstory.model.records import Cause, Event, Evidence, Moment, Note, Review, Source, Unread
from secondstory.services.timeline import change_event, clear_moment, set_moment
from secondstory.timeline.gaps import gaps
from secondstory_ui.models.event_table import Column
from secondstory_ui.page import PageContext, StepPage
from secondstory_ui.pages.timeline.canvas_card import CanvasCard
from secondstory_ui.pages.timeline.details import EventDetails
from secondstory_ui.pages.timeline.event_acts import EventActs
from secondstory_ui.pages.timeline.findings import TimelineFindings
from secondstory_ui.pages.timeline.table_card import TableCard
from secondstory_ui.pages.timeline.typed_times import typed_values
from secondstory_ui.remembered import remembered_bytes, remembered_flag
from secondstory_ui.widgets.buttons import primary_button, secondary_button
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.empty_state import EmptyState
from secondstory_ui.widgets.timeline_data import Marker, microseconds, timeline_data

ROOMY = 980
"""From this width on the details stand beside the table."""
LOW, PICTURE_SHARE, PICTURE_SHARE_LOW = 640, 0.44, 0.52
"""How much of the height the picture takes until somebody moves the splitter."""
SPLIT, DETAILS_SPLIT, DETAILS_SHOWN = "timeline/split", "timeline/details_split", "timeline/details_shown"


class TimelinePage(StepPage):
    """Keeps picture, table, moments and details in step, and does what they ask for."""

    STEP = "timeline"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._selected = 0
        self._changed: tuple[Change, ...] = ()
        self._adding_first = False
        self._details_asked = False
        self.picture, self.table, self.details = CanvasCard(), TableCard(self), EventDetails(self)
        self.acts = EventActs(self, self.selected_events, (self.table.view, self.picture.canvas))
        self.findings = TimelineFindings(self)
        self._lay_out()
        self._connect_picture()
        self._connect_table()
        self.bridge.changed.connect(lambda changes: setattr(self, "_changed", changes.rows))

    def _lay_out(self) -> None:
        self.below = QSplitter(Qt.Orientation.Horizontal)
        self.split = QSplitter(Qt.Orientation.Vertical)
        for splitter, one, other in ((self.below, self.table, self.details), (self.split, self.picture, self.below)):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(12)
            splitter.addWidget(one)
            splitter.addWidget(other)
        self.below.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 1)
        self.details.setMinimumWidth(340)
        self.details.hide()
        self.below.setSizes([800, 400])
        for splitter, key in ((self.split, SPLIT), (self.below, DETAILS_SPLIT)):
            splitter.restoreState(remembered_bytes(self.context.settings, key))
            splitter.splitterMoved.connect(
                lambda *_, splitter=splitter, key=key: self.context.settings.setValue(key, splitter.saveState())
            )
        importer = primary_button(self.tr("Import…"), "import")
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
        self._stack.addWidget(self.split)
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
        self.findings.found.connect(self.picture.show_links)

    def _connect_table(self) -> None:
        table, acts = self.table, self.acts
        table.selected.connect(self.select)
        table.opened.connect(self._open)
        table.selection_changed.connect(self._show_selection)
        table.filtered.connect(self._show_picture)
        table.add_requested.connect(lambda: self._compose(after=True))
        table.model.edit_requested.connect(self._edit)
        table.view.customContextMenuRequested.connect(
            lambda place: self._menu(table.view.viewport().mapToGlobal(place))
        )
        table.composer.added.connect(self._show_added)
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
            self._show_moments()
        if told or (changes is not None and changes.touches(Unread)):
            self.findings.look_again(events_changed=told)
        if told or (changes is not None and changes.touches(Note, Evidence, Cause)):
            self.details.show_event(self.snapshot.get(Event, self._selected))
        if told:
            self._show_room()

    def _show_events(self) -> None:
        snapshot = self.snapshot
        stand_ins = frozenset(e.merged_into for e in snapshot.tables.get(Event, {}).values() if e.merged_into)  # type: ignore[attr-defined]
        self.acts.set_stand_ins(stand_ins)
        event = snapshot.get(Event, self._selected)
        if event is None or event.merged_into is not None:
            self._selected = event.merged_into or 0 if event else 0
        self._tell_table()
        self._stack.setCurrentIndex(0 if snapshot.events or self._adding_first else 1)

    def _tell_table(self) -> None:
        snapshot = self.snapshot
        sources = {source.id: source.file_name for source in snapshot.sources}
        first = next((e.occurred_at for e in snapshot.shown_events if e.occurred_at), None)
        start = snapshot.moment_at(MomentKind.STARTED) or first
        self.table.model.set_events(snapshot.events, snapshot.zone, start, sources)
        self.table.show_state()

    def _show_moments(self) -> None:
        self._tell_table()
        self._show_picture()
        self.picture.show_moments(self.snapshot, self.findings.suggestions())
        self._show_selection()

    def _show_picture(self) -> None:
        snapshot = self.snapshot
        events = self.table.shown_events()
        markers = [Marker(m.kind, microseconds(m.at), m.event_id) for m in snapshot.moments.values() if m.at]
        self.picture.canvas.set_timeline(timeline_data(events, markers, gaps(snapshot.shown_events), snapshot.zone))
        self.picture.show_facts(snapshot, len(events), filtered=self.table.filter.active)

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
            self._details_asked = True
            self.select(event_id)
            self.context.settings.setValue(DETAILS_SHOWN, True)
            self._show_room()
            self.details.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_details(self) -> None:
        self.details.commit()
        self._details_asked = False
        if self._is_roomy():
            self.context.settings.setValue(DETAILS_SHOWN, False)
        self._show_room()
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _is_roomy(self) -> bool:
        return self.width() >= ROOMY

    def _show_room(self) -> None:
        """Details beside the table where there is room, else instead of it while they are asked for."""
        roomy = self._is_roomy()
        beside = roomy and (self._details_asked or remembered_flag(self.context.settings, DETAILS_SHOWN, default=True))
        self.details.setVisible(beside or (not roomy and self._details_asked))
        self.table.setVisible(roomy or not self._details_asked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find room for the details."""
        super().resizeEvent(event)
        if remembered_bytes(self.context.settings, SPLIT).isEmpty():
            picture = round(self.height() * (PICTURE_SHARE_LOW if self.height() < LOW else PICTURE_SHARE))
            self.split.setSizes([picture, self.height() - picture])
        self._show_room()

    def _show_source(self, event_id: int) -> None:
        from secondstory_ui.pages.timeline.source_dialog import SourceDialog  # noqa: PLC0415 - loaded when asked for

        event = self.snapshot.get(Event, event_id)
        if event is not None:
            SourceDialog(self, event, self.window()).open()

    # Adding and editing

    def _compose(self, *, after: bool) -> None:
        events = self.snapshot.shown_events
        place = next((i for i, event in enumerate(events) if event.id == self._selected), None)
        if place is None:
            before, following = (events[-1] if events else None), None
        elif after:
            before, following = events[place], events[place + 1] if place + 1 < len(events) else None
        else:
            before, following = events[place - 1] if place else None, events[place]
        self._details_asked = self._details_asked and self._is_roomy()
        self._show_room()
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
        before = None
        for other in self.snapshot.shown_events:
            if other.id == event.id:
                break
            before = other if other.occurred_at else before
        return before

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
        dialog.open()

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
        dialog.paste()
        dialog.open()
