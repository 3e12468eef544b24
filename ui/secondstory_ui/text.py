"""Words on their way to the screen: names and shipped texts in the person's language."""

import re
from datetime import tzinfo
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from secondstory.model.changes import Label
from secondstory.model.errors import UserError
from secondstory.model.names import name_of
from secondstory.model.records import Event
from secondstory.timeline.clock import RECALLED, UNKNOWN, format_event_time

translate = QCoreApplication.translate
"""``translate("Context", "English text")`` for texts outside a QObject; inside one use ``self.tr``."""


def shown_name(value: StrEnum) -> str:
    """What people read for a value of a closed list, in their language."""
    return translate("Names", name_of(value))


def shown_text(text: str, context: str = "Resources") -> str:
    """A text from the shipped resources (a prompt, a step's title, a reason) in the person's language."""
    return translate(context, text) if text else ""


def shown_label(label: Label, context: str = "Journal") -> str:
    """What an act is called, or (in the context ``Resources``) a sentence with parameters, in the person's language."""
    return translate(context, label.template).format_map(label.params)


def shown_error(error: UserError) -> str:
    """What happened and what to do, as one line."""
    return f"{error.message} {error.remedy}".strip()


def shown_event_time(event: Event, zone: tzinfo, *, date: bool = True, seconds: bool = False) -> str:
    """When an event was and how well that is known, in the person's language."""
    return format_event_time(
        event,
        zone,
        date=date,
        seconds=seconds,
        unknown=translate("EventTime", UNKNOWN),
        recalled=translate("EventTime", RECALLED),
    )


BETWEEN_FACTS = "  ·  "


def joined(parts: list[str]) -> str:
    """Facts on one line, set apart by dots; empty ones are left out."""
    return BETWEEN_FACTS.join(part for part in parts if part)


_LONG_WORD = re.compile("[!-\u024f]{25,}")
_PART_OF_WORD = re.compile(".{8}")


def breakable(text: str) -> str:
    """The text with places to break in words that may be wider than their column, such as links and checksums."""
    return _LONG_WORD.sub(lambda word: _PART_OF_WORD.sub("\\g<0>\N{ZERO WIDTH SPACE}", word[0]), text)


def counted(number: int, one: str, many: str) -> str:
    """A number with its noun: ``counted(n, tr("1 event"), tr("{n} events"))``."""
    return one if number == 1 else many.format(n=figure(number))


def figure(number: int) -> str:
    """A whole number, its thousands apart: with a narrow space, which is no decimal sign anywhere."""
    return f"{number:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def qt_place(text: str, place: int) -> int:
    """Where Qt finds a place of a text: it counts emoji and other characters of their sort as two."""
    return place + sum(character > "\uffff" for character in text[:place])


def qt_part(text: str, start: int, length: int) -> str:
    """The part of a text that Qt means by a start and a length."""
    if max(text, default="") <= "\uffff":
        return text[start : start + length]
    return text.encode("utf-16-le", "replace")[2 * start : 2 * (start + length)].decode("utf-16-le", "replace")
