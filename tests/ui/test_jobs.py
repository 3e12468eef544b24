"""Long work in a thread of its own: what came of it is handed over when it has ended, so that the next can begin."""

from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from secondstory.model.errors import CancelledError, UserError
from secondstory.model.progress import Progress, Work
from secondstory_ui.jobs.runner import JobRunner


def counting(number: int) -> Work[int]:
    yield Progress(0, 1, "Counting…")
    return number


def failing(error: BaseException) -> Work[int]:
    yield Progress(0, 1, "Counting…")
    raise error


def test_the_next_job_starts_where_the_result_is_handed_over(qtbot: QtBot) -> None:
    jobs, results, refused = JobRunner(), [], []

    def take(number: int) -> None:
        results.append(number)
        if number < 3 and not jobs.start("Count on", partial(counting, number + 1), take):
            refused.append(number)

    assert jobs.start("Count", partial(counting, 1), take)
    qtbot.waitUntil(lambda: len(results) == 3 or bool(refused))
    assert (results, refused) == ([1, 2, 3], [])


def test_the_next_job_starts_where_a_failure_is_handed_over(qtbot: QtBot) -> None:
    jobs, results = JobRunner(), []

    def try_again(_error: UserError) -> None:
        assert jobs.start("Count", partial(counting, 1), results.append)

    jobs.start("Fail", partial(failing, UserError("The disk is full.")), pytest.fail, try_again)
    qtbot.waitUntil(lambda: results == [1])


def test_the_end_of_a_job_is_told_before_its_result(qtbot: QtBot) -> None:
    jobs, told = JobRunner(), []
    jobs.ended.connect(lambda: told.append("ended"))
    with qtbot.waitSignal(jobs.ended):
        jobs.start("Count", partial(counting, 1), told.append)
    assert told == ["ended", 1]


def test_whoever_hears_of_the_end_may_start_the_next_job(qtbot: QtBot) -> None:
    jobs, results = JobRunner(), []
    waiting = [2, 3]
    jobs.ended.connect(lambda: waiting and jobs.start("Count on", partial(counting, waiting.pop(0)), results.append))
    jobs.start("Count", partial(counting, 1), results.append)
    qtbot.waitUntil(lambda: len(results) == 3)
    assert results == [1, 2, 3]


def test_a_cancelled_job_leaves_room_for_the_next(qtbot: QtBot) -> None:
    jobs, told = JobRunner(), []

    def endless() -> Work[int]:
        while True:
            yield Progress(0, 0, "Counting…")

    def go_on(error: UserError) -> None:
        told.append(type(error))
        jobs.start("Count", partial(counting, 1), told.append)

    jobs.start("Count", endless, pytest.fail, go_on)
    jobs.cancel()
    qtbot.waitUntil(lambda: told == [CancelledError, 1])
