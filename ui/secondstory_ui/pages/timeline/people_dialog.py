"""Who is who: the names that sources give, and the roles by which everybody else knows them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from secondstory.services.people import UnknownPerson, assign_roles, unknown_people
from secondstory_ui.page import StepPage
from secondstory_ui.text import counted
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.buttons import primary_button, quiet_button
from secondstory_ui.widgets.enum_combo import QuietCombo
from secondstory_ui.widgets.labels import ElidedLabel, Label
from secondstory_ui.widgets.notice import NoticeBar
from secondstory_ui.widgets.sections import ScrollColumn

_SIZE = (640, 560)
_ROLE_WIDTH = 260
MOST = 200


class PeopleDialog(QDialog):
    """A row for each name with a box for its role; nothing is stored until the button is pressed."""

    def __init__(self, page: StepPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self.setWindowTitle(self.tr("Who is who"))
        self.resize(*_SIZE)
        self.boxes: dict[str, QuietCombo] = {}
        self._leaving = False
        self.notices = NoticeBar()
        people = unknown_people(page.snapshot)
        scroll = ScrollColumn()
        scroll.body.addLayout(self._rows(people[:MOST]))
        words = self.tr(
            "Sources name these people. Give each a role: reports and everything else that leaves the library show the "
            "role, and the name stays here."
        )
        more = len(people) - MOST
        column = QVBoxLayout(self)
        page_edge = length("page")
        column.setContentsMargins(page_edge, page_edge, page_edge, page_edge)
        column.setSpacing(length("gap"))
        column.addWidget(Label(self.tr("Who is who"), "title"))
        column.addWidget(Label(words, "body", "muted", wrap=True))
        column.addWidget(scroll, 1)
        if more > 0:
            column.addWidget(Label(self.tr("and {n} more").format(n=more), "small", "muted"))
        column.addWidget(self.notices)
        column.addLayout(self._buttons())
        first = next(iter(self.boxes.values()), None)
        if first is not None:
            first.setFocus()

    def _rows(self, people: Sequence[UnknownPerson]) -> QGridLayout:
        grid = QGridLayout()
        grid.setColumnStretch(0, 1)
        grid.setHorizontalSpacing(length("gap"))
        grid.setVerticalSpacing(length("unit"))
        roles = self._roles()
        for row, person in enumerate(people):
            box = QuietCombo()
            box.setEditable(True)
            box.setInsertPolicy(QuietCombo.InsertPolicy.NoInsert)
            box.addItems(["", *roles])
            box.setFixedWidth(_ROLE_WIDTH)
            box.setAccessibleName(self.tr("Role of {name}").format(name=person.name))
            box.editTextChanged.connect(self._stay)
            line = box.lineEdit()
            if line is not None:
                line.setPlaceholderText(self.tr("Role"))
            self.boxes[person.name] = box
            amount = counted(person.events, self.tr("1 event"), self.tr("{n} events"))
            grid.addWidget(ElidedLabel(person.name), row, 0)
            grid.addWidget(Label(amount, "small", "muted", tabular=True), row, 1)
            grid.addWidget(box, row, 2)
        return grid

    def _roles(self) -> list[str]:
        snapshot = self._page.snapshot
        names = [role.name for role in snapshot.roles] + [p.role for p in snapshot.participants if p.role]
        return list(dict.fromkeys(names))

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addStretch(1)
        cancel, self.assign = quiet_button(self.tr("Cancel")), primary_button(self.tr("Give these roles"))
        cancel.clicked.connect(self.reject)
        self.assign.setDefault(True)
        self.assign.clicked.connect(self._assign)
        line.addWidget(cancel)
        line.addWidget(self.assign)
        return line

    def reject(self) -> None:
        """Esc and Cancel: ask once more where roles would be lost."""
        if self._typed() and not self._leaving:
            self._leaving = True
            self.notices.show_notice(
                self.tr("The roles are not given yet. Cancel once more to leave them."), tone="warn"
            )
        else:
            super().reject()

    def _stay(self) -> None:
        self._leaving = False

    def _typed(self) -> bool:
        return any(box.currentText().strip() for box in self.boxes.values())

    def _assign(self) -> None:
        roles = {name: box.currentText().strip() for name, box in self.boxes.items() if box.currentText().strip()}
        if roles and self._page.bridge.act(assign_roles, self._page.snapshot.review.id, roles) is None:
            return  # the page says why
        self.accept()
