"""Where the records of a JSON document lie: the likeliest of its lists of objects."""

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

import msgspec

from secondstory.importers.documents.reading import FAULTS, Record, decode
from secondstory.importers.rules import rules
from secondstory.importers.tables.columns import plain
from secondstory.importers.trees.flattening import cells_of, is_list, is_object
from secondstory.importers.trees.understanding import Sheet

DEEPEST = 5
"""How deep in a document its list of records is looked for."""
MOST_OBJECTS, MOST_LISTS, MOST_SINGLE = 5000, 200, 20
"""So many objects are looked into, and so many lists and single objects are weighed against each other."""
LOOKED_AT = 20
"""So many records of a list show what it holds."""
RECORD_LIMIT = 4 * 1024 * 1024
"""What is larger is a document rather than a record."""
LEAST_KEYED = 3
"""An object is a list of records by their ids only if it holds so many of them."""
Step = str | int


@dataclass(frozen=True, slots=True)
class Records:
    """Values that may be records, with the way to them.

    ``keys`` are their names where they stand in an object; ``is_single`` says that the way leads to the only record.
    """

    path: tuple[Step, ...]
    items: Sequence[msgspec.Raw]
    keys: tuple[str, ...] = ()
    is_single: bool = False

    def __iter__(self) -> Iterator[Record]:
        """Each value with its place."""
        base = pointer(self.path)
        for index, raw in enumerate(self.items):
            if self.is_single:
                yield Record(base or "/", bytes(raw))
            else:
                yield Record(f"{base}{pointer((self.keys[index] if self.keys else index,))}", bytes(raw))

    @property
    def size(self) -> int:
        """How many of the values are objects."""
        return sum(is_object(bytes(raw)) for raw in self.items)

    def sheet(self) -> Sheet:
        """The first objects as a table."""
        found = []
        for raw in map(bytes, self.items[:LOOKED_AT]):
            with suppress(*FAULTS):
                found.append(cells_of(raw) if len(raw) <= RECORD_LIMIT else {})
        return Sheet.of(found)

    @property
    def place(self) -> str:
        """Where the list stands, as a JSON pointer."""
        return pointer(self.path) or "/"

    def value(self, items: Sequence[bytes]) -> bytes:
        """Some of the values, first to last, as JSON of the shape that they stand in."""
        if self.is_single:
            return items[0]
        if self.keys:
            return b"{" + b",".join(_key(key) + raw for key, raw in zip(self.keys, items, strict=False)) + b"}"
        return b"[" + b",".join(items) + b"]"

    def around(self, items: Sequence[bytes]) -> bytes:
        """Some of the values as a document in which they lie at the same place."""
        data = self.value(items)
        for step in reversed(self.path):
            data = b"{" + _key(step) + data + b"}" if isinstance(step, str) else b"[" + data + b"]"
        return data


def pointer(path: Sequence[Step]) -> str:
    """A way as a JSON pointer."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def _key(name: str) -> bytes:
    return msgspec.json.encode(name) + b":"


def find(data: bytes) -> tuple[Records | None, tuple[Records, ...]]:
    """The records of a document, and other lists that hold times as well. Raises one of `FAULTS`.

    What holds times comes before what does not, a list before a single object, a list whose name or whose times are
    telling before another, a long one before a short one. None where nothing in the document is a record.
    """
    if not is_object(data) and not is_list(data):
        decode(data, msgspec.Raw)
        return None, ()
    found = sorted(_ranked(data), key=lambda item: item[0], reverse=True)
    if not found:
        return None, ()
    (_, best), others = found[0], found[1:]
    length = len(best.path)
    return best, tuple(
        records for rank, records in others if rank[0] and not records.is_single and records.path[:length] != best.path
    )


Rank = tuple[bool, bool, int, int]


def _ranked(data: bytes) -> Iterator[tuple[Rank, Records]]:
    lists = set(rules("json")["lists"])
    seen = Counter[bool]()
    for records in _candidates(data):
        seen[records.is_single] += 1
        if seen[records.is_single] > (MOST_SINGLE if records.is_single else MOST_LISTS):
            continue
        sheet = records.sheet()
        if records.is_single and not (sheet.has_time and sheet.has_named_title):
            continue
        names = [step for step in records.path if isinstance(step, str)]
        telling = bool(names) and plain(names[-1]) in lists
        yield (sheet.has_time, not records.is_single, telling + sheet.has_named_time, records.size), records


def _candidates(data: bytes) -> Iterator[Records]:
    """All lists of objects that are not inside a record, and the objects around them, from the outside inwards."""
    waiting: deque[tuple[tuple[Step, ...], msgspec.Raw]] = deque([((), msgspec.Raw(data))])
    seen = 0
    while waiting and seen < MOST_OBJECTS:
        path, raw = waiting.popleft()
        seen += 1
        value = bytes(raw)
        if is_list(value):
            items = decode(value, list[msgspec.Raw])
            if any(is_object(bytes(item)) for item in items):
                yield Records(path, items)
            inner: list[tuple[Step, msgspec.Raw]] = [(0, items[0])] if len(items) == 1 else []
        else:
            named = decode(value, dict[str, msgspec.Raw])
            yield Records(path, [raw], is_single=True)
            if _is_keyed(named):
                yield Records(path, list(named.values()), tuple(named))
                continue
            inner = list(named.items())
        if len(path) < DEEPEST:
            branches = ((step, item) for step, item in inner if is_list(bytes(item)) or is_object(bytes(item)))
            waiting.extend(((*path, step), item) for step, item in islice(branches, MOST_OBJECTS))


def _is_keyed(named: dict[str, msgspec.Raw]) -> bool:
    """Whether an object holds records by their ids: nothing but objects, which have most of their names in common."""
    if len(named) < LEAST_KEYED or not all(is_object(bytes(raw)) for raw in named.values()):
        return False
    names = [set(decode(bytes(raw), dict[str, msgspec.Raw])) for raw in list(named.values())[:LOOKED_AT]]
    return bool(names[0]) and 2 * len(set.intersection(*names)) >= len(names[0])
