"""What is asked of an imported record, each in the plainest way that Python knows, and nothing more.

A record is decoded, its time becomes an instant, it is fingerprinted and told once, kept word for word, and its words
are indexed. Kinds, people, secrets, odd times, broken records and whatever else an import has to mind are left out, so
this shows which part of an import's time these steps cost whoever writes them.
"""

import csv
import json
import sqlite3
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import islice
from pathlib import Path

TOGETHER = 20_000
Told = tuple[datetime, str, str, str]


def rows_of_csv(path: Path) -> Iterator[Told]:
    """The instant, the role, the text and all of each row; one without a time is passed over."""
    with path.open(encoding="utf-8", errors="replace", newline="") as file:
        rows = csv.reader(file)
        header = next(rows)
        time, actor, text = (header.index(name) for name in ("time", "actor_role", "text"))
        for row in rows:
            try:
                yield datetime.fromisoformat(row[time]), row[actor], row[text], ",".join(row)
            except (ValueError, IndexError):
                continue


def messages(path: Path) -> Iterator[Told]:
    """The same of the messages of a Slack export."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            for message in json.loads(archive.read(name)) if "/" in name else []:
                at = datetime.fromtimestamp(float(message["ts"]), UTC)
                yield at, message["user"], message["text"], json.dumps(message)


def entries(path: Path) -> Iterator[Told]:
    """The same of log entries of PagerDuty."""
    for entry in json.loads(path.read_bytes())["log_entries"]:
        try:
            at = datetime.fromisoformat(entry["created_at"])
        except ValueError:
            continue
        yield at, (entry.get("agent") or {}).get("summary", ""), entry["summary"], json.dumps(entry)


def import_all(told: Iterator[Told], connection: sqlite3.Connection) -> None:
    """Write what is told, once each."""
    connection.execute(
        "CREATE TABLE event (id INTEGER PRIMARY KEY, time REAL, actor TEXT, text TEXT, raw TEXT, fingerprint BLOB)"
    )
    connection.execute("CREATE VIRTUAL TABLE word USING fts5(text, content='', detail=none)")
    known, number = set(), 0
    while some := list(islice(told, TOGETHER)):
        events = []
        for at, actor, text, raw in some:
            fingerprint = blake2b(f"{at}\x1f{raw}".encode(), digest_size=16).digest()
            if fingerprint not in known:
                known.add(fingerprint)
                number += 1
                events.append((number, at.timestamp(), actor, text, raw, fingerprint))
        connection.executemany("INSERT INTO event VALUES (?, ?, ?, ?, ?, ?)", events)
        connection.executemany("INSERT INTO word (rowid, text) VALUES (?, ?)", [(e[0], e[3]) for e in events])


source, place = Path(sys.argv[1]), Path(sys.argv[2])
place.unlink(missing_ok=True)
readers = {".csv": rows_of_csv, ".zip": messages, ".json": entries}
with closing(sqlite3.connect(place)) as connection, connection:
    import_all(readers[source.suffix](source), connection)
