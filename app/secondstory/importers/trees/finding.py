"""Where the records of a JSON document lie: the likeliest of its lists of objects."""

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

import msgspec

from secondstory.importers.documents.reading import FAULTS, Record, decode
from secondstory.importers.rules import rules
from secondstory.importers.tables.headers import plain
from secondstory.importers.trees.arrays import schema_names, table_names
from secondstory.importers.trees.flattening import cells_of, is_list, is_object
from secondstory.importers.trees.understanding import Sheet
from secondstory.model.errors import UserError

DEEPEST = 5
"""How deep in a document its list of records is looked for."""
MOST_OBJECTS, MOST_LISTS, MOST_SINGLE = 5000, 200, 100
"""So many objects are looked into, and so many lists and single objects are weighed against each other."""
LOOKED_AT = 20
"""So many records of a list show what it holds."""
RECORD_LIMIT = 4 * 1024 * 1024
"""What is larger is a document rather than a record."""
LEAST_KEYED = 3
"""An object of nothing but objects is a list of records by their ids if it holds so many that are alike.

Fewer, or some among other values, must say when and what in the same way.
"""
Step = str | int
_NOTHING = (b"null", b"{}", b"[]", b'""')


@dataclass(frozen=True, slots=True)
class Records:
    """Values that may be records, with the way to them.

    ``keys`` are their names where they stand in an object; ``is_single`` says that the way leads to the only record.
    ``names`` are those of the columns where each value is a row of cells, and ``header`` is the row that says them.
    ``pages`` are the ways to the values from there, where these lie in several pages of an answer. ``schema`` stands
    beside the values and tells the names, where BigQuery answers.
    """

    path: tuple[Step, ...]
    items: Sequence[msgspec.Raw]
    keys: tuple[str, ...] = ()
    is_single: bool = False
    names: tuple[str, ...] = ()
    header: tuple[msgspec.Raw, ...] = ()
    pages: tuple[tuple[Step, ...], ...] = ()
    schema: bytes = b""

    def __iter__(self) -> Iterator[Record]:
        """Each value with its place."""
        base = pointer(self.path)
        for index, raw in enumerate(self.items):
            if self.is_single:
                yield Record(base or "/", bytes(raw))
            elif self.pages:
                yield Record(f"{base}{pointer(self.pages[index])}", bytes(raw))
            else:
                step = self.keys[index] if self.keys else index + len(self.header)
                yield Record(f"{base}{pointer((step,))}", bytes(raw))

    @property
    def size(self) -> int:
        """How many of the values are records."""
        return sum((is_list if self.names and not self.schema else is_object)(bytes(raw)) for raw in self.items)

    def sheet(self) -> Sheet:
        """The first objects as a table."""
        found = []
        for raw in map(bytes, self.items[:LOOKED_AT]):
            with suppress(*FAULTS):
                found.append(cells_of(raw, self.names) if len(raw) <= RECORD_LIMIT else {})
        return Sheet.of(found)

    def holds(self, path: tuple[Step, ...]) -> bool:
        """Whether a place lies inside one of these records."""
        length = len(self.path)
        if path[:length] != self.path:
            return False
        return not self.keys or path[length : length + 1] in {(key,) for key in self.keys}

    @property
    def place(self) -> str:
        """Where the list stands, as a JSON pointer; a star stands for the number of a page."""
        inside = f"/*{pointer(self.pages[0][1:-1])}" if self.pages else ""
        return pointer(self.path) + inside or "/"

    def value(self, items: Sequence[bytes]) -> bytes:
        """Some of the values, first to last, as JSON of the shape that they stand in."""
        if self.is_single:
            return items[0]
        if self.keys:
            return b"{" + b",".join(_key(key) + raw for key, raw in zip(self.keys, items, strict=False)) + b"}"
        return b"[" + b",".join([*map(bytes, self.header), *items]) + b"]"

    def around(self, items: Sequence[bytes]) -> bytes:
        """Some of the values as a document in which they lie at the same place."""
        data = self.value(items)
        path = self.path
        if self.schema:
            data, path = b'{"schema":' + self.schema + b',"rows":' + data + b"}", path[:-1]
        for step in reversed(path):
            data = b"{" + _key(step) + data + b"}" if isinstance(step, str) else b"[" + data + b"]"
        return data


def pointer(path: Sequence[Step]) -> str:
    """A way as a JSON pointer."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def _key(name: str) -> bytes:
    return msgspec.json.encode(name) + b":"


@dataclass(frozen=True, slots=True)
class Found:
    """The records of a document, if it has any, and other lists and single records with times.

    ``lists`` are all that could be read in their place, in the order of the document.
    """

    best: Records | None = None
    others: tuple[Records, ...] = ()
    lists: tuple[Records, ...] = ()


def find(data: bytes, wanted: str = "") -> Found:
    """Where the records of a document are. Raises one of `FAULTS`, and `UserError` where a wanted list is not there.

    ``wanted`` is the place of the list that a person chose. Of its own accord: what holds times comes before what does
    not, a list before a single object, a list whose name or whose times are telling before another, a long one before
    a short one. A table of rows counts where nothing else holds times.
    """
    if not is_object(data) and not is_list(data):
        decode(data, msgspec.Raw)
        return Found()
    ranked = list(_ranked(data))
    if any(rank[0] and not records.names for rank, records in ranked):
        ranked = [(rank, records) for rank, records in ranked if not records.names or records.place == wanted]
    lists = tuple(records for _, records in ranked if not records.is_single)
    found = sorted(ranked, key=lambda item: item[0], reverse=True)
    if wanted:
        return Found(_named(lists, wanted), (), lists)
    if not found:
        return Found()
    best = found[0][1]
    return Found(best, _others(best, [records for rank, records in found[1:] if rank[0]]), lists)


def _named(lists: Sequence[Records], wanted: str) -> Records:
    for number, records in enumerate(lists, 1):
        if wanted in (records.place, records.place.removeprefix("/"), f"#{number}"):
            return records
    names = ", ".join(records.place for records in lists)
    raise UserError(
        f"There is no list “{wanted}” in this JSON document.", f"The lists are {names}." if names else "It has no list."
    )


def beside(data: bytes, found: Found) -> tuple[str, ...]:
    """The paths of what a document holds on the way to its records, without what is told otherwise or is empty.

    Raises one of `FAULTS`.
    """
    if (best := found.best) is None:
        return ()
    names: list[str] = []
    told = {other.path for other in found.others} | ({(*best.path[:-1], "schema")} if best.schema else set())
    for depth in range(len(best.path) + bool(best.keys)):
        path = best.path[:depth]
        if is_object(data):
            kept = best.path[depth : depth + 1] or best.keys
            named = decode(data, dict[str, msgspec.Raw])
            for key, raw in named.items():
                around = (*path, key)
                is_told = any(place[: len(around)] == around for place in told)
                if key not in kept and not is_told and bytes(raw).strip() not in _NOTHING:
                    names.append(".".join(map(str, around)))
        if depth < len(best.path):
            data = _inside(data, best.path[depth])
    if best.pages:
        first = decode(_inside(data, 0), dict[str, msgspec.Raw])
        kept = best.pages[0][1:2]
        names += [key for key, raw in first.items() if key not in kept and bytes(raw).strip() not in _NOTHING]
    return tuple(names)


def _inside(data: bytes, step: Step) -> bytes:
    if isinstance(step, str):
        return bytes(decode(data, dict[str, msgspec.Raw])[step])
    return bytes(decode(data, list[msgspec.Raw])[step])


def _others(best: Records, timely: Sequence[Records]) -> tuple[Records, ...]:
    """Lists outside the records that are read, and single records outside all of them.

    What lies around the records that are read is the document that tells them, and no record beside them.
    """
    found = [records for records in timely if not records.is_single and not best.holds(records.path)]
    for single in sorted((records for records in timely if records.is_single), key=lambda records: len(records.path)):
        if best.path[: len(single.path)] == single.path or best.holds(single.path):
            continue
        if not any(known.path == single.path or known.holds(single.path) for known in found):
            found.append(single)
    return tuple(found)


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
                yield (records := Records(path, items))
                yield from _pages(records)
            elif (table := table_names(items))[0]:
                names, has_header = table
                yield Records(path, items[has_header:], names=names, header=tuple(items[:has_header]))
            inner: list[tuple[Step, msgspec.Raw]] = [(0, items[0])] if len(items) == 1 else []
        else:
            named = decode(value, dict[str, msgspec.Raw])
            yield Records(path, [raw], is_single=True)
            if answer := schema_names(named):
                rows = decode(named["rows"], list[msgspec.Raw])
                yield Records((*path, "rows"), rows, names=answer, schema=bytes(named["schema"]))
            if keys := _keys(named):
                yield Records(path, [named[key] for key in keys], keys)
            kept = set(keys)
            inner = [(key, item) for key, item in named.items() if key not in kept]
        if len(path) < DEEPEST:
            branches = ((step, item) for step, item in inner if is_list(bytes(item)) or is_object(bytes(item)))
            waiting.extend(((*path, step), item) for step, item in islice(branches, MOST_OBJECTS))


def _pages(around: Records) -> Iterator[Records]:
    """The lists of the same name inside of the items of a list as one, where these items say no time of their own."""
    pages = [bytes(raw) for raw in around.items]
    if len(pages) < 2 or not all(map(is_object, pages)):
        return
    names = [name for name, raw in decode(pages[0], dict[str, msgspec.Raw]).items() if is_list(bytes(raw))]
    if not names or around.sheet().has_time:
        return
    members = [decode(page, dict[str, msgspec.Raw]) for page in pages]
    for name in names:
        if not all(is_list(bytes(member.get(name, b""))) for member in members):
            continue
        lists = [decode(member[name], list[msgspec.Raw]) for member in members]
        found = [((page, name, index), raw) for page, items in enumerate(lists) for index, raw in enumerate(items)]
        if any(is_object(bytes(raw)) for _, raw in found):
            yield Records(around.path, [raw for _, raw in found], pages=tuple(place for place, _ in found))


def _keys(named: dict[str, msgspec.Raw]) -> tuple[str, ...]:
    """The names under which an object holds records; none where it is no list of records by their ids or steps."""
    objects = {key: bytes(raw) for key, raw in named.items() if is_object(bytes(raw))}
    if len(objects) == len(named) >= LEAST_KEYED:
        names = [set(decode(raw, dict[str, msgspec.Raw])) for raw in islice(objects.values(), LOOKED_AT)]
        if names[0] and 2 * len(set.intersection(*names)) >= len(names[0]):
            return tuple(objects)
    return _alike(objects) if len(objects) > 1 else ()


def _alike(objects: dict[str, bytes]) -> tuple[str, ...]:
    """The names of the objects that say when and what under the same names, as the steps of an incident may.

    The *name* of something says who or which rather than what happened.
    """
    said = Counter[tuple[str, str]]()
    for raw in islice(objects.values(), MOST_SINGLE):
        sheet = Records((), [msgspec.Raw(raw)], is_single=True).sheet()
        if sheet.has_time and sheet.has_named_title:
            time, title = (sheet.paths[sheet.columns.places[name][0]] for name in ("occurred_at", "title"))
            said[time, title] += plain(title.rpartition(".")[2]) != "name"
    ways, amount = said.most_common(1)[0] if said else (("", ""), 0)
    if amount < 2:
        return ()
    wanted = {path.partition(".")[0] for path in ways}
    return tuple(key for key, raw in objects.items() if wanted <= decode(raw, dict[str, msgspec.Raw]).keys())
