"""Learnings: adding them to their list and moving them within it."""

from secondstory.model.changes import Changes, Label
from secondstory.model.enums import LearningKind
from secondstory.model.records import Learning
from secondstory.services.editing import describe
from secondstory.services.library import Library


def add_learning(library: Library, review_id: int, kind: LearningKind, text: str) -> Changes:
    """Add a learning at the end of its list."""
    learning = Learning(review_id=review_id, kind=kind, text=text)
    with library.unit(Label("Add {what}", {"what": describe(learning)}), review_id) as unit:
        present = [row for row in unit.all(Learning, review_id=review_id) if row.kind is kind]
        last = max((row.position for row in present), default=0.0)
        unit.add(Learning(review_id=review_id, kind=kind, text=text, position=last + 1))
    return unit.changes


def move_learning(library: Library, learning_id: int, offset: int) -> Changes:
    """Move a learning up (negative) or down in its list, as far as it goes."""
    with library.unit(Label("")) as unit:
        learning = unit.get(Learning, learning_id)
        unit.review_id = learning.review_id
        unit.label = Label("Move {what}", {"what": describe(learning)})
        rows = [row for row in unit.all(Learning, review_id=learning.review_id) if row.kind is learning.kind]
        rows.sort(key=lambda row: (row.position, row.id))
        place = rows.index(learning)
        rows.insert(max(0, place + offset), rows.pop(place))
        for position, row in enumerate(rows, start=1):
            unit.change(row, position=float(position))
    return unit.changes
