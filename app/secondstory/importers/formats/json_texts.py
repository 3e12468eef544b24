"""Lists of texts in JSON, such as ``{"timeline": ["14:05 UTC alert fired", …]}``: each text is read as a line."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

import msgspec

from secondstory.importers.base import FormatInfo, ImportOptions, Layout, Question, Sample
from secondstory.importers.decoding import sample_text
from secondstory.importers.documents.reading import FAULTS, Record, clean, decode, not_whole, whole
from secondstory.importers.formats.text import outline_of, questions_of
from secondstory.importers.prose.events import drafts
from secondstory.importers.shapes import looks_like_json
from secondstory.importers.times.stamps import read_stamp
from secondstory.importers.together import Together, remarked
from secondstory.importers.trees.finding import Step, pointer
from secondstory.importers.trees.flattening import is_list, is_object
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.errors import UserError

LIKELY = 25
"""More than records without times, less than records with them."""
LEAST, LEAST_SHARE = 2, 0.5
"""So many texts of a list begin with a time, and so large a share."""
DEEPEST, MOST_LOOKED_AT = 6, 5000
BEGINNING = 60
MOST_NAMED = 6
_ITEM = re.compile(r'[\[,]\s*+("(?:[^"\\]|\\.)*+")(?=\s*+[,\]])', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of lists line by line, the place of each line, what is no text, and what stands beside the lists."""

    lines: tuple[str, ...]
    places: tuple[str, ...]
    others: tuple[UnreadRow, ...] = ()
    beside: tuple[str, ...] = ()


class JsonTextsImporter:
    """Reads the texts of a document as the lines of a timeline that people wrote."""

    info = FormatInfo(
        "json-texts",
        "Lists of texts in JSON",
        (".json",),
        "JSON whose lists hold texts that begin with times; each is read as a line of a text.",
    )

    def score(self, sample: Sample) -> int:
        """Whether the items of lists are texts that begin with times."""
        text = sample_text(sample)
        if not looks_like_json(text):
            return 0
        items = [item for match in _ITEM.finditer(text) if (item := _text(match[1].encode("utf-8", "replace")))]
        return LIKELY if _tell_times(items) else 0

    def read(self, stream: BinaryIO, options: ImportOptions) -> Iterator[Draft | UnreadRow]:
        """The events of the texts. Raises `UserError` where the file is no JSON, or holds no such lists."""
        found = _texts(whole(stream))
        rows = _placed(drafts(outline_of(list(found.lines), options).parts, options), found.places)
        names = ", ".join(f"“{name}”" for name in found.beside[:MOST_NAMED])
        more = f" and {len(found.beside) - MOST_NAMED} more" if len(found.beside) > MOST_NAMED else ""
        beside = f"Beside its texts the document holds {names}{more}; that was not read."
        yield from Together(remarked(rows, beside)) if found.beside else rows
        yield from found.others

    def questions(self, sample: Sample, options: ImportOptions) -> tuple[Question, ...]:
        """What the texts leave open."""
        return tuple(questions_of(list(_texts(self.excerpt(sample)).lines), options))

    def layout(self, sample: Sample, options: ImportOptions) -> Layout:  # noqa: ARG002 - texts have no columns
        """Texts have no columns."""
        return Layout()

    def excerpt(self, sample: Sample) -> bytes:
        """The texts of the sample as a list of their own."""
        if sample.is_whole:
            return sample.data
        items = (match[1] for match in _ITEM.finditer(sample_text(sample)))
        return f"[{','.join(items)}]".encode("utf-8", "replace")

    def repairable(self, corrected: str, sample: Sample | None) -> bytes:  # noqa: ARG002 - a text stands by itself
        """The corrected text in a list."""
        return msgspec.json.encode([clean(corrected)])


def _placed(rows: list[Draft | UnreadRow], places: tuple[str, ...]) -> Iterator[Draft | UnreadRow]:
    """The rows of a text, each with the place of the item that it stands in."""
    for row in rows:
        row.locator = places[int(row.locator.removeprefix("line ")) - 1]
        yield row


def _texts(data: bytes) -> Texts:
    try:
        lists, beside = _lists(data)
    except FAULTS as error:
        raise not_whole(error) from None
    lines: list[str] = []
    places: list[str] = []
    others: list[UnreadRow] = []
    for path, items in lists:
        for index, item in enumerate(items):
            place = pointer((*path, index))
            if (text := _text(bytes(item))) is None:
                others.append(
                    UnreadRow(place, "This item of a list of texts is none.", Record(place, bytes(item)).text)
                )
                continue
            lines += (split := text.splitlines() or [""])
            places += [place] * len(split)
    if not lines:
        raise UserError("The document holds no list of texts with times.", "Choose another format.")
    return Texts(tuple(lines), tuple(places), tuple(others), beside)


def _lists(data: bytes) -> tuple[list[tuple[tuple[Step, ...], list[msgspec.Raw]]], tuple[str, ...]]:
    """The lists of texts with times, and the names of what stands beside them. Raises one of `FAULTS`."""
    waiting: list[tuple[tuple[Step, ...], msgspec.Raw]] = [((), msgspec.Raw(data))]
    found: list[tuple[tuple[Step, ...], list[msgspec.Raw]]] = []
    beside: list[str] = []
    for _ in range(MOST_LOOKED_AT):
        if not waiting:
            break
        path, raw = waiting.pop(0)
        value = bytes(raw)
        if is_object(value) and len(path) < DEEPEST:
            waiting += [((*path, name), inner) for name, inner in decode(value, dict[str, msgspec.Raw]).items()]
            continue
        items = decode(value, list[msgspec.Raw]) if is_list(value) else []
        if _tell_times([text for item in items if (text := _text(bytes(item)))]):
            found.append((path, items))
        elif any(is_object(bytes(item)) or is_list(bytes(item)) for item in items) and len(path) < DEEPEST:
            waiting += [((*path, index), inner) for index, inner in enumerate(items)]
        elif value.strip() not in (b"null", b'""', b"[]", b"{}"):
            beside.append(".".join(map(str, path)) or "text")
    return found, tuple(beside + [".".join(map(str, path)) for path, _ in waiting])


def _text(raw: bytes) -> str | None:
    """The text that a value is, None where it is something else."""
    try:
        return clean(decode(raw, str)) if raw.lstrip()[:1] == b'"' else None
    except FAULTS:
        return None


def _tell_times(texts: list[str]) -> bool:
    timed = sum(map(_tells_time, texts))
    return timed > 0 and timed >= min(LEAST, len(texts)) and timed >= LEAST_SHARE * len(texts)


def _tells_time(text: str) -> bool:
    """Whether a text begins with a time and goes on with words."""
    found = read_stamp(text.lstrip(" *-•[(")[:BEGINNING])
    return found is not None and any(map(str.isalpha, found[1]))


IMPORTER = JsonTextsImporter()
