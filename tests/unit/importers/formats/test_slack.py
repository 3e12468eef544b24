"""Slack exports: order over all channels, people, kinds, places, and archives that cannot be read."""

import json
import subprocess
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from secondstory.importers.base import ImportOptions, Sample
from secondstory.importers.preview import preview
from secondstory.importers.registry import by_name, detect
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.enums import EventKind
from secondstory.model.errors import UserError
from support.imports import DATA, drafts, read, sample_of, short, times, titles, topics, unread
from support.shared import shared_file
from support.slack import PEOPLE, export, message, packed

EXPORT = DATA / "slack-export.zip"


def rows_of(path: Path) -> list[Draft | UnreadRow]:
    with path.open("rb") as stream:
        return list(detect(Sample.of(path)).read(stream, ImportOptions()))


class TestAnExport:
    def test_messages_of_all_channels_come_in_the_order_of_time(self) -> None:
        assert [(short(row.occurred_at)[11:19], *row.tags, row.title) for row in drafts(rows_of(EXPORT))] == [
            ("08:50:00", "#deploys", "Deployed flow v14 to production & told #incident-47"),
            ("09:00:00", "#incident-47", "Intake form: 42 errors in 5 minutes"),
            ("09:00:30", "#incident-47", "@Incident lead has joined the channel"),
            ("09:01:00", "#incident-47", "Seeing the alert too, the form answers 502 for @B. Example and me"),
            ("09:01:30", "direct message", "Shall I call the provider?"),
            ("09:02:00", "#incident-47", "Looks like every request > 1 MB. @here can anybody check the size limit?"),
            ("09:03:00", "#incident-47", "Limit"),
            ("09:04:00", "#incident-47", "We decided to roll back flow v14"),
            ("09:05:00", "#incident-47", "Files: errors.png"),
            ("09:25:00", "#deploys", "Rolled back flow v14"),
            ("09:30:00", "#incident-47", "Form is back to normal"),
            ("10:00:00", "#incident-47", "@B. Example set the channel topic: Done"),
        ]

    def test_kinds_follow_the_words_and_only_programs_raise_alerts(self) -> None:
        assert [row.kind for row in drafts(rows_of(EXPORT))] == [
            EventKind.CHANGE,
            EventKind.ALERT,
            EventKind.NOTE,
            EventKind.OBSERVATION,
            EventKind.NOTE,
            EventKind.NOTE,
            EventKind.CHANGE,
            EventKind.DECISION,
            EventKind.NOTE,
            EventKind.CHANGE,
            EventKind.RECOVERY,
            EventKind.NOTE,
        ]

    def test_people_and_programs_have_the_names_that_slack_shows(self) -> None:
        names = [row.actor for row in drafts(rows_of(EXPORT))]
        assert names[:4] == ["Deploy robot", "Page Monitor", "Incident lead", "Incident lead"]
        assert names[-3:] == ["B. Example", "U77", "B. Example"]

    def test_every_event_knows_its_place_its_record_and_its_id(self) -> None:
        draft = drafts(rows_of(EXPORT))[-2]
        assert draft.locator == "incident-47/2026-05-04.json/9"
        assert draft.external_id == "slack:C01:1777887000.000800"
        assert draft.time_as_written == "1777887000.000800"
        assert draft.raw == ('{"type":"message","ts":"1777887000.000800","text":"Form is back to normal","user":"U77"}')

    def test_what_cannot_be_read_says_why(self) -> None:
        without_time, no_message = unread(rows_of(EXPORT))
        assert without_time.reason == "“later” is not a time."
        assert "not a message of Slack" in no_message.reason

    def test_its_times_are_instants_so_nothing_is_asked(self) -> None:
        assert topics(EXPORT.read_bytes(), "slack") == []

    def test_days_are_those_of_the_workspace_and_times_decide(self) -> None:
        late = message("late", ts="1777939200.000000")  # midnight in UTC, still the day before in the west
        early = message("early", ts="1777935600.000000")
        days = {
            "a/2026-05-04.json": [late],
            "b/2026-05-05.json": [early],
            "c/2026-05-09.json": [message(ts="1778300000.0")],
        }
        assert titles(read(export(days), "slack")) == ["early", "late", "x"]

    def test_a_folder_around_the_export_and_what_other_programs_add_do_no_harm(self) -> None:
        files = {
            "My export/users.json": PEOPLE,
            "My export/incident/2026-05-04.json": [message("by <@U1>")],
            "__MACOSX/My export/incident/2026-05-04.json": b"\0\5\x16\7",
        }
        (draft,) = drafts(read(packed(files)))
        assert draft.title == "by @A. Example"
        assert (draft.locator, draft.tags) == ("My export/incident/2026-05-04.json/0", ("#incident",))

    def test_an_enterprise_export_lists_its_people_elsewhere(self) -> None:
        people = [{"id": "U9", "real_name": "C. Example"}, {"no": "id"}]
        files = {"users.json": {}, "org_users.json": people, "incident/2026-05-04.json": [message(user="U9")]}
        assert drafts(read(packed(files)))[0].actor == "C. Example"

    def test_a_day_that_is_no_list_is_one_unread_row(self) -> None:
        days = {"incident/2026-05-04.json": b"[{] " + b"x" * 20_000, "incident/2026-05-05.json": [message()]}
        draft, row = read(export(days), "slack")
        assert isinstance(draft, Draft)
        assert isinstance(row, UnreadRow)
        assert row.locator == "incident/2026-05-04.json"
        assert "not a list of messages" in row.reason
        assert len(row.raw) < 11_000


class TestDetection:
    def test_an_archive_is_told_by_the_names_in_it(self) -> None:
        importer = by_name("slack")
        assert importer.score(Sample.of(EXPORT)) == 95
        assert importer.score(sample_of(export({"notes/readme.txt": b"x"}))) == 0
        assert importer.score(Sample(EXPORT.read_bytes()[:2000], "x.zip", 9999)) == 95

    def test_a_packed_channel_without_lists_is_told_by_its_first_day(self) -> None:
        assert titles(read(packed({"incident/2026-05-04.json": [message()]}))) == ["x"]
        assert by_name("slack").score(sample_of(packed({"other/2026-05-04.json": [{"time": 1}]}))) == 0

    def test_other_json_with_times_is_not_slack(self) -> None:
        assert by_name("slack").score(sample_of('[{"ts": 1777885200, "type": "deploy"}]')) == 0

    def test_an_archive_with_a_password_is_refused_as_such(self, tmp_path: Path) -> None:
        data, mark = bytearray(EXPORT.read_bytes()), b"PK\x01\x02"
        data[data.find(mark) + 8] |= 1
        path = tmp_path / "locked.zip"
        path.write_bytes(data)
        assert detect(Sample.of(path)).info.name == "slack"
        with pytest.raises(UserError, match="password"):
            rows_of(path)

    def test_an_archive_of_something_else_is_refused_in_a_sentence(self) -> None:
        with pytest.raises(UserError, match="holds no messages of Slack"):
            read(export({}), "slack")


class TestALook:
    def test_the_first_messages_of_a_file_are_shown_at_their_places(self) -> None:
        found = preview(by_name("slack"), Sample.of(EXPORT), ImportOptions(), 3).rows
        assert [row.locator for row in found] == [row.locator for row in rows_of(EXPORT)[:3]]

    def test_of_a_long_export_only_the_beginning_is_looked_at(self, tmp_path: Path) -> None:
        path = tmp_path / "long.zip"
        days = {f"incident/2026-05-{day:02}.json": [message()] * 150 for day in range(1, 29)}
        path.write_bytes(export(days))
        beginning = by_name("slack").excerpt(Sample.of(path))
        assert len(read(beginning, "slack")) == 300

    def test_of_a_part_of_an_archive_nothing_can_be_shown(self) -> None:
        assert by_name("slack").excerpt(Sample(EXPORT.read_bytes()[:500], "", 9999)) == b""


def test_the_real_export_gives_all_its_messages() -> None:
    path = shared_file("timelines/slack-export/slack-export-viewer-testarchive-redacted.zip")
    rows = rows_of(path)
    assert len(rows) == len(drafts(rows)) == 158
    assert (times(rows)[0][:19], times(rows)[-1][:19]) == ("2016-01-15 05:55:18", "2016-03-29 12:33:06")
    assert sum(row.actor.startswith("B0") for row in drafts(rows)) == 94
    assert detect(Sample.of(path)).info.name == "slack"


def test_a_made_export_gives_what_its_manifest_says(tmp_path: Path) -> None:
    maker, folder = shared_file("timelines/make_large.py"), tmp_path / "made"
    command = [sys.executable, str(maker), "--events", "20000", "--format", "slack", "--out", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    manifest = json.loads((tmp_path / "made.manifest.json").read_text())
    path = tmp_path / "made.zip"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*.json")):
            archive.write(file, file.relative_to(folder).as_posix())
    rows = rows_of(path)
    instants = [row.occurred_at for row in drafts(rows) if row.occurred_at]
    assert len(rows) == manifest["rows"]
    assert len(unread(rows)) == manifest["bad"]
    assert instants == sorted(instants)
    first, last = instants[0], max(instants)
    assert first.isoformat(timespec="milliseconds").replace("+00:00", "Z") == manifest["first_utc"]
    assert last.isoformat(timespec="milliseconds").replace("+00:00", "Z") == manifest["last_utc"]
