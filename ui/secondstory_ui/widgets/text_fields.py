"""Fields for the words of a review: they keep what was typed, commit it by themselves, and show wording advice."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from secondstory_ui.text import qt_place
from secondstory_ui.widgets.advice_card import Finding
from secondstory_ui.widgets.wording_marks import WordingMarks, cursor_over

COMMIT_PAUSE_MS = 1500
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TextField(QPlainTextEdit):
    """Several lines that grow with their content.

    ``committed`` carries the text when it changed and typing paused for 1.5 s, the focus left, or Ctrl+Enter was
    pressed.
    ``findings_changed`` carries the wording findings; ``keep_requested`` the one that a person wants to keep as it is.
    """

    committed = Signal(str)
    findings_changed = Signal(list)
    keep_requested = Signal(object)

    def __init__(
        self,
        accessible_name: str = "",
        placeholder: str = "",
        *,
        lines: tuple[int, int] = (2, 10),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._lines = lines
        self._known = ""
        self.setAccessibleName(accessible_name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(5)
        self._marks = WordingMarks(self)
        self._marks.findings_changed.connect(self.findings_changed)
        self._marks.keep_requested.connect(self.keep_requested)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(COMMIT_PAUSE_MS)
        self._pause.timeout.connect(self.commit)
        self.textChanged.connect(self._typed)
        self.document().documentLayout().documentSizeChanged.connect(self.updateGeometry)

    # The text

    def text(self) -> str:
        """What the field shows now."""
        return self.toPlainText()

    def has_edits(self) -> bool:
        """Whether something was typed that is not committed yet."""
        return self.text() != self._known

    def set_text(self, text: str) -> None:
        """Show the text of the model; typed text that is not committed yet stays. Sends no signal."""
        edited = self.has_edits()
        self._known = text
        if edited or text == self.text():
            return
        place = self.textCursor().position()
        self.blockSignals(True)
        self.setPlainText(text)
        self.blockSignals(False)
        cursor = self.textCursor()
        cursor.setPosition(min(place, qt_place(text, len(text))))
        self.setTextCursor(cursor)
        self._marks.check_now()
        self.updateGeometry()

    def reset_text(self, text: str) -> None:
        """Show another record's text whatever was typed; call `commit` before changing records."""
        self._pause.stop()
        self._known = self.text()
        self.set_text(text)

    def commit(self) -> None:
        """Send what was typed, if anything was. From here undo belongs to the review, not to the field."""
        self._pause.stop()
        if self.has_edits():
            self._known = self.text()
            self.document().clearUndoRedoStacks()
            self.committed.emit(self._known)

    # Wording advice

    def set_checker(self, checker: Callable[[str], Sequence[Finding]] | None) -> None:
        """Underline what the checker finds, shortly after each change."""
        self._marks.set_checker(checker)

    def findings(self) -> list[Finding]:
        """What is underlined now."""
        return self._marks.findings()

    def recheck(self) -> None:
        """Ask the checker again, for example after a phrase was kept."""
        self._marks.check_now()

    def select_finding(self, finding: Finding) -> None:
        """Give the field the focus and select the words of a finding."""
        self.setTextCursor(cursor_over(self, finding))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    # Qt

    def sizeHint(self) -> QSize:
        """As high as the text, between the fewest and the most lines."""
        fewest, most = self._lines
        return QSize(240, self._height_of(max(fewest, min(most, self._lines_of_text()))))

    def _lines_of_text(self) -> int:
        """How many lines the text takes at the present width, counted no further than the field may grow."""
        lines, block = 0, self.document().begin()
        while block.isValid() and lines < self._lines[1]:
            self.blockBoundingGeometry(block)  # lays the block out, which Qt would put off until it is painted
            lines += max(1, block.lineCount())
            block = block.next()
        return lines

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may wrap the text into another number of lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """As high as the text; narrow enough for small windows."""
        return QSize(80, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter commits; Esc commits and is left to whoever else wants it, so that nothing typed is lost."""
        if event.key() in _ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.commit()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.commit()
            event.ignore()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Commit when the focus leaves; a menu or another window does not count as leaving."""
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.commit()

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the review where the field has nothing of its own to undo."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            document = self.document()
            undo = event.matches(QKeySequence.StandardKey.Undo) and not document.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not document.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return False
        return super().event(event)

    def changeEvent(self, event: QEvent) -> None:
        """Underline in the new theme's colour, and keep room for another text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange:
            self._marks.repaint_marks()
        elif event.type() is QEvent.Type.FontChange:
            self.updateGeometry()

    def _typed(self) -> None:
        self._marks.check_soon()
        if self.has_edits():
            self._pause.start()
        else:
            self._pause.stop()

    def _height_of(self, lines: int) -> int:
        margins = self.contentsMargins()
        around = margins.top() + margins.bottom() + 2 * int(self.document().documentMargin())
        return lines * self.fontMetrics().lineSpacing() + around + 2  # one line: as high as the other fields


class LineField(TextField):
    """One line. Enter commits; pasted line breaks become spaces."""

    def __init__(self, accessible_name: str = "", placeholder: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(accessible_name, placeholder, lines=(1, 1), parent=parent)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.NoWrap)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter commits instead of breaking the line; up and down are left to the page."""
        if event.key() in _ENTER:
            self.commit()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as one line."""
        self.insertPlainText(" ".join(source.text().split()))
