"""Progress of long work, for the status bar."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QSizePolicy, QWidget

from secondstory.model.progress import Progress
from secondstory_ui.widgets.access import announce
from secondstory_ui.widgets.buttons import quiet_button
from secondstory_ui.widgets.labels import Label


class ProgressStrip(QWidget):
    """Text, bar and *Cancel*; hidden while nothing runs. The bar never runs backwards."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 4, 0)
        row.setSpacing(10)
        self._text = Label("", "small", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(160)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._cancel = quiet_button(self.tr("Cancel"))
        self._cancel.clicked.connect(self._stop)
        row.addWidget(self._text)
        row.addWidget(self._bar)
        row.addWidget(self._cancel)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self.hide()

    def start(self, text: str, *, cancellable: bool = True) -> None:
        """Show that work has begun."""
        self._text.setText(text)
        self._bar.setRange(0, 0)
        self._cancel.setVisible(cancellable)
        self._cancel.setEnabled(True)
        self.show()
        announce(self, text)

    def report(self, progress: Progress) -> None:
        """Show how far the work is."""
        self._text.setText(progress.text)
        if progress.total > 0:
            self._bar.setRange(0, 1000)
            self._bar.setValue(max(self._bar.value(), min(1000, progress.done * 1000 // progress.total)))

    def finish(self, text: str = "") -> None:
        """Put the strip away; ``text`` is told to screen readers."""
        self._bar.setRange(0, 1000)
        self._bar.reset()
        self.hide()
        announce(self, text)

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._text.setText(self.tr("Cancelling…"))
        self.cancelled.emit()
