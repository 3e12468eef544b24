"""The sheets of a workbook as rows of text, read one after the other."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from io import BytesIO
from itertools import chain, islice
from typing import TYPE_CHECKING, Protocol

from secondstory.importers.decoding import is_binary, lines_of, shown
from secondstory.importers.tables.records import records
from secondstory.importers.workbooks.cells import Cell, text_of
from secondstory.importers.workbooks.extents import DAMAGED, check
from secondstory.importers.workbooks.hidden import told_in_xml
from secondstory.importers.workbooks.old import FAULTS, OldWorkbook
from secondstory.model.errors import UserError

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

ZIP, COMPOUND = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")
LOOKED_AT = 300
"""So many rows tell what a sheet is."""
LOOKED_AT_BYTES = 64 * 1024
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
TextRow = tuple[int, list[str]]
"""The number of a row, as the spreadsheet program counts it, and its cells; empty ones at its end are left out."""

PROTECTED = UserError(
    "The workbook is protected by a password.", "Open it, save a copy without the password, and import that."
)
NO_WORKBOOK = UserError(
    "This is not a workbook of a spreadsheet program.", "Import it as a table (CSV) or as text, if it is one."
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by its name (empty for rows given as text). ``visible`` is false where the workbook hides it.

    ``first`` are the first rows that say anything; ``dated`` counts in each column the cells of these rows that hold a
    day or an instant. ``filled`` tells whether the sheet has cells at all, be it without text. ``merged`` are, for each
    column, the rows (the first and the last) over which a cell was merged. ``size`` is the number of its rows,
    ``hidden`` are the numbers of those that are hidden, as far as the kind of workbook tells. ``left`` is where its
    first column stands in the workbook; ``unstored`` are the columns with formulas whose values are not stored.
    """

    name: str
    visible: bool
    filled: bool
    first: tuple[TextRow, ...]
    dated: Counter[int]
    rows: Callable[[], Iterator[TextRow]]
    merged: Mapping[int, Sequence[tuple[int, int]]] = field(default_factory=dict)
    size: int = 0
    hidden: frozenset[int] = frozenset()
    left: int = 0
    unstored: frozenset[int] = frozenset()

    def repeats(self, number: int, column: int) -> bool:
        """Whether a cell says only what a merged cell says that begins in a row above."""
        ranges = self.merged.get(column, ())
        place = bisect_left(ranges, (number, 0)) - 1
        return place >= 0 and number <= ranges[place][1]


def sheets(data: bytes) -> list[Sheet]:
    """The sheets of a workbook, in its order; text is one sheet, with tabs between its cells.

    Raises `UserError` where the bytes are neither, or the workbook is damaged, protected or too large.
    """
    if data.startswith(COMPOUND):
        return _of_old(data)
    if not data.startswith(ZIP):
        return [_of_text(data)]
    check(data)
    with _told():
        workbook = _opened(data)
        found = [
            _sheet(partial(workbook.get_sheet_by_index, index), visible=str(meta.visible) == "SheetVisibleEnum.Visible")
            for index, meta in enumerate(workbook.sheets_metadata)
            if str(meta.typ) == "SheetTypeEnum.WorkSheet"
        ]
    hidden, formulas = told_in_xml(data)
    return [
        replace(
            sheet,
            hidden=hidden.get(sheet.name, frozenset()),
            unstored=frozenset(place - sheet.left for place in formulas.get(sheet.name, ())),
        )
        for sheet in found
    ]


def _of_old(data: bytes) -> list[Sheet]:
    if _ENCRYPTED in data:
        raise PROTECTED
    with _told():
        workbook = OldWorkbook(data)
        return [
            _sheet(partial(workbook.grid, index), visible=not hidden) for index, hidden in enumerate(workbook.hidden)
        ]


@contextmanager
def _told() -> Iterator[None]:
    """Turns whatever the libraries raise into a sentence."""
    from python_calamine import CalamineError, PasswordError  # noqa: PLC0415 - loaded only when a workbook is read
    from xlrd import XLRDError  # noqa: PLC0415 - see above
    from xlrd.compdoc import CompDocError  # noqa: PLC0415 - see above

    try:
        yield
    except PasswordError:
        raise PROTECTED from None
    except XLRDError as error:
        raise (PROTECTED if "encrypted" in str(error) else DAMAGED) from None
    except (CalamineError, CompDocError, OSError, *FAULTS):
        raise DAMAGED from None
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # what the library is written in gave up; its class has no address
            raise DAMAGED from None
        raise


def _opened(data: bytes) -> "CalamineWorkbook":
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - loaded only when a workbook is read

    return CalamineWorkbook.from_filelike(BytesIO(data))


class Grid(Protocol):
    """What the libraries have in common: the cells of a sheet."""

    name: str

    @property
    def height(self) -> int:
        """How many rows it has."""
        ...

    @property
    def start(self) -> tuple[int, int] | None:
        """Row and column of its first cell, counted from 0."""
        ...

    @property
    def merged_cell_ranges(self) -> Sequence[tuple[tuple[int, int], tuple[int, int]]] | None:
        """The first and the last cell of those that were merged."""
        ...

    def iter_rows(self) -> Iterator[list[Cell]]:
        """Its rows from the first cell on."""
        ...


def _sheet(load: Callable[[], Grid], *, visible: bool) -> Sheet:
    sheet = load()
    days, instants = Counter[int](), Counter[int]()
    for cells in islice(sheet.iter_rows(), LOOKED_AT):
        for place, cell in enumerate(cells):
            if isinstance(cell, datetime):
                instants[place] += 1
            elif isinstance(cell, date):
                days[place] += 1
    with_clock = frozenset(place for place, count in instants.items() if count > 2 * days[place])

    def rows() -> Iterator[TextRow]:
        with _told():
            yield from _rows(load(), with_clock)

    first = tuple(islice(_rows(sheet, with_clock), LOOKED_AT))
    return Sheet(
        sheet.name,
        visible,
        sheet.height > 0,
        first,
        days + instants,
        rows,
        _merged(sheet),
        sheet.height,
        left=(sheet.start or (0, 0))[1],
    )


def _merged(sheet: Grid) -> dict[int, list[tuple[int, int]]]:
    _, left = sheet.start or (0, 0)
    found: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (row, column), (last, _) in sorted(sheet.merged_cell_ranges or ()):
        if last > row:
            found[column - left].append((row + 1, last + 1))
    return dict(found)


def _rows(sheet: Grid, with_clock: frozenset[int]) -> Iterator[TextRow]:
    """The rows that say anything. A cell that was merged over several rows says the same in each of them."""
    top, left = sheet.start or (0, 0)
    merged = sorted(sheet.merged_cell_ranges or (), reverse=True)
    covering: dict[int, tuple[int, str]] = {}
    for number, cells in enumerate(sheet.iter_rows(), top):
        texts = _texts(cells, with_clock)
        while merged and merged[-1][0][0] <= number:
            (row, column), (last, _) = merged.pop()
            if last > row == number and 0 <= column - left < len(texts):
                covering[column - left] = (last, texts[column - left])
        if not any(texts):
            continue
        for column, (last, text) in list(covering.items()):
            if number > last:
                del covering[column]
            else:
                texts[column] = texts[column] or text
        yield number + 1, _trimmed(texts)


def _texts(cells: list[Cell], with_clock: frozenset[int]) -> list[str]:
    if not with_clock:
        return [text_of(cell) for cell in cells]
    return [text_of(cell, has_clock=place in with_clock) for place, cell in enumerate(cells)]


def _trimmed(texts: list[str]) -> list[str]:
    end = len(texts)
    while end and not texts[end - 1]:
        end -= 1
    return texts[:end]


def _of_text(data: bytes) -> Sheet:
    if is_binary(data[:LOOKED_AT_BYTES]):
        raise NO_WORKBOOK

    def rows() -> Iterator[TextRow]:
        lines = map(shown, chain.from_iterable(lines_of(BytesIO(data))))
        for number, raw, cells, fault in records(lines, "\t"):
            found = _trimmed([raw] if fault else cells)
            if found:
                yield number, found

    return Sheet("", True, bool(data.strip()), tuple(islice(rows(), LOOKED_AT)), Counter(), rows)
