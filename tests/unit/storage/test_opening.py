"""Opening a library: new, old, newer, foreign, broken."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, Row, create_engine, make_url, text

from secondstory.model.errors import UserError
from secondstory.services.library import Library, check_library, open_library
from secondstory.storage import upgrade
from secondstory.storage.migrations import HEAD, REVISIONS
from secondstory.storage.tables import metadata
from support.libraries import only_review, started_review

DATABASES = Path(__file__).parents[2] / "data" / "databases"


def test_a_new_library_has_a_playbook(library: Library) -> None:
    started_review(library)
    snapshot = only_review(library)
    assert {window.target for window in snapshot.windows} >= {"triage", "decision"}
    assert snapshot.glossary
    assert snapshot.roles


def test_a_new_library_is_sound(library: Library) -> None:
    started_review(library)
    assert check_library(library) == []


def engine_of(library: Library) -> Engine:
    url = make_url(library.place) if "://" in library.place else make_url(f"sqlite:///{library.place}")
    return create_engine(url)


def index_of_words(connection: Connection) -> list[Row[Any]]:
    """What a database says of the index of words, which no metadata know."""
    statement = "SELECT type, name, sql FROM sqlite_master WHERE name LIKE '%event\\_search%' ESCAPE '\\' ORDER BY name"
    if connection.dialect.name == "postgresql":
        statement = (
            "SELECT 'column', column_name, data_type || is_nullable FROM information_schema.columns"
            " WHERE table_name = 'event_search' UNION"
            " SELECT 'index', indexname, indexdef FROM pg_indexes WHERE tablename = 'event_search' ORDER BY 1, 2"
        )
    return list(connection.execute(text(statement)))


def test_the_migrations_make_what_a_new_library_gets(library: Library) -> None:
    engine = engine_of(library)
    with engine.begin() as connection:
        created = index_of_words(connection)
        connection.execute(text("DROP TABLE event_search"))
        metadata.drop_all(connection)
        connection.execute(text("DROP TABLE alembic_version"))
    upgrade._migrate(engine)
    with engine.connect() as connection:
        opts = {"compare_type": True, "include_name": lambda name, _kind, _parents: "event_search" not in (name or "")}
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, metadata) == []
        assert context.get_current_revision() == HEAD
        assert index_of_words(connection) == created
        assert len(created) > 1
    engine.dispose()


def test_the_revisions_are_those_of_the_scripts() -> None:
    scripts = ScriptDirectory("app/secondstory/storage/migrations").walk_revisions()
    assert tuple(reversed([script.revision for script in scripts])) == REVISIONS


def test_every_released_schema_has_an_old_library() -> None:
    assert {path.stem for path in DATABASES.glob("*.db")} >= set(REVISIONS)


@pytest.mark.parametrize("revision", REVISIONS)
def test_an_old_library_still_opens(revision: str, tmp_path: Path) -> None:
    copy = tmp_path / "library.db"
    copy.write_bytes((DATABASES / f"{revision}.db").read_bytes())
    library = open_library(str(copy))
    assert only_review(library).review.title
    assert check_library(library) == []
    library.close()


def test_an_upgrade_puts_a_copy_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "library.db"
    open_library(str(place)).close()
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0000'")
        connection.commit()
    monkeypatch.setattr("secondstory.storage.upgrade.REVISIONS", ("0000", *REVISIONS))
    monkeypatch.setattr("secondstory.storage.upgrade._migrate", lambda _engine: None)
    open_library(str(place)).close()
    assert (tmp_path / f"library-before-{HEAD}.db").exists()


def test_a_newer_library_is_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "library.db"
    open_library(str(place)).close()
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(UserError, match="newer version of Second Story"):
        open_library(str(place))


def test_something_else_is_not_taken_for_a_library(tmp_path: Path) -> None:
    place = tmp_path / "other.db"
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("CREATE TABLE recipe (id INTEGER)")
    with pytest.raises(UserError, match="something other"):
        open_library(str(place))


def test_a_text_file_is_not_a_library(tmp_path: Path) -> None:
    place = tmp_path / "notes.txt"
    place.write_text("Not a database, just notes that are long enough to be looked at. " * 20)
    with pytest.raises(UserError, match="not a Second Story library"):
        open_library(str(place))


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="can't be opened"):
        open_library(str(tmp_path / "file" / "library.db"))


def test_an_unreachable_server_is_said() -> None:
    with pytest.raises(UserError, match="can't be used"):
        open_library("postgresql://nobody@127.0.0.1:1/none")


def test_another_kind_of_server_is_refused() -> None:
    with pytest.raises(UserError, match="can't be kept"):
        open_library("mysql://localhost/reviews")


def test_a_damaged_library_is_said_to_be_damaged(tmp_path: Path) -> None:
    place = tmp_path / "library.db"
    open_library(str(place)).close()
    content = bytearray(place.read_bytes())
    content[4096:] = b"\x5a" * (len(content) - 4096)
    place.write_bytes(content)
    with pytest.raises(UserError, match="damaged"):
        open_library(str(place))


def test_a_library_that_somebody_else_writes_to_is_said_to_be_busy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("secondstory.storage.library.BUSY_TIMEOUT_MS", 10)
    place = tmp_path / "library.db"
    library = open_library(str(place))
    with closing(sqlite3.connect(place, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(UserError, match="Another program is writing"):
            started_review(library)
    library.close()


def test_a_text_that_cannot_be_stored_is_said_and_stores_nothing(library: Library) -> None:
    with pytest.raises(UserError, match="half of a character"):
        started_review(library, "Broken \ud800 emoji")


@pytest.mark.parametrize("address", ["postgresql://host:port/x", "://"])
def test_a_wrong_address_is_said(address: str) -> None:
    with pytest.raises(UserError, match="no address"):
        open_library(address)


def test_tables_without_a_revision_are_no_library(tmp_path: Path) -> None:
    place = tmp_path / "library.db"
    open_library(str(place)).close()
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("DELETE FROM alembic_version")
        connection.commit()
    with pytest.raises(UserError, match="something other"):
        open_library(str(place))
