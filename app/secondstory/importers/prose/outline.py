"""Takes a text apart, line by line: which lines are events, which continue one, which say the day or the zone."""

import re
from collections.abc import Sequence

from secondstory.importers.prose.authors import name_authors
from secondstory.importers.prose.chats import (
    begun,
    day_word,
    headed,
    is_of_window,
    messages,
    says_something,
    take_half,
    without_ending,
)
from secondstory.importers.prose.deciding import ONLY_MARKS, Around, is_event, may_head, may_tell, stamp_of
from secondstory.importers.prose.endings import (
    has_text_below,
    label_and_time,
    posted_above,
    state_and_time,
    text_above,
    time_behind,
    time_in_line,
)
from secondstory.importers.prose.front_matter import front_matter
from secondstory.importers.prose.hearing import LINES_HEARD, heard_in, without_repeats
from secondstory.importers.prose.items import DayMark, Heard, Item, Part, StartMark, ZoneMark, as_written, tells_time
from secondstory.importers.prose.mails import mails
from secondstory.importers.prose.marks import Mark, fence_of, is_rule, mark_of
from secondstory.importers.prose.naming import has_clock_below, named_in_heading, named_lines
from secondstory.importers.prose.openings import without_number, without_opening
from secondstory.importers.prose.tables import table_at, table_parts
from secondstory.importers.prose.transcripts import transcript
from secondstory.importers.prose.words import (
    CUES_COUNT,
    day_of_log,
    day_within,
    dots_tell_times,
    is_cue,
    is_name,
    is_section,
    is_status,
    is_timeline,
    labelled_day,
    may_hold_time,
    names_other_day,
    short_day,
    speaker,
    stated_zone,
    tells_only_day,
    zone_in_brackets,
)
from secondstory.importers.times.named_days import NamedDay
from secondstory.importers.times.spans import start_within
from secondstory.importers.times.stamps import PartialDate, Stamp, read_stamp

_BOLD = re.compile(r"(\*\*|__)(?!\1).*\1")
_TITLE = re.compile(r".{1,60}:|(\*\*|__)(?!\1).{1,60}\1:?(?: \(.*)?")
_CLOSING = '])*_`”"'
LONGEST_TITLE = 120


class Outline:
    """The parts of one text, in the order of its lines."""

    def __init__(
        self, lines: Sequence[str], *, day_first: bool, open_fences: bool = False, narrative: bool = False
    ) -> None:
        """Take a text apart.

        ``open_fences`` reads what stands between code fences as if it stood outside. In a ``narrative`` paragraphs that
        begin with a time are events wherever they stand: “At 14:05 UTC, …”.
        """
        self.parts: list[Part] = []
        self._lines = lines
        self._day_first = day_first
        self._open_fences, self._narrative = open_fences, narrative
        self._current: Item | None = None
        self._timeline = not any(mark_of(line).level for line in lines[:2000])
        self._in_timeline, self._level = False, 2
        self._told_until, self._taken_until, self._begun = 0, 0, False
        self._heard: list[Heard] = []
        self._dots_tell_times = dots_tell_times(lines)
        self._first = next((index for index, line in enumerate(lines) if line.strip()), 0)
        self._blank, self._after_event = True, False
        self._before: list[tuple[int, str]] = []
        self._days_ago: int | None = None
        spoken, start = transcript(lines)
        self._messages = {} if spoken else dict(messages(lines, day_first=day_first))
        self._messages |= dict(spoken) | dict(mails(lines, day_first=day_first))
        if start is not None:
            self.parts.append(StartMark(start))
        self._named = named_lines(lines)
        self._read()
        name_authors(lines, self.items)
        self.parts[:0] = without_repeats(self._heard)

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
            self._open(begun(message, self._lines, index))
            self._taken_until = index + message.lines
        elif mark.level:
            self._heading(index, line, mark)
        elif "|" in line and (table := table_at(self._lines, index)):
            self._table(index, table)
        elif not is_rule(line):
            self._text(index, line, mark)
        return bool(mark.level) or is_rule(line)

    def _heading(self, index: int, line: str, mark: Mark) -> None:
        current = self._current
        found = stamp_of(mark.text, day_first=self._day_first)
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
        is_told = is_timeline(mark.text)
        self._enter(is_told, stays=self._timeline and mark.level > self._level and not is_section(mark.text))
        self._level = mark.level if is_told else self._level
        self._zone_of_heading(mark.text)
        day = found[0].day if found and not found[0].problem else self._day_within(index, mark.text)
        if day is not None:
            self.parts.append(DayMark(day, heads=found is not None and tells_only_day(*found)))
        elif named := named_in_heading(mark.text):
            self.parts.append(DayMark(named, heads=True))

    def _enter(self, is_told: bool, *, stays: bool) -> None:
        """Note whether the part that begins here is a timeline, or stays one."""
        self._in_timeline = is_told or (stays and self._in_timeline)
        self._timeline = is_told or stays

    def _day_within(self, index: int, text: str) -> PartialDate | None:
        short = self._timeline or has_clock_below(self._lines, index)
        return day_within(text, day_first=self._day_first, without_year=short)

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
            self._begun = True
            self.parts.extend(parts)
        elif self._current is not None:
            for line in self._lines[index:end]:
                self._current.add(line)
        self._taken_until = end

    def _text(self, index: int, line: str, mark: Mark) -> None:
        if self._belongs_to_window(index, line):
            return
        self._plain_title(index, mark)
        mark = without_opening(mark, begins=self._tells(mark) and (mark.bullet or self._blank), told=self._narrative)
        if self._current is not None and self._current.message and (ago := day_word(line)) is not None:
            self._days_ago = ago
            self._close()
            return
        if (day := self._lone_day(index, line, mark)) is not None:
            self._close()
            self.parts.append(DayMark(day, heads=True))
            return
        mark = without_number(mark)
        listed = self._timeline and mark.bullet
        timed = listed or may_hold_time(mark.text)
        found = stamp_of(mark.text, listed=listed, day_first=self._day_first) if timed else None
        if found is not None:
            found = (found[0], found[1].lstrip(_CLOSING))
            if is_cue(mark.text):
                found[0].problem = f"This is from a transcript of a recording: {CUES_COUNT}"
        if found is not None and tells_only_day(*found):
            self._close()
            self.parts.append(DayMark(found[0].day, heads=True))  # type: ignore[arg-type]
            self._zone_of_heading(f"{mark.text} ({found[1].strip(ONLY_MARKS)})")
            return
        if found is not None and is_event(line, mark, *found, self._around(index, mark)):
            self._event(index, line, mark, *found)
            return
        if found is None or found[0].clock is None:
            if timed and self._other_forms(index, line, mark):
                return
            self._statements(index, mark, timed=timed)
        if timed and not self._begun and index < LINES_HEARD:
            self._heard.extend(heard_in(mark.text, index + 1, day_first=self._day_first))
        self._continuation(line, mark)

    def _plain_title(self, index: int, mark: Mark) -> None:
        """Take in the title of a part that no marks make a heading: it ends the event above it."""
        is_within = self._current is not None and self._current.owns_all
        if mark.bullet or mark.indent or is_within or len(mark.text) > LONGEST_TITLE:
            return
        if is_section(mark.text):
            self._close()
            self._enter(False, stays=self._timeline and not self._in_timeline)
        elif is_timeline(mark.text) and (_TITLE.fullmatch(mark.text) or self._is_plain_heading(index, mark)):
            self._enter(True, stays=True)
            self._zone_of_heading(mark.text)

    def _lone_day(self, index: int, line: str, mark: Mark) -> PartialDate | NamedDay | None:
        """The day of a line that says nothing else, in one of the forms that are none anywhere else."""
        if self._timeline and (short := read_stamp(short_day(mark.text), day_first=self._day_first)):
            return short[0].day
        return self._named.get(index) or day_of_log(line, day_first=self._day_first)

    def _belongs_to_window(self, index: int, line: str) -> bool:
        """Whether a line below a message is what the window of the chat says about it."""
        current = self._current
        if current is None or not current.message or not is_of_window(self._lines, index):
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
            day = self._day_within(index, mark.text)
        if day is None and self._is_plain_heading(index, mark):
            day = day_within(mark.text, day_first=self._day_first, without_year=is_timeline(mark.text))
            if day is not None and not zone:
                self._zone_of_heading(mark.text)
        if day is not None:
            self.parts.append(DayMark(day))

    def _is_plain_heading(self, index: int, mark: Mark) -> bool:
        """Whether a line without marks heads a timeline, or the whole text with the day of what happened."""
        if not self._blank or (self._current is not None and self._current.owns_all) or not may_head(mark):
            return False
        return is_timeline(mark.text) or (index == self._first and not names_other_day(mark.text))

    def _tells(self, mark: Mark) -> bool:
        """Whether a line stands in a timeline, or begins a paragraph of a narrative."""
        return self._timeline or (self._narrative and self._blank and not mark.bullet)

    def _around(self, index: int, mark: Mark) -> Around:
        return Around(
            self._lines, index, self._current, self._before, first=index == self._first, timeline=self._tells(mark),
            told=self._narrative, after_event=self._after_event, dots=self._dots_tell_times,
        )  # fmt: skip

    def _event(self, index: int, line: str, mark: Mark, stamp: Stamp, rest: str) -> None:
        written = as_written(mark.text, rest)
        bracketed = mark.text.startswith("[") and stamp.since is None
        name, words = speaker(rest.lstrip(" -:") if bracketed else rest, bracketed=bracketed)
        is_author = bracketed and not name and is_name(words.strip())
        if is_author and says_something(self._lines, index + 1, day_first=self._day_first):
            name, words = words.strip(), ""
        if mark.text.startswith("|"):
            words = words.strip().strip("|")
        alone = not words.strip(ONLY_MARKS)
        above = self._before if alone and not self._blank else []
        if alone and (above := posted_above(self._lines, index, self._told_until) or above):
            self._above(above, line, written, stamp)
            self._told_until = index + 1
            return
        item = Item(index + 1, [line], written, stamp, words, mark.indent, bullet=mark.bullet, owns_all=alone)
        item.next_only = not mark.bullet and is_status(words.strip(ONLY_MARKS))
        item.actor = name
        if alone and not name and not mark.bullet and self._current is not None and self._current.message:
            item.actor, item.message = self._current.actor, True
            take_half(item, self._current)
        self._open(item)

    def _above(self, above: Sequence[tuple[int, str]], line: str, written: str, stamp: Stamp) -> None:
        """A time below the text that it belongs to, as status pages have it."""
        first, words, lines = text_above(above)
        self.parts.append(Item(first + 1, [*lines, line], written, stamp, words[0], body=words[1:]))
        self._current = None
        self._after_event = False

    def _other_forms(self, index: int, line: str, mark: Mark) -> bool:
        """A label in front of a time, or the header of a message in a chat."""
        state = state_and_time(mark.text, day_first=self._day_first)
        if state is not None and has_text_below(self._lines, index):
            text, written, stamp = state
            self._open(Item(index + 1, [line], written, stamp, text, mark.indent, owns_all=True))
            return True
        labelled = label_and_time(mark.text, day_first=self._day_first)
        if labelled is not None:
            self._labelled(index, line, mark, labelled)
            return True
        listed, within = (
            self._in_timeline and mark.bullet,
            self._in_timeline and may_tell(mark, self._around(index, mark)),
        )
        behind = time_in_line(mark.text, listed=listed, within=within, day_first=self._day_first)
        if behind is not None:
            text, written, stamp = behind
            self._open(Item(index + 1, [line], written, stamp, text, mark.indent, bullet=mark.bullet))
            return True
        begins = (self._blank or self._after_event) and not mark.bullet and not mark.indent
        item = headed(self._lines, index, mark.text, day_first=self._day_first) if begins else None
        if item is None:
            return False
        self._open(item)
        return True

    def _labelled(self, index: int, line: str, mark: Mark, labelled: tuple[str, str, Stamp]) -> None:
        label, written, stamp = labelled
        self._open(Item(index + 1, [line], written, stamp, label, mark.indent, bullet=mark.bullet, key=True))

    def _open(self, item: Item) -> None:
        if item.message and item.days_ago is None:
            item.days_ago = self._days_ago
        self._begun = True
        self.parts.append(item)
        self._current = item
        self._after_event = True

    def _continuation(self, line: str, mark: Mark) -> None:
        """A line that is no event: it belongs to the event before, or ends it."""
        current = self._current
        if current is None:
            self._after_event = False
            return
        if current.next_only and self._blank and any(text.strip() for text in current.body):
            self._close()
            return
        below = mark.indent > current.indent
        belongs = (
            current.owns_all
            or current.next_only
            or below
            or (mark.bullet and current.bullet and mark.indent == current.indent)
        )
        if belongs or (not self._blank and not mark.bullet and not current.key):
            current.add(without_ending(line) if current.message else line)
        else:
            self._close()
