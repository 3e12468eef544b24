"""The Learnings page: four lists that grow by typing."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from secondstory.model.enums import LearningKind
from secondstory.services import reviews
from secondstory_ui.page import PageContext
from secondstory_ui.pages.learnings import LearningRow, LearningsPage
from secondstory_ui.widgets.buttons import IconButton
from secondstory_ui.widgets.entry_field import EntryField
from secondstory_ui.widgets.text_fields import LineField
from support.windows import show_page


def opened(qtbot: QtBot, context: PageContext) -> LearningsPage:
    context.bridge.open_review(reviews.start_review(context.bridge.library, "Orders late").rows[0].record.id)
    page = LearningsPage(context)
    show_page(qtbot, page)
    return page


def type_into(qtbot: QtBot, page: LearningsPage, name: str, *lines: str) -> None:
    field = next(f for f in page.findChildren(EntryField) if f.accessibleName() == name)
    for line in lines:
        qtbot.keyClicks(field, line)
        qtbot.keyClick(field, Qt.Key.Key_Return)


def test_typing_and_enter_adds_one_after_another(qtbot: QtBot, context: PageContext) -> None:
    page = opened(qtbot, context)
    type_into(qtbot, page, "What went well: add another", "The queue held", "The vendor answered in ten minutes")
    assert [learning.text for learning in page.snapshot.learnings] == [
        "The queue held",
        "The vendor answered in ten minutes",
    ]
    assert {learning.kind for learning in page.snapshot.learnings} == {LearningKind.WENT_WELL}


def test_a_question_gets_an_owner(qtbot: QtBot, context: PageContext) -> None:
    page = opened(qtbot, context)
    type_into(qtbot, page, "Open questions: add another", "What do receivers do with late orders?")
    owner = next(f for f in page.findChildren(LineField) if f.accessibleName().startswith("Owner"))
    qtbot.keyClicks(owner, "Warehouse team")
    qtbot.keyClick(owner, Qt.Key.Key_Return)
    assert page.snapshot.learnings[0].owner == "Warehouse team"


def test_a_learning_moves_up_by_its_menu(qtbot: QtBot, context: PageContext) -> None:
    page = opened(qtbot, context)
    type_into(qtbot, page, "What was luck: add another", "One", "Two")
    second = page.findChildren(LearningRow)[-1]
    menu = second.findChild(IconButton).menu()
    menu.actions()[0].trigger()
    assert [learning.text for learning in page.snapshot.learnings] == ["Two", "One"]


def test_removing_and_undoing_brings_it_back(qtbot: QtBot, context: PageContext) -> None:
    page = opened(qtbot, context)
    type_into(qtbot, page, "What surprised us: add another", "The retry storm")
    page.findChild(LearningRow).findChild(IconButton).menu().actions()[2].trigger()
    assert page.snapshot.learnings == ()
    context.bridge.undo()
    assert [learning.text for learning in page.snapshot.learnings] == ["The retry storm"]
