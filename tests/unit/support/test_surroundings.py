"""The surroundings that other tests rely on."""

import os
import subprocess
import sys
from pathlib import Path

import platformdirs
import psycopg
import pytest

OPEN_A_WINDOW = """
from PySide6.QtWidgets import QApplication, QWidget
application = QApplication([])
window = QWidget()
window.show()
while not window.isActiveWindow():
    window.activateWindow()  # asked once, it may come before the window is there
    application.processEvents()
print(application.platformName())
"""


def test_the_users_own_folders_are_out_of_reach(own_folders: Path) -> None:
    for folder in (
        platformdirs.user_data_path("x"),
        platformdirs.user_config_path("x"),
        platformdirs.user_cache_path("x"),
    ):
        assert folder.is_relative_to(own_folders)


def test_windows_are_drawn_without_a_screen_by_default() -> None:
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"


@pytest.mark.xvfb
def test_a_real_window_opens_on_the_virtual_display(real_display: dict[str, str]) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", OPEN_A_WINDOW], env=real_display, capture_output=True, text=True, timeout=60, check=True
    )

    assert ran.stdout.strip() == "xcb"


@pytest.mark.postgresql
@pytest.mark.parametrize("turn", ["first", "second"])
def test_every_test_gets_an_empty_database(postgresql_url: str, turn: str) -> None:
    with psycopg.connect(postgresql_url) as connection:
        connection.execute("CREATE TABLE review (id integer)")
        tables = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone()

    assert tables == (1,)
