"""Answers of Prometheus about the series ALERTS: from when until when each alert was firing or pending."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import BinaryIO

import msgspec

from secondstory.importers.base import FormatInfo, ImportOptions
from secondstory.importers.documents.events import Maker, Occurrence
from secondstory.importers.documents.importer import JsonImporter, Row, oldest_first, rows_inside
from secondstory.importers.documents.labels import fingerprint_of
from secondstory.importers.documents.nested import remark
from secondstory.importers.documents.reading import FAULTS, Record, clean, decode
from secondstory.importers.rules import rules
from secondstory.importers.times.zones import require_zone
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.errors import UserError

ALERTS = "ALERTS"
ADRIFT = 1.5
"""Samples that lie further apart than so many steps belong to two runs."""
MOST_NAMED = 5
Sample = tuple[float, str]


class Series(msgspec.Struct):
    """A series with its samples; an answer about one instant has a single one.

    VictoriaMetrics exports the values and their times (in milliseconds) as lists of their own.
    """

    metric: dict[str, str]
    values: list[Sample | float | None] | None = None
    value: Sample | None = None
    timestamps: list[int] | None = None

    @property
    def samples(self) -> list[Sample]:
        """Its samples in the order of time."""
        if self.timestamps is not None:
            pairs = zip(self.timestamps, self.values or (), strict=False)
            return sorted((at / 1000, f"{value:g}") for at, value in pairs if isinstance(value, int | float))
        found = [sample for sample in self.values or () if isinstance(sample, tuple)]
        return sorted(found or ([self.value] if self.value else []))


class Failure(msgspec.Struct):
    """What an answer says where the question was not understood."""

    status: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Sampling:
    """How often the series of a file were looked at (0 where that is not to be seen), and the time of the last look."""

    step: float = 0
    last: float = 0

    @classmethod
    def of(cls, series: Sequence[Series]) -> "Sampling":
        """The smallest step between samples of any series, for all of one answer have the same."""
        times = [[at for at, _ in one.samples] for one in series]
        steps = [after - before for found in times for before, after in pairwise(found) if after > before]
        return cls(min(steps, default=0), max((found[-1] for found in times if found), default=0))

    def told(self) -> str:
        """What holds for all times that are taken from samples."""
        if not self.step:
            return "Prometheus was asked about single instants: how long an alert lasted is not known."
        return (
            f"Prometheus was asked once every {self.step:g} seconds: an alert may have begun so much before the time "
            "of its first sample, and ended so much after that of its last one."
        )


class PrometheusImporter(JsonImporter):
    """Reads runs of samples of the series ALERTS; numbers that were measured are no events."""

    info = FormatInfo(
        "prometheus",
        "Prometheus alerts over time",
        (".json",),
        "The answer of Prometheus to a query of the series ALERTS, over a range of time or at one instant.",
    )
    paths = (("data", "result"), ())

    def read(self, stream: BinaryIO, options: ImportOptions) -> Iterator[Row]:
        """The runs of all series, oldest first. Raises `UserError` where the file holds no alerts."""
        require_zone(options.zone)
        make = self.maker(options)
        found = list(self.records(stream))
        sampling = Sampling.of([series for record in found if (series := _series(record)) is not None])
        rows = rows_inside(found, lambda record: _of_series(record, make, sampling))
        if not any(isinstance(row, Draft) for row in rows):
            raise _without_alerts(found)
        drafts = list(oldest_first(rows))
        remark(drafts, sampling.told())
        yield from drafts

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """The runs of one series."""
        return _of_series(record, make, Sampling.of([record.decoded(Series)]))


def _series(record: Record) -> Series | None:
    try:
        return record.decoded(Series)
    except FAULTS:
        return None


def _of_series(record: Record, make: Maker, sampling: Sampling) -> Iterator[Row]:
    series = record.decoded(Series)
    name = series.metric.get("__name__", "")
    if name != ALERTS:
        reason = f"These are measurements ({clean(name) or 'without a name'}), and numbers are no events."
        yield UnreadRow(record.pointer, reason, record.text)
        return
    for run in _runs(series.samples, sampling.step):
        raw = {"metric": series.metric, "values": run}
        yield _event(Record(record.pointer, msgspec.json.encode(raw)), series.metric, make, (run, sampling.last))


def _runs(samples: Sequence[Sample], step: float) -> Iterator[list[Sample]]:
    """Samples without a gap between them. What is 0 is no alert."""
    run: list[Sample] = []
    for at, value in samples:
        if run and (at - run[-1][0] > step * ADRIFT or value == "0"):
            yield run
            run = []
        if value != "0":
            run.append((at, value))
    if run:
        yield run


def _event(record: Record, labels: dict[str, str], make: Maker, seen: tuple[Sequence[Sample], float]) -> Row:
    run, last = seen
    (first, _), (end, _) = run[0], run[-1]
    state = labels.get("alertstate", "firing")
    name = labels.get("alertname", "").strip() or "An alert"
    own = {key: value for key, value in labels.items() if key not in ("__name__", "alertstate")}
    told = Occurrence(
        first,
        make.kind(state),
        f"{name} {rules('prometheus')['says'].get(state, state)}",
        body="\n".join(f"{key}: {value}" for key, value in own.items() if key != "alertname"),
        tags=[*(labels.get(label) for label in rules("alertmanager")["tags"]), "pending" if state == "pending" else ""],
        until=end if end > first else None,
        external_id=f"prometheus:{fingerprint_of(own)}:{first:.0f}",
        part=state,
        remark="The samples end here: they do not tell how long it went on." if end == last else "",
    )
    return make.event(record, told)


def _without_alerts(found: Sequence[Record]) -> UserError:
    """What to tell of an answer that holds no alerts."""
    if not found:
        return UserError("There is nothing to import in this answer: it holds no series.", "Ask for a longer time.")
    try:
        failure = decode(found[0].raw, Failure)
    except FAULTS:
        failure = Failure()
    if failure.status == "error":
        return UserError(
            f"The file holds no data but an error that the server told: {clean((failure.error or '')[:200])}.",
            "Mend the query, and save the answer again.",
        )
    series = [one for record in found if (one := _series(record)) is not None]
    names = list(dict.fromkeys(clean(one.metric.get("__name__", "")) or "without a name" for one in series))
    shown = f" ({', '.join(names[:MOST_NAMED])}{' and others' * (len(names) > MOST_NAMED)})" if names else ""
    return UserError(
        f"This answer of Prometheus or Loki holds measurements{shown}, and numbers are no events.",
        "Ask for the series ALERTS to see when alerts fired, or write down as an event what the numbers showed.",
    )


IMPORTER = PrometheusImporter()
