"""An importer of one JSON format: what all of them do alike."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from itertools import chain, islice
from typing import Any, BinaryIO, ClassVar

import msgspec

from secondstory.importers.base import SAMPLE_BYTES, FormatInfo, ImportOptions, Layout, Question, Sample, Topic
from secondstory.importers.decoding import sample_text
from secondstory.importers.documents.columns import Columns, newest_first
from secondstory.importers.documents.events import Maker
from secondstory.importers.documents.excerpts import closed_off
from secondstory.importers.documents.reading import (
    FAULTS,
    THERE_IS_MORE,
    Answer,
    Path,
    Record,
    decode,
    is_lines,
    records,
    why,
)
from secondstory.importers.rules import rules
from secondstory.importers.shapes import key_set, looks_like_json, member_set, neighbour_set
from secondstory.importers.times.zones import require_zone
from secondstory.importers.together import TOGETHER, Together, remarked
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.drafts import Drafts

_EARLIEST = datetime(1, 1, 1, tzinfo=UTC)
_LIST_OF_OBJECTS = re.compile(r"\[\s*\{")
Row = Draft | UnreadRow
FEW = 16
"""Of so many records each is read by itself where one of them is unusual."""
ONE_LIST_OFF = 8
"""So much less is a signature worth where its names stand one list deeper or less deep than it says."""
IN_A_MEMBER = 15
"""So much less is it worth where somebody put the answer into a document, as in ``{"data": [...]}``."""


class JsonImporter(ABC):
    """Reads the records of a JSON format, whichever end of time they begin with, and gives the oldest event first.

    A format names itself (``info``), says where its records lie (``paths``), and makes events of one record. How it is
    recognised and which of its words mean which kind stands in the rules of its name, ``importing/NAME.toml``: each
    ``[[signature]]`` has ``keys`` that all must stand in the beginning of the document (as ``name@depth``), ``without``
    that must not, a ``pattern`` that must be found, and the ``score`` that this is worth.
    """

    info: ClassVar[FormatInfo]
    paths: ClassVar[Sequence[Path]] = ((),)
    """Where the records lie in an object; see `documents.reading.records`."""
    naive_zone: ClassVar[str] = ""
    """The zone of times without one, where the format documents it."""

    tells_of_pages: ClassVar[bool] = False
    """Whether the format says in its own words that a file is one page of several."""

    @abstractmethod
    def events(self, record: Record, make: Maker) -> Iterable[Row]:
        """The events of one record, in the order in which they happened. May raise one of `FAULTS`."""

    def maker(self, options: ImportOptions) -> Maker:
        """What makes the events of one import."""
        return Maker(self.info.name, options, self.naive_zone)

    def score(self, sample: Sample) -> int:
        """The best of the signatures that fit the beginning of the document, or, less surely, one list further."""
        text = sample_text(sample)
        if not looks_like_json(text):
            return 0
        signatures = rules(self.info.name)["signature"]
        found = max((s["score"] for s in signatures if _fits(s, key_set(text), text)), default=0)
        if found:
            return found
        keys = neighbour_set(text)
        found = max((s["score"] - ONE_LIST_OFF for s in signatures if _fits(s, keys, text)), default=0)
        if found:
            return found
        keys = member_set(text)
        found = max((s["score"] - IN_A_MEMBER for s in signatures if _fits(s, keys, text)), default=0)
        return found if found and members_that_fit((closed_off(text) or "{}").encode(), signatures) else 0

    def read(self, stream: BinaryIO, options: ImportOptions) -> Iterator[Row]:
        """The events, oldest first; those of the same instant keep the order in which they were made."""
        return Together(self._rows(stream, options))

    def _rows(self, stream: BinaryIO, options: ImportOptions) -> Iterator[Drafts | Row]:
        require_zone(options.zone)
        make = self.maker(options)
        answer = Answer()
        rows = self._told(self.records(stream, answer), make)
        first = next(rows, None)  # all records have been read by then
        if first is not None:
            more = answer.has_more and not self.tells_of_pages
            yield from remarked(chain((first,), rows), THERE_IS_MORE) if more else chain((first,), rows)

    def records(self, stream: BinaryIO, answer: Answer | None = None) -> Iterator[Record]:
        """The records of a file. What its document says of itself is kept in ``answer``."""
        signatures = rules(self.info.name)["signature"]
        return records(stream, self.paths, answer, lambda data: members_that_fit(data, signatures))

    def _told(self, found: Iterator[Record], make: Maker) -> Iterator[Drafts | Row]:
        """The events of all records, oldest first, and what is unread."""
        yield from oldest_first(rows_inside(found, lambda record: self.events(record, make)))

    def questions(self, sample: Sample, options: ImportOptions) -> tuple[Question, ...]:
        """The zone, where times name none."""
        rows = self.read(BytesIO(self.excerpt(sample)), options)
        if not options.zone and any(isinstance(row, Draft) and row.zone_assumed for row in rows):
            return (Question(Topic.ZONE, "The times do not say in which zone they are."),)
        return ()

    def layout(self, sample: Sample, options: ImportOptions) -> Layout:  # noqa: ARG002 - the fields are known
        """Known fields need no columns."""
        return Layout()

    def excerpt(self, sample: Sample) -> bytes:
        """The whole records of the sample as a document of their own."""
        if sample.is_whole:
            return sample.data
        text = sample_text(sample)
        if is_lines(sample.data):
            return text.encode("utf-8", "replace")
        return (closed_off(text) or "[]").encode("utf-8", "replace")

    def repairable(self, corrected: str, sample: Sample | None) -> bytes:  # noqa: ARG002 - a record stands by itself
        """The corrected record as a list of its own."""
        return f"[{corrected}]".encode("utf-8", "replace")


class JsonColumnsImporter(JsonImporter):
    """Reads a JSON format of which each record gives one event, so that very many can be read at once."""

    @abstractmethod
    def together(self, records_: Sequence[Record], make: Maker) -> Drafts | None:
        """The events of records in the usual form, in columns; nothing where one is in another form.

        They are what `events` gives of each, without the verbatim records, which are added to them later.
        """

    def _told(self, found: Iterator[Record], make: Maker) -> Iterator[Drafts | Row]:
        columns = Columns()
        while some := list(islice(found, TOGETHER)):
            self._take(some, make, columns)
        yield from columns.in_order()

    def _take(self, some: Sequence[Record], make: Maker, columns: Columns) -> None:
        """Take the events of some records, those in another form than the usual one record by record."""
        drafts = self.together(some, make)
        if drafts is not None:
            columns.take(drafts, some)
        elif len(some) > FEW:
            self._take(some[: len(some) // 2], make, columns)
            self._take(some[len(some) // 2 :], make, columns)
        else:
            for record in some:
                columns.take_rows(_guarded(record, lambda record: self.events(record, make)), record)


def oldest_first(rows: Sequence[Row]) -> Iterator[Row]:
    """The events of a file in the order of time, and behind them what could not be read."""
    yield from sorted((row for row in rows if isinstance(row, Draft)), key=lambda row: row.occurred_at or _EARLIEST)
    yield from (row for row in rows if isinstance(row, UnreadRow))


def rows_inside(records_: Iterable[Record], tell: Callable[[Record], Iterable[Row]]) -> list[Row]:
    """The events of the records of one list, with the older end first; a faulty record costs only itself.

    Deliveries to a webhook repeat the whole incident each time: what has the same id and says the same is told once.
    """
    groups = [list(_guarded(record, tell)) for record in records_]
    if newest_first([at for group in groups if (at := _first_time(group)) is not None]):
        groups.reverse()
    return list(_once([row for group in groups for row in group]))


def _once(rows: Sequence[Row]) -> Iterator[Row]:
    """The rows without those that say word for word what another record said. Equal records are counted later on."""
    named = [(row.external_id, row.part) for row in rows if isinstance(row, Draft) and row.external_id]
    if len(set(named)) == len(named):
        yield from rows
        return
    told: dict[tuple[object, ...], str] = {}
    for row in rows:
        if isinstance(row, Draft) and row.external_id:
            said = (row.external_id, row.part, row.occurred_at, row.title, row.body)
            if told.setdefault(said, row.raw) != row.raw:
                continue
        yield row


def _guarded(record: Record, tell: Callable[[Record], Iterable[Row]]) -> Iterator[Row]:
    if record.fault:
        yield UnreadRow(record.pointer, record.fault, record.text)
        return
    try:
        yield from tell(record)
    except FAULTS as error:
        yield UnreadRow(record.pointer, f"The record is not what this format has ({why(error)}).", record.text)


def _first_time(group: Sequence[Row]) -> datetime | None:
    return next((row.occurred_at for row in group if isinstance(row, Draft) and row.occurred_at is not None), None)


def members_that_fit(data: bytes, signatures: Sequence[dict[str, Any]]) -> tuple[str, ...]:
    """The members of a document that are lists of what these signatures tell.

    There are none where the document itself is what they tell, or where another list of objects stands beside them:
    what others put together is more than one format can tell. An object in a document is mostly what it is about.
    """
    text = data[:SAMPLE_BYTES].decode("utf-8", "ignore")
    if any(_fits(one, keys, text) for one in signatures for keys in (key_set(text), neighbour_set(text))):
        return ()
    if not any(_fits(one, member_set(text), text) for one in signatures):
        return ()
    try:
        held = decode(data, dict[str, msgspec.Raw])
    except FAULTS:
        return ()
    parts = {name: bytes(memoryview(raw)[:SAMPLE_BYTES]).decode("utf-8", "ignore") for name, raw in held.items()}
    lists = {name: part for name, part in parts.items() if _LIST_OF_OBJECTS.match(part)}
    fit = all(any(_fits(one, key_set(part), part) for one in signatures) for part in lists.values())
    return tuple(lists) if fit else ()


def _fits(signature: dict[str, Any], keys: frozenset[str], text: str) -> bool:
    pattern = signature.get("pattern", "")
    return (
        keys.issuperset(signature["keys"])
        and keys.isdisjoint(signature.get("without", ()))
        and (not pattern or compiled(pattern).search(text) is not None)
    )


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A pattern of the rules, compiled once."""
    return re.compile(pattern)
