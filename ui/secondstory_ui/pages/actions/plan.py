"""The plan of a review as the page shows it: the ranked actions, and those that are not being done."""

from dataclasses import dataclass

from secondstory.model.enums import ActionStatus, CauseLabel, Quadrant
from secondstory.model.records import Action
from secondstory.model.snapshot import Snapshot
from secondstory.priority.ranking import quadrant_of, rank
from secondstory_ui.text import joined, shown_name, translate
from secondstory_ui.widgets.matrix_points import MatrixPoint

NO_RANK = 0


@dataclass(frozen=True, slots=True)
class PlanItem:
    """An action and its place; ``rank`` is 0 for one that is not being done."""

    rank: int
    action: Action
    quadrant: Quadrant | None
    label: CauseLabel | None

    @property
    def point(self) -> MatrixPoint:
        """The action as a point of the matrix."""
        action = self.action
        return MatrixPoint(
            action.id,
            self.rank,
            action.text,
            action.impact,
            action.effort,
            self.label,
            action.must_do,
            action.status is ActionStatus.DONE,
        )

    @property
    def facts(self) -> str:
        """What the list says under the sentence: the reason, or due date and owner."""
        action = self.action
        if not self.rank:
            return action.reason or translate("Actions", "no reason written yet")
        due = translate("Actions", "due {day}").format(day=action.due.isoformat()) if action.due else ""
        return joined([due, action.owner])

    @property
    def field(self) -> str:
        """The name of the quadrant, or what stands in its place."""
        return shown_name(self.quadrant) if self.quadrant else translate("Actions", "Not scored")

    @property
    def status(self) -> str:
        """How far it has come, where that is worth a word."""
        told = self.action.status not in (ActionStatus.OPEN, ActionStatus.NOT_DOING)
        return shown_name(self.action.status) if told else ""

    @property
    def spoken(self) -> str:
        """The whole row for a screen reader."""
        number = translate("Actions", "Rank {rank}").format(rank=self.rank) if self.rank else ""
        must = translate("Actions", "must do") if self.action.must_do else ""
        label = shown_name(self.label) if self.label else ""
        return ". ".join(
            part for part in (number, self.action.text, self.field, must, label, self.status, self.facts) if part
        )


def ranked_items(snapshot: Snapshot) -> list[PlanItem]:
    """The actions that the group means to do, by rank."""
    return [PlanItem(r.rank, r.action, r.quadrant, label_of(snapshot, r.action)) for r in rank(snapshot)]


def dropped_items(snapshot: Snapshot) -> list[PlanItem]:
    """The actions that are not being done."""
    return [
        PlanItem(NO_RANK, action, quadrant_of(action), label_of(snapshot, action))
        for action in snapshot.actions
        if action.status is ActionStatus.NOT_DOING
    ]


def label_of(snapshot: Snapshot, action: Action) -> CauseLabel | None:
    """Where the causes belong that an action changes: *mixed* for both sorts, nothing without a classified one."""
    labels = {cause.label for cause in snapshot.causes_of(action.id)} - {CauseLabel.UNCLASSIFIED}
    if len(labels) > 1:
        return CauseLabel.MIXED
    return next(iter(labels), None)
