"""What can be done with a cause, for its card, its menu and its keys alike."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from secondstory.model.enums import CauseLabel
from secondstory.model.records import Cause
from secondstory.model.snapshot import Snapshot
from secondstory.services import causes
from secondstory_ui.page import StepPage


class CauseActs(QObject):
    """Every act is one service call, and so one step of undo."""

    evidence_asked = Signal(int)
    """Somebody wants to choose the events that support a cause."""
    reveal_asked = Signal(int)
    """Somebody wants to see a cause."""

    def __init__(self, page: StepPage) -> None:
        super().__init__(page)
        self.page = page

    @property
    def snapshot(self) -> Snapshot:
        """The open review."""
        return self.page.snapshot

    def add(self, text: str) -> int:
        """Name a cause; its id comes back, or 0 where it was not stored."""
        changes = self.page.bridge.act(causes.add_cause, Cause(review_id=self.snapshot.review.id, text=text))
        return changes.created(Cause)[0] if changes else 0

    def change(self, cause_id: int, **values: Any) -> bool:
        """Change fields of a cause."""
        return self.page.bridge.act(causes.change_cause, cause_id, **values) is not None

    def place(self, cause_id: int, label: CauseLabel) -> None:
        """Put a cause among the systemic, the external or the unclassified ones."""
        cause = self.snapshot.get(Cause, cause_id)
        if cause is not None and (cause.label is not label or not cause.reason):
            self.page.bridge.act(causes.place_cause, cause_id, label)

    def split(self, cause_id: int, external: str, systemic: str, reason: str) -> bool:
        """Keep a mixed cause as a linked pair."""
        return self.page.bridge.act(causes.split_cause, cause_id, external, systemic, reason) is not None

    def add_companion(self, external_id: int, text: str) -> None:
        """Name what on our side met an external cause."""
        self.page.bridge.act(causes.add_companion, external_id, text)

    def link(self, one: int, other: int) -> None:
        """Link an external with a systemic cause, whichever of the two comes first."""
        first = self.snapshot.get(Cause, one)
        pair = (one, other) if first and first.label is CauseLabel.EXTERNAL else (other, one)
        self.page.bridge.act(causes.pair_causes, *pair)

    def unlink(self, cause_id: int) -> None:
        """Take the link between two halves away."""
        self.page.bridge.act(causes.unpair_cause, cause_id)

    def attach(self, cause_id: int, event_ids: tuple[int, ...]) -> None:
        """Let events support a cause."""
        self.page.bridge.act(causes.attach_evidence, cause_id, event_ids)

    def detach(self, cause_id: int, event_id: int) -> None:
        """Take an event away from a cause."""
        self.page.bridge.act(causes.detach_evidence, cause_id, event_id)

    def remove(self, cause_id: int) -> None:
        """Remove a cause."""
        self.page.bridge.act(causes.remove_cause, cause_id)
