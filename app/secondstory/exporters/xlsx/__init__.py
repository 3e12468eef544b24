"""The action tracker as an Excel workbook."""

from secondstory.exporters.xlsx.cells import cell_text
from secondstory.exporters.xlsx.tracker import write_tracker

__all__ = ["cell_text", "write_tracker"]
