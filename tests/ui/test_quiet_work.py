"""Readings in the background: one at a time, the one asked for last first."""

from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from secondstory.model.errors import UserError
from secondstory_ui.jobs.quiet import QuietWork
from secondstory_ui.jobs.runner import JobRunner


def test_what_was_asked_for_last_is_read_first(qtbot: QtBot) -> None:
    work, gate, order = QuietWork(), Event(), []
    work.run(gate.wait, lambda _: None, lambda _: None)
    for number in range(3):
        work.run(lambda number=number: number, order.append, lambda _: None)
    gate.set()
    qtbot.waitUntil(lambda: len(order) == 3)
    assert order == [2, 1, 0]


def test_a_failure_is_handed_over(qtbot: QtBot) -> None:
    def fail() -> None:
        raise UserError("The review is gone.")

    work, failures = QuietWork(), []
    work.run(fail, lambda _: pytest.fail("it must not succeed"), failures.append)
    qtbot.waitUntil(lambda: len(failures) == 1)
    assert failures[0].message == "The review is gone."


def test_stopping_waits_for_what_runs_and_drops_the_rest(qtbot: QtBot) -> None:
    work, ran = QuietWork(), []
    work.run(lambda: ran.append(1), lambda _: None, lambda _: None)
    work.run(lambda: ran.append(2), lambda _: None, lambda _: None)
    work.stop()
    assert ran == [1]


def test_a_fault_of_the_program_is_handed_over_as_a_sentence(qtbot: QtBot) -> None:
    work, failures = QuietWork(), []
    work.run(lambda: 1 // 0, lambda _: pytest.fail("it must not succeed"), failures.append)
    qtbot.waitUntil(lambda: len(failures) == 1)
    assert "ZeroDivisionError" in failures[0].message


def test_what_somebody_waits_for_does_not_wait_for_the_rest(qtbot: QtBot) -> None:
    jobs, gate, done = JobRunner(), Event(), []
    jobs.quiet.run(gate.wait, lambda _: None, lambda _: None)
    jobs.prompt.run(lambda: 1, done.append, lambda _: None)
    qtbot.waitUntil(lambda: done == [1])
    assert jobs.quiet.busy
    gate.set()
    jobs.stop()
