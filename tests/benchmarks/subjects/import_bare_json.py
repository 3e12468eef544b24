"""The floor of an import of JSON: the standard library decodes the records and SQLite takes them, and nothing else."""

import json
import sqlite3
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path


def records(path: Path) -> Iterator[tuple[str, str, str]]:
    """The id or name, the time and the text of each record."""
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                found = json.loads(archive.read(name)) if "/" in name else []
                yield from ((message["user"], message["ts"], message["text"]) for message in found)
    else:
        for entry in json.loads(path.read_bytes())["log_entries"]:
            yield entry["id"], entry["created_at"], entry["summary"]


place = Path(sys.argv[2])
place.unlink(missing_ok=True)
with closing(sqlite3.connect(place)) as connection, connection:
    connection.execute("CREATE TABLE event (id TEXT, time TEXT, text TEXT)")
    connection.executemany("INSERT INTO event VALUES (?, ?, ?)", records(Path(sys.argv[1])))
