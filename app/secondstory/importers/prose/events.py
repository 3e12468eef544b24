"""From the parts of a text to drafts: the day of each time, the words of each event."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from secondstory.importers.base import ImportOptions
from secondstory.importers.kinds import kind_of_cell, kind_of_text
from secondstory.importers.prose.counted import place_counted
from secondstory.importers.prose.hearing import remark_on_day, take_heard_day
from secondstory.importers.prose.items import Item, Part
from secondstory.importers.prose.marks import characters, fence_of, mark_of, unmarked
from secondstory.importers.prose.naming import date_named
from secondstory.importers.prose.order import (
    Run,
    give_days,
    give_zones,
    is_newest_first,
    mark_late,
    runs,
    settle_halves,
)
from secondstory.importers.prose.words import is_status
from secondstory.importers.times.days import Days, UnplaceableError, When, also
from secondstory.importers.times.stamps import PartialDate
from secondstory.importers.titles import TITLE_LENGTH, title_and_body
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.enums import Precision

DAY_OF_COPY = "“Today” and “yesterday” count from the day of the copy, which is not known: placed by its time of day."
FAR_AWAY = timedelta(days=180)
_HEADLINE = re.compile(r"(\*\*[^*]+\*\*|__[^_]+__)[:.]?")
_LEADING = re.compile(r"^(?:-!-|=>|\*{3}(?=\s)|[\s:|–—→>.,;)\]-]|\*{1,2}(?=[\s:.]|$))+")
_QUOTES = re.compile(r"^(?:\s*>)+ ?")
_EMPHASIS = re.compile(r"\*\*|__|`|'{2,3}")
_EMPHASIS_ENDS = re.compile(r"(?<=\S)\*\*(?=[\s:.,;–—-]|$)")


def drafts(parts: Sequence[Part], options: ImportOptions) -> list[Draft | UnreadRow]:
    """The events of a text. A text that tells the newest first is turned round."""
    days = Days(options)
    heard = take_heard_day(parts, days)
    give_zones(parts)
    give_days(parts, days.anchor)
    found = runs(parts)
    settle_halves(found)
    is_turned = is_newest_first(parts)
    date_named([*found[:0:-1], found[0]] if is_turned else found, days.anchor)
    rows = _turned(found, days) if is_turned else [row for run in found for row in _rows(run, days)]
    _remark_on_strays(rows)
    if heard is not None:
        remark_on_day(rows, heard)
    place_counted(parts, rows, days)
    return rows


def _rows(run: Run, days: Days) -> list[Draft | UnreadRow]:
    """The events of a run, told from the oldest to the newest."""
    _state_day(run, days)
    mark_late(run.items)
    return _remarked([_row(item, days) for item in run.items], run)


def _state_day(run: Run, days: Days) -> None:
    if run.mark is not None and run.day is not None:
        days.state_day(run.day)


def _remarked(rows: list[Draft | UnreadRow], run: Run) -> list[Draft | UnreadRow]:
    """The rows of a run, the first of them with what is to be said of its day."""
    first = next((row for row in rows if isinstance(row, Draft)), None)
    if first is not None:
        first.remark = also(run.remark, first.remark)
    return rows


def _turned(found: Sequence[Run], days: Days) -> list[Draft | UnreadRow]:
    """The events of a text that tells the newest first, the oldest first.

    What stands above the first statement of a day goes on from the newest event below it.
    """
    above, *stated = found
    if days.anchor is None and (day := _first_whole_day(stated)):
        days.state_day(day)
    newest: datetime | None = None
    told: list[list[Draft | UnreadRow]] = []
    for run in stated:
        rows, last = _backwards(run, days) if run.tells_newest_day else _upwards(run, days)
        newest = newest or last
        told.append(rows)
    if newest is not None:
        days.resume(newest)
    told = [*told[::-1], _upwards(above, days)[0]]
    return [row for rows in told for row in rows]


def _first_whole_day(stated: Sequence[Run]) -> PartialDate | None:
    """The first day that is stated with its year; days above it may lack theirs."""
    return next((run.day for run in stated if run.day is not None and run.day.year is not None), None)


def _upwards(run: Run, days: Days) -> tuple[list[Draft | UnreadRow], datetime | None]:
    """The events of a run from its last line to its first, and the newest local time."""
    rows = _rows(replace(run, items=run.items[::-1]), days)
    return rows, days.last if rows else None


def _backwards(run: Run, days: Days) -> tuple[list[Draft | UnreadRow], datetime | None]:
    """The events of a run that begins with the newest, whose day is stated, and the newest local time."""
    _state_day(run, days)
    days.turn(backwards=True)
    rows: list[Draft | UnreadRow] = []
    newest: datetime | None = None
    for item in run.items:
        rows.append(_row(item, days))
        newest = newest or days.last
    days.turn(backwards=False)
    return _remarked(rows[::-1], run), newest


def _row(item: Item, days: Days) -> Draft | UnreadRow:
    while item.raw and not item.raw[-1].strip():
        item.raw.pop()
    raw, locator = "\n".join(item.raw), f"line {item.line}"
    title, body = _words(item)
    if item.stamp is not None and item.stamp.since is not None:
        title = title or item.written
    if item.stamp is None or (item.stamp.since is not None and item.stamp.clock is None):
        return _draft(item, None, title, body, raw)
    try:
        days.state_zone(item.zone_stated)
        days.hear_zone(item.zone_heard)
        when = days.place(item.stamp, late=item.late)
    except UnplaceableError as reason:
        return UnreadRow(locator, str(reason), raw)
    if not title:
        return UnreadRow(locator, "There is a time but nothing that happened.", raw)
    draft = _draft(item, when, title, body, raw)
    draft.remark = also(item.remark, draft.remark)
    if item.days_ago is not None and item.stamp.day is None:
        draft.remark = draft.remark or DAY_OF_COPY
    return draft


def _draft(item: Item, when: When | None, title: str, body: str, raw: str) -> Draft:
    kind = (kind_of_cell(item.kind) if item.kind else None) or kind_of_text(f"{title} {body}")
    locator = f"line {item.line}"
    if item.further:
        body = "\n".join([*((body, "") if body else ()), *item.further])
    if when is None:
        return Draft(
            None, None, Precision.UNKNOWN, item.written, "", kind, item.role, item.actor,
            title, body, item.tags, locator, raw,
        )  # fmt: skip
    return Draft(
        when.at, when.until, when.precision, item.written, when.zone_assumed, kind, item.role, item.actor,
        title, body, item.tags, locator, raw, "", item.key, when.remark,
    )  # fmt: skip


def _words(item: Item) -> tuple[str, str]:
    """The title of an event and, where there is more to it, its whole text."""
    first = _LEADING.sub("", item.text).rstrip()
    if first.count("**") % 2:
        first = _EMPHASIS_ENDS.sub("", first, count=1)
    lines = _dedented(_unquoted(item.body) if item.quoted else item.body)
    if is_status(first) and (said := [n for n, line in enumerate(lines) if line.strip()]):
        first, lines = f"{unmarked(first)}: {lines[said[0]].strip()}", lines[said[0] + 1 :]
    whole = "\n".join([first, *lines] if first else lines).strip()
    if lines and (headline := _HEADLINE.fullmatch(first)) and lines[0].strip():
        return unmarked(headline[1]), characters("\n".join(lines).strip())
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
    whole = characters(whole)
    bare = _EMPHASIS.sub("", whole)
    return "" if bare == title or " ".join(bare.split()) == title else whole


def _unquoted(lines: Sequence[str]) -> list[str]:
    """The lines of a quoted mail without the marks in front of them."""
    return [_QUOTES.sub("", line, count=1) for line in lines]


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
