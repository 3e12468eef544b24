"""The public command line: what it answers, and with which exit code."""

import importlib
import inspect
import json
import pkgutil
from pathlib import Path

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from secondstory import cli
from secondstory_resources import resource
from support.command_line import TIMELINE, Program


@pytest.fixture
def sample(secondstory: Program) -> str:
    """The reference of the sample, imported as the document that it is."""
    (secondstory.folder / "sample.json").write_bytes(
        resource("samples/github-2018-10-21-mysql-failover.json").read_bytes()
    )
    return secondstory("import", "sample.json", "--json").document["review"]


def test_a_review_is_started(secondstory: Program) -> None:
    done = secondstory("new", "Order sync stopped", "--kind", "near-miss", "--severity", "SEV-2", "--json")
    assert (done.code, done.document) == (0, {"review": "R-1"})
    (found,) = secondstory("reviews", "--json").document
    assert (found["title"], found["kind"], found["severity"]) == ("Order sync stopped", "near-miss", "SEV-2")


def test_words_are_found_in_all_reviews(secondstory: Program) -> None:
    (secondstory.folder / "t.csv").write_text("time,text\n2026-05-04T14:05:00Z,Queue is growing\n")
    secondstory("import", "t.csv", "--title", "Orders stood still")
    (hit,) = secondstory("search", "queue grow", "--json").document
    assert hit == {
        "ref": "R-1",
        "title": "Orders stood still",
        "kind": "event",
        "text": "Queue is growing",
        "at": "2026-05-04T14:05:00Z",
    }
    assert "R-1    review    Orders stood still" in secondstory("search", "orders").out
    nothing = secondstory("search", "no such words")
    assert (nothing.code, nothing.out) == (0, "Nothing was found. Try fewer words, or the beginning of one.\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("import", "nothing.csv"), "There is no file"),
        (("events", "R-9"), "There is no review R-9"),
        (("import", "t.csv", "--timezone", "Mars/Base"), "There is no time zone"),
        (("import", "t.csv", "--date", "teatime"), "is not a date"),
        (("import", "t.csv", "--map", "title"), "names no column"),
        (("import", "t.csv", "--format", "runes"), "runes"),
        (("report", "R-1", "-o", "x.docx"), ".docx"),
        (("frobnicate",), "frobnicate"),
        (("new",), "title"),
    ],
)
def test_what_is_not_done_is_said_in_a_sentence(
    secondstory: Program, arguments: tuple[str, ...], sentence: str
) -> None:
    (secondstory.folder / "t.csv").write_text(TIMELINE)
    secondstory("new", "Order sync stopped")
    done = secondstory(*arguments)
    assert done.code == 2
    assert sentence in done.err
    assert "Traceback" not in done.err
    assert done.out == ""


def test_every_command_takes_the_common_options() -> None:
    modules = [importlib.import_module(f"secondstory.cli.{found.name}") for found in pkgutil.iter_modules(cli.__path__)]
    commands = [module for module in modules if hasattr(module, "command")]
    assert len(commands) > 10
    for module in commands:
        assert {"library", "as_json", "quiet"} <= set(inspect.signature(module.command).parameters), module.__name__


def test_the_formats_are_listed(secondstory: Program) -> None:
    names = {item["name"] for item in secondstory("formats", "--json").document}
    assert names >= {"csv", "pagerduty", "text", "slack", "spreadsheet", "opsgenie", "json"}


def test_the_sample_is_a_document_that_imports(secondstory: Program, sample: str) -> None:
    shown = secondstory("show", sample, "--json").document
    assert shown["sample"] is True
    assert shown["events"] == 32
    assert {cause["label"] for cause in shown["causes"]} == {"systemic", "external"}
    assert secondstory("check", "--json").document["ok"] is True


def test_the_steps_say_what_is_missing(secondstory: Program) -> None:
    secondstory("new", "Order sync stopped")
    steps = secondstory("steps", "R-1", "--json").document
    assert [step["step"] for step in steps] == [
        "prepare", "timeline", "impact", "response", "causes", "learnings", "actions", "share",
    ]  # fmt: skip
    assert not steps[0]["done"]
    assert steps[0]["missing"]


def test_wording_is_checked_line_by_line(secondstory: Program) -> None:
    text = "The operator should have checked the dashboard.\nThe alert fired at 14:05.\n"
    done = secondstory("wording", "-", "--json", stdin=text)
    assert done.code == 1
    first, second = done.lines
    (finding, *_) = first["findings"]
    assert text[finding["start"] : finding["end"]] == finding["text"]
    assert set(finding) == {"family", "start", "end", "text", "why", "instead"}
    assert second == {"line": 2, "findings": []}


def test_causes_are_classified_line_by_line(secondstory: Program) -> None:
    (secondstory.folder / "causes.txt").write_text(
        "No alert watched the import queue.\nThe carrier lost a trunk line.\n"
    )
    done = secondstory("classify", "causes.txt", "--json")
    assert done.code == 0
    assert [line["label"] for line in done.lines] == ["systemic", "external"]
    assert set(done.lines[0]) == {"line", "label", "reason", "confidence"}


def test_actions_are_ranked(secondstory: Program, sample: str) -> None:
    ranked = secondstory("rank", sample, "--json").document
    assert [item["rank"] for item in ranked] == list(range(1, len(ranked) + 1))
    assert set(ranked[0]) == {"rank", "id", "text", "impact", "effort", "quadrant"}


@pytest.mark.parametrize("suffix", ["pdf", "html", "md", "json"])
def test_a_report_is_written_in_every_format(secondstory: Program, sample: str, suffix: str) -> None:
    done = secondstory("report", sample, "-o", f"report.{suffix}", "--json")
    assert done.code == 0
    assert done.document["edition"] == "internal"
    assert len(done.document["sha256"]) == 64
    path = secondstory.folder / f"report.{suffix}"
    if suffix == "pdf":
        assert len(PdfReader(path).pages) == done.document["pages"]
    else:
        assert "SAMPLE" in path.read_text()


def test_a_review_leaves_and_comes_back_as_json(secondstory: Program, sample: str) -> None:
    secondstory("report", sample, "-o", "first.json")
    again = secondstory("import", "first.json", "--json").document["review"]
    secondstory("report", again, "-o", "second.json")
    first, second = (json.loads((secondstory.folder / f"{name}.json").read_text()) for name in ("first", "second"))
    for document in (first, second):
        document["review"].pop("ref")
        document["review"].pop("created_at")
    assert first == second


def test_a_tracker_is_written(secondstory: Program, sample: str) -> None:
    done = secondstory("tracker", "-o", "tracker.xlsx", "--review", sample, "--json")
    assert done.code == 0
    rows = CalamineWorkbook.from_path(secondstory.folder / "tracker.xlsx").get_sheet_by_name("Actions").to_python()
    refs = {cell for row in rows for cell in row if str(cell).startswith("A-")}
    assert len(refs) == done.document["actions"] > 0


def test_the_sample_is_left_out_of_the_tracker_of_all(secondstory: Program, sample: str) -> None:
    assert secondstory("tracker", "-o", "tracker.xlsx", "--json").document["actions"] == 0


def test_nothing_is_printed_to_standard_output_but_the_answer(secondstory: Program, timeline: str) -> None:
    done = secondstory("import", timeline, "--json")
    assert len(done.out.splitlines()) == 1
    assert secondstory("import", timeline, "--quiet").err == ""


def test_everything_but_the_window_runs_without_qt(without_qt: Program) -> None:
    (without_qt.folder / "t.csv").write_text(TIMELINE)
    for arguments in (
        ("new", "Order sync stopped"),
        ("import", "t.csv", "--review", "R-1"),
        ("formats",),
        ("reviews",),
        ("show", "R-1"),
        ("events", "R-1"),
        ("steps", "R-1"),
        ("rank", "R-1"),
        ("report", "R-1", "-o", "report.pdf"),
        ("tracker", "-o", "tracker.xlsx"),
        ("check",),
    ):
        assert without_qt(*arguments).code == 0, arguments
    assert without_qt("classify", "-", stdin="No alert watched the queue.").code == 0
    assert without_qt("wording", "-", stdin="The alert fired.").code == 0


def test_the_window_says_that_it_needs_qt(without_qt: Program) -> None:
    for arguments in ((), ("self-test",)):
        done = without_qt(*arguments)
        assert done.code == 2
        assert "needs Qt" in done.err


def test_the_demo_without_qt_writes_report_and_tracker(without_qt: Program) -> None:
    done = without_qt("demo", "out", "--json")
    assert done.code == 1
    assert [Path(file).name for file in done.document["files"]] == ["report.pdf", "tracker.xlsx"]
