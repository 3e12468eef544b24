"""Pasted text and Markdown: lists, headings, tables and chats with times."""

from collections.abc import Iterator
from itertools import chain, islice
from typing import BinaryIO

from secondstory.importers.asking import open_questions
from secondstory.importers.base import FormatInfo, ImportOptions, Layout, Question, Sample, Topic
from secondstory.importers.decoding import is_binary, lines_of, sample_text, shown
from secondstory.importers.prose.events import drafts
from secondstory.importers.prose.outline import Outline
from secondstory.importers.prose.transcripts import captions
from secondstory.importers.prose.words import chat_header, is_cue, short_day
from secondstory.importers.shapes import looks_like_markup
from secondstory.importers.tables.times import day_comes_first
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.errors import UserError

TEXT_LIMIT = 64 * 1024 * 1024
MOST, CERTAINLY_CAPTIONS = 75, 85
LONGEST_HEADER = 120
LEAST_TOLD = 2
"""One paragraph that begins with a time is no story."""
_HALF = frozenset({"am", "pm", "AM", "PM", "m.", "M."})


class TextImporter:
    """Reads timelines that people wrote for people."""

    info = FormatInfo(
        "text",
        "Text or Markdown",
        (".md", ".markdown", ".txt", ".erb", ".log"),
        "Pasted text or Markdown: lists, headings and tables with times, notes of a chat, dates on lines of their own.",
        CERTAINLY_CAPTIONS,
    )

    def score(self, sample: Sample) -> int:
        """How many events the sample holds."""
        if is_binary(sample.data):
            return 0
        text = sample_text(sample)
        if looks_like_markup(text):
            return 0
        lines = text.split("\n")
        if _are_captions(lines):
            return CERTAINLY_CAPTIONS
        found = len(outline_of(lines, ImportOptions()).items)
        filled = sum(1 for line in lines if line.strip()) or 1
        return min(MOST, 25 + 10 * min(found, 3) + int(20 * min(1.0, found / filled))) if found else 0

    def read(self, stream: BinaryIO, options: ImportOptions) -> Iterator[Draft | UnreadRow]:
        """The events of the text, oldest first where it tells the newest first."""
        lines, size = [], 0
        for line in chain.from_iterable(lines_of(stream)):
            size += len(line)
            if size > TEXT_LIMIT:
                raise UserError(
                    f"The text is longer than {TEXT_LIMIT // 2**20} million characters, the most that is read as text.",
                    "Divide it, or import it as a table (CSV), which has no such limit.",
                )
            lines.append(line if line.isascii() else shown(line))
        parts = captions(lines) if _are_captions(lines) else outline_of(lines, options).parts
        yield from drafts(parts, options)

    def questions(self, sample: Sample, options: ImportOptions) -> tuple[Question, ...]:
        """The zone of times that name none, the day of times of day, the order of day and month."""
        return tuple(questions_of(sample_text(sample).split("\n"), options))

    def layout(self, sample: Sample, options: ImportOptions) -> Layout:  # noqa: ARG002 - text has no columns
        """Text has no columns."""
        return Layout()

    def excerpt(self, sample: Sample) -> bytes:
        """The whole lines of the sample."""
        return sample.data if sample.is_whole else sample_text(sample).encode("utf-8")

    def repairable(self, corrected: str, sample: Sample | None) -> bytes:  # noqa: ARG002 - a line stands by itself
        """The corrected lines."""
        return corrected.encode("utf-8", "replace")


def _are_captions(lines: list[str]) -> bool:
    """Whether the lines are WebVTT or SubRip: cues with the times at which they begin and end in a recording."""
    first = list(islice((line.lstrip("\ufeff") for line in lines if line.strip()), 2))
    return any(map(is_cue, first)) or (bool(first) and first[0].split()[:1] == ["WEBVTT"])


def outline_of(lines: list[str], options: ImportOptions) -> Outline:
    """The parts of a text."""
    day_first, _ = day_comes_first(_starts(lines), options)
    outline = Outline(lines, day_first=day_first)
    if outline.items:
        return outline
    outline = Outline(lines, day_first=day_first, open_fences=True)
    if outline.items:
        return outline
    told = Outline(lines, day_first=day_first, narrative=True)
    return told if len(told.items) >= LEAST_TOLD else outline


def _starts(lines: list[str]) -> list[str]:
    """Where a date may stand: the beginnings of lines, and the ends of those that head a message."""
    headers = (
        chat_header(line.strip()) for line in lines if len(line) < LONGEST_HEADER and line.rstrip()[-2:] in _HALF
    )
    starts = [line.lstrip(" \t-*+•>|[(#")[:40] for line in lines]
    short_days = (short_day(line.lstrip("# -*").rstrip()) for line in lines)
    return [*starts, *(header[1] for header in headers if header), *filter(None, short_days)]


def questions_of(lines: list[str], options: ImportOptions) -> Iterator[Question]:
    """What the lines of a text leave open."""
    if _are_captions(lines):
        spoken = captions(lines)
        yield from open_questions(lambda tried: drafts(spoken, tried), options)
        return
    if day_comes_first(_starts(lines), options)[1]:
        yield Question(Topic.ORDER, "The text does not show whether the day or the month comes first in its dates.")
    parts = outline_of(lines, options).parts
    yield from open_questions(lambda tried: drafts(parts, tried), options)


IMPORTER = TextImporter()
