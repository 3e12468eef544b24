"""The search of Home looks inside reviews, and leads to what it finds there."""

from pathlib import Path
from threading import Event as Gate

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from secondstory.model.enums import ReviewKind
from secondstory.model.records import Cause, Event
from secondstory.services import causes, reviews, timeline
from secondstory.services.library import Library
from secondstory.services.search import Hit, search
from secondstory_ui.models.hit_list import ROW_ROLE
from secondstory_ui.page import PageContext
from secondstory_ui.pages.home.home_page import HomePage
from secondstory_ui.pages.timeline.timeline_page import TimelinePage
from secondstory_ui.window import MainWindow
from support.reviews import at
from support.spoken import unclear_names
from support.timelines import import_text
from support.windows import show_page, stored

QUEUE = "time,title\n2026-05-04T14:05:00Z,Queue is growing\n2026-05-04T14:20:00Z,Queue is empty\n"


@pytest.fixture
def library(context: PageContext, tmp_path: Path) -> Library:
    """An incident with two events about a queue, and a drill with a cause about one."""
    library = context.bridge.library
    incident = reviews.start_review(library, "Orders stopped").rows[0].record.id
    import_text(library, incident, tmp_path, QUEUE)
    drill = reviews.start_review(library, "Vendor drill", ReviewKind.DRILL).rows[0].record.id
    causes.add_cause(library, Cause(review_id=drill, text="Nobody watches the queue"))
    return library


@pytest.fixture
def home(qtbot: QtBot, context: PageContext, library: Library) -> HomePage:
    page = HomePage(context)
    show_page(qtbot, page)
    return page


def look_for(qtbot: QtBot, page: HomePage, words: str) -> None:
    page.filters.search.setFocus()
    page.filters.search.setText(words)
    qtbot.keyClick(page.filters.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not page._waiting)


def found(page: HomePage) -> list[str]:
    model = page.results.model
    rows = [model.index(row).data(ROW_ROLE) for row in range(model.rowCount())]
    return [row.text if row.hit else f"# {row.text}" for row in rows]


def test_what_is_found_is_listed_review_by_review(qtbot: QtBot, home: HomePage) -> None:
    look_for(qtbot, home, "queue")
    assert found(home) == [
        "# R-2 Vendor drill",
        "Nobody watches the queue",
        "# R-1 Orders stopped",
        "Queue is empty",
        "Queue is growing",
    ]
    assert home.results.heading.text() == "Found in 3 more places"
    assert not home.list.isVisible()
    assert unclear_names(home) == []


def test_reviews_that_fit_stand_beside_what_is_inside_of_others(
    qtbot: QtBot, context: PageContext, home: HomePage
) -> None:
    timeline.add_event(context.bridge.library, Event(review_id=1, title="The vendor answers", occurred_at=at("14:30")))
    look_for(qtbot, home, "vendor")
    assert home.list.isVisible()
    assert home.model.index(0).data() == "Vendor drill"
    assert found(home) == ["# R-1 Orders stopped", "The vendor answers"]


def test_arrows_and_enter_open_the_review_at_the_event(qtbot: QtBot, home: HomePage) -> None:
    look_for(qtbot, home, "queue")
    opened = []
    home.navigate.connect(lambda key, review_id: opened.append((key, review_id)))
    qtbot.keyClick(home.filters.search, Qt.Key.Key_Down)
    assert QApplication.focusWidget() is home.results.view or home.results.view.currentIndex().row() == 1
    for _ in range(2):
        qtbot.keyClick(home.results.view, Qt.Key.Key_Down)
    qtbot.keyClick(home.results.view, Qt.Key.Key_Return)
    qtbot.keyClick(home.results.view, Qt.Key.Key_Up)
    qtbot.keyClick(home.results.view, Qt.Key.Key_Return)
    assert opened == [("review/timeline/2", 1), ("review", 1)]


def test_esc_goes_back_to_the_words_and_then_clears_them(qtbot: QtBot, home: HomePage) -> None:
    look_for(qtbot, home, "queue")
    home.results.view.begin()
    with qtbot.waitSignal(home.results.view.left):
        qtbot.keyClick(home.results.view, Qt.Key.Key_Escape)
    assert home.filters.search.text() == "queue"
    qtbot.keyClick(home.filters.search, Qt.Key.Key_Escape)
    assert not home.results.isVisible()
    assert home.list.isVisible()
    assert home.model.rowCount() == 2


def test_the_other_filters_hold_inside_of_reviews_too(qtbot: QtBot, home: HomePage) -> None:
    look_for(qtbot, home, "queue")
    home.filters.kind.set_value(ReviewKind.DRILL)
    home.filters.changed.emit()
    assert found(home) == ["# R-2 Vendor drill", "Nobody watches the queue"]


def test_the_line_is_told_where_the_title_does_not_say_why(qtbot: QtBot, context: PageContext, home: HomePage) -> None:
    told = "Three things were said.\nThe zebra was asleep.\nNobody minded."
    timeline.add_event(context.bridge.library, Event(review_id=1, title="Notes", body=told, occurred_at=at("14:30")))
    look_for(qtbot, home, "zebra")
    spoken = home.results.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.endswith("2026-05-04 14:30, Notes, The zebra was asleep.")


def test_nothing_found_is_a_sentence(qtbot: QtBot, home: HomePage) -> None:
    look_for(qtbot, home, "zebra")
    assert home._no_match.isVisible()
    assert "in none of them do these words stand" in home._no_match._why.text()


def test_what_was_typed_last_counts(qtbot: QtBot, home: HomePage, monkeypatch: pytest.MonkeyPatch) -> None:
    gate = Gate()

    def held(library: Library, words: str) -> tuple[Hit, ...]:
        gate.wait(20)
        return search(library, words)

    monkeypatch.setattr("secondstory_ui.pages.home.home_page.search", held)
    for words in ("growing", "empty"):
        home.filters.search.setText(words)
        home.filters.search.returnPressed.emit()
    assert home.context.jobs.prompt.busy
    gate.set()
    qtbot.waitUntil(lambda: not home._waiting and not home.context.jobs.prompt.busy)
    assert found(home) == ["# R-1 Orders stopped", "Queue is empty"]


def test_what_goes_into_the_bin_is_not_found_any_more(qtbot: QtBot, context: PageContext, home: HomePage) -> None:
    look_for(qtbot, home, "queue")
    context.bridge.act(reviews.bin_review, 1)
    qtbot.waitUntil(lambda: not home._waiting)
    assert found(home) == ["# R-2 Vendor drill", "Nobody watches the queue"]


def test_the_window_opens_the_event_and_keeps_the_search_for_the_way_back(
    qtbot: QtBot, library: Library, window: MainWindow
) -> None:
    home = window.stack.currentWidget()
    assert isinstance(home, HomePage)
    home.refresh(None)
    look_for(qtbot, home, "growing")
    home.results.view.begin()
    qtbot.keyClick(home.results.view, Qt.Key.Key_Return)
    page = window.workspace.page("timeline")
    assert isinstance(page, TimelinePage)
    assert [event.title for event in page.table.selected_events()] == ["Queue is growing"]
    assert stored(window.context).review.title == "Orders stopped"
    window.show_place("home")
    assert home.filters.search.text() == "growing"
    assert found(home) == ["# R-1 Orders stopped", "Queue is growing"]
