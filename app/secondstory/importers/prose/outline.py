"""Takes a text apart, line by line: which lines are events, which continue one, which say the day or the zone."""

import re
from collections.abc import Sequence

from secondstory.importers.named_days import NamedDay
from secondstory.importers.prose.chats import (
    Message,
    counts_reactions,
    day_word,
    days_ago,
    is_furniture,
    messages,
    says_something,
    take_half,
    without_ending,
)
from secondstory.importers.prose.front_matter import front_matter
from secondstory.importers.prose.items import DayMark, Item, Part, StartMark, ZoneMark, as_written, tells_time
from secondstory.importers.prose.mails import mails
from secondstory.importers.prose.marks import Mark, fence_of, is_rule, mark_of
from secondstory.importers.prose.naming import behind_named_day, named_in_heading, named_lines, weekday_in_front
from secondstory.importers.prose.openings import without_number, without_opening
from secondstory.importers.prose.tables import table_at, table_parts
from secondstory.importers.prose.transcripts import transcript
from secondstory.importers.prose.words import (
    CUES_COUNT,
    chat_header,
    day_of_log,
    day_within,
    dots_tell_times,
    goes_on,
    is_cue,
    is_name,
    is_status,
    is_timeline,
    label_and_time,
    labelled_day,
    may_hold_time,
    names_other_day,
    short_day,
    speaker,
    stated_zone,
    status_and_time,
    tells_only_day,
    time_behind,
    within_prose,
    zone_in_brackets,
)
from secondstory.importers.spans import read_counted, start_within
from secondstory.importers.stamps import PartialDate, Stamp, read_stamp
from secondstory.importers.tables.cells import read_near

_SEPARATOR = re.compile(r"\s*(?:[-–—:|>→]|\.\s)|\s{2,}|\t|\s*[<\[(]")
_BOLD = re.compile(r"(\*\*|__)(?!\1).*\1")
_CLOSING = '])*_`”"'
_LIST_SIGNS = (",", ";")
HEADING_WORDS = 12
DETAIL_INDENT = 2
_ONLY_MARKS = " \t.,:;()[]*_`-–—|"


class Outline:
    """The parts of one text, in the order of its lines."""

    def __init__(self, lines: Sequence[str], *, day_first: bool, open_fences: bool = False) -> None:
        """Take a text apart. ``open_fences`` reads what stands between code fences as if it stood outside."""
        self.parts: list[Part] = []
        self._lines = lines
        self._day_first = day_first
        self._open_fences = open_fences
        self._current: Item | None = None
        self._timeline = not any(mark_of(line).level for line in lines[:2000])
        self._dots_tell_times = dots_tell_times(lines)
        self._first = next((index for index, line in enumerate(lines) if line.strip()), 0)
        self._blank = True
        self._after_event = False
        self._taken_until = 0
        self._before: list[tuple[int, str]] = []
        self._days_ago: int | None = None
        spoken, start = transcript(lines)
        self._messages = {} if spoken else dict(messages(lines, day_first=day_first))
        self._messages |= dict(spoken) | dict(mails(lines, day_first=day_first))
        if start is not None:
            self.parts.append(StartMark(start))
        self._named = named_lines(lines)
        self._read()

    @property
    def items(self) -> list[Item]:
        """The events."""
        return [part for part in self.parts if isinstance(part, Item)]

    def _read(self) -> None:
        fence = ""
        skipped, days = front_matter(self._lines, day_first=self._day_first)
        self.parts.extend(map(DayMark, days))
        for index, line in enumerate(self._lines):
            if index < self._taken_until or index < skipped:
                continue
            if not self._open_fences and (mark := fence_of(line)) and (not fence or mark.startswith(fence)):
                fence = "" if fence else mark
                self._continue(line)
            elif fence:
                self._continue(line)
            elif not line.strip() or fence_of(line):
                self._blank = True
                self._before.clear()
                self._continue(line)
            else:
                parts = len(self.parts)
                self._blank = self._line(index, line)
                if len(self.parts) > parts:
                    # Behind an event, and behind a statement of a day or a zone, a line begins afresh.
                    self._after_event = True
                if len(self.parts) > parts or self._current is not None:
                    self._before.clear()
                else:
                    self._before.append((index, line))

    def _continue(self, line: str) -> None:
        if self._current is not None:
            self._current.add(line)

    def _close(self) -> None:
        self._current = None
        self._after_event = False

    def _line(self, index: int, line: str) -> bool:
        """Take in a line that is not empty; whether the next line begins afresh, as it does below a heading."""
        mark = mark_of(line)
        if message := self._messages.get(index):
            self._message(index, message)
        elif mark.level:
            self._heading(index, line, mark)
        elif "|" in line and (table := table_at(self._lines, index)):
            self._table(index, table)
        elif not is_rule(line):
            self._text(index, line, mark)
        return bool(mark.level) or is_rule(line)

    def _heading(self, index: int, line: str, mark: Mark) -> None:
        current = self._current
        found = self._stamp(mark.text)
        if found is not None and tells_time(found[0]):
            stamp, rest = found
            self._zone_of_heading(rest)
            self._open(
                Item(index + 1, [line], as_written(mark.text, rest), stamp, rest, level=mark.level, owns_all=True)
            )
            return
        if current is not None and current.level and mark.level > current.level:
            current.add(line)
            return
        self._close()
        if start := start_within(mark.text, day_first=self._day_first):
            self.parts.append(StartMark(start))
        if labelled := label_and_time(mark.text, day_first=self._day_first):
            self._labelled(index, line, mark, labelled)
            return
        if self._timeline and (behind := time_behind(mark.text, day_first=self._day_first)):
            text, written, stamp = behind
            self._open(Item(index + 1, [line], written, stamp, text, level=mark.level, owns_all=True))
            return
        self._timeline = is_timeline(mark.text) or (self._timeline and mark.level > 2)
        self._zone_of_heading(mark.text)
        day = found[0].day if found and not found[0].problem else self._day_within(mark.text)
        if day is not None:
            self.parts.append(DayMark(day, heads=found is not None and tells_only_day(*found)))
        elif named := named_in_heading(mark.text):
            self.parts.append(DayMark(named, heads=True))

    def _stamp(self, text: str, *, listed: bool = False) -> tuple[Stamp, str] | None:
        """The time at the start of a text; before one in a ``listed`` line may stand words such as “shortly after”."""
        found = read_counted(text, day_first=self._day_first) or read_stamp(text, day_first=self._day_first)
        if found is None and listed:
            found = read_near(text, day_first=self._day_first) or behind_named_day(text, day_first=self._day_first)
        if found is not None and found[0].day is None and found[0].since is None:
            found[0].named = found[0].named or weekday_in_front(text)
        return found

    def _day_within(self, text: str) -> PartialDate | None:
        return day_within(text, day_first=self._day_first, without_year=self._timeline)

    def _zone_of_heading(self, text: str) -> None:
        if zone := zone_in_brackets(text):
            self.parts.append(ZoneMark(zone))

    def _table(self, index: int, table: list[str]) -> None:
        end = index + len(table) - (not table[1])
        parts, zone = table_parts(table, index, day_first=self._day_first, timeline=self._timeline)
        if parts:
            self._close()
            if zone:
                self.parts.append(ZoneMark(zone))
            self.parts.extend(parts)
        elif self._current is not None:
            for line in self._lines[index:end]:
                self._current.add(line)
        self._taken_until = end

    def _text(self, index: int, line: str, mark: Mark) -> None:
        mark = without_opening(mark, begins=self._timeline and (mark.bullet or self._blank))
        if self._belongs_to_window(index, line):
            return
        if self._current is not None and self._current.message and (ago := day_word(line)) is not None:
            self._days_ago = ago
            self._close()
            return
        if (day := self._lone_day(index, line, mark)) is not None:
            self._close()
            self.parts.append(DayMark(day, heads=True))
            return
        mark = without_number(mark)
        timed = may_hold_time(mark.text)
        found = self._stamp(mark.text, listed=self._timeline and mark.bullet) if timed else None
        if found is not None:
            found = (found[0], found[1].lstrip(_CLOSING))
            if is_cue(mark.text):
                found[0].problem = f"This is from a transcript of a recording: {CUES_COUNT}"
        if found is not None and tells_only_day(*found):
            self._close()
            self.parts.append(DayMark(found[0].day, heads=True))  # type: ignore[arg-type]
            self._zone_of_heading(f"{mark.text} ({found[1].strip(_ONLY_MARKS)})")
            return
        if found is not None and self._is_event(line, mark, *found):
            self._event(index, line, mark, *found)
            return
        if found is None or found[0].clock is None:
            if timed and self._other_forms(index, line, mark):
                return
            self._statements(index, mark, timed=timed)
        self._continuation(line, mark)

    def _lone_day(self, index: int, line: str, mark: Mark) -> PartialDate | NamedDay | None:
        """The day of a line that says nothing else, in one of the forms that are none anywhere else."""
        if self._timeline and (short := read_stamp(short_day(mark.text), day_first=self._day_first)):
            return short[0].day
        return self._named.get(index) or day_of_log(line, day_first=self._day_first)

    def _message(self, index: int, message: Message) -> None:
        """A message that begins in a form of its own."""
        raw = list(self._lines[index : index + message.lines])
        text = without_ending(message.text)
        item = Item(index + 1, raw, message.written, message.stamp, text, owns_all=True, actor=message.name)
        item.message, item.quoted, item.days_ago = True, message.quoted, message.days_ago
        self._open(item)
        self._taken_until = index + message.lines

    def _belongs_to_window(self, index: int, line: str) -> bool:
        """Whether a line below a message is what the window of the chat says about it."""
        current = self._current
        if current is None or not current.message:
            return False
        if not is_furniture(line) and not counts_reactions(self._lines, index):
            return False
        current.raw.append(line)
        return True

    def _statements(self, index: int, mark: Mark, *, timed: bool) -> None:
        """The zone and the day that a line states for what follows."""
        if zone := stated_zone(mark.text):
            self.parts.append(ZoneMark(zone))
        if not timed:
            return
        day = labelled_day(mark.text, day_first=self._day_first)
        if day is None and _BOLD.fullmatch(mark.text):
            self._close()
            day = self._day_within(mark.text)
        if day is None and self._is_plain_heading(index, mark):
            day = day_within(mark.text, day_first=self._day_first, without_year=is_timeline(mark.text))
            if day is not None and not zone:
                self._zone_of_heading(mark.text)
        if day is not None:
            self.parts.append(DayMark(day))

    def _is_plain_heading(self, index: int, mark: Mark) -> bool:
        """Whether a line without marks heads a timeline, or the whole text with the day of what happened."""
        if mark.bullet or not self._blank or (self._current is not None and self._current.owns_all):
            return False
        if len(mark.text.split()) > HEADING_WORDS or mark.text.endswith((".", ",", ";", "!", "?")):
            return False
        return is_timeline(mark.text) or (index == self._first and not names_other_day(mark.text))

    def _is_event(self, line: str, mark: Mark, stamp: Stamp, rest: str) -> bool:
        if stamp.since is not None:
            return mark.bullet or not (self._is_detail(mark) or within_prose(self._before, rest))
        return self._is_timed_event(line, mark, stamp, rest)

    def _is_timed_event(self, line: str, mark: Mark, stamp: Stamp, rest: str) -> bool:
        separated = bool(_SEPARATOR.match(rest))
        says = bool(rest.strip(_ONLY_MARKS))
        if stamp.clock is None:
            return says and self._timeline and (mark.bullet or separated) and not stamp.problem
        if stamp.problem and not (separated or mark.bullet or rest[:1].isspace()):
            return False
        is_sentence = line.lstrip()[:1].isalpha() and stamp.until is not None  # “Between 14:00 and 14:10”
        if self._is_detail(mark) or (is_sentence and not self._timeline):
            return False
        if stamp.dotted and stamp.day is None:
            apart = separated or (self._dots_tell_times and rest[:1].isspace())
            return apart and (mark.bullet or self._after_event or self._timeline)
        if mark.bullet:
            return says or separated or not rest
        return self._is_event_without_bullet(line, rest, separated=separated)

    def _is_detail(self, mark: Mark) -> bool:
        """Whether an indented line, as in a pasted log, only tells more of the event above it."""
        current = self._current
        if current is None or mark.bullet or not current.text.strip(_ONLY_MARKS):
            return False
        return mark.indent >= current.indent + DETAIL_INDENT

    def _is_event_without_bullet(self, line: str, rest: str, *, separated: bool) -> bool:
        if not rest.strip(_ONLY_MARKS) or line.lstrip().startswith("["):
            return True
        if rest[:1] in _LIST_SIGNS and goes_on(rest):
            return False
        apart = separated or rest[:1].isspace() or rest[:1] in _LIST_SIGNS
        return apart and not within_prose(self._before, rest)

    def _event(self, index: int, line: str, mark: Mark, stamp: Stamp, rest: str) -> None:
        written = as_written(mark.text, rest)
        bracketed = mark.text.startswith("[") and stamp.since is None
        name, words = speaker(rest.lstrip(" -:") if bracketed else rest, bracketed=bracketed)
        is_author = bracketed and not name and is_name(words.strip())
        if is_author and says_something(self._lines, index + 1, day_first=self._day_first):
            name, words = words.strip(), ""
        if mark.text.startswith("|"):
            words = words.strip().strip("|")
        alone = not words.strip(_ONLY_MARKS)
        if alone and self._before and not self._blank:
            self._above(line, written, stamp)
            return
        item = Item(index + 1, [line], written, stamp, words, mark.indent, bullet=mark.bullet, owns_all=alone)
        item.actor = name
        if alone and not name and not mark.bullet and self._current is not None and self._current.message:
            item.actor, item.message = self._current.actor, True
            take_half(item, self._current)
        self._open(item)

    def _above(self, line: str, written: str, stamp: Stamp) -> None:
        """A time below the text that it belongs to, as status pages have it."""
        title = max((n for n, (_, text) in enumerate(self._before[:-1]) if mark_of(text).level), default=-1)
        status = max((n for n, (_, text) in enumerate(self._before[:-1]) if is_status(text)), default=-1)
        above = self._before[max(title + 1, status) :]  # the title of the page is no part of its newest update
        lines = [text for _, text in above]
        if status >= 0:
            lines[:2] = [f"{lines[0].strip()}: {lines[1].strip()}"]
        raw = [*(text for _, text in above), line]
        self.parts.append(Item(above[0][0] + 1, raw, written, stamp, lines[0], body=lines[1:]))
        self._current = None
        self._after_event = False

    def _other_forms(self, index: int, line: str, mark: Mark) -> bool:
        """A label in front of a time, or the header of a message in a chat."""
        labelled = label_and_time(mark.text, day_first=self._day_first)
        if labelled is not None:
            self._labelled(index, line, mark, labelled)
            return True
        if status := status_and_time(mark.text, day_first=self._day_first):
            text, written, stamp = status
            self._open(Item(index + 1, [line], written, stamp, text, mark.indent, bullet=mark.bullet))
            return True
        header = None if mark.bullet or mark.indent else chat_header(mark.text)
        follows = index + 1 < len(self._lines) and self._lines[index + 1].strip()
        if header is None or not follows or not (self._blank or self._after_event):
            return False
        found = self._stamp(header[1])
        if found is None or found[0].problem:
            return False
        item = Item(index + 1, [line], header[1].strip("[]"), found[0], "", owns_all=True, actor=header[0])
        item.message, item.days_ago = True, days_ago(mark.text)
        self._open(item)
        return True

    def _labelled(self, index: int, line: str, mark: Mark, labelled: tuple[str, str, Stamp]) -> None:
        label, written, stamp = labelled
        self._open(Item(index + 1, [line], written, stamp, label, mark.indent, bullet=mark.bullet, key=True))

    def _open(self, item: Item) -> None:
        if item.message and item.days_ago is None:
            item.days_ago = self._days_ago
        self.parts.append(item)
        self._current = item
        self._after_event = True

    def _continuation(self, line: str, mark: Mark) -> None:
        """A line that is no event: it belongs to the event before, or ends it."""
        current = self._current
        if current is None:
            self._after_event = False
            return
        below = mark.indent > current.indent
        belongs = current.owns_all or below or (mark.bullet and current.bullet and mark.indent == current.indent)
        if belongs or (not self._blank and not mark.bullet and not current.key):
            current.add(without_ending(line) if current.message else line)
        else:
            self._close()
