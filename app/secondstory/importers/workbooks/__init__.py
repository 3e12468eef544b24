"""Workbooks of spreadsheet programs: what they hold, sheet by sheet, and whether they may be opened at all."""
