"""Opens the timeline of one very long review in the window and says how long it takes to open, scroll, zoom and search.

Each figure is a line ``figure NAME VALUE``: seconds for opening, milliseconds for the others, megabytes for memory.
"""

import os
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QSize

from secondstory.services.library import open_library
from secondstory_ui.jobs.runner import JobRunner
from secondstory_ui.main import make_application, make_window
from secondstory_ui.pages.timeline.timeline_page import TimelinePage

STEPS = 120
SEARCHES = ("rollback", "rollback token latency", "status page", "no such words", "order", "sync connector queue", "e")
WORD_ROUNDS = 6


def painted() -> None:
    """Let everything happen that is due, until the window has been painted."""
    application.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest)
    application.processEvents()


def rest(jobs: JobRunner) -> None:
    """Let the list of reviews come to rest, as it has when somebody has found the review in it."""
    while jobs.quiet.busy:
        painted()


def milliseconds(act: Callable[[], object]) -> float:
    """How long an act takes until it can be seen."""
    begun = time.perf_counter()
    act()
    painted()
    return (time.perf_counter() - begun) * 1000


def percentile(times: Iterable[float], percent: int) -> float:
    """The time that so many of a hundred do not exceed."""
    return statistics.quantiles(times, n=100, method="inclusive")[percent - 1]


def say(name: str, value: float) -> None:
    """Print a figure."""
    print(f"figure {name} {value:.3f}", flush=True)


def scrolls(page: TimelinePage) -> list[float]:
    """Frames of the table: small steps, and jumps to anywhere."""
    bar = page.table.view.verticalScrollBar()
    small = [milliseconds(lambda: bar.setValue(bar.value() + 60)) for _ in range(STEPS)]
    places = [bar.maximum() * (7 * step % STEPS) // STEPS for step in range(STEPS)]
    return small + [milliseconds(lambda place=place: bar.setValue(place)) for place in places]  # type: ignore[misc]


def zooms(page: TimelinePage) -> list[float]:
    """Frames of the picture: into it, along it, and out of it again."""
    canvas = page.picture.canvas
    bar = canvas.horizontalScrollBar()
    canvas.fit()
    painted()
    frames = []
    for _ in range(STEPS // 6):
        frames.append(milliseconds(canvas.zoom_in))
        frames += [milliseconds(lambda: bar.setValue(bar.value() + bar.singleStep())) for _ in range(4)]
    return frames + [milliseconds(canvas.zoom_out) for _ in range(STEPS // 6)]


def picture_frame(page: TimelinePage, before: object) -> float:
    """The longest that the window stands still while the picture follows."""
    longest = 0.0
    while page.picture.canvas.timeline is before:
        longest = max(longest, milliseconds(lambda: None))
    return max(longest, milliseconds(lambda: None))  # it is painted after it has followed


def searches(page: TimelinePage) -> tuple[list[float], list[float], list[float]]:
    """Searches as Enter starts them: until the first rows are seen, until all are, and how long the picture takes."""
    field = page.table.search

    def search(words: str) -> None:
        field.setText(words)
        field.returnPressed.emit()

    found, ended, drawn = [], [], []
    for words in SEARCHES * WORD_ROUNDS:
        before, begun = page.picture.canvas.timeline, time.perf_counter()
        found.append(milliseconds(lambda words=words: search(words)))  # type: ignore[misc]
        while page.table.model.searching:
            painted()
        ended.append((time.perf_counter() - begun) * 1000)
        drawn.append(picture_frame(page, before))
    return found, ended, drawn


with tempfile.TemporaryDirectory() as folder:
    application = make_application()
    settings = QSettings(str(Path(folder) / "window.ini"), QSettings.Format.IniFormat)
    window = make_window(application, open_library(sys.argv[1]), settings)
    window.resize(QSize(1920, 1080))
    window.show()
    rest(window.context.jobs)
    say("open", milliseconds(lambda: window.open_review(1, "timeline")) / 1000)
    timeline = window.workspace.page("timeline")
    assert isinstance(timeline, TimelinePage)
    say("scroll", percentile(scrolls(timeline), 99))
    say("zoom", percentile(zooms(timeline), 99))
    found, ended, drawn = searches(timeline)
    say("search", percentile(found, 95))
    say("ended", percentile(ended, 95))
    say("picture", percentile(drawn, 95))
    say("memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
    os._exit(0)  # the way out is not measured
