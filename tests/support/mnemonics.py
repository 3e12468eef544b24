"""Which letters lead to more than one control of a window together with Alt."""

from collections import defaultdict

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QMainWindow, QWidget


def doubled_mnemonics(widget: QWidget) -> dict[str, list[str]]:
    """Each letter that several things in view share, menus among them: Qt would act on none of them."""
    found: dict[str, list[str]] = defaultdict(list)
    for text in _texts(widget):
        key = QKeySequence.mnemonic(text).toString()
        if key:
            found[key].append(text)
    return {key: texts for key, texts in found.items() if len(texts) > 1}


def _texts(widget: QWidget) -> list[str]:
    window = widget.window()
    texts = [action.text() for action in window.menuBar().actions()] if isinstance(window, QMainWindow) else []
    children = [child for child in widget.findChildren(QWidget) if child.isVisible() and child.window() is window]
    texts += [child.text() for child in children if isinstance(child, QAbstractButton)]
    texts += [child.text() for child in children if isinstance(child, QLabel) and child.buddy() is not None]
    return texts
