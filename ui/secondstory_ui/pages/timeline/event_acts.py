"""Everything that can be done to the selected events: one list of acts for menu, keys and buttons."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from secondstory.model.enums import EventKind, MomentKind
from secondstory.model.records import Event
from secondstory.services.timeline import (
    change_event,
    change_kind,
    clear_moment,
    mark_events,
    merge_events,
    remove_events,
    separate_events,
    set_moment,
)
from secondstory_ui.copying import copy_later
from secondstory_ui.page import StepPage
from secondstory_ui.pages.timeline.copying import as_lines
from secondstory_ui.text import shown_name

Selection = Callable[[], Sequence[Event]]


class EventActs(QObject):
    """Acts on what ``selection`` gives. The keys work while one of the ``places`` has the focus."""

    def __init__(self, page: StepPage, selection: Selection, places: Sequence[QWidget]) -> None:
        super().__init__(page)
        self._page, self._selection, self._places = page, selection, places
        self._stand_ins: frozenset[int] = frozenset()
        self.before = self._act(self.tr("Add event &before…"), "Ctrl+Shift+Return")
        self.after = self._act(self.tr("Add event &after…"), "Ctrl+Return")
        self.key = self._act(self.tr("Mark as &key"), "K", self.toggle_key)
        self.key.setShortcuts([QKeySequence("K"), QKeySequence("Ctrl+K")])
        self.hide = self._act(self.tr("&Hide"), "H", self.toggle_hidden)
        self.merge = self._act(self.tr("Mer&ge into one"), "M", self.merge_selected)
        self.separate = self._act(self.tr("Se&parate its duplicates"), "Shift+M", self.separate_selected)
        self.source = self._act(self.tr("Show &source…"), "S")
        self.details = self._act(self.tr("&Details"), "Ctrl+D")
        self.copy = self._act(self.tr("&Copy as text"), "Ctrl+C", self.copy_selected)
        self.remove = self._act(self.tr("&Remove"), "Delete", self.remove_selected)
        self._moments = [self._moment_act(number, kind) for number, kind in enumerate(MomentKind, start=1)]

    def _act(self, text: str, keys: str, run: Callable[[], object] | None = None) -> QAction:
        action = QAction(text, self)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        if run is not None:
            action.triggered.connect(lambda _checked=False: run())
        for place in self._places:
            place.addAction(action)
        return action

    def _moment_act(self, number: int, kind: MomentKind) -> QAction:
        return self._act(shown_name(kind), f"Alt+Shift+{number}", partial(self.set_moment, kind))

    # What is selected

    def _ids(self) -> list[int]:
        return [event.id for event in self._selection()]

    def _one(self) -> Event | None:
        events = self._selection()
        return events[0] if events else None

    # Acts

    def toggle_key(self) -> None:
        """Mark all as key, or take the mark away where all have it."""
        if events := self._selection():
            self._mark("key", events)

    def toggle_hidden(self) -> None:
        """Hide all, or show them where all are hidden."""
        if events := self._selection():
            self._mark("hidden", events)

    def _mark(self, name: str, events: Sequence[Event]) -> None:
        on = not all(getattr(event, name) for event in events)
        if len(events) == 1:
            self._page.bridge.act(change_event, events[0].id, **{name: on})
        else:
            self._page.bridge.act(mark_events, [event.id for event in events], **{name: on})

    def set_kind(self, kind: EventKind) -> None:
        """Give all another kind."""
        ids = self._ids()
        if len(ids) == 1:
            self._page.bridge.act(change_event, ids[0], kind=kind)
        elif ids:
            self._page.bridge.act(change_kind, ids, kind)

    def set_moment(self, kind: MomentKind) -> None:
        """Set a moment to the selected event."""
        event = self._one()
        if event is None:
            return
        if event.occurred_at is None:
            self._page.notice.emit(self.tr("This event has no time yet: give it one, then set the moment to it."))
            return
        self._page.bridge.act(set_moment, event.review_id, kind, event.occurred_at, event.id)

    def merge_selected(self) -> None:
        """Let the first of the selected events stand for the others; one that was imported and is key goes first."""
        events = list(self._selection())
        if len(events) < 2:
            self._page.notice.emit(self.tr("Select two or more events that tell the same, then merge them."))
            return
        kept = min(events, key=lambda event: (not event.key, event.hidden))
        others = [event.id for event in events if event.id != kept.id]
        self._page.bridge.act(merge_events, kept.id, others)

    def separate_selected(self) -> None:
        """Let the duplicates of the selected events stand for themselves again."""
        snapshot = self._page.snapshot
        selected = {event.id for event in self._selection()}
        ids = [event.id for event in snapshot.all(Event) if event.merged_into in selected]
        if ids:
            self._page.bridge.act(separate_events, ids)

    def remove_selected(self) -> None:
        """Remove events that were made by hand; where imported ones are among them, which stay, hide them all."""
        events = self._selection()
        if any(map(_is_imported, events)):
            self._mark("hidden", events)
        elif events:
            self._page.bridge.act(remove_events, [event.id for event in events])

    def copy_selected(self) -> None:
        """Put the selected events on the clipboard as lines of text."""
        events, snapshot = tuple(self._selection()), self._page.snapshot
        if events:
            copy_later(self._page.context, partial(as_lines, events, snapshot))

    # The menu

    def menu(self, parent: QWidget) -> QMenu:
        """The context menu for what is selected now."""
        events = self._selection()
        menu = QMenu(parent)
        menu.setToolTipsVisible(True)
        menu.addActions([self.after, self.before])
        menu.addSeparator()
        menu.addActions([self.key, self.hide])
        self._add_moments(menu, bool(events))
        kinds = menu.addMenu(self.tr("Ki&nd"))
        kinds.setEnabled(bool(events))
        for kind in EventKind:
            action = kinds.addAction(shown_name(kind), partial(self.set_kind, kind))
            action.setCheckable(True)
            action.setChecked(len(events) == 1 and events[0].kind is kind)
        menu.addSeparator()
        menu.addActions([self.merge, self.separate])
        menu.addSeparator()
        menu.addActions([self.details, self.source, self.copy])
        if not any(map(_is_imported, events)):  # they would stand there as hidden twice
            menu.addSeparator()
            menu.addAction(self.remove)
        menu.aboutToHide.connect(menu.deleteLater)
        return menu

    def _add_moments(self, menu: QMenu, selected: bool) -> None:
        bridge, review_id = self._page.bridge, self._page.snapshot.review.id
        moments = menu.addMenu(self.tr("Set &moment"))
        for action in self._moments:
            action.setEnabled(selected)
        moments.addActions(self._moments)
        unknown = menu.addMenu(self.tr("Mark moment as &unknown"))
        clear = menu.addMenu(self.tr("Clear m&oment"))
        present = self._page.snapshot.moments
        clear.setEnabled(bool(present))
        for kind in MomentKind:
            unknown.addAction(shown_name(kind), partial(bridge.act, set_moment, review_id, kind, None))
            if kind in present:
                clear.addAction(shown_name(kind), partial(bridge.act, clear_moment, review_id, kind))

    def _name_acts(self, events: Sequence[Event]) -> None:
        key = bool(events) and all(event.key for event in events)
        hidden = bool(events) and all(event.hidden for event in events)
        self.key.setText(self.tr("Take the &key mark away") if key else self.tr("Mark as &key"))
        self.hide.setText(self.tr("&Show again") if hidden else self.tr("&Hide"))
        imported = any(map(_is_imported, events))
        why = self.tr("Hidden events stay out of the timeline and of reports, and can be shown again.")
        stays = self.tr("An imported event cannot be removed.")
        self.hide.setToolTip(f"{stays} {why}" if imported else why)
        self.remove.setText(self.tr("&Hide") if imported else self.tr("&Remove"))
        self.remove.setToolTip(
            f"{stays} {why}" if imported else self.tr("Takes the event out of the review; Undo brings it back.")
        )
        self.remove.setEnabled(bool(events) and not (imported and hidden))

    def show_enabled(self) -> None:
        """Let names and tooltips fit what is selected, and grey what can do nothing with it."""
        events = self._selection()
        self._name_acts(events)
        for action in (self.before, self.key, self.hide, self.copy, self.details, *self._moments):
            action.setEnabled(bool(events))
        self.source.setEnabled(len(events) == 1)
        self.separate.setEnabled(any(event.id in self._stand_ins for event in events))

    def set_stand_ins(self, event_ids: frozenset[int]) -> None:
        """Say which events stand for duplicates."""
        self._stand_ins = event_ids


def _is_imported(event: Event) -> bool:
    return event.source_id is not None
