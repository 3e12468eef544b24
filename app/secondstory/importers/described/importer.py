"""An importer whose records are described by rules: they are looked for at any depth, and each tells its events."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, cast

import msgspec

from secondstory.importers.base import ImportOptions
from secondstory.importers.chat import kind_of_person, kind_of_program
from secondstory.importers.described.shapes import Described, Moment, Shape, described, shape_of
from secondstory.importers.described.values import Scope
from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.importer import JsonImporter, Row, oldest_first, rows_inside
from secondstory.importers.documents.nested import remark
from secondstory.importers.documents.reading import Record, clean, decode
from secondstory.importers.documents.written import WrittenMaker
from secondstory.importers.html.text import plain_text
from secondstory.importers.kinds import kind_of_cell, kind_of_text
from secondstory.importers.times.days import UnplaceableError, When
from secondstory.importers.titles import TITLE_LENGTH
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.enums import EventKind

DEEPEST = 9
"""Records of GraphQL lie that deep."""
MOST_NAMED = 6
MOST_REMEMBERED = 1000
UNKNOWN = "The record is not what this format has."


@dataclass(frozen=True, slots=True)
class DescribedMaker(WrittenMaker):
    """A maker that remembers people and messages, which may be named before they are told."""

    people: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    replies: list[tuple[Draft, str]] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    met: dict[frozenset[str], tuple[list[Shape], bool]] = field(default_factory=dict)

    @property
    def rules(self) -> Described:
        """What the rules of the format say."""
        return described(self.rules_name)

    def when(self, written: Time) -> When:
        """The instant of a time, which most tools write in ISO 8601. Raises `UnplaceableError` with the reason."""
        if isinstance(written, str) and written[4:5] == "-":
            try:
                return Maker.when(self, written)
            except UnplaceableError:
                pass
        return WrittenMaker.when(self, written)

    def promised(self, names: frozenset[str]) -> tuple[list[Shape], bool]:
        """The shapes that an object with these names may have, and whether it may list people."""
        if (known := self.met.get(names)) is None:
            known = (
                [shape for shape in self.rules.shape if names.issuperset(map(_first_name, shape.has))],
                any(names.issuperset(map(_first_name, people.names)) for people in self.rules.people),
            )
            if len(self.met) < MOST_REMEMBERED:
                self.met[names] = known
        return known

    def meet(self, scope: Scope) -> bool:
        """Remember the people that an object lists; whether it does."""
        met = [people.of(scope) for people in self.rules.people]
        for found in met:
            self.people.update(found)
        return any(met)


def _first_name(path: str) -> str:
    return path.partition(".")[0]


class DescribedImporter(JsonImporter):
    """Reads JSON of which the rules of its name say all: see ``importing/chats.toml`` for how."""

    paths = ((),)

    def maker(self, options: ImportOptions) -> Maker:
        """What makes the events of one import, and remembers what they share."""
        return DescribedMaker(self.info.name, options, self.naive_zone)

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """The events of a record, or of all that lie in it."""
        yield from _of_items([record], cast("DescribedMaker", make), None, "", DEEPEST, _Unknown.ALWAYS)

    def _told(self, found: Iterator[Record], make: Maker) -> Iterator[Row]:
        """The events of all records, with the names of people and of what was replied to."""
        rows = rows_inside(found, lambda record: self.events(record, make))
        described_maker = cast("DescribedMaker", make)
        _name(rows, described_maker)
        in_order = list(oldest_first(rows))
        if names := list(dict.fromkeys(described_maker.beside)):
            shown = ", ".join(f"“{clean(name)}”" for name in names[:MOST_NAMED])
            remark(in_order, f"Beside what is read the file holds {shown}{' and more' * (len(names) > MOST_NAMED)}.")
        yield from in_order


@dataclass(frozen=True, slots=True)
class Sight:
    """What a value turns out to be: of a shape, or a list of people, or neither."""

    members: dict[str, msgspec.Raw]
    scope: Scope | None = None
    shape: Shape | None = None
    is_known: bool = False

    @classmethod
    def of(cls, record: Record, make: DescribedMaker, around: Scope | None, inside: str) -> "Sight":
        """Look at a value. All of it is decoded only where its names promise something. Raises one of `FAULTS`."""
        if not record.raw.lstrip().startswith(b"{"):
            return cls({})
        members = decode(record.raw, dict[str, msgspec.Raw])
        likely, lists_people = make.promised(frozenset(members))
        if not likely and not lists_people:
            return cls(members)
        scope = Scope(record.decoded(Any), around)
        met = lists_people and make.meet(scope)
        shape = shape_of(likely, scope, inside)
        return cls(members, scope, shape, shape is not None or met)


def _inside(record: Record, make: DescribedMaker, around: Scope | None, inside: str, deep: int) -> Iterator[Row]:
    """The events of a value that is no record itself: of the items of a list, of the members of anything else."""
    place = record.pointer.rstrip("/")
    if is_list := record.raw.lstrip().startswith(b"["):
        held = [(str(number), raw) for number, raw in enumerate(record.decoded(list[msgspec.Raw]))]
    else:
        held = list(record.decoded(dict[str, msgspec.Raw]).items())
    structures = [(name, raw) for name, raw in held if bytes(memoryview(raw)[:1]) in (b"{", b"[")]
    items = [Record(f"{place}/{name}", bytes(raw)) for name, raw in (held if is_list and structures else structures)]
    yield from _of_items(items, make, around, inside, deep, _Unknown.BESIDE if is_list else _Unknown.NEVER)


class _Unknown(Enum):
    """Whether what is unknown is told: where other items of the list are events, always, or not at all."""

    BESIDE = "beside"
    ALWAYS = "always"
    NEVER = "never"


def _of_items(
    items: list[Record], make: DescribedMaker, around: Scope | None, inside: str, deep: int, told: _Unknown
) -> Iterator[Row]:
    """The events of several values, and what is unknown among them."""
    unknown: list[Record] = []

    def tell(item: Record) -> Iterator[Row]:
        sight = Sight.of(item, make, around, inside)
        if sight.shape is not None and sight.scope is not None:
            yield from _of_shape(item, sight.shape, sight.scope, make, deep)
            return
        is_structure = item.raw.lstrip().startswith((b"{", b"["))
        rows = list(_inside(item, make, around, inside, deep - 1)) if deep and is_structure else []
        yield from rows
        if not rows and not sight.is_known:
            unknown.append(item)

    rows = rows_inside(items, tell)
    yield from rows
    if told is _Unknown.NEVER:
        make.beside.extend(item.pointer.rpartition("/")[2] for item in unknown if _is_other_list(item, make))
    if told is _Unknown.ALWAYS or (told is _Unknown.BESIDE and any(isinstance(row, Draft) for row in rows)):
        yield from (UnreadRow(item.pointer, UNKNOWN, item.text) for item in unknown)


def _is_other_list(item: Record, make: DescribedMaker) -> bool:
    """Whether a value is a list of records that this format has nothing to say of."""
    items = item.decoded(list[msgspec.Raw]) if item.raw.lstrip().startswith(b"[") else []
    first = bytes(items[0]) if items else b""
    return first.startswith(b"{") and not Sight.of(Record(item.pointer, first), make, None, "").is_known


def _of_shape(record: Record, shape: Shape, scope: Scope, make: DescribedMaker, deep: int) -> Iterator[Row]:
    """The events of a record, then those of the records inside it."""
    if shape.tells:
        yield from _of_moments(record, shape, scope, make) if shape.moment else [_of_one(record, shape, scope, make)]
    for path in shape.inside:
        inner = record
        for name in path.split("."):
            held = inner.decoded(dict[str, msgspec.Raw]) if inner.raw.startswith(b"{") else {}
            inner = Record(f"{inner.pointer.rstrip('/')}/{name}", bytes(held.get(name, b"")))
        if deep and inner.raw.startswith((b"[", b"{")):
            yield from _inside(inner, make, scope, shape.name, deep - 1)


def _of_moments(record: Record, shape: Shape, scope: Scope, make: DescribedMaker) -> Iterator[Row]:
    is_first = True
    for moment in shape.moment:
        time = _time(scope, [moment.time])
        if time is not None and time != _time(scope, [moment.unlike]):
            yield make.event(record, _at_moment(shape, moment, scope, time, is_first=is_first))
            is_first = False
    if is_first:
        yield UnreadRow(record.pointer, "The record has no time.", record.text)


def _at_moment(shape: Shape, moment: Moment, scope: Scope, time: Time, *, is_first: bool) -> Occurrence:
    return Occurrence(
        time,
        EventKind(moment.kind),
        _plain(scope.first(moment.text), shape),
        body=_plain("\n\n".join(scope.all(moment.body or (shape.body if is_first else ()))), shape),
        actor=scope.first(moment.actor),
        tags=scope.all(shape.tags),
        until=_time(scope, [moment.until]) if moment.until else None,
        external_id=_id(shape, scope),
        part=moment.part,
    )


def _of_one(record: Record, shape: Shape, scope: Scope, make: DescribedMaker) -> Row:
    words = shape.words(scope)
    phrase = next((shape.phrases[word] for word in words if word in shape.phrases), [])
    text = _clean(_plain(scope.first((*phrase, *shape.text)), shape), make)
    paragraphs = [_clean(_plain(paragraph, shape), make) for paragraph in scope.all(shape.body)]
    actor = scope.first(shape.actor)
    own = "\n".join(words for words in (text, *paragraphs) if not words.startswith(tuple(make.rules.labels)))
    told = Occurrence(
        _time(scope, shape.time),
        _kind(shape, scope, words, own, make.people.get(actor, actor)),
        text,
        body="\n\n".join(paragraph for paragraph in paragraphs if paragraph and paragraph != text),
        actor=actor,
        tags=scope.all(shape.tags),
        until=_time(scope, shape.until),
        external_id=_id(shape, scope),
        remark=_edited(shape, scope, make),
    )
    row = make.event(record, told)
    if isinstance(row, Draft) and shape.is_chat:
        _remember(row, scope, shape, make)
    return row


def _remember(row: Draft, scope: Scope, shape: Shape, make: DescribedMaker) -> None:
    if own := scope.filled(shape.id):
        make.titles[own] = row.title
    if shape.reply and (parent := scope.filled(shape.reply)) and parent != own:
        make.replies.append((row, parent))


def _kind(shape: Shape, scope: Scope, words: list[str], text: str, actor: str) -> EventKind:
    """By the words of the record, else by what people say, else by the words for all formats."""
    named = next((shape.kinds[word] for word in words if word in shape.kinds), "")
    if named:
        return EventKind(named)
    if shape.is_chat:
        return kind_of_program(text, actor) if shape.is_by_program(scope) else kind_of_person(text)
    if shape.kind:
        return EventKind(shape.kind)
    return next(filter(None, map(kind_of_cell, words)), None) or kind_of_text(text)


def _time(scope: Scope, paths: list[str]) -> Time:
    """The first time that is there; zero means that it is not. A template makes one of a time and a zone beside it."""
    for path in paths:
        if "{" in path:
            if made := scope.filled(path):
                return made
            continue
        for value in scope.values(path):
            if value not in (None, "", 0, "0") and isinstance(value, str | int | float):
                return value
    return None


def _edited(shape: Shape, scope: Scope, make: DescribedMaker) -> str:
    time = _time(scope, [shape.edited]) if shape.edited else None
    if time is None:
        return ""
    try:
        return f"Edited at {make.when(time).at:%Y-%m-%d %H:%M:%S} UTC."
    except UnplaceableError:
        return "Edited later."


def _id(shape: Shape, scope: Scope) -> str:
    own = scope.filled(shape.id) if shape.id else ""
    return f"{shape.name}:{own}" if own else ""


def _plain(text: str, shape: Shape) -> str:
    return plain_text(text) if shape.markup == "html" else text


def _clean(text: str, make: DescribedMaker) -> str:
    for mark in make.rules.left_out:
        text = text.replace(mark, "")
    return text.strip()


def _name(rows: list[Row], make: DescribedMaker) -> None:
    """Put names for ids, and say what was replied to, now that all has been read."""
    mention = re.compile(make.rules.mention) if make.rules.mention else None
    for row in rows:
        if not isinstance(row, Draft):
            continue
        row.actor = make.people.get(row.actor, row.actor)
        if mention is not None:
            named = mention.sub(lambda match: f"@{make.people.get(match[1], match[1])}", row.title)
            row.title = named if len(named) <= TITLE_LENGTH else row.title
            row.body = mention.sub(lambda match: f"@{make.people.get(match[1], match[1])}", row.body)
    for row, parent in make.replies:
        title = make.titles.get(parent, "")
        row.body = f"{row.body}\n\nReply to “{title}”".strip() if title else row.body
