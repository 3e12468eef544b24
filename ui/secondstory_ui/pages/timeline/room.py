"""Where picture, table and details stand: the details beside the table where there is room, else instead of it."""

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from secondstory_ui.remembered import remembered_bytes, remembered_flag
from secondstory_ui.widgets.splitter import SideBySide

ROOMY = 980
"""From this width on the details stand beside the table."""
LOW, PICTURE_SHARE, PICTURE_SHARE_LOW = 640, 0.44, 0.52
"""How much of the height the picture takes until somebody moves the splitter."""
SPLIT, DETAILS_SPLIT, DETAILS_SHOWN = "timeline/split", "timeline/details_split", "timeline/details_shown"


class TimelineRoom(QSplitter):
    """Picture above; below it the table and the details. Remembers how people divided it."""

    def __init__(self, settings: QSettings, picture: QWidget, table: QWidget, details: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._settings, self._table, self._details = settings, table, details
        self._asked = False
        self._below = SideBySide()
        for splitter, one, other, key in (
            (self._below, table, details, DETAILS_SPLIT),
            (self, picture, self._below, SPLIT),
        ):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(12)
            splitter.addWidget(one)
            splitter.addWidget(other)
            splitter.splitterMoved.connect(
                lambda *_, splitter=splitter, key=key: settings.setValue(key, splitter.saveState())
            )
        self._below.setStretchFactor(0, 1)
        self._below.setSizes([800, 400])
        self.setStretchFactor(1, 1)
        details.setMinimumWidth(340)
        details.hide()
        self.restoreState(remembered_bytes(settings, SPLIT))
        self._below.restoreState(remembered_bytes(settings, DETAILS_SPLIT))

    def open_details(self) -> None:
        """Show the details, whatever room there is."""
        self._asked = True
        self._settings.setValue(DETAILS_SHOWN, True)
        self._arrange()

    def close_details(self) -> None:
        """Put the details away, and remember that where they stood beside the table."""
        self._asked = False
        if self._is_roomy():
            self._settings.setValue(DETAILS_SHOWN, False)
        self._arrange()

    def show_table(self) -> None:
        """Make sure that the table can be seen."""
        self._asked = self._asked and self._is_roomy()
        self._arrange()

    def _is_roomy(self) -> bool:
        return self.width() >= ROOMY

    def _arrange(self) -> None:
        roomy = self._is_roomy()
        beside = roomy and (self._asked or remembered_flag(self._settings, DETAILS_SHOWN, default=True))
        self._details.setVisible(beside or (not roomy and self._asked))
        self._table.setVisible(roomy or not self._asked)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the height until somebody did, and find room for the details."""
        super().resizeEvent(event)
        if remembered_bytes(self._settings, SPLIT).isEmpty():
            picture = round(self.height() * (PICTURE_SHARE_LOW if self.height() < LOW else PICTURE_SHARE))
            self.setSizes([picture, self.height() - picture])
        self._arrange()
