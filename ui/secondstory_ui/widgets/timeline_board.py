"""The painted surface of a timeline: data and theme in, picture out, scroll bars in step with the view."""

from datetime import datetime

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QSizePolicy, QWidget

from secondstory.model.enums import MomentKind
from secondstory.timeline.clock import format_instant
from secondstory_ui.text import translate
from secondstory_ui.theme.controller import current_theme
from secondstory_ui.widgets.timeline_data import TimelineData, instant
from secondstory_ui.widgets.timeline_layout import LANE_LEAST, MomentLabel, layout, moment_labels
from secondstory_ui.widgets.timeline_overlay import Overlay, draw_overlay
from secondstory_ui.widgets.timeline_painter import TimelinePainter
from secondstory_ui.widgets.timeline_shapes import Stamps
from secondstory_ui.widgets.timeline_view import TimelineView
from secondstory_ui.widgets.timeline_words import summary

SCROLL_PAGE = 1000
SCROLL_MOST = 1_000_000_000
FEWEST_LANES = 3


class TimelineBoard(QAbstractScrollArea):
    """Shows a `TimelineData`. The picture is painted once for each view and kept; what moves is painted over it."""

    view_changed = Signal(object, object)
    """The first and last instant in view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = TimelineView(self._on_view)
        self._picture: QPixmap | None = None
        self._stamps: Stamps | None = None
        self._labels: list[MomentLabel] = []
        self._label_rows = 0
        self._pointer: QPointF | None = None
        self._placing: MomentKind | None = None
        self._legend = True
        self._layout = layout(self._view.data, (1, 1), 0, self._legend)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(translate("Timeline", "Timeline"))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # as time runs in every picture of it
        self.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        self.verticalScrollBar().valueChanged.connect(self._on_lanes_scrolled)

    def set_timeline(self, data: TimelineData) -> None:
        """Show these events; the view and the selection stay where they still can."""
        self._view.set_data(data)
        self.setAccessibleDescription(summary(data))
        self._arrange()

    def set_legend_shown(self, shown: bool) -> None:
        """Show or leave out the explanation of the marks below the axis."""
        self._legend = shown
        self._arrange()

    @property
    def timeline(self) -> TimelineData:
        """What is shown."""
        return self._view.data

    @property
    def in_view(self) -> tuple[datetime, datetime]:
        """The first and last instant in view."""
        return instant(self._view.scale.start), instant(self._view.scale.end)

    def sizeHint(self) -> QSize:
        """Room for every lane."""
        return QSize(900, int(self._layout.least + len(self._view.data.lanes) * LANE_LEAST * 1.2))

    def minimumSizeHint(self) -> QSize:
        """Room for a few lanes; the others are reached by scrolling."""
        return QSize(420, int(self._layout.least + FEWEST_LANES * LANE_LEAST))

    # Layout and painting ---------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        """Work out places anew: the size, the data or the look has changed."""
        self._lay_out()
        self._view.set_width(self._layout.plot.width())
        self._label_moments()
        bar = self.verticalScrollBar()
        bar.setRange(0, max(round(self._layout.lanes_height - self._layout.plot.height()), 0))
        bar.setPageStep(round(self._layout.plot.height()))
        bar.setSingleStep(round(self._layout.lane_height))
        self._sync_scroll_bar()
        self._forget_picture()
        self.updateGeometry()

    def _lay_out(self) -> None:
        size = self.viewport().size()
        down = self.verticalScrollBar().value()
        self._layout = layout(self._view.data, (size.width(), size.height()), self._label_rows, self._legend, down)

    def _on_lanes_scrolled(self) -> None:
        self._lay_out()
        self._forget_picture()

    def _label_moments(self) -> None:
        """Place the labels of the moments; where they need another number of rows, everything below moves."""
        data = self._view.data
        clock = [format_instant(instant(marker.time), data.zone, date=False) for marker in data.moments]
        self._labels = moment_labels(data.moments, self._view.scale, clock)
        rows = max((label.row + 1 for label in self._labels), default=0)
        if rows != self._label_rows:
            self._label_rows = rows
            self._arrange()

    def _on_view(self) -> None:
        self._label_moments()
        self._sync_scroll_bar()
        self._forget_picture()
        self.view_changed.emit(*self.in_view)

    def _forget_picture(self) -> None:
        self._picture = None
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the kept picture, and over it what follows selection and pointer."""
        if self._picture is None or self._stamps is None or self._stamps.theme is not current_theme():
            self._picture = self._painted()
        painter = QPainter(self.viewport())
        painter.drawPixmap(0, 0, self._picture)
        draw_overlay(painter, self._overlay())
        painter.end()

    def _painted(self) -> QPixmap:
        ratio, theme = self.devicePixelRatioF(), current_theme()
        if self._stamps is None or (self._stamps.ratio, self._stamps.theme) != (ratio, theme):
            self._stamps = Stamps(theme, ratio)
        picture = QPixmap(self.viewport().size().expandedTo(QSize(1, 1)) * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(theme.color("surface"))
        painter = QPainter(picture)
        TimelinePainter(self._view.data, self._view.scale, self._layout, self._stamps).paint(painter, self._labels)
        painter.end()
        return picture

    def _overlay(self) -> Overlay:
        return Overlay(
            view=self._view,
            layout=self._layout,
            theme=current_theme(),
            pointer=self._pointer,
            placing=self._placing,
            focused=self.hasFocus(),
            legend=self._legend,
            frame=self.viewport().rect(),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fill the new size."""
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the size of the text."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.ApplicationFontChange, QEvent.Type.LanguageChange):
            self._stamps = None
            self._arrange()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the focus frame."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the focus frame away."""
        super().focusOutEvent(event)
        self.viewport().update()

    # Scroll bar ------------------------------------------------------------------------------------------------

    def _sync_scroll_bar(self) -> None:
        low, high = self._view.limits
        scale = self._view.scale
        bar = self.horizontalScrollBar()
        bar.blockSignals(True)  # the bar follows the view here; it must not lead it back
        bar.setRange(0, int(min((high - low) / scale.span * SCROLL_PAGE - SCROLL_PAGE, SCROLL_MOST)))
        bar.setPageStep(SCROLL_PAGE)
        bar.setSingleStep(SCROLL_PAGE // 20)
        bar.setValue(round((scale.start - low) / max(high - low - scale.span, 1) * bar.maximum()))
        bar.blockSignals(False)
        bar.update()

    def _on_scrolled(self, value: int) -> None:
        low, high = self._view.limits
        scale = self._view.scale
        wanted = low + value / max(self.horizontalScrollBar().maximum(), 1) * (high - low - scale.span)
        self._view.choose(scale.moved(wanted - scale.start, self._view.limits))
