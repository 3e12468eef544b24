"""The step list, the rail, the clock and the guide, by mouse and by keyboard."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from secondstory_ui.widgets.advice_card import Advice, AdviceCard
from secondstory_ui.widgets.guide_panel import GuidePanel
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.rail import Rail, RailButton
from secondstory_ui.widgets.step_clock import StepClock
from secondstory_ui.widgets.step_list import StepList, StepRow

ROWS = [
    StepRow("prepare", 1, "Prepare", 5, "done"),
    StepRow("timeline", 2, "Timeline", 15, "in-progress"),
    StepRow("impact", 3, "Impact", 5, "attention", optional=True),
]


@dataclass(frozen=True)
class Wanted:
    text: str
    met: bool
    detail: str = ""


@dataclass(frozen=True)
class Found:
    family: str = "counterfactual"
    start: int = 0
    end: int = 11
    text: str = "should have"
    why: str = "It looks back."
    instead: str = "What was shown?"


class Watch:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def steps(qtbot: QtBot) -> StepList:
    made = StepList()
    qtbot.addWidget(made)
    made.set_steps(ROWS, "prepare")
    made.show()
    return made


def test_continue_names_the_next_step_and_goes_there(steps: StepList, qtbot: QtBot) -> None:
    go_on = steps.findChild(QPushButton)
    assert go_on.accessibleName() == "Continue to Timeline"
    with qtbot.waitSignal(steps.step_chosen, timeout=500) as sent:
        qtbot.mouseClick(go_on, Qt.MouseButton.LeftButton)
    assert sent.args == ["timeline"]
    assert steps.current() == "timeline"


def test_the_last_step_has_nothing_to_continue_to(steps: StepList) -> None:
    steps.set_current("impact")
    assert steps.findChild(QPushButton).isHidden()


@pytest.mark.parametrize(("key", "chosen"), [(Qt.Key.Key_Down, "timeline"), (Qt.Key.Key_End, "impact")])
def test_arrows_and_end_choose_a_step(steps: StepList, qtbot: QtBot, key: Qt.Key, chosen: str) -> None:
    listed = steps.findChild(QListWidget)
    steps.activateWindow()
    listed.setFocus()
    qtbot.waitUntil(listed.hasFocus)
    with qtbot.waitSignal(steps.step_chosen, timeout=500) as sent:
        QTest.keyClick(listed, key)
    assert sent.args == [chosen]


def test_a_click_chooses_a_step_once(steps: StepList, qtbot: QtBot) -> None:
    listed = steps.findChild(QListWidget)
    chosen: list[str] = []
    steps.step_chosen.connect(chosen.append)
    place = listed.visualItemRect(listed.item(2)).center()
    qtbot.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == ["impact"]


def test_refreshing_keeps_the_step_and_sends_nothing(steps: StepList, qtbot: QtBot) -> None:
    steps.set_current("timeline")
    with qtbot.assertNotEmitted(steps.step_chosen):
        steps.set_steps(ROWS)
    assert steps.current() == "timeline"


def test_a_step_says_number_name_state_and_minutes(steps: StepList) -> None:
    spoken = steps.findChild(QListWidget).item(2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "3 Impact, Needs a look, 5 min, optional"


def test_the_rail_is_one_tab_stop_with_arrows_inside(qtbot: QtBot) -> None:
    rail = Rail(
        [("reviews", "reviews", "Reviews"), ("actions", "actions", "Actions")], [("settings", "settings", "Settings")]
    )
    qtbot.addWidget(rail)
    rail.show()
    stops = [button for button in rail.findChildren(RailButton) if button.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert [stop.key for stop in stops] == ["reviews"]
    with qtbot.waitSignal(rail.chosen, timeout=500) as sent:
        qtbot.keyClick(stops[0], Qt.Key.Key_End)
    assert sent.args == ["settings"]
    assert rail.current() == "settings"


def test_the_clock_says_what_is_left_and_by_how_much_it_is_over(qtbot: QtBot) -> None:
    watch = Watch()
    clock = StepClock(watch)
    qtbot.addWidget(clock)
    clock.set_step("timeline", 10)
    assert clock.words() == "10 min"
    clock.start()
    watch.seconds = 18
    assert clock.words() == "9:42 left"
    watch.seconds = 11 * 60 + 5
    assert clock.words() == "over by 2 min"
    clock.add_time()
    assert clock.words() == "1:55 left"


def test_the_clock_remembers_each_step(qtbot: QtBot) -> None:
    watch = Watch()
    clock = StepClock(watch)
    qtbot.addWidget(clock)
    clock.set_step("timeline", 10)
    clock.start()
    watch.seconds = 60
    clock.set_step("impact", 5)
    watch.seconds = 90
    clock.pause()
    assert clock.spent() == 30
    clock.set_step("timeline", 10)
    assert clock.spent() == 60


def test_another_review_starts_with_a_fresh_clock(qtbot: QtBot) -> None:
    watch = Watch()
    clock = StepClock(watch)
    qtbot.addWidget(clock)
    clock.set_step("timeline", 10)
    clock.start()
    watch.seconds = 60
    clock.reset()
    clock.set_step("timeline", 15)
    assert clock.words() == "15 min"
    assert not clock.running()


@pytest.fixture
def guide(qtbot: QtBot) -> GuidePanel:
    made = GuidePanel()
    qtbot.addWidget(made)
    made.set_step("timeline", 15, "Walk through what happened.", ["What did people see?"])
    made.show()
    return made


def test_the_guide_shows_instruction_prompts_and_criteria(guide: GuidePanel) -> None:
    guide.set_criteria([Wanted("Five events", True), Wanted("Moments marked", False, "Detection is missing.")])
    texts = _texts(guide)
    assert {"Walk through what happened.", "What did people see?", "Detection is missing."} <= texts
    assert "Done when  ·  1 of 2" in texts


def test_advice_can_be_kept(guide: GuidePanel, qtbot: QtBot) -> None:
    guide.set_advice([Advice(Found(), "Event at 14:16", place=7)])
    keep = next(button for button in guide.findChildren(QPushButton) if button.text() == "Keep as is")
    with qtbot.waitSignal(guide.keep_requested, timeout=500) as sent:
        keep.click()
    assert sent.args[0].place == 7


def test_showing_the_same_advice_again_keeps_the_focus(guide: GuidePanel, qtbot: QtBot) -> None:
    guide.set_advice([Advice(Found())])
    card = guide.findChild(AdviceCard)
    guide.set_advice([Advice(Found())])
    assert guide.findChild(AdviceCard) is card


def test_much_advice_is_counted_not_piled_up(guide: GuidePanel) -> None:
    guide.set_advice([Advice(Found())] * 8)
    assert len(guide.findChildren(AdviceCard)) == 5
    assert "and 3 more in this step" in _texts(guide)


def test_the_guide_folds_and_opens(guide: GuidePanel, qtbot: QtBot) -> None:
    wide = guide.width()
    with qtbot.waitSignal(guide.collapsed, timeout=500):
        guide.set_collapsed(True)
    assert guide.width() < wide / 4
    guide.set_collapsed(False)
    assert guide.width() == wide


def _texts(widget: QWidget) -> set[str]:
    return {label.text() for label in widget.findChildren(Label)}
