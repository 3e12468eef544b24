"""JSON of any shape: where its records are found, and how their values are told apart."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from secondstory.importers.base import ImportOptions, Sample
from secondstory.importers.preview import preview, repair
from secondstory.importers.registry import by_name, detect
from secondstory.model.draft import Draft
from secondstory.model.enums import EventKind
from secondstory.model.errors import UserError
from support.imports import DATA, drafts, read, sample_of, short, times, titles, topics, unread
from support.shared import shared_file

NESTED = (DATA / "records-of-any-shape.json").read_bytes()
INCIDENTS = ["aws-2017-02-28-s3", "fastly-2021-06-08-config-bug", "slack-2021-01-04-transit-gateway"]


def layout(data: bytes | str, mapping: dict[str, str] | None = None) -> dict[str, tuple[str, ...]]:
    return dict(by_name("json").layout(sample_of(data), ImportOptions(mapping=mapping or {})).mapping)


class TestNestedRecords:
    def test_the_list_with_times_is_read_and_not_the_longer_list_of_users(self) -> None:
        assert titles(read(NESTED)) == ["Queue is growing", "Worker restarted", "Queue is empty"]

    def test_values_are_named_by_their_paths(self) -> None:
        assert layout(NESTED) == {
            "occurred_at": ("fields.created.at",),
            "title": ("fields.summary",),
            "kind": ("fields.type",),
            "actor": ("author.displayName",),
            "tags": ("fields.labels",),
        }

    def test_numbers_since_1970_and_times_with_an_offset_are_instants(self) -> None:
        assert times(read(NESTED)) == ["2026-05-04 09:00:00.123000", "2026-05-04 09:05", "2026-05-04 09:10"]

    def test_kinds_people_and_tags_are_found(self) -> None:
        rows = drafts(read(NESTED))
        assert [row.kind for row in rows] == [EventKind.ALERT, EventKind.ACTION, EventKind.RECOVERY]
        assert [row.actor for row in rows] == ["A. Example", "B. Example", "B. Example"]
        assert rows[0].tags == ("queue", "night")

    def test_a_record_knows_its_place_as_a_pointer_and_itself_as_compact_json(self) -> None:
        row = drafts(read(NESTED))[1]
        assert row.locator == "/journal/a~1b/1"
        assert row.raw.startswith(
            '{"fields":{"created":{"at":"2026-05-04T11:05:00+02:00"},"summary":"Worker restarted"'
        )

    def test_what_cannot_be_read_says_why(self) -> None:
        assert [(row.locator[-1], row.reason) for row in unread(read(NESTED))] == [
            ("2", "“later” is not a time."),
            ("4", "The record is empty."),
            ("5", "The record is a single value, not an object with named values."),
        ]


class TestWhereRecordsAre:
    @pytest.mark.parametrize(
        ("document", "place"),
        [
            ([{"time": "2026-05-04T09:00Z", "text": "x"}], "/0"),
            ({"hits": {"hits": [{"_source": {"@timestamp": "2026-05-04T09:00Z", "message": "x"}}]}}, "/hits/hits/0"),
            ([{"events": [{"time": "2026-05-04T09:00Z", "text": "x"}]}], "/0/events/0"),
            ({"incident": {"title": "x", "started_at": "2026-05-04T09:00Z", "tags": [{"id": 1}]}}, "/incident"),
            ({"time": "2026-05-04T09:00Z", "text": "x"}, "/"),
            ({name: {"when": "2026-05-04T09:00Z", "what": "x"} for name in "abc"}, "/a"),
        ],
    )
    def test_they_are_found_at_any_place(self, document: object, place: str) -> None:
        row = drafts(read(json.dumps(document)))[0]
        assert (row.locator, row.title) == (place, "x")

    def test_each_line_may_be_a_record(self) -> None:
        text = '{"ts": 1777885200, "msg": "first", "level": "info"}\n{"ts": 1777885201.5, "msg": "second"}\n{"ts": 17'
        rows = read(text)
        assert times(rows) == ["2026-05-04 09:00", "2026-05-04 09:00:01.500000"]
        assert [row.locator for row in drafts(rows)] == ["line 1", "line 2"]
        assert "line is not JSON" in unread(rows)[0].reason

    def test_another_list_with_times_is_told_and_not_read(self) -> None:
        event = {"time": "2026-05-04T09:00:00Z", "text": "x"}
        rows = read(json.dumps({"alerts": [event], "messages": [event, event]}))
        assert [row.locator for row in drafts(rows)] == ["/messages/0", "/messages/1"]
        (other,) = unread(rows)
        assert other.locator == "/alerts"
        assert other.reason == "The file holds another list with times, of 1 records; only one list is read."

    def test_the_steps_of_an_incident_beside_its_other_values_are_records(self) -> None:
        steps = {
            "detected": {"time": "2026-05-04T09:05:00Z", "text": "Alert", "by": "monitor"},
            "mitigated": {"time": "2026-05-04T09:35:00Z", "text": "Rolled back"},
            "resolved": {"time": "2026-05-04T10:05:00Z", "text": "Done"},
        }
        rows = read(json.dumps({"title": "Queue", "service": {"name": "Forms"}, **steps}))
        assert titles(rows) == ["Alert", "Rolled back", "Done"]
        assert [row.locator for row in drafts(rows)] == ["/detected", "/mitigated", "/resolved"]

    def test_two_records_by_their_ids_are_both_read(self) -> None:
        events = {key: {"timestamp": 1777885200 + number, "message": key} for number, key in enumerate("ab")}
        assert titles(read(json.dumps({"events": events}))) == ["a", "b"]

    def test_who_created_and_who_changed_a_record_are_no_records(self) -> None:
        by = {"at": "2026-05-04T09:00Z", "name": "Robin Example"}
        rows = read(json.dumps({"time": "2026-05-04T09:30Z", "text": "x", "created": by, "updated": by}))
        assert titles(rows) == ["x"]

    def test_another_record_with_a_time_is_told_and_not_read(self) -> None:
        incident = {
            "title": "Queue",
            "opened_at": "2026-05-04T09:05:00Z",
            "change": {"title": "x", "made_at": "2026-05-04T09:06:00Z"},
        }
        resolution = {"resolved_at": "2026-05-04T10:05:00Z", "message": "Done"}
        rows = read(json.dumps({"incident": incident, "resolution": resolution, "owner": {"name": "x"}}))
        assert titles(rows) == ["Queue"]
        assert [(row.locator, row.reason) for row in unread(rows)] == [
            ("/resolution", "The file holds another record with a time; it is not in the list that is read.")
        ]

    def test_lists_with_times_inside_the_records_are_told(self) -> None:
        notes = [{"at": f"2026-05-04T09:0{minute}:00Z", "text": "n"} for minute in range(3)]
        parts = [{"id": 1, "name": "Forms"}]
        records = [
            {"at": "2026-05-04T09:00:00Z", "title": "a", "notes": [], "parts": parts},
            {"at": "2026-05-04T09:10:00Z", "title": "b", "notes": notes, "parts": parts},
            {"at": "2026-05-04T09:20:00Z", "title": "c", "notes": notes[:1]},
            {"at": "2026-05-04T09:30:00Z", "title": "d"},
            {"at": "2026-05-04T09:40:00Z", "title": "e"},
        ]
        for text, place in ((json.dumps(records), "/1/notes"), ("\n".join(map(json.dumps, records)), "line 2/notes")):
            (row,) = unread(read(text))
            assert (row.locator, json.loads(row.raw)) == (place, notes)
            assert row.reason == (
                "The records hold lists with times (“notes”, 4 entries in all); only the records are read."
            )

    def test_lists_of_objects_stay_json_and_are_no_title(self) -> None:
        text = json.dumps(
            [{"at": "2026-05-04T09:00Z", "parts": [{"a": "long" * 50}], "words": "short", "n": [1, None, 2]}]
        )
        assert titles(read(text)) == ["short"]
        assert layout(text, {"title": "parts"})["title"] == ("parts",)
        assert drafts(read(text, mapping={"title": "n"}))[0].title == "1, 2"


class TestColumns:
    def test_a_person_may_map_values_by_path(self) -> None:
        rows = drafts(read(NESTED, mapping={"title": "author.team+fields.summary", "role": "=on call", "kind": ""}))
        assert rows[0].title == "operations Queue is growing"
        assert rows[0].role == "on call"

    def test_a_path_that_does_not_exist_is_refused_with_those_that_do(self) -> None:
        with pytest.raises(UserError, match="There is no column"):
            read(NESTED, mapping={"actor": "author.shoe"})

    def test_records_without_a_time_ask_for_one_and_are_unread(self) -> None:
        text = json.dumps([{"id": 1234567890, "text": "x"}, {"id": 1234567891, "text": "y"}])
        assert topics(text) == ["mapping"]
        assert [row.reason for row in unread(read(text))] == ["No column holds a time: choose one."] * 2
        assert times(read(text, mapping={"occurred_at": "id"})) == ["2009-02-13 23:31:30", "2009-02-13 23:31:31"]

    def test_a_zone_beside_the_time_is_the_zone_of_that_time(self) -> None:
        text = json.dumps([{"when": {"start": "2026-05-04 09:05", "tz": "Europe/Berlin"}, "what": "x"}])
        (row,) = drafts(read(text, zone="America/New_York"))
        assert (short(row.occurred_at), row.zone_assumed) == ("2026-05-04 07:05", "")
        assert topics(text) == []

    def test_a_title_is_said_in_words(self) -> None:
        at = {"created": "2026-05-04T09:00:00Z"}
        for values, title in (
            ({"source": "lambda.cloud.example", "eventName": "UpdateAlias"}, "UpdateAlias"),
            ({"modified": "2026-05-04T09:00:00Z", "content": {"content": "Rolled back"}}, "Rolled back"),
            ({"state": "active", "duration": "3600 s", "labels": {"why": "Queue full"}}, "Queue full"),
            ({"event": "push", "title": "Deploy the forms"}, "Deploy the forms"),
            ({"event": "push", "name": "Deploy"}, "Deploy push"),
            ({"event": "restart", "host": "forms.example"}, "restart"),
        ):
            assert titles(read(json.dumps([at | values]), "json")) == [title]

    def test_several_times_of_equal_worth_are_asked_for(self) -> None:
        text = json.dumps([{"opened_on": "2026-05-04T09:00Z", "paid_on": "2026-05-04T09:30Z", "title": "x"}])
        assert topics(text) == ["mapping"]
        assert topics(text, options=ImportOptions(mapping={"occurred_at": "paid_on"})) == []

    @pytest.mark.parametrize(
        ("time", "asked"), [("2026-05-04T09:00", "zone"), ("09:00", "date"), ("03/04/2026 09:00 UTC", "order")]
    )
    def test_what_times_leave_open_is_asked(self, time: str, asked: str) -> None:
        assert asked in topics(json.dumps([{"time": time, "text": "x"}]))

    def test_text_that_no_database_can_hold_is_shown_instead(self) -> None:
        assert titles(read(r'[{"time": "2026-05-04T09:00Z", "text": "a\u0000b \ud83d"}]')) == ["a␀b \ufffd"]

    def test_a_name_that_stands_twice_counts_once_and_is_kept(self) -> None:
        row = drafts(read('[{"time": "2026-05-04T09:00Z", "text": "x", "text": "y"}]'))[0]
        assert (row.title, row.raw.count("text")) == ("y", 2)

    def test_a_corrected_record_is_read_with_the_names_of_its_file(self) -> None:
        bad = unread(read(NESTED))[0]
        corrected = bad.raw.replace("later", "2026-05-04T09:07:00Z")
        options = ImportOptions(mapping={"actor": "author.displayName"})
        row = repair(bad, by_name("json"), options, corrected, sample=sample_of(NESTED))
        assert isinstance(row, Draft)
        assert (row.title, row.locator) == ("Time is not known", "/journal/a~1b/2")
        assert not isinstance(repair(bad, by_name("json"), options, bad.raw, sample=sample_of(NESTED)), Draft)


class TestDetection:
    @pytest.mark.parametrize(
        "text", ["{}", "[]", "[[]]", '["a", "b"]', '{"data": []}', '{"data": {"list": []}}', "[" * 99_999]
    )
    def test_where_nothing_is_there_nothing_is_imported(self, text: str) -> None:
        assert by_name("json").score(sample_of(text)) == 0
        with pytest.raises(UserError, match="nothing to import in this JSON"):
            detect(sample_of(text))

    def test_an_object_without_a_time_is_no_record(self) -> None:
        with pytest.raises(UserError, match="JSON of a kind"):
            detect(sample_of('{"error": "unauthorized", "code": 401}'))

    def test_formats_that_know_their_files_come_first(self) -> None:
        for path in DATA.glob("*.json"):
            assert by_name("json").score(Sample.of(path)) < 40

    def test_a_document_that_was_cut_off_is_refused_as_one(self) -> None:
        with pytest.raises(UserError, match="not a whole JSON document"):
            read(NESTED[:-40])

    def test_a_long_document_is_previewed_from_its_beginning(self, tmp_path: Path) -> None:
        users = [{"id": number, "name": "x" * 60} for number in range(2000)]
        events = [{"time": "2026-05-04T09:00Z", "text": f"event {number}"} for number in range(2000)]
        path = tmp_path / "long.json"
        path.write_text(json.dumps({"users": users, "log": events}))
        for sample in (Sample.of(path), sample_of(json.dumps(events))):
            importer = detect(sample)
            assert titles(list(preview(importer, sample, ImportOptions(), 3).rows)) == ["event 0", "event 1", "event 2"]


class TestHostileInput:
    def test_nesting_without_end_does_no_harm(self) -> None:
        deep = '[{"time": "2026-05-04T09:00Z", "text": "x", "deep": ' + '{"a":' * 90 + "1" + "}" * 90 + "}]"
        assert titles(read(deep)) == ["x"]
        with pytest.raises(UserError, match="nested too deeply"):
            read(deep.replace('{"a":' * 90 + "1" + "}" * 90, '{"a":' * 9000 + "1" + "}" * 9000), "json")

    def test_the_number_of_columns_is_bounded(self, tmp_path: Path) -> None:
        flat = {"time": "2026-05-04T09:00Z", "text": "x"} | {f"value {number}": number for number in range(20_000)}
        text = json.dumps([flat])
        assert titles(read(text)) == ["x"]
        path = tmp_path / "flat.json"
        path.write_text(text)
        assert len(by_name("json").layout(Sample.of(path), ImportOptions()).columns) == 500
        with pytest.raises(UserError, match="no whole record"):
            by_name("json").layout(sample_of(text), ImportOptions())
        assert "value 19999" in drafts(read(text))[0].raw

    def test_a_record_without_end_is_unread_and_shown_in_part(self) -> None:
        text = json.dumps([{"time": "2026-05-04T09:00Z", "text": "x"}, {"text": "y" * 5_000_000}])
        (row,) = unread(read(text))
        assert row.reason == "The record is larger than 4 MiB, the most that is read of one."
        assert len(row.raw) < 5000

    def test_numbers_that_lead_nowhere_are_unread(self) -> None:
        text = '[{"time": 1777885200, "text": "x"}, {"time": 1e999, "text": "y"}, {"time": %s, "text": "z"}]' % (
            "9" * 300
        )
        assert (len(drafts(read(text))), len(unread(read(text)))) == (1, 2)


class TestRealFiles:
    @pytest.mark.parametrize("name", INCIDENTS)
    def test_a_retold_incident_is_one_event_whose_time_is_asked_for(self, name: str) -> None:
        path = shared_file(f"timelines/public-incidents/{name}.json")
        importer, data = detect(Sample.of(path)), path.read_bytes()
        (question,) = importer.questions(Sample.of(path), ImportOptions())
        assert question.reason.startswith("Several values hold times: times.start")
        (row,) = drafts(read(data))
        assert row.title == json.loads(data)["title"]
        assert row.time_as_written == json.loads(data)["times"]["start"]
        resolved = drafts(read(data, mapping={"occurred_at": "times.resolve"}))[0]
        assert resolved.time_as_written == json.loads(data)["times"]["resolve"]

    def test_documents_that_test_parsers_hold_nothing(self) -> None:
        for path in shared_file("timelines/json-torture").iterdir():
            with pytest.raises(UserError, match="nothing to import"):
                detect(Sample.of(path))

    def test_made_lines_give_what_their_manifest_says(self, tmp_path: Path) -> None:
        made = tmp_path / "made"
        command = [
            sys.executable,
            str(shared_file("timelines/make_large.py")),
            "--events",
            "20000",
            "--format",
            "jsonl",
        ]
        subprocess.run([*command, "--out", str(made)], check=True, capture_output=True)
        manifest = json.loads(made.with_name("made.manifest.json").read_text())
        rows = read(made.read_bytes(), "json")
        timed = [row.occurred_at for row in drafts(rows) if row.occurred_at]
        assert (len(rows), len(rows) - len(timed)) == (manifest["rows"], manifest["bad"])
        ends = [at.isoformat(timespec="milliseconds").replace("+00:00", "Z") for at in (min(timed), max(timed))]
        assert ends == [manifest["first_utc"], manifest["last_utc"]]


def test_control_characters_are_shown_and_never_passed_on() -> None:
    rows = read('{"time": "2026-05-04T14:05Z", "message": "\\u001b[31mdown\\u0007\\tnow"}', "json")
    assert titles(rows) == ["␛[31mdown␇\tnow"]


def test_a_text_that_stands_there_as_its_bytes_is_read_as_text() -> None:
    line = '{"__REALTIME_TIMESTAMP": "1777903512000000", "PRIORITY": "3", "MESSAGE": %s}'
    rows = read("\n".join(line % list(text.encode()) for text in ("Überlast\x1b", "behoben")))
    assert titles(rows) == ["Überlast␛", "behoben"]
