"""The summary: what was counted when the file was written, and formulas that follow its edits."""

from collections.abc import Iterable

from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from secondstory.exporters.xlsx.cells import Pen, row_height
from secondstory.exporters.xlsx.rows import CLOSED, quadrant_names
from secondstory.exporters.xlsx.totals import Totals
from secondstory.exporters.xlsx.words import letter, names_of, say
from secondstory.model.enums import ActionStatus, Quadrant
from secondstory.model.names import name_of
from secondstory.priority.quadrants import CUT

WIDTHS = (44, 18, 12)
OWNERS = 40
"""How many owners are listed by name."""


def write(sheet: WriteOnlyWorksheet, totals: Totals) -> None:
    """Write the counts, section by section."""
    page = _Page(sheet, totals)
    page.begin()
    page.line(say("summary", "total"), totals.actions, f'SUMPRODUCT(--({page.cells("action")}<>""))')
    page.line(say("summary", "open_word"), totals.open, f"SUMPRODUCT({page.has_action}*{page.still_open})")
    page.line(say("summary", "overdue"), totals.overdue, _overdue(page))
    page.heading(say("summary", "status"))
    for name in names_of(ActionStatus):
        page.line(name, totals.statuses[name], f"COUNTIF({page.cells('status')},{page.own_name})")
    page.heading(say("summary", "quadrant"))
    for name, formula in zip(quadrant_names(), _quadrant_formulas(page), strict=True):
        page.line(name, totals.quadrants[name], formula)
    unscored = f"SUMPRODUCT({page.has_action}*(1-ISNUMBER({page.cells('impact')})*ISNUMBER({page.cells('effort')})))"
    page.line(say("summary", "no_quadrant"), totals.quadrants[""], unscored)
    page.heading(say("summary", "class"))
    for name in sorted(name for name in totals.classes if name):
        page.line(name, totals.classes[name], f"COUNTIF({page.cells('class')},{page.own_name})")
    page.line(
        say("summary", "no_class"), totals.classes[""], f'SUMPRODUCT({page.has_action}*({page.cells("class")}=""))'
    )
    page.heading(say("summary", "owner"))
    _owners(page, totals)


def _overdue(page: "_Page") -> str:
    due = page.cells("due")
    return f"SUMPRODUCT(ISNUMBER({due})*({due}<TODAY())*{page.has_action}*{page.still_open})"


def _quadrant_formulas(page: "_Page") -> Iterable[str]:
    """Counts from the scores, by the rule of the matrix, so that an edited score moves its action."""
    impact, effort = page.cells("impact"), page.cells("effort")
    scored = f"ISNUMBER({impact})*ISNUMBER({effort})"
    high = {Quadrant.QUICK_WIN: True, Quadrant.MAJOR_PROJECT: True, Quadrant.FILL_IN: False, Quadrant.RECONSIDER: False}
    easy = {Quadrant.QUICK_WIN: True, Quadrant.MAJOR_PROJECT: False, Quadrant.FILL_IN: True, Quadrant.RECONSIDER: False}
    for quadrant in Quadrant:
        above = f"({impact}{'>=' if high[quadrant] else '<'}{CUT:g})"
        below = f"({effort}{'<=' if easy[quadrant] else '>'}{CUT:g})"
        yield f"SUMPRODUCT({scored}*{above}*{below})"


def _owners(page: "_Page", totals: Totals) -> None:
    """Open actions by owner, most first. Compared as text: an owner's name is never read as a criterion."""
    owner, open_now = page.cells("owner"), f"{page.has_action}*{page.still_open}"
    named = sorted(
        ((n, name) for name, n in totals.open_by_owner.items() if name), key=lambda item: (-item[0], item[1])
    )
    first = page.row + 1
    for count, name in named[:OWNERS]:
        page.line(name, count, f"SUMPRODUCT(({owner}={page.own_name})*{open_now})")
    page.line(say("summary", "no_owner"), totals.open_by_owner[""], f'SUMPRODUCT(({owner}="")*{open_now})')
    if len(named) > OWNERS:
        others = sum(count for count, _ in named[OWNERS:])
        page.line(say("summary", "other_owners"), others, f"SUMPRODUCT({open_now})-SUM(C{first}:C{page.row})")


class _Page:
    """The sheet, written line by line, and the ranges that its formulas count."""

    def __init__(self, sheet: WriteOnlyWorksheet, totals: Totals) -> None:
        self._sheet, self._totals, self._pen = sheet, totals, Pen(sheet)
        self._last = max(totals.actions + 1, 2)
        self.row = 0
        closed = "+".join(f'({self.cells("status")}="{name_of(state)}")' for state in CLOSED)
        self.still_open = f"(1-({closed}))"
        self.has_action = f'({self.cells("action")}<>"")'

    def cells(self, key: str) -> str:
        """The range of a column of the sheet of actions."""
        name = letter(key)
        return f"'{say('sheets', 'actions')}'!${name}$2:${name}${self._last}"

    @property
    def own_name(self) -> str:
        """The cell with the name of the line that comes next."""
        return f"$A{self.row + 1}"

    def begin(self) -> None:
        """Write the title and what the columns mean."""
        made = say("summary", "made", made=self._totals.today.isoformat())
        for name, width in zip("ABC", WIDTHS, strict=True):
            self._sheet.column_dimensions[name].width = width
        self._sheet.row_dimensions[1].height, self._sheet.row_dimensions[2].height = 26, 78
        self._sheet.merged_cells.add("A2:C2")
        intro = say("summary", "intro", made=self._totals.today.isoformat())
        self._append(self._pen.text(say("summary", "title"), bold=True, size=16))
        self._append(self._pen.text(intro, quiet=True, wrap=True))
        heads = (made, say("summary", "now"))
        self._append(self._pen.head(""), *(self._pen.head(text, align="right") for text in heads))

    def heading(self, text: str) -> None:
        """Write the heading of a section."""
        self._append(None)
        self._append(self._pen.text(text, bold=True))

    def line(self, name: str, value: int, formula: str) -> None:
        """Write a count: what it was, and what it is now."""
        self._sheet.row_dimensions[self.row + 1].height = row_height([(name, WIDTHS[0])])
        self._append(
            self._pen.text(name, wrap=True), self._pen.text(value, align="right"), self._pen.formula(f"={formula}")
        )

    def _append(self, *cells: object) -> None:
        self.row += 1
        self._sheet.append(list(cells))
