"""The Prepare page in a real window's parts: facts, participants, rules, earlier actions."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot

from secondstory.model.enums import ReviewKind
from secondstory.services import actions, reviews
from secondstory_ui.page import PageContext
from secondstory_ui.pages.prepare import ParticipantRow, PreparePage
from secondstory_ui.widgets.buttons import IconButton
from secondstory_ui.widgets.enum_combo import EnumCombo
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.text_fields import LineField
from secondstory_ui.widgets.time_field import TimeField
from secondstory_ui.widgets.zone_combo import ZoneCombo
from support.windows import show_page


def opened(qtbot: QtBot, context: PageContext, **values: object) -> PreparePage:
    review_id = reviews.start_review(context.bridge.library, "Order sync stopped", **values).rows[0].record.id
    context.bridge.open_review(review_id)
    page = PreparePage(context)
    show_page(qtbot, page)
    return page


def named(page: PreparePage, kind: type, name: str):
    return next(child for child in page.findChildren(kind) if child.accessibleName() == name)


def test_typing_a_title_and_pressing_enter_keeps_it(qtbot: QtBot, context: PageContext) -> None:
    page = opened(qtbot, context)
    title = named(page, LineField, "Title")
    title.selectAll()
    qtbot.keyClicks(title, "Orders late")
    qtbot.keyClick(title, Qt.Key.Key_Return)
    assert page.snapshot.review.title == "Orders late"
    context.bridge.undo()
    assert title.text() == "Order sync stopped"


def test_an_emptied_title_comes_back_with_a_sentence(qtbot: QtBot, context: PageContext) -> None:
    page = opened(qtbot, context)
    title = named(page, LineField, "Title")
    title.selectAll()
    with qtbot.waitSignal(context.bridge.failed):
        qtbot.keyClick(title, Qt.Key.Key_Delete)
        qtbot.keyClick(title, Qt.Key.Key_Return)
    assert title.text() == "Order sync stopped"


def test_the_kind_is_chosen_with_the_keyboard(qtbot: QtBot, context: PageContext) -> None:
    page = opened(qtbot, context)
    kind = named(page, EnumCombo, "Kind")
    kind.setFocus()
    qtbot.keyClick(kind, Qt.Key.Key_Down)
    assert page.snapshot.review.kind is ReviewKind.NEAR_MISS


def test_times_are_typed_in_the_zone_of_the_report(qtbot: QtBot, context: PageContext) -> None:
    page = opened(qtbot, context, timezone="Europe/Berlin")
    start = named(page, TimeField, "Window starts")
    line = start.focusProxy() or start
    qtbot.keyClicks(line, "2026-05-04 14:05")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert page.snapshot.review.window_start.isoformat() == "2026-05-04T12:05:00+00:00"


def test_a_zone_is_found_by_typing_a_part_of_it(qtbot: QtBot, context: PageContext) -> None:
    page = opened(qtbot, context)
    zone = page.findChild(ZoneCombo)
    zone.setFocus()
    zone.lineEdit().selectAll()
    qtbot.keyClicks(zone.lineEdit(), "Europe/London")
    qtbot.keyClick(zone.lineEdit(), Qt.Key.Key_Return)
    assert page.snapshot.review.timezone == "Europe/London"


def test_a_role_of_the_playbook_is_added_once(qtbot: QtBot, context: PageContext) -> None:
    page = opened(qtbot, context)
    page._roles_menu.aboutToShow.emit()
    first = page._roles_menu.actions()[0]
    name = first.text()
    first.trigger()
    assert [participant.role for participant in page.snapshot.participants] == [name]
    page._roles_menu.aboutToShow.emit()
    assert name not in [action.text() for action in page._roles_menu.actions()]


def test_a_participant_is_edited_removed_and_brought_back(qtbot: QtBot, context: PageContext) -> None:
    page = opened(qtbot, context)
    reviews.add_participants(context.bridge.library, page.snapshot.review.id, ("Scribe",))
    context.bridge.open_review(page.snapshot.review.id)
    page.catch_up()
    (row,) = page.findChildren(ParticipantRow)
    team = next(field for field in row.findChildren(LineField) if field.placeholderText() == "Team")
    qtbot.keyClicks(team, "Payments")
    qtbot.keyClick(team, Qt.Key.Key_Return)
    qtbot.mouseClick(row.findChild(QCheckBox), Qt.MouseButton.LeftButton)
    (participant,) = page.snapshot.participants
    assert (participant.team, participant.responder) == ("Payments", True)
    qtbot.mouseClick(row.findChild(IconButton), Qt.MouseButton.LeftButton)
    assert page.snapshot.participants == ()
    context.bridge.undo()
    assert page.snapshot.participants[0].team == "Payments"


def test_agreeing_to_the_rules_is_kept(qtbot: QtBot, context: PageContext) -> None:
    page = opened(qtbot, context)
    agreed = next(box for box in page.findChildren(QCheckBox) if "rules" in box.text())
    qtbot.keyClick(agreed, Qt.Key.Key_Space)
    assert page.snapshot.review.rules_agreed


def test_open_actions_of_earlier_reviews_are_listed(qtbot: QtBot, context: PageContext) -> None:
    library = context.bridge.library
    earlier = reviews.start_review(library, "Refunds stuck").rows[0].record.id
    actions.add_action(library, actions.new_action(earlier, "Queue the refunds", owner="Payments team"))
    page = opened(qtbot, context)
    assert "Queue the refunds" in [label.text() for label in page.findChildren(Label)]
