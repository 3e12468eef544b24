"""What lies over a window while files are dragged over it: it says what becomes of them, and takes them."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen, QWindow
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secondstory_ui.local_files import local_files
from secondstory_ui.theme.controller import current_theme
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.empty_state import EmptyState

_OPACITY, _LINE = 0.97, 2


class DropVeil(QWidget):
    """Covers its host from the moment files come over it, so that no text field below takes them for words."""

    dropped = Signal(list)
    """The paths that were dropped."""

    def __init__(self, host: QWidget, words: Callable[[], tuple[str, str]]) -> None:
        """``words`` give what becomes of the files, as a heading and a sentence; no heading where none are taken."""
        super().__init__(host)
        self._host, self._words = host, words
        self._watched: QWindow | None = None
        self._told = EmptyState("import", "", "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._told)
        self.setAcceptDrops(True)
        self.hide()

    def watch(self) -> None:
        """Wait for files over the window of the host, which has to be shown."""
        window = self._host.windowHandle()
        if window is not self._watched:
            window.installEventFilter(self)
            self._watched = window

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """Rise before the window looks for the widget that takes what is dragged."""
        if isinstance(event, QDragEnterEvent) and self.isHidden() and local_files(event.mimeData()):
            title, why = self._words()
            if title:
                self._told.set_text(title, why)
                self.setGeometry(self._host.rect())
                self.raise_()
                self.show()
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and folders."""
        event.setAccepted(bool(local_files(event.mimeData())))
        if event.isAccepted():
            event.setDropAction(Qt.DropAction.CopyAction)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: ARG002
        """They went on."""
        self.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand on what was dropped."""
        self.hide()
        event.setDropAction(Qt.DropAction.CopyAction)  # whoever offers to move files keeps them
        event.accept()
        self.dropped.emit(local_files(event.mimeData()))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """A ground that lets the window be guessed, and a broken line around the place to drop on."""
        theme, margin = current_theme(), length("gap")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.color("ground")
        ground.setAlphaF(_OPACITY)
        painter.fillRect(self.rect(), ground)
        painter.setPen(QPen(theme.color("accent"), _LINE, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(margin, margin, -margin, -margin), margin, margin)
