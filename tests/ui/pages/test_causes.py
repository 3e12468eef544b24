"""The Causes page, driven by keys and by the mouse."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from secondstory.model.enums import CauseLabel
from secondstory.model.records import Cause
from secondstory.services import causes
from secondstory.services.reviews import start_review
from secondstory_ui.page import PageContext
from secondstory_ui.pages.causes import page as make_page
from secondstory_ui.pages.causes.cause_card import CauseCard
from secondstory_ui.pages.causes.causes_page import CausesPage
from secondstory_ui.pages.causes.dragging import CAUSE, EVENTS, mime_of
from secondstory_ui.pages.causes.split_editor import SplitEditor
from support.windows import show_page, stored

OURS = "The retry job has no owner and no alert when it stops"
MIXED = "The provider's outage was made worse because our checkout has no fallback"
THEIRS = "The payment provider was down for two hours"


@pytest.fixture
def empty(qtbot: QtBot, context: PageContext) -> CausesPage:
    """The page of a review without causes."""
    changes = start_review(context.bridge.library, "Order sync stopped")
    context.bridge.open_review(changes.rows[0].record.id)
    return _shown(qtbot, context)


@pytest.fixture
def sample(qtbot: QtBot, sample_context: PageContext) -> CausesPage:
    """The page of the sample."""
    return _shown(qtbot, sample_context)


def _shown(qtbot: QtBot, context: PageContext) -> CausesPage:
    made = make_page(context)
    assert isinstance(made, CausesPage)
    show_page(qtbot, made, 1180, 760)
    made.activateWindow()
    qtbot.waitActive(made)
    return made


def _card(page: CausesPage, ref: str) -> CauseCard:
    found = page.card(next(c.id for c in page.snapshot.causes if c.ref == ref))
    assert found is not None
    return found


def _cause(page: CausesPage, ref: str) -> Cause:
    return next(c for c in stored(page.context).causes if c.ref == ref)


def _add(qtbot: QtBot, page: CausesPage, text: str) -> CauseCard:
    page.heading.entry.setFocus()
    qtbot.keyClicks(page.heading.entry, text)
    qtbot.keyClick(page.heading.entry, Qt.Key.Key_Return)
    return _card(page, page.snapshot.causes[-1].ref)


def _drop(widget: QWidget, mime: QMimeData) -> None:
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    widget.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.MoveAction, mime, buttons, keys))  # type: ignore[attr-defined]


def test_a_cause_is_added_by_typing_and_enter(qtbot: QtBot, empty: CausesPage) -> None:
    _add(qtbot, empty, OURS)
    assert [(c.ref, c.text, c.label) for c in stored(empty.context).causes] == [("C-1", OURS, CauseLabel.UNCLASSIFIED)]
    assert empty.heading.entry.text() == ""


def test_a_pause_in_typing_adds_no_half_sentence(qtbot: QtBot, empty: CausesPage) -> None:
    qtbot.keyClicks(empty.heading.entry, "The retry")
    empty.heading.entry.commit()
    assert stored(empty.context).causes == ()
    assert empty.heading.entry.text() == "The retry"


def test_confirming_the_suggestion_keeps_its_reason_and_group(qtbot: QtBot, empty: CausesPage) -> None:
    card = _add(qtbot, empty, OURS)
    suggested = card.suggestion.suggestion
    assert suggested is not None
    qtbot.mouseClick(card.suggestion.confirm, Qt.MouseButton.LeftButton)
    cause = _cause(empty, "C-1")
    assert (cause.label, cause.reason) == (CauseLabel.SYSTEMIC, suggested.reason)
    empty.bridge.undo()
    assert _cause(empty, "C-1").label is CauseLabel.UNCLASSIFIED
    assert _card(empty, "C-1").suggestion.isVisible()


def test_a_mixed_cause_becomes_a_linked_pair_in_the_words_of_the_group(qtbot: QtBot, empty: CausesPage) -> None:
    card = _add(qtbot, empty, MIXED)
    qtbot.mouseClick(card.suggestion.confirm, Qt.MouseButton.LeftButton)
    editor = card.findChild(SplitEditor)
    editor.external.selectAll()
    qtbot.keyClicks(editor.external, "The provider was down")
    qtbot.mouseClick(editor.keep, Qt.MouseButton.LeftButton)
    external, systemic = stored(empty.context).causes
    assert (external.text, external.label) == ("The provider was down", CauseLabel.EXTERNAL)
    assert systemic.label is CauseLabel.SYSTEMIC
    assert (external.pair_id, systemic.pair_id) == (systemic.id, external.id)
    empty.bridge.undo()
    assert [c.text for c in stored(empty.context).causes] == [MIXED]


def test_a_split_with_an_empty_half_says_what_is_missing(qtbot: QtBot, empty: CausesPage) -> None:
    card = _add(qtbot, empty, THEIRS)
    card.open_split()
    editor = card.findChild(SplitEditor)
    editor.systemic.clear()
    qtbot.mouseClick(editor.keep, Qt.MouseButton.LeftButton)
    assert len(stored(empty.context).causes) == 1
    assert editor.systemic.hasFocus()


def test_a_lone_external_cause_asks_for_its_companion_and_gets_it_linked(qtbot: QtBot, empty: CausesPage) -> None:
    card = _add(qtbot, empty, THEIRS)
    empty.acts.place(card.cause.id, CauseLabel.EXTERNAL)
    ask = _card(empty, "C-1").companion()
    assert ask is not None
    ask.entry.setFocus()
    qtbot.keyClicks(ask.entry, "Checkout waits for one provider only")
    qtbot.keyClick(ask.entry, Qt.Key.Key_Return)
    external, systemic = stored(empty.context).causes
    assert (systemic.label, systemic.pair_id, external.pair_id) == (CauseLabel.SYSTEMIC, external.id, systemic.id)
    empty.bridge.undo()
    assert len(stored(empty.context).causes) == 1


def test_a_lone_external_cause_may_say_why_nothing_is_to_change(qtbot: QtBot, empty: CausesPage) -> None:
    card = _add(qtbot, empty, THEIRS)
    empty.acts.place(card.cause.id, CauseLabel.EXTERNAL)
    ask = card.companion()
    assert ask is not None
    qtbot.mouseClick(ask.nothing, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(ask.why, "Checkout kept taking orders")
    card.setFocus()
    assert _cause(empty, "C-1").accepted_because == "Checkout kept taking orders"
    empty.refresh(None)
    assert card.companion() is None


def test_where_all_causes_lie_outside_the_review_keeps_one_reason(qtbot: QtBot, empty: CausesPage) -> None:
    card = _add(qtbot, empty, THEIRS)
    assert not empty.nothing_to_change.isVisible()
    empty.acts.place(card.cause.id, CauseLabel.EXTERNAL)
    assert empty.nothing_to_change.isVisible()
    field = empty.nothing_to_change.field
    field.setFocus()
    qtbot.keyClicks(field, "We chose this risk")
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert stored(empty.context).review.nothing_to_change == "We chose this risk"


@pytest.mark.parametrize(
    ("key", "label"),
    [
        (Qt.Key.Key_E, CauseLabel.EXTERNAL),
        (Qt.Key.Key_U, CauseLabel.UNCLASSIFIED),
        (Qt.Key.Key_S, CauseLabel.SYSTEMIC),
    ],
)
def test_a_letter_puts_the_chosen_card_on_a_side(
    qtbot: QtBot, sample: CausesPage, key: Qt.Key, label: CauseLabel
) -> None:
    sample.show_record(_cause(sample, "C-1").id)
    qtbot.keyClick(_card(sample, "C-1"), key)
    assert _cause(sample, "C-1").label is label
    assert _card(sample, "C-1").hasFocus()


def test_the_reason_that_the_group_wrote_goes_along(qtbot: QtBot, sample: CausesPage) -> None:
    before = _cause(sample, "C-2").reason
    sample.show_record(_cause(sample, "C-2").id)
    qtbot.keyClick(_card(sample, "C-2"), Qt.Key.Key_E)
    assert (_cause(sample, "C-2").reason, _cause(sample, "C-2").group) == (before, "")


def test_half_of_a_pair_that_changes_sides_is_unlinked(qtbot: QtBot, sample: CausesPage) -> None:
    sample.show_record(_cause(sample, "C-8").id)
    qtbot.keyClick(_card(sample, "C-8"), Qt.Key.Key_S)
    assert (_cause(sample, "C-8").pair_id, _cause(sample, "C-9").pair_id) == (None, None)


def test_the_arrows_walk_among_the_cards(qtbot: QtBot, sample: CausesPage) -> None:
    sample.show_record(_cause(sample, "C-1").id)
    for key, ref in ((Qt.Key.Key_Down, "C-2"), (Qt.Key.Key_Right, "C-8"), (Qt.Key.Key_Left, "C-1")):
        focus = sample.focusWidget()
        assert focus is not None
        qtbot.keyClick(focus, key)
        assert _card(sample, ref).hasFocus()


def test_enter_edits_the_text_and_escape_comes_back(qtbot: QtBot, sample: CausesPage) -> None:
    sample.show_record(_cause(sample, "C-3").id)
    card = _card(sample, "C-3")
    qtbot.keyClick(card, Qt.Key.Key_Return)
    assert card.text.hasFocus()
    card.text.selectAll()
    qtbot.keyClicks(card.text, "Writes cross the country")
    qtbot.keyClick(card.text, Qt.Key.Key_Escape)
    assert card.hasFocus()
    assert _cause(sample, "C-3").text == "Writes cross the country"


def test_an_emptied_text_comes_back(qtbot: QtBot, sample: CausesPage) -> None:
    card = _card(sample, "C-3")
    before = card.text.text()
    card.text.setFocus()
    card.text.selectAll()
    qtbot.keyClick(card.text, Qt.Key.Key_Delete)
    card.text.commit()
    assert (card.text.text(), _cause(sample, "C-3").text) == (before, before)


def test_delete_removes_and_the_focus_goes_to_a_neighbour(qtbot: QtBot, sample: CausesPage) -> None:
    sample.show_record(_cause(sample, "C-2").id)
    qtbot.keyClick(_card(sample, "C-2"), Qt.Key.Key_Delete)
    assert "C-2" not in [c.ref for c in stored(sample.context).causes]
    assert isinstance(sample.focusWidget(), CauseCard)
    sample.bridge.undo()
    assert "C-2" in [c.ref for c in stored(sample.context).causes]


def test_a_card_dropped_on_a_column_goes_there(qtbot: QtBot, sample: CausesPage) -> None:
    cause = _cause(sample, "C-1")
    with qtbot.waitSignal(sample.bridge.changed):
        _drop(sample.areas[CauseLabel.EXTERNAL], mime_of(CAUSE, (cause.id,)))
    assert _cause(sample, "C-1").label is CauseLabel.EXTERNAL


def test_events_dropped_on_a_card_support_it(qtbot: QtBot, sample: CausesPage) -> None:
    events = tuple(event.id for event in sample.snapshot.shown_events[:2])
    with qtbot.waitSignal(sample.bridge.changed):
        _drop(_card(sample, "C-6"), mime_of(EVENTS, events))
    shown = {event.id for event in stored(sample.context).evidence_of(_cause(sample, "C-6").id)}
    assert set(events) <= shown


def test_what_is_dropped_from_elsewhere_is_not_taken(sample: CausesPage) -> None:
    mime = QMimeData()
    mime.setData(CAUSE, b"not, a; number")
    _drop(sample.areas[CauseLabel.EXTERNAL], mime)
    assert _cause(sample, "C-1").label is CauseLabel.SYSTEMIC


def test_evidence_is_found_and_ticked_by_keyboard(qtbot: QtBot, sample: CausesPage) -> None:
    cause = _cause(sample, "C-1")
    sample.show_record(cause.id)
    qtbot.mouseClick(_card(sample, "C-1").details.attach, Qt.MouseButton.LeftButton)
    panel = sample.evidence
    assert panel.search.hasFocus()
    qtbot.keyClicks(panel.search, "blog")
    qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    qtbot.keyClick(panel.search, Qt.Key.Key_Down)
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    titles = [event.title for event in stored(sample.context).evidence_of(cause.id)]
    assert any("log" in title for title in titles)
    assert len(titles) == 2
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert len(stored(sample.context).evidence_of(cause.id)) == 1
    qtbot.keyClick(panel.view, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert _card(sample, "C-1").hasFocus()


def test_nothing_found_can_be_searched_again(qtbot: QtBot, sample: CausesPage) -> None:
    sample.heading.evidence.click()
    sample.evidence.search.setText("no such words")
    qtbot.keyClick(sample.evidence.search, Qt.Key.Key_Return)
    assert sample.evidence.list.rowCount() == 0
    assert sample.evidence.search.isEnabled()


def test_without_events_there_is_nothing_to_search(qtbot: QtBot, empty: CausesPage) -> None:
    _add(qtbot, empty, OURS)
    empty.heading.evidence.click()
    assert not empty.evidence.search.isEnabled()


def test_group_and_reason_are_kept(qtbot: QtBot, sample: CausesPage) -> None:
    card = _card(sample, "C-1")
    card.set_open(True)
    combo = card.details.group
    combo.setCurrentIndex(combo.findData("capacity"))
    combo.activated.emit(combo.currentIndex())
    card.details.reason.setFocus()
    card.details.reason.selectAll()
    qtbot.keyClicks(card.details.reason, "We planned the work")
    card.setFocus()
    cause = _cause(sample, "C-1")
    assert (cause.group, cause.reason) == ("capacity", "We planned the work")


def test_the_menu_links_and_unlinks(sample: CausesPage) -> None:
    sample.acts.unlink(_cause(sample, "C-8").id)
    assert _cause(sample, "C-9").pair_id is None
    sample.acts.link(_cause(sample, "C-9").id, _cause(sample, "C-8").id)
    assert _cause(sample, "C-8").pair_id == _cause(sample, "C-9").id


def test_the_pair_link_leads_to_the_other_half(qtbot: QtBot, sample: CausesPage) -> None:
    qtbot.mouseClick(_card(sample, "C-8").pair, Qt.MouseButton.LeftButton)
    assert _card(sample, "C-9").hasFocus()


def test_leaving_a_cause_open_asks_what_would_settle_it(qtbot: QtBot, empty: CausesPage) -> None:
    card = _add(qtbot, empty, "Monitoring: unclear")
    card.suggestion.left_open.emit()
    assert card.details.reason.hasFocus()
    qtbot.keyClicks(card.details.reason, "The monitoring log of that night")
    card.setFocus()
    cause = _cause(empty, "C-1")
    assert (cause.label, cause.reason) == (CauseLabel.UNCLASSIFIED, "The monitoring log of that night")


def test_all_cards_are_one_tab_stop(qtbot: QtBot, sample: CausesPage) -> None:
    sample.show_record(_cause(sample, "C-4").id)
    stops = [card for card in sample.findChildren(CauseCard) if card.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [card.cause.ref for card in stops] == ["C-4"]


def test_no_two_controls_share_a_spoken_name(qtbot: QtBot, sample: CausesPage) -> None:
    sample.heading.all_details.click()
    controls = [
        w for w in sample.findChildren(QWidget) if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.ClickFocus
    ]
    names = [w.accessibleName() or getattr(w, "text", str)() for w in controls if w.window() is sample]
    assert "" not in names
    assert sorted(set(names)) == sorted(names)


def test_typed_words_survive_a_refresh(qtbot: QtBot, sample: CausesPage) -> None:
    card = _card(sample, "C-5")
    card.text.setFocus()
    qtbot.keyClicks(card.text, "Often ")
    causes_before = card.text.text()
    sample.bridge.act(causes.change_cause, _cause(sample, "C-6").id, group="data")
    assert card.text.text() == causes_before
    assert card.text.hasFocus()


def test_hostile_text_stays_text(qtbot: QtBot, empty: CausesPage) -> None:
    text = "<b>&lt;img src=x&gt;</b> && " + "long" * 400
    empty.acts.add(text)
    assert _card(empty, "C-1").text.text() == text
    assert _card(empty, "C-1").mapTo(empty, QPoint()).x() >= 0


def test_evidence_leads_to_the_timeline(qtbot: QtBot, sample: CausesPage) -> None:
    event = stored(sample.context).evidence_of(_cause(sample, "C-1").id)[0]
    card = _card(sample, "C-1")
    card.set_open(True)
    with qtbot.waitSignal(sample.navigate) as heard:
        next(w for w in card.details.findChildren(QWidget) if getattr(w, "event_id", 0) == event.id).click()  # type: ignore[attr-defined]
    assert heard.args == ["timeline", event.id]
