"""The columns of records: how they are called, and which of them hold which field."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from secondstory.importers.base import ImportOptions
from secondstory.importers.rules import rules
from secondstory.importers.tables.cells import Form, form_of
from secondstory.importers.tables.columns import Columns, merge
from secondstory.importers.tables.detecting import detect
from secondstory.importers.tables.headers import plain, unique_names
from secondstory.importers.tables.mapping import without_sheet
from secondstory.importers.tables.ticket_times import Moment
from secondstory.importers.tables.times import day_comes_first
from secondstory.importers.trees.flattening import is_structure
from secondstory.importers.trees.packed import (
    INSIDE,
    inside,
    keep_times,
    own_name,
    packed_columns,
    with_inner,
    without_inner_times,
)

MOST_COLUMNS = 500
"""Further columns are not named; their values stay in the verbatim record."""


_ADDRESS = re.compile(r"\S+[.:/\\@]\S+")
"""The name of a host, an address, a path: one word with such a mark inside."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The first records as a table: paths in the order in which they were met, and the cells of each record."""

    paths: tuple[str, ...] = ()
    rows: tuple[list[str], ...] = ()
    columns: Columns = field(default_factory=lambda: Columns(()))
    stand_ins: dict[int, tuple[int, ...]] = field(default_factory=dict)
    """For a column that a field is read from, those that say the same where it is empty."""
    words: dict[int, dict[str, str]] = field(default_factory=dict)
    """For a column of codes, what they mean."""
    packed: tuple[str, ...] = ()
    """The values that hold packed JSON, which is looked into; see `trees.packed`."""

    @classmethod
    def of(cls, records: Sequence[dict[str, str]]) -> "Sheet":
        """The sheet of flattened records, with its columns as they are understood without a person.

        Packed JSON is looked into where the records do not say what happened outside of it, or not when.
        """
        sheet = cls._of(records)
        packed = tuple(sheet.paths[place] for place in packed_columns(sheet.rows, len(sheet.paths)))
        if not packed:
            return sheet
        is_told = sheet.says_what_happened(packed)
        if sheet.has_time and is_told:
            return sheet
        unpacked = [with_inner(cells, packed) for cells in records]
        if sheet.has_time:
            unpacked = without_inner_times(unpacked)
        inner = cls._of(unpacked)
        says = any(INSIDE in inner.paths[place] for place in inner.columns.places.get("title", ()))
        if not (says or is_told) or not {*sheet.paths} <= {*inner.paths}:
            return sheet
        if sheet.has_time:
            keep_times(inner.columns, sheet.columns, inner.paths, sheet.paths)
        if not inner.has_time:
            return sheet
        inner = replace(inner, packed=packed)
        return replace(inner, rows=tuple(inner.row(cells) for cells in records))

    @classmethod
    def _of(cls, records: Sequence[dict[str, str]]) -> "Sheet":
        """The sheet of records as they are.

        What is null in one record and an object in another has no column: its values have.
        """
        met = list(dict.fromkeys(path for cells in records for path in cells))[: 2 * MOST_COLUMNS]
        filled = {path for cells in records for path, cell in cells.items() if cell}
        outer = {path[:end] for path in met for end in range(len(path)) if path[end] == "."}
        paths = tuple(path for path in met if path in filled or path not in outer)[:MOST_COLUMNS]
        sheet = cls(paths, words=_coded(paths))
        rows = tuple(sheet.row(cells) for cells in records)
        columns = _understood(paths, rows)
        return replace(sheet, rows=rows, columns=columns, stand_ins=_stand_ins(columns, paths, rows))

    def row(self, cells: dict[str, str]) -> list[str]:
        """The cells of a record in the order of the columns; what stands in for an empty one is put in its place."""
        if self.packed:
            cells = with_inner(cells, self.packed)
        row = [cells.get(path, "") for path in self.paths]
        for name in self.packed:
            self._unpack(name, cells, row)
        for place, words in self.words.items():
            row[place] = words.get(row[place], row[place])
        for place, others in self.stand_ins.items():
            if not row[place]:
                row[place] = next((row[other] for other in others if row[other]), "")
        return row

    def _unpack(self, name: str, cells: dict[str, str], row: list[str]) -> None:
        """Take away what was unpacked, unless a person wants it as it is; what is no JSON is a title as it stands."""
        if not (cell := cells.get(name, "")) or name not in self.paths:
            return
        place, titles = self.paths.index(name), self.columns.places.get("title", ())
        if inside(cell):
            if not any(place in places for places in self.columns.places.values()):
                row[place] = ""
        elif titles and INSIDE in self.paths[titles[0]] and not row[titles[0]]:
            row[titles[0]], row[place] = cell, ""

    def stood_in(self, cells: dict[str, str]) -> str:
        """What to say of a record whose time is told by another value than that of the other records."""
        for place in self.columns.places.get("occurred_at", ()):
            others = (self.paths[other] for other in self.stand_ins.get(place, ()))
            if not cells.get(self.paths[place]) and (other := next(filter(cells.get, others), "")):
                return f"“{self.paths[place]}” is empty here; the time is that of “{other}”."
        return ""

    def other_times(self) -> str:
        """What to say of times that are read as nothing; empty where there are none."""
        standing_in = {self.columns.names[place] for others in self.stand_ins.values() for place in others}
        names = [name for name in self.columns.other_times if name not in standing_in]
        return f"Further values hold times and were not read as such: {', '.join(names)}." if names else ""

    def mapped(self, options: ImportOptions) -> "Sheet":
        """The same sheet with what a person said put in its place; for that nothing stands in."""
        columns = merge(self.columns, without_sheet(options.mapping))
        said = {place for name in options.mapping for place in columns.places.get(name, ())}
        kept = {place: others for place, others in self.stand_ins.items() if place not in said}
        return replace(self, columns=columns, stand_ins=kept)

    @property
    def has_time(self) -> bool:
        """Whether a column holds the time."""
        return "occurred_at" in self.columns.places

    @property
    def has_named_time(self) -> bool:
        """Whether a column holds the time whose name says so."""
        return self.has_time and not self.columns.rivals

    @property
    def has_named_title(self) -> bool:
        """Whether a column holds the title whose name says so."""
        places = self.columns.places.get("title", ())
        return bool(places) and plain(_guides(self.paths)[places[0]]) in rules("columns")["fields"]["title"]

    def says_what_happened(self, packed: Sequence[str] = ()) -> bool:
        """Whether the title says more than a name or a lone word, and is none of these columns."""
        places = self.columns.places.get("title", ())
        if not places or self.paths[places[0]] in packed:
            return False
        cells = [cell for row in self.rows if (cell := row[places[0]].strip())]
        sentences = sum(len(cell.split(None, 1)) > 1 for cell in cells)
        return sentences * 2 > len(cells) or (self.has_named_title and not all(map(_is_lone, cells)))

    def time_cells(self) -> list[str]:
        """The times of the first records, as they are written."""
        places = self.columns.places.get("occurred_at", ())
        return [row[places[0]] for row in self.rows if places]

    def day_first(self, options: ImportOptions) -> tuple[bool, bool]:
        """Whether the day stands before the month, and whether that is open."""
        return day_comes_first(self.time_cells(), options)


def _understood(paths: tuple[str, ...], rows: tuple[list[str], ...]) -> Columns:
    """The columns as the header of a table would tell them, but with the paths as their names."""
    guides = list(_guides(paths))
    for place, guide in enumerate(guides):
        if any(form_of(row[place]) is Form.EPOCH for row in rows):
            guides[place] = rules("json")["counted"].get(plain(guide), guide)
    telling = _telling(guides, rows)
    columns = detect(guides, telling, len(guides))
    by_guide = dict(zip(columns.names, names := unique_names(paths, len(paths)), strict=True))
    columns.rivals = tuple(by_guide[name] for name in columns.rivals)
    columns.other_times = tuple(by_guide[name] for name in columns.other_times)
    columns.names = names
    _keep_own_moments(columns, paths)
    _prefer_words(columns, [plain(guide) for guide in guides], rows)
    _find_zone(columns, paths)
    return columns


def _keep_own_moments(columns: Columns, paths: tuple[str, ...]) -> None:
    """Leave out the times of other things: of an alert, ``incident.created_at`` says nothing of itself.

    Where only the way to a value says what it is (``opened.at``), it is of the record.
    """
    if not columns.moments:
        return
    table = rules("columns")["moments"]
    owner = paths[columns.places["occurred_at"][0]].rpartition(".")[0]
    kept: list[Moment] = []
    left: list[Moment] = []
    for moment in columns.moments:
        around, _, name = paths[moment.place].rpartition(".")
        says_itself = any(word in table["words"] for word in plain(name).split())
        (left if says_itself and around != owner else kept).append(moment)
    columns.moments = tuple(kept) if len(kept) > 1 else ()
    columns.other_times += tuple(paths[moment.place] for moment in left)


def _stand_ins(columns: Columns, paths: tuple[str, ...], rows: tuple[list[str], ...]) -> dict[int, tuple[int, ...]]:
    """What says the same as the time, the title and the person of a record where these are empty."""
    table = rules("columns")
    plains = [plain(guide) for guide in _guides(paths)]
    used = {place for name, places in columns.places.items() if name != "body" for place in places}
    names = {"title": table["fields"]["title"], "actor": rules("json")["doers"]}
    if not columns.moments:
        names["occurred_at"] = table["time"]["event"]
    found = {}
    for name, words in names.items():
        if (
            len(own := columns.places.get(name, ())) != 1
            or plains[own[0]] not in words
            or all(row[own[0]] for row in rows)
        ):
            continue
        others = (place for place, guide in enumerate(plains) if guide in words and place not in used)
        fit = [
            place for place in others if name != "occurred_at" or columns.forms.get(place) in (Form.FULL, Form.EPOCH)
        ]
        found[own[0]] = tuple(sorted(fit, key=lambda place: words.index(plains[place])))
    return {place: others for place, others in found.items() if others}


def _prefer_words(columns: Columns, plains: list[str], rows: tuple[list[str], ...]) -> None:
    """Take for the title what says more than a lone word such as *push*, where another column named so does.

    The lone word is of the kind of the event then; together with a *name* it is the title.
    """
    named = rules("columns")["fields"]["title"]
    (title, *more) = columns.places.get("title") or (-1,)
    if title < 0 or more or plains[title] not in named or any(not _is_lone(row[title]) for row in rows):
        return
    used = {place for field_, places in columns.places.items() if field_ != "body" for place in places}
    others = [
        place
        for place, name in enumerate(plains)
        if name in named and place not in used and any(not _is_lone(row[place]) for row in rows)
    ]
    if not others:
        return
    best = min(others, key=lambda place: named.index(plains[place]))
    columns.places["title"] = (best, title) if plains[best] == "name" else (best,)
    if plains[best] != "name":
        columns.places.setdefault("kind", (title,))
    if columns.places.get("body") == (best,):
        del columns.places["body"]


def _is_lone(cell: str) -> bool:
    """Whether a cell holds no more than one word in small letters, as programs name things, or an address."""
    return (not any(letter.isspace() for letter in cell) and cell == cell.lower()) or bool(_ADDRESS.fullmatch(cell))


def _find_zone(columns: Columns, paths: tuple[str, ...]) -> None:
    """A zone that stands in the same object as the time is its zone: ``when.tz`` of ``when.start``."""
    if "zone" in columns.places or not columns.places.get("occurred_at"):
        return
    owner = paths[columns.places["occurred_at"][0]].rpartition(".")[0]
    words = rules("columns")["time"]["zone"]
    for place, path in enumerate(paths):
        before, _, name = path.rpartition(".")
        if before == owner and plain(name) in words:
            columns.places["zone"] = (place,)
            return


def _telling(guides: list[str], rows: tuple[list[str], ...]) -> list[list[str]]:
    """The cells that tell what a column is: no structures, no addresses, no numbers that only look like an instant.

    Ids of ten digits are common in JSON, so a number is a time only in a column whose name has to do with time.
    """
    words = set(rules("json")["time_words"])
    timely = [not words.isdisjoint(plain(guide).split()) for guide in guides]
    structured = [any(is_structure(row[place]) for row in rows) for place in range(len(guides))]
    for place, found in enumerate(structured):
        if found:
            guides[place] = f"{guides[place]} list"
    return [
        ["" if structured[place] or (not timely[place] and _misleads(cell)) else cell for place, cell in enumerate(row)]
        for row in rows
    ]


def _misleads(cell: str) -> bool:
    form = form_of(cell)
    return form is Form.EPOCH or (form is Form.OTHER and bool(_ADDRESS.fullmatch(cell)))


def _guides(paths: tuple[str, ...]) -> tuple[str, ...]:
    """What each path would be called in a table, for the rules about headers.

    Envelopes such as ``fields`` are passed over. An object that stands for one value is called by its own name: of
    ``actor.name`` and ``actor.email`` the first is the *actor*, because it stands first among the words for that.
    """
    envelopes, values = set(rules("json")["envelopes"]), list(rules("json")["values"])
    parts = [_inside(own_name(path).split("."), envelopes) for path in paths]
    best: dict[str, tuple[int, int]] = {}
    for place, names in enumerate(parts):
        if len(names) > 1 and names[-1] in values:
            owner = ".".join(names[:-1])
            best[owner] = min(best.get(owner, (len(values), 0)), (values.index(names[-1]), place))
    chosen = {place: owner for owner, (_, place) in best.items() if owner not in paths}
    guides = (chosen.get(place, ".".join(names)).replace(".", " ") for place, names in enumerate(parts))
    coded = _coded(paths)
    called = rules("json")["called"]
    return tuple("event kind" if p in coded else called.get(plain(guide), guide) for p, guide in enumerate(guides))


def _coded(paths: tuple[str, ...]) -> dict[int, dict[str, str]]:
    """The columns whose codes tell the kind of a record, which is known by the names beside them."""
    entries = (entry for entry in rules("json")["coded"] if set(entry["beside"]) <= set(paths))
    return {paths.index(entry["name"]): entry["words"] for entry in entries if entry["name"] in paths}


def _inside(names: list[str], envelopes: set[str]) -> list[str]:
    while len(names) > 1 and names[0].lower() in envelopes:
        names = names[1:]
    return names
