"""What the tracker counts while its rows go by."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from secondstory.exporters.xlsx.rows import Row, is_overdue
from secondstory.model.enums import ActionStatus
from secondstory.model.names import name_of


@dataclass(slots=True)
class Place:
    """A place of the matrix, and the actions that stand there."""

    effort: float
    impact: float
    quadrant: str
    refs: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Totals:
    """The counts behind the summary, and the places behind the matrix."""

    today: date
    actions: int = 0
    open: int = 0
    overdue: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    quadrants: Counter[str] = field(default_factory=Counter)
    classes: Counter[str] = field(default_factory=Counter)
    open_by_owner: Counter[str] = field(default_factory=Counter)
    places: dict[tuple[float, float], Place] = field(default_factory=dict)
    many_reviews: bool = False

    def add(self, row: Row) -> None:
        """Count a row."""
        self.actions += 1
        self.statuses[row.status] += 1
        self.quadrants[row.quadrant] += 1
        self.classes[row.class_] += 1
        self.overdue += is_overdue(row, self.today)
        if row.is_open:
            self.open += 1
            self.open_by_owner[row.owner] += 1
        if row.impact is not None and row.effort is not None and row.status != name_of(ActionStatus.NOT_DOING):
            place = self.places.setdefault((row.effort, row.impact), Place(row.effort, row.impact, row.quadrant))
            place.refs.append(f"{row.review} {row.ref}".strip() if self.many_reviews else row.ref)
