"""Text that is only read: labels in the type scale, and one that shortens itself."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from secondstory_ui.text import BETWEEN_FACTS, breakable
from secondstory_ui.theme.fonts import font
from secondstory_ui.widgets.access import set_mark


class Label(QLabel):
    """A label in a step of the type scale and a tone; plain text only, so that text from a review is never markup.

    ``role``: display title heading subheading body strong small small_strong caption.
    ``tone``: text muted accent ok warn danger systemic external.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "body",
        tone: str = "text",
        *,
        wrap: bool = False,
        tabular: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role = role
        self._tabular = tabular
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(text)
        self.setProperty("tone", tone)
        self._dress()

    def setText(self, text: str) -> None:
        """Show another text. Where it wraps, links and other long words may be broken anywhere."""
        self._text = text
        copied = self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
        super().setText(breakable(text) if self.wordWrap() and not copied else text)

    def setTextInteractionFlags(self, flags: Qt.TextInteractionFlag) -> None:
        """Change what can be done with the text; one that can be copied is left as it is."""
        super().setTextInteractionFlags(flags)
        self.setText(self._text)

    def text(self) -> str:
        """The text as it was given."""
        return self._text

    def set_tone(self, tone: str) -> None:
        """Change the colour to that of another tone."""
        set_mark(self, tone=tone)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the size relative to the program's text size."""
        if event.type() is QEvent.Type.ApplicationFontChange:
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        self.setFont(font(self._role, tabular=self._tabular))


class ElidedLabel(Label):
    """One line that ends in … where there is no room; the whole text is the tooltip and the spoken name.

    Of facts that are set apart by dots the last ones go first, as a whole.
    """

    def __init__(self, text: str = "", role: str = "body", tone: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(text, role, tone, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setToolTip(text)

    def setText(self, text: str) -> None:
        """Show another text."""
        super().setText(text)
        self.setToolTip(text)

    def minimumSizeHint(self) -> QSize:
        """Wide enough for a few letters."""
        return QSize(self.fontMetrics().horizontalAdvance("mmmm…"), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw what fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        painter.drawText(self.rect(), int(self.alignment() | Qt.AlignmentFlag.AlignVCenter), self.shown())

    def shown(self) -> str:
        """What is drawn in the present width."""
        metrics, facts = self.fontMetrics(), self.text().split(BETWEEN_FACTS)
        if metrics.horizontalAdvance(self.text()) <= self.width():
            return self.text()
        while len(facts) > 1:
            facts.pop()
            fewer = f"{BETWEEN_FACTS.join(facts)} …"
            if metrics.horizontalAdvance(fewer) <= self.width():
                return fewer
        return metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())

    def width_of_first_fact(self) -> int:
        """The room that the first fact needs with the dots that stand for the others."""
        return self.fontMetrics().horizontalAdvance(f"{self.text().split(BETWEEN_FACTS)[0]} …")


class Separator(QFrame):
    """A hairline between two groups."""

    def __init__(self, parent: QWidget | None = None, *, vertical: bool = False) -> None:
        super().__init__(parent)
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
