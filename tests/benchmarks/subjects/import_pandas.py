"""The floor of the import: pandas reads the same file and writes it into a new SQLite file."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pandas as pd

place = Path(sys.argv[2])
place.unlink(missing_ok=True)
with closing(sqlite3.connect(place)) as connection:
    pd.read_csv(sys.argv[1]).to_sql("event", connection, index=False)
