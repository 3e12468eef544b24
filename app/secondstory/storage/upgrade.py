"""Bringing a library up to date: migrations run when it is opened, after a copy was put aside.

A new library gets its tables as they are now: running through all migrations takes five times as long.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Column, Engine, MetaData, PrimaryKeyConstraint, String, Table, insert, inspect, text
from sqlalchemy.schema import CreateTable

from secondstory.model.errors import UserError
from secondstory.storage.migrations import HEAD, REVISIONS
from secondstory.storage.search import create_index
from secondstory.storage.tables import metadata

ALEMBIC = Table(
    "alembic_version",
    MetaData(),
    Column("version_num", String(32), nullable=False),
    PrimaryKeyConstraint("version_num", name="alembic_version_pkc"),
)
"""Alembic's own note of how far a database has come, as it would write it."""


def bring_up_to_date(engine: Engine, path: Path | None) -> bool:
    """Create or upgrade the tables of a library; ``path`` is its file, where it is one. True where it was created.

    Raises `UserError` where the library is newer than this program, or is something else.
    """
    current = _revision(engine)
    if current == HEAD:
        return False
    if current is not None and current not in REVISIONS:
        raise UserError(
            f"This library was written by a newer version of Second Story (its format is {current}).",
            "Install the newer version to open it; this version leaves it untouched.",
        )
    if current is None:
        _create(engine)
        return True
    if path is not None:
        copy_aside(path, path.with_name(f"{path.stem}-before-{HEAD}{path.suffix}"))
    _migrate(engine)
    return False


def _revision(engine: Engine) -> str | None:
    with engine.connect() as connection, connection.begin():
        names = inspect(connection).get_table_names()
        found = None
        if "alembic_version" in names:
            found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if names and found is None:
            raise UserError("This database holds something other than a Second Story library.", "Choose another place.")
        return found


def copy_aside(path: Path, copy: Path) -> None:
    """Copy a SQLite library, with all that is committed, while it may be in use."""
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)


def _create(engine: Engine) -> None:
    with engine.execution_options(begin="BEGIN IMMEDIATE").connect() as connection, connection.begin():
        metadata.create_all(connection)
        create_index(connection)
        connection.execute(CreateTable(ALEMBIC))
        connection.execute(insert(ALEMBIC).values(version_num=HEAD))


def _migrate(engine: Engine) -> None:
    # Alembic is loaded only where there is something to do: it would cost a tenth of a second at each start.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "secondstory.storage:migrations")
    with engine.execution_options(begin="BEGIN IMMEDIATE").connect() as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
