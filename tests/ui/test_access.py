"""Every page and dialog, with the sample: named, told apart, readable, reached once, and never wider than its room."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from secondstory.model.enums import MomentKind
from secondstory.model.records import Action, Cause, Event
from secondstory.steps.catalogue import KEYS
from secondstory_ui.dialogs.formats_help import FormatsDialog
from secondstory_ui.dialogs.help import AboutDialog, ShortcutsDialog
from secondstory_ui.dialogs.import_timeline import ImportDialog
from secondstory_ui.dialogs.new_review import NewReviewDialog
from secondstory_ui.page import PageContext
from secondstory_ui.pages.timeline.people_dialog import PeopleDialog
from secondstory_ui.pages.timeline.source_dialog import SourceDialog
from secondstory_ui.pages.timeline.type_moment import TypeMomentDialog
from secondstory_ui.theme.controller import ThemeChoice, ThemeController
from secondstory_ui.widgets.tab_order import tab_stops
from secondstory_ui.window import PLACES, MainWindow
from support.contrast import contrast
from support.mnemonics import doubled_mnemonics
from support.spoken import spoken_names, unclear_names
from support.windows import context, sample_context, window

__all__ = ["context", "sample_context", "window"]

SMALLEST = QSize(1024, 640)
LARGE_TEXT_PT = 14
READABLE = 4.5
DIALOGS = ("new", "import", "shortcuts", "formats", "about", "moment", "source", "people")


@pytest.fixture(params=[*PLACES, *KEYS])
def shown(request: pytest.FixtureRequest, qtbot: QtBot, sample_context: PageContext, window: MainWindow) -> MainWindow:
    """The smallest window at one of its places or steps, with the sample."""
    window.resize(SMALLEST)
    if request.param in PLACES:
        window.show_place(request.param)
    else:
        window.open_sample()
        window.workspace.show_step(request.param)
    settle(qtbot, window)
    return window


@pytest.fixture(params=DIALOGS)
def dialog(request: pytest.FixtureRequest, qtbot: QtBot, window: MainWindow) -> QDialog:
    """One of the dialogs, over the sample."""
    window.open_sample()
    made = make_dialog(request.param, window)
    made.open()
    qtbot.waitUntil(made.isVisible)
    return made


def make_dialog(name: str, window: MainWindow) -> QDialog:
    """A dialog by its name."""
    context, page = window.context, window.workspace.page("timeline")
    event = next(event for event in window.bridge.snapshot.all(Event))
    return {
        "new": lambda: NewReviewDialog(context, window),
        "import": lambda: ImportDialog(context, context.bridge.review_id, (), "14:05 UTC - alert fired", window),
        "shortcuts": lambda: ShortcutsDialog(window.menus.shortcuts(), window),
        "formats": lambda: FormatsDialog(parent=window),
        "about": lambda: AboutDialog("library.db", window),
        "moment": lambda: TypeMomentDialog(page, MomentKind.DETECTED, window),
        "source": lambda: SourceDialog(page, event, window),
        "people": lambda: PeopleDialog(page, window),
    }[name]()


@pytest.fixture(params=[ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.HIGH_CONTRAST])
def worn(request: pytest.FixtureRequest, dressed: ThemeController) -> Iterator[ThemeChoice]:
    """One of the themes, worn before a window is there and until it is gone: to change it with one takes seconds."""
    dressed.choose(request.param)
    yield request.param
    dressed.choose(ThemeChoice.LIGHT)


@pytest.fixture
def large_text(dressed: ThemeController) -> Iterator[None]:
    """The program's text at 14 points, as a system may ask for."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    usual = application.font()
    larger = application.font()
    larger.setPointSizeF(LARGE_TEXT_PT)
    application.setFont(larger)
    yield
    application.setFont(usual)


def settle(qtbot: QtBot, window: MainWindow) -> None:
    """Let what is read in the background arrive, and layouts come to rest."""
    qtbot.waitUntil(lambda: not window.context.jobs.quiet.busy)
    QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    QApplication.processEvents()


def test_every_control_of_a_page_is_named_and_reached_and_has_room(shown: MainWindow) -> None:
    """One test for all that is asked of a page, for opening it takes far longer than asking."""
    assert unclear_names(shown) == []
    assert spoken_names(shown)
    stops = [stop for stop in tab_stops(shown) if stop.isVisible() and stop.isEnabled()]
    assert len(stops) == len(set(stops)) > 0
    assert [stop.objectName() or type(stop).__name__ for stop in stops if not name_of(stop)] == []
    assert doubled_mnemonics(shown) == {}
    assert too_wide(shown) == []


def test_every_control_of_a_dialog_is_named_and_reached(dialog: QDialog) -> None:
    assert unclear_names(dialog) == []
    assert spoken_names(dialog)
    assert doubled_mnemonics(dialog) == {}


def test_no_letter_with_alt_leads_to_two_controls_beside_open_details(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1600, 900)
    window.open_sample()
    found = {}
    for key, kind in (("timeline", Event), ("causes", Cause), ("actions", Action)):
        window.workspace.show_step(key)
        window.workspace.page(key).show_record(next(record.id for record in window.bridge.snapshot.all(kind)))
        settle(qtbot, window)
        found[key] = doubled_mnemonics(window)
    assert found == {"timeline": {}, "causes": {}, "actions": {}}


def test_a_page_never_scrolls_sideways_with_large_text(large_text: None, shown: MainWindow) -> None:
    assert too_wide(shown) == []


def test_every_text_stands_out_from_its_ground(worn: ThemeChoice, qtbot: QtBot, window: MainWindow) -> None:
    window.open_sample()
    faint: set[str] = set()
    for key in KEYS:
        window.workspace.show_step(key)
        settle(qtbot, window)
        faint |= {f"{key}: {words}" for words in faint_texts(window)}
    assert faint == set()


def name_of(control: QWidget) -> str:
    """What is spoken of a control."""
    return control.accessibleName() or str(getattr(control, "text", str)())


def too_wide(window: MainWindow) -> list[str]:
    """Scroll areas whose content is wider than they are."""
    areas = [area for area in window.findChildren(QScrollArea) if area.isVisible()]
    return [
        f"{type(area.parent()).__name__}: {inside.minimumSizeHint().width()} in {area.viewport().width()}"
        for area in areas
        if (inside := area.widget()) is not None and inside.width() > area.viewport().width()
    ]


def faint_texts(window: MainWindow) -> list[str]:
    """Labels whose words stand out less than they must, judged by what is painted of them."""
    picture = window.grab().toImage()
    faint = []
    for label in window.findChildren(QLabel):
        seen = label.visibleRegion().boundingRect()
        if label.text() and seen.height() >= label.fontMetrics().height():  # not the edge of a line scrolled away
            place = seen.translated(label.mapTo(window, QPoint()))
            if stands_out(picture.copy(place)) < READABLE:
                faint.append(label.text())
    return faint


def stands_out(picture: QImage) -> float:
    """The strongest contrast in a picture between its commonest colour, the ground, and any other."""
    width, height = picture.width(), picture.height()
    colours = Counter(picture.pixel(x, y) for y in range(height) for x in range(0, width, 1 + width // 200))
    (ground, _), *_ = colours.most_common(1)
    return max(contrast(QColor(ground), QColor(colour)) for colour in colours)
