"""The floor of the report: a bare LongTable of reportlab with the same rows, each text a wrapped paragraph."""

import sys
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

from secondstory.model.names import name_of
from secondstory.services.library import open_library
from secondstory.services.reviews import snapshot
from secondstory.timeline.clock import format_event_time

review = snapshot(open_library(sys.argv[1]), 1)
style = getSampleStyleSheet()["BodyText"]
rows = [
    [
        format_event_time(e, review.zone, seconds=True),
        name_of(e.kind),
        e.role,
        Paragraph(escape(e.title), style),
        e.locator,
    ]
    for e in review.shown_events
]
table = LongTable(rows, colWidths=[100, 75, 90, 200, 40])
SimpleDocTemplate(sys.argv[2], pagesize=A4).build([table])
