"""The tables of a library, apart from what is in them."""

import subprocess
import sys

from secondstory.storage.tables import metadata


def test_what_points_at_events_is_indexed() -> None:
    """Cancelling an import deletes its events; a database looks up all that may point at each of them."""
    for table in metadata.tables.values():
        indexed = {index.columns[0].name for index in table.indexes}
        pointing = {key.parent.name for key in table.foreign_keys if key.target_fullname == "event.id"}
        assert pointing <= indexed, table.name


def test_the_tables_load_no_other_database() -> None:
    program = "import secondstory.storage.tables, sys; sys.exit('sqlalchemy.dialects.postgresql' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
