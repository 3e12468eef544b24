"""Writes the PDF report of the first review of a library."""

import sys
from pathlib import Path

from secondstory.model.progress import finish
from secondstory.services.library import open_library
from secondstory.services.reports import write_report_of

finish(write_report_of(open_library(sys.argv[1]), 1, Path(sys.argv[2])))
