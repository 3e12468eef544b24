"""Mails that were copied with what they answer: each of them is a message."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from secondstory.importers.prose.chats import Message
from secondstory.importers.rules import rules
from secondstory.importers.times.grammar import alternatives
from secondstory.importers.times.stamps import Stamp, read_stamp

_QUOTES = re.compile(r"(?:\s*>)+\s?")
_ADDRESS = re.compile(r"(?<!\s)\s*+[<\[](?:mailto:)?[^<>\[\]]*@[^<>\[\]]*[>\]]")
_AROUND_NAME = " \t\"',;:*_"
MOST_LINES = 8
LONGEST_LINE = 300


def mails(lines: Sequence[str], *, day_first: bool) -> Iterator[tuple[int, Message]]:
    """The mails of a thread, each with the number of its line. What stands above the first has no time of its own."""
    found = list(_mails(lines, day_first))
    first = next((index for index, line in enumerate(lines) if line.strip()), 0)
    if found and first < found[0][0]:
        yield first, Message("", "", None, lines[first].strip())
    yield from found


def _mails(lines: Sequence[str], day_first: bool) -> Iterator[tuple[int, Message]]:
    end = 0
    for index, line in enumerate(lines):
        if index < end or len(line) > LONGEST_LINE or not (":" in line or _opens(line)):
            continue
        found = _header(lines, index, day_first) or _attribution(lines, index, day_first)
        if found is not None:
            begin = _separator_above(lines, index, end)
            end = index + found.lines
            yield begin, replace(found, lines=end - begin)


def _separator_above(lines: Sequence[str], index: int, first: int) -> int:
    """Where a mail begins: at its head, or at a line such as “-----Original Message-----” above it."""
    above = index - 1
    while above >= first and not _bare(lines[above]):
        above -= 1
    is_separator = above >= first and len(lines[above]) <= LONGEST_LINE and _separators().fullmatch(_bare(lines[above]))
    return above if is_separator else index


def _bare(line: str) -> str:
    return _QUOTES.sub("", line, count=1).strip() if line.lstrip().startswith(">") else line.strip()


def _opens(line: str) -> bool:
    return _patterns()[1].match(_bare(line)) is not None


def _header(lines: Sequence[str], index: int, day_first: bool) -> Message | None:
    """The head of a mail: from whom, when, to whom and about what, each in a line of its own."""
    said: dict[str, str] = {}
    count = 0
    for line in lines[index : index + MOST_LINES]:
        match = _patterns()[0].match(_bare(line))
        if match is None or (match.lastgroup in said and match.lastgroup != "other"):
            break
        said[str(match.lastgroup)] = _bare(line)[match.end() :].strip(" *")
        count += 1
    if count < 2 or "sender" not in said or "sent" not in said:
        return None
    stamp, rest = _time(said["sent"], day_first)
    if stamp is None or rest:
        return None
    quoted = lines[index].lstrip().startswith(">")
    return Message(_name(said["sender"]), said["sent"], stamp, said.get("subject", ""), count, quoted=quoted)


def _attribution(lines: Sequence[str], index: int, day_first: bool) -> Message | None:
    """The line above a mail that is quoted: “On Mon, 4 May 2026 at 14:20, Ben <ben@example.org> wrote:”."""
    _, opening, wrote = _patterns()
    text = _bare(lines[index])
    if (match := opening.match(text)) is None:
        return None
    for count in (1, 2):
        whole = " ".join(map(_bare, lines[index : index + count]))
        if not whole.endswith(":") or (verb := wrote.search(whole)) is None:
            continue
        stamp, rest = _time(whole[match.end() :].rstrip(": "), day_first)
        if stamp is None:
            return None
        name = _name(wrote.sub(" ", rest))
        written = whole[match.end() : len(whole) - 1].split(rest)[0] if rest else whole[match.end() : verb.start()]
        return Message(name, written.strip(" ,"), stamp, lines=count, quoted=True)
    return None


def _time(text: str, day_first: bool) -> tuple[Stamp | None, str]:
    for joint in rules("chat")["copied"]["joints"]:
        text = re.sub(rf"(?<=\d),? {re.escape(joint)} (?=\d)", " at ", text)
    found = read_stamp(text, day_first=day_first)
    if found is None or found[0].day is None or found[0].clock is None or found[0].problem:
        return None, ""
    return found[0], found[1].strip(" ,:")


def _name(text: str) -> str:
    bare = _ADDRESS.sub("", text).strip(_AROUND_NAME)
    return " ".join((bare or text.strip(f"{_AROUND_NAME}<>")).split())


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = rules("chat")["mail"]
    labels = "|".join(
        f"(?P<{group}>{alternatives(table[name])})"
        for group, name in (("sender", "from"), ("sent", "sent"), ("subject", "subject"), ("other", "other"))
    )
    return (
        re.compile(rf"[*_]*(?:{labels})[*_]*\s*:[*_]*\s*", re.IGNORECASE),
        re.compile(rf"(?:{alternatives(table['openings'])})\s+(?=\S)", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{alternatives(table['wrote'])})(?!\w)", re.IGNORECASE),
    )


@cache
def _separators() -> re.Pattern[str]:
    words = "|".join(rules("chat")["mail"]["separators"])
    return re.compile(rf"[-_*=\s]*(?:{words})[-_*=\s:]*|[-_]{{5,}}", re.IGNORECASE)
