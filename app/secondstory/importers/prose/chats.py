"""Messages as chats give them to the clipboard: where each begins, whose it is, and what is no part of it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from secondstory.importers.prose.commits import commit_at
from secondstory.importers.prose.items import Item
from secondstory.importers.prose.naming import weekday_in_front
from secondstory.importers.prose.words import chat_header, is_moment, is_name, may_hold_time
from secondstory.importers.rules import rules
from secondstory.importers.times.grammar import alternatives
from secondstory.importers.times.named_days import named_day
from secondstory.importers.times.stamps import Stamp, plain_marks, read_stamp

_BEGINS = re.compile(r"\s*[\[\d\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_DATED = re.compile(
    r"(?P<open>\[)?(?P<time>\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[ap]\.? ?m\.?)?)"
    r"(?(open)\]|) ?-? ?(?P<rest>.*)",
    re.IGNORECASE,
)
_SENDER = re.compile(r"(?P<name>~? ?(?:\+\d[\d ()-]{5,20}|[^\W\d_][^:<>\[\]]{0,40}?)): +(?P<text>\S.*)")
_MEETING = re.compile(
    r"(?P<time>(?:\d{4}-\d\d-\d\d )?\d{1,2}:\d{2}(?::\d{2})?)\s++From\s++(?P<name>.{1,60}?)(?:\s++to\s++[^:]{1,80})?"
    r"\s*:\s*(?P<text>.*)"
)
_LOGGED = re.compile(
    r"(?P<time>\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\t[@+%~&]?(?P<name>[^\W\d_][\w|`^{}-]{0,30})\t(?P<text>.*\S.*)"
)
_NOTED = re.compile(
    r"(?P<time>\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? \d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?: ?[ap]\.? ?m\.?)?)"
    r" - (?P<name>[^()\n]{1,60}) \((?P<what>[^()\n]{3,40})(?: \([^()\n]{1,40}\))?\)",
    re.IGNORECASE,
)
_NAME_LINE = re.compile(r"[^\W\d_][\w .,'’()&-]{0,50}")
_BRACKETED = re.compile(r"\[(?P<time>[^\[\]]{4,40})\]\s*(?P<name>\S.{0,60})?")
_LONE_TIME = re.compile(r"\s*\d{1,2}:\d{2}(?: ?[ap]\.?m\.?)?\s*", re.IGNORECASE)
_ONLY_MARKS = " \t.,:;()[]*_`-–—|"
_HALF = re.compile(r"[ap]\.?\s?m\b", re.IGNORECASE)
NOON = 12
LONGEST_NAME, MOST_WORDS = 80, 5
MOST_BETWEEN = 2
SHORT_DAY = 3


@dataclass(frozen=True, slots=True)
class Message:
    """Where a message begins: whose it is, its time and how that is written, what stands in the same line.

    ``lines`` is how many lines say so. ``days_ago`` is set where its day is a word such as “yesterday”; ``quoted``
    where its text has marks of quotation in front of its lines. A message without a time has no stamp.
    """

    name: str
    written: str
    stamp: Stamp | None
    text: str = ""
    lines: int = 1
    days_ago: int | None = None
    quoted: bool = False


def messages(lines: Sequence[str], *, day_first: bool) -> Iterator[tuple[int, Message]]:
    """The messages that begin in forms of their own, each with the number of its line."""
    end, is_below_time = 0, False
    for index, line in enumerate(lines):
        if index < end or not line.strip():
            continue
        found = _in_one_line(line, day_first) if _BEGINS.match(line) else None
        found = found or _commit(lines, index) or (None if is_below_time else _below_name(lines, index, day_first))
        is_below_time = _LONE_TIME.fullmatch(line) is not None
        if found is not None:
            yield index, found
            end, is_below_time = index + found.lines, not found.text


def _commit(lines: Sequence[str], index: int) -> Message | None:
    commit = commit_at(lines, index)
    found = read_stamp(commit.written) if commit is not None else None
    if commit is None or found is None or found[1].strip():
        return None
    return Message(commit.author, commit.written, found[0], commit.subject, commit.lines)


def _in_one_line(line: str, day_first: bool) -> Message | None:
    text = plain_marks(_INVISIBLE.sub("", line)).strip()
    if match := _MEETING.fullmatch(text) or _LOGGED.fullmatch(text):
        found = read_stamp(match["time"], day_first=day_first)
        return Message(match["name"].strip(), match["time"], found[0], match["text"]) if found else None
    if (match := _NOTED.fullmatch(text)) and match["what"].lower() in rules("chat")["copied"]["journals"]:
        found = read_stamp(match["time"], day_first=day_first)
        return Message(match["name"].strip(), match["time"], found[0]) if found else None
    if match := _DATED.fullmatch(text):
        return _dated(text, match, day_first)
    if match := _BRACKETED.fullmatch(text):
        ago, rest = _day_word(match["time"])
        found = read_stamp(rest, day_first=day_first) if ago is not None else None
        if found is not None and found[0].clock is not None and not found[0].problem and not found[1].strip():
            name, text = _sender(match["name"] or "")
            return Message(name, match["time"], found[0], text, days_ago=ago)
    return None


def _dated(text: str, match: re.Match[str], day_first: bool) -> Message | None:
    """A message with its date in numbers: ``[04.05.26, 14:05:12] Ana: …``, ``04/05/2026, 14:05 - Ana: …``."""
    has_comma, has_dash = "," in match["time"], text[match.end("time") :].startswith(" - ")
    if not (match["open"] or (has_comma and has_dash)) or not match["rest"]:
        return None
    said = _SENDER.fullmatch(match["rest"])
    if said is None and not has_dash:
        return None
    found = read_stamp(match["time"], day_first=day_first)
    if found is None or found[0].clock is None or found[1].strip():
        return None
    name, words = (said["name"].lstrip("~ "), said["text"]) if said else ("", match["rest"])
    return Message(name, match["time"], found[0], words)


def _sender(text: str) -> tuple[str, str]:
    """The name and the words of “Ana Example: it is down”, or of a name alone."""
    said = _SENDER.fullmatch(text)
    if said is not None:
        return said["name"], said["text"]
    return (text, "") if _NAME_LINE.fullmatch(text) and len(text.split()) <= MOST_WORDS else ("", text)


def _below_name(lines: Sequence[str], index: int, day_first: bool) -> Message | None:
    """A name, a time below it, perhaps with marks between them, and below that what was said."""
    if len(lines[index]) > LONGEST_NAME or index + 1 >= len(lines):
        return None
    name = _INVISIBLE.sub("", lines[index]).strip()
    if not _NAME_LINE.fullmatch(name) or len(name.split()) > MOST_WORDS or is_furniture(name):
        return None
    if _is_day(name) or is_moment(name):
        return None
    at = index + 1
    while at < len(lines) and at <= index + MOST_BETWEEN and lines[at].strip() and not _without_ornaments(lines[at]):
        at += 1
    written = _without_ornaments(lines[at]) if at < len(lines) and may_hold_time(lines[at]) else ""
    ago, rest = _day_word(written)
    found = read_stamp(rest, day_first=day_first) if rest else None
    if found is None or found[0].clock is None or found[0].problem or found[1].strip(_ONLY_MARKS):
        return None
    has_marks = at > index + 1 or written != lines[at].strip() or ago is not None
    is_sure = has_marks or (not lines[index][:1].isspace() and is_name(name))
    if not is_sure or not says_something(lines, at + 1, day_first=day_first):
        return None
    return Message(name, written.strip(_ONLY_MARKS), found[0], lines=at + 1 - index, days_ago=ago)


def begun(message: Message, lines: Sequence[str], index: int) -> Item:
    """The event of a message that begins in this line."""
    raw = list(lines[index : index + message.lines])
    text = without_ending(message.text)
    item = Item(index + 1, raw, message.written, message.stamp, text, owns_all=True, actor=message.name)
    item.message, item.quoted, item.days_ago = True, message.quoted, message.days_ago
    return item


def is_of_window(lines: Sequence[str], index: int) -> bool:
    """Whether a line below a message is what the window of the chat says about it."""
    return is_furniture(lines[index]) or counts_reactions(lines, index)


def headed(lines: Sequence[str], index: int, text: str, *, day_first: bool) -> Item | None:
    """The message below a line such as “Ana Example  2:05 PM”."""
    header = chat_header(text)
    if header is None or index + 1 >= len(lines) or not lines[index + 1].strip():
        return None
    found = read_stamp(header[1], day_first=day_first)
    if found is None or found[0].problem:
        return None
    if found[0].day is None:
        found[0].named = weekday_in_front(header[1])
    item = Item(index + 1, [lines[index]], header[1].strip("[]"), found[0], "", owns_all=True, actor=header[0])
    item.message, item.days_ago = True, days_ago(text)
    return item


def _is_day(name: str) -> bool:
    """Whether a line is the name of a day and nothing else; “Sam” is more likely one of a person."""
    found = named_day(name)
    return found is not None and not found[1].strip(_ONLY_MARKS) and len(name) > SHORT_DAY


def _without_ornaments(line: str) -> str:
    return _ornaments().sub("", _INVISIBLE.sub("", line)).strip()


def _day_word(text: str) -> tuple[int | None, str]:
    """How many days ago the day is that a word in front of a time tells, and the rest; None where there is none."""
    match = _day_words().match(text)
    return (rules("chat")["copied"]["days"][match[1].lower()], text[match.end() :]) if match else (None, text)


def days_ago(text: str) -> int | None:
    """How many days ago a day is that a line tells by a word, anywhere in front of its time."""
    match = _day_words().search(text)
    return rules("chat")["copied"]["days"][match[1].lower()] if match else None


def day_word(line: str) -> int | None:
    """How many days ago the day is that a line between messages tells by a word and nothing else."""
    return rules("chat")["copied"]["days"].get(line.strip(" -–—·*_").lower())  # type: ignore[no-any-return]


def says_something(lines: Sequence[str], index: int, *, day_first: bool) -> bool:
    """Whether there is such a line, with words and no time at its beginning."""
    text = lines[index].strip() if index < len(lines) else ""
    found = read_stamp(text, day_first=day_first) if may_hold_time(text) else None
    return bool(text) and (found is None or found[0].clock is None)


def take_half(item: Item, before: Item) -> None:
    """Take the half of the day from the message before: behind “2:05 PM” a bare “2:07” is seven past two as well."""
    clock = item.stamp.clock if item.stamp is not None else None
    last = before.stamp.clock if before.stamp is not None else None
    if item.stamp is None or clock is None or last is None or not _HALF.search(before.written) or clock.hour > NOON:
        return
    halves = [clock.replace(hour=clock.hour % NOON), clock.replace(hour=clock.hour % NOON + NOON)]
    item.stamp.clock = min(halves, key=lambda half: (half < last, half))


def is_furniture(text: str) -> bool:
    """Whether a line is what the window of a chat says about a message, such as “3 replies”."""
    return _furniture().fullmatch(text.strip()) is not None


def without_ending(text: str) -> str:
    """The words of a message without “(edited)” behind them."""
    return _endings().sub("", text)


def counts_reactions(lines: Sequence[str], index: int) -> bool:
    """Whether a line is a picture with a number below it, or such a number: how many people reacted."""
    text = lines[index].strip()
    if text.isdecimal():
        above = lines[index - 1] if index else ""
        return bool(above.strip()) and (is_furniture(above) or not _without_ornaments(above))
    below = lines[index + 1].strip() if index + 1 < len(lines) else ""
    return bool(text) and not _without_ornaments(text) and below.isdecimal()


@cache
def _furniture() -> re.Pattern[str]:
    return re.compile("|".join(rules("chat")["copied"]["furniture"]), re.IGNORECASE)


@cache
def _endings() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(rules('chat')['copied']['endings'])})\s*$", re.IGNORECASE)


@cache
def _ornaments() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\s)\s*+(?:(?:{'|'.join(rules('chat')['copied']['ornaments'])})(?!\w)\s*+|[•·]\s*+)+", re.IGNORECASE
    )


@cache
def _day_words() -> re.Pattern[str]:
    table = rules("chat")["copied"]
    joints, days = alternatives(table["joints"]), alternatives(list(table["days"]))
    return re.compile(rf"(?<!\w)({days})(?:\s*(?:{joints})(?!\w))?\s+(?=\d)", re.IGNORECASE)
