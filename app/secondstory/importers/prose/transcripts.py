"""Transcripts of calls: their times count from the beginning of a recording."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import islice, pairwise

from secondstory.importers.prose.chats import Message
from secondstory.importers.prose.items import Item, Part
from secondstory.importers.prose.words import is_cue
from secondstory.importers.rules import rules
from secondstory.importers.times.stamps import Stamp, read_stamp

_CUE = re.compile(r"\s*(?:(\d{1,4}):)?(\d{2}):(\d{2})[.,](\d{3})(?:\s+-->|,)")
_CUE_ENDS = re.compile(r"-->|(?<=\d{3}),")
_VOICE = re.compile(r"<v(?:\.[\w.]+)?\s+([^<>]{1,60})>|([^\W\d_][\w .'’()-]{0,40}?):\s+(?=\S)")
_SPEAKER = re.compile(
    r"([^\W\d_a-z][\w.'’-]*(?: [^\W\d_a-z][\w.'’-]*| (?:van|von|de|der|den|la|al|bin)){0,4}):\s+(\S.*)"
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|<\d[\d:.]*>")
_MARK = re.compile(
    r"(?P<name>[^\W\d_][\w .,'’()&-]{0,60}?)?(?:\s+[-–—|]?\s*|^)\[?(?P<clock>\d{1,2}:\d{2}(?::\d{2})?)\]?"
)
_NOTE = re.compile(r"(?:NOTE|STYLE|REGION)\b")
_DAY_BEGINS = re.compile(r"(?<!\w)(?=\d|[A-Z][a-z]{2})")
EARLY = timedelta(minutes=10)
HEAD_LINES, HEAD_WORDS, LONGEST_MARK = 12, 14, 90
LEAST_MARKS = 3


def captions(lines: Sequence[str]) -> list[Part]:
    """The events of WebVTT, SubRip or SBV: what one speaker says without a break is one of them."""
    items: list[Item] = []
    speaker, is_note = "", False
    for number, line in enumerate(lines, 1):
        if is_cue(line):
            items.append(_cue(number, line))
            speaker, is_note = "", False
        elif not line.strip() or _NOTE.match(line):
            is_note = bool(line.strip())
        elif items and not is_note and not (line.strip().isdecimal() and _is_cue_below(lines, number)):
            name, words = _said(line.strip(), speaker)
            speaker = name or speaker
            _say(items[-1], line, speaker, words)
    return list(_joined(items))


def _is_cue_below(lines: Sequence[str], number: int) -> bool:
    """Whether the line below the one of this number begins a cue; above it stands its own number."""
    return number < len(lines) and is_cue(lines[number])


def _cue(number: int, line: str) -> Item:
    match = _CUE.match(line)
    hours, minutes, seconds, millis = (int(part or 0) for part in match.groups()) if match else (0, 0, 0, 0)
    since = timedelta(hours=hours, minutes=minutes, seconds=seconds, milliseconds=millis)
    return Item(number, [line], _CUE_ENDS.split(line, maxsplit=1)[0].strip(), Stamp(since=since), "", owns_all=True)


def _said(text: str, speaker: str) -> tuple[str, str]:
    match = _VOICE.match(text)
    name = (match[1] or match[2] or "").strip() if match and not speaker else ""
    return name, _TAG.sub("", text[match.end() :] if match and name else text).strip()


def _say(item: Item, line: str, speaker: str, words: str) -> None:
    item.raw.append(line)
    item.actor = item.actor or speaker
    if item.text:
        item.body.append(words)
    else:
        item.text = words


def _joined(items: Sequence[Item]) -> Iterator[Item]:
    """The cues, with those of one speaker that follow each other as one."""
    last: Item | None = None
    for item in items:
        if last is not None and item.actor and item.actor == last.actor:
            last.raw += item.raw
            last.body += [item.text, *item.body]
            continue
        if last is not None:
            yield last
        last = item
    if last is not None:
        yield last


def transcript(lines: Sequence[str]) -> tuple[list[tuple[int, Message]], Stamp | None]:
    """Where somebody begins to speak in a transcript, and when it began if its head says so; nothing in other texts.

    A text is one where its head says so, or where times of two numbers go on as times of three; in both cases they
    begin near zero and never go back.
    """
    marks = [(index, match) for index, line in enumerate(lines) if (match := _mark(line)) is not None]
    spans = [_since(match["clock"]) for _, match in marks]
    rises = bool(spans) and spans[0] < EARLY and all(first <= second for first, second in pairwise(spans))
    if not rises or not (_head_says_so(lines) or (len(marks) >= LEAST_MARKS and _grows_longer(marks))):
        return [], None
    found: list[tuple[int, Message]] = []
    ends = [*(index for index, _ in marks[1:]), len(lines)]
    for (index, match), since, end in zip(marks, spans, ends, strict=True):
        name = (match["name"] or "").strip(" ,-")
        found += _spoken(lines, index, end, Message(name, match["clock"], Stamp(since=since)))
    return found, _beginning(lines[: marks[0][0]])


def _spoken(lines: Sequence[str], index: int, end: int, mark: Message) -> Iterator[tuple[int, Message]]:
    """What is said from a mark to the next one: below a mark without a name, each line may begin with who speaks."""
    below = [place for place in range(index + 1, end) if lines[place].strip()]
    found = [(place, match) for place in below if (match := _SPEAKER.fullmatch(lines[place].strip()))]
    if mark.name or not found or found[0][0] != below[0]:
        yield index, mark
        return
    for number, (place, match) in enumerate(found):
        stamp = Stamp(since=mark.stamp.since if mark.stamp is not None else None)
        begins, taken = (place, 1) if number else (index, place - index + 1)
        yield begins, Message(match[1], mark.written, stamp, match[2], taken)


def _mark(line: str) -> re.Match[str] | None:
    return _MARK.fullmatch(line.strip()) if ":" in line and len(line) <= LONGEST_MARK else None


def _since(clock: str) -> timedelta:
    *hours, minutes, seconds = map(int, clock.split(":"))
    return timedelta(hours=hours[0] if hours else 0, minutes=minutes, seconds=seconds)


def _grows_longer(marks: Sequence[tuple[int, re.Match[str]]]) -> bool:
    """Whether the first times have two numbers and later ones three."""
    lengths = [match["clock"].count(":") for _, match in marks]
    return lengths[0] == 1 and lengths == sorted(lengths) and lengths[-1] > 1


def _head_says_so(lines: Sequence[str]) -> bool:
    words = rules("chat")["transcript"]["words"]
    head = islice((line.lower() for line in lines if line.strip()), HEAD_LINES)
    return any(len(line.split()) <= HEAD_WORDS and any(word in line for word in words) for line in head)


def _beginning(head: Sequence[str]) -> Stamp | None:
    """The day and the time of day that the head of a transcript tells."""
    for line in head[-HEAD_LINES:]:
        for match in _DAY_BEGINS.finditer(line[:300]):
            found = read_stamp(line[match.start() : 300])
            if found and found[0].day and found[0].day.year and found[0].clock is not None and not found[0].problem:
                return found[0]
    return None
