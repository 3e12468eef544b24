"""A timeline as a file for other programs: what we write we read back, and no cell is a formula."""

import csv
import json
import tempfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondstory.exporters.privacy import role_words
from secondstory.exporters.timeline_files import TimelineForm, write_timeline
from secondstory.importers.base import ImportOptions, Sample
from secondstory.importers.registry import detect
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.enums import EventKind, Precision
from secondstory.model.errors import UserError
from secondstory.model.progress import finish
from secondstory.model.records import Event, Source
from secondstory.model.snapshot import Snapshot
from support.imports import titles
from support.reviews import at, event, review, snapshot

NEWER = ("id", "clock_corrected")
FORMS = [(TimelineForm.CSV, ".csv"), (TimelineForm.TIMESKETCH, ".csv"), (TimelineForm.TIMESKETCH, ".jsonl")]
AT = datetime(2026, 5, 4, 14, 5, tzinfo=UTC)
texts = st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t=+-@'\",;|"), max_size=20)
texts = texts.filter(
    lambda text: role_words(snapshot(review(summary=text)))(text) == text
)  # names that come up by chance, as in “@ED”
titles_ = texts.filter(str.strip)
instants = st.datetimes(datetime(1971, 1, 1), datetime(2199, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001


@st.composite
def events(draw: st.DrawFn) -> Event:
    at = draw(st.none() | instants)
    until = draw(st.none() | instants) if at else None
    known = draw(st.sampled_from([p for p in Precision if p is not Precision.UNKNOWN]))
    return event(
        at,
        draw(titles_),
        id=draw(st.integers(1, 10**6)),
        occurred_until=max(at, until) if at and until else None,
        precision=known if at else Precision.UNKNOWN,
        time_as_written=draw(texts),
        zone_assumed=draw(st.sampled_from(["", "Europe/Berlin"])),
        kind=draw(st.sampled_from(list(EventKind))),
        role=draw(texts),
        body=draw(texts),
        tags=tuple(draw(st.lists(texts, max_size=3))),
        key=draw(st.booleans()),
    )


def written(review_: Snapshot, folder: Path, form: TimelineForm, suffix: str) -> Path:
    path = folder / f"timeline{suffix}"
    finish(write_timeline(review_, path, form))
    return path


def read_back(path: Path) -> list[Draft | UnreadRow]:
    with path.open("rb") as stream:
        return list(detect(Sample.of(path)).read(stream, ImportOptions()))


@pytest.mark.parametrize(("form", "suffix"), FORMS)
@settings(max_examples=40)
@given(found=st.lists(events(), max_size=4, unique_by=lambda one: one.id))
def test_what_is_written_is_read_back_unchanged(form: TimelineForm, suffix: str, found: list[Event]) -> None:
    whole = snapshot(events=found)
    same = (
        "occurred_at", "occurred_until", "precision", "time_as_written", "zone_assumed", "kind", "role", "title",
        "body", "tags", "key",
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        back = read_back(written(whole, Path(folder), form, suffix)) if found else []
    assert [[getattr(row, name) for name in same] for row in back] == [
        [getattr(one, name) for name in same] for one in whole.shown_events
    ]


@pytest.mark.parametrize("form", [TimelineForm.CSV, TimelineForm.TIMESKETCH])
@pytest.mark.parametrize("text", ["=1+1", "+1", "-5 °C in the server room", "@SUM(A1)", "\t=1", "'quoted'"])
def test_no_cell_begins_a_formula(form: TimelineForm, text: str, tmp_path: Path) -> None:
    path = written(snapshot(events=[event(AT, text, body=text)]), tmp_path, form, ".csv")
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    assert all(not cell.startswith(("=", "+", "-", "@", "\t")) for row in rows for cell in row)
    (back,) = read_back(path)
    assert isinstance(back, Draft)
    assert (back.title, back.body) == (text, text)


def test_timesketch_finds_its_columns_first(tmp_path: Path) -> None:
    one = event(AT, "Roll back", EventKind.DECISION, tags=("deploy", "forms"))
    path = written(snapshot(events=[one]), tmp_path, TimelineForm.TIMESKETCH, ".csv")
    header, row = path.read_text(encoding="utf-8").splitlines()
    assert header.startswith("message,datetime,timestamp_desc,tag,")
    assert row.startswith('Roll back,2026-05-04T14:05:00+00:00,Decision,"[""deploy"",""forms""]",')
    lines = (
        written(snapshot(events=[one]), tmp_path, TimelineForm.TIMESKETCH, ".jsonl")
        .read_text(encoding="utf-8")
        .splitlines()
    )
    assert [json.loads(line)["tag"] for line in lines] == [["deploy", "forms"]]


def test_markdown_is_a_list_under_each_day_and_read_back_to_the_minute(tmp_path: Path) -> None:
    whole = snapshot(
        review(title="Orders lost"),
        events=[
            event(AT, "Queue *grows*", body="by 5 %\n\nsince noon"),
            event(AT.replace(day=5), "[Fixed]"),
            event(None, "Somebody called"),
        ],
    )
    path = written(whole, tmp_path, TimelineForm.MARKDOWN, ".md")
    assert path.read_text(encoding="utf-8") == (
        "# Orders lost\n\n## Timeline\n\n### 2026-05-04 (UTC)\n\n* [14:05] **Queue \\*grows\\***\n\n  by 5 %\n"
        "\n  since noon\n\n### 2026-05-05 (UTC)\n\n* [14:05] **\\[Fixed\\]**\n\n### Time not known\n\n"
        "* **Somebody called**\n"
    )
    assert titles(read_back(path))[:1] == ["Queue *grows*"]


@pytest.mark.parametrize(("form", "suffix"), FORMS)
def test_each_row_tells_the_id_of_its_event_and_every_export_gives_the_same(
    form: TimelineForm, suffix: str, tmp_path: Path
) -> None:
    one = event(AT, "Queue grows", id=12)
    (first,) = read_back(written(snapshot(events=[one]), tmp_path, form, suffix))
    (again,) = read_back(written(snapshot(events=[replace(one, title="Queue is full")]), tmp_path, form, suffix))
    (other,) = read_back(written(snapshot(review(created_at=AT), events=[one]), tmp_path, form, suffix))
    assert [row.external_id for row in (first, again, other) if isinstance(row, Draft)] == [
        "secondstory-timeline:20260504T000000000000-12",
        "secondstory-timeline:20260504T000000000000-12",
        "secondstory-timeline:20260504T140500000000-12",
    ]


@pytest.mark.parametrize(("form", "suffix"), FORMS)
def test_a_file_from_before_there_was_an_id_is_read_as_it_was(form: TimelineForm, suffix: str, tmp_path: Path) -> None:
    path = written(snapshot(events=[event(AT, "Queue grows", key=True)]), tmp_path, form, suffix)
    lines = path.read_text(encoding="utf-8").splitlines()
    if suffix == ".csv":
        old = [line.rsplit(",", 2)[0] for line in lines]
    else:
        old = [
            json.dumps({name: value for name, value in json.loads(line).items() if name not in NEWER}) for line in lines
        ]
    path.write_text("\n".join(old) + "\n", encoding="utf-8")
    assert detect(Sample.of(path)).info.name == "secondstory-timeline"
    (row,) = read_back(path)
    assert isinstance(row, Draft)
    assert (row.title, row.key, row.external_id) == ("Queue grows", True, "")


def test_people_are_roles(tmp_path: Path) -> None:
    one = event(AT, "Robin Example acknowledges", role="On-call engineer", actor="Robin Example")
    for form, suffix in [*FORMS, (TimelineForm.MARKDOWN, ".md")]:
        assert "Robin" not in written(snapshot(events=[one]), tmp_path, form, suffix).read_text(encoding="utf-8")


def test_a_suffix_that_fits_no_form_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"cannot be written as “\.docx”"):
        finish(write_timeline(snapshot(), tmp_path / "timeline.docx"))
    with pytest.raises(UserError, match="in the form “timesketch”"):
        finish(write_timeline(snapshot(), tmp_path / "timeline.md", TimelineForm.TIMESKETCH))


def test_a_row_that_is_not_ours_any_more_is_unread_and_the_others_are_read(tmp_path: Path) -> None:
    path = written(snapshot(events=[event(AT, "Queue")]), tmp_path, TimelineForm.CSV, ".csv")
    with path.open("a", encoding="utf-8") as stream:
        stream.write("soon,,exact,,,note,,What,,[],,,\nonly two,cells\n")
    rows = read_back(path)
    assert [row.reason for row in rows if isinstance(row, UnreadRow)] == [
        "The time is not written as this program writes it.",
        "The row has 2 cells where the table has 13 columns.",
    ]


@pytest.mark.parametrize(("form", "suffix"), [FORMS[0], FORMS[1]])
def test_a_clock_that_was_corrected_is_told_with_the_reason(form: TimelineForm, suffix: str, tmp_path: Path) -> None:
    corrected = Source(
        id=3, review_id=1, file_name="x.csv", format="csv", sha256="", imported_at=at("15:00"),
        clock_offset=-180, clock_reason="no time service",
    )  # fmt: skip
    full = Event(id=1, review_id=1, occurred_at=at("14:02"), source_id=3, title="Queue is full")
    path = written(snapshot(events=[full], sources=[corrected]), tmp_path, form, suffix)
    assert "−3 min (no time service)" in path.read_text(encoding="utf-8")
    (draft,) = read_back(path)
    assert isinstance(draft, Draft)
    assert draft.occurred_at == at("14:02")


def test_files_of_earlier_versions_are_read(tmp_path: Path) -> None:
    full = Event(id=1, review_id=1, occurred_at=at("14:02"), title="Queue is full")
    header, row = written(snapshot(events=[full]), tmp_path, *FORMS[0]).read_text(encoding="utf-8").splitlines()
    for columns in (1, 2):
        cut = tmp_path / f"{columns}.csv"
        cut.write_text("\n".join(line.rsplit(",", columns)[0] for line in (header, row)), encoding="utf-8")
        (draft,) = read_back(cut)
        assert isinstance(draft, Draft)
        assert (draft.title, draft.occurred_at) == ("Queue is full", at("14:02"))
