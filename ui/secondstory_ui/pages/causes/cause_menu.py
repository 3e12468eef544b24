"""The menu of a cause: everything that dragging and buttons do, by words."""

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from secondstory.model.enums import CauseLabel
from secondstory.model.records import Cause
from secondstory_ui.pages.causes.acts import CauseActs
from secondstory_ui.widgets.chip import CAUSE_MARKS

SHOWN_CHARACTERS = 60
KEYS = {CauseLabel.SYSTEMIC: "S", CauseLabel.EXTERNAL: "E", CauseLabel.UNCLASSIFIED: "U"}


def tr(text: str) -> str:
    """A text of the menu in the person's language."""
    return QCoreApplication.translate("CauseMenu", text)


def fill_cause_menu(menu: QMenu, acts: CauseActs, cause: Cause) -> None:
    """Everything about a cause but what its own card does (editing, splitting)."""
    words = {
        CauseLabel.SYSTEMIC: tr("Move to &Systemic"),
        CauseLabel.EXTERNAL: tr("Move to &External"),
        CauseLabel.UNCLASSIFIED: tr("Leave &unclassified"),
    }
    for label, text in words.items():
        move = _add(menu, text, partial(acts.place, cause.id, label), KEYS[label])
        move.setEnabled(label is not cause.label)
    menu.addSeparator()
    _add(menu, tr("&Attach events…"), partial(acts.evidence_asked.emit, cause.id))
    if cause.pair_id is not None:
        _add(menu, tr("Show its &other half"), partial(acts.reveal_asked.emit, cause.pair_id))
        _add(menu, tr("Un&link the two halves"), partial(acts.unlink, cause.id))
    elif cause.label in CAUSE_MARKS and cause.label is not CauseLabel.UNCLASSIFIED:
        _fill_links(menu.addMenu(tr("&Link with")), acts, cause)
    menu.addSeparator()
    _add(menu, tr("&Remove"), partial(acts.remove, cause.id), "Del")


def _fill_links(menu: QMenu, acts: CauseActs, cause: Cause) -> None:
    other_side = CauseLabel.SYSTEMIC if cause.label is CauseLabel.EXTERNAL else CauseLabel.EXTERNAL
    others = [c for c in acts.snapshot.causes if c.label is other_side and c.pair_id is None]
    for other in others:
        text = other.text if len(other.text) <= SHOWN_CHARACTERS else other.text[: SHOWN_CHARACTERS - 1] + "…"
        _add(menu, f"{other.ref}  {text}".replace("&", "&&"), partial(acts.link, cause.id, other.id))
    menu.setEnabled(bool(others))


def _add(menu: QMenu, text: str, act: partial[None], key: str = "") -> QAction:
    action = menu.addAction(text)
    action.triggered.connect(lambda _checked=False: act())
    if key:
        action.setShortcut(QKeySequence(key))  # shown only: the card itself listens to the key
        action.setShortcutVisibleInContextMenu(True)
    return action


def new_menu(parent: QWidget) -> QMenu:
    """A menu that goes when it closes."""
    menu = QMenu(parent)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
