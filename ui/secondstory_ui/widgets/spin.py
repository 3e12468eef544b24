"""Number fields that commit when editing is finished and leave the wheel to the page."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QSpinBox, QWidget

_LARGEST, _UNKNOWN = 1e12, -1.0
_TEXT_MARGIN = 8  # the style sheet cannot reach the line inside a spin box


class WholeSpin(QSpinBox):
    """Whole numbers. ``committed`` carries the number when the arrows were used or typing has ended."""

    committed = Signal(int)

    def __init__(self, lowest: int, highest: int, suffix: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(lowest, highest)
        self.setSuffix(suffix)
        _prepare(self)
        self.valueChanged.connect(self.committed)

    def set_value(self, value: int) -> None:
        """Show a number; sends no signal."""
        self.blockSignals(True)
        self.setValue(value)
        self.blockSignals(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only a focused field follows the wheel."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class ScoreSpin(QDoubleSpinBox):
    """A score from 1 to 5 in halves, or *not scored*. ``committed`` carries a float or None."""

    committed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0.5, 5.0)
        self.setSingleStep(0.5)
        self.setDecimals(1)
        self.setSpecialValueText(self.tr("not scored"))
        _prepare(self)
        self.valueChanged.connect(lambda: self.committed.emit(self.score()))

    def score(self) -> float | None:
        """The score, or None while there is none."""
        return self.value() if self.value() >= 1 else None

    def set_score(self, score: float | None) -> None:
        """Show a score; sends no signal."""
        self.blockSignals(True)
        self.setValue(self.minimum() if score is None else score)
        self.blockSignals(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Select the number, so that typing replaces it."""
        super().focusInEvent(event)
        self.selectAll()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only a focused field follows the wheel."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class AmountSpin(QDoubleSpinBox):
    """How many of something, or *not known*. ``committed`` carries a float or None when editing has ended."""

    committed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(_UNKNOWN, _LARGEST)
        self.setDecimals(0)
        self.setGroupSeparatorShown(True)
        self.setSpecialValueText(self.tr("not known"))
        _prepare(self)
        self.editingFinished.connect(lambda: self.committed.emit(self.amount()))

    def amount(self) -> float | None:
        """The number, or None while it is not known."""
        return None if self.value() < 0 else self.value()

    def set_amount(self, amount: float | None) -> None:
        """Show a number, with decimals only where it has some; sends no signal, and leaves a field in use alone."""
        if not self.hasFocus():
            self.setDecimals(0 if amount is None or amount.is_integer() else 2)
            self.setValue(_UNKNOWN if amount is None else amount)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Only a focused field follows the wheel."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


def _prepare(field: QAbstractSpinBox) -> None:
    field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    field.setKeyboardTracking(False)
    field.lineEdit().setTextMargins(_TEXT_MARGIN, 0, 0, 0)
