"""The floor of the tracker: openpyxl in its write-only mode writes the same cells without any dress."""

import sys
from datetime import date
from pathlib import Path

from many_actions import many_actions
from openpyxl import Workbook, load_workbook

from secondstory.exporters.xlsx import write_tracker
from secondstory.model.progress import finish

place, amount, cells = Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3])
if not cells.exists():  # the first, uncounted round takes the cells from a tracker of ours
    import pickle

    finish(write_tracker((many_actions(amount),), place, date(2026, 5, 4)))
    book = load_workbook(place, read_only=True)
    cells.write_bytes(pickle.dumps([list(row) for row in book["Actions"].iter_rows(values_only=True)]))
else:
    import pickle

    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Actions")
    many_actions(amount)
    for row in pickle.loads(cells.read_bytes()):
        sheet.append(row)
    workbook.save(place)
