"""The command that imports timelines: what it answers, what it says of what was assumed, what it leaves out."""

import json
import zipfile

from secondstory.services.saved_mappings import FILE, SavedMappings
from support.command_line import TIMELINE, Program


def test_a_timeline_is_imported_into_a_new_review(secondstory: Program, timeline: str) -> None:
    done = secondstory("import", timeline, "--title", "Order sync stopped", "--json")
    assert done.code == 0
    (source,) = done.document["sources"]
    assert source == {
        "file": "timeline.csv",
        "format": "csv",
        "read": 1,
        "added": 1,
        "updated": 0,
        "duplicates": 0,
        "unread": [],
        "first": "2026-05-04T14:05:00Z",
        "last": "2026-05-04T14:05:00Z",
        "zones": [],
        "undated": 0,
        "clock_offset": 0.0,
        "remarks": [],
    }
    (event,) = secondstory("events", done.document["review"], "--json").lines
    assert event["occurred_at"] == "2026-05-04T14:05:00Z"
    assert (event["precision"], event["kind"], event["role"]) == ("exact", "alert", "monitoring")
    assert (event["title"], event["source"]) == ("Order queue above 500", "timeline.csv")
    assert set(event) == {
        "id", "occurred_at", "occurred_until", "precision", "zone_assumed", "kind", "role", "actor", "title", "body",
        "source", "locator", "tags", "key",
    }  # fmt: skip


def test_the_same_file_twice_adds_nothing(secondstory: Program, timeline: str) -> None:
    review = secondstory("import", timeline, "--json").document["review"]
    (source,) = secondstory("import", timeline, "--review", review, "--json").document["sources"]
    assert (source["added"], source["duplicates"]) == (0, 1)
    assert len(secondstory("events", review, "--json").lines) == 1


def test_an_unread_row_is_kept_and_asks_for_attention(secondstory: Program) -> None:
    (secondstory.folder / "t.csv").write_text(TIMELINE + "teatime,monitoring,alert,Something\n")
    done = secondstory("import", "t.csv", "--json")
    assert done.code == 1
    (row,) = done.document["sources"][0]["unread"]
    assert "teatime" in row["raw"]
    assert row["reason"]
    assert row["locator"]


def test_a_dry_run_changes_nothing(secondstory: Program, timeline: str) -> None:
    done = secondstory("import", timeline, "--dry-run", "--json")
    assert done.document["review"] is None
    assert done.document["sources"][0]["added"] == 1
    assert secondstory("reviews", "--json").document == []
    assert "Orders stood still" in secondstory("import", timeline, "--dry-run", "--title", "Orders stood still").out


def test_an_archive_of_exports_is_imported_file_by_file(secondstory: Program) -> None:
    with zipfile.ZipFile(secondstory.folder / "exports.zip", "w") as archive:
        for number in (1, 2):
            archive.writestr(f"alerts/{number}.csv", f"time,text\n2026-05-04T14:0{number}:00Z,Alert {number}\n")
    done = secondstory("import", "exports.zip", "--json").document
    assert [(source["file"], source["added"]) for source in done["sources"]] == [
        ("exports.zip/alerts/1.csv", 1),
        ("exports.zip/alerts/2.csv", 1),
    ]


def test_a_zone_and_a_date_can_be_given(secondstory: Program) -> None:
    (secondstory.folder / "chat.txt").write_text("14:05 - alert fired\n14:09 - acknowledged\n")
    options = ("--timezone", "Europe/London", "--date", "2026-05-04", "--format", "text")
    (source,) = secondstory("import", "chat.txt", *options, "--json").document["sources"]
    assert (source["first"], source["last"]) == ("2026-05-04T13:05:00Z", "2026-05-04T13:09:00Z")


def test_a_folder_is_imported_without_the_files_that_are_none(secondstory: Program) -> None:
    folder = secondstory.folder / "exports"
    folder.mkdir()
    (folder / "t.csv").write_text(TIMELINE)
    (folder / "chart.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    with zipfile.ZipFile(folder / "empty.zip", "w"):
        pass
    done = secondstory("import", "exports", "--json")
    assert done.code == 1
    assert [source["file"] for source in done.document["sources"]] == ["exports/t.csv"]
    assert [left["file"] for left in done.document["left_out"]] == ["exports/chart.png", "exports/empty.zip"]
    assert "exports/chart.png: left out. " in done.err


def test_the_start_of_a_story_can_be_given(secondstory: Program) -> None:
    (secondstory.folder / "drill.csv").write_text("Elapsed,Event\n+0:00:00,Alert fired\n+0:15:00,Acknowledged\n")
    (source,) = secondstory("import", "drill.csv", "--start", "2026-05-04 14:05 UTC", "--json").document["sources"]
    assert (source["first"], source["last"]) == ("2026-05-04T14:05:00Z", "2026-05-04T14:20:00Z")
    assert secondstory("import", "drill.csv", "--start", "soon").code == 2


def test_the_name_of_a_file_tells_the_day_where_nothing_else_does(secondstory: Program) -> None:
    (secondstory.folder / "call_2026-05-04.csv").write_text("Time,Event\n14:05,Alert fired\n")
    done = secondstory("import", "call_2026-05-04.csv", "--json")
    assert done.document["sources"][0]["first"] == "2026-05-04T14:05:00Z"
    assert "the day 2026-05-04 is taken from its name" in done.err


def test_a_clock_that_was_off_is_corrected(secondstory: Program) -> None:
    (secondstory.folder / "t.csv").write_text("time,text\n2026-05-04T14:05:00Z,Alert\n")
    options = ("--clock-offset", "3 min fast", "--clock-reason", "no time service")
    done = secondstory("import", "t.csv", *options, "--json")
    (source,) = done.document["sources"]
    assert (source["first"], source["clock_offset"]) == ("2026-05-04T14:02:00Z", -180.0)
    assert "−3 min was added to its times" in done.err
    refused = secondstory("import", "t.csv", "--clock-offset", "soon")
    assert refused.code == 2
    assert "3 min fast" in refused.err


def test_what_was_assumed_is_said_to_people_and_to_programs(secondstory: Program) -> None:
    (secondstory.folder / "t.csv").write_text(
        "start,end,text\n2026-05-04 14:05,2026-05-04 14:20,Alert\n,,Asked the vendor\n2062-05-04 14:07,,Fix\n"
        "2026-05-04 14:09,,Closed\n"
    )
    done = secondstory("import", "t.csv", "--timezone", "Europe/London", "--json")
    (source,) = done.document["sources"]
    assert (source["zones"], source["undated"]) == (["Europe/London"], 1)
    assert source["remarks"] == [
        {"locator": "row 4", "remark": "The date as written lies 13,148 days from those around it."}
    ]
    assert "Europe/London was assumed" in done.err
    assert "1 events have no time" in done.err
    assert "t.csv, row 4: The date as written" in done.err
    events = secondstory("events", done.document["review"], "--json").lines
    alert = next(event for event in events if event["title"] == "Alert")
    assert (alert["occurred_until"], alert["zone_assumed"]) == ("2026-05-04T13:20:00Z", "Europe/London")
    assert secondstory("import", "t.csv", "--json", "--quiet").err == ""


def test_the_order_of_day_and_month_is_said_where_it_is_open_and_can_be_chosen(secondstory: Program) -> None:
    (secondstory.folder / "t.csv").write_text("time,text\n03/04/2026 09:05Z,Alert\n03/04/2026 09:10Z,Fix\n")
    done = secondstory("import", "t.csv", "--json")
    assert done.document["sources"][0]["first"] == "2026-04-03T09:05:00Z"
    assert "the day was taken first (--month-first changes that)" in done.err
    chosen = secondstory("import", "t.csv", "--month-first", "--json")
    assert chosen.document["sources"][0]["first"] == "2026-03-04T09:05:00Z"
    assert "taken first" not in chosen.err
    (secondstory.folder / "us.csv").write_text("time,text\n03/04/2026 9:05 AM,Alert\n")
    assert "the month was taken first (--day-first changes that)" in secondstory("import", "us.csv").err


def test_columns_can_be_mapped(secondstory: Program) -> None:
    (secondstory.folder / "odd.csv").write_text("a,b,c\n2026-05-04T14:05:00Z,Alert fired,monitoring\n")
    done = secondstory("import", "odd.csv", "--map", "occurred_at=a", "--map", "title=b", "--map", "role=c", "--json")
    (event,) = secondstory("events", done.document["review"], "--json").lines
    assert (event["title"], event["role"]) == ("Alert fired", "monitoring")


def test_a_saved_mapping_is_used_as_far_as_it_fits(secondstory: Program) -> None:
    SavedMappings(secondstory.settings / "secondstory" / FILE).save("Night shift", {"role": "c", "title": "gone"})
    assert secondstory("mappings", "--json").document == [
        {"name": "Night shift", "mapping": {"role": "c", "title": "gone"}}
    ]
    assert secondstory("mappings").out == "Night shift: role=c, title=gone\n"
    (secondstory.folder / "odd.csv").write_text("time,text,c\n2026-05-04T14:05:00Z,Alert fired,monitoring\n")
    done = secondstory("import", "odd.csv", "--mapping", "Night shift", "--json")
    assert "odd.csv: not in this file, and left out: title from “gone”." in done.err
    (event,) = secondstory("events", done.document["review"], "--json").lines
    assert (event["title"], event["role"]) == ("Alert fired", "monitoring")
    refused = secondstory("import", "odd.csv", "--mapping", "Day shift")
    assert (refused.code, refused.out) == (2, "")
    assert "There is no saved mapping “Day shift”. There are: Night shift." in refused.err


def test_another_list_of_a_document_is_chosen(secondstory: Program) -> None:
    event = {"time": "2026-05-04T14:05:00Z", "text": "a"}
    (secondstory.folder / "all.json").write_text(json.dumps({"alerts": [event], "calls": [event | {"text": "c"}]}))
    for name, title in (("/alerts", "a"), ("calls", "c")):
        review = secondstory("import", "all.json", "--sheet", name, "--title", name, "--json").document["review"]
        assert [event["title"] for event in secondstory("events", review, "--json").lines] == [title]
    (secondstory.folder / "odd.csv").write_text("time,text\n2026-05-04T14:05:00Z,Alert fired\n")
    refused = secondstory("import", "odd.csv", "--sheet", "Log")
    assert (refused.code, "no sheets or lists" in refused.err) == (2, True)


def test_a_timeline_is_written_for_other_programs_and_comes_back_as_it_was(secondstory: Program) -> None:
    (secondstory.folder / "alerts.csv").write_text("time,kind,text\n2026-05-04T14:05:00Z,alert,=1+1 fired\n")
    review = secondstory("import", "alerts.csv", "--json").document["review"]
    for name, options in (("t.csv", ()), ("t.jsonl", ()), ("s.csv", ("--format", "timesketch"))):
        assert secondstory("events", review, "-o", name, *options, "--json").document == {"file": name, "events": 1}
        copy = secondstory("import", name, "--title", name, "--json").document
        assert copy["sources"][0]["format"] == "secondstory-timeline"
        (event,) = secondstory("events", copy["review"], "--json").lines
        assert (event["title"], event["kind"], event["occurred_at"]) == ("=1+1 fired", "alert", "2026-05-04T14:05:00Z")
    assert "1+1 fired**" in _written(secondstory, review, "t.md")


def _written(secondstory: Program, review: str, name: str) -> str:
    secondstory("events", review, "-o", name)
    return (secondstory.folder / name).read_text(encoding="utf-8")
