"""Events of Kubernetes as “kubectl get events” lists them: with their ages, which count back from when it was asked."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import chain, islice
from typing import BinaryIO

from secondstory.importers.base import FormatInfo, ImportOptions, Layout, Question, Sample, Topic
from secondstory.importers.decoding import lines_of, sample_text, shown
from secondstory.importers.kinds import kind_of_cell, kind_of_text
from secondstory.importers.rules import rules
from secondstory.importers.times.days import OUTSIDE, Days, UnplaceableError, When
from secondstory.importers.times.spans import read_span
from secondstory.importers.titles import title_and_body
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.enums import EventKind, Precision

NAME = "kubectl-events"
SCORE = 90
LINES_LOOKED_AT, LONGEST_LINE = 50, 64 * 1024
WHEN_TAKEN = (
    "The ages count back from when the list was taken, and it does not say when that was: give that as the start."
)
COUNTS_BACK = "The age as written counts back from {taken} UTC."
SAYS_NOTHING = "The row has an age but says nothing."
NO_AGE = "The row does not tell how long ago it was."
_GAP = re.compile(r"\s{2,}|\t")
_AGE = re.compile(r"(?P<last>\S+)(?: \((?P<count>x\d+) over (?P<first>\S+)\))?")


@dataclass(frozen=True, slots=True)
class _Line:
    """A row: its number, its text, and its cells by the names of their columns."""

    number: int
    raw: str
    cells: dict[str, str]


class KubectlEventsImporter:
    """Reads the list, given the instant at which it was taken."""

    info = FormatInfo(
        NAME,
        "Kubernetes events (kubectl)",
        (".txt", ".log"),
        "What “kubectl get events” lists; its ages count back from when it was asked, which you are asked for.",
        SCORE,
    )

    def score(self, sample: Sample) -> int:
        """Certain where a line is the header of such a list."""
        lines = sample_text(sample).split("\n")[:LINES_LOOKED_AT]
        return SCORE if any(map(_columns, lines)) else 0

    def read(self, stream: BinaryIO, options: ImportOptions) -> Iterator[Draft | UnreadRow]:
        """The events, in the order of the list."""
        taken, reason = None, WHEN_TAKEN
        try:
            taken = Days(options).chosen_start()
        except UnplaceableError as fault:
            reason = str(fault)
        for line in _lines(chain.from_iterable(lines_of(stream))):
            yield _row(line, taken, reason)

    def questions(self, sample: Sample, options: ImportOptions) -> tuple[Question, ...]:
        """When the list was taken; the zone of that, where it is told without one."""
        if not any(islice(_lines(iter(sample_text(sample).split("\n"))), 1)):
            return ()
        if options.start is None:
            return (Question(Topic.START, WHEN_TAKEN),)
        is_open = options.start.tzinfo is None and not options.zone
        return (Question(Topic.ZONE, "The time at which the list was taken names no zone."),) if is_open else ()

    def layout(self, sample: Sample, options: ImportOptions) -> Layout:  # noqa: ARG002 - the columns are known
        """What each column means is known."""
        return Layout()

    def excerpt(self, sample: Sample) -> bytes:
        """The whole lines of the sample."""
        return sample.data if sample.is_whole else sample_text(sample).encode("utf-8")

    def repairable(self, corrected: str, sample: Sample | None) -> bytes:
        """The corrected row below the header of its list."""
        lines = sample_text(sample).split("\n") if sample is not None else []
        header = next(filter(_columns, lines), "LAST SEEN   TYPE   REASON   OBJECT   MESSAGE")
        return f"{header}\n{corrected}\n".encode("utf-8", "replace")


def _columns(line: str) -> list[str]:
    """The names of the columns, where a line is the header of such a list."""
    names = _GAP.split(line.strip().lower()) if line[:40].isupper() and len(line) < LONGEST_LINE else []
    return names if set(names).issuperset(rules("kubectl_events")["header"]) else []


def _lines(lines: Iterator[str]) -> Iterator[_Line]:
    """The rows below a header. The last column holds the message, in which anything may stand."""
    names: list[str] = []
    for number, line in enumerate(lines, 1):
        if found := _columns(line):
            names = found
        elif names and line.strip():
            raw = (line if line.isascii() else shown(line))[:LONGEST_LINE].rstrip()
            cells = _GAP.split(raw.strip(), maxsplit=len(names) - 1)
            yield _Line(number, raw, dict(zip(names, cells, strict=False)))


def _row(line: _Line, taken: When | None, reason: str) -> Draft | UnreadRow:
    cells = line.cells
    age = _AGE.match(cells.get("last seen", ""))
    last, message = _span(age["last"]) if age else None, cells.get("message", "")
    if age is None or last is None:
        return UnreadRow(f"line {line.number}", NO_AGE, line.raw)
    title, body = title_and_body(": ".join(filter(None, (cells.get("object", ""), message or cells.get("reason", "")))))
    if not title.strip():
        return UnreadRow(f"line {line.number}", SAYS_NOTHING, line.raw)
    first = _span(age["first"] or cells.get("first seen", ""))
    times = (age["count"] or "").lstrip("x") or cells.get("count", "")
    told = (f"Reason: {cells['reason']}" if cells.get("reason") else "", f"Times: {times}" if times else "")
    draft = Draft(
        None, None, Precision.UNKNOWN, cells["last seen"], "", _kind(cells, message), "", "", title,
        "\n".join(filter(None, (body, *told))), tuple(filter(None, (cells.get("namespace"), cells.get("reason")))),
        f"line {line.number}", line.raw, remark=reason,
    )  # fmt: skip
    if taken is not None:
        _place(draft, taken, last, max(first or last, last))
    return draft


def _place(draft: Draft, taken: When, last: timedelta, first: timedelta) -> None:
    try:
        draft.occurred_at = taken.at - first
        draft.occurred_until = taken.at - last if first > last else None
    except OverflowError:
        draft.occurred_at, draft.remark = None, OUTSIDE
        return
    # From ten minutes on ages are told in minutes, then in hours and in days.
    draft.precision, draft.zone_assumed = Precision.APPROXIMATE, taken.zone_assumed
    draft.remark = COUNTS_BACK.format(taken=f"{taken.at:%Y-%m-%d %H:%M:%S}".removesuffix(":00"))


def _span(age: str) -> timedelta | None:
    found = read_span(age) if age[:1].isdigit() else None
    return found.since if found is not None else None


def _kind(cells: dict[str, str], message: str) -> EventKind:
    reason = cells.get("reason", "").lower()
    told = rules("kubectl_events")["kinds"].get(reason)
    return EventKind(told) if told else kind_of_cell(reason) or kind_of_text(message)


IMPORTER = KubectlEventsImporter()
