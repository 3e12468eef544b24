"""Workbooks: which sheet, which cells, and files that must not be opened."""

import json
import subprocess
import sys
import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from secondstory.importers.base import ImportOptions, Sample
from secondstory.importers.preview import preview, repair
from secondstory.importers.registry import by_name, detect
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.enums import EventKind, Precision
from secondstory.model.errors import UserError
from support.imports import DATA, drafts, read, sample_of, short, times, titles, unread
from support.shared import shared_file
from support.workbooks import workbook

PATH = DATA / "badge-printers.xlsx"
PRINTERS = PATH.read_bytes()
HEADER = ["Time", "What happened"]
SHEET = "xl/worksheets/sheet1.xml"


def with_member(data: bytes, name: str, content: bytes) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for member in dict.fromkeys((*old.namelist(), name)):
            new.writestr(member, content if member == name else old.read(member), compresslevel=1)
    return made.getvalue()


def sheet_xml(cells: str) -> bytes:
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return with_member(
        workbook(A=[["x"]]),
        SHEET,
        f'<worksheet xmlns="{namespace}"><sheetData>{cells}</sheetData></worksheet>'.encode(),
    )


def open_document(rows: str) -> bytes:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    kind, made = "application/vnd.oasis.opendocument.spreadsheet", BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<m:manifest xmlns:m="{names}:manifest:1.0"><m:file-entry m:full-path="/" m:media-type="{kind}"/>'
            "</m:manifest>",
        )
        archive.writestr(
            "content.xml",
            f'<office:document-content xmlns:office="{names}:office:1.0" xmlns:table="{names}:table:1.0" '
            f'xmlns:text="{names}:text:1.0"><office:body><office:spreadsheet><table:table table:name="Log">{rows}'
            "</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return made.getvalue()


def cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def record(kind: int, body: bytes = b"") -> bytes:
    """A record of a binary workbook that is shorter than 128 bytes."""
    return bytes([kind] if kind < 128 else [kind & 127 | 128, kind >> 7]) + bytes([len(body)]) + body


def binary_row(number: int, column: int, text: str) -> bytes:
    cell = column.to_bytes(4, "little") + bytes(4) + len(text).to_bytes(4, "little") + text.encode("utf-16-le")
    return record(0, number.to_bytes(4, "little") + bytes(13)) + record(6, cell)


def binary_workbook(*rows: bytes) -> bytes:
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    named = b"".join(len(text).to_bytes(4, "little") + text.encode("utf-16-le") for text in ("rId1", "Log"))
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            f'<Relationships><Relationship Id="rId1" Type="{relation}/worksheet" Target="worksheets/sheet1.bin"/>'
            "</Relationships>",
        )
        archive.writestr(
            "xl/workbook.bin",
            record(131) + record(143) + record(156, bytes(4) + b"\1\0\0\0" + named) + record(144) + record(132),
        )
        archive.writestr(
            "xl/worksheets/sheet1.bin",
            record(129) + record(148, bytes(16)) + record(145) + b"".join(rows) + record(146) + record(130),
        )
    return made.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(UserError) as error:
        read(data, "spreadsheet", zone="UTC")
    return error.value.message


def test_the_sheet_with_times_is_read_below_its_header() -> None:
    rows = read(PRINTERS, zone="Europe/Berlin")
    assert list(zip(times(rows), titles(rows), strict=True)) == [
        ("2026-05-04 07:12", "Printers show “no server”"),
        ("2026-05-04 07:15", "Paged by the monitor"),
        ("2026-05-04 07:40", "Print service restarted"),
        ("2026-05-04 07:40", "Paper badges handed out"),
        ("2026-05-04 22:00", "Nightly check passed"),
    ]


def test_kinds_people_and_key_events_come_from_their_columns() -> None:
    first, second, *_ = drafts(read(PRINTERS))
    assert (first.kind, first.actor, first.key) == (EventKind.IMPACT, "Front desk", True)
    assert (second.kind, second.actor, second.key) == (EventKind.ALERT, "On call", False)


def test_a_record_is_the_cells_of_its_row_with_tabs_between() -> None:
    _, second, third, merged, _ = drafts(read(PRINTERS))
    assert second.locator == 'sheet "Timeline" row 5'
    assert second.raw == "2026-05-04 09:15:00\tOn call\tPaged by the monitor\talert\tFALSE\t0:03:00\t118.5"
    assert third.raw.split("\t")[2] == '"Print service restarted\nQueue emptied by hand"'
    assert third.body == "Print service restarted\nQueue emptied by hand"
    assert merged.time_as_written == "2026-05-04 09:40:00"  # one cell merged over two rows


def test_midnight_is_a_time_among_times_and_a_day_among_days() -> None:
    assert drafts(read(PRINTERS))[-1].precision is Precision.EXACT
    days = workbook(A=[HEADER, [date(2026, 5, 4), "a"], [date(2026, 5, 5), "b"]])
    assert [row.precision for row in drafts(read(days))] == [Precision.APPROXIMATE] * 2


def test_what_is_not_read_is_told() -> None:
    assert [(row.locator, row.reason) for row in unread(read(PRINTERS))] == [
        ('sheet "Timeline" row 1', "The row stands above the table."),
        ('sheet "Timeline" row 9', "“later that day” is not a time."),
        (
            'sheet "Messages" row 1',
            "This sheet holds times too, but another one was read: choose the sheet “Messages” or all sheets.",
        ),
    ]


@pytest.mark.parametrize("name", ["Messages", "messages", "#3"])
def test_a_sheet_can_be_chosen(name: str) -> None:
    rows = read(PRINTERS, mapping={"sheet": name})
    assert titles(rows) == ["Visitors were told at the door"]
    assert not unread(rows)


def test_a_sheet_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(UserError, match="no sheet “Notes”") as error:
        read(PRINTERS, mapping={"sheet": "Notes"})
    assert error.value.remedy == "The sheets are Cover, Timeline, Messages; “*” reads all of them."


def test_columns_are_mapped_as_in_any_table() -> None:
    rows = read(PRINTERS, mapping={"sheet": "Timeline", "role": "Who", "tags": "=printers"})
    assert {(row.role, row.actor, row.tags) for row in drafts(rows)} == {
        ("Front desk", "Front desk", ("printers",)),
        ("On call", "On call", ("printers",)),
        ("Facilities", "Facilities", ("printers",)),
    }


def test_what_is_asked_before_reading() -> None:
    looked = preview(by_name("spreadsheet"), Sample.of(PATH), ImportOptions())
    assert [question.topic.value for question in looked.questions] == ["mapping", "zone"]
    assert looked.questions[0].reason == (
        "Several sheets hold times: Timeline, Messages. Only Timeline is read, unless you choose all sheets."
    )
    assert looked.layout.columns[:3] == ("Time", "Who", "What happened")


def test_a_hidden_sheet_is_read_only_where_no_other_holds_times() -> None:
    made = Workbook()
    made.active.append(["Time", "Kind", "Who", "What happened"])
    made.active.append([datetime.fromisoformat("2026-05-04T09:00"), "alert", "x", "hidden"])
    made.active.sheet_state = "hidden"
    shown = made.create_sheet("Shown")
    shown.append(HEADER)
    shown.append(["2026-05-04 09:00Z", "shown"])
    data = BytesIO()
    made.save(data)
    assert titles(read(data.getvalue())) == ["shown"]


def test_day_and_time_may_stand_in_two_columns() -> None:
    at = datetime.fromisoformat("2026-05-04T14:05")
    rows = read(workbook(A=[["Date", "Time", "Event"], [at.date(), at.time(), "a"], [at.date(), at.time(), "b"]]))
    assert times(rows) == ["2026-05-04 14:05"] * 2


@pytest.mark.parametrize("title", ["Incident 12 – Timeline (all times CET)", "All times in CET", "Timeline (CET)"])
def test_a_zone_in_the_title_above_the_table_is_the_zone_of_its_times(title: str) -> None:
    data = workbook(A=[[title], [], HEADER, ["2026-01-04 09:00", "a"], ["2026-01-04 09:05", "b"]])
    rows = read(data, zone="America/New_York")
    assert times(rows) == ["2026-01-04 08:00", "2026-01-04 08:05"]
    assert [row.zone_assumed for row in drafts(rows)] == ["", ""]
    assert by_name("spreadsheet").questions(sample_of(data), ImportOptions()) == ()


def test_a_zone_in_the_header_comes_before_one_in_the_title() -> None:
    header = ["Time (UTC)", "What happened"]
    rows = read(workbook(A=[["All times CET"], header, ["2026-01-04 09:00", "a"], ["2026-01-04 09:05", "b"]]))
    assert times(rows) == ["2026-01-04 09:00", "2026-01-04 09:05"]


def test_a_row_without_a_time_below_a_merged_day_keeps_its_place_and_is_not_midnight() -> None:
    made = Workbook()
    day = date(2026, 5, 4)
    for row in (["Date", "Time", "Event"], [day, "14:05", "a"], [None, None, "and so on"], [None, "14:09", "b"]):
        made.active.append(row)
    made.active.merge_cells("A2:A4")
    data = BytesIO()
    made.save(data)
    found = drafts(read(data.getvalue()))
    assert [(row.title, short(row.occurred_at)) for row in found] == [
        ("a", "2026-05-04 14:05"),
        ("and so on", ""),
        ("b", "2026-05-04 14:09"),
    ]
    assert found[1].precision is Precision.UNKNOWN


def test_a_corrected_row_is_read_below_the_header_of_its_sheet() -> None:
    row = unread(read(PRINTERS))[1]
    corrected = row.raw.replace("later that day", "2026-05-04 17:00")
    for sample in (Sample.of(PATH), None):
        found = repair(row, by_name("spreadsheet"), ImportOptions(), corrected, sample=sample)
        assert isinstance(found, Draft)
        assert (short(found.occurred_at), found.locator) == ("2026-05-04 17:00", 'sheet "Timeline" row 9')
    assert found.raw == row.raw


def test_open_document_is_read_too() -> None:
    row = "<table:table-row>{}</table:table-row>".format
    data = open_document(
        row(cell("Time") + cell("Event"))
        + row(cell("2026-05-04 09:00Z") + cell("a") + '<table:table-cell table:number-columns-repeated="16382"/>')
        + '<table:table-row table:number-rows-repeated="1048574"><table:table-cell/></table:table-row>'
    )
    assert titles(read(data)) == ["a"]
    assert drafts(read(data))[0].locator == 'sheet "Log" row 2'


def test_binary_workbooks_are_read_too() -> None:
    rows = [binary_row(0, 0, "Time"), binary_row(0, 1, "Event"), binary_row(1, 0, "2026-05-04 09:00Z"),
            binary_row(1, 1, "a")]  # fmt: skip
    data = binary_workbook(*rows)
    assert detect(sample_of(data)).info.name == "spreadsheet"
    assert titles(read(data)) == ["a"]


def test_workbooks_of_the_old_kind_are_read_too() -> None:
    rows = read((DATA / "keypad.xls").read_bytes(), "spreadsheet", zone="Europe/Berlin")
    assert detect(Sample.of(DATA / "keypad.xls")).info.name == "spreadsheet"
    assert list(zip(times(rows), titles(rows), strict=True)) == [
        ("2026-05-04 12:05", "Door keypad does not answer"),
        ("2026-05-04 22:00", "Keypad replaced"),
    ]
    assert [row.raw for row in unread(rows)] == ["27:30:00\tOn call\tOut of order so long\t3\tTRUE"]


MANY_ROWS = '<table:table-row table:number-rows-repeated="99999">{}</table:table-row>'.format
BOMBS = {
    "cells at both ends of a sheet": sheet_xml('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>'),
    "cells without places": sheet_xml('<row r="1"><c><v>1</v></c></row><row r="99999999"><c/><c><v>1</v></c></row>'),
    "a cell far outside": sheet_xml("<row><c r='A1'><v>1</v></c><c x='>' r='ZZZZZZ4000000000'><v>1</v></c></row>"),
    "repeated cells": open_document(MANY_ROWS(cell("x", 'table:number-columns-repeated="16000"'))),
    "repeated text": open_document(MANY_ROWS(cell("x" * 99_999))),
    "binary cells": binary_workbook(binary_row(0, 0, "x"), binary_row(1_048_575, 16_383, "x")),
    "a shared text": with_member(
        sheet_xml('<row><c t="s"><v>0</v></c></row>' * 6000),
        "xl/sharedStrings.xml",
        b"<sst><si><t>" + b"x" * 99_999 + b"</t></si></sst>",
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_would_fill_the_memory_is_refused(name: str) -> None:
    assert refusal(BOMBS[name]) == "The workbook becomes too large once it is opened."


def test_blanks_that_take_no_room_are_refused() -> None:
    packed = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(sheet_xml(" " * 9_999_999))) as plain,
        zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for name in plain.namelist():
            archive.writestr(name, plain.read(name))
    assert refusal(packed.getvalue()) == "The workbook becomes too large once it is opened."


def test_a_size_that_an_archive_claims_is_not_believed() -> None:
    big = with_member(PRINTERS, "docProps/core.xml", bytes(600 * 2**20))
    size = (600 * 2**20).to_bytes(4, "little")
    assert refusal(big.replace(size, b"\x10\0\0\0")) == "The workbook becomes too large once it is opened."


def test_a_damaged_workbook_is_told_as_such() -> None:
    assert refusal(PRINTERS[:5000]) == "The workbook is damaged: its archive cannot be unpacked."
    assert "damaged" in refusal(with_member(PRINTERS, "xl/worksheets/sheet2.xml", b"<worksheet><sheetData><row"))
    assert "damaged" in refusal(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000))


def test_entities_are_not_expanded() -> None:
    data = with_member(
        workbook(A=[["x"]]), SHEET,
        b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/hostname">]><worksheet><sheetData><row><c t="inlineStr"><is><t>'
        b"2026-05-04 09:00 &y;</t></is></c></row></sheetData></worksheet>",
    )  # fmt: skip
    assert "damaged" in refusal(data)


def test_other_archives_are_none_of_ours() -> None:
    other = BytesIO()
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    assert by_name("spreadsheet").score(sample_of(other.getvalue())) == 0
    assert refusal(b"\0\1\2\3" * 99) == "This is not a workbook of a spreadsheet program."


def real(name: str) -> list[Draft | UnreadRow]:
    path = shared_file(f"timelines/xlsx/{name}")
    with path.open("rb") as stream:
        return list(detect(Sample.of(path)).read(stream, ImportOptions()))


@pytest.mark.parametrize("name", ["date.xlsx", "date_1904.xlsx"])
def test_real_dates_count_from_1900_or_1904(name: str) -> None:
    rows = real(name)
    assert times(rows) == ["2021-01-01 00:00", "2021-01-02 00:00"]
    assert {row.precision for row in drafts(rows)} == {Precision.APPROXIMATE}
    assert [(row.locator, row.reason) for row in unread(rows)] == [
        ('sheet "Sheet1" row 3', "“255:10:10” is not a time.")
    ]


@pytest.mark.parametrize(("name", "rows"), [("merged_range.xlsx", 2), ("errors.xlsx", 1), ("has_x000D_.xlsx", 1)])
def test_a_real_workbook_without_times_is_told_row_by_row(name: str, rows: int) -> None:
    found = real(name)
    assert (len(drafts(found)), len(unread(found))) == (0, rows)


def test_real_dates_that_say_nothing_are_kept_as_unread() -> None:
    assert [row.raw for row in unread(real("date_iso.xlsx"))][:3] == ["2021-01-01", "2021-01-01 10:10:10", "10:10:10"]


def test_a_password_is_told() -> None:
    path = shared_file("timelines/xlsx/pass_protected.xlsx")
    assert refusal(path.read_bytes()) == "The workbook is protected by a password."
    with pytest.raises(UserError, match="password"):
        detect(Sample.of(path))


def test_a_made_workbook_gives_what_its_manifest_says(tmp_path: Path) -> None:
    made = tmp_path / "made.xlsx"
    command = [sys.executable, str(shared_file("timelines/make_large.py")), "--events", "20000", "--format", "xlsx"]
    subprocess.run([*command, "--out", str(made)], check=True, capture_output=True)
    manifest = json.loads(next(tmp_path.glob("*.manifest.json")).read_text())
    rows = read(made.read_bytes(), "spreadsheet")
    dated = [row.occurred_at for row in drafts(rows) if row.occurred_at]
    assert len(rows) == manifest["rows"]
    assert len(rows) - len(dated) == manifest["bad"]
    first, last = (f"{at.isoformat(timespec='milliseconds')[:-6]}Z" for at in (min(dated), max(dated)))
    assert (first, last) == (manifest["first_utc"], manifest["last_utc"])


def test_a_ticket_with_a_column_for_each_moment_gives_an_event_for_each() -> None:
    at = datetime(2026, 5, 4, 9, 5)  # noqa: DTZ001 - a cell has no zone
    rows = read(workbook(A=[["Detected", "Resolved", "Summary"], [at, at.replace(hour=10), "Forms failing"]]))
    assert titles(rows) == ["Detected: Forms failing", "Resolved: Forms failing"]
    assert times(rows) == ["2026-05-04 09:05", "2026-05-04 10:05"]
