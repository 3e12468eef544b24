"""The Actions step: ideas, matrix, ranked list and details, driven as people do."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from secondstory.model.enums import ActionStatus, CauseLabel, IdeaState, Strength
from secondstory.model.records import Action, Cause
from secondstory.services.actions import add_action, change_action, new_action, park_idea
from secondstory.services.editing import add_record
from secondstory.services.reviews import start_review
from secondstory_ui.page import PageContext
from secondstory_ui.pages.actions import page
from secondstory_ui.pages.actions.actions_page import ActionsPage
from secondstory_ui.pages.actions.panes import Pane
from secondstory_ui.theme.controller import ThemeChoice
from secondstory_ui.widgets.buttons import Button, IconButton
from secondstory_ui.widgets.labels import Label
from support.windows import show_page, stored

Key = Qt.Key


@pytest.fixture
def empty(qtbot: QtBot, context: PageContext) -> ActionsPage:
    """The page on a review without ideas and actions."""
    changes = start_review(context.bridge.library, "Order sync stopped")
    context.bridge.open_review(changes.rows[0].record.id)
    return shown(qtbot, context)


@pytest.fixture
def planned(qtbot: QtBot, context: PageContext) -> ActionsPage:
    """The page on a review with three actions: A-1 is a fill-in, A-2 a quick win, A-3 is not scored."""
    library = context.bridge.library
    review_id = start_review(library, "Order sync stopped").rows[0].record.id
    for text, scores in (
        ("Write the limit into the runbook", {"impact": 2.0, "effort": 2.0}),
        ("Alert at 70 % of the quota; done when a test pages", {"impact": 4.0, "effort": 2.0}),
        ("Queue the orders that are refused", {}),
    ):
        add_action(library, new_action(review_id, text, **scores))
    context.bridge.open_review(review_id)
    return shown(qtbot, context)


def shown(qtbot: QtBot, context: PageContext, width: int = 1272) -> ActionsPage:
    made = page(context)
    assert isinstance(made, ActionsPage)
    show_page(qtbot, made, width, 760)
    return made


def refs(made: ActionsPage) -> list[str]:
    return [item.action.ref for item in made.plan.ranked.items]


def action(made: ActionsPage, ref: str) -> Action:
    return next(a for a in stored(made.context).actions if a.ref == ref)


def button(made: ActionsPage, text: str) -> Button:
    return next(b for b in made.findChildren(Button) if b.text().replace("&", "") == text and b.isVisible())


def type_in(qtbot: QtBot, spin: object, text: str) -> None:
    line = spin.findChild(QLineEdit)  # type: ignore[attr-defined]
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Key.Key_Return)


def test_an_empty_page_says_what_belongs_here_and_adds_the_first_action(qtbot: QtBot, empty: ActionsPage) -> None:
    qtbot.mouseClick(button(empty, "Add an action"), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(empty.plan.line, "Alert at 70 % of the quota")
    qtbot.keyClick(empty.plan.line, Key.Key_Return)
    assert [a.text for a in stored(empty.context).actions] == ["Alert at 70 % of the quota"]
    assert empty.details.action_id == stored(empty.context).actions[0].id
    empty.bridge.undo()
    assert not stored(empty.context).actions


def test_a_typed_idea_is_parked_and_becomes_an_action(qtbot: QtBot, empty: ActionsPage) -> None:
    line = empty.ideas._next
    qtbot.keyClicks(line, "Alert on the quota")
    qtbot.keyClick(line, Key.Key_Return)
    assert [idea.text for idea in stored(empty.context).ideas] == ["Alert on the quota"]
    qtbot.mouseClick(button(empty, "Commit"), Qt.MouseButton.LeftButton)
    review = stored(empty.context)
    assert (review.ideas[0].state, review.actions[0].text) == (IdeaState.COMMITTED, "Alert on the quota")
    empty.bridge.undo()
    review = stored(empty.context)
    assert (review.ideas[0].state, review.actions) == (IdeaState.PARKED, ())


def test_an_idea_is_set_aside_with_a_reason_and_parked_again(qtbot: QtBot, empty: ActionsPage) -> None:
    empty.bridge.act(park_idea, empty.snapshot.review.id, "Rewrite the connector")
    empty.ideas.set_open(True)
    qtbot.mouseClick(button(empty, "Set aside…"), Qt.MouseButton.LeftButton)
    row = empty.ideas._rows.rows()[0]
    qtbot.keyClicks(row._why, "too large for us alone")  # type: ignore[attr-defined]
    qtbot.keyClick(row._why, Key.Key_Return)  # type: ignore[attr-defined]
    idea = stored(empty.context).ideas[0]
    assert (idea.state, idea.reason) == (IdeaState.SET_ASIDE, "too large for us alone")
    qtbot.mouseClick(button(empty, "Park again"), Qt.MouseButton.LeftButton)
    assert stored(empty.context).ideas[0].state is IdeaState.PARKED


def test_the_list_stands_in_the_order_of_the_ranking_with_unscored_actions_last(planned: ActionsPage) -> None:
    assert refs(planned) == ["A-2", "A-1", "A-3"]
    assert [point.label for point in planned.matrix.points] == [item.action.text for item in planned.plan.ranked.items]
    assert planned.plan.ranked.items[2].field == "Not scored"


def test_a_selection_is_the_same_in_matrix_list_and_details(qtbot: QtBot, planned: ActionsPage) -> None:
    qtbot.keyClick(planned.plan.ranked, Key.Key_Down)
    chosen = action(planned, "A-1").id
    assert planned.plan.ranked.selected_id == planned.matrix.selected_id == planned.details.action_id == chosen
    planned.matrix.setFocus()
    qtbot.keyClick(planned.matrix, Key.Key_Home)
    first = action(planned, "A-2").id
    assert planned.plan.ranked.selected_id == planned.details.action_id == first


def test_dragging_a_point_scores_the_action_in_one_act(qtbot: QtBot, planned: ActionsPage) -> None:
    moved = action(planned, "A-2")
    start = planned.matrix.place_of(moved.id)
    assert start is not None
    field = planned.matrix._layout.field
    target = QPoint(round(field.x(4.5)), round(field.y(3.5)))
    qtbot.mousePress(planned.matrix, Qt.MouseButton.LeftButton, pos=start.toPoint())
    qtbot.mouseMove(planned.matrix, target)
    qtbot.mouseMove(planned.matrix, target + QPoint(1, 0))
    qtbot.mouseRelease(planned.matrix, Qt.MouseButton.LeftButton, pos=target)
    now = action(planned, "A-2")
    assert (now.impact, now.effort) == (3.5, 4.5)
    planned.bridge.undo()
    now = action(planned, "A-2")
    assert (now.impact, now.effort) == (4.0, 2.0)


def test_arrow_keys_on_the_matrix_do_what_dragging_does(qtbot: QtBot, planned: ActionsPage) -> None:
    planned.select(action(planned, "A-1").id)
    planned.matrix.setFocus()
    for _ in range(3):
        qtbot.keyClick(planned.matrix, Key.Key_Up)
    qtbot.keyClick(planned.matrix, Key.Key_Return)
    assert action(planned, "A-1").impact == 3.5
    assert refs(planned) == ["A-2", "A-1", "A-3"]


def test_spin_boxes_score_an_action_and_say_what_the_score_stands_for(qtbot: QtBot, planned: ActionsPage) -> None:
    planned.select(action(planned, "A-3").id)
    scores = planned.details.scores
    type_in(qtbot, scores.impact, "5")
    type_in(qtbot, scores.effort, "1.5")
    now = action(planned, "A-3")
    assert (now.impact, now.effort) == (5.0, 1.5)
    assert "limits the worst case" in scores.impact.accessibleDescription()
    assert refs(planned)[0] == "A-3"


def test_a_must_do_stands_first_whatever_its_scores(qtbot: QtBot, planned: ActionsPage) -> None:
    planned.select(action(planned, "A-3").id)
    qtbot.keyClick(planned.details.must_do, Key.Key_Space)
    assert refs(planned) == ["A-3", "A-2", "A-1"]
    assert "must do" in planned.plan.ranked.items[0].spoken


def test_the_fields_of_an_action_are_stored_one_act_each(qtbot: QtBot, planned: ActionsPage) -> None:
    planned.select(action(planned, "A-2").id)
    details = planned.details
    qtbot.keyClicks(details._texts["owner"], "Platform team")
    qtbot.keyClick(details._texts["owner"], Key.Key_Return)
    line = details.due.findChild(QLineEdit)
    qtbot.keyClicks(line, "2026-11-28")
    qtbot.keyClick(line, Key.Key_Return)
    details.strength.setFocus()
    qtbot.keyClick(details.strength, Key.Key_Down)
    now = action(planned, "A-2")
    assert (now.owner, now.due, now.strength) == ("Platform team", date(2026, 11, 28), Strength.STRONG)
    planned.bridge.undo()
    assert action(planned, "A-2").strength is None
    assert action(planned, "A-2").owner == "Platform team"


def test_what_was_typed_is_stored_for_its_action_when_another_is_selected(qtbot: QtBot, planned: ActionsPage) -> None:
    planned.select(action(planned, "A-2").id)
    qtbot.keyClicks(planned.details._texts["effect_check"], "a test pages within a minute")
    planned.select(action(planned, "A-1").id)
    assert action(planned, "A-2").effect_check == "a test pages within a minute"
    assert action(planned, "A-1").effect_check == ""
    assert planned.details._texts["effect_check"].text() == ""


def test_an_emptied_sentence_comes_back(qtbot: QtBot, planned: ActionsPage) -> None:
    planned.select(action(planned, "A-2").id)
    field = planned.details._texts["text"]
    field.selectAll()
    qtbot.keyClick(field, Key.Key_Delete)
    field.commit()
    assert field.text() == action(planned, "A-2").text != ""


def test_hints_stand_beside_the_field_that_they_are_about(qtbot: QtBot, planned: ActionsPage) -> None:
    planned.select(action(planned, "A-2").id)
    rows = planned.details._rows
    assert any("owner" in hint for hint in rows["owner"].hints())
    planned.bridge.act(change_action, action(planned, "A-2").id, owner="Platform team")
    assert rows["owner"].hints() == []


def test_an_action_that_is_not_being_done_asks_why_and_stands_apart(qtbot: QtBot, planned: ActionsPage) -> None:
    planned.select(action(planned, "A-1").id)
    details = planned.details
    assert not details._rows["reason"].isVisible()
    details.status.setFocus()
    for _ in range(3):
        qtbot.keyClick(details.status, Key.Key_Down)
    assert details._rows["reason"].hints()
    qtbot.keyClicks(details._texts["reason"], "the alert makes it needless")
    details._texts["reason"].commit()
    now = action(planned, "A-1")
    assert (now.status, now.reason) == (ActionStatus.NOT_DOING, "the alert makes it needless")
    assert refs(planned) == ["A-2", "A-3"]
    assert [item.action.ref for item in planned.plan.dropped.items] == ["A-1"]
    assert planned.plan.dropped.isVisible()


def test_causes_are_linked_by_a_menu_and_unlinked_by_a_button(qtbot: QtBot, planned: ActionsPage) -> None:
    review_id = planned.snapshot.review.id
    for text, label in (("Alerts go to one channel", CauseLabel.SYSTEMIC), ("The quota was cut", CauseLabel.EXTERNAL)):
        planned.bridge.act(add_record, Cause(review_id=review_id, text=text, label=label))
    planned.select(action(planned, "A-2").id)
    links = planned.details.causes
    for place in (0, 1):
        links._menu.aboutToShow.emit()
        links._menu.actions()[place].trigger()
    assert len(stored(planned.context).causes_of(action(planned, "A-2").id)) == 2
    assert planned.plan.ranked.items[0].label is CauseLabel.MIXED
    qtbot.mouseClick(links.findChildren(IconButton)[-1], Qt.MouseButton.LeftButton)
    assert [c.text for c in stored(planned.context).causes_of(action(planned, "A-2").id)] == [
        "Alerts go to one channel"
    ]
    assert planned.plan.ranked.items[0].label is CauseLabel.SYSTEMIC


def test_the_marks_in_the_menu_of_causes_follow_the_theme(planned: ActionsPage) -> None:
    planned.bridge.act(add_record, Cause(review_id=planned.snapshot.review.id, text="One channel for all alerts"))
    planned.select(action(planned, "A-2").id)
    links = planned.details.causes
    links._menu.aboutToShow.emit()
    mark, pictures = links._menu.actions()[0].icon(), []
    for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK):
        planned.context.themes.choose(choice)
        pictures.append(mark.pixmap(16).toImage())
    assert pictures[0] != pictures[1]


def test_delete_in_the_list_removes_an_action_and_undo_brings_it_back(qtbot: QtBot, planned: ActionsPage) -> None:
    planned.select(action(planned, "A-2").id)
    planned.plan.ranked.setFocus()
    qtbot.keyClick(planned.plan.ranked, Key.Key_Delete)
    assert refs(planned) == ["A-1", "A-3"]
    assert planned.details.action_id == action(planned, "A-1").id
    planned.bridge.undo()
    assert refs(planned) == ["A-2", "A-1", "A-3"]


def test_the_history_tells_who_changed_what_from_what(qtbot: QtBot, planned: ActionsPage) -> None:
    chosen = action(planned, "A-1")
    planned.select(chosen.id)
    planned.bridge.act(change_action, chosen.id, owner="Docs")
    planned.details.history.set_open(True)
    planned.details.history.update_acts()
    told = "\n".join(label.text() for label in planned.details.history.findChildren(Label))
    assert "owner: – → “Docs”" in told
    assert "facilitator" in told


def test_a_narrow_page_shows_the_list_or_the_details_beside_the_matrix(qtbot: QtBot, planned: ActionsPage) -> None:
    planned.resize(632, 546)
    assert planned.panes.shown(Pane.MATRIX)
    assert planned.panes.shown(Pane.LIST)
    assert not planned.panes.shown(Pane.DETAILS)
    planned.plan.ranked.setFocus()
    qtbot.keyClick(planned.plan.ranked, Key.Key_Return)
    assert planned.panes.shown(Pane.DETAILS)
    assert not planned.panes.shown(Pane.LIST)
    planned.resize(376, 466)
    assert [pane for pane in Pane if planned.panes.shown(pane)] == [Pane.DETAILS]


def test_undo_leads_back_to_the_action(planned: ActionsPage) -> None:
    planned.show_record(action(planned, "A-3").id)
    assert planned.plan.ranked.selected_id == action(planned, "A-3").id
