"""Files that are dragged over a real window, as the system tells it: the window itself finds the widget below."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

LEFT, NO_KEY, COPY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction


class Dragged:
    """Some files on their way over a window, in or out of it."""

    def __init__(self, over: QWidget, paths: Sequence[Path], at: QPoint) -> None:
        self._window = over.windowHandle()
        self._data = QMimeData()
        self._data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        self._at = at

    def enter(self) -> bool:
        """Come over the window and move on it; true where they are taken."""
        entering = QDragEnterEvent(QPointF(self._at), COPY, self._data, LEFT, NO_KEY)
        QApplication.sendEvent(self._window, entering)
        moving = QDragMoveEvent(QPointF(self._at), COPY, self._data, LEFT, NO_KEY)
        moving.setAccepted(entering.isAccepted())  # as Qt does: who takes what enters need not be asked again
        QApplication.sendEvent(self._window, moving)
        return entering.isAccepted() and moving.isAccepted()

    def leave(self) -> None:
        """Go on, or be put back."""
        QApplication.sendEvent(self._window, QDragLeaveEvent())

    def drop(self) -> None:
        """Be let go."""
        QApplication.sendEvent(self._window, QDropEvent(QPointF(self._at), COPY, self._data, LEFT, NO_KEY))
