"""Lines to records: cells between delimiters, with quotation marks and line breaks inside cells."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, compress, islice
from operator import length_hint
from typing import NamedTuple

from secondstory.importers.together import TOGETHER

RECORD_LIMIT = 1024 * 1024
NEVER_CLOSED = "A quotation mark in this row is never closed."
Record = tuple[int, str, list[str], str]
"""The record's number (as a spreadsheet counts rows), its verbatim text, its cells, and a sentence if it has none."""


class Block(NamedTuple):
    """Records that follow one another, column by column; there is at least one."""

    numbers: Sequence[int]
    raws: Sequence[str]
    cells: Sequence[list[str]]
    faults: Sequence[str]

    def part(self, begin: int, end: int) -> "Block":
        """Those from one place to another."""
        return Block(self.numbers[begin:end], self.raws[begin:end], self.cells[begin:end], self.faults[begin:end])

    def records(self) -> Iterator[Record]:
        """The records one by one."""
        return zip(self.numbers, self.raws, self.cells, self.faults, strict=True)


class _Feed:
    """Hands lines to the reader of the standard library and keeps those that make up one record."""

    def __init__(self, lines: Iterator[str]) -> None:
        self.lines = lines
        self.pending: str | None = None
        self.taken: list[str] = []
        self.size = 0
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.pending
        if line is None:
            line = next(self.lines, None)
            if line is None or self.size > RECORD_LIMIT:
                self.ended = True
                if line is not None:
                    self.taken.append(line)
                raise StopIteration
        self.pending = None
        self.taken.append(line)
        self.size += len(line)
        return line + "\n"

    def start(self, line: str) -> None:
        self.pending, self.taken, self.size = line, [], 0


def records(lines: Iterator[str], delimiter: str) -> Iterator[Record]:
    """The records of lines, one by one."""
    return one_by_one(blocks(lines, delimiter))


def one_by_one(several: Iterable[Block]) -> Iterator[Record]:
    """The records of blocks."""
    return chain.from_iterable(map(Block.records, several))


def gathered(single: Iterable[Record]) -> Iterator[Block]:
    """Records in blocks."""
    rest = iter(single)
    while some := list(islice(rest, TOGETHER)):
        yield Block(*zip(*some, strict=True))


def blocks(lines: Iterator[str], delimiter: str) -> Iterator[Block]:
    """The records of lines, many taken apart at once: that makes large files quick.

    Where a quotation mark is never closed, only its own line is lost: what follows is read afresh, record by record.
    """
    number = 0
    while block := list(islice(lines, TOGETHER)):
        raws = _texts(block, lines)
        cells = _cells(raws, delimiter)
        if cells is None:
            for some in gathered(_of_faulty_lines(block, lines, delimiter, number)):
                number = some.numbers[-1]
                yield some
            continue
        numbers: Sequence[int] = range(number + 1, number + len(raws) + 1)
        number += len(raws)
        if "" in raws:  # empty lines are no records
            numbers, cells = list(compress(numbers, raws)), list(compress(cells, raws))
            raws = list(filter(None, raws))
        if raws:
            yield Block(numbers, raws, cells, [""] * len(raws))


def _texts(block: list[str], lines: Iterator[str]) -> list[str]:
    """The texts of the records that begin in a block, by the number of their quotation marks: it is even in all of it.

    The lines that the last of them needs beyond the block are put at its end.
    """
    odd = [place for place, line in enumerate(block) if line.count('"') & 1]
    if len(odd) & 1:
        odd.append(len(block) - 1 + _complete(block, lines))
    texts, begin = [], 0
    for first, last in zip(odd[::2], odd[1::2], strict=True):
        texts += block[begin:first]
        texts.append("\n".join(block[first : last + 1]))
        begin = last + 1
    return texts + block[begin:] if odd else block


def _complete(block: list[str], lines: Iterator[str]) -> int:
    """Put lines to a block until a quotation mark that is open at its end is closed, and say how many."""
    size = amount = 0
    for line in lines:
        block.append(line)
        amount += 1
        size += len(line)
        if line.count('"') & 1 or size > RECORD_LIMIT:
            break
    return amount


def _cells(texts: list[str], delimiter: str) -> list[list[str]] | None:
    """The cells of records; nothing where one is faulty, or is none."""
    if not any('"' in text for text in texts):
        return [text.split(delimiter) for text in texts]
    if max(map(len, texts)) > RECORD_LIMIT:
        return None
    try:
        cells = list(csv.reader(chain(texts, ("",)), delimiter=delimiter))
    except csv.Error:
        return None
    # An open quotation mark takes the records behind it in, the empty one at the end included; and a mark in the midst
    # of a cell opens nothing, so the line break behind it stands in no cell.
    if len(cells) != len(texts) + 1:
        return None
    several = [(text, row) for text, row in zip(texts, cells, strict=False) if "\n" in text]
    if any(sum(cell.count("\n") for cell in row) != text.count("\n") for text, row in several):
        return None
    return cells[:-1]


def _of_faulty_lines(block: list[str], lines: Iterator[str], delimiter: str, number: int) -> Iterator[Record]:
    """The records that begin in a block; all that follow where a quotation mark is never closed."""
    first, goes_on = iter(block), False
    for record in _one_by_one(chain(first, lines), delimiter, number):
        yield record
        goes_on = goes_on or record[3] == NEVER_CLOSED
        if not goes_on and not length_hint(first):
            return


def _one_by_one(lines: Iterator[str], delimiter: str, number: int) -> Iterator[Record]:
    """The records of lines after so many, of which some take up several."""
    feed = _Feed(lines)
    reader = csv.reader(feed, delimiter=delimiter)
    while True:
        for line in feed.lines:
            number += 1
            if '"' not in line:
                if line:
                    yield number, line, line.split(delimiter), ""
                continue
            feed.start(line)
            try:
                cells = next(reader)
            except csv.Error as error:
                yield number, "\n".join(feed.taken), [], _sentence(error)
                reader = csv.reader(feed, delimiter=delimiter)
                continue
            if feed.ended:
                break
            yield number, line if len(feed.taken) == 1 else "\n".join(feed.taken), cells, ""
        if not feed.ended:
            return
        yield number, line, [], NEVER_CLOSED
        feed = _Feed(chain(feed.taken[1:], feed.lines))
        reader = csv.reader(feed, delimiter=delimiter)


def _sentence(error: csv.Error) -> str:
    if "field limit" in str(error):
        return f"A cell of this row is longer than {csv.field_size_limit():,} characters, the most that is read."
    return f"The row is not well formed ({error})."
