"""What the words of a line are for: a zone for all times, a day, a label in front of a time, a name in a chat."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import islice, pairwise

from secondstory.importers.kinds import kind_of_cell, kind_of_text
from secondstory.importers.rules import rules
from secondstory.importers.times.days import is_zone
from secondstory.importers.times.grammar import alternatives, grammar
from secondstory.importers.times.stamps import PartialDate, Stamp, plain_marks, read_stamp
from secondstory.model.enums import EventKind

_ZONE_WORD = re.compile(
    r"[A-Za-z]+/[A-Za-z_]+(?:/[A-Za-z_]+)?|(?:UTC|GMT)\s?[+-]\d{1,2}(?::?\d{2})?|[+-]\d{2}:?\d{2}\b|\b[A-Z]{1,5}(?![^\W_])"
)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]*)[)\]]")
_NICK = re.compile(r"\s*<\s*[@+%~&]?([^<>\s][^<>]{0,60})>:?\s*(?=\S)")
_NAME = re.compile(r"\s*([^\W\d_][\w .'’-]{0,40}?):\s+(?=\S)")
_CHAT_HEADER = re.compile(
    r"(?P<name>[^\W\d_][\w.,'’()& -]{0,60}?)(?:\s+APP)?(?P<gap>\s+|\s*[—–-]\s*)"
    r"(?P<time>\[?(?:(?:today|yesterday)\s+at\s+|(?P<weekday>(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?),?\s+(?:at\s+)?|(?P<date>\d{1,4}(?P<mark>[/.-])\d{1,2}(?P=mark)\d{2,4}),?\s+)?"
    r"\d{1,2}:\d{2}(?::\d{2})?(?P<half>\s?[AaPp]\.?[Mm]\.?)?(?: ?UTC)?\]?)(?:,\s*edited)?$",
    re.IGNORECASE,
)
_NAME_ALONE = re.compile(r"[^\W\d_a-z][\w.'’-]*(?: [(]?[^\W\d_a-z][\w.'’-]*[)]?){0,3}")
_SHORT_DAY = re.compile(r"[*_]*(\d{1,2}/\d{1,2}|\d{2}\.\d{2}\.)[*_]*:?[*_]*")
_CUE = re.compile(r"\s*(?:\d{1,4}:)?\d{2}:\d{2}[.,]\d{3}(?:\s+-->\s+|,)(?:\d{1,4}:)?\d{2}:\d{2}[.,]\d{3}(?!\d)")
CUES_COUNT = "its times count from its beginning and are no times of day."
_ONLY_MARKS = " \t.,:;()[]*_`-–—|"
_DOTTED = re.compile(r"\s*(?:[-*•]\s+)?([01]\d|2[0-3])\.([0-5]\d)(?:\s+Uhr)?\s+[^\W\d_]{2}")
_SENTENCE_END = (".", ":", "!", "?", ")", "|", "*", "_")
PROSE_WORDS = 5
LINES_LOOKED_AT = 2000
LONGEST_SHORT_DAY = 16
LONGEST_TITLE = 60
MOMENT_WORDS = 2
SHORT_NAME = 2
HEADING_LENGTH = 300
_MAY_HOLD_TIME = re.compile(r"\d|[HhXx?]{2}[:.]")


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = rules("words")
    return (
        re.compile("|".join(words["zone_statements"]), re.IGNORECASE),
        re.compile(rf"(?:{alternatives(words['days'])})\s*(?:\*\*)?:(?:\*\*)?\s*", re.IGNORECASE),
        re.compile(rf"\b(?:{'|'.join(words['moments'])})", re.IGNORECASE),
        re.compile(rf"(?:{alternatives(words['timeline'])})\b", re.IGNORECASE),
    )


def may_hold_time(text: str) -> bool:
    """Whether a line can hold a time at all; most lines of most texts cannot."""
    return bool(_MAY_HOLD_TIME.search(text))


def is_cue(text: str) -> bool:
    """Whether a line holds the begin and the end of a caption in a recording (WebVTT, SubRip, SBV)."""
    return bool(_CUE.match(text))


def day_of_log(text: str, *, day_first: bool) -> PartialDate | None:
    """The day of a line such as “--- Day changed Tue May 05 2026”, which programs write into logs of chats."""
    match = _log_lines().match(text)
    found = read_stamp(text[match.end() :], day_first=day_first) if match else None
    return found[0].day if found is not None and not found[0].problem else None


@cache
def _log_lines() -> re.Pattern[str]:
    return re.compile(rf"[-*=\s]{{2,}}(?:{alternatives(rules('words')['log_lines'])})[\s:]+", re.IGNORECASE)


def stated_zone(text: str) -> str:
    """The zone that a line states for all times, such as “All times in CET (GMT+1)”; empty if it states none."""
    match = _patterns()[0].search(text)
    return _first_zone(text[match.end() :][:60]) if match else ""


def zone_in_brackets(text: str) -> str:
    """The zone in brackets in a heading, such as “Timeline (UTC)”; empty if there is none."""
    for inner in _BRACKETS.findall(text):
        words = inner.strip()
        if is_zone(words):
            return str(words)
        if zone := stated_zone(f"times {words}") if "time" not in words.lower() else stated_zone(words):
            return zone
    return ""


def _first_zone(text: str) -> str:
    zones = rules("zones")
    for match in _ZONE_WORD.finditer(text):
        for word in (match[0], *match[0].split("/")):
            if is_zone(word) or word in zones["several_meanings"]:
                return str(word)
    names = (name for name in zones["places"] if len(name) > SHORT_NAME)
    return next((name for name in names if re.search(rf"\b{name}\b", text, re.IGNORECASE)), "")


def is_timeline(heading: str) -> bool:
    """Whether a heading is that of a timeline: it begins so, or it is short and says so, as “Outage timeline” does."""
    plain = heading.strip("*_ :").lstrip("0123456789. ")
    if _patterns()[3].match(plain):
        return True
    told = set(_words(plain)) if len(plain) < LONGEST_TITLE else set()
    words = rules("words")
    return not told.isdisjoint(words["timeline_within"]) and told.isdisjoint(words["not_told_yet"])


def is_section(text: str) -> bool:
    """Whether a line is nothing but the title of a part that comes behind the story, such as “Root cause”."""
    plain = text.strip("*_ :#").lstrip("0123456789. ")
    return len(plain) < LONGEST_TITLE and plain.rstrip("?").lower() in rules("words")["sections"]


def names_moment(label: str) -> bool:
    """Whether a label names one of the moments that people list as key events."""
    return bool(_patterns()[2].search(label))


def is_moment(text: str) -> bool:
    """Whether a line is nothing but such a label: “Started”, “Detected at:”."""
    words = text.strip("*_ :").split()
    return 0 < len(words) <= MOMENT_WORDS and names_moment(text) and all(word.isalpha() for word in words)


def labelled_day(text: str, *, day_first: bool) -> PartialDate | None:
    """The day of “Date: 4 May 2026”."""
    match = _patterns()[1].match(text.lstrip("*_ "))
    found = read_stamp(text.lstrip("*_ ")[match.end() :], day_first=day_first) if match else None
    return found[0].day if found and not found[0].problem else None


def day_within(text: str, *, day_first: bool, without_year: bool = False) -> PartialDate | None:
    """A day anywhere in a heading, with its year unless it may stand without one."""
    text = plain_marks(text[:HEADING_LENGTH])
    for pattern in grammar().dates:
        for match in pattern.finditer(text):
            if match.start() and text[match.start() - 1].isalnum():
                continue
            found = read_stamp(text[match.start() :], day_first=day_first)
            if found and found[0].day and (found[0].day.year or without_year) and not found[0].problem:
                return found[0].day
    return None


def is_status(text: str) -> bool:
    """Whether a line is nothing but the state of an incident, as it stands above an update on a status page."""
    return text.strip(" *_#:").lower() in rules("words")["statuses"]


def names_other_day(text: str) -> bool:
    """Whether a line tells the day of something else, such as “Exported 2026-05-20”."""
    return any(word in rules("words")["other_days"] for word in _words(text))


def is_left_open(text: str) -> bool:
    """Whether a line ends within a sentence: behind a comma, or behind a word that something follows."""
    words = _words(text[-HEADING_LENGTH:])
    return text.endswith(",") or (bool(words) and words[-1] in rules("words")["prepositions"])


def goes_on(text: str) -> bool:
    """Whether the words behind a time go on with a sentence from the line before, as “when it was over” does."""
    words = _words(text[:HEADING_LENGTH])
    return bool(words) and words[0] in rules("words")["continues"]


def within_prose(before: Sequence[tuple[int, str]], rest: str) -> bool:
    """Whether the line before is a sentence that goes on in a line with this rest; an introduction does not."""
    if not before:
        return False
    line = before[-1][1].rstrip()
    if len(line.split()) < PROSE_WORDS or line.endswith(_SENTENCE_END):
        return False
    return is_left_open(line) or goes_on(rest)


def _words(text: str) -> list[str]:
    words = (word.strip(".,:;()[]*_").lower() for word in text.split())
    return [word for word in words if word]


def chat_header(text: str) -> tuple[str, str] | None:
    """The name and the time of a line such as “Ana Example  2:05 PM” that stands above a message."""
    match = _CHAT_HEADER.match(text)
    if match is None or len(match["name"].split()) > 5:
        return None
    is_sure = match["half"] or match["date"] or match["weekday"] or match["time"].startswith("[")
    if not is_sure and len(match["gap"]) < 2:
        return None
    words = match["name"].lower().split()
    if words[-1] in rules("words")["prepositions"]:
        return None
    return match["name"].strip(" ,"), re.sub(r"(?i)^\[?(?:today|yesterday)\s+at\s+", "", match["time"])


def short_day(text: str) -> str:
    """A day such as 5/14 or 04.05. that stands alone, as it is read where a time follows it; empty where it is none."""
    match = _SHORT_DAY.fullmatch(text) if len(text) < LONGEST_SHORT_DAY else None
    return f"{match[1]} 00:00" if match else ""


def tells_only_day(stamp: Stamp, rest: str) -> bool:
    """Whether a line holds a day and nothing else but the name of a day of the week, or a zone."""
    if stamp.day is None or stamp.clock is not None or stamp.problem:
        return False
    rest = rest.strip(_ONLY_MARKS)
    return not rest or grammar().weekday.fullmatch(rest) is not None or bool(zone_in_brackets(f"({rest})"))


def dots_tell_times(lines: Sequence[str]) -> bool:
    """Whether numbers such as 14.05 in front of words are times: several are, and they never go back."""
    found = (_DOTTED.match(line) for line in islice(lines, LINES_LOOKED_AT))
    minutes = [int(match[1]) * 60 + int(match[2]) for match in found if match]
    return len(minutes) > 1 and all(first <= second for first, second in pairwise(minutes))


def is_name(text: str) -> bool:
    """Whether a line is nothing but a few capitalised words that do not tell what happened."""
    return bool(_NAME_ALONE.fullmatch(text)) and kind_of_cell(text) is None and kind_of_text(text) is EventKind.NOTE


def speaker(text: str, *, bracketed: bool) -> tuple[str, str]:
    """Who says the rest of a line, and the rest: ``<ana> hello``, and behind a time in brackets ``ana: hello``."""
    if match := _NICK.match(text):
        return match[1].strip(), text[match.end() :]
    match = _NAME.match(text) if bracketed else None
    if match and len(match[1].split()) <= 3 and kind_of_cell(match[1]) is None:
        return match[1], text[match.end() :]
    return "", text
