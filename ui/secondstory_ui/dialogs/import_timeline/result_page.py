"""What an import did, or would do: its figures, and behind each figure the list that it counts."""

from collections.abc import Sequence
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from secondstory.model.draft import Draft
from secondstory.services.import_preview import event_of
from secondstory.services.importing import ImportReport, SourceReport
from secondstory.timeline.clock_offset import format_offset
from secondstory_ui.models.text_table import ShortInTheMiddle, TextTableModel, column_width, text_table
from secondstory_ui.text import counted, figure, shown_error, shown_event_time, shown_name, shown_text
from secondstory_ui.widgets.buttons import Button, secondary_button
from secondstory_ui.widgets.flow import FlowLayout
from secondstory_ui.widgets.labels import Label

Row = tuple[str, ...]
FigureList = tuple[str, int, list[Row], str]
"""What a figure says, how many it counts, the rows that are at hand, and the heading of their last column."""

LAST = 4
KIND_WIDTH, REASON_WIDTH = 130, 340


class ResultPage(QWidget):
    """The figures are buttons; the table below shows what the pressed one counts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading, self._notes = Label("", "heading", wrap=True), Label("", "body", "muted", wrap=True)
        self._figures = QWidget()
        self._flow = FlowLayout(self._figures)
        self._group: QButtonGroup | None = None
        headings = (self.tr("File"), self.tr("Place"), self.tr("Time"), self.tr("What it says"), self.tr("Note"))
        self.rows = TextTableModel(headings, self)
        self.table = text_table(self.rows, self.tr("What the figure counts"), (190, 120, 164, 0, KIND_WIDTH), 3)
        for place in (0, 1):
            self.table.setItemDelegateForColumn(place, ShortInTheMiddle(self.table))
        self._more = Label("", "small", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (self._heading, self._notes, self._figures):
            column.addWidget(widget)
        column.addWidget(self.table, 1)
        column.addWidget(self._more)

    def show_report(self, report: ImportReport, bundles: Sequence[str] = (), *, expected: bool = False) -> None:
        """Show what became of the files; ``bundles`` are the titles of whole reviews that were added.

        ``expected``: nothing is imported yet, and this is what would be.
        """
        sources = report.sources
        read = sum(source.read for source in sources)
        self._heading.setText(self._headline(report, read, expected=expected))
        self._notes.setText(" ".join([*self._assumed(report), *self._told_reviews(bundles)]))
        self._notes.setVisible(bool(self._notes.text()))
        zone = ZoneInfo(report.review.timezone)
        self._flow.clear()
        self._group = QButtonGroup(self)
        first: Button | None = None
        for words, count, rows, last in self._lists(report, zone):
            button = secondary_button(words)
            button.setCheckable(True)
            button.setEnabled(count > 0)
            button.clicked.connect(partial(self._show_rows, rows, count, last))
            self._group.addButton(button)
            self._flow.addWidget(button)
            first = first or (button if count else None)
        if first is not None:
            first.click()
        else:
            self._show_rows([], 0, "")

    def _headline(self, report: ImportReport, read: int, *, expected: bool) -> str:
        files = counted(len(report.sources), self.tr("1 file"), self.tr("{n} files"))
        events = counted(read, self.tr("1 event"), self.tr("{n} events"))
        if expected:
            words = self.tr("Nothing is imported yet. {events} would be read from {files}:")
            return words.format(events=events, files=files)
        title = f"{report.review.ref} {report.review.title}".strip()
        return self.tr("{events} read from {files} into {review}").format(events=events, files=files, review=title)

    def _assumed(self, report: ImportReport) -> list[str]:
        notes = []
        for source in report.sources:
            if source.zones:
                words = self.tr("{file} names no zone for some times: {zone} was assumed.")
                notes.append(words.format(file=source.file, zone=", ".join(sorted(source.zones))))
            if source.clock_offset:
                words = self.tr("The clock of {file} was off: {offset} was added to its times.")
                notes.append(words.format(file=source.file, offset=format_offset(source.clock_offset)))
            if source.undated:
                words = self.tr("In {file}, {events} no time and stand where the file tells them.")
                events = counted(source.undated, self.tr("1 event has"), self.tr("{n} events have"))
                notes.append(words.format(file=source.file, events=events))
        return notes

    def _told_reviews(self, bundles: Sequence[str]) -> list[str]:
        return [self.tr("Added as a review of its own: {titles}.").format(titles=", ".join(bundles))] if bundles else []

    def _lists(self, report: ImportReport, zone: ZoneInfo) -> list[FigureList]:
        sources = report.sources
        added = sum(source.added for source in sources)
        known = sum(source.duplicates for source in sources)
        unread: list[Row] = [(s.file, u.locator, "", u.raw, shown_text(u.reason)) for s in sources for u in s.unread]
        remarks: list[Row] = [(s.file, place, "", shown_text(words), "") for s in sources for place, words in s.remarks]
        left_out: list[Row] = [(file.name, "", "", "", shown_error(error)) for file, error in report.left_out]
        changed = sum(source.updated for source in sources)
        here, later = self.tr("in the review already"), self.tr("brings an event up to date; what was edited stays")
        kind, note, reason = self.tr("Kind"), self.tr("Note"), self.tr("Why it was not read")
        lists: list[FigureList] = [
            (self.tr("{n} new"), added, [self._event(s, d, zone) for s in sources for d in s.new], kind),
            (
                self.tr("{n} changed"),
                changed,
                [self._event(s, d, zone, later) for s in sources for d in s.changed],
                note,
            ),
            (self.tr("{n} duplicates"), known, [self._event(s, d, zone, here) for s in sources for d in s.known], note),
            (self.tr("{n} unread"), len(unread), unread, reason),
        ]
        if left_out:
            words = counted(len(left_out), self.tr("1 file left out"), self.tr("{n} files left out"))
            lists.append((words, len(left_out), left_out, self.tr("Why it was left out")))
        if remarks:
            words = counted(len(remarks), self.tr("1 remark"), self.tr("{n} remarks"))
            lists.append((words, len(remarks), remarks, ""))
        return [(words.format(n=figure(count)), count, rows, last) for words, count, rows, last in lists]

    def _event(self, source: SourceReport, draft: Draft, zone: ZoneInfo, why: str = "") -> Row:
        event = event_of(draft, 0)
        time = shown_event_time(event, zone, seconds=bool(event.occurred_at and event.occurred_at.second))
        return (source.file, draft.locator, time, draft.title, why or shown_name(draft.kind))

    def _show_rows(self, rows: list[Row], count: int, last: str, *_: object) -> None:
        self.rows.set_rows(rows)
        self.rows.set_heading(LAST, last)
        self.table.setColumnHidden(LAST, not last)
        reasons = last not in (self.tr("Kind"), "")
        self.table.setColumnWidth(LAST, column_width(self.table, REASON_WIDTH if reasons else KIND_WIDTH))
        left = count - len(rows)
        self._more.setText(self.tr("and {n} more, in the timeline").format(n=figure(left)) if left > 0 else "")
        self._more.setVisible(left > 0)
