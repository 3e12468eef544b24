"""More of something, folded away behind a button until somebody asks for it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.buttons import link_button


class Disclosure(QWidget):
    """A button, and below it a widget that the button shows and hides. ``toggled`` says which, when a person did it."""

    toggled = Signal(bool)

    def __init__(self, text: str, body: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.body = body
        self._button = link_button(text, "forward")
        self._button.setCheckable(True)
        self._button.clicked.connect(self._toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(length("half"))
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(body)
        body.hide()
        self.setFocusProxy(self._button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def set_text(self, text: str) -> None:
        """Change what the button says."""
        self._button.setText(text)

    def text(self) -> str:
        """What the button says."""
        return self._button.text()

    def is_open(self) -> bool:
        """Whether the body is shown."""
        return self._button.isChecked()

    def set_open(self, shown: bool) -> None:
        """Show or hide the body; sends no signal."""
        self._button.setChecked(shown)
        self._button.set_icon("expand" if shown else "forward")
        self.body.setVisible(shown)
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the button allows."""
        return QSize(self._button.minimumSizeHint().width(), super().minimumSizeHint().height())

    def _toggle(self, shown: bool) -> None:
        self.set_open(shown)
        self.toggled.emit(shown)
