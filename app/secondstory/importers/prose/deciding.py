"""Whether a line that begins with a time is an event, by what stands around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from secondstory.importers.prose.from_writing import counted_from_writing
from secondstory.importers.prose.items import Item
from secondstory.importers.prose.marks import Mark, mark_of
from secondstory.importers.prose.naming import behind_named_day, weekday_in_front
from secondstory.importers.prose.words import goes_on, within_prose
from secondstory.importers.tables.cells import read_near
from secondstory.importers.times.spans import read_counted
from secondstory.importers.times.stamps import Stamp, read_stamp

SEPARATOR = re.compile(r"\s*(?:[-–—:|>→]|\.\s)|\s{2,}|\t|\s*[<\[(]")
ONLY_MARKS = " \t.,:;()[]*_`-–—|"
_LIST_SIGNS = (",", ";")
DETAIL_INDENT = 2
HEADING_WORDS, LONGEST_TIME = 12, 40


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a line.

    ``index`` is its number, and ``first`` tells that nothing stands above it. ``current`` is the event above it,
    ``before`` the lines above it since the last empty one where there is none. ``timeline`` tells that it is in one,
    ``told`` that the story is told in sentences, ``after_event`` that the line above is an event or states a day,
    ``dots`` that numbers such as 14.05 are times in this text.
    """

    lines: Sequence[str]
    index: int
    current: Item | None
    before: Sequence[tuple[int, str]]
    first: bool
    timeline: bool
    told: bool
    after_event: bool
    dots: bool


def _neighbours(lines: Sequence[str], index: int) -> tuple[str, str]:
    """The lines above and below a line; an empty one between does not count."""
    above = next((line for line in reversed(lines[max(0, index - 2) : index]) if line.strip()), "")
    return above, next((line for line in lines[index + 1 : index + 3] if line.strip()), "")


def stamp_of(text: str, *, day_first: bool, listed: bool = False) -> tuple[Stamp, str] | None:
    """The time at the start of a text; before one in a ``listed`` line may stand words such as “shortly after”."""
    found = read_counted(text, day_first=day_first) or read_stamp(text, day_first=day_first)
    if found is None and listed:
        found = (
            counted_from_writing(text)
            or read_near(text, day_first=day_first)
            or behind_named_day(text, day_first=day_first)
        )
    if found is not None and found[0].day is None and found[0].since is None:
        found[0].named = found[0].named or weekday_in_front(text)
    return found


def is_event(line: str, mark: Mark, stamp: Stamp, rest: str, around: Around) -> bool:
    """Whether a line with this time and this rest is an event."""
    if stamp.since is not None:
        return mark.bullet or not (_is_detail(mark, around) or within_prose(around.before, rest))
    separated = bool(SEPARATOR.match(rest))
    says = bool(rest.strip(ONLY_MARKS))
    if stamp.clock is None:
        apart = mark.bullet or separated or (around.told and rest[:1] == ",")
        return says and around.timeline and not stamp.problem and (apart or _is_dated_line(line, stamp, rest, around))
    is_sentence = line.lstrip()[:1].isalpha() and stamp.until is not None  # “Between 14:00 and 14:10”
    is_number = bool(stamp.problem) and not (separated or mark.bullet or rest[:1].isspace())
    if is_number or _is_detail(mark, around) or (is_sentence and not around.timeline):
        return False
    if stamp.dotted and stamp.day is None:
        apart = separated or (around.dots and rest[:1].isspace())
        return apart and (mark.bullet or around.after_event or around.timeline)
    if mark.bullet:
        return says or separated or not rest
    return _is_event_without_bullet(line, rest, around, separated=separated)


def may_tell(mark: Mark, around: Around) -> bool:
    """Whether a sentence with a time in it may be an event: an item of its own, or a paragraph where all tell."""
    current = around.current
    is_detail = current is not None and current.bullet and mark.indent > current.indent
    return not is_detail and (mark.bullet or (around.told and not around.before))


def may_head(mark: Mark) -> bool:
    """Whether a line without marks is short enough for a heading, and no sentence."""
    is_short = len(mark.text.split()) <= HEADING_WORDS
    return not mark.bullet and is_short and not mark.text.endswith((".", ",", ";", "!", "?"))


def _is_dated_line(line: str, stamp: Stamp, rest: str, around: Around) -> bool:
    """Whether a line without marks begins with a whole date in numbers and is no title, nor above times of day."""
    if stamp.day is None or stamp.day.year is None or not line.lstrip()[:1].isdigit() or not rest[:1].isspace():
        return False
    above, next_line = _neighbours(around.lines, around.index)
    below = read_stamp(mark_of(next_line).text[:LONGEST_TIME])
    is_heading = below is not None and below[0].clock is not None and below[0].day is None
    return not around.first and not is_heading and not within_prose([(0, above)], rest)


def _is_detail(mark: Mark, around: Around) -> bool:
    """Whether an indented line, as in a pasted log, only tells more of the event above it."""
    current = around.current
    if current is None or mark.bullet or not current.text.strip(ONLY_MARKS):
        return False
    return mark.indent >= current.indent + DETAIL_INDENT


def _is_event_without_bullet(line: str, rest: str, around: Around, *, separated: bool) -> bool:
    if not rest.strip(ONLY_MARKS) or line.lstrip().startswith("["):
        return True
    if rest[:1] in _LIST_SIGNS and goes_on(rest):
        return False
    apart = separated or rest[:1].isspace() or rest[:1] in _LIST_SIGNS
    return apart and not within_prose(around.before, rest)
