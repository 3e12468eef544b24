"""Times that stand behind the words that they belong to, or below them."""

import re
from collections.abc import Sequence
from functools import cache

from secondstory.importers.prose.marks import mark_of
from secondstory.importers.prose.openings import is_posted
from secondstory.importers.prose.words import is_moment, is_status, is_timeline, names_moment
from secondstory.importers.rules import rules
from secondstory.importers.times.grammar import alternatives
from secondstory.importers.times.stamps import Stamp, read_stamp

_TRAILING = " .,;:*_`)]"
_BEHIND = re.compile(r"(.*\S)\s*[(\[]([^()\[\]]*\d[^()\[\]]*)[)\]]$")
_STATUS = re.compile(r"[*_]*([A-Z][\w -]{0,30}?)[*_]*\s+\(([^()]*\d[^()]*)\)[*_]*:[*_]*\s+(\S.*)$")
_JOINED = re.compile(r"(?<=\S)(\s+(?:[–—@|-]|at)\s+)(?=[*_`~≈]*(?:\d|[A-Z][a-z]))")
_TIME_OF_DAY = re.compile(r"(?<![\d:.])\d{1,2}:\d\d(?!\d)")
_STATE_AND_TIME = re.compile(r"[*_]*([^\W\d_]+(?: [^\W\d_]+)??)[*_]*\s+(?=[*_]*(?:\d|[A-Z][a-z]{2,8}\.? \d))")
LABEL_WORDS = 6


def time_behind(text: str, *, day_first: bool) -> tuple[str, str, Stamp] | None:
    """The words, the time as written and the time of a heading such as “First reports (12:00-12:30)”."""
    match = _BEHIND.match(text)
    stamp = _whole(match[2], day_first=day_first) if match else None
    return (match[1], match[2], stamp) if match and stamp is not None else None


def status_and_time(text: str, *, day_first: bool) -> tuple[str, str, Stamp] | None:
    """The words, the time as written and the time of “Resolved (15:35 UTC): all is well”."""
    match = _STATUS.match(text)
    stamp = _whole(match[2], day_first=day_first) if match else None
    return (f"{match[1]}: {match[3]}", match[2], stamp) if match and stamp is not None else None


def time_in_line(text: str, *, listed: bool, within: bool, day_first: bool) -> tuple[str, str, Stamp] | None:
    """The words, the time as written and the time of a line that does not begin with it.

    At its end it counts in an item that is ``listed`` in a timeline, and ``within`` a sentence where that may be an
    event.
    """
    found = status_and_time(text, day_first=day_first)
    found = found or (time_at_end(text, day_first=day_first) if listed else None)
    return found or (time_within(text, day_first=day_first) if within else None)


def label_and_time(text: str, *, day_first: bool) -> tuple[str, str, Stamp] | None:
    """The label, the time as written and the time of “First detected: 2026-05-04 14:05”.

    Only a short label that names a moment counts, and only a time that ends the line: other times in a sentence are
    part of it.
    """
    for match in re.finditer(r"(?<=[\s:*_])(?=[~≈\dA-Z])", text):
        label, written = text[: match.start()], text[match.start() :]
        words = label.strip(" :*_–—-").split()
        if len(words) > LABEL_WORDS:
            return None
        if not words:
            continue
        found = read_stamp(written, day_first=day_first)
        if found is None or found[0].clock is None or found[0].problem or found[1].strip(_TRAILING):
            continue
        is_within = words[-1].lower() in rules("words")["prepositions"] and not label.rstrip(" *_").endswith(":")
        if is_within or not names_moment(label):
            return None
        return " ".join(words), _as_told(written), found[0]
    return None


def time_at_end(text: str, *, day_first: bool) -> tuple[str, str, Stamp] | None:
    """The words, the time as written and the time of an item such as “Rollback finished — 10:21 UTC”.

    Where several times of day stand in the item, nothing tells which one it is about. Behind “at” the words keep their
    time, for they are a sentence.
    """
    if len(_TIME_OF_DAY.findall(text)) > 1:
        return None
    if found := time_behind(text, day_first=day_first):
        return found
    for match in reversed(list(_JOINED.finditer(text))):
        written = text[match.end() :]
        found_stamp = _whole(written, day_first=day_first)
        if found_stamp is not None:
            words = text if match[1].strip() == "at" else text[: match.start()]
            return words, _as_told(written), found_stamp
    return None


def time_within(text: str, *, day_first: bool) -> tuple[str, str, Stamp] | None:
    """The words, the time as written and the time of “The pager went off at 14:05 UTC and Ana answered”.

    The sentence keeps its time. One that tells what usually happens, or was to happen, or tells several times of day
    is no event.
    """
    match = _within().search(text)
    if match is None or len(_TIME_OF_DAY.findall(text)) > 1:
        return None
    if not {word.strip(".,;:()").lower() for word in text.split()}.isdisjoint(rules("words")["not_happened"]):
        return None
    begin = text[match.end() :]
    found = read_stamp(begin, day_first=day_first)
    if found is None or found[0].clock is None or found[0].problem:
        return None
    return text, _as_told(begin[: len(begin) - len(found[1])]), found[0]


@cache
def _within() -> re.Pattern[str]:
    """Behind such a word stands the time of day at which something happened."""
    return re.compile(
        rf"(?<=\w)[\s,;(]+(?:{alternatives(rules('words')['happened_at'])})\s+(?=[~≈]?\d{{1,2}}[:h]\d\d)", re.IGNORECASE
    )


def state_and_time(text: str, *, day_first: bool) -> tuple[str, str, Stamp] | None:
    """The state, the time as written and the time of “Monitoring May 4, 2026, 14:05 UTC”, as status pages have it."""
    match = _STATE_AND_TIME.match(text)
    if match is None or not is_status(match[1]):
        return None
    written = text[match.end() :]
    stamp = _whole(written, day_first=day_first)
    return (match[1], _as_told(written), stamp) if stamp is not None else None


def _as_told(written: str) -> str:
    """A time as it is written, without marks around it; a bracket stays with the one that opens it."""
    told = written.strip("*_`" + _TRAILING)
    return f"{told})" if told.count("(") > told.count(")") else told


def _whole(written: str, *, day_first: bool) -> Stamp | None:
    """The time that is all that a text holds."""
    found = read_stamp(written, day_first=day_first)
    if found is None or found[0].clock is None or found[0].problem or found[1].strip(_TRAILING):
        return None
    return found[0]


def has_text_below(lines: Sequence[str], index: int) -> bool:
    """Whether the next line with anything in it is a sentence of its own, and no item of a list."""
    below = next((line for line in lines[index + 1 :] if line.strip()), "")
    mark = mark_of(below)
    return bool(mark.text) and not mark.bullet and not mark.level


def posted_above(lines: Sequence[str], index: int, told_until: int) -> list[tuple[int, str]]:
    """The lines above one that says when they were posted, also behind a gap; those of the update before are none.

    Where the text goes on right below, it is that which was posted then.
    """
    below = lines[index + 1].strip() if index + 1 < len(lines) else ""
    if not is_posted(lines[index].strip()) or (below and not is_status(below)):
        return []
    above = [(n, lines[n]) for n in range(told_until, index) if lines[n].strip()]
    if told_until or any(is_status(line) for _, line in above):
        return above
    gap = max((n for n in range(index - 1) if not lines[n].strip()), default=-1)
    return [(n, line) for n, line in above if n > gap]


def text_above(before: Sequence[tuple[int, str]]) -> tuple[int, list[str], list[str]]:
    """Of the lines above a time, those that it belongs to: the number of the first, its words, and all as they stand.

    The title of a page or of a part is none of them, nor is what stands above the state of an update.
    """
    marks = [mark_of(text) for _, text in before]
    title = max((n for n, mark in enumerate(marks[:-1]) if mark.level or is_timeline(mark.text)), default=-1)
    label = max((n for n, mark in enumerate(marks) if is_moment(mark.text)), default=-1)
    status = max((n for n, mark in enumerate(marks[:-1]) if is_status(mark.text)), default=-1)
    begin = max(title + 1, label, status)
    lines = [text for _, text in before[begin:]]
    words = [marks[begin].text, *lines[1:]]
    if status == begin:
        words[:2] = [f"{lines[0].strip()}: {lines[1].strip()}"]
    return before[begin][0], words, lines
