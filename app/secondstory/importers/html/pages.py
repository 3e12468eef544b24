"""A web page as the text that people would write by hand: headings, lists and tables in Markdown."""

import re
from html.parser import HTMLParser

_PROLOGUE = re.compile(r"<(?:!doctype|\?xml)[^<>]*>|<!--.*?(?:-->|\Z)|<!\[CDATA\[|\]\]>", re.IGNORECASE | re.DOTALL)
_STRAY = re.compile(r"<(?![a-zA-Z/][^<>]*>)")
_BLANKS = re.compile(r"[ \t\n\r\f\xa0]+")
_HIDDEN = frozenset({"script", "style", "template", "title"})
_LINES = frozenset(
    {"div", "dd", "dl", "dt", "tr", "section", "article", "header", "footer", "hr", "figure", "main", "nav"}
)
_APART = frozenset({"p", "blockquote", "table", "ul", "ol", "pre", "aside", "form"})
_CELLS = frozenset({"td", "th"})
_HEADING = re.compile(r"h([1-6])")
_TIME = re.compile(r"\s*(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:\s?Z|\s?[+-]\d\d:?\d\d)?)\s*")
"""How a page tells a time to programs: that says its day and its zone, whatever is shown to people."""
DEEPEST_LIST = 12
LONGEST_NUMBER = 9
MOST_ROWS, MOST_COLUMNS = 1000, 100
"""Over so many rows and columns a cell may reach; pages that say more are not believed."""


def markdown(html: str) -> str:
    """The text of a page. The time that it takes grows with the length of the page only."""
    reader = _Reader()
    reader.feed(_STRAY.sub("&lt;", _PROLOGUE.sub(" ", html)))
    reader.close()
    return reader.text()


class _Reader(HTMLParser):
    """Collects the lines of a page; what stands in a cell of a table stays in its row."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line: list[str] = []
        self._mark = ""
        self._hidden = ""
        self._depth = 0
        self._verbatim = 0
        self._cells: list[str] | None = None
        self._reach: tuple[int, int] = (1, 1)
        self._covered: dict[int, tuple[int, str]] = {}
        self._in_cell = False
        self._has_header = False
        self._rows = 0

    def text(self) -> str:
        """The text, with no more than one empty line in a row."""
        self._end_line()
        return re.sub(r"\n{3,}", "\n\n", "\n".join(self._lines)).strip("\n")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden = self._hidden or tag
        elif tag == "time" and (written := _TIME.fullmatch(dict(attrs).get("datetime") or "")):
            self._line.append("" if self._hidden else f"{written[1]} {written[2]} ")
            self._hidden = self._hidden or tag
        elif tag == "table":
            self._break(apart=True)
            self._rows = 0
            self._covered.clear()
        elif tag == "tr":
            self._end_row()
            self._end_line()
            self._cells = []
        elif tag in _CELLS and self._cells is not None:
            self._end_cell()
            self._in_cell = True
            given = dict(attrs)
            self._reach = _number(given.get("rowspan"), MOST_ROWS), _number(given.get("colspan"), MOST_COLUMNS)
            self._has_header = self._has_header or tag == "th"
        elif self._cells is not None:
            self._line.append(" " if tag in _LINES or tag in _APART or tag in {"br", "li"} else "")
        else:
            self._begin(tag)

    def _begin(self, tag: str) -> None:
        if tag == "br":
            self._end_line()
        elif heading := _HEADING.fullmatch(tag):
            self._break(apart=True)
            self._mark = "#" * int(heading[1]) + " "
        elif tag == "li":
            self._end_line()
            self._mark = "  " * (min(self._depth, DEEPEST_LIST) - 1) + "- "
        elif tag in _LINES or tag in _APART:
            self._break(apart=tag in _APART and not self._mark)
            self._depth += tag in {"ul", "ol"}
            self._verbatim += tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if self._hidden:
            self._hidden = "" if tag == self._hidden else self._hidden
        elif tag in _CELLS:
            self._end_cell()
        elif tag == "tr":
            self._end_row()
        elif tag == "table":
            self._end_row()
            self._break(apart=True)
        elif self._cells is None and (tag in _LINES or tag in _APART or tag == "li" or _HEADING.fullmatch(tag)):
            self._break(apart=tag in _APART and not self._depth)
            self._depth -= tag in {"ul", "ol"} and self._depth > 0
            self._verbatim -= tag == "pre" and self._verbatim > 0

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        if not self._verbatim or self._cells is not None:
            self._line.append(_BLANKS.sub(" ", data))
            return
        first, *more = data.split("\n")
        self._line.append(first)
        for line in more:
            self._end_line()
            self._line.append(line)

    def _break(self, *, apart: bool) -> None:
        self._end_line()
        if apart and self._lines and self._lines[-1]:
            self._lines.append("")

    def _end_line(self) -> None:
        if self._cells is not None:
            return
        text = "".join(self._line).strip(" ") if not self._verbatim else "".join(self._line)
        self._line.clear()
        if text.strip():
            self._lines.append(self._mark + text)
            self._mark = ""

    def _end_cell(self) -> None:
        if self._in_cell and self._cells is not None:
            text = _BLANKS.sub(" ", "".join(self._line)).strip().replace("|", "\\|")
            self._take_covered()
            rows, columns = self._reach
            if rows > 1:
                self._covered[len(self._cells)] = rows - 1, text
            self._cells.extend([text, *[""] * (columns - 1)])
            self._line.clear()
        self._in_cell = False

    def _take_covered(self) -> None:
        """Put in what cells of rows above say that reach into this row."""
        while self._cells is not None and (covering := self._covered.get(len(self._cells))):
            rows, text = covering
            if rows > 1:
                self._covered[len(self._cells)] = rows - 1, text
            else:
                del self._covered[len(self._cells)]
            self._cells.append(text)

    def _end_row(self) -> None:
        """A row of a table. The first one is its header where it is marked as one, or holds no number."""
        if self._cells is None:
            return
        self._end_cell()
        self._take_covered()
        cells, self._cells = self._cells, None
        if not any(cells):
            return
        if not self._rows:
            is_header = self._has_header or not any(re.search(r"\d", cell) for cell in cells)
            self._lines.extend([] if is_header else ["|" + "  |" * len(cells), _rule(cells)])
            self._lines.append(f"| {' | '.join(cells)} |")
            self._lines.extend([_rule(cells)] if is_header else [])
        else:
            self._lines.append(f"| {' | '.join(cells)} |")
        self._rows += 1
        self._has_header = False


def _number(written: str | None, most: int) -> int:
    """How many rows or columns a cell says that it reaches over."""
    number = int(written) if written and written.isdecimal() and len(written) < LONGEST_NUMBER else 1
    return min(max(number, 1), most)


def _rule(cells: list[str]) -> str:
    return "|" + " --- |" * len(cells)
