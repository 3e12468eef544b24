"""Rows of a source that can be had one by one, and very many of them at once."""

from collections.abc import Iterable, Iterator
from itertools import chain

from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.drafts import Drafts

Rows = Iterator[Drafts | Draft | UnreadRow]
TOGETHER = 500
"""So many rows are read at once: enough to be quick, few enough to stay near the processor."""


class Together(Iterator[Draft | UnreadRow]):
    """Rows of which a part comes in columns. Whoever asks for one row after the other is given single drafts."""

    def __init__(self, rows: Iterable[Drafts | Draft | UnreadRow]) -> None:
        """Take the rows in their order."""
        self._rows = iter(rows)
        self._begun: Iterator[Draft] = iter(())

    def __next__(self) -> Draft | UnreadRow:
        """The next row."""
        draft = next(self._begun, None)
        if draft is not None:
            return draft
        row = next(self._rows)
        if isinstance(row, Drafts):
            self._begun = row.one_by_one()
            return next(self)
        return row

    def together(self) -> Iterator[Drafts | Draft | UnreadRow]:
        """The rows that are left, as they come."""
        return chain(self._begun, self._rows)


def in_columns(rows: Iterator[Draft | UnreadRow]) -> Iterator[tuple[Drafts, list[UnreadRow]]]:
    """Rows in portions of some hundred: the events in columns, and the unread rows among them."""
    single: list[Draft | UnreadRow] = []
    for row in rows.together() if isinstance(rows, Together) else rows:
        if isinstance(row, Drafts):
            if single:
                yield _divided(single)
                single = []
            yield row, []
            continue
        single.append(row)
        if len(single) >= TOGETHER:
            yield _divided(single)
            single = []
    if single:
        yield _divided(single)


def _divided(rows: list[Draft | UnreadRow]) -> tuple[Drafts, list[UnreadRow]]:
    drafts = [row for row in rows if isinstance(row, Draft)]
    unread = [row for row in rows if isinstance(row, UnreadRow)] if len(drafts) < len(rows) else []
    return Drafts.of(drafts), unread


def remarked(rows: Rows, remark: str) -> Rows:
    """The rows, with a remark on the first event."""
    for row in rows:
        if isinstance(row, Drafts):
            first, *others = row.each("remark")
            row.remark = [f"{first} {remark}".strip(), *others]
        elif isinstance(row, Draft):
            row.remark = f"{row.remark} {remark}".strip()
        yield row
        if not isinstance(row, UnreadRow):
            break
    yield from rows
