"""Chats that were exported as web pages: by Teams, Discord, Telegram, Element and others."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from secondstory.importers.asking import open_questions
from secondstory.importers.base import FormatInfo, ImportOptions, Layout, Question, Sample, Topic
from secondstory.importers.chat import kind_of_person, kind_of_program
from secondstory.importers.decoding import is_binary, sample_text
from secondstory.importers.documents.events import Occurrence
from secondstory.importers.documents.reading import Record, clean
from secondstory.importers.documents.written import WrittenMaker
from secondstory.importers.formats.web_page import is_page, page_items, page_text
from secondstory.importers.html.chats import Spoken, page_of, spoken
from secondstory.importers.rules import rules
from secondstory.importers.tables.times import day_comes_first
from secondstory.importers.times.stamps import read_stamp
from secondstory.importers.times.zones import require_zone
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.enums import EventKind
from secondstory.model.errors import UserError

CERTAIN = 88
NO_TEXT = "Message without text"
LONGEST_TIME = 80
FEW = 2
"""A report with some comments below it has more events than so many for each comment: it is no chat."""
_SHORT_YEAR = re.compile(r"(\d{1,2}[-/ ][^\W\d_]{3,9}\.?[-/ ])(\d{2})(?=\s|\Z)")


@dataclass(frozen=True, slots=True)
class ShownMaker(WrittenMaker):
    """A maker of times as pages show them."""

    def told(self, number: int, message: Spoken) -> Draft | UnreadRow:
        """The event that a message is."""
        text = message.text or NO_TEXT
        record = Record(f"message {number}", message.raw.encode("utf-8", "replace"))
        kind = _kind(text, message.name)
        return self.event(record, Occurrence(_whole_year(message.written), kind, text, actor=message.name))


class ChatPageImporter:
    """Reads the messages of a page on which classes say what is a name, a time and a text."""

    info = FormatInfo(
        "chat-page",
        "Chat as a web page (HTML)",
        (".html", ".htm"),
        "A chat of Teams, Discord, Telegram, Element or another program that was exported as HTML.",
    )

    def score(self, sample: Sample) -> int:
        """Certain where several messages with names and times stand on the page."""
        if is_binary(sample.data):
            return 0
        text = sample_text(sample)
        if not is_page(text):
            return 0
        found = [message for message in spoken(text) if message.name and message.text and _is_time(message.written)]
        if len(found) < rules("chat-page")["least"]:
            return 0
        return CERTAIN if len(page_items(text)) <= len(found) * FEW else 0

    def read(self, stream: BinaryIO, options: ImportOptions) -> Iterator[Draft | UnreadRow]:
        """The messages in the order of the page. Raises `UserError` where there are none."""
        require_zone(options.zone)
        found = spoken(page_text(stream))
        if not found:
            raise UserError(
                "No messages are found on this page.", "Import it as a web page, or copy the chat and paste it as text."
            )
        yield from _told(found, options)

    def questions(self, sample: Sample, options: ImportOptions) -> tuple[Question, ...]:
        """The zone of times that name none, the day of times of day, the order of day and month."""
        found = spoken(sample_text(sample))
        asked = list(open_questions(lambda tried: list(_told(found, tried)), options))
        if day_comes_first([message.written for message in found], options)[1]:
            reason = "The page does not show whether the day or the month comes first in its dates."
            asked.insert(0, Question(Topic.ORDER, reason))
        return tuple(asked)

    def layout(self, sample: Sample, options: ImportOptions) -> Layout:  # noqa: ARG002 - a page has no columns
        """A page has no columns."""
        return Layout()

    def excerpt(self, sample: Sample) -> bytes:
        """The beginning of the page."""
        return sample.data if sample.is_whole else sample_text(sample).encode("utf-8", "replace")

    def repairable(self, corrected: str, sample: Sample | None) -> bytes:  # noqa: ARG002 - a message stands by itself
        """The corrected message as a page."""
        return page_of(corrected).encode("utf-8", "replace")


def _told(found: list[Spoken], options: ImportOptions) -> Iterator[Draft | UnreadRow]:
    first, _ = day_comes_first([message.written for message in found], options)
    make = ShownMaker(ChatPageImporter.info.name, options, day_first=first)
    for number, message in enumerate(found, 1):
        yield make.told(number, message)


def _kind(text: str, name: str) -> EventKind:
    kind = kind_of_program(text, name)
    return kind if kind is EventKind.ALERT and kind_of_person(text) is not kind else kind_of_person(text)


def _is_time(written: str) -> bool:
    found = read_stamp(_whole_year(written), day_first=True) if len(written) <= LONGEST_TIME else None
    return found is not None and found[0].clock is not None and not found[1].strip()


def _whole_year(written: str) -> str:
    """A time as it is read: a year of two digits behind the name of a month would be a time of day."""
    return _SHORT_YEAR.sub(r"\g<1>20\2", clean(written), count=1)


IMPORTER = ChatPageImporter()
