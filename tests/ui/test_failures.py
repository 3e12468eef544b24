"""A fault of the program is shown and logged, wherever it happens; garbage is collected in the window's thread."""

import gc
import sys
import threading

import pytest
from pytestqt.qtbot import QtBot

from secondstory.model.errors import UserError
from secondstory.model.progress import Progress
from secondstory_ui.failures import log_file, show_unexpected_with, unexpected
from secondstory_ui.garbage import WindowGarbage
from secondstory_ui.window import MainWindow
from support.windows import context, window

__all__ = ["context", "window"]


def test_a_fault_in_a_job_is_said_and_logged(qtbot: QtBot, window: MainWindow) -> None:
    def work():
        yield Progress(0, 0, "Reading…")
        raise ZeroDivisionError

    with qtbot.waitSignal(window.context.jobs.ended):
        window.context.jobs.start("Read", work, print)
    assert "Something went wrong inside Second Story (ZeroDivisionError)" in window.notices.text()
    assert "ZeroDivisionError" in log_file().read_text(encoding="utf-8")


def test_the_sentence_says_where_the_details_are() -> None:
    error = unexpected(RuntimeError("at the wrong time"))
    assert isinstance(error, UserError)
    assert str(log_file()) in error.remedy


def test_garbage_is_collected_in_the_thread_of_the_window(qtbot: QtBot, window: MainWindow) -> None:
    threads: set[str] = set()

    class Knot:
        def __init__(self) -> None:
            self.itself = self

        def __del__(self) -> None:
            threads.add(threading.current_thread().name)

    keeper = WindowGarbage(window)
    maker = threading.Thread(target=lambda: [Knot() for _ in range(5000)])
    maker.start()
    maker.join()
    assert not threads
    keeper.collect()
    gc.collect()
    assert threads == {threading.current_thread().name}


def test_what_the_program_is_made_of_is_not_looked_through_again(window: MainWindow) -> None:
    keeper = WindowGarbage(window)
    try:
        keeper.set_aside()
        assert gc.get_freeze_count() > 10_000
        assert len(gc.get_objects()) < 1000
    finally:
        gc.unfreeze()


def test_what_people_can_do_something_about_is_said_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[UserError] = []
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    show_unexpected_with(shown.append)
    known = UserError("The library is gone.", "Open another one.")
    for error in (known, ZeroDivisionError()):
        sys.excepthook(type(error), error, None)
    assert shown[0] is known
    assert "ZeroDivisionError" in shown[1].message
