"""Runs the benchmarks and writes ``docs/benchmarks.md``: ``python tests/benchmarks [NAME...]``."""

import os
import platform
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from material import write_csv, write_library, write_pagerduty, write_slack
from timing import Measure, duel, figures_of

MISSED = """## What is missed, and why

- **All that has no floor.** These are the figures of a shared machine on a slow day. On a quick one (2026-11-29: pandas
  1.99 s, an empty window 0.10 s) the longest frame of an import was 74 ms, a search of the library 24 ms, and the
  timeline opened in 0.46 s, scrolled in 17 ms, zoomed in 12 ms and was searched in 38 ms.
- **Import.** The rows are as people and programs write them: several zones, other scripts, texts over two lines, rows
  that stand there twice, times that cannot be read. What is asked of each takes plain Python more than twice as long as
  the bar by itself: divided by the `csv` module, its time read, fingerprinted, kept word for word and indexed, and
  nothing else (`import_plain_python.py`). Ours does this in columns, and beside it leaves secrets out, tells kinds,
  packs the events and finds duplicates. Pandas parses in C and keeps none of this. Far below the plain figure only
  compiled code leads.
- **Slack, PagerDuty.** The floor decodes a record and stores three of its values. Ours also resolves people and
  mentions, tells the kind, leaves secrets out, keeps the record verbatim, fingerprints it and finds duplicates; the
  start of the program, half a second, is in the figure too. The named steps in plain Python take more than twice the
  bar of Slack and a quarter more than that of PagerDuty, of which ours is quicker than the plain one.
- **Window.** The floor is a tenth of a second. Importing SQLAlchemy alone takes twice that, and the list of reviews
  needs it. What a review needs is loaded when the first one is opened.
- **Timeline of 1 000 000 events.** Opening reads the columns of two thousand pieces, and their texts when they are
  looked at. A frame of the table is painted cell by cell in Python, and what comes into view after a long jump is read,
  unpacked, measured and painted. A search shows the first rows at once; where half of all events match, the table is
  laid out for them while it goes on.
"""
"""Revised by hand when the figures change."""

PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
Subject = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A program of ours against a floor or a peer. ``bar`` is the largest ratio that we allow ourselves, if any."""

    name: str
    what: str
    floor: str
    bar: float | None
    megabytes: float | None
    rounds: int
    subjects: Callable[[Path], tuple[Subject, Subject]]


def import_subjects(folder: Path) -> tuple[Subject, Subject]:
    """500 000 rows of CSV."""
    file = str(write_csv(folder / "timeline.csv", 500_000))
    return ("import_ours", file, str(folder / "ours.db")), ("import_pandas", file, str(folder / "floor.db"))


def slack_subjects(folder: Path) -> tuple[Subject, Subject]:
    """100 000 messages of a Slack export."""
    file = str(write_slack(folder / "slack.zip", 100_000))
    return ("import_ours", file, str(folder / "slack.db")), ("import_bare_json", file, str(folder / "floor.db"))


def pagerduty_subjects(folder: Path) -> tuple[Subject, Subject]:
    """100 000 log entries of PagerDuty."""
    file = str(write_pagerduty(folder / "entries.json", 100_000))
    return ("import_ours", file, str(folder / "pagerduty.db")), ("import_bare_json", file, str(folder / "floor.db"))


def beside_plain_python(
    subjects: Callable[[Path], tuple[Subject, Subject]],
) -> Callable[[Path], tuple[Subject, Subject]]:
    """The import of some subjects beside the same steps in plain Python."""

    def chosen(folder: Path) -> tuple[Subject, Subject]:
        ours, _ = subjects(folder)
        return ours, ("import_plain_python", ours[1], str(folder / "plain.db"))

    return chosen


def window_subjects(folder: Path) -> tuple[Subject, Subject]:
    """A library of 200 reviews and 1 000 000 events."""
    return ("window_ours", str(write_library(folder / "large.db", 200, 1_000_000))), ("window_empty",)


def report_subjects(folder: Path) -> tuple[Subject, Subject]:
    """A review of 2 000 events."""
    library = str(write_library(folder / "report.db", 1, 2_000))
    return ("report_ours", library, str(folder / "ours.pdf")), ("report_longtable", library, str(folder / "floor.pdf"))


def tracker_subjects(folder: Path) -> tuple[Subject, Subject]:
    """20 000 actions."""
    amount, cells = "20000", str(folder / "cells")
    return (
        ("tracker_ours", str(folder / "ours.xlsx"), amount),
        ("tracker_openpyxl", str(folder / "floor.xlsx"), amount, cells),
    )


PLAIN = "its named steps in plain Python"
IMPORTS = (
    Benchmark("import", "Import 500 000 CSV rows", "pandas `read_csv` + `to_sql`", 1.0, 300, 3, import_subjects),
    Benchmark(
        "slack", "Import 100 000 Slack messages", "`json.loads` + SQLite `executemany`", 2.0, 300, 3, slack_subjects
    ),
    Benchmark("pagerduty", "Import 100 000 PagerDuty entries", "the same of these", 2.0, 300, 3, pagerduty_subjects),
)
BENCHMARKS = (
    *IMPORTS,
    *(replace(each, floor=PLAIN, bar=None, subjects=beside_plain_python(each.subjects)) for each in IMPORTS),
    Benchmark(
        "window", "Window ready, 200 reviews, 1 000 000 events", "an empty PySide6 window", 3.5, 150, 5, window_subjects
    ),
    Benchmark("report", "Report of 2 000 events", "a bare reportlab LongTable", 1.5, None, 3, report_subjects),
    Benchmark("tracker", "Tracker of 20 000 actions", "bare openpyxl, write-only", 1.5, None, 3, tracker_subjects),
)


@dataclass(frozen=True, slots=True)
class Figures:
    """A program of ours that prints figures by name; each has a unit, and a bar of its own where one was agreed."""

    name: str
    rounds: int
    subject: Callable[[Path], Subject]
    bars: Mapping[str, tuple[str, float | None, str]]


def million_subject(folder: Path) -> Subject:
    """One review of 1 000 000 events."""
    return "window_million", str(write_library(folder / "million.db", 1, 1_000_000))


def search_subject(folder: Path) -> Subject:
    """A library of 200 reviews and 1 000 000 events."""
    return "search_ours", str(write_library(folder / "large.db", 200, 1_000_000))


def coach_subject(_folder: Path) -> Subject:
    """The texts of 2 000 events."""
    return ("coach_ours",)


def importing_subject(folder: Path) -> Subject:
    """500 000 rows of CSV, imported in the window."""
    return "window_importing", str(write_csv(folder / "timeline.csv", 500_000))


FIGURES = (
    Figures(
        "importing",
        3,
        importing_subject,
        {"frame": ("The longest frame while 500 000 rows are imported in the window", 100, "ms")},
    ),
    Figures(
        "search", 3, search_subject, {"search": ("Search a library of 1 000 000 events, p95 of answers", 50, "ms")}
    ),
    Figures("coach", 3, coach_subject, {"coach": ("Check the wording of 2 000 events", 1, "s")}),
    Figures(
        "million",
        3,
        million_subject,
        {
            "open": ("Open the timeline of 1 000 000 events", 0.5, "s"),
            "scroll": ("Its table: scrolling, p99 of frames", 16.7, "ms"),
            "zoom": ("Its picture: zooming and panning, p99 of frames", 16.7, "ms"),
            "search": ("Searching it, from Enter to the first rows found, p95", 50, "ms"),
            "ended": ("Until all rows are found, the window staying free, p95", None, "ms"),
            "picture": ("The longest frame when the picture follows, p95", None, "ms"),
            "memory": ("Peak memory of all this", None, "MB"),
        },
    ),
)


def figure_row(what: str, value: float, bar: float | None, unit: str) -> str:
    """A line of the second table."""
    shown = f"{value:.{2 if unit == 's' else 0}f} {unit}"
    if bar is None:
        return f"| {what} | {shown} | | |"
    return f"| {what} | {shown} | {bar:g} {unit} | {'kept' if value <= bar else '**missed**'} |"


def figure_rows(wanted: Figures, found: Mapping[str, float]) -> list[str]:
    """The lines of a benchmark, one for each of its figures."""
    return [figure_row(what, found[name], bar, unit) for name, (what, bar, unit) in wanted.bars.items()]


def row(benchmark: Benchmark, ours: Measure, floor: Measure) -> str:
    """A line of the table."""
    ratio = ours.seconds / floor.seconds
    memory = f"{ours.megabytes:.0f} MB" + (f" (bar {benchmark.megabytes:.0f})" if benchmark.megabytes else "")
    is_quick = benchmark.bar is None or ratio <= benchmark.bar
    kept = is_quick and (benchmark.megabytes is None or ours.megabytes <= benchmark.megabytes)
    bar = "" if benchmark.bar is None else f" (bar {benchmark.bar:g})"
    return (
        f"| {benchmark.what} | {ours.seconds:.2f} s | {benchmark.floor}: {floor.seconds:.2f} s | {ratio:.2f}{bar} "
        f"| {memory} | {'kept' if kept else '**missed**'} |"
    )


def page(rows: list[str], figures: list[str]) -> str:
    """The whole page, with the machine that it was measured on."""
    machine = (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    )
    return "\n".join(
        [
            "# Benchmarks",
            "",
            f"Measured on {datetime.now(UTC):%Y-%m-%d} on {machine}, with `make bench`.",
            "Each line is the median of whole programs that ran in turn with their floor in the same run; the ratio is",
            "what counts, for the seconds are those of one machine. Memory is the peak of our program.",
            "",
            "| What | Ours | Floor | Ratio | Memory | Bar |",
            "|---|---|---|---|---|---|",
            *rows,
            "",
            "These are bars of their own, for there is no floor to compare with: the window at 1920 × 1080, without a",
            "screen. The search leaves out the pause after the last letter; a review is opened from a list at rest.",
            "",
            "| What | Ours | Bar | |",
            "|---|---|---|---|",
            *figures,
            "",
            MISSED,
        ]
    )


def main(names: list[str]) -> int:
    """Run all benchmarks, or those that are named; only a full run rewrites the page."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program is compiled; the first run compiles ours
    wanted = [b for b in BENCHMARKS if not names or b.name in names]
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for benchmark in wanted:
            ours, floor = benchmark.subjects(Path(folder))
            rows.append(row(benchmark, *duel(ours, floor, benchmark.rounds)))
            print(rows[-1], flush=True)
        figures = []
        for each in FIGURES:
            if not names or each.name in names:
                figures += figure_rows(each, figures_of(each.subject(Path(folder)), each.rounds))
                print(*figures, sep="\n", flush=True)
    if not names:
        PAGE.write_text(page(rows, figures), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
