"""What every test stands on: folders of its own, a window without a screen, and a real PostgreSQL on request."""

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from secondstory.services.library import open_library
from support.postgresql import PostgresServer, running_server
from support.xvfb import virtual_display

# The build machines are shared and slow at times: how long one example takes says nothing about the code.
hypothesis.settings.register_profile("secondstory", deadline=None)
hypothesis.settings.load_profile("secondstory")


@pytest.fixture(scope="session", autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Send data, settings and caches of this run, and of every program it starts, into a folder of its own."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for variable in (
            "HOME",
            "USERPROFILE",
            "XDG_DATA_HOME",
            "XDG_CONFIG_HOME",
            "XDG_CACHE_HOME",
            "XDG_STATE_HOME",
            "XDG_RUNTIME_DIR",
            "WIN_PD_OVERRIDE_LOCAL_APPDATA",
            "WIN_PD_OVERRIDE_APPDATA",
        ):
            folder = home / variable.lower()
            folder.mkdir(mode=0o700)
            patch.setenv(variable, str(folder))
        patch.setenv("QT_QPA_PLATFORM", "offscreen")
        patch.delenv("SECONDSTORY_LIBRARY", raising=False)
        yield home


@pytest.fixture(scope="session")
def real_display() -> Iterator[dict[str, str]]:
    """The environment for a program that shall open a real window, on a virtual display."""
    with virtual_display() as environment:
        yield environment


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgresServer]:
    """A real PostgreSQL server, started once for all tests."""
    with running_server() as server:
        yield server


@pytest.fixture(scope="session")
def postgresql_template(postgresql_server: PostgresServer) -> str:
    """The name of a database with a new library, to be copied: that takes half of the time of making one."""
    name = "new_library"
    postgresql_server.run(f"CREATE DATABASE {name}")
    open_library(postgresql_server.url_of(name)).close()
    return name


@pytest.fixture
def postgresql_library_url(postgresql_server: PostgresServer, postgresql_template: str) -> Iterator[str]:
    """The address of a new library."""
    with postgresql_server.new_database(postgresql_template) as url:
        yield url


@pytest.fixture
def postgresql_url(postgresql_server: PostgresServer) -> Iterator[str]:
    """The address of a fresh and empty PostgreSQL database."""
    with postgresql_server.new_database() as url:
        yield url
