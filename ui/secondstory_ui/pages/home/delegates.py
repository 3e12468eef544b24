"""Paints reviews as cards and as rows. Painting keeps a list of hundreds as light as a list of ten."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from secondstory.model.enums import ReviewKind
from secondstory.services.reviews import ReviewSummary
from secondstory_ui.models.review_filter import day_of
from secondstory_ui.models.review_list import STATES_ROLE, SUMMARY_ROLE, States, facts_of, steps_text
from secondstory_ui.pages.home import painting
from secondstory_ui.text import joined, shown_name
from secondstory_ui.theme.controller import current_theme
from secondstory_ui.theme.icons import draw_icon
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.painted_text import draw_lines, draw_text, line_height, mirrored, text_width

Index = QModelIndex | QPersistentModelIndex
_ICONS = {ReviewKind.INCIDENT: "incident", ReviewKind.NEAR_MISS: "near_miss", ReviewKind.DRILL: "drill"}
_ICON = 18
_LEAST_STEPS = 120


class CardDelegate(QStyledItemDelegate):
    """A review as a card. ``set_width`` says how wide; the height follows from the text size."""

    def __init__(self) -> None:
        super().__init__()
        self._width = 320

    def set_width(self, width: int) -> None:
        """Make the cards fill the columns of the view."""
        self._width = width

    def height(self) -> int:
        """The height of a card."""
        text = line_height("small") * 3 + line_height("heading") * 2
        return text + painting.chip_height() * 2 + 2 * length("card_padding") + 56

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """All cards are of one size."""
        return QSize(self._width, self.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the card."""
        summary: ReviewSummary = index.data(SUMMARY_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = option.rect.adjusted(0, 0, -length("unit"), -length("unit"))
        _draw_ground(painter, card, option)
        padding = length("card_padding")
        box = card.adjusted(padding, padding, -padding, -padding)
        top = _draw_top(painter, box, summary)
        heading = line_height("heading")
        draw_lines(painter, QRect(box.left(), top, box.width(), heading * 2), summary.review.title, "heading", 2)
        top += heading * 2 + 8
        small = line_height("small")
        facts = joined([day_of(summary.review).isoformat(), summary.review.service])
        draw_text(painter, QRect(box.left(), top, box.width(), small), facts, "small", "text_muted")
        top += small + 10
        painting.draw_chips(painter, box, box.left(), top, painting.looks_of(summary))
        _draw_progress(painter, box, summary, index.data(STATES_ROLE))
        painter.restore()


def _draw_ground(painter: QPainter, rect: QRect, option: QStyleOptionViewItem) -> None:
    state = option.state
    painting.draw_surface(
        painter,
        rect,
        selected=bool(state & QStyle.StateFlag.State_Selected),
        focused=bool(state & QStyle.StateFlag.State_HasFocus),
        hovered=bool(state & QStyle.StateFlag.State_MouseOver),
    )


def _draw_top(painter: QPainter, box: QRect, summary: ReviewSummary) -> int:
    """The kind and reference on the left, the status on the right; returns where the next line begins."""
    high = painting.chip_height()
    text, tone, mark = painting.status_look(summary)
    width = painting.chip_width(text, mark)
    painting.draw_chips(painter, box, box.right() - width + 1, box.top(), [(text, tone, mark)])
    icon = QRect(box.left(), box.top() + (high - _ICON) // 2, _ICON, _ICON)
    place = mirrored(painter, box, icon)
    draw_icon(painter, _ICONS[summary.review.kind], place, current_theme().color("text_muted"))
    kind = joined([summary.review.ref, shown_name(summary.review.kind)])
    left = icon.right() + 8
    room = QRect(left, box.top(), box.right() - width - 8 - left, high)
    draw_text(painter, mirrored(painter, box, room), kind, "small_strong", "text_muted")
    return box.top() + high + 10


def _draw_progress(painter: QPainter, box: QRect, summary: ReviewSummary, states: States) -> None:
    """The steps and the counts at the foot of a card."""
    small = line_height("small")
    foot = QRect(box.left(), box.bottom() - small + 1, box.width(), small)
    draw_text(painter, foot, joined(facts_of(summary)), "small", "text_muted")
    words = steps_text(states) if states else ""
    above = foot.translated(0, -small - 8)
    draw_text(painter, above, words, "small", "text_muted", Qt.AlignmentFlag.AlignRight)
    room = text_width(words, "small") + 12 if words else 0
    bar = QRect(above.left(), above.center().y() - 2, max(60, above.width() - room), 6)
    painting.draw_steps(painter, mirrored(painter, above, bar), states)


class RowDelegate(QStyledItemDelegate):
    """A review as a row of the list."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Room for two lines."""
        high = line_height("subheading") + line_height("small") + 34
        return QSize(200, high)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        summary: ReviewSummary = index.data(SUMMARY_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = option.rect.adjusted(0, 0, -length("unit"), -6)
        _draw_ground(painter, row, option)
        box = row.adjusted(16, 8, -16, -8)
        icon = QRect(box.left(), box.center().y() - _ICON // 2, _ICON, _ICON)
        place = mirrored(painter, box, icon)
        draw_icon(painter, _ICONS[summary.review.kind], place, current_theme().color("text_muted"))
        right = self._draw_right(painter, box, summary, index.data(STATES_ROLE))
        left = icon.right() + 14
        upper = line_height("subheading")
        lower = line_height("small")
        top = box.center().y() - (upper + lower + 4) // 2
        title = QRect(left, top, right - left, upper)
        draw_text(painter, mirrored(painter, box, title), " ".join(summary.review.title.split()), "subheading")
        review = summary.review
        facts = [review.ref, shown_name(review.kind), day_of(review).isoformat(), review.service, *facts_of(summary)]
        below = QRect(left, top + upper + 4, right - left, lower)
        draw_text(painter, mirrored(painter, box, below), joined(facts), "small", "text_muted")
        painter.restore()

    def _draw_right(self, painter: QPainter, box: QRect, summary: ReviewSummary, states: States) -> int:
        """Progress, status and chips from the right; returns where the room for the title ends."""
        small = line_height("small")
        words = steps_text(states) if states else ""
        width = max(_LEAST_STEPS, text_width(words, "small"))
        right = box.right() - width
        top = box.center().y() - (small * 2 + 4) // 2
        bar, below = QRect(right, top + small // 2 - 2, width, 6), QRect(right, top + small + 4, width, small)
        painting.draw_steps(painter, mirrored(painter, box, bar), states)
        draw_text(painter, mirrored(painter, box, below), words, "small", "text_muted")
        high = painting.chip_height()
        for text, tone, mark in [painting.status_look(summary), *reversed(painting.looks_of(summary))]:
            right -= painting.chip_width(text[:18], mark) + 12
            painting.draw_chips(painter, box, right, box.center().y() - high // 2, [(text[:18], tone, mark)])
        return right - 16
