"""Underlines for wording advice in a text edit, with the reason as tooltip and choices in the context menu."""

from collections.abc import Callable, Sequence
from html import escape

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QHelpEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QToolTip

from secondstory_ui.text import qt_place, shown_text
from secondstory_ui.theme.controller import current_theme
from secondstory_ui.widgets.advice_card import Finding

_CHECK_PAUSE_MS = 250

Checker = Callable[[str], Sequence[Finding]]


def cursor_over(edit: QPlainTextEdit, finding: Finding) -> QTextCursor:
    """A cursor that selects the words of a finding, as far as they still stand there."""
    text, cursor = edit.toPlainText(), QTextCursor(edit.document())
    cursor.setPosition(qt_place(text, min(finding.start, len(text))))
    cursor.setPosition(qt_place(text, min(finding.end, len(text))), QTextCursor.MoveMode.KeepAnchor)
    return cursor


class WordingMarks(QObject):
    """Watches one text edit. Advice is a suggestion: a dotted line in a quiet colour, never a message in the way."""

    findings_changed = Signal(list)
    keep_requested = Signal(object)

    def __init__(self, edit: QPlainTextEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._checker: Checker | None = None
        self._findings: list[Finding] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_CHECK_PAUSE_MS)
        self._timer.timeout.connect(self.check_now)
        edit.viewport().installEventFilter(self)
        edit.installEventFilter(self)

    def set_checker(self, checker: Checker | None) -> None:
        """Use another checker from now on."""
        self._checker = checker
        self.check_now()

    def findings(self) -> list[Finding]:
        """What is underlined now."""
        return list(self._findings)

    def check_soon(self) -> None:
        """Check once typing pauses."""
        if self._checker is not None:
            self._timer.start()

    def check_now(self) -> None:
        """Check the text as it is."""
        self._timer.stop()
        text = self._edit.toPlainText()
        found = list(self._checker(text)) if self._checker and text.strip() else []
        if found == self._findings:
            return
        self._findings = found
        self.repaint_marks()
        words = self.tr("Wording advice: {texts}").format(texts=", ".join(item.text for item in found)) if found else ""
        self._edit.setAccessibleDescription(words)
        self.findings_changed.emit(self.findings())

    def repaint_marks(self) -> None:
        """Draw the underlines again, for example in another theme."""
        line = QTextCharFormat()
        line.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        line.setUnderlineColor(current_theme().color("warn"))
        line.setBackground(current_theme().color("warn_soft"))
        self._edit.setExtraSelections([self._mark(item, line) for item in self._findings])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show tooltips over marks and add choices to the context menu."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip and watched is self._edit.viewport():
            return self._show_reason(event)
        if isinstance(event, QContextMenuEvent):
            by_keyboard = event.reason() is QContextMenuEvent.Reason.Keyboard
            position = None if by_keyboard else event.pos()
            if (found := self._finding_at(position)) is not None:
                self._open_menu(found, event)
                return True
        return super().eventFilter(watched, event)

    def _mark(self, finding: Finding, line: QTextCharFormat) -> QTextEdit.ExtraSelection:
        mark = QTextEdit.ExtraSelection()
        mark.cursor, mark.format = cursor_over(self._edit, finding), line
        return mark

    def _finding_at(self, point: QPoint | None) -> Finding | None:
        """The finding under a point of the viewport, or at the caret where there is none."""
        cursor = self._edit.textCursor() if point is None else self._edit.cursorForPosition(point)
        text, place = self._edit.toPlainText(), cursor.position()
        found = (f for f in self._findings if qt_place(text, f.start) <= place <= qt_place(text, f.end))
        return next(found, None)

    def _show_reason(self, event: QHelpEvent) -> bool:
        found = self._finding_at(event.pos())
        if found is None:
            QToolTip.hideText()
            return False
        QToolTip.showText(event.globalPos(), self._reason(found), self._edit)
        return True

    def _reason(self, finding: Finding) -> str:
        parts = [f"<p>{escape(shown_text(finding.why))}</p>"]
        if finding.instead:
            words = self.tr("Perhaps: {text}").format(text=shown_text(finding.instead))
            parts.append(f"<p><b>{escape(words)}</b></p>")
        return "".join(parts)

    def _open_menu(self, finding: Finding, event: QContextMenuEvent) -> None:
        menu = self._edit.createStandardContextMenu()
        first = menu.actions()[0] if menu.actions() else None
        for action in self._choices(finding):
            menu.insertAction(first, action)  # type: ignore[arg-type]
        menu.exec(event.globalPos())
        menu.deleteLater()

    def _choices(self, finding: Finding) -> list[QAction]:
        """The menu's entries about a finding: the reason, *Keep as is* and *Copy alternative*."""
        why = QAction(shown_text(finding.why), self._edit)
        why.setEnabled(False)
        keep = QAction(self.tr("Keep as is"), self._edit)
        keep.triggered.connect(lambda: self.keep_requested.emit(finding))
        copy = QAction(self.tr("Copy alternative"), self._edit)
        copy.setEnabled(bool(finding.instead))
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(shown_text(finding.instead)))
        end = QAction(self._edit)
        end.setSeparator(True)
        return [why, keep, copy, end]
