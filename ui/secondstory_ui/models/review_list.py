"""The reviews of Home as a list model. How far each has come is read in the background, for rows that are shown."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from secondstory.model.changes import Changes
from secondstory.model.errors import UserError
from secondstory.services.reviews import ReviewSummary, snapshot
from secondstory.steps.progress import StepState, progress
from secondstory_ui.bridge import Bridge
from secondstory_ui.jobs.quiet import QuietWork
from secondstory_ui.models.review_filter import day_of
from secondstory_ui.text import counted, shown_name, translate

Index = QModelIndex | QPersistentModelIndex
States = tuple[StepState, ...]
SUMMARY_ROLE = Qt.ItemDataRole.UserRole
"""The `ReviewSummary` of a row."""
STATES_ROLE = Qt.ItemDataRole.UserRole + 1
"""The states of its steps; empty until they have been read. Asking for them has them read."""


class ReviewListModel(QAbstractListModel):
    """One row for each review."""

    def __init__(self, bridge: Bridge, quiet: QuietWork, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._quiet = quiet
        self._rows: list[ReviewSummary] = []
        self._states: dict[int, States] = {}
        self._asked: set[int] = set()
        bridge.changed.connect(self._forget)

    def show(self, summaries: Sequence[ReviewSummary]) -> None:
        """Show these reviews; where they are the same ones in the same order, the rows stay."""
        known = {row.review.id: row for row in self._rows}
        for summary in summaries:
            if known.get(summary.review.id, summary) != summary:
                self._asked.discard(summary.review.id)
        if [row.review.id for row in self._rows] == [summary.review.id for summary in summaries]:
            self._rows = list(summaries)
            if self._rows:
                self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
            return
        self.beginResetModel()
        self._rows = list(summaries)
        self.endResetModel()

    def row_of(self, review_id: int) -> int:
        """The row of a review, or -1."""
        return next((row for row, summary in enumerate(self._rows) if summary.review.id == review_id), -1)

    def summary(self, index: Index) -> ReviewSummary | None:
        """The review of a row; nothing for the index of no row."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many reviews are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title, the words for screen readers, the summary or the states of the steps."""
        summary = self.summary(index)
        if summary is None:
            return None
        readers: dict[int, Callable[[ReviewSummary], Any]] = {
            Qt.ItemDataRole.DisplayRole: lambda each: each.review.title,
            Qt.ItemDataRole.AccessibleTextRole: self._spoken,
            SUMMARY_ROLE: lambda each: each,
            STATES_ROLE: self._states_of,
        }
        return readers[role](summary) if role in readers else None

    def _states_of(self, summary: ReviewSummary) -> States:
        review_id = summary.review.id
        if review_id not in self._asked:
            self._asked.add(review_id)
            library = self._bridge.library
            self._quiet.run(
                lambda: tuple(each.state for each in progress(snapshot(library, review_id))),
                partial(self._keep, review_id),
                partial(self._without, review_id),
            )
        return self._states.get(review_id, ())

    def _keep(self, review_id: int, states: States) -> None:
        self._states[review_id] = states
        row = self.row_of(review_id)
        if row >= 0:
            self.dataChanged.emit(self.index(row), self.index(row), [STATES_ROLE])

    def _without(self, review_id: int, _error: UserError) -> None:
        """The review is gone or can't be read; opening it says why. Here it stands without its progress."""
        self._states.pop(review_id, None)

    def _forget(self, changes: Changes) -> None:
        if changes.review_id is None:
            self._asked.clear()
        else:
            self._asked.discard(changes.review_id)

    def _spoken(self, summary: ReviewSummary) -> str:
        review, states = summary.review, self._states.get(summary.review.id, ())
        parts = [
            f"{review.ref} {review.title}",
            translate("ReviewList", "sample") if review.sample else "",
            shown_name(review.kind),
            review.severity,
            review.service,
            shown_name(review.status),
            day_of(review).isoformat(),
            steps_text(states) if states else "",
            *facts_of(summary),
        ]
        return ", ".join(part for part in parts if part)


def steps_text(states: States) -> str:
    """How many steps are done, in words."""
    done = sum(state is StepState.DONE for state in states)
    return translate("ReviewList", "{done} of {all} steps done").format(done=done, all=len(states))


def facts_of(summary: ReviewSummary) -> list[str]:
    """How much there is of everything, in words."""
    return [
        counted(summary.events, translate("ReviewList", "1 event"), translate("ReviewList", "{n} events")),
        counted(summary.causes, translate("ReviewList", "1 cause"), translate("ReviewList", "{n} causes")),
        open_text(summary),
    ]


def open_text(summary: ReviewSummary) -> str:
    """How many actions are open, in words."""
    if not summary.open_actions:
        return translate("ReviewList", "no open actions")
    one, many = translate("ReviewList", "1 open action"), translate("ReviewList", "{n} open actions")
    return counted(summary.open_actions, one, many)
