"""The two scores of an action, each with what it stands for, and the whole scale behind a button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from secondstory.model.enums import Confidence
from secondstory.model.records import Action
from secondstory.priority.guidance import anchors, anchors_at
from secondstory_ui.text import joined, shown_text
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.disclosure import Disclosure
from secondstory_ui.widgets.enum_combo import EnumCombo
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.sections import FormRow, form_line
from secondstory_ui.widgets.spin import ScoreSpin


class Scores(QWidget):
    """Impact, effort and confidence. ``placed`` carries both scores whenever a person changed one of them."""

    placed = Signal(object, object)
    confidence_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.impact, self.effort = ScoreSpin(), ScoreSpin()
        self.confidence: EnumCombo[Confidence] = EnumCombo(Confidence, self.tr("not said"))
        self._words = {axis: Label("", "small", "muted", wrap=True) for axis in ("impact", "effort")}
        for spin in (self.impact, self.effort):
            spin.committed.connect(lambda _score: self.placed.emit(self.impact.score(), self.effort.score()))
        self.confidence.chosen.connect(self.confidence_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(length("unit"))
        line = form_line(FormRow(self.tr("I&mpact"), self.impact), FormRow(self.tr("Eff&ort"), self.effort))
        line.setSpacing(length("unit"))  # both fit into the narrowest form
        column.addLayout(line)
        for words in self._words.values():
            column.addWidget(words)
        column.addWidget(Disclosure(self.tr("What the scores mean"), _scale(self)))
        column.addWidget(
            FormRow(self.tr("&Confidence"), self.confidence, self.tr("How sure the group is; it changes no score"))
        )

    def show_action(self, action: Action) -> None:
        """Show the scores of an action."""
        for spin, score, axis in ((self.impact, action.impact, "impact"), (self.effort, action.effort, "effort")):
            if spin.score() != score:
                spin.set_score(score)
            meaning = self._meaning(score, axis)
            self._words[axis].setText(meaning)
            spin.setAccessibleDescription(meaning)
        self.confidence.set_value(action.confidence)

    def _meaning(self, score: float | None, axis: str) -> str:
        name = self.tr("Impact") if axis == "impact" else self.tr("Effort")
        if score is None:
            return self.tr("{axis}: 1 is the least, 5 the most").format(axis=name)
        found = [f"{anchor.score} {shown_text(getattr(anchor, axis))}" for anchor in anchors_at(score)]
        return f"{name}: {joined(found)}"


def _scale(owner: QWidget) -> QWidget:
    """The table of all five scores."""
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, length("half"))
    grid.setHorizontalSpacing(10)
    grid.setVerticalSpacing(length("half"))
    grid.addWidget(Label(owner.tr("Impact"), "small_strong"), 0, 1)
    grid.addWidget(Label(owner.tr("Effort"), "small_strong"), 0, 2)
    top = Qt.AlignmentFlag.AlignTop
    for line, anchor in enumerate(anchors(), start=1):
        grid.addWidget(Label(str(anchor.score), "small_strong", tabular=True), line, 0, top)
        grid.addWidget(Label(shown_text(anchor.impact), "small", "muted", wrap=True), line, 1, top)
        grid.addWidget(Label(shown_text(anchor.effort), "small", "muted", wrap=True), line, 2, top)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 1)
    return table
