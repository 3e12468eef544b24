"""What the timeline asks people to look at: unread rows, likely duplicates, people without a role, moments."""

from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QDialog

from secondstory.model.enums import MomentKind
from secondstory.model.progress import Work
from secondstory.model.records import Event
from secondstory.model.snapshot import Snapshot
from secondstory.services.people import find_unknown_people, unknown_people
from secondstory.timeline.duplicates import DuplicatePair, find_duplicates
from secondstory.timeline.moments import suggest_moments
from secondstory_ui.jobs.idle import IdleWork
from secondstory_ui.page import StepPage
from secondstory_ui.remembered import remembered_text

PAUSE_MS = 400
MANY = 5_000
"""Of more events nothing is found out while somebody waits."""


class TimelineFindings(QObject):
    """Looks for them in the background, a little after events changed, and opens the dialogs that settle them."""

    found = Signal(int, int, int)
    """How many rows wait unread, how many pairs are likely told twice, and of how many people no role is known."""

    def __init__(self, page: StepPage) -> None:
        super().__init__(page)
        self._page = page
        self._pairs: tuple[DuplicatePair, ...] = ()
        self._pairs_due = False
        self._people = 0
        self._idle = IdleWork(self)
        self._suggested: tuple[Snapshot | None, dict[MomentKind, Event]] = (None, {})
        self.dialog: QDialog | None = None
        self._soon = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._soon.timeout.connect(self._look)

    def look_again(self, *, events_changed: bool) -> None:
        """Count anew: pairs only where events changed, and people at once unless there are very many events."""
        self._pairs_due |= events_changed
        if not self._is_long:
            self._people = len(unknown_people(self._page.snapshot))
        self._tell()
        if self._pairs_due or self._is_long:
            self._soon.start()

    def wait(self) -> None:
        """Leave off for a moment: somebody scrolls, zooms or searches."""
        self._idle.wait()

    def suggestions(self) -> dict[MomentKind, Event]:
        """The events that probably mark the moments; none where the timeline is too long for a guess to be quick."""
        snapshot = self._page.snapshot
        if self._is_long:
            return {}
        if self._suggested[0] is None or self._suggested[0].shown_events != snapshot.shown_events:
            self._suggested = (snapshot, suggest_moments(snapshot.shown_events))
        return self._suggested[1]

    @property
    def _is_long(self) -> bool:
        return len(self._page.snapshot.shown_events) > MANY

    @property
    def pairs(self) -> tuple[DuplicatePair, ...]:
        """The pairs that nobody has settled yet."""
        apart = self._kept_apart()
        return tuple(pair for pair in self._pairs if _name(pair) not in apart)

    def keep_apart(self, pair: DuplicatePair) -> None:
        """Remember on this computer that two events are not one."""
        kept = sorted(self._kept_apart() | {_name(pair)})
        self._page.context.settings.setValue(self._key(), " ".join(kept))
        self._tell()

    def drop(self, event_ids: Iterable[int]) -> None:
        """Forget the pairs of events that were just merged; the next look finds the rest."""
        gone = set(event_ids)
        self._pairs = tuple(p for p in self._pairs if p.first.id not in gone and p.second.id not in gone)
        self._tell()

    def _kept_apart(self) -> set[str]:
        return set(remembered_text(self._page.context.settings, self._key()).split())

    def _key(self) -> str:
        return f"timeline/kept_apart_{self._page.snapshot.review.id}"

    def _look(self) -> None:
        snapshot = self._page.bridge.snapshot
        if snapshot is None:
            return
        due = self._pairs_due

        def look() -> Work[tuple[tuple[DuplicatePair, ...] | None, int]]:
            people = yield from find_unknown_people(snapshot)
            pairs = (yield from find_duplicates(snapshot.shown_events)) if due else None
            return pairs, len(people)

        def show(found: tuple[tuple[DuplicatePair, ...] | None, int]) -> None:
            now = self._page.bridge.snapshot
            if now is not None and now.review.id == snapshot.review.id:
                pairs, self._people = found
                self._pairs = self._pairs if pairs is None else pairs
                self._pairs_due = now.shown_events is not snapshot.shown_events
                self._tell()

        self._idle.run(look(), show)

    def _tell(self) -> None:
        if self._page.bridge.snapshot is not None:
            snapshot = self._page.snapshot
            self.found.emit(len(snapshot.unread), len(self.pairs), self._people)

    # Dialogs

    def show_unread(self) -> None:
        """Open the list of rows that could not be read."""
        from secondstory_ui.pages.timeline.unread_dialog import UnreadDialog  # noqa: PLC0415 - loaded when asked for

        self._open(UnreadDialog(self._page, self._page.window()))

    def show_duplicates(self) -> None:
        """Open the pairs that are likely one."""
        from secondstory_ui.pages.timeline.duplicates_dialog import DuplicatesDialog  # noqa: PLC0415 - as above

        self._open(DuplicatesDialog(self._page, self, self._page.window()))

    def show_people(self) -> None:
        """Open the list of people of whom no role is known."""
        from secondstory_ui.pages.timeline.people_dialog import PeopleDialog  # noqa: PLC0415 - as above

        self._open(PeopleDialog(self._page, self._page.window()))

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _name(pair: DuplicatePair) -> str:
    low, high = sorted((pair.first.id, pair.second.id))
    return f"{low}-{high}"
