"""The menu bar: every act with its key, static, greyed where it can do nothing."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from secondstory.model.enums import ReviewKind
from secondstory.steps.catalogue import steps
from secondstory_ui.local_files import copied
from secondstory_ui.text import shown_text, translate
from secondstory_ui.theme.controller import ThemeChoice

if TYPE_CHECKING:
    from secondstory_ui.window import MainWindow

Key = QKeySequence.StandardKey


class Menus(QObject):
    """Builds the menus of the window and keeps them true."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._of_review: list[QAction] = []
        self._file_menu()
        self._edit_menu()
        self._review_menu()
        self._view_menu()
        self._help_menu()

    def _add(
        self,
        menu: QMenu,
        text: str,
        act: Callable[[], object],
        keys: str | QKeySequence.StandardKey = "",
        *,
        review: bool = False,
    ) -> QAction:
        action = QAction(text, self._window)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False: act())
        menu.addAction(action)
        self._window.addAction(action)  # the key works in every part of the window
        if review:
            self._of_review.append(action)
        return action

    def _file_menu(self) -> None:
        window = self._window
        menu = window.menuBar().addMenu(self.tr("&File"))
        self._add(menu, self.tr("&New review…"), window.new_review, Key.New)
        self._add(menu, self.tr("Open the &sample"), window.open_sample)
        self._add(menu, self.tr("&Import…"), window.import_files, "Ctrl+I")
        paste = self._add(menu, self.tr("Import from the &clipboard…"), self._import_clipboard, "Ctrl+Shift+V")
        paste.setShortcuts([QKeySequence("Ctrl+Shift+V"), QKeySequence(Key.Paste)])  # a field keeps Ctrl+V to itself
        menu.addSeparator()
        self._add(menu, self.tr("S&hare…"), lambda: window.workspace.show_step("share"), "Ctrl+E", review=True)
        menu.addSeparator()
        self._add(menu, self.tr("&Quit"), window.close, Key.Quit)

    def _edit_menu(self) -> None:
        menu = self._window.menuBar().addMenu(self.tr("&Edit"))
        self.undo = self._add(menu, self.tr("&Undo"), self._window.undo, Key.Undo)
        self.redo = self._add(menu, self.tr("&Redo"), self._window.redo, "Ctrl+Shift+Z")
        menu.addSeparator()
        self._add(menu, self.tr("&Find…"), self._find, Key.Find)

    def _review_menu(self) -> None:
        menu = self._window.menuBar().addMenu(self.tr("&Review"))
        for step in steps(ReviewKind.INCIDENT):
            text = f"&{step.number} {shown_text(step.title)}"
            show = partial(self._show_step, step.key)
            self._add(menu, text, show, f"Ctrl+{step.number}", review=True)
        menu.addSeparator()
        go = self._show_next
        self._add(menu, self.tr("N&ext step"), partial(go, 1), "Ctrl+PgDown", review=True)
        self._add(menu, self.tr("Pre&vious step"), partial(go, -1), "Ctrl+PgUp", review=True)

    def _view_menu(self) -> None:
        menu = self._window.menuBar().addMenu(self.tr("&View"))
        places = [
            ("home", self.tr("&Reviews")),
            ("all_actions", self.tr("&Actions")),
            ("insights", self.tr("&Insights")),
            ("playbook", self.tr("&Playbook")),
            ("settings", self.tr("&Settings")),
        ]
        for number, (key, text) in enumerate(places, start=1):
            self._add(menu, text, partial(self._window.show_place, key), f"Alt+{number}")
        menu.addSeparator()
        self._add(menu, self.tr("&Guide panel"), self._fold_guide, "F9", review=True)
        theme = menu.addMenu(self.tr("&Theme"))
        words = {
            ThemeChoice.SYSTEM: self.tr("As the &system"),
            ThemeChoice.LIGHT: self.tr("&Light"),
            ThemeChoice.DARK: self.tr("&Dark"),
            ThemeChoice.HIGH_CONTRAST: self.tr("&High contrast"),
        }
        for choice, text in words.items():
            self._add(theme, text, partial(self._window.context.themes.choose, choice))

    def _help_menu(self) -> None:
        menu = self._window.menuBar().addMenu(self.tr("&Help"))
        self._add(menu, self.tr("&Keyboard shortcuts"), self._show_shortcuts, Key.HelpContents)
        self._add(menu, self.tr("What can be &imported"), self._show_formats)
        self._add(menu, self.tr("&About Second Story"), self._show_about)

    def shortcuts(self) -> list[tuple[str, str]]:
        """Every act that has a key: its name and the key, for the list of shortcuts."""
        found = [action for action in self._window.actions() if not action.shortcut().isEmpty()]
        native = QKeySequence.SequenceFormat.NativeText
        plain = {self.undo: self.tr("&Undo"), self.redo: self.tr("&Redo")}  # without the act that they would take back
        names = [plain.get(action, action.text()).replace("&", "") for action in found]
        keys = [action.shortcut().toString(native) for action in found]
        return list(zip(names, keys, strict=True))

    def refresh(self) -> None:
        """Grey what can do nothing now; name what undo and redo would do."""
        in_review = self._window.bridge.snapshot is not None
        for action in self._of_review:
            action.setEnabled(in_review)
        labels = self._window.bridge.undo_labels()
        names = (self.tr("&Undo"), self.tr("&Redo"))
        for action, label, name in zip((self.undo, self.redo), labels, names, strict=True):
            action.setEnabled(label is not None)
            act = translate("Journal", label.template).format_map(label.params) if label else ""
            action.setText(f"{name}: {act}" if act else name)

    def _show_step(self, key: str) -> None:
        self._window.workspace.show_step(key)

    def _show_next(self, offset: int) -> None:
        self._window.workspace.show_next(offset)

    def _fold_guide(self) -> None:
        guide = self._window.workspace.guide
        guide.set_collapsed(not guide.is_collapsed())

    def _import_clipboard(self) -> None:
        files, text = copied()
        if files or text:
            self._window.import_files(files, text)
        else:
            words = self.tr("The clipboard holds no text and no files. Copy some, then try again.")
            self._window.notices.show_notice(words, tone="info")

    def _find(self) -> None:
        from secondstory_ui.widgets.search_field import SearchField  # noqa: PLC0415 - only when searching

        page = self._window.stack.currentWidget()
        for field in page.findChildren(SearchField) if page else []:
            if field.isVisible():
                field.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def _show_shortcuts(self) -> None:
        from secondstory_ui.dialogs.help import ShortcutsDialog  # noqa: PLC0415 - dialogs load when asked for

        ShortcutsDialog(self.shortcuts(), self._window).open()

    def _show_formats(self) -> None:
        from secondstory_ui.dialogs.formats_help import FormatsDialog  # noqa: PLC0415 - dialogs load when asked for

        FormatsDialog(parent=self._window).open()

    def _show_about(self) -> None:
        from secondstory_ui.dialogs.help import AboutDialog  # noqa: PLC0415 - dialogs load when asked for

        AboutDialog(self._window.bridge.library.place, self._window).open()
