"""Chips: a word on a soft ground, with a mark where its colour carries meaning."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from secondstory.model.enums import ActionStatus, CauseLabel, Quadrant, ReviewKind, ReviewStatus
from secondstory_ui.text import shown_name
from secondstory_ui.theme.controller import current_theme
from secondstory_ui.theme.fonts import font
from secondstory_ui.theme.theme import Theme

_TONES = {
    # tone: ground, words, mark
    "neutral": ("neutral_soft", "text_muted", "text_muted"),
    "accent": ("accent_soft", "accent_strong", "accent"),
    "systemic": ("systemic_soft", "systemic_text", "systemic"),
    "external": ("external_soft", "external_text", "external"),
    "ok": ("ok_soft", "ok_text", "ok"),
    "warn": ("warn_soft", "warn_text", "warn"),
    "danger": ("danger_soft", "danger_text", "danger"),
}
_MARK = 8.0
_AROUND = 20
_MOST_LETTERS = 28


class Chip(QWidget):
    """A short word in a pill; of a long one the beginning, with the whole of it as tooltip and spoken name.

    ``tone``: neutral accent systemic external ok warn danger. ``mark``: none dot ring diamond triangle half square.
    """

    def __init__(self, text: str, tone: str = "neutral", mark: str = "none", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text, self._tone, self._mark = text, tone, mark
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFont(font("small_strong"))
        self._tell()

    def text(self) -> str:
        """The word on the chip."""
        return self._text

    def set(self, text: str, tone: str = "neutral", mark: str = "none") -> None:
        """Change word, colour and mark."""
        self._text, self._tone, self._mark = text, tone, mark
        self._tell()
        self.updateGeometry()
        self.update()

    def _tell(self) -> None:
        self.setAccessibleName(self._text)
        self.setToolTip(self._text if len(self._text) > _MOST_LETTERS else "")

    def sizeHint(self) -> QSize:
        """As wide as its word, up to a limit, with room for the mark."""
        metrics = self.fontMetrics()
        mark = 0 if self._mark == "none" else int(_MARK) + 6
        word = min(metrics.horizontalAdvance(self._text), metrics.averageCharWidth() * _MOST_LETTERS)
        return QSize(word + mark + _AROUND, metrics.height() + 8)

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its word."""
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        """Keep the size relative to the program's text size."""
        if event.type() is QEvent.Type.ApplicationFontChange:
            self.setFont(font("small_strong"))
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the pill, the mark and the word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_chip(painter, QRectF(self.rect()), self._text, self._tone, self._mark, current_theme())


def paint_chip(painter: QPainter, rect: QRectF, text: str, tone: str, mark: str, theme: Theme) -> None:
    """Draw a chip into a rectangle; delegates of lists and tables use it too. The painter's font must be set."""
    ground, words, colour = (theme.color(role) for role in _TONES[tone])
    painter.setPen(colour if theme.name == "high_contrast" else Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    radius = rect.height() / 2
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    inside = rect.adjusted(10, 0, -10, 0)
    if mark != "none":
        mirrored = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
        place = inside.right() - _MARK / 2 if mirrored else inside.left() + _MARK / 2
        draw_mark(painter, mark, QPointF(place, rect.center().y()), _MARK, colour)
        inside.adjust(*((0, 0, -_MARK - 6, 0) if mirrored else (_MARK + 6, 0, 0, 0)))
    painter.setPen(words)
    shown = QFontMetricsF(painter.font()).elidedText(text, Qt.TextElideMode.ElideRight, inside.width() + 1)
    painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, shown)


def draw_mark(painter: QPainter, mark: str, centre: QPointF, size: float, colour: QColor) -> None:
    """Draw a mark, the shape that goes with a colour: systemic is a diamond, external a dot, everywhere."""
    half = size / 2
    box = QRectF(centre.x() - half, centre.y() - half, size, size)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    if mark == "diamond":
        painter.drawPolygon(_polygon(centre, ((0, -half - 0.5), (half + 0.5, 0), (0, half + 0.5), (-half - 0.5, 0))))
    elif mark == "triangle":
        painter.drawPolygon(_polygon(centre, ((0, -half), (half, half), (-half, half))))
    elif mark == "square":
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 1.5, 1.5)
    elif mark == "dot":
        painter.drawEllipse(box)
    else:
        painter.setPen(colour)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
        if mark == "half":
            painter.setBrush(colour)
            painter.drawPie(box.adjusted(0.5, 0.5, -0.5, -0.5), 90 * 16, 180 * 16)


def _polygon(centre: QPointF, corners: tuple[tuple[float, float], ...]) -> QPolygonF:
    return QPolygonF([centre + QPointF(x, y) for x, y in corners])


CAUSE_MARKS = {
    CauseLabel.SYSTEMIC: ("systemic", "diamond"),
    CauseLabel.EXTERNAL: ("external", "dot"),
    CauseLabel.MIXED: ("neutral", "half"),
    CauseLabel.UNCLASSIFIED: ("neutral", "ring"),
}
"""Tone and mark of each cause label."""

_REVIEW_MARKS = {
    ReviewStatus.DRAFT: ("neutral", "ring"),
    ReviewStatus.IN_PROGRESS: ("accent", "half"),
    ReviewStatus.DONE: ("ok", "dot"),
}
_ACTION_MARKS = {
    ActionStatus.OPEN: ("neutral", "ring"),
    ActionStatus.IN_PROGRESS: ("accent", "half"),
    ActionStatus.DONE: ("ok", "dot"),
    ActionStatus.NOT_DOING: ("neutral", "square"),
}
_QUADRANT_MARKS = {
    Quadrant.QUICK_WIN: ("ok", "triangle"),
    Quadrant.MAJOR_PROJECT: ("accent", "square"),
    Quadrant.FILL_IN: ("neutral", "ring"),
    Quadrant.RECONSIDER: ("warn", "diamond"),
}


def cause_chip(label: CauseLabel, parent: QWidget | None = None) -> Chip:
    """Systemic (diamond), External (dot), Mixed or Unclassified."""
    return Chip(shown_name(label), *CAUSE_MARKS[label], parent)


def look_of(value: ReviewStatus | ActionStatus | Quadrant | ReviewKind | CauseLabel) -> tuple[str, str]:
    """The tone and mark of a value of a closed list, wherever it is drawn."""
    tables = ({**CAUSE_MARKS}, _REVIEW_MARKS, _ACTION_MARKS, _QUADRANT_MARKS)
    return next((table[value] for table in tables if value in table), ("neutral", "none"))  # type: ignore[index]


def chip_for(
    value: ReviewStatus | ActionStatus | Quadrant | ReviewKind | CauseLabel, parent: QWidget | None = None
) -> Chip:
    """The chip for a value of a closed list, in its tone and with its mark."""
    tone, mark = look_of(value)
    return Chip(shown_name(value), tone, mark, parent)


def severity_chip(severity: str, parent: QWidget | None = None) -> Chip:
    """A severity, quietly: red would read as blame."""
    return Chip(severity, "neutral", "triangle", parent)
