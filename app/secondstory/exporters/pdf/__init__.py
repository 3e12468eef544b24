"""The report as a PDF: fonts, measuring, boxes, pages. Loaded only when a PDF is written."""
