"""The card with the picture of the timeline: facts, links to what needs a look, zoom, and the moments."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent

from secondstory.model.enums import MomentKind
from secondstory.model.records import Event
from secondstory.model.snapshot import Snapshot
from secondstory_ui.pages.timeline.moment_strip import MomentStrip
from secondstory_ui.text import counted, figure, joined
from secondstory_ui.widgets.buttons import IconButton, link_button, quiet_button, secondary_button
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.timeline_canvas import TimelineCanvas

WIDE, TALL = 900, 340
LEAST_CANVAS = 150


class CanvasCard(Card):
    """Canvas and moments. It shows; the page acts."""

    import_requested = Signal()
    unread_requested = Signal()
    duplicates_requested = Signal()
    people_requested = Signal()
    sources_requested = Signal()

    def __init__(self) -> None:
        super().__init__(" ")
        self._words = self.tr("Timeline")
        self._strip_asked: bool | None = None
        self._settled = False
        self._found = (0, 0, 0)
        self.set_title(self._words)
        self.canvas = TimelineCanvas()
        self.canvas.setMinimumHeight(LEAST_CANVAS)
        self.canvas.setAccessibleName(self.tr("Picture of the timeline"))
        self.strip = MomentStrip()
        self.unread = link_button("", "attention")
        self.unread.clicked.connect(self.unread_requested)
        self.duplicates = link_button("", "merge")
        self.duplicates.clicked.connect(self.duplicates_requested)
        self.people = link_button("", "people")
        self.people.clicked.connect(self.people_requested)
        for link in (self.unread, self.duplicates, self.people):
            self.add_action(link)
        self.sources = quiet_button(self.tr("Sources…"), "file")
        self.sources.setAccessibleName(self.tr("Sources…"))
        self.sources.setToolTip(self.tr("All files that were imported into this review"))
        self.sources.clicked.connect(self.sources_requested)
        self.add_action(self.sources)
        self.moments = quiet_button(self.tr("Moments"), "flag")
        self.moments.setCheckable(True)
        self.moments.setAccessibleName(self.tr("Show the six moments"))
        self.moments.setToolTip(self.tr("Show or hide the six moments"))
        self.moments.clicked.connect(self._ask_strip)
        self.add_action(self.moments)
        for icon_name, words, act in (
            ("zoom_in", self.tr("Zoom in (+)"), self.canvas.zoom_in),
            ("zoom_out", self.tr("Zoom out (−)"), self.canvas.zoom_out),
            ("zoom_fit", self.tr("Show everything (0)"), self.canvas.fit),
        ):
            button = IconButton(icon_name, words)
            button.clicked.connect(act)
            self.add_action(button)
        self.importer = secondary_button(self.tr("I&mport…"), "import")
        self.importer.clicked.connect(self.import_requested)
        self.add_action(self.importer)
        self.add(self.strip)
        self.add(self.canvas, 1)
        self.canvas.placing_ended.connect(lambda: self.strip.show_placing(None))
        self.show_links(0, 0, 0)

    def show_facts(self, snapshot: Snapshot, shown: int, *, filtered: bool) -> None:
        """Say how many events there are, and from where."""
        total = len(snapshot.shown_events)
        hidden = len(snapshot.events) - total
        merged = sum(1 for source in snapshot.sources if source.duplicates)
        events = counted(total, self.tr("1 event"), self.tr("{n} events"))
        if filtered:
            events = self.tr("{shown} of {events}").format(shown=figure(shown), events=events)
        facts = [events]
        sources = len(snapshot.sources)
        if sources:
            facts.append(counted(sources, self.tr("from 1 source"), self.tr("from {n} sources")))
        if hidden:
            facts.append(counted(hidden, self.tr("1 hidden"), self.tr("{n} hidden")))
        if merged:
            again = sum(source.duplicates for source in snapshot.sources)
            facts.append(counted(again, self.tr("1 duplicate left out"), self.tr("{n} duplicates left out")))
        self.sources.setVisible(sources > 0)
        self.set_title(self._words, joined(facts))

    def show_links(self, unread: int, duplicates: int, people: int) -> None:
        """Lead to rows that could not be read, to events that are told twice, to people without a role."""
        self._found = (unread, duplicates, people)
        long = self.width() >= WIDE
        rows = counted(unread, self.tr("1 row needs a look"), self.tr("{n} rows need a look"))
        pairs = counted(duplicates, self.tr("1 likely duplicate"), self.tr("{n} likely duplicates"))
        names = counted(people, self.tr("1 person without a role"), self.tr("{n} people without a role"))
        links = (
            (self.unread, unread, rows, self.tr("{n} unread")),
            (self.duplicates, duplicates, pairs, self.tr("{n} twice")),
            (self.people, people, names, self.tr("{n} people")),
        )
        for button, count, words, brief in links:
            button.setText(words if long else brief.format(n=figure(count)))
            button.setAccessibleName(words)
            button.setToolTip(words)
            button.setVisible(count > 0)
        if self.is_crowded:
            for button, count, _, _ in links:
                button.setText(figure(count))

    def show_moments(self, snapshot: Snapshot, suggested: dict[MomentKind, Event]) -> None:
        """Show the moments; where room is scarce and all are settled, the picture alone shows them."""
        self._settled = len(snapshot.moments) == len(MomentKind)
        self.strip.show_moments(snapshot, suggested)
        self._show_strip()

    def _ask_strip(self, shown: bool) -> None:
        self._strip_asked = shown
        self._show_strip()

    def _show_strip(self) -> None:
        roomy = self.height() >= TALL or not self._settled
        shown = roomy if self._strip_asked is None else self._strip_asked
        self.strip.setVisible(shown)
        self.moments.setChecked(shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In little room the legend goes, and Import, which the header of the window has anyway."""
        super().resizeEvent(event)
        self.importer.setVisible(self.width() >= WIDE)
        self.moments.setText(self.tr("Moments") if self.width() >= WIDE else "")
        self.sources.setText(self.tr("Sources…") if self.width() >= WIDE else "")
        self.show_links(*self._found)
        self.canvas.set_legend_shown(self.height() >= TALL)
        self._show_strip()
