"""Jira's CSV export: columns of the same name, comments in cells, local times."""

from secondstory.importers.base import ImportOptions, Sample
from secondstory.importers.preview import preview, repair
from secondstory.importers.registry import by_name, detect
from secondstory.model.draft import Draft
from secondstory.model.enums import EventKind
from support.imports import DATA, drafts, read, sample_of, times, titles, topics, unread
from support.shared import shared_file

ISSUES = (DATA / "jira_issues.csv").read_bytes()
HEADER = "Issue key,Summary,Created,Resolved,Comment,Comment\n"


def test_issues_and_their_comments_are_told_row_by_row() -> None:
    rows = read(ISSUES)
    assert list(zip(times(rows), titles(rows), strict=True)) == [
        ("2026-05-05 12:05", "OPS-10 created: Limit retries"),
        ("2026-05-04 09:12", "OPS-9 created: Forms failing"),
        ("2026-05-04 09:20", "Rolled back to v14; watching the queue."),
        ("2026-05-04 09:40", "Confirmed"),
        ("2026-05-04 09:40", "Confirmed"),
        ("2026-05-04 10:41", "OPS-9 resolved as Fixed"),
    ]


def test_kinds_people_texts_and_tags() -> None:
    _, created, comment, same, again, resolved = drafts(read(ISSUES))
    assert [row.kind for row in (created, comment, resolved)] == [
        EventKind.OBSERVATION,
        EventKind.NOTE,
        EventKind.RECOVERY,
    ]
    assert (created.actor, created.body) == ("ana", "Nobody can submit.\nSince this morning.")
    assert created.tags == ("OPS-9", "Highest", "forms", "queue")
    assert (comment.actor, comment.tags, comment.body[-12:]) == ("bo", ("OPS-9",), "\nIt shrinks.")
    assert (created.external_id, resolved.part) == ("jira:10009", "resolved")
    assert (same.part, again.part) == ("OPS-9 comment", "OPS-9 comment 2")


def test_times_stay_as_written_and_their_zone_is_asked() -> None:
    created = drafts(read(ISSUES))[1]
    assert (created.time_as_written, created.zone_assumed) == ("04/May/26 9:12 AM", "UTC")
    assert topics(ISSUES) == ["zone"]
    assert topics(ISSUES, options=ImportOptions(zone="Europe/Berlin")) == []
    assert times(read(ISSUES, zone="Europe/Berlin"))[1] == "2026-05-04 07:12"


def test_a_comment_has_its_own_place_and_record() -> None:
    comment = drafts(read(ISSUES))[2]
    assert comment.locator == "row 3/comment 1"
    assert comment.raw.startswith("04/May/26 9:20 AM;bo;Rolled back")


def test_what_has_no_time_says_why_and_can_be_repaired() -> None:
    comment, issue = unread(read(ISSUES))
    assert comment.reason == "“some day” is not a time."
    assert issue.reason == "“soon” is not a time."
    importer, sample = by_name("jira-csv"), sample_of(ISSUES)
    fixed = comment.raw.replace("some day", "05/May/26 1:00 PM")
    repaired = repair(comment, importer, ImportOptions(), fixed, sample=sample)
    assert isinstance(repaired, Draft)
    assert (repaired.title, times([repaired])) == ("When?", ["2026-05-05 13:00"])
    repaired = repair(issue, importer, ImportOptions(), issue.raw.replace("soon", "06/May/26 8:00 AM"), sample=sample)
    assert isinstance(repaired, Draft)
    assert repaired.title == "OPS-11 created: Alert on the queue"


def test_the_order_of_day_and_month_is_asked_where_the_file_leaves_it_open() -> None:
    text = HEADER + "OPS-1,Slow,5/4/2026 9:00 AM,,,\n"
    assert topics(text) == ["order", "zone"]
    assert times(read(text, day_first=False)) == ["2026-05-04 09:00"]
    assert times(read(HEADER + "OPS-1,Slow,5/4/2026 9:00 AM,5/14/2026 9:00 AM,,\n")) == [
        "2026-05-04 09:00",
        "2026-05-14 09:00",
    ]


def test_any_delimiter_and_a_declared_one_are_read() -> None:
    for mark in ";\t|":
        text = HEADER.replace(",", mark) + mark.join(("OPS-1", "Slow", "2026-05-04 09:00", "", "", "")) + "\n"
        assert detect(sample_of(text)).info.name == "jira-csv"
        assert times(read(f"sep={mark}\n{text}")) == ["2026-05-04 09:00"]


def test_rows_that_do_not_fit_the_table_are_unread() -> None:
    rows = unread(read(f'{HEADER}{HEADER}OPS-1,a,2026-05-04 09:00,,,,7\nOPS-2,"never closed'))
    assert [row.locator for row in rows] == ["row 2", "row 3", "row 4"]
    assert "repeats the header" in rows[0].reason
    assert "7 cells" in rows[1].reason


def test_a_long_export_is_previewed_without_the_row_that_is_cut_off() -> None:
    line = 'OPS-{0},Slow,2026-05-04 09:00,,"2026-05-04 09:30;bo;first\nsecond",\n'
    data = (HEADER + "".join(line.format(number) for number in range(3000))).encode()
    found = preview(by_name("jira-csv"), Sample(data[: 64 * 1024], "x.csv", len(data)), ImportOptions(), 10_000)
    assert unread(list(found.rows)) == []
    assert len(found.rows) > 1000


def test_other_tables_are_other_formats() -> None:
    for text in (b"key,summary,created\nOPS-1,Slow,2026-05-04\n", b"Issue key,Summary\nOPS-1,Slow\n", b"", b"<html>"):
        assert by_name("jira-csv").score(sample_of(text)) == 0
    path = shared_file("timelines/jira/aea-jira-change-history-first800.csv")
    assert detect(Sample.of(path)).info.name == "csv"


def test_logged_work_is_told_with_how_long_it_took() -> None:
    header = "Issue key,Issue id,Summary,Created,Log Work,Log Work,Log Work\n"
    row = (
        "OPS-9,1,Forms failing,04/May/26 9:12 AM,"
        "Rolled back; all fine;04/May/26 9:20 AM;ana;4200,04/May/26 9:40 AM;bo;1800,Looked at it\n"
    )
    rows = read(header + row)
    assert [(row.title, row.body, row.actor) for row in drafts(rows)[1:]] == [
        ("Rolled back; all fine", "Time spent: 1h 10m", "ana"),
        ("Work logged on OPS-9: 30m", "", "bo"),
    ]
    assert times(rows)[1:] == ["2026-05-04 09:20", "2026-05-04 09:40"]
    assert [row.raw for row in unread(rows)] == ["Looked at it"]


def test_headers_are_known_in_other_languages() -> None:
    header = "Zusammenfassung;Vorgangsschlüssel;Vorgangs-ID;Priorität;Lösung;Erstellt;Erledigt;Kommentar;Kommentar\n"
    row = "Formulare fehlerhaft;OPS-9;1;Hoch;Fertig;04.05.2026 09:12;04.05.2026 12:40;04.05.2026 09:30;bo;\n"
    rows = read(header + row.replace("04.05.2026 09:30;bo;", '"04.05.2026 09:30;bo;Wir suchen";'))
    assert titles(rows) == ["OPS-9 created: Formulare fehlerhaft", "Wir suchen", "OPS-9 resolved as Fertig"]
