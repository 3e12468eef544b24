"""What a review looks like on Home: the pieces that cards and list rows are painted from."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen

from secondstory.services.reviews import ReviewSummary
from secondstory.steps.progress import StepState
from secondstory_ui.models.review_list import States
from secondstory_ui.text import shown_name, translate
from secondstory_ui.theme.controller import current_theme
from secondstory_ui.theme.fonts import font
from secondstory_ui.widgets.chip import look_of, paint_chip
from secondstory_ui.widgets.painted_text import line_height, mirrored

CHIP_GAP = 6
_STATE_ROLES = {
    StepState.DONE: "ok",
    StepState.IN_PROGRESS: "accent",
    StepState.ATTENTION: "warn",
    StepState.NOT_STARTED: "pressed",
}


def chip_height() -> int:
    """The height of a painted chip."""
    return line_height("small_strong") + 8


def status_look(summary: ReviewSummary) -> tuple[str, str, str]:
    """Word, tone and mark of the chip for the status."""
    return (shown_name(summary.review.status), *look_of(summary.review.status))


def looks_of(summary: ReviewSummary) -> list[tuple[str, str, str]]:
    """Word, tone and mark of each chip of a review; the status has its own place."""
    review = summary.review
    looks = [(translate("HomePage", "SAMPLE"), "accent", "square")] if review.sample else []
    if review.severity:
        looks.append((review.severity, "neutral", "triangle"))
    return looks


def chip_width(text: str, mark: str) -> int:
    """The width of a painted chip."""
    room = QFontMetrics(font("small_strong")).horizontalAdvance(text)
    return room + 20 + (0 if mark == "none" else 14)


def draw_chips(painter: QPainter, box: QRect, left: int, top: int, looks: list[tuple[str, str, str]]) -> None:
    """Paint chips one after another as far as they fit into a box."""
    painter.setFont(font("small_strong"))
    metrics = painter.fontMetrics()
    for text, tone, mark in looks:
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, 150)
        width = chip_width(shown, mark)
        if left + width > box.left() + box.width():
            break
        place = mirrored(painter, box, QRect(left, top, width, chip_height()))
        paint_chip(painter, QRectF(place), shown, tone, mark, current_theme())
        left += width + CHIP_GAP


def draw_steps(painter: QPainter, rect: QRect, states: States) -> None:
    """Paint one segment for each step in the colour of its state; the words beside it say how many are done."""
    theme = current_theme()
    count = len(states) or 8
    backwards = painter.layoutDirection() is Qt.LayoutDirection.RightToLeft
    gap = 3
    width = (rect.width() - gap * (count - 1)) / count
    for place in range(count):
        state = states[place] if states else StepState.NOT_STARTED
        column = count - 1 - place if backwards else place
        segment = QRectF(rect.left() + column * (width + gap), rect.top(), width, rect.height())
        painter.setBrush(theme.color(_STATE_ROLES[state]))
        painter.setPen(theme.color("control_line") if theme.name == "high_contrast" else Qt.PenStyle.NoPen)
        painter.drawRoundedRect(segment, 2.5, 2.5)


def draw_surface(painter: QPainter, rect: QRect, *, selected: bool, focused: bool, hovered: bool) -> None:
    """Paint the ground of a card or row: selected, focused and hovered look different."""
    theme = current_theme()
    painter.setBrush(theme.color("accent_soft" if selected else "hover" if hovered else "surface"))
    edge = "focus" if focused else "accent" if selected else "line"
    painter.setPen(QPen(theme.color(edge), 2 if focused else 1))
    inset = 1.0 if focused else 0.5
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), 12, 12)
