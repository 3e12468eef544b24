"""Work in the window's own thread, in steps, while nothing else is to be done."""

from pytestqt.qtbot import QtBot

from secondstory.model.progress import Progress, Work
from secondstory_ui.jobs.idle import QUIET_MS, IdleWork


def counting(steps: list[int], to: int) -> Work[int]:
    for number in range(to):
        steps.append(number)
        yield Progress(number, to, "")
    return to


def test_a_work_is_done_to_its_end(qtbot: QtBot) -> None:
    idle, steps, done = IdleWork(), list[int](), list[int]()
    idle.run(counting(steps, 5), done.append)
    qtbot.waitUntil(lambda: done == [5])
    assert steps == [0, 1, 2, 3, 4]


def test_another_work_takes_its_place(qtbot: QtBot) -> None:
    idle, steps, done = IdleWork(), list[int](), list[int]()
    idle.run(counting([], 9), done.append)
    idle.run(counting(steps, 2), done.append)
    qtbot.waitUntil(lambda: done == [2])
    assert steps == [0, 1]


def test_it_waits_while_somebody_scrolls_and_goes_on_afterwards(qtbot: QtBot) -> None:
    idle, steps, done = IdleWork(), list[int](), list[int]()
    idle.run(counting(steps, 3), done.append)
    for _ in range(3):
        idle.wait()
        qtbot.wait(QUIET_MS // 3)
    assert steps == []
    qtbot.waitUntil(lambda: done == [3])


def test_waiting_begins_nothing(qtbot: QtBot) -> None:
    idle, steps = IdleWork(), list[int]()
    idle.run(counting(steps, 3), lambda _: None)
    idle.stop()
    idle.wait()
    qtbot.wait(QUIET_MS + 100)
    assert steps == []
