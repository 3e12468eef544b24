"""Help: what can be imported, and how to get it out of the tool that has it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QListWidgetItem, QTextBrowser, QVBoxLayout, QWidget

from secondstory.services.import_preview import formats
from secondstory_resources import resource_text
from secondstory_ui.dialogs.help import close_row, dialog_column
from secondstory_ui.theme.fonts import font
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.search_field import SearchField

_SIZE = (960, 640)
_LIST_WIDTH = 280
_NAME = Qt.ItemDataRole.UserRole


class FormatsDialog(QDialog):
    """The formats by name on the left, the page of the chosen one on the right."""

    def __init__(self, chosen: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("What can be imported"))
        self.resize(*_SIZE)
        self.search = SearchField(self.tr("Search the formats"))
        self.search.textChanged.connect(self._filter)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Formats"))
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.setSpacing(2)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.page = QTextBrowser()
        self.page.setAccessibleName(self.tr("About the format"))
        self.page.setOpenLinks(False)
        self.page.document().setDocumentMargin(length("gap"))
        self._nothing = Label(
            self.tr("No format goes by these words. Any table, text or JSON can be imported."), wrap=True
        )
        self._nothing.hide()
        self._words: dict[str, str] = {}
        for info in sorted(formats(), key=lambda info: info.title.casefold()):
            item = QListWidgetItem(info.title)
            item.setData(_NAME, info.name)
            item.setToolTip(info.title)
            self.list.addItem(item)
            self._words[info.name] = " ".join((info.title, info.name, info.description, *info.suffixes)).casefold()
        self._lay_out()
        self.list.currentItemChanged.connect(self._show)
        names = [self.list.item(row).data(_NAME) for row in range(self.list.count())]
        self.list.setCurrentRow(names.index(chosen) if chosen in names else 0)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(length("unit"))
        left.addWidget(self.search)
        left.addWidget(self.list, 1)
        left.addWidget(self._nothing)
        sides = QHBoxLayout()
        sides.setSpacing(length("gap"))
        sides.addLayout(left)
        sides.addWidget(self.page, 1)
        column = dialog_column(self, self.tr("What can be imported"))
        column.addLayout(sides, 1)
        column.addLayout(close_row(self))
        self.search.setFixedWidth(_LIST_WIDTH)
        self._nothing.setFixedWidth(_LIST_WIDTH)

    def _filter(self, text: str) -> None:
        """Show the formats whose name or description has all these words."""
        wanted = text.casefold().split()
        first = None
        for row in range(self.list.count()):
            item = self.list.item(row)
            fits = all(word in self._words[item.data(_NAME)] for word in wanted)
            item.setHidden(not fits)
            first = first or (item if fits else None)
        self._nothing.setVisible(first is None)
        self.list.setVisible(first is not None)
        current = self.list.currentItem()
        if first is not None and (current is None or current.isHidden()):
            self.list.setCurrentItem(first)

    def _show(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.page.setMarkdown(resource_text(f"help/formats/{item.data(_NAME)}.md"))
            self._dress_headings()
            self.page.moveCursor(QTextCursor.MoveOperation.Start)

    def _dress_headings(self) -> None:
        """Headings in the type scale of the window, with room above them."""
        block = self.page.document().begin()
        while block.isValid():
            if level := block.blockFormat().headingLevel():
                cursor = QTextCursor(block)
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                letters, around = QTextCharFormat(), QTextBlockFormat()
                letters.setFont(font("title" if level == 1 else "subheading"))
                around.setTopMargin(0 if level == 1 else length("gap"))
                around.setBottomMargin(length("half"))
                cursor.mergeCharFormat(letters)
                cursor.mergeBlockFormat(around)
            block = block.next()
