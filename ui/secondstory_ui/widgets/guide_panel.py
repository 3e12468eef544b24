"""The guide beside a step: what to do, what to ask, the clock, when it is done, and advice on wording."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from secondstory_ui.text import shown_text
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.advice_card import Advice, AdviceCard
from secondstory_ui.widgets.buttons import IconButton
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.check_list import CheckList, Criterion, IconLabel
from secondstory_ui.widgets.labels import Label, Separator
from secondstory_ui.widgets.sections import ScrollColumn, clear_layout
from secondstory_ui.widgets.step_clock import StepClock


class GuidePanel(Card):
    """Collapsible. ``keep_requested`` and ``advice_chosen`` carry the `Advice`; ``collapsed`` says the new state."""

    keep_requested = Signal(object)
    advice_chosen = Signal(object)
    collapsed = Signal(bool)

    def __init__(self, clock: StepClock | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(self.tr("Guide"))
        self.clock = clock or StepClock()
        self._heading = Label(self.tr("Guide"), "heading")
        self._fold = IconButton("panel_close", self.tr("Hide the guide"))
        self._fold.clicked.connect(lambda: self.set_collapsed(not self.is_collapsed()))
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(self._heading, 1)
        top.addWidget(self._fold)
        self.body.addLayout(top)
        self._column = ScrollColumn(spacing=12)
        self._instruction = Label("", "body", wrap=True)
        self._prompts = self._section(self.tr("Ask"))
        self._criteria_heading = Label(self.tr("Done when"), "small_strong", "muted")
        self._criteria = CheckList()
        self._advice_heading = Label(self.tr("Wording"), "small_strong", "muted")
        self._advice = QVBoxLayout()
        self._advice.setSpacing(length("unit"))
        self._shown_criteria: tuple[list[Criterion], bool] = ([], True)
        self._shown_advice: list[Advice] = []
        self._fill()
        self.add(self._column, 1)
        self.body.addStretch(0)  # keeps the button at the top while the column is hidden
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._set_width()

    def _section(self, title: str) -> QVBoxLayout:
        section = QVBoxLayout()
        section.setSpacing(length("unit"))
        self._prompts_heading = Label(title, "small_strong", "muted")
        return section

    def _fill(self) -> None:
        body = self._column.body
        body.addWidget(self.clock)
        body.addWidget(self._instruction)
        body.addWidget(self._prompts_heading)
        body.addLayout(self._prompts)
        body.addWidget(Separator())
        body.addWidget(self._criteria_heading)
        body.addWidget(self._criteria)
        body.addWidget(self._advice_heading)
        body.addLayout(self._advice)
        self._advice_heading.hide()

    def set_step(self, key: str, minutes: int, instruction: str, prompts: Sequence[str]) -> None:
        """Show the guide of a step; texts come from the resources and are translated here."""
        self.clock.set_step(key, minutes)
        self._instruction.setText(shown_text(instruction))
        clear_layout(self._prompts)
        for prompt in prompts:
            self._prompts.addLayout(_prompt_line(shown_text(prompt)))
        self._prompts_heading.setVisible(bool(prompts))

    def set_criteria(self, criteria: Iterable[Criterion], *, begun: bool = True) -> None:
        """Show what the step still needs. Of a step that is not ``begun`` nothing counts as met."""
        shown = list(criteria)
        if (shown, begun) == self._shown_criteria:
            return
        self._shown_criteria = (shown, begun)
        met = sum(item.met for item in shown) if begun else 0
        self._criteria_heading.setText(self.tr("Done when  ·  {met} of {all}").format(met=met, all=len(shown)))
        self._criteria.set_items(shown, begun=begun)

    def set_advice(self, advice: Sequence[Advice]) -> None:
        """Show wording advice, the first five in full."""
        if list(advice) == self._shown_advice:
            return  # keeps the focus where it is
        self._shown_advice = list(advice)
        clear_layout(self._advice)
        for item in advice[:5]:
            card = AdviceCard(item)
            card.keep_requested.connect(self.keep_requested)
            card.chosen.connect(self.advice_chosen)
            self._advice.addWidget(card)
        if len(advice) > 5:
            more = self.tr("and {count} more in this step").format(count=len(advice) - 5)
            self._advice.addWidget(Label(more, "small", "muted"))
        self._advice_heading.setVisible(bool(advice))

    def is_collapsed(self) -> bool:
        """Whether only the button that opens the guide is shown."""
        return self._column.isHidden()

    def set_collapsed(self, collapsed: bool) -> None:
        """Fold the guide to a strip or open it."""
        if collapsed == self.is_collapsed():
            return
        self._column.setVisible(not collapsed)
        self._heading.setVisible(not collapsed)
        self._fold.set_icon("panel_open" if collapsed else "panel_close")
        self._fold.set_words(self.tr("Show the guide") if collapsed else self.tr("Hide the guide"))
        self._set_width()
        self.collapsed.emit(collapsed)

    def _set_width(self) -> None:
        folded = self.is_collapsed()
        padding = length("half") if folded else length("card_padding")
        self.set_margins(padding, length("unit"), padding, padding)
        self.setFixedWidth(44 if folded else length("guide"))


def _prompt_line(text: str) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(length("unit"))
    line.addWidget(IconLabel("prompt", "accent", 16), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Label(text, "body", wrap=True), 1)
    return line
