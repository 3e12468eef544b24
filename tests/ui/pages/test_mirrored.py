"""A window that runs from right to left: rows are mirrored as a whole, pictures of time and effort are not."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QFrame
from pytestqt.qtbot import QtBot

from secondstory.model.enums import CauseLabel
from secondstory_ui.page import PageContext
from secondstory_ui.pages.response.phase_bar import PhaseBar, phases
from secondstory_ui.pages.timeline.picture_columns import PictureColumns
from secondstory_ui.theme.theme import load_theme
from secondstory_ui.widgets.count_bars import Bar, CountBars
from secondstory_ui.widgets.matrix_canvas import MatrixCanvas
from secondstory_ui.widgets.matrix_points import MatrixPoint
from secondstory_ui.widgets.painted_text import mirrored
from secondstory_ui.widgets.splitter import SideBySide
from secondstory_ui.widgets.timeline_canvas import TimelineCanvas
from support.windows import stored

LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.fixture(autouse=True)
def usual_direction(qapp: QApplication) -> Iterator[None]:
    yield
    qapp.setLayoutDirection(LTR)


def test_a_part_of_a_row_stands_as_far_from_the_other_side() -> None:
    frame, part = QRect(100, 0, 200, 20), QRect(110, 2, 16, 16)
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    assert mirrored(painter, frame, part) == part
    for way, left in ((LTR, 110), (RTL, 274)):
        painter.setLayoutDirection(way)
        assert mirrored(painter, frame, part) == QRect(left, 2, 16, 16)
    painter.end()


def test_the_outer_edges_of_parts_side_by_side_are_seen(qtbot: QtBot, qapp: QApplication) -> None:
    qapp.setLayoutDirection(RTL)
    split = SideBySide()
    qtbot.addWidget(split)
    for _ in range(2):
        split.addWidget(QFrame())
    split.resize(800, 100)
    split.show()
    assert all(split.rect().contains(split.widget(number).geometry()) for number in range(2))


def test_time_and_effort_run_to_the_right(qtbot: QtBot, qapp: QApplication, sample_context: PageContext) -> None:
    snapshot = stored(sample_context)
    points = [MatrixPoint(1, 1, "Practise the failover", 4, 2, CauseLabel.SYSTEMIC), MatrixPoint(2, 2, "Measure it")]
    canvas, bar, matrix = TimelineCanvas(), PhaseBar(), MatrixCanvas()
    for widget in (canvas, bar, matrix):
        qtbot.addWidget(widget)
        widget.resize(700, 600)
        widget.show()
    canvas.set_timeline(PictureColumns().of(snapshot, b"\1" * len(snapshot.events)))
    canvas.fit()
    matrix.set_points(points)
    bar.show_phases(phases(snapshot), snapshot)
    drawn = []
    for way in (LTR, RTL):
        qapp.setLayoutDirection(way)
        drawn.append([widget.grab().toImage() for widget in (canvas.viewport(), bar, matrix)])
    assert drawn[0] == drawn[1]


def test_bars_of_counts_grow_from_the_side_of_their_names(qtbot: QtBot, qapp: QApplication) -> None:
    accent = load_theme("light").color("accent")
    for way in (LTR, RTL):
        qapp.setLayoutDirection(way)
        bars = CountBars([Bar("", 1), Bar("", 4)])
        qtbot.addWidget(bars)
        stroke = bars.layout().itemAtPosition(0, 1).widget()
        drawn = stroke.grab().toImage()
        middle = drawn.height() // 2
        sides = [drawn.pixelColor(x, middle) == accent for x in (8, drawn.width() - 8)]
        assert sides == [way is LTR, way is RTL]
