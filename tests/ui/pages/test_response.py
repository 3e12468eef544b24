"""The Response page, driven by keys and by the mouse."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from secondstory.model.enums import AnswerValue, EventKind, MomentKind, ReviewKind
from secondstory.model.records import Answer, Event, Moment
from secondstory.services.editing import add_record
from secondstory.services.reviews import change_review, start_review
from secondstory_ui.page import PageContext
from secondstory_ui.pages.response import escalations_card
from secondstory_ui.pages.response import page as make_page
from secondstory_ui.pages.response.communication_table import ANSWER_ROLE, Column
from secondstory_ui.pages.response.response_page import ResponsePage
from secondstory_ui.widgets.event_link import EventLink
from support.windows import show_page, stored

START = datetime(2026, 5, 4, 14, 0, tzinfo=UTC)


def _at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


@pytest.fixture
def empty(qtbot: QtBot, context: PageContext) -> ResponsePage:
    """The page of a review without events."""
    changes = start_review(context.bridge.library, "Order sync stopped")
    context.bridge.open_review(changes.rows[0].record.id)
    context.bridge.act(change_review, context.bridge.review_id or 0, severity="SEV-1")
    return _shown(qtbot, context)


@pytest.fixture
def sample(qtbot: QtBot, sample_context: PageContext) -> ResponsePage:
    """The page of the sample."""
    return _shown(qtbot, sample_context)


def _shown(qtbot: QtBot, context: PageContext) -> ResponsePage:
    made = make_page(context)
    assert isinstance(made, ResponsePage)
    show_page(qtbot, made, 1000, 760)
    made.activateWindow()
    qtbot.waitActive(made)
    return made


def _set_moments(page: ResponsePage, **minutes: float) -> None:
    for key, at in minutes.items():
        moment = Moment(review_id=page.snapshot.review.id, kind=MomentKind(key), at=_at(at))
        page.bridge.act(add_record, moment)


def _tell(page: ResponsePage, minutes: float, title: str, kind: EventKind = EventKind.COMMUNICATION) -> int:
    event = Event(review_id=page.snapshot.review.id, occurred_at=_at(minutes), kind=kind, title=title, body=title)
    changes = page.bridge.act(add_record, event)
    assert changes is not None
    return changes.created(Event)[0]


def _answers(page: ResponsePage, event_id: int | None) -> dict[str, Answer]:
    return {a.question: a for a in stored(page.context).answers if a.event_id == event_id}


def _cell(page: ResponsePage, row: int = 0, question: int = 0) -> QModelIndex:
    return page.communications.table.index(row, Column.FIRST_QUESTION + question)


def _choose(page: ResponsePage, index: QModelIndex) -> None:
    page.communications.view.setFocus()
    page.communications.view.setCurrentIndex(index)


def test_durations_say_what_is_unknown_and_lead_to_the_timeline(qtbot: QtBot, empty: ResponsePage) -> None:
    assert {figure.value.text() for figure in empty.durations.figures.figures()} == {"Unknown"}
    with qtbot.waitSignal(empty.navigate) as heard:
        qtbot.mouseClick(empty.durations.set_moments, Qt.MouseButton.LeftButton)
    assert heard.args == ["timeline", 0]


def test_durations_are_measured_between_the_moments(empty: ResponsePage) -> None:
    _set_moments(empty, started=0, detected=5, acknowledged=12, mitigated=40, resolved=90)
    shown = [figure.value.text() for figure in empty.durations.figures.figures()]
    assert shown == ["5 min", "7 min", "40 min", "35 min", "1 h 30 min"]
    assert empty.durations.bar.accessibleName().startswith("until detected: 5 min, until acknowledged: 7 min")


def test_an_alert_before_the_harm_is_said_so(empty: ResponsePage) -> None:
    _set_moments(empty, started=5, detected=0)
    first = empty.durations.figures.figures()[0]
    assert (first.value.text(), first.note.text()) == ("0 s", "Detected before harm.")


def test_a_near_miss_has_no_harm_to_measure(empty: ResponsePage) -> None:
    empty.bridge.act(change_review, empty.snapshot.review.id, kind=ReviewKind.NEAR_MISS)
    assert [figure.value.text() for figure in empty.durations.figures.figures()][2:] == ["Not applicable"] * 3


def test_short_phases_stay_visible_in_the_bar(empty: ResponsePage) -> None:
    _set_moments(empty, started=0, detected=1, mitigated=3000)
    widths = empty.durations.bar.widths(600)
    assert min(widths) > 5
    assert sum(widths) == pytest.approx(600)


def test_a_window_is_missed_or_kept_by_the_minutes_that_are_allowed(qtbot: QtBot, empty: ResponsePage) -> None:
    _set_moments(empty, detected=0, acknowledged=20)
    row = empty.windows.rows["triage"]
    assert row.verdict.text() == "Missed"
    row.minutes.setFocus()
    row.minutes.selectAll()
    qtbot.keyClicks(row.minutes, "25")
    qtbot.keyClick(row.minutes, Qt.Key.Key_Return)
    assert row.verdict.text() == "Kept"
    own = [w.minutes for w in stored(empty.context).windows if (w.severity, w.target) == ("SEV-1", "triage")]
    assert own == [25]
    qtbot.mouseClick(row.default, Qt.MouseButton.LeftButton)
    assert (row.verdict.text(), row.minutes.value()) == ("Missed", 15)


def test_escalations_are_listed_with_their_sort(qtbot: QtBot, empty: ResponsePage) -> None:
    assert empty.escalations.nothing.isVisible()
    _set_moments(empty, acknowledged=5)
    event_id = _tell(empty, 20, "Asked the database team for help", EventKind.ESCALATION)
    assert not empty.escalations.nothing.isVisible()
    assert "15 min after acknowledgement" in empty.escalations.summary.text()
    view = empty.escalations.view
    assert view.model().index(0, 1).data() == "Asked for help"
    view.setCurrentIndex(view.model().index(0, 0))
    with qtbot.waitSignal(empty.navigate) as heard:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert heard.args == ["timeline", event_id]


def test_handoffs_of_a_very_long_timeline_come_when_there_is_time(
    qtbot: QtBot, empty: ResponsePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(escalations_card, "MANY", 1)
    _tell(empty, 20, "Asked the database team for help", EventKind.ESCALATION)
    handed = _tell(empty, 10, "Handed over to the night shift", EventKind.ACTION)
    assert "looking for handoffs…" in empty.escalations.summary.text()
    assert empty.escalations.table.rowCount() == 1
    qtbot.waitUntil(lambda: "1 handoff" in empty.escalations.summary.text())
    first = empty.escalations.table.event_at(empty.escalations.table.index(0, 0))
    assert first is not None
    assert first.id == handed


def test_without_communications_the_card_says_what_to_do(empty: ResponsePage) -> None:
    assert not empty.communications.view.isVisible()
    _tell(empty, 10, "Checkout is down for all customers; next update at 15:00")
    assert empty.communications.view.isVisible()


@pytest.mark.parametrize(("key", "value"), list(zip("YPNU", AnswerValue, strict=True)))
def test_letters_answer_a_question_and_undo_takes_it_back(
    qtbot: QtBot, empty: ResponsePage, key: str, value: AnswerValue
) -> None:
    event_id = _tell(empty, 10, "We look into it")
    _choose(empty, _cell(empty))
    qtbot.keyClick(empty.communications.view, key)
    assert _answers(empty, event_id)["update.what"].value is value
    empty.bridge.undo()
    assert _answers(empty, event_id) == {}
    assert _cell(empty).data(ANSWER_ROLE).suggested


def test_space_confirms_a_suggestion_and_then_goes_on(qtbot: QtBot, empty: ResponsePage) -> None:
    event_id = _tell(empty, 10, "Checkout is down for all customers")
    _choose(empty, _cell(empty))
    assert _cell(empty).data(ANSWER_ROLE).value is AnswerValue.YES
    qtbot.keyClick(empty.communications.view, Qt.Key.Key_Space)
    assert _answers(empty, event_id)["update.what"].value is AnswerValue.YES
    qtbot.keyClick(empty.communications.view, Qt.Key.Key_Space)
    assert _answers(empty, event_id)["update.what"].value is AnswerValue.PARTLY
    qtbot.keyClick(empty.communications.view, Qt.Key.Key_Delete)
    assert _answers(empty, event_id) == {}


def test_a_click_answers_too(qtbot: QtBot, empty: ResponsePage) -> None:
    event_id = _tell(empty, 10, "Checkout is down for all customers")
    view = empty.communications.view
    place = view.visualRect(_cell(empty, 0, 1)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert list(_answers(empty, event_id)) == ["update.impact"]


def test_the_detail_says_why_and_keeps_what_shows_it(qtbot: QtBot, empty: ResponsePage) -> None:
    event_id = _tell(empty, 10, "Checkout is down for all customers")
    _choose(empty, _cell(empty))
    detail = empty.communications.detail
    assert "down" in detail.why.text()
    qtbot.mouseClick(detail.answers.button(AnswerValue.NO), Qt.MouseButton.LeftButton)
    detail.text.setFocus()
    qtbot.keyClicks(detail.text, "It named the wrong service")
    empty.communications.view.setFocus()
    answer = _answers(empty, event_id)["update.what"]
    assert (answer.value, answer.text) == (AnswerValue.NO, "It named the wrong service")
    qtbot.keyClick(empty.communications.view, "P")
    assert _answers(empty, event_id)["update.what"].text == "It named the wrong service"


def test_words_typed_about_one_cell_are_not_kept_for_another(qtbot: QtBot, empty: ResponsePage) -> None:
    event_id = _tell(empty, 10, "Checkout is down for all customers")
    _choose(empty, _cell(empty))
    detail = empty.communications.detail
    detail.text.setFocus()
    qtbot.keyClicks(detail.text, "Status page")
    empty.communications.view.setCurrentIndex(_cell(empty, 0, 3))
    assert _answers(empty, event_id)["update.what"].text == "Status page"
    assert "update.who" not in _answers(empty, event_id)
    assert detail.text.text() == ""


def test_the_longest_silence_names_the_updates_on_either_side(qtbot: QtBot, empty: ResponsePage) -> None:
    def linked() -> list[str]:
        links = [link for link in empty.communications.findChildren(EventLink) if link.isVisible()]
        return [link.accessibleName().split("  ")[1] for link in links]

    _set_moments(empty, detected=0, resolved=60)
    for at in (5, 45):
        _tell(empty, at, f"Update after {at} minutes")
    assert empty.communications.silence.text().startswith("Longest silence: 40 min")
    qtbot.waitUntil(lambda: linked() == ["Update after 5 minutes", "Update after 45 minutes"])


def test_a_check_is_answered_and_says_what_shows_it(qtbot: QtBot, empty: ResponsePage) -> None:
    row = empty.checks.rows["E1"]
    assert row.answers.value() is None
    qtbot.mouseClick(row.answers.button(AnswerValue.PARTLY), Qt.MouseButton.LeftButton)
    row.text.setFocus()
    qtbot.keyClicks(row.text, "A customer called first")
    qtbot.keyClick(row.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    answer = _answers(empty, None)["E1"]
    assert (answer.value, answer.text) == (AnswerValue.PARTLY, "A customer called first")
    empty.bridge.undo()
    empty.bridge.undo()
    assert row.answers.value() is None


def test_arrows_choose_among_the_answers_of_a_check(qtbot: QtBot, sample: ResponsePage) -> None:
    row = sample.checks.rows["E1"]
    before = row.answers.value()
    assert before is AnswerValue.YES
    row.answers.button(AnswerValue.YES).setFocus()
    qtbot.keyClick(row.answers.button(AnswerValue.YES), Qt.Key.Key_Right)
    assert _answers(sample, None)["E1"].value is AnswerValue.PARTLY


def test_an_undo_leads_to_the_answer(sample: ResponsePage) -> None:
    answer = next(a for a in sample.snapshot.answers if a.event_id)
    sample.show_record(answer.id)
    assert sample.communications.detail.place() == (answer.event_id, answer.question)
    check = next(a for a in sample.snapshot.answers if a.question == "C3")
    sample.show_record(check.id)
    assert sample.checks.rows["C3"].text.hasFocus()


def test_no_two_controls_share_a_spoken_name(sample: ResponsePage) -> None:
    controls = [w for w in sample.findChildren(QWidget) if w.isVisible() and w.focusPolicy() & Qt.FocusPolicy.TabFocus]
    names = [w.accessibleName() or getattr(w, "text", str)() for w in controls if w.window() is sample]
    assert "" not in names
    assert sorted(set(names)) == sorted(names)


def test_two_hundred_communications_scroll_in_a_view_of_limited_height(qtbot: QtBot, empty: ResponsePage) -> None:
    text = "Orders are delayed for some customers; we are restarting the connector. Next update at 15:30. " * 3
    told = Event(
        review_id=empty.snapshot.review.id, kind=EventKind.COMMUNICATION, title="", body=text, occurred_at=START
    )
    events = {n: replace(told, id=n, occurred_at=_at(n), title=f"Update {n}") for n in range(1, 201)}
    snapshot = replace(empty.snapshot, tables={**empty.snapshot.tables, Event: events})
    empty.communications.show_snapshot(snapshot)
    assert empty.communications.table.rowCount() == 200
    assert empty.communications.view.height() < 700
