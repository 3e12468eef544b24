"""Where an event comes from, and the duplicates that it stands for."""

from datetime import timedelta
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from secondstory.model.records import Event, Source
from secondstory.services.timeline import change_event, separate_events
from secondstory.timeline.clock_offset import format_offset
from secondstory.timeline.conflicts import Aspect, Conflict, conflicts
from secondstory_ui.page import StepPage
from secondstory_ui.text import counted, joined, shown_event_time, shown_name, translate
from secondstory_ui.widgets.buttons import link_button, quiet_button
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.sections import SectionHeading, clear_layout


def clock_words(source: Source) -> str:
    """That the clock of a source was corrected, by how much and why; nothing where it was right."""
    if not source.clock_offset:
        return ""
    offset = format_offset(timedelta(seconds=source.clock_offset))
    words = translate("OriginSection", "clock corrected by {offset}").format(offset=offset)
    return f"{words} ({source.clock_reason})" if source.clock_reason else words


class OriginSection(QWidget):
    """Source and place of an event, the verbatim record one press away; the same for each of its duplicates."""

    source_requested = Signal(int)

    def __init__(self, page: StepPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._shown: tuple[Event | Source | None, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 4, 0, 0)
        self._column.setSpacing(4)

    def show_event(self, event: Event) -> None:
        """Show the origin of an event."""
        duplicates = self._page.snapshot.duplicates_of(event.id)
        source = self._page.snapshot.get(Source, event.source_id)
        if self._shown == (source, event, *duplicates):
            return
        self._shown = (source, event, *duplicates)
        clear_layout(self._column)
        self._column.addWidget(SectionHeading(self.tr("Where it comes from")))
        self._column.addWidget(Label(self._origin(event), "body", "muted", wrap=True))
        if event.source_id is not None:
            show = link_button(self.tr("Show the source"), "file")
            show.clicked.connect(partial(self.source_requested.emit, event.id))
            self._column.addWidget(show, 0, Qt.AlignmentFlag.AlignLeft)
        if duplicates:
            words = counted(len(duplicates), self.tr("Stands for 1 duplicate"), self.tr("Stands for {n} duplicates"))
            self._column.addSpacing(8)
            self._column.addWidget(SectionHeading(words))
        for number, duplicate in enumerate(duplicates, start=1):
            self._column.addLayout(self._duplicate(number, duplicate))
            for conflict in conflicts(event, duplicate):
                self._column.addLayout(self._conflict(event, duplicate, conflict))

    def _origin(self, event: Event) -> str:
        source = self._page.snapshot.get(Source, event.source_id)
        if source is None:
            return self.tr("Added by hand in this review.")
        actor = self.tr("told by {who}").format(who=event.actor) if event.actor else ""
        return joined([source.file_name, event.locator, actor, clock_words(source)])

    def _duplicate(self, number: int, event: Event) -> QHBoxLayout:
        source = self._page.snapshot.get(Source, event.source_id)
        time = shown_event_time(event, self._page.snapshot.zone, date=False, seconds=True)
        words = joined([time, event.title, source.file_name if source else self.tr("added by hand")])
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Label(words, "small", wrap=True), 1)
        separate = quiet_button(self.tr("Separate"), "split")
        separate.setAccessibleName(self.tr("Separate duplicate {number}").format(number=number))
        separate.clicked.connect(partial(self._separate, event.id))
        line.addWidget(separate, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _conflict(self, event: Event, duplicate: Event, conflict: Conflict) -> QHBoxLayout:
        """What the duplicate says instead, and a press that takes it over."""
        words, value = self._difference(event, duplicate, conflict.aspect)
        line = QHBoxLayout()
        line.setContentsMargins(12, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(Label(words, "small", "warn", wrap=True), 1)
        use = quiet_button(self.tr("Use it"), "done")
        use.setAccessibleName(self.tr("Use {value}").format(value=value))
        use.clicked.connect(partial(self._use, event.id, dict(conflict.values)))
        line.addWidget(use, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _difference(self, event: Event, duplicate: Event, aspect: Aspect) -> tuple[str, str]:
        """In words, and the value that the duplicate has."""
        here, there = self._told(event, aspect), self._told(duplicate, aspect)
        names = {
            Aspect.TIME: self.tr("Times differ: {here} here, {there} there."),
            Aspect.KIND: self.tr("Kinds differ: {here} here, {there} there."),
            Aspect.ROLE: self.tr("Roles differ: {here} here, {there} there."),
            Aspect.TEXT: self.tr("Texts differ: “{here}” here, “{there}” there."),
        }
        return names[aspect].format(here=here, there=there), there

    def _told(self, event: Event, aspect: Aspect) -> str:
        if aspect is Aspect.TIME:
            return shown_event_time(event, self._page.snapshot.zone, seconds=True)
        if aspect is Aspect.KIND:
            return shown_name(event.kind)
        return event.role if aspect is Aspect.ROLE else event.title

    def _use(self, event_id: int, values: dict[str, Any], *_: object) -> None:
        self._page.bridge.act(change_event, event_id, **values)

    def _separate(self, event_id: int, *_: object) -> None:
        self._page.bridge.act(separate_events, (event_id,))
