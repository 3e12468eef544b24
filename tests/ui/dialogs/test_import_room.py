"""The import dialog where room is scarce: the choices stay whole, and the records in view."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from secondstory_ui.dialogs.import_timeline import ImportDialog
from secondstory_ui.page import PageContext
from support.timelines import ROWS
from support.windows import settled


@pytest.mark.parametrize("points", [10.0, 14.0])
@pytest.mark.parametrize("height", [560, 680, 860])
def test_no_choice_is_squeezed_and_some_records_are_seen(
    qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int, height: int, points: float
) -> None:
    usual, larger = QApplication.font(), QApplication.font()
    larger.setPointSizeF(points)
    QApplication.setFont(larger)
    try:
        path = tmp_path / "alerts.csv"
        path.write_text(ROWS.replace("Z,", ","), encoding="utf-8")
        dialog = ImportDialog(context, review_id, [path])
        qtbot.addWidget(dialog)
        dialog.show()
        panel = settled(qtbot, dialog).choose.panel
        panel.columns.setChecked(True)
        dialog.resize(1160, height)
        qtbot.waitUntil(lambda: panel.table.viewport().height() > 2 * panel.table.rowHeight(0))
        boxes = [panel.format, panel.zone, *map(panel.mapping.box, ("occurred_at", "key"))]
        assert all(box.height() >= box.minimumSizeHint().height() for box in boxes)
        qtbot.waitUntil(lambda: not context.jobs.quiet.busy and not context.jobs.prompt.busy)
    finally:
        QApplication.setFont(usual)


def test_on_a_small_screen_no_box_is_cut_and_what_happened_is_readable(
    qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
) -> None:
    path = tmp_path / "alerts.csv"
    path.write_text(ROWS, encoding="utf-8")
    dialog = ImportDialog(context, review_id, [path])
    qtbot.addWidget(dialog)
    dialog.show()
    panel = settled(qtbot, dialog).choose.panel
    panel.columns.setChecked(True)
    for width in (1160, 900, 1160):
        dialog.resize(width, 640)
        area = panel._mapping_area.viewport()
        qtbot.waitUntil(lambda area=area: panel.mapping.width() <= area.width())
        assert panel.table.columnWidth(5) > 0.25 * panel.table.viewport().width()
    assert panel.mapping._columns_shown == 4
    qtbot.waitUntil(lambda: not context.jobs.quiet.busy and not context.jobs.prompt.busy)
