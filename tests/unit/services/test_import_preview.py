"""What a look at a file finds to ask."""

from pathlib import Path

import pytest

from secondstory.importers.base import ChangedHour, ImportOptions, Topic
from secondstory.services.import_preview import look_at
from secondstory.services.importing import FileToImport

BERLIN = "Europe/Berlin"


def asked(path: Path, zone: str = BERLIN, **options: ChangedHour) -> list[Topic]:
    return [
        question.topic for question in look_at(FileToImport(path, options=ImportOptions(**options)), zone).questions
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("alerts.csv", "time,text\n{at},Alert\n2026-10-26 08:00,Review\n"),
        ("notes.txt", "{at} alert fired\n2026-10-26 08:00 review\n"),
        ("events.jsonl", '{{"time":"{at}","text":"Alert"}}\n{{"time":"2026-10-26 08:00","text":"Review"}}\n'),
    ],
)
def test_the_hour_that_clocks_repeat_is_asked_about_only_where_a_time_lies_in_it(
    tmp_path: Path, name: str, text: str
) -> None:
    within, outside = tmp_path / name, tmp_path / f"outside-{name}"
    within.write_text(text.format(at="2026-10-25 02:30"))
    outside.write_text(text.format(at="2026-10-25 01:30"))
    assert Topic.CHANGED_HOUR in asked(within)
    assert Topic.CHANGED_HOUR not in asked(outside)
    assert Topic.CHANGED_HOUR not in asked(within, "Asia/Tokyo")
    assert Topic.CHANGED_HOUR not in asked(within, changed_hour=ChangedHour.LATER)


def test_the_answer_is_the_instant_that_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "alerts.csv"
    path.write_text("time,text\n2026-10-25 02:30,Alert\n")
    looks = [look_at(FileToImport(path, options=ImportOptions(changed_hour=hour)), BERLIN) for hour in ChangedHour]
    assert [f"{look.rows[0].occurred_at:%H:%M}" for look in looks] == ["00:30", "01:30"]
