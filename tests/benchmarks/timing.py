"""Times whole programs: seconds on the wall and peak memory, as the operating system counts them."""

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

SUBJECTS = Path(__file__).parent / "subjects"


@dataclass(frozen=True, slots=True)
class Measure:
    """The median of some runs."""

    seconds: float
    megabytes: float


def figures_of(subject: tuple[str, ...], rounds: int) -> dict[str, float]:
    """The medians of the lines ``figure NAME VALUE`` that a subject prints."""
    runs = []
    for _ in range(rounds):
        command = [sys.executable, str(SUBJECTS / f"{subject[0]}.py"), *subject[1:]]
        said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()
        runs.append({line.split()[1]: float(line.split()[2]) for line in said if line.startswith("figure ")})
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def run_once(subject: str, *arguments: str) -> Measure:
    """Run a subject program once. A subject may print ``ready SECONDS`` to say what counts instead of its whole run."""
    command = [sys.executable, str(SUBJECTS / f"{subject}.py"), *arguments]
    begun = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - begun
    if process.returncode:
        raise SystemExit(f"{subject} failed with exit code {process.returncode}")
    for line in said.splitlines():
        if line.startswith("ready "):
            seconds = float(line.split()[1])
    return Measure(seconds, usage.ru_maxrss / 1024)


def duel(ours: tuple[str, ...], floor: tuple[str, ...], rounds: int) -> tuple[Measure, Measure]:
    """The medians of two programs that ran in turn, after one warm-up each."""
    run_once(*ours)
    run_once(*floor)
    pairs = [(run_once(*ours), run_once(*floor)) for _ in range(rounds)]
    return _median([pair[0] for pair in pairs]), _median([pair[1] for pair in pairs])


def _median(measures: list[Measure]) -> Measure:
    return Measure(statistics.median(m.seconds for m in measures), statistics.median(m.megabytes for m in measures))
