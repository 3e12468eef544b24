"""Lines to records: cells between delimiters, with quotation marks and line breaks inside cells."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, compress, islice
from typing import NamedTuple

from secondstory.importers.together import TOGETHER

RECORD_LIMIT = 1024 * 1024
Record = tuple[int, str, list[str], str]
"""The record's number (as a spreadsheet counts rows), its verbatim text, its cells, and a sentence if it has none."""


class Block(NamedTuple):
    """Records that follow one another, column by column; there is at least one."""

    numbers: Sequence[int]
    raws: Sequence[str]
    cells: Sequence[list[str]]
    faults: Sequence[str]

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
    """The records of lines. As long as each line is one, many are taken apart at once: that makes large files quick.

    Where a quotation mark is never closed, only its own line is lost: what follows is read afresh.
    """
    number = 0
    while block := list(islice(lines, TOGETHER)):
        cells = _of_single_lines(block, delimiter)
        if cells is None:
            yield from gathered(_one_by_one(chain(block, lines), delimiter, number))
            return
        numbers: Sequence[int] = range(number + 1, number + len(block) + 1)
        number += len(block)
        if "" in block:  # empty lines are no records
            numbers, cells, block = (
                list(compress(numbers, block)),
                list(compress(cells, block)),
                list(filter(None, block)),
            )
        if block:
            yield Block(numbers, block, cells, [""] * len(block))


def _of_single_lines(block: list[str], delimiter: str) -> list[list[str]] | None:
    """The cells of lines, each of which is a record; nothing where one is not."""
    if not any('"' in line for line in block):
        return [line.split(delimiter) for line in block]
    try:
        cells = list(csv.reader(chain(block, ("",)), delimiter=delimiter))
    except csv.Error:
        return None
    # An open quotation mark takes the lines behind it in, the empty one at the end included.
    return cells[:-1] if len(cells) == len(block) + 1 else None


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
        yield number, line, [], "A quotation mark in this row is never closed."
        feed = _Feed(chain(feed.taken[1:], feed.lines))
        reader = csv.reader(feed, delimiter=delimiter)


def _sentence(error: csv.Error) -> str:
    if "field limit" in str(error):
        return f"A cell of this row is longer than {csv.field_size_limit():,} characters, the most that is read."
    return f"The row is not well formed ({error})."
