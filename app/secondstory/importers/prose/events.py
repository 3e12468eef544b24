"""From the parts of a text to drafts: the day of each time, the words of each event."""

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from secondstory.importers.base import ImportOptions
from secondstory.importers.days import Days, UnplaceableError, When
from secondstory.importers.kinds import kind_of_cell, kind_of_text
from secondstory.importers.prose.items import DayMark, Item, Part, ZoneMark
from secondstory.importers.prose.marks import fence_of, mark_of, unmarked
from secondstory.importers.titles import TITLE_LENGTH, title_and_body
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.enums import Precision

FAR_AWAY = timedelta(days=180)
_LEADING = re.compile(r"^[\s:|–—→>.,;)\]-]+|^\s*\*{1,2}\s+")


def drafts(parts: Sequence[Part], options: ImportOptions) -> list[Draft | UnreadRow]:
    """The events of a text. A text that tells the newest first is turned round."""
    days = Days(options)
    stated = next((part.name for part in parts if isinstance(part, ZoneMark)), "")
    if stated:
        days.state_zone(stated)
    groups = _groups(parts)
    newest_first = _is_newest_first(groups)
    rows: list[Draft | UnreadRow] = []
    for group in _ordered(groups, newest_first=newest_first):
        for part in group:
            if isinstance(part, ZoneMark):
                days.state_zone(part.name)
            elif isinstance(part, DayMark):
                days.state_day(part.day)
            else:
                rows.append(_row(part, days))
    _remark_on_strays(rows)
    return rows


def _groups(parts: Sequence[Part]) -> list[list[Part]]:
    """The parts, a group for each statement of a day."""
    groups: list[list[Part]] = [[]]
    for part in parts:
        if isinstance(part, DayMark):
            groups.append([])
        groups[-1].append(part)
    return groups


def _is_newest_first(groups: list[list[Part]]) -> bool:
    """Whether all steps from one time to the next go back, or most of many."""
    forward = back = 0
    for group in groups:
        known = [_sort_key(part) for part in group if isinstance(part, Item) and not part.key]
        keys = [key for key in known if key is not None]
        forward += sum(second > first for first, second in pairwise(keys))
        back += sum(second < first for first, second in pairwise(keys))
    return (back >= 2 and not forward) or back > 3 * max(forward, 1)


def _sort_key(item: Item) -> tuple[int, int, int, float] | None:
    stamp = item.stamp
    if stamp is None or stamp.problem or stamp.clock is None:
        return None
    day = stamp.day
    seconds = stamp.clock.hour * 3600 + stamp.clock.minute * 60 + stamp.clock.second + stamp.clock.microsecond / 1e6
    return (day.year or 0, day.month, day.day, seconds) if day else (0, 0, 0, seconds)


def _ordered(groups: list[list[Part]], *, newest_first: bool) -> list[list[Part]]:
    if not newest_first:
        return groups
    turned = []
    for group in reversed(groups):
        marks: list[Part] = [part for part in group if not isinstance(part, Item)]
        items: list[Part] = [part for part in group if isinstance(part, Item)]
        turned.append(marks + items[::-1])
    return turned


def _row(item: Item, days: Days) -> Draft | UnreadRow:
    while item.raw and not item.raw[-1].strip():
        item.raw.pop()
    raw, locator = "\n".join(item.raw), f"line {item.line}"
    title, body = _words(item)
    if item.stamp is None:
        return _draft(item, None, title, body, raw)
    try:
        when = days.place(item.stamp)
    except UnplaceableError as reason:
        return UnreadRow(locator, str(reason), raw)
    if not title:
        return UnreadRow(locator, "There is a time but nothing that happened.", raw)
    return _draft(item, when, title, body, raw)


def _draft(item: Item, when: When | None, title: str, body: str, raw: str) -> Draft:
    kind = (kind_of_cell(item.kind) if item.kind else None) or kind_of_text(f"{title} {body}")
    locator = f"line {item.line}"
    if when is None:
        return Draft(
            None, None, Precision.UNKNOWN, "", "", kind, item.role, item.actor, title, body, item.tags, locator, raw
        )  # fmt: skip
    return Draft(
        when.at, when.until, when.precision, item.written, when.zone_assumed, kind, item.role, item.actor,
        title, body, item.tags, locator, raw, "", item.key, when.remark,
    )  # fmt: skip


def _words(item: Item) -> tuple[str, str]:
    """The title of an event and, where there is more to it, its whole text."""
    first = _LEADING.sub("", item.text).rstrip()
    lines = _dedented(item.body)
    whole = "\n".join([first, *lines] if first else lines).strip()
    paragraph = [first] if first else []
    for line in lines:
        mark = mark_of(line)
        if not line.strip() or fence_of(line) or ((mark.bullet or mark.level) and paragraph):
            if paragraph:
                break
            continue
        paragraph.append(mark.text if paragraph else _LEADING.sub("", mark.text))
    title = unmarked(" ".join(paragraph).strip())
    if len(title) > TITLE_LENGTH:
        title = title_and_body(title)[0]
    if not title:
        title = unmarked(whole.split("\n", 1)[0].strip("`~ ")) or whole[:TITLE_LENGTH].strip()
    return title, "" if whole in (title, first) and unmarked(whole) == whole == title else _body(whole, title)


def _body(whole: str, title: str) -> str:
    """The whole text, unless the title says all of it but marks of emphasis."""
    bare = whole.replace("**", "").replace("__", "").replace("`", "")
    return "" if bare == title or " ".join(bare.split()) == title else whole


def _dedented(lines: Sequence[str]) -> list[str]:
    filled = [line for line in lines if line.strip()]
    margin = min((len(line) - len(line.lstrip()) for line in filled), default=0)
    return [line[margin:].rstrip() if line[:margin].isspace() else line.rstrip() for line in lines]


def _remark_on_strays(rows: Sequence[Draft | UnreadRow]) -> None:
    """Say so where one time lies half a year or more away from the times on both sides of it."""
    dated = [row for row in rows if isinstance(row, Draft) and row.occurred_at is not None]
    for before, row, after in _triples(dated):
        at, left, right = row.occurred_at, before.occurred_at, after.occurred_at
        if (
            at
            and left
            and right
            and abs(at - left) > FAR_AWAY
            and abs(at - right) > FAR_AWAY
            and abs(left - right) < FAR_AWAY
        ):
            row.remark = row.remark or f"The date as written lies {abs((at - left).days)} days from those around it."


def _triples(rows: Sequence[Draft]) -> Iterator[tuple[Draft, Draft, Draft]]:
    return zip(rows, rows[1:], rows[2:], strict=False)
