"""The import while it runs: how far it is, Cancel, and the way to go on working meanwhile."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from secondstory_ui.jobs.runner import JobRunner
from secondstory_ui.widgets.buttons import secondary_button
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.progress_strip import ProgressStrip


class RunningPage(QWidget):
    """Shows the same progress as the status bar, which this dialog covers."""

    hidden = Signal()
    """The person wants to go on working; the progress stays in the status bar."""

    def __init__(self, jobs: JobRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.progress = ProgressStrip()
        jobs.started.connect(self.progress.start)
        jobs.progressed.connect(self.progress.report)
        jobs.ended.connect(self.progress.finish)
        self.progress.cancelled.connect(jobs.cancel)
        meanwhile = secondary_button(self.tr("Go on &working"))
        meanwhile.clicked.connect(self.hidden)
        words = Label(
            self.tr("Nothing of it is in the review before all of it is. You can go on working meanwhile."),
            "body",
            "muted",
            wrap=True,
        )
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(meanwhile)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(16)
        column.addStretch(1)
        column.addWidget(self.progress, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(words)
        column.addLayout(buttons)
        column.addStretch(2)
