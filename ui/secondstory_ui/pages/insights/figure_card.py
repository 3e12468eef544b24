"""A card of figures whose definitions are one click away."""

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from secondstory.metrics.figures import Measure
from secondstory_ui.text import shown_text, translate
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.buttons import quiet_button
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.labels import Label


class FigureCard(Card):
    """Figures on top; *How this is computed* shows what each of them means."""

    def __init__(self, title: str, measures: Iterable[Measure], where: str = "", parent: QWidget | None = None) -> None:
        super().__init__(title, parent=parent)
        self.how = quiet_button(self.tr("How this is computed"), "info")
        self.how.setCheckable(True)
        # Several cards have this button; the distinctive word comes first.
        self.how.setAccessibleName(self.tr("{title}, how this is computed").format(title=f"{where} {title}".strip()))
        self.add_action(self.how)
        self.figures = QVBoxLayout()
        self.figures.setSpacing(length("half"))
        self.body.addLayout(self.figures)
        self.definitions = _Definitions(measures)
        self.definitions.hide()
        self.body.addWidget(self.definitions)
        self.body.addStretch(1)
        self.how.toggled.connect(self.definitions.setVisible)


class _Definitions(Card):
    def __init__(self, measures: Iterable[Measure]) -> None:
        super().__init__(level="sunken")
        for measure in measures:
            words = f"{shown_text(measure.name)}: {shown_text(measure.definition)}"
            self.add(Label(words, "small", "muted", wrap=True))
        rule = translate("Insights", "A median is shown from 5 values on, a 90th percentile from 10 on; no averages.")
        self.add(Label(rule, "small", "muted", wrap=True))
